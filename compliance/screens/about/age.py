"""Whether the person is an adult: the income of a minor is taxed with a parent."""

from __future__ import annotations

from compliance.screens import kit, state
from compliance.screens.draft import NO, tax_year_of
from compliance.screens.question import after, question
from compliance.taxyear import last_day, latest_completed
from compliance.text import _, date_text


def show() -> None:
    """The page."""
    answers = state.answers()
    year = tax_year_of(state.draft()) or latest_completed(state.today())
    with question(
        "age",
        _("Were you 18 or older on {day}?").format(day=date_text(last_day(year))),
        hint=_(
            "That is the last day of the tax year. What a child earns is taxed together with a parent’s "
            "income."
        ),
        check=lambda: kit.missing(answers, "adult", "", _("Say whether you were 18 or older.")),
        onward=lambda: "outside" if answers.get("adult") == NO else after("age"),
    ) as form:
        form.choice("adult", "", {"yes": _("Yes"), "no": _("No, I was younger")})


if __name__ == "__main__":
    show()
