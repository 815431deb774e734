"""Faults of the calendar: days for the return that no tax year can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from compliance.rulebook_faults import span_text
from compliance.rulebook_types import Parameter, RuleFault, Value
from compliance.taxyear import last_day, tax_year_of
from compliance.text import _, date_text

_DUE, _EXTENDED = "return_due", "return_extended_to"
_LATEST_YEARS_AFTER = {_DUE: 1, _EXTENDED: 2}
"""How many years after the end of the tax year a day can lie; one beyond that is a slip of the keyboard.

The statute asks for the return within half a year; extensions have no limit in law, and get more room.
"""


def faults_of_calendar(parameters: Mapping[str, Parameter]) -> Iterator[RuleFault]:
    """Due dates that are none, or lie too early or too late, and extensions that extend nothing."""
    for name in (_DUE, _EXTENDED):
        if name in parameters and parameters[name].unit == "date" and parameters[name].clock == "tax_year":
            for value in parameters[name].values:
                for message in _wrong(name, value):
                    yield _fault(parameters[name], value.first, value.last, message)
    if _DUE in parameters and _EXTENDED in parameters:
        yield from _faults_of_extensions(parameters[_DUE], parameters[_EXTENDED])


def _fault(parameter: Parameter, first: date, last: date | None, message: str) -> RuleFault:
    dates = span_text(parameter.clock, first, last)
    return RuleFault(f"rules/{parameter.file}", parameter.name, dates, message)


def _wrong(name: str, value: Value) -> Iterator[str]:
    if value.value is None and value.known and name == _DUE:
        yield _('The return of every tax year has a due date. Write the day, or "unknown" if none is known.')
    if not isinstance(value.value, date):
        return
    # A value of several years must fit the last of them and the first.
    ended = last_day(tax_year_of(value.last or value.first))
    if value.value <= ended:
        message = _(
            "The day {day} lies before the tax year is over, on {ended}. Correct the year, the month or the "
            "day; a value that covers several tax years needs one block for each."
        )
        yield message.format(day=value.value, ended=date_text(ended))
    began = tax_year_of(value.first)
    latest = last_day(began + _LATEST_YEARS_AFTER[name])
    if value.value > latest:
        message = _(
            "The day {day} is too far from tax year {year}: it can be {latest} at the latest. Correct the "
            "year, the month or the day; a value that covers several tax years needs one block for each."
        )
        yield message.format(day=value.value, year=began, latest=date_text(latest))


def _faults_of_extensions(due: Parameter, extended: Parameter) -> Iterator[RuleFault]:
    for extension in extended.values:
        for statute in due.values:
            first = max(extension.first, statute.first)
            last = min((end for end in (extension.last, statute.last) if end), default=None)
            if (last is None or first <= last) and _extends_nothing(extension, statute):
                message = _(
                    "The extension to {day} is not later than the due date {due}. Write the later day, or "
                    '"none" where the due date was not put off; or correct return_due.'
                )
                filled = message.format(day=extension.value, due=statute.value)
                yield _fault(extended, first, last, filled)


def _extends_nothing(extension: Value, statute: Value) -> bool:
    both = isinstance(extension.value, date) and isinstance(statute.value, date)
    return both and extension.day <= statute.day
