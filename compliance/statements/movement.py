"""What a statement file comes to: its movements, and every row that is not one, with the reason."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from compliance.statements.profile_values import ForeignSign, Kind
from compliance.statements.statement_messages import CHECK_SENTENCES, Note
from compliance.statements.statement_table import Cells
from compliance.text import _


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that moved on one account. Amounts are whole hundredths of their currency.

    `amount` is signed from the holder's side: above zero it came in. `pkr_amount`, `foreign_amount`,
    `fee_included` and `retained` have no sign. A bank's own rows have `pkr_amount` as well as `amount`.
    """

    account: str
    """The ledger, such as `upwork:USD`, or `meezan:PKR:1234` where the file states the account's number."""
    profile: str
    profile_version: int
    file_hash: str
    """SHA-256 of the file, in hexadecimal."""
    rows: tuple[int, ...]
    """Where in the file it stands, counted from 1: see `Table.places`."""
    date: datetime.date
    value_date: datetime.date | None
    kind: Kind | None
    """None only in a row that waits for review because its kind is not known."""
    amount: int
    currency: str
    balance: int | None
    native_id: str
    role: str
    """Tells movements of one `native_id` apart: `fee`, or `out` and `in` of an exchange, else empty."""
    group_reference: str
    """The `native_id` of the movement to which this one belongs: a fee to its earning, a tax to its fee."""
    reference: str
    description: str
    counterparty: str
    status: str
    pkr_amount: int | None
    foreign_amount: int | None
    foreign_currency: str
    rate: Decimal | None
    """As the file states it; which way round differs from source to source."""
    fee_included: int | None
    """A fee that `amount` already holds, in the same currency."""
    last4: str
    """The last four digits of the other account."""
    foreign: ForeignSign | None
    """On what grounds the text says that a bank's credit came from abroad."""
    domestic: bool
    """Whether the text reads like a transfer within the country. Money from abroad may do so too."""
    purpose_code: str
    certificate: str
    retained: int | None
    """What stayed in foreign currency, in hundredths of `foreign_currency`."""
    raw: Cells
    """Every cell of the row without the blanks around it, in the order of `Statement.header`."""

    @property
    def near_year_end(self) -> bool:
        """Whether another clock (the file's may be UTC) could put it into the other tax year."""
        return (self.date.month, self.date.day) in {(6, 30), (7, 1)}


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no movement: where it stands, why it is left out, what it says."""

    rows: tuple[int, ...]
    reason: Note
    raw: Cells


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row that somebody has to look at: where it stands, all reasons with what was given, what it says.

    `movements` is what could be read of it, where the day, the amount and the currency could; the kind of
    these is None if that is what is open.
    """

    rows: tuple[int, ...]
    reasons: tuple[Note, ...]
    raw: Cells
    movements: tuple[Movement, ...] = ()
    day: datetime.date | None = None
    """Its day, where that could be read."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says about itself, as far as it does. Amounts are in hundredths, totals without sign."""

    account_number: str = ""
    currency: str = ""
    opening: int | None = None
    closing: int | None = None
    total_credit: int | None = None
    total_debit: int | None = None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was proved of a file, or the first place at which the proof fails. In hundredths.

    Where `failures` is 0 and `gaps` is not, every row that was read fits, but the balance moved over rows
    that were not: from `expected` to `found` over `row`, the first of them.
    """

    code: Literal[
        "balance_chain", "opening_to_closing", "last_balance", "total_credit", "total_debit", "conversion"
    ]
    passed: bool
    account: str
    row: int | None = None
    """Where it fails: the row in the file; None where no single row can be named."""
    expected: int | None = None
    found: int | None = None
    failures: int = 0
    gaps: int = 0

    def sentence(self) -> str:
        """What was checked, in the language spoken now."""
        return _(CHECK_SENTENCES[self.code])


@dataclass(frozen=True, slots=True)
class RowCounts:
    """Every row of a file in one of these: `data` is `posted` + `skipped` + `review`."""

    before: int = 0
    """Rows above the heading and other lines that are part of no row."""
    heading: int = 0
    blank: int = 0
    data: int = 0
    posted: int = 0
    skipped: int = 0
    review: int = 0
