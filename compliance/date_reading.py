"""Reading a date as people write it: `14/7/2025`, `14 Jul 2025`, `2025-07-14`. The day comes first.

What cannot be a date is refused with a remedy, never guessed: `07/14/2025` is not turned around.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from compliance.text import N_, _

REMEDIES: Final = {
    "empty": N_("Enter a date, for example 14 July 2025 or 14/7/2025."),
    "not_understood": N_("This was not understood as a date. Write it like 14 July 2025 or 14/7/2025."),
    "no_such_day": N_("There is no such day. Put the day first, then the month, then the year: 14/7/2025."),
}
"""By code. The closed list of what can be wrong with a date."""

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DIGITS: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_NAMED: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/., ]*([a-z]{3,9})[-/., ]*(\d{4}|\d{2})")
_NAMED_FIRST: Final = re.compile(r"([a-z]{3,9})[-/., ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4}|\d{2})")
_LONGEST_TEXT: Final = 40


@dataclass(frozen=True, slots=True)
class DateFault:
    """A text that is no date: the code of what is wrong, the text, and what to do."""

    code: str
    given: str
    remedy: str


def read_date(text: str) -> date | DateFault:
    """The day that a text names, or what is wrong with it. Two-digit years are of this century."""
    cleaned = " ".join(text.translate(_DIGITS).lower().split())
    if not cleaned:
        return _fault("empty", text)
    if len(cleaned) > _LONGEST_TEXT:
        return _fault("not_understood", text)
    if found := _YEAR_FIRST.fullmatch(cleaned):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(cleaned):
        day, month, year = (int(part) for part in found.groups())
    elif found := _NAMED.fullmatch(cleaned):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    elif found := _NAMED_FIRST.fullmatch(cleaned):
        day, month, year = int(found[2]), _month(found[1]), int(found[3])
    else:
        return _fault("not_understood", text)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return _fault("no_such_day", text)


def _month(word: str) -> int:
    """The number of a month by its English name or a beginning of it; 0 where there is none such."""
    names = (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    )
    known = word == "sept" or any(name.startswith(word) for name in names)
    return _MONTHS.index(word[:3]) + 1 if known and word[:3] in _MONTHS else 0


def _fault(code: str, given: str) -> DateFault:
    return DateFault(code, given, _(REMEDIES[code]))
