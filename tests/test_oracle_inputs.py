"""Every answer and amount of the workbook that the contract uses moves some part of the result."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

import oracle
from compared import assessed, differences, oracle_form, parsed, rulebook
from compliance import assess
from compliance.rulebook import NotCovered

AS_OF = date(2026, 11, 23)
BASE: dict[str, Any] = {
    "format": "freelancer-workbook", "version": 1, "tax_year": 2026,
    "person": {
        "resident": True, "minor": False, "province": "punjab",
        "pseb": [{"from": "2025-07-01", "until": "2026-06-30"}], "active_taxpayer": True,
        "sales_tax_returns": "not_required", "opts_for_normal_tax": False, "return_filed_on": None,
    },
    "receipts": [
        {"id": "export", "date": "2025-07-14", "amount": "20000", "currency": "USD", "gross": None,
         "kind": "export", "service": "it", "channel": "bank", "account": "own", "rupees": None,
         "tax_deducted": "50000", "retained": "100"},
        {"id": "local", "date": "2025-08-01", "amount": "900000", "currency": "PKR", "kind": "local",
         "service": "it", "account": "own", "tax_deducted": "2000"},
    ],
    "other": {"salary": "900000", "salary_tax_deducted": "0", "expenses": "0", "other_adjustable_tax": "0",
              "advance_tax_paid": "0"},
    "rates": [{"month": "2025-07", "currency": "USD", "rupees": "280", "source": ""}],
}
CHANGES: list[tuple[str, Any]] = [
    ("person.resident", None),
    ("person.province", "unknown"),
    ("person.pseb", []),
    ("person.pseb.0.from", "2025-07-15"),
    ("person.pseb.0.until", "2025-07-13"),
    ("person.active_taxpayer", False),
    ("person.sales_tax_returns", None),
    ("person.opts_for_normal_tax", True),
    ("person.return_filed_on", "2026-10-01"),
    ("receipts.0.date", "2025-08-14"),
    ("receipts.0.amount", "20000.01"),
    ("receipts.0.currency", "EUR"),
    ("receipts.0.gross", "25000"),
    ("receipts.0.kind", "local"),
    ("receipts.0.kind", "social_media"),
    ("receipts.0.service", "other"),
    ("receipts.0.service", "unsure"),
    ("receipts.0.channel", "remittance"),
    ("receipts.0.channel", "unknown"),
    ("receipts.0.account", "other_person"),
    ("receipts.0.rupees", "5600001"),
    ("receipts.0.tax_deducted", "50001"),
    ("receipts.0.retained", "100.01"),
    ("receipts.0.platform", "Upwork"),
    ("receipts.1.account", "other_person"),
    ("receipts.1.tax_deducted", "250000"),
    ("other.salary", "900100"),
    ("other.salary_tax_deducted", "1"),
    ("other.expenses", "1000"),
    ("other.other_adjustable_tax", "1"),
    ("other.advance_tax_paid", "1"),
    ("rates.0.rupees", "280.000001"),
    ("rates.0.month", "2025-08"),
    ("rates.0.currency", "EUR"),
]
NOT_COVERED: list[tuple[str, Any]] = [
    ("person.resident", False),
    ("person.minor", True),
    ("person.province", "azad_kashmir"),
    ("person.province", "gilgit_baltistan"),
    ("receipts.0.kind", "foreign_payroll"),
]


def changed(path: str, value: Any) -> dict[str, Any]:
    """The base workbook with one answer changed; a key that cannot go with the new answer is left out."""
    workbook = copy.deepcopy(BASE)
    place: Any = workbook
    *way, last = path.split(".")
    for key in way:
        place = place[int(key)] if key.isdigit() else place[key]
    place[last] = value
    first = workbook["receipts"][0]
    if first["kind"] in ("local", "foreign_payroll") or first["channel"] != "bank":
        first["retained"] = "0"
    return workbook


@pytest.mark.parametrize(("path", "value"), CHANGES, ids=lambda part: str(part))
def test_an_answer_moves_the_result(path: str, value: Any) -> None:
    workbook = changed(path, value)
    before, after = assessed(BASE, AS_OF), assessed(workbook, AS_OF)
    assert differences(after, oracle_form(oracle.assess(workbook, AS_OF))) == []
    if path.startswith("receipts.0.channel"):
        base = changed("receipts.0.retained", "0")
        before = assessed(base, AS_OF)
    assert before != after


@pytest.mark.parametrize(("path", "value"), NOT_COVERED)
def test_who_is_not_covered_gets_no_figure(path: str, value: Any) -> None:
    with pytest.raises(NotCovered) as refused:
        assess(parsed(changed(path, value)), rulebook(), AS_OF)
    expected = path.replace("receipts.0", "receipts[0]")
    assert refused.value.path == expected


def test_social_media_from_1_july_2026_is_not_covered() -> None:
    receipt = {"id": "r", "date": "2026-07-01", "amount": "1", "currency": "PKR", "kind": "social_media",
               "service": "other"}
    workbook = {"format": "freelancer-workbook", "version": 1, "tax_year": 2027, "receipts": [receipt]}
    with pytest.raises(NotCovered):
        assess(parsed(workbook), rulebook(), AS_OF)


def test_the_day_of_assessment_moves_filing_and_warnings_only() -> None:
    early, late = assessed(BASE, date(2026, 1, 1)), assessed(BASE, date(2028, 1, 1))
    moved = {key for key in early if early[key] != late[key]}
    assert moved <= {"as_of", "filing", "warnings"}
    assert early["filing"]["days_late"] == 0 < late["filing"]["days_late"]


def test_what_is_left_out_equals_what_the_contract_fills_in() -> None:
    bare = {
        "format": "freelancer-workbook", "version": 1, "tax_year": 2026,
        "receipts": [{"id": "a", "date": "2025-07-14", "amount": "20000", "currency": "USD", "kind": "export",
                      "service": "it"}],
    }
    filled = {
        **bare,
        "person": {"name": "", "cnic": "", "ntn": "", "resident": None, "minor": False, "province": "unknown",
                   "pseb": [], "active_taxpayer": None, "sales_tax_returns": None,
                   "opts_for_normal_tax": False, "return_filed_on": None},
        "receipts": [{**bare["receipts"][0], "gross": None, "channel": "bank", "account": "own",
                      "rupees": None, "tax_deducted": "0", "retained": "0", "purpose_code": "",
                      "certificate": "", "platform": "", "client": "", "country": "", "reference": "",
                      "note": ""}],
        "other": {"salary": "0", "salary_tax_deducted": "0", "expenses": "0", "other_adjustable_tax": "0",
                  "advance_tax_paid": "0"},
        "rates": [],
    }
    assert assessed(bare, AS_OF) == assessed(filled, AS_OF)
