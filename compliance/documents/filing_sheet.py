"""The filing sheet as a part of the PDF: which figure goes where, in the order of the return."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from compliance.documents.flow import Text
from compliance.documents.fonts import STRONG
from compliance.documents.marks import Mark
from compliance.documents.page import Heading
from compliance.documents.style import BODY, CELL, CELL_QUIET, SMALL
from compliance.documents.tables import Cell, Column, table
from compliance.summary_filing_sheet import FilingSheet, SheetLine
from compliance.text import _, rupees

_NAME = CELL.but(face=STRONG)


def sheet_part(sheet: FilingSheet) -> Iterator[Flowable]:
    """The lines that hold something, part by part, and what to mind."""
    columns = [
        Column(_("Line of the return"), 0.5),
        Column("", 0.14),
        Column(_("Amount"), 0.18, figures=True),
        Column(_("Tax"), 0.18, figures=True),
    ]
    rows: list[list[Cell]] = []
    for part in sheet.parts:
        for place, line in enumerate(part.filled):
            rows.append(_row(part.title if place == 0 else "", line))
    yield Heading(_("Filing sheet"))
    if rows:
        yield table(columns, rows)
    else:
        yield Text(_("There is nothing to enter."), BODY)
    for caution in sheet.cautions:
        yield Text(caution, BODY.but(before=4))


def _row(part: str, line: SheetLine) -> list[Cell]:
    words: list[Flowable] = [Text(part, CELL_QUIET)] if part else []
    words.append(Text(line.name, _NAME))
    code = _("code {code}").format(code=line.code_text) if line.code_text else ""
    below = "; ".join(filter(None, (line.cite, code)))
    words += [Text(said, CELL_QUIET) for said in (below, line.code_note) if said]
    return [
        words,
        Mark(line.tier, SMALL, SMALL.leading) if line.tier else "",
        "" if line.amount is None else rupees(line.amount),
        "" if line.tax is None else rupees(line.tax),
    ]
