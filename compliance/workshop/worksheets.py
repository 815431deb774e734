"""Worksheets: one page a participant, with figures of an own, in black and white."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from reportlab.platypus import Flowable, Spacer

from compliance.assessment_types import Assessment
from compliance.documents.flow import Text, draw_text
from compliance.documents.fonts import REGULAR
from compliance.documents.lettering import printable
from compliance.documents.style import BODY, CELL, INK, LINE, SIDE, SMALL, SUBHEADING, TITLE
from compliance.documents.tables import Column, table
from compliance.summary_types import Summary
from compliance.text import _, date_text, rupees_exact
from compliance.workbook import Workbook
from compliance.workshop.exercise import Level, Question
from compliance.workshop.people import Person
from compliance.workshop.sheets import Progress, build_sheets

_MOST_ROWS: Final = 26
"""Receipts that are listed one by one; more are told by month."""
_FEW_ROWS: Final = 14
"""More receipts than these are set closer together."""
_CLOSE: Final = CELL.but(size=8, leading=9.5)
_RULE_HEIGHT: Final = 19
_TIGHT: Final = BODY.but(size=9, leading=12.5, after=2)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One participant's worksheet: whose year, with which figures."""

    number: int
    person: Person
    workbook: Workbook
    assessment: Assessment
    summary: Summary
    level: Level
    questions: tuple[Question, ...]


def write_worksheets(
    sheets: Iterable[Sheet],
    seed: int,
    *,
    two_to_a_sheet: bool = False,
    progress: Progress = lambda _done: None,
) -> bytes:
    """The PDF of all worksheets, one page each. `seed` stands on each, so that its key can be found."""
    notice = _("Invented people. An aid for learning, not advice. Pack {seed}.").format(seed=seed)

    def foot(canvas: Any, number: int) -> None:
        draw_text(canvas, SIDE, 30, printable(notice), REGULAR, SMALL.size, INK)

    return build_sheets(
        (partial(_page, sheet) for sheet in sheets),
        _("Worksheets"),
        foot,
        two_to_a_sheet=two_to_a_sheet,
        progress=progress,
    )


def level_name(level: Level) -> str:
    """A level in words."""
    return {
        "first_steps": _("First steps: the sums and rates are given"),
        "practice": _("Practice: only the facts are given"),
        "advanced": _("Advanced: with the other choice and other people’s mistakes"),
    }[level]


def _page(sheet: Sheet, width: float) -> Iterator[Flowable]:
    yield Text(_("Worksheet {number}").format(number=sheet.number), TITLE)
    yield _Rule(_("Name"), 260)
    yield Text(sheet.person.called, SUBHEADING)
    yield Text(sheet.person.setting, _TIGHT)
    yield Text(_("Put yourself in this person’s place: “you” below is this person."), _TIGHT)
    yield Spacer(1, 4)
    yield _facts(sheet, width)
    yield Spacer(1, 8)
    yield _receipts(sheet, width)
    yield Spacer(1, 6)
    for place, question in enumerate(sheet.questions, start=1):
        yield from _asked(place, question, width)


def _facts(sheet: Sheet, width: float) -> Flowable:
    person, other = sheet.workbook.person, sheet.workbook.other
    periods = [
        _("{first} to {last}").format(first=date_text(period.first), last=date_text(period.until))
        if period.until
        else _("from {first} on").format(first=date_text(period.first))
        for period in person.pseb
    ]
    rows = [
        (_("Tax year"), sheet.summary.header.tax_year_text),
        (_("PSEB certificate"), "; ".join(periods) or _("none")),
    ]
    if person.active_taxpayer is not None:
        rows.append((_("On the Active Taxpayers List"), _("yes") if person.active_taxpayer else _("no")))
    amounts = (
        (_("Salary in the year"), other.salary),
        (_("Tax taken from the salary"), other.salary_tax_deducted),
        (_("Expenses for the work"), other.expenses),
        (_("Other tax that can be set off"), other.other_adjustable_tax),
        (_("Advance tax paid"), other.advance_tax_paid),
    )
    rows += [(label, rupees_exact(amount)) for label, amount in amounts if amount]
    columns = [Column("", 3), Column("", 7, wraps=True)]
    return table(columns, rows, with_head=False, width=width)


def _receipts(sheet: Sheet, width: float) -> Flowable:
    told = sheet.summary.receipts
    if told.count > _MOST_ROWS:
        columns = [Column(_("Month"), 3), Column(_("Rupees"), 3, figures=True)]
        rows = [[month.month_text, month.rupees] for month in told.months]
        return table(columns, rows, width=width)
    columns = [
        Column(_("Day"), 2.2),
        Column(_("Client"), 1.6),
        Column(_("How it came"), 3),
        Column(_("Amount"), 1.9, figures=True),
        Column(_("Rupees"), 2.2, figures=True),
        Column(_("Tax taken"), 1.9, figures=True),
        Column(_("Kept in dollars"), 1.8, figures=True),
    ]
    rows = [
        [
            row.date_text,
            _("in Pakistan") if receipt.kind == "local" else _("abroad"),
            row.channel
            if receipt.account == "own"
            else _("{channel}, another’s account").format(channel=row.channel),
            row.amount,
            row.rupees,
            row.deducted,
            row.kept,
        ]
        for row, receipt in zip(told.rows, sheet.workbook.receipts, strict=True)
    ]
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return table(columns, rows, width=width, style=_CLOSE if len(rows) > _FEW_ROWS else CELL)


def _asked(place: int, question: Question, width: float) -> Iterator[Flowable]:
    yield Text(question.asked, _TIGHT.but(before=5), lead=f"{place}.", lead_style=SUBHEADING)
    if question.help:
        yield Text(question.help, SMALL.but(colour=INK))
    if question.choices:
        yield from (Text(choice, SMALL.but(colour=INK)) for choice in question.choices)
        yield _Rule(_("Letter"), 90)
        return
    for _line in range(question.lines or 1):
        yield _Rule("", width if question.lines else width * 0.6)


class _Rule(Flowable):  # type: ignore[misc]
    """A line to write on, with what belongs there before it."""

    def __init__(self, label: str, width: float) -> None:
        super().__init__()
        self._label, self._width = printable(label), width

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self._width, _RULE_HEIGHT

    def draw(self) -> None:
        left = draw_text(self.canv, 0, 5, self._label, REGULAR, BODY.size, INK) + 6 if self._label else 0
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(0.7)
        self.canv.line(left, 3, self._width, 3)
