"""From what a bank statement shows to what a saved file holds: whole rupees, shares, months.

A statement shows the rupees credited, after tax, of the part that was converted; a saved file holds the
rupees of the whole receipt, before tax (CONTRACT part 1, `receipt.rupees`). Everything here is a pure
function of integers: hundredths of rupees or of the receipt's currency.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from compliance.money import half_up
from compliance.taxyear import first_day, last_day_of_month


def rupees_of_whole(credited: int, tax: int, amount: int, retained: int) -> int | None:
    """Paisa of the whole receipt, from the paisa credited and deducted for the part that was converted.

    (credited + tax) x amount / (amount - retained), half up. None where nothing was converted. `amount` and
    `retained` are hundredths of the receipt's currency; `retained` must not exceed `amount`.
    """
    if not 0 <= retained <= amount:
        raise ValueError("what was retained must lie between nothing and the amount")
    converted = amount - retained
    return half_up((credited + tax) * amount, converted) if converted else None


def rupees_credited(rupees: int, tax: int, amount: int, retained: int) -> int:
    """The way back, for showing a saved receipt: paisa that the bank credited after tax, half up."""
    if amount <= 0:
        raise ValueError("a receipt has an amount")
    return max(0, half_up(rupees * (amount - retained), amount) - tax)


def split_by_shares(total: int, shares: Sequence[int]) -> tuple[int, ...]:
    """Parts of `total` in proportion to `shares` that add up to it exactly.

    Each part is rounded down, and what is left over goes, one unit each, to the parts that lost most; among
    equal losses the earlier part comes first. `total` >= 0, shares >= 0 and not all zero.
    """
    whole = sum(shares)
    if total < 0 or whole <= 0 or min(shares) < 0:
        raise ValueError("only shares at or above zero, one of them above, can split an amount")
    parts = [total * share // whole for share in shares]
    lost = [total * share % whole for share in shares]
    order = sorted(range(len(shares)), key=lambda index: -lost[index])
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return tuple(parts)


def month_ends(tax_year: int, until: date | None = None) -> tuple[date, ...]:
    """The last day of each month of a tax year; up to the month that holds `until`, that day for its end."""
    ends: list[date] = []
    day = first_day(tax_year)
    for _month in range(12):
        end = last_day_of_month(day)
        if until is not None and until < end:
            return (*ends, until) if until >= day else tuple(ends)
        ends.append(end)
        day = date(end.year + (end.month == 12), end.month % 12 + 1, 1)
    return tuple(ends)
