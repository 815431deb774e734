"""How far a figure is to be trusted, as a shape and a word: neither colour nor ink density alone says it."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from compliance.documents.flow import CAPITALS, draw_text, width_of
from compliance.documents.lettering import printable
from compliance.documents.style import AMBER, BLUE, CELL, CELL_QUIET, INK, QUIET, WHITE, Style
from compliance.text import tier_word


def draw_shape(canvas: Any, left: float, base: float, size: float, tier: str) -> None:
    """The shape of a tier in a square of `size` points: solid, half, hollow, dashed or hatched."""
    radius = size / 2
    middle_x, middle_y = left + radius, base + radius
    canvas.saveState()
    canvas.setLineWidth(size * 0.14)
    canvas.setStrokeColor({"announced": BLUE, "unsettled": AMBER}.get(tier, INK))
    canvas.setFillColor(INK)
    inner = radius - size * 0.07
    if tier == "unsettled":
        _hatched(canvas, left, base, size)
    else:
        if tier == "announced":
            canvas.setDash(size * 0.22, size * 0.17)
        canvas.circle(middle_x, middle_y, inner, stroke=1, fill=int(tier == "text"))
        if tier == "reported":
            canvas.wedge(
                middle_x - inner,
                middle_y - inner,
                middle_x + inner,
                middle_y + inner,
                90,
                180,
                stroke=0,
                fill=1,
            )
    canvas.restoreState()


def _hatched(canvas: Any, left: float, base: float, size: float) -> None:
    square = canvas.beginPath()
    square.rect(left, base, size, size)
    canvas.saveState()
    canvas.clipPath(square, stroke=0, fill=0)
    for number in range(1, 6):
        canvas.line(left - size + number * size / 3, base, left + number * size / 3, base + size)
    canvas.restoreState()
    canvas.rect(left, base, size, size, stroke=1, fill=0)


def draw_mark(canvas: Any, left: float, base: float, tier: str, style: Style = CELL_QUIET) -> float:
    """The shape and its word on one line; returns the width in points."""
    size = style.size * 0.86
    draw_shape(canvas, left, base - size * 0.1, size, tier)
    word = printable(tier_word(tier))
    return size + 3 + draw_text(canvas, left + size + 3, base, word, style.face, style.size, QUIET)


def mark_width(tier: str, style: Style = CELL_QUIET) -> float:
    """Points that a tier's shape and word take in one line."""
    return style.size * 0.86 + 3 + width_of(printable(tier_word(tier)), style.face, style.size)


class Mark(Flowable):  # type: ignore[misc]
    """A tier's shape and word, for a cell of a table. Nothing where there is no tier."""

    def __init__(self, tier: str | None, style: Style = CELL_QUIET, leading: float = CELL.leading) -> None:
        super().__init__()
        self._tier, self._style, self._leading = tier, style, leading

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, self._leading

    def draw(self) -> None:
        if self._tier:
            draw_mark(
                self.canv, 0, (self._leading - self._style.size * CAPITALS) / 2, self._tier, self._style
            )


class Dot(Flowable):  # type: ignore[misc]
    """A small filled circle that marks a line of a list."""

    def __init__(self, colour: Any, leading: float) -> None:
        super().__init__()
        self._colour, self._leading = colour, leading

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, self._leading

    def draw(self) -> None:
        self.canv.setFillColor(self._colour)
        self.canv.setStrokeColor(WHITE)
        self.canv.circle(2, self._leading / 2, 1.6, stroke=0, fill=1)
