"""One run of the engine for one workbook: both readings, the other option, and every other reading.

Each reading is a further person with the same receipts and one condition changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from compliance.engine import Column, Columns
from compliance.facts import TAX
from compliance.facts.inputs import SWITCHES
from compliance.fx import Converted
from compliance.parameters import YearRules, year_rules
from compliance.readings import OTHER_OPTION, POINTS, POLICY, Alternative, alternatives
from compliance.rulebook import Rulebook
from compliance.workbook import PROVINCES, Receipt, Workbook, pseb_on_days

IT_SERVICES = ("it", "ites")
ABROAD = ("export", "social_media")


@dataclass(frozen=True, slots=True)
class Row:
    """One reading: which switches or answers differ from what the person said."""

    policy: bool
    point: str | None
    changed: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class YearRun:
    """Values of all facts for all readings of one workbook; `receipts` rows for each of `rows`."""

    rules: YearRules
    columns: Columns
    values: Mapping[str, Column]
    rows: tuple[Row, ...]
    receipts: int
    alternatives: tuple[tuple[Alternative, int | None], ...]

    def of_person(self, name: str, row: int) -> int:
        """A person's value under the reading in `row`."""
        column = self.values[name]
        return int(column[row if len(column) > 1 else 0])

    def of_receipts(self, name: str, row: int) -> Column:
        """A receipt column under the reading in `row`."""
        column = np.broadcast_to(self.values[name], (self.receipts * len(self.rows),))
        return column[row * self.receipts : (row + 1) * self.receipts]

    def row_of(self, point: str, policy: bool = False) -> int | None:
        """The row of a point's other reading, where it was run."""
        for index, row in enumerate(self.rows):
            if row.point == point and row.policy == policy:
                return index
        return None


def receipt_columns(workbook: Workbook, converted: Converted) -> dict[str, Column]:
    """The receipts of a workbook as the columns of `facts.inputs.RECEIPT`."""
    receipts = workbook.receipts

    def holds(test: Callable[[Receipt], bool]) -> Column:
        return np.fromiter((test(receipt) for receipt in receipts), dtype=np.bool_, count=len(receipts))

    days = [receipt.date.toordinal() for receipt in receipts]
    return {
        "rupees": np.array(converted.rupees, dtype=np.int64),
        "usd": np.array(converted.usd, dtype=np.int64),
        "deducted": np.array([receipt.tax_deducted for receipt in receipts], dtype=np.int64),
        "from_abroad": holds(lambda receipt: receipt.kind in ABROAD),
        "from_local_client": holds(lambda receipt: receipt.kind == "local"),
        "named_it_service": holds(lambda receipt: receipt.service in IT_SERVICES),
        "service_unsure": holds(lambda receipt: receipt.service == "unsure"),
        "through_bank": holds(lambda receipt: receipt.channel == "bank"),
        "as_remittance": holds(lambda receipt: receipt.channel == "remittance"),
        "own_account": holds(lambda receipt: receipt.account == "own"),
        "pseb_in_force": np.array(pseb_on_days(workbook.person, days), dtype=np.bool_),
    }


def person_columns(workbook: Workbook) -> dict[str, int | bool]:
    """One person's answers as the inputs of `facts.inputs.PERSON`."""
    person, other = workbook.person, workbook.other
    return {
        "salary": other.salary,
        "salary_tax_deducted": other.salary_tax_deducted,
        "expenses": other.expenses,
        "other_adjustable_tax": other.other_adjustable_tax,
        "advance_tax_paid": other.advance_tax_paid,
        "off_list": person.active_taxpayer is False,
        "sales_tax_not_filed": person.sales_tax_returns == "required_not_filed",
        "opts_for_normal_tax": person.opts_for_normal_tax,
    }


def _worth_running(workbook: Workbook) -> set[str]:
    """Points whose other reading could move something; whether they are listed is decided on the results."""
    found = set()
    channels = {receipt.channel for receipt in workbook.receipts if receipt.kind in ABROAD}
    if "remittance" in channels:
        found |= {"remittance_channel", "remittance_80"}
    if channels - {"bank", "remittance"}:
        found.add("non_bank_exports")
    if workbook.person.active_taxpayer is not True:
        found.add("off_list_2026")
    if workbook.other.salary:
        found.add("surcharge_limb")
    if any(receipt.service == "unsure" for receipt in workbook.receipts):
        found.add("service_unsure")
    return found


def _rows(workbook: Workbook, rules: YearRules, others: tuple[Alternative, ...]) -> tuple[Row, ...]:
    opted = workbook.person.opts_for_normal_tax
    facts = TAX.order(rules.tax_year)
    taken = {name for fact in facts for name in fact.inputs}
    worth = _worth_running(workbook)
    points = [point for point in POINTS if point.switch in taken and point.id in worth]
    return (
        Row(False, None, {}),
        Row(True, None, {}),
        Row(False, None, {"opts_for_normal_tax": not opted}),
        *(Row(policy, point.id, {str(point.switch): True}) for point in points for policy in (False, True)),
        *(Row(False, None, other.changed) for other in others if other.changed),
    )


def run_year(workbook: Workbook, converted: Converted, rulebook: Rulebook) -> YearRun:
    """Work out a year in one run. Raises NotCovered where a rule is missing."""
    rules = year_rules(rulebook, TAX, workbook.tax_year)
    others = alternatives(workbook, PROVINCES)
    rows = _rows(workbook, rules, others)
    person: dict[str, Any] = {
        **person_columns(workbook),
        **{switch.name: False for switch in SWITCHES},
    }
    values: dict[str, Column] = {name: np.array([value] * len(rows)) for name, value in person.items()}
    for index, row in enumerate(rows):
        values["policy_reading"][index] = row.policy
        for name, value in row.changed.items():
            values[name][index] = value
    receipts = receipt_columns(workbook, converted)
    count = len(workbook.receipts)
    values |= {name: np.tile(column, len(rows)) for name, column in receipts.items()}
    columns = Columns(len(rows), np.repeat(np.arange(len(rows)), count), values)
    days = np.tile(
        np.array([receipt.date.toordinal() for receipt in workbook.receipts], dtype=np.int64), len(rows)
    )
    found = TAX.run(workbook.tax_year, columns, rules.columns(days))
    first_alternative = len(rows) - sum(1 for other in others if other.changed)
    placed = []
    for other in others:
        placed.append((other, None if not other.changed else first_alternative))
        first_alternative += bool(other.changed)
    return YearRun(rules, columns, found, rows, count, tuple(placed))


__all__ = ["OTHER_OPTION", "POLICY", "Row", "YearRun", "run_year"]
