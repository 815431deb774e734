"""The dates of a tax year as a calendar file (iCalendar, RFC 5545) for a telephone or a computer.

The ids of the entries stay the same from one file to the next of one person, so that taking in a second file
moves them instead of doubling them. They differ from person to person, so that a consultant can hold the
dates of many. No name and no number of a person is in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from icalendar import Alarm, Calendar, Event

from compliance.duties.calendar import CalendarDay, day_note
from compliance.text import _, tier_word
from compliance.version import VERSION
from compliance.workbook import Person

_WORTH_AN_ENTRY: Final = ("applies", "depends")
_SALT: Final = b"freelancer-tax-helper calendar"
_ROUNDS: Final = 100_000
_REMIND_BEFORE: Final = (timedelta(days=14), timedelta(days=2))


@lru_cache(maxsize=64)
def owner_id(name: str, cnic: str, ntn: str) -> str:
    """A short mark of whose dates they are, "" where nobody is named.

    It cannot be turned back into the number: the function is slow on purpose, and takes the name with it.
    """
    if not (name or cnic or ntn):
        return ""
    said = "\n".join((" ".join(name.split()).casefold(), cnic, ntn)).encode()
    return hashlib.pbkdf2_hmac("sha256", said, _SALT, _ROUNDS).hex()[:12]


def write_ics(days: Iterable[CalendarDay], person: Person, as_of: date, tax_year: int, notice: str) -> bytes:
    """The days from `as_of` on that apply or may apply, each with two reminders. Same input, same bytes.

    `notice` is the sentence that every output of the program carries.
    """
    owner = owner_id(person.name, person.cnic, person.ntn)
    calendar = Calendar()
    calendar.add("prodid", f"-//Freelancer Tax Helper//{VERSION}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Tax year {year}").format(year=tax_year))
    for one in days:
        if one.day >= as_of and one.status in _WORTH_AN_ENTRY:
            calendar.add_component(_event(one, owner, as_of, notice))
    return bytes(calendar.to_ical())


def _event(one: CalendarDay, owner: str, as_of: date, notice: str) -> Event:
    event = Event()
    name = "-".join(filter(None, (str(one.tax_year), one.id, owner)))
    event.add("uid", f"{name}@freelancer-tax-helper")
    # A calendar takes an entry anew only where its number is higher than the one that it knows.
    event.add("sequence", as_of.toordinal())
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", one.title)
    event.add("description", "\n".join(_sentences(one, notice)))
    event.add("transp", "TRANSPARENT")
    for before in _REMIND_BEFORE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -before)
        alarm.add("description", one.title)
        event.add_component(alarm)
    return event


def _sentences(one: CalendarDay, notice: str) -> Iterable[str]:
    if one.open_law:
        yield _("Whether this applies depends on a point of law that is not settled.")
    elif one.status == "depends":
        yield _("Whether this applies depends on an answer that you have not given.")
    yield from filter(None, (one.detail, day_note(one)))
    for rule in one.rules:
        yield _("{provision}; {act} ({trust})").format(
            provision=rule.provision, act=rule.act, trust=tier_word(rule.tier)
        )
    yield notice
