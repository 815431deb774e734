"""What an assessment holds. Every amount says its unit; the JSON form is in `assessment_json`.

Only data stands here, so that screens and documents can be read beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from compliance.fx import RateUsed
from compliance.trace import Step

if TYPE_CHECKING:
    from compliance.workbook import Workbook


@dataclass(frozen=True, slots=True)
class ReceiptTotals:
    """All receipts together: rupees in paisa, dollars in cents, and how many rest on a reference rate."""

    count: int
    rupees: int
    usd: int
    estimated: int


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest tax over the default and each open reading, whole rupees."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Ordinance:
    """What the Ordinance says for the year. Whole rupees, but for `tax_deducted` (paisa)."""

    final_tax: int
    normal_tax: int
    surcharge: int
    minimum_tax: int
    tax: int
    taxable_income: int
    salaried: bool
    tax_deducted: int
    balance: int
    refundable: int
    over_deducted: int
    range: Range
    tier: str | None


@dataclass(frozen=True, slots=True)
class Policy:
    """What the published policy says. `zero_rated_rupees` in paisa, the rest in whole rupees."""

    exempt_12000: bool
    zero_rated_rupees: int
    tax: int
    balance: int
    tier: str | None


@dataclass(frozen=True, slots=True)
class OtherOption:
    """The same year with the choice between final tax and the slabs turned over. Whole rupees."""

    opts_for_normal_tax: bool
    tax: int
    balance: int
    refundable: int


@dataclass(frozen=True, slots=True)
class RetentionMonth:
    """Foreign currency that may be kept from one calendar month's bank exports, in cents."""

    month: str
    proceeds_usd: int
    limit_usd: int
    retained_usd: int
    headroom_usd: int
    over_usd: int


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point of law that is not settled, the other reading, and what it would change (whole rupees)."""

    id: str
    reading: str
    effect_rupees: int | None


@dataclass(frozen=True, slots=True)
class UnknownAnswer:
    """An answer that was left open, one other answer, and what it would change (whole rupees)."""

    path: str
    answer: str | bool
    effect_rupees: int | None


@dataclass(frozen=True, slots=True)
class Filing:
    """When the return is due. `days_late` counts from the last date to the day of filing, or to `as_of`."""

    due: date
    extended_to: date | None
    days_late: int
    tier: str

    @property
    def last_date(self) -> date:
        """The date that counts: the extended one where there is one."""
        return self.extended_to or self.due


@dataclass(frozen=True, slots=True)
class Warning:
    """Something to know or to mend; the figures stand all the same."""

    path: str
    code: str
    given: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """One person's tax year, computed once; screens and documents only show what is here.

    `workbook` is the input it was made from; `rates` and `converted_*` follow the order of its receipts
    (paisa and cents); `steps` maps a reading (`ordinance`, `policy`) to its steps by name; `other_readings`
    maps each open point that moves the tax to the Ordinance's steps under its other reading.
    """

    workbook: Workbook
    as_of: date
    version: str
    rulebook_digest: str
    receipts: ReceiptTotals
    ordinance: Ordinance
    policy: Policy
    difference: int
    other_option: OtherOption
    retention: tuple[RetentionMonth, ...]
    unsettled: tuple[OpenPoint, ...]
    unknown_answers: tuple[UnknownAnswer, ...]
    filing: Filing
    warnings: tuple[Warning, ...]
    trace: tuple[Step, ...]
    rates: tuple[RateUsed | None, ...]
    receipt_rupees: tuple[int, ...]
    receipt_usd: tuple[int, ...]
    receipt_class: tuple[str, ...]
    """Of each receipt under the Ordinance: `certified`, `rest`, `nil`, `exempt`, `local` or `slabs`."""
    steps: Mapping[str, Mapping[str, Step]] = field(repr=False, default_factory=dict)
    other_readings: Mapping[str, Mapping[str, Step]] = field(repr=False, default_factory=dict)

    @property
    def tax_year(self) -> int:
        """The tax year assessed."""
        return self.workbook.tax_year
