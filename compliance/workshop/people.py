"""Invented people for a workshop: a short story, a year's workbook, and what each one teaches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from compliance.text import _
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from compliance.workshop.people_told import TOLD

_FOLDER: Final = Path(__file__).parent / "people"


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person: `story` in a few sentences, `teaches` in one, `work` a kind of work's code.

    `title` gives the lesson away, `called` does not. `setting` is the story without figures, for worksheets
    that have figures of their own.
    """

    name: str
    called: str
    title: str
    story: str
    setting: str
    teaches: str
    work: str
    workbook: Workbook


def people() -> dict[str, Person]:
    """All people by name, in the order of teaching and in the language spoken now."""
    return {
        name: Person(
            name,
            _(told.called),
            _(told.title),
            _(told.story),
            _(told.setting),
            _(told.teaches),
            told.work,
            _workbook(name),
        )
        for name, told in TOLD.items()
    }


@cache
def _workbook(name: str) -> Workbook:
    read = read_workbook((_FOLDER / f"{name}.json").read_bytes())
    if not isinstance(read, Workbook):
        raise ValueError("\n".join(problem.line() for problem in read))
    return read
