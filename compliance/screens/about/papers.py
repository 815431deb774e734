"""Whose name the papers carry. All of it may stay empty."""

from __future__ import annotations

from compliance.screens import state
from compliance.screens.question import question
from compliance.text import _


def show() -> None:
    """The page."""
    state.answers()
    with question(
        "papers",
        _("What should stand on the papers?"),
        hint=_("For the head of the PDF. All of it may stay empty, and none of it leaves this computer."),
    ) as form:
        form.text("name", _("Name"), most=120)
        form.text("cnic", _("CNIC number"), width=280, most=20)
        form.text("ntn", _("NTN"), _("For a person it is as a rule the CNIC number."), width=280, most=20)


if __name__ == "__main__":
    show()
