"""Facts that a person left open and no saved file holds, told beside the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compliance.duties.case import Case
from compliance.duties.pseb_value import pseb_value
from compliance.screens import look, state, ways
from compliance.screens.draft import NO, UNKNOWN, Record
from compliance.screens.draft_filing import EMPLOYMENT_SIGNS, works_as_employee
from compliance.screens.result_work import Work
from compliance.text import _, rupees


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A question left open: the page that asks it, and what its answers would change."""

    page: str
    title: str
    sentence: str


def open_facts(answers: Record, work: Work) -> Iterator[OpenFact]:
    """What was answered with "I don't know" and could change everything, or the rate."""
    if _may_be_employee(answers):
        yield OpenFact(
            "employer",
            _("Are you paid by one company abroad, much as its staff are?"),
            _(
                "You did not know. If so, this is salary: the figures here do not hold then, and this "
                "program has none for it."
            ),
        )
    if answers.get("works_with") == UNKNOWN:
        yield OpenFact(
            "partners",
            _("Do partners share the income with you?"),
            _(
                "You did not know. If so, the partners together are another taxpayer: the figures here do "
                "not hold then, and this program has none for it."
            ),
        )
    if answers.get("pseb") == UNKNOWN:
        value = pseb_value(Case(work.assessment, state.rulebook()))
        if value is not None and value.missed:
            yield OpenFact(
                "pseb",
                _("Did you have a PSEB certificate?"),
                _(
                    "You did not know, and the figures suppose none. One for the whole year would make the "
                    "tax {amount} less."
                ).format(amount=rupees(value.missed)),
            )


def _may_be_employee(answers: Record) -> bool:
    """Whether no sign speaks against employment and at least one is not known."""
    if answers.get("who_pays") == UNKNOWN:
        return True
    signs = [answers.get(sign, "") for sign in EMPLOYMENT_SIGNS]
    return answers.get("who_pays") == "employer" and NO not in signs and not works_as_employee(answers)


def show_open_facts(work: Work) -> None:
    """Each of them with the way to answer it."""
    for fact in open_facts(state.answers(), work):
        look.aside(fact.sentence, bold=fact.title, colour="amber")
        ways.change_link(_("Answer this now"), fact.page, back_to="result", key=f"result.fact.{fact.page}")
