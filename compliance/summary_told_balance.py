"""What was deducted, what is still to pay and what comes back, in sentences."""

from __future__ import annotations

from compliance.summary_seen import Seen
from compliance.summary_told import always, tells
from compliance.summary_words import money
from compliance.text import _, list_text, rupees

PARTS = ("final_tax", "normal_tax", "surcharge", "minimum_tax")


@tells("final_deduction", silent=always)
def _final_deduction(seen: Seen) -> str:
    return _("Your own deductions that belong to settled tax come to {amount}.").format(
        amount=seen.deducted("final_deduction")
    )


@tells("local_deduction", silent=always)
def _local_deduction(seen: Seen) -> str:
    return _("Your own deductions by clients in Pakistan come to {amount}.").format(
        amount=seen.deducted("local_deduction")
    )


@tells("adjustable_deduction", silent=always)
def _adjustable_deduction(seen: Seen) -> str:
    return _("Your own deductions that can be set off come to {amount}.").format(
        amount=seen.deducted("adjustable_deduction")
    )


@tells("final_deductions")
def _final_deductions(seen: Seen) -> str:
    return _("From receipts whose tax is settled {amount} was deducted.").format(
        amount=seen.amount("final_deductions")
    )


@tells("local_deductions")
def _local_deductions(seen: Seen) -> str:
    return _("Clients in Pakistan deducted {amount}.").format(amount=seen.amount("local_deductions"))


@tells("adjustable_deductions")
def _adjustable_deductions(seen: Seen) -> str:
    return _("From your exports at the slabs {amount} was deducted, which can be set off.").format(
        amount=seen.amount("adjustable_deductions")
    )


@tells("receipts_deducted")
def _receipts_deducted(seen: Seen) -> str:
    return _("From all receipts together {amount} was deducted, whoever's account it was.").format(
        amount=seen.amount("receipts_deducted")
    )


@tells("tax_deducted")
def _tax_deducted(seen: Seen) -> str:
    told = _("Everything deducted or paid for the year comes to {amount}.").format(
        amount=seen.amount("tax_deducted")
    )
    elsewhere = sum(
        receipt.tax_deducted for receipt in seen.workbook.receipts if receipt.account == "other_person"
    )
    if not elsewhere:
        return told
    not_yours = _("{amount} of it stands on somebody else’s name and is not set off against your tax.")
    return f"{told} {not_yours.format(amount=money(elsewhere))}"


@tells("minimum_tax", bears=lambda seen: seen.number("local_deductions") > 0)
def _minimum_tax(seen: Seen) -> str:
    at_slabs = rupees(seen.number("normal_tax") + seen.number("surcharge"))
    if not seen.number("minimum_tax"):
        return _(
            "What clients in Pakistan deducted, {deducted}, is not above the {tax} of tax at the slabs, so "
            "nothing is added."
        ).format(deducted=seen.amount("local_deductions"), tax=at_slabs)
    return _(
        "What clients in Pakistan deducted, {deducted}, is a minimum. It is above the {tax} of tax at the "
        "slabs, so {amount} is added."
    ).format(deducted=seen.amount("local_deductions"), tax=at_slabs, amount=seen.amount("minimum_tax"))


@tells("tax", bears=always)
def _tax(seen: Seen) -> str:
    parts = [name for name in PARTS if seen.number(name)]
    if not parts:
        return _("No tax is due for this year.")
    if len(parts) == 1:
        return _("The tax for the year is {tax}.").format(tax=seen.amount("tax"))
    return _("{parts} make {tax} of tax for the year.").format(
        parts=list_text([seen.amount(name) for name in parts]), tax=seen.amount("tax")
    )


@tells("final_tax_owed", bears=lambda seen: seen.number("final_tax") > 0)
def _final_tax_owed(seen: Seen) -> str:
    shown = {"tax": seen.amount("final_tax"), "deducted": seen.amount("final_deductions")}
    if not seen.number("final_tax"):
        return _("There is no final tax to pay.")
    if not seen.number("final_deductions"):
        return _("Nothing was deducted from the receipts taxed as final, so {tax} is to pay.").format(
            tax=shown["tax"]
        )
    if not seen.number("final_tax_owed"):
        return _("The {deducted} deducted covers the final tax of {tax}.").format(**shown)
    return _("{tax} of final tax less {deducted} deducted leaves {owed}.").format(
        owed=seen.amount("final_tax_owed"), **shown
    )


def _at_slabs(seen: Seen) -> int:
    return seen.number("normal_tax") + seen.number("surcharge")


@tells("slab_tax_owed", bears=lambda seen: _at_slabs(seen) > 0)
def _slab_tax_owed(seen: Seen) -> str:
    shown = {"tax": rupees(_at_slabs(seen)), "deducted": seen.amount("local_deductions")}
    if not _at_slabs(seen):
        return _("There is no tax at the slabs to pay.")
    if not seen.number("local_deductions"):
        return _("The tax at the slabs, {tax}, is owed.").format(tax=shown["tax"])
    if not seen.number("slab_tax_owed"):
        return _(
            "The {deducted} that clients in Pakistan deducted covers the tax at the slabs, {tax}."
        ).format(**shown)
    return _("{tax} at the slabs less {deducted} that clients in Pakistan deducted leaves {owed}.").format(
        owed=seen.amount("slab_tax_owed"), **shown
    )


@tells("payments_set_off")
def _payments_set_off(seen: Seen) -> str:
    names = ("adjustable_deductions", "salary_tax_deducted", "other_adjustable_tax", "advance_tax_paid")
    parts = [seen.amount(name) for name in names if seen.number(name)]
    if len(parts) < 2:
        return _("{amount} can be set off against what is owed.").format(
            amount=seen.amount("payments_set_off")
        )
    return _("{parts}, together {amount}, can be set off against what is owed.").format(
        parts=list_text(parts), amount=seen.amount("payments_set_off")
    )


@tells("net_owed", bears=always, silent=lambda seen: not seen.number("payments_set_off"))
def _net_owed(seen: Seen) -> str:
    owed = money(seen.number("final_tax_owed") + seen.number("slab_tax_owed"))
    set_off, net = seen.amount("payments_set_off"), seen.number("net_owed")
    if not seen.number("final_tax_owed") + seen.number("slab_tax_owed"):
        return _("Nothing is owed, so all of {set_off} was paid too much.").format(set_off=set_off)
    if net < 0:
        return _("{set_off} is {amount} more than the {owed} owed.").format(
            set_off=set_off, amount=money(-net), owed=owed
        )
    return _("{owed} owed less {set_off} set off leaves {amount}.").format(
        owed=owed, set_off=set_off, amount=money(net)
    )


@tells("balance", bears=always)
def _balance(seen: Seen) -> str:
    if not seen.number("balance"):
        return _("Nothing is left to pay.")
    return _("{amount} is still to pay.").format(amount=seen.amount("balance"))


@tells("refundable")
def _refundable(seen: Seen) -> str:
    if not seen.number("refundable"):
        return _("Nothing was paid beyond what is owed.")
    return _("{amount} was paid beyond what is owed and can be claimed back.").format(
        amount=seen.amount("refundable")
    )


@tells("over_deducted")
def _over_deducted(seen: Seen) -> str:
    shown = {"deducted": seen.amount("final_deductions"), "tax": seen.amount("final_tax")}
    if not seen.number("over_deducted"):
        return _("No more final tax was deducted than is due.")
    return _("{deducted} was deducted for a final tax of {tax}: {amount} too much.").format(
        amount=seen.amount("over_deducted"), **shown
    )
