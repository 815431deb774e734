"""The same year with receipts changed: each variant is one more person in one run of the same formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from compliance.duties.case import Case
from compliance.engine import Column, Columns
from compliance.facts import TAX
from compliance.facts.inputs import SWITCHES
from compliance.fx import Converted
from compliance.parameters import year_rules
from compliance.year_run import person_columns, receipt_columns

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
    receipts, count = receipts_as_they_are(case), len(case.workbook.receipts)
    rows = len(variants)
    values = {name: np.tile(column, rows) for name, column in receipts.items()}
    for row, variant in enumerate(variants):
        for name, column in variant.items():
            values[name][row * count : (row + 1) * count] = column
    person = {**person_columns(case.workbook), **{switch.name: False for switch in SWITCHES}}
    values |= {name: np.array([value] * rows) for name, value in person.items()}
    columns = Columns(rows, np.repeat(np.arange(rows), count), values)
    days = np.array([receipt.date.toordinal() for receipt in case.workbook.receipts], dtype=np.int64)
    rules = year_rules(case.rulebook, TAX, case.tax_year)
    found = TAX.run(case.tax_year, columns, rules.columns(np.tile(days, rows)), wanted)
    return {name: [int(value) for value in np.broadcast_to(found[name], (rows,))] for name in wanted}
