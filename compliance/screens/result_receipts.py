"""The year's receipts by month, as bars, as a table and in words; and, when asked for, one by one."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from compliance.screens import look
from compliance.summary_types import Receipts
from compliance.text import _, rupees_exact

ROW: Final = 37
"""Height of one month in a chart, in pixels: that of a line of the table beside it."""
HEADER: Final = 38
"""Height of the table's header, so that chart and table run side by side."""
FITS_BESIDE: Final = 55
"""How many letters the widest row of a table may have, so that it fits at a chart's side at 1024 pixels."""
FOOT: Final = 5
SET_APART: Final = {"left": 0, "right": FOOT, "bottom": FOOT, "top": FOOT}
NARROWEST: Final = 220
"""What the bars and their labels have of a page of 390 pixels."""
LETTER: Final = 6.2
"""Width of a letter or figure of a label, on average."""
STROKE: Final = 1.5
"""Width of a bar's outline, in pixels; thinner, the browser blends it with the paper."""
FIT_NARROW: Final = 3
"""How many columns a table of months may have on a telephone."""
BESIDE: Final = (4, 5)
"""The widths of a chart and of the table at its side."""


def show_receipts(receipts: Receipts) -> None:
    """The part of the result about what arrived when."""
    look.heading(_("Your receipts by month"))
    look.prose(receipts.sentence)
    if len(_parts(receipts)) > 1:
        st.html(look.key((shape, label) for _name, label, shape in _parts(receipts)))
    chart_with_table(month_chart(receipts), receipts.chart_text, *_cells(receipts), key="result.months")
    if receipts.rows and st.toggle(
        _("Show every receipt with its rate and how it is taxed"),
        key="result.every_receipt",
        persist_state="session",
    ):
        st.html(every_receipt(receipts))


def chart_with_table(
    chart: dict[str, Any],
    said: str,
    header: list[str],
    rows: list[list[str]],
    *,
    key: str,
    total: bool = True,
) -> None:
    """A chart of months and the table that says the same: at its side, or below where it is too wide."""
    table = month_table(header, rows, total=total)
    if letters_across(header, rows) > FITS_BESIDE:
        chart = chart | {"height": ROW * len(chart["encoding"]["y"]["scale"]["domain"]), "padding": SET_APART}
        with st.container(width=672):
            st.vega_lite_chart(chart, theme=None, key=key, alt=said)
        st.html(table)
    else:
        left, right = st.columns(BESIDE, gap="medium")
        left.vega_lite_chart(chart, theme=None, key=key, alt=said)
        right.html(table)


def letters_across(header: list[str], rows: list[list[str]]) -> int:
    """How many letters a table has from side to side, column by column; a header breaks at its spaces."""
    words = [max(heading.split(), key=len) for heading in header]
    return sum(max(map(len, column)) for column in zip(words, *rows, strict=True))


def month_axis(months: list[str]) -> dict[str, Any]:
    """Months from top to bottom, also those that have no bar."""
    return {
        "field": "month",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "domain": False, "ticks": False, "labelPadding": 8},
        "scale": {"domain": months, "paddingInner": 0, "paddingOuter": 0},
    }


def beside_table(months: int) -> dict[str, Any]:
    """The height of a chart whose lines stand level with those of the table at its side."""
    return {
        "height": HEADER + ROW * max(1, months) + FOOT,
        "padding": {"left": 0, "right": 5, "bottom": FOOT, "top": HEADER},
    }


def _parts(receipts: Receipts) -> list[tuple[str, str, str]]:
    """The parts that hold money: the field, what it is called, the shape of its stretch of a bar."""
    parts = [
        ("final_paisa", _("Taxed as final"), "solid"),
        ("slabs_paisa", _("Taxed at the slabs"), "hollow"),
        ("untaxed_paisa", _("Not taxed"), "dashed"),
    ]
    return [part for part in parts if any(getattr(month, part[0]) for month in receipts.months)]


def month_chart(receipts: Receipts) -> dict[str, Any]:
    """A bar a month, lying, so that month and amount can be read at every width."""
    values = [
        {
            "month": month.month_text,
            "order": order,
            "part": shape,
            "rupees": getattr(month, name) / 100,
        }
        for month in receipts.months
        for order, (name, _label, shape) in enumerate(_parts(receipts))
        if getattr(month, name)
    ]
    names = [
        {
            "month": month.month_text,
            "rupees": month.rupees_paisa / 100,
            "shown": month.rupees if month.count else "",
        }
        for month in receipts.months
    ]
    largest = max((month.rupees_paisa for month in receipts.months), default=0) / 100
    months = month_axis([month.month_text for month in receipts.months])
    across = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, max(1.0, largest * with_labels(names))]},
    }
    return {
        "data": {"values": values},
        **beside_table(len(receipts.months)),
        "encoding": {"y": months},
        "layer": [
            {
                "mark": {"type": "bar", "height": 16},
                "encoding": {
                    "x": {"field": "rupees", "stack": "zero"} | across,
                    "order": {"field": "order"},
                    **bar_shapes("part"),
                },
            },
            {
                "data": {"values": names},
                "mark": {"type": "text", "align": "left", "dx": 6, "clip": False},
                "encoding": {"x": {"field": "rupees"} | across, "text": {"field": "shown"}},
            },
        ],
        "config": look.chart_theme(),
    }


def with_labels(names: list[dict[str, Any]]) -> float:
    """How much longer than its longest bar a chart must be for the labels to fit on a telephone."""
    longest = max((len(name["shown"]) for name in names), default=0)
    return NARROWEST / max(NARROWEST / 3, NARROWEST - LETTER * (longest + 2))


def bar_shapes(field: str) -> dict[str, Any]:
    """How bars look by their shape: full, empty or dashed, so that no colour is needed to tell them apart."""
    now = look.colours()
    shapes = {
        "solid": (now["green"], now["green"], [1, 0]),
        "hollow": (now["paper"], now["ink"], [1, 0]),
        "dashed": (now["paper"], now["quiet"], [4, 3]),
        "over": (now["red"], now["red"], [1, 0]),
    }

    def scaled(values: list[Any]) -> dict[str, Any]:
        scale = {"domain": list(shapes), "range": values}
        return {"field": field, "type": "nominal", "legend": None, "scale": scale}

    fills, strokes, dashes = zip(*shapes.values(), strict=True)
    return {
        "fill": scaled(list(fills)),
        "stroke": scaled(list(strokes)),
        "strokeDash": scaled(list(dashes)),
        "strokeWidth": {"value": STROKE},
    }


def _cells(receipts: Receipts) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of the same as a table; parts that hold nothing have no column."""
    parts = _parts(receipts) if len(_parts(receipts)) > 1 else []
    header = [_("Month"), _("Receipts"), _("Rupees"), *(label for _name, label, _shape in parts)]
    rows = [
        [
            month.month_text,
            str(month.count or ""),
            month.rupees if month.count else "",
            *(_amount(getattr(month, name)) for name, _label, _shape in parts),
        ]
        for month in receipts.months
    ]
    sums = [sum(getattr(month, name) for month in receipts.months) for name, _label, _shape in parts]
    rows.append([_("Year"), str(receipts.count), receipts.total, *(_amount(paisa) for paisa in sums)])
    if receipts.estimated:
        header.append(_("Estimated"))
        for row, month in zip(rows, receipts.months, strict=False):
            row.append(_("yes") if month.estimated else "")
        rows[-1].append("")
    return header, rows


def month_table(header: list[str], rows: list[list[str]], *, total: bool = True) -> str:
    """The HTML of months with their figures, which stacks on a narrow page where it has many columns."""
    many = len(header) > FIT_NARROW
    table = look.table(header, rows, numbers=range(1, len(header)), total=total, stacks=many)
    return f'<div class="by-month">{table}</div>'


def _amount(paisa: int) -> str:
    return rupees_exact(paisa) if paisa else ""


def every_receipt(receipts: Receipts) -> str:
    """The HTML of one line a receipt, in the order in which they were entered; empty columns are left out."""
    columns = (
        (_("Day"), False, [row.date_text for row in receipts.rows]),
        (_("From"), False, [row.client or row.platform for row in receipts.rows]),
        (_("Received"), True, [row.amount for row in receipts.rows]),
        (_("Rate"), False, [row.rate for row in receipts.rows]),
        (_("Rupees"), True, [row.rupees for row in receipts.rows]),
        (_("Deducted"), True, [row.deducted for row in receipts.rows]),
        (_("How it is taxed"), False, [row.class_text for row in receipts.rows]),
    )
    filled = [column for column in columns if any(column[2])]
    numbers = [place for place, (_title, right, _cells) in enumerate(filled) if right]
    header = [title for title, _right, _cells in filled]
    rows = zip(*(cells for _title, _right, cells in filled), strict=True)
    return '<div class="every">' + look.table(header, rows, numbers=numbers) + "</div>"
