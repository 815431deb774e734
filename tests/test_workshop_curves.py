"""Curves of tax against income: hand arithmetic on each side of every cliff, and own points exact."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

from compliance import Workbook, assess
from compliance.assessment_types import Assessment
from compliance.workshop.comparisons import MOST_CHOICES, Free, choices_of, free_choices, years_before
from compliance.workshop.curve_words import as_csv, cliff_sentence, lines_of, short_rupees, table_of
from compliance.workshop.curves import NEXT_RUPEES, POINTS, Cliff, Curve, Curves, curves
from compliance.workshop.earners import Choice, Dollars, earner, own_income, proportion
from tests.sample_year import (
    AS_OF,
    CREDITED,
    DESIGNER,
    DEVELOPER,
    EVERY_YEAR,
    EXEMPT_2021,
    LATE_CERTIFICATE,
    REMITTED,
    WALLET,
    ZERO_RATED,
    assessed,
    receipt,
    rules,
    year,
)

CASES = Path(__file__).parent / "cases"
CRORE = 10_000_000
TOP = 5 * CRORE * 100
OWN_YEARS = {
    "developer": DEVELOPER,
    "wallet": WALLET,
    "designer": DESIGNER,
    "remitted": REMITTED,
    "zero-rated": ZERO_RATED,
    "credited": CREDITED,
    "exempt": EXEMPT_2021,
    "late certificate": LATE_CERTIFICATE,
    "salary alone": year(2026, other={"salary": "2400000"}),
    **EVERY_YEAR,
}


def one(choice: Choice, own: Assessment | None = None, *incomes: int, top: int = TOP) -> tuple[Curves, Curve]:
    """The curves of one choice, with points at some incomes (whole rupees)."""
    found = curves([choice], own, rules(), top=top, also=[income * 100 for income in incomes])
    assert found.refused == ()
    return found, found.curves[0]


def tax_at(choice: Choice, *incomes: int) -> list[int]:
    """The tax at some incomes in whole rupees."""
    found, curve = one(choice, None, *incomes)
    return [int(curve.tax[found.place(income * 100)]) for income in incomes]


def slab_rows() -> list[dict[str, str]]:
    """The table of slabs as the notes on the law have it."""
    with (CASES / "slabs.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("tax_year", range(2021, 2028))
@pytest.mark.parametrize(("table", "money"), [("salaried", "salary"), ("non-salaried", "local")])
def test_every_band_begins_and_ends_as_the_notes_say(tax_year: int, table: str, money: str) -> None:
    """At its upper end a band asks its fixed amount and its rate of the whole band; above Rs 1,00,00,000 the
    surcharge comes on top, so those bands are left to the test of the surcharge."""
    rows = [row for row in slab_rows() if (int(row["tax_year"]), row["table"]) == (tax_year, table)]
    rows = [row for row in rows if row["up_to_rupees"] and int(row["up_to_rupees"]) <= CRORE]
    assert len(rows) >= 5
    expected, incomes = [], []
    for row in rows:
        low, high = int(row["above_rupees"]), int(row["up_to_rupees"])
        for income in (low + 1000, (low + high) // 2, high):
            share = Decimal(income - low) * Decimal(row["rate_percent"]) / 100
            expected.append(int((int(row["fixed_rupees"]) + share).quantize(Decimal(1), ROUND_HALF_UP)))
            incomes.append(income)
    choice = Choice("salary" if money == "salary" else "local", tax_year)
    assert tax_at(choice, *incomes) == expected


def test_published_examples_lie_on_the_curves() -> None:
    """Yearly pairs that others published (cases/worked-examples.csv)."""
    with (CASES / "worked-examples.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["period"] == "annual"]
    assert len(rows) == 37
    for row in rows:
        income = int(row["taxable_income_rupees"])
        choice = Choice("salary" if row["table"] == "salaried" else "local", int(row["tax_year"]))
        found, curve = one(choice, None, income, top=max(TOP, income * 100))
        assert int(curve.tax[found.place(income * 100)]) == int(row["published_tax_rupees"]), row


@pytest.mark.parametrize(
    ("choice", "before", "after"),
    [
        # 16,10,000 + 45% of 44,00,000 is 35,90,000; the surcharge of 10% on it 3,59,000.
        (Choice("local", 2026), 3_590_000, 3_949_000),
        (Choice("other", 2026, slabs=True), 3_590_000, 3_949_000),
        # 6,16,000 + 35% of 59,00,000 is 26,81,000; 9% on it 2,41,290.
        (Choice("salary", 2026), 2_681_000, 2_922_290),
        # 7,00,000 + 35% of 59,00,000 is 27,65,000; 10% on it 2,76,500.
        (Choice("salary", 2025), 2_765_000, 3_041_500),
        (Choice("local", 2027), 3_590_000, 3_949_000),
    ],
)
def test_the_surcharge_is_a_cliff_at_one_paisa(choice: Choice, before: int, after: int) -> None:
    found, curve = one(choice)
    assert curve.cliffs == (Cliff(CRORE * 100, ("surcharge_due",), before, after),)
    place = found.place(CRORE * 100)
    assert found.income[place + 1] == CRORE * 100 + 1
    assert curve.tax[place : place + 2].tolist() == [before, after]


@pytest.mark.parametrize("choice", [Choice("salary", 2027), Choice("local", 2024), Choice("it", 2026)])
def test_without_a_surcharge_there_is_no_cliff(choice: Choice) -> None:
    """None for a salary in 2027, none before 2025, none on final tax, which is not at the slabs."""
    assert one(choice)[1].cliffs == ()


@pytest.mark.parametrize(
    ("pseb", "after"),
    # 1% of Rs 33,72,001.41 is 33,720.01, and 0.25% of it 8,430.00.
    [(False, 33_720), (True, 8_430)],
)
def test_the_dollar_cliff_is_where_the_dollars_turn(pseb: bool, after: int) -> None:
    """12,000 dollars at Rs 281 are Rs 33,72,000. Dollars round half up to cents, so Rs 33,72,001.40 are
    12,000.00 (12,000.004982), and Rs 33,72,001.41 are 12,000.01 (12,000.005018)."""
    own = assessed(year(2026, receipt("2025-08-10", "10000.00", rupees="2810000.00")))
    _found, curve = one(Choice("own", 2026, policy=True, pseb=pseb), own)
    assert curve.cliffs == (Cliff(337_200_140, ("exempt_12000",), 0, after),)
    _found, ordinance = one(Choice("own", 2026, pseb=pseb), own)
    assert ordinance.cliffs == ()


def test_the_same_cliff_for_money_of_one_kind_at_a_rate() -> None:
    """Dollars of clients in Pakistan count, too: at the average of the year's own receipts."""
    own = assessed(DESIGNER)
    assert own.receipts.usd
    # The cliff lies at 12,000.005 dollars of the year's own rate; the tax after it is that of clients here.
    found, curve = one(Choice("local", 2026, policy=True), own)
    exempt, surcharge = curve.cliffs
    edge = Decimal("1200000.5") * own.receipts.rupees / own.receipts.usd
    assert exempt.before == int(edge) if edge % 1 else int(edge) - 1
    # Between 32,00,000 and 56,00,000: 6,50,000 + 40%.
    income = Decimal(exempt.before + 1) / 100
    asked = Decimal(650_000) + (income - 3_200_000) * Decimal("0.4")
    assert (exempt.tax_before, exempt.tax_after) == (0, int(asked.quantize(Decimal(1), ROUND_HALF_UP)))
    assert surcharge.conditions == ("surcharge_due",)
    assert found.income[-1] == TOP


def test_a_job_besides_changes_its_table_at_three_quarters() -> None:
    """A salary of Rs 15,00,000 is exactly 75% of Rs 20,00,000: the non-salaried table.

    There: 1,70,000 + 30% of 4,00,000 is 2,90,000. One paisa less is salaried: 6,000 + 11% of 8,00,000 is
    94,000. With clients in Pakistan alone besides, in tax year 2026."""
    own = assessed(
        year(2026, receipt("2025-08-10", "300000", "PKR", kind="local"), other={"salary": "1500000"})
    )
    _found, curve = one(Choice("own", 2026), own, top=3 * CRORE * 10)
    assert curve.cliffs == (Cliff(2_000_000_00 - 1, ("salaried",), 94_000, 290_000),)


@pytest.mark.parametrize("name", OWN_YEARS)
def test_the_own_point_is_the_assessment(name: str) -> None:
    own = assessed(OWN_YEARS[name])
    income = own_income(own)
    as_told = [Choice("own", own.tax_year, policy) for policy in (False, True)]
    other = Choice("own", own.tax_year, slabs=not own.workbook.person.opts_for_normal_tax)
    found = curves([*as_told, other], own, rules(), top=2 * income, also=[income])
    place = found.place(income)
    assert [int(curve.tax[place]) for curve in found.curves] == [
        own.ordinance.tax,
        own.policy.tax,
        own.other_option.tax,
    ]


@pytest.mark.parametrize("name", ["2022", "2024", "2026", "designer", "late certificate"])
def test_many_persons_are_one_person(name: str) -> None:
    """A point of a curve is the assessment of a year with those amounts, one person at a time."""
    own = assessed(OWN_YEARS[name])
    whole, salary = own.receipts.rupees, own.workbook.other.salary
    incomes = [salary + whole * part // 4 for part in (1, 2, 3, 5, 8)]
    choices = [Choice("own", own.tax_year, policy) for policy in (False, True)]
    found = curves(choices, own, rules(), top=incomes[-1], also=incomes)
    for income in incomes:
        scaled = assess(scaled_year(own, income - salary), rules(), AS_OF)
        place = found.place(income)
        at = [int(curve.tax[place]) for curve in found.curves]
        assert at == [scaled.ordinance.tax, scaled.policy.tax], income


def scaled_year(own: Assessment, grown: int) -> Workbook:
    """The year with every receipt in proportion, shares of running sums rounded half up."""
    whole, taken = own.receipts.rupees, {"rupees": 0, "usd": 0, "tax": 0}
    gone = dict(taken)

    def part(name: str, amount: int) -> int:
        taken[name] += amount
        total = int((Decimal(taken[name]) * grown / whole).quantize(Decimal(1), ROUND_HALF_UP))
        found, gone[name] = total - gone[name], total
        return found

    receipts = [
        told.model_copy(
            update={
                "currency": "USD",
                "rupees": part("rupees", paisa),
                "amount": part("usd", cents),
                "tax_deducted": part("tax", told.tax_deducted),
                "retained": 0,
                "gross": None,
            }
        )
        for told, paisa, cents in zip(own.workbook.receipts, own.receipt_rupees, own.receipt_usd, strict=True)
    ]
    return own.workbook.model_copy(update={"receipts": tuple(receipts)})


def test_a_share_that_stands_on_its_limit_stays_there() -> None:
    """Four fifths through a bank, exactly: exempt in tax year 2021, at every size of the same year."""
    own = assessed(
        year(
            2021,
            receipt("2021-02-10", "8000.00", rupees="800000.00"),
            receipt("2021-03-10", "2000.00", rupees="200000.00", channel="wallet"),
        )
    )
    assert own.ordinance.tax == 0
    # Four fifths of Rs 6,00,000.03 are Rs 4,80,000.024, and Rs 4,80,000.02 would be less than that.
    found = curves([Choice("own", 2021)], own, rules(), top=TOP, also=[60_000_003, 60_000_004])
    assert found.place(60_000_003) > 0
    assert found.curves[0].tax.max() == 0


@pytest.mark.parametrize("name", ["2026", "designer", "developer"])
def test_every_curve_has_its_points_and_no_slope_across_a_cliff(name: str) -> None:
    own = assessed(OWN_YEARS[name])
    choices = (
        *choices_of("readings", "own", own.tax_year),
        *choices_of("sources", "own", own.tax_year),
    )
    found = curves(choices, own, rules(), top=TOP)
    steps = np.diff(found.income)
    assert (steps > 0).all()
    for curve in found.curves:
        assert curve.holds.sum() >= POINTS
        befores = {cliff.before for cliff in curve.cliffs}
        rise, here = np.diff(curve.tax), curve.holds[:-1] & curve.holds[1:]
        # No rate with its surcharge asks for more than half: whatever rises faster is a cliff of one paisa.
        fast = here & (np.abs(rise) * 200 > steps + 400)
        assert {int(income) for income in found.income[:-1][fast]} <= befores
        assert (steps[fast] == 1).all()
        assert {int(found.income[np.flatnonzero(found.income == before)[0]]) for before in befores} == befores


def test_the_tax_on_the_next_rupees_is_their_rate() -> None:
    """1% of Rs 10,000 is Rs 100; in the band above Rs 56,00,000 45% is Rs 4,500; at the edge half of each:
    Rs 5,000 at 40% and Rs 5,000 at 45% are Rs 4,250."""
    assert NEXT_RUPEES == 10_000
    found, curve = one(Choice("it", 2026), None, 3_000_000)
    assert curve.at(found.place(300_000_000)) == (30_000, 100)
    found, curve = one(Choice("local", 2026), None, 6_000_000, 5_595_000)
    assert curve.at(found.place(600_000_000)) == (1_790_000, 4_500)
    assert curve.at(found.place(559_500_000)) == (1_608_000, 4_250)


def test_below_a_salary_that_stays_there_is_no_income() -> None:
    own = assessed(DESIGNER)
    found, curve = one(Choice("own", 2026), own, 1_439_999, 1_440_000)
    assert curve.at(found.place(143_999_900)) is None
    # 6,000 + 11% of 2,40,000: a salary alone.
    assert curve.at(found.place(144_000_000)) is not None
    assert int(curve.tax[found.place(144_000_000)]) == 32_400


def test_what_the_law_of_a_year_does_not_cover_has_no_line() -> None:
    own = assessed(year(2026, receipt("2025-08-10", "9000.00", rupees="2500000.00", kind="social_media")))
    found = curves([Choice("own", 2026), Choice("own", 2027), Choice("it", 2030)], own, rules(), top=TOP)
    assert [curve.choice.tax_year for curve in found.curves] == [2026]
    assert [choice.tax_year for choice, _reason in found.refused] == [2027, 2030]
    assert all(reason.remedy for _choice, reason in found.refused)
    nothing = curves([Choice("it", 2030)], None, rules(), top=TOP)
    assert nothing.curves == ()
    assert len(nothing.refused) == 1


def test_the_same_year_in_another_year_keeps_its_days() -> None:
    """Zero by the policy until 30 June 2025, by the day of each receipt; the leap day has no fellow."""
    own = assessed(year(2024, receipt("2024-02-29", "15000.00", rupees="4200000.00")))
    choices = [Choice("own", tax_year, policy=True) for tax_year in (2024, 2025, 2026)]
    found = curves(choices, own, rules(), top=TOP, also=[420_000_000])
    # 1% of Rs 42,00,000.
    assert [int(curve.tax[found.place(420_000_000)]) for curve in found.curves] == [0, 0, 42_000]


def test_a_proportion_is_exact_where_products_are_beyond_64_bits() -> None:
    amounts = np.array([0, 1, 999_999_999_999, 10**12, 123_456_789_012], dtype=np.int64)
    for part, whole in [
        (10**12, 10**12),
        (999_999_999_989, 10**12),
        (1, 3),
        (7, 10**12),
        (10**12 - 1, 7 * 10**11),
    ]:
        expected = [(2 * amount * part + whole) // (2 * whole) for amount in amounts.tolist()]
        if max(expected) <= 2 * 10**12:
            assert proportion(amounts, part, whole).tolist() == expected


def test_what_columns_cannot_hold_is_left_out() -> None:
    """A rupee for ten thousand dollars: beyond what is exact there is no point, and none that is wrong."""
    one_rupee = Dollars(1, 10_000)
    assert earner(Choice("it", 2026), None, rules(), one_rupee).highest == 10**8
    own = assessed(year(2026, receipt("2025-08-10", "10000.00", rupees="1.00")))
    found, curve = one(Choice("own", 2026, policy=True), own)
    assert int(found.income[curve.holds][-1]) == 10**8
    assert (curve.tax >= 0).all()


def test_lines_of_the_same_figures_are_one_line() -> None:
    own = assessed(DEVELOPER)
    years = choices_of("years", "own", 2026, years=[2025, 2023, 2026])
    lines = lines_of(curves(years, own, rules(), top=TOP))
    assert [(line.letter, line.name) for line in lines] == [("A", "2023, 2025 and 2026")]
    lines = lines_of(curves(choices_of("pseb", "own", 2026, policy_too=True), own, rules(), top=TOP))
    assert [line.name for line in lines] == [
        "Ordinance, no PSEB certificate",
        "Published policy, no PSEB certificate",
        "Ordinance, PSEB certificate all year",
        "Published policy, PSEB certificate all year",
    ]
    assert [line.is_policy for line in lines] == [False, True, False, True]


def test_a_free_choice_is_every_combination_once() -> None:
    free = Free(["salary", "it"], [2026], pseb=[True, False], slabs=[False], policy=[False, True])
    found = free_choices(free)
    assert len(found) == len(set(found)) == 2 + 4
    assert all(choice.pseb is None for choice in found if choice.money == "salary")
    assert free_choices(Free([], [2026])) == ()
    assert len(choices_of("sources", "own", 2026, policy_too=True)) <= MOST_CHOICES
    assert years_before(2022, rules()) == [2021, 2022]


def test_a_cliff_in_words_and_figures() -> None:
    own = assessed(year(2026, receipt("2025-08-10", "10000.00", rupees="2810000.00")))
    found = curves(choices_of("readings", "own", 2026), own, rules(), top=TOP)
    policy = lines_of(found)[1]
    said = cliff_sentence(policy, policy.curve.cliffs[0], rules(), alone=True)
    assert said == "At Rs 33,72,001.40 one paisa more costs Rs 33,720 at once: more than $12,000 came in."
    header, rows = table_of(found, lines_of(found), [(337_200_140, "before"), (337_200_141, "after")])
    assert header == ["Yearly income", "Where", "A: Ordinance", "B: Published policy"]
    # 1% of Rs 33,72,001.40 is 33,720.01.
    assert rows == [
        ["Rs 33,72,001.40", "before", "Rs 33,720", "Rs 0"],
        ["Rs 33,72,001.41", "after", "Rs 33,720", "Rs 33,720"],
    ]


def test_the_file_has_every_point_and_nothing_that_a_spreadsheet_would_run() -> None:
    own = assessed(DESIGNER)
    found = curves(choices_of("readings", "own", 2026), own, rules(), top=TOP)
    header, *rows = csv.reader(StringIO(as_csv(found, lines_of(found))))
    assert len(header) == 5
    assert len(rows) == len(found.income)
    assert rows[0] == ["0.00", "", "", "", ""]
    assert rows[-1][0] == f"{TOP // 100}.00"
    assert int(rows[-1][1]) == int(found.curves[0].tax[-1])
    assert not [cell for row in (header, *rows) for cell in row if cell[:1] in tuple("=+-@\t")]


@pytest.mark.parametrize(
    ("whole", "shown"),
    [
        (0, "0"),
        (60_000, "60,000"),
        (250_000, "2.5 lakh"),
        (CRORE * 3 // 2, "1.5 crore"),
        (123_456, "1,23,456"),
    ],
)
def test_figures_of_an_axis_are_short_and_exact(whole: int, shown: str) -> None:
    assert short_rupees(whole) == shown
