"""Retention by calendar month, from the workbook's receipts to the months of an assessment."""

from __future__ import annotations

import numpy as np

from compliance.assessment_types import RetentionMonth
from compliance.engine import Columns
from compliance.facts import RETENTION_BY_MONTH
from compliance.facts.inputs import RETENTION
from compliance.fx import Converted
from compliance.parameters import year_rules
from compliance.readings import ORDINANCE
from compliance.rulebook import Rulebook
from compliance.taxyear import last_day_of_month, month_of
from compliance.workbook import Workbook
from compliance.year_run import YearRun


def retention_by_month(
    workbook: Workbook, converted: Converted, rulebook: Rulebook, run: YearRun
) -> tuple[RetentionMonth, ...]:
    """Months with bank exports in foreign currency, in order; all amounts in cents."""
    ordinals = np.array([receipt.date.toordinal() for receipt in workbook.receipts], dtype=np.int64)
    of_receipt = [month_of(receipt.date) for receipt in workbook.receipts]
    months = sorted(set(of_receipt))
    place = {month: index for index, month in enumerate(months)}
    rules = year_rules(rulebook, RETENTION_BY_MONTH, workbook.tax_year)
    columns = {
        "retained_usd": np.array(converted.retained_usd, dtype=np.int64),
        "foreign_currency": np.array([one.currency != "PKR" for one in workbook.receipts], dtype=np.bool_),
        "has_minimum": rules.by_day("retention_minimum_usd", ordinals) > 0,
    }
    taken = Columns(
        len(months),
        np.array([place[month] for month in of_receipt], dtype=np.int64),
        {
            one.name: columns[one.name] if one.name in columns else run.of_receipts(one.name, ORDINANCE)
            for one in RETENTION
        },
    )
    ends = np.array([last_day_of_month(month).toordinal() for month in months], dtype=np.int64)
    found = RETENTION_BY_MONTH.run(workbook.tax_year, taken, rules.columns(ordinals, ends))
    lists = {name: found[name].tolist() for name in _SHOWN}
    with_proceeds = set(taken.person_of[found["foreign_proceeds"]].tolist())
    return tuple(
        RetentionMonth(month, *(lists[name][index] for name in _SHOWN))
        for month, index in place.items()
        if index in with_proceeds
    )


_SHOWN = ("proceeds_usd", "limit_usd", "retained_total", "headroom_usd", "over_usd")
