"""What to know or to mend, though the figures stand: warnings of an assessment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compliance.assessment_types import Warning
from compliance.fx import Converted
from compliance.money import half_up, two_decimals
from compliance.readings import ORDINANCE, POLICY
from compliance.rulebook import Rulebook
from compliance.taxyear import last_day
from compliance.text import _, currency_amount
from compliance.workbook import Workbook
from compliance.year_run import ABROAD, YearRun

FAMILY_CODES = ("9471", "9473")
"""Purpose codes of family remittance and private gifts: on paper not income from exports."""


def warnings_of(
    workbook: Workbook, converted: Converted, run: YearRun, rulebook: Rulebook, as_of: date
) -> tuple[Warning, ...]:
    """All warnings, those about the person first, then receipts in their order."""
    return (
        *_person(workbook),
        *_policy(workbook, converted, run, as_of),
        *_super_tax(workbook, run, rulebook),
        *_receipts(workbook),
    )


def _person(workbook: Workbook) -> Iterator[Warning]:
    person = workbook.person
    if person.resident is None:
        yield Warning(
            "person.resident",
            "residence_unknown",
            "",
            _("The figures suppose that you are a tax resident of Pakistan; find out whether you are."),
        )
    exports = any(receipt.kind in ABROAD for receipt in workbook.receipts)
    if person.sales_tax_returns is None and exports and workbook.tax_year >= 2022:
        yield Warning(
            "person.sales_tax_returns",
            "sales_tax_unknown",
            "",
            _("The final tax can rest on sales-tax returns being filed; find out whether you must register."),
        )


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
                "The tax year is not over: later receipts may still pass {limit} and change every figure."
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
