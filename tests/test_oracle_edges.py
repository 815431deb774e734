"""Every threshold and date that the rules hold, a paisa, a cent or a day on either side, against the oracle.

The edges come from the rules, so that a new tax year brings its own; what is expected there, from the oracle.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

import oracle
from compared import assessed, differences, oracle_form, rulebook

YEARS = range(rulebook().coverage.first_tax_year, rulebook().coverage.last_tax_year + 1)
YEARS_OF_THE_80_PERCENT_TEST = [
    year for year in YEARS if rulebook().for_tax_year("it_export_remittance_share", year).value is not None
]
AS_OF = date(2026, 11, 23)
STEPS = (-1, 0, 1)


def text(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def same(workbook: dict[str, Any], as_of: date = AS_OF) -> dict[str, Any]:
    """The result, after the oracle has agreed with all of it."""
    whole = {"format": "freelancer-workbook", "version": 1, **workbook}
    result = assessed(whole, as_of)
    assert not differences(result, oracle_form(oracle.assess(whole, as_of)))
    return result


def rupee_receipt(day: date | str, paisa: int, **keys: Any) -> dict[str, Any]:
    return {"id": "r", "date": str(day), "amount": text(paisa), "currency": "PKR", "kind": "local",
            "service": "other", **keys}


def dollar_receipt(day: date | str, cents: int, **keys: Any) -> dict[str, Any]:
    return {"id": "r", "date": str(day), "amount": text(cents), "currency": "USD",
            "rupees": text(cents * 280), "kind": "export", "service": "it", **keys}


def first_day(year: int) -> date:
    return date(year - 1, 7, 1)


def incomes() -> Iterator[Any]:
    """Each threshold of taxable income, in paisa, by year and table."""
    for year in YEARS:
        for table in ("salaried", "non_salaried"):
            edges = [int(above) for above in rulebook().for_tax_year(f"slabs_{table}", year).value.above]
            for name in ("surcharge_threshold", "super_tax_threshold"):
                edge = rulebook().for_tax_year(name, year).value
                edges += [] if edge is None else [edge]
            for edge in edges:
                yield pytest.param(year, table, edge, id=f"{year} {table} {edge // 100}")


@pytest.mark.parametrize(("year", "table", "edge"), list(incomes()))
def test_thresholds_of_income(year: int, table: str, edge: int) -> None:
    for paisa in (edge + step for step in STEPS if edge + step > 0):
        if table == "salaried":
            same({"tax_year": year, "other": {"salary": text(paisa)}})
        else:
            same({"tax_year": year, "receipts": [rupee_receipt(first_day(year), paisa)]})


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("rupees", [1, 123_457, 4_000_000, 25_000_000])
def test_share_of_salary(year: int, rupees: int) -> None:
    share = rulebook().for_tax_year("salaried_share", year).value
    income = 100 * 4 * rupees
    salary = income * share // 1_000_000
    seen = set()
    for step in STEPS:
        receipts = [rupee_receipt(first_day(year), income - salary)]
        result = same({"tax_year": year, "other": {"salary": text(salary + step)}, "receipts": receipts})
        seen.add(result["ordinance"]["salaried"])
    assert seen == {True, False}


@pytest.mark.parametrize("year", YEARS_OF_THE_80_PERCENT_TEST)
@pytest.mark.parametrize("channel", ["remittance", "wallet"])
@pytest.mark.parametrize("opts", [True, False])
def test_share_through_banks(year: int, channel: str, opts: bool) -> None:
    share = rulebook().for_tax_year("it_export_remittance_share", year).value
    everything = 1_000_000_000
    by_bank = everything * share // 1_000_000
    for step in STEPS:
        export = {"kind": "export", "service": "it"}
        receipts = [
            rupee_receipt(first_day(year), by_bank + step, **export),
            rupee_receipt(first_day(year), everything - by_bank, **export, channel=channel) | {"id": "other"},
        ]
        person = {"opts_for_normal_tax": opts}
        same({"tax_year": year, "person": person, "receipts": receipts})


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("kind", ["export", "local"])
def test_policy_threshold(year: int, kind: str) -> None:
    edge = rulebook().for_tax_year("policy_exempt_usd", year).value
    exempt = []
    for step in STEPS:
        receipts = [
            dollar_receipt(first_day(year), edge - 333_333, kind=kind, service="other"),
            dollar_receipt(first_day(year), 333_333 + step) | {"id": "second"},
        ]
        exempt.append(same({"tax_year": year, "receipts": receipts})["policy"]["exempt_12000"])
    assert exempt == [True, True, False]


def days_of_change(name: str) -> list[date]:
    """The days on which a parameter takes another value."""
    parameter = rulebook().parameters[name]
    return [value.first for value in parameter.values if first_day(YEARS[0]) < value.first]


@pytest.mark.parametrize("name", ["policy_zero_rate", "retention_share", "retention_needs_registration",
                                  "retention_minimum_usd"])
@pytest.mark.parametrize("certified", [True, False])
def test_days_of_change(name: str, certified: bool) -> None:
    assert days_of_change(name)
    for change in days_of_change(name):
        for day in (change + timedelta(days=step) for step in STEPS):
            year = day.year + (day.month >= 7)
            person = {"pseb": [{"from": str(first_day(year))}] if certified else []}
            receipts = [dollar_receipt(day, cents, retained="100") | {"id": str(cents)}
                        for cents in (400_000, 777_777)]
            same({"tax_year": year, "person": person, "receipts": receipts})


@pytest.mark.parametrize("factor", [1, 2])
def test_minimum_retained(factor: int) -> None:
    day = date(2026, 9, 15)
    edge = factor * rulebook().at("retention_minimum_usd", day).value
    for cents in (edge + step for step in STEPS):
        same({"tax_year": 2027, "receipts": [dollar_receipt(day, cents, retained=text(cents))]})


def last_days() -> Iterator[tuple[int, date]]:
    """The last day for the return of each year, by statute and, where there is one, by extension."""
    for year in YEARS:
        for name in ("return_due", "return_extended_to"):
            last = rulebook().for_tax_year(name, year).value
            if last is not None:
                yield year, last


@pytest.mark.parametrize(("year", "last"), list(last_days()))
def test_last_days(year: int, last: date) -> None:
    for day in (last + timedelta(days=step) for step in STEPS):
        same({"tax_year": year, "other": {"salary": "1"}}, day)
        same({"tax_year": year, "person": {"return_filed_on": str(day)}}, last + timedelta(days=400))


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("service", ["it", "ites", "other", "unsure"])
def test_days_of_certification(year: int, service: str) -> None:
    first, last = date(year - 1, 9, 2), date(year - 1, 10, 31)
    for edge in (first, last):
        for day in (edge + timedelta(days=step) for step in STEPS):
            person = {"pseb": [{"from": str(first), "until": str(last)}]}
            receipts = [dollar_receipt(day, 1_234_567, service=service)]
            same({"tax_year": year, "person": person, "receipts": receipts})


@pytest.mark.parametrize("year", YEARS)
def test_final_tax_turns_at_half_a_rupee(year: int) -> None:
    for percent_times_4 in (1, 4, 8):
        half = 50 * 400 // percent_times_4
        for paisa in (half + step for step in STEPS):
            person = {"pseb": [{"from": str(first_day(year))}], "active_taxpayer": False}
            for service in ("it", "other"):
                receipt = rupee_receipt(first_day(year), paisa, kind="export", service=service)
                same({"tax_year": year, "person": person, "receipts": [receipt]})


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("kind", ["export", "local"])
@pytest.mark.parametrize("channel", ["bank", "wallet"])
def test_the_largest_amounts_do_not_overflow(year: int, kind: str, channel: str) -> None:
    most = 999_999_999_999
    for person in ({"pseb": [{"from": str(first_day(year))}]}, {"opts_for_normal_tax": True}):
        export = {"kind": kind, "channel": channel, "service": "it"}
        receipts = [
            rupee_receipt(first_day(year), paisa, **export, tax_deducted=text(paisa)) | {"id": str(paisa)}
            for paisa in (most, 1)
        ]
        same({"tax_year": year, "person": person, "receipts": receipts})
    same({"tax_year": year, "other": {"salary": text(most), "salary_tax_deducted": text(most)}})
