"""The range that unsettled law makes of a tax: each mark on its line, and the readings that lead there."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.summary_step_types import StepText


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line of the tax that another reading moves. `here` and `then` are formatted texts."""

    name: str
    label: str
    here: str
    then: str
    change: str
    total: bool


@dataclass(frozen=True, slots=True)
class OtherReading:
    """One open point under its other reading: what it says, which lines it moves, and all of its steps."""

    id: str
    title: str
    reading: str
    effect: str
    tax_text: str
    tier: str
    lines: tuple[ChangedLine, ...]
    steps: tuple[StepText, ...]


@dataclass(frozen=True, slots=True)
class RangeMark:
    """One figure on the line of a range, under a letter. Readings that come to the same share a mark.

    `place` runs from 0 at the lowest figure to 10,000 at the highest. `level` is above 0 where the label has
    to stand higher, since another one lies close. `taken` marks the reading that the program takes.
    """

    letter: str
    amount: int
    shown: str
    names: tuple[str, ...]
    place: int
    level: int
    taken: bool
    readings: tuple[OtherReading, ...]
