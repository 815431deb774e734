"""How receipts find their class, and the published policy's reliefs, in sentences."""

from __future__ import annotations

from compliance.facts.law_years import BEFORE_154A, IT_RELIEF_UNTIL
from compliance.summary_seen import Seen
from compliance.summary_told import always, tells
from compliance.summary_words import money
from compliance.text import _, date_text


def _with_it_exports(seen: Seen) -> bool:
    return seen.any("it_export")


@tells("counts_as_it", silent=always)
def _counts_as_it(seen: Seen) -> str:
    return _("The law counts as an IT or IT-enabled service: {receipts}.").format(
        receipts=seen.receipts("counts_as_it")
    )


@tells("it_export")
def _it_export(seen: Seen) -> str:
    return _("IT or IT-enabled work for clients abroad: {receipts}.").format(
        receipts=seen.receipts("it_export")
    )


@tells("certified", bears=lambda seen: seen.any("certified", "from_abroad"))
def _certified(seen: Seen) -> str:
    return _("Certified, since it is IT work on a day that your PSEB certificate covers: {receipts}.").format(
        receipts=seen.receipts("certified", "from_abroad")
    )


@tells("it_export_through_bank")
def _it_export_through_bank(seen: Seen) -> str:
    return _("IT work for clients abroad, paid through normal banking channels: {receipts}.").format(
        receipts=seen.receipts("it_export_through_bank")
    )


@tells("it_export_rupees")
def _it_export_rupees(seen: Seen) -> str:
    return _("All IT and IT-enabled exports together come to {amount}.").format(
        amount=seen.amount("it_export_rupees")
    )


@tells("it_export_bank_rupees", bears=_with_it_exports)
def _it_export_bank_rupees(seen: Seen) -> str:
    return _("Of your IT and IT-enabled exports {amount} came in through normal banking channels.").format(
        amount=seen.amount("it_export_bank_rupees")
    )


@tells("enough_through_banks", bears=_with_it_exports)
def _enough_through_banks(seen: Seen) -> str:
    if not seen.number("it_export_rupees"):
        return _("There is no IT work for clients abroad, so there is nothing to test.")
    if seen.yes("enough_through_banks"):
        sentence = _("{bank} is at least {share} of {all}, so the condition of the relief is met.")
    else:
        sentence = _("{bank} is less than {share} of {all}, so the relief is lost.")
    return sentence.format(
        bank=seen.amount("it_export_bank_rupees"),
        all=seen.amount("it_export_rupees"),
        share=seen.law("enough_through_banks", "it_export_remittance_share"),
    )


@tells("relieved", bears=_with_it_exports)
def _relieved(seen: Seen) -> str:
    if seen.year > IT_RELIEF_UNTIL and not seen.any("relieved"):
        return _(
            "No receipt is free of tax: the Ordinance's zero rate for IT exports ended before this tax year."
        )
    if seen.year <= BEFORE_154A:
        return _("Exempt under clause (133): {receipts}.").format(receipts=seen.receipts("relieved"))
    return _("At nil, since section 65F credits the whole tax: {receipts}.").format(
        receipts=seen.receipts("relieved")
    )


@tells("realised", bears=lambda seen: seen.any("from_abroad"))
def _realised(seen: Seen) -> str:
    return _("From abroad, and counted as realised through a bank under section 154A: {receipts}.").format(
        receipts=seen.receipts("realised", "from_abroad")
    )


@tells("sales_tax_condition_met", bears=lambda seen: seen.yes("sales_tax_not_filed"))
def _sales_tax_condition_met(seen: Seen) -> str:
    if seen.yes("sales_tax_not_filed"):
        return _(
            "The final tax rests on sales-tax returns being filed. Spared from that condition: {receipts}."
        ).format(receipts=seen.receipts("sales_tax_condition_met", "from_abroad"))
    return _("No sales-tax return is known to be missing, so that condition of the final tax is met.")


@tells("taxed_as_final", bears=lambda seen: seen.any("from_abroad"))
def _taxed_as_final(seen: Seen) -> str:
    if seen.year <= BEFORE_154A:
        return _("Section 154A did not exist yet, so no receipt is taxed as final.")
    if seen.yes("opts_for_normal_tax"):
        return _("You chose the slabs, so no receipt is taxed as final.")
    return _("Taxed as final, which settles the tax by its own rate: {receipts}.").format(
        receipts=seen.receipts("taxed_as_final")
    )


@tells("export_at_slabs")
def _export_at_slabs(seen: Seen) -> str:
    return _("From clients abroad and taxed at the slabs with other income: {receipts}.").format(
        receipts=seen.receipts("export_at_slabs")
    )


@tells("freelance_rupees", bears=lambda seen: seen.reading == "policy")
def _freelance_rupees(seen: Seen) -> str:
    return _("All your freelance receipts of the year come to {amount}.").format(
        amount=seen.amount("freelance_rupees")
    )


@tells("freelance_usd", bears=lambda seen: seen.reading == "policy")
def _freelance_usd(seen: Seen) -> str:
    return _("In US dollars that is {amount}.").format(amount=seen.amount("freelance_usd"))


@tells("exempt_12000", bears=lambda seen: seen.reading == "policy")
def _exempt_12000(seen: Seen) -> str:
    limit = seen.law("exempt_12000", "policy_exempt_usd")
    if seen.reading == "ordinance":
        return _("The Ordinance knows no exemption of {limit}.").format(limit=limit)
    if not seen.number("freelance_rupees"):
        return _("There is no freelance receipt that the policy could exempt.")
    if seen.yes("exempt_12000"):
        sentence = _("{amount} is not above {limit}, so by the policy paper no freelance receipt is taxed.")
    else:
        sentence = _("{amount} is above {limit}, so this rule of the policy paper exempts nothing.")
    return sentence.format(amount=seen.amount("freelance_usd"), limit=limit)


def _policy_meets_it_exports(seen: Seen) -> bool:
    return seen.reading == "policy" and seen.any("it_export")


@tells("zero_rated", bears=_policy_meets_it_exports, silent=lambda seen: seen.yes("exempt_12000"))
def _zero_rated(seen: Seen) -> str:
    last = seen.last_day_of("policy_zero_rate")
    if seen.reading == "ordinance":
        return _("The Ordinance puts no IT export of this year at zero on the policy paper's word.")
    if seen.yes("exempt_12000"):
        return _("The zero tax on IT exports is not needed, since everything is exempt already.")
    if last and not seen.any("zero_rated") and seen.any("it_export"):
        return _("The policy's zero tax on IT exports ended on {day}, before these receipts.").format(
            day=date_text(last)
        )
    return _("IT exports that the policy puts at zero: {receipts}.").format(
        receipts=seen.receipts("zero_rated")
    )


@tells("counted", bears=lambda seen: seen.reading == "policy")
def _counted(seen: Seen) -> str:
    if seen.reading == "ordinance":
        return _("Under the Ordinance every receipt counts.")
    return _("Receipts that the policy leaves to be taxed: {receipts}.").format(
        receipts=seen.receipts("counted")
    )


@tells("zero_rated_rupees")
def _zero_rated_rupees(seen: Seen) -> str:
    return _("The IT exports that the policy puts at zero come to {amount}.").format(
        amount=money(seen.number("zero_rated_rupees"))
    )
