"""The province: two areas have revenue boards of their own."""

from __future__ import annotations

from compliance.screens import kit, state
from compliance.screens.question import after, question
from compliance.text import N_, _

PROVINCES = {
    "punjab": N_("Punjab"),
    "sindh": N_("Sindh"),
    "khyber_pakhtunkhwa": N_("Khyber Pakhtunkhwa"),
    "balochistan": N_("Balochistan"),
    "islamabad": N_("Islamabad Capital Territory"),
    "azad_kashmir": N_("Azad Jammu and Kashmir"),
    "gilgit_baltistan": N_("Gilgit-Baltistan"),
    "unknown": N_("I don’t know"),
}
"""By code, as a saved file holds it."""
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
        form.choice("province", "", {code: _(name) for code, name in PROVINCES.items()})


if __name__ == "__main__":
    show()
