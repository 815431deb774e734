"""The dates of a tax year as a calendar file (iCalendar, RFC 5545) for a telephone or a computer.

The ids of the entries stay the same from one file to the next, so that taking in a second file moves them
instead of doubling them. No name and no number of a person is in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event

from compliance.duties.calendar import CalendarDay, day_note
from compliance.text import _, tier_word
from compliance.version import VERSION

_WORTH_AN_ENTRY: Final = ("applies", "depends")
_REMIND_BEFORE: Final = (timedelta(days=14), timedelta(days=2))


def write_ics(days: Iterable[CalendarDay], tax_year: int, as_of: date, notice: str) -> bytes:
    """The days from `as_of` on that apply or may apply, each with two reminders. Same input, same bytes.

    `notice` is the sentence that every output of the program carries.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Freelancer Tax Helper//{VERSION}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Tax year {year}").format(year=tax_year))
    for one in days:
        if one.day >= as_of and one.status in _WORTH_AN_ENTRY:
            calendar.add_component(_event(one, as_of, notice))
    return bytes(calendar.to_ical())


def _event(one: CalendarDay, as_of: date, notice: str) -> Event:
    event = Event()
    event.add("uid", f"{one.tax_year}-{one.id}@freelancer-tax-helper")
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
    if one.status == "depends":
        yield _("Whether this applies depends on an answer that you have not given.")
    yield from filter(None, (one.detail, day_note(one)))
    for rule in one.rules:
        yield _("{provision}; {act} ({trust})").format(
            provision=rule.provision, act=rule.act, trust=tier_word(rule.tier)
        )
    yield notice
