"""Which tax year, when it began and ended, and whether its return is late; and whether it was filed."""

from __future__ import annotations

from datetime import date

from compliance.rulebook import Rulebook
from compliance.screens import kit, look, state
from compliance.screens.draft import NO, YES, Record
from compliance.screens.question import question
from compliance.taxyear import first_day, last_day, latest_completed, tax_year_of
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


def _check(answers: Record) -> list[kit.Fault]:
    faults = kit.missing(answers, "tax_year", "", _("Choose the tax year that you want to work out."))
    if answers.get("filed") == YES:
        faults += kit.date_fault(answers, "filed_on", _("Filed on"))
    return faults


def show() -> None:
    """The page."""
    answers, rules, today = state.answers(), state.rulebook(), state.today()
    years = years_offered(rules, today)
    options = {str(year): _("Tax year {year}").format(year=year) for year in years}
    captions = []
    for year in years:
        days = _("{first} to {last}").format(first=date_text(first_day(year)), last=date_text(last_day(year)))
        if last_day(year) >= today:
            days = _("{days}, not over yet").format(days=days)
        elif year == years[0]:
            days = _("{days}, the last one completed").format(days=days)
        captions.append(days)
    with question(
        "tax_year",
        _("Which tax year is this for?"),
        hint=_("A tax year runs from 1 July to 30 June and has the name of the year in which it ends."),
        check=lambda: _check(answers),
    ) as form:
        form.choice("tax_year", "", options, captions=captions)
        chosen = answers.get("tax_year", "")
        if chosen not in options:
            return
        year = int(chosen)
        filed = answers.get("filed") == YES
        lines = filing_lines(rules, year, today, filed=filed)
        look.aside(
            lines[0], *lines[1:], bold=options[chosen] + ".", colour="amber" if len(lines) > 1 else "green"
        )
        if last_day(year) < today:
            form.choice(
                "filed",
                _("Have you already filed the return of this year?"),
                {NO: _("No"), YES: _("Yes")},
                side_by_side=True,
            )
            if filed:
                form.date("filed_on", _("On which day did you file it?"))


if __name__ == "__main__":
    show()
