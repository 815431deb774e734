"""Tables ruled like a printed form: a strong line below the head, hairlines between the rows, no boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from reportlab.platypus import Flowable, LongTable, TableStyle

from compliance.documents.flow import CAPITALS, Text, width_of
from compliance.documents.fonts import STRONG
from compliance.documents.lettering import printable
from compliance.documents.style import CELL, HAIR, HEAD_CELL, INK, LINE, WIDTH, Style

PADDING = 3.5
GUTTER = 8
SMALLEST = 5

Cell: TypeAlias = str | Flowable | Sequence[Flowable]


class Column(NamedTuple):
    """A column: its head, its share of the width of the page, and whether it holds figures."""

    head: str
    share: float
    figures: bool = False


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    total: bool = False,
    style: Style = CELL,
    width: float = WIDTH,
    with_head: bool = True,
) -> LongTable:
    """Rows under a head that is repeated on every page. Plain strings are printed on one line as they are.

    `total` sets the last row apart. Text of any length belongs into a `Text` cell, which wraps.
    """
    shares = sum(column.share for column in columns)
    head = [
        [Text(column.head, HEAD_CELL.but(right=column.figures)) if column.head else "" for column in columns]
    ]
    first = 1 if with_head else 0
    commands = _commands(columns, first, len(rows) + first, total, style)
    # The library sets a plain string somewhat higher than `Text` does.
    lower = PADDING + (style.leading + style.size * CAPITALS) / 2 - style.size
    plain = [at for at, cell in enumerate(rows[0] if rows else ()) if isinstance(cell, str)]
    commands += [("TOPPADDING", (at, first), (at, -1), lower) for at in plain]
    widths = [width * column.share / shares for column in columns]
    room = [wide - GUTTER for wide in widths[:-1]] + widths[-1:]
    body = [
        [
            _fitted(cell, style.but(right=column.figures), wide) if isinstance(cell, str) else cell
            for cell, column, wide in zip(row, columns, room, strict=True)
        ]
        for row in rows
    ]
    return LongTable(
        [*(head if with_head else []), *body],
        colWidths=widths,
        repeatRows=first,
        style=TableStyle(commands),
        hAlign="LEFT",
    )


def _fitted(cell: str, style: Style, width: float) -> str | Text:
    """A plain string as it is, or smaller where its column is too narrow for it."""
    shown = printable(cell)
    wide = width_of(shown, style.face, style.size)
    if wide <= width:
        return shown
    return Text(cell, style.but(size=max(SMALLEST, style.size * width / wide * 0.99)))


def _commands(
    columns: Sequence[Column], first: int, count: int, total: bool, style: Style
) -> list[tuple[Any, ...]]:
    commands: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), style.face, style.size, style.leading),
        ("TEXTCOLOR", (0, 0), (-1, -1), style.colour),
        ("VALIGN", (0, first), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), PADDING),
        ("BOTTOMPADDING", (0, 0), (-1, -1), PADDING),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-2, -1), GUTTER),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("LINEBELOW", (0, first), (-1, -1), 0.4, HAIR),
    ]
    commands += [("ALIGN", (at, 0), (at, -1), "RIGHT") for at, column in enumerate(columns) if column.figures]
    if first:
        commands += [("VALIGN", (0, 0), (-1, 0), "BOTTOM"), ("LINEBELOW", (0, 0), (-1, 0), 0.9, LINE)]
    if total and count > first:
        commands += [
            ("LINEABOVE", (0, count - 1), (-1, count - 1), 0.9, INK),
            ("LINEBELOW", (0, count - 1), (-1, count - 1), 0.9, INK),
            ("FONT", (0, count - 1), (-1, count - 1), STRONG, style.size, style.leading),
        ]
    return commands
