"""A movement that stands in several files: what each of them says of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from compliance.statements.movement import Movement
from compliance.workbook_statements import KeptMovement, SeenIn

CAN_BE_FILLED_IN: Final = (
    "balance",
    "group_reference",
    "reference",
    "counterparty",
    "pkr_amount",
    "foreign_amount",
    "foreign_currency",
    "fee_included",
    "last4",
    "foreign",
    "purpose_code",
    "certificate",
    "retained",
)
"""What one export of an account prints and another leaves out."""
_NOTHING: Final = (None, "")


def seen_again(known: KeptMovement, place: int, movement: Movement | KeptMovement) -> KeptMovement:
    """A movement that stands in a further file too, with what that one says where the first was silent."""
    said = {
        name: getattr(movement, name) for name in CAN_BE_FILLED_IN if getattr(movement, name) not in _NOTHING
    }
    gave = {name: value for name, value in said.items() if getattr(known, name) in _NOTHING}
    silent = tuple(
        name for name in CAN_BE_FILLED_IN if name not in said and getattr(known, name) not in _NOTHING
    )
    also = SeenIn(file=place, rows=movement.rows, gave=tuple(gave), silent=silent)
    return known.model_copy(update={**gave, "also": (*known.also, also)})


def in_file(one: KeptMovement, place: int) -> bool:
    """Whether a movement stands in a file."""
    return one.file == place or any(seen.file == place for seen in one.also)


def in_order_of_files(movements: Iterable[KeptMovement]) -> tuple[KeptMovement, ...]:
    """Movements file by file, those of one file in the order of its rows."""
    return tuple(sorted(movements, key=lambda one: (one.file, one.rows)))
