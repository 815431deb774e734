"""The wealth bridge drawn: each line begins where the one before it ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from compliance.screens import look
from compliance.summary_wealth import WealthBar
from compliance.text import _

_ROW: Final = 48
_BAR: Final = 14
_COLOUR_OF: Final = {"level": "ink", "rise": "green", "fall": "blue", "difference": "amber"}


def bridge_chart(bars: Sequence[WealthBar]) -> dict[str, Any]:
    """A row for each bar, from top to bottom; its words stand above it, so that it is read at every width."""
    colours = look.colours()
    values = [
        {
            "row": row,
            "low": min(bar.begin, bar.end),
            "high": max(bar.begin, bar.end),
            "said": _("{label}: {amount}").format(label=bar.label, amount=bar.shown),
            "kind": bar.kind,
        }
        for row, bar in enumerate(bars)
    ]
    ends = [0, *(end for bar in bars for end in (bar.begin, bar.end))]
    across = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [min(ends), max(1, *ends)], "nice": False},
    }
    kinds = list(_COLOUR_OF)
    colour = {
        "field": "kind",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": kinds, "range": [colours[_COLOUR_OF[kind]] for kind in kinds]},
    }
    return {
        "height": _ROW * len(values),
        "data": {"values": values},
        "encoding": {"y": {"field": "row", "type": "nominal", "axis": None}},
        "layer": [
            {
                "mark": {"type": "bar", "height": _BAR, "yOffset": 8},
                "encoding": {"x": {"field": "low", **across}, "x2": {"field": "high"}, "color": colour},
            },
            {
                "mark": {"type": "text", "align": "left", "dy": -10},
                "encoding": {"x": {"value": 0}, "text": {"field": "said"}},
            },
        ],
        "config": look.chart_theme(),
    }
