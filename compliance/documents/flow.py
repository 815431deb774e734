"""Text that flows down a page. It knows no markup, so nothing typed by anybody can act as any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from compliance.documents.fonts import letters, ready
from compliance.documents.lettering import face_of, in_sight, printable
from compliance.documents.style import Style

ELLIPSIS = "…"
CAPITALS = 0.72
"""The height of a capital letter as a share of the size."""
# "Rs 15,00,000" stays together; a line that ends in "Rs" is hard to read.
_BREAKS = re.compile(r"(?<!\bRs) ")


class Span(NamedTuple):
    """A piece of a line in one look."""

    text: str
    face: str
    colour: Any


Line = tuple[Span, ...]


@lru_cache(maxsize=32_768)
def width_of(text: str, face: str, size: float) -> float:
    """Points that a printable text takes in one line."""
    ready()
    if text.isascii():
        return float(stringWidth(text, face, size))
    return sum(float(stringWidth(part, used, size)) for used, part in _by_face(text, face))


def _by_face(text: str, preferred: str) -> Iterator[tuple[str, str]]:
    for face, part in groupby(text, key=lambda letter: face_of(letter, preferred)):
        yield face, "".join(part)


def draw_text(canvas: Any, left: float, base: float, text: str, face: str, size: float, colour: Any) -> float:
    """Print one line of printable text; returns its width in points."""
    shown = in_sight(text)
    # Setting the colour that is set already would lengthen the file and the work by a fifth.
    if canvas._fillColorObj is not colour:
        canvas.setFillColor(colour)
    if shown.isascii() or all(ord(letter) in letters(face) for letter in shown):
        canvas.setFont(face, size)
        canvas.drawString(left, base, shown)
        return width_of(shown, face, size)
    start = left
    for used, part in _by_face(shown, face):
        canvas.setFont(used, size)
        canvas.drawString(left, base, part)
        left += width_of(part, used, size)
    return left - start


def draw_right(
    canvas: Any, right: float, base: float, text: str, face: str, size: float, colour: Any
) -> float:
    """The same, ending at `right`."""
    width = width_of(text, face, size)
    draw_text(canvas, right - width, base, text, face, size, colour)
    return width


def lines_of(spans: Sequence[Span], size: float, width: float, most: int = 0) -> list[Line]:
    """The spans broken into lines no wider than `width`; after `most` lines the rest is left out, marked."""
    lines: list[Line] = []
    current: list[Span] = []
    used = 0.0
    for word in (word for span in spans for word in _words(span, size, width)):
        wide = width_of(word.text, word.face, size)
        gap = width_of(" ", word.face, size) if current else 0.0
        if current and used + gap + wide > width:
            lines.append(_line(current))
            if len(lines) == most:
                return [*lines[:-1], _shortened(lines[-1], size, width)]
            current, used, gap = [], 0.0, 0.0
        current.append(word)
        used += gap + wide
    return [*lines, _line(current)]


def _words(span: Span, size: float, width: float) -> Iterator[Span]:
    for word in _BREAKS.split(printable(span.text)):
        if width_of(word, span.face, size) <= width:
            yield span._replace(text=word)
        else:
            yield from (span._replace(text=part) for part in _cut(word, span.face, size, width))


def _cut(word: str, face: str, size: float, width: float) -> Iterator[str]:
    """A word that no line can hold, in parts that each fit."""
    while word:
        fit = max(1, _fitting(word, face, size, width))
        if fit < len(word):
            # An address is parted where a reader expects it, if that wastes less than half a line.
            last = max(word.rfind(mark, fit // 2, fit) for mark in "/-._&=?")
            fit = last + 1 if last >= 0 else fit
        yield word[:fit]
        word = word[fit:]


def _line(words: Sequence[Span]) -> Line:
    return tuple(
        Span(" ".join(word.text for word in group), *look)
        for look, group in groupby(words, key=lambda word: (word.face, word.colour))
    )


def _shortened(line: Line, size: float, width: float) -> Line:
    *before, last = line
    used = sum(width_of(f"{span.text} ", span.face, size) for span in before)
    room = width - used - width_of(ELLIPSIS, last.face, size)
    return (
        *before,
        last._replace(text=last.text[: _fitting(last.text, last.face, size, room)].rstrip() + ELLIPSIS),
    )


def _fitting(text: str, face: str, size: float, width: float) -> int:
    """How many of a text's characters fit into a width."""
    used = 0.0
    for place, letter in enumerate(text):
        used += width_of(letter, face_of(letter, face), size)
        if used > width:
            return place
    return len(text)


def shortened(text: str, face: str, size: float, width: float) -> str:
    """One line of text, cut with an ellipsis where it would be wider than `width` points."""
    shown = printable(text)
    if width_of(shown, face, size) <= width:
        return shown
    return _shortened((Span(shown, face, None),), size, width)[0].text


class Text(Flowable):  # type: ignore[misc]
    """A paragraph of plain text.

    `lead` stands before it, in `lead_style`'s face and colour. `most` limits the lines. Splits over pages
    with at least two lines on each side.
    """

    def __init__(
        self, text: str, style: Style, *, lead: str = "", lead_style: Style | None = None, most: int = 0
    ) -> None:
        super().__init__()
        first = lead_style or style
        spans = (Span(lead, first.face, first.colour),) if lead else ()
        self._spans: tuple[Span, ...] = (*spans, Span(text, style.face, style.colour))
        self._style = style
        self._most = most
        self._lines: list[Line] = []
        self._broken_at = -1.0
        self.spaceBefore = style.before
        self.spaceAfter = style.after
        self.keepWithNext = style.with_next

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._broken_at != width:
            self._lines = lines_of(self._spans, self._style.size, width, self._most)
            self._broken_at = width
        self.width, self.height = width, len(self._lines) * self._style.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        fit = int(height // self._style.leading)
        fit = min(fit, len(self._lines) - 2)
        if fit < 2:
            return []
        return [self._part(self._lines[:fit]), self._part(self._lines[fit:])]

    def _part(self, lines: list[Line]) -> Text:
        part = Text("", self._style)
        part._lines, part._broken_at = lines, self._broken_at
        return part

    def draw(self) -> None:
        style = self._style
        base = self.height - (style.leading + style.size * CAPITALS) / 2
        for line in self._lines:
            left = 0.0
            if style.right:
                left = self.width - sum(width_of(span.text, span.face, style.size) for span in line)
            for span in line:
                left += draw_text(self.canv, left, base, span.text, span.face, style.size, span.colour)
                left += width_of(" ", span.face, style.size)
            base -= style.leading
