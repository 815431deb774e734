"""The lines of a text PDF, with the places of their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, Final

import pdfplumber
from pdfminer.layout import LTChar, LTFigure
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.pdf import PDF

from compliance.statements.page_lines import Line, Segment, line_of
from compliance.statements.pdf_limits import within_limits
from compliance.statements.reading_limits import LONGEST_PDF_ROW, MOST_PAGE_LETTERS, MOST_PAGES, MOST_ROWS
from compliance.statements.statement_messages import Refused

_WIDEST_SPACE: Final = 0.9
"""Of the height of the letters: a wider gap parts two columns. A space is 0.25 to 0.6."""
_WORD_GAP: Final = 0.2
"""Of the height of the letters: a wider gap parts two words where no space is drawn."""
_PRINTED_TWICE: Final = 0.1
"""Of the height of the letters, by which a letter is moved that is printed again to look bold."""
_MOST_NESTED: Final = 10
_LINE_SHIFT: Final = 0.5
"""Of the height of the letters, by which words of one line may stand higher or lower."""


def read_pdf(content: bytes, password: str | None = None) -> tuple[Line, ...]:
    """The lines of all pages from top to bottom. Raises Refused where there is no text, no way in without a
    password, or too much."""
    lines = within_limits(lambda: _read(content, password))
    if not lines:
        raise Refused("pdf_no_text")
    return lines


def _read(content: bytes, password: str | None) -> tuple[Line, ...]:
    try:
        return _lines(pdfplumber.open(BytesIO(content), password=password or ""))
    except (Refused, MemoryError):
        raise
    except Exception as error:
        # A damaged file fails in any of pdfminer's ways.
        if _is_about_password(error):
            raise Refused("password_wrong" if password else "password_needed") from None
        raise Refused("pdf_unreadable") from None


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
        # The page as pdfminer has it: pdfplumber's own objects take four times as long.
        lines.extend(_page_lines(_letters(page.layout), len(lines)))
        if len(lines) > MOST_ROWS:
            raise Refused("too_many_rows", most=MOST_ROWS)
        page.close()
    return tuple(lines)


def _letters(container: Iterable[Any]) -> list[LTChar]:
    """The letters of a page that stand upright; stamps across it do not."""
    letters: list[LTChar] = []
    waiting = [iter(container)]
    while waiting:
        for item in waiting[-1]:
            if isinstance(item, LTChar):
                if item.upright and item.x1 > item.x0:
                    letters.append(item)
            elif isinstance(item, LTFigure) and len(waiting) < _MOST_NESTED:
                waiting.append(iter(item))
                break
        else:
            waiting.pop()
        if len(letters) > MOST_PAGE_LETTERS:
            raise Refused("pdf_too_large")
    return letters


def _page_lines(letters: list[LTChar], before: int) -> Iterator[Line]:
    rows: list[list[LTChar]] = []
    for letter in sorted(letters, key=_middle, reverse=True):
        if rows and _middle(rows[-1][0]) - _middle(letter) <= letter.height * _LINE_SHIFT:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    number = before
    for row in rows:
        words = list(_words(sorted(row, key=_left)))
        if len(row) > LONGEST_PDF_ROW:
            raise Refused("line_too_long", row=number + 1, most=LONGEST_PDF_ROW)
        if words:
            number += 1
            height = max(letter.height for letter in row)
            yield line_of(number, words, height * _WIDEST_SPACE)


def _words(letters: list[LTChar]) -> Iterator[Segment]:
    """The words of a line, from left to right."""
    texts: list[str] = []
    left = right = 0.0
    last: LTChar | None = None
    for letter in letters:
        text = letter.get_text()
        if (
            last is not None
            and text == last.get_text()
            and letter.x0 - last.x0 < letter.height * _PRINTED_TWICE
        ):
            continue
        if texts and (text.isspace() or letter.x0 - right > letter.height * _WORD_GAP):
            yield Segment("".join(texts), left, right)
            texts = []
        if not text.isspace():
            if not texts:
                left = letter.x0
            texts.append(text.replace("\u00a0", " ").replace("\0", "\ufffd"))
            right = letter.x1
        last = letter
    if texts:
        yield Segment("".join(texts), left, right)


def _middle(letter: LTChar) -> float:
    middle: float = (letter.y0 + letter.y1) / 2
    return middle


def _left(letter: LTChar) -> float:
    left: float = letter.x0
    return left
