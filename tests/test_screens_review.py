"""The page on which many receipts are looked through, and what it does to them."""

from __future__ import annotations

import time

import pytest

from compliance.screens.draft_workbook import to_workbook
from compliance.screens.income.review_rows import filtered, part_of, rows_of, split
from compliance.screens.income.review_undo import Change, undone
from compliance.screens.state import REVIEWED
from tests.sample_year import rules
from tests.screens_app import app, draft, kept, press, receipt, shown

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


CLIENTS = [
    receipt(id=f"n{number}", client=f"Client {number}", reference=f"INV-{number}", date=day)
    for number, day in ((7, "1 August 2025"), (70, "7 July 2025"), (17, "14 July 2025"))
]


@pytest.mark.parametrize(
    ("words", "part", "found"),
    [
        # Not by the 7 of "7 July", nor by that in 70 or 17, nor by its number in the list.
        ("client 7", "", ["n7"]),
        ("Client", "", ["n7", "n70", "n17"]),
        ("7 july", "", ["n70"]),
        ("client july", "", ["n70", "n17"]),
        ("july 2025", "", ["n70", "n17"]),
        ("7", "who", ["n7"]),
        ("7", "day", ["n70"]),
        ("inv 17", "reference", ["n17"]),
        ("clien", "", []),
        ("3,50,000", "amount", ["n7", "n70", "n17"]),
        ("1250.00", "", ["n7", "n70", "n17"]),
    ],
)
def test_a_search_finds_whole_words_that_stand_together(words: str, part: str, found: list[str]) -> None:
    assert [CLIENTS[row.place]["id"] for row in filtered(rows_of(CLIENTS), words, (), part)] == found


def test_days_and_rupees_of_the_table_sort_as_such() -> None:
    at = app("review", draft([*CLIENTS, receipt(id="x", date="1 December 2025", credited="99,000")]))
    table = at.dataframe[0].value
    assert [f"{day:%d %b}" for day in table["day"].sort_values()] == ["07 Jul", "14 Jul", "01 Aug", "01 Dec"]
    assert list(table["rupees"].sort_values()) == [99_000.0, 350_000.0, 350_000.0, 350_000.0]
    assert table["amount"].tolist() == [1_250.0] * 4


def test_the_page_says_how_many_receipts_apply_would_change() -> None:
    at = app("review", draft(MANY))
    at.session_state["review.table.0"] = {"selection": {"rows": [0, 1, 2], "columns": [], "cells": []}}
    at.run()
    assert "3 receipts selected" in shown(at)
    at.selectbox(key="review.value.service").set_value("it").run()
    assert "1 receipt will have another “Kind of work” than now: IT. 2 have it already." in shown(at)
    assert at.button(key="review.apply").label == "Apply to 3 receipts"


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
    assert [who.partition(" · ")[0] for who in at.dataframe[0].value["who"]] == ["Acme"]


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


def test_undo_takes_back_the_change_and_nothing_that_came_since() -> None:
    change = Change((0,), (MANY[0],), ({**MANY[0], "service": "ites", "seen": "yes"},))
    later = [{**MANY[0], "service": "ites", "seen": "yes", "rupees": "1"}, *MANY[1:], receipt(id="d")]
    assert undone(later, change) == [{**MANY[0], "rupees": "1"}, *MANY[1:], receipt(id="d")]
    # Changed to something else since, it stays so; gone since, it stays gone.
    assert undone([{**MANY[0], "service": "other"}], change) == [{**MANY[0], "service": "other"}]
    assert undone(MANY[1:], change) == MANY[1:]


def test_undo_puts_back_what_was_taken_out_unless_the_money_is_there_already() -> None:
    change = Change((0, 2), (MANY[0], MANY[2]), ())
    assert undone([MANY[1]], change) == MANY
    heir = receipt(id="e", origin="00 01")
    assert undone([MANY[1], heir], change) == [MANY[0], MANY[1], heir]


def test_undo_joins_what_was_split_while_both_parts_are_as_they_were() -> None:
    both = split([MANY[0]], 0, 40_000)
    change = Change((0,), (MANY[0],), tuple(both))
    assert undone([*both, MANY[1]], change) == [MANY[0], MANY[1]]
    changed = [both[0], {**both[1], "note": "the rest"}]
    assert undone(changed, change) == changed


def test_receipts_imported_after_a_change_stay_when_it_is_undone() -> None:
    at = app("review", draft([receipt(id="a", origin="00")]))
    at.session_state[REVIEWED] = Change(
        (0,), (receipt(id="a", origin="00"),), ({**receipt(id="a", origin="00"), "seen": "yes"},)
    )
    kept(at)["receipts"] = [{**receipt(id="a", origin="00"), "seen": "yes"}, receipt(id="b")]
    at.run()
    at = press(at, "review.undo")
    assert kept(at)["receipts"] == [receipt(id="a", origin="00"), receipt(id="b")]
    assert not [button for button in at.button if button.key == "review.undo"]
