"""Tax against yearly income: every point and every choice is one more person in a run of the same formulas.

Where a condition of the law turns (a threshold, another table), the curve has a point on the last paisa
before and on the first paisa after, so that a jump is a jump and never a slope. The places are found by
asking the formulas themselves, not by a second copy of what they say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compliance.assessment_types import Assessment
from compliance.engine import Column, Columns
from compliance.facts import TAX
from compliance.facts.inputs import RECEIPT
from compliance.money import PAISA_PER_RUPEE
from compliance.rulebook import NotCovered, Rulebook
from compliance.workshop.earners import Choice, Earner, dollars_of, earner, proportion

POINTS: Final = 2_000
"""Points from the highest steady income to the top; below it and at thresholds there are more."""
NEXT_RUPEES: Final = 10_000
"""The further income whose tax is told as the marginal rate: at that size a whole rupee is 0.01%."""
_BELOW_STEADY: Final = 400
_COARSE: Final = 257
_FINE: Final = 33
_SMALLEST_JUMP: Final = 2
"""Whole rupees: one paisa of income moves a rounded tax by a rupee at most."""
_SHARE_THROUGH_BANKS: Final = "enough_through_banks"
_BAND: Final = "band"
Paisas = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Edge:
    """A place where conditions turn: at `before` (paisa) they have not, with one paisa more they have."""

    before: int
    conditions: tuple[str, ...]


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
    for choice in choices:
        try:
            dollars = dollars_of(assessment, choice.tax_year, rulebook)
            found.append((choice, _settled(earner(choice, assessment, rulebook, dollars))))
        except NotCovered as reason:
            refused.append((choice, reason))
    earners = [one for _choice, one in found]
    edges = _edges(earners, top)
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
            found, holds, _taxes(earners, asked, ("tax",)), edges, strict=True
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


def _settled(one: Earner) -> Earner:
    """An earner whose share through banks is that of the year as it is: in proportion it never changes, but
    the paisa of a scaled receipt could tip a share that stands exactly on its limit."""
    if one.kinds < 2 or _SHARE_THROUGH_BANKS not in TAX.facts(one.rules.tax_year):
        return one
    own = np.array([one.steady + one.whole], dtype=np.int64)
    share = _taxes([one], [own], (_SHARE_THROUGH_BANKS,))[0][_SHARE_THROUGH_BANKS]
    return replace(one, given={_SHARE_THROUGH_BANKS: bool(share[0])})


def _incomes(
    earners: Sequence[Earner], edges: Sequence[Sequence[Edge]], top: int, also: Sequence[int]
) -> Paisas:
    steady = min(max((one.steady for one in earners), default=0), top)
    parts = [_even(steady, top, POINTS)]
    if steady:
        parts.append(_even(0, steady, _BELOW_STEADY))
    places = [place for own in edges for edge in own for place in (edge.before, edge.before + 1)]
    parts.append(np.array([*places, *also], dtype=np.int64))
    return np.unique(np.concatenate(parts))


def _even(low: int, high: int, steps: int) -> Paisas:
    """Incomes in even steps, in whole rupees but for the two ends."""
    places = low + (high - low) * np.arange(steps + 1, dtype=np.int64) // steps
    places[1:-1] -= places[1:-1] % PAISA_PER_RUPEE
    return places


def _edges(earners: Sequence[Earner], top: int) -> list[tuple[Edge, ...]]:
    """Every place up to `top` at which a condition of a person turns, for each earner."""
    coarse = [_even(one.steady, max(one.steady, min(top, one.highest)), _COARSE - 1) for one in earners]
    turning = []
    for which, (places, conditions) in enumerate(zip(coarse, _conditions(earners, coarse), strict=True)):
        for name, column in conditions.items():
            for at in np.flatnonzero(column[1:] != column[:-1]).tolist():
                turning.append(_Turning(which, name, int(places[at]), int(places[at + 1]), bool(column[at])))
    while any(one.high - one.low > 1 for one in turning):
        turning = _narrowed(earners, turning)
    turning.sort(key=lambda one: (one.which, one.low))
    edges: list[tuple[Edge, ...]] = [() for _one in earners]
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


def _narrowed(earners: Sequence[Earner], turning: Sequence[_Turning]) -> list[_Turning]:
    """The same with each stretch a part of what it was: all are asked in one run."""
    stretches = [_between(one.low, one.high) for one in turning]
    asked = []
    for which in range(len(earners)):
        own = [places for one, places in zip(turning, stretches, strict=True) if one.which == which]
        asked.append(np.concatenate([np.zeros(0, dtype=np.int64), *own]))
    conditions = _conditions(earners, asked)
    taken = [0] * len(earners)
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


def _conditions(earners: Sequence[Earner], asked: Sequence[Paisas]) -> list[dict[str, Column]]:
    """For each earner, every condition of a person at the incomes asked, by name: those that the formulas
    have, and for each foot of a band whether the income at the slabs is above it."""
    found = []
    for one, values in zip(earners, _taxes(earners, asked, None), strict=True):
        named = {name: values[name] for name in _condition_names(one.rules.tax_year)}
        feet = {
            int(foot)
            for table in ("slabs_salaried", "slabs_non_salaried")
            for foot in one.rules.constant[table].above
        }
        for foot in sorted(feet):
            named[f"{_BAND} {foot}"] = values["income_at_slabs"] > foot
        found.append(named)
    return found


def _condition_names(tax_year: int) -> tuple[str, ...]:
    return tuple(fact.name for fact in TAX.order(tax_year) if fact.of == "person" and fact.unit == "yes_no")


def _taxes(
    earners: Sequence[Earner], asked: Sequence[Paisas], wanted: Sequence[str] | None
) -> list[Mapping[str, Column]]:
    """Facts of each earner at the incomes asked of it; all earners of a tax year with the same facts given
    are one run. `wanted` None: the conditions and the income at the slabs."""
    found: list[Mapping[str, Column]] = [{} for _one in earners]
    alike: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for which, one in enumerate(earners):
        alike.setdefault((one.rules.tax_year, tuple(one.given)), []).append(which)
    for (tax_year, _given), group in alike.items():
        names = tuple(wanted) if wanted is not None else (*_condition_names(tax_year), "income_at_slabs")
        blocks = [(earners[which], asked[which]) for which in group]
        values = _run(blocks, names)
        begin = 0
        for which, (_one, places) in zip(group, blocks, strict=True):
            end = begin + len(places)
            found[which] = {name: values[name][begin:end] for name in names}
            begin = end
    return found


def _run(blocks: Sequence[tuple[Earner, Paisas]], wanted: Sequence[str]) -> dict[str, Column]:
    """One run with a person for each income of each earner, in order."""
    rules = blocks[0][0].rules
    counts = [len(places) for _one, places in blocks]
    persons = sum(counts)
    values: dict[str, Column] = {}
    for name in (*blocks[0][0].person, *blocks[0][0].given):
        each = [one.given.get(name, one.person.get(name, 0)) for one, _places in blocks]
        values[name] = np.repeat(np.array(each), counts)
    values["salary"] = np.concatenate(
        [np.full(len(places), one.steady) if one.kinds else places for one, places in blocks]
    )
    first = 0
    person_of: list[Column] = []
    days: list[Column] = []
    receipts: dict[str, list[Column]] = {column.name: [] for column in RECEIPT}
    for one, places in blocks:
        if one.kinds:
            person_of.append(np.repeat(np.arange(first, first + len(places)), one.kinds))
            days.append(np.tile(one.days, len(places)))
            for name, condition in one.conditions.items():
                receipts[name].append(np.tile(condition, len(places)))
            for name, sums in one.parts.items():
                receipts[name].append(_parts(places - one.steady, sums, one.whole))
        first += len(places)
    for column in RECEIPT:
        empty: Column = np.zeros(0, dtype=np.bool_ if column.unit == "yes_no" else np.int64)
        values[column.name] = np.concatenate((empty, *receipts[column.name]))
    nobody = np.zeros(0, dtype=np.int64)
    columns = Columns(persons, np.concatenate((nobody, *person_of)), values)
    found = TAX.run(rules.tax_year, columns, rules.columns(np.concatenate((nobody, *days))), wanted)
    return {name: np.broadcast_to(found[name], (persons,)) for name in wanted}


def _parts(grown: Paisas, sums: Sequence[int], whole: int) -> Paisas:
    """The amounts of each kind of receipts, person by person, where the `whole` year has grown to `grown`."""
    running = np.stack([proportion(grown, part, whole) for part in sums], axis=1)
    return np.diff(running, axis=1, prepend=0).reshape(-1)
