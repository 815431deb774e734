"""The lines of a text PDF, with the places of their words."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from compliance.statements.page_lines import Line, Segment, line_of
from compliance.statements.pdf_limits import bounded
from compliance.statements.reading_limits import MOST_PAGE_WORDS, MOST_PAGES, MOST_ROWS
from compliance.statements.statement_messages import Refused

_WIDEST_SPACE: Final = 0.9
"""Of the height of the letters: a wider gap parts two columns. A space is 0.25 to 0.6."""
_LINE_SHIFT: Final = 0.5
"""Of the height of the letters, by which words of one line may stand higher or lower."""


def read_pdf(content: bytes, password: str | None = None) -> tuple[Line, ...]:
    """The lines of all pages from top to bottom. Raises Refused where there is no text, no way in without a
    password, or too much."""
    with bounded():
        try:
            document = pdfplumber.open(BytesIO(content), password=password or "")
            lines = _lines(document)
        except Refused:
            raise
        except MemoryError:
            raise
        except Exception as error:
            # A damaged file fails in any of pdfminer's ways.
            if _is_about_password(error):
                raise Refused("password_wrong" if password else "password_needed") from None
            raise Refused("pdf_unreadable") from None
    if not lines:
        raise Refused("pdf_no_text")
    return lines


def _is_about_password(error: BaseException) -> bool:
    return isinstance(error, PDFPasswordIncorrect) or any(
        isinstance(inner, PDFPasswordIncorrect) for inner in error.args
    )


def _lines(document: PDF) -> tuple[Line, ...]:
    pages = document.pages
    if len(pages) > MOST_PAGES:
        raise Refused("pdf_too_many_pages", most=MOST_PAGES)
    lines: list[Line] = []
    for page in pages:
        for line in _page_lines(page, len(lines)):
            lines.append(line)
        if len(lines) > MOST_ROWS:
            raise Refused("too_many_rows", most=MOST_ROWS)
        page.close()
    return tuple(lines)


def _page_lines(page: Page, before: int) -> Iterator[Line]:
    words: list[dict[str, Any]] = page.extract_words(use_text_flow=False, keep_blank_chars=False)
    if len(words) > MOST_PAGE_WORDS:
        raise Refused("pdf_too_large")
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=_middle):
        height = word["bottom"] - word["top"]
        if rows and _middle(word) - _middle(rows[-1][0]) <= height * _LINE_SHIFT:
            rows[-1].append(word)
        else:
            rows.append([word])
    for number, row in enumerate(rows, before + 1):
        height = max(word["bottom"] - word["top"] for word in row)
        yield line_of(
            number,
            (Segment(_plain(word["text"]), word["x0"], word["x1"]) for word in row),
            height * _WIDEST_SPACE,
        )


def _middle(word: dict[str, Any]) -> float:
    middle: float = (word["top"] + word["bottom"]) / 2
    return middle


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\0", "\ufffd")
