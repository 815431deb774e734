"""Receipts that look like a slip of typing: a day to come, tax far above every rate, rupees far from it.

No figure of tax rests on this; it only decides whether to ask "check what you typed".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from compliance.deduction_check import highest_rate, is_far_above
from compliance.money import MILLION
from compliance.rulebook import Rulebook
from compliance.taxyear import month_of
from compliance.workbook import Receipt

Doubt = Literal["day", "tax", "rupees"]
_TIMES = 2
"""Rupees that are so many times the reference rate's, or that part of them, are asked about."""


def doubts(
    receipts: Sequence[Receipt], rupees: Sequence[int], rulebook: Rulebook, as_of: date
) -> tuple[tuple[int, Doubt], ...]:
    """The places of doubtful receipts with what is doubtful on the day looked at.

    `rupees` are their paisa before tax.
    """
    found: list[tuple[int, Doubt]] = []
    for place, (receipt, paisa) in enumerate(zip(receipts, rupees, strict=True)):
        if receipt.date > as_of:
            found.append((place, "day"))
        rate = highest_rate(rulebook, receipt.kind, receipt.date)
        if is_far_above(paisa, receipt.tax_deducted, rate):
            found.append((place, "tax"))
        if _is_far_off(receipt, rulebook):
            found.append((place, "rupees"))
    return tuple(found)


def _is_far_off(receipt: Receipt, rulebook: Rulebook) -> bool:
    """Whether the bank's rupees are far from what the month's reference rate makes of the amount."""
    if receipt.currency == "PKR" or receipt.rupees is None:
        return False
    rate = rulebook.rates.rupees_per_unit(receipt.currency, month_of(receipt.date))
    if rate is None:
        return False
    # Both sides in millionths of a paisa, so that no part of a rupee is lost.
    by_reference = receipt.amount * int(rate * MILLION)
    given = receipt.rupees * MILLION
    return given * _TIMES < by_reference or given > by_reference * _TIMES
