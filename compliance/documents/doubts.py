"""What the figures rest on: open points of law, open answers, things to check and what was assumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlab.platypus import Flowable, KeepTogether, Spacer

from compliance.documents.figures import steps_table
from compliance.documents.flow import Text
from compliance.documents.fonts import STRONG
from compliance.documents.marks import Dot, Mark
from compliance.documents.page import Heading
from compliance.documents.style import BODY, CELL, QUIET, SUBHEADING
from compliance.documents.tables import Cell, Column, table
from compliance.summary_types import OpenPointText, OtherReading, Summary, UnknownAnswerText, WarningText
from compliance.text import _

ABOUT_THE_POLICY = ("exactly_12000", "gross_above_12000", "year_not_over")
"""Warnings about the published policy's $12,000; they stand on its page."""

_FIRST_POINT = 120
"""What the head of the table of points and the longest point need below their heading."""


def bullets(sentences: Iterable[str]) -> Flowable:
    """Sentences as a list, each with a small mark."""
    rows: list[list[Cell]] = [
        [Dot(QUIET, BODY.leading), Text(sentence, BODY.but(after=0))] for sentence in sentences
    ]
    return table([Column("", 0.03), Column("", 0.97)], rows, with_head=False, ruled=False)


def doubts(summary: Summary) -> Iterator[Flowable]:
    """Everything that could change the figures, with what it would change."""
    yield Heading(_("What could change these figures"))
    warnings = [one for one in summary.warnings if one.code not in ABOUT_THE_POLICY]
    if not (warnings or summary.open_points or summary.unknown_answers):
        yield Text(_("No open point of law and no open answer touches this tax year."), BODY)
    yield from _warnings(warnings)
    yield from _open_points(summary.open_points)
    yield from _other_readings(summary)
    yield from _unknown_answers(summary.unknown_answers)
    if summary.assumptions:
        yield Heading(_("What was assumed"), SUBHEADING, level=1)
        yield bullets(summary.assumptions)


def _warnings(warnings: list[WarningText]) -> Iterator[Flowable]:
    if warnings:
        yield Heading(_("To check"), SUBHEADING, level=1)
        yield bullets(dict.fromkeys(warning.sentence for warning in warnings))


def _open_points(points: tuple[OpenPointText, ...]) -> Iterator[Flowable]:
    if not points:
        return
    yield Heading(_("Points of law that are not settled"), SUBHEADING, level=1, room=_FIRST_POINT)
    strong = CELL.but(face=STRONG)
    rows: list[list[Cell]] = []
    for point in points:
        told: list[Flowable] = [
            Text(point.title, strong),
            Text(point.default, CELL),
            Text(point.reading, CELL, lead=_("Other reading:"), lead_style=strong),
        ]
        if point.closes:
            told.append(Text(point.closes, CELL, lead=_("What would close it:"), lead_style=strong))
        rows.append([told, [Text(point.effect, CELL), Mark(point.tier)]])
    yield table([Column(_("Point"), 0.68), Column(_("What the other reading would change"), 0.32)], rows)


def _other_readings(summary: Summary) -> Iterator[Flowable]:
    """How each other figure of the range comes about: the lines that change, then the steps not told yet."""
    told = {
        step.sentence
        for explanation in summary.explanations
        if explanation.reading == "ordinance"
        for step in explanation.told
    }
    for mark in summary.headline.marks:
        for reading in mark.readings:
            title = _("How {letter}, {amount}, comes about: {reading}")
            said = title.format(letter=mark.letter, amount=mark.shown, reading=reading.title)
            yield KeepTogether([Heading(said, SUBHEADING, level=1), _changed(reading)])
            yield Spacer(0, 5)
            yield steps_table(step for step in reading.steps if step.sentence not in told)


def _changed(reading: OtherReading) -> Flowable:
    rows: list[list[Cell]] = [[line.label, line.here, line.then, line.change] for line in reading.lines]
    columns = [
        Column(_("Line"), 0.4, wraps=True),
        Column(_("Taken here"), 0.2, figures=True),
        Column(_("By this reading"), 0.2, figures=True),
        Column(_("Change"), 0.2, figures=True),
    ]
    return table(columns, rows, total=reading.lines[-1].total)


def _unknown_answers(answers: tuple[UnknownAnswerText, ...]) -> Iterator[Flowable]:
    if not answers:
        return
    yield Heading(_("Answers that are still open"), SUBHEADING, level=1)
    rows: list[list[Cell]] = []
    for answer in answers:
        told: list[Flowable] = [Text(answer.question, CELL.but(face=STRONG)), Text(answer.supposed, CELL)]
        effects = [
            Text(other.effect, CELL, lead=f"{' / '.join(other.answers)}:", lead_style=CELL.but(face=STRONG))
            for other in answer.others
        ]
        rows.append([told, effects or [Text(answer.sentence, CELL)]])
    yield table([Column(_("Question"), 0.5), Column(_("What another answer would change"), 0.5)], rows)
