"""Receipts with other amounts: before platform fees, or one month taken for twelve."""

from __future__ import annotations

from typing import Final

from compliance.assessment_types import Assessment
from compliance.money import PAISA_LIMIT, half_up
from compliance.workshop.wrong_turn_types import GROSS

MONTHS: Final = 12


def changed_amounts(assessment: Assessment, amounts: str) -> dict[str, list[int]]:
    """The amounts of each receipt: `rupees` and `deducted` in paisa, `usd` in cents.

    `amounts` is `GROSS`, which raises a receipt in the proportion of its amount before fees (halves upwards)
    where that is known; or a month (`2025-07`), whose receipts are taken twelve times and no others.
    """
    receipts = assessment.workbook.receipts
    as_they_are = {
        "rupees": assessment.receipt_rupees,
        "usd": assessment.receipt_usd,
        "deducted": tuple(receipt.tax_deducted for receipt in receipts),
    }
    if amounts != GROSS:
        return {
            name: [
                amount * MONTHS if receipt.date.isoformat().startswith(amounts) else 0
                for receipt, amount in zip(receipts, column, strict=True)
            ]
            for name, column in as_they_are.items()
        }
    return {
        name: [
            amount
            if receipt.gross is None or name == "deducted"
            else half_up(amount * receipt.gross, receipt.amount)
            for receipt, amount in zip(receipts, column, strict=True)
        ]
        for name, column in as_they_are.items()
    }


def fits(assessment: Assessment, amounts: str) -> bool:
    """Whether the engine's columns can hold these amounts."""
    return all(sum(column) <= PAISA_LIMIT for column in changed_amounts(assessment, amounts).values())
