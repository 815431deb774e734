"""Income and tax pairs that other people published, through the public API (cases/worked-examples.csv)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compared import program_result

EXAMPLES = Path(__file__).parent / "cases" / "worked-examples.csv"
MONTHS = 12


def examples() -> Iterator[Any]:
    """Every published pair."""
    with EXAMPLES.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = f"{row['tax_year']} {row['table']} {row['period']} {row['taxable_income_rupees']}"
            yield pytest.param(row, id=f"{name} ({row['source']})")


def workbook_of(row: dict[str, str], yearly_income: int) -> dict[str, Any]:
    """All of the income as salary, or all from one client in Pakistan."""
    year = int(row["tax_year"])
    workbook: dict[str, Any] = {"format": "freelancer-workbook", "version": 1, "tax_year": year}
    if row["table"] == "salaried":
        return {**workbook, "other": {"salary": str(yearly_income)}}
    receipt = {
        "id": "client", "date": f"{year - 1}-07-01", "amount": str(yearly_income), "currency": "PKR",
        "kind": "local", "service": "other",
    }
    return {**workbook, "receipts": [receipt]}


@pytest.mark.parametrize("row", list(examples()))
def test_published_figure(row: dict[str, str]) -> None:
    income, published = int(row["taxable_income_rupees"]), int(row["published_tax_rupees"])
    monthly = row["period"] == "monthly"
    yearly = income * MONTHS if monthly else income
    result = program_result(workbook_of(row, yearly), date(2026, 11, 23))["ordinance"]
    assert result["taxable_income"] == yearly
    if monthly:
        assert abs(result["tax"] - published * MONTHS) <= MONTHS
    else:
        assert result["tax"] == published


def test_all_published_figures_are_here() -> None:
    assert len(list(examples())) == 51
