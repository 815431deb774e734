"""What section 205 adds to tax that is paid late. Whole rupees, rounded once, half up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from compliance.duties.case import Case
from compliance.money import MILLION, half_up
from compliance.rulebook import Value
from compliance.taxyear import last_day

DAYS_OF_A_YEAR = 365
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ends:
    """The lowest and the highest amount that a reading of the law gives, whole rupees."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class LatePayment:
    """What section 205 adds to unpaid tax, whole rupees; claimed by the department.

    `spans`: rates in parts per million a year, each with its days. `kibor`: the rate used for it, where it
    counts on some day. `kibor_missing`: the figure is the least, since KIBOR was not given.
    `unknown_from`: the first day for which no rule is known. `unpaid` and `rupees` are those of the
    assessment's own reading; `unpaid_ends` and `ends` are the lowest and the highest of all its readings.
    `paid_on`: the day of payment, where one was given. `if_paid_with_return`: what it comes to if the balance
    of a filed return was paid with it, where no day of payment was given; None where that is no question.
    """

    unpaid: int
    unpaid_ends: Ends
    first: date
    last: date
    days: int
    spans: tuple[tuple[int, int], ...]
    rupees: int
    ends: Ends
    paid_on: date | None
    if_paid_with_return: int | None
    kibor: int | None
    kibor_missing: bool
    unknown_from: date | None
    rules: tuple[Value, ...]


@dataclass(slots=True)
class _Days:
    """The days of a span counted by their rate in parts per million, with the rules that gave it."""

    at: dict[int, int] = field(default_factory=dict)
    rules: dict[tuple[str, date], Value] = field(default_factory=dict)
    unknown_from: date | None = None
    over_kibor: bool = False

    def added(self, tax: int) -> int:
        """What is added to a tax in whole rupees."""
        return half_up(tax * sum(rate * days for rate, days in self.at.items()), MILLION * DAYS_OF_A_YEAR)


def late_payment(case: Case) -> LatePayment | None:
    """From the day after the last date for the return to the day of payment, or to the day looked at.

    None where nothing is left to pay, or it was paid in time.
    """
    unpaid, paid_on = case.assessment.ordinance.balance, _paid_on(case)
    last = paid_on or case.as_of
    if not unpaid or last <= case.last_date:
        return None
    days, kibor = _days(case, last), case.workbook.filing.kibor_percent
    unpaid_ends = _unpaid_ends(case)
    ends = Ends(days.added(unpaid_ends.low), days.added(unpaid_ends.high))
    with_return = None
    if case.filed_on and not paid_on:
        until_filed = _days(case, case.filed_on)
        with_return = until_filed.added(unpaid)
        ends = Ends(until_filed.added(unpaid_ends.low), ends.high)
    return LatePayment(
        unpaid=unpaid,
        unpaid_ends=unpaid_ends,
        first=case.last_date + _DAY,
        last=last,
        days=(last - case.last_date).days,
        spans=tuple(days.at.items()),
        rupees=days.added(unpaid),
        ends=ends,
        paid_on=paid_on,
        if_paid_with_return=with_return,
        kibor=half_up(kibor, 100) if kibor is not None and days.over_kibor else None,
        kibor_missing=kibor is None and days.over_kibor,
        unknown_from=days.unknown_from,
        rules=tuple(days.rules.values()),
    )


def _paid_on(case: Case) -> date | None:
    """The day of payment given, where it can be one: after the year’s end, not after the day looked at."""
    paid_on = case.workbook.filing.paid_on
    return paid_on if paid_on and last_day(case.tax_year) < paid_on <= case.as_of else None


def _unpaid_ends(case: Case) -> Ends:
    """What is left to pay by the assessment and by each other reading that moves the tax: least and most."""
    balances = [
        case.assessment.ordinance.balance,
        *(int(steps["balance"].value) for steps in case.assessment.other_readings.values()),  # type: ignore[arg-type]
    ]
    return Ends(min(balances), max(balances))


def _days(case: Case, last: date) -> _Days:
    """The days after the last date for the return, up to and with `last`."""
    found, kibor = _Days(), case.workbook.filing.kibor_percent
    for number in range(1, (last - case.last_date).days + 1):
        day = case.last_date + number * _DAY
        fixed, over = case.rule_on("late_payment_rate", day), case.rule_on("late_payment_over_kibor", day)
        if fixed is None or over is None:
            found.unknown_from = found.unknown_from or day
            continue
        rate = fixed.number
        if over.value is not None:
            found.over_kibor = True
            # Millionths of a percent are hundredths of a part per million.
            rate = max(rate, half_up(kibor, 100) + over.number) if kibor is not None else rate
        found.at[rate] = found.at.get(rate, 0) + 1
        found.rules |= {(one.parameter, one.first): one for one in (fixed, over) if one.value is not None}
    return found
