"""Words for the codes of a workbook and of an assessment, and money as it stands in a sentence."""

from __future__ import annotations

from typing import Final

from compliance.text import N_, _, currency_amount, rupees, rupees_exact

CHANNELS: Final = {
    "bank": N_("through a bank"),
    "remittance": N_("credited as home remittance"),
    "wallet": N_("into a wallet"),
    "kept_abroad": N_("kept abroad"),
    "cash": N_("in cash"),
    "crypto": N_("in crypto"),
    "unknown": N_("way not known"),
}
SERVICES: Final = {
    "it": N_("IT service"),
    "ites": N_("IT-enabled service"),
    "other": N_("other work"),
    "unsure": N_("work the law does not name"),
}
CLASSES: Final = {
    "certified": N_("final tax, certified export"),
    "rest": N_("final tax, other export"),
    "nil": N_("IT export, tax credited in full"),
    "exempt": N_("IT export, exempt"),
    "local": N_("slabs, client in Pakistan"),
    "slabs": N_("slabs, export"),
}
ONE_FINAL_CLASS: Final = N_("final tax, export")
FINAL: Final = ("certified", "rest")
UNTAXED: Final = ("nil", "exempt")
ACCOUNTS: Final = {"own": N_("your own account"), "other_person": N_("somebody else's account")}
PROVINCES: Final = {
    "punjab": N_("Punjab"),
    "sindh": N_("Sindh"),
    "khyber_pakhtunkhwa": N_("Khyber Pakhtunkhwa"),
    "balochistan": N_("Balochistan"),
    "islamabad": N_("Islamabad"),
    "azad_kashmir": N_("Azad Kashmir"),
    "gilgit_baltistan": N_("Gilgit-Baltistan"),
}
SALES_TAX_RETURNS: Final = {
    "not_required": N_("you need not register"),
    "filed": N_("registered, and all returns filed"),
    "required_not_filed": N_("returns were required and not filed"),
}
HOW_READ: Final = {
    "reproduction": N_("the wording, read in a public copy"),
    "secondary": N_("somebody who writes about the law"),
    "policy paper": N_("a policy paper, which is no law"),
    "dataset": N_("a published table of numbers"),
    "not opened": N_("official document, not opened yet"),
}


def money(paisa: int) -> str:
    """Paisa as rupees for a sentence: "Rs 15,00,000", with decimals only where there are paisa."""
    return rupees_exact(paisa) if paisa % 100 else rupees(paisa // 100)


def dollars(cents: int) -> str:
    """Cents as dollars for a sentence: "$12,000", with decimals only where there are cents."""
    shown = currency_amount(cents, "USD")
    return shown if cents % 100 else shown[: -len(".00")]


def more_or_less(change: int) -> str:
    """What a change of tax in whole rupees means, as a sentence."""
    if change > 0:
        return _("Your tax would be {amount} more.").format(amount=rupees(change))
    if change < 0:
        return _("Your tax would be {amount} less.").format(amount=rupees(-change))
    return _("It changes nothing in your tax.")
