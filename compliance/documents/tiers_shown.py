"""Tiers in words: beside one figure, and as a key to all marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlab.platypus import Flowable

from compliance.documents.flow import Text
from compliance.documents.marks import Mark, mark_width
from compliance.documents.style import SMALL, WIDTH
from compliance.documents.tables import Cell, Column, table
from compliance.text import TIERS, tier_sentence


def how_sure(tier: str | None) -> Iterator[Flowable]:
    """A figure's mark and what it means, on one line where it fits. Nothing where there is no tier."""
    if tier:
        yield _marked([tier], mark_width(tier, SMALL) + 16, ruled=False)


def key_of_marks(width: float = WIDTH) -> Flowable:
    """What each mark means, `width` points wide."""
    widest = max(mark_width(tier, SMALL) for tier in TIERS)
    return _marked(TIERS, widest + 16, ruled=True, width=width)


def _marked(tiers: Iterable[str], wide: float, *, ruled: bool, width: float = WIDTH) -> Flowable:
    plain = SMALL.but(after=0)
    rows: list[list[Cell]] = [
        [Mark(tier, SMALL, SMALL.leading), Text(tier_sentence(tier), plain)] for tier in tiers
    ]
    columns = [Column("", wide), Column("", width - wide)]
    return table(columns, rows, with_head=False, ruled=ruled, width=width)
