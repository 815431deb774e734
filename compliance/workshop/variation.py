"""The same person with other figures, so that no two worksheets agree and every lesson still holds.

Amounts are changed by whole steps of ten, each rate of exchange and of deduction is kept, and a change that
would turn the lesson (another class, another side of the $12,000, a balance where there was none) is thrown
away. All from a seed: the same seed gives the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Final

from compliance.assessment import assess
from compliance.assessment_types import Assessment
from compliance.money import half_up
from compliance.rulebook import Rulebook
from compliance.workbook import Receipt, Workbook
from compliance.workshop.people import Person

_STEP: Final = 1_000
"""Hundredths: amounts move in steps of ten."""
_TRIES: Final = 60
_NEAR: Final = 50_000
"""Cents from the policy's 12,000 dollars within which a year stands at the cliff."""


@dataclass(frozen=True, slots=True)
class Variation:
    """A workbook with figures of its own and its assessment; `own` is false where no other figures fit."""

    workbook: Workbook
    assessment: Assessment
    own: bool


def varied(person: Person, rulebook: Rulebook, as_of: date, seed: int, number: int) -> Variation:
    """The year of a person for participant `number`.

    Raises
    ------
    InputProblems, NotCovered
        As `assess`, of the person's own workbook.
    """
    original = assess(person.workbook, rulebook, as_of)
    lesson = _lesson(original)
    chance = Random(f"{seed}:{person.name}:{number}")
    for attempt in range(_TRIES):
        keep_total = attempt >= _TRIES // 3
        receipts = _moved(person.workbook.receipts, chance) if keep_total else _scaled(person, chance)
        workbook = person.workbook.model_copy(update={"receipts": receipts})
        found = assess(workbook, rulebook, as_of)
        if receipts != person.workbook.receipts and _lesson(found) == lesson:
            return Variation(workbook, found, own=True)
    return Variation(person.workbook, original, own=False)


def _lesson(found: Assessment) -> tuple[object, ...]:
    """What must not change where figures do."""
    ordinance, policy = found.ordinance, found.policy
    left = found.receipts.usd - _cliff(found)
    return (
        found.receipt_class,
        policy.exempt_12000,
        0 < left <= _NEAR,
        left == 0,
        policy.zero_rated_rupees > 0,
        (policy.tax > 0, found.difference > 0, found.difference < 0),
        (
            ordinance.final_tax > 0,
            ordinance.normal_tax > 0,
            ordinance.surcharge > 0,
            ordinance.minimum_tax > 0,
        ),
        (ordinance.balance > 0, ordinance.refundable > 0, ordinance.over_deducted > 0, ordinance.salaried),
        found.other_option.tax < ordinance.tax,
        tuple(point.id for point in found.unsettled),
        tuple(month.over_usd > 0 for month in found.retention),
        tuple((one.code, one.path) for one in found.warnings),
    )


def _cliff(found: Assessment) -> int:
    """The policy's threshold in cents, as the run took it."""
    used = found.steps["policy"]["exempt_12000"].parameters
    return next(int(Decimal(one.value) * 100) for one in used if one.name == "policy_exempt_usd")


def _scaled(person: Person, chance: Random) -> tuple[Receipt, ...]:
    """All amounts larger or smaller by one factor, and each a little by itself."""
    factor = chance.randint(14, 26)
    return tuple(
        _with_amount(receipt, receipt.amount * factor // 20 + chance.randint(-5, 5) * _STEP)
        for receipt in person.workbook.receipts
    )


def _moved(receipts: tuple[Receipt, ...], chance: Random) -> tuple[Receipt, ...]:
    """Money moved between receipts of one currency; the total moves by less than a hundred."""
    amounts = [receipt.amount for receipt in receipts]
    for _move in range(len(receipts)):
        giver, taker = chance.randrange(len(receipts)), chance.randrange(len(receipts))
        if receipts[giver].currency == receipts[taker].currency:
            step = chance.randint(1, 9) * _STEP
            amounts[giver] -= step
            amounts[taker] += step
    amounts[-1] += chance.randint(-4, 4) * _STEP
    return tuple(_with_amount(receipt, amount) for receipt, amount in zip(receipts, amounts, strict=True))


def _with_amount(receipt: Receipt, wanted: int) -> Receipt:
    """The receipt with another amount, in whole steps, and all that hangs on it in proportion."""
    amount = max(_STEP, wanted - wanted % _STEP)

    def share(part: int | None) -> int | None:
        return None if part is None else half_up(part * amount, receipt.amount)

    retained = (share(receipt.retained) or 0) // _STEP * _STEP
    return receipt.model_copy(
        update={
            "amount": amount,
            "gross": share(receipt.gross),
            "rupees": share(receipt.rupees),
            "tax_deducted": share(receipt.tax_deducted),
            "retained": min(retained, amount),
        }
    )
