"""Kept work: the document that a browser keeps, what comes back from it, and the screens around it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.screens.draft import Draft, empty_draft, holds_nothing
from compliance.screens.draft_workbook import draft_of
from compliance.screens.examples_shown import examples, workbook_of
from compliance.screens.keeping import answers
from compliance.screens.keeping.kept_document import (
    LARGEST,
    Kept,
    put_in,
    read_kept,
    widget_class,
    write_kept,
)
from compliance.screens.keeping.session import Keeping, KeptWork
from compliance.screens.keeping.words import about, name_of, saved_text
from compliance.screens.places import PLACES, file_of
from compliance.screens.state import open_saved_work
from compliance.workbook_reading import write_workbook
from tests.screens_app import answer, app, draft, kept, land, press, receipt, shown, titles

NOTHING: dict[str, str] = {}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
RECORDS = st.dictionaries(TEXTS, TEXTS, max_size=5)


def with_id(name: st.SearchStrategy[str]) -> st.SearchStrategy[list[dict[str, str]]]:
    """Records with ids of a form, each once."""
    return st.lists(
        st.builds(lambda record, one: {**record, "id": one}, RECORDS, name),
        max_size=4,
        unique_by=lambda record: record["id"],
    )


DRAFTS = st.fixed_dictionaries(
    {
        **dict.fromkeys(("answers", "form", "months", "quick", "figures"), RECORDS),
        **dict.fromkeys(("pseb", "rates", "banks", "begun"), st.lists(RECORDS, max_size=4)),
        "receipts": with_id(st.text("abr0123", min_size=1, max_size=9)),
        "wealth_items": with_id(st.from_regex(r"w[0-9]{1,3}", fullmatch=True)),
        "wealth_changes": with_id(st.from_regex(r"c[0-9]{1,3}", fullmatch=True)),
    }
)


@pytest.mark.parametrize("name", list(examples()))
def test_every_example_comes_back_as_it_was(name: str) -> None:
    before = draft_of(workbook_of(name))
    assert read_kept(write_kept(before, NOTHING, NOTHING)) == Kept(before, {}, {})


@given(DRAFTS, RECORDS)
def test_every_draft_comes_back_as_it_was(before: Draft, typed: dict[str, str]) -> None:
    shown_as = {"language": "en", "grouping": "thousand"}
    assert read_kept(write_kept(before, typed, shown_as)) == Kept(before, typed, shown_as)


def document(**changes: Any) -> str:
    """A kept document, changed."""
    held = json.loads(write_kept(draft([receipt()]), NOTHING, NOTHING))
    return json.dumps({**held, **changes})


def with_draft(**changes: Any) -> str:
    """A kept document whose draft is changed."""
    return document(draft={**draft([receipt()]), **changes})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "damaged"),
        (7, "damaged"),
        ("", "damaged"),
        ("null", "damaged"),
        ("[]", "damaged"),
        ("[" * 1_000_000, "damaged"),
        ('{"a":' * 100_000, "damaged"),
        ("9" * 10_000, "damaged"),
        (" " * (LARGEST + 1), "damaged"),
        (document(format="freelancer-workbook"), "damaged"),
        (document(version=0), "damaged"),
        (document(version=True), "damaged"),
        (document(version="1"), "damaged"),
        (document(version=1.0), "damaged"),
        (document(version=2), "newer"),
        (document(version=10**30, draft="of another form"), "newer"),
        (document(draft=None), "damaged"),
        (document(draft=[]), "damaged"),
        (document(typed=[]), "damaged"),
        (document(typed={"a": 1}), "damaged"),
        (document(shown={"language": None}), "damaged"),
        (with_draft(unknown={}), "damaged"),
        (with_draft(answers=[]), "damaged"),
        (with_draft(answers={"name": ["x"]}), "damaged"),
        (with_draft(answers={"name": {"deep": {}}}), "damaged"),
        (with_draft(receipts={}), "damaged"),
        (with_draft(receipts=[[]]), "damaged"),
        (with_draft(receipts=[{}]), "damaged"),
        (with_draft(receipts=[{"id": 1}]), "damaged"),
        (with_draft(wealth_items=[{}]), "damaged"),
        (with_draft(wealth_items=[{"id": "x'\"<b>"}]), "damaged"),
        (with_draft(wealth_changes=[{"id": "c1"}, {"id": "c1"}]), "damaged"),
    ],
)
def test_what_cannot_be_read_is_told_apart_and_never_raised(text: object, why: str) -> None:
    assert read_kept(text) == why


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    )
)
def test_no_document_raises(held: object) -> None:
    for text in (json.dumps(held), document(draft=held), document(typed=held), with_draft(receipts=held)):
        assert isinstance(read_kept(text), Kept | str)


def test_what_a_draft_lacks_is_empty_and_keys_beside_it_are_left() -> None:
    found = read_kept(document(draft={"answers": {"name": "Ayesha"}}, later="key"))
    assert isinstance(found, Kept)
    assert found.draft == {**empty_draft(), "answers": {"name": "Ayesha"}}


def test_halves_of_characters_become_whole() -> None:
    found = read_kept(document(draft={"answers": {"name": "\ud83d"}}))
    assert isinstance(found, Kept)
    assert found.draft["answers"]["name"].encode("utf-8") == b"?"


@pytest.mark.parametrize(
    ("key", "group", "index", "name"),
    [
        ("field.answers.name", "answers", None, "name"),
        ("field.form.credited", "form", None, "credited"),
        ("field.months.2025-07", "months", None, "2025-07"),
        ("field.pseb.0.from", "pseb", 0, "from"),
        ("field.bank0.name", "banks", 0, "name"),
        ("field.wealth_items.w1.start", "wealth_items", 0, "start"),
    ],
)
def test_typed_texts_go_where_their_field_puts_them(
    key: str, group: str, index: int | None, name: str
) -> None:
    made: Any = empty_draft()
    made["pseb"], made["banks"], made["wealth_items"] = [{"from": ""}], [{}], [{"id": "w1"}]
    assert put_in(made, {widget_class(key): "typed"}) == {}
    record = made[group] if index is None else made[group][index]
    assert record[name] == "typed"


@pytest.mark.parametrize(
    "key",
    ["field.months.2025-07.tax", "field.pseb.7.from", "field.bank1.name", "field.wealth_items.w9.start",
     "field.receipts.id", "field.draft.answers", "other.answers.name", "field.answers."],
)  # fmt: skip
def test_a_text_whose_place_is_not_certain_waits(key: str) -> None:
    made = empty_draft()
    typed = {widget_class(key): "typed"}
    assert put_in(made, typed) == typed
    assert made == empty_draft()


@given(st.dictionaries(TEXTS | st.from_regex(r"st-key-field-[a-z0-9-]{0,20}", fullmatch=True), TEXTS))
def test_putting_in_loses_no_text(typed: dict[str, str]) -> None:
    made = empty_draft()
    waiting = put_in(made, typed)
    held = [text for record in made.values() if isinstance(record, dict) for text in record.values()]
    assert len(waiting) + len(held) == len(typed)


def test_a_waiting_text_goes_into_its_field_when_it_is_shown() -> None:
    at = app("start", draft(clients="abroad"))
    at.session_state["keeping"].waiting = {widget_class("field.months.2025-07.tax"): "55"}
    at.switch_page(file_of("months")).run()
    assert at.text_input(key="field.months.2025-07.tax").value == "55"
    assert kept(at)["months"]["2025-07.tax"] == "55"


def test_nothing_is_held_until_something_is_typed() -> None:
    assert holds_nothing(empty_draft())
    made = empty_draft()
    made["quick"]["tax_year"] = "2026"
    made["form"]["started"] = "yes"
    made["banks"].append({})
    assert holds_nothing(made)
    made["quick"]["credited"] = "5"
    assert not holds_nothing(made)
    assert not holds_nothing(draft())


def test_saved_years_are_called_by_name_or_year_and_dated_in_pakistan() -> None:
    work = KeptWork("a", "", "2026", 1, "2026-11-24T20:30:00.000Z")
    assert name_of("", "2026") == "Tax year 2026"
    assert name_of("", "") == "Work without a tax year"
    assert about(work) == "1 receipt · saved 25 November 2026, 01:30"
    assert saved_text("yesterday") == saved_text("9999-12-31T23:59:59Z") == ""
    assert about(KeptWork("a", "My <b>year</b>", "2026", 2, "")) == "Tax year 2026 · 2 receipts"


@pytest.mark.parametrize("given_list", [None, 5, "x", [1], [{}], [{"id": 5}], [{"id": "example"}]])
def test_a_list_that_is_none_is_empty(given_list: object) -> None:
    assert answers._works(given_list) == ()


def test_what_a_list_says_is_checked() -> None:
    listed = [{"id": "a", "receipts": "many", "name": "n" * 900, "tax_year": 2026, "saved_at": None}]
    (work,) = answers._works(listed)
    assert (work.receipts, len(work.name), work.tax_year, work.saved_at) == (0, 200, "2026", "")


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


def in_a_pdf(text: str) -> bytes:
    """A PDF with nothing but an embedded workbook."""
    content = text.encode()
    head = f"%PDF-1.4\n2 0 obj\n<< /Length {len(content)} /Type /EmbeddedFile >>\nstream\n"
    return head.encode() + content + b"\nendstream"


@pytest.mark.parametrize("wrapped", [str.encode, in_a_pdf], ids=["JSON", "PDF"])
def test_an_older_version_of_the_file_is_migrated_wherever_it_stands(wrapped: Any) -> None:
    older = json.dumps({"format": "freelancer-workbook", "version": 1, "tax_year": 2026})
    raw = wrapped(older)
    name, kind = ("a.pdf", "application/pdf") if raw.startswith(b"%PDF") else ("a.json", "application/json")
    at = app()
    at.file_uploader(key="start.file").set_value((name, raw, kind)).run()
    land(at, "check")
    assert kept(at)["answers"]["tax_year"] == "2026"


def test_opening_the_file_of_what_is_entered_begins_no_other_work() -> None:
    raw = write_workbook(workbook_of("wallet")).encode()
    at = app("start", draft_of(workbook_of("wallet")))
    before = at.session_state["keeping"].work
    at.file_uploader(key="start.file").set_value(("work.json", raw, "application/json")).run()
    assert land(at, "check").session_state["keeping"].work == before
    at = app("start", draft([receipt()]))
    before = at.session_state["keeping"].work
    at.file_uploader(key="start.file").set_value(("work.json", raw, "application/json")).run()
    assert land(at, "check").session_state["keeping"].work != before


def test_a_document_that_was_downloaded_as_it_is_opens_again() -> None:
    text = write_kept(draft([receipt()], name="Ayesha"), NOTHING, NOTHING)
    at = app()
    at.file_uploader(key="start.file").set_value(("kept.json", text.encode(), "application/json")).run()
    land(at, "check")
    assert kept(at)["answers"]["name"] == "Ayesha"


@pytest.mark.parametrize(
    "raw",
    [
        b'{"format": "freelancer-workbook", "version": 99}',
        in_a_pdf('{"format": "freelancer-workbook", "version": 99}'),
        document(version=99).encode(),
    ],
    ids=["JSON", "PDF", "kept document"],
)
def test_a_newer_file_is_refused_with_a_clear_word(raw: bytes) -> None:
    (problem,) = open_saved_work(raw)
    assert problem.code == "newer_version"
