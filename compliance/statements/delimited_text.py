"""CSV, TSV and their kin: which character parts the cells, and the rows with their line numbers."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from compliance.statements.reading_limits import (
    LONGEST_CELL,
    LONGEST_LINE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
)
from compliance.statements.statement_messages import Refused
from compliance.statements.statement_table import Cells, Table

DELIMITERS: Final = (",", ";", "\t")
_LOOKED_AT: Final = 60
CONTROL_CHARACTERS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text with their ends: only \\n, \\r and \\r\\n end one. Refuses one that is too long."""
    place, length, number = 0, len(text), 0
    while place < length:
        number += 1
        end = place + LONGEST_LINE + 1
        found = _LINE.match(text, place, end)
        assert found is not None
        stop = found.end()
        if stop == end and text[stop - 1] not in "\r\n":
            raise Refused("line_too_long", row=number, most=LONGEST_LINE)
        if stop == end and text[stop - 1] == "\r" and text[stop : stop + 1] == "\n":
            stop += 1
        yield text[place:stop]
        place = stop


def delimiter_of(text: str) -> str:
    """The character that parts most rows of the beginning into equally many cells."""
    head = list(islice(lines_of(text), _LOOKED_AT))
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        widths = Counter(len(cells) for cells in _parsed(head, delimiter))
        wide = {width: count for width, count in widths.items() if width > 1}
        if wide:
            width, count = max(wide.items(), key=lambda one: (one[1], one[0]))
            if (count, width) > best_score:
                best, best_score = delimiter, (count, width)
    return best


def _parsed(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(iter(lines), delimiter=delimiter)
    except csv.Error:
        return


def read_delimited(text: str) -> Table:
    """The rows of a delimited text. Raises Refused beyond the limits and for a quotation left open."""
    delimiter = delimiter_of(text)
    rows, places = _rows(lines_of(text), delimiter)
    return Table("csv", rows, places, has_control_characters=CONTROL_CHARACTERS.search(text) is not None)


def _rows(lines: Iterable[str], delimiter: str) -> tuple[tuple[Cells, ...], tuple[int, ...]]:
    rows: list[Cells] = []
    places: list[int] = []
    cells_left = MOST_CELLS
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _refusal(str(error), begins) from None
        if cells is None:
            return tuple(rows), tuple(places)
        cells_left -= len(cells)
        if len(cells) > MOST_COLUMNS:
            raise Refused("too_many_columns", row=begins, most=MOST_COLUMNS)
        if len(rows) >= MOST_ROWS:
            raise Refused("too_many_rows", most=MOST_ROWS)
        if cells_left < 0:
            raise Refused("too_many_cells", most=MOST_CELLS)
        if len(max(cells, key=len, default="")) > LONGEST_CELL:
            raise Refused("cell_too_long", row=begins, most=LONGEST_CELL)
        rows.append(tuple([cell.strip() for cell in cells]))
        places.append(begins)
        begins = reader.line_num + 1


def _refusal(error: str, row: int) -> Refused:
    """Why a record cannot be read, by the words of the csv module."""
    if "field limit" in error:
        return Refused("cell_too_long", row=row, most=LONGEST_CELL)
    return Refused("quote_open" if "end of data" in error else "quote_stray", row=row)
