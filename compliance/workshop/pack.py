"""The trainer's pack: worksheets, their key, and everything else a workshop needs, as PDFs in one ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from compliance.rulebook import Rulebook
from compliance.summary import summarise
from compliance.text import _
from compliance.workshop.answer_key import write_answer_key
from compliance.workshop.exercise import Level, questions
from compliance.workshop.handout import glossary_paper, handout_paper
from compliance.workshop.papers import write_paper
from compliance.workshop.people import Person
from compliance.workshop.plan import boundaries_paper, plan_paper
from compliance.workshop.variation import varied
from compliance.workshop.worksheets import Sheet, write_worksheets

MOST_PARTICIPANTS: Final = 200
MOST_SEED: Final = 9_999
_PAPERS: Final = 5
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The day that every file in the ZIP bears, so that the same order gives the same bytes."""

Progress = Callable[[int, int], None]
"""Is told how many steps are done, of how many."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a trainer asks for: people who take turns, a level, how many participants, a number."""

    people: tuple[Person, ...]
    level: Level
    participants: int
    seed: int
    two_to_a_sheet: bool = False

    def __post_init__(self) -> None:
        if (
            not self.people
            or not 1 <= self.participants <= MOST_PARTICIPANTS
            or not 0 <= self.seed <= MOST_SEED
        ):
            raise ValueError("a pack needs people, participants and a number within bounds")


def build_pack(
    order: Order, rulebook: Rulebook, as_of: date, progress: Progress = lambda _done, _of: None
) -> bytes:
    """The ZIP; the same bytes for the same order, rules, day and language.

    Raises
    ------
    InputProblems, NotCovered
        As `assess`, of a person's workbook.
    """
    whole = 3 * order.participants + _PAPERS
    done = 0

    def step(_number: int = 0) -> None:
        nonlocal done
        done += 1
        progress(done, whole)

    sheets = []
    for sheet in _sheets(order, rulebook, as_of):
        sheets.append(sheet)
        step()
    header = sheets[0].summary.header
    files = {
        _("1-worksheets.pdf"): write_worksheets(
            sheets, order.seed, two_to_a_sheet=order.two_to_a_sheet, progress=step
        ),
        _("2-answer-key.pdf"): write_answer_key(sheets, order.seed, header, progress=step),
    }
    for name, paper in (
        (_("3-plan.pdf"), plan_paper(order.people)),
        (_("4-what-not-to-answer.pdf"), boundaries_paper()),
        (_("5-to-take-home.pdf"), handout_paper([sheet.summary for sheet in sheets], rulebook)),
        (_("6-words.pdf"), glossary_paper()),
    ):
        files[name] = write_paper(paper)
        step()
    packed = _packed(files)
    step()
    return packed


def _sheets(order: Order, rulebook: Rulebook, as_of: date) -> Iterator[Sheet]:
    for number in range(1, order.participants + 1):
        person = order.people[(number - 1) % len(order.people)]
        found = varied(person, rulebook, as_of, order.seed, number)
        told = summarise(found.assessment, rulebook)
        chance = Random(f"{order.seed}:{number}")
        asked = questions(person, found.assessment, told, order.level, rulebook, chance)
        yield Sheet(number, person, found.workbook, found.assessment, told, order.level, asked)


def _packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(zipfile.ZipInfo(name, _EARLIEST), content)
    return out.getvalue()
