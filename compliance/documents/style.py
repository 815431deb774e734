"""Measures, colours and kinds of text of a printed page: ink on white, rules instead of boxes.

Every colour is dark enough to be read when it is printed in grey. All lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from compliance.documents.fonts import REGULAR, STRONG

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE: Final = 16 * mm
HEAD: Final = 25 * mm
FOOT: Final = 21 * mm
WIDTH: Final = PAGE_WIDTH - 2 * SIDE
HEIGHT: Final = PAGE_HEIGHT - HEAD - FOOT

INK: Final = HexColor("#14231C")
QUIET: Final = HexColor("#4A5A52")
LINE: Final = HexColor("#7F8C85")
HAIR: Final = HexColor("#C9CFCB")
GREEN: Final = HexColor("#0B6B46")
BLUE: Final = HexColor("#3A4E8C")
AMBER: Final = HexColor("#8A5200")
RED: Final = HexColor("#A4262C")
WHITE: Final = HexColor("#FFFFFF")


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. `with_next` keeps it on the page of what follows."""

    size: float
    leading: float
    face: str = REGULAR
    colour: Any = INK
    before: float = 0
    after: float = 0
    right: bool = False
    with_next: bool = False

    def but(self, **changes: Any) -> Style:
        """The same with some measures changed."""
        return replace(self, **changes)


BODY: Final = Style(9.5, 14, after=4)
LEAD: Final = Style(11, 16, after=6)
SMALL: Final = Style(8, 11.5, colour=QUIET, after=3)
TITLE: Final = Style(21, 27, STRONG, after=4)
HEADING: Final = Style(14, 19, STRONG, before=20, after=6)
SUBHEADING: Final = Style(10.5, 15, STRONG, before=12, after=3)
FIGURE: Final = Style(27, 34, STRONG)
CELL: Final = Style(8.5, 12)
CELL_QUIET: Final = Style(7.5, 10.5, colour=QUIET)
HEAD_CELL: Final = Style(7.5, 10.5, STRONG, QUIET)
