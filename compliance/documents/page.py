"""The frame of every page: running header, notice, "Page x of y", outline and the document's own data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import takewhile
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate

from compliance.documents.flow import Text, draw_right, draw_text, shortened, width_of
from compliance.documents.fonts import REGULAR, STRONG, ready
from compliance.documents.lettering import printable, tidy
from compliance.documents.style import (
    BLUE,
    FOOT,
    HEAD,
    HEADING,
    HEIGHT,
    LINE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    SIDE,
    WIDTH,
    Style,
)
from compliance.summary_types import Header
from compliance.text import _, language

# The library would write its streams as ASCII text, which takes a quarter more room and as much more time.
rl_config.useA85 = 0

FILING: Final = "filing"
NOT_FOR_FILING: Final = "not-for-filing"
DIGEST_SHOWN: Final = 16
"""Hex digits of the rulebook's digest in the running header; the whole of it stands at the end."""
LONGEST_TITLE: Final = 120
_SIZE: Final = 7.5
_LETTER: Final = 24
"""Points by which a letter's margins are wider."""
LETTER_WIDTH: Final = WIDTH - 2 * _LETTER


ROOM_BELOW: Final = 64


class Heading(Text):
    """A heading that stands in the document's outline too.

    Where less than `room` points would be left below it, it moves to the next page.
    """

    def __init__(
        self, text: str, style: Style = HEADING, *, level: int = 0, room: float = ROOM_BELOW
    ) -> None:
        super().__init__(text, style)
        self.entry = (text, level)
        self.room = room


class _Pages(Canvas):  # type: ignore[misc]
    """Holds pages back until their number is known, so that each can say "Page x of y"."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._held: list[dict[str, Any]] = []
        self._headings: list[tuple[Heading, float]] = []

    def mark(self, heading: Heading, top: float) -> None:
        """Remember a heading of this page, whose top stands at `top` points, for the outline."""
        self._headings.append((heading, top))

    def showPage(self) -> None:  # noqa: N802 - the library's own name
        self._held.append(dict(self.__dict__))
        self._headings = []
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._held, start=1):
            self.__dict__.update(page)
            label = printable(_("Page {number} of {count}").format(number=number, count=len(self._held)))
            draw_right(self, PAGE_WIDTH - SIDE, FOOT - 26, label, REGULAR, _SIZE, QUIET)
            for place, (heading, top) in enumerate(self._headings):
                text, level = heading.entry
                key = f"page-{number}-{place}"
                self.bookmarkPage(key, fit="XYZ", left=0, top=top, zoom=0)
                self.addOutlineEntry(tidy(text), key, level=level, closed=False)
            super().showPage()
        super().save()


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Tells the pages which headings they hold."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - the library's own name
        if isinstance(flowable, Heading):
            self.canv.mark(flowable, self.frame._y + flowable.height + HEADING.leading)


def build(story: Sequence[Flowable], header: Header, title: str, before_end: Callable[[Any], None]) -> bytes:
    """Lay the story out on A4. `before_end` may add to the catalogue. The same input gives the same bytes."""
    ready()
    out = BytesIO()
    frame = Frame(SIDE, FOOT, WIDTH, HEIGHT, 0, 0, 0, 0)
    document = _Document(
        out,
        pageTemplates=[
            PageTemplate(FILING, [frame], onPage=_page_furniture(header, not_for_filing=False)),
            PageTemplate(NOT_FOR_FILING, [frame], onPage=_page_furniture(header, not_for_filing=True)),
        ],
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        title=tidy(title)[:LONGEST_TITLE],
        author=tidy(header.name)[:LONGEST_TITLE],
        subject=header.tax_year_text,
        creator=_("Freelancer tax helper {version}").format(version=header.version),
        keywords=[f"rulebook {header.digest}"],
        lang=language().replace("_", "-"),
        displayDocTitle=True,
        initialFontName=REGULAR,
        invariant=1,
        pageCompression=1,
    )

    class _WithCatalogue(_Pages):
        def save(self) -> None:
            before_end(self)
            super().save()

    document.build(list(_with_room(story)), canvasmaker=_WithCatalogue)
    return out.getvalue()


def build_letter(story: Sequence[Flowable], title: str, author: str) -> bytes:
    """Lay out a letter on A4: nothing around the text but page numbers. The same input, the same bytes."""
    ready()
    out = BytesIO()
    frame = Frame(SIDE + _LETTER, FOOT, LETTER_WIDTH, HEIGHT, 0, 0, 0, 0)
    document = _Document(
        out,
        pageTemplates=[PageTemplate("letter", [frame])],
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        title=tidy(title)[:LONGEST_TITLE],
        author=tidy(author)[:LONGEST_TITLE],
        lang=language().replace("_", "-"),
        displayDocTitle=True,
        initialFontName=REGULAR,
        invariant=1,
        pageCompression=1,
    )
    document.build(list(story), canvasmaker=_Pages)
    return out.getvalue()


def _with_room(story: Sequence[Flowable]) -> Iterator[Flowable]:
    """The story with a page break before each heading, or run of headings, that would stand alone."""
    alone = True
    for place, flowable in enumerate(story):
        if isinstance(flowable, Heading) and alone:
            run = list(takewhile(lambda one: isinstance(one, Heading), story[place:]))
            high = sum(one.spaceBefore + one.wrap(WIDTH, HEIGHT)[1] for one in run)
            yield CondPageBreak(high + max(one.room for one in run))
        alone = not isinstance(flowable, Heading)
        yield flowable


def _page_furniture(header: Header, *, not_for_filing: bool) -> Callable[[Any, Any], None]:
    """What stands around the text: whose year and by which rules above, the notice below."""
    year = printable(_("Tax year {year}").format(year=header.tax_year))
    digest = _("rules {digest}").format(digest=header.digest[:DIGEST_SHOWN])
    told = printable(f"{_('version {version}').format(version=header.version)} · {digest}")
    if not_for_filing:
        year = f"{printable(_('Not for filing'))} · {year}"
    ink = BLUE if not_for_filing else QUIET

    def draw(canvas: Any, _document: Any) -> None:
        canvas.saveState()
        base = PAGE_HEIGHT - HEAD + 22
        left = SIDE + draw_text(canvas, SIDE, base, year, STRONG, _SIZE, ink)
        right = PAGE_WIDTH - SIDE - width_of(told, REGULAR, _SIZE)
        if header.name:
            left += draw_text(canvas, left, base, " · ", REGULAR, _SIZE, QUIET)
            name = shortened(header.name, REGULAR, _SIZE, right - left - 24)
            draw_text(canvas, left, base, name, REGULAR, _SIZE, QUIET)
        draw_text(canvas, right, base, told, REGULAR, _SIZE, QUIET)
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(ink if not_for_filing else LINE)
        canvas.line(SIDE, base - 7, PAGE_WIDTH - SIDE, base - 7)
        canvas.setStrokeColor(LINE)
        canvas.line(SIDE, FOOT - 14, PAGE_WIDTH - SIDE, FOOT - 14)
        notice = printable(_("An aid, not advice. No tax professional has checked these figures."))
        draw_text(canvas, SIDE, FOOT - 26, notice, REGULAR, _SIZE, QUIET)
        canvas.restoreState()

    return draw
