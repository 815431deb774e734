"""Charts and tables of the result: shapes that can be seen and told apart, tables that fit."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest

from compliance.screens import look
from compliance.screens.result_receipts import (
    FITS_BESIDE,
    _cells,
    bar_shapes,
    letters_across,
    month_chart,
    month_table,
    with_labels,
)
from compliance.screens.result_retention import _table, chart_key, retention_chart
from compliance.summary_types import Retention
from tests.contrast import CARRIES_MEANING, contrast
from tests.sample_year import DEVELOPER, EVERY_YEAR, receipt, summed_up, year
from tests.screens_app import ROOT

KEPT = year(
    2026,
    receipt("2025-08-10", "2450.00", rupees="690091.50", retained="980.00"),
    receipt("2025-09-10", "112450.00", rupees="31690091.50", retained="112000.00"),
)


def kept() -> Retention:
    """A year with one month within its limit and one beyond it."""
    found = summed_up(KEPT).retention
    assert found is not None
    return found


def shapes() -> dict[str, tuple[str, str, tuple[int, ...]]]:
    """How each shape is filled, outlined and dashed."""
    drawn = bar_shapes("shape")
    ranges = [drawn[channel]["scale"]["range"] for channel in ("fill", "stroke", "strokeDash")]
    names = drawn["fill"]["scale"]["domain"]
    return {
        name: (fill, stroke, tuple(dash)) for name, fill, stroke, dash in zip(names, *ranges, strict=True)
    }


@pytest.mark.parametrize("tokens", [look.LIGHT, look.DARK], ids=["light", "dark"])
def test_every_bar_stands_out_against_the_paper(
    tokens: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "colours", lambda: tokens)
    for fill, stroke, _dash in shapes().values():
        assert contrast(stroke, tokens["paper"]) >= CARRIES_MEANING
        assert fill == tokens["paper"] or contrast(fill, tokens["paper"]) >= CARRIES_MEANING


@pytest.mark.parametrize("tokens", [look.LIGHT, look.DARK], ids=["light", "dark"])
def test_parts_of_a_bar_are_told_apart_without_colour(
    tokens: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "colours", lambda: tokens)
    for one, other in combinations(("solid", "hollow", "dashed"), 2):
        first, second = shapes()[one], shapes()[other]
        assert contrast(first[0], second[0]) >= CARRIES_MEANING or first[2] != second[2]
    assert contrast(shapes()["over"][0], shapes()["hollow"][0]) >= CARRIES_MEANING


def _marks(chart: dict[str, Any]) -> list[dict[str, Any]]:
    return [layer["mark"] for layer in chart["layer"] if layer["mark"]["type"] == "bar"]


def test_no_bar_is_made_pale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "colours", lambda: look.LIGHT)
    for chart in (retention_chart(kept()), month_chart(summed_up(EVERY_YEAR["2026"]).receipts)):
        assert _marks(chart)
        assert not [mark for mark in _marks(chart) if {"opacity", "fillOpacity", "strokeOpacity"} & set(mark)]


def test_the_key_names_the_shapes_that_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "colours", lambda: look.LIGHT)
    drawn = {
        row["shape"]
        for layer in retention_chart(kept())["layer"]
        for row in layer["data"]["values"]
        if "shape" in row
    }
    assert {shape for shape, _name in chart_key(kept())} == drawn == {"hollow", "solid", "over"}
    style = (ROOT / "compliance" / "screens" / "look.css").read_text(encoding="utf-8")
    for shape in drawn - {"solid"}:
        assert f".chart-key .{shape}::before" in style


def test_a_month_without_money_keeps_its_line_and_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "colours", lambda: look.LIGHT)
    chart = month_chart(summed_up(DEVELOPER).receipts)
    assert len(chart["encoding"]["y"]["scale"]["domain"]) == 12
    assert {row["month"] for row in chart["data"]["values"]} == {"August 2025", "February 2026"}


def test_a_table_stands_beside_its_chart_only_where_it_fits() -> None:
    assert letters_across(*_cells(summed_up(DEVELOPER).receipts)) <= FITS_BESIDE
    header, rows = _table(kept())
    assert len(header) == 6
    assert letters_across(header, rows) > FITS_BESIDE
    assert letters_across(["Month", "May be kept"], [["July 2025", "$2,450.00"]]) == 9 + 9


def test_longer_labels_get_more_of_the_chart() -> None:
    short, long = ([{"shown": shown}] for shown in ("$2,450.00", "$84,972.14 too much"))
    assert 1.3 < with_labels(short) < with_labels(long) <= 3


def test_tables_with_many_columns_stack_and_stay_tables() -> None:
    header, rows = _table(kept())
    html = month_table(header, rows, total=False)
    assert 'class="plain stacks" role="table"' in html
    assert html.count("role=row>") == 1 + len(rows)
    first = re.findall(r'<td[^<>]* role=cell data-label="([^"]*)">', html)[: len(header)]
    assert first == header
    assert "stacks" not in month_table(["Month", "Receipts", "Rupees"], [["July 2025", "1", "Rs 5"]])


def test_the_column_names_of_a_stacked_table_are_escaped() -> None:
    assert 'data-label="&lt;b&gt;&quot;"' in look.table(['<b>"'], [["1"]], stacks=True)
