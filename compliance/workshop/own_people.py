"""A trainer's own people: written to a file or the browser, and read back with everything checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from compliance.text import _
from compliance.workbook import Problem, Workbook
from compliance.workbook_messages import WHOLE_FILE, visible
from compliance.workbook_reading import read_workbook, write_workbook
from compliance.workshop.people import Person

FORMAT: Final = "freelancer-people"
VERSION: Final = 1
MOST: Final = 50
"""People in one file, and in one browser."""
LONGEST: Final = {"title": 120, "story": 1_000, "teaches": 400}
"""Characters of each text."""


def own_person(title: str, story: str, teaches: str, work: str, workbook: Workbook) -> Person:
    """A person made of a year of work; what identifies anybody is left out of the workbook."""
    anonymous = workbook.person.model_copy(update={"name": title, "cnic": "", "ntn": "", "address": ""})
    return Person(
        _name_of(title),
        title.partition(",")[0],
        title,
        story,
        story,
        teaches,
        work,
        workbook.model_copy(update={"person": anonymous}),
    )


def _name_of(title: str) -> str:
    return f"own.{' '.join(title.casefold().split())}"


def as_records(people: Iterable[Person]) -> list[dict[str, Any]]:
    """People as plain JSON, one record each."""
    return [
        {
            "title": person.title,
            "story": person.story,
            "teaches": person.teaches,
            "work": person.work,
            "workbook": json.loads(write_workbook(person.workbook)),
        }
        for person in people
    ]


def write_people(people: Iterable[Person]) -> str:
    """The file of some people, as JSON text: the same bytes for the same people."""
    document = {"format": FORMAT, "version": VERSION, "people": as_records(people)}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_people(raw: bytes) -> tuple[Person, ...] | tuple[Problem, ...]:
    """The people of a file, or everything that is wrong with it."""
    try:
        document = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return (
            Problem(
                WHOLE_FILE, "no_people", "", _("Give a file of people that was saved on the page People.")
            ),
        )
    if document.get("version") != VERSION:
        given = visible(str(document.get("version")))
        return (
            Problem(
                "version",
                "newer_people",
                given,
                _("This file was saved by another version of the program. Open it there."),
            ),
        )
    return people_of(document.get("people"))


def people_of(records: object) -> tuple[Person, ...] | tuple[Problem, ...]:
    """The people of plain records, or all that is wrong with them, with places like `people[0].title`."""
    if not isinstance(records, list) or len(records) > MOST:
        remedy = _("Give a list of at most {most} people.").format(most=MOST)
        return (Problem("people", "people_list", "", remedy),)
    found: list[Person] = []
    problems: list[Problem] = []
    for index, record in enumerate(records):
        read = _person(record, f"people[{index}]")
        if isinstance(read, Person):
            if any(other.name == read.name for other in found):
                remedy = _("Two people have this name: give one of them another.")
                problems.append(Problem(f"people[{index}].title", "name_twice", read.title, remedy))
            found.append(read)
        else:
            problems += read
    return tuple(problems) if problems else tuple(found)


def _person(record: object, place: str) -> Person | list[Problem]:
    if not isinstance(record, Mapping):
        return [Problem(place, "no_person", "", _("Give a person with a title, a story and a workbook."))]
    problems = []
    texts = {name: record.get(name, "") for name in (*LONGEST, "work")}
    for name, text in texts.items():
        most = LONGEST.get(name, 60)
        if not isinstance(text, str) or len(text) > most or (name == "title" and not text.strip()):
            remedy = _("Write a text of at most {most} characters.").format(most=most)
            problems.append(Problem(f"{place}.{name}", "person_text", visible(str(text)), remedy))
    read = read_workbook(json.dumps(record.get("workbook")))
    if not isinstance(read, Workbook):
        problems += [Problem(f"{place}.workbook.{one.path}", one.code, one.given, one.remedy) for one in read]
        return problems
    return problems or own_person(texts["title"], texts["story"], texts["teaches"], texts["work"], read)
