"""What the readers make of a file: rows of text cells, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FileKind = Literal["csv", "xlsx", "xls", "json", "pdf"]
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of stripped text cells. `places[i]` is the number in the file, from 1, of the row `rows[i]`:
    the line of a CSV or a PDF at which it begins, the row of a sheet, the entry of a JSON list.

    `before` are lines that stand outside the rows (a JSON file's other keys, a PDF's other lines).
    """

    kind: FileKind
    rows: tuple[Cells, ...]
    places: tuple[int, ...]
    name: str = ""
    before: tuple[str, ...] = ()
    has_control_characters: bool = False
    long_numbers: bool = False


def normalised(name: str) -> str:
    """A column name for comparing: no mark at the beginning, one space between words, lower case."""
    return " ".join(name.replace("\ufeff", "").replace("\u00a0", " ").split()).lower().rstrip(":").rstrip()


def normalised_header(cells: Cells | list[str]) -> Cells:
    """The names of a heading row for comparing, without the empty cells at its end."""
    names = [normalised(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def distinct(names: Cells) -> Cells:
    """Names of columns of which each stands once: the second `currency` becomes `currency (2)`."""
    seen: dict[str, int] = {}
    result = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(result)
