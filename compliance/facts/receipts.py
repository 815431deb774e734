"""Which kind of income each receipt is: exempt, credited, taxed as final, or at the slabs.

Sections 154A, 65F(1)(c) and clause (133) of Part I of the Second Schedule.
"""

from __future__ import annotations

import numpy as np

from compliance.engine import FIRST_YEAR, person_fact, receipt_fact, summed
from compliance.facts.law_years import (
    BEFORE_154A,
    EXEMPTION,
    FULL_CREDIT,
    FULL_CREDIT_OMITTED,
    IT_RELIEF_UNTIL,
    NO_IT_RELIEF_SINCE,
    SECTION_154A_INSERTED,
    SECTION_154A_SINCE,
)
from compliance.money import Paisa, Rate, YesNo, at_least
from compliance.text import N_
from compliance.trace import TIER_RANK

SHARE_THROUGH_BANKS = {FIRST_YEAR: EXEMPTION, SECTION_154A_SINCE: FULL_CREDIT}

TEXT, INFERRED = TIER_RANK["text"], TIER_RANK["inferred"]


@receipt_fact(cite="s.2(30AD), s.2(30AE)", label=N_("Counts as an IT or IT-enabled service"))
def counts_as_it(named_it_service: YesNo, service_unsure: YesNo, unsure_counts_as_ites: YesNo) -> YesNo:
    """IT and ITeS as the Ordinance names them; unnamed work only under the other reading."""
    return named_it_service | (service_unsure & unsure_counts_as_ites)


@receipt_fact(
    cite={FIRST_YEAR: EXEMPTION, SECTION_154A_SINCE: "s.154A(1)(a)"},
    label=N_("An IT or IT-enabled service for a client abroad"),
)
def it_export(from_abroad: YesNo, counts_as_it: YesNo) -> YesNo:
    """An export of IT or ITeS, whatever its channel."""
    return from_abroad & counts_as_it


@receipt_fact(
    cite={FIRST_YEAR: SECTION_154A_INSERTED, SECTION_154A_SINCE: "s.154A(1)(a)"},
    label=N_("Certified: a PSEB certificate covers this IT service on the day"),
    tier="inferred",
)
def certified(counts_as_it: YesNo, pseb_in_force: YesNo) -> YesNo:
    """PSEB status counts on the day of realisation, so one year can hold both rates."""
    return counts_as_it & pseb_in_force


@receipt_fact(
    until=IT_RELIEF_UNTIL,
    cite=SHARE_THROUGH_BANKS,
    label=N_("An IT export that came through a normal banking channel"),
)
def it_export_through_bank(
    it_export: YesNo, through_bank: YesNo, as_remittance: YesNo, remittance_counts_for_80: YesNo
) -> YesNo:
    """Counts toward the 80% test; a home remittance only under the other reading."""
    return it_export & (through_bank | (as_remittance & remittance_counts_for_80))


it_export_rupees = summed(
    "it_export_rupees",
    "rupees",
    "it_export",
    until=IT_RELIEF_UNTIL,
    unit="paisa",
    label=N_("All IT and IT-enabled exports of the year"),
    cite=SHARE_THROUGH_BANKS,
)
it_export_bank_rupees = summed(
    "it_export_bank_rupees",
    "rupees",
    "it_export_through_bank",
    until=IT_RELIEF_UNTIL,
    unit="paisa",
    label=N_("Of these, brought in through normal banking channels"),
    cite=SHARE_THROUGH_BANKS,
)


@person_fact(
    until=IT_RELIEF_UNTIL,
    cite=SHARE_THROUGH_BANKS,
    label=N_("At least 80% of the IT exports came through normal banking channels"),
)
def enough_through_banks(
    it_export_bank_rupees: Paisa, it_export_rupees: Paisa, it_export_remittance_share: Rate
) -> YesNo:
    """The 80% condition, exact to the paisa; without any IT export there is nothing to test."""
    return (it_export_rupees > 0) & at_least(
        it_export_bank_rupees, it_export_rupees, it_export_remittance_share
    )


@receipt_fact(
    name="relieved",
    until=BEFORE_154A,
    cite=EXEMPTION,
    label=N_("Exempt: an IT export, with 80% brought in through banks"),
    tier="text",
)
def relieved_by_exemption(it_export: YesNo, enough_through_banks: YesNo, it_export_exemption: YesNo) -> YesNo:
    """The exemption of IT exports as it stood until tax year 2021."""
    return it_export & enough_through_banks & it_export_exemption


@receipt_fact(
    name="relieved",
    since=SECTION_154A_SINCE,
    until=IT_RELIEF_UNTIL,
    cite=FULL_CREDIT,
    label=N_("Nil: a 100% tax credit, with 80% brought in through banks"),
    tier="text",
)
def relieved_by_credit(it_export: YesNo, enough_through_banks: YesNo, it_export_full_credit: YesNo) -> YesNo:
    """The 100% credit of tax year 2022; whoever opted out of final tax keeps it."""
    return it_export & enough_through_banks & it_export_full_credit


@receipt_fact(
    name="relieved",
    since=NO_IT_RELIEF_SINCE,
    cite=FULL_CREDIT_OMITTED,
    label=N_("Exempt or nil (no such relief since tax year 2023)"),
    tier="text",
)
def relieved_no_longer(it_export: YesNo, it_export_full_credit: YesNo) -> YesNo:
    """Both reliefs are gone; a rule that brings the credit back would be applied."""
    return it_export & it_export_full_credit


def _realised_tier(through_bank: YesNo) -> Rate:
    return np.where(through_bank, TEXT, INFERRED)


@receipt_fact(
    since=SECTION_154A_SINCE,
    cite="s.154A(1)",
    label=N_("Foreign exchange was realised in the sense of section 154A"),
    tier=_realised_tier,
)
def realised(
    through_bank: YesNo, as_remittance: YesNo, remittance_at_slabs: YesNo, non_bank_as_final: YesNo
) -> YesNo:
    """Banks always; home remittances by default; other ways only under the other reading."""
    elsewhere = ~through_bank & ~as_remittance
    return through_bank | (as_remittance & ~remittance_at_slabs) | (elsewhere & non_bank_as_final)


@receipt_fact(
    since=SECTION_154A_SINCE,
    cite="s.154A(2)(c)",
    label=N_("The sales-tax condition does not stand in the way"),
)
def sales_tax_condition_met(
    sales_tax_not_filed: YesNo, certified: YesNo, certified_spared_sales_tax_condition: YesNo
) -> YesNo:
    """Fails only where returns were required and not filed; the rules may spare certified exporters."""
    return ~sales_tax_not_filed | (certified & certified_spared_sales_tax_condition)


def _final_tier(through_bank: YesNo, counts_as_it: YesNo) -> Rate:
    return np.where(through_bank & ~counts_as_it, TEXT, INFERRED)


@receipt_fact(
    name="taxed_as_final",
    until=BEFORE_154A,
    cite=SECTION_154A_INSERTED,
    label=N_("Taxed as final (section 154A did not exist yet)"),
)
def taxed_as_final_not_yet(from_abroad: YesNo) -> YesNo:
    """Before section 154A no export receipt was taxed as final under it."""
    return np.zeros_like(from_abroad)


@receipt_fact(
    since=SECTION_154A_SINCE,
    cite="s.154A(1), (2), (3)",
    label=N_("Taxed as final: the tax on this receipt is settled by its own rate"),
    tier=_final_tier,
)
def taxed_as_final(
    from_abroad: YesNo,
    relieved: YesNo,
    realised: YesNo,
    sales_tax_condition_met: YesNo,
    opts_for_normal_tax: YesNo,
) -> YesNo:
    """An export that is realised, not nil, not opted out, and fails no known condition."""
    return from_abroad & ~relieved & realised & sales_tax_condition_met & ~opts_for_normal_tax


AT_SLABS = N_("An export that is taxed at the slabs with other income")


@receipt_fact(name="export_at_slabs", until=BEFORE_154A, cite="s.18", label=AT_SLABS, tier="reported")
def export_not_exempt(from_abroad: YesNo, relieved: YesNo) -> YesNo:
    """Before section 154A every export that was not exempt was ordinary business income."""
    return from_abroad & ~relieved


@receipt_fact(since=SECTION_154A_SINCE, cite="s.154A(3), s.18", label=AT_SLABS, tier="inferred")
def export_at_slabs(from_abroad: YesNo, relieved: YesNo, taxed_as_final: YesNo) -> YesNo:
    """Every export that is neither nil nor taxed as final."""
    return from_abroad & ~relieved & ~taxed_as_final
