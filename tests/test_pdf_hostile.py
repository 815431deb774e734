"""What people type is printed as they typed it, and can do nothing else: no markup, no files, no overflow."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from compliance.documents.lettering import REPLACEMENT
from compliance.documents.style import PAGE_WIDTH, SIDE
from compliance.workbook_reading import read_workbook
from tests.pdf_reading import Printed, printed, receipt, workbook

LONG_WORD = "W" * 400
MARKUP = (
    '<img src="file:///etc/passwd"/>',
    '<a href="file:///etc/passwd">x</a>',
    "a & b <b",
    "&lt;b&gt; &amp; &#60;",
    "</para><para><font size=99>",
    "<br/><seq/><onDraw name=x/>",
    "=cmd|'/c calc'!A1",
    "%s {name} {0} $x \\n (paren\\) ) \\101",
)
LETTERS = {
    "عائشہ خان": "خان عائشہ",
    "Łukasz Şahin Nguyễn Ελένη Иван": "Łukasz Şahin Nguyễn Ελένη Иван",
    "paid 漢字 🙂 ok": f"paid {REPLACEMENT} {REPLACEMENT} ok",
    "Rs 1\u202e000\u202c ok": "Rs 1000 ok",
    "two\nlines\tand more": "two lines and more",
}
ANYTHING = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60)


def _typed(text: str) -> dict[str, Any]:
    """A text in every place where a receipt takes one."""
    places = ("client", "platform", "note", "reference", "certificate", "country", "purpose_code")
    return dict.fromkeys(places, text)


def _printed_everywhere(text: str) -> Printed:
    one = workbook(2026, receipt(1, "2025-08-01", **_typed(text)), name=text, cnic=text, ntn=text)
    pdf = printed(one)
    [content] = pdf.reader.attachments["workbook.json"]
    assert read_workbook(content) == one
    return pdf


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_printed_and_does_nothing(text: str) -> None:
    pdf = _printed_everywhere(text)
    assert text.replace(" ", "") in pdf.pages[0].replace(" ", "")
    assert text.replace(" ", "") in "".join(pdf.pages[1:]).replace(" ", "")
    for page in pdf.reader.pages:
        assert "/Annots" not in page, "no link and no form came out of a text"
        assert "/XObject" not in page["/Resources"], "no picture came out of a text"
    assert "root:" not in " ".join(pdf.pages)


@pytest.mark.parametrize(("text", "shown"), LETTERS.items())
def test_letters_of_any_script_are_printed_or_marked(text: str, shown: str) -> None:
    pdf = _printed_everywhere(text)
    assert set(shown.split()) <= set(_unjoined(pdf.filing).split())
    assert ("letters that this document cannot print" in pdf.filing) == (REPLACEMENT in shown)


def _unjoined(text: str) -> str:
    """Joined Arabic forms as the letters they stand for; the reader gives each word from left to right."""
    return unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("text", [LONG_WORD, "long words " * 400, "ع" * 400, "🙂" * 400])
def test_nothing_leaves_the_page(text: str) -> None:
    pdf = _printed_everywhere(text)
    for page in pdf.reader.pages:
        ends: list[float] = []

        def visit(
            part: str, matrix: Any, text_matrix: Any, font: Any, size: float, ends: list[float] = ends
        ) -> None:
            if part.strip() and font:
                face = font["/BaseFont"].split("+")[-1]
                start = text_matrix[4] * matrix[0] + matrix[4]
                ends.append(start + stringWidth(part.rstrip("\n"), face, size))

        page.extract_text(visitor_text=visit)
        assert ends
        assert max(ends) <= PAGE_WIDTH - SIDE + 1


def test_long_texts_take_few_lines_and_say_so() -> None:
    pdf = _printed_everywhere("word " * 4000)
    assert len(pdf.pages) < 12
    assert "…" in pdf.pages[0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANYTHING)
def test_no_text_breaks_the_document(text: str) -> None:
    pdf = _printed_everywhere(text)
    assert pdf.last.startswith("Not for filing")
