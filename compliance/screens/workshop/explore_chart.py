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
from compliance.text import _, rupees
from compliance.workshop.curve_words import Line, cliff_name, short_rupees
from compliance.workshop.curves import NEXT_RUPEES, Curves

HEIGHT: Final = 400
_TYPE: Final = 17
_STROKE: Final = 4
_NARROW: Final = 440
"""Pixels below which the ends of lines have letters only."""
_LONGEST_NAME: Final = 34
_APART: Final = 26
"""Pixels between the letters at the ends of two lines."""
_EARLY: Final = 0.4
"""Jumps before this share of the chart's width are named on their right, the others on their left."""
_LOW: Final = 0.15
"""The share of the chart's height below which a name goes above its point."""
_LEVELS: Final = 14
"""On how many heights names may stand where the marginal rate is drawn."""
_DASHES: Final = ([1, 0], [11, 5], [3, 4], [14, 4, 3, 4], [7, 3], [2, 6], [18, 6], [4, 2])
_ORDINANCE: Final = ("green", "amber", "red", "ink", "quiet", "line", "blue")
_POLICY: Final = ("blue", "ink", "quiet", "red", "line", "amber", "green")
_STEPS: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: a role of `look.colours`, and the lengths of its dashes in pixels."""

    colour: str
    dash: list[int]


@dataclass(frozen=True, slots=True)
class OwnPoint:
    """One's own year: income in paisa, tax in whole rupees, whose it is, and whether by the policy."""

    income: int
    tax: int
    name: str
    is_policy: bool


def strokes(lines: Sequence[Line]) -> list[Stroke]:
    """A colour and a dash for each line: green first for the Ordinance, blue for the policy."""
    used: set[str] = set()
    found = []
    for line, dash in zip(lines, _DASHES, strict=False):
        palette = _POLICY if line.is_policy else _ORDINANCE
        colour = next(one for one in palette if one not in used)
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
    highest = most + most // 4 + 1
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
    named = [] if marginal else [_own_name(one, top, highest) for one in own[:1]]
    taken = [{"x": one["x"], "y": one["y"] + one["rise"] * highest // HEIGHT} for one in named]
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
        *_jumps(lines, x, y, colour, highest, rulebook, taken, marginal=marginal),
        *_dots(curves, lines, chosen, x, y, colour, marginal=marginal),
        *_ends(rows, lines, x, y, colour, highest, taken),
    ]
    if not marginal:
        layers += _own(own, x, y, top, highest)
    return {
        "height": HEIGHT,
        "padding": {"left": 0, "right": 12, "top": 8, "bottom": 0},
        "layer": layers,
        "config": look.chart_theme(),
    }


def _share(hundredths: int) -> str:
    """The tax on the next rupees as a percentage, for the axis."""
    return _("{percent}%").format(percent=f"{hundredths * 100 / NEXT_RUPEES:g}")


def _axis(values: Sequence[int], shown: Sequence[str]) -> dict[str, Any]:
    named = json.dumps({str(value): said for value, said in zip(values, shown, strict=True)})
    return {
        "title": None,
        "values": list(values),
        "labelExpr": f"({named})[datum.value]",
        "labelFontSize": _TYPE,
        "labelOverlap": "greedy",
        "labelFlush": True,
    }


def _jumps(
    lines: Sequence[Line],
    x: dict[str, Any],
    y: dict[str, Any],
    colour: dict[str, Any],
    highest: int,
    rulebook: Rulebook,
    taken: Sequence[dict[str, Any]],
    *,
    marginal: bool,
) -> list[dict[str, Any]]:
    """Each jump: a dotted way up with a full dot where the line ends and an empty one where it goes on."""
    now, top = look.colours(), x["scale"]["domain"][1]
    jumps = sorted(
        ((line, cliff) for line in lines for cliff in line.curve.cliffs), key=lambda found: found[1].before
    )
    values: list[dict[str, Any]] = [
        {
            "x": cliff.before // PAISA_PER_RUPEE,
            "y": 0 if marginal else cliff.tax_before,
            "end": highest if marginal else cliff.tax_after,
            "line": line.letter,
        }
        for line, cliff in jumps
    ]
    way = {
        "mark": {"type": "rule", "strokeWidth": 2.5, "strokeDash": [2, 4]},
        "encoding": {"x": x, "y": y, "y2": {"field": "end"}, "color": colour},
    }
    dot = {"type": "point", "filled": True, "size": 130, "opacity": 1}
    ends = [
        {"mark": dot, "encoding": {"x": x, "y": y, "color": colour}},
        {
            "mark": {**dot, "fill": now["paper"], "strokeWidth": 3},
            "encoding": {"x": x, "y": {**y, "field": "end"}, "stroke": colour},
        },
    ]
    named: list[dict[str, Any]] = []
    for (line, cliff), value in sorted(
        zip(jumps, values, strict=True), key=lambda found: -abs(found[0][1].jump)
    ):
        brief = cliff_name(cliff, line.curve.choice.tax_year, rulebook)
        early = int(value["x"]) < top * _EARLY
        level = (
            (int(value["y"]) + int(value["end"])) // 2 if early else max(int(value["y"]), int(value["end"]))
        )
        if marginal:
            level = highest - highest * (1 + len(named)) // _LEVELS
        said = _("{cause}: {amount} at once").format(cause=brief, amount=rupees(cliff.jump))
        one = {**value, "y": level, "said": said, "brief": brief, "early": early}
        if marginal or _has_room(one, [*taken, *named], top, highest):
            named.append(one)
    words = [
        layer
        for early, mark in (
            (True, {"align": "left", "dx": 10, "baseline": "middle"}),
            (False, {"align": "right", "dx": -10, "baseline": "bottom", "dy": -6}),
        )
        for layer in _haloed([one for one in named if one["early"] is early], x, y, colour, mark)
    ]
    drawn = (way,) if marginal else (way, *ends)
    return [{**layer, "data": {"values": values}} for layer in drawn] + words


def _has_room(one: dict[str, Any], taken: Sequence[dict[str, Any]], top: int, highest: int) -> bool:
    """Whether words at a place of the chart would lie on no others; the list below names every jump."""
    return all(
        abs(one["x"] - other["x"]) > top * _EARLY or abs(one["y"] - other["y"]) > highest * _APART // HEIGHT
        for other in taken
    )


def _dots(
    curves: Curves,
    lines: Sequence[Line],
    chosen: int,
    x: dict[str, Any],
    y: dict[str, Any],
    colour: dict[str, Any],
    *,
    marginal: bool,
) -> list[dict[str, Any]]:
    """A dot on each line at the chosen income."""
    found = [(line, line.curve.at(curves.place(chosen))) for line in lines]
    values = [
        {"x": chosen // PAISA_PER_RUPEE, "y": at[1] if marginal else at[0], "line": line.letter}
        for line, at in found
        if at is not None
    ]
    mark = {"type": "point", "filled": True, "size": 150, "opacity": 1, "clip": True}
    return [{"data": {"values": values}, "mark": mark, "encoding": {"x": x, "y": y, "color": colour}}]


def _ends(
    rows: pd.DataFrame,
    lines: Sequence[Line],
    x: dict[str, Any],
    y: dict[str, Any],
    colour: dict[str, Any],
    highest: int,
    taken: Sequence[dict[str, Any]],
) -> list[dict[str, Any]]:
    """The letter of each line, with its name where there is room, at its end; set apart where ends meet."""
    tail = rows.groupby("line").tail(1)
    last = dict(zip(tail["line"], zip(tail["x"].tolist(), tail["y"].tolist(), strict=True), strict=True))
    gap, free_from = highest * _APART // HEIGHT, 0
    values = []
    for line in sorted((line for line in lines if line.letter in last), key=lambda one: last[one.letter][1]):
        end, height = last[line.letter]
        free_from = max(height, free_from)
        whole = _("{letter}: {name}").format(letter=line.letter, name=line.name)
        beside = any(abs(one["y"] - free_from) < 2 * gap for one in taken)
        said = line.letter if beside or len(line.name) > _LONGEST_NAME else whole
        values.append({"x": end, "y": free_from, "line": line.letter, "said": said, "brief": line.letter})
        free_from += gap
    return _haloed(values, x, y, colour, {"align": "right", "baseline": "bottom", "dy": -7})


def _own_name(point: OwnPoint, top: int, highest: int) -> dict[str, Any]:
    """Where the name of one's own year stands: `rise` pixels above its point, or below it, left or right."""
    income = point.income // PAISA_PER_RUPEE
    late, low = income * 2 > top, point.tax < highest * _LOW
    return {
        "x": income,
        "y": point.tax,
        "said": _("{name}: {amount}").format(name=point.name, amount=rupees(point.tax)),
        "brief": point.name,
        # A rising line leaves room above it on its left and below it on its right, but not below the axis.
        "rise": 24 if late or low else -16,
        "late": late,
    }


def _own(
    own: Sequence[OwnPoint], x: dict[str, Any], y: dict[str, Any], top: int, highest: int
) -> list[dict[str, Any]]:
    """One's own year: a diamond for each reading, with the name at the first."""
    now = look.colours()
    shown = [point for point in own if point.income <= top * PAISA_PER_RUPEE]
    values = [{"x": point.income // PAISA_PER_RUPEE, "y": point.tax} for point in shown]
    mark = {"type": "point", "shape": "diamond", "filled": True, "size": 420, "opacity": 1}
    stroke = {"fill": now["ink"], "stroke": now["paper"], "strokeWidth": 3}
    layers: list[dict[str, Any]] = [
        {"data": {"values": values}, "mark": mark | stroke, "encoding": {"x": x, "y": y}}
    ]
    for name in [_own_name(point, top, highest) for point in shown[:1]]:
        side = {"align": "right", "dx": -14} if name["late"] else {"align": "left", "dx": 16}
        words = {**side, "baseline": "middle", "dy": -name["rise"]}
        layers += _haloed([name], x, y, {"value": now["ink"]}, words)
    return layers


def _haloed(
    values: list[dict[str, Any]],
    x: dict[str, Any],
    y: dict[str, Any],
    colour: dict[str, Any],
    mark: dict[str, Any],
) -> list[dict[str, Any]]:
    """Words that stay readable where they lie over a line: `said`, or on a narrow chart what is `brief`."""
    now = look.colours()
    words = {"x": x, "y": y, "text": {"field": "shown"}}
    shown = {"calculate": f"width < {_NARROW} ? datum.brief : datum.said", "as": "shown"}
    base: dict[str, Any] = {"data": {"values": values}, "transform": [shown], "encoding": words}
    # What is not clipped would make the whole chart smaller until it fits.
    type_of = {"type": "text", "fontSize": _TYPE, "fontWeight": 600, "clip": True, **mark}
    halo = {"stroke": now["paper"], "fill": now["paper"], "strokeWidth": 6, "strokeJoin": "round"}
    return [
        {**base, "mark": type_of | halo},
        {**base, "mark": type_of, "encoding": {**words, "color": colour}},
    ]
