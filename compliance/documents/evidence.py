"""Missing papers by rupees, and the check of the banks' deductions, as a part of the PDF."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from compliance.documents.flow import Text
from compliance.documents.fonts import STRONG
from compliance.documents.page import Heading
from compliance.documents.style import BODY, CELL, CELL_QUIET, SUBHEADING
from compliance.documents.tables import Cell, Column, table
from compliance.documents.tiers_shown import how_sure
from compliance.summary_evidence import Evidence
from compliance.text import _, list_text

_NAME = CELL.but(face=STRONG)
_NAMED = 12
"""Receipts that are named one by one; more are counted."""
_LINES = 4
"""Lines that their names may take, whatever clients are called."""


def evidence_part(evidence: Evidence) -> Iterator[Flowable]:
    """What is missing, the most rupees first, and what each bank took."""
    yield Heading(_("Evidence"))
    if evidence.missing:
        columns = [Column(_("What is missing"), 0.78), Column(_("Could move"), 0.22, figures=True)]
        rows: list[list[Cell]] = []
        for one in evidence.missing:
            named = [receipt.named for receipt in one.receipts[:_NAMED]]
            more = len(one.receipts) - len(named)
            if more:
                named.append(_("{count} more").format(count=more))
            told = [
                Text(_("{title}: {count}").format(title=one.title, count=one.count), _NAME),
                Text(one.what_to_do, CELL),
                Text(list_text(named), CELL_QUIET, most=_LINES),
            ]
            rows.append([told, Text(one.figure, _NAME.but(right=True))])
        yield table(columns, rows)
        yield Text(evidence.caution, BODY.but(before=4))
        yield from how_sure(evidence.tier)
    else:
        yield Text(_("Nothing is missing for your receipts."), BODY)
    yield Heading(_("What the banks took"), SUBHEADING, level=1)
    yield Text(evidence.sentence, BODY)
    asked = [one for one in evidence.deductions if one.asks]
    if asked:
        columns = [
            Column(_("Receipt"), 0.4),
            Column(_("Should be"), 0.17, figures=True),
            Column(_("Taken"), 0.17, figures=True),
            Column("", 0.26),
        ]
        yield table(
            columns,
            [
                [Text(one.named, CELL, most=2), one.expected, one.deducted, Text(one.verdict, CELL)]
                for one in asked
            ],
        )
