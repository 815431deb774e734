"""Rows that waited for a person: completed and entered, left out with a reason, or opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from compliance.statements.cell_values import DayReader
from compliance.statements.ledger import entered_later, own_profiles
from compliance.statements.movement import Movement
from compliance.statements.movement_files import in_file
from compliance.statements.profile_files import shipped_profiles
from compliance.statements.profile_schema import Profile
from compliance.statements.row_reading import RowAnswer, RowReader
from compliance.statements.row_rules import first_filled, places_of
from compliance.statements.statement_messages import Note
from compliance.workbook_statements import OpenRow, StatementFile, Statements

Asked = Literal["day", "amount", "currency", "kind"]
_ASKED_BY: Final[dict[str, tuple[Asked, ...]]] = {
    "date_missing": ("day",),
    "date_unreadable": ("day",),
    "date_order": ("day",),
    "amount_missing": ("amount",),
    "amount_unreadable": ("amount",),
    "amount_decimal_comma": ("amount",),
    "amount_decimals": ("amount",),
    "amount_too_large": ("amount",),
    "both_sides": ("amount",),
    "sign_contradicts": ("amount",),
    "side_unknown": ("amount",),
    "currency_missing": ("currency",),
    "currency_unknown": ("currency",),
    "currency_unclear": ("currency",),
    "kind_unknown": ("kind",),
    "kind_unclear": ("kind",),
}
"""What a row is asked for, by the code of a reason. By all others: only whether the money moved."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The ledger after an answer. With `missing` nothing was entered: what the row still has to be told."""

    kept: Statements
    missing: tuple[Note, ...] = ()


def asked_of(row: OpenRow, kept: Statements) -> tuple[Asked, ...]:
    """What a row has to be told, in the order of asking."""
    wanted = {asked for reason in row.reasons for asked in _ASKED_BY.get(reason.code, ())}
    if row.day is None:
        wanted.add("day")
    # Whether its text says what it was can depend on whether the money came in.
    for amount in (1, -1) if "amount" in wanted else (None,):
        known = RowAnswer(row.day or date.max, amount, "USD" if "currency" in wanted else "")
        _movements, missing = _read(row, kept, known)
        wanted |= {asked for note in missing for asked in _ASKED_BY.get(note.code, ())}
    order: tuple[Asked, ...] = ("day", "amount", "currency", "kind")
    return tuple(one for one in order if one in wanted)


def can_be_read(row: OpenRow, kept: Statements) -> bool:
    """Whether the layout is still known by which the row can be entered."""
    return _profile(kept.files[row.file], kept) is not None


def enter(kept: Statements, row: OpenRow, answer: RowAnswer) -> Settled:
    """The ledger with the movements of a row that was completed."""
    movements, missing = _read(row, kept, replace(answer, day=answer.day or row.day))
    if missing:
        return Settled(kept, missing)
    names = []
    grown = kept
    for movement in movements:
        grown, name = entered_later(grown, row.file, movement)
        names.append(name)
    return Settled(_with(grown, row, row.model_copy(update={"state": "entered", "movements": tuple(names)})))


def leave_out(kept: Statements, row: OpenRow, why: str) -> Statements:
    """The ledger in which a row is none, for a reason."""
    return _with(kept, row, row.model_copy(update={"state": "left_out", "why": why}))


def open_again(kept: Statements, row: OpenRow) -> Statements:
    """The ledger in which a row waits again; what had come of it goes."""
    names = set(row.movements)
    movements = tuple(
        one
        for one in kept.movements
        # A movement of another file, which was only found again, stays.
        if not (one.id in names and one.file == row.file and one.rows == row.rows and in_file(one, row.file))
    )
    ids = {one.id for one in movements}
    opened = row.model_copy(update={"state": "open", "why": "", "movements": ()})
    changed = _with(kept, row, opened)
    return changed.model_copy(
        update={
            "movements": movements,
            "links": tuple(one for one in kept.links if {one.out, one.into} <= ids),
        }
    )


def orders_of(rows: Sequence[OpenRow], kept: Statements) -> dict[str, date]:
    """The ways in which the days of one file may be written, where it cannot be told; each with the first of
    these days as it would be read."""
    waiting = [row for row in rows if any(reason.code == "date_order" for reason in row.reasons)]
    if not waiting or (profile := _profile(kept.files[waiting[0].file], kept)) is None:
        return {}
    text = _day_text(waiting[0], kept, profile)
    read = {one: DayReader((one,), False, ())(text) for one in profile.date.formats}
    return {one: day for one, day in read.items() if isinstance(day, date)}


def enter_in_order(kept: Statements, rows: Sequence[OpenRow], written: str) -> Statements:
    """The ledger with all rows of a file whose only fault was the order of day and month."""
    reader = DayReader((written,), False, ())
    for row in rows:
        if {reason.code for reason in row.reasons} != {"date_order"}:
            continue
        profile = _profile(kept.files[row.file], kept)
        day = reader(_day_text(row, kept, profile)) if profile else ""
        if isinstance(day, date):
            kept = enter(kept, row, RowAnswer(day=day)).kept
    return kept


def _day_text(row: OpenRow, kept: Statements, profile: Profile) -> str:
    return first_filled(row.raw, places_of(profile.date.column, kept.files[row.file].header))


def _read(row: OpenRow, kept: Statements, answer: RowAnswer) -> tuple[tuple[Movement, ...], tuple[Note, ...]]:
    file = kept.files[row.file]
    profile = _profile(file, kept)
    if profile is None:
        return (), (Note("row_not_understood"),)
    days = DayReader(profile.date.formats, profile.date.order_from_file, ())
    reader = RowReader(profile, file.header, days, file.sha256, file.account_number, file.currency)
    movements, missing = reader.settled(row.rows[0], row.raw, answer)
    return tuple(replace(one, rows=row.rows) for one in movements), missing


def _profile(file: StatementFile, kept: Statements) -> Profile | None:
    if not file.header:
        return None
    known = (*own_profiles(kept), *shipped_profiles())
    return next((one for one in known if one.id == file.profile), None)


def _with(kept: Statements, row: OpenRow, settled: OpenRow) -> Statements:
    rows = tuple(settled if one == row else one for one in kept.rows)
    return kept.model_copy(update={"rows": rows})
