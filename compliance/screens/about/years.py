"""Which tax years are offered, and what is to be said about the filing of one."""

from __future__ import annotations

from datetime import date

from compliance.rulebook import Rulebook
from compliance.taxyear import latest_completed, tax_year_of
from compliance.text import _, date_text, ngettext


def years_offered(rulebook: Rulebook, today: date) -> list[int]:
    """The years covered, the last completed one first, then the current one, then back in time."""
    first, last = rulebook.coverage.first_tax_year, rulebook.coverage.last_tax_year
    covered = range(first, min(last, tax_year_of(today)) + 1)
    completed = latest_completed(today)
    return sorted(covered, key=lambda year: (year != completed, year != completed + 1, -year))


def filing_lines(rulebook: Rulebook, tax_year: int, today: date, *, filed: bool) -> list[str]:
    """When the return of a year is or was due, how late it is, and that late is still worth it."""
    due = rulebook.for_tax_year("return_due", tax_year).day
    extended = rulebook.for_tax_year("return_extended_to", tax_year).value
    last = extended if isinstance(extended, date) else due
    said = date_text(due)
    if last != due:
        said = _("{due}, extended to {last}").format(due=said, last=date_text(last))
    if filed:
        return [_("Its return was due by {dates}.").format(dates=said)]
    if today <= last:
        return [_("Its return is due by {dates}.").format(dates=said)]
    days = (today - last).days
    late = ngettext(
        "Its return was due by {dates}. That was {days} day ago.",
        "Its return was due by {dates}. That was {days} days ago.",
        days,
    )
    return [
        late.format(dates=said, days=days),
        _(
            "Filing late is still worth it: a penalty for lateness grows with the days, you get on the "
            "Active Taxpayers List only by filing, and being late does not by itself lose you the low rate "
            "on exports."
        ),
    ]
