"""What to know or to mend, though the figures stand: warnings of an assessment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from compliance.assessment_types import Warning
from compliance.fx import Converted
from compliance.money import half_up, two_decimals
from compliance.readings import ORDINANCE, POLICY
from compliance.rulebook import Rulebook
from compliance.taxyear import last_day
from compliance.text import _, currency_amount, date_text
from compliance.workbook import Workbook
from compliance.year_run import YearRun

FAMILY_CODES = ("9471", "9473")
"""Purpose codes of family remittance and private gifts: on paper not income from exports."""


def warnings_of(
    workbook: Workbook, converted: Converted, run: YearRun, rulebook: Rulebook, as_of: date
) -> tuple[Warning, ...]:
    """All warnings, those about the person first, then receipts in their order."""
    return (
        *_person(workbook, run, rulebook, as_of),
        *_policy(workbook, converted, run, as_of),
        *_super_tax(workbook, run, rulebook),
        *_receipts(workbook),
    )


def _person(workbook: Workbook, run: YearRun, rulebook: Rulebook, as_of: date) -> Iterator[Warning]:
    person = workbook.person
    if person.resident is None:
        yield Warning(
            "person.resident",
            "residence_unknown",
            "",
            _("The figures suppose that you are a tax resident of Pakistan; find out whether you are."),
        )
    if person.sales_tax_returns is None and _rests_on_sales_tax(workbook, run, rulebook):
        yield Warning(
            "person.sales_tax_returns",
            "sales_tax_unknown",
            "",
            _("The final tax can rest on sales-tax returns being filed; find out whether you must register."),
        )
    yield from _filing_date(workbook, as_of)


def _rests_on_sales_tax(workbook: Workbook, run: YearRun, rulebook: Rulebook) -> bool:
    """Whether an export could lose the final tax by a missing sales-tax return (section 154A(2)(c))."""
    spared = rulebook.for_tax_year("certified_spared_sales_tax_condition", workbook.tax_year).value
    if spared is None:
        return False
    at_stake = _column(run, "from_abroad") & ~_column(run, "relieved")
    if spared:
        at_stake &= ~_column(run, "certified")
    return bool(at_stake.any())


def _column(run: YearRun, name: str) -> NDArray[np.bool_]:
    return np.asarray(run.of_receipts(name, ORDINANCE), dtype=np.bool_)


def _filing_date(workbook: Workbook, as_of: date) -> Iterator[Warning]:
    """A return cannot have been filed on a day to come, nor before the tax year was over."""
    filed, end = workbook.person.return_filed_on, last_day(workbook.tax_year)
    if filed is None:
        return
    if filed > as_of:
        remedy = _("This day is after {day}, for which the figures are made; give the day of filing.").format(
            day=date_text(as_of)
        )
    elif filed < end:
        remedy = _("The tax year ended only on {day}; give the day on which its return was filed.").format(
            day=date_text(end)
        )
    else:
        return
    yield Warning("person.return_filed_on", "filing_date_odd", filed.isoformat(), remedy)


def _policy(workbook: Workbook, converted: Converted, run: YearRun, as_of: date) -> Iterator[Warning]:
    threshold = run.rules.used["policy_exempt_usd"][0].number
    limit = currency_amount(threshold, "USD")
    total = sum(converted.usd)
    if workbook.receipts and total == threshold:
        yield Warning(
            "receipts",
            "exactly_12000",
            two_decimals(total),
            _(
                'The paper says both "up to" and "below" {limit}; exactly that much is taken as exempt here.'
            ).format(limit=limit),
        )
    if run.of_person("exempt_12000", POLICY) and any(one.gross for one in workbook.receipts):
        gross = sum(
            half_up(usd * receipt.gross, receipt.amount) if receipt.gross else usd
            for receipt, usd in zip(workbook.receipts, converted.usd, strict=True)
        )
        if gross > threshold:
            yield Warning(
                "receipts",
                "gross_above_12000",
                two_decimals(gross),
                _(
                    "Before platform fees the year is above {limit}; the paper does not say which it means."
                ).format(limit=limit),
            )
    if run.of_person("exempt_12000", POLICY) and as_of <= last_day(workbook.tax_year):
        yield Warning(
            "tax_year",
            "year_not_over",
            str(workbook.tax_year),
            _(
                "The tax year is not over: later receipts may still pass {limit} and end the policy's "
                "exemption."
            ).format(limit=limit),
        )


def _super_tax(workbook: Workbook, run: YearRun, rulebook: Rulebook) -> Iterator[Warning]:
    threshold = rulebook.for_tax_year("super_tax_threshold", workbook.tax_year).value
    if isinstance(threshold, int) and run.of_person("income_at_slabs", ORDINANCE) > threshold:
        yield Warning(
            "other",
            "super_tax_left_out",
            two_decimals(run.of_person("income_at_slabs", ORDINANCE)),
            _("Super tax (section 4C) starts here and is left out of these figures; ask a professional."),
        )


def _receipts(workbook: Workbook) -> Iterator[Warning]:
    for index, receipt in enumerate(workbook.receipts):
        if receipt.purpose_code in FAMILY_CODES:
            yield Warning(
                f"receipts[{index}].purpose_code",
                "family_purpose_code",
                receipt.purpose_code,
                _("On paper this code is not income from your work; ask the bank to correct it."),
            )
        if receipt.account == "other_person" and receipt.tax_deducted:
            yield Warning(
                f"receipts[{index}].account",
                "deduction_on_other_account",
                two_decimals(receipt.tax_deducted),
                _("This deduction stands on the account holder's name and is no credit of yours."),
            )
