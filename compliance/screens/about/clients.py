"""Clients abroad, in Pakistan or both: only work for clients abroad is an export."""

from __future__ import annotations

from compliance.screens import kit, state
from compliance.screens.question import question
from compliance.text import _


def client_places() -> dict[str, str]:
    """Where clients can be, by code."""
    return {
        "abroad": _("Abroad"),
        "pakistan": _("In Pakistan"),
        "both": _("Both"),
        "unknown": _("I don’t know"),
    }


def show() -> None:
    """The page."""
    answers = state.answers()
    with question(
        "clients",
        _("Where are the clients who paid you?"),
        hint=_(
            "What counts is where the client is, not the site, the bank or the currency that the money came "
            "through."
        ),
        check=lambda: kit.missing(answers, "clients", "", _("Say where your clients are.")),
    ) as form:
        form.choice("clients", "", client_places())


if __name__ == "__main__":
    show()
