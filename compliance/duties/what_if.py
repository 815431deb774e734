"""The same year with receipts changed: each variant is one more person in one run of the same formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from compliance.duties.case import Case
from compliance.engine import Column, Columns
from compliance.facts import TAX
from compliance.facts.inputs import SWITCHES
from compliance.fx import Converted
from compliance.parameters import YearRules, year_rules
from compliance.year_run import person_columns, receipt_columns

_VALUES_AT_ONCE = 50_000

Variant = Mapping[str, Column]
"""Receipt columns of `facts.inputs.RECEIPT` that differ, each with a value for every receipt."""


def receipts_as_they_are(case: Case) -> dict[str, Column]:
    """The receipt columns of the case, for variants to start from."""
    one = case.assessment
    converted = Converted(list(one.receipt_rupees), list(one.receipt_usd), [], [], [])
    return receipt_columns(case.workbook, converted)


def figures_of(case: Case, variants: Sequence[Variant], wanted: Sequence[str]) -> dict[str, list[int]]:
    """The wanted figures of a person under the Ordinance for each variant, in order, in their own units.

    An empty variant is the case as it is. Raises NotCovered where a rule is missing.
    """
    receipts, rules = receipts_as_they_are(case), year_rules(case.rulebook, TAX, case.tax_year)
    days = np.array([receipt.date.toordinal() for receipt in case.workbook.receipts], dtype=np.int64)
    person = {**person_columns(case.workbook), **{switch.name: False for switch in SWITCHES}}
    # Columns that stay in the processor's cache are worked out in half the time of one long run.
    at_once = max(1, _VALUES_AT_ONCE // max(1, len(days)))
    figures: dict[str, list[int]] = {name: [] for name in wanted}
    for first in range(0, len(variants), at_once):
        found = _run(case.tax_year, receipts, person, days, variants[first : first + at_once], rules, wanted)
        for name in wanted:
            figures[name] += found[name]
    return figures


def _run(
    tax_year: int,
    receipts: Mapping[str, Column],
    person: Mapping[str, int | bool],
    days: Column,
    variants: Sequence[Variant],
    rules: YearRules,
    wanted: Sequence[str],
) -> dict[str, list[int]]:
    rows, count = len(variants), len(days)
    values = {name: np.tile(column, rows) for name, column in receipts.items()}
    for row, variant in enumerate(variants):
        for name, column in variant.items():
            values[name][row * count : (row + 1) * count] = column
    values |= {name: np.array([value] * rows) for name, value in person.items()}
    columns = Columns(rows, np.repeat(np.arange(rows), count), values)
    found = TAX.run(tax_year, columns, rules.columns(np.tile(days, rows)), wanted)
    return {name: [int(value) for value in np.broadcast_to(found[name], (rows,))] for name in wanted}
