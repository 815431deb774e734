"""The year's receipts by month, as bars, as a table and in words; and, when asked for, one by one."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from compliance.screens import look
from compliance.summary_types import Receipts
from compliance.text import _, rupees_exact

ROW: Final = 37
"""Height of one month in a chart, in pixels: that of a line of the table beside it."""
MONTH_AXIS: Final = {"title": None, "domain": False, "ticks": False}


def show_receipts(receipts: Receipts) -> None:
    """The part of the result about what arrived when."""
    look.heading(_("Your receipts by month"))
    look.prose(receipts.sentence)
    left, right = st.columns([1, 1], gap="medium")
    left.vega_lite_chart(
        month_chart(receipts), theme=None, key="result.months", width="stretch", alt=receipts.chart_text
    )
    right.html(month_table(receipts))
    if receipts.rows and st.toggle(
        _("Show every receipt with its rate and how it is taxed"),
        key="result.every_receipt",
        persist_state="session",
    ):
        st.html(every_receipt(receipts))


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
    months = {"field": "month", "type": "nominal", "sort": None, "axis": MONTH_AXIS}
    across = {"type": "quantitative", "axis": None, "scale": {"domain": [0, max(1.0, largest * 1.5)]}}
    legend = {"orient": "top", "title": None, "columns": 1} if len(parts) > 1 else None
    return {
        "data": {"values": values},
        "height": ROW * max(1, len(receipts.months)),
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
    parts = _parts(receipts)
    several = len(parts) > 1
    header = [_("Month"), _("Receipts"), _("Rupees")]
    if several:
        header += [label for _name, label, _colour in parts]
    rows = []
    for month in receipts.months:
        if not month.count:
            continue
        rupees = _("{amount} (estimated)").format(amount=month.rupees) if month.estimated else month.rupees
        row = [month.month_text, str(month.count), rupees]
        if several:
            row += [rupees_exact(getattr(month, name)) for name, _label, _colour in parts]
        rows.append(row)
    total = [_("Year"), str(receipts.count), receipts.total]
    if several:
        total += [
            rupees_exact(sum(getattr(month, name) for month in receipts.months))
            for name, _label, _colour in parts
        ]
    return look.table(header, [*rows, total], numbers=range(1, len(header)), total=True)


def every_receipt(receipts: Receipts) -> str:
    """The HTML of one line a receipt, in the order in which they were entered."""
    header = (_("Day"), _("From"), _("Received"), _("Rupees"), _("Rate"), _("Deducted"), _("How it is taxed"))
    rows = [
        (
            row.date_text,
            row.client or row.platform,
            row.amount,
            row.rupees,
            row.rate,
            row.deducted,
            row.class_text,
        )
        for row in receipts.rows
    ]
    return '<div class="every">' + look.table(header, rows, numbers=[2, 3, 5]) + "</div>"
