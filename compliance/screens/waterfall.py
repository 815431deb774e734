"""A waterfall: sums and the steps between them, each bar beginning where the one before it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, Protocol

from compliance.screens import look
from compliance.text import _

_ROW: Final = 48
_BAR: Final = 16
_BELOW: Final = 9


class Bar(Protocol):
    """A bar between two sums, in whole rupees; `shown` is its amount in words, `kind` decides its colour."""

    @property
    def label(self) -> str: ...
    @property
    def shown(self) -> str: ...
    @property
    def begin(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


def waterfall(bars: Sequence[Bar], colour_of: Mapping[str, str]) -> dict[str, Any]:
    """A row for each bar, from top to bottom; its words stand above it, so that it is read at every width.

    `colour_of` has the role of a colour, as `look.colours` names it, for each kind of bar.
    """
    colours = look.colours()
    values = [
        {
            "row": row,
            "low": min(bar.begin, bar.end),
            "high": max(bar.begin, bar.end),
            # The amount comes first: on a narrow page the end of a long name is cut.
            "said": _("{amount}: {label}").format(label=bar.label, amount=bar.shown),
            "kind": bar.kind,
        }
        for row, bar in enumerate(bars)
    ]
    # A thin line from where a bar ends to where the next one begins.
    joints = [{"at": bar.end, "row": row, "next": row + 1} for row, (bar, _next) in enumerate(pairwise(bars))]
    ends = [0, *(end for bar in bars for end in (bar.begin, bar.end))]
    rows = {"type": "ordinal", "axis": None, "scale": {"domain": list(range(len(bars)))}}
    across = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [min(ends), max(1, *ends)], "nice": False},
    }
    colour = {
        "field": "kind",
        "type": "nominal",
        "legend": None,
        "scale": {
            "domain": list(colour_of),
            "range": [colours[role] for role in colour_of.values()],
        },
    }
    at = {"y": {"field": "row", **rows}}
    return {
        "height": _ROW * len(values),
        "data": {"values": values},
        "layer": [
            {
                "data": {"values": joints},
                "mark": {
                    "type": "rule",
                    "color": colours["line"],
                    "strokeDash": [3, 3],
                    "yOffset": _BELOW,
                    "y2Offset": _BELOW,
                },
                "encoding": {**at, "y2": {"field": "next"}, "x": {"field": "at", **across}},
            },
            {
                "mark": {"type": "bar", "height": _BAR, "yOffset": _BELOW},
                "encoding": {
                    **at,
                    "x": {"field": "low", **across},
                    "x2": {"field": "high"},
                    "color": colour,
                },
            },
            {
                "mark": {
                    "type": "text",
                    "align": "left",
                    "dy": -11,
                    "fontSize": 14,
                    "limit": {"expr": "width"},
                },
                "encoding": {**at, "x": {"value": 0}, "text": {"field": "said"}},
            },
        ],
        "config": look.chart_theme(),
    }
