"""Steps in words: how a figure comes about, with the rules and sources it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ReadingName = Literal["ordinance", "policy"]
StepKind = Literal["answer", "condition", "amount", "rate"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as it is listed: how it was read, and when ("" where it was not).

    `address` is "" where only the note says how to find it.
    """

    id: str
    title: str
    publisher: str
    address: str
    how_read: str
    read_on: str
    note: str


@dataclass(frozen=True, slots=True)
class RuleText:
    """A figure of law that a step took, with its dates, trust and sources. `bands` only for slab tables."""

    name: str
    title: str
    value: str
    bands: tuple[str, ...]
    dates: str
    provision: str
    act: str
    tier: str
    note: str
    sources: tuple[SourceText, ...]


@dataclass(frozen=True, slots=True)
class StepText:
    """One step in words with the real numbers.

    `value` is the figure alone ("" for a step about many receipts). `matters` is false where the step does
    not bear on this person. `rests_on` are the steps it was worked out from, in order.
    """

    name: str
    reading: ReadingName
    kind: StepKind
    label: str
    sentence: str
    value: str
    matters: bool
    cite: str
    tier: str | None
    rounding: str
    rules: tuple[RuleText, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """A step and, below it, the steps it rests on; a tree."""

    step: StepText
    because: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one headline figure comes about: its steps in the order of work, the figure itself last."""

    name: str
    reading: ReadingName
    title: str
    figure: str
    steps: tuple[StepText, ...]

    @property
    def told(self) -> tuple[StepText, ...]:
        """The steps that bear on this person."""
        return tuple(step for step in self.steps if step.matters)
