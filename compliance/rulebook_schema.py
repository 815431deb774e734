"""The form of the files in rules/, as pydantic models; `editor_schema` makes rules/schema.json of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

Tier = Literal["text", "reported", "inferred", "announced", "unsettled"]
Unit = Literal[
    "percent",
    "percent_of_tax",
    "rupees",
    "usd",
    "days",
    "months",
    "years",
    "square_yards",
    "cubic_centimetres",
    "yes_no",
    "date",
    "day_of_year",
    "code",
    "slabs",
]
Clock = Literal["tax_year", "receipt_date", "month"]
HowRead = Literal["reproduction", "secondary", "policy paper", "dataset", "not opened"]

Number = Annotated[int | Decimal, WithJsonSchema({"type": "number"})]
Day = Annotated[date, WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
DayOfYear = Annotated[str, Field(pattern=r"^\d{2}-\d{2}$")]
Text = Annotated[str, Field(min_length=1)]
Names = Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
Row = Annotated[
    tuple[Number, Number | Literal["and above"], Number, Number],
    Field(strict=False, description="above, up to, fixed amount, percent of the part above"),
]


class Form(BaseModel):
    """Every key is checked, none is guessed, nothing is converted in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ValueEntry(Form):
    """What a rule says over one span of dates."""

    first: Annotated[
        int | Day,
        Field(alias="from", description="First tax year (2026) or first day (2023-10-23)"),
    ]
    until: Annotated[
        int | Day | Literal["open"],
        Field(description='Last tax year or last day, both included; "open" where the source names no end'),
    ]
    value: Annotated[
        bool | Number | Day | Literal["none", "unknown"] | DayOfYear | None,
        Field(
            description=(
                'The figure, or a day of each year as "09-30"; "none": the law has no such rule; "unknown": '
                "not found out"
            )
        ),
    ] = None
    rows: Annotated[
        tuple[Row, ...] | None,
        Field(strict=False, description="Bands of a table, in place of `value`"),
    ] = None
    act: Annotated[Text, Field(description="The Act or circular that set the figure")]
    provision: Annotated[str, Field(description="The section, if it differs from the rule's")] = ""
    cite: Annotated[Names, Field(description="Sources of sources.toml in which the figure was read")]
    tier: Annotated[Tier, Field(description="How far the figure is to be trusted")]
    note: Annotated[str, Field(description="For the freelancer; needed unless the tier is text")] = ""


class ParameterEntry(Form):
    """One rule of law over time."""

    title: Text
    unit: Unit
    clock: Clock
    topic: Text
    provision: Text
    for_information: Annotated[bool, Field(description="Shown, but no figure is worked out of it")] = False
    value: Annotated[tuple[ValueEntry, ...], Field(strict=False, min_length=1)]


class SourceEntry(Form):
    """Where a figure can be looked up."""

    title: Text
    publisher: Text
    address: Annotated[Text, Field(description='Without https://; "not recorded" with a note that says why')]
    how_read: HowRead
    read_on: Annotated[Day | None, Field(description="Left out where the document was not opened")] = None
    note: str = ""


class TopicEntry(Form):
    """A chapter of law and how far its figures were verified."""

    id: Text
    title: Text
    verified: Text


class LeftOutEntry(Form):
    """What the program does not compute."""

    id: Text
    title: Text
    why: Text
    next_step: Text
    tier: Tier
    provision: str = ""
    cite: Annotated[tuple[Text, ...], Field(strict=False)] = ()


class CoverageFile(Form):
    """coverage.toml"""

    first_tax_year: int
    last_tax_year: int
    read_on: Day
    verified: Text
    topic: Annotated[tuple[TopicEntry, ...], Field(strict=False, min_length=1)]
    left_out: Annotated[tuple[LeftOutEntry, ...], Field(strict=False, min_length=1)]


Chapter = dict[str, ParameterEntry]
Sources = dict[str, SourceEntry]
