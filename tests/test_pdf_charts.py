"""Charts of the PDF: every mark is named, other readings are explained, and nothing needs colour."""

from __future__ import annotations

from typing import Any

import pytest

from compliance.documents.charts import Bar, Part, RangeBar
from compliance.documents.style import AMBER, BLUE, GREEN, INK, LINE, RED, WHITE
from compliance.summary import summarise
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from tests.contrast import CARRIES_MEANING, contrast
from tests.pdf_reading import assessed, printed, rulebook
from tests.sample_year import EVERY_YEAR, REMITTED


def read(saved: str) -> Workbook:
    """Saved work without problems."""
    found = read_workbook(saved)
    assert isinstance(found, Workbook), found
    return found


class Recorder:
    """A canvas that notes what is drawn on it, with the colours and the width of the line then set."""

    def __init__(self) -> None:
        self.drawn: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        self.set: dict[str, Any] = {}
        self._fillColorObj: Any = None

    def __getattr__(self, name: str) -> Any:
        def call(*given: Any, **_named: Any) -> Any:
            if name.startswith("set"):
                self.set[name] = given[0]
            else:
                self.drawn.append((name, given, dict(self.set)))
            return self

        return call


def drawing(flowable: Any, width: float = 300) -> Recorder:
    """What a chart draws."""
    recorder = Recorder()
    flowable.wrap(width, 100)
    flowable.canv = recorder
    flowable.draw()
    return recorder


def hexadecimal(colour: Any) -> str:
    """A colour of the page as "#RRGGBB"."""
    return f"#{colour.hexval()[2:]}"


@pytest.mark.parametrize("colour", [INK, GREEN, BLUE, AMBER, RED, LINE])
def test_every_colour_that_draws_a_shape_is_seen_on_white(colour: Any) -> None:
    assert contrast(hexadecimal(colour), hexadecimal(WHITE)) >= CARRIES_MEANING


def test_every_stretch_of_a_bar_has_an_outline_that_prints() -> None:
    fills = [Part(10, "solid"), Part(10, "hollow"), Part(10, "hatched")]
    boxes = [then for name, _given, then in drawing(Bar(fills, 30)).drawn if name == "rect"]
    assert [then["setStrokeColor"] for then in boxes if "setStrokeColor" in then].count(GREEN) >= 3
    assert all(then["setLineWidth"] >= 1 for then in boxes)
    assert [then["setFillColor"] for then in boxes[:2]] == [GREEN, WHITE]


def test_the_limit_is_edged_in_white_where_it_crosses_a_full_bar() -> None:
    lines = [
        (given, then["setStrokeColor"], then["setLineWidth"])
        for name, given, then in drawing(Bar([Part(20, "solid")], 20, tick=10)).drawn
        if name == "line"
    ]
    (edge, white, wide), (mark, ink, narrow) = lines
    assert (white, ink) == (WHITE, INK)
    assert edge == mark
    assert wide > narrow + 2


def test_the_range_bar_prints_a_letter_for_every_mark_at_its_place() -> None:
    marks = summarise(assessed(read(EVERY_YEAR["2026"])), rulebook()).headline.marks
    drawn = drawing(RangeBar(marks)).drawn
    dots = sorted(given[0] for name, given, _then in drawn if name == "circle")
    assert len(dots) == len(marks) > 3
    assert dots == pytest.approx([7 + 286 * mark.place / 10_000 for mark in marks])
    texts = [given[2] for name, given, _then in drawn if name == "drawString"]
    assert sorted(text for text in texts if len(text) == 1) == [mark.letter for mark in marks]
    boxes = [given[:2] for name, given, _then in drawn if name == "rect"]
    assert len(set(boxes)) == len(marks)


@pytest.mark.parametrize("saved", [REMITTED, EVERY_YEAR["2026"]], ids=["remitted", "everything"])
def test_each_figure_of_the_range_is_named_and_comes_about(saved: str) -> None:
    workbook = read(saved)
    summary = summarise(assessed(workbook), rulebook())
    told = " ".join(printed(workbook).filing.split())
    for mark in summary.headline.marks:
        for reading in mark.readings:
            assert f"How {mark.letter}, {mark.shown}, comes about: {reading.title}" in told
            assert f"{reading.title}. {reading.effect}" in told
            for line in reading.lines:
                assert f"{line.label} {line.here} {line.then} {line.change}" in told
            for step in reading.steps:
                assert " ".join(step.sentence.split()) in told
                assert all(rule.title in told for rule in step.rules)
