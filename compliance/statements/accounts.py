"""What an account of the ledger is, a bank's, a platform's or certificates, and how people call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Literal

from compliance.statements.profile_values import Holder
from compliance.workbook_statements import KeptMovement, Statements

AccountKind = Literal["bank", "platform", "certificates"]
_CERTIFICATES = "prc"
_ABROAD = ("upwork", "payoneer", "wise", "freelancer", "paypal", "fiverr", "stripe", "skrill")


_NOT_SAID: Final[Mapping[str, Holder]] = MappingProxyType({})


def account_kind(account: str, holders: Mapping[str, Holder] = _NOT_SAID) -> AccountKind:
    """The kind of an account by its name, such as `meezan:PKR:1234`.

    Of a source that the program does not know, `holders` has what the person said (see `holders_of`); where
    nothing was said, an account in rupees is a bank's.
    """
    source, _colon, rest = account.partition(":")
    if source == _CERTIFICATES:
        return "certificates"
    if source.casefold() in _ABROAD:
        return "platform"
    return holders.get(source) or ("bank" if rest.startswith("PKR") else "platform")


def holders_of(kept: Statements) -> dict[str, Holder]:
    """Who keeps the accounts of the sources that the person described, by the source's name in accounts."""
    holders: dict[str, Holder] = {}
    # What is said last counts, and what was forgotten counts least.
    for one in sorted(kept.profiles, key=lambda one: not one.get("forgotten", False)):
        source, said = one.get("account"), one.get("holder")
        if isinstance(source, str):
            # Layouts of older work do not say it in so many words.
            platform = said == "platform" if said else one.get("otherwise") != "transfer"
            holders[source] = "platform" if platform else "bank"
    return holders


def source_name(account: str) -> str:
    """The source of an account as a person calls it: of `bank_alfalah:PKR` it is "Bank alfalah"."""
    name = account.partition(":")[0].replace("_", " ")
    return name.capitalize() if name == name.lower() else name


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
