"""The page that explains another calculator's figure, and what it says in words."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from compliance.duties.case import Case
from compliance.screens.draft_workbook import draft_of
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from compliance.workshop.wrong_turns_search import compare, search
from compliance.workshop.wrong_turns_text import ComparisonText, told_comparison
from tests.sample_year import CERTIFIED, DESIGNER, REMITTED, assessed, receipt, rules, year
from tests.screens_app import app, press, shown, titles

BUSINESS = year(2026, receipt("2025-08-15", "3000000.00", "PKR", kind="local"))
"""Rs 30,00,000 from clients in Pakistan: 1,70,000 + 30% of 14,00,000 is 5,90,000."""


def told(saved: str, **theirs: int) -> ComparisonText:
    one = assessed(saved)
    return told_comparison(compare(search(one, rules()), theirs), Case(one, rules()))


def page(saved: str = BUSINESS) -> AppTest:
    workbook = read_workbook(saved)
    assert isinstance(workbook, Workbook)
    return app("compare", draft_of(workbook))


def enter(at: AppTest, **figures: str) -> str:
    """Type the other calculator's figures and press the button; all text of the page without its tags."""
    for name, text in figures.items():
        at.text_input(key=f"compare.{name}").set_value(text)
    press(at, "compare.go")
    return " ".join(re.sub(r"<[^>]+>", " ", shown(at)).split())


# --- in words ----------------------------------------------------------------------------------------------


def test_what_was_done_stands_beside_what_is_so_and_its_source() -> None:
    """Other thresholds: 3,30,000 + 30% of 6,00,000 is 5,10,000, which is 80,000 less than 5,90,000."""
    found = told(BUSINESS, tax=510_000)
    assert found.headline == "This mistake gives exactly that figure."
    (match,) = found.matches
    (turn,) = match.turns
    assert match.certainty == "exact"
    assert turn.did == "Its bands begin and end at other amounts than those of the Act."
    assert (turn.is_wrong, turn.tier) == (True, "reported")
    assert [rule.name for rule in turn.rules] == ["slabs_non_salaried"]
    assert "Rs 16,00,000 to Rs 32,00,000: Rs 1,70,000 + 30%" in turn.rules[0].bands
    assert turn.rules[0].sources
    shown_lines = {
        line.label: (line.theirs_text, line.ours_text, line.difference_text) for line in match.lines
    }
    less = ("Rs 5,10,000", "Rs 5,90,000", "Rs 80,000 less")
    assert shown_lines == {"Tax at the slabs": less, "Tax for the year": less, "Still to pay": less}


@pytest.mark.parametrize(
    ("theirs", "headline"),
    [
        (590_000, "The two agree to the rupee."),
        (590_002, "The two agree but for rounding."),
        (510_000, "This mistake gives exactly that figure."),
        (510_001, "This mistake gives that figure but for rounding."),
        (123_457, "We do not recognise that figure."),
    ],
)
def test_the_headline_says_how_sure_it_is(theirs: int, headline: str) -> None:
    assert told(BUSINESS, tax=theirs).headline == headline


def test_where_the_other_figure_may_be_right_it_says_so() -> None:
    found = told(REMITTED, tax=556_661)
    assert found.headline == "This gives exactly that figure, and it may be right."
    verdicts = {turn.verdict: turn.tier for match in found.matches for turn in match.turns}
    assert verdicts["The law is not settled on this: that figure may be the right one."] == "unsettled"
    assert "That figure is right for somebody who chooses this in the return." in verdicts


def test_a_turn_without_a_rule_of_its_own_has_the_trust_of_its_line() -> None:
    """Without the costs of 1,10,000 the designer has 22,20,000: 1,70,000 + 30% of 6,20,000 is 3,56,000."""
    (match,) = told(DESIGNER, tax=356_000).matches
    (turn,) = match.turns
    assert turn.did == "It did not take off the costs of your work."
    assert (turn.rules, turn.tier) == ((), "reported")


def test_two_together_are_said_to_be_less_certain() -> None:
    """90,000 + 20% of (22,20,000 - 12,00,000) is 2,94,000: other thresholds, and no costs."""
    found = told(DESIGNER, tax=294_000)
    assert found.headline == "Two things together give that figure. That is less certain."
    (match,) = found.matches
    assert (match.certainty, match.said, len(match.turns)) == ("pair", "Two together, less certain", 2)


def test_lines_that_do_not_add_up_are_told() -> None:
    found = told(BUSINESS, tax=500_000, normal_tax=590_000, surcharge=10_000)
    assert found.sentences == (
        "The same on both sides: Tax at the slabs.",
        "Its lines come to Rs 6,00,000, which is more than its total of Rs 5,00,000.",
    )
    assert told(BUSINESS, tax=500_000, normal_tax=500_001).sentences == (), "rounding is none of it"


def test_what_was_tried_is_listed_the_nearest_first() -> None:
    found = told(BUSINESS, tax=575_000)
    figures = [int(one.figure.removeprefix("Rs ").replace(",", "")) for one in found.tried]
    # One row off is 6,50,000 - 40% of 2,00,000 = 5,70,000; the months around 5,90,000 come next.
    assert figures[:3] == [570_000, 589_992, 590_004]
    assert [abs(figure - 575_000) for figure in figures] == sorted(abs(one - 575_000) for one in figures)
    assert found.tried[0].difference == "Rs 5,000 less"


# --- on the page -------------------------------------------------------------------------------------------


def test_the_page_asks_and_says_what_it_would_be_compared_with() -> None:
    at = page()
    assert titles(at) == ["Another calculator says something else"]
    text = shown(at)
    assert "this program says Rs 5,90,000" in text
    assert "We do not recognise" not in text and "What was tried" not in str(at.expander)
    for answer in ("9186", "9111", "Rs 25,000", "Rs 3,500"):
        assert answer in text


def test_a_figure_is_explained_on_the_page() -> None:
    text = enter(page(), tax="5.1 lakh")
    assert "This mistake gives exactly that figure." in text
    assert "Its bands begin and end at other amounts than those of the Act." in text
    assert "Our sources say otherwise." in text and "reported" in text
    assert "Rs 80,000 less" in text
    assert "How we come to it: Tax at the slabs" in text


def test_lines_narrow_it_down_on_the_page() -> None:
    """Nothing to pay on certified IT below $12,000: three ways lead to it; 0.5% is only the doubled rate."""
    certified = year(2026, receipt("2025-08-10", "11000.00", rupees="3080000.00"), pseb=CERTIFIED["pseb"])
    at = page(certified)
    assert "More than one way leads to this figure." in enter(at, tax="0")
    text = enter(at, tax="15,400", final_tax="15,400")
    assert "It doubled the rates on exports" in text
    assert "More than one way" not in text


def test_what_is_not_recognised_says_what_was_tried() -> None:
    at = page()
    text = enter(at, tax="123457")
    assert "We do not recognise that figure." in text
    assert "None of the mistakes we know gives it" in text
    assert [one.label for one in at.expander if one.label.startswith("What was tried")] == [
        "What was tried: 8 mistakes and other readings"
    ]
    assert "It used the slabs for salaries." in text


@pytest.mark.parametrize("typed", ["about a lakh", "-5", "$500", "1,5"])
def test_what_cannot_be_read_is_said_beside_its_field(typed: str) -> None:
    at = page()
    text = enter(at, tax=typed)
    assert 'class="fault"' in shown(at)
    assert "We do not recognise" not in text


def test_nothing_typed_becomes_markup() -> None:
    at = page()
    enter(at, tax="<img src=x onerror=alert(1)>")
    assert "<img" not in shown(at)


def test_a_year_that_is_not_there_yet_is_asked_for() -> None:
    at = app("compare")
    assert titles(at) == ["Nothing has been entered yet"]
    assert not [one for one in at.text_input if str(one.key).startswith("compare.")]


def test_the_figures_belong_to_the_year_that_was_open() -> None:
    """Another year opened: what was typed for the first is not compared with it."""
    at = page()
    enter(at, tax="510000")
    at.session_state["compare_of_work"] = "another"
    at.run()
    assert at.text_input(key="compare.tax").value == ""
    assert "This mistake gives exactly that figure." not in shown(at)
