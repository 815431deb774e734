"""The filing sheet and the rehearsal in words, for the screen and the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from compliance.assessment_types import Assessment
from compliance.duties.case import Case
from compliance.duties.rehearsal import (
    Cell,
    ComparedCell,
    Outcome,
    Revision,
    compare,
    revision,
    typed_elsewhere,
)
from compliance.duties.return_lines import SECTIONS, ReturnLine, Section, return_lines
from compliance.rulebook import Rulebook
from compliance.text import _, date_text, ngettext, rupees, rupees_exact, tier_word


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the return. `amount` and `tax` are whole rupees, None where it has no such cell.

    `code_text` is the form's number with how far it can be trusted, "" where none is known; `code_note` says
    more about it. `holds_something`: there is something to enter.
    """

    id: str
    name: str
    code_text: str
    code_note: str
    cite: str
    amount: int | None
    tax: int | None
    tier: str | None
    holds_something: bool


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A part of the form with its lines in order."""

    section: Section
    title: str
    lines: tuple[SheetLine, ...]

    @property
    def filled(self) -> tuple[SheetLine, ...]:
        """The lines in which there is something to enter."""
        return tuple(line for line in self.lines if line.holds_something)


@dataclass(frozen=True, slots=True)
class CheckedCell:
    """One cell that was compared, and what to say of it."""

    line: str
    cell: Cell
    outcome: Outcome
    sentence: str


@dataclass(frozen=True, slots=True)
class FilingSheet:
    """The sheet; the outcome of the rehearsal; and, for a return that was filed, the time for revising it."""

    parts: tuple[SheetPart, ...]
    cautions: tuple[str, ...]
    cells: tuple[CheckedCell, ...]
    outcome: str
    all_same: bool
    revision: str


def filing_sheet(assessment: Assessment, rulebook: Rulebook) -> FilingSheet:
    """Put the lines of the return, and the figures typed against them, into words."""
    case = Case(assessment, rulebook)
    lines = return_lines(case)
    compared, elsewhere = compare(case, lines), typed_elsewhere(case, lines)
    revising = revision(case)
    return FilingSheet(
        parts=tuple(
            SheetPart(section, _(SECTIONS[section]), tuple(_line(line) for line in group))
            for section, group in groupby(lines, key=lambda line: line.section)
        ),
        cautions=tuple(_cautions(case, lines)),
        cells=tuple(_checked(cell) for cell in compared),
        outcome=_outcome(compared, elsewhere),
        all_same=not elsewhere and all(cell.outcome == "same" for cell in compared),
        revision=_revision(revising) if revising else "",
    )


def _line(line: ReturnLine) -> SheetLine:
    code = line.code
    return SheetLine(
        id=line.id,
        name=line.name,
        code_text=_("{code} ({trust})").format(code=code.shown, trust=tier_word(code.tier)) if code else "",
        code_note=_(code.note) if code else "",
        cite=line.cite,
        amount=line.amount,
        tax=line.tax,
        tier=line.tier,
        holds_something=line.holds_something,
    )


def _cautions(case: Case, lines: tuple[ReturnLine, ...]) -> Iterator[str]:
    if any(line.code and line.holds_something for line in lines):
        yield _(
            "Codes are those of the form as far as it was seen; where they differ, go by the line’s name."
        )
    else:
        yield _("The form’s own codes for your lines are not known here. The names of lines are ours.")
    if case.has_final_income:
        yield _(
            "The form also offers to tax final receipts at the slabs. These figures are without that choice, "
            "so leave it alone."
        )
    elif case.person.opts_for_normal_tax and case.exports:
        yield _("You chose the slabs for your receipts from abroad: make the same choice in the form.")
    yield from _on_no_line(case, lines)
    yield _("Where the form works out another figure by itself, keep a picture of it and ask.")


def _on_no_line(case: Case, lines: tuple[ReturnLine, ...]) -> Iterator[str]:
    """What the person entered and will look for on the sheet in vain, and why."""
    expenses = case.workbook.other.expenses
    if expenses and not any(line.id == "expenses" and line.amount for line in lines):
        yield _(
            "Your expenses of {amount} stand on no line: nothing is set against receipts that are taxed as "
            "final or not taxed."
        ).format(amount=rupees_exact(expenses))
    elsewhere = sum(
        receipt.tax_deducted for receipt in case.workbook.receipts if receipt.account == "other_person"
    )
    if elsewhere:
        yield _(
            "{amount} was deducted on an account of somebody else. It counts for that person and stands on "
            "no line of yours."
        ).format(amount=rupees_exact(elsewhere))
    over = case.assessment.ordinance.over_deducted
    if over and any(found in ("nil", "exempt") for found in case.assessment.receipt_class):
        yield _(
            "{amount} more was deducted than the tax that is due on settled receipts, some of which bear "
            "none. It is not in the refund above: it is claimed on its own (section 169), or the bank "
            "corrects its certificate."
        ).format(amount=rupees(over))
    elif over:
        yield _(
            "{amount} more final tax was deducted than is due. It is not in the refund: the bank corrects "
            "its certificate, or it is claimed on its own."
        ).format(amount=rupees(over))


def _checked(cell: ComparedCell) -> CheckedCell:
    expected = rupees(cell.expected)
    if cell.outcome == "same":
        sentence = _("The same.")
    elif cell.given is None:
        sentence = _("Nothing entered; {expected} belongs here.").format(expected=expected)
    elif cell.difference > 0:
        sentence = _("{difference} too much: {expected} belongs here.").format(
            difference=rupees(cell.difference), expected=expected
        )
    elif cell.difference < 0:
        sentence = _("{difference} too little: {expected} belongs here.").format(
            difference=rupees(-cell.difference), expected=expected
        )
    else:
        sentence = _("Enter whole rupees: {expected} belongs here.").format(expected=expected)
    return CheckedCell(cell.line.id, cell.cell, cell.outcome, sentence)


def _outcome(compared: tuple[ComparedCell, ...], elsewhere: tuple[str, ...]) -> str:
    if elsewhere:
        return _("Figures stand on lines that this year's return does not have: {lines}.").format(
            lines=", ".join(elsewhere)
        )
    if not compared:
        return _("There is nothing to enter.")
    entered = [cell for cell in compared if cell.given is not None]
    wrong = sum(cell.outcome != "same" for cell in entered)
    empty = len(compared) - len(entered)
    if not wrong and not empty:
        return _("Every figure is where it belongs.")
    said = []
    if wrong:
        said.append(
            ngettext(
                "{wrong} of the {count} figures entered is not the one that belongs there.",
                "{wrong} of the {count} figures entered are not those that belong there.",
                wrong,
            ).format(wrong=wrong, count=len(entered))
        )
    elif entered:
        said.append(_("What is entered is right so far."))
    if empty:
        said.append(
            ngettext(
                "{count} figure is still to be entered.", "{count} figures are still to be entered.", empty
            ).format(count=empty)
        )
    return " ".join(said)


def _revision(one: Revision) -> str:
    if not one.days_left:
        return _(
            "Until {day} the filed return could be revised without approval. After that the Commissioner has "
            "to approve it."
        ).format(day=date_text(one.until))
    return ngettext(
        "The filed return can be revised without approval until {day}: {count} day is left.",
        "The filed return can be revised without approval until {day}: {count} days are left.",
        one.days_left,
    ).format(day=date_text(one.until), count=one.days_left)
