"""Lines of a page with the places of their words, from a PDF or from a text that keeps its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand close together: their text with single spaces, and where it begins and ends across
    the page, in any one unit."""

    text: str
    left: float
    right: float

    @property
    def middle(self) -> float:
        """The place half way between its ends."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number in the file from 1, and its segments from left to right."""

    number: int
    segments: tuple[Segment, ...]
    words: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The segments, parted by ` | `."""
        return " | ".join(segment.text for segment in self.segments)


def line_of(number: int, words: Iterable[Segment], widest_space: float) -> Line:
    """A line of words; a gap wider than `widest_space` parts two segments."""
    ordered = sorted(words, key=lambda word: word.left)
    groups: list[list[Segment]] = []
    for word in ordered:
        if groups and word.left - groups[-1][-1].right <= widest_space:
            groups[-1].append(word)
        else:
            groups.append([word])
    segments = tuple(
        Segment(" ".join(word.text for word in group), group[0].left, max(word.right for word in group))
        for group in groups
    )
    return Line(number, segments, tuple(ordered))


def lines_of_text(text: str) -> tuple[Line, ...]:
    """The lines of a text in which the columns are kept by two spaces and more. Empty lines are counted."""
    return tuple(
        line_of(
            number,
            (Segment(word.group(), word.start(), word.end()) for word in _WORD.finditer(written)),
            1,
        )
        for number, written in enumerate(re.split(r"\r\n|\r|\n|\f", text), 1)
        if written.strip()
    )
