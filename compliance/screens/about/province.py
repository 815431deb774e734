"""The province: two areas have revenue boards of their own."""

from __future__ import annotations

from compliance.screens import kit, state
from compliance.screens.question import after, province_names, question
from compliance.text import _

OUTSIDE = ("azad_kashmir", "gilgit_baltistan")


def show() -> None:
    """The page."""
    answers = state.answers()
    with question(
        "province",
        _("Where in Pakistan do you live?"),
        hint=_("Take the place in which you lived for most of the tax year."),
        check=lambda: kit.missing(
            answers, "province", "", _("Choose where you live, or say that you don’t know.")
        ),
        onward=lambda: "outside" if answers.get("province") in OUTSIDE else after("province"),
    ) as form:
        form.choice("province", "", province_names())


if __name__ == "__main__":
    show()
