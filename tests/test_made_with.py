"""A PDF opened again: the same figures, or changed, because a named rule changed."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from compliance import assess, load_rulebook
from compliance.documents.made_with import LARGEST, Comparison, compare, made_with_json
from compliance.documents.pdf import build_pdf
from compliance.screens.examples_shown import examples, workbook_of
from compliance.screens.saved_in_pdf import made_with_in, workbook_in
from compliance.workbook_reading import write_workbook
from tests.rules_copy import copy_of_rules
from tests.screens_app import TODAY, app, land, press, shown, workbook

RULES = load_rulebook()
EXPORTS = "export_of_services.toml"


def made(name: str = "pseb_developer") -> bytes:
    return build_pdf(assess(workbook_of(name), RULES, TODAY), RULES)


def opened(raw: bytes) -> Any:
    """The answers, after a PDF was opened at the start."""
    at = app()
    at.file_uploader(key="start.file").set_value(("year.pdf", raw, "application/pdf")).run()
    return land(at, "check")


@pytest.mark.parametrize("name", list(examples()))
def test_what_a_pdf_was_made_with_is_compared_as_the_same_on_any_later_day(name: str) -> None:
    raw = made_with_json(assess(workbook_of(name), RULES, TODAY)).encode()
    found = compare(raw, assess(workbook_of(name), RULES, date(2027, 3, 1)))
    assert isinstance(found, Comparison)
    assert (found.same, found.rules, found.rates, found.made_on) == (True, (), (), TODAY)


def test_the_pdf_holds_both_files_and_stays_the_same_byte_for_byte() -> None:
    raw = made()
    assert raw == made()
    attached = PdfReader(BytesIO(raw)).attachments
    assert sorted(attached) == ["made-with.json", "workbook.json"]
    assert [workbook_in(raw)] == attached["workbook.json"]
    assert [made_with_in(raw)] == attached["made-with.json"]
    assert json.loads(attached["made-with.json"][0])["figures"]["ordinance.tax"] > 0


def test_the_workbook_comes_first_for_programs_that_take_the_first_file() -> None:
    raw = made()
    sizes = [len(write_workbook(workbook_of("pseb_developer")).encode()), len(made_with_in(raw) or b"")]
    places = [raw.index(f"/Size {size}".encode()) for size in sizes]
    assert places == sorted(places)


def test_without_the_saved_work_neither_file_is_inside() -> None:
    raw = build_pdf(assess(workbook_of("wallet"), RULES, TODAY), RULES, attach_workbook=False)
    assert PdfReader(BytesIO(raw)).attachments == {}


def test_a_changed_rate_is_named_with_both_values_its_dates_and_what_it_moved(tmp_path: Path) -> None:
    rules = copy_of_rules(tmp_path)
    rules.in_block(EXPORTS, "export_rate_certified", "2026", "value = 0.25", "value = 0.5")
    year = workbook(receipts=[entry()], person={"pseb": [{"from": "2025-07-01", "until": None}]})
    before = made_with_json(assess(year, RULES, TODAY)).encode()
    found = compare(before, assess(year, load_rulebook(rules.folder), TODAY))
    assert isinstance(found, Comparison)
    # 0.25% and 0.5% of Rs 3,50,000.
    assert [(one.before, one.now) for one in found.figures if one.name == "ordinance.tax"] == [(875, 1750)]
    (change,) = found.rules
    assert change.before is not None and change.now is not None
    assert (change.rule, change.before.value, change.now.value) == ("export_rate_certified", "0.25", "0.5")
    assert (change.now.first, change.now.last) == ("2025-07-01", "2026-06-30")


def entry() -> dict[str, str]:
    return {
        "id": "r1",
        "date": "2025-07-14",
        "amount": "350000",
        "currency": "PKR",
        "kind": "export",
        "service": "it",
    }


def changed(**changes: Any) -> bytes:
    """What an example's PDF was made with, changed."""
    held = json.loads(made_with_json(assess(workbook_of("wallet"), RULES, TODAY)))
    return json.dumps({**held, **changes}).encode()


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (None, "missing"),
        (b"", "unreadable"),
        (b"{" * 100_000, "unreadable"),
        (b"[]", "unreadable"),
        (b"{}", "unreadable"),
        (b" " * (LARGEST + 1), "unreadable"),
        (changed(version=2), "newer"),
        (changed(version="1"), "unreadable"),
        (changed(version=True), "unreadable"),
        (changed(figures={}), "unreadable"),
        (changed(figures=7), "unreadable"),
        (changed(rules=[{"rule": 1}]), "unreadable"),
        (changed(rules=None), "unreadable"),
        (changed(rates=[[]]), "unreadable"),
        (changed(as_of="yesterday"), "unreadable"),
        (changed(program=None), "unreadable"),
    ],
)
def test_what_cannot_be_compared_is_said_and_never_raised(raw: bytes | None, outcome: str) -> None:
    assert compare(raw, assess(workbook_of("wallet"), RULES, TODAY)) == outcome


def test_opening_a_pdf_says_that_its_figures_are_the_same_until_it_is_read_or_something_changes() -> None:
    at = opened(made())
    assert "Same figures." in shown(at)
    assert "every figure is the one that the PDF of 23 November 2026 shows" in shown(at)
    press(at, "opened_pdf.read")
    assert "Same figures." not in shown(at)


def test_a_file_that_is_no_pdf_is_not_compared() -> None:
    at = app()
    raw = write_workbook(workbook_of("wallet")).encode()
    at.file_uploader(key="start.file").set_value(("work.json", raw, "application/json")).run()
    assert "opened a PDF" not in shown(land(at, "check"))


def test_opening_a_pdf_names_the_rule_that_changed(tmp_path: Path) -> None:
    rules = copy_of_rules(tmp_path)
    rules.in_block(EXPORTS, "export_rate_certified", "2026", "value = 0.25", "value = 0.5")
    other = load_rulebook(rules.folder)
    raw = build_pdf(assess(workbook_of("pseb_developer"), other, TODAY), other)
    page = shown(opened(raw))
    title = RULES.parameters["export_rate_certified"].title
    assert f"Changed, because the rules changed: {title}." in page
    assert "0.5% (1 July 2025 to 30 June 2026)" in page
    assert "0.25% (1 July 2025 to 30 June 2026)" in page
    assert "Tax under the Ordinance" in page


def test_a_pdf_of_an_older_program_opens_and_says_that_it_cannot_be_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("compliance.screens.state.made_with_in", lambda _raw: None)
    assert "made with an older version of this program" in shown(opened(made()))
