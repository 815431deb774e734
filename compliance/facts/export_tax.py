"""Final tax on export receipts: section 154A and Division IVA of Part III of the First Schedule."""

from __future__ import annotations

import numpy as np

from compliance.engine import FIRST_YEAR, SECTION_219, person_fact, receipt_fact, summed
from compliance.facts.law_years import (
    BEFORE_154A,
    CLASSES_SPLIT_SINCE,
    EXEMPTION,
    FULL_CREDIT,
    FULL_CREDIT_OMITTED,
    NO_IT_RELIEF_SINCE,
    ONE_CLASS_UNTIL,
    SECTION_154A_INSERTED,
    SECTION_154A_SINCE,
)
from compliance.money import Paisa, Rate, Rupees, YesNo, rupee_share
from compliance.text import N_

DIVISION_IVA = {
    FIRST_YEAR: SECTION_154A_INSERTED,
    SECTION_154A_SINCE: "s.154A; First Schedule, Part III, Division IVA",
}


def _tier_of_class(taxed_as_final_tier: Rate) -> Rate:
    return taxed_as_final_tier


@receipt_fact(cite=DIVISION_IVA, label=N_("Final at the rate for certified exports"), tier="inferred")
def final_certified(taxed_as_final: YesNo, certified: YesNo, counted: YesNo) -> YesNo:
    """Certified exports taxed as final, of those that count."""
    return taxed_as_final & certified & counted


@receipt_fact(cite=DIVISION_IVA, label=N_("Final at the rate for any other export"), tier=_tier_of_class)
def final_other(taxed_as_final: YesNo, certified: YesNo, counted: YesNo) -> YesNo:
    """All other exports taxed as final, of those that count."""
    return taxed_as_final & ~certified & counted


relieved_proceeds = summed(
    "relieved_proceeds",
    "rupees",
    "relieved",
    unit="paisa",
    label=N_("IT exports that the Ordinance itself leaves untaxed"),
    cite={
        FIRST_YEAR: EXEMPTION,
        SECTION_154A_SINCE: FULL_CREDIT,
        NO_IT_RELIEF_SINCE: FULL_CREDIT_OMITTED,
    },
)
certified_proceeds = summed(
    "certified_proceeds",
    "rupees",
    "final_certified",
    unit="paisa",
    label=N_("Certified export receipts taxed as final"),
    cite=DIVISION_IVA,
)
other_proceeds = summed(
    "other_proceeds",
    "rupees",
    "final_other",
    unit="paisa",
    label=N_("Other export receipts taxed as final"),
    cite=DIVISION_IVA,
)


@person_fact(
    since=CLASSES_SPLIT_SINCE,
    cite="Tenth Schedule, rule 10(ca)",
    label=N_("Rate for certified exports"),
    other_reading=("export_rate_certified_rate_card",),
)
def certified_rate(
    rate_card_doubling: YesNo, export_rate_certified: Rate, export_rate_certified_rate_card: Rate
) -> Rate:
    """The statute's rate; the rate card's doubled one only under the other reading."""
    return np.where(rate_card_doubling, export_rate_certified_rate_card, export_rate_certified)


@person_fact(
    since=CLASSES_SPLIT_SINCE,
    cite="Tenth Schedule, rule 10(ca)",
    label=N_("Rate for any other export"),
    other_reading=("export_rate_other_rate_card",),
)
def other_rate(rate_card_doubling: YesNo, export_rate_other: Rate, export_rate_other_rate_card: Rate) -> Rate:
    """The statute's rate; the rate card's doubled one only under the other reading."""
    return np.where(rate_card_doubling, export_rate_other_rate_card, export_rate_other)


@person_fact(
    since=CLASSES_SPLIT_SINCE,
    cite=DIVISION_IVA,
    label=N_("Final tax on certified exports"),
    rounding=SECTION_219,
)
def certified_final_tax(certified_proceeds: Paisa, certified_rate: Rate) -> Rupees:
    """One line of the return, in whole rupees."""
    return rupee_share(certified_proceeds, certified_rate)


@person_fact(
    since=CLASSES_SPLIT_SINCE, cite=DIVISION_IVA, label=N_("Final tax on other exports"), rounding=SECTION_219
)
def other_final_tax(other_proceeds: Paisa, other_rate: Rate) -> Rupees:
    """One line of the return, in whole rupees."""
    return rupee_share(other_proceeds, other_rate)


@person_fact(
    name="final_tax", since=CLASSES_SPLIT_SINCE, cite=DIVISION_IVA, label=N_("Final tax on export receipts")
)
def final_tax_two_lines(certified_final_tax: Rupees, other_final_tax: Rupees) -> Rupees:
    """Final tax on the year's realised exports, rounded a line at a time; nothing is doubled."""
    return certified_final_tax + other_final_tax


@person_fact(
    name="export_rate",
    since=SECTION_154A_SINCE,
    until=ONE_CLASS_UNTIL,
    cite="Division IVA; Tenth Schedule, rule 1",
    label=N_("Rate for exports, doubled off the Active Taxpayers List"),
)
def export_rate_by_list(off_list: YesNo, export_rate_other: Rate, export_rate_off_list: Rate) -> Rate:
    """One rate for all exports in tax year 2022, doubled for persons off the list."""
    return np.where(off_list, export_rate_off_list, export_rate_other)


@person_fact(
    name="final_tax",
    since=SECTION_154A_SINCE,
    until=ONE_CLASS_UNTIL,
    cite=DIVISION_IVA,
    label=N_("Final tax on export receipts"),
    rounding=SECTION_219,
)
def final_tax_one_line(certified_proceeds: Paisa, other_proceeds: Paisa, export_rate: Rate) -> Rupees:
    """One line for all exports in tax year 2022, in whole rupees."""
    return rupee_share(certified_proceeds + other_proceeds, export_rate)


@person_fact(
    name="final_tax",
    until=BEFORE_154A,
    cite=SECTION_154A_INSERTED,
    label=N_("Final tax on export receipts"),
)
def final_tax_not_yet(certified_proceeds: Paisa, other_proceeds: Paisa) -> Rupees:
    """Section 154A did not exist: both classes are empty, and so is the tax."""
    return np.zeros_like(certified_proceeds + other_proceeds)
