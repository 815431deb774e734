"""XLSX and XLS: every sheet as rows of text, dates as dates, numbers as the cell shows them."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Final, Literal

from python_calamine import CalamineWorkbook, PasswordError

from compliance.statements.archive_parts import repacked
from compliance.statements.delimited_text import CONTROL_CHARACTERS
from compliance.statements.reading_limits import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_GRID_CELLS,
    MOST_ROWS,
    MOST_SHEETS,
)
from compliance.statements.statement_messages import Refused
from compliance.statements.statement_table import Cells, Table

_DIGITS_KEPT: Final = 15
"""Digits that a spreadsheet program keeps of a number."""
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")


def read_spreadsheet(content: bytes, kind: Literal["xlsx", "xls"]) -> tuple[Table, ...]:
    """The sheets, from their first row on. Raises Refused for what is damaged, locked or too large."""
    if kind == "xls" and _LOCKED in content:
        raise Refused("archive_locked")
    packed = repacked(content) if kind == "xlsx" else content
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(packed))
        if len(workbook.sheet_names) > MOST_SHEETS:
            raise Refused("spreadsheet_unreadable")
        return tuple(_sheet(workbook, name, kind) for name in workbook.sheet_names)
    except Refused:
        raise
    except PasswordError:
        raise Refused("archive_locked") from None
    except BaseException as error:
        # A reader written in Rust ends a panic in an exception that is no Exception.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            raise
        raise Refused("spreadsheet_unreadable") from None


def _sheet(workbook: CalamineWorkbook, name: str, kind: Literal["xlsx", "xls"]) -> Table:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_width > MOST_COLUMNS:
        raise Refused("too_many_columns", most=MOST_COLUMNS)
    if sheet.total_height > MOST_ROWS:
        raise Refused("too_many_rows", most=MOST_ROWS)
    if sheet.total_width * sheet.total_height > min(MOST_CELLS, MOST_GRID_CELLS):
        raise Refused("too_many_cells", most=MOST_CELLS)
    rows: list[Cells] = []
    long_numbers = control = False
    for values in sheet.to_python(skip_empty_area=False):
        cells = tuple([value.strip() if type(value) is str else cell_text(value) for value in values])
        long_numbers = long_numbers or any(
            isinstance(value, int | float) and abs(value) >= 10**_DIGITS_KEPT for value in values
        )
        if len(max(cells, key=len, default="")) > LONGEST_CELL:
            raise Refused("cell_too_long", row=len(rows) + 1, most=LONGEST_CELL)
        control = control or any(CONTROL_CHARACTERS.search(cell) for cell in cells)
        rows.append(cells)
    return Table(
        kind,
        tuple(rows),
        tuple(range(1, len(rows) + 1)),
        name,
        has_control_characters=control,
        long_numbers=long_numbers,
    )


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without a point, other numbers with the 15 digits that a cell shows,
    true dates as `2026-07-02` and `2026-07-02 17:23:16`."""
    match value:
        case str():
            return value.strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value)
        case float() if math.isfinite(value):
            return str(int(value)) if value.is_integer() else f"{Decimal(f'{value:.{_DIGITS_KEPT}g}'):f}"
        case datetime():
            if value.time() == time():
                return value.date().isoformat()
            return value.replace(microsecond=0, tzinfo=None).isoformat(" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return ""
