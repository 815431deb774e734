"""Income at the slabs, the surcharge and the minimum tax of local clients' deductions.

First Schedule, Part I, Division I; section 4AB; section 153(1)(b).
"""

from __future__ import annotations

import numpy as np

from compliance.engine import SECTION_219, person_fact, receipt_fact, summed
from compliance.facts.law_years import BEFORE_SURCHARGE, SURCHARGE_SINCE
from compliance.money import (
    Paisa,
    Rate,
    Rupees,
    YesNo,
    above_zero,
    more_than,
    rupee_share,
    rupee_share_of_rupees,
    whole_rupees,
)
from compliance.rulebook import SlabTable
from compliance.text import N_

DIVISION_I = "First Schedule, Part I, Division I"


def by_slab(income: Paisa, table: SlabTable) -> Rupees:
    """Tax on `income` by a slab table, rounded once to whole rupees (section 219).

    A band exceeds its lower figure and does not exceed its upper one, so a boundary is the lower band's.
    """
    band = np.maximum(np.searchsorted(table.above, income, side="left") - 1, 0)
    return table.fixed[band] + rupee_share(income - table.above[band], table.rate[band])


@receipt_fact(cite="s.18", label=N_("From a client in Pakistan, and counts"), tier="reported")
def local_at_slabs(from_local_client: YesNo, counted: YesNo) -> YesNo:
    """Local receipts that the policy reading does not free."""
    return from_local_client & counted


def _slab_tier(export_at_slabs_tier: Rate) -> Rate:
    return export_at_slabs_tier


@receipt_fact(cite="s.18", label=N_("An export at the slabs, and counts"), tier=_slab_tier)
def counted_export_at_slabs(export_at_slabs: YesNo, counted: YesNo) -> YesNo:
    """Exports at the slabs that the policy reading does not free."""
    return export_at_slabs & counted


local_proceeds = summed(
    "local_proceeds",
    "rupees",
    "local_at_slabs",
    unit="paisa",
    label=N_("Receipts from clients in Pakistan"),
    cite="s.18",
)
slab_exports = summed(
    "slab_exports",
    "rupees",
    "counted_export_at_slabs",
    unit="paisa",
    label=N_("Export receipts taxed at the slabs"),
    cite="s.18",
)


@person_fact(cite="s.20", label=N_("Costs that count"))
def counted_expenses(expenses: Paisa, exempt_12000: YesNo) -> Paisa:
    """Costs are set off, unless the policy exempts the receipts they belong to."""
    return np.where(exempt_12000, 0, expenses)


@person_fact(cite="s.18, s.20", label=N_("Business income: receipts at the slabs less costs"))
def business_income(local_proceeds: Paisa, slab_exports: Paisa, counted_expenses: Paisa) -> Paisa:
    """Never below zero: a loss is not set against salary here."""
    return above_zero(local_proceeds + slab_exports - counted_expenses)


@person_fact(cite="s.9", label=N_("Income at the slabs"))
def income_at_slabs(salary: Paisa, business_income: Paisa) -> Paisa:
    """Salary and business income together; final-taxed receipts are not in it."""
    return salary + business_income


@person_fact(cite="s.9, s.219", label=N_("Taxable income"), rounding=SECTION_219)
def taxable_income(income_at_slabs: Paisa) -> Rupees:
    """The figure for the form; tests and tables use the exact income."""
    return whole_rupees(income_at_slabs)


@person_fact(cite=DIVISION_I + ", clause (2)", label=N_("Salary is more than 75% of it: the salaried table"))
def salaried(salary: Paisa, income_at_slabs: Paisa, salaried_share: Rate) -> YesNo:
    """Exactly 75% is not more than 75%."""
    return more_than(salary, income_at_slabs, salaried_share)


@person_fact(cite=DIVISION_I, label=N_("Tax at the slabs"), rounding=SECTION_219)
def normal_tax(
    income_at_slabs: Paisa, salaried: YesNo, slabs_salaried: SlabTable, slabs_non_salaried: SlabTable
) -> Rupees:
    """Tax on the exact income by the table that applies."""
    return np.where(
        salaried, by_slab(income_at_slabs, slabs_salaried), by_slab(income_at_slabs, slabs_non_salaried)
    )


@person_fact(since=SURCHARGE_SINCE, cite="s.4AB", label=N_("Income is above the threshold of the surcharge"))
def surcharge_due(income_at_slabs: Paisa, surcharge_threshold: Paisa) -> YesNo:
    """A cliff: nothing at exactly the threshold, the full rate one paisa above."""
    return income_at_slabs > surcharge_threshold


@person_fact(since=SURCHARGE_SINCE, cite="s.4AB", label=N_("Rate of the surcharge"))
def surcharge_rate(
    surcharge_due: YesNo,
    salaried: YesNo,
    salary: Paisa,
    business_income: Paisa,
    other_surcharge_limb: YesNo,
    surcharge_rate_salaried: Rate,
    surcharge_rate_other: Rate,
) -> Rate:
    """The salaried limb where the salaried table applies; with both kinds of income another reading swaps."""
    swapped = other_surcharge_limb & (salary > 0) & (business_income > 0)
    rate = np.where(salaried ^ swapped, surcharge_rate_salaried, surcharge_rate_other)
    return np.where(surcharge_due, rate, 0)


@person_fact(since=SURCHARGE_SINCE, cite="s.4AB", label=N_("Surcharge"), rounding=SECTION_219)
def surcharge(normal_tax: Rupees, surcharge_rate: Rate) -> Rupees:
    """A share of the tax at the slabs, in whole rupees."""
    return rupee_share_of_rupees(normal_tax, surcharge_rate)


@person_fact(
    name="surcharge",
    until=BEFORE_SURCHARGE,
    cite="s.4AB (inserted by Finance Act 2024)",
    label=N_("Surcharge (none yet)"),
)
def surcharge_not_yet(normal_tax: Rupees) -> Rupees:
    """There was no surcharge before tax year 2025."""
    return np.zeros_like(normal_tax)
