"""The trainer's key to the worksheets: each answer with its working, its source and how far to trust it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlab.platypus import Flowable, PageBreak

from compliance.documents.flow import Text
from compliance.documents.marks import Mark
from compliance.documents.page import LETTER_WIDTH, Heading, build_letter
from compliance.documents.style import BODY, CELL, CELL_QUIET, LEAD, SMALL, TITLE
from compliance.documents.tables import Cell, Column, table
from compliance.documents.tiers_shown import key_of_marks
from compliance.summary_types import Header
from compliance.text import _
from compliance.workshop.exercise import Question
from compliance.workshop.sheets import Progress
from compliance.workshop.worksheets import Sheet, level_name


def write_answer_key(
    sheets: Iterable[Sheet], seed: int, header: Header, progress: Progress = lambda _done: None
) -> bytes:
    """The PDF of the answers to all worksheets of a pack, as of the day and with the rules of `header`."""
    return build_letter(
        list(_story(sheets, seed, header, progress)), _("Answer key"), _("Freelancer Tax Helper")
    )


def _story(sheets: Iterable[Sheet], seed: int, header: Header, progress: Progress) -> Iterator[Flowable]:
    yield Text(_("Answer key"), TITLE)
    yield Text(
        _(
            "For the trainer: pack {seed}, as of {day}. Every figure was made by the program from its rules."
        ).format(seed=seed, day=header.as_of_text),
        LEAD,
    )
    yield Text(
        _("Version {version}, rules {digest}. {notice}").format(
            version=header.version, digest=header.digest, notice=header.notice
        ),
        SMALL,
    )
    yield key_of_marks(LETTER_WIDTH)
    for place, sheet in enumerate(sheets):
        if place:
            yield PageBreak()
        yield Heading(
            _("Worksheet {number}: {person}").format(number=sheet.number, person=sheet.person.title)
        )
        yield Text(level_name(sheet.level), SMALL)
        yield Text(sheet.person.teaches, BODY)
        yield _answers(sheet.questions)
        progress(sheet.number)


def _answers(asked: Iterable[Question]) -> Flowable:
    columns = [
        Column("", 0.4),
        Column(_("Question"), 3.2),
        Column(_("Answer"), 2.4),
        Column(_("Working"), 3.6),
        Column(_("Source and trust"), 2),
    ]
    rows: list[list[Cell]] = [
        [
            f"{place}.",
            [Text(question.asked, CELL)],
            [Text(question.answer, CELL)],
            [Text(sentence, CELL_QUIET.but(after=2)) for sentence in question.working] or "",
            [
                *([Text(question.source, CELL_QUIET)] if question.source else []),
                *([Mark(question.tier)] if question.tier else []),
            ]
            or "",
        ]
        for place, question in enumerate(asked, start=1)
    ]
    return table(columns, rows, width=LETTER_WIDTH)
