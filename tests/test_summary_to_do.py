"""What to do next, open points, unanswered questions, warnings and assumptions."""

from __future__ import annotations

import json
from datetime import date

import pytest

from compliance.readings import POINT
from compliance.summary_duties import told_duties
from compliance.summary_types import NextStep
from tests.duty_cases import with_answers
from tests.sample_year import (
    CERTIFIED,
    DESIGNER,
    DEVELOPER,
    EVERY_YEAR,
    LATE_CERTIFICATE,
    REMITTED,
    WALLET,
    assessed,
    receipt,
    rules,
    summed_up,
    year,
)


def ids(saved: str, as_of: date = date(2026, 11, 23)) -> list[str]:
    """The things to do, in order."""
    return [step.id for step in summed_up(saved, as_of).next_steps]


def test_late_is_still_worth_filing() -> None:
    """Due on 15 October 2026 after the extension; on 23 November that is 39 days ago."""
    step = summed_up(DEVELOPER).next_steps[0]
    assert (step.id, step.overdue, step.days_late, step.by) == ("file", True, 39, date(2026, 10, 15))
    assert "15 October 2026, 39 days ago; it is still worth filing" in step.title
    assert any("must file, even where nothing more is to pay" in sentence for sentence in step.detail)
    assert step.tier == "reported"


def test_one_day_late_is_one_day() -> None:
    step = summed_up(DEVELOPER, date(2026, 10, 16)).next_steps[0]
    assert "1 day ago" in step.title


def test_the_last_day_is_in_time() -> None:
    step = summed_up(DEVELOPER, date(2026, 10, 15)).next_steps[0]
    assert not step.overdue
    assert step.title == "File your income tax return and wealth statement by 15 October 2026."
    assert "The law's own date was 30 September 2026; it was put off." in step.detail
    assert any("up to 15 days more" in sentence for sentence in step.detail)


def test_a_running_year_is_entered_first_and_filed_later() -> None:
    saved = year(2027, receipt("2026-08-10", "1000.00", rupees="280000.00"))
    summary = summed_up(saved)
    assert [step.id for step in summary.next_steps][:2] == ["keep_entering", "file"]
    assert summary.next_steps[0].by == date(2027, 6, 30)
    assert summary.next_steps[1].by == date(2027, 9, 30)
    assert "The tax year ends on 30 June 2027." in summary.next_steps[1].detail
    assert "1 July 2027" not in " ".join(summary.next_steps[1].detail)


def test_a_filed_return_is_not_asked_for_again() -> None:
    saved = year(2026, receipt("2025-08-10", "1000.00", rupees="280000.00"), return_filed_on="2026-10-20")
    step = summed_up(saved).next_steps[0]
    assert (step.id, step.title) == ("filed", "You filed your return on 20 October 2026.")
    assert "That was 5 days after the last date." in step.detail


def test_what_a_filed_return_owed_is_checked_and_not_paid_with_it() -> None:
    saved = year(2026, receipt("2025-08-10", "1000.00", rupees="280000.00"), return_filed_on="2026-10-20")
    paid = next(step for step in summed_up(saved).next_steps if step.id == "pay")
    assert paid.title == "Check that Rs 2,800 was paid with your return."
    assert (paid.by, paid.overdue) == (None, False)


def test_a_day_of_filing_to_come_is_odd_and_not_told_as_filed() -> None:
    saved = year(2026, receipt("2025-08-10", "1000.00", rupees="280000.00"), return_filed_on="2027-03-01")
    summary = summed_up(saved)
    (warning,) = summary.warnings
    assert (warning.code, warning.path) == ("filing_date_odd", "person.return_filed_on")
    assert "23 November 2026" in warning.sentence
    check, file, *_others = summary.next_steps
    assert (check.id, file.id, file.days_late) == ("check_filed_on", "file", 39)
    assert check.title == "Check the day on which you filed: 1 March 2027 is still to come."


def test_a_return_filed_before_the_year_was_over_is_odd() -> None:
    saved = year(2026, receipt("2025-08-10", "1000.00", rupees="280000.00"), return_filed_on="2026-06-29")
    summary = summed_up(saved)
    assert [warning.code for warning in summary.warnings] == ["filing_date_odd"]
    assert "That was in time." not in summary.next_steps[0].detail
    on_the_last_day = saved.replace("2026-06-29", "2026-06-30")
    assert not summed_up(on_the_last_day).warnings


@pytest.mark.parametrize(
    ("tax_year", "covered", "warned"),
    [(2021, False, False), (2023, True, True), (2024, True, False), (2024, False, True)],
)
def test_sales_tax_is_warned_of_only_where_an_export_rests_on_it(
    tax_year: int, covered: bool, warned: bool
) -> None:
    saved = year(
        tax_year,
        receipt(f"{tax_year}-02-10", "100.00", rupees="28000.00"),
        pseb=[{"from": "2020-07-01"}] if covered else [],
        sales_tax_returns=None,
    )
    summary = summed_up(saved)
    assert ("sales_tax_unknown" in [warning.code for warning in summary.warnings]) is warned
    assert ("sales_tax" in [step.id for step in summary.next_steps]) is warned


def test_missing_sales_tax_returns_come_before_paying() -> None:
    saved = year(
        2026, receipt("2025-08-10", "9000.00", rupees="2500000.00"), sales_tax_returns="required_not_filed"
    )
    summary = summed_up(saved)
    order = [step.id for step in summary.next_steps]
    assert order.index("sales_tax") < order.index("pay")
    assert order.count("sales_tax") == 1
    missing = summary.next_steps[order.index("sales_tax")]
    assert "For want of them these are at the slabs: your one receipt, Rs 25,00,000." in missing.detail
    assert summary.cheaper is None, "no receipt is taxed as final"


def test_an_exempt_remittance_is_not_said_to_go_to_the_slabs() -> None:
    saved = year(2021, receipt("2021-02-10", "100.00", rupees="16000.00", channel="remittance"))
    asked = next(step for step in summed_up(saved).next_steps if step.id == "certificates_remittance")
    assert "slabs" not in " ".join(asked.detail)
    assert "154A" not in asked.basis


def test_a_balance_is_paid_with_the_return() -> None:
    step = summed_up(REMITTED).next_steps[1]
    assert (step.id, step.title) == ("pay", "Pay Rs 28,889 with the return.")
    assert "Keep another Rs 5,27,772 aside until the open points are settled." in step.detail


def test_too_much_salary_tax_is_claimed_back() -> None:
    """Rs 6,000 + 11% of Rs 0 at Rs 12,00,000 is Rs 6,000; Rs 10,000 was taken."""
    saved = year(2026, other={"salary": "1200000", "salary_tax_deducted": "10000"})
    step = next(step for step in summed_up(saved).next_steps if step.id == "refund")
    assert step.title == "Claim Rs 4,000 back with the return."


def test_certificates_are_asked_for_where_none_is_entered() -> None:
    assert "certificates" not in ids(DEVELOPER)
    assert "certificates" in ids(LATE_CERTIFICATE)
    assert "certificates_remittance" in ids(REMITTED)
    assert "certificates" not in ids(DESIGNER)


def test_a_family_code_is_corrected() -> None:
    saved = year(2026, receipt("2025-08-10", "100.00", rupees="28000.00", purpose_code="9471"))
    assert "purpose_code" in ids(saved)


def test_ways_of_the_money_are_mended() -> None:
    assert "bank_channel" in ids(WALLET)
    saved = year(2026, receipt("2025-08-10", "100.00", rupees="28000.00", account="other_person"))
    assert "own_account" in ids(saved)


@pytest.mark.parametrize(
    ("answer", "value", "step"),
    [
        ("resident", None, "residence"),
        ("sales_tax_returns", None, "sales_tax"),
        ("sales_tax_returns", "required_not_filed", "sales_tax"),
        ("active_taxpayer", None, "active_taxpayer"),
        ("active_taxpayer", False, "active_taxpayer"),
    ],
)
def test_open_answers_are_to_be_found_out(answer: str, value: object, step: str) -> None:
    one = receipt("2025-08-10", "100.00", rupees="28000.00")
    assert step not in ids(year(2026, one))
    assert step in ids(year(2026, one, **{answer: value}))


def test_a_pseb_certificate_is_worth_a_look_only_without_one() -> None:
    one = receipt("2025-08-10", "100.00", rupees="28000.00")
    assert "pseb" in ids(year(2026, one))
    assert "pseb" not in ids(year(2026, one, **CERTIFIED))
    assert "pseb" not in ids(LATE_CERTIFICATE)
    assert "pseb" not in ids(year(2026, receipt("2025-08-10", "100.00", rupees="28000.00", service="other")))
    renewed = year(2026, one, pseb=[{"from": "2024-01-01", "until": "2025-06-30"}])
    step = next(step for step in summed_up(renewed).next_steps if step.id == "pseb")
    assert step.title == "Renew your PSEB certificate."
    assert "0.25%" in step.detail[0]
    assert "1%" in step.detail[0]


def test_kept_beyond_the_limit_is_talked_over() -> None:
    saved = year(2026, receipt("2025-09-20", "12000.00", rupees="3400000.00", retained="7000.00"))
    assert "retention_over" in ids(saved)


@pytest.mark.parametrize(
    ("day", "other_day", "tier"),
    [("2023-09-10", "2023-12-10", "reported"), ("2023-12-10", "2023-09-10", "inferred")],
)
def test_the_limit_has_the_tier_of_the_rules_of_its_month(day: str, other_day: str, tier: str) -> None:
    """Where one month passes the limit, the rules of the year's other months do not bear on it."""
    saved = year(
        2024,
        receipt(other_day, "100.00", rupees="22000.00"),
        receipt(day, "9000.00", rupees="2000000.00", retained="8000.00"),
        pseb=[{"from": "2023-07-01"}],
    )
    over = next(step for step in summed_up(saved).next_steps if step.id == "retention_over")
    assert over.tier == tier


def test_what_closes_a_point_is_true_of_a_past_year() -> None:
    assert POINT["off_list_2026"].closes.startswith("A ruling or circular")
    assert POINT["non_bank_exports"].closes.startswith("A ruling on money outside banks; for the future")


def test_an_open_point_has_both_readings_and_their_distance() -> None:
    point = summed_up(REMITTED).open_points[0]
    assert point.id == "remittance_channel"
    assert point.effect == "Your tax would be Rs 5,27,772 more."
    assert point.tax_then == "Rs 5,56,661"
    assert "9186" in point.closes
    assert point.tier == "unsettled"


def test_an_open_point_without_a_figure_says_so() -> None:
    saved = year(2026, receipt("2025-08-10", "100.00", rupees="28000.00", platform="Upwork"))
    (point,) = summed_up(saved).open_points
    assert (point.effect, point.effect_rupees, point.tax_then) == (
        "No figure is known for that reading.",
        None,
        "",
    )


def test_unknown_answers_are_grouped_by_their_effect() -> None:
    found = {one.path: one for one in summed_up(EVERY_YEAR["2025"]).unknown_answers}
    assert set(found) == {
        "person.resident",
        "person.province",
        "person.active_taxpayer",
        "person.sales_tax_returns",
    }
    provinces = found["person.province"].others
    assert provinces[0].answers == ("Punjab", "Sindh", "Khyber Pakhtunkhwa", "Balochistan", "Islamabad")
    assert provinces[0].effect == "It changes nothing in your tax."
    assert provinces[1].answers == ("Azad Kashmir", "Gilgit-Baltistan")
    assert provinces[1].effect_rupees is None
    sales_tax = found["person.sales_tax_returns"].others
    assert [len(other.answers) for other in sales_tax] == [2, 1]
    assert sales_tax[1].effect_rupees


def test_an_answer_that_changes_nothing_is_said_to() -> None:
    saved = year(2024, receipt("2024-02-10", "100.00", rupees="28000.00"), active_taxpayer=None)
    (question,) = summed_up(saved).unknown_answers
    assert "changes nothing" in question.sentence


def test_a_warning_names_its_receipt() -> None:
    saved = year(
        2026,
        receipt("2025-08-10", "100.00", rupees="28000.00"),
        receipt("2025-09-10", "100.00", rupees="28000.00", purpose_code="9471"),
    )
    (warning,) = summed_up(saved).warnings
    assert warning.receipt == 1
    assert warning.sentence.startswith("Receipt 2 of 10 September 2025: ")


def test_what_is_supposed_is_said() -> None:
    said = " ".join(summed_up(EVERY_YEAR["2025"]).assumptions)
    # What is supposed of an answer left open stands beside that answer.
    assert "resident" not in said
    assert "No sales-tax return is missing" in said
    assert "Rent, profit on savings" in said
    said = " ".join(summed_up(DEVELOPER).assumptions)
    assert "resident" not in said
    assert "PSEB certificate covers" in said


NO_RETURN_MISSING = "No sales-tax return is missing, so the final tax holds."
NO_STATEMENTS = "You owe no statements of tax withheld from others; whoever pays helpers may owe some."
OF_2026 = receipt("2025-10-10", "5000.00", rupees="1400000.00")
OF_2023 = receipt("2022-10-10", "900.00", rupees="200000.00")
OF_2022 = receipt("2022-02-10", "5000.00", rupees="900000.00", service="other")
ALL_YEARS = {"pseb": [{"from": "2020-01-01"}]}


@pytest.mark.parametrize(
    ("saved", "rests"),
    [
        (year(2026, OF_2026, sales_tax_returns=None), True),
        (year(2026, OF_2026, sales_tax_returns=None, **ALL_YEARS), False),
        (year(2023, OF_2023, sales_tax_returns=None, **ALL_YEARS), True),
        (year(2026, OF_2026, sales_tax_returns=None, opts_for_normal_tax=True), False),
        (year(2026, OF_2026 | {"channel": "wallet"}, sales_tax_returns=None), False),
        (year(2022, OF_2022, sales_tax_returns=None), True),
        (year(2022, OF_2022 | {"service": "it"}, sales_tax_returns=None), False),
        (year(2021, receipt("2021-02-10", "900.00", rupees="150000.00"), sales_tax_returns=None), False),
        (year(2026, OF_2026, sales_tax_returns="filed"), False),
        (year(2026, sales_tax_returns=None), False),
    ],
    ids=[
        "not certified", "certified is spared", "2023 spares nobody", "opted out", "outside banks", "2022",
        "nil by credit", "before 154A", "filed", "no export",
    ],
)  # fmt: skip
def test_missing_sales_tax_returns_are_spoken_of_only_where_they_could_turn_a_receipt(
    saved: str, rests: bool
) -> None:
    assert (NO_RETURN_MISSING in summed_up(saved).assumptions) == rests


def test_statements_of_withheld_tax_are_supposed_only_where_a_receipt_is_taxed_as_final() -> None:
    assert NO_STATEMENTS in summed_up(year(2026, OF_2026, **ALL_YEARS)).assumptions
    assert NO_STATEMENTS not in summed_up(year(2026, OF_2026, opts_for_normal_tax=True)).assumptions
    assert NO_STATEMENTS not in summed_up(WALLET).assumptions


@pytest.mark.parametrize(
    ("tax", "kind", "doubtful"),
    [
        # In tax year 2026 at most 2% (by the printed rate card) is taken out of exports; twice that is 4%.
        ("11200.00", "export", False),
        ("11200.01", "export", True),
        # Of clients in Pakistan at most 30%, so 60% is not far above it.
        ("168000.00", "local", False),
        ("168000.01", "local", True),
    ],
)
def test_tax_far_above_every_rate_is_checked_before_anybody_is_asked(
    tax: str, kind: str, doubtful: bool
) -> None:
    given = receipt("2025-08-10", "280000.00", "PKR", kind=kind, service="other", tax_deducted=tax)
    found = ids(year(2026, given))
    assert ("check_tax" in found) == doubtful
    if doubtful and "over_deducted" in found:
        assert found.index("check_tax") < found.index("over_deducted")


def test_duties_that_plainly_apply_are_among_the_things_to_do() -> None:
    """Registration before anything can be paid; what only may apply is asked on the page of duties."""
    plain = ids(DEVELOPER)
    assert not {"registration", "business_account", "advance_tax", "foreign_statement"} & set(plain)
    answered = with_answers(
        DEVELOPER,
        person={
            "registered": False,
            "bank_account_declared": False,
            "assessed_income_before": "1000000",
            "income_abroad_above_limit": True,
        },
    )
    found = ids(answered)
    assert found[:3] == ["file", "registration", "foreign_statement"]
    assert found.index("business_account") < found.index("advance_tax") < found.index("records")


def test_a_late_return_says_what_it_costs_and_until_when_it_costs_less() -> None:
    """All tax of the developer is final: nil by one reading, the least amount by the other."""
    detail = " ".join(summed_up(DEVELOPER).next_steps[0].detail)
    assert "it comes to Rs 0 to Rs 50,000 (unsettled)." in detail
    assert "File by 15 December 2026: until then 50% is off." in detail
    later = " ".join(summed_up(DEVELOPER, date(2027, 2, 1)).next_steps[0].detail)
    assert "File by" not in later


def steps_of(saved: str) -> dict[str, NextStep]:
    return {one.id: one for one in summed_up(saved).next_steps}


LOCAL = year(2026, receipt("2025-08-10", "300000.00", "PKR", kind="local"))
FREE_OF_IT = {"taxed_in_years_before": False, "other_reasons_to_file": False}


def test_the_first_step_says_what_the_duty_says() -> None:
    """Rs 3,00,000 of business income is not above Rs 3,00,000, and below the exempt limit."""
    assert steps_of(with_answers(LOCAL, person=FREE_OF_IT))["file"].title.startswith("You need not file")
    perhaps = steps_of(LOCAL)["file"]
    assert perhaps.title == "Find out whether you must file a return: its last date was 15 October 2026."
    wallet = year(2026, receipt("2025-08-10", "500.00", rupees="140000.00", channel="wallet"))
    unsettled = steps_of(with_answers(wallet, person=FREE_OF_IT))["file"]
    assert any("that is not settled" in sentence for sentence in unsettled.detail)
    assert steps_of(DEVELOPER)["file"].title.startswith("File your income tax return")


def test_nobody_is_told_a_penalty_for_a_return_that_is_not_due() -> None:
    saved = with_answers(LOCAL, person=FREE_OF_IT)
    told = told_duties(assessed(saved), rules())
    assert [cost.id for cost in told.costs] == ["surcharge"]
    assert told.next_day is None or "penalty" not in told.next_day.title
    assert "You need not file" in told.costs[0].sentences[0]
    assert "overdue" not in told.by_id["active_list"].verdict


def test_a_day_of_filing_before_the_years_end_counts_as_not_filed() -> None:
    steps = steps_of(with_answers(DEVELOPER, person={"return_filed_on": "2026-05-01"}))
    assert "1 May 2026 lies before" in steps["check_filed_on"].title
    assert steps["file"].days_late == 39 and "filed" not in steps
    duty = told_duties(assessed(with_answers(DEVELOPER, person={"return_filed_on": "2026-05-01"})), rules())
    assert any("1 May 2026" in sentence for sentence in duty.by_id["return"].why)


def test_years_that_were_not_filed_are_among_the_steps() -> None:
    before = [{"tax_year": tax_year, "filed": tax_year == 2024} for tax_year in (2022, 2023, 2024, 2025)]
    steps = steps_of(with_answers(DEVELOPER, person={"returns_before": before}))
    assert steps["years_before"].title == "File the returns of tax years 2022, 2023 and 2025, too."
    assert "years_before" not in steps_of(DEVELOPER)


def test_the_surcharge_of_the_list_is_named_with_its_way_out() -> None:
    said = " ".join(steps_of(DEVELOPER)["file"].detail)
    assert "Rs 25,000" in said and "promises not to buy property for 6 months" in said


def test_not_knowing_how_money_came_is_not_told_as_money_outside_banks() -> None:
    told = summed_up(year(2026, receipt("2025-08-10", "1000.00", rupees="280000.00", channel="unknown")))
    (point,) = [point for point in told.open_points if point.id == "non_bank_exports"]
    assert point.title == "Money of which you do not know how it came"
    assert point.closes.startswith("Your bank statement") and point.closes in told.headline.closes
    names = [name for mark in told.headline.marks for name in mark.names]
    assert point.title in names and "Money that never passed a bank" not in names
    steps = {step.id: step.title for step in told.next_steps}
    assert steps["bank_channel"] == "Look up on your bank statement how the money came."
    mixed = receipt("2025-08-10", "1000.00", rupees="280000.00", channel="wallet")
    (point,) = [point for point in summed_up(year(2026, mixed)).open_points if point.id == "non_bank_exports"]
    assert point.title == "Money that never passed a bank"


def test_an_answer_on_which_an_open_point_hangs_is_not_said_to_change_nothing() -> None:
    off_list = year(2026, receipt("2025-08-10", "1000.00", rupees="280000.00"), active_taxpayer=None)
    sentences = {one.path: one.sentence for one in summed_up(off_list).unknown_answers}
    assert "closes the open point" in sentences["person.active_taxpayer"]


def test_the_last_day_for_revising_a_filed_return_is_named() -> None:
    """60 days from 10 October 2026 are 9 December; those from 20 August have passed."""
    saved = with_answers(DEVELOPER, person={"return_filed_on": "2026-10-10"})
    step = steps_of(saved)["filed"]
    assert step.by == date(2026, 12, 9) and "until 9 December 2026" in " ".join(step.detail)
    over = steps_of(with_answers(DEVELOPER, person={"return_filed_on": "2026-08-20"}))["filed"]
    assert over.by is None and "ended on 19 October 2026" in " ".join(over.detail)


def test_a_day_of_payment_is_told() -> None:
    steps = steps_of(with_answers(WALLET, filing={"paid_on": "2026-11-20"}))
    assert steps["pay"].title == "Check that you paid Rs 82,267 on 20 November 2026."


def test_what_missing_sales_tax_returns_cost_is_told() -> None:
    """Rs 42,00,000 at the slabs instead of 1% (without PSEB): Rs 42,000."""
    saved = json.loads(with_answers(DEVELOPER, person={"sales_tax_returns": "required_not_filed"}))
    saved["person"]["pseb"] = []
    said = " ".join(steps_of(json.dumps(saved))["sales_tax"].detail)
    assert "With them filed the tax of the year would be Rs 42,000 instead of" in said


def test_work_on_an_older_year_asks_about_the_newest_one() -> None:
    """Tax year 2026 ended on 30 June 2026, and nothing is known of its return."""
    older = year(2025, receipt("2024-08-10", "1000.00", rupees="280000.00"))
    assert steps_of(older)["newest_year"].title == "Check that the return of tax year 2026 is filed, too."
    assert "newest_year" not in steps_of(DEVELOPER)
    filed = with_answers(older, person={"returns_before": [{"tax_year": 2026, "filed": True}]})
    assert "newest_year" not in steps_of(filed)


def test_how_well_the_last_date_is_known_stands_beside_the_days_late() -> None:
    assert any("one weak source" in sentence for sentence in steps_of(DEVELOPER)["file"].detail)
