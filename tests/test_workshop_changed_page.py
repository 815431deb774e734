"""The page "What changed": its words, its picture that adds up, and years in which facts have no figure."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from compliance.screens import look
from compliance.screens.draft_workbook import draft_of
from compliance.screens.waterfall import waterfall
from compliance.screens.workshop.changed import _COLOUR_OF
from compliance.text import use_grouping
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from compliance.workshop.year_changes import compare_years
from compliance.workshop.year_changes_told import YearChangesText, signed, told_changes
from tests.contrast import CARRIES_MEANING, contrast
from tests.sample_year import EVERY_YEAR, assessed, receipt, rules, year
from tests.screens_app import app, shown

LOCAL = year(2026, receipt("2026-02-10", "2000000.00", "PKR", kind="local", service="other"))
"""Rs 20,00,000 at the slabs: Rs 1,90,000 in 2022, 2,00,000 in 2023, 2,35,000 in 2024, 2,90,000 from 2025."""
SALARY = year(2025, other={"salary": "12000000"})
"""2025: Rs 34,65,000 and 10%, Rs 38,11,500. 2026: Rs 33,81,000 and 9%, Rs 36,85,290."""
CREATOR = year(2026, receipt("2026-02-10", "5000.00", rupees="1400000.00", kind="social_media"))
LEAP = year(2024, receipt("2024-02-29", "15000.00", rupees="4000000.00"))


def told(saved: str, other_year: int) -> YearChangesText:
    return told_changes(compare_years(assessed(saved), rules(), other_year), rules(), "ordinance")


def page(saved: str) -> AppTest:
    workbook = read_workbook(saved)
    assert isinstance(workbook, Workbook)
    return app("changed", draft_of(workbook))


def words(at: AppTest) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", shown(at))).split())


def test_each_change_is_one_plain_line_with_its_act_and_its_rupees() -> None:
    found = told(LOCAL, 2024)
    assert found.headline == "On the same facts, tax year 2026 asks Rs 55,000 more than tax year 2024."
    assert [one.sentence for one in found.changes] == [
        "Tax year 2025. Changed: Table for income that is not mostly salary: Finance Act 2024: + Rs 55,000."
    ]
    (figure,) = found.changes[0].figures
    assert figure.before == "Rs 12,00,000 to Rs 24,00,000: Rs 75,000 + 20%"
    assert figure.now == "Rs 16,00,000 to Rs 32,00,000: Rs 1,70,000 + 30%"
    sources = [source.id for rule in found.changes[0].rules for source in rule.sources]
    assert sources == ["pkrevenue_slabs", "pkrevenue_slabs", "memorandum_finance_act_2024"]
    assert found.by_rule == ()


def test_what_another_order_would_give_is_said() -> None:
    found = told(SALARY, 2026)
    assert [(one.shown, one.other_order) for one in found.changes] == [
        ("− Rs 92,400", "In another order of this year’s changes: between − Rs 92,400 and − Rs 91,560."),
        # 9% instead of 10% of the old table's Rs 34,65,000, or of the new one's Rs 33,81,000.
        ("− Rs 33,810", "In another order of this year’s changes: between − Rs 34,650 and − Rs 33,810."),
    ]
    assert found.difference == "− Rs 1,26,210"


def test_the_sign_stands_before_the_amount_in_both_groupings() -> None:
    assert [signed(amount) for amount in (120_000, -120_000, 0)] == ["+ Rs 1,20,000", "− Rs 1,20,000", "Rs 0"]
    use_grouping("thousand")
    try:
        assert signed(-1_200_000) == "− Rs 1,200,000"
    finally:
        use_grouping("lakh")


@pytest.mark.parametrize("other_year", [2021, 2023, 2027])
def test_each_bar_begins_where_the_one_before_it_ended(other_year: int) -> None:
    bars = told(EVERY_YEAR["2026"], other_year).bars
    first, *changes, last = bars
    at = first.end
    for bar in changes:
        assert bar.begin == at
        assert bar.kind == ("more" if bar.end > bar.begin else "less")
        at = bar.end
    assert last.end == at
    assert (first.begin, last.begin) == (0, 0)
    chart: dict[str, Any] = json.loads(json.dumps(waterfall(bars, _COLOUR_OF)))
    values = chart["data"]["values"]
    assert [max(value["low"], value["high"]) for value in values] == [max(bar.begin, bar.end) for bar in bars]
    assert all(value["said"].startswith(bar.shown) for value, bar in zip(values, bars, strict=True))


@pytest.mark.parametrize("tokens", [look.LIGHT, look.DARK], ids=["light", "dark"])
def test_the_bars_can_be_seen(tokens: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "colours", lambda: tokens)
    chart = waterfall(told(LOCAL, 2024).bars, _COLOUR_OF)
    bars = next(layer for layer in chart["layer"] if layer["mark"]["type"] == "bar")
    for colour in bars["encoding"]["color"]["scale"]["range"]:
        assert contrast(colour, tokens["paper"]) >= CARRIES_MEANING


def test_the_page_tells_the_year_before_first_and_any_other_when_chosen() -> None:
    at = page(LOCAL)
    assert "tax years 2025 and 2026 ask for the same tax" in words(at)
    assert "No change of law between these years moves this tax." in words(at)
    assert "Tax year 2026. Changed: Table for income that is mostly salary: Finance Act 2025." in words(at)
    at.selectbox(key="changed.year.2026").set_value(2022).run()
    assert not at.exception
    text = words(at)
    assert "tax year 2026 asks Rs 1,00,000 more than tax year 2022" in text
    assert "Finance Act 2022" in text and "+ Rs 10,000" in text and "+ Rs 35,000" in text
    assert (
        "added up by rule Rule Change in tax Table for income that is not mostly salary + Rs 1,00,000" in text
    )
    assert "Tax year 2024 Rs 2,35,000" in text
    at.radio(key="changed.reading").set_value("policy").run()
    # Rs 20,00,000 of February 2026 are less than $12,000, which the policy exempts in every year.
    assert "tax years 2022 and 2026 ask for the same tax" in words(at)


def test_the_page_says_where_facts_have_no_figure_in_the_other_year() -> None:
    at = page(CREATOR)
    at.selectbox(key="changed.year.2026").set_value(2027).run()
    text = words(at)
    assert "These facts have no figure in tax year 2027." in text
    assert "ask a professional which regime to file under" in text


def test_the_page_says_where_a_29_february_went() -> None:
    assert "1 receipt of 29 February stands on the day next to it, since tax year 2023" in words(page(LEAP))


def test_the_page_works_in_every_year_of_ones_own() -> None:
    for saved in EVERY_YEAR.values():
        assert "How the difference is split" in words(page(saved))
