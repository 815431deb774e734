"""The Rules page: every rule of a year with its dates, trust and source, what changed, what is left out."""

from __future__ import annotations

from html import escape, unescape

import pytest
from streamlit.testing.v1 import AppTest

from compliance.rulebook import load_rulebook
from compliance.rulebook_check import changes_from_year_before, rules_in_force
from compliance.screens.rules_entries import matching, slab_table
from compliance.text import number, percent, tier_word
from tests.screens_app import app, draft, shown

RULES = load_rulebook()
YEARS = range(RULES.coverage.first_tax_year, RULES.coverage.last_tax_year + 1)


def text(at: AppTest) -> str:
    """What the page says, on one line."""
    return " ".join(unescape(shown(at)).split())


def of_year(year: int) -> AppTest:
    """The page of one year."""
    at = app("rules")
    at.selectbox(key="rules.year").set_value(year).run()
    assert not at.exception, at.exception
    return at


@pytest.mark.parametrize("year", YEARS)
def test_every_rule_of_the_year_stands_there_with_its_source_and_trust(year: int) -> None:
    said = text(of_year(year))
    for rule in rules_in_force(RULES, year):
        assert rule.title in said
        assert rule.shown in said
        assert tier_word(rule.tier) in said
        assert rule.act in said
        assert " ".join(rule.note.split()) in said
        for source in rule.sources:
            assert source.title in said
            assert source.publisher in said
            assert source.address == "not recorded" or source.address in said


@pytest.mark.parametrize("year", YEARS)
def test_what_differs_from_the_year_before_is_listed(year: int) -> None:
    said = text(of_year(year))
    changes = changes_from_year_before(RULES, year)
    if year == YEARS[0]:
        assert "is the first that the rules hold" in said
    else:
        assert f"differ from tax year {year - 1}" in said
        assert said.count('<th scope="row">') == len(changes)


def test_a_changed_table_names_only_the_bands_that_changed() -> None:
    said = text(of_year(2026))
    changed = said[said.index('class="plain changes"') : said.index("Tax on money from clients abroad")]
    assert "above Rs 6,00,000: 1%" in changed
    assert "above Rs 6,00,000: 5%" in changed
    assert "Rs 41,00,000" not in changed


@pytest.mark.parametrize("name", ["slabs_non_salaried", "slabs_salaried"])
def test_a_table_of_slabs_has_every_foot_fixed_part_and_rate(name: str) -> None:
    table = RULES.for_tax_year(name, 2026).table
    made = slab_table(table)
    for row, ppm in zip(table.rows, table.rate, strict=True):
        assert made.count(number(row.above)) >= 1
        assert number(row.fixed) in made
        assert f">{percent(int(ppm))}<" in made


def test_the_year_that_is_worked_on_is_the_one_shown() -> None:
    assert app("rules", draft(tax_year="2024")).selectbox(key="rules.year").value == 2024
    assert app("rules").selectbox(key="rules.year").value == 2026


def test_searching_and_topics_narrow_the_rules_down() -> None:
    at = app("rules")
    at.text_input(key="rules.words").set_value("Surcharge salaried").run()
    said = text(at)
    assert "Surcharge on the tax at the slabs, where the salaried slabs apply" in said
    assert "Return and wealth statement due" not in said
    at.text_input(key="rules.words").set_value("").run()
    at.selectbox(key="rules.topic").set_value("calendar").run()
    said = text(at)
    assert "Return and wealth statement due" in said
    assert "Surcharge on the tax" not in said


def test_words_that_no_rule_holds_are_said_back_and_never_read_as_html() -> None:
    at = app("rules")
    at.text_input(key="rules.words").set_value("<img src=x onerror=alert(1)>").run()
    assert "No rule of this year holds" in text(at)
    assert "<img" not in shown(at)
    assert escape("<img src=x") in shown(at)


def test_a_search_looks_into_notes_and_sources() -> None:
    found = {rule.name for rule in matching(rules_in_force(RULES, 2026), "khyber journal")}
    assert "policy_exempt_usd" in found
    assert "slabs_salaried" not in found


def test_all_notes_open_at_once() -> None:
    at = app("rules")
    assert '<details class="rule" open>' not in shown(at)
    at.toggle(key="rules.opened").set_value(True).run()
    assert '<details class="rule" open>' in shown(at)


def test_coverage_says_what_is_left_out_and_what_to_do_instead() -> None:
    said = text(app("rules"))
    assert " ".join(RULES.coverage.verified.split()) in said
    for left in RULES.coverage.left_out:
        assert left.title in said
        assert " ".join(left.why.split()) in said
        assert " ".join(left.next_step.split()) in said
    for topic in RULES.coverage.topics:
        assert " ".join(topic.verified.split()) in said
