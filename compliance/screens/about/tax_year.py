"""Which tax year, when it began and ended, and whether its return is late; and whether it was filed."""

from __future__ import annotations

from compliance.screens import kit, look, state
from compliance.screens.about.years import filing_lines, years_offered
from compliance.screens.draft import NO, YES, Record, day_of
from compliance.screens.question import question
from compliance.taxyear import first_day, last_day, tax_year_of
from compliance.text import _, date_text, ngettext


def _check(answers: Record) -> list[kit.Fault]:
    faults = kit.missing(answers, "tax_year", "", _("Choose the tax year that you want to work out."))
    if answers.get("filed") == YES:
        faults += kit.date_fault(answers, "filed_on", _("Filed on"))
    return faults


def _receipts_elsewhere(year: int) -> str:
    """Says so where receipts were entered that belong to another year than the one chosen; else empty."""
    days = [day_of(record.get("date", "")) for record in state.draft()["receipts"]]
    count = sum(day is not None and tax_year_of(day) != year for day in days)
    if not count:
        return ""
    return ngettext(
        "{count} receipt that you entered lies in another tax year. Each year is a workbook of its own.",
        "{count} receipts that you entered lie in another tax year. Each year is a workbook of its own.",
        count,
    ).format(count=count)


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
        elsewhere = _receipts_elsewhere(year)
        if elsewhere:
            look.aside(elsewhere, colour="amber")
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
