"""The wealth bridge and what explains wealth, as a part of the PDF."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from compliance.documents.flow import Text
from compliance.documents.fonts import STRONG
from compliance.documents.page import Heading
from compliance.documents.style import BODY
from compliance.documents.tables import Cell, Column, table
from compliance.documents.tiers_shown import how_sure
from compliance.summary_wealth import ShieldsText, WealthText
from compliance.text import _

_BOLD = BODY.but(face=STRONG)


def wealth_part(told: WealthText | None, shields: ShieldsText | None) -> Iterator[Flowable]:
    """The bridge where balances were entered, and what explains wealth where there are exports."""
    if told is None and shields is None:
        return
    yield Heading(_("Wealth"))
    if told is None:
        yield Text(_("No balances are entered, so there is no bridge."), BODY)
    else:
        rows: list[list[Cell]] = [[label, amount] for label, amount in told.rows]
        yield table([Column(_("Line"), 0.7), Column(_("Rupees"), 0.3, figures=True)], rows, total=True)
        yield Text(_("The difference: {gap}").format(gap=told.gap), _BOLD.but(before=6))
        yield Text(told.sentence, BODY)
        for sentence in filter(None, (told.estimate, *told.missing, *told.where_to_look)):
            yield Text(sentence, BODY)
    if shields is not None:
        for sentence in shields.sentences:
            yield Text(sentence, BODY.but(before=4))
        yield from how_sure(shields.tier)
