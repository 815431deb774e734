"""Deductions set against the tax, what is still to pay, and what comes back: sections 153, 168 and 169."""

from __future__ import annotations

from compliance.engine import FIRST_YEAR, SECTION_219, person_fact, receipt_fact, summed
from compliance.facts.law_years import SECTION_154A_SINCE, SURCHARGE_SINCE
from compliance.money import PAISA_PER_RUPEE, Paisa, Rupees, YesNo, above_zero, whole_rupees
from compliance.text import N_


@receipt_fact(cite="s.169", label=N_("Its deduction is yours and belongs to settled tax"), tier="text")
def final_deduction(own_account: YesNo, counted: YesNo, taxed_as_final: YesNo, relieved: YesNo) -> YesNo:
    """Deductions from receipts taxed as final, nil or exempt, on the person's own account."""
    return own_account & counted & (taxed_as_final | relieved)


@receipt_fact(cite="s.153(1)(b)", label=N_("Its deduction is yours and is minimum tax"), tier="reported")
def local_deduction(own_account: YesNo, local_at_slabs: YesNo) -> YesNo:
    """Deductions by clients in Pakistan."""
    return own_account & local_at_slabs


@receipt_fact(cite="s.168", label=N_("Its deduction is yours and is set off"), tier="inferred")
def adjustable_deduction(own_account: YesNo, counted_export_at_slabs: YesNo) -> YesNo:
    """Deductions from exports that ended up at the slabs."""
    return own_account & counted_export_at_slabs


final_deductions = summed(
    "final_deductions",
    "deducted",
    "final_deduction",
    unit="paisa",
    label=N_("Deducted from receipts taxed as final"),
    cite="s.169",
)
local_deductions = summed(
    "local_deductions",
    "deducted",
    "local_deduction",
    unit="paisa",
    label=N_("Deducted by clients in Pakistan"),
    cite="s.153(1)(b)",
)
adjustable_deductions = summed(
    "adjustable_deductions",
    "deducted",
    "adjustable_deduction",
    unit="paisa",
    label=N_("Deducted from exports at the slabs"),
    cite="s.168",
)
receipts_deducted = summed(
    "receipts_deducted",
    "deducted",
    None,
    unit="paisa",
    label=N_("Deducted from all receipts, whoever's account"),
    cite="s.168, s.169",
)


@person_fact(cite="s.168, s.147", label=N_("Everything deducted or paid"))
def tax_deducted(
    receipts_deducted: Paisa, salary_tax_deducted: Paisa, other_adjustable_tax: Paisa, advance_tax_paid: Paisa
) -> Paisa:
    """For information: it holds deductions on other people's accounts, too."""
    return receipts_deducted + salary_tax_deducted + other_adjustable_tax + advance_tax_paid


@person_fact(
    cite="s.153(1)(b)",
    label=N_("Minimum tax: local deductions above the tax at the slabs"),
    rounding=SECTION_219,
)
def minimum_tax(local_deductions: Paisa, normal_tax: Rupees, surcharge: Rupees) -> Rupees:
    """What local clients deducted stays paid even where the slabs ask for less."""
    return whole_rupees(above_zero(local_deductions - (normal_tax + surcharge) * PAISA_PER_RUPEE))


@person_fact(
    cite={
        FIRST_YEAR: "Division I, s.153",
        SECTION_154A_SINCE: "s.154A, Division I, s.153",
        SURCHARGE_SINCE: "s.154A, Division I, s.4AB, s.153",
    },
    label=N_("Tax for the year"),
)
def tax(final_tax: Rupees, normal_tax: Rupees, surcharge: Rupees, minimum_tax: Rupees) -> Rupees:
    """The lines added up; each is in whole rupees already."""
    return final_tax + normal_tax + surcharge + minimum_tax


@person_fact(cite="s.162, s.169", label=N_("Final tax that no bank deducted"))
def final_tax_owed(final_tax: Rupees, final_deductions: Paisa) -> Paisa:
    """Still payable, since what is deductible is the tax, deducted or not."""
    return above_zero(final_tax * PAISA_PER_RUPEE - final_deductions)


@person_fact(cite="s.168", label=N_("Tax at the slabs that local clients did not deduct"))
def slab_tax_owed(normal_tax: Rupees, surcharge: Rupees, local_deductions: Paisa) -> Paisa:
    """Local deductions count first against the tax at the slabs."""
    return above_zero((normal_tax + surcharge) * PAISA_PER_RUPEE - local_deductions)


@person_fact(cite="s.168, s.147, s.149", label=N_("Payments that can be set off"))
def payments_set_off(
    adjustable_deductions: Paisa,
    salary_tax_deducted: Paisa,
    other_adjustable_tax: Paisa,
    advance_tax_paid: Paisa,
) -> Paisa:
    """Everything adjustable, in one sum."""
    return adjustable_deductions + salary_tax_deducted + other_adjustable_tax + advance_tax_paid


@person_fact(cite="s.168", label=N_("Owed less set off"))
def net_owed(final_tax_owed: Paisa, slab_tax_owed: Paisa, payments_set_off: Paisa) -> Paisa:
    """Below zero where more was paid than is owed."""
    return final_tax_owed + slab_tax_owed - payments_set_off


@person_fact(cite="s.137", label=N_("Still to pay"), rounding=SECTION_219)
def balance(net_owed: Paisa) -> Rupees:
    """What goes out with the return."""
    return whole_rupees(above_zero(net_owed))


@person_fact(cite="s.170", label=N_("Paid too much and refundable"), rounding=SECTION_219)
def refundable(net_owed: Paisa) -> Rupees:
    """Adjustable tax beyond what is owed; over-deducted final tax is not in it."""
    return whole_rupees(above_zero(-net_owed))


@person_fact(cite="s.169", label=N_("Final tax deducted too much"), rounding=SECTION_219)
def over_deducted(final_deductions: Paisa, final_tax: Rupees) -> Rupees:
    """Corrected through the bank's certificate or claimed; not refunded of itself."""
    return whole_rupees(above_zero(final_deductions - final_tax * PAISA_PER_RUPEE))
