"""Rows that somebody has to look at, kept with the ledger as they stand in their file, and what they are read
by later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from compliance.statements.movement import Check, Movement, ReviewRow
from compliance.statements.statement_messages import OTHER_AMOUNT
from compliance.statements.statement_types import Statement
from compliance.workbook_statements import KeptCheck, OpenRow, RowReason, Statements, printable

_LAST_DIGITS: Final = 4


def read_by(statement: Statement) -> dict[str, Any]:
    """What a row of the file is read by later, and what was proved of the file."""
    return {
        "header": tuple(printable(name) for name in statement.header),
        "account_number": "".join(filter(str.isdigit, statement.facts.account_number))[-_LAST_DIGITS:],
        "currency": statement.facts.currency,
        "checks": tuple(_kept_check(one) for one in statement.checks),
    }


def _kept_check(check: Check) -> KeptCheck:
    return KeptCheck(
        code=check.code,
        passed=check.passed,
        account=check.account,
        row=check.row,
        expected=check.expected,
        found=check.found,
        failures=check.failures,
        gaps=check.gaps,
    )


def open_rows(place: int, rows: Iterable[ReviewRow]) -> tuple[OpenRow, ...]:
    """The rows of a file that wait; `place` is that of the file in the ledger."""
    return tuple(
        OpenRow(
            file=place,
            rows=row.rows,
            reasons=tuple(RowReason(code=one.code, given=printable(one.given)) for one in row.reasons),
            raw=tuple(printable(cell) for cell in row.raw),
            day=row.day,
        )
        for row in rows
    )


def conflicting_row(place: int, movement: Movement) -> OpenRow:
    """The row of a movement whose own number the ledger has with another amount."""
    reason = RowReason(code=OTHER_AMOUNT, given=movement.native_id)
    return OpenRow(file=place, rows=movement.rows, reasons=(reason,), raw=movement.raw, day=movement.date)


def with_rows(kept: Statements, place: int, statement: Statement) -> Statements:
    """Work that was saved before rows were kept takes them from the file when it is given again."""
    file = kept.files[place]
    if file.header or not file.review or any(one.file == place for one in kept.rows):
        return kept
    files = list(kept.files)
    files[place] = file.model_copy(update=read_by(statement))
    return kept.model_copy(
        update={"files": tuple(files), "rows": (*kept.rows, *open_rows(place, statement.review))}
    )
