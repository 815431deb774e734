"""Partners make another taxpayer; paid helpers can bring duties."""

from __future__ import annotations

from compliance.screens import kit, look, state
from compliance.screens.draft_filing import shares_profit
from compliance.screens.question import after, question
from compliance.text import _


def show() -> None:
    """The page."""
    answers = state.answers()
    with question(
        "partners",
        _("Do you work alone?"),
        check=lambda: kit.missing(answers, "works_with", "", _("Say whether you work alone.")),
        onward=lambda: "outside" if shares_profit(answers) else after("partners"),
    ) as form:
        form.choice(
            "works_with",
            "",
            {
                "alone": _("Yes, alone"),
                "helpers": _("No, I pay others to help me"),
                "partners": _("No, with partners who share the income"),
                "partners_and_helpers": _("No, with partners, and we pay others to help us"),
                "unknown": _("I don’t know"),
            },
        )
        if answers.get("works_with") == "helpers":
            look.aside(
                _(
                    "Who pays others may have to deduct tax from what they are paid and file statements of "
                    "it. Where such statements are due, filing them is one of the conditions of the low "
                    "rate on exports. Ask a tax consultant whether it concerns you; the figures here take "
                    "it that the condition is met."
                ),
                bold=_("Paying helpers can bring duties."),
                colour="amber",
            )


if __name__ == "__main__":
    show()
