"""All rows of a recognised table: read, counted, and proved."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from compliance.statements.balance_checks import balance_chain, conversions, entry_of, totals
from compliance.statements.cell_values import SHORTENED_NUMBER, DayReader
from compliance.statements.file_facts import facts_of
from compliance.statements.movement import Check, Facts, Movement, ReviewRow, RowCounts, SkippedRow
from compliance.statements.profile_schema import Profile
from compliance.statements.reading_limits import MOST_ROW_SECONDS
from compliance.statements.recognition import Recognised
from compliance.statements.row_reading import RowReader
from compliance.statements.row_rules import first_filled, places_of
from compliance.statements.statement_messages import Note, Refused
from compliance.statements.statement_table import Cells, Table, normalised, normalised_header
from compliance.statements.statement_types import Statement
from compliance.text import list_text

_ROWS_BETWEEN = 25
"""Rows after which the time is looked at."""
REMITTANCE_CODES = frozenset({"9471"})
"""Purpose codes of remittances of workers."""


@dataclass(frozen=True, slots=True)
class DataRow:
    """A row below the heading: its place in the file, its cells, and what is already known to be wrong."""

    place: int
    cells: Cells
    notes: tuple[Note, ...] = ()


def statement_of_table(name: str, file_hash: str, table: Table, found: Recognised) -> Statement:
    """The statement of a table whose profile is known. Raises Refused where it takes too long."""
    above = table.rows[: max(found.heading, 0)]
    heading_names = normalised_header(table.rows[found.heading]) if found.heading >= 0 else ()
    first = max(found.heading, 0)
    rows: list[DataRow] = []
    blank = headings = 0
    for place, cells in zip(table.places[first:], table.rows[first:], strict=True):
        if not any(cells):
            blank += 1
        elif (
            heading_names
            and normalised(cells[0]) == heading_names[0]
            and normalised_header(cells) == heading_names
        ):
            headings += 1
        else:
            rows.append(DataRow(place, cells))
    lines = [*table.before, *(" | ".join(cell for cell in cells if cell) for cells in above)]
    counts = RowCounts(len(above), headings, blank, len(rows), 0, 0, 0)
    return statement_of_rows(name, file_hash, found, rows, lines, counts, table)


def statement_of_rows(
    name: str,
    file_hash: str,
    found: Recognised,
    rows: Sequence[DataRow],
    lines: Iterable[str],
    counts: RowCounts,
    table: Table,
) -> Statement:
    """The statement of rows below a heading; `lines` are the texts around them. Raises Refused."""
    profile = found.profile
    facts = facts_of(lines, profile)
    if not rows:
        return Statement(
            name, file_hash, (Note("no_rows"),), (), found, profile, found.header, facts=facts, counts=counts
        )
    date_places = places_of(profile.date.column, found.header)
    days = DayReader(
        profile.date.formats,
        profile.date.order_from_file,
        (first_filled(row.cells, tuple(at for at in date_places if at < len(row.cells))) for row in rows)
        if profile.date.order_from_file
        else (),
    )
    reader = RowReader(
        profile,
        found.header,
        days,
        file_hash,
        facts.account_number,
        facts.currency,
        table.has_control_characters,
    )
    movements: list[Movement] = []
    skipped: list[SkippedRow] = []
    review: list[ReviewRow] = []
    posted = 0
    moved: list[_Moved] = []
    ends = time.thread_time() + MOST_ROW_SECONDS
    for number, row in enumerate(rows):
        # Texts can be made on which the search for patterns takes a thousand times as long.
        if number % _ROWS_BETWEEN == 0 and time.thread_time() > ends:
            raise Refused("too_slow", most=round(MOST_ROW_SECONDS))
        read = reader.read(row.place, row.cells, row.notes)
        if isinstance(read, SkippedRow):
            skipped.append(read)
            continue
        if isinstance(read, ReviewRow):
            review.append(read)
            moved.append((row.place, read.movements, _status_not_known(read)))
        else:
            posted += 1
            movements.extend(read)
            moved.append((row.place, read, False))
    movements = _without_fees_counted_twice(movements)
    return Statement(
        name=name,
        file_hash=file_hash,
        warnings=(
            *_signs_of_saving_again(profile, days, movements),
            *_warnings(profile, movements, review, len(rows), table.long_numbers),
        ),
        recognition=found,
        profile=profile,
        header=found.header,
        movements=tuple(movements),
        skipped=tuple(skipped),
        review=tuple(review),
        facts=facts,
        checks=tuple(_checks(profile, moved, facts, movements)),
        counts=replace(counts, posted=posted, skipped=len(skipped), review=len(review)),
    )


_Moved = tuple[int, tuple[Movement, ...], bool]
"""A row's place, its movements, and whether it may not have moved anything."""


def _status_not_known(row: ReviewRow) -> bool:
    return any(reason.code in ("status_unknown", "status_missing") for reason in row.reasons)


def _checks(
    profile: Profile,
    moved: Sequence[_Moved],
    facts: Facts,
    movements: Sequence[Movement],
) -> list[Check]:
    """What can be proved of the file, account by account. Unread rows are gaps in all of them."""
    accounts = list(dict.fromkeys(one.account for _row, found, _unsure in moved for one in found))
    # What a file prints of itself is about its one account.
    printed = facts if len(accounts) == 1 else Facts()
    checks: list[Check] = []
    for account in accounts:
        entries = [
            entry_of(row, [one for one in found if one.account == account], unsure)
            for row, found, unsure in moved
            if not found or any(one.account == account for one in found)
        ]
        if profile.check.balance_chain:
            checks += balance_chain(account, entries, printed)
        checks += totals(account, entries, printed)
    return checks + (conversions(movements) if profile.check.conversion else [])


def _without_fees_counted_twice(movements: list[Movement]) -> list[Movement]:
    """Where a fee has a row of its own, it is not in the amount of the row that it belongs to."""
    apart = {one.group_reference for one in movements if one.role == "fee" and one.group_reference}
    if not apart:
        return movements
    return [
        replace(one, fee_included=None)
        if one.fee_included is not None and one.role != "fee" and one.native_id in apart
        else one
        for one in movements
    ]


def _signs_of_saving_again(profile: Profile, days: DayReader, movements: Sequence[Movement]) -> list[Note]:
    """What tells that a spreadsheet program wrote the file and not the site it is from."""
    notes = []
    if profile.grade != "own" and "pdf" not in profile.read.kinds and days.without_zeros():
        notes.append(Note("zeros_lost"))
    if any(SHORTENED_NUMBER.fullmatch(text) for one in movements for text in (one.native_id, one.reference)):
        notes.append(Note("numbers_shortened"))
    return notes


def _warnings(
    profile: Profile,
    movements: Sequence[Movement],
    review: Sequence[ReviewRow],
    rows: int,
    long_numbers: bool,
) -> tuple[Note, ...]:
    """What should be known about the file as a whole."""
    notes = []
    earnings = [one for one in movements if one.kind == "earning"]
    negative = sum(one.amount < 0 for one in earnings)
    if profile.check.negative_earnings and 2 * negative > len(earnings):
        notes.append(Note("signs_reversed"))
    undated = sum(any(reason.code == "date_unreadable" for reason in one.reasons) for one in review)
    if 2 * undated > rows:
        notes.append(Note("dates_rewritten"))
    remittances = [one for one in movements if one.purpose_code in REMITTANCE_CODES]
    if remittances:
        codes = list_text(sorted({one.purpose_code for one in remittances}))
        notes.append(Note("purpose_remittance", values=(("codes", codes), ("count", len(remittances)))))
    if long_numbers:
        notes.append(Note("long_numbers"))
    if profile.grade in ("B", "C"):
        notes.append(Note(f"grade_{profile.grade.lower()}"))
    return tuple(notes)
