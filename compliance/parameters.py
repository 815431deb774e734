"""Rule parameters as the engine takes them: a column for each, resolved once for a rulebook and tax year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np

from compliance.engine import Column, Graph
from compliance.rulebook import NotCovered, Parameter, Rulebook, SlabTable, Value
from compliance.taxyear import first_day, last_day
from compliance.trace import ParameterUsed


def _engine_value(value: Value, unit: str) -> int | bool | SlabTable:
    """A rule without a value ("none") asks nothing: a rate or an amount of zero, a "no"."""
    if isinstance(value.value, SlabTable):
        return value.value
    if isinstance(value.value, bool | int):
        return value.value
    if value.value is None and unit in ("percent", "rupees", "usd", "yes_no"):
        return False if unit == "yes_no" else 0
    raise NotCovered(
        value.parameter, value.shown, f"{value.parameter} has no value that a figure can rest on."
    )


def values_between(rulebook: Rulebook, name: str, first: date, last: date) -> tuple[Value, ...]:
    """The values of a parameter that hold on any day from `first` to `last`, in order; no hole between.

    Raises NotCovered where a day has none, or an unknown one.
    """
    found = []
    day = first
    while day <= last:
        value = rulebook.at(name, day)
        found.append(value)
        if value.last is None:
            break
        day = date.fromordinal(value.last.toordinal() + 1)
    return tuple(found)


def _by_day(parameter: Parameter, values: tuple[Value, ...], days: Column) -> Column:
    starts = np.array([value.first.toordinal() for value in values])
    known = np.array([_engine_value(value, parameter.unit) for value in values])
    return known[np.maximum(np.searchsorted(starts, days, side="right") - 1, 0)]


class YearRules:
    """The parameters of one tax year, for the formulas of one graph."""

    def __init__(self, rulebook: Rulebook, graph: Graph, tax_year: int) -> None:
        self.tax_year = tax_year
        self.used: dict[str, tuple[Value, ...]] = {}
        self.parameters: dict[str, Parameter] = {}
        for name in sorted(graph.parameters(tax_year)):
            parameter = rulebook.parameters[name]
            self.parameters[name] = parameter
            if parameter.clock == "tax_year":
                self.used[name] = (rulebook.at(name, first_day(tax_year)),)
            else:
                self.used[name] = values_between(rulebook, name, first_day(tax_year), last_day(tax_year))
        self.constant: dict[str, Any] = {
            name: self._constant(name, values[0]) for name, values in self.used.items() if len(values) == 1
        }

    def _constant(self, name: str, value: Value) -> Column | SlabTable:
        known = _engine_value(value, self.parameters[name].unit)
        return known if isinstance(known, SlabTable) else np.array([known])

    def by_day(self, name: str, days: Column) -> Column:
        """One parameter on the given days (proleptic ordinals), whatever its clock."""
        return _by_day(self.parameters[name], self.used[name], days)

    def columns(self, receipt_days: Column, row_days: Column | None = None) -> Mapping[str, Any]:
        """All parameters as columns, on the days (proleptic ordinals) of receipts and of a month's rows."""
        dated = {}
        for name, values in self.used.items():
            if name not in self.constant:
                parameter = self.parameters[name]
                days = row_days if parameter.clock == "month" else receipt_days
                if days is None:
                    raise NotCovered(name, "", f"{name} changes within tax year {self.tax_year}.")
                dated[name] = _by_day(parameter, values, days)
        return {**self.constant, **dated}

    def shown(self, names: Iterable[str]) -> tuple[ParameterUsed, ...]:
        """The parameters among `names` as a step shows them."""
        return tuple(
            ParameterUsed(
                name,
                self.parameters[name].title,
                value.shown,
                value.first,
                value.last,
                value.cite,
                value.tier,
                value.note,
            )
            for name in names
            if name in self.used
            for value in self.used[name]
        )


_KEPT: dict[tuple[str, int, int], YearRules] = {}


def year_rules(rulebook: Rulebook, graph: Graph, tax_year: int) -> YearRules:
    """The parameters of a tax year for a graph, kept by the rules' digest. Raises NotCovered."""
    key = (rulebook.digest, id(graph), tax_year)
    if key not in _KEPT:
        _KEPT[key] = YearRules(rulebook, graph, tax_year)
    return _KEPT[key]
