"""What an account of the ledger is: a bank in Pakistan, a platform or payment company, or certificates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
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
    """The movements of an account, oldest first, those of one day in the order in which they moved.

    Each file has an order of its own, newest or oldest first; rows that two files share stand in the first.
    """
    files: dict[int, list[KeptMovement]] = {}
    for one in movements:
        if one.account == account:
            files.setdefault(one.file, []).append(one)
    ordered = [rows[::-1] if _newest_first(rows) else rows for rows in files.values()]
    # Of a day that two files hold in part, the file that ends later has the later part.
    ordered.sort(key=lambda rows: (rows[-1].date, rows[0].date))
    return tuple(sorted((one for rows in ordered for one in rows), key=lambda one: one.date))


def balance_before(rows: Sequence[KeptMovement]) -> int | None:
    """The balance before the first of some movements, oldest first: a row may be several of them, such as a
    payment and its fee, whose balance is the one after all. None where the first has no balance."""
    first = rows[0]
    if first.balance is None:
        return None
    together = (one for one in rows if (one.file, one.rows) == (first.file, first.rows))
    return first.balance - sum(one.amount for one in together)


def _newest_first(rows: list[KeptMovement]) -> bool:
    """Whether a file begins with its newest row: by its days, or within one day by its balances."""
    if rows[0].date != rows[-1].date:
        return rows[0].date > rows[-1].date
    pairs = [(one, other) for one, other in pairwise(rows) if None not in (one.balance, other.balance)]
    forward = sum((one.balance or 0) + other.amount == other.balance for one, other in pairs)
    backward = sum((other.balance or 0) + one.amount == one.balance for one, other in pairs)
    return backward > forward
