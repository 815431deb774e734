"""Papers of headings, sentences, lists and small tables, in black and white."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable

from compliance.documents.flow import Text
from compliance.documents.page import LETTER_WIDTH, Heading, build_letter
from compliance.documents.style import BODY, CELL, LEAD, SUBHEADING, TITLE
from compliance.documents.tables import Cell, Column, table

_AUTHOR: Final = "Freelancer Tax Helper"
_ITEM: Final = BODY.but(after=2)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper: its heading, sentences, list, and rows under heads with shares of the width."""

    heading: str
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    heads: tuple[tuple[str, float], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its title, a first sentence, and its parts."""

    title: str
    lead: str
    parts: tuple[Part, ...]


def write_paper(paper: Paper) -> bytes:
    """The PDF of a paper; the same bytes for the same paper."""
    return build_letter(list(_story(paper)), paper.title, _AUTHOR)


def _story(paper: Paper) -> Iterator[Flowable]:
    yield Text(paper.title, TITLE)
    yield Text(paper.lead, LEAD)
    for part in paper.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[Flowable]:
    if part.heading:
        yield Heading(part.heading, SUBHEADING, level=0)
    yield from (Text(sentence, BODY) for sentence in part.sentences)
    yield from (Text(item, _ITEM, lead="–", lead_style=BODY) for item in part.items)
    if part.rows:
        columns = [Column(head, share) for head, share in part.heads]
        yield table(columns, [_cells(row) for row in part.rows], width=LETTER_WIDTH)


def _cells(row: Iterable[str]) -> list[Cell]:
    return [[Text(cell, CELL)] for cell in row]
