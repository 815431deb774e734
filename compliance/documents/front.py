"""The first page: whose year this is, what to do next, and what the Ordinance says."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether, Spacer

from compliance.documents.charts import Letter, RangeBar, Rule
from compliance.documents.flow import Text
from compliance.documents.fonts import STRONG
from compliance.documents.page import Heading
from compliance.documents.style import (
    BODY,
    CELL,
    CELL_QUIET,
    FIGURE,
    GREEN,
    LEAD,
    QUIET,
    RED,
    SMALL,
    TITLE,
    Style,
)
from compliance.documents.tables import Cell, Column, table
from compliance.documents.tiers_shown import how_sure
from compliance.summary_types import Amount, Header, Headline, NextStep, Settlement, Summary
from compliance.taxyear import first_day, last_day
from compliance.text import _, date_text, ngettext

_LABEL = SMALL.but(after=1)
_VALUE = Style(10, 14, STRONG)
_STEP = Style(9.5, 14, STRONG)
_FIRST_STEP = Style(11, 15.5, STRONG)
_DETAIL = Style(9, 13)
_NUMBER = Style(14, 15.5, STRONG, GREEN)
_NAME_LINES = 3


def front(summary: Summary, title: str) -> Iterator[Flowable]:
    """The parts of the first page, in order."""
    yield from _header(summary.header, title)
    yield from _what_to_do(summary.next_steps)
    yield from _headline(summary.headline)
    yield from _settlement(summary.settlement)


def _header(header: Header, title: str) -> Iterator[Flowable]:
    yield Heading(title, TITLE)
    days = _("{first} to {last}").format(
        first=date_text(first_day(header.tax_year)), last=date_text(last_day(header.tax_year))
    )
    yield Text(days, LEAD.but(colour=QUIET, after=8))
    told = [
        (_("Name"), header.name, 0.46),
        (_("CNIC"), header.cnic, 0.2),
        (_("NTN"), header.ntn, 0.16),
        (_("Worked out on"), header.as_of_text, 0.2),
    ]
    given = [(label, value, share) for label, value, share in told if value]
    yield Rule(after=0)
    yield table(
        [Column("", share) for _label, _value, share in given],
        [[[Text(label, _LABEL), Text(value, _VALUE, most=_NAME_LINES)] for label, value, _share in given]],
        with_head=False,
    )
    yield Spacer(0, 6)
    yield Text(header.notice, SMALL)


def _what_to_do(steps: tuple[NextStep, ...]) -> Iterator[Flowable]:
    yield Heading(_("What to do"))
    columns = [Column("", 0.05), Column("", 0.73), Column("", 0.22, figures=True)]
    rows = [_step(number, step) for number, step in enumerate(steps, start=1)]
    yield Rule(GREEN, 1.6, after=0)
    yield table(columns, rows, with_head=False)


def _step(number: int, step: NextStep) -> list[Cell]:
    told = [Text(step.title, _FIRST_STEP if number == 1 else _STEP)]
    if step.detail:
        told.append(Text(" ".join(step.detail), _DETAIL))
    beside: list[Flowable] = []
    if step.by_text:
        beside.append(Text(step.by_text, _STEP.but(right=True)))
    if step.overdue:
        late = ngettext("{count} day late", "{count} days late", step.days_late)
        beside.append(
            Text(late.format(count=step.days_late), _DETAIL.but(face=STRONG, colour=RED, right=True))
        )
    if step.basis:
        beside.append(Text(step.basis, CELL_QUIET.but(right=True, before=2)))
    return [Text(str(number), _NUMBER), told, beside]


def _headline(headline: Headline) -> Iterator[Flowable]:
    figure: list[Flowable] = [
        Heading(headline.title),
        Rule(GREEN, 1.6, after=4),
        Text(_("File by this one"), SMALL.but(face=STRONG, colour=GREEN, after=0)),
        Text(headline.figure, FIGURE.but(size=21, leading=28) if headline.is_range else FIGURE),
        *how_sure(headline.tier),
    ]
    if headline.is_range:
        figure += [RangeBar(headline.marks), _marks(headline)]
    figure.append(Text(headline.sentence, BODY.but(before=4)))
    yield KeepTogether(figure)
    if headline.closes:
        yield Text(_("What would close the range"), _STEP.but(before=2, with_next=True))
    for sentence in headline.closes:
        yield Text(sentence, BODY)


def _marks(headline: Headline) -> Flowable:
    """Each figure of the range with its letter, the readings that lead there, and what they change."""
    rows: list[list[Cell]] = []
    for mark in headline.marks:
        if mark.taken:
            said = [Text(_("The reading taken here"), CELL.but(face=STRONG))]
        else:
            said = [Text(f"{reading.title}. {reading.effect}", CELL) for reading in mark.readings]
        rows.append([Letter(mark), said, mark.shown])
    return table([Column("", 0.05), Column("", 0.75), Column("", 0.2, figures=True)], rows, with_head=False)


def _settlement(settlement: Settlement) -> Iterator[Flowable]:
    shown = [
        amount
        for amount in (
            settlement.deducted,
            settlement.still_to_pay,
            settlement.refundable,
            settlement.over_deducted,
        )
        if amount.amount or amount in (settlement.deducted, settlement.still_to_pay)
    ]
    rows: list[list[Cell]] = [[_amount(amount) for amount in shown]]
    yield Spacer(0, 8)
    yield table([Column("", 1 / len(shown)) for _amount in shown], rows, with_head=False)
    yield Spacer(0, 4)
    yield Text(" ".join(amount.sentence for amount in shown), BODY)
    if settlement.ways_back:
        yield Text(_("The ways to get back what was deducted too much"), _VALUE.but(with_next=True, before=2))
    for sentence in settlement.ways_back:
        yield Text(sentence, BODY)


def _amount(amount: Amount) -> list[Flowable]:
    return [Text(amount.label, _LABEL), Text(amount.shown, Style(13, 18, STRONG))]
