"""The people that can be opened: those that come with the program, and a trainer's own in this browser."""

from __future__ import annotations

from typing import Final

from compliance.screens import state
from compliance.screens.draft_workbook import draft_of
from compliance.screens.keeping.notebook import keep, section
from compliance.workshop.own_people import as_records, people_of
from compliance.workshop.people import Person, people

_SECTION: Final = "people"
OPENED: Final = "person."
"""What an answer `example` begins with where a person of the workshop is open."""


def own() -> dict[str, Person]:
    """The trainer's own people by name; none where what was kept cannot be read."""
    kept = section(_SECTION)
    read = people_of(kept) if kept is not None else ()
    return {person.name: person for person in read if isinstance(person, Person)}


def keep_own(own_people: dict[str, Person]) -> bool:
    """Keep these as the trainer's own people; False where there is no room for them."""
    return keep(_SECTION, as_records(own_people.values()) or None)


def everybody() -> dict[str, Person]:
    """All people by name, in the language spoken now."""
    return people() | own()


def open_now() -> Person | None:
    """The person whose year is open now; None where the year is anybody else's."""
    example = state.answers().get("example", "")
    return everybody().get(example.removeprefix(OPENED)) if example.startswith(OPENED) else None


def open_person(person: Person) -> None:
    """Put a person's year into the normal pages, as an example that may be changed."""
    draft = draft_of(person.workbook)
    # Facts that a saved file has no place for.
    draft["answers"] |= {
        "example": OPENED + person.name,
        "work": person.work,
        "who_pays": "clients",
        "works_with": "alone",
        "days_in_pakistan": "yes",
    }
    state.replace(draft)
