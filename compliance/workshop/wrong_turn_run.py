"""The figures of wrong turns: each is one more person in one run of the same formulas.

Rates and other figures of a row are given as a parameter with a column of its own. The table is given
through its outcome: once the run knows each row's income, the formula of the tax at the slabs is asked for
the rows of each table, and the rest of the run takes that fact as given (what is given is not computed).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from compliance.duties.case import Case
from compliance.duties.what_if import kinds_of, receipts_as_they_are
from compliance.engine import Column, Columns
from compliance.facts import TAX
from compliance.facts.inputs import RECEIPT, SWITCHES
from compliance.money import above_zero
from compliance.parameters import YearRules, year_rules
from compliance.workshop.wrong_turn_amounts import MONTHS, changed_amounts
from compliance.workshop.wrong_turn_types import LINES, Change, Rounding
from compliance.year_run import person_columns

_AMOUNTS: Final = ("rupees", "usd", "deducted")
_OF_RECEIPTS: Final = frozenset(one.name for one in RECEIPT)
_SLABS: Final = ("slabs_salaried", "slabs_non_salaried")


def figures_of_changes(case: Case, changes: Sequence[Change]) -> list[dict[str, int]]:
    """The figures in `LINES`, whole rupees, under the Ordinance with each change, in the order of `changes`.

    Raises NotCovered where a rule is missing.
    """
    rules = year_rules(case.rulebook, TAX, case.tax_year)
    columns, days = _columns(case, changes, rules)
    parameters = _parameters(changes, rules, columns, days)
    begun = TAX.run(case.tax_year, columns, parameters, ("income_at_slabs", "salaried"))
    swapped = np.array([change.other_table for change in changes])
    begun["salaried"] = np.broadcast_to(begun["salaried"], (len(changes),)) ^ swapped
    begun["normal_tax"] = _tax_at_slabs(case.tax_year, changes, begun, parameters)
    done = TAX.run(
        case.tax_year, Columns(columns.persons, columns.person_of, begun), parameters, wanted=LINES
    )
    found = {name: np.broadcast_to(done[name], (len(changes),)).tolist() for name in LINES}
    return [{name: int(found[name][row]) for name in LINES} for row in range(len(changes))]


def _columns(case: Case, changes: Sequence[Change], rules: YearRules) -> tuple[Columns, Column]:
    """The kinds of receipts and the person, once for each change; and the days of the kinds."""
    receipts = receipts_as_they_are(case)
    days = np.array([receipt.date.toordinal() for receipt in case.workbook.receipts], dtype=np.int64)
    dated = [column for name, column in rules.columns(days).items() if name not in rules.constant]
    first, kind_of, _sums_as_they_are = kinds_of(receipts, dated)
    rows, kinds = len(changes), len(first)
    values: dict[str, Column] = {
        name: np.tile(receipts[name][first], rows) for name in _OF_RECEIPTS.difference(_AMOUNTS)
    }
    values |= {name: np.empty(rows * kinds, dtype=np.int64) for name in _AMOUNTS}
    person = {**person_columns(case.workbook), **{switch.name: False for switch in SWITCHES}}
    values |= {name: np.array([value] * rows) for name, value in person.items()}
    sums: dict[str, dict[str, Column]] = {}
    for row, change in enumerate(changes):
        if change.amounts not in sums:
            sums[change.amounts] = _sums(case, change.amounts, receipts, kind_of, kinds)
        for name in _AMOUNTS:
            values[name][row * kinds : (row + 1) * kinds] = sums[change.amounts][name]
        for name, value in change.inputs.items():
            part = slice(row * kinds, (row + 1) * kinds) if name in _OF_RECEIPTS else row
            values[name][part] = value
    return Columns(rows, np.repeat(np.arange(rows), kinds), values), np.tile(days[first], rows)


def _sums(
    case: Case, amounts: str, receipts: Mapping[str, Column], kind_of: Column, kinds: int
) -> dict[str, Column]:
    """The amounts of each kind of receipt, as they are or as `Change.amounts` says."""
    changed = changed_amounts(case.assessment, amounts) if amounts else None
    found = {}
    for name in _AMOUNTS:
        taken = receipts[name] if changed is None else np.array(changed[name], dtype=np.int64)
        found[name] = np.zeros(kinds, dtype=np.int64)
        np.add.at(found[name], kind_of, taken)
    return found


def _parameters(
    changes: Sequence[Change], rules: YearRules, columns: Columns, days: Column
) -> Mapping[str, Any]:
    """The rules as columns, those that a change gives otherwise in its own rows."""
    found = dict(rules.columns(days))
    per_row = len(columns.person_of) // columns.persons
    for name in {name for change in changes for name in change.parameters}:
        size = per_row if _taken_by_receipts(name, rules.tax_year) else 1
        column = np.array(np.broadcast_to(found[name], (columns.persons * size,)))
        for row, change in enumerate(changes):
            if name in change.parameters:
                column[row * size : (row + 1) * size] = change.parameters[name]
        found[name] = column
    return found


def _taken_by_receipts(parameter: str, tax_year: int) -> bool:
    levels = {fact.of for fact in TAX.order(tax_year) if parameter in fact.inputs}
    if len(levels) != 1:
        raise ValueError(f"{parameter} is not taken on one level in tax year {tax_year}")
    return levels == {"receipt"}


def _tax_at_slabs(
    tax_year: int, changes: Sequence[Change], begun: Mapping[str, Column], parameters: Mapping[str, Any]
) -> Column:
    """The tax at the slabs of each row by its own table, never below zero, rounded as its change says."""
    formula = TAX.facts(tax_year)["normal_tax"].compute
    assert formula is not None
    income = np.broadcast_to(begun["income_at_slabs"], (len(changes),))
    rows_of: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row, change in enumerate(changes):
        rows_of[tuple(change.tables.get(name, parameters[name]) for name in _SLABS)].append(row)
    tax = np.zeros(len(changes), dtype=np.int64)
    for tables, rows in rows_of.items():
        given = dict(zip(_SLABS, tables, strict=True))
        tax[rows] = above_zero(
            formula(income_at_slabs=income[rows], salaried=begun["salaried"][rows], **given)
        )
    return np.select(
        [np.array([change.monthly == way for change in changes]) for way in ("nearest", "down")],
        [_through_months(tax, "nearest"), _through_months(tax, "down")],
        tax,
    )


def _through_months(tax: Column, rounding: Rounding) -> Column:
    """Twelve times the twelfth of a year's tax in whole rupees."""
    half = MONTHS // 2 if rounding == "nearest" else 0
    monthly: Column = (tax + half) // MONTHS * MONTHS
    return monthly
