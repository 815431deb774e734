"""Proofs about a file: each printed balance follows from the one before, and the totals are as printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compliance.statements.movement import Check, Facts, Movement


@dataclass(frozen=True, slots=True)
class Entry:
    """A row for the proofs, in the order of the file; `amount` is None where it could not be read.

    `may_not_have_moved` is of a row whose status is not known: "Cancelled" or "Pending" moves nothing.
    """

    row: int
    day: date | None
    amount: int | None
    balance: int | None
    may_not_have_moved: bool = False


def entry_of(row: int, movements: Sequence[Movement], may_not_have_moved: bool = False) -> Entry:
    """The row's part in the proofs, of movements on one account."""
    if not movements:
        return Entry(row, None, None, None, may_not_have_moved)
    last = movements[-1]
    total = last.amount if len(movements) == 1 else sum(one.amount for one in movements)
    return Entry(row, last.date, total, last.balance, may_not_have_moved)


_MOST_TRIED = 10
"""Rows of unknown status together of which every choice is tried."""
_Break = tuple[Entry, int]
"""A row whose balance does not follow from the one before, and the balance expected."""


def in_order_of_time(entries: Sequence[Entry], opening: int | None) -> tuple[Sequence[Entry], list[_Break]]:
    """Oldest first, with the breaks: the order in which the balances break least, else by the dates."""
    newest_first = (
        entries[0].day is not None and entries[-1].day is not None and entries[0].day > entries[-1].day
    )
    backwards = list(reversed(entries))
    best, other = (backwards, entries) if newest_first else (entries, backwards)
    broken = _breaks(best, opening)
    if not broken:
        return best, broken
    other_broken = _breaks(other, opening)
    return (other, other_broken) if len(other_broken) < len(broken) else (best, broken)


def _breaks(ordered: Sequence[Entry], opening: int | None) -> list[_Break]:
    """The rows whose balance does not follow from the one before, each with the balance expected."""
    found = []
    before = opening
    for entry in ordered:
        expected = None if before is None or entry.amount is None else before + entry.amount
        if entry.balance is not None:
            stood_still = entry.may_not_have_moved and entry.balance == before
            if expected is not None and expected != entry.balance and not stood_still:
                found.append((entry, expected))
            before = entry.balance
        else:
            before = None if entry.may_not_have_moved else expected
    return found


def _gaps(ordered: Sequence[Entry], opening: int | None) -> list[tuple[int, int, int]]:
    """Where the balance moved over rows whose movement is not known: the first such row, the balance that
    there would be without it, and the balance there is."""
    found = []
    reached, unread = opening, list[Entry]()
    for entry in ordered:
        if entry.amount is None or (entry.may_not_have_moved and entry.balance is None):
            unread.append(entry)
        elif reached is not None:
            reached += entry.amount
        if entry.balance is None:
            continue
        if unread and reached is not None and entry.balance not in _possible(reached, unread):
            found.append((unread[0].row, reached, entry.balance))
        reached, unread = entry.balance, []
    return found


def _possible(reached: int, unread: Sequence[Entry]) -> set[int]:
    """The balances that need no row to be known: nothing moved, or what one row of unknown status says."""
    certain = all(entry.amount is not None for entry in unread)
    sums = {reached}
    for entry in unread[:_MOST_TRIED] if certain else ():
        sums |= {one + (entry.amount or 0) for one in sums}
    return sums


def balance_chain(account: str, entries: Sequence[Entry], facts: Facts) -> list[Check]:
    """Row by row along the printed balances, from the opening balance to the closing one if printed."""
    if all(entry.balance is None for entry in entries):
        return []
    ordered, broken = in_order_of_time(entries, facts.opening)
    gaps = _gaps(ordered, facts.opening)
    if broken:
        entry, expected = broken[0]
        checks = [
            Check(
                "balance_chain",
                False,
                account,
                entry.row,
                expected,
                entry.balance,
                failures=len(broken),
                gaps=len(gaps),
            )
        ]
    elif gaps:
        row, expected, reached = gaps[0]
        checks = [Check("balance_chain", False, account, row, expected, reached, gaps=len(gaps))]
    else:
        checks = [Check("balance_chain", True, account)]
    last = next((entry for entry in reversed(ordered) if entry.balance is not None), None)
    if facts.closing is not None and last is not None:
        same = last.balance == facts.closing
        checks.append(
            Check("last_balance", same, account, None if same else last.row, facts.closing, last.balance)
        )
    return checks


def totals(account: str, entries: Sequence[Entry], facts: Facts) -> list[Check]:
    """The sums of all rows against what the file prints. `expected` is what is printed.

    Rows that may not have moved are left out where the rest already makes what is printed.
    """
    certain = [entry for entry in entries if not entry.may_not_have_moved]
    if len(certain) < len(entries):
        without = _totals(account, certain, facts)
        if all(check.passed for check in without):
            return without
    return _totals(account, entries, facts)


def _totals(account: str, entries: Sequence[Entry], facts: Facts) -> list[Check]:
    amounts = [entry.amount for entry in entries if entry.amount is not None]
    money_in = sum(amount for amount in amounts if amount > 0)
    money_out = -sum(amount for amount in amounts if amount < 0)
    checks = []
    if facts.opening is not None and facts.closing is not None:
        reached = facts.opening + money_in - money_out
        checks.append(
            Check("opening_to_closing", reached == facts.closing, account, None, facts.closing, reached)
        )
    if facts.total_credit is not None:
        same = money_in == facts.total_credit
        checks.append(Check("total_credit", same, account, None, facts.total_credit, money_in))
    if facts.total_debit is not None:
        same = money_out == facts.total_debit
        checks.append(Check("total_debit", same, account, None, facts.total_debit, money_out))
    return checks


def conversions(movements: Sequence[Movement]) -> list[Check]:
    """Whether the amount less its fee, at the stated rate, is what was sent, to one whole unit."""
    checks = []
    for one in movements:
        sent = one.pkr_amount if one.pkr_amount is not None else one.foreign_amount
        if sent is None or one.rate is None:
            continue
        expected = int((abs(one.amount) - (one.fee_included or 0)) * one.rate)
        # Some files round what was sent to whole units.
        same = abs(expected - sent) <= 100
        checks.append(Check("conversion", same, one.account, one.rows[0], expected, sent))
    return checks
