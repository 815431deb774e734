"""The wealth bridge drawn: each line begins where the one before it ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from compliance.screens import look
from compliance.summary_wealth import WealthBar

_ROW: Final = 34
_COLOUR_OF: Final = {"level": "ink", "rise": "green", "fall": "blue", "difference": "amber"}


def bridge_chart(bars: Sequence[WealthBar]) -> dict[str, Any]:
    """A row for each bar, from top to bottom, with its amount behind it."""
    colours = look.colours()
    values = [
        {
            "label": bar.label,
            "low": min(bar.begin, bar.end),
            "high": max(bar.begin, bar.end),
            "shown": bar.shown,
            "kind": bar.kind,
        }
        for bar in bars
    ]
    ends = [0, *(end for bar in bars for end in (bar.begin, bar.end))]
    lowest, highest = min(ends), max(ends)
    # The longest amount stands behind the longest bar.
    scale = {"domain": [lowest, max(1, lowest + (highest - lowest) * 4 // 3)], "nice": False}
    kinds = list(_COLOUR_OF)
    colour = {
        "field": "kind",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": kinds, "range": [colours[_COLOUR_OF[kind]] for kind in kinds]},
    }
    across = {"type": "quantitative", "axis": None, "scale": scale}
    down = {
        "field": "label",
        "type": "nominal",
        "sort": None,
        "axis": {
            "title": None,
            "domain": False,
            "ticks": False,
            "labelLimit": 230,
            "labelColor": colours["ink"],
        },
    }
    return {
        "height": _ROW * len(values),
        "data": {"values": values},
        "encoding": {"y": down},
        "layer": [
            {
                "mark": {"type": "bar", "height": 14},
                "encoding": {"x": {"field": "low", **across}, "x2": {"field": "high"}, "color": colour},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {"x": {"field": "high", **across}, "text": {"field": "shown"}},
            },
        ],
        "config": look.chart_theme(),
    }
