"""Charts as vector drawings. Solid, hollow and hatched fills are told apart without colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal, NamedTuple

from reportlab.platypus import Flowable

from compliance.documents.flow import draw_right, draw_text, width_of
from compliance.documents.fonts import REGULAR, STRONG
from compliance.documents.lettering import printable
from compliance.documents.style import AMBER, CELL, GREEN, INK, LINE, QUIET, WHITE
from compliance.summary_types import RangeMark

Fill = Literal["solid", "hollow", "hatched"]
BAR: Final = 7.5
_HATCH: Final = 3.2
_LABEL: Final = 8
_OUTLINE: Final = 1.0
_LEVEL: Final = 13
"""How much higher the label of a mark stands where another one lies close."""


class Part(NamedTuple):
    """A stretch of a bar: its length in the chart's unit, and how it is filled."""

    length: int
    fill: Fill


def _stretch(canvas: Any, left: float, base: float, width: float, height: float, fill: Fill) -> None:
    if width <= 0:
        return
    canvas.setStrokeColor(GREEN)
    canvas.setLineWidth(_OUTLINE)
    canvas.setFillColor(GREEN if fill == "solid" else WHITE)
    canvas.rect(left, base, width, height, stroke=1, fill=1)
    if fill == "hatched":
        canvas.saveState()
        inside = canvas.beginPath()
        inside.rect(left, base, width, height)
        canvas.clipPath(inside, stroke=0, fill=0)
        for number in range(int((width + height) / _HATCH) + 1):
            at = left - height + number * _HATCH
            canvas.line(at, base, at + height, base + height)
        canvas.restoreState()


def _tick(canvas: Any, at: float, low: float, high: float) -> None:
    """A mark across a bar, edged in white: ink on a full bar alone would be lost in grey."""
    for colour, thick in ((WHITE, 4.0), (INK, 1.6)):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(thick)
        canvas.line(at, low, at, high)


class Bar(Flowable):  # type: ignore[misc]
    """One bar of a chart whose rows are the rows of a table. `full` is the length of the whole width."""

    def __init__(
        self, parts: Sequence[Part], full: int, *, tick: int | None = None, leading: float = CELL.leading
    ) -> None:
        super().__init__()
        self._parts, self._full, self._tick, self._leading = parts, max(full, 1), tick, leading

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self._leading

    def draw(self) -> None:
        base = (self._leading - BAR) / 2
        left = 0.0
        for part in self._parts:
            wide = self.width * part.length / self._full
            _stretch(self.canv, left, base, wide, BAR, part.fill)
            left += wide
        if self._tick is not None:
            _tick(self.canv, self.width * self._tick / self._full, base - 2.5, base + BAR + 2.5)


class Key(Flowable):  # type: ignore[misc]
    """What the fills of a chart stand for, each beside its name. `tick` names the mark across a bar."""

    def __init__(self, fills: Sequence[tuple[Fill, str]], *, tick: str = "") -> None:
        super().__init__()
        self._fills, self._tick = fills, tick
        self.spaceAfter = 5

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, 13

    def draw(self) -> None:
        left = 0.0
        for fill, name in self._fills:
            _stretch(self.canv, left, 2.5, 14, BAR, fill)
            left += 19 + draw_text(self.canv, left + 19, 3.5, printable(name), REGULAR, _LABEL, QUIET) + 16
        if self._tick:
            _tick(self.canv, left + 2, 0.5, 12)
            draw_text(self.canv, left + 8, 3.5, printable(self._tick), REGULAR, _LABEL, QUIET)


class RangeBar(Flowable):  # type: ignore[misc]
    """A range: its ends in figures, a letter over each mark, full for the reading that the program takes."""

    def __init__(self, marks: Sequence[RangeMark]) -> None:
        super().__init__()
        self._marks = marks
        self._levels = max(mark.level for mark in marks)
        self.spaceBefore, self.spaceAfter = 6, 4

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, 44 + self._levels * _LEVEL

    def draw(self) -> None:
        canvas, middle = self.canv, 19.0
        first, last = 7.0, self.width - 7
        canvas.setStrokeColor(AMBER)
        canvas.setLineWidth(1.4)
        canvas.line(first, middle, last, middle)
        for mark in sorted(self._marks, key=lambda one: one.taken):
            draw_letter_mark(canvas, first + (last - first) * mark.place / 10_000, middle, mark)
        low, high = self._marks[0], self._marks[-1]
        draw_text(canvas, 0, 2, printable(low.shown), REGULAR, _LABEL, QUIET)
        draw_right(canvas, self.width, 2, printable(high.shown), REGULAR, _LABEL, QUIET)


def draw_letter_mark(canvas: Any, at: float, middle: float, mark: RangeMark) -> None:
    """A dot on a line, a stem and the letter in a box above it."""
    colour = INK if mark.taken else AMBER
    foot = middle + 9 + mark.level * _LEVEL
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(1.2)
    canvas.line(at, middle, at, foot)
    canvas.setFillColor(colour if mark.taken else WHITE)
    canvas.circle(at, middle, 4 if mark.taken else 3.2, stroke=1, fill=1)
    draw_letter(canvas, at - 5.5, foot, mark)


def draw_letter(canvas: Any, left: float, base: float, mark: RangeMark) -> None:
    """The letter of a mark in its box: white on ink for the reading taken, ink on white for any other."""
    canvas.setStrokeColor(INK if mark.taken else AMBER)
    canvas.setLineWidth(1.2)
    canvas.setFillColor(INK if mark.taken else WHITE)
    canvas.rect(left, base, 11, 11, stroke=1, fill=1)
    wide = width_of(mark.letter, STRONG, _LABEL)
    colour = WHITE if mark.taken else INK
    draw_text(canvas, left + 5.5 - wide / 2, base + 2.6, mark.letter, STRONG, _LABEL, colour)


class Letter(Flowable):  # type: ignore[misc]
    """The letter of a mark, for a cell of a table."""

    def __init__(self, mark: RangeMark, leading: float = CELL.leading) -> None:
        super().__init__()
        self._mark, self._leading = mark, leading

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, self._leading

    def draw(self) -> None:
        draw_letter(self.canv, 1.5, (self._leading - 11) / 2, self._mark)


class Rule(Flowable):  # type: ignore[misc]
    """A line across the page that sets a part off."""

    def __init__(
        self, colour: Any = LINE, thick: float = 0.9, *, before: float = 0, after: float = 6
    ) -> None:
        super().__init__()
        self._colour, self._thick = colour, thick
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self._thick

    def draw(self) -> None:
        self.canv.setStrokeColor(self._colour)
        self.canv.setLineWidth(self._thick)
        self.canv.line(0, 0, self.width, 0)
