"""Wrong turns are rows of the engine's own run: each is the year with one thing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from compliance import Assessment, assess
from compliance.duties.case import Case
from compliance.facts.normal_tax import by_slab
from compliance.money import PAISA_LIMIT
from compliance.rulebook import SlabTable
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from compliance.workshop.wrong_figures import other_answers, wrong_rates, wrong_tables
from compliance.workshop.wrong_turn_amounts import changed_amounts, fits
from compliance.workshop.wrong_turn_exercise import exercise
from compliance.workshop.wrong_turn_types import GROSS, LINES
from compliance.workshop.wrong_turns import one_row_off
from compliance.workshop.wrong_turns_search import ROUNDING, Search, compare, search
from compliance.workshop.wrong_turns_text import told_comparison, turn_text
from tests.random_workbooks import seeded_workbook
from tests.sample_year import AS_OF, CERTIFIED, EVERY_YEAR, assessed, receipt, rules, year

SEEDS = range(48)
YEARS = range(2021, 2028)


def random_year(seed: int) -> Assessment:
    entry, as_of = seeded_workbook(seed)
    workbook = read_workbook(json.dumps(entry))
    assert isinstance(workbook, Workbook), workbook
    return assess(workbook, rules(), as_of)


def figures(found: Search) -> dict[str, dict[str, int]]:
    return {one.turns[0].name: dict(one.figures) for one in found.singles}


def lines_of(assessment: Assessment) -> dict[str, int]:
    return {name: getattr(assessment.ordinance, name) for name in LINES}


def of_person(**answers: object) -> Callable[[Workbook], Workbook]:
    def change(workbook: Workbook) -> Workbook:
        return workbook.model_copy(update={"person": workbook.person.model_copy(update=answers)})

    return change


def without_costs(workbook: Workbook) -> Workbook:
    return workbook.model_copy(update={"other": workbook.other.model_copy(update={"expenses": 0})})


def of_one_month(month: str) -> Callable[[Workbook], Workbook]:
    def change(workbook: Workbook) -> Workbook:
        twelve = [
            one.model_copy(update={"id": f"{one.id}-{copy}"})
            for one in workbook.receipts
            if f"{one.date:%Y-%m}" == month
            for copy in range(12)
        ]
        return workbook.model_copy(update={"receipts": tuple(twelve)})

    return change


def as_told_to_the_program(name: str, workbook: Workbook) -> Workbook | None:
    """The workbook that says what a turn does, for turns that a workbook can say; None for the others."""
    person = workbook.person
    ways = {
        "before_expenses": without_costs,
        "exports_at_slabs": of_person(opts_for_normal_tax=True),
        "final_though_opted": of_person(opts_for_normal_tax=False),
        "certificate_ignored": of_person(pseb=()),
        "doubled_on_list": of_person(active_taxpayer=False),
        "not_doubled": of_person(active_taxpayer=True),
        "person.active_taxpayer_True": of_person(active_taxpayer=True),
        "person.active_taxpayer_False": of_person(active_taxpayer=False),
    }
    for answer in ("required_not_filed", "filed", "not_required"):
        ways[f"person.sales_tax_returns_{answer}"] = of_person(sales_tax_returns=answer)
    if name.startswith("month_"):
        return of_one_month(name.removeprefix("month_"))(workbook)
    assert person is workbook.person
    return ways[name](workbook) if name in ways else None


@pytest.mark.parametrize("seed", SEEDS)
def test_turns_are_the_year_with_one_thing_changed(seed: int) -> None:
    one = random_year(seed)
    found = search(one, rules())
    assert found.ours == lines_of(one)
    given = figures(found)
    for name, got in given.items():
        changed = as_told_to_the_program(name, one.workbook)
        if changed is not None:
            assert got == lines_of(assess(changed, rules(), one.as_of)), name
    for point in one.unsettled:
        name = f"reading_{point.id}"
        assert (name in given) == (
            point.effect_rupees is not None and point.id not in ("off_list_2026", "surcharge_limb")
        )
        if name in given:
            assert given[name]["tax"] - one.ordinance.tax == point.effect_rupees
        if point.id == "off_list_2026":
            assert given["doubled"]["tax"] - one.ordinance.tax == point.effect_rupees
        if point.id == "surcharge_limb":
            assert given["other_surcharge_rate"]["tax"] - one.ordinance.tax == point.effect_rupees
    exempt = one.policy.exempt_12000
    assert given["exempt_12000"]["tax"] == (one.policy.tax if exempt else one.ordinance.tax)
    if not exempt and one.tax_year <= 2025:
        assert given["zero_rate"]["tax"] == one.policy.tax


@pytest.mark.parametrize("seed", SEEDS)
def test_every_turn_is_found_again_by_its_own_figures(seed: int) -> None:
    """All lines of a turn's row lead back to it, and each of two turns together does its part."""
    one = random_year(seed)
    found = search(one, rules())
    for single in found.singles:
        back = compare(found, single.figures)
        names = {match.turns[0].name for match in back.exact}
        assert (single.turns[0].name in names) == (single.figures != found.ours)
    alone = {single.turns[0].name: single.figures for single in found.singles}
    for pair in Random(seed).sample(found.pairs, 20):
        back = compare(found, pair.figures)
        if back.agreement == "no" and not back.exact:
            useful = all(alone[turn.name] != pair.figures for turn in pair.turns)
            assert (pair in back.pairs) == useful
        for match in back.pairs:
            assert all(alone[turn.name] != match.figures for turn in match.turns)


@pytest.mark.parametrize("saved", [*EVERY_YEAR.values()], ids=EVERY_YEAR)
def test_every_turn_has_its_sentences(saved: str) -> None:
    one = assessed(saved)
    case = Case(one, rules())
    found = search(one, rules())
    for single in found.singles:
        told = turn_text(single.turns[0], case)
        assert told.did and told.so and told.verdict
        assert "{" not in told.did + told.so, single.turns[0].name
    text = told_comparison(compare(found, {"tax": 7}), case)
    assert len({tried.did for tried in text.tried}) == len(text.tried), "two turns with one sentence"


# --- wrong tables -----------------------------------------------------------------


@pytest.mark.parametrize("tax_year", YEARS)
@pytest.mark.parametrize("name", ["slabs_salaried", "slabs_non_salaried"])
def test_a_table_one_row_off_takes_the_formula_of_the_band_above(name: str, tax_year: int) -> None:
    table = rules().for_tax_year(name, tax_year).table
    rows = table.rows
    incomes = sorted({1, 123_456, *(row.above + more for row in rows for more in (0, 1, 54_321))})
    got = by_slab(np.array(incomes) * 100, one_row_off(table))
    for income, tax in zip(incomes, got.tolist(), strict=True):
        band = max((place for place, row in enumerate(rows) if income > row.above), default=0)
        above = rows[min(band + 1, len(rows) - 1)]
        exact = above.fixed + Fraction(above.percent) * (income - above.above) / 100
        assert abs(exact - tax) <= Fraction(1, 2), income


def test_wrong_figures_are_none_of_the_law() -> None:
    for tax_year in YEARS:
        for wrong in wrong_tables(tax_year):
            assert wrong.table != rules().for_tax_year(wrong.instead_of, tax_year).table, wrong.name
        for rate in wrong_rates(tax_year):
            assert rate.ppm != rules().for_tax_year(rate.instead_of, tax_year).number, rate.name
    for answer in other_answers():
        assert answer.rule in rules().parameters and answer.met


def bands(table: SlabTable) -> list[tuple[int, int, Decimal]]:
    return [(row.above, row.fixed, row.percent) for row in table.rows]


def test_wrong_tables_are_those_that_were_met() -> None:
    """Thresholds 1.2/2.4/3.6/6.0 with the Act's percentages; the Bill's fixed amounts follow from its rates.

    7% of 12,00,000 is 84,000; 12.5% of 12,00,000 more 2,34,000; 17.5% of 24,00,000 more 6,54,000; 22.5% of
    60,00,000 more 20,04,000.
    """
    met = {wrong.name: bands(wrong.table) for year in YEARS for wrong in wrong_tables(year)}
    act = rules().for_tax_year("slabs_non_salaried", 2026).table
    assert [percent for _above, _fixed, percent in met["other_thresholds"]] == [
        row.percent for row in act.rows
    ]
    assert [above for above, _fixed, _percent in met["other_thresholds"]][2:] == [
        1_200_000,
        2_400_000,
        3_600_000,
        6_000_000,
    ]
    assert [fixed for _above, fixed, _percent in met["bill_of_2022"]][3:] == [
        84_000,
        234_000,
        654_000,
        2_004_000,
    ]
    assert met["other_fixed_amounts"][-2:] == [
        (2_200_000, 126_000, Decimal(23)),
        (3_200_000, 356_000, Decimal(28)),
    ]


# --- amounts ----------------------------------------------------------------------


def test_amounts_before_fees_and_of_one_month() -> None:
    """$1,000 of $1,250 is raised by a quarter: 2,80,000.01 becomes 3,50,000.0125, halves upwards."""
    one = assessed(
        year(
            2026,
            receipt("2025-08-10", "1000.00", rupees="280000.01", gross="1250.00", tax_deducted="700.00"),
            receipt("2025-09-10", "500.00", rupees="140000.00"),
        )
    )
    before = changed_amounts(one, GROSS)
    assert before == {"rupees": [35_000_001, 14_000_000], "usd": [125_000, 50_000], "deducted": [70_000, 0]}
    month = changed_amounts(one, "2025-09")
    assert month == {"rupees": [0, 168_000_000], "usd": [0, 600_000], "deducted": [0, 0]}


def test_a_month_too_large_for_the_engine_is_not_tried() -> None:
    """Rs 90,00,00,000 twelve times is above the Rs 10,00,00,00,000 of the engine; Rs 80,00,00,000 is not."""
    one = assessed(
        year(
            2026,
            receipt("2025-08-10", "900000000.00", "PKR", kind="local"),
            receipt("2025-09-10", "800000000.00", "PKR", kind="local"),
        )
    )
    assert PAISA_LIMIT == 10_000_000_000_00
    assert (fits(one, "2025-08"), fits(one, "2025-09")) == (False, True)
    names = {single.turns[0].name for single in search(one, rules()).singles}
    assert "month_2025-08" not in names and "month_2025-09" in names


# --- exercises --------------------------------------------------------------------


def test_an_exercise_can_be_answered_from_its_figure_alone() -> None:
    found = search(assessed(EVERY_YEAR["2026"]), rules())
    given = figures(found)
    answers = set()
    for seed in range(40):
        one = exercise(found, Random(seed))
        assert one is not None and one == exercise(found, Random(seed)), "the same seed, the same exercise"
        chosen = [turn.name for turn in one.choices]
        assert len(set(chosen)) == 4
        assert all(turn.verdict == "wrong" for turn in one.choices)
        assert given[chosen[one.answer]]["tax"] == one.figure != one.correct == found.ours["tax"]
        others = [row["tax"] for name, row in given.items() if name != chosen[one.answer]]
        assert all(abs(tax - one.figure) > ROUNDING for tax in [*others, one.correct])
        answers.add((one.answer, chosen[one.answer]))
    assert {place for place, _name in answers} == {0, 1, 2, 3}
    assert len(answers) > 10


def test_a_year_with_nothing_to_tell_apart_has_no_exercise() -> None:
    """Rs 100 of certified exports: 0.25% is nothing in whole rupees, and no turn is four rupees off."""
    one = assessed(year(2026, receipt("2025-08-10", "0.40", rupees="100.00"), pseb=CERTIFIED["pseb"]))
    assert one.ordinance.tax == 0
    assert exercise(search(one, rules()), Random(1), 4) is None


def test_a_year_without_anything_in_it_has_nothing_to_find() -> None:
    found = search(assessed(year(2026)), rules())
    assert found.ours == dict.fromkeys(LINES, 0)
    back = compare(found, {"tax": 100})
    assert not back.recognised and back.tried == ()
    assert AS_OF.year == 2026
