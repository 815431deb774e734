"""Duties with their dates, the dates of the year, and what lateness costs, as parts of the PDF."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether

from compliance.documents.flow import Text
from compliance.documents.fonts import STRONG
from compliance.documents.marks import Mark
from compliance.documents.page import Heading
from compliance.documents.style import BODY, CELL, CELL_QUIET, RED, SMALL
from compliance.documents.tables import Cell, Column, table
from compliance.summary_duty_types import Cost, DayText, Duties, DutyText
from compliance.text import _, list_text

_NAME = CELL.but(face=STRONG)
_SHOWN = ("applies", "depends")
_FIRST_DUTY = 240
"""What the head of the table and the longest duty need below their heading."""
_FEW_ROWS = 110
_FIRST_COST = 150
"""What the head of the table and its first row need."""


def duties_part(told: Duties) -> Iterator[Flowable]:
    """What applies or may apply, with why, how and by when; the rest in one line."""
    shown = [duty for duty in told.duties if duty.status in _SHOWN]
    others = [duty for duty in told.duties if duty.status not in _SHOWN]
    if shown:
        columns = [
            Column(_("Duty"), 0.56),
            Column(_("For you"), 0.14),
            Column(_("By when"), 0.16),
            Column("", 0.14),
        ]
        yield Heading(_("Duties"), room=_FIRST_DUTY)
        yield table(columns, [_duty(duty) for duty in shown])
    if others:
        yield Text(_("Besides:"), BODY.but(before=6, with_next=True))
        for duty in others:
            # Where somebody else knows better, what is known and whom to ask is told all the same.
            known = " ".join((duty.verdict, *duty.why)) if duty.ask else duty.verdict
            yield Text(_("{duty}: {verdict}").format(duty=duty.title, verdict=known), CELL)
            if duty.ask:
                yield Text(_("Whom to ask: {who}").format(who=duty.ask), CELL_QUIET)
    yield from _days(told.days)
    yield from _other_years(told)
    yield from _costs(told.costs)


def _duty(duty: DutyText) -> list[Cell]:
    words: list[Flowable] = [Text(duty.title, _NAME), Text(" ".join((duty.verdict, *duty.why)), CELL)]
    words += [
        Text(_("{number}. {step}").format(number=number, step=step), CELL_QUIET)
        for number, step in enumerate(duty.how, start=1)
    ]
    if duty.ask:
        words.append(Text(_("Whom to ask: {who}").format(who=duty.ask), CELL))
    provisions = list(dict.fromkeys(rule.provision for rule in duty.rules))
    if provisions:
        words.append(Text(list_text(provisions), CELL_QUIET))
    when: list[Flowable] = [Text(duty.when_text, CELL)] if duty.when_text else []
    if duty.late_text:
        when.append(Text(duty.late_text, CELL.but(face=STRONG, colour=RED)))
    return [words, Text(duty.status_word, CELL), when, _mark(duty.tier)]


def _days(days: tuple[DayText, ...]) -> Iterator[Flowable]:
    ahead = [day for day in days if not day.past and day.status in _SHOWN]
    if not ahead:
        return
    columns = [Column(_("Day"), 0.2), Column(_("Dates still to come"), 0.8)]
    rows: list[list[Cell]] = [
        [
            Text(day.day_text, _NAME),
            [Text(day.title, CELL), Text(" ".join(filter(None, (day.detail, day.note))), CELL_QUIET)],
        ]
        for day in ahead
    ]
    yield KeepTogether([Heading(_("Dates")), table(columns, rows[:2])])
    if rows[2:]:
        yield table(columns, rows[2:], with_head=False)


def _other_years(told: Duties) -> Iterator[Flowable]:
    """Returns of other years: which may be asked for, and what is known of each."""
    if all(year.answer == "yes" for year in told.earlier):
        return
    columns = [Column(_("Year"), 0.2), Column(_("Filed?"), 0.16), Column("", 0.64)]
    rows: list[list[Cell]] = [
        [Text(year.title, _NAME), Text(year.answer_word, CELL), Text(year.sentence, CELL)]
        for year in told.earlier
    ]
    yield Heading(_("Returns of other years"), room=_FEW_ROWS)
    yield Text(told.earlier_sentence, BODY)
    yield table(columns, rows)


def _costs(costs: tuple[Cost, ...]) -> Iterator[Flowable]:
    if not costs:
        return
    columns = [Column(_("What"), 0.62), Column("", 0.14), Column(_("Amount"), 0.24, figures=True)]
    rows: list[list[Cell]] = [
        [
            [
                Text(cost.title, _NAME),
                Text(cost.who, CELL),
                Text(" ".join(cost.sentences), CELL_QUIET),
                *(
                    Text(
                        _("Filed {until}: {off} off, {amount}").format(
                            until=step.until, off=step.off, amount=step.amount
                        ),
                        CELL_QUIET,
                    )
                    for step in cost.steps
                ),
            ],
            _mark(cost.tier),
            Text(cost.figure, _NAME.but(right=True)),
        ]
        for cost in costs
    ]
    yield Heading(_("What being late costs"), room=_FIRST_COST)
    yield table(columns, rows)


def _mark(tier: str | None) -> Cell:
    return Mark(tier, SMALL, SMALL.leading) if tier else ""
