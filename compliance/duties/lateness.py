"""What lateness costs: the penalty for a late return, the surcharge of the list, what is added to unpaid tax.

Sections 182, 182A and 205. Where the law is unsettled both ends are given. Whole rupees throughout; a day's
share and a year's share are rounded once, half up, where the line is worked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from compliance.duties.case import Case
from compliance.duties.late_payment import Ends as Ends
from compliance.duties.late_payment import LatePayment as LatePayment
from compliance.duties.late_payment import late_payment
from compliance.duties.obligation import must_file
from compliance.money import MILLION, half_up
from compliance.rulebook import Value
from compliance.taxyear import latest_completed
from compliance.trace import weakest

_REDUCTIONS = (
    "late_return_reduction_one_month",
    "late_return_reduction_two_months",
    "late_return_reduction_three_months",
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PenaltyUntil:
    """The penalty for a return filed up to a day: how much it is reduced, and both ends on that day.

    `until` None: from the day after the last reduction on; the ends are those of the day looked at.
    """

    until: date | None
    reduction: int
    """Parts per million."""
    ends: Ends


@dataclass(frozen=True, slots=True)
class LatePenalty:
    """The penalty of section 182 for this return. The department must claim it; nobody pays it unasked.

    `tax_low` and `tax_high` are the two readings of "tax payable", whole rupees: the tax on taxable income,
    in which final-taxed receipts have no part, and all tax of the year (or of the year before, where the law
    takes the higher one); the lowest and the highest of them where another point of law moves the tax.
    `tax_on_income` is the first of them in the assessment's own reading. `next_cheaper` is the next day until
    which filing costs less than after it.
    """

    days: int
    tax_low: int
    tax_high: int
    tax_on_income: int
    least: Ends
    most: Ends
    now: Ends
    reduction: int
    steps: tuple[PenaltyUntil, ...]
    next_cheaper: PenaltyUntil | None
    rules: tuple[Value, ...]
    tier: str

    @property
    def may_be_nil(self) -> bool:
        """Whether one reading gives no penalty at all, since no tax on taxable income is payable."""
        return self.now.low == 0

    @property
    def turns_on_another_point(self) -> bool:
        """Whether the lower end comes from another reading of a point that decides what is taxed as final."""
        return self.tax_low < self.tax_on_income


@dataclass(frozen=True, slots=True)
class ListSurcharge:
    """The surcharge of section 182A for getting onto the list after a late return; paid of one's own accord.

    `rupees` None: not known on that day. `waived_months`: an undertaking not to buy property for so many
    months takes its place; 0 where the law has no such way.
    """

    rupees: int | None
    waived_months: int
    rules: tuple[Value, ...]
    of_another_year: bool = False

    @property
    def tier(self) -> str | None:
        """That the amount goes by the day of filing, also for an older year, no source says."""
        return weakest("inferred" if self.of_another_year else None, *(rule.tier for rule in self.rules))


@dataclass(frozen=True, slots=True)
class Lateness:
    """All of it; None where it does not arise."""

    penalty: LatePenalty | None
    surcharge: ListSurcharge | None
    payment: LatePayment | None


def lateness(case: Case) -> Lateness:
    """What being late costs in this case on the day it is looked at. Raises NotCovered as the rules do."""
    if not case.days_late:
        return Lateness(None, None, late_payment(case))
    # Coming onto the list late costs whoever files of their own accord the same.
    penalty = None if must_file(case)[0] == "does_not_apply" else _late_penalty(case)
    return Lateness(penalty, _list_surcharge(case), late_payment(case))


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - _DAY).day
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True, slots=True)
class _Scale:
    """The figures of entry 1 of section 182(1) for one person: rates in ppm, amounts in whole rupees."""

    rate_a_day: int
    amount_a_day: int
    most: int
    least: Ends

    def ends(self, days: int, reduction: int, tax_low: int, tax_high: int) -> Ends:
        """Both ends for so many days. Low: the limit goes before the least amount, and the reduction takes
        from all of it. High: the least amount stands whatever the limit and the reduction."""
        low = min(max(self._by_days(days, tax_low), self.least.low), self._limit(tax_low))
        high = min(self._by_days(days, tax_high), self._limit(tax_high))
        return Ends(_reduced(low, reduction), max(self.least.high, _reduced(high, reduction)))

    def limits(self, tax_low: int, tax_high: int) -> Ends:
        """The most that the penalty can come to under each reading; never less than the least amount."""
        return Ends(self._limit(tax_low), max(self.least.high, self._limit(tax_high)))

    def _by_days(self, days: int, tax: int) -> int:
        return max(half_up(tax * self.rate_a_day * days, MILLION), self.amount_a_day * days)

    def _limit(self, tax: int) -> int:
        return half_up(tax * self.most, MILLION)


def _reduced(amount: int, reduction: int) -> int:
    return half_up(amount * (MILLION - reduction), MILLION)


def _late_penalty(case: Case) -> LatePenalty:
    figures = case.assessment.ordinance
    rules = {
        name: case.rule(name)
        for name in (
            "late_return_rate_a_day",
            "late_return_amount_a_day",
            "late_return_most",
            "late_return_least",
            "late_return_least_lower",
            "late_return_salary_share",
            "late_return_salary_below",
            "late_return_small_income",
            "late_return_higher_of_two_years",
            *_REDUCTIONS,
        )
    }
    scale = _Scale(
        rate_a_day=_number(rules["late_return_rate_a_day"]),
        amount_a_day=_number(rules["late_return_amount_a_day"]) // 100,
        most=_number(rules["late_return_most"]),
        least=_least(case, rules),
    )
    taxes = (figures.tax - figures.final_tax, *_taxes_payable(case))
    before = case.person.tax_payable_before
    if rules["late_return_higher_of_two_years"].value and before is not None:
        taxes = tuple(max(tax, half_up(before, 100)) for tax in taxes)
    tax_low, tax_high = min(taxes), max(taxes)
    steps = _steps(case, scale, [rules[name] for name in _REDUCTIONS], tax_low, tax_high)
    counted = case.filed_on or case.as_of
    at = next(step for step in steps if step.until is None or counted <= step.until)
    used = tuple(value for value in rules.values() if value.value is not None)
    return LatePenalty(
        days=case.days_late,
        tax_low=tax_low,
        tax_high=tax_high,
        tax_on_income=taxes[0],
        least=scale.least,
        most=scale.limits(tax_low, tax_high),
        now=scale.ends(case.days_late, at.reduction, tax_low, tax_high),
        reduction=at.reduction,
        steps=steps,
        next_cheaper=at if at.until is not None and case.filed_on is None else None,
        rules=used,
        tier=weakest("unsettled", *(value.tier for value in used)) or "unsettled",
    )


def _taxes_payable(case: Case) -> tuple[int, ...]:
    """Tax on taxable income and all tax, of the assessment and of each other reading that moves the tax."""
    figures = case.assessment.ordinance
    found = [figures.tax - figures.final_tax, figures.tax]
    for steps in case.assessment.other_readings.values():
        tax, final = (int(steps[name].value) if name in steps else 0 for name in ("tax", "final_tax"))  # type: ignore[arg-type]
        found += [tax - final, tax]
    return tuple(found)


def _least(case: Case, rules: dict[str, Value]) -> Ends:
    """The least amount for this person. Whether income taxed as final, which enters no head of income
    (section 169), counts beside the salary no source says: both ends where that turns it."""
    salary = case.workbook.other.salary
    incomes = (salary + case.freelance_income, max(salary, case.of_person("income_at_slabs")))
    leasts = [
        _number(
            rules["late_return_least_lower" if _lower_least(case, rules, income) else "late_return_least"]
        )
        // 100
        for income in incomes
    ]
    return Ends(min(leasts), max(leasts))


def _lower_least(case: Case, rules: dict[str, Value], income: int) -> bool:
    """Whether the lower least amount is this person's: mostly salary, or (to 2022) little income."""
    figures, salary = case.assessment.ordinance, case.workbook.other.salary
    share, below = rules["late_return_salary_share"], rules["late_return_salary_below"]
    mostly_salary = salary > 0 and salary * MILLION >= income * _number(share)
    if mostly_salary and (below.value is None or salary < below.number):
        return True
    small = rules["late_return_small_income"]
    return small.value is not None and figures.taxable_income * 100 <= small.number


def _steps(
    case: Case, scale: _Scale, reductions: list[Value], tax_low: int, tax_high: int
) -> tuple[PenaltyUntil, ...]:
    found = []
    for months, reduction in enumerate(reductions, start=1):
        if reduction.value is not None:
            until = months_after(case.last_date, months)
            ends = scale.ends((until - case.last_date).days, reduction.number, tax_low, tax_high)
            found.append(PenaltyUntil(until, reduction.number, ends))
    after = scale.ends(case.days_late, 0, tax_low, tax_high)
    return (*found, PenaltyUntil(None, 0, after))


def _number(value: Value) -> int:
    return 0 if value.value is None else value.number


def _list_surcharge(case: Case) -> ListSurcharge:
    day = case.filed_on or case.as_of
    surcharge = case.rule_on("active_list_surcharge", day)
    undertaking = case.rule_on("active_list_undertaking", day)
    return ListSurcharge(
        rupees=None if surcharge is None else surcharge.number // 100,
        waived_months=_number(undertaking) if undertaking else 0,
        rules=tuple(value for value in (surcharge, undertaking) if value and value.value is not None),
        of_another_year=case.tax_year < latest_completed(day),
    )
