"""The rows of a PDF, put together from its lines in the way that the profile says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from compliance.statements.movement import RowCounts
from compliance.statements.page_lines import Line, Segment
from compliance.statements.pdf_columns import Heading, heading_in, text_cell
from compliance.statements.profile_columns import PdfRows
from compliance.statements.recognition import Recognised
from compliance.statements.statement_messages import Note
from compliance.statements.statement_rows import DataRow, statement_of_rows
from compliance.statements.statement_table import Table
from compliance.statements.statement_types import Statement

_LONGEST_ROW = 500
"""Signs of a row whose parts stand one after another."""
_MOST_TEXT_LINES = 30
"""Lines of text that one movement may have."""


@dataclass(slots=True)
class _Open:
    """A row while its lines are gathered."""

    place: int
    cells: dict[str, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Assembled:
    """Rows with the names of their cells, and the lines that are part of none."""

    header: tuple[str, ...]
    rows: tuple[DataRow, ...]
    outside: tuple[Line, ...]
    headings: int = 0


def pdf_statement(name: str, file_hash: str, lines: Sequence[Line], found: Recognised) -> Statement:
    """The statement of a PDF whose profile is known."""
    form = found.profile.pdf_rows
    assert form is not None
    ways: dict[str, Callable[[PdfRows, Sequence[Line]], Assembled]] = {
        "columns": _by_columns,
        "sequence": _by_sequence,
        "blocks": _by_blocks,
        "labels": _by_labels,
    }
    made = ways[form.way](form, lines)
    control = any(not segment.text.isprintable() for line in lines for segment in line.segments)
    table = Table("pdf", (), (), has_control_characters=control)
    counts = RowCounts(len(made.outside), made.headings, 0, len(made.rows), 0, 0, 0)
    outside = [line.text for line in made.outside]
    recognised = Recognised(found.profile, -1, made.header)
    return statement_of_rows(name, file_hash, recognised, made.rows, outside, counts, table)


def _searcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    ready = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
    return lambda text: any(pattern.search(text) for pattern in ready)


def _by_columns(form: PdfRows, lines: Sequence[Line]) -> Assembled:
    """A row begins with a date; its amounts stand under their names; text below belongs to it."""
    starts, amount = re.compile(form.starts or ""), re.compile(form.amount or "")
    ignored = _searcher(form.ignore)
    heading: Heading | None = None
    rows: list[_Open] = []
    outside: list[Line] = []
    headings = 0
    going_on = False
    for line in lines:
        if (at := heading_in(line, form.heading)) is not None:
            heading, headings, going_on = at, headings + 1, bool(rows)
        elif heading is None or ignored(line.text):
            outside.append(line)
        elif starts.search(line.segments[0].text):
            rows.append(_columns_row(line, heading, amount, starts))
            going_on = True
        elif _has_amount(line, heading, amount):
            rows.append(_Open(line.number, {}, [line.text], [Note("row_not_understood", line.text[:200])]))
        elif (
            going_on
            and line.segments[0].left < heading.first_amount
            and len(rows[-1].text) < _MOST_TEXT_LINES
        ):
            rows[-1].text.append(" ".join(segment.text for segment in line.segments))
        else:
            going_on = False
            outside.append(line)
    text_name = text_cell(form.heading)
    header = form.heading
    made = tuple(
        DataRow(
            row.place,
            tuple(" ".join(row.text) if name == text_name else row.cells.get(name, "") for name in header),
            tuple(row.notes),
        )
        for row in rows
    )
    return Assembled(header, made, tuple(outside), headings)


def _has_amount(line: Line, heading: Heading, amount: re.Pattern[str]) -> bool:
    """Whether an amount stands under the columns of amounts; one in the text is not meant."""
    return any(
        amount.search(segment.text) and segment.middle >= heading.first_amount for segment in line.segments
    )


def _columns_row(line: Line, heading: Heading, amount: re.Pattern[str], starts: re.Pattern[str]) -> _Open:
    row = _Open(line.number)
    segments = list(line.segments)
    taken: list[tuple[str, Segment]] = []
    while segments and amount.search(segments[-1].text) and segments[-1].middle >= heading.first_amount:
        taken.append(
            (heading.amount_name(segments[-1], amount_pattern_sign(segments[-1].text)), segments[-1])
        )
        segments.pop()
    dates = heading.names[: heading.names.index(text_cell(heading.names))]
    for name in dates:
        if segments and starts.search(segments[0].text):
            row.cells[name] = segments.pop(0).text
    row.text = [" ".join(segment.text for segment in segments)] if segments else []
    for name, segment in taken:
        if name in row.cells:
            row.notes.append(Note("row_not_understood", line.text[:200]))
        row.cells[name] = segment.text
    return row


def amount_pattern_sign(text: str) -> str:
    """The sign that stands before an amount, or an empty text."""
    return text[0] if text[:1] in ("+", "-") else ""


def _by_sequence(form: PdfRows, lines: Sequence[Line]) -> Assembled:
    """A row begins with a date and goes on to the next; joined by spaces it reads as the pattern says."""
    starts, whole = re.compile(form.starts or ""), re.compile(form.row or "")
    ignored = _searcher(form.ignore)
    chunks: list[tuple[int, list[str]]] = []
    outside: list[Line] = []
    complete = True
    for line in lines:
        if ignored(line.text):
            outside.append(line)
            continue
        inside = False
        for segment in line.segments:
            if starts.search(segment.text):
                chunks.append((line.number, []))
                complete = False
            if chunks and not complete:
                chunks[-1][1].append(segment.text)
                inside = True
                text = " ".join(chunks[-1][1])
                complete = (
                    len(text) > _LONGEST_ROW
                    or len(chunks[-1][1]) > _MOST_TEXT_LINES
                    or whole.search(text) is not None
                )
        if not inside:
            outside.append(line)
    header = tuple(whole.groupindex)
    rows = []
    for place, parts in chunks:
        text = " ".join(parts)
        found = whole.search(text) if len(text) <= _LONGEST_ROW else None
        if found:
            rows.append(DataRow(place, tuple(found[name] or "" for name in header)))
        else:
            rows.append(
                DataRow(place, tuple("" for _name in header), (Note("row_not_understood", text[:200]),))
            )
    return Assembled(header, tuple(rows), tuple(outside))


def _by_blocks(form: PdfRows, lines: Sequence[Line]) -> Assembled:
    """Text stands above, beside and below the date; a line of the kind of movement ends the row."""
    starts, amount = re.compile(form.starts or ""), re.compile(form.amount or "")
    last, time = re.compile(form.last or ""), re.compile(form.time or "(?!)")
    ignored = _searcher(form.ignore)
    header = ("date", "time", "description", "amount")
    rows: list[_Open] = []
    outside: list[Line] = []
    now: _Open | None = None
    begun = False
    headings = 0
    for line in lines:
        if heading_in(line, form.heading) is not None:
            begun, headings = True, headings + 1
            continue
        if not begun or ignored(line.text):
            outside.append(line)
            continue
        if now is None:
            now = _Open(line.number)
        ended = False
        for segment in line.segments:
            for name, pattern in (("date", starts), ("time", time), ("amount", amount)):
                if pattern.search(segment.text):
                    if name in now.cells and now.place == line.number:
                        # One line begins one row: what it repeats is damage, and is looked at.
                        now.notes.append(Note("text_not_separated", segment.text[:200]))
                        break
                    if name in now.cells:
                        now.notes.append(Note("text_not_separated", " ".join(now.text)[:200]))
                        rows.append(now)
                        now = _Open(line.number)
                    now.cells[name] = segment.text
                    break
            else:
                now.text.append(segment.text)
                ended = ended or last.search(segment.text) is not None
        # The kind may stand above the amount or the time: the row ends when all have been seen.
        if (ended or (now.text and last.search(now.text[-1]))) and {"date", "amount"} <= now.cells.keys():
            rows.append(now)
            now = None
    if now is not None:
        if now.cells:
            now.notes.append(Note("text_not_separated", " ".join(now.text)[:200]))
            rows.append(now)
        else:
            numbers = {line.number for line in lines if line.number >= now.place}
            outside += [line for line in lines if line.number in numbers]
    made = tuple(
        DataRow(
            row.place,
            tuple(
                " ".join(row.text) if name == "description" else row.cells.get(name, "") for name in header
            ),
            tuple(row.notes),
        )
        for row in rows
    )
    return Assembled(header, made, tuple(outside), headings)


def _by_labels(form: PdfRows, lines: Sequence[Line]) -> Assembled:
    """One row: each cell stands after its label."""
    patterns = [re.compile(label, re.IGNORECASE) for label in form.labels]
    header = tuple(name for pattern in patterns for name in pattern.groupindex)
    cells: dict[str, str] = {}
    notes: list[Note] = []
    outside: list[Line] = []
    place = 0
    for line in lines:
        text = " ".join(segment.text for segment in line.segments)
        found = next((match for pattern in patterns if (match := pattern.search(text))), None)
        if found is None:
            outside.append(line)
            continue
        place = place or line.number
        for name, value in found.groupdict().items():
            if cells.get(name, value) != value:
                notes.append(Note("row_not_understood", text[:200]))
            cells[name] = value
    row = DataRow(place, tuple(cells.get(name, "") for name in header), tuple(notes))
    return Assembled(header, (row,) if place else (), tuple(outside))
