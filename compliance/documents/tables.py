"""Tables ruled like a printed form: a strong line below the head, hairlines between the rows, no boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from reportlab.platypus import Flowable, LongTable, TableStyle

from compliance.documents.flow import CAPITALS, Span, Text, lines_of, width_of
from compliance.documents.fonts import STRONG
from compliance.documents.lettering import printable
from compliance.documents.style import CELL, HAIR, HEAD_CELL, INK, LINE, WIDTH, Style

PADDING = 3
GUTTER = 7
SMALLEST = 5

Cell: TypeAlias = str | Flowable | Sequence[Flowable]


class Column(NamedTuple):
    """A column: its head, its share of the width of the page, and whether it holds figures.

    Plain strings are printed on one line, smaller where they are too wide, or over several where it `wraps`.
    `style` is theirs where it is not that of the table.
    """

    head: str
    share: float
    figures: bool = False
    wraps: bool = False
    style: Style | None = None


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    total: bool = False,
    style: Style = CELL,
    width: float = WIDTH,
    with_head: bool = True,
    ruled: bool = True,
) -> LongTable:
    """Rows under a head that is repeated on every page. Plain strings are printed on one line as they are.

    `total` sets the last row apart, `ruled` draws hairlines between rows. Text of any length belongs into a
    `Text` cell, which wraps.
    """
    shares = sum(column.share for column in columns)
    head = [
        [Text(column.head, HEAD_CELL.but(right=column.figures)) if column.head else "" for column in columns]
    ]
    first = 1 if with_head else 0
    commands = _commands(columns, first, len(rows) + first, total, style)
    if ruled:
        commands.insert(0, ("LINEBELOW", (0, first), (-1, -1), 0.4, HAIR))
    for at, cell in enumerate(rows[0] if rows else ()):
        if isinstance(cell, str):
            commands.append(
                ("TOPPADDING", (at, first), (at, -1), PADDING + _lower(columns[at].style or style))
            )
    widths = [width * column.share / shares for column in columns]
    room = [wide - GUTTER for wide in widths[:-1]] + widths[-1:]
    last = len(rows) - 1 if total else -1
    body = [
        [
            _fitted(cell, column, _set(column, style, strong=place == last), wide)
            if isinstance(cell, str)
            else cell
            for cell, column, wide in zip(row, columns, room, strict=True)
        ]
        for place, row in enumerate(rows)
    ]
    return LongTable(
        [*(head if with_head else []), *body],
        colWidths=widths,
        repeatRows=first,
        style=TableStyle(commands),
        hAlign="LEFT",
    )


def _lower(style: Style) -> float:
    """How much higher the library sets a plain string than `Text` does."""
    return (style.leading + style.size * CAPITALS) / 2 - style.size


def _set(column: Column, style: Style, *, strong: bool) -> Style:
    style = column.style or style
    return style.but(face=STRONG) if strong else style


def _fitted(cell: str, column: Column, style: Style, width: float) -> str | Text:
    """A plain string as the library prints it, or a text where that would not do."""
    shown = printable(cell)
    wide = width_of(shown, style.face, style.size)
    if wide <= width and shown.isascii():
        return shown
    style = style.but(right=column.figures)
    if not column.wraps:
        return Text(cell, style.but(size=max(SMALLEST, style.size * min(1, width / wide * 0.99))))
    lines = lines_of([Span(cell, style.face, style.colour)], style.size, width)
    return "\n".join(line[0].text for line in lines) if shown.isascii() else Text(cell, style)


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
    ]
    for at, column in enumerate(columns):
        if column.style:
            face, size, leading = column.style.face, column.style.size, column.style.leading
            commands.append(("FONT", (at, first), (at, -1), face, size, leading))
            commands.append(("TEXTCOLOR", (at, first), (at, -1), column.style.colour))
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
