"""`assess_many` against the oracle, row by row."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

import oracle
from compared import rulebook
from compliance import assess_many
from random_choice import Seeded
from random_workbooks import make_row

ROWS = 2_000
FIGURES = (
    "ordinance_final_tax", "ordinance_normal_tax", "ordinance_surcharge", "ordinance_tax",
    "ordinance_balance", "ordinance_refundable", "policy_tax", "difference",
)


def rows(count: int) -> list[dict[str, Any]]:
    """Good rows, the same on every run."""
    choose = Seeded(20_261_123)
    return [make_row(choose, number) for number in range(count)]


def test_good_rows_equal_the_oracle() -> None:
    people = rows(ROWS)
    out = assess_many(pd.DataFrame(people), rulebook())
    assert list(out["person_id"]) == [person["person_id"] for person in people]
    assert out["error"].fillna("").eq("").all(), out.loc[out["error"].fillna("") != "", "error"].unique()
    wrong = []
    for person, (_, figures) in zip(people, out[list(FIGURES)].iterrows(), strict=True):
        got, expected = {key: int(figures[key]) for key in FIGURES}, oracle.batch_row(person)
        if got != expected:
            wrong.append((person, got, expected))
    assert not wrong, f"{len(wrong)} rows differ, the first: {wrong[0]}"


def whole(text: str) -> int:
    return int(Decimal(text))


@pytest.mark.parametrize("spelling", [str, Decimal, whole])
def test_kinds_of_columns(spelling: Callable[[str], Any]) -> None:
    people = rows(300)
    for person in people:
        for column in [key for key in person if key.endswith(("_rupees", "_usd"))]:
            person[column] = spelling(person[column])
    out = assess_many(pd.DataFrame(people), rulebook())
    for person, (_, figures) in zip(people, out.iterrows(), strict=True):
        if not figures["error"]:
            assert {key: int(figures[key]) for key in FIGURES} == oracle.batch_row(person)
    assert (out["error"] == "").sum() > 250


def test_a_floating_point_money_column_is_refused() -> None:
    frame = pd.DataFrame(rows(3)).assign(salary_rupees=[1.0, 2.0, 3.0])
    with pytest.raises(Exception, match="salary_rupees"):
        assess_many(frame, rulebook())


def test_a_bad_row_keeps_its_place_and_leaves_the_others_alone() -> None:
    people = rows(9)
    spoilt = {
        1: {"salary_rupees": ""}, 3: {"tax_year": 2020}, 5: {"local_rupees": "-1"},
        7: {"it_export_rupees": "1000", "freelance_usd": "0"},
    }
    mixed = [{**person, **spoilt.get(number, {})} for number, person in enumerate(people)]
    out = assess_many(pd.DataFrame(mixed), rulebook())
    for number, person in enumerate(people):
        row = out.iloc[number]
        assert row["person_id"] == person["person_id"]
        if number in spoilt:
            assert row["error"]
            assert row[list(FIGURES)].isna().all()
        else:
            assert {key: int(row[key]) for key in FIGURES} == oracle.batch_row(person)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # $12,000.00 exactly, certified IT: the policy frees it; 0.25% of 3,360,000 = 8,400.
        (
            {"it_export_rupees": "3360000", "freelance_usd": "12000.00", "pseb": True},
            {"ordinance_final_tax": 8_400, "ordinance_balance": 8_400, "policy_tax": 0, "difference": 8_400},
        ),
        # A cent more: no exemption, and from 1 July 2025 no zero rate.
        (
            {"it_export_rupees": "3360000", "freelance_usd": "12000.01", "pseb": True},
            {"ordinance_tax": 8_400, "policy_tax": 8_400, "difference": 0},
        ),
        # The year before, the zero rate covers it.
        (
            {"tax_year": 2025, "it_export_rupees": "3360000", "freelance_usd": "12000.01"},
            {"ordinance_tax": 33_600, "policy_tax": 0, "difference": 33_600},
        ),
        # Rs 2.4 million from clients in Pakistan: 410,000, of which 500,000 was deducted, all adjustable.
        (
            {"local_rupees": "2400000", "freelance_usd": "20000", "tax_deducted_rupees": "500000"},
            {"ordinance_normal_tax": 410_000, "ordinance_balance": 0, "ordinance_refundable": 90_000},
        ),
    ],
)
def test_rows_worked_by_hand(row: dict[str, Any], expected: dict[str, int]) -> None:
    nothing = {
        "person_id": "p", "tax_year": 2026, "it_export_rupees": "0", "other_export_rupees": "0",
        "freelance_usd": "0", "pseb": False, "salary_rupees": "0", "local_rupees": "0",
        "expenses_rupees": "0", "tax_deducted_rupees": "0",
    }
    out = assess_many(pd.DataFrame([{**nothing, **row}]), rulebook()).iloc[0]
    by_oracle = oracle.batch_row({**nothing, **row})
    for figures in (out, by_oracle):
        assert {key: int(figures[key]) for key in expected} == expected
