"""Tax against yearly income: every point and every choice is one more person in a run of the same formulas.

Where a condition of the law turns (a threshold, another table), the curve has a point on the last paisa
before and on the first paisa after, so that a jump is a jump and never a slope. The places are found by
asking the formulas themselves, not by a second copy of what they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from compliance.assessment_types import Assessment
from compliance.engine import Column
from compliance.money import PAISA_PER_RUPEE
from compliance.rulebook import NotCovered, Rulebook
from compliance.workshop.curve_edges import Edge, edges_of, even_steps
from compliance.workshop.curve_run import Paisas, Persons
from compliance.workshop.earners import Choice, Earner, OwnYear, dollars_of, earner

POINTS: Final = 2_000
"""Points from the highest steady income to the top; below it and at thresholds there are more."""
NEXT_RUPEES: Final = 10_000
"""The further income whose tax is told as the marginal rate: at that size a whole rupee is 0.01%."""
_BELOW_STEADY: Final = 400
_SMALLEST_JUMP: Final = 2
"""Whole rupees: one paisa of income moves a rounded tax by a rupee at most."""


@dataclass(frozen=True, slots=True)
class Cliff:
    """An edge at which the tax jumps. Whole rupees, `before` in paisa."""

    before: int
    conditions: tuple[str, ...]
    tax_before: int
    tax_after: int

    @property
    def jump(self) -> int:
        """What one paisa more costs at once; below zero where it saves."""
        return self.tax_after - self.tax_before


@dataclass(frozen=True, slots=True)
class Curve:
    """One choice at the incomes of its `Curves`.

    `tax` is in whole rupees, `further` the tax on the next `NEXT_RUPEES`; both hold where `holds` is true:
    below a salary that stays, and beyond what columns hold, there is no such income.
    """

    choice: Choice
    tax: Column
    further: Column
    holds: Column
    cliffs: tuple[Cliff, ...]

    def at(self, place: int) -> tuple[int, int] | None:
        """The tax at one of the incomes, and the tax on the next `NEXT_RUPEES`; None where there is none."""
        return (int(self.tax[place]), int(self.further[place])) if self.holds[place] else None


@dataclass(frozen=True, slots=True)
class Curves:
    """Curves over the same yearly incomes (paisa, rising). `refused`: choices without a figure, and why."""

    income: Paisas
    curves: tuple[Curve, ...]
    refused: tuple[tuple[Choice, NotCovered], ...]

    def place(self, income: int) -> int:
        """Where an income stands that was asked for or is a threshold. KeyError for one that has no point."""
        found = int(np.searchsorted(self.income, income))
        if found == len(self.income) or self.income[found] != income:
            raise KeyError(income)
        return found


def curves(
    choices: Sequence[Choice],
    assessment: Assessment | None,
    rulebook: Rulebook,
    *,
    top: int,
    also: Sequence[int] = (),
) -> Curves:
    """The curves of some choices from nothing up to `top` (paisa), with points on the incomes `also`.

    `assessment` is one's own year, for choices of "own" money. What the law of a choice does not cover is
    among `refused`, and the others are worked out all the same.
    """
    found: list[tuple[Choice, Earner]] = []
    refused = []
    own = None if assessment is None else OwnYear(assessment, rulebook)
    for choice in choices:
        try:
            dollars = dollars_of(assessment, choice.tax_year, rulebook)
            found.append((choice, earner(choice, own, rulebook, dollars)))
        except NotCovered as reason:
            refused.append((choice, reason))
    persons = Persons([one for _choice, one in found])
    earners = persons.earners
    edges = edges_of(persons, top)
    income = _incomes(earners, edges, top, also)
    holds = [(income >= one.steady) & (income <= one.highest) for one in earners]
    here = [income[where] for where in holds]
    further = NEXT_RUPEES * PAISA_PER_RUPEE
    asked = [
        np.concatenate((places, np.minimum(places + further, one.highest)))
        for one, places in zip(earners, here, strict=True)
    ]
    drawn = [
        _curve(choice, income, where, taxes["tax"], own_edges)
        for (choice, _one), where, taxes, own_edges in zip(
            found, holds, persons.figures(asked, ("tax",)), edges, strict=True
        )
    ]
    return Curves(income, tuple(drawn), tuple(refused))


def _curve(choice: Choice, income: Paisas, holds: Column, taxes: Column, edges: Sequence[Edge]) -> Curve:
    here, later = np.split(taxes, 2)
    tax, further = np.zeros(len(income), dtype=np.int64), np.zeros(len(income), dtype=np.int64)
    tax[holds], further[holds] = here, later - here
    cliffs = []
    for edge in edges:
        place = int(np.searchsorted(income, edge.before))
        before, after = int(tax[place]), int(tax[place + 1])
        if abs(after - before) >= _SMALLEST_JUMP:
            cliffs.append(Cliff(edge.before, edge.conditions, before, after))
    return Curve(choice, tax, further, holds, tuple(cliffs))


def _incomes(
    earners: Sequence[Earner], edges: Sequence[Sequence[Edge]], top: int, also: Sequence[int]
) -> Paisas:
    steady = min(max((one.steady for one in earners), default=0), top)
    parts = [even_steps(steady, top, POINTS)]
    if steady:
        parts.append(even_steps(0, steady, _BELOW_STEADY))
    places = [place for own in edges for edge in own for place in (edge.before, edge.before + 1)]
    parts.append(np.array([*places, *also], dtype=np.int64))
    return np.unique(np.concatenate(parts))
