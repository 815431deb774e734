"""What the person answered, in sentences: the leaves under every figure."""

from __future__ import annotations

from compliance.summary_seen import Seen
from compliance.summary_told import always, tells
from compliance.summary_words import money
from compliance.text import _, ngettext, number


@tells("rupees")
def _rupees(seen: Seen) -> str:
    totals = seen.assessment.receipts
    return ngettext(
        "You entered {count} receipt of {amount}.",
        "You entered {count} receipts, together {amount}.",
        totals.count,
    ).format(count=number(totals.count), amount=money(totals.rupees))


@tells("usd", silent=always)
def _usd(seen: Seen) -> str:
    return _("Each receipt is counted in US dollars at the rate of its month, unless it came in dollars.")


@tells("deducted", silent=always)
def _deducted(seen: Seen) -> str:
    return _("Receipts from which tax was taken: {receipts}.").format(receipts=seen.receipts("deducted"))


@tells("from_abroad")
def _from_abroad(seen: Seen) -> str:
    return _("From clients abroad: {receipts}.").format(receipts=seen.receipts("from_abroad"))


@tells("from_local_client")
def _from_local_client(seen: Seen) -> str:
    return _("From clients in Pakistan: {receipts}.").format(receipts=seen.receipts("from_local_client"))


@tells("named_it_service", silent=always)
def _named_it_service(seen: Seen) -> str:
    return _("IT or IT-enabled work, as you say: {receipts}.").format(
        receipts=seen.receipts("named_it_service")
    )


@tells("service_unsure")
def _service_unsure(seen: Seen) -> str:
    return _("Work that the law does not name: {receipts}.").format(receipts=seen.receipts("service_unsure"))


def _all_through_bank(seen: Seen) -> bool:
    """One way for all is told by what it leads to."""
    return not bool((seen.flags("from_abroad") & ~seen.flags("through_bank")).any())


@tells("through_bank", bears=lambda seen: seen.any("through_bank", "from_abroad"), silent=_all_through_bank)
def _through_bank(seen: Seen) -> str:
    return _("From abroad through a bank: {receipts}.").format(
        receipts=seen.receipts("through_bank", "from_abroad")
    )


@tells("as_remittance", bears=lambda seen: seen.any("as_remittance", "from_abroad"))
def _as_remittance(seen: Seen) -> str:
    return _("From abroad, credited as home remittance: {receipts}.").format(
        receipts=seen.receipts("as_remittance", "from_abroad")
    )


@tells("own_account", bears=lambda seen: bool((~seen.flags("own_account")).any()))
def _own_account(seen: Seen) -> str:
    return _("Into your own account: {receipts}.").format(receipts=seen.receipts("own_account"))


@tells("pseb_in_force")
def _pseb_in_force(seen: Seen) -> str:
    return _("On a day on which your PSEB certificate was in force: {receipts}.").format(
        receipts=seen.receipts("pseb_in_force")
    )


@tells("salary")
def _salary(seen: Seen) -> str:
    return _("You entered a salary of {amount}.").format(amount=seen.amount("salary"))


@tells("salary_tax_deducted")
def _salary_tax_deducted(seen: Seen) -> str:
    return _("Your employer took {amount} of tax from your salary.").format(
        amount=seen.amount("salary_tax_deducted")
    )


@tells("expenses")
def _expenses(seen: Seen) -> str:
    return _("You entered costs of {amount}.").format(amount=seen.amount("expenses"))


@tells("other_adjustable_tax")
def _other_adjustable_tax(seen: Seen) -> str:
    return _("You entered {amount} of other tax that can be set off.").format(
        amount=seen.amount("other_adjustable_tax")
    )


@tells("advance_tax_paid")
def _advance_tax_paid(seen: Seen) -> str:
    return _("You paid {amount} of advance tax yourself.").format(amount=seen.amount("advance_tax_paid"))


@tells("off_list")
def _off_list(seen: Seen) -> str:
    if seen.yes("off_list"):
        return _("You are not on the Active Taxpayers List.")
    return _("Nothing you said puts you off the Active Taxpayers List.")


@tells("sales_tax_not_filed")
def _sales_tax_not_filed(seen: Seen) -> str:
    if seen.yes("sales_tax_not_filed"):
        return _("Sales-tax returns were required of you and not filed.")
    return _("Nothing you said means that sales-tax returns are missing.")


@tells("opts_for_normal_tax")
def _opts_for_normal_tax(seen: Seen) -> str:
    if seen.yes("opts_for_normal_tax"):
        return _("You chose the slabs instead of the final tax.")
    return _("You did not choose the slabs instead of the final tax.")
