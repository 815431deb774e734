"""The list of sources, and what a document was made with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlab.platypus import Flowable

from compliance.documents.attachment import FILE_NAME
from compliance.documents.flow import Text
from compliance.documents.page import Heading
from compliance.documents.style import BODY, CELL, CELL_QUIET
from compliance.documents.tables import Cell, Column, table
from compliance.summary_types import Header, SourceText
from compliance.text import _


def source_table(sources: Iterable[SourceText], numbers: dict[str, int]) -> Flowable:
    """Sources with the numbers that the rules cite them by."""
    rows: list[list[Cell]] = []
    for source in sources:
        told: list[Flowable] = [Text(", ".join(filter(None, (source.title, source.publisher))), CELL)]
        told += [Text(text, CELL_QUIET) for text in (source.address, source.note) if text]
        read: list[Flowable] = [Text(text, CELL_QUIET) for text in (source.how_read, source.read_on) if text]
        rows.append([str(numbers[source.id]), told, read])
    columns = [Column("", 0.05), Column(_("Source"), 0.67), Column(_("How it was read, and when"), 0.28)]
    return table(columns, rows)


def made_with(header: Header, *, attached: bool) -> Iterator[Flowable]:
    """Version, digest of the rules, and whether the saved work is inside."""
    yield Heading(_("How this document was made"))
    told = [
        (_("Worked out on"), header.as_of_text),
        (_("Program"), _("version {version}").format(version=header.version)),
        (_("Rules"), header.digest),
        (
            _("Saved work"),
            _(
                "Attached to this PDF as {file}. Open it in the program to work everything out anew, and to "
                "see whether a rule has changed since."
            ).format(file=FILE_NAME)
            if attached
            else _("Not attached to this PDF."),
        ),
    ]
    rows: list[list[Cell]] = [[Text(label, CELL_QUIET), Text(value, CELL)] for label, value in told]
    yield table([Column("", 0.17), Column("", 0.83)], rows, with_head=False)
    yield Text(
        _(
            "The rules are named by a checksum (SHA-256) of all their figures, dates and sources. The same "
            "rules and the same answers give the same figures."
        ),
        BODY.but(before=6),
    )
