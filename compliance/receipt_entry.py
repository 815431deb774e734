"""From what a bank statement shows to what a saved file holds: whole rupees, shares, months.

A statement shows the rupees credited, after tax, of the part that was converted; a saved file holds the
rupees of the whole receipt, before tax (CONTRACT part 1, `receipt.rupees`). Everything here is a pure
function of integers: hundredths of rupees or of the receipt's currency.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from compliance.money import half_up
from compliance.taxyear import first_day, last_day_of_month, month_of
from compliance.workbook import Receipt

MONTHLY: Final = "month-"
"""How the ids of receipts begin that stand for the figure of a whole month."""


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


def split_receipt(receipt: Receipt, shares: Mapping[str, int]) -> tuple[Receipt, ...]:
    """A receipt for several kinds of work as one receipt each, whose amounts add up to it exactly.

    `shares` maps a service to its share, in any unit; services without a share are left out. The first part
    keeps the receipt's id, the others add a number to it. What is deducted or kept never exceeds the part
    that it belongs to.
    """
    services = [service for service, share in shares.items() if share]
    weights = [shares[service] for service in services]

    def parts(total: int) -> tuple[int, ...]:
        return split_by_shares(total, weights)

    tax, retained = parts(receipt.tax_deducted), parts(receipt.retained)
    # Split without the tax and without what was kept, and added up again, so that no part falls below them.
    amount = [a + b for a, b in zip(parts(receipt.amount - receipt.retained), retained, strict=True)]
    rupees: list[int | None] = [None] * len(services)
    if receipt.rupees is not None:
        before = parts(receipt.rupees - receipt.tax_deducted)
        rupees = [a + b for a, b in zip(before, tax, strict=True)]
        if receipt.currency == "PKR":
            amount = [part for part in rupees if part is not None]
    none_known = [None] * len(services)
    gross = none_known if receipt.gross is None else parts(receipt.gross)
    portal_tax = none_known if receipt.portal_tax is None else parts(receipt.portal_tax)
    return tuple(
        receipt.model_copy(
            update={
                "id": receipt.id if index == 0 else f"{receipt.id}.{index + 1}",
                "service": service,
                "amount": amount[index],
                "gross": gross[index],
                "rupees": rupees[index],
                "tax_deducted": tax[index],
                "portal_tax": portal_tax[index],
                "retained": retained[index],
            }
        )
        for index, service in enumerate(services)
    )


def month_ends(tax_year: int, until: date | None = None) -> tuple[date, ...]:
    """The last day of each month of a tax year; up to the month that holds `until`, that day for its end."""
    ends: list[date] = []
    day = first_day(tax_year)
    for _month in range(12):
        end = last_day_of_month(month_of(day))
        if until is not None and until < end:
            return (*ends, until) if until >= day else tuple(ends)
        ends.append(end)
        day = date(end.year + (end.month == 12), end.month % 12 + 1, 1)
    return tuple(ends)
