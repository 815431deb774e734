"""The range of unsettled law: every figure on its line has a name, and opens to how it comes about."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance import summarise
from compliance.facts import TAX
from compliance.summary_range import levels
from compliance.summary_types import OtherReading, Summary
from compliance.text import rupees
from tests.sample_year import EVERY_YEAR, REMITTED, WALLET, assessed, rules, summed_up

RANGES = {"remitted": REMITTED, "wallet": WALLET} | EVERY_YEAR
TOGETHER = 800
"""Labels closer than this share of the line would lie on each other on a telephone."""


def readings(summary: Summary) -> dict[str, OtherReading]:
    """The other readings on the line, by their point of law."""
    return {one.id: one for mark in summary.headline.marks for one in mark.readings}


@pytest.mark.parametrize("saved", RANGES.values(), ids=RANGES)
def test_every_figure_of_the_range_has_a_mark_with_a_letter_and_a_name(saved: str) -> None:
    one = assessed(saved)
    head = summarise(one, rules()).headline
    effects = [point.effect_rupees for point in one.unsettled if point.effect_rupees]
    reached = sorted({one.ordinance.tax, *(one.ordinance.tax + effect for effect in effects)})
    assert [mark.amount for mark in head.marks] == (reached if head.is_range else [])
    assert len({mark.letter for mark in head.marks}) == len(head.marks)
    assert [mark.amount for mark in head.marks if mark.taken] == [one.ordinance.tax] * head.is_range
    for mark in head.marks:
        assert all(mark.names)
        assert mark.shown == rupees(mark.amount)
        assert f"{mark.letter} is {mark.shown}: {'; '.join(mark.names)}." in head.chart_text


@pytest.mark.parametrize("saved", RANGES.values(), ids=RANGES)
def test_the_lines_of_a_reading_add_up_to_what_it_changes(saved: str) -> None:
    one = assessed(saved)
    found = readings(summarise(one, rules()))
    assert set(found) == {point.id for point in one.unsettled if point.effect_rupees}
    for point in one.unsettled:
        if point.effect_rupees:
            shown = found[point.id]
            *parts, total = [line for line in shown.lines if line.name != "taxable_income"]
            assert shown.tax_text == total.then == rupees(one.ordinance.tax + point.effect_rupees)
            assert total.total
            assert sum(_signed(line.change) for line in parts) == point.effect_rupees
            assert shown.steps[-1].name == "tax"
            assert shown.steps[-1].value == total.then
            assert shown.steps[-1].tier == "unsettled"


def _signed(change: str) -> int:
    """A change in words as a number: "Rs 5,000 less" is -5000."""
    number = int("".join(letter for letter in change if letter.isdigit()))
    return -number if change.endswith("less") else number


def test_the_highest_figure_opens_to_the_slabs_that_make_it() -> None:
    """At the slabs Rs 1,70,000 + 30% of Rs 12,88,869.20 is Rs 5,56,661, and no final tax is left."""
    found = readings(summed_up(REMITTED))["remittance_channel"]
    assert [(line.name, line.here, line.then) for line in found.lines] == [
        ("taxable_income", "Rs 0", "Rs 28,88,869"),
        ("other_final_tax", "Rs 28,889", "Rs 0"),
        ("normal_tax", "Rs 0", "Rs 5,56,661"),
        ("tax", "Rs 28,889", "Rs 5,56,661"),
    ]
    slabs = next(step for step in found.steps if step.name == "normal_tax")
    assert "Rs 1,70,000 plus 30% of the part above Rs 16,00,000 makes Rs 5,56,661" in slabs.sentence
    assert slabs.tier == "unsettled"
    assert slabs.rules
    assert all(rule.sources for rule in slabs.rules)


def test_a_reading_shows_the_rules_that_it_takes_and_not_those_of_the_default() -> None:
    found = readings(summed_up(EVERY_YEAR["2026"]))
    card = next(step for step in found["off_list_2026"].steps if step.name == "certified_rate")
    assert [(rule.name, rule.value) for rule in card.rules] == [("export_rate_certified_rate_card", "0.5%")]
    assert card.rules[0].sources
    limb = next(step for step in found["surcharge_limb"].steps if step.name == "surcharge_rate")
    assert [(rule.name, rule.value) for rule in limb.rules] == [("surcharge_rate_other", "10%")]
    assert "10%" in limb.sentence


def test_the_sources_of_every_reading_are_listed() -> None:
    summary = summed_up(EVERY_YEAR["2026"])
    listed = {source.id for source in summary.sources}
    for reading in readings(summary).values():
        assert {
            source.id for step in reading.steps for rule in step.rules for source in rule.sources
        } <= listed


def test_what_a_reading_does_not_move_stays_as_it_is() -> None:
    one = assessed(EVERY_YEAR["2026"])
    moved = one.other_readings["surcharge_limb"]
    found = {name for name, step in moved.items() if step != one.steps["ordinance"][name]}
    assert found == {"surcharge_rate", "surcharge", "tax", "slab_tax_owed", "net_owed", "balance"}


def test_readings_come_from_the_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    run = type(TAX).run

    def counted(*given: object) -> object:
        runs.append(given)
        return run(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(type(TAX), "run", counted)
    summarise(assessed(EVERY_YEAR["2026"]), rules())
    tax_runs = [given for given in runs if given[0] is TAX]
    assert len(tax_runs) == 1


def test_readings_that_come_to_the_same_share_a_mark_and_are_both_named() -> None:
    one = assessed(EVERY_YEAR["2026"])
    first, second = [point for point in one.unsettled if (point.effect_rupees or 0) > 0][:2]
    alike = replace(second, effect_rupees=first.effect_rupees)
    points = tuple(alike if point is second else point for point in one.unsettled)
    head = summarise(replace(one, unsettled=points), rules()).headline
    (mark,) = (mark for mark in head.marks if mark.amount == one.ordinance.tax + (first.effect_rupees or 0))
    assert len(mark.readings) == len(mark.names) == 2
    assert "; ".join(mark.names) in head.chart_text


@given(st.lists(st.integers(0, 10_000), unique=True, max_size=9).map(sorted))
def test_labels_never_lie_on_each_other(places: list[int]) -> None:
    found = levels(places)
    for level in set(found):
        row = [place for place, at in zip(places, found, strict=True) if at == level]
        assert all(later - earlier >= TOGETHER for earlier, later in pairwise(row))
    assert all(not level or level - 1 in found for level in found), "no higher than needed"


def test_without_a_range_there_is_no_mark() -> None:
    head = summed_up(EVERY_YEAR["2021"]).headline
    assert head.is_range == bool(head.marks) == bool(head.chart_text)
