"""The people of the workshop: each one's lesson holds under the rules. All sums are done by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

import pytest

from compliance import Workbook, assess, load_rulebook
from compliance.assessment_types import Assessment
from compliance.rate_checks import odd_receipt_rates
from compliance.workbook import Problem
from compliance.workshop.own_people import own_person, people_of, read_people, write_people
from compliance.workshop.people import Person, people

RULES = load_rulebook()
AS_OF = date(2026, 11, 24)
PEOPLE = people()
FIGURES = {name: assess(person.workbook, RULES, AS_OF) for name, person in PEOPLE.items()}


@dataclass(frozen=True)
class Told:
    """Tax by the Ordinance and by the policy, what is left to pay, the range; in whole rupees."""

    ordinance: int
    policy: int
    balance: int = 0
    low: int | None = None
    high: int | None = None


EXPECTED = {
    # 12 x 980 x 280 = 32,92,800; 1% of it. 11,760 dollars are below 12,000.
    "below": Told(32_928, 0),
    # 12,040 x 280 = 33,71,200; 1% of it, in both readings.
    "cliff": Told(33_712, 33_712),
    # 12 x 2,500 x 280 = 84,00,000; 0.25% of it.
    "certified": Told(21_000, 21_000),
    # Six months of 1,500 x 280 = 4,20,000 each: 25,20,000 at 1% and as much at 0.25%: 25,200 + 6,300.
    "mid_year": Told(31_500, 31_500),
    # Six months of 5,60,000 = 33,60,000 at 0.25% (8,400) and at 1% (33,600); 2 x 8,400 were taken.
    "expired": Told(42_000, 42_000, balance=25_200),
    # 12 x 900 x 280 = 30,24,000: 1%, or 1,70,000 + 30% of 14,24,000 (4,27,200) at the slabs. 10,800 dollars.
    "remittance_from": Told(30_240, 0, balance=30_240, low=30_240, high=597_200),
    # 12 x 300 x 280 = 10,08,000: 15% of 4,08,000 at the slabs, or 1%. 3,600 dollars.
    "wallet": Told(61_200, 0, balance=61_200, low=10_080, high=61_200),
    # 1% of 33,60,000, and 15% of (12 x 60,000 - 6,00,000). With Karachi's rupees beyond 12,000 dollars.
    "mixed": Told(33_600 + 18_000, 51_600, balance=18_000),
    # 1% of 16,80,000; salary of 18,00,000: 6,000 + 11% of 6,00,000. The paper frees the exports only.
    "job": Told(16_800 + 72_000, 72_000),
    # 0.25% of 36,000 x 280 = 1,00,80,000.
    "retention": Told(25_200, 25_200),
    # 1% of 13,200 x 280 = 36,96,000; a quarter of it was not taken.
    "purpose_code": Told(36_960, 36_960, balance=9_240),
    # 1% of 3,000 x 280 = 8,40,000.
    "opts_out": Told(8_400, 0),
    # 1% of 18,000 x 280 = 50,40,000; in the first year the paper's zero.
    "before_june": Told(50_400, 0),
    "after_june": Told(50_400, 50_400),
    # 1% of 8,400 x 280 = 23,52,000, none of the tax taken is his.
    "relative": Told(23_520, 0, balance=23_520),
    # 1% of 12,000 x 280 = 33,60,000, and 15% of (2,500 x 280 - 6,00,000), or 1% of 7,00,000.
    "kept_abroad": Told(33_600 + 15_000, 48_600, balance=15_000, low=40_600, high=48_600),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_the_figures_are_those_worked_out_by_hand(name: str) -> None:
    told, found = EXPECTED[name], FIGURES[name]
    assert (found.ordinance.tax, found.policy.tax, found.ordinance.balance) == (
        told.ordinance,
        told.policy,
        told.balance,
    )
    low, high = (told.low or told.ordinance), (told.high or told.ordinance)
    assert (found.ordinance.range.low, found.ordinance.range.high) == (low, high)


def test_there_are_at_least_twelve_and_each_has_all_its_texts() -> None:
    assert len(PEOPLE) >= 12 and PEOPLE.keys() == EXPECTED.keys()
    for person in PEOPLE.values():
        assert person.title and person.story and person.teaches
        assert person.workbook.person.cnic == person.workbook.person.ntn == ""
    assert len({person.title for person in PEOPLE.values()}) == len(PEOPLE)


def test_their_rates_are_of_their_time() -> None:
    for person in PEOPLE.values():
        assert not odd_receipt_rates(person.workbook.receipts, RULES.rates), person.name


def test_nothing_but_the_lesson_disturbs() -> None:
    """Unknown answers would add open points that the room did not come for."""
    wanted = {
        "remittance_from": {"remittance_channel", "platform_fees"},
        "wallet": {"non_bank_exports", "platform_fees"},
        "kept_abroad": {"non_bank_exports", "platform_fees"},
    }
    for name, found in FIGURES.items():
        assert {point.id for point in found.unsettled} == wanted.get(name, set())
        assert found.unknown_answers == ()


def _with_receipts(person: Person, change: dict[str, object], at: int = -1) -> Assessment:
    receipts = list(person.workbook.receipts)
    receipts[at] = receipts[at].model_copy(update=change)
    return assess(person.workbook.model_copy(update={"receipts": tuple(receipts)}), RULES, AS_OF)


def test_the_cliff_person_stands_on_the_cliff() -> None:
    ayesha = PEOPLE["cliff"]
    last = ayesha.workbook.receipts[-1]
    assert (last.amount, last.rupees) == (104_000, 29_120_000)
    without = _with_receipts(ayesha, {"amount": 100_000, "rupees": 28_000_000, "tax_deducted": 280_000})
    assert (without.policy.tax, without.ordinance.tax) == (0, 33_600)
    assert FIGURES["cliff"].policy.tax == 33_712


def test_the_certificate_counts_by_the_day_of_the_receipt() -> None:
    assert FIGURES["mid_year"].receipt_class == ("rest",) * 6 + ("certified",) * 6
    assert FIGURES["expired"].receipt_class == ("certified",) * 6 + ("rest",) * 6
    assert set(FIGURES["certified"].receipt_class) == {"certified"}


def test_opting_out_pays_the_one_whose_lesson_it_is() -> None:
    # 8,40,000 - 3,00,000 = 5,40,000 is below the first slab; what the bank took comes back.
    other = FIGURES["opts_out"].other_option
    assert (other.tax, other.refundable) == (0, 8_400)


def test_one_month_is_over_the_limit_of_retention() -> None:
    # At most half of 12,000, or 5,000: 6,000. He kept 7,000 in July, 6,000 in November, 4,000 in March.
    over = {month.month: month.over_usd for month in FIGURES["retention"].retention}
    assert over == {"2025-07": 100_000, "2025-11": 0, "2026-03": 0}


def test_wrong_codes_and_another_account_are_warned_of() -> None:
    assert [one.code for one in FIGURES["purpose_code"].warnings] == ["family_purpose_code"] * 3
    assert {one.code for one in FIGURES["relative"].warnings} == {"deduction_on_other_account"}


def test_the_years_before_and_after_are_the_same_facts() -> None:
    before, after = PEOPLE["before_june"].workbook, PEOPLE["after_june"].workbook
    assert (before.tax_year, after.tax_year) == (2025, 2026)
    moved = [
        one.model_copy(update={"date": one.date.replace(year=one.date.year + 1)}) for one in before.receipts
    ]
    assert moved == list(after.receipts) and before.person == after.person and before.other == after.other
    assert FIGURES["before_june"].policy.zero_rated_rupees == 504_000_000


def test_own_people_come_back_as_they_were_without_what_identifies_them() -> None:
    known = PEOPLE["job"]
    person = known.workbook.person.model_copy(update={"cnic": "35202-1234567-9", "ntn": "1234567-8"})
    made = own_person("Aunt  Zubaida", "A story.", "A lesson.", known.work, _of(known.workbook, person))
    text = write_people([made])
    assert "35202" not in text and "1234567-8" not in text
    [back] = read_people(text.encode())
    assert back == made
    assert isinstance(back, Person) and back.workbook.receipts == known.workbook.receipts


def _of(workbook: Workbook, person: object) -> Workbook:
    return workbook.model_copy(update={"person": person})


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (b"", ""),
        (b"[]", ""),
        (b'{"format": "freelancer-workbook"}', ""),
        (b"[" * 100_000, ""),
        (b'{"format": "freelancer-people", "version": 2, "people": []}', "version"),
        (b'{"format": "freelancer-people", "version": 1, "people": 5}', "people"),
        (b'{"format": "freelancer-people", "version": 1, "people": [5]}', "people[0]"),
    ],
)
def test_a_file_that_holds_no_people_is_refused_with_its_place(raw: bytes, path: str) -> None:
    [found] = read_people(raw)
    assert isinstance(found, Problem) and found.remedy
    assert found.path.endswith(path)


def test_a_faulty_workbook_among_people_is_named_by_its_place() -> None:
    document = json.loads(write_people([own_person("A", "", "", "it", PEOPLE["job"].workbook)]))
    document["people"][0]["workbook"]["receipts"][2]["amount"] = "-5"
    document["people"][0]["story"] = "x" * 1_001
    paths = {one.path for one in people_of(document["people"]) if isinstance(one, Problem)}
    assert paths == {"people[0].story", "people[0].workbook.receipts[2].amount"}
    twice = [own_person("A", "", "", "it", PEOPLE["job"].workbook)] * 2
    [found] = read_people(write_people(twice).encode())
    assert isinstance(found, Problem) and found.code == "name_twice"
    assert replace(twice[0], title="B") != twice[0]
