"""The filing pack as data: read back as JSON and compared with figures worked out by hand and the screens."""

from __future__ import annotations

import json
from typing import Any

import pytest

from compliance.assessment_json import to_json
from compliance.documents.papers_json import with_papers
from compliance.summary_duties import told_duties
from compliance.summary_filing_sheet import filing_sheet
from tests.duty_cases import with_answers
from tests.sample_year import (
    DESIGNER,
    DEVELOPER,
    EVERY_YEAR,
    REMITTED,
    WALLET,
    assessed,
    receipt,
    rules,
    year,
)


def read(saved: str) -> dict[str, Any]:
    """What a script reads."""
    found: dict[str, Any] = json.loads(json.dumps(with_papers(assessed(saved), rules())))
    return found


def test_it_is_the_assessment_with_one_key_more() -> None:
    found = read(DEVELOPER)
    assert found.pop("papers")
    assert found == json.loads(json.dumps(to_json(assessed(DEVELOPER))))


def test_the_return_of_tax_year_2026_is_late_from_16_october_on() -> None:
    duties = {one["id"]: one for one in read(DEVELOPER)["papers"]["duties"]}
    filed = next(one for one in duties.values() if one["title"] == "File the income tax return")
    assert (filed["status"], filed["by"], filed["days_late"]) == ("applies", "2026-10-15", 39)
    assert "return_extended_to" in filed["rules"]


def test_the_filing_sheet_holds_the_receipts_and_their_tax() -> None:
    lines = read(DEVELOPER)["papers"]["filing_sheet"]
    # 0.25% of Rs 42,00,000; two sources print two codes for this line.
    (export,) = [one for one in lines if one["code"] == "64060290"]
    assert (export["rupees"], export["tax_rupees"], export["code_tier"]) == (4_200_000, 10_500, "unsettled")


def test_the_bridge_is_in_the_data_with_its_gap() -> None:
    own = {"id": "a", "kind": "bank", "name": "", "currency": "PKR", "start": "500000", "end": "3989500.25"}
    spent = {"id": "b", "kind": "living_expenses", "name": "", "rupees": "1200000"}
    saved = with_answers(DEVELOPER, wealth={"items": [own], "changes": [spent]})
    bridge = read(saved)["papers"]["wealth"]["bridge"]
    # 5,00,000 + 42,00,000 - 10,500 - 12,00,000 is 34,89,500.
    assert (bridge["expected"], bridge["closing"], bridge["gap"]) == ("3489500.00", "3989500.25", "500000.25")
    assert read(DEVELOPER)["papers"]["wealth"]["bridge"] is None


@pytest.mark.parametrize("saved", [DEVELOPER, DESIGNER, REMITTED, WALLET, *EVERY_YEAR.values()])
def test_every_case_can_be_written_and_agrees_with_the_screens(saved: str) -> None:
    one, found = assessed(saved), read(saved)["papers"]
    told = told_duties(one, rules())
    assert [(each["id"], each["status"], each["tier"]) for each in found["duties"]] == [
        (each.id, each.status, each.tier) for each in told.duties
    ]
    assert [(each["day"], each["title"]) for each in found["dates"]] == [
        (each.day.isoformat(), each.title) for each in told.days
    ]
    assert [(each["low_rupees"], each["high_rupees"]) for each in found["costs_of_lateness"]] == [
        (each.low, each.high) for each in told.costs
    ]
    sheet = [line for part in filing_sheet(one, rules()).parts for line in part.lines]
    assert [(each["id"], each["rupees"]) for each in found["filing_sheet"]] == [
        (line.id, line.amount) for line in sheet
    ]
    ids = {receipt.id for receipt in one.workbook.receipts}
    assert {each["id"] for each in found["evidence"]["deductions"]} <= ids


def test_returns_of_other_years_are_in_the_data() -> None:
    before = [{"tax_year": 2024, "filed": False}]
    years = read(with_answers(DEVELOPER, person={"returns_before": before}))["papers"]["other_years"]
    # The last five completed tax years are 2022 to 2026, of which 2026 is the one assessed.
    assert [year["tax_year"] for year in years] == [2025, 2024, 2023, 2022]
    assert [year["filed"] for year in years] == [None, False, None, None]
    assert years[0]["last_date"] == "2025-10-31"


def test_an_older_years_work_takes_answers_about_later_years_and_ten_years_count() -> None:
    """None of 2022 to 2026 filed: the returns of the last ten completed years can be asked for."""
    before = [{"tax_year": tax_year, "filed": False} for tax_year in (*range(2017, 2025), 2026)]
    saved = with_answers(
        year(2025, receipt("2024-08-10", "100.00", rupees="28000")), person={"returns_before": before}
    )
    years = read(saved)["papers"]["other_years"]
    assert [one["tax_year"] for one in years] == [2026, *range(2024, 2016, -1)]
    # With 2026 filed only the nearer years can be asked for, and what was answered is kept.
    before[-1] = {"tax_year": 2026, "filed": True}
    years = read(with_answers(saved, person={"returns_before": before}))["papers"]["other_years"]
    assert [one["tax_year"] for one in years] == [2026, *range(2024, 2016, -1)]
