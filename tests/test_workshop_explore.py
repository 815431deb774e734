"""The page of curves: what is drawn is what was worked out, jumps are gaps, and figures stand beside it."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from compliance.screens import look
from compliance.screens.draft_workbook import draft_of
from compliance.screens.workshop.explore_chart import (
    chart_rows,
    curve_chart,
    strokes,
    ticks,
)
from compliance.screens.workshop.explore_marks import OwnPoint
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from compliance.workshop.comparisons import MOST_CHOICES, choices_of
from compliance.workshop.curve_words import Line, lines_of
from compliance.workshop.curves import Curves, curves
from tests.contrast import CARRIES_MEANING, contrast
from tests.sample_year import (
    DESIGNER,
    DEVELOPER,
    LATE_CERTIFICATE,
    REMITTED,
    assessed,
    receipt,
    rules,
    year,
)
from tests.screens_app import app, draft, shown, titles

TOP = 1_500_000_000
LOW_DOLLARS = year(2026, receipt("2025-08-10", "10000.00", rupees="2810000.00"))
"""Rs 281 for a dollar: the cliff lies at Rs 33,72,001.40 (see test_workshop_curves)."""


def page(saved: str | None = None) -> AppTest:
    """The page with a year open, or with none."""
    if saved is None:
        return app("explore")
    workbook = read_workbook(saved)
    assert isinstance(workbook, Workbook), workbook
    return app("explore", draft_of(workbook))


def choose(at: AppTest, key: str, value: Any) -> AppTest:
    """Choose in one of the rows of buttons, by the key of the row."""
    next(group for group in at.get("button_group") if group.key == key).set_value(value).run()
    assert not at.exception, at.exception
    return at


def spec(at: AppTest) -> dict[str, Any]:
    """The chart as the browser gets it."""
    found: dict[str, Any] = json.loads(at.get("vega_lite_chart")[0].proto.spec)
    return found


def drawn(saved: str, comparison: str = "readings", top: int = TOP) -> tuple[Curves, tuple[Line, ...]]:
    """The curves of a comparison of an own year, and their lines."""
    own = assessed(saved)
    choices = choices_of(comparison, "own", own.tax_year)  # type: ignore[arg-type]
    found = curves(choices, own, rules(), top=top, also=[own.receipts.rupees])
    return found, lines_of(found)


@pytest.mark.parametrize("marginal", [False, True])
@pytest.mark.parametrize(("saved", "comparison"), [(LOW_DOLLARS, "readings"), (DESIGNER, "sources")])
def test_no_piece_of_a_line_crosses_a_cliff(saved: str, comparison: str, marginal: bool) -> None:
    found, lines = drawn(saved, comparison)
    rows = chart_rows(found, lines, marginal=marginal)
    assert [line.letter for line in lines if line.curve.cliffs]
    for line in lines:
        own = rows[rows["line"] == line.letter]
        pieces = [piece for _name, piece in own.groupby("piece", sort=False)]
        assert len(pieces) == len(line.curve.cliffs) + 1
        for cliff, before, after in zip(line.curve.cliffs, pieces, pieces[1:], strict=False):
            assert before["x"].max() <= cliff.before // 100 <= after["x"].min()
            if not marginal:
                assert (before["y"].iloc[-1], after["y"].iloc[0]) == (cliff.tax_before, cliff.tax_after)
            else:
                assert own["y"].max() <= 5000, "a jump is no rate: no rate with its surcharge is above half"


def test_every_point_is_drawn() -> None:
    found, lines = drawn(DEVELOPER)
    rows = chart_rows(found, lines, marginal=False)
    for line in lines:
        own = rows[rows["line"] == line.letter]
        assert len(own) == len(found.income) >= 2000
        assert (own["y"].to_numpy() == line.curve.tax).all()
        assert (own["x"].to_numpy() == found.income // 100).all()


@pytest.mark.parametrize("tokens", [look.LIGHT, look.DARK], ids=["light", "dark"])
def test_lines_are_told_apart_without_colour(tokens: dict[str, str]) -> None:
    own = assessed(LATE_CERTIFICATE)
    choices = [
        *choices_of("sources", "own", own.tax_year, policy_too=True)[:4],
        *choices_of("option", "own", own.tax_year, policy_too=True),
    ]
    lines = lines_of(curves(choices[:MOST_CHOICES], own, rules(), top=TOP))
    assert len(lines) >= 6
    found = strokes(lines)
    assert len(found) == len(lines)
    assert len({tuple(one.dash) for one in found}) == len(lines)
    assert len({one.colour for one in found}) == min(7, len(lines))
    assert all(contrast(tokens[one.colour], tokens["paper"]) >= CARRIES_MEANING for one in found)
    assert {one.colour for line, one in zip(lines, found, strict=True) if line.is_policy} & {"blue"}
    assert found[0].colour == "green"


def test_the_own_point_stands_at_its_own_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "colours", lambda: look.LIGHT)
    found, lines = drawn(LOW_DOLLARS, top=600_000_000)
    rows = chart_rows(found, lines, marginal=False)
    own = [OwnPoint(281_000_000, 28_100, "Zainab <b>", False), OwnPoint(281_000_000, 0, "Zainab <b>", True)]
    chart = curve_chart(found, lines, own, 281_000_000, rules(), marginal=False, rows=rows)
    diamonds = [layer for layer in chart["layer"] if layer["mark"].get("shape") == "diamond"]
    assert [(one["x"], one["y"]) for one in diamonds[0]["data"]["values"]] == [
        (2_810_000, 28_100),
        (2_810_000, 0),
    ]
    said = {
        value["said"]
        for layer in chart["layer"]
        for value in layer.get("data", {}).get("values", [])
        if "said" in value
    }
    assert "Zainab <b>: Rs 28,100" in said
    # 1% of Rs 33,72,001.41.
    assert "$12,000: Rs 33,720 at once" in said


@pytest.mark.parametrize(
    ("most", "levels"),
    [(6_000_000, 7), (15_000_000, 4), (50_000_000, 6), (1, 2), (7, 8), (8, 5), (1_000_000_000, 6)],
)
def test_an_axis_has_few_round_figures(most: int, levels: int) -> None:
    found = ticks(most)
    assert len(found) == levels
    assert found[0] == 0
    assert found[-1] <= most
    assert len(set(np.diff(found).tolist())) == 1


def test_without_a_year_lines_are_of_money_of_one_kind() -> None:
    at = page()
    assert titles(at) == ["Tax against income"]
    said = shown(at)
    assert "Money of one kind comes through a bank" in said
    # Half of Rs 60 lakh: 1% of Rs 30,00,000, and of the next Rs 10,000.
    assert "Rs 30,000" in said
    assert "(1%)" in said


def test_the_year_that_is_open_is_read_at_its_own_income() -> None:
    """1% of Rs 28,10,000 by the Ordinance, nothing by the policy at 10,000 dollars."""
    at = page(LOW_DOLLARS)
    said = shown(at)
    assert 'curve-tax"><span class="amount">Rs 28,100' in said
    assert 'curve-tax"><span class="amount">Rs 0' in said
    assert "one paisa more costs" in said
    assert "The year that is open: Rs 28,100" in at.get("vega_lite_chart")[0].proto.spec


def test_an_income_is_typed_or_chosen() -> None:
    at = page(LOW_DOLLARS)
    at.text_input(key="explore.income").set_value("40 lakh").run()
    assert not at.exception
    # 1% of Rs 40,00,000 under both readings.
    assert shown(at).count('curve-tax"><span class="amount">Rs 40,000') == 2
    at.selectbox(key="explore.landmark").set_value(337_200_141).run()
    assert not at.exception
    assert at.text_input(key="explore.income").value == "3372001.41"
    # 1% of Rs 33,72,001.41 is Rs 33,720: the first paisa after the cliff.
    assert shown(at).count('curve-tax"><span class="amount">Rs 33,720') == 2


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [("many", "Enter the amount in figures"), ("$500", "Enter rupees"), ("9 crore", "The chart ends at")],
)
def test_what_cannot_be_shown_is_said(typed: str, remedy: str) -> None:
    at = page(LOW_DOLLARS)
    at.text_input(key="explore.income").set_value(typed).run()
    assert not at.exception
    assert remedy in shown(at)
    assert 'curve-tax"><span class="amount">Rs 28,100' in shown(at)


@pytest.mark.parametrize("comparison", ["pseb", "option", "sources", "years"])
def test_every_comparison_is_drawn_under_both_readings(comparison: str) -> None:
    at = choose(page(LATE_CERTIFICATE), "explore.comparison", comparison)
    at.toggle(key="explore.policy").set_value(True).run()
    assert not at.exception
    assert len(at.get("vega_lite_chart")) == 1
    choose(at, "explore.view", "next")
    assert len(at.get("vega_lite_chart")) == 1


def test_a_free_choice_asks_for_one_of_each_and_says_how_many_it_shows() -> None:
    at = choose(page(DESIGNER), "explore.comparison", "free")
    choose(at, "explore.free_years", list(range(2021, 2028)))
    choose(at, "explore.readings", [False, True])
    assert "Only the first 8 of 14 lines are shown." in shown(at)
    choose(at, "explore.readings", [])
    assert "Choose at least one of each." in shown(at)
    assert not at.get("vega_lite_chart")


def test_a_year_outside_the_program_has_no_line_and_says_why() -> None:
    at = page(year(2026, receipt("2025-08-10", "9000.00", rupees="2500000.00", kind="social_media")))
    choose(at, "explore.comparison", "years")
    choose(at, "explore.years", [2026, 2027])
    assert "No line: " in shown(at)
    assert len(at.get("vega_lite_chart")) == 1


def test_a_person_outside_the_program_gets_lines_of_one_kind() -> None:
    at = page(year(2026, receipt("2025-08-10", "9000.00", rupees="2500000.00"), resident=False))
    assert "The year that is open has no result" in shown(at)
    assert len(at.get("vega_lite_chart")) == 1
    unread = app("explore", draft([{"id": "r1", "date": "someday"}]))
    assert "The year that is open has no result" in shown(unread)


def test_what_is_unsettled_about_the_open_year_is_said() -> None:
    """REMITTED: 1% of Rs 28,88,869.20, or Rs 5,56,661 at the slabs (worked out beside it)."""
    said = shown(page(REMITTED))
    assert "lies between Rs 28,889 and Rs 5,56,661" in said
    assert "The law is not settled here." in said
    assert "The law is not settled here." not in shown(page(DEVELOPER))


def test_the_policy_is_never_shown_without_its_tier() -> None:
    said = shown(page(LOW_DOLLARS))
    assert said.count('class="tier announced"') == 1
    assert "File by the Ordinance." in said


def test_a_very_large_year_is_still_on_the_chart() -> None:
    """Rs 40 crore at 0.25% is Rs 10,00,000; super tax is missing above Rs 15 crore."""
    large = year(
        2026,
        receipt("2025-08-10", "1400000.00", rupees="400000000.00"),
        pseb=[{"from": "2025-07-01"}],
    )
    at = page(large)
    assert 'curve-tax"><span class="amount">Rs 10,00,000' in shown(at)
    assert "super tax is missing" in shown(at)


def test_a_name_somebody_typed_never_becomes_markup() -> None:
    name = "<img src=x onerror=alert(1)>"
    at = page(year(2026, receipt("2025-08-10", "10000.00", rupees="2810000.00"), name=name))
    assert "<img" not in shown(at)
    assert name[:24] in json.dumps(spec(at), ensure_ascii=False)
