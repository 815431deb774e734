"""Whether the person stands on the Active Taxpayers List."""

from __future__ import annotations

from compliance.screens import kit, state
from compliance.screens.question import question, yes_no_options
from compliance.text import _


def show() -> None:
    """The page."""
    answers = state.answers()
    with question(
        "active_taxpayer",
        _("Are you on the Active Taxpayers List?"),
        hint=_(
            "It is the list of the FBR of those who have filed. You get on it by filing a return; if you "
            "have never filed one, the answer is no."
        ),
        check=lambda: kit.missing(answers, "active_taxpayer", "", _("Say whether you are on the list.")),
    ) as form:
        form.choice("active_taxpayer", "", yes_no_options())


if __name__ == "__main__":
    show()
