"""Rows that somebody has to look at, kept with the ledger as they stand in their file, and what they are read
by later."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

from compliance.statements.movement import Check, Movement, ReviewRow
from compliance.statements.statement_messages import OTHER_AMOUNT
from compliance.statements.statement_types import Statement
from compliance.workbook_statements import KeptCheck, OpenRow, RowReason, Statements, printable

_LAST_DIGITS: Final = 4
MOST_KEPT: Final = 2_000
"""Rows of one file: where more cannot be read, the layout is not understood, and work has to stay small."""


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
    """The rows of a file that wait, not more than `MOST_KEPT`; `place` is that of the file in the ledger."""
    return tuple(
        OpenRow(
            file=place,
            rows=row.rows,
            reasons=tuple(RowReason(code=one.code, given=printable(one.given)) for one in row.reasons),
            raw=tuple(printable(cell) for cell in row.raw),
            day=row.day,
        )
        for row in islice(rows, MOST_KEPT)
    )


def not_kept(kept: Statements, place: int) -> int:
    """How many rows of a file had to be looked at and are not there: too many, or of work saved before."""
    return kept.files[place].review - sum(row.file == place for row in kept.rows)


def failing_now(kept: Statements, place: int) -> tuple[KeptCheck, ...]:
    """What could not be proved of a file when it was read, and is not mended by its rows entered since."""
    rows = [row for row in kept.rows if row.file == place]
    names = {name for row in rows if row.state == "entered" for name in row.movements}
    amounts = [one.amount for one in kept.movements if one.id in names]
    money_in = sum(amount for amount in amounts if amount > 0)
    added = {
        "opening_to_closing": sum(amounts),
        "total_credit": money_in,
        "total_debit": money_in - sum(amounts),
    }
    all_entered = all(row.state == "entered" for row in rows) and not not_kept(kept, place)

    def mended(check: KeptCheck) -> bool:
        if check.code == "balance_chain":
            return all_entered and bool(check.gaps) and not check.failures
        reached = None if check.found is None else check.found + added.get(check.code, 0)
        return check.code in added and reached is not None and reached == check.expected

    return tuple(one for one in kept.files[place].checks if not one.passed and not mended(one))


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
    files[place] = file.model_copy(update={**read_by(statement), "review": len(statement.review)})
    return kept.model_copy(
        update={"files": tuple(files), "rows": (*kept.rows, *open_rows(place, statement.review))}
    )
