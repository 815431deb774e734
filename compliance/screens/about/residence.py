"""Where the person lived, in plain questions from which residence follows."""

from __future__ import annotations

from compliance.screens import kit, look, state
from compliance.screens.draft import (
    NO,
    RESIDENCE_BY_CITIZENSHIP_SINCE,
    UNKNOWN,
    Record,
    resident,
    tax_year_of,
)
from compliance.screens.question import question, yes_no_options
from compliance.taxyear import first_day, last_day, latest_completed
from compliance.text import _, date_text


def _check(answers: Record) -> list[kit.Fault]:
    return kit.missing(
        answers, "days_in_pakistan", "", _("Say whether you were in Pakistan for 183 days or more.")
    )


def _conclusion(answers: Record, year: int) -> None:
    found = resident(answers, year)
    if found:
        look.aside(
            _("Income from clients anywhere in the world is then taxed in Pakistan."),
            bold=_("For tax this makes you a resident of Pakistan."),
            colour="green",
        )
    elif found is False:
        look.aside(
            _("This program works out the tax of residents only. The next page says what to do instead."),
            bold=_("For tax this makes you a non-resident."),
            colour="amber",
        )
    elif answers.get("days_in_pakistan"):
        look.aside(
            _("You can go on. The figures are those of a resident, and the result says that this is open."),
            bold=_("This leaves it open whether you are a resident."),
            colour="amber",
        )


def show() -> None:
    """The page."""
    answers = state.answers()
    year = tax_year_of(state.draft()) or latest_completed(state.today())
    days = {"first": date_text(first_day(year)), "last": date_text(last_day(year))}
    with question(
        "residence",
        _("Were you in Pakistan for 183 days or more?"),
        hint=_("Count the days between {first} and {last}. They need not be in one piece.").format(**days),
        check=lambda: _check(answers),
        onward=lambda: "outside" if resident(answers, year) is False else "age",
    ) as form:
        in_pakistan = form.choice("days_in_pakistan", "", yes_no_options())
        if in_pakistan in (NO, UNKNOWN) and year >= RESIDENCE_BY_CITIZENSHIP_SINCE:
            form.choice("citizen", _("Were you a citizen of Pakistan?"), yes_no_options(), side_by_side=True)
            form.choice(
                "lived_in_other_country",
                _("Was there one other country in which you spent more than 182 of those days?"),
                yes_no_options(),
                side_by_side=True,
            )
            form.choice(
                "taxed_in_other_country",
                _("Did another country tax you as its resident?"),
                yes_no_options(),
                side_by_side=True,
            )
        _conclusion(answers, year)


if __name__ == "__main__":
    show()
