"""Every sheet of a spreadsheet as rows of text. Stands alone, so that it can run as a program of its own.

The reader of spreadsheets ends the whole process on some damaged files. So it runs in a process that may
end: the file comes on standard input, and the sheets go to standard output as JSON.
"""

from __future__ import annotations

import json
import math
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Final, NamedTuple

from python_calamine import CalamineWorkbook, PasswordError

DIGITS_KEPT: Final = 15
"""Digits that a spreadsheet program keeps of a number."""
_MOST_MEMORY: Final = 400_000_000


class Limits(NamedTuple):
    """The most that is read."""

    sheets: int
    rows: int
    columns: int
    cells: int


class Sheet(NamedTuple):
    """A sheet from its first row on."""

    name: str
    rows: list[list[str]]
    long_numbers: bool
    """Whether some number has more digits than a spreadsheet keeps."""


class Unreadable(Exception):
    """Why a spreadsheet is not read, by its code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def sheets_of(content: bytes, limits: Limits) -> list[Sheet]:
    """All sheets of an XLSX or XLS file. Raises Unreadable."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        if len(workbook.sheet_names) > limits.sheets:
            raise Unreadable("spreadsheet_unreadable")
        return [_sheet(workbook, name, limits) for name in workbook.sheet_names]
    except Unreadable:
        raise
    except PasswordError:
        raise Unreadable("archive_locked") from None
    except BaseException as error:
        # The reader, which is written in Rust, ends a panic in an exception that is no Exception.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise Unreadable("spreadsheet_unreadable") from None


def _sheet(workbook: CalamineWorkbook, name: str, limits: Limits) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    width, height = sheet.total_width, sheet.total_height
    if width > limits.columns:
        raise Unreadable("too_many_columns")
    if height > limits.rows:
        raise Unreadable("too_many_rows")
    if width * height > limits.cells:
        raise Unreadable("too_many_cells")
    rows = []
    long_numbers = False
    for values in sheet.to_python(skip_empty_area=False):
        rows.append([value.strip() if type(value) is str else cell_text(value) for value in values])
        long_numbers = long_numbers or any(
            isinstance(value, int | float) and abs(value) >= 10**DIGITS_KEPT for value in values
        )
    return Sheet(name, rows, long_numbers)


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
            return str(int(value)) if value.is_integer() else f"{Decimal(f'{value:.{DIGITS_KEPT}g}'):f}"
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


def answer_of(content: bytes, limits: Limits) -> dict[str, object]:
    """The sheets, or why there are none, as JSON holds them."""
    try:
        return {"sheets": sheets_of(content, limits)}
    except Unreadable as unreadable:
        return {"code": unreadable.code}


def limit_memory() -> None:
    """End this process rather than the machine, and leave no image of it; not every system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read standard input within the limits that the arguments give."""
    limit_memory()
    answer = answer_of(sys.stdin.buffer.read(), Limits(*map(int, sys.argv[1:5])))
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii", "surrogatepass"))


if __name__ == "__main__":
    main()
