"""Many people at once: class totals in, both readings out, in chunks that stay in the processor's cache.

Columns are those of the batch contract. The formulas are the engine's own; a bad row keeps its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from compliance.batch_checks import INPUTS, BatchColumns, read_columns
from compliance.batch_classes import CLASS_TOTALS, Classes, classes_of_year
from compliance.engine import Column, Columns
from compliance.facts import TAX
from compliance.facts.inputs import PERSON, SWITCHES
from compliance.parameters import YearRules, year_rules
from compliance.rulebook import Rulebook

CHUNK = 1 << 15
"""Rows worked out at a time: both readings of all columns fit the processor's cache."""

OUTPUTS = {
    "ordinance_final_tax": ("final_tax", False),
    "ordinance_normal_tax": ("normal_tax", False),
    "ordinance_surcharge": ("surcharge", False),
    "ordinance_tax": ("tax", False),
    "ordinance_balance": ("balance", False),
    "ordinance_refundable": ("refundable", False),
    "policy_tax": ("tax", True),
}
NO_ONE = np.zeros(0, dtype=np.int64)


def assess_many(frame: pd.DataFrame, rulebook: Rulebook) -> pd.DataFrame:
    """Both readings for many people, one row each.

    `frame` has the batch columns: `person_id`, `tax_year`, `it_export_rupees`, `other_export_rupees`,
    `freelance_usd`, `pseb`, `salary_rupees`, `local_rupees`, `expenses_rupees`, `tax_deducted_rupees`;
    amounts are integers, decimals or texts in rupees (dollars for `freelance_usd`).

    Returns the same columns and `ordinance_final_tax`, `ordinance_normal_tax`, `ordinance_surcharge`,
    `ordinance_tax`, `ordinance_balance`, `ordinance_refundable`, `policy_tax`, `difference` in whole
    rupees (empty where the row is bad) and `error`, which says why (empty where the row is good).

    Raises
    ------
    BatchFileProblem
        A column is missing, twice there or unknown, or a money column holds floating-point numbers.
    """
    columns = read_columns(frame, rulebook)
    figures = {name: np.zeros(len(frame), dtype=np.int64) for name in (*OUTPUTS, "difference")}
    for tax_year in np.unique(columns.tax_year[columns.good]).tolist():
        rules = year_rules(rulebook, TAX, int(tax_year))
        classes = classes_of_year(rules)
        for rows in _chunks(columns, int(tax_year)):
            _work_out(columns, rows, rules, classes, figures)
    out = frame[list(INPUTS)].copy(deep=False)
    bad = ~columns.good
    for name, figure in figures.items():
        out[name] = pd.arrays.IntegerArray(figure, bad)
    out["error"] = columns.errors
    return out


def _chunks(columns: BatchColumns, tax_year: int) -> Iterator[Column | slice]:
    """Rows of a tax year in order; a slice where a stretch holds nothing else."""
    mine = columns.good & (columns.tax_year == tax_year)
    for start in range(0, len(mine), CHUNK):
        part = mine[start : start + CHUNK]
        if part.all():
            yield slice(start, start + len(part))
        elif part.any():
            yield np.flatnonzero(part) + start


def _work_out(
    columns: BatchColumns, rows: Any, rules: YearRules, classes: Classes, figures: dict[str, Column]
) -> None:
    values, count = _readings(columns, rows)
    exempt = TAX.run(
        rules.tax_year, Columns(2 * count, NO_ONE, values), rules.constant, wanted=["exempt_12000"]
    )
    values["exempt_12000"] = exempt["exempt_12000"]
    counted = ~exempt["exempt_12000"][count:]
    kinds = {"it_export": columns.it_export[rows], "other_export": columns.other_export[rows]}
    kinds["local"] = columns.local[rows]
    for total in CLASS_TOTALS:
        values[total] = _class_total(classes, total, kinds, columns.pseb[rows], counted)
    found = TAX.run(
        rules.tax_year,
        Columns(2 * count, NO_ONE, values),
        rules.constant,
        wanted=[fact for fact, _policy in OUTPUTS.values()],
    )
    for name, (fact, policy) in OUTPUTS.items():
        figures[name][rows] = found[fact][count:] if policy else found[fact][:count]
    figures["difference"][rows] = found["tax"][:count] - found["tax"][count:]


def _readings(columns: BatchColumns, rows: Any) -> tuple[dict[str, Column], int]:
    """The chunk's persons twice: under the Ordinance, then under the policy."""
    twice = {
        "salary": columns.salary[rows],
        "expenses": columns.expenses[rows],
        "adjustable_deductions": columns.tax_deducted[rows],
        "freelance_rupees": columns.it_export[rows] + columns.other_export[rows] + columns.local[rows],
        "freelance_usd": columns.freelance_usd[rows],
    }
    values: dict[str, Column] = {name: np.concatenate((column, column)) for name, column in twice.items()}
    count = len(twice["salary"])
    values["policy_reading"] = np.repeat(np.array([False, True]), count)
    for one in (*PERSON, *SWITCHES):
        if one.name not in values:
            values[one.name] = np.zeros(1, dtype=np.bool_ if one.unit == "yes_no" else np.int64)
    values["final_deductions"] = values["local_deductions"] = np.zeros(1, dtype=np.int64)
    return values, count


def _class_total(
    classes: Classes, total: str, kinds: dict[str, Column], pseb: Column, counted: Column
) -> Column:
    ordinance, policy = (_sum_of(classes.holds[total][reading], kinds, pseb) for reading in (False, True))
    return np.concatenate((ordinance, np.where(counted, policy, 0)))


def _sum_of(held: dict[bool, frozenset[str]], kinds: dict[str, Column], pseb: Column) -> Column:
    """The kinds that feed a class: always, only with a certificate, or only without one."""
    total = np.zeros(len(pseb), dtype=np.int64)
    for kind, amount in kinds.items():
        with_certificate, without = kind in held[True], kind in held[False]
        if with_certificate and without:
            total = total + amount
        elif with_certificate or without:
            total = total + np.where(pseb == with_certificate, amount, 0)
    return total
