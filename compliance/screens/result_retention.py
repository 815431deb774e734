"""Foreign currency that may be kept, by month: as bars, as a table, and how each limit came about."""

from __future__ import annotations

from typing import Any

import streamlit as st

from compliance.screens import look
from compliance.screens.result_receipts import BESIDE, MONTH_AXIS, MONTH_SCALE, beside_table
from compliance.screens.result_steps import rule_opening
from compliance.summary_types import Retention, RetentionRow
from compliance.text import _


def show_retention(retention: Retention) -> None:
    """The part of the result about foreign-currency accounts."""
    look.heading(_("Foreign currency you may keep"))
    look.prose(retention.sentence)
    left, right = st.columns(BESIDE, gap="medium")
    left.vega_lite_chart(
        retention_chart(retention), theme=None, key="result.retention", alt=retention.chart_text
    )
    right.html(retention_table(retention))
    st.html(_how(retention))


def retention_chart(retention: Retention) -> dict[str, Any]:
    """What may be kept as a wide bar, what was kept as a narrow one inside it, both named."""
    colours = look.colours()
    may, did, over = _("You may keep"), _("You kept"), _("You kept too much")
    limits = [
        {"month": row.month_text, "dollars": row.limit_cents / 100, "what": may} for row in retention.rows
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
        {"month": row.month_text, "dollars": row.kept_cents / 100, "what": over if row.over_cents else did}
        for row in retention.rows
        if row.kept_cents
    ]
    largest = max(max(row.limit_cents, row.kept_cents) for row in retention.rows) / 100
    scale = {"domain": [0, largest * 1.5]}
    across = {"field": "dollars", "type": "quantitative", "axis": None, "scale": scale}
    legend = [(may, colours["line"]), (did, colours["green"]), (over, colours["red"])]
    used = [one for one in legend if one[0] == may or any(row["what"] == one[0] for row in kept)]
    colour = {
        "field": "what",
        "type": "nominal",
        "scale": {"domain": [name for name, _hex in used], "range": [shade for _name, shade in used]},
        "legend": {"orient": "top", "title": None},
    }
    months = {"field": "month", "type": "nominal", "sort": None, "axis": MONTH_AXIS, "scale": MONTH_SCALE}
    return {
        **beside_table(len(retention.rows), legend=True),
        "encoding": {"y": months},
        "layer": [
            {
                "data": {"values": limits},
                "mark": {"type": "bar", "height": 18, "fillOpacity": 0.35, "strokeWidth": 1},
                "encoding": {"x": across, "color": colour},
            },
            {
                "data": {"values": kept},
                "mark": {"type": "bar", "height": 8},
                "encoding": {"x": across, "color": colour},
            },
            {
                "data": {"values": labels},
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {"x": across, "text": {"field": "shown"}},
            },
        ],
        "config": look.chart_theme(),
    }


def retention_table(retention: Retention) -> str:
    """The HTML of the months with what arrived, what may be kept, what was kept and what is left or over."""
    over = any(row.over_cents for row in retention.rows)
    header = [_("Month"), _("Arrived"), _("May be kept"), _("Kept"), _("Still free")]
    header += [_("Too much")] if over else []
    rows = [_cells(row, over) for row in retention.rows]
    return '<div class="by-month">' + look.table(header, rows, numbers=range(1, len(header))) + "</div>"


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
