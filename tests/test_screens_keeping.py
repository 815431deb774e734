"""The screens around kept work: waiting, saved years, shared computers, trouble, begun receipts, undo."""

from __future__ import annotations

from typing import Any

import pytest

from compliance.screens.draft import empty_draft
from compliance.screens.draft_workbook import draft_of
from compliance.screens.examples_shown import workbook_of
from compliance.screens.keeping.kept_document import (
    LARGEST,
    Kept,
    read_kept,
    widget_class,
    write_kept,
)
from compliance.screens.keeping.session import Keeping, KeptWork
from compliance.screens.places import PLACES, file_of
from tests.screens_app import answer, app, draft, kept, land, press, receipt, shown, titles

NOTHING: dict[str, str] = {}


def test_a_waiting_text_goes_into_its_field_when_it_is_shown() -> None:
    at = app("start", draft(clients="abroad"))
    at.session_state["keeping"].waiting = {widget_class("field.months.2025-07.tax"): "55"}
    at.switch_page(file_of("months")).run()
    assert at.text_input(key="field.months.2025-07.tax").value == "55"
    assert kept(at)["months"]["2025-07.tax"] == "55"


def waiting_app(page: str | None = None) -> Any:
    """The program before the browser has answered."""
    at = app()
    at.session_state["keeping"].answered = False
    at.run()
    if page:
        at.switch_page(file_of(page)).run()
    return at


def test_until_the_browser_answers_the_page_says_so_and_there_is_a_way_on() -> None:
    at = waiting_app()
    assert "Opening your saved work" in shown(at)
    assert titles(at) == []
    press(at, "keeping.without")
    assert titles(at) == ["What do I owe, and why?"]


def test_saved_years_are_listed_with_the_open_one_marked_and_markup_escaped() -> None:
    at = app("start", draft([receipt()]))
    now: Keeping = at.session_state["keeping"]
    now.works = (
        KeptWork(now.work, "", "2026", 1, "2026-11-24T10:00:00Z"),
        KeptWork("b", "<b>Sana</b>", "2025", 12, "2026-11-20T10:00:00Z"),
    )
    at.run()
    page = shown(at)
    assert "Your saved years in this browser" in page
    assert page.count("open now") == 1
    assert "&lt;b&gt;Sana&lt;/b&gt;" in page
    assert "Tax year 2025 · 12 receipts · saved 20 November 2026, 15:00" in page
    press(at, "year.open.b")
    assert now.commands[-1] == {"number": 1, "do": "open", "work": "b", "because": "chosen"}
    press(at, "year.delete.b")
    assert now.commands[-1] == {"number": 2, "do": "remove", "work": "b"}
    at.text_input(key="year.named.b").set_value("  Sana’s year ").run()
    assert now.commands[-1] == {"number": 3, "do": "rename", "work": "b", "name": "Sana’s year"}


def test_a_deleted_year_can_be_put_back() -> None:
    at = app("start")
    now: Keeping = at.session_state["keeping"]
    record = {"id": "b", "name": "", "tax_year": "2025", "document": "{}"}
    now.removed = {"record": record, "typed": {"st-key-field-answers-name": "A"}}
    at.run()
    assert "“Tax year 2025” was deleted." in shown(at)
    press(at, "year.put_back")
    assert now.commands[-1]["do"] == "put"
    assert now.commands[-1]["record"] == record
    assert "was deleted" not in shown(at)


def test_a_shared_computer_is_a_choice_that_says_what_it_does_with_a_way_back() -> None:
    at = app("start", draft([receipt()]))
    assert "This deletes every saved year" in shown(at)
    press(at, "keeping.share")
    now: Keeping = at.session_state["keeping"]
    assert now.shared and now.commands[-1]["do"] == "share"
    assert "this browser keeps nothing" in shown(at)
    assert "Your saved years" not in shown(at)
    assert kept(at)["receipts"]
    press(at, "keeping.mine")
    assert not now.shared and now.commands[-1]["do"] == "keep"


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("blocked", "This browser does not keep your work."),
        ("full", "There is no room left in this browser."),
        ("too_large", "too large to be kept"),
        ("newer", "made with a newer version of this program"),
        ("damaged", "cannot be read"),
    ],
)
def test_trouble_stands_on_every_page_with_what_to_do(trouble: Any, words: str) -> None:
    at = app()
    now: Keeping = at.session_state["keeping"]
    for page in ("start", "overview", "result", "rules"):
        now.trouble, now.unreadable = trouble, "a" if trouble in ("newer", "damaged") else None
        at.switch_page(file_of(page)).run()
        if trouble == "too_large":
            continue
        assert words in shown(at), page
        assert not at.exception


def test_work_that_is_too_large_is_not_given_to_the_browser() -> None:
    at = app("check", draft([receipt(note="x" * (LARGEST + 1))]))
    assert "too large to be kept" in shown(at)
    kept(at)["receipts"][0]["note"] = ""
    at.session_state["draft_revision"] = 99
    at.run()
    assert "too large" not in shown(at)


def test_two_tabs_ask_which_work_to_go_on_with() -> None:
    at = app("check", draft([receipt()], name="Somebody"))
    now: Keeping = at.session_state["keeping"]
    now.parted_from, now.name = "other", "Tax year 2026 (second copy)"
    at.run()
    assert "“Tax year 2026 (second copy)”" in shown(at)
    mine = now.work
    press(at, "keeping.other")
    (asked,) = now.commands
    assert (asked["do"], asked["work"], asked["drop"]) == ("open", "other", mine)


def test_another_work_begins_where_one_is_opened_and_the_same_goes_on_where_it_is_restored() -> None:
    at = app("start", draft([receipt()]))
    now: Keeping = at.session_state["keeping"]
    first = now.work
    press(at, "start.anew")
    assert now.work != first
    press(app("examples", draft([receipt()])), "example.wallet")


def begun() -> Any:
    """The list of receipts, with one begun in the form and left."""
    at = app("receipt", draft([receipt()], clients="abroad"))
    answer(at, "credited", "55,000", scope="form")
    return at.switch_page(file_of("overview")).run()


def test_a_receipt_that_was_begun_waits_on_the_page_of_income() -> None:
    at = begun()
    assert "You began a receipt and did not save it." in shown(at)
    assert "55,000" in shown(at)
    land(press(at, "income.begun.0"), "receipt")
    assert at.text_input(key="field.form.credited").value == "55,000"
    assert kept(at)["begun"] == []


def test_opening_another_receipt_throws_no_begun_one_away() -> None:
    at = land(press(begun(), "income.change.0"), "receipt")
    assert at.text_input(key="field.form.credited").value == "3,50,000"
    at.switch_page(file_of("overview")).run()
    assert "55,000" in shown(at)
    land(press(at, "income.add"), "receipt")
    assert at.text_input(key="field.form.credited").value == ""
    assert [record["credited"] for record in kept(at)["begun"]] == ["55,000"]


def test_a_begun_receipt_is_thrown_away_only_by_its_button_and_can_be_put_back() -> None:
    at = press(begun(), "income.begun.remove.0")
    assert "The receipt that you began was thrown away." in shown(at)
    press(at, "begun.put_back")
    assert "55,000" in shown(at)


def test_a_form_in_which_nothing_was_typed_is_no_begun_receipt() -> None:
    at = app("receipt", draft([receipt()], clients="abroad"))
    at.switch_page(file_of("overview")).run()
    assert "You began a receipt" not in shown(at)
    land(press(at, "income.change.0"), "receipt")
    at.switch_page(file_of("overview")).run()
    assert "You began a receipt" not in shown(at)


def test_a_certificate_that_was_taken_out_can_be_put_back() -> None:
    made = draft(pseb="yes")
    made["pseb"] = [{"from": "2025-07-01", "until": ""}, {"from": "2026-01-01", "until": ""}]
    at = press(app("pseb", made), "pseb.remove.0")
    assert kept(at)["pseb"] == [{"from": "2026-01-01", "until": ""}]
    assert at.text_input(key="field.pseb.0.from").value == "2026-01-01"
    press(at, "pseb.put_back")
    assert at.text_input(key="field.pseb.0.from").value == "2025-07-01"
    assert len(kept(at)["pseb"]) == 2


def test_wealth_that_was_taken_out_can_be_put_back() -> None:
    made = draft_of(workbook_of("wallet"))
    made["wealth_items"] = [{"id": "w1", "kind": "cash", "currency": "PKR", "start": "5", "end": "6"}]
    made["wealth_changes"] = [{"id": "c1", "kind": "living_expenses", "rupees": "7"}]
    at = press(app("wealth", made), "wealth_items.remove.w1")
    press(at, "wealth_changes.remove.c1")
    assert not kept(at)["wealth_items"] and not kept(at)["wealth_changes"]
    press(at, "wealth_items.put_back")
    press(at, "wealth_changes.put_back")
    assert at.text_input(key="field.wealth_items.w1.start").value == "5"
    assert at.text_input(key="field.wealth_changes.c1.rupees").value == "7"


def test_what_was_removed_of_one_work_is_never_put_into_another() -> None:
    at = press(app("overview", draft([receipt()])), "income.remove.0")
    assert "The receipt was removed." in shown(at)
    at.switch_page(file_of("examples")).run()
    press(at, "example.wallet")
    at.switch_page(file_of("overview")).run()
    assert "The receipt was removed." not in shown(at)


@pytest.mark.parametrize(
    ("table", "editor", "group"),
    [("table", "table.editor.en", "receipts"), ("rates", "rates.editor", "rates")],
)
def test_rows_taken_out_of_a_table_can_be_put_back(table: str, editor: str, group: Any) -> None:
    made = draft([receipt(), receipt(id="r2", date="15 July 2025"), receipt(id="r3")])
    made["rates"] = [{"month": "2026-05", "currency": "EUR", "rupees": "318.40", "source": "my bank"}]
    at = app(table, made)
    before = [dict(record) for record in kept(at)[group]]
    at.session_state[editor] = {"edited_rows": {}, "added_rows": [], "deleted_rows": [0]}
    at.run()
    assert kept(at)[group][:1] != before[:1]
    assert "1 row was taken out." in shown(at)
    press(at, "rows.put_back")
    assert [record.get("id", record.get("month")) for record in kept(at)[group]] == [
        record.get("id", record.get("month")) for record in before
    ]


@pytest.mark.parametrize("page", list(PLACES))
def test_no_page_breaks_on_what_a_browser_may_hand_back(page: str) -> None:
    hostile = "<b>%{x}\u202e'\"" + "9" * 50
    made: Any = empty_draft()
    names = ("tax_year", "clients", "pseb", "work", "province", "job", "date", "credited", "kind", "currency",
             "channel", "service", "month", "rupees", "name", "from", "until", "split")  # fmt: skip
    record = dict.fromkeys(names, hostile)
    for group in ("answers", "form", "months", "quick", "figures"):
        made[group] = dict(record)
    made["answers"] |= {"tax_year": "2026", "pseb": "yes", "example": hostile}
    for group in ("pseb", "rates", "banks", "begun"):
        made[group] = [dict(record)]
    made["receipts"] = [{**record, "id": hostile}]
    made["wealth_items"], made["wealth_changes"] = [{**record, "id": "w1"}], [{**record, "id": "c1"}]
    found = read_kept(write_kept(made, NOTHING, NOTHING))
    assert isinstance(found, Kept)
    at = app(page, found.draft)
    assert "Something went wrong" not in shown(at)
