"""What stands on the lines of a chart: jumps, dots, the letters at their ends, and one's own named point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from compliance.money import PAISA_PER_RUPEE
from compliance.rulebook import Rulebook
from compliance.screens import look
from compliance.text import _, rupees
from compliance.workshop.curve_words import Line, cliff_name
from compliance.workshop.curves import Curves

HEIGHT: Final = 400
"""Pixels of the chart from its axis to its top."""
TYPE: Final = 17
"""Pixels of its letters."""
APART: Final = 26
"""Pixels between the letters at the ends of two lines."""
_NARROW: Final = 440
"""Pixels below which the ends of lines have letters only."""
_LONGEST_NAME: Final = 34
_EARLY: Final = 0.4
"""Jumps before this share of the chart's width are named on their right, the others on their left."""
_LOW: Final = 0.15
"""The share of the chart's height below which a name goes above its point."""
_LEVELS: Final = 14
"""On how many heights names may stand where the marginal rate is drawn."""


@dataclass(frozen=True, slots=True)
class OwnPoint:
    """One's own year: income in paisa, tax in whole rupees, whose it is, and whether by the policy."""

    income: int
    tax: int
    name: str
    is_policy: bool


def jumps_of(
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
        abs(one["x"] - other["x"]) > top * _EARLY or abs(one["y"] - other["y"]) > highest * APART // HEIGHT
        for other in taken
    )


def dots(
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


def ends(
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
    gap, free_from = highest * APART // HEIGHT, 0
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


def own_name(point: OwnPoint, top: int, highest: int) -> dict[str, Any]:
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


def own_point(
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
    for name in [own_name(point, top, highest) for point in shown[:1]]:
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
    type_of = {"type": "text", "fontSize": TYPE, "fontWeight": 600, "clip": True, **mark}
    halo = {"stroke": now["paper"], "fill": now["paper"], "strokeWidth": 6, "strokeJoin": "round"}
    return [
        {**base, "mark": type_of | halo},
        {**base, "mark": type_of, "encoding": {**words, "color": colour}},
    ]
