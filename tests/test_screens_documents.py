"""The Documents page: the PDF when there is a result, the saved work whenever it can be read, opening it."""

from __future__ import annotations

import json
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from pypdf import PdfReader

from compliance import assess, load_rulebook
from compliance.documents.pdf import build_pdf
from compliance.screens.downloads import when_asked
from compliance.screens.draft_readable import readable_part
from compliance.screens.draft_workbook import draft_of, to_workbook
from compliance.screens.places import file_of
from compliance.text import use_grouping, use_language
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from tests.screens_app import ROOT, TODAY, app, draft, kept, press, receipt, shown, titles, workbook

RULES = load_rulebook()
EXAMPLES = sorted((ROOT / "compliance" / "examples").glob("*.json"))


def example(file: Path) -> Workbook:
    """The workbook of an example."""
    found = read_workbook(file.read_bytes())
    assert isinstance(found, Workbook)
    return found


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """What the page offers for download, by the key of its button."""
    found: dict[str, dict[str, Any]] = {}

    def button(label: str, **given: Any) -> bool:
        found[given["key"]] = {"label": label, **given}
        return False

    monkeypatch.setattr(st, "download_button", button)
    return found


def content(offer: dict[str, Any]) -> bytes:
    """What a download holds, made now where it is made on demand."""
    data = offer["data"]() if callable(offer["data"]) else offer["data"]
    return data if isinstance(data, bytes) else data.encode()


def test_the_pdf_the_workbook_and_the_result_can_be_had(offered: dict[str, dict[str, Any]]) -> None:
    kept = example(EXAMPLES[0])
    app("documents", draft_of(kept))
    assert set(offered) == {"documents.pdf", "documents.xlsx", "documents.workbook", "documents.result"}
    assert content(offered["documents.xlsx"]).startswith(b"PK")
    assert content(offered["documents.pdf"]).startswith(b"%PDF")
    assert read_workbook(content(offered["documents.workbook"])) == kept
    result = json.loads(content(offered["documents.result"]))
    assert result["ordinance"]["tax"] == assess(kept, RULES, TODAY).ordinance.tax
    assert [one["id"] for one in result["papers"]["duties"]]


def test_file_names_hold_the_year_and_nobodys_name(offered: dict[str, dict[str, Any]]) -> None:
    app("documents", draft_of(example(EXAMPLES[0])))
    names = {offer["file_name"] for offer in offered.values()}
    assert names == {
        "tax-year-2026.pdf",
        "tax-year-2026-consultant.xlsx",
        "tax-year-2026-workbook.json",
        "tax-year-2026-result.json",
    }


def test_the_pdf_is_built_only_when_it_is_asked_for(
    offered: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[tuple[bool, tuple[str, ...]]] = []

    def build(
        _assessment: object, _rulebook: object, *, attach_workbook: bool, leave_out: tuple[str, ...]
    ) -> bytes:
        built.append((attach_workbook, leave_out))
        return b"%PDF"

    monkeypatch.setattr("compliance.documents.pdf.build_pdf", build)
    at = app("documents", draft_of(example(EXAMPLES[0])))
    assert built == []
    content(offered["documents.pdf"])
    at.checkbox(key="documents.attach").set_value(False).run()
    content(offered["documents.pdf"])
    at.checkbox(key="documents.duties").set_value(False).run()
    content(offered["documents.pdf"])
    at.checkbox(key="documents.filing_sheet").set_value(False).run()
    content(offered["documents.pdf"])
    assert built == [
        (True, ()),
        (False, ()),
        (False, ("duties",)),
        (False, ("filing_sheet", "duties")),
    ]


def test_the_work_stands_inside_the_pdf_unless_it_is_left_out(offered: dict[str, dict[str, Any]]) -> None:
    kept = example(EXAMPLES[0])
    at = app("documents", draft_of(kept))
    attached = PdfReader(BytesIO(content(offered["documents.pdf"]))).attachments
    assert [read_workbook(raw) for raw in attached["workbook.json"]] == [kept]
    at.checkbox(key="documents.attach").set_value(False).run()
    assert not PdfReader(BytesIO(content(offered["documents.pdf"]))).attachments


def test_the_pdf_speaks_as_the_page_did_when_it_was_asked_for() -> None:
    assessment = assess(example(EXAMPLES[0]), RULES, TODAY)
    use_grouping("thousand")
    build = when_asked(lambda: build_pdf(assessment, RULES))
    use_grouping("lakh")
    use_language("en")
    told = "".join(page.extract_text() for page in PdfReader(BytesIO(build())).pages)
    assert f"{assessment.receipts.rupees // 100:,}" in told


def test_without_a_result_there_is_no_pdf_but_the_work_can_be_saved(
    offered: dict[str, dict[str, Any]],
) -> None:
    at = app("documents", draft_of(workbook(receipts=[_late()])))
    assert "The PDF can be made once there is a result." in shown(at)
    assert set(offered) == {"documents.workbook"}


def test_what_cannot_be_read_cannot_be_saved_and_that_is_said(offered: dict[str, dict[str, Any]]) -> None:
    at = app("documents", draft([receipt(date="%%")]))
    page = shown(at)
    assert "All of it can be saved once everything typed can be read." in page
    assert "Receipt 1" in page and "“%%”" in page
    assert list(offered) == ["documents.rest"]
    press(at, "mend.documents.0")


def test_nothing_entered_still_lets_saved_work_be_opened() -> None:
    at = app("documents")
    assert len(titles(at)) == 1
    assert [field.key for field in at.get("file_uploader")] == ["documents.open"]


def test_a_file_opened_here_takes_the_place_of_what_was_entered() -> None:
    file = EXAMPLES[0]
    at = app("documents")
    at.get("file_uploader")[0].upload(file.name, file.read_bytes(), "application/json").run()
    assert not at.exception
    assert at.session_state["draft"] == draft_of(example(file))


def test_a_file_that_is_no_workbook_is_refused_with_where_and_why() -> None:
    at = app("documents", draft_of(example(EXAMPLES[0])))
    at.get("file_uploader")[0].upload("cat.json", b'{"name": "<script>"}', "application/json").run()
    said = shown(at)
    assert "This file cannot be opened" in said
    assert "What you have entered so far is unchanged." in unescape(said)
    assert "<script" not in said
    assert at.session_state["draft"] == draft_of(example(EXAMPLES[0]))


def _late() -> dict[str, str]:
    return {
        "id": "r1",
        "date": "2024-08-05",
        "amount": "5.00",
        "currency": "USD",
        "kind": "export",
        "service": "it",
    }


def test_the_page_can_be_reached_by_its_file() -> None:
    at = app()
    at.switch_page("compliance/screens/documents.py").run()
    assert titles(at) == ["Keep it, file by it, take it to a consultant"]


def test_with_nothing_entered_documents_say_so_and_lead_to_the_start() -> None:
    page = shown(app("documents"))
    assert "Nothing has been entered yet, so there is nothing to save." in page
    assert "cannot be read" not in page


def test_work_that_no_file_holds_is_remembered_until_it_is_saved() -> None:
    typed = draft([receipt()], adult="yes")
    for page in ("overview", "check"):
        assert "Not saved:" in shown(app(page, typed, keeps=False))
        assert "Not saved:" not in shown(app(page, typed))
    at = app("documents", typed, keeps=False)
    at.download_button(key="documents.workbook").click().run()
    at.switch_page(file_of("check")).run()
    assert "Not saved:" not in shown(at)


def test_an_empty_start_is_not_reminded_of_saving() -> None:
    assert "Not saved:" not in shown(app("overview", draft(), keeps=False))


def test_what_can_be_read_is_saved_while_something_else_cannot() -> None:
    receipts = [receipt(), receipt(id="r2", credited="1,23,4"), receipt(id="r3", date="2 August 2025")]
    given = draft(receipts, job="yes", salary="about 5 lakh", pseb="yes", expenses="40,000", name="Zara")
    given["pseb"] = [{"from": "someday", "until": ""}, {"from": "1 July 2025", "until": "30 June 2026"}]
    given["rates"] = [{"month": "2025-07", "currency": "EUR", "rupees": "much", "source": ""}]
    at = app("documents", given)
    assert "Receipts left out: 1 of 3. What is listed above is then not in the file" in shown(at)
    rest = readable_part(given)
    assert rest is not None and not to_workbook(draft_of(rest), RULES).mends
    assert [one.id for one in rest.receipts] == ["r1", "r3"]
    assert (rest.person.name, rest.other.salary, rest.other.expenses) == ("Zara", 0, 4_000_000)
    assert len(rest.person.pseb) == 1 and not rest.rates
    assert at.get("download_button")[-1].proto.label == "Save everything else"
    # Nothing typed is lost on the way, and the work still counts as unsaved.
    assert kept(at)["receipts"][1]["credited"] == "1,23,4"


def test_without_a_tax_year_nothing_can_be_saved() -> None:
    given = draft([receipt()])
    given["answers"]["tax_year"] = ""
    assert readable_part(given) is None
    assert not app("documents", given).get("download_button")
