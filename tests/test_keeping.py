"""Kept work: the document that a browser keeps, what comes back from it, and the screens around it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance import load_rulebook
from compliance.screens.draft import Draft, empty_draft, holds_nothing
from compliance.screens.draft_statements import text_of
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
from compliance.screens.keeping.session import KeptWork
from compliance.screens.keeping.words import about, name_of, saved_text
from compliance.screens.state import open_saved_work
from compliance.statements.importing import import_statements
from compliance.statements.statement_reading import read_statement
from compliance.workbook import blank_workbook
from compliance.workbook_reading import write_workbook
from compliance.workbook_statements import Statements
from tests.screens_app import app, draft, kept, land, receipt

STORY = Path(__file__).parent / "story"
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


def imported_story() -> Statements:
    """The statements of the story, as an import keeps them."""
    read = [read_statement(path.name, path.read_bytes()) for path in sorted(STORY.glob("*.csv"))]
    return import_statements(blank_workbook(2026), read, load_rulebook()).workbook.statements


DRAFTS = st.fixed_dictionaries(
    {
        **dict.fromkeys(("answers", "form", "months", "quick", "figures"), RECORDS),
        **dict.fromkeys(("pseb", "rates", "banks", "begun"), st.lists(RECORDS, max_size=4)),
        "receipts": with_id(st.text("abr0123", min_size=1, max_size=9)),
        "wealth_items": with_id(st.from_regex(r"w[0-9]{1,3}", fullmatch=True)),
        "wealth_changes": with_id(st.from_regex(r"c[0-9]{1,3}", fullmatch=True)),
        "statements": st.sampled_from(("", text_of(imported_story()))),
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
        (with_draft(statements={}), "damaged"),
        (with_draft(statements="{"), "damaged"),
        (with_draft(statements='{"movements": [{"id": 1}]}'), "damaged"),
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


def test_a_choice_that_is_none_is_left_out() -> None:
    found = read_kept(document(shown={"language": "en", "grouping": "<b>", "other": "x"}))
    assert isinstance(found, Kept)
    assert found.shown == {"language": "en"}


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
