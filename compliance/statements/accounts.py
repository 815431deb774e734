"""What an account of the ledger is: a bank in Pakistan, a platform or payment company, or certificates."""

from __future__ import annotations

from typing import Literal

from compliance.workbook_statements import KeptMovement

AccountKind = Literal["bank", "platform", "certificates"]
_CERTIFICATES = "prc"
_ABROAD = ("upwork", "payoneer", "wise", "freelancer", "paypal", "fiverr", "stripe", "skrill")


def account_kind(account: str) -> AccountKind:
    """The kind of an account by its name, such as `meezan:PKR:1234`. Other rupee accounts are banks."""
    source, _colon, rest = account.partition(":")
    if source == _CERTIFICATES:
        return "certificates"
    if source in _ABROAD or not rest.startswith("PKR"):
        return "platform"
    return "bank"


def in_order(movements: tuple[KeptMovement, ...], account: str) -> tuple[KeptMovement, ...]:
    """The movements of an account by day; those of one day as the files have them, oldest first."""
    own = [one for one in movements if one.account == account]
    newest_first = len(own) > 1 and own[0].date > own[-1].date
    return tuple(sorted(reversed(own) if newest_first else own, key=lambda one: one.date))
