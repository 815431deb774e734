"""Curves drawn for the back of a room: thick lines with letters, jumps that are gaps, one's own point."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from compliance.money import PAISA_PER_RUPEE
from compliance.rulebook import Rulebook
from compliance.screens import look
from compliance.screens.workshop.explore_marks import (
    APART,
    HEIGHT,
    TYPE,
    OwnPoint,
    dots,
    ends,
    jumps_of,
    own_name,
    own_point,
)
from compliance.text import _
from compliance.workshop.curve_words import Line, short_rupees
from compliance.workshop.curves import NEXT_RUPEES, Curves

_STROKE: Final = 4
_DASHES: Final = ([1, 0], [11, 5], [3, 4], [14, 4, 3, 4], [7, 3], [2, 6], [18, 6], [4, 2])
_ORDINANCE: Final = ("green", "amber", "red", "ink", "quiet", "line", "blue")
_POLICY: Final = ("blue", "ink", "quiet", "red", "line", "amber", "green")
_STEPS: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: a role of `look.colours`, and the lengths of its dashes in pixels."""

    colour: str
    dash: list[int]


def strokes(lines: Sequence[Line]) -> list[Stroke]:
    """A colour and a dash for each line: green first for the Ordinance, blue for the policy."""
    used: set[str] = set()
    found = []
    for line, dash in zip(lines, _DASHES, strict=False):
        palette = _POLICY if line.is_policy else _ORDINANCE
        # With more lines than colours the dash and the letter alone tell them apart.
        colour = next((one for one in palette if one not in used), palette[-1])
        used.add(colour)
        found.append(Stroke(colour, dash))
    return found


def chart_rows(curves: Curves, lines: Sequence[Line], *, marginal: bool) -> pd.DataFrame:
    """Every point of every line: `x` and `y` in whole rupees (`y` in hundredths of a percent where marginal),
    the line's letter, and its piece: a line ends at a jump, and another piece begins."""
    parts = []
    for line in lines:
        curve = line.curve
        before = np.array([cliff.before for cliff in curve.cliffs], dtype=np.int64)
        shown = curve.holds.copy()
        if marginal:
            further = curves.income + NEXT_RUPEES * PAISA_PER_RUPEE
            # What jumps within the next income is no rate; the jump has its own mark.
            shown &= np.searchsorted(before, curves.income) == np.searchsorted(before, further)
        parts.append(
            pd.DataFrame(
                {
                    "x": curves.income[shown] // PAISA_PER_RUPEE,
                    "y": (curve.further if marginal else curve.tax)[shown],
                    "line": line.letter,
                    "piece": [
                        f"{line.letter}{piece}"
                        for piece in np.searchsorted(before, curves.income[shown]).tolist()
                    ],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def ticks(most: int) -> list[int]:
    """Round whole numbers from 0 to `most`, four to eight of them."""
    scale = 1
    while True:
        for step in _STEPS:
            if most <= 7 * step * scale:
                return list(range(0, most + 1, step * scale))
        scale *= 10


def curve_chart(
    curves: Curves,
    lines: Sequence[Line],
    own: Sequence[OwnPoint],
    chosen: int,
    rulebook: Rulebook,
    *,
    marginal: bool,
    rows: pd.DataFrame,
) -> dict[str, Any]:
    """The chart of `rows`. `chosen` is the income (paisa) whose figures stand beside it."""
    now, drawn = look.colours(), strokes(lines)
    top = int(curves.income[-1]) // PAISA_PER_RUPEE
    most = max(1, int(rows["y"].max()) if len(rows) else 1)
    highest = _highest(rows, most)
    x = {
        "field": "x",
        "type": "quantitative",
        "axis": _axis(ticks(top), [short_rupees(one) for one in ticks(top)]),
    }
    x["scale"] = {"domain": [0, top], "nice": False}
    levels = ticks(most)
    shown = [_share(one) for one in levels] if marginal else [short_rupees(one) for one in levels]
    y = {"field": "y", "type": "quantitative", "axis": _axis(levels, shown)}
    y["scale"] = {"domain": [0, highest], "nice": False}
    letters = [line.letter for line in lines]
    colour = {
        "field": "line",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": letters, "range": [now[one.colour] for one in drawn]},
    }
    dash = {
        "field": "line",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": letters, "range": [one.dash for one in drawn]},
    }
    named = [] if marginal else [own_name(one, top, highest) for one in own[:1]]
    taken = [{"x": one["x"], "y": one["y"] + one["rise"] * highest // HEIGHT} for one in named]
    if not marginal:
        taken += [{"x": one.income // PAISA_PER_RUPEE, "y": one.tax} for one in own]
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": [{"x": chosen // PAISA_PER_RUPEE}]},
            "mark": {"type": "rule", "color": now["line"], "strokeWidth": 2},
            "encoding": {"x": x},
        },
        {
            "mark": {"type": "line", "strokeWidth": _STROKE, "strokeCap": "butt", "clip": True},
            "encoding": {"x": x, "y": y, "color": colour, "strokeDash": dash, "detail": {"field": "piece"}},
        },
        *jumps_of(lines, x, y, colour, highest, rulebook, taken, marginal=marginal),
        *dots(curves, lines, chosen, x, y, colour, marginal=marginal),
        *ends(rows, lines, x, y, colour, highest, taken),
    ]
    if not marginal:
        layers += own_point(own, x, y, top, highest)
    return {
        "height": HEIGHT,
        "padding": {"left": 0, "right": 12, "top": 8, "bottom": 0},
        "layer": layers,
        "config": look.chart_theme(),
    }


def _highest(rows: pd.DataFrame, most: int) -> int:
    """The top of the chart: above the highest line, with room for the names of lines that end near it."""
    ends = rows.groupby("line").tail(1)["y"]
    names = 1 + int((ends * 5 >= most * 4).sum())
    return most * HEIGHT // (HEIGHT - names * APART) + 1


def _share(hundredths: int) -> str:
    """The tax on the next rupees as a percentage, for the axis."""
    return _("{percent}%").format(percent=f"{hundredths * 100 / NEXT_RUPEES:g}")


def _axis(values: Sequence[int], shown: Sequence[str]) -> dict[str, Any]:
    named = json.dumps({str(value): said for value, said in zip(values, shown, strict=True)})
    return {
        "title": None,
        "values": list(values),
        "labelExpr": f"({named})[datum.value]",
        "labelFontSize": TYPE,
        "labelOverlap": "greedy",
        "labelFlush": True,
    }
