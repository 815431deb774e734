"""What keeps a well-formed workbook from being computed, and who is outside the program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from compliance.money import two_decimals
from compliance.rulebook import NotCovered, Rulebook
from compliance.taxyear import first_day, last_day, tax_year_of
from compliance.text import _, date_text
from compliance.workbook import Problem, Receipt, Workbook

EXPORT_KINDS = ("export", "social_media")
SOCIAL_MEDIA_TAX_FROM = date(2026, 7, 1)
"""Section 154B begins; revenue of social media received from then on is outside the program."""


def problems_of(workbook: Workbook, rulebook: Rulebook) -> tuple[Problem, ...]:
    """All problems that need no exchange rate, in the order of the workbook."""
    coverage = rulebook.coverage
    if not coverage.first_tax_year <= workbook.tax_year <= coverage.last_tax_year:
        return (
            Problem(
                "tax_year",
                "year_not_covered",
                str(workbook.tax_year),
                _("Tax years {first} to {last} are covered; choose one of them.").format(
                    first=coverage.first_tax_year, last=coverage.last_tax_year
                ),
            ),
        )
    return (*_periods(workbook), *_receipts(workbook), *_rates(workbook))


def _periods(workbook: Workbook) -> Iterator[Problem]:
    for index, period in enumerate(workbook.person.pseb):
        if period.until is not None and period.until < period.first:
            yield Problem(
                f"person.pseb[{index}].until",
                "ends_before_it_begins",
                period.until.isoformat(),
                _("The certificate begins on {first}; give a later last day.").format(
                    first=date_text(period.first)
                ),
            )


def _receipts(workbook: Workbook) -> Iterator[Problem]:
    ids = Counter(receipt.id for receipt in workbook.receipts)
    for index, receipt in enumerate(workbook.receipts):
        path = f"receipts[{index}]"
        if ids[receipt.id] > 1:
            yield Problem(
                f"{path}.id", "same_id", receipt.id, _("Two receipts have this id; give each its own.")
            )
        if not first_day(workbook.tax_year) <= receipt.date <= last_day(workbook.tax_year):
            yield _outside_the_year(path, receipt, workbook.tax_year)
        if receipt.amount == 0:
            yield Problem(
                f"{path}.amount",
                "not_above_zero",
                two_decimals(receipt.amount),
                _("Give what arrived; a refund lowers the receipt that it belongs to."),
            )
        yield from _retained(path, receipt)
        if receipt.currency == "PKR" and receipt.rupees not in (None, receipt.amount):
            yield Problem(
                f"{path}.rupees",
                "rupees_differ",
                two_decimals(receipt.rupees or 0),
                _("This receipt is in rupees, so its rupees are its amount; leave this empty."),
            )


def _outside_the_year(path: str, receipt: Receipt, tax_year: int) -> Problem:
    return Problem(
        f"{path}.date",
        "outside_the_tax_year",
        receipt.date.isoformat(),
        _("This day belongs to tax year {other}; correct the date, or move it to that year's work.").format(
            other=tax_year_of(receipt.date), tax_year=tax_year
        ),
    )


def _retained(path: str, receipt: Receipt) -> Iterator[Problem]:
    if receipt.retained > receipt.amount:
        yield Problem(
            f"{path}.retained",
            "retained_above_amount",
            two_decimals(receipt.retained),
            _("No more can be kept in foreign currency than arrived; correct one of the two."),
        )
    can_be_kept = receipt.kind in EXPORT_KINDS and receipt.channel == "bank" and receipt.currency != "PKR"
    if receipt.retained and not can_be_kept:
        yield Problem(
            f"{path}.retained",
            "retained_elsewhere",
            two_decimals(receipt.retained),
            _("Only what a bank received from abroad in foreign currency can be kept in it; put 0 here."),
        )


def _rates(workbook: Workbook) -> Iterator[Problem]:
    pairs = Counter((rate.month, rate.currency) for rate in workbook.rates)
    for index, rate in enumerate(workbook.rates):
        if rate.rupees == 0:
            yield Problem(
                f"rates[{index}].rupees",
                "rate_of_zero",
                "0",
                _("Give the rupees for one unit of the currency."),
            )
        if pairs[rate.month, rate.currency] > 1:
            yield Problem(
                f"rates[{index}].month",
                "two_rates",
                f"{rate.month} {rate.currency}",
                _("There are two rates for this month and currency; keep one."),
            )


def outside_program(workbook: Workbook, rulebook: Rulebook) -> tuple[NotCovered, ...]:
    """Why the program gives this person no figure; empty where it does. See the rules' coverage."""
    person = workbook.person
    found = []
    if person.resident is False:
        found.append(
            NotCovered(
                "person.resident",
                _("not a resident"),
                _("Non-residents are taxed differently; ask a tax professional about your year."),
            )
        )
    if person.minor:
        found.append(
            NotCovered(
                "person.minor",
                _("under 18"),
                _("A minor's income from work is taxed with a parent (section 91); ask with a parent."),
            )
        )
    if person.province in ("azad_kashmir", "gilgit_baltistan"):
        found.append(
            NotCovered(
                "person.province",
                person.province,
                _("This region has a revenue board of its own; ask there how your income is taxed."),
            )
        )
    return (*found, *_kinds_outside(workbook))


def _kinds_outside(workbook: Workbook) -> Iterator[NotCovered]:
    for index, receipt in enumerate(workbook.receipts):
        if receipt.kind == "foreign_payroll":
            yield NotCovered(
                f"receipts[{index}].kind",
                receipt.kind,
                _("Wages of one foreign employer are salary for work in Pakistan; ask a tax professional."),
            )
        if receipt.kind == "social_media" and receipt.date >= SOCIAL_MEDIA_TAX_FROM:
            yield NotCovered(
                f"receipts[{index}].kind",
                receipt.kind,
                _("A new tax on social-media revenue applies (section 154B); ask a tax professional."),
            )
