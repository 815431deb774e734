"""Foreign currency that may be kept, by month: as bars, as a table, and how each limit came about."""

from __future__ import annotations

from typing import Any

import streamlit as st

from compliance.screens import look
from compliance.screens.result_receipts import (
    bar_shapes,
    beside_table,
    chart_with_table,
    month_axis,
    with_labels,
)
from compliance.screens.result_steps import rule_opening
from compliance.summary_types import Retention, RetentionRow
from compliance.text import _


def show_retention(retention: Retention) -> None:
    """The part of the result about foreign-currency accounts."""
    look.heading(_("Foreign currency you may keep"))
    look.prose(retention.sentence)
    st.html(look.key(chart_key(retention)))
    chart_with_table(
        retention_chart(retention),
        retention.chart_text,
        *_table(retention),
        key="result.retention",
        total=False,
    )
    st.html(_how(retention))


def chart_key(retention: Retention) -> list[tuple[str, str]]:
    """The shapes that the chart draws, and what each stands for."""
    shapes = [("hollow", _("You may keep"))]
    if any(row.kept_cents and not row.over_cents for row in retention.rows):
        shapes.append(("solid", _("You kept")))
    if any(row.over_cents for row in retention.rows):
        shapes.append(("over", _("You kept too much")))
    return shapes


def retention_chart(retention: Retention) -> dict[str, Any]:
    """What may be kept as a wide empty bar, what was kept as a narrow full one inside it."""
    limits = [
        {"month": row.month_text, "dollars": row.limit_cents / 100, "shape": "hollow"}
        for row in retention.rows
    ]
    labels = [
        {
            "month": row.month_text,
            "dollars": max(row.limit_cents, row.kept_cents) / 100,
            "shown": _("{amount} too much").format(amount=row.over) if row.over_cents else row.limit,
        }
        for row in retention.rows
    ]
    kept = [
        {
            "month": row.month_text,
            "dollars": row.kept_cents / 100,
            "shape": "over" if row.over_cents else "solid",
        }
        for row in retention.rows
        if row.kept_cents
    ]
    largest = max(max(row.limit_cents, row.kept_cents) for row in retention.rows) / 100
    scale = {"domain": [0, largest * with_labels(labels)]}
    across = {"field": "dollars", "type": "quantitative", "axis": None, "scale": scale}
    months = month_axis([row.month_text for row in retention.rows])
    return {
        **beside_table(len(retention.rows)),
        "encoding": {"y": months},
        "layer": [
            {
                "data": {"values": limits},
                "mark": {"type": "bar", "height": 18},
                "encoding": {"x": across, **bar_shapes("shape")},
            },
            {
                "data": {"values": kept},
                "mark": {"type": "bar", "height": 6},
                "encoding": {"x": across, **bar_shapes("shape")},
            },
            {
                "data": {"values": labels},
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {"x": across, "text": {"field": "shown"}},
            },
        ],
        "config": look.chart_theme(),
    }


def _table(retention: Retention) -> tuple[list[str], list[list[str]]]:
    """The months with what arrived, what may be kept, what was kept and what is left or over."""
    over = any(row.over_cents for row in retention.rows)
    header = [_("Month"), _("Arrived"), _("May be kept"), _("Kept"), _("Still free")]
    header += [_("Too much")] if over else []
    return header, [_cells(row, over) for row in retention.rows]


def _cells(row: RetentionRow, over: bool) -> list[str]:
    cells = [row.month_text, row.proceeds, row.limit, row.kept, row.headroom]
    return [*cells, row.over if row.over_cents else ""] if over else cells


def _how(retention: Retention) -> str:
    """How the limits came about, month by month, with the rules; closed."""
    months = "".join(
        '<li><div class="step-head">'
        + look.markup('<span class="step-label">{month}</span>', month=row.month_text)
        + look.markup('<span class="step-value">{limit}</span></div>', limit=row.limit)
        + look.markup("<p>{sentence}</p>", sentence=row.sentence)
        + "".join(look.markup("<p>{line}</p>", line=line) for line in row.how)
        + "</li>"
        for row in retention.rows
    )
    rules = "".join(rule_opening(rule) for rule in retention.rules)
    return (
        '<div class="ledger"><details class="opens figure-row"><summary>'
        + look.markup('<span class="row-words">{said}</span>', said=_("How each limit was worked out"))
        + f"{look.tier_mark(retention.tier)}</summary>"
        + f'<ol class="steps">{months}</ol><div class="rules-of-steps">{rules}</div></details></div>'
    )
