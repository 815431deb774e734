"""Money that may be held twice: a withdrawal that stands in for a bank's credit, and that credit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from compliance.statements.linking import is_bank_credit
from compliance.statements.receipts_made import MadeReceipts
from compliance.workbook_statements import KeptMovement, Statements

_RUPEE: Final = 100
_DAYS: Final = 5


def stand_ins(
    kept: Statements, made: MadeReceipts, credits: Iterable[KeptMovement]
) -> dict[str, KeptMovement]:
    """Of each credit, by its id, the withdrawal that a receipt is made of and that is likely the same money:
    a pair that the person undid, or the same rupees within days."""
    by_id = {one.id: one for one in kept.movements}
    outs = [
        by_id[movement] for one in made.receipts if one.receipt.provisional for movement in one.receipt.origin
    ]
    undone = {(one.out, one.into) for one in kept.links if one.state == "undone"}
    found = {}
    for credit in credits:
        alike = [
            out
            for out in outs
            if (out.id, credit.id) in undone or (is_bank_credit(credit) and _alike(out, credit))
        ]
        if alike:
            found[credit.id] = min(alike, key=lambda out: (out.id, credit.id) not in undone)
    return found


def _alike(out: KeptMovement, credit: KeptMovement) -> bool:
    if out.pkr_amount is None:
        return False
    return abs(out.pkr_amount - credit.amount) <= _RUPEE and abs((out.date - credit.date).days) <= _DAYS
