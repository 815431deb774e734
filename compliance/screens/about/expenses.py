"""What the work cost, platform fees not among it."""

from __future__ import annotations

from compliance.screens import kit, look, state
from compliance.screens.question import question
from compliance.text import _


def show() -> None:
    """The page."""
    answers = state.answers()
    label = _("Expenses of the year in rupees")
    with question(
        "expenses",
        _("What did you spend on your work?"),
        hint=_(
            "Internet, electricity, software, equipment, rent of a workplace: what you paid for the work "
            "itself and can show a bill for. Leave it empty if there was nothing."
        ),
        check=lambda: kit.amount_fault(answers, "expenses", label),
    ) as form:
        form.amount("expenses", label)
        look.aside(
            _(
                "Do not enter fees of Upwork, Fiverr, Payoneer and the like. Receipts are entered as what "
                "arrived after such fees, so they are taken off already."
            ),
            bold=_("No platform fees here."),
            colour="green",
        )
        look.prose(
            _(
                "Expenses count against income from clients in Pakistan and other income taxed by the "
                "slabs. They do not lower the final tax on exports."
            )
        )


if __name__ == "__main__":
    show()
