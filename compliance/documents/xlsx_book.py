"""A spreadsheet made of plain tables: cells that say what they are, and never run as formulas.

A text goes in as text whatever it begins with; amounts go in as numbers with their format.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook as XlsxFile

from compliance.text import _, direction, grouping

LONGEST: Final = 32_000
"""Letters that a cell holds at most (the format's own limit is 32,767)."""
_NOT_IN_NAMES: Final = str.maketrans("", "", "[]:*?/\\'")
_LAKH: Final = r"[>=10000000]##\,##\,##\,##0{d};[>=100000]##\,##\,##0{d};##,##0{d}"
_THOUSAND: Final = "#,##0{d}"


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole rupees, or a count."""

    number: int


@dataclass(frozen=True, slots=True)
class Hundredths:
    """Paisa, cents, or hundredths of another currency: shown with two decimals."""

    number: int


Cell = str | Whole | Hundredths | date | None
"""A text is written as text; None and an empty text leave the cell empty."""


@dataclass(frozen=True, slots=True)
class Block:
    """One table: column names and rows. Its `total` row, if there is one, is the last."""

    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Tables below each other, in columns of these widths (letters). `notes` are sentences above them."""

    name: str
    widths: Sequence[int]
    blocks: Sequence[Block]
    notes: Sequence[str] = ()


def build(sheets: Iterable[Sheet], title: str, above: Sequence[str], printed: str, made: date) -> bytes:
    """The file. `title` and the lines `above` stand on top of each sheet, `printed` on top of each page.

    `made` is the day it says that it was made on, so that the same input gives the same bytes.
    """
    raw = BytesIO()
    file = XlsxFile(
        raw,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    file.set_properties({"title": title, "created": datetime(made.year, made.month, made.day)})
    formats = _Formats(file)
    with _uncollected():
        for sheet in sheets:
            _write(file, formats, sheet, title, above, printed)
        file.close()
    return raw.getvalue()


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection for a moment: of hundreds of thousands of cells none is garbage, and looking
    through them again and again takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Formats:
    """The formats of cells, by what a cell is and whether it stands in a total row."""

    def __init__(self, file: XlsxFile) -> None:
        shape = _LAKH if grouping() == "lakh" else _THOUSAND
        kinds: dict[type, dict[str, Any]] = {
            # The quote says to a spreadsheet that the cell stays a text, also when it is edited.
            str: {"num_format": "@", "text_wrap": True, "quote_prefix": True},
            Whole: {"num_format": shape.format(d="")},
            Hundredths: {"num_format": shape.format(d=".00")},
            date: {"num_format": "d mmm yyyy", "align": "left"},
        }
        top, strong = {"valign": "top"}, {"bold": True, "top": 1}
        self.plain = {kind: file.add_format(top | given) for kind, given in kinds.items()}
        self.total = {kind: file.add_format(top | given | strong) for kind, given in kinds.items()}
        self.title = file.add_format({"bold": True, "font_size": 14})
        self.block = file.add_format({"bold": True, "font_size": 12})
        self.quiet = file.add_format({"font_color": "#4A5A52", "quote_prefix": True})
        self.head = file.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#EDF3EE"}
        )


def _write(
    file: XlsxFile, formats: _Formats, sheet: Sheet, title: str, above: Sequence[str], printed: str
) -> None:
    page = file.add_worksheet(sheet.name.translate(_NOT_IN_NAMES)[:31])
    if direction() == "rtl":
        page.right_to_left()
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    page.write_string(0, 0, cut(title), formats.title)
    row = 1
    for line in (*above, *sheet.notes):
        page.write_string(row, 0, cut(line), formats.quiet)
        row += 1
    row += 1
    for number, block in enumerate(sheet.blocks):
        if block.title:
            page.write_string(row, 0, cut(block.title), formats.block)
            row += 1
        for column, name in enumerate(block.header):
            page.write_string(row, column, name, formats.head)
        row += 1
        if number == 0:
            page.freeze_panes(row, 0)
            page.repeat_rows(row - 1)
        row = _rows(page, row, block, formats) + 1
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    # An ampersand begins a code in a page's header.
    page.set_header("&L" + printed.replace("&", "&&")[:200])
    page.set_footer("&C&P / &N")


def _rows(page: Any, row: int, block: Block, formats: _Formats) -> int:
    last = len(block.rows) - 1
    for number, cells in enumerate(block.rows):
        looks = formats.total if block.total and number == last else formats.plain
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    page.write_string(row, column, cut(cell), looks[str])
            elif isinstance(cell, Whole):
                page.write_number(row, column, cell.number, looks[Whole])
            elif isinstance(cell, Hundredths):
                page.write_number(row, column, cell.number / 100, looks[Hundredths])
            elif cell is not None:
                page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), looks[date])
        row += 1
    return row


def cut(text: str) -> str:
    """A text that a cell can hold. What is cut off is said to be."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST] + _("… (cut here; the saved work has all of it)")
