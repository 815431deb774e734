"""The form of a profile: how one layout of one source's statements is recognised and read, as data.

The files in `profiles/` have this form, and so has what the mapping wizard writes for a user's own file.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from compliance.statements.profile_columns import (
    AmountForm,
    ColumnNames,
    CurrencyForm,
    DateForm,
    Match,
    PdfRows,
    Read,
    StatusForm,
)
from compliance.statements.profile_values import (
    ForeignSign,
    Grade,
    Holder,
    Kind,
    Pattern,
    Patterns,
    ProfileForm,
    ReviewReason,
    SkipReason,
    Text,
    Texts,
    as_tuple,
)

GROUPS: Final = frozenset(
    {
        "native_id",
        "counterparty",
        "last4",
        "reference",
        "group_reference",
        "pkr_amount",
        "foreign_amount",
        "foreign_currency",
    }
)
"""What a rule may take out of a text, by the names of its groups."""
FACT_GROUPS: Final = frozenset(
    {
        "account",
        "currency",
        "opening",
        "closing",
        "total_credit",
        "total_debit",
        "period_from",
        "period_to",
    }
)


class Condition(ProfileForm):
    """When a rule applies: all of what it names. Texts are searched without regard to case."""

    when: Pattern | None = None
    """Found in the description."""
    columns: dict[str, Pattern] = Field(default_factory=dict)
    """Found in these columns."""
    side: Literal["credit", "debit", "zero"] | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.when or self.columns or self.side):
            raise ValueError("names no condition")
        patterns = (*([self.when] if self.when else []), *self.columns.values())
        unknown = {name for one in patterns for name in re.compile(one).groupindex} - GROUPS
        if unknown:
            raise ValueError(f"has groups of unknown names: {', '.join(sorted(unknown))}")
        return self


class KindRule(Condition):
    """The first rule that applies says what kind of movement a row is."""

    kind: Kind
    foreign: ForeignSign | None = None
    """`bank`: money from abroad over SWIFT; `remittance`: as a remittance, over a transfer operator."""
    domestic: bool = False
    """Whether the wording speaks of a transfer within the country; money from abroad may use it too."""
    role: Literal["", "fee"] = ""
    """Tells rows apart that carry the same id."""


class DetailRule(Condition):
    """Takes details out of a row's text, whatever its kind; every rule that applies does."""


class SkipRule(Condition):
    """Rows that are left out, with the reason."""

    reason: SkipReason


class ReviewRule(Condition):
    """Rows that somebody has to look at, with the reason."""

    reason: ReviewReason


class Checks(ProfileForm):
    """What can be proved about a file of this layout."""

    balance_chain: bool = False
    conversion: bool = False
    negative_earnings: bool = False
    """Whether a file whose earnings are mostly negative has all its signs reversed."""


class Profile(ProfileForm):
    """One layout of one source's statements."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$", max_length=60)]
    version: Annotated[int, Field(ge=1)]
    source: Text
    """The name of the platform or bank, as people call it."""
    layout: Text
    """Which of the source's exports this is, as people call it."""
    account: Annotated[str, Field(pattern=r"^[^\s:]+$", max_length=40)]
    """How the source is called in the names of accounts."""
    holder: Holder | None = None
    """Who keeps the account, where the person said so."""
    grade: Grade
    """How far the layout is to be trusted; `own`: described by the user."""
    forgotten: bool = False
    """Whether no file is recognised by it any more; what it says of its account still holds."""
    evidence: Texts
    match: Match
    read: Read
    pdf_rows: PdfRows | None = None
    columns: ColumnNames = ColumnNames()
    date: DateForm
    amount: AmountForm
    currency: CurrencyForm
    status: StatusForm | None = None
    facts: Patterns = ()
    """What the lines around the rows say, by the names of their groups; cells are parted by ` | `."""
    fact_dates: Texts = ()
    skip: Annotated[tuple[SkipRule, ...], BeforeValidator(as_tuple)] = ()
    review: Annotated[tuple[ReviewRule, ...], BeforeValidator(as_tuple)] = ()
    kind: Annotated[tuple[KindRule, ...], BeforeValidator(as_tuple)] = ()
    detail: Annotated[tuple[DetailRule, ...], BeforeValidator(as_tuple)] = ()
    otherwise: Kind | None = None
    """The kind of rows to which no rule applies; without it they are reviewed."""
    check: Checks = Checks()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if not self.kind and self.otherwise is None:
            raise ValueError("says of no row what kind it is")
        if self.grade != "own" and not self.evidence:
            raise ValueError("has no evidence")
        if bool(self.match.text) != (self.pdf_rows is not None) or bool(self.match.text) != (
            "pdf" in self.read.kinds
        ):
            raise ValueError("has text, pdf_rows and the kind pdf only together")
        unknown = {name for one in self.facts for name in re.compile(one).groupindex} - FACT_GROUPS
        if unknown:
            raise ValueError(f"has facts of unknown names: {', '.join(sorted(unknown))}")
        return self

    def as_data(self) -> dict[str, Any]:
        """The profile as JSON holds it, without what is as usual: the form in which a workbook keeps it."""
        data: dict[str, Any] = self.model_dump(mode="json", exclude_defaults=True)
        return data
