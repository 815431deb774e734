"""Header, warnings and assumptions: what to know beside the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from compliance.assessment_types import Assessment, Warning
from compliance.rulebook import Rulebook
from compliance.summary_rules import paragraph_text
from compliance.summary_sales_tax import final_by_returns
from compliance.summary_seen import Seen
from compliance.summary_types import Header, WarningText
from compliance.taxyear import last_day
from compliance.text import _, date_text, tax_year_text
from compliance.year_run import ABROAD

_RECEIPT: Final = re.compile(r"receipts\[(\d+)\]")


def header(one: Assessment, rulebook: Rulebook) -> Header:
    """Whose year it is, and what it was made with."""
    person = one.workbook.person
    return Header(
        name=person.name.strip(),
        cnic=person.cnic.strip(),
        ntn=person.ntn.strip(),
        tax_year=one.tax_year,
        tax_year_text=tax_year_text(one.tax_year),
        as_of=one.as_of,
        as_of_text=date_text(one.as_of),
        version=one.version,
        digest=one.rulebook_digest,
        notice=_("An aid, not advice. {verified}").format(
            verified=paragraph_text(rulebook.coverage.verified)
        ),
    )


def warnings(one: Assessment) -> tuple[WarningText, ...]:
    """The warnings of the assessment; those about a receipt say which."""
    return tuple(_warning(one, warning) for warning in one.warnings)


def _warning(one: Assessment, warning: Warning) -> WarningText:
    found = _RECEIPT.match(warning.path)
    if found is None:
        return WarningText(warning.code, warning.path, None, warning.remedy)
    index = int(found[1])
    sentence = _("Receipt {number} of {day}: {remedy}").format(
        number=index + 1, day=date_text(one.workbook.receipts[index].date), remedy=warning.remedy
    )
    return WarningText(warning.code, warning.path, index, sentence)


def assumptions(seen: Seen) -> tuple[str, ...]:
    """What the figures suppose, in sentences."""
    return tuple(_assumptions(seen))


def _assumptions(seen: Seen) -> Iterator[str]:
    one = seen.assessment
    abroad = any(receipt.kind in ABROAD for receipt in one.workbook.receipts)
    yield _(
        "The receipts and the salary entered are all the income of the year. Rent, profit on savings, gains "
        "and other income are not in these figures."
    )
    if one.as_of <= last_day(one.tax_year):
        yield _("The tax year is not over; nothing is added for the months to come.")
    if one.workbook.receipts:
        yield _("The day on which the money was credited decides the tax year it belongs to.")
    if abroad:
        yield from _about_exports(seen)
    if any(receipt.account == "other_person" for receipt in one.workbook.receipts):
        yield _(
            "Money that went to somebody else's account is your income; its deduction is not your credit."
        )
    if not one.workbook.other.expenses and one.ordinance.normal_tax:
        yield _("There were no costs to take off at the slabs, since none were entered.")


def _about_exports(seen: Seen) -> Iterator[str]:
    one = seen.assessment
    person = one.workbook.person
    if seen.any("taxed_as_final"):
        if person.sales_tax_returns is None and final_by_returns(seen).any():
            yield _("No sales-tax return is missing, so the final tax holds.")
        yield _("You owe no statements of tax withheld from others; whoever pays helpers may owe some.")
    if person.pseb:
        yield _("Whether your PSEB certificate covers a receipt is decided by the day of the money.")
    elif any(receipt.service in ("it", "ites") for receipt in one.workbook.receipts):
        yield _("You had no PSEB certificate, since none was entered.")
    if person.active_taxpayer is None:
        yield _("Nothing is doubled for being off the Active Taxpayers List, since you did not know.")
    yield _("Amounts are what arrived, after the fees of platforms and payment companies.")
