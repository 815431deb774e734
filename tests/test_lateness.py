"""What lateness costs, worked out by hand from the law notes (duties and penalties, parts 4 and 5)."""

from __future__ import annotations

import json
from datetime import date

import pytest

from compliance.duties.lateness import Ends, lateness, months_after
from compliance.summary_lateness import costs
from tests.duty_cases import case_of, with_answers
from tests.sample_year import DEVELOPER, WALLET, year

SALARIED = year(2026, other={"salary": "1200000"})
"""Tax Rs 6,000, as a public page has it; all of the income is salary."""
SALARIED_2022 = year(2022, other={"salary": "1500000"})
"""Tax Rs 60,000, as a public page has it."""
SALARIED_2023 = year(2023, other={"salary": "3600000"})
"""Tax Rs 405,000, as a public page has it; nothing was deducted."""
LOCAL_CLIENT = year(
    2026,
    {
        "date": "2025-09-01",
        "amount": "1148445.77",
        "currency": "PKR",
        "kind": "local",
        "service": "other",
    },
)
"""The amount of WALLET from a client in Pakistan: Rs 82,267 at the slabs, and no other reading."""


@pytest.mark.parametrize(
    ("saved", "as_of", "low", "high"),
    [
        # All tax is final: 40 days. Nil where "tax payable" is tax on taxable income; else the limit of 200%
        # is Rs 21,000, half of it is off, and the least amount of Rs 50,000 may stand all the same.
        (DEVELOPER, date(2026, 11, 24), 0, 50_000),
        # Rs 82,267 at the slabs, 10 days: Rs 10,000; at least Rs 50,000, of which 75% may be off.
        (LOCAL_CLIENT, date(2026, 10, 25), 12_500, 50_000),
        # 31 days: the first month (to 15 November) is just over, so 50% is off.
        (LOCAL_CLIENT, date(2026, 11, 15), 12_500, 50_000),
        (LOCAL_CLIENT, date(2026, 11, 16), 25_000, 50_000),
        # 92 days (to 15 January): Rs 92,000 less 25% is Rs 69,000. A day later nothing is off Rs 93,000.
        (LOCAL_CLIENT, date(2027, 1, 15), 69_000, 69_000),
        (LOCAL_CLIENT, date(2027, 1, 16), 93_000, 93_000),
        # 168 days: Rs 168,000, but at most 200% of Rs 82,267.
        (LOCAL_CLIENT, date(2027, 4, 1), 164_534, 164_534),
        # All salary: at least Rs 10,000. 20 days are Rs 20,000, at most Rs 12,000, of which 75% is off.
        (SALARIED, date(2026, 11, 4), 3_000, 10_000),
        # Tax year 2022: 0.1% a day of Rs 60,000 for 10 days is Rs 600; at least Rs 5,000 on salary.
        (SALARIED_2022, date(2022, 11, 10), 5_000, 5_000),
        # 731 days would be Rs 43,860; at most 50%.
        (SALARIED_2022, date(2024, 10, 31), 30_000, 30_000),
    ],
)
def test_both_ends_of_the_penalty(saved: str, as_of: date, low: int, high: int) -> None:
    penalty = lateness(case_of(saved, as_of)).penalty
    assert penalty is not None
    assert penalty.now == Ends(low, high)
    assert penalty.tier == "unsettled"
    assert penalty.may_be_nil == (low == 0)


@pytest.mark.parametrize(
    ("salary", "least"),
    [("4999999.99", 5_000), ("5000000", 40_000)],
)
def test_the_lower_least_amount_of_2022_needs_a_salary_below_five_million(salary: str, least: int) -> None:
    penalty = lateness(case_of(year(2022, other={"salary": salary}), date(2022, 11, 1))).penalty
    assert penalty is not None
    assert penalty.least == Ends(least, least)


def local(rupees: str) -> dict[str, str]:
    return {
        "date": "2022-02-10",
        "amount": rupees,
        "currency": "PKR",
        "kind": "local",
        "service": "other",
    }


@pytest.mark.parametrize(("income", "least"), [("800000.00", 5_000), ("800001.00", 40_000)])
def test_the_lower_least_amount_of_2022_for_little_income(income: str, least: int) -> None:
    penalty = lateness(case_of(year(2022, local(income)), date(2022, 11, 1))).penalty
    assert penalty is not None
    assert penalty.least == Ends(least, least)


@pytest.mark.parametrize(("salary", "least"), [("900000", 10_000), ("899999", 50_000)])
def test_three_quarters_of_salary_count_from_exactly_three_quarters(salary: str, least: int) -> None:
    receipt = local("300000.00") | {"date": "2026-02-10"}
    penalty = lateness(case_of(year(2026, receipt, other={"salary": salary}), date(2026, 11, 1))).penalty
    assert penalty is not None
    assert penalty.least == Ends(least, least)


def test_salary_beside_final_income_has_both_least_amounts() -> None:
    """Salary Rs 9,00,000 of Rs 9,00,000 without the final-taxed Rs 42,00,000, and 18% with it.

    40 days: Rs 40,000 by days, at most 200% of Rs 3,000 of tax on the salary (1% of Rs 3,00,000): Rs 6,000,
    of which half is off.
    """
    document = json.loads(DEVELOPER)
    document["other"] = {"salary": "900000"}
    case = case_of(json.dumps(document), date(2026, 11, 24))
    penalty = lateness(case).penalty
    assert penalty is not None
    assert penalty.least == Ends(10_000, 50_000)
    assert penalty.now == Ends(3_000, 50_000)
    assert "nobody has settled" in " ".join(costs(case)[-1].sentences)


def test_the_lower_end_for_money_outside_banks_is_nil_since_it_may_be_final_income() -> None:
    """At the slabs Rs 82,267 are payable; as final income none on taxable income, so the limit is nil too."""
    case = case_of(WALLET, date(2027, 4, 1))
    penalty = lateness(case).penalty
    assert penalty is not None
    assert (penalty.tax_low, penalty.tax_high, penalty.now) == (0, 82_267, Ends(0, 164_534))
    said = " ".join(costs(case)[-1].sentences)
    assert "rests on the other reading of a point that is not settled" in said
    assert "you owe no tax on any other" not in said


def test_the_year_before_can_raise_the_penalty_from_2026_on() -> None:
    """200% of Rs 100,000: 168 days are Rs 168,000, now below the limit under both readings."""
    raised = with_answers(DEVELOPER, person={"tax_payable_before": "100000"})
    penalty = lateness(case_of(raised, date(2027, 4, 1))).penalty
    assert penalty is not None
    assert (penalty.tax_low, penalty.tax_high, penalty.now) == (100_000, 100_000, Ends(168_000, 168_000))
    earlier = with_answers(year(2025, other={"salary": "1800000"}), person={"tax_payable_before": "9000000"})
    penalty = lateness(case_of(earlier, date(2025, 11, 1))).penalty
    assert penalty is not None
    assert penalty.tax_high == 120_000


def test_the_next_cheaper_day_is_named_until_the_last_reduction() -> None:
    for as_of, until, reduction in (
        (date(2026, 10, 16), date(2026, 11, 15), 750_000),
        (date(2026, 11, 15), date(2026, 11, 15), 750_000),
        (date(2026, 11, 16), date(2026, 12, 15), 500_000),
        (date(2026, 12, 16), date(2027, 1, 15), 250_000),
    ):
        penalty = lateness(case_of(LOCAL_CLIENT, as_of)).penalty
        assert penalty is not None and penalty.next_cheaper is not None
        assert (penalty.next_cheaper.until, penalty.reduction) == (until, reduction)
    late = lateness(case_of(LOCAL_CLIENT, date(2027, 1, 16))).penalty
    assert late is not None and late.next_cheaper is None and late.reduction == 0


def test_in_time_costs_nothing() -> None:
    found = lateness(case_of(LOCAL_CLIENT, date(2026, 10, 15)))
    assert (found.penalty, found.surcharge, found.payment) == (None, None, None)


def test_a_filed_return_counts_to_the_day_of_filing() -> None:
    filed = with_answers(LOCAL_CLIENT, person={"return_filed_on": "2026-10-25"})
    penalty = lateness(case_of(filed, date(2027, 4, 1))).penalty
    assert penalty is not None
    assert (penalty.days, penalty.now, penalty.next_cheaper) == (10, Ends(12_500, 50_000), None)


@pytest.mark.parametrize(
    ("tax_year", "as_of", "rupees", "months"),
    [
        (2025, date(2026, 6, 30), 1_000, 0),
        (2025, date(2026, 7, 1), 25_000, 6),
        (2026, date(2026, 11, 24), 25_000, 6),
        # Nothing is known of days after the last tax year covered.
        (2026, date(2027, 7, 1), None, 0),
    ],
)
def test_the_surcharge_of_the_list_goes_by_the_day(
    tax_year: int, as_of: date, rupees: int | None, months: int
) -> None:
    surcharge = lateness(case_of(year(tax_year, other={"salary": "1200000"}), as_of)).surcharge
    assert surcharge is not None
    assert (surcharge.rupees, surcharge.waived_months) == (rupees, months)


@pytest.mark.parametrize(
    ("kibor", "paid_on", "rupees"),
    [
        # 12% of Rs 82,267 for 40 of 365 days is Rs 1,081.87.
        (None, None, 1_082),
        # KIBOR 8% and 3% are less than 12%.
        ("8", None, 1_082),
        # 14.25% for 40 days is Rs 1,284.72.
        ("11.25", None, 1_285),
        # 12% for 10 days is Rs 270.47.
        (None, "2026-10-25", 270),
    ],
)
def test_what_is_added_to_unpaid_tax(kibor: str | None, paid_on: str | None, rupees: int) -> None:
    saved = with_answers(WALLET, filing={"kibor_percent": kibor, "paid_on": paid_on})
    payment = lateness(case_of(saved, date(2026, 11, 24))).payment
    assert payment is not None
    assert payment.rupees == rupees
    assert payment.kibor_missing == (kibor is None)


def test_a_filed_return_without_a_day_of_payment_has_both_ends() -> None:
    """Filed ten days late: Rs 270 if paid then, Rs 1,082 if still unpaid after 40 days."""
    filed = with_answers(LOCAL_CLIENT, person={"return_filed_on": "2026-10-25"})
    case = case_of(filed, date(2026, 11, 24))
    payment = lateness(case).payment
    assert payment is not None
    assert (payment.if_paid_with_return, payment.ends) == (270, Ends(270, 1_082))
    (cost,) = [cost for cost in costs(case) if cost.id == "late_payment"]
    assert "if that was not paid with the return" in cost.sentences[0]
    paid = with_answers(filed, filing={"paid_on": "2026-10-25"})
    case = case_of(paid, date(2026, 11, 24))
    (cost,) = [cost for cost in costs(case) if cost.id == "late_payment"]
    assert (cost.low, cost.figure) == (270, "Rs 270")
    assert "that was paid on 25 October 2026" in cost.sentences[0]
    assert not any("stops growing" in sentence for sentence in cost.sentences)


def test_other_readings_of_the_tax_move_what_is_added_to_it() -> None:
    """Outside banks: 1% of Rs 11,48,446 is Rs 11,484 (40 days: Rs 151), the slabs ask for Rs 82,267."""
    payment = lateness(case_of(WALLET, date(2026, 11, 24))).payment
    assert payment is not None
    assert (payment.unpaid_ends, payment.ends) == (Ends(11_484, 82_267), Ends(151, 1_082))


def test_kibor_counts_only_since_finance_act_2024() -> None:
    """From 1 November 2023: 243 days at 12%, then 10 days at 20% + 3%, of Rs 405,000."""
    saved = with_answers(SALARIED_2023, filing={"kibor_percent": "20"})
    payment = lateness(case_of(saved, date(2024, 7, 10))).payment
    assert payment is not None
    assert (payment.days, payment.rupees, payment.kibor_missing) == (253, 34_908, False)


def test_days_after_the_rules_end_are_named_and_not_guessed() -> None:
    payment = lateness(case_of(LOCAL_CLIENT, date(2027, 7, 10))).payment
    assert payment is not None
    assert payment.unknown_from == date(2027, 7, 1)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2025, 10, 31), 1, date(2025, 11, 30)),
        (date(2025, 10, 31), 3, date(2026, 1, 31)),
        (date(2025, 10, 31), 4, date(2026, 2, 28)),
        (date(2027, 10, 31), 4, date(2028, 2, 29)),
        (date(2026, 10, 15), 3, date(2027, 1, 15)),
    ],
)
def test_months_after_a_day(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_each_rate_of_late_payment_is_told_with_its_days_and_the_kibor_taken() -> None:
    """12% up to 30 June 2024; then KIBOR 11.5% and 3%. From 1 November 2023: 243 days, then ten."""
    saved = with_answers(SALARIED_2023, filing={"kibor_percent": "11.5"})
    case = case_of(saved, date(2024, 7, 10))
    payment = lateness(case).payment
    assert payment is not None
    assert payment.spans == ((120_000, 243), (145_000, 10))
    (cost,) = [cost for cost in costs(case) if cost.id == "late_payment"]
    assert (
        "On the Rs 4,05,000 still to pay: 243 days at 12% a year and 10 days at 14.5% a year."
        in cost.sentences
    )
    assert any("KIBOR is taken as 11.5%" in sentence for sentence in cost.sentences)


def test_a_return_that_was_filed_late_grows_no_more() -> None:
    filed = with_answers(LOCAL_CLIENT, person={"return_filed_on": "2026-10-25"})
    (cost,) = [cost for cost in costs(case_of(filed, date(2026, 11, 24))) if cost.id == "penalty"]
    said = " ".join(cost.sentences)
    assert "it grows no more" in said and "At most" not in said


def test_the_surcharge_of_an_older_year_is_our_reading() -> None:
    """That the amount goes by the day of filing is said by no source (`rules/duties.toml`)."""
    older = lateness(case_of(SALARIED_2022, date(2026, 11, 24))).surcharge
    latest = lateness(case_of(LOCAL_CLIENT, date(2026, 11, 24))).surcharge
    assert older is not None and latest is not None
    assert (older.tier, latest.tier) == ("inferred", "reported")
