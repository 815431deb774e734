"""The oracle's tax: classes of receipts, and both readings, one person at a time (CONTRACT part 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import oracle_law as law
from oracle_input import Case, Receipt, half_up

FINAL = ("certified", "rest", "final")


@dataclass(frozen=True)
class View:
    """One way to read the open points; each field turns one default over."""

    remittance_at_slabs: bool = False
    non_bank_final: bool = False
    rate_card: bool = False
    other_limb: bool = False
    remittance_counts_for_80: bool = False
    unsure_is_ites: bool = False


DEFAULT = View()


@dataclass(frozen=True)
class Figures:
    """The lines of one reading, whole rupees but for `income` and its parts."""

    final_tax: int
    normal_tax: int
    surcharge: int
    minimum_tax: int
    income: Fraction
    other_income: Fraction
    salaried: bool
    local_deductions: Fraction
    balance: int
    refundable: int
    over_deducted: int

    @property
    def tax(self) -> int:
        """Totals add the lines."""
        return self.final_tax + self.normal_tax + self.surcharge + self.minimum_tax


def is_it(receipt: Receipt, view: View) -> bool:
    """Whether the service is IT or IT-enabled; `unsure` counts as `other`."""
    return receipt.service in ("it", "ites") or (receipt.service == "unsure" and view.unsure_is_ites)


def eighty_percent_test(case: Case, view: View) -> bool:
    """Whether at least 80% of the rupees of all IT and ITeS exports came through banks."""
    exports = [receipt for receipt in case.receipts if receipt.is_export and is_it(receipt, view)]
    channels = ("bank", "remittance") if view.remittance_counts_for_80 else ("bank",)
    counted = sum((receipt.rupees for receipt in exports if receipt.channel in channels), Fraction(0))
    return counted >= law.EIGHTY_PERCENT * sum(receipt.rupees for receipt in exports)


def condition_fails(case: Case, certified: bool) -> bool:
    """Whether a condition of s.154A(2) is known to fail for a receipt."""
    if case.sales_tax_returns != "required_not_filed":
        return False
    return not (certified and case.tax_year >= law.CERTIFIED_FREE_OF_SALES_TAX_RETURNS_FROM)


def class_of(case: Case, receipt: Receipt, test_passed: bool, view: View) -> str:
    """`certified`, `rest` (in 2022 both `final`), `nil`, `exempt`, `slabs` or `local`."""
    if not receipt.is_export:
        return "local"
    it = is_it(receipt, view)
    if case.tax_year == 2021:
        return "exempt" if it and test_passed else "slabs"
    if case.tax_year == 2022 and it and test_passed:
        return "nil"
    certified = it and receipt.pseb_covers
    if case.opts_for_normal_tax or condition_fails(case, certified):
        return "slabs"
    if receipt.channel == "remittance":
        realised = not view.remittance_at_slabs
    else:
        realised = receipt.channel == "bank" or view.non_bank_final
    if not realised:
        return "slabs"
    if case.tax_year == 2022:
        return "final"
    return "certified" if certified else "rest"


def classes_of(case: Case, view: View = DEFAULT) -> list[str]:
    """The class of every receipt, in order."""
    passed = eighty_percent_test(case, view)
    return [class_of(case, receipt, passed, view) for receipt in case.receipts]


def final_tax(case: Case, rupees: dict[str, Fraction], view: View) -> int:
    """Final tax, one rounding a line."""
    if case.tax_year == 2021:
        return 0
    if case.tax_year == 2022:
        rate = law.OFF_LIST_RATE_2022 if case.active_taxpayer is False else law.REST_RATE[2022]
        return half_up(rate * rupees["final"])
    rates = (law.CERTIFIED_RATE[case.tax_year], law.REST_RATE[case.tax_year])
    if view.rate_card:
        rates = law.RATE_CARD_2026
    return half_up(rates[0] * rupees["certified"]) + half_up(rates[1] * rupees["rest"])


def surcharge_rate(case: Case, income: Fraction, other: Fraction, salaried: bool, view: View) -> Fraction:
    """The rate of s.4AB; a cliff."""
    if income <= law.SURCHARGE_ABOVE:
        return Fraction(0)
    salaried_limb = salaried
    if view.other_limb and case.salary > 0 and other > 0:
        salaried_limb = not salaried
    of_salaried, of_others = law.SURCHARGE[case.tax_year]
    return Fraction(of_salaried if salaried_limb else of_others)


def figures_of(
    case: Case, receipts: Sequence[tuple[Receipt, str]], expenses: Fraction, view: View = DEFAULT
) -> Figures:
    """The Ordinance applied to some receipts with their classes, and to the salary."""
    rupees = {name: Fraction(0) for name in (*FINAL, "nil", "exempt", "slabs", "local")}
    deducted = dict(rupees)
    for receipt, name in receipts:
        rupees[name] += receipt.rupees
        if receipt.own_account:
            deducted[name] += receipt.tax_deducted
    other = max(Fraction(0), rupees["local"] + rupees["slabs"] - expenses)
    income = case.salary + other
    salaried = case.salary > law.SALARIED_ABOVE * income

    final = final_tax(case, rupees, view)
    normal = half_up(law.slab_tax(income, case.tax_year, salaried))
    surcharge = half_up(surcharge_rate(case, income, other, salaried, view) * normal)
    minimum = half_up(max(Fraction(0), deducted["local"] - normal - surcharge))

    final_deductions = sum((deducted[name] for name in (*FINAL, "nil", "exempt")), Fraction(0))
    owed = max(Fraction(0), final - final_deductions) + max(
        Fraction(0), normal + surcharge - deducted["local"]
    )
    net = owed - (
        deducted["slabs"] + case.salary_tax_deducted + case.other_adjustable_tax + case.advance_tax_paid
    )
    return Figures(
        final_tax=final,
        normal_tax=normal,
        surcharge=surcharge,
        minimum_tax=minimum,
        income=income,
        other_income=other,
        salaried=salaried,
        local_deductions=deducted["local"],
        balance=half_up(max(Fraction(0), net)),
        refundable=half_up(max(Fraction(0), -net)),
        over_deducted=half_up(max(Fraction(0), final_deductions - final)),
    )


def ordinance(case: Case, view: View = DEFAULT) -> Figures:
    """What the Ordinance says."""
    classed = list(zip(case.receipts, classes_of(case, view), strict=True))
    return figures_of(case, classed, case.expenses, view)


def exempt_12000(case: Case) -> bool:
    """Whether the published policy frees every receipt."""
    return len(case.receipts) > 0 and sum(receipt.usd for receipt in case.receipts) <= law.EXEMPT_USD


def zero_rated(receipt: Receipt, view: View = DEFAULT) -> bool:
    """Whether the published policy's zero rate on IT exports covers a receipt, whatever its channel."""
    return receipt.is_export and is_it(receipt, view) and receipt.day <= law.ZERO_RATED_UNTIL


def policy(case: Case, view: View = DEFAULT) -> Figures:
    """The Ordinance applied to what the published policy does not free; classes are those of all receipts."""
    if exempt_12000(case):
        return figures_of(case, [], Fraction(0), view)
    classed = zip(case.receipts, classes_of(case, view), strict=True)
    kept = [(receipt, name) for receipt, name in classed if not zero_rated(receipt, view)]
    return figures_of(case, kept, case.expenses, view)


def year_is_over(case: Case, as_of: date) -> bool:
    """Whether 30 June of the tax year has passed."""
    return as_of > date(case.tax_year, 6, 30)
