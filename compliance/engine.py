"""Facts and the order in which they are worked out.

A fact is a small pure function whose argument names say what it depends on: an input, another fact or a
parameter of the rules. A `Graph` orders the facts of some modules; `Graph.run` works them out on columns:
one row a receipt, one row a person. There are two levels and two ways between them: `summed` goes up from
receipts to persons, and a person's value that a receipt fact asks for is spread down to that person's
receipts. Anything else stops the load.
"""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from types import ModuleType
from typing import Any, Literal, TypeVar, get_type_hints

import numpy as np
from numpy.typing import NDArray

from compliance.rulebook import NotCovered

Level = Literal["receipt", "person"]
Column = NDArray[Any]
"""An int64 or bool column; a value that is the same for all rows may have length one."""
Cite = str | Mapping[int, str]
"""Where the law stands: one place for all years, or each place by the first tax year that it holds for."""
Formula = TypeVar("Formula", bound=Callable[..., Any])

FIRST_YEAR, LAST_YEAR = 0, 9999
SECTION_219 = "to whole rupees: below 50 paisa is dropped, 50 and above counts as a rupee (section 219)"


class GraphFault(Exception):
    """The facts do not fit together; the message names them."""


@dataclass(frozen=True, slots=True)
class Input:
    """A column that comes from outside: an answer, or a receipt as prepared.

    `tier` is set where the column is a class of money of its own, such as salary.
    """

    name: str
    of: Level
    unit: str
    label: str
    tier: str | None = None


@dataclass(frozen=True)
class Fact:
    """One worked-out column. `since` and `until` are the tax years in which this formula holds.

    `tier` is the tier of the reading that the formula itself embodies: a word, or a function of the
    same kind as the formula that gives a rank for each row. `other_reading` names parameters that only
    another reading takes, so that they lend nothing to the default.
    """

    name: str
    of: Level
    unit: str
    label: str
    cite: Cite
    inputs: tuple[str, ...]
    compute: Callable[..., Column] | None
    since: int = FIRST_YEAR
    until: int = LAST_YEAR
    rounding: str | None = None
    tier: str | Callable[..., Column] | None = None
    other_reading: tuple[str, ...] = ()

    @property
    def is_sum(self) -> bool:
        """Whether this fact is a sum over receipts, the only way up to persons."""
        return self.compute is None

    def cited(self, tax_year: int) -> str:
        """Where the law of a tax year stands."""
        if isinstance(self.cite, str):
            return self.cite
        return self.cite[max(first for first in self.cite if first <= tax_year)]

    @cached_property
    def tier_inputs(self) -> tuple[str, ...]:
        """The columns that decide the tier, where it differs from row to row."""
        return tuple(inspect.signature(self.tier).parameters) if callable(self.tier) else ()


def _fact(of: Level, **declared: Any) -> Callable[[Formula], Fact]:
    def declare(formula: Formula) -> Fact:
        hints = get_type_hints(formula, include_extras=True)
        name = declared.pop("name", None) or formula.__name__
        return Fact(
            name=name,
            of=of,
            unit=hints["return"].__metadata__[0],
            inputs=tuple(inspect.signature(formula).parameters),
            compute=formula,
            **declared,
        )

    return declare


def receipt_fact(**declared: Any) -> Callable[[Formula], Fact]:
    """Declare a fact with one row a receipt. Keywords are those of `Fact`; the unit is the return type's."""
    return _fact("receipt", **declared)


def person_fact(**declared: Any) -> Callable[[Formula], Fact]:
    """Declare a fact with one row a person. Keywords are those of `Fact`; the unit is the return type's."""
    return _fact("person", **declared)


def summed(name: str, amount: str, where: str | None, **declared: Any) -> Fact:
    """Declare the sum of a receipt column over a person's receipts, of those where a condition holds.

    Keywords are those of `Fact`; `unit`, `label` and `cite` must be among them.
    """
    inputs = (amount, *([where] if where else []))
    return Fact(name=name, of="person", inputs=inputs, compute=None, **declared)


@dataclass(frozen=True, slots=True)
class Columns:
    """What a run starts from. `person_of` gives each receipt's person; `given` facts are not computed."""

    persons: int
    person_of: NDArray[np.int64]
    values: Mapping[str, Column]


class Graph:
    """Facts of some modules with the inputs they may use, checked when made and ordered for a tax year."""

    def __init__(self, inputs: Iterable[Input], modules: Iterable[ModuleType]) -> None:
        self.inputs = {one.name: one for one in inputs}
        self.variants: dict[str, list[Fact]] = defaultdict(list)
        for module in modules:
            for found in vars(module).values():
                if isinstance(found, Fact) and found not in self.variants[found.name]:
                    self.variants[found.name].append(found)
        self._check()

    def _check(self) -> None:
        for name, facts in self.variants.items():
            if name in self.inputs:
                raise GraphFault(f"{name} is both an input and a fact")
            ordered = sorted(facts, key=lambda fact: fact.since)
            for before, after in pairwise(ordered):
                if after.since <= before.until:
                    raise GraphFault(f"{name} has two formulas for tax year {after.since}")
            for fact in facts:
                self._check_levels(fact)
        years = {fact.since for facts in self.variants.values() for fact in facts} | {FIRST_YEAR}
        for year in years:
            self.order(year)

    def _check_levels(self, fact: Fact) -> None:
        for name in fact.inputs:
            level = self.level(name)
            if fact.is_sum and level != "receipt":
                raise GraphFault(f"{fact.name} sums {name}, which is not a column of receipts")
            if not fact.is_sum and fact.of == "person" and level == "receipt":
                raise GraphFault(f"{fact.name} is a person's and takes {name} of receipts; use summed()")

    def level(self, name: str) -> Level | None:
        """The level of an input or fact; None for a parameter."""
        if name in self.inputs:
            return self.inputs[name].of
        return self.variants[name][0].of if name in self.variants else None

    @lru_cache(maxsize=64)  # noqa: B019 - graphs live as long as the program
    def facts(self, tax_year: int) -> Mapping[str, Fact]:
        """The formulas that hold in a tax year, by name."""
        return {
            name: fact
            for name, facts in self.variants.items()
            for fact in facts
            if fact.since <= tax_year <= fact.until
        }

    @lru_cache(maxsize=256)  # noqa: B019 - as above
    def order(
        self, tax_year: int, wanted: frozenset[str] | None = None, given: frozenset[str] = frozenset()
    ) -> tuple[Fact, ...]:
        """The facts in the order of work: all of a year, or those that `wanted` needs beyond `given`."""
        facts = self.facts(tax_year)
        needed: dict[str, tuple[str, ...]] = {}
        ahead = list(facts if wanted is None else wanted)
        while ahead:
            name = ahead.pop()
            if name in needed or name in given or name in self.inputs:
                continue
            if name not in facts:
                if name in self.variants:
                    raise NotCovered(name, f"tax year {tax_year}", "No formula is known for this tax year.")
                continue
            needed[name] = facts[name].inputs
            ahead.extend(facts[name].inputs)
        try:
            ordered = TopologicalSorter(needed).static_order()
            return tuple(facts[name] for name in ordered if name in needed)
        except CycleError as cycle:
            raise GraphFault(f"facts depend on each other in a circle: {cycle.args[1]}") from cycle

    def parameters(self, tax_year: int) -> frozenset[str]:
        """Names of the rule parameters that the formulas of a year take."""
        return frozenset(
            name
            for fact in self.order(tax_year)
            for name in fact.inputs
            if name not in self.inputs and name not in self.variants
        )

    @lru_cache(maxsize=16)  # noqa: B019 - as above
    def descendants(self, tax_year: int, source: str) -> frozenset[str]:
        """The facts that a change of one input can reach."""
        reached = {source}
        for fact in self.order(tax_year):
            if reached.intersection(fact.inputs):
                reached.add(fact.name)
        return frozenset(reached - {source})

    def run(
        self,
        tax_year: int,
        columns: Columns,
        parameters: Mapping[str, Any],
        wanted: Iterable[str] | None = None,
    ) -> dict[str, Column]:
        """Work out the facts of a tax year. Facts among `columns.values` are taken as given.

        Returns every input and every fact worked out, by name; a column of length one holds for all rows.
        """
        values: dict[str, Column] = dict(columns.values)
        spread: dict[str, Column] = {}
        given = frozenset(name for name in values if name in self.variants)
        order = self.order(tax_year, None if wanted is None else frozenset(wanted), given)
        for fact in order:
            if fact.name in values:
                continue
            if fact.compute is None:
                values[fact.name] = _sum_up(columns, *(values[name] for name in fact.inputs))
                continue
            arguments = []
            for name in fact.inputs:
                if name not in values:
                    arguments.append(parameters[name])
                elif fact.of == "receipt" and self.level(name) == "person" and len(values[name]) > 1:
                    if name not in spread:
                        spread[name] = values[name][columns.person_of]
                    arguments.append(spread[name])
                else:
                    arguments.append(values[name])
            values[fact.name] = fact.compute(*arguments)
        return values


def _sum_up(columns: Columns, amount: Column, where: Column | None = None) -> Column:
    """Sum receipts for each person in exact integers (`bincount` with weights would go through floats)."""
    total = np.zeros(columns.persons, dtype=np.int64)
    rows = len(columns.person_of)
    counted = amount if where is None else np.where(where, amount, 0)
    np.add.at(total, columns.person_of, np.broadcast_to(counted, (rows,)))
    return total
