"""The formulas of all tax years as one graph: every row says, rule by rule, of which year it takes the rule.

Nothing is worked out here that the engine does not work out. A fact whose formula or figures changed over the
years becomes one that calls, for each row, the formula of the row's year with the figures of the row's year;
so a year in which a single rule is another year's is one more person in the same run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from compliance.engine import LAST_YEAR, Column, Fact, Graph, GraphFault, Input
from compliance.facts import TAX
from compliance.parameters import YearRules, year_rules
from compliance.rulebook import Rulebook, SlabTable
from compliance.text import N_
from compliance.workshop.year_changes_rules import RULE_OF_FORMULA, RULE_OF_PARAMETER, RULES, WHERE_NONE

ByYear = Mapping[int, Column | SlabTable]
"""What a parameter says in each tax year: a table, one value, or one for each row of receipts."""


def year_of(rule: str) -> str:
    """The name of the column that says of which tax year a row takes a rule."""
    return f"year_of_{rule}"


@dataclass(frozen=True, slots=True)
class _OfItsYear:
    """A formula that takes for each row what holds in the row's year."""

    variants: tuple[Fact, ...]
    columns: tuple[str, ...]
    parameters: tuple[str, ...]
    rules: tuple[str, ...]

    def __call__(self, *given: Any) -> Column:
        """Arguments in the order of `columns`, `parameters` (each a `ByYear`), years of `rules`."""
        named = dict(zip((*self.columns, *self.parameters), given, strict=False))
        years = dict(zip(self.rules, given[len(named) :], strict=True))
        rows = len(next(iter(years.values())))
        is_condition = self.variants[0].unit == "yes_no"
        made: Column = np.zeros(rows, dtype=np.bool_ if is_condition else np.int64)
        for taken, here in _alike(years, rows):
            formula = self._formula(taken)
            if formula is None or formula.compute is None:
                continue
            arguments = [_cut(self._argument(name, named, taken), here, rows) for name in formula.inputs]
            made[here] = formula.compute(*arguments)
        return made

    def _formula(self, taken: Mapping[str, int]) -> Fact | None:
        rule = RULE_OF_FORMULA.get(self.variants[0].name)
        if rule is None:
            return self.variants[0]
        return next((one for one in self.variants if one.since <= taken[rule] <= one.until), None)

    def _argument(self, name: str, named: Mapping[str, Any], taken: Mapping[str, int]) -> Any:
        return named[name][taken[RULE_OF_PARAMETER[name]]] if name in self.parameters else named[name]


def _alike(years: Mapping[str, Column], rows: int) -> list[tuple[dict[str, int], NDArray[np.bool_]]]:
    """The rows that take all their rules of the same years, and which years these are."""
    code = np.zeros(rows, dtype=np.int64)
    for column in years.values():
        first = int(column.min(initial=LAST_YEAR))
        code = code * (int(column.max(initial=first)) - first + 1) + column - first
    found = []
    for one in np.unique(code):
        here = code == one
        at = int(np.argmax(here))
        found.append(({rule: int(column[at]) for rule, column in years.items()}, here))
    return found


def _cut(argument: Any, here: NDArray[np.bool_], rows: int) -> Any:
    if isinstance(argument, np.ndarray) and len(argument) == rows:
        return argument[here]
    return argument


def _of_all_years(name: str, variants: Sequence[Fact]) -> Fact:
    """One fact for all years; itself where neither its formula nor a figure in it has a year."""
    first = variants[0]
    inputs = tuple(dict.fromkeys(taken for fact in variants for taken in fact.inputs))
    columns = tuple(taken for taken in inputs if TAX.level(taken) is not None)
    parameters = tuple(taken for taken in inputs if taken not in columns)
    unowned = [taken for taken in parameters if taken not in RULE_OF_PARAMETER]
    if len(variants) > 1 and name not in RULE_OF_FORMULA:
        unowned.append(name)
    if unowned:
        raise GraphFault(f"{', '.join(unowned)}: give it a rule in year_changes_rules")
    owners = [RULE_OF_FORMULA[name]] if name in RULE_OF_FORMULA else []
    rules = tuple(dict.fromkeys([*owners, *(RULE_OF_PARAMETER[taken] for taken in parameters)]))
    if first.is_sum or not rules:
        return Fact(name, first.of, first.unit, first.label, first.cite, inputs, first.compute)
    compute = _OfItsYear(tuple(variants), columns, parameters, rules)
    taken = (*columns, *parameters, *(year_of(rule) for rule in rules))
    return Fact(name, first.of, first.unit, first.label, first.cite, taken, compute)


def _graph() -> Graph:
    module = ModuleType("year_changes_facts")
    for name, variants in TAX.variants.items():
        if variants:
            setattr(module, name, _of_all_years(name, variants))
    label = N_("The tax year of which a rule is taken")
    years = (Input(year_of(rule.id), "person", "tax_year", label) for rule in RULES)
    return Graph((*TAX.inputs.values(), *years), (module,))


ALL_YEARS: Final = _graph()


def rules_of(rulebook: Rulebook, tax_year: int) -> YearRules:
    """Every figure that a formula of any year takes, as it stands in one tax year. Raises NotCovered."""
    return year_rules(rulebook, ALL_YEARS, tax_year)


def by_year(rules: Mapping[int, YearRules], days: Mapping[int, NDArray[np.int64]]) -> dict[str, ByYear]:
    """All parameters by tax year; `days` are those of the rows of receipts, moved into each year."""
    columns = {year: of_year.columns(days[year]) for year, of_year in rules.items()}
    found: dict[str, dict[int, Any]] = {}
    for year, of_year in rules.items():
        for name, values in of_year.used.items():
            stands_for = WHERE_NONE.get(name, name) if values[0].value is None else name
            found.setdefault(name, {})[year] = columns[year][stands_for]
    return dict(found)


def formulas_of(rule_formulas: Sequence[str], tax_year: int) -> tuple[Fact | None, ...]:
    """The formulas of some facts in a tax year; None for one that the year does not have."""
    facts = TAX.facts(tax_year)
    return tuple(facts.get(name) for name in rule_formulas)
