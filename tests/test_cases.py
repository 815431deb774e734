"""Worked cases with a named source, through the public API and through the oracle."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import oracle
from compared import assessed, oracle_form

FOLDER = Path(__file__).parent / "cases"
AS_OF = date(2026, 11, 23)
ENGINES: dict[str, Callable[[dict[str, Any], date], dict[str, Any]]] = {
    "program": assessed,
    "oracle": lambda workbook, as_of: oracle_form(oracle.assess(workbook, as_of)),
}


def merged(assumed: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with the assumptions under them."""
    both = dict(assumed)
    for key, value in facts.items():
        under = both.get(key)
        both[key] = merged(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return both


def workbook_of(case: dict[str, Any]) -> dict[str, Any]:
    """A whole workbook out of a case's facts and assumptions."""
    workbook = merged(case.get("assumed", {}), case["facts"])
    under_each = workbook.pop("receipt", {})
    workbook["receipts"] = [
        {"id": f"r{number}", **under_each, **receipt}
        for number, receipt in enumerate(workbook.get("receipts", []))
    ]
    return {"format": "freelancer-workbook", "version": 1, **workbook}


def found(result: dict[str, Any], path: str) -> Any:
    """What a result holds at a dotted path."""
    head, _, rest = path.partition(".")
    if head == "warning":
        return rest in result["warnings"]
    if head == "unsettled":
        effect = result["unsettled"].get(rest, "not listed")
        return "none" if effect is None else effect
    if head == "retention" and rest:
        month, _, column = rest.partition(".")
        return next(row[column] for row in result["retention"] if row["month"] == month)
    value = result[head]
    for key in rest.split(".") if rest else []:
        value = value[key]
    return "none" if value is None else value


def cases() -> Iterator[Any]:
    """Every case of every file but the slab tables."""
    for file in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8")).get("case", []):
            yield pytest.param(case, id=f"{file.stem}: {case['name']}")


def slab_rows() -> Iterator[Any]:
    """Every row of the slab boundaries."""
    tables = tomllib.loads((FOLDER / "slab_boundaries.toml").read_text(encoding="utf-8"))["table"]
    for table in tables:
        for income, tax in table["rows"]:
            yield pytest.param(table, income, tax, id=f"{table['name']}: {income}")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", list(cases()))
def test_case(case: dict[str, Any], engine: str) -> None:
    as_of = date.fromisoformat(case["as_of"]) if "as_of" in case else AS_OF
    result = ENGINES[engine](workbook_of(case), as_of)
    expected = {**case.get("gives", {}), **case.get("follows", {})}
    assert case["source"] and expected
    assert {path: found(result, path) for path in expected} == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("table", "income", "tax"), list(slab_rows()))
def test_slab_boundary(table: dict[str, Any], income: int, tax: int, engine: str) -> None:
    year = table["tax_year"]
    workbook: dict[str, Any] = {"format": "freelancer-workbook", "version": 1, "tax_year": year}
    if table["income"] == "salary":
        workbook["other"] = {"salary": str(income)}
    else:
        workbook["receipts"] = [{
            "id": "client", "date": f"{year - 1}-09-01", "amount": str(income), "currency": "PKR",
            "kind": "local", "service": "other",
        }]
    result = ENGINES[engine](workbook, AS_OF)["ordinance"]
    assert (result["normal_tax"], result["taxable_income"]) == (tax, income)
    assert result["salaried"] is (table["income"] == "salary")
