"""The PDF as a document: heads, page numbers, outline, attachment, page breaks, the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from compliance import text
from compliance.documents.pdf import build_pdf
from compliance.text import (
    date_text,
)
from tests.bench.people import workbook_json
from tests.pdf_reading import (
    AS_OF,
    BUSY,
    TOLD,
    Printed,
    assessed,
    printed,
    read,
    rulebook,
    workbook,
)

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def busy() -> Printed:
    return printed(BUSY)


@pytest.fixture(scope="module")
def many() -> Printed:
    return printed(read(workbook_json(500)))


def test_every_page_says_whose_year_and_by_which_rules(busy: Printed) -> None:
    digest = rulebook().digest
    for number, page in enumerate(busy.pages, start=1):
        assert "Tax year 2024 · Ayesha Khan" in page
        assert f"rules {digest[:16]}" in page
        assert f"Page {number} of {len(busy.pages)}" in page
        assert "An aid, not advice. No tax professional has checked these figures." in page
    assert digest in busy.filing


def test_the_head_names_the_person_and_the_day(busy: Printed) -> None:
    assert all(told in busy.pages[0] for told in TOLD.values())
    assert date_text(AS_OF) in busy.pages[0]
    head = printed(workbook(2026)).pages[0].split("What to do")[0]
    assert not any(label in head for label in ("Name", "CNIC", "NTN"))


def test_the_outline_leads_to_the_pages(busy: Printed) -> None:
    headings = busy.headings()
    assert headings == sorted(headings, key=lambda entry: entry[1]), "in the order of the pages"
    assert all(title in busy.pages[page] for title, page in headings)
    assert headings[-1][1] == len(busy.pages) - 1
    found = {title for title, _page in headings}
    assert {
        "What to do",
        "What the Ordinance says",
        "Receipts one by one",
        "Sources",
        "Not for filing",
    } <= found


def test_the_document_says_what_it_is(busy: Printed) -> None:
    root = busy.reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert busy.reader.metadata is not None
    assert busy.reader.metadata.title == "Income tax for tax year 2024: Ayesha Khan"
    assert all(tuple(map(round, page.mediabox[2:])) == (595, 842) for page in busy.reader.pages)


def test_the_saved_work_can_be_left_out() -> None:
    pdf = printed(BUSY, attach_workbook=False)
    assert list(pdf.reader.attachments) == []
    assert "Not attached to this PDF." in pdf.filing
    assert b"EmbeddedFile" not in pdf.raw


def test_500_receipts_break_over_pages_with_their_heads(many: Printed) -> None:
    first = next(page for title, page in many.headings() if title == "Receipts one by one")
    last = next(page for title, page in many.headings() if title == "Sources")
    assert last - first > 10
    told = [page for page in many.pages[first : last + 1] if "Upwork" in page]
    assert all("No. Credited on From Amount Rate Rupees Tax taken Taxed as" in page for page in told)
    assert all(f"Client {number % 40} · Upwork" in many.filing for number in range(40))
    assert sum(page.count("· Upwork") for page in told) == 500


def test_every_page_but_the_last_ones_is_well_filled(many: Printed) -> None:
    assert min(len(page) for page in many.pages) > 500


def test_all_letters_are_embedded(busy: Printed) -> None:
    used = {
        font["/BaseFont"]
        for page in busy.reader.pages
        for font in (entry.get_object() for entry in page["/Resources"]["/Font"].values())
    }
    assert used
    assert all("NotoSans" in name for name in used)


def test_the_same_year_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import hashlib; from tests.pdf_reading import BUSY, assessed, rulebook;"
        "from compliance.documents.pdf import build_pdf;"
        "print(hashlib.sha256(build_pdf(assessed(BUSY), rulebook())).hexdigest())"
    )
    found = {hashlib.sha256(build_pdf(assessed(BUSY), rulebook())).hexdigest() for _time in range(2)}
    for seed in ("1", "4242"):
        ran = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(ran.stdout.strip())
    assert len(found) == 1


def test_every_sentence_passes_the_translator(monkeypatch: pytest.MonkeyPatch) -> None:
    # The usual marks are in no face of the document and would be printed as replacement marks.
    monkeypatch.setattr(text, "PSEUDO_MARKS", ("‹", "›"))
    text.use_language(text.PSEUDO)
    try:
        pdf = printed(BUSY)
    finally:
        text.use_language("en")
    headings = pdf.headings()
    assert all(title.startswith("‹") for title, _page in headings)
    rules = next(page for title, page in headings if "rúléš béhíñd" in title)
    told = " ".join(pdf.pages[:rules])
    for own in (*TOLD.values(), "Invented Films", "Upwork", rulebook().digest[:16]):
        told = told.replace(own, " ")
    inner = ""
    while inner != told:
        inner, told = told, re.sub("‹[^‹›]*›", " ", told)
    assert re.findall(r"[^\W\d_]{2,}", told) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "compliance" / "examples").glob("*.json")), ids=lambda p: p.stem
)
def test_no_heading_stands_alone_at_the_foot_of_a_page(path: Path) -> None:
    pdf = Printed(build_pdf(assessed(read(path.read_text(encoding="utf-8"))), rulebook()))
    for title, page in pdf.headings():
        above_the_foot = pdf.pages[page].removesuffix(f" Page {page + 1} of {len(pdf.pages)}")
        assert above_the_foot != pdf.pages[page]
        assert not above_the_foot.endswith(f" {title}"), (page + 1, title)
