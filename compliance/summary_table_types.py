"""Tables and charts in words and numbers: receipts one by one and by month, and foreign currency kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from compliance.summary_step_types import RuleText


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One receipt. `class_code`: `certified`, `rest`, `nil`, `exempt`, `local` or `slabs`.

    `rate` is the rate of an estimate ("" elsewhere); `rate_source` says in words where the rupees come from.
    """

    id: str
    date: date
    date_text: str
    amount: str
    rupees: str
    rupees_paisa: int
    deducted: str
    deducted_paisa: int
    kept: str
    rate: str
    rate_source: str
    estimated: bool
    class_code: str
    class_text: str
    channel: str
    service: str
    account: str
    platform: str
    client: str
    purpose_code: str


@dataclass(frozen=True, slots=True)
class ReceiptMonth:
    """One month of the tax year, also where nothing arrived. The three parts add up to `rupees_paisa`."""

    month: str
    month_text: str
    count: int
    rupees_paisa: int
    rupees: str
    final_paisa: int
    slabs_paisa: int
    untaxed_paisa: int
    estimated: bool


@dataclass(frozen=True, slots=True)
class Receipts:
    """The year's receipts, one by one and by month. `estimates` says which figures rest on an estimate."""

    count: int
    total: str
    total_paisa: int
    total_usd: str
    deducted: str
    rows: tuple[ReceiptRow, ...]
    months: tuple[ReceiptMonth, ...]
    sentence: str
    chart_text: str
    estimated: int
    estimates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """Foreign currency of one month. `how` says which rule made the limit, with its figures.

    `registration` is a sentence only where nothing may be kept of a receipt for want of registration.
    """

    month: str
    month_text: str
    proceeds: str
    limit: str
    kept: str
    headroom: str
    over: str
    proceeds_cents: int
    limit_cents: int
    kept_cents: int
    headroom_cents: int
    over_cents: int
    sentence: str
    registration: str
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retention:
    """What may be kept in foreign currency, by month."""

    rows: tuple[RetentionRow, ...]
    sentence: str
    chart_text: str
    rules: tuple[RuleText, ...]
    tier: str | None
