"""Clients, or one foreign employer: the signs are asked, the conclusion is drawn."""

from __future__ import annotations

from compliance.screens import kit, look, state
from compliance.screens.draft import Record
from compliance.screens.draft_filing import works_as_employee
from compliance.screens.question import after, question, yes_no_options
from compliance.text import _


def _signs() -> dict[str, str]:
    return {
        "fixed_pay": _("Does it pay you a fixed amount every month, however much there is to do?"),
        "paid_leave": _("Does it pay you for days off, as it does its staff?"),
        "only_one_company": _("Do you work for that company only?"),
    }


def _check(answers: Record) -> list[kit.Fault]:
    faults = kit.missing(answers, "who_pays", "", _("Say who pays you, or that you don’t know."))
    if answers.get("who_pays") == "employer":
        for name, label in _signs().items():
            faults += kit.missing(answers, name, label, _("Answer yes, no, or that you don’t know."))
    return faults


def show() -> None:
    """The page."""
    answers = state.answers()
    with question(
        "employer",
        _("Who pays you for your work?"),
        hint=_(
            "This is about your freelance or online work. A job with an employer in Pakistan comes later."
        ),
        check=lambda: _check(answers),
        onward=lambda: "outside" if works_as_employee(answers) else after("employer"),
    ) as form:
        who = form.choice(
            "who_pays",
            "",
            {
                "clients": _("Clients, for jobs, hours or projects"),
                "employer": _("One company abroad, much as an employer would"),
                "unknown": _("I don’t know"),
            },
            captions=[
                _("One client or many, directly or through a site such as Upwork or Fiverr"),
                _("Also where a payroll company pays you for it"),
                "",
            ],
        )
        if who != "employer":
            return
        for name, label in _signs().items():
            form.choice(name, label, yes_no_options(), side_by_side=True)
        if works_as_employee(answers):
            look.aside(
                _("Salary is taxed in another way, so this program gives no figure for it."),
                bold=_("These are the signs of a salary, not of freelancing."),
                colour="amber",
            )
        elif all(answers.get(name) for name in _signs()):
            look.aside(
                _(
                    "Where employment ends and freelancing begins is disputed. You can go on; the figures "
                    "are those of a freelancer. Ask a tax consultant if you have a contract that reads like "
                    "a job."
                ),
                bold=_("Some signs of a salary are missing."),
                colour="amber",
            )


if __name__ == "__main__":
    show()
