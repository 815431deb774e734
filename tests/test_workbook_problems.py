"""What keeps a readable workbook from being computed, and who is outside the program: each with its path."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from compliance.rulebook import Rulebook, load_rulebook
from compliance.workbook import Workbook
from compliance.workbook_problems import outside_program, problems_of
from compliance.workbook_reading import read_workbook

RECEIPT: dict[str, Any] = {
    "id": "r0",
    "date": "2025-07-14",
    "amount": "1250.00",
    "currency": "USD",
    "kind": "export",
    "service": "it",
    "rupees": "351250.00",
    "tax_deducted": "878.13",
    "retained": "600.00",
}
IN_RUPEES = {
    "id": "r1",
    "date": "2025-08-14",
    "amount": "90000",
    "currency": "PKR",
    "kind": "local",
    "service": "other",
}
EURO = {"month": "2026-05", "currency": "EUR", "rupees": "318.40"}
GOOD: dict[str, Any] = {
    "format": "freelancer-workbook",
    "version": 2,
    "tax_year": 2026,
    "person": {"resident": True, "pseb": [{"from": "2025-07-01", "until": "2026-06-30"}]},
    "receipts": [RECEIPT, IN_RUPEES],
    "rates": [EURO],
}


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def read(document: dict[str, Any]) -> Workbook:
    workbook = read_workbook(json.dumps(document))
    assert isinstance(workbook, Workbook), workbook
    return workbook


def with_receipts(*receipts: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {**deepcopy(GOOD), "receipts": list(receipts), **keys}


def first_receipt(**keys: Any) -> dict[str, Any]:
    return with_receipts({**RECEIPT, **keys}, IN_RUPEES)


def second_receipt(**keys: Any) -> dict[str, Any]:
    return with_receipts(RECEIPT, {**IN_RUPEES, **keys})


def with_pseb(*periods: dict[str, Any]) -> dict[str, Any]:
    return {**GOOD, "person": {"pseb": list(periods)}}


@pytest.mark.parametrize(
    "document",
    [
        GOOD,
        # Both ends of the tax year.
        first_receipt(date="2025-07-01"),
        first_receipt(date="2026-06-30"),
        # Everything kept; tax as high as the rupees; one paisa.
        first_receipt(retained="1250.00"),
        first_receipt(tax_deducted="351250.00"),
        first_receipt(amount="0.01", retained="0.01"),
        # Revenue of social media is an export of its service.
        first_receipt(kind="social_media"),
        # A receipt in rupees that repeats its amount in another spelling.
        second_receipt(rupees="90000.0"),
        second_receipt(tax_deducted="90000"),
        # One day of certification; none; the same period twice counts once.
        with_pseb({"from": "2025-07-01", "until": "2025-07-01"}),
        with_pseb({"from": "2030-01-01"}),
        with_pseb({"from": "2025-07-01"}, {"from": "2025-07-01"}),
        # Gross and expenses are for information or simply sums; a rate for one currency in two months.
        first_receipt(gross="1.00"),
        {**GOOD, "rates": [EURO, {**EURO, "month": "2026-06"}, {**EURO, "currency": "GBP"}]},
        {**GOOD, "tax_year": 2021, "receipts": []},
        {**GOOD, "tax_year": 2027, "receipts": []},
    ],
)
def test_what_is_fine(document: dict[str, Any]) -> None:
    assert problems_of(read(document), rulebook()) == ()


def with_filing(**answers: object) -> dict[str, Any]:
    return {**GOOD, "filing": answers}


@pytest.mark.parametrize(
    "document",
    [
        with_filing(paid_on="2026-07-01", kibor_percent="40"),
        {**GOOD, "person": {"returns_before": [{"tax_year": 2025}, {"tax_year": 2024, "filed": False}]}},
        {**GOOD, "wealth": {"items": [{"id": "a", "kind": "cash"}], "changes": []}},
    ],
)
def test_what_is_fine_about_the_papers(document: dict[str, Any]) -> None:
    assert problems_of(read(document), rulebook()) == ()


@pytest.mark.parametrize(
    ("document", "path", "code", "given"),
    [
        ({**GOOD, "tax_year": 2020, "receipts": []}, "tax_year", "year_not_covered", "2020"),
        ({**GOOD, "tax_year": 2028, "receipts": []}, "tax_year", "year_not_covered", "2028"),
        ({**GOOD, "tax_year": -1, "receipts": []}, "tax_year", "year_not_covered", "-1"),
        (first_receipt(date="2025-06-30"), "receipts[0].date", "date_outside_year", "2025-06-30"),
        (second_receipt(date="2026-07-01"), "receipts[1].date", "date_outside_year", "2026-07-01"),
        (first_receipt(date="0001-01-01"), "receipts[0].date", "date_outside_year", "0001-01-01"),
        (first_receipt(date="9999-12-31"), "receipts[0].date", "date_outside_year", "9999-12-31"),
        (first_receipt(amount="0", retained="0"), "receipts[0].amount", "amount_zero", "0.00"),
        (second_receipt(amount="0.00"), "receipts[1].amount", "amount_zero", "0.00"),
        (
            first_receipt(retained="1250.01"),
            "receipts[0].retained",
            "retained_above_amount",
            "1250.01",
        ),
        *(
            (first_receipt(**{key: value}), "receipts[0].retained", "retained_not_possible", "600.00")
            for key, value in (
                ("kind", "local"),
                ("kind", "foreign_payroll"),
                ("channel", "remittance"),
                ("channel", "wallet"),
                ("channel", "kept_abroad"),
                ("channel", "cash"),
                ("channel", "crypto"),
                ("channel", "unknown"),
            )
        ),
        # Also where it is above the amount as well: setting it to 0 mends both.
        (
            first_receipt(channel="wallet", retained="5000"),
            "receipts[0].retained",
            "retained_not_possible",
            "5000.00",
        ),
        (
            second_receipt(kind="export", retained="1"),
            "receipts[1].retained",
            "retained_not_possible",
            "1.00",
        ),
        (
            first_receipt(tax_deducted="351250.01"),
            "receipts[0].tax_deducted",
            "tax_above_rupees",
            "351250.01",
        ),
        (
            second_receipt(tax_deducted="90000.01"),
            "receipts[1].tax_deducted",
            "tax_above_rupees",
            "90000.01",
        ),
        (second_receipt(rupees="90000.01"), "receipts[1].rupees", "rupees_differ", "90000.01"),
        (second_receipt(rupees="0"), "receipts[1].rupees", "rupees_differ", "0.00"),
        (second_receipt(id="r0"), "receipts[1].id", "id_repeated", "r0"),
        (second_receipt(bank="A Bank"), "receipts[1].bank", "bank_unknown", "A Bank"),
        ({**GOOD, "banks": [{"name": " "}]}, "banks[0].name", "bank_unnamed", '""'),
        ({**GOOD, "banks": [{"name": "B"}, {"name": "B"}]}, "banks[1].name", "bank_repeated", "B"),
        (with_filing(paid_on="2026-06-30"), "filing.paid_on", "paid_before_year_ends", "2026-06-30"),
        (with_filing(kibor_percent="200"), "filing.kibor_percent", "kibor_too_high", "200"),
        (with_filing(kibor_percent="40.000001"), "filing.kibor_percent", "kibor_too_high", "40.000001"),
        (
            with_filing(figures=[{"line": "salary"}, {"line": "salary"}]),
            "filing.figures[1].line",
            "line_repeated",
            "salary",
        ),
        (
            {**GOOD, "person": {"returns_before": [{"tax_year": 2026}]}},
            "person.returns_before[0].tax_year",
            "other_return_of_this_year",
            "2026",
        ),
        (
            {**GOOD, "person": {"returns_before": [{"tax_year": 2024}, {"tax_year": 2024, "filed": True}]}},
            "person.returns_before[1].tax_year",
            "earlier_return_repeated",
            "2024",
        ),
        (
            {**GOOD, "wealth": {"items": [{"id": "w", "kind": "cash"}, {"id": "w", "kind": "debt"}]}},
            "wealth.items[1].id",
            "id_repeated",
            "w",
        ),
        (
            with_pseb({"from": "2025-07-01"}, {"from": "2025-07-02", "until": "2025-07-01"}),
            "person.pseb[1].until",
            "pseb_ends_before_it_begins",
            "2025-07-01",
        ),
        (
            {**GOOD, "rates": [EURO, {**EURO, "month": "2026-06", "rupees": "0.000000"}]},
            "rates[1].rupees",
            "rate_not_above_zero",
            "0",
        ),
        (
            {**GOOD, "rates": [EURO, {**EURO, "currency": "GBP"}, {**EURO, "rupees": "1"}]},
            "rates[2].month",
            "rate_repeated",
            "2026-05 EUR",
        ),
    ],
)
def test_each_problem_has_its_path(document: dict[str, Any], path: str, code: str, given: str) -> None:
    found = problems_of(read(document), rulebook())
    assert [(one.path, one.code, one.given) for one in found] == [(path, code, given)]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (first_receipt(date="2025-06-30"), "tax year 2025 (1 July 2024 to 30 June 2025)"),
        ({**GOOD, "tax_year": 2028, "receipts": []}, "2021 to 2027"),
        (first_receipt(retained="1250.01"), "$1,250.00"),
        (first_receipt(tax_deducted="351250.01"), "Rs 3,51,250.00"),
        (second_receipt(id="r0"), "receipts[0]"),
        (with_pseb({"from": "2025-07-02", "until": "2025-07-01"}), "2 July 2025"),
        ({**GOOD, "rates": [EURO, EURO]}, "rates[0]"),
    ],
)
def test_the_remedy_says_what_it_was_measured_by(document: dict[str, Any], said: str) -> None:
    [only] = problems_of(read(document), rulebook())
    assert said in only.remedy


def test_all_problems_come_at_once_in_the_order_of_the_workbook() -> None:
    document = with_receipts(
        {**RECEIPT, "date": "2030-01-01", "tax_deducted": "400000", "retained": "2000"},
        {**IN_RUPEES, "id": "r0", "amount": "0", "rupees": "1"},
        {**RECEIPT, "date": "2030-01-01"},
        tax_year=2028,
        person={"pseb": [{"from": "2025-07-01", "until": "2024-07-01"}]},
        rates=[{**EURO, "rupees": "0"}, {**EURO, "rupees": "0"}],
    )
    assert [one.path for one in problems_of(read(document), rulebook())] == [
        "tax_year",
        "person.pseb[0].until",
        "receipts[0].date",
        "receipts[0].tax_deducted",
        "receipts[0].retained",
        "receipts[1].id",
        "receipts[1].date",
        "receipts[1].amount",
        "receipts[1].rupees",
        "receipts[2].id",
        "receipts[2].date",
        "rates[0].rupees",
        "rates[1].rupees",
        "rates[1].month",
    ]


def test_who_is_inside_the_program() -> None:
    for province in ("punjab", "sindh", "khyber_pakhtunkhwa", "balochistan", "islamabad", "unknown"):
        for resident in (True, None):
            document = {**GOOD, "person": {"province": province, "resident": resident}}
            assert outside_program(read(document), rulebook()) == ()


SOCIAL_MEDIA = {**RECEIPT, "kind": "social_media"}


@pytest.mark.parametrize(
    ("document", "path", "given"),
    [
        ({**GOOD, "person": {"resident": False}}, "person.resident", "false"),
        ({**GOOD, "person": {"minor": True}}, "person.minor", "true"),
        ({**GOOD, "person": {"province": "azad_kashmir"}}, "person.province", "azad_kashmir"),
        ({**GOOD, "person": {"province": "gilgit_baltistan"}}, "person.province", "gilgit_baltistan"),
        (second_receipt(kind="foreign_payroll"), "receipts[1].kind", "foreign_payroll"),
        (
            with_receipts({**SOCIAL_MEDIA, "date": "2026-07-01"}, tax_year=2027),
            "receipts[0].kind",
            "social_media, 2026-07-01",
        ),
    ],
)
def test_who_is_outside_is_told_why_and_what_next(document: dict[str, Any], path: str, given: str) -> None:
    [only] = outside_program(read(document), rulebook())
    assert (only.path, only.given) == (path, given)
    assert only.line().startswith(f"{path}: {given}: ")
    assert "\n" not in only.line()
    assert only.remedy.count(". ") >= 1, "a reason and a next step"


def test_social_media_before_the_new_tax_is_an_export() -> None:
    document = with_receipts({**SOCIAL_MEDIA, "date": "2026-06-30"})
    assert problems_of(read(document), rulebook()) == ()
    assert outside_program(read(document), rulebook()) == ()


def test_every_reason_to_be_outside_is_told() -> None:
    document = with_receipts(
        {**SOCIAL_MEDIA, "date": "2026-08-01"},
        {**IN_RUPEES, "date": "2026-08-01", "kind": "foreign_payroll"},
        tax_year=2027,
        person={"resident": False, "minor": True, "province": "azad_kashmir"},
    )
    assert [one.path for one in outside_program(read(document), rulebook())] == [
        "person.resident",
        "person.minor",
        "person.province",
        "receipts[0].kind",
        "receipts[1].kind",
    ]
