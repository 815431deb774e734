"""Where the money of a receipt stands: the files and rows of the movements that it was made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compliance.statements.receipts_made import OF_BALANCES
from compliance.workbook_statements import Statements


@dataclass(frozen=True, slots=True)
class Origin:
    """A file, by its name, and its rows that a receipt rests on, in order."""

    file: str
    rows: tuple[int, ...]


class Origins:
    """Looks up where movements stand."""

    def __init__(self, kept: Statements) -> None:
        self._files = kept.files
        self._places = {one.id: (one.file, one.rows) for one in kept.movements}

    def of(self, names: Iterable[str]) -> tuple[Origin, ...]:
        """The files and rows behind the origin of a receipt; empty for one that was typed.

        What two balances differ by rests on the rows that these balances stand in.
        """
        found: dict[int, set[int]] = {}
        for name in names:
            balances = name.removeprefix(OF_BALANCES).split("-") if name.startswith(OF_BALANCES) else [name]
            for movement in balances:
                if movement in self._places:
                    file, rows = self._places[movement]
                    found.setdefault(file, set()).update(rows)
        return tuple(
            Origin(self._files[file].name, tuple(sorted(rows))) for file, rows in sorted(found.items())
        )
