"""What changed between two tax years: parts worked out by hand, and parts of random years that add up."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from compliance import assess, load_rulebook
from compliance.engine import FIRST_YEAR, LAST_YEAR, GraphFault
from compliance.facts import TAX
from compliance.fx import Converted, convert
from compliance.rulebook import NotCovered
from compliance.workbook import Workbook
from compliance.workbook_problems import problems_of
from compliance.workbook_reading import read_workbook, write_workbook
from compliance.workshop import year_changes_graph
from compliance.workshop.year_changes import compare_years, other_years
from compliance.workshop.year_changes_moved import moved, moved_day
from compliance.workshop.year_changes_rules import RULE_OF_FORMULA, RULE_OF_PARAMETER, RULES
from compliance.workshop.year_changes_types import READINGS, Reading, YearComparison
from oracle_figures import ordinance, policy
from oracle_input import read_case
from random_workbooks import seeded_workbook, workbooks
from tests.rules_copy import copy_of_rules
from tests.sample_year import AS_OF, EVERY_YEAR, assessed, receipt, rules, year

YEARS = range(2021, 2028)


def compared(saved: str, other_year: int) -> YearComparison:
    return compare_years(assessed(saved), rules(), other_year)


def parts(comparison: YearComparison, reading: Reading = "ordinance") -> list[tuple[int, str, int]]:
    """The parts that are not zero: first tax year, rule, rupees."""
    return [
        (one.tax_year, one.rules[0], one.parts[reading].effect) for one in comparison.with_effect(reading)
    ]


def bounds(comparison: YearComparison, rule: str, tax_year: int) -> tuple[int, int]:
    """The smallest and the largest part over all orders."""
    found = next(one for one in comparison.changes if rule in one.rules and one.tax_year == tax_year).parts[
        "ordinance"
    ]
    return found.least, found.most


def of_local_client(tax_year: int, rupees: str = "2000000.00") -> str:
    """All from a client in Pakistan, so all at the slabs, by the table that is not for salary."""
    return year(tax_year, receipt(f"{tax_year}-02-10", rupees, "PKR", kind="local", service="other"))


def of_client_abroad(tax_year: int, rupees: str = "2000000.00", **given: Any) -> str:
    """One export through a bank, of work that is not IT unless told otherwise."""
    given = {"service": "other", **given}
    person = {
        name: given.pop(name) for name in ("pseb", "active_taxpayer", "sales_tax_returns") if name in given
    }
    return year(tax_year, receipt(f"{tax_year}-02-10", "15000.00", rupees=rupees, **given), **person)


def test_each_act_that_changed_a_table_has_its_part() -> None:
    """Rs 20,00,000 at the slabs (`slabs.csv`, non-salaried).

    2022: 70,000 + 15% of 8,00,000 = 1,90,000.  2023: 60,000 + 17.5% of 8,00,000 = 2,00,000.
    2024: 75,000 + 20% of 8,00,000 = 2,35,000.  2025: 1,70,000 + 30% of 4,00,000 = 2,90,000, and so in 2026.
    """
    found = compared(of_local_client(2026), 2022)
    table = "slabs_non_salaried"
    assert parts(found) == [(2023, table, 10_000), (2024, table, 35_000), (2025, table, 55_000)]
    assert [one.acts for one in found.with_effect("ordinance")] == [
        ("Finance Act 2022",),
        ("Finance Act 2023",),
        ("Finance Act 2024",),
    ]
    assert found.tax["ordinance"] == {
        2022: 190_000,
        2023: 200_000,
        2024: 235_000,
        2025: 290_000,
        2026: 290_000,
    }
    assert found.by_rule("ordinance") == {table: 100_000}
    # "reported" stands beside every table in slabs.csv.
    assert {one.parts["ordinance"].tier for one in found.with_effect("ordinance")} == {"reported"}


def test_the_end_of_the_credit_and_the_lower_rate_are_two_parts() -> None:
    """Rs 40,00,000 of certified IT exports. 2022: nil by the credit. 2023: 0.25% = 10,000.

    The credit ends first: 1% = 40,000. Then 1% becomes 0.25%: -30,000. The other way round the rate changes
    nothing while the credit stands, and the credit's end costs 10,000.
    """
    saved = of_client_abroad(2022, "4000000.00", service="it", pseb=[{"from": "2021-07-01"}])
    found = compared(saved, 2023)
    assert parts(found) == [(2023, "it_relief", 40_000), (2023, "certified_rate", -30_000)]
    assert bounds(found, "it_relief", 2023) == (10_000, 40_000)
    assert bounds(found, "certified_rate", 2023) == (-30_000, 0)
    ended, changed = found.with_effect("ordinance")
    assert (ended.happened, ended.acts) == ("ended", ("s.65F(1)(c) omitted by Finance Act 2022",))
    assert (changed.happened, changed.acts) == ("changed", ("Finance Act 2022",))


def test_section_154a_came_with_all_its_rates_as_one_change() -> None:
    """Rs 20,00,000 of other exports. 2021 at the slabs: 70,000 + 15% of 8,00,000 = 1,90,000. 2022: 1%."""
    found = compared(of_client_abroad(2021), 2022)
    assert parts(found) == [(2022, "section_154a", 20_000 - 190_000)]
    came = found.with_effect("ordinance")[0]
    assert came.happened == "came"
    assert {"certified_rate", "other_rate", "off_list_rate"} < set(came.rules)
    # The tables of Finance Act 2019 held in both years, so nothing else changed but the relief's form.
    assert [one.rules[0] for one in found.changes] == ["it_relief", "section_154a"]
    # Which exports stay at the slabs since then is `inferred` (`income-tax.md`, part 1).
    assert came.parts["ordinance"].tier == "inferred"


def test_the_double_rate_off_the_list_ended_in_2023() -> None:
    """Rs 20,00,000: 2% = 40,000 in 2022 off the list, 1% = 20,000 in 2023 on it or off it."""
    found = compared(of_client_abroad(2022, active_taxpayer=False), 2023)
    assert parts(found) == [(2023, "off_list_rate", -20_000)]
    assert found.with_effect("ordinance")[0].happened == "ended"
    assert parts(compared(of_client_abroad(2022), 2023)) == []


def test_table_and_surcharge_of_a_salary() -> None:
    """A salary of Rs 1,20,00,000 (`slabs.csv`, salaried; s.4AB above Rs 1,00,00,000).

    2024: 10,95,000 + 35% of 60,00,000 = 31,95,000.
    2025: 7,00,000 + 35% of 79,00,000 = 34,65,000, and 10% = 3,46,500: 38,11,500.
    2026: 6,16,000 + 35% of 79,00,000 = 33,81,000, and 9% = 3,04,290: 36,85,290.
    2027: 14,24,000 + 35% of 50,00,000 = 31,74,000, and 0%.
    2026's table first: -84,000 and 10% of it, -92,400; then 1% of 33,81,000, -33,810.
    2027's table first: -2,07,000 and 9% of it, -2,25,630; then 9% of 31,74,000, -2,85,660.
    """
    found = compared(year(2024, other={"salary": "12000000"}), 2027)
    assert parts(found) == [
        (2025, "slabs_salaried", 270_000),
        (2025, "surcharge", 346_500),
        (2026, "slabs_salaried", -92_400),
        (2026, "surcharge_rate_salaried", -33_810),
        (2027, "slabs_salaried", -225_630),
        (2027, "surcharge_rate_salaried", -285_660),
    ]
    assert found.tax["ordinance"] == {2024: 3_195_000, 2025: 3_811_500, 2026: 3_685_290, 2027: 3_174_000}
    # 10% of 31,95,000 had the surcharge come first, and the new table then with 10% on top of 2,70,000.
    assert bounds(found, "surcharge", 2025) == (319_500, 346_500)
    assert bounds(found, "slabs_salaried", 2025) == (270_000, 297_000)


def test_certified_exporters_were_spared_the_condition() -> None:
    """Sales-tax returns not filed, Rs 20,00,000 of certified IT work.

    2023 at the slabs: 60,000 + 17.5% of 8,00,000 = 2,00,000. 2024: 0.25% = 5,000. Had the table changed
    first, it would have cost 35,000 (2,35,000 in 2024's table), and being spared would have saved that too.
    """
    saved = of_client_abroad(
        2023, service="it", pseb=[{"from": "2022-07-01"}], sales_tax_returns="required_not_filed"
    )
    found = compared(saved, 2024)
    assert parts(found) == [(2024, "sales_tax_condition", -195_000)]
    assert bounds(found, "sales_tax_condition", 2024) == (-230_000, -195_000)
    assert bounds(found, "slabs_non_salaried", 2024) == (0, 35_000)


def test_the_policys_zero_rate_ends_in_the_policy_reading_alone() -> None:
    """$15,000, Rs 42,00,000 certified: 0.25% = 10,500 by the Ordinance; by the policy from 2026 only."""
    saved = of_client_abroad(2025, "4200000.00", service="it", pseb=[{"from": "2024-07-01"}])
    found = compared(saved, 2026)
    assert parts(found) == []
    assert parts(found, "policy") == [(2026, "policy_zero_rate", 10_500)]
    assert found.with_effect("policy")[0].parts["policy"].tier == "announced"
    assert found.tax == {"ordinance": {2025: 10_500, 2026: 10_500}, "policy": {2025: 0, 2026: 10_500}}
    assert "policy_zero_rate" not in {one.rules[0] for one in found.without_effect("ordinance")}


def test_changes_without_effect_are_listed_all_the_same() -> None:
    """Between 2025 and 2026 the salaried table, its surcharge and the rate card changed (`income-tax.md`)."""
    found = compared(of_local_client(2025), 2026)
    assert [one.rules[0] for one in found.without_effect("ordinance")] == [
        "rate_card",
        "slabs_salaried",
        "surcharge_rate_salaried",
    ]


@pytest.mark.parametrize("tax_year", YEARS)
def test_the_same_year_gives_nothing(tax_year: int) -> None:
    found = compared(EVERY_YEAR[str(tax_year)], tax_year)
    assert found.changes == ()
    assert found.tax["ordinance"] == {tax_year: found.own.ordinance.tax}
    assert found.difference("policy") == 0


@pytest.mark.parametrize("other_year", [2021, 2023, 2026])
def test_it_is_told_from_the_earlier_year_to_the_later_whichever_is_ones_own(other_year: int) -> None:
    forth = compared(of_local_client(2024), other_year)
    back = compared(of_local_client(other_year), 2024)
    assert parts(forth) == parts(back)
    assert (forth.earlier, forth.later) == (back.earlier, back.later)
    # Dollars are those of one's own year, so the policy's $12,000 may fall the other way.
    assert forth.tax["ordinance"] == back.tax["ordinance"]


def test_29_february_stays_in_its_year_and_keeps_its_certificate() -> None:
    leap = date(2024, 2, 29)
    assert moved_day(leap, 1) == date(2025, 2, 28)
    assert moved_day(leap, -1, onward=True) == date(2023, 3, 1)
    assert moved_day(leap, 4) == date(2028, 2, 29)
    for period, certified in (
        ({"from": "2024-02-29"}, ("2024-02-29", "2024-03-01")),
        ({"from": "2023-07-01", "until": "2024-02-29"}, ("2024-02-28", "2024-02-29")),
        ({"from": "2024-02-29", "until": "2024-02-29"}, ("2024-02-29",)),
    ):
        days = ["2024-02-28", "2024-02-29", "2024-03-01"]
        if len(certified) == 1:
            # A certificate of this one day needs a day of its own in a year without it.
            days = ["2024-02-27", "2024-02-29", "2024-03-01"]
        saved = year(2024, *(receipt(day, "15000.00", rupees="4000000.00") for day in days), pseb=[period])
        # 0.25% is 10,000 and 1% is 40,000.
        tax = sum(10_000 if day in certified else 40_000 for day in days)
        found = compared(saved, 2025)
        assert (found.own.ordinance.tax, found.other.ordinance.tax) == (tax, tax)
        assert found.tax["ordinance"] == {2024: tax, 2025: tax}


def test_rupees_and_dollars_stay_whatever_the_rates_of_the_other_year() -> None:
    """EUR 9,000 of October 2020 are as many rupees and dollars in every year."""
    saved = year(2021, receipt("2020-10-10", "9000.00", "EUR"))
    own = assessed(saved)
    for other_year in other_years(rules(), 2021):
        other = compare_years(own, rules(), other_year).other
        assert (other.receipt_rupees, other.receipt_usd) == (own.receipt_rupees, own.receipt_usd)


def test_facts_outside_the_other_year_are_refused_with_what_to_do() -> None:
    """Revenue of social media is outside the program from 1 July 2026 (s.154B)."""
    saved = of_client_abroad(2026, kind="social_media")
    with pytest.raises(NotCovered, match="YouTube"):
        compared(saved, 2027)
    assert compared(saved, 2025).tax["ordinance"] == {2025: 20_000, 2026: 20_000}


def test_a_year_that_the_rules_do_not_hold_is_refused() -> None:
    assert other_years(rules(), 2024) == (2021, 2022, 2023, 2025, 2026, 2027)
    for other_year in (2020, 2028):
        with pytest.raises(NotCovered, match="2021 to 2027"):
            compared(of_local_client(2024), other_year)


def test_law_that_nobody_found_out_stops_the_way_even_between(tmp_path: Path) -> None:
    copied = copy_of_rules(tmp_path)
    copied.in_block("normal_tax.toml", "surcharge_rate_other", "2026", "value = 10", 'value = "unknown"')
    broken = load_rulebook(copied.folder)
    saved = read_workbook(of_local_client(2025))
    assert isinstance(saved, Workbook)
    own = assess(saved, broken, AS_OF)
    assert compare_years(own, broken, 2024).difference("ordinance") == 290_000 - 235_000
    with pytest.raises(NotCovered, match="surcharge_rate_other"):
        compare_years(own, broken, 2027)


def test_a_rule_that_changes_within_a_year_follows_the_day_of_the_receipt(tmp_path: Path) -> None:
    """The policy's zero rate made to end on 31 March 2025: of Rs 40,00,000 twice, 1% of the later one."""
    copied = copy_of_rules(tmp_path)
    copied.replace("published_policy.toml", "until = 2025-06-30", "until = 2025-03-31")
    copied.replace("published_policy.toml", "from = 2025-07-01", "from = 2025-04-01")
    changed = load_rulebook(copied.folder)
    receipts = (receipt(day, "15000.00", rupees="4000000.00") for day in ("2024-02-10", "2024-05-10"))
    saved = read_workbook(year(2024, *receipts))
    assert isinstance(saved, Workbook)
    found = compare_years(assess(saved, changed, AS_OF), changed, 2026)
    assert found.tax["policy"] == {2024: 0, 2025: 40_000, 2026: 80_000}
    assert parts(found, "policy") == [(2025, "policy_zero_rate", 40_000), (2026, "policy_zero_rate", 40_000)]


def written(workbook: Workbook) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_workbook(workbook))
    return found


def check(saved: dict[str, Any], as_of: date) -> None:
    """All pairs with the workbook's year: both ends, every year between and the sum, beside the oracle."""
    workbook = read_workbook(json.dumps(saved))
    assert isinstance(workbook, Workbook)
    own = assess(workbook, rules(), as_of)
    converted = convert(workbook, rules())
    assert isinstance(converted, Converted)
    expected: dict[int, tuple[int, int]] = {}
    for other_year in YEARS:
        there = moved(workbook, converted, other_year)
        assert problems_of(there, rules()) == ()
        case = read_case(written(there))
        expected[other_year] = (ordinance(case).tax, policy(case).tax)
    for other_year in other_years(rules(), own.tax_year):
        try:
            found = compare_years(own, rules(), other_year)
        except NotCovered:
            assert other_year == 2027 and any(one.kind == "social_media" for one in workbook.receipts)
            continue
        for place, reading in enumerate(READINGS):
            assert found.tax[reading] == {
                one: expected[one][place] for one in range(found.earlier, found.later + 1)
            }
            effects = [one.parts[reading] for one in found.changes]
            assert sum(one.effect for one in effects) == found.difference(reading)
            assert all(one.least <= one.effect <= one.most for one in effects)
            assert sum(found.by_rule(reading).values()) == found.difference(reading)


@pytest.mark.parametrize("block", range(4))
def test_parts_of_seeded_years_add_up_to_what_the_oracle_says(block: int) -> None:
    for seed in range(block * 15, (block + 1) * 15):
        check(*seeded_workbook(seed))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(workbooks())
def test_parts_of_any_year_add_up_to_what_the_oracle_says(drawn: tuple[dict[str, Any], date]) -> None:
    check(*drawn)


def test_every_formula_and_figure_that_can_change_has_one_rule() -> None:
    taken = {name for tax_year in YEARS for name in TAX.parameters(tax_year)}
    assert set(RULE_OF_PARAMETER) == taken
    dated = {
        name
        for name, variants in TAX.variants.items()
        if any((one.since, one.until) != (FIRST_YEAR, LAST_YEAR) for one in variants)
    }
    assert set(RULE_OF_FORMULA) == dated
    assert sum(len(rule.parameters) for rule in RULES) == len(taken)
    assert sum(len(rule.formulas) for rule in RULES) == len(dated)
    lines = {line for rule in RULES for line in rule.lines}
    assert lines <= set(assessed(of_local_client(2026)).steps["ordinance"])


def test_a_figure_without_a_rule_stops_the_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(RULE_OF_PARAMETER, "slabs_salaried")
    with pytest.raises(GraphFault, match="slabs_salaried"):
        year_changes_graph._graph()
