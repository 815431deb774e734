"""Pages of a fixed size, one sheet each or two side by side: every page fits, whatever stands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from compliance.documents.fonts import REGULAR, ready
from compliance.documents.lettering import tidy
from compliance.documents.page import LONGEST_TITLE
from compliance.documents.style import FOOT, PAGE_HEIGHT, PAGE_WIDTH, SIDE, WIDTH
from compliance.text import language

TOP: Final = 40
_HALF: Final = PAGE_HEIGHT / 2 / PAGE_WIDTH
"""By how much a page is made smaller so that two stand on one sheet."""

_SCALES: Final = tuple(scale / 100 for scale in range(100, 40, -2))
"""How much smaller a full page may become: text of 9 points is still read at two thirds of it."""

Page = Callable[[float], Iterable[Flowable]]
"""What stands on a page, for the width in points that it has there."""
Progress = Callable[[int], None]
Foot = Callable[[Canvas, int], None]


def build_sheets(
    pages: Iterable[Page],
    title: str,
    foot: Foot,
    *,
    two_to_a_sheet: bool = False,
    progress: Progress = lambda _done: None,
) -> bytes:
    """A PDF with each page on one sheet, or on half of one; the same input gives the same bytes.

    What is too high is made smaller, never cut: ValueError where even that does not help. `foot` draws below
    page `number` (from 1), `progress` is told how many pages are done.
    """
    ready()
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=landscape(A4) if two_to_a_sheet else A4,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        lang=language().replace("_", "-"),
    )
    canvas.setTitle(tidy(title)[:LONGEST_TITLE])
    number = 0
    for number, page in enumerate(pages, start=1):
        canvas.saveState()
        if two_to_a_sheet:
            canvas.translate(0 if number % 2 else PAGE_HEIGHT / 2, 0)
            canvas.scale(_HALF, _HALF)
        _draw(canvas, page)
        foot(canvas, number)
        canvas.restoreState()
        if not two_to_a_sheet or number % 2 == 0:
            canvas.showPage()
        progress(number)
    if two_to_a_sheet and number % 2:
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, page: Page) -> None:
    high = PAGE_HEIGHT - TOP - FOOT
    for scale in _SCALES:
        width = WIDTH / scale
        flowables = list(page(width))
        heights = [flowable.wrapOn(canvas, width, high / scale)[1] for flowable in flowables]
        gaps = [flowable.getSpaceBefore() if at else 0 for at, flowable in enumerate(flowables)]
        if (sum(heights) + sum(gaps)) * scale <= high:
            break
    else:
        raise ValueError("a page holds more than can be read")
    canvas.saveState()
    canvas.translate(SIDE, PAGE_HEIGHT - TOP)
    canvas.scale(scale, scale)
    down = 0.0
    for flowable, height, gap in zip(flowables, heights, gaps, strict=True):
        down += gap + height
        flowable.drawOn(canvas, 0, -down)
    canvas.restoreState()
