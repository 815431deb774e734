"""Figures in words, against sums done by hand from the law's own tables."""

from __future__ import annotations

from datetime import date

import pytest

from compliance import text
from tests.sample_year import (
    CREDITED,
    DESIGNER,
    DEVELOPER,
    EXEMPT_2021,
    LATE_CERTIFICATE,
    REMITTED,
    WALLET,
    ZERO_RATED,
    receipt,
    summed_up,
    year,
)


def test_one_figure_is_the_headline_where_the_law_is_settled() -> None:
    summary = summed_up(DEVELOPER)
    assert summary.headline.figure == "Rs 10,500"
    assert not summary.headline.is_range
    assert summary.headline.closes == ()
    assert summary.headline.tier == "inferred"
    assert "before what was deducted already" in summary.headline.sentence


def test_a_range_is_the_headline_where_it_is_not() -> None:
    headline = summed_up(WALLET).headline
    assert headline.figure == "Between Rs 11,484 and Rs 82,267"
    assert (headline.low, headline.tax, headline.high) == (11_484, 82_267, 82_267)
    assert "as little as Rs 11,484" in headline.sentence
    assert "as much as" not in headline.sentence
    assert headline.tier == "unsettled"
    assert len(headline.closes) == 1


def test_a_range_upwards_says_as_much_as() -> None:
    headline = summed_up(REMITTED).headline
    assert headline.figure == "Between Rs 28,889 and Rs 5,56,661"
    assert "as much as Rs 5,56,661" in headline.sentence
    assert "as little as" not in headline.sentence


def test_a_year_that_runs_is_said_to_run() -> None:
    saved = year(2027, receipt("2026-08-10", "1000.00", rupees="280000.00"))
    assert "so far" in summed_up(saved, date(2026, 11, 23)).headline.sentence


def test_lines_add_up_and_open_to_their_steps() -> None:
    summary = summed_up(LATE_CERTIFICATE)
    shown = {line.name: line.shown for line in summary.lines if line.matters}
    assert shown == {
        "certified_final_tax": "Rs 7,000",
        "other_final_tax": "Rs 28,000",
        "tax": "Rs 35,000",
    }
    assert summary.lines[-1].total
    for line in summary.lines:
        assert summary.steps["ordinance", line.opens].value == line.shown


def test_2022_has_one_line_for_exports() -> None:
    lines = [line.name for line in summed_up(CREDITED).lines]
    assert lines == ["final_tax", "normal_tax", "surcharge", "minimum_tax", "tax"]


def test_what_was_deducted_and_what_is_left() -> None:
    settled = summed_up(DESIGNER).settlement
    assert settled.deducted.shown == "Rs 75,800"
    assert settled.still_to_pay.shown == "Rs 2,47,200"
    assert settled.refundable.amount == 0
    assert settled.ways_back == ()


def test_final_tax_deducted_too_much_has_ways_back_and_is_no_refund() -> None:
    summary = summed_up(CREDITED)
    assert summary.headline.figure == "Rs 0"
    assert summary.settlement.over_deducted.shown == "Rs 26,000"
    assert summary.settlement.refundable.amount == 0
    assert len(summary.settlement.ways_back) == 2
    assert "refund with the return (section 169)" in summary.settlement.ways_back[0]
    (step,) = [step for step in summary.next_steps if step.id == "over_deducted"]
    assert step.title == "Claim back the Rs 26,000 that banks took from receipts that bear no tax."


def test_final_tax_deducted_too_much_is_for_the_bank_to_correct() -> None:
    """1% of Rs 2,80,000 is Rs 2,800; Rs 5,600 were taken."""
    saved = year(
        2026,
        receipt("2025-08-10", "1000.00", rupees="280000.00", tax_deducted="5600", service="other"),
    )
    summary = summed_up(saved)
    assert len(summary.settlement.ways_back) == 3
    (step,) = [step for step in summary.next_steps if step.id == "over_deducted"]
    assert step.title == "Ask your bank to correct a deduction that is Rs 2,800 too high."


def test_a_rupee_of_rounding_is_not_taken_to_the_bank() -> None:
    saved = year(
        2026,
        receipt("2025-08-10", "100.00", rupees="28030.00", tax_deducted="281.00", service="other"),
    )
    summary = summed_up(saved)
    assert summary.settlement.over_deducted.amount == 1
    assert "rounding" in summary.settlement.ways_back[0]
    assert "over_deducted" not in [step.id for step in summary.next_steps]


def test_what_to_set_aside_reaches_to_the_high_end() -> None:
    assert summed_up(REMITTED).set_aside.shown == "Rs 5,56,661"
    assert "Rs 28,889 still to pay, and Rs 5,27,772 more" in summed_up(REMITTED).set_aside.sentence
    assert summed_up(WALLET).set_aside.sentence == "Set aside Rs 82,267, which is what is still to pay."
    assert summed_up(DEVELOPER).set_aside.amount == 0


def test_the_cheaper_choice_is_arithmetic() -> None:
    """Final: 1% of Rs 6,55,000 is Rs 6,550. Slabs: 15% of the Rs 55,000 above Rs 6,00,000 is Rs 8,250."""
    saved = year(2026, receipt("2025-08-10", "2300.00", rupees="655000.00", service="other"))
    choice = summed_up(saved).cheaper
    assert choice is not None
    assert (choice.chosen, choice.cheaper, choice.saving) == ("final", "final", 1_700)
    assert "Rs 6,550, against Rs 8,250 at the slabs (Rs 1,700 less)" in choice.sentence


def test_the_choice_is_read_the_right_way_round_by_those_who_opted() -> None:
    """Rs 5,00,000 lie in the first band, so the slabs ask for nothing; 1% would be Rs 5,000."""
    saved = year(
        2026, receipt("2025-08-10", "1800.00", rupees="500000.00", service="other"), opts_for_normal_tax=True
    )
    choice = summed_up(saved).cheaper
    assert choice is not None
    assert (choice.chosen, choice.cheaper, choice.saving) == ("slabs", "slabs", 5_000)
    assert (choice.final_tax, choice.slabs_tax) == (5_000, 0)


@pytest.mark.parametrize("saved", [DESIGNER, WALLET, EXEMPT_2021, year(2026)])
def test_where_nothing_can_be_chosen_nothing_is_compared(saved: str) -> None:
    assert summed_up(saved).cheaper is None


def test_the_policy_says_which_rule_makes_the_difference() -> None:
    summary = summed_up(REMITTED)
    assert summary.policy.figure == "Rs 0"
    assert summary.policy.rule == "exempt_12000"
    assert "$12,000" in summary.policy.why
    assert summary.policy.reasons[0].startswith("$10,330 is not above $12,000")
    assert summary.difference.sentence.startswith("They differ by Rs 28,889")
    assert summary.policy.tier == "announced"
    for word in ("no section", "no dates", "Do not file by it"):
        assert word in summary.policy.caution


def test_the_zero_rate_names_its_two_ends() -> None:
    policy = summed_up(ZERO_RATED).policy
    assert (policy.figure, policy.rule) == ("Rs 0", "zero_rate")
    assert policy.reasons[0] == "$15,000 is above $12,000, so this rule of the policy paper exempts nothing."
    assert policy.reasons[-1] == "In the Ordinance itself the zero rate ended earlier, on 30 June 2022."


def test_agreement_is_said() -> None:
    summary = summed_up(DEVELOPER)
    assert summary.difference.agree
    assert summary.difference.sentence == "The two agree: Rs 10,500."
    assert summary.policy.rule == ""
    assert any("ended on 30 June 2025" in reason for reason in summary.policy.reasons)


def test_grouping_is_a_choice() -> None:
    text.use_grouping("thousand")
    assert summed_up(REMITTED).headline.figure == "Between Rs 28,889 and Rs 556,661"


def test_a_nil_year_keeps_its_trust() -> None:
    summary = summed_up(CREDITED)
    assert summary.headline.tier == "text"
    assert summary.lines[-1].tier == "text"


def test_what_to_set_aside_is_the_most_that_any_reading_leaves_to_pay() -> None:
    """Rs 28,00,000 at the slabs of 2026: Rs 1,70,000 and 30% of Rs 12,00,000 is Rs 5,30,000.

    Rs 28,000 too much was taken as final tax, and what is final is not set off against it.
    """
    saved = year(
        2026,
        receipt("2025-10-05", "10000.00", rupees="2800000.00", service="other", tax_deducted="56000"),
        receipt("2025-11-05", "10000.00", rupees="2800000.00", service="other", channel="remittance"),
    )
    assert summed_up(saved).set_aside.amount == 530_000


def test_several_open_points_are_said_to_be_taken_alone() -> None:
    """A remittance that may be at the slabs, of somebody who may be off the list: both can hold at once."""
    saved = year(
        2026,
        receipt("2025-10-05", "10000.00", rupees="2800000.00", service="other", channel="remittance"),
        active_taxpayer=False,
    )
    told = summed_up(saved)
    assert "Each reading is taken alone" in told.headline.sentence
    assert "Each reading is taken alone" in told.set_aside.sentence
    assert "taken alone" not in summed_up(REMITTED).headline.sentence


def test_dollars_that_no_receipt_was_entered_in_are_said_to_be_estimated() -> None:
    in_rupees = year(2026, receipt("2025-10-05", "280000.00", "PKR"))
    assert any("dollars are estimated" in reason for reason in summed_up(in_rupees).policy.reasons)
    assert not any("dollars are estimated" in reason for reason in summed_up(DEVELOPER).policy.reasons)
