"""One value of a rule file: its dates, its figure in the engine's integers, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

import numpy as np

from compliance.money import MILLION
from compliance.rulebook_schema import ParameterEntry, ValueEntry
from compliance.rulebook_types import DayOfYear, EngineValue, SlabRow, SlabTable, Value
from compliance.taxyear import first_day, last_day
from compliance.text import _, number

TO_FILL_IN = "FILL IN"
"""What stands in a block that is still to be filled in; a rule file that keeps it has a fault."""
_PARTS = {"percent": MILLION // 100, "percent_of_tax": MILLION // 100, "rupees": 100, "usd": 100}
"""Engine units of a unit that is not kept as it is written."""
_MOST = {
    "percent": Decimal(100),
    # A penalty may be more than the tax that it is a share of.
    "percent_of_tax": Decimal(1000),
    "rupees": Decimal(10**10),
    "usd": Decimal(10**8),
    "days": Decimal(366),
    "months": Decimal(120),
    "years": Decimal(100),
    "square_yards": Decimal(10**6),
    "cubic_centimetres": Decimal(10**5),
    "code": Decimal(10**9),
}

Fault = Callable[[str, str], None]
"""Notes a fault: dates, message."""


def one_line(text: str) -> str:
    """A text of a rule file without the line breaks it has there, as it is shown and translated."""
    return " ".join(text.split())


def dates_text(entry: ValueEntry) -> str:
    """The span as the file has it: `2026`, `2024 to 2025`, `2023-10-23 to open`."""
    return str(entry.first) if entry.first == entry.until else f"{entry.first} to {entry.until}"


def read_value(name: str, parameter: ParameterEntry, entry: ValueEntry, fault: Fault) -> Value | None:
    """The value in engine form, or None where a fault leaves no sense in it."""
    dates = dates_text(entry)
    span = _span(parameter, entry, lambda message: fault(dates, message))
    figure = _figure(parameter, entry, lambda message: fault(dates, message))
    _check_words(entry, lambda message: fault(dates, message))
    if span is None or figure is None:
        return None
    value, shown = figure
    return Value(
        parameter=name,
        value=value,
        shown=shown,
        first=span[0],
        last=span[1],
        act=entry.act,
        provision=entry.provision or parameter.provision,
        cite=entry.cite,
        tier=entry.tier,
        note=one_line(entry.note),
        known=entry.value != "unknown",
    )


def _span(
    parameter: ParameterEntry, entry: ValueEntry, fault: Callable[[str], None]
) -> tuple[date, date | None] | None:
    yearly = parameter.clock == "tax_year"
    ends = [entry.first] if entry.until == "open" else [entry.first, entry.until]
    if yearly and not all(isinstance(end, int) and 1950 < end < 2200 for end in ends):
        fault(_('"from" and "until" must be tax years here, such as from = 2026 and until = 2026.'))
        return None
    if not yearly and not all(isinstance(end, date) for end in ends):
        fault(_('"from" and "until" must be days here, such as from = 2023-10-23 and until = "open".'))
        return None
    first = first_day(entry.first) if isinstance(entry.first, int) else entry.first
    last = last_day(entry.until) if isinstance(entry.until, int) else entry.until
    if not isinstance(last, date):
        return first, None
    if last < first:
        fault(_('"until" lies before "from". Put the earlier one into "from".'))
        return None
    return first, last


def _figure(
    parameter: ParameterEntry, entry: ValueEntry, fault: Callable[[str], None]
) -> tuple[EngineValue, str] | None:
    given = entry.value
    if given is not None and entry.rows is not None:
        fault(_('Both "value" and "rows" are given. Keep the one that is meant.'))
        return None
    if given in ("none", "unknown"):
        return None, str(given)
    if parameter.unit == "slabs":
        return _bands(entry, fault)
    if entry.rows is not None:
        fault(_('"rows" belong to a table of slabs only. Give the figure as "value".'))
    elif given is None:
        fault(_('The figure is missing. Add a line such as value = 0.25, or "none" or "unknown".'))
    elif parameter.unit == "yes_no":
        if isinstance(given, bool):
            return given, "true" if given else "false"
        fault(_('This rule is a yes or a no: write value = true or value = false, or "none".'))
    elif parameter.unit == "date":
        if isinstance(given, date):
            return given, given.isoformat()
        fault(_("This rule is a date: write it without quotes as value = 2026-09-30."))
    elif parameter.unit == "day_of_year":
        if isinstance(given, str) and (day := read_day_of_year(given)):
            return day, given
        fault(_('This rule is a day of each year: write month and day in quotes as value = "09-30".'))
    elif isinstance(given, bool) or not isinstance(given, int | Decimal):
        fault(_("This rule is a number: write it without quotes, commas or signs, as value = 12000."))
    else:
        return _number(parameter.unit, Decimal(given), fault)
    return None


def _number(unit: str, given: Decimal, fault: Callable[[str], None]) -> tuple[int, str] | None:
    if not given.is_finite() or not 0 <= given <= _MOST[unit]:
        message = _("{given} is outside what this rule can be: from 0 to {most}. Correct the figure.")
        fault(message.format(given=given, most=number(int(_MOST[unit]))))
        return None
    parts = given * _PARTS.get(unit, 1)
    if parts != parts.to_integral_value():
        fault(_("{given} has more decimals than the program keeps. Correct the figure.").format(given=given))
        return None
    return int(parts), plain(given)


def read_day_of_year(text: str) -> DayOfYear | None:
    """The day that `09-30` names; None where there is no such day in every year."""
    try:
        # A year without 29 February: what is due every year cannot fall on it.
        day = date.fromisoformat(f"2001-{text}")
    except ValueError:
        return None
    return DayOfYear(day.month, day.day)


def plain(given: int | Decimal) -> str:
    """A number without needless zeros or exponents: `0.250` is "0.25"."""
    if isinstance(given, int):
        return str(given)
    shown = f"{given:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _bands(entry: ValueEntry, fault: Callable[[str], None]) -> tuple[SlabTable, str] | None:
    if not entry.rows:
        fault(_("The bands are missing. Add rows = [[above, up to, fixed amount, percent], ...]."))
        return None
    rows, sound = [], True
    for above, up_to, fixed, percent in entry.rows:
        open_ended = up_to == "and above"
        whole = [above, fixed, *(() if isinstance(up_to, str) else (up_to,))]
        if any(amount != int(amount) or not 0 <= amount <= _MOST["rupees"] for amount in whole):
            fault(_("The band above {foot} has an amount that is not in whole rupees.").format(foot=above))
            sound = False
        elif _number("percent", Decimal(percent), fault) is None:
            sound = False
        else:
            top = None if open_ended or isinstance(up_to, str) else int(up_to)
            rows.append(SlabRow(int(above), top, int(fixed), Decimal(plain(percent))))
    if not sound or not _bands_fit(rows, fault):
        return None
    table = SlabTable(
        tuple(rows),
        _column([row.above * 100 for row in rows]),
        _column([row.fixed for row in rows]),
        _column([int(row.percent * _PARTS["percent"]) for row in rows]),
    )
    return table, "; ".join(_band_text(row) for row in rows)


def _column(numbers: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    column = np.array(numbers, dtype=np.int64)
    column.flags.writeable = False
    return column


def _band_text(row: SlabRow) -> str:
    top = "and above" if row.up_to is None else f"{row.up_to}"
    return f"{row.above} to {top}: {row.fixed} + {row.percent}%"


def _bands_fit(rows: list[SlabRow], fault: Callable[[str], None]) -> bool:
    fits = True
    if rows[0].above or rows[0].fixed:
        fault(_("The first band must begin at 0 with the fixed amount 0."))
        fits = False
    for row, following in pairwise(rows):
        if row.up_to is None or row.up_to <= row.above or following.above != row.up_to:
            message = _("The band above {foot} must end where the next one begins, above {next}.")
            fault(message.format(foot=number(row.above), next=number(following.above)))
            fits = False
        else:
            reached = row.fixed + (row.up_to - row.above) * row.percent / 100
            if following.fixed != reached:
                message = _(
                    "The band above {foot} carries the fixed amount {given}, but the bands below it add up "
                    "to {reached}. Correct the fixed amount or a percentage below it."
                )
                given = number(following.fixed)
                fault(message.format(foot=number(following.above), given=given, reached=plain(reached)))
                fits = False
    if rows[-1].up_to is not None:
        fault(_('The last band must have no top: write "and above" as its second entry.'))
        fits = False
    return fits


def _check_words(entry: ValueEntry, fault: Callable[[str], None]) -> None:
    if not entry.note.strip() and (entry.tier != "text" or entry.value == "unknown"):
        message = _(
            'The note is missing. With the tier "{tier}" the freelancer needs to read in a sentence or two '
            'how far the figure can be relied on: add note = "...".'
        )
        fault(message.format(tier=entry.tier))
