"""The parts of a profile that say how a file is known and where its values stand."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from compliance.statements.profile_values import (
    Columns,
    FileKindName,
    NumberForm,
    Pattern,
    Patterns,
    ProfileForm,
    SkipReason,
    Text,
    Texts,
    as_tuple,
)


class Match(ProfileForm):
    """By what a layout is known: exactly one of the five ways, and a file name that breaks a tie."""

    header: Texts = ()
    """All names of the heading row, in order."""
    columns: Texts = ()
    """Names that stand in the heading row, in any order, among others."""
    first: Texts = ()
    """Names with which the heading row begins; `columns` must stand in it as well."""
    cells: Patterns = ()
    """What the cells of every row look like, where there are no names: columns are `#1`, `#2` ..."""
    phrases: Patterns = ()
    """Of which one must be found in some row, with `cells`."""
    text: Patterns = ()
    """All of which are found in the text of a PDF."""
    file_name: Pattern | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [bool(self.header), bool(self.first or self.columns), bool(self.cells), bool(self.text)]
        if sum(ways) != 1:
            raise ValueError("needs one of header, columns or first, cells, text")
        return self


class Read(ProfileForm):
    """How the file is opened and what its cells need before they are read."""

    kinds: Annotated[tuple[FileKindName, ...], BeforeValidator(as_tuple), Field(min_length=1)]
    encoding: Literal["cp1252", "latin-1", "cp1256"] = "cp1252"
    list: Text | None = None
    """The key of a JSON file under which the rows stand."""
    html_entities: bool = False
    """Whether cells write & as &amp;."""


class PdfRows(ProfileForm):
    """How the rows of a PDF are put together from its lines.

    `columns`: a row begins with a date, its amounts stand under the names of the heading, text below goes on.
    `sequence`: a row begins with a date and is as `row` says, its parts joined by single spaces.
    `blocks`: text stands above, beside and below the date, and a `last` line ends the row.
    `labels`: one row, each of its cells after a label.
    """

    way: Literal["columns", "sequence", "blocks", "labels"]
    heading: Texts = ()
    """The names over the columns, from left to right, as normalised."""
    starts: Pattern | None = None
    """What the first part of a row looks like."""
    amount: Pattern | None = None
    row: Pattern | None = None
    last: Pattern | None = None
    time: Pattern | None = None
    labels: Patterns = ()
    ignore: Patterns = ()
    """Lines that belong to no row: what a page repeats, and its foot."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = {
            "columns": (self.heading, self.starts, self.amount),
            "sequence": (self.starts, self.row),
            "blocks": (self.starts, self.amount, self.last),
            "labels": (self.labels,),
        }
        if not all(needed[self.way]):
            raise ValueError(f"leaves out what the way {self.way} needs")
        return self


class ColumnNames(ProfileForm):
    """Which column is which; those of the date and the amount stand in their own groups."""

    native_id: Columns | None = None
    reference: Columns | None = None
    group_reference: Columns | None = None
    description: Columns | None = None
    counterparty: Columns | None = None
    balance: Columns | None = None
    rate: Columns | None = None
    other_amount: Columns | None = None
    """The other side of an exchange: rupees become `pkr_amount`, anything else `foreign_amount`."""
    other_currency: Columns | None = None
    fee_included: Columns | None = None
    """A fee that the amount already holds."""
    value_date: Columns | None = None
    last4: Columns | None = None
    """The other account; its last four digits are kept."""
    purpose_code: Columns | None = None
    certificate: Columns | None = None
    retained: Columns | None = None
    """Foreign money that stayed in an account in foreign currency."""


class DateForm(ProfileForm):
    """Where the day stands and how it is written, as `strptime` patterns."""

    column: Columns
    formats: Texts
    order_from_file: bool = False
    """Whether the formats contradict each other, so that one must fit all rows."""

    @model_validator(mode="after")
    def _explicit(self) -> Self:
        if not self.formats or not all("%" in one for one in self.formats):
            raise ValueError("needs formats such as %d-%m-%Y")
        return self


class AmountForm(ProfileForm):
    """Where the amount stands and what says whether it came in or went out.

    `signed`: one column with a sign. `credit_debit`: a column for each. `indicator`: a column of words beside
    one amount. `direction`: in from the target's columns, out from the source's and its fee, both for an
    exchange between own balances. `gross_fee`: a signed gross amount and a signed fee that is a movement of
    its own.
    """

    sign: Literal["signed", "credit_debit", "indicator", "direction", "gross_fee"]
    column: Columns | None = None
    credit: Columns | None = None
    debit: Columns | None = None
    indicator: Columns | None = None
    credit_words: Texts = ()
    debit_words: Texts = ()
    both_words: Texts = ()
    source_amount: Columns | None = None
    source_fee: Columns | None = None
    source_currency: Columns | None = None
    source_name: Columns | None = None
    target_amount: Columns | None = None
    target_currency: Columns | None = None
    target_name: Columns | None = None
    fee: Columns | None = None
    number: NumberForm = "decimal_point"
    """How amounts and balances are written."""
    marks: Texts = ()
    """Signs of the currency that may stand beside an amount, such as `$`."""
    brackets: bool = False
    """Whether (80.00) is eighty below zero."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        source_and_target = (
            self.source_amount,
            self.source_currency,
            self.target_amount,
            self.target_currency,
        )
        words = (self.indicator, self.credit_words, self.debit_words)
        needed: dict[str, tuple[object, ...]] = {
            "signed": (self.column,),
            "credit_debit": (self.credit, self.debit),
            "indicator": (self.column, *words),
            "direction": (*words, *source_and_target),
            "gross_fee": (self.column, self.fee),
        }
        if not all(needed[self.sign]):
            raise ValueError(f"leaves out columns that the sign {self.sign} needs")
        return self


class CurrencyForm(ProfileForm):
    """The currency: of a column, or always the same one (which the file's own statement of it overrides)."""

    column: Columns | None = None
    always: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if not (self.column or self.always):
            raise ValueError("needs a column or always")
        return self


class StatusForm(ProfileForm):
    """Which words of a column say that the money moved. Other words send the row to review."""

    column: Columns
    keep: Texts
    skip: dict[str, SkipReason] = Field(default_factory=dict)
