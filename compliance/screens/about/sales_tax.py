"""Sales tax on services, in one question and a second where it is needed."""

from __future__ import annotations

from compliance.screens import kit, look, state
from compliance.screens.draft import NO, YES, Record
from compliance.screens.question import question, yes_no_options
from compliance.text import _


def _check(answers: Record) -> list[kit.Fault]:
    faults = kit.missing(answers, "sales_registered", "", _("Answer yes, no, or that you don’t know."))
    if answers.get("sales_registered") == YES:
        faults += kit.missing(answers, "sales_filed", "", _("Say whether all its returns have been filed."))
    return faults


def show() -> None:
    """The page."""
    answers = state.answers()
    with question(
        "sales_tax",
        _("Are you registered, or obliged to register, for sales tax on services?"),
        hint=_(
            "This is another tax than income tax. It belongs to your province (PRA, SRB, KPRA, BRA) or, in "
            "Islamabad, to the FBR, and you would have registered for it there."
        ),
        check=lambda: _check(answers),
    ) as form:
        registered = form.choice("sales_registered", "", yes_no_options())
        if registered == YES:
            form.choice(
                "sales_filed",
                _("Have all its returns for this tax year been filed?"),
                yes_no_options(),
                side_by_side=True,
            )
            if answers.get("sales_filed") == NO:
                look.aside(
                    _(
                        "Filed sales-tax returns, where they are required, are a condition of the low rate "
                        "on exports for most people. The result shows what this changes. Filing them mends "
                        "it."
                    ),
                    colour="amber",
                )


if __name__ == "__main__":
    show()
