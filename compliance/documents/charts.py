"""Charts as vector drawings. Solid, hollow and hatched fills are told apart without colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal, NamedTuple

from reportlab.platypus import Flowable

from compliance.documents.flow import draw_right, draw_text, width_of
from compliance.documents.fonts import REGULAR, STRONG
from compliance.documents.lettering import printable
from compliance.documents.style import AMBER, CELL, GREEN, INK, LINE, QUIET, WHITE

Fill = Literal["solid", "hollow", "hatched"]
BAR: Final = 7.5
_HATCH: Final = 3.2
_LABEL: Final = 8


class Part(NamedTuple):
    """A stretch of a bar: its length in the chart's unit, and how it is filled."""

    length: int
    fill: Fill


def _stretch(canvas: Any, left: float, base: float, width: float, height: float, fill: Fill) -> None:
    if width <= 0:
        return
    canvas.setStrokeColor(GREEN)
    canvas.setLineWidth(0.7)
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
            at = self.width * self._tick / self._full
            self.canv.setStrokeColor(INK)
            self.canv.setLineWidth(1.6)
            self.canv.line(at, base - 2.5, at, base + BAR + 2.5)


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
            self.canv.setStrokeColor(INK)
            self.canv.setLineWidth(1.6)
            self.canv.line(left + 2, 0.5, left + 2, 12)
            draw_text(self.canv, left + 8, 3.5, printable(self._tick), REGULAR, _LABEL, QUIET)


class RangeBar(Flowable):  # type: ignore[misc]
    """A range with both ends named and the reading that the program takes marked on it."""

    def __init__(self, low: int, high: int, at: int, *, low_text: str, high_text: str, at_text: str) -> None:
        super().__init__()
        self._low, self._high, self._at = low, high, at
        self._texts = printable(low_text), printable(high_text), printable(at_text)
        self.spaceBefore, self.spaceAfter = 6, 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, 44

    def draw(self) -> None:
        canvas, middle = self.canv, 22.0
        low_text, high_text, at_text = self._texts
        first, last = 4.0, self.width - 4
        at = first + (last - first) * (self._at - self._low) / max(1, self._high - self._low)
        canvas.setStrokeColor(AMBER)
        canvas.setLineWidth(1.4)
        canvas.line(first, middle, last, middle)
        for end in (first, last):
            canvas.line(end, middle - 5, end, middle + 5)
        canvas.setFillColor(GREEN)
        canvas.setStrokeColor(WHITE)
        canvas.circle(at, middle, 5, stroke=1, fill=1)
        wide = width_of(at_text, STRONG, _LABEL)
        left = min(max(0.0, at - wide / 2), self.width - wide)
        draw_text(canvas, left, middle + 12, at_text, STRONG, _LABEL, GREEN)
        draw_text(canvas, 0, middle - 17, low_text, REGULAR, _LABEL, QUIET)
        draw_right(canvas, self.width, middle - 17, high_text, REGULAR, _LABEL, QUIET)


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
