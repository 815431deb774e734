"""XLSX and XLS: every sheet as a table, dates as dates, numbers as the cell shows them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any, Final, Literal

from compliance.statements import spreadsheet_cells
from compliance.statements.archive_parts import repacked
from compliance.statements.delimited_text import CONTROL_CHARACTERS
from compliance.statements.reading_limits import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_SPREADSHEET_SECONDS,
)
from compliance.statements.spreadsheet_cells import Limits, Sheet, Unreadable
from compliance.statements.statement_messages import Refused
from compliance.statements.statement_table import Cells, Table

LIMITS: Final = Limits(MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_CELLS)
_MOST: Final = {
    "too_many_rows": MOST_ROWS,
    "too_many_columns": MOST_COLUMNS,
    "too_many_cells": LIMITS.cells,
}
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")


def read_spreadsheet(content: bytes, kind: Literal["xlsx", "xls"]) -> tuple[Table, ...]:
    """The sheets, from their first row on. Raises Refused for what is damaged, locked or too large."""
    if kind == "xls" and _LOCKED in content:
        raise Refused("archive_locked")
    try:
        sheets = _sheets_apart(repacked(content) if kind == "xlsx" else content)
    except Unreadable as unreadable:
        raise _refusal(unreadable.code) from None
    return tuple(_table(sheet, kind) for sheet in sheets)


def _refusal(code: str) -> Refused:
    return Refused(code, most=_MOST[code]) if code in _MOST else Refused(code)


def apart(content: bytes) -> Any:
    """What `spreadsheet_cells` answers as a process of its own; None where that ended without an answer."""
    command = [sys.executable, "-P", spreadsheet_cells.__file__, *map(str, LIMITS)]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=MOST_SPREADSHEET_SECONDS,
            check=False,
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
        return json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, json.JSONDecodeError, OSError):
        return None


def _sheets_apart(content: bytes) -> list[Sheet]:
    answer = apart(content)
    if answer is None or "sheets" not in answer:
        raise Unreadable(answer["code"] if answer else "spreadsheet_unreadable")
    return [Sheet(*sheet) for sheet in answer["sheets"]]


def _table(sheet: Sheet, kind: Literal["xlsx", "xls"]) -> Table:
    rows: list[Cells] = []
    control = False
    for cells in sheet.rows:
        if len(max(cells, key=len, default="")) > LONGEST_CELL:
            raise Refused("cell_too_long", row=len(rows) + 1, most=LONGEST_CELL)
        control = control or any(CONTROL_CHARACTERS.search(cell) for cell in cells)
        rows.append(tuple(cells))
    return Table(
        kind,
        tuple(rows),
        tuple(range(1, len(rows) + 1)),
        sheet.name,
        has_control_characters=control,
        long_numbers=sheet.long_numbers,
    )
