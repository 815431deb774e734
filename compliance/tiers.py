"""How far each worked-out figure can be trusted: tiers flow along the same dependencies as the figures.

A class of money takes the weakest tier among the conditions that put its rupees there; an empty class
lends nothing. A figure takes the weakest tier of the classes it is made of and of the rates, tables and
thresholds applied to them. Ranks run from 1 (`text`) to 5 (`unsettled`); 0 lends nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from compliance.engine import Column, Columns, Fact, Graph
from compliance.parameters import YearRules
from compliance.trace import TIER_RANK

TEXT = TIER_RANK["text"]
MONEY = ("paisa", "rupees", "cents")


def ranks(
    graph: Graph, rules: YearRules, columns: Columns, values: Mapping[str, Column]
) -> dict[str, Column]:
    """The tier rank of every worked-out fact, by name; same rows as its value (length one: all rows)."""
    found: dict[str, Column] = {}
    for name, one in graph.inputs.items():
        rank = TIER_RANK[one.tier] if one.tier else 0
        found[name] = np.where(values[name] != 0, rank, 0) if rank else np.zeros(1, dtype=np.int64)
    for fact in graph.order(rules.tax_year):
        if fact.is_sum:
            found[fact.name] = _of_sum(fact, columns, values, found)
        elif fact.unit == "yes_no":
            found[fact.name] = _of_condition(fact, rules, values, found)
        elif fact.of == "person":
            found[fact.name] = _of_amount(graph, fact, rules, values, found)
        else:
            found[fact.name] = np.zeros(1, dtype=np.int64)
    return found


def _own(fact: Fact, values: Mapping[str, Column], found: Mapping[str, Column]) -> Column | int:
    if fact.tier is None:
        return 0
    if isinstance(fact.tier, str):
        return TIER_RANK[fact.tier]
    taken = (
        found[name.removesuffix("_tier")] if name.endswith("_tier") else values[name]
        for name in fact.tier_inputs
    )
    return fact.tier(*taken)


def _of_condition(
    fact: Fact, rules: YearRules, values: Mapping[str, Column], found: Mapping[str, Column]
) -> Column:
    if fact.of == "receipt":
        rank = np.maximum(_own(fact, values, found), TEXT)
    else:
        rank = np.maximum(_own(fact, values, found), _of_rules(fact, rules))
    return np.where(values[fact.name], rank, 0)


def _of_sum(
    fact: Fact, columns: Columns, values: Mapping[str, Column], found: Mapping[str, Column]
) -> Column:
    amount, *where = fact.inputs
    rank = found[where[0]] if where else np.array([TEXT])
    rows = len(columns.person_of)
    held = np.broadcast_to(np.where(values[amount] != 0, rank, 0), (rows,))
    highest = np.zeros(columns.persons, dtype=np.int64)
    np.maximum.at(highest, columns.person_of, held)
    return highest


def _of_amount(
    graph: Graph, fact: Fact, rules: YearRules, values: Mapping[str, Column], found: Mapping[str, Column]
) -> Column:
    lent: Column = np.maximum(_own(fact, values, found), _of_rules(fact, rules))
    money = []
    for name in fact.inputs:
        if name not in values:
            continue
        if _unit(graph, rules, name) in MONEY:
            money.append(found[name])
        else:
            lent = np.maximum(lent, found[name])
    if not money:
        return np.atleast_1d(lent)
    base = money[0]
    for rank in money[1:]:
        base = np.maximum(base, rank)
    return np.where(base > 0, np.maximum(base, lent), 0)


def _unit(graph: Graph, rules: YearRules, name: str) -> str:
    return graph.inputs[name].unit if name in graph.inputs else graph.facts(rules.tax_year)[name].unit


def _of_rules(fact: Fact, rules: YearRules) -> int:
    """The weakest tier of the parameters that the default takes."""
    return max(
        (
            TIER_RANK[value.tier]
            for name in fact.inputs
            if name in rules.used and name not in fact.other_reading
            for value in rules.used[name]
        ),
        default=0,
    )
