"""Whose income grows along a curve: one's own year made larger or smaller, or money of a single kind.

No formula of a receipt takes an amount (a test holds that), so a year is scaled by the sums of its kinds of
receipts. The shares are taken from running sums, so that the parts always add up to the whole, and at the
year's own income each part is exactly what it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from compliance.assessment_types import Assessment
from compliance.duties.case import Case
from compliance.duties.what_if import kinds_of, receipts_as_they_are
from compliance.engine import Column
from compliance.facts import TAX
from compliance.facts.inputs import PERSON, RECEIPT, SWITCHES
from compliance.money import MILLION, PAISA_LIMIT
from compliance.parameters import YearRules, year_rules
from compliance.rulebook import Rulebook
from compliance.taxyear import first_day, tax_year_of
from compliance.workbook import Workbook
from compliance.workbook_problems import outside_program
from compliance.year_run import person_columns

Money = Literal["own", "it", "other", "local", "salary"]
"""What the income is made of: the mix of one's own year; IT work or other work for clients abroad, through a
bank; clients in Pakistan; a salary."""
_FITS: Final = 2**63
_CONDITIONS: Final = tuple(one.name for one in RECEIPT if one.unit == "yes_no")
_NEVER_OUTSIDE: Final = ("export", "local")
MONEYS: Final[tuple[Money, ...]] = ("own", "it", "other", "local", "salary")


@dataclass(frozen=True, slots=True)
class Choice:
    """What one curve is about.

    `pseb`: a certificate in force all year, or none; None: as in one's own year, else none. `slabs`: the
    slabs instead of the final tax, or not; None: as in one's own year, else not.
    """

    money: Money
    tax_year: int
    policy: bool = False
    pseb: bool | None = None
    slabs: bool | None = None

    @property
    def is_as_told(self) -> bool:
        """Whether nothing but the income differs from one's own year, where it is of that tax year."""
        return self.money == "own" and self.pseb is None and self.slabs is None


@dataclass(frozen=True, slots=True)
class Dollars:
    """Rupees for a dollar as a quotient of paisa and cents. `month`: that of the reference rate (`2026-06`);
    None: the average of the receipts of one's own year."""

    paisa: int
    cents: int
    month: str | None = None


@dataclass(frozen=True, slots=True)
class Earner:
    """A person whose income grows. Paisa and cents.

    `steady` stays as it is (a job besides); the rest grows in proportion to `whole`: the receipts, or the
    salary where there are none. `parts` are running sums over the kinds of receipts, by the name of an
    amount; `conditions` and `days` have a value for each kind; `given` are facts that growing cannot change.
    """

    rules: YearRules
    person: Mapping[str, int | bool]
    steady: int
    whole: int
    conditions: Mapping[str, Column] = field(default_factory=dict)
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    days: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    given: Mapping[str, bool] = field(default_factory=dict)

    @property
    def kinds(self) -> int:
        """How many kinds of receipts there are; none where the salary grows."""
        return len(self.days)

    @property
    def highest(self) -> int:
        """The highest income that columns hold exactly, dollars and deductions with it."""
        largest = max((self.whole, *(sums[-1] for sums in self.parts.values() if sums)))
        return self.steady + (PAISA_LIMIT - self.steady) * self.whole // largest


def proportion(amount: NDArray[np.int64], part: int, whole: int) -> NDArray[np.int64]:
    """`amount` x `part` / `whole`, half up, exact. All from 0 to 10^12, and so the result; `whole` above 0.

    In two steps of six digits where the product of two amounts does not fit in 64 bits.
    """
    if int(amount.max(initial=0)) * part < _FITS:
        quotient, left = np.divmod(amount * part, whole)
        short: NDArray[np.int64] = quotient + (2 * left >= whole)
        return short
    millions, rest = np.divmod(amount, MILLION)
    quotient, left = np.divmod(millions * part, whole)
    further, left = np.divmod(left * MILLION + rest * part, whole)
    found: NDArray[np.int64] = quotient * MILLION + further + (2 * left >= whole)
    return found


def own_income(assessment: Assessment) -> int:
    """All money of a year before costs, in paisa: its receipts and its salary."""
    return assessment.receipts.rupees + assessment.workbook.other.salary


def dollars_of(assessment: Assessment | None, tax_year: int, rulebook: Rulebook) -> Dollars:
    """Rupees for a dollar: as one's own receipts had it on average, else the reference rate of the tax year's
    last month that has one (of all months, where that year has none yet)."""
    if assessment is not None and assessment.receipts.rupees and assessment.receipts.usd:
        return Dollars(assessment.receipts.rupees, assessment.receipts.usd)
    months = rulebook.rates.months
    within = [month for month in months if tax_year_of(date.fromisoformat(f"{month}-01")) == tax_year]
    month = (within or months)[-1]
    rate = rulebook.rates.rupees_per_unit("USD", month)
    assert rate is not None, month
    return Dollars(*rate.as_integer_ratio(), month)


@dataclass(frozen=True)
class OwnYear:
    """One's own year, its receipts made into columns once for all choices."""

    assessment: Assessment
    rulebook: Rulebook

    @cached_property
    def receipts(self) -> Mapping[str, Column]:
        """The receipts as columns of `facts.inputs.RECEIPT`."""
        return receipts_as_they_are(Case(self.assessment, self.rulebook))

    @property
    def workbook(self) -> Workbook:
        """What the person told."""
        return self.assessment.workbook


def earner(choice: Choice, own: OwnYear | None, rulebook: Rulebook, dollars: Dollars) -> Earner:
    """The person of a curve. `own` is one's own year, which a choice of "own" money needs.

    Raises NotCovered where the law for that year is not known or the person is outside the program in it.
    """
    rules = year_rules(rulebook, TAX, choice.tax_year)
    if choice.money != "own":
        return _plain(choice, rules, dollars)
    assert own is not None, "there is no year of one's own"
    return _own(choice, own, rules)


def _plain(choice: Choice, rules: YearRules, dollars: Dollars) -> Earner:
    person: dict[str, int | bool] = {one.name: False if one.unit == "yes_no" else 0 for one in PERSON}
    person |= _switches(choice) | {"opts_for_normal_tax": bool(choice.slabs)}
    if choice.money == "salary":
        return Earner(rules, person, 0, 1)
    abroad = choice.money != "local"
    holds = {
        "from_abroad": abroad,
        "from_local_client": not abroad,
        "named_it_service": choice.money == "it",
        "through_bank": abroad,
        "own_account": True,
        "pseb_in_force": bool(choice.pseb),
    }
    conditions = {name: np.array([holds.get(name, False)]) for name in _CONDITIONS}
    parts = {"rupees": (dollars.paisa,), "usd": (dollars.cents,), "deducted": (0,)}
    days = np.array([first_day(choice.tax_year).toordinal()], dtype=np.int64)
    return Earner(rules, person, 0, dollars.paisa, conditions, parts, days)


def _own(choice: Choice, own: OwnYear, rules: YearRules) -> Earner:
    outside = outside_program(_what_may_be_outside(own.workbook, choice.tax_year), own.rulebook)
    if outside:
        raise outside[0]
    person = person_columns(own.workbook) | _switches(choice)
    if choice.slabs is not None:
        person["opts_for_normal_tax"] = choice.slabs
    salary, whole = own.workbook.other.salary, own.assessment.receipts.rupees
    if not whole:
        return Earner(rules, person, 0, max(1, salary))
    receipts = dict(own.receipts)
    if choice.pseb is not None:
        receipts["pseb_in_force"] = np.full(len(own.workbook.receipts), choice.pseb)
    later = choice.tax_year - own.workbook.tax_year
    shifted = (years_later(receipt.date, later).toordinal() for receipt in own.workbook.receipts)
    days = np.fromiter(shifted, dtype=np.int64, count=len(own.workbook.receipts))
    dated = [column for name, column in rules.columns(days).items() if name not in rules.constant]
    first, _kind_of, sums = kinds_of(receipts, dated)
    return Earner(
        rules,
        person,
        salary,
        whole,
        {name: receipts[name][first] for name in _CONDITIONS},
        {name: tuple(np.cumsum(amounts).tolist()) for name, amounts in sums.items()},
        days[first],
    )


def _switches(choice: Choice) -> dict[str, int | bool]:
    switches: dict[str, int | bool] = {switch.name: False for switch in SWITCHES}
    return switches | {"policy_reading": choice.policy}


def _what_may_be_outside(workbook: Workbook, tax_year: int) -> Workbook:
    """The year without those receipts of which no year is outside the program, on the days of `tax_year`."""
    later = tax_year - workbook.tax_year
    receipts = [
        receipt.model_copy(update={"date": years_later(receipt.date, later)})
        for receipt in workbook.receipts
        if receipt.kind not in _NEVER_OUTSIDE
    ]
    return workbook.model_copy(update={"tax_year": tax_year, "receipts": tuple(receipts)})


def years_later(day: date, years: int) -> date:
    """The same day of another year; 29 February is the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=day.day - 1)
