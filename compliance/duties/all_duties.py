"""All duties of a case, those with the next date first."""

from __future__ import annotations

from datetime import date

from compliance.duties.case import Case
from compliance.duties.duty_types import STATUS_ORDER, Duty
from compliance.duties.money import money_duties
from compliance.duties.pseb_duty import pseb_duty
from compliance.duties.returns import return_duties
from compliance.duties.sales_tax import sales_tax_duty


def duties(case: Case) -> tuple[Duty, ...]:
    """Every duty the program knows, also those that do not apply: what applies first, by its next date.

    Raises NotCovered where the rules do not hold the year.
    """
    found = (*return_duties(case), pseb_duty(case), *money_duties(case), sales_tax_duty(case))
    return tuple(sorted(found, key=_order))


def _order(one: Duty) -> tuple[int, date]:
    return STATUS_ORDER.index(one.status), one.by or date.max
