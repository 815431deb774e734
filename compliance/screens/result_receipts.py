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
LEGEND: Final = 30
"""What a legend above the chart takes."""
FOOT: Final = 5
BESIDE: Final = (4, 5)
"""The widths of a chart and of the table at its side."""
MONTH_SCALE: Final = {"paddingInner": 0, "paddingOuter": 0}
MONTH_AXIS: Final = {"title": None, "domain": False, "ticks": False}


def show_receipts(receipts: Receipts) -> None:
    """The part of the result about what arrived when."""
    look.heading(_("Your receipts by month"))
    look.prose(receipts.sentence)
    chart = month_chart(receipts)
    if len(_parts(receipts)) > 1:
        with st.container(width=672):
            st.vega_lite_chart(chart, theme=None, key="result.months", alt=receipts.chart_text)
        st.html(month_table(receipts))
    else:
        left, right = st.columns(BESIDE, gap="medium")
        left.vega_lite_chart(chart, theme=None, key="result.months", alt=receipts.chart_text)
        right.html(month_table(receipts))
    if receipts.rows and st.toggle(
        _("Show every receipt with its rate and how it is taxed"),
        key="result.every_receipt",
        persist_state="session",
    ):
        st.html(every_receipt(receipts))


def beside_table(months: int, *, legend: bool) -> dict[str, Any]:
    """The height of a chart whose lines stand level with those of the table at its side."""
    return {
        "height": HEADER + ROW * max(1, months) + FOOT,
        "padding": {"left": 0, "right": 5, "bottom": FOOT, "top": HEADER - (LEGEND if legend else 0)},
    }


def _parts(receipts: Receipts) -> list[tuple[str, str, str]]:
    """The parts that hold money: the field, what it is called, the role of its colour."""
    parts = [
        ("final_paisa", _("Taxed as final"), "green"),
        ("slabs_paisa", _("Taxed at the slabs"), "blue"),
        ("untaxed_paisa", _("Not taxed"), "line"),
    ]
    return [part for part in parts if any(getattr(month, part[0]) for month in receipts.months)]


def month_chart(receipts: Receipts) -> dict[str, Any]:
    """A bar a month, lying, so that month and amount can be read at every width."""
    colours = look.colours()
    parts = _parts(receipts)
    values = [
        {
            "month": month.month_text,
            "order": order,
            "part": label,
            "rupees": getattr(month, name) / 100,
        }
        for month in receipts.months
        for order, (name, label, _colour) in enumerate(parts)
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
    months = {"field": "month", "type": "nominal", "sort": None, "axis": MONTH_AXIS, "scale": MONTH_SCALE}
    across = {"type": "quantitative", "axis": None, "scale": {"domain": [0, max(1.0, largest * 1.5)]}}
    legend = {"orient": "top", "title": None, "columns": 2} if len(parts) > 1 else None
    return {
        "data": {"values": values},
        **beside_table(len(receipts.months), legend=legend is not None),
        "encoding": {"y": months},
        "layer": [
            {
                "mark": {"type": "bar", "height": 16},
                "encoding": {
                    "x": {"field": "rupees", "stack": "zero"} | across,
                    "order": {"field": "order"},
                    "color": {
                        "field": "part",
                        "type": "nominal",
                        "legend": legend,
                        "scale": {
                            "domain": [label for _name, label, _colour in parts],
                            "range": [colours[colour] for _name, _label, colour in parts],
                        },
                    },
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


def month_table(receipts: Receipts) -> str:
    """The HTML of the same as a table; parts that hold nothing have no column."""
    parts = _parts(receipts) if len(_parts(receipts)) > 1 else []
    header = [_("Month"), _("Receipts"), _("Rupees"), *(label for _name, label, _colour in parts)]
    rows = [
        [
            month.month_text,
            str(month.count or ""),
            month.rupees if month.count else "",
            *(_amount(getattr(month, name)) for name, _label, _colour in parts),
        ]
        for month in receipts.months
    ]
    sums = [sum(getattr(month, name) for month in receipts.months) for name, _label, _colour in parts]
    rows.append([_("Year"), str(receipts.count), receipts.total, *(_amount(paisa) for paisa in sums)])
    if receipts.estimated:
        header.append(_("Estimated"))
        for row, month in zip(rows, receipts.months, strict=False):
            row.append(_("yes") if month.estimated else "")
        rows[-1].append("")
    table = look.table(header, rows, numbers=range(1, len(header)), total=True)
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
