"""Which wrong turns give the figure that another calculator shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from compliance.assessment_types import Assessment
from compliance.duties.case import Case
from compliance.rulebook import Rulebook
from compliance.workshop.wrong_turn_run import figures_of_changes
from compliance.workshop.wrong_turn_types import LINES, Change, Turn
from compliance.workshop.wrong_turns import turns_of

ROUNDING: Final = 2
"""Rupees by which a figure may be off through rounding alone: a total has up to four rounded lines."""

Agreement = Literal["exact", "rounding", "no"]


@dataclass(frozen=True, slots=True)
class Tried:
    """A turn, or two together, with the figures it gives: whole rupees, by the names in `LINES`."""

    turns: tuple[Turn, ...]
    figures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Search:
    """All turns tried with a year, once for any number of figures to be explained.

    `ours` are the figures of the assessment. `singles` holds the turns, also those that change nothing;
    `pairs` holds two turns that can be taken together.
    """

    ours: Mapping[str, int]
    singles: tuple[Tried, ...]
    pairs: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What explains another calculator's figures (`theirs`: whole rupees, by names in `LINES`).

    `exact` are the turns that give all its figures to the rupee, `near` those that are off by rounding. Two
    turns together (`pairs`) are less certain and looked for only where no single one gives the figures to
    the rupee. `tried` are the single turns that would have changed one of these figures.
    """

    theirs: Mapping[str, int]
    ours: Mapping[str, int]
    agreement: Agreement
    exact: tuple[Tried, ...]
    near: tuple[Tried, ...]
    pairs: tuple[Tried, ...]
    tried: tuple[Tried, ...]

    @property
    def recognised(self) -> bool:
        """Whether anything was found, or there was nothing to explain."""
        return self.agreement != "no" or bool(self.exact or self.near or self.pairs)


def search(assessment: Assessment, rulebook: Rulebook) -> Search:
    """Work out every wrong turn and every two that go together, in one run. Raises NotCovered."""
    case = Case(assessment, rulebook)
    turns = turns_of(case)
    two = [
        (one, other)
        for one, other in combinations([turn for turn in turns if turn.combines], 2)
        if not one.change.touched() & other.change.touched()
    ]
    changes = [
        Change(),
        *(turn.change for turn in turns),
        *(one.change.with_(other.change) for one, other in two),
    ]
    ours, *figures = figures_of_changes(case, changes)
    alone = {turn.name: found for turn, found in zip(turns, figures, strict=False)}
    idle = {turn.name for turn in turns if alone.get(turn.beyond) == alone[turn.name]}
    return Search(
        ours,
        tuple(Tried((turn,), alone[turn.name]) for turn in turns if turn.name not in idle),
        tuple(
            Tried(pair, found)
            for pair, found in zip(two, figures[len(turns) :], strict=True)
            if not idle.intersection(turn.name for turn in pair)
        ),
    )


def compare(found: Search, theirs: Mapping[str, int]) -> Comparison:
    """What explains `theirs`, at least one figure by names in `LINES`.

    Raises ValueError for no figure or for another name.
    """
    if not theirs or not set(theirs) <= set(LINES):
        raise ValueError(f"expected some of {LINES}, not {tuple(theirs)}")
    agreement = _agreement(found.ours, theirs)
    tried = tuple(one for one in found.singles if _agreement(one.figures, found.ours, theirs) != "exact")
    exact = tuple(one for one in tried if _agreement(one.figures, theirs) == "exact")
    near: tuple[Tried, ...] = ()
    if agreement == "no":
        near = tuple(one for one in tried if _agreement(one.figures, theirs) == "rounding")
    pairs: tuple[Tried, ...] = ()
    if agreement == "no" and not exact:
        alone = {one.turns[0].name: one.figures for one in found.singles}
        pairs = tuple(
            pair
            for pair in found.pairs
            if _agreement(pair.figures, theirs) == "exact"
            # Each of the two must do its part.
            and all(_agreement(pair.figures, alone[turn.name], theirs) != "exact" for turn in pair.turns)
        )
    return Comparison(theirs, found.ours, agreement, exact, near, pairs, tried)


def _agreement(
    figures: Mapping[str, int], others: Mapping[str, int], names: Mapping[str, int] | None = None
) -> Agreement:
    """How near the figures are to the others, in those of the names given or else in all of the others."""
    most = max(abs(figures[name] - others[name]) for name in names or others)
    return "exact" if most == 0 else "rounding" if most <= ROUNDING else "no"
