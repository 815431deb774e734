"""Figures typed as in the form, held against the lines of the return: the same, another, or missing.

Used before filing as a rehearsal, and afterwards for a return that was filed already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from compliance.duties.case import Case
from compliance.duties.return_lines import ReturnLine
from compliance.money import half_up
from compliance.rulebook import Value

Cell = Literal["amount", "tax"]
Outcome = Literal["same", "differs", "missing"]


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """One cell of one line, whole rupees. `given` None: nothing was typed there."""

    line: ReturnLine
    cell: Cell
    expected: int
    given: int | None
    outcome: Outcome

    @property
    def difference(self) -> int:
        """What was typed less what belongs there; 0 where nothing was typed."""
        return 0 if self.given is None else self.given - self.expected


def typed_elsewhere(case: Case, lines: tuple[ReturnLine, ...]) -> tuple[str, ...]:
    """Lines of the form into which figures were typed although this year's return has no such cell."""
    cells = {line.id: (line.amount is not None, line.tax is not None) for line in lines}
    found = []
    for figure in case.workbook.filing.figures:
        has_amount, has_tax = cells.get(figure.line, (False, False))
        if (figure.amount and not has_amount) or (figure.tax and not has_tax):
            found.append(figure.line)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Revision:
    """Until when a filed return can be revised without approval. `days_left` 0: that day is past."""

    until: date
    days_left: int
    rule: Value


def compare(case: Case, lines: tuple[ReturnLine, ...]) -> tuple[ComparedCell, ...]:
    """Every cell that holds something or into which something was typed, in the order of the lines.

    A cell that holds nothing and was left empty is not listed; a 0 typed there is the same.
    """
    typed = {figure.line: figure for figure in case.workbook.filing.figures}
    found = []
    for line in lines:
        figure = typed.get(line.id)
        for cell, expected in (("amount", line.amount), ("tax", line.tax)):
            if expected is None:
                continue
            paisa = None if figure is None else getattr(figure, cell)
            given = None if paisa is None else half_up(paisa, 100)
            if given is None and not expected:
                continue
            outcome: Outcome = (
                "missing" if given is None else "same" if paisa == expected * 100 else "differs"
            )
            found.append(ComparedCell(line, cell, expected, given, outcome))  # type: ignore[arg-type]
    return tuple(found)


def revision(case: Case) -> Revision | None:
    """The time for revising a return that was filed; None where none was filed yet."""
    if case.filed_on is None:
        return None
    rule = case.rule("return_revised_within")
    until = date.fromordinal(case.filed_on.toordinal() + rule.number)
    return Revision(until, max(0, (until - case.as_of).days), rule)
