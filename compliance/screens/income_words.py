"""The words in which receipts are asked about and shown: who paid, what the statement says, whose account."""

from __future__ import annotations

from typing import Final

from compliance.rulebook import Rulebook
from compliance.text import _

CHANNEL_OF: Final = {"raast": "remittance"}
"""What a statement says may map to another channel of the saved file; all others are their own."""


def kinds(*, payroll: bool = False) -> dict[str, str]:
    """Who paid, by the code of the saved file. `payroll` adds the wages of a foreign employer."""
    offered = {
        "export": _("A client abroad"),
        "local": _("A client in Pakistan"),
        "social_media": _("YouTube, Facebook, TikTok or the like, for views or advertisements"),
    }
    return offered | {"foreign_payroll": _("One foreign employer, as wages")} if payroll else offered


def statements() -> dict[str, str]:
    """What the bank statement says about the money, by code."""
    return {
        "bank": _("SWIFT, “inward remittance” or a line of tax taken out"),
        "remittance": _("“Remittance From …”"),
        "raast": _("Raast or IBFT"),
        "wallet": _("It went to a mobile wallet"),
        "kept_abroad": _("It stayed abroad"),
        "cash": _("I got it in cash"),
        "crypto": _("It came as cryptocurrency"),
        "unknown": _("I don’t know"),
    }


def statement_captions() -> list[str]:
    """A line of help for each of `statements`."""
    return [
        _(
            "The bank received foreign currency and changed it into rupees, or put it into your "
            "foreign-currency account"
        ),
        _("As a rule from a payout company such as Payoneer; only rupees reach you"),
        _("A payout company’s partner in Pakistan sent you rupees from bank to bank"),
        _("JazzCash, Easypaisa and the like"),
        _("A balance at Payoneer, Wise or PayPal, or spent by card from there"),
        "",
        "",
        _("The result shows what the answer would change"),
    ]


def channels() -> dict[str, str]:
    """How money came, in a word or two, by the code of the saved file."""
    return {
        "bank": _("through a bank, as foreign currency"),
        "remittance": _("as a home remittance, Raast or IBFT"),
        "wallet": _("mobile wallet"),
        "kept_abroad": _("stayed abroad"),
        "cash": _("cash"),
        "crypto": _("cryptocurrency"),
        "unknown": _("not known"),
    }


def accounts() -> dict[str, str]:
    """Whose account, by code."""
    return {"own": _("My own"), "other_person": _("Somebody else’s, for example a relative’s")}


def currencies(rulebook: Rulebook) -> dict[str, str]:
    """Currencies that can be entered: rupees, then those with a reference rate."""
    names = {
        "PKR": _("Rupees only"),
        "USD": _("US dollars (USD)"),
        "EUR": _("Euros (EUR)"),
        "GBP": _("British pounds (GBP)"),
        "AED": _("UAE dirhams (AED)"),
        "SAR": _("Saudi riyals (SAR)"),
        "AUD": _("Australian dollars (AUD)"),
        "CAD": _("Canadian dollars (CAD)"),
    }
    return {"PKR": names["PKR"]} | {
        code: names.get(code, code) for code in rulebook.rates.currencies if code != "PKR"
    }
