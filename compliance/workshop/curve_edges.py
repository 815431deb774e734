"""Where on a curve a condition of the law turns, to the paisa: found by asking the formulas themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import numpy as np

from compliance.money import PAISA_PER_RUPEE
from compliance.workshop.curve_run import Paisas, Persons

_COARSE: Final = 257
_FINE: Final = 65


@dataclass(frozen=True, slots=True)
class Edge:
    """A place where conditions turn: at `before` (paisa) they have not, with one paisa more they have."""

    before: int
    conditions: tuple[str, ...]


def edges_of(persons: Persons, top: int) -> list[tuple[Edge, ...]]:
    """Every place up to `top` at which a condition of a person turns, for each earner."""
    coarse = [
        even_steps(one.steady, max(one.steady, min(top, one.highest)), _COARSE - 1) for one in persons.earners
    ]
    turning = []
    for which, (places, conditions) in enumerate(zip(coarse, persons.conditions(coarse), strict=True)):
        for name, column in conditions.items():
            for at in np.flatnonzero(column[1:] != column[:-1]).tolist():
                turning.append(_Turning(which, name, int(places[at]), int(places[at + 1]), bool(column[at])))
    while any(one.high - one.low > 1 for one in turning):
        turning = _narrowed(persons, turning)
    turning.sort(key=lambda one: (one.which, one.low))
    edges: list[tuple[Edge, ...]] = [() for _one in persons.earners]
    for (which, low), group in groupby(turning, key=lambda one: (one.which, one.low)):
        edges[which] += (Edge(low, tuple(sorted({one.name for one in group}))),)
    return edges


@dataclass(frozen=True, slots=True)
class _Turning:
    """A condition that turns somewhere between two incomes, and what it was at the lower one."""

    which: int
    name: str
    low: int
    high: int
    was: bool


def _narrowed(persons: Persons, turning: Sequence[_Turning]) -> list[_Turning]:
    """The same with each stretch a part of what it was: all are asked in one run."""
    stretches = [_between(one.low, one.high) for one in turning]
    asked = []
    for which in range(len(persons.earners)):
        own = [places for one, places in zip(turning, stretches, strict=True) if one.which == which]
        asked.append(np.concatenate([np.zeros(0, dtype=np.int64), *own]))
    conditions = persons.conditions(asked)
    taken = [0] * len(persons.earners)
    narrowed = []
    for one, places in zip(turning, stretches, strict=True):
        begin = taken[one.which]
        taken[one.which] = end = begin + len(places)
        column = conditions[one.which][one.name][begin:end]
        at = int(np.argmax(column != one.was))
        narrowed.append(replace(one, low=int(places[at - 1]), high=int(places[at])))
    return narrowed


def _between(low: int, high: int) -> Paisas:
    steps = min(_FINE, high - low)
    return low + (high - low) * np.arange(steps + 1, dtype=np.int64) // steps


def even_steps(low: int, high: int, steps: int) -> Paisas:
    """Incomes in even steps, in whole rupees but for the two ends."""
    places = low + (high - low) * np.arange(steps + 1, dtype=np.int64) // steps
    places[1:-1] -= places[1:-1] % PAISA_PER_RUPEE
    return places
