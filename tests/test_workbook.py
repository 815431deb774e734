"""The workbook's models: what may be left out, what they refuse, and that saved work comes back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from compliance.workbook import (
    ACCOUNTS,
    CHANNELS,
    KINDS,
    PROVINCES,
    SALES_TAX_RETURNS,
    SERVICES,
    MonthRate,
    OtherIncome,
    Person,
    PsebPeriod,
    Receipt,
    Workbook,
    blank_workbook,
    merged_pseb,
    pseb_on_days,
)
from compliance.workbook_reading import read_workbook, write_workbook

CONTRACT_EXAMPLE = """
{
  "format": "freelancer-workbook", "version": 1,
  "tax_year": 2026,
  "person": {
    "name": "", "cnic": "", "ntn": "",
    "resident": true, "minor": false, "province": "punjab",
    "pseb": [{"from": "2025-07-01", "until": "2026-06-30"}],
    "active_taxpayer": true,
    "sales_tax_returns": "not_required",
    "opts_for_normal_tax": false,
    "return_filed_on": null
  },
  "receipts": [
    {"id": "r1", "date": "2025-07-14", "amount": "1250.00", "currency": "USD", "gross": "1388.89",
     "kind": "export", "service": "it", "channel": "bank", "account": "own",
     "rupees": "351250.00", "tax_deducted": "878.13", "retained": "0.00",
     "purpose_code": "9186", "certificate": "", "platform": "Upwork", "client": "", "country": "US",
     "reference": "", "note": ""}
  ],
  "other": {"salary": "0", "salary_tax_deducted": "0", "expenses": "0", "other_adjustable_tax": "0",
            "advance_tax_paid": "0"},
  "rates": [{"month": "2026-05", "currency": "EUR", "rupees": "318.40", "source": "my bank"}]
}
"""

EXAMPLE_OF_VERSION_2 = """
{
  "format": "freelancer-workbook", "version": 2,
  "tax_year": 2026,
  "person": {
    "name": "", "cnic": "", "ntn": "",
    "resident": true, "minor": false, "province": "punjab",
    "pseb": [{"from": "2025-07-01", "until": "2026-06-30"}],
    "active_taxpayer": true,
    "sales_tax_returns": "not_required",
    "opts_for_normal_tax": false,
    "return_filed_on": null,
    "who_pays": "employer", "fixed_pay": true, "paid_leave": null, "only_one_company": false,
    "works_with": "helpers", "had_certificate": "yes",
    "address": "House 1, Lahore", "registered": true, "bank_account_declared": false,
    "foreign_currency_account": true, "self_declaration": null,
    "income_abroad_above_limit": false, "assets_abroad_above_limit": false,
    "other_reasons_to_file": null, "taxed_in_years_before": true,
    "assessed_income_before": "900000.00", "tax_payable_before": null,
    "returns_before": [{"tax_year": 2025, "filed": false}]
  },
  "receipts": [
    {"id": "r1", "date": "2025-07-14", "amount": "1250.00", "currency": "USD", "gross": "1388.89",
     "kind": "export", "service": "it", "channel": "bank", "account": "own",
     "rupees": "351250.00", "tax_deducted": "878.13", "portal_tax": "878.00", "retained": "0.00",
     "contract": true, "bank": "A Bank",
     "purpose_code": "9186", "certificate": "", "platform": "Upwork", "client": "", "country": "US",
     "reference": "", "note": "", "origin": ["0a1b2c3d4e5f6071"], "provisional": false}
  ],
  "other": {"salary": "0", "salary_tax_deducted": "0", "expenses": "0", "other_adjustable_tax": "0",
            "advance_tax_paid": "0"},
  "rates": [{"month": "2026-05", "currency": "EUR", "rupees": "318.40", "source": "my bank"}],
  "open_questions": ["job"],
  "banks": [{"name": "A Bank", "branch": "Main", "account": "PK00"}],
  "filing": {"kibor_percent": "11.25", "paid_on": "2026-11-01",
             "figures": [{"line": "final_tax_it", "amount": "351250", "tax": null}]},
  "wealth": {
    "items": [{"id": "w1", "kind": "bank", "name": "", "currency": "PKR", "start": "0", "end": null,
               "start_rupees": null, "end_rupees": null}],
    "changes": [{"id": "c1", "kind": "living_expenses", "name": "", "rupees": "240000"}]
  },
  "statements": {
    "files": [{"name": "report.csv",
               "sha256": "abababababababababababababababababababababababababababababababab",
               "profile": "upwork.transaction_report", "profile_version": 1, "posted": 1,
               "known_already": 0, "skipped": 0, "review": 0,
               "first_day": "2025-07-14", "last_day": null}],
    "movements": [{"id": "0a1b2c3d4e5f6071", "file": 0, "rows": [2], "account": "upwork:USD",
                   "date": "2025-07-14", "kind": "withdrawal", "amount": "-12.50", "currency": "USD"}],
    "links": [{"out": "0a1b2c3d4e5f6071", "into": "00", "rule": "rupees", "state": "proposed"}],
    "profiles": []
  }
}
"""


def read(document: str | bytes | dict[str, Any]) -> Workbook:
    outcome = read_workbook(json.dumps(document) if isinstance(document, dict) else document)
    assert isinstance(outcome, Workbook), outcome
    return outcome


def test_the_example_of_the_format_is_read_in_whole_units() -> None:
    workbook = read(CONTRACT_EXAMPLE)
    receipt = workbook.receipts[0]
    assert workbook.tax_year == 2026
    assert workbook.person.pseb == (PsebPeriod(first=date(2025, 7, 1), until=date(2026, 6, 30)),)
    assert receipt.date == date(2025, 7, 14)
    assert (receipt.amount, receipt.gross, receipt.rupees) == (125_000, 138_889, 35_125_000)
    assert (receipt.tax_deducted, receipt.retained) == (87_813, 0)
    assert workbook.rates[0].rupees == 318_400_000


def test_what_is_left_out_takes_the_defaults_of_the_format() -> None:
    receipt = {"id": "a", "date": "2025-07-14", "amount": "1", "currency": "USD", "kind": "export"}
    workbook = read(
        {
            "format": "freelancer-workbook",
            "version": 1,
            "tax_year": 2026,
            "person": {"pseb": [{"from": "2025-07-01"}]},
            "receipts": [{**receipt, "service": "it"}],
            "rates": [{"month": "2026-05", "currency": "EUR", "rupees": "318.4"}],
        }
    )
    assert workbook.person.model_dump(exclude={"pseb"}) == {
        "name": "",
        "cnic": "",
        "ntn": "",
        "resident": None,
        "minor": False,
        "province": "unknown",
        "active_taxpayer": None,
        "sales_tax_returns": None,
        "opts_for_normal_tax": False,
        "return_filed_on": None,
        "who_pays": None,
        "fixed_pay": None,
        "paid_leave": None,
        "only_one_company": None,
        "works_with": None,
        "had_certificate": None,
        "address": "",
        "registered": None,
        "bank_account_declared": None,
        "foreign_currency_account": None,
        "self_declaration": None,
        "income_abroad_above_limit": None,
        "assets_abroad_above_limit": None,
        "other_reasons_to_file": None,
        "taxed_in_years_before": None,
        "assessed_income_before": None,
        "tax_payable_before": None,
        "returns_before": (),
    }
    assert workbook.person.pseb[0].until is None
    assert workbook.receipts[0].model_dump(exclude=set(receipt) | {"service"}) == {
        "gross": None,
        "channel": "bank",
        "account": "own",
        "rupees": None,
        "tax_deducted": 0,
        "portal_tax": None,
        "retained": 0,
        "contract": None,
        "bank": "",
        "purpose_code": "",
        "certificate": "",
        "platform": "",
        "client": "",
        "country": "",
        "reference": "",
        "note": "",
        "origin": (),
        "provisional": False,
    }
    assert set(workbook.other.model_dump().values()) == {0}
    assert workbook.rates[0].source == ""
    shortest = read({"format": "freelancer-workbook", "version": 1, "tax_year": 2026})
    assert shortest == blank_workbook(2026)


def test_a_byte_order_mark_of_a_text_editor_is_no_fault() -> None:
    assert read(b"\xef\xbb\xbf" + CONTRACT_EXAMPLE.encode()) == read(CONTRACT_EXAMPLE)
    assert read("\ufeff" + CONTRACT_EXAMPLE) == read(CONTRACT_EXAMPLE)


def test_a_workbook_cannot_be_changed_in_place() -> None:
    workbook = blank_workbook(2026)
    with pytest.raises(ValidationError):
        workbook.tax_year = 2025  # type: ignore[misc]
    with pytest.raises(ValidationError):
        workbook.other.salary = 1  # type: ignore[misc]


GOOD = {
    "id": "r1",
    "date": date(2025, 7, 14),
    "amount": 125_000,
    "currency": "USD",
    "kind": "export",
    "service": "it",
}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("amount", -1),
        ("amount", 10**12),
        ("amount", 1250.0),
        ("amount", True),
        ("amount", "1,250"),
        ("date", 20_250_714),
        ("currency", "usd"),
        ("kind", "exports"),
        ("note", "\x00"),
        ("colour", "red"),
    ],
)
def test_code_that_builds_a_receipt_is_held_to_the_same_forms(key: str, value: object) -> None:
    assert Receipt.model_validate(GOOD).amount == 125_000
    with pytest.raises(ValidationError):
        Receipt.model_validate({**GOOD, key: value})


def test_saved_amounts_have_two_decimals_and_rates_as_many_as_they_need() -> None:
    workbook = Workbook(
        format="freelancer-workbook",
        version=2,
        tax_year=2026,
        other=OtherIncome(salary=100_000_005, expenses=10**12 - 1),
        rates=tuple(
            MonthRate(month="2026-05", currency=currency, rupees=rupees)
            for currency, rupees in (("EUR", 318_400_000), ("GBP", 370_998_712), ("AED", 75_000_000))
        ),
    )
    plain = json.loads(write_workbook(workbook))
    assert plain["other"]["salary"] == "1000000.05"
    assert plain["other"]["expenses"] == "9999999999.99"
    assert [rate["rupees"] for rate in plain["rates"]] == ["318.40", "370.998712", "75.00"]


def test_saved_work_has_every_key_of_the_format_in_its_order_and_a_receipt_a_line() -> None:
    saved = write_workbook(read(EXAMPLE_OF_VERSION_2))
    written, example = json.loads(saved), json.loads(EXAMPLE_OF_VERSION_2)
    assert keys_of(written) == keys_of(example)
    assert sum('"id": "r1"' in line and '"note": ""' in line for line in saved.splitlines()) == 1


def keys_of(part: Any) -> Any:
    """The keys of a document in their order, with those of the groups and of the first of each list."""
    if isinstance(part, dict):
        return [(key, keys_of(value)) for key, value in part.items()]
    return keys_of(part[0]) if isinstance(part, list) and part else None


def test_every_key_of_the_first_version_stands_in_the_second_in_the_same_order() -> None:
    """An older file is brought up without a change; the new keys take their defaults."""
    first, second = json.loads(CONTRACT_EXAMPLE), json.loads(write_workbook(read(CONTRACT_EXAMPLE)))
    assert (first["version"], second["version"]) == (1, 2)
    for group in ("person", "other"):
        assert [key for key in second[group] if key in first[group]] == list(first[group])
    for group in ("receipts", "rates"):
        before, after = first[group][0], second[group][0]
        assert [key for key in after if key in before] == list(before)
    assert read(write_workbook(read(CONTRACT_EXAMPLE))) == read(CONTRACT_EXAMPLE)
    as_second = read(json.dumps({**first, "version": 2}))
    assert as_second == read(CONTRACT_EXAMPLE)


amounts = st.integers(0, 10**12 - 1)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff") | st.just("\n"),
    max_size=20,
)
currencies = st.from_regex(r"[A-Z][A-Z0-9]{2,9}", fullmatch=True)
yes_no_unknown = st.none() | st.booleans()
periods = st.builds(PsebPeriod, first=days, until=st.none() | days)
people = st.builds(
    Person,
    name=texts,
    cnic=texts,
    ntn=texts,
    resident=yes_no_unknown,
    minor=st.booleans(),
    province=st.sampled_from(PROVINCES),
    pseb=st.lists(periods, max_size=3).map(tuple),
    active_taxpayer=yes_no_unknown,
    sales_tax_returns=st.none() | st.sampled_from(SALES_TAX_RETURNS),
    opts_for_normal_tax=st.booleans(),
    return_filed_on=st.none() | days,
)
receipts = st.builds(
    Receipt,
    id=texts,
    date=days,
    amount=amounts,
    currency=currencies,
    gross=st.none() | amounts,
    kind=st.sampled_from(KINDS),
    service=st.sampled_from(SERVICES),
    channel=st.sampled_from(CHANNELS),
    account=st.sampled_from(ACCOUNTS),
    rupees=st.none() | amounts,
    tax_deducted=amounts,
    retained=amounts,
    client=texts,
    note=texts,
)
month_rates = st.builds(
    MonthRate,
    month=st.dates(date(1, 1, 1)).map(lambda day: f"{day.year:04d}-{day.month:02d}"),
    currency=currencies,
    rupees=st.integers(0, 10**16 - 1),
    source=texts,
)
workbooks = st.builds(
    Workbook,
    format=st.just("freelancer-workbook"),
    version=st.just(2),
    tax_year=st.integers(-9999, 9999),
    person=people,
    receipts=st.lists(receipts, max_size=3).map(tuple),
    other=st.builds(OtherIncome, salary=amounts, expenses=amounts, advance_tax_paid=amounts),
    rates=st.lists(month_rates, max_size=3).map(tuple),
)


@settings(max_examples=200, deadline=None)
@given(workbooks)
def test_saved_work_comes_back_as_it_went_and_in_the_same_bytes(workbook: Workbook) -> None:
    saved = write_workbook(workbook)
    assert read_workbook(saved) == workbook
    assert read_workbook(saved.encode("utf-8")) == workbook
    assert write_workbook(read(saved)) == saved


def person_with(*spans: tuple[str, str | None]) -> Person:
    return Person(
        pseb=tuple(
            PsebPeriod(
                first=date.fromisoformat(first), until=None if until is None else date.fromisoformat(until)
            )
            for first, until in spans
        )
    )


@pytest.mark.parametrize(
    ("spans", "merged"),
    [
        ([], []),
        ([("2025-07-01", "2025-07-31")], [("2025-07-01", "2025-07-31")]),
        # Overlapping, in whatever order they were entered.
        (
            [("2025-09-01", "2025-12-31"), ("2025-07-01", "2025-09-15")],
            [("2025-07-01", "2025-12-31")],
        ),
        # One within the other.
        ([("2025-07-01", "2026-06-30"), ("2025-08-01", "2025-08-02")], [("2025-07-01", "2026-06-30")]),
        # The day after the last is the same certificate renewed; a day between is none.
        ([("2025-07-01", "2025-07-31"), ("2025-08-01", "2025-08-31")], [("2025-07-01", "2025-08-31")]),
        (
            [("2025-07-01", "2025-07-31"), ("2025-08-02", "2025-08-31")],
            [("2025-07-01", "2025-07-31"), ("2025-08-02", "2025-08-31")],
        ),
        # Still in force swallows what comes later.
        (
            [("2025-07-01", "2025-07-31"), ("2025-07-20", None), ("2025-12-01", "2025-12-31")],
            [("2025-07-01", None)],
        ),
        ([("2025-07-01", "9999-12-31"), ("2025-08-01", None)], [("2025-07-01", None)]),
    ],
)
def test_periods_of_certification_are_merged(
    spans: list[tuple[str, str | None]], merged: list[tuple[str, str | None]]
) -> None:
    found = [
        (first.isoformat(), None if until is None else until.isoformat())
        for first, until in merged_pseb(person_with(*spans))
    ]
    assert found == merged


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.none() | st.integers(0, 12)), max_size=6),
    st.lists(st.integers(-2, 60), max_size=20),
)
def test_a_day_is_certified_if_any_one_period_covers_it(
    spans: list[tuple[int, int | None]], offsets: list[int]
) -> None:
    start = date(2025, 7, 1).toordinal()
    person = Person(
        pseb=tuple(
            PsebPeriod(
                first=date.fromordinal(start + first),
                until=None if length is None else date.fromordinal(start + first + length),
            )
            for first, length in spans
        )
    )
    expected = [
        any(first <= offset and (length is None or offset <= first + length) for first, length in spans)
        for offset in offsets
    ]
    assert pseb_on_days(person, [start + offset for offset in offsets]) == expected
