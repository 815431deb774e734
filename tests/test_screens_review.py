"""The page on which many receipts are looked through, and what it does to them."""

from __future__ import annotations

import time

import pytest

from compliance.screens.draft_workbook import to_workbook
from compliance.screens.income.review_rows import filtered, part_of, rows_of, split
from tests.sample_year import rules
from tests.screens_app import app, draft, receipt, shown

MANY = [
    receipt(id="a", client="Acme", date="14 July 2025"),
    receipt(id="b", client="Bilal & Sons", date="30 June 2026", credited="", tax_deducted=""),
    receipt(id="c", platform="Upwork", service="unsure", origin="00", provisional="yes"),
]


def ids(*marks: str, words: str = "") -> list[str]:
    return [MANY[row.place]["id"] for row in filtered(rows_of(MANY), words, marks)]


def test_receipts_are_found_by_words_and_by_what_is_to_be_noticed() -> None:
    assert ids() == ["a", "b", "c"]
    assert ids(words="acme july") == ["a"]
    assert ids("year_end") == ["b"]
    assert ids("estimated") == ["b"]
    assert ids("provisional", "year_end") == ["b", "c"]
    assert ids("unsure") == ids("unseen") == ["c"]
    assert ids("unsure", words="acme") == []


@pytest.mark.parametrize(
    ("typed", "part"),
    [("400", 40_000), ("1,249.99", 124_999), ("1250", None), ("0", None), ("", None), ("four", None)],
)
def test_a_part_lies_between_nothing_and_the_whole(typed: str, part: int | None) -> None:
    assert part_of(typed, 125_000) == part


def test_both_parts_of_a_split_receipt_make_the_whole() -> None:
    """1,250 dollars, Rs 3,50,000 credited, Rs 875 of tax: 400 dollars are 32%, Rs 1,12,000 and Rs 280."""
    first, second = split([MANY[0]], 0, 40_000)
    assert (first["received"], first["credited"], first["tax_deducted"]) == ("400", "112000", "280")
    assert (second["received"], second["credited"], second["tax_deducted"]) == ("850", "238000", "595")
    assert first["id"] != second["id"] and second["client"] == "Acme"
    before = to_workbook(draft([MANY[0]]), rules()).workbook
    after = to_workbook(draft([first, second]), rules()).workbook
    assert before is not None and after is not None
    assert sum(one.rupees or 0 for one in after.receipts) == before.receipts[0].rupees


def test_the_page_shows_every_receipt_and_says_what_is_left_of_a_filter() -> None:
    at = app("review", draft(MANY))
    assert "3 of 3 receipts" in shown(at)
    at.text_input(key="review.words").set_value("acme").run()
    assert "1 of 3 receipts" in shown(at)
    assert list(at.dataframe[0].value["From"]) == ["Acme"]


def test_five_thousand_receipts_become_rows_in_time() -> None:
    """A rerun filters only; rows are made anew after a change, in well below a second."""
    many = [{**MANY[0], "id": f"r{number}"} for number in range(5_000)]
    start = time.perf_counter()
    rows = rows_of(many)
    made = time.perf_counter() - start
    start = time.perf_counter()
    assert len(filtered(rows, "acme", ())) == 5_000
    assert time.perf_counter() - start < 0.2
    assert made < 3
