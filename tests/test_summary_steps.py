"""How figures come about: the sentences, what is left out of them, and the tree of reasons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from compliance.summary_types import Summary, Why
from tests.sample_year import (
    CREDITED,
    DESIGNER,
    DEVELOPER,
    EVERY_YEAR,
    EXEMPT_2021,
    LATE_CERTIFICATE,
    REMITTED,
    WALLET,
    receipt,
    rules,
    summed_up,
    year,
)


def told(summary: Summary, name: str = "tax", reading: str = "ordinance") -> list[str]:
    """The sentences of one explanation."""
    found = next(one for one in summary.explanations if (one.name, one.reading) == (name, reading))
    return [step.sentence for step in found.told]


def names(why: Why) -> Iterator[str]:
    """All names in a tree of reasons."""
    yield why.step.name
    for other in why.because:
        yield from names(other)


def test_a_final_tax_is_told_with_its_numbers() -> None:
    assert "0.25% of Rs 42,00,000 certified export receipts is Rs 10,500." in told(summed_up(DEVELOPER))


def test_both_rates_of_one_year_are_told_and_added() -> None:
    sentences = told(summed_up(LATE_CERTIFICATE))
    assert "0.25% of Rs 28,00,000 certified export receipts is Rs 7,000." in sentences
    assert "1% of Rs 28,00,000 other export receipts is Rs 28,000." in sentences
    assert "Rs 7,000 and Rs 28,000 make Rs 35,000 of final tax." in sentences
    assert "Taxed as final, and certified: 1 of 2 receipts, Rs 28,00,000." in sentences


def test_a_band_is_told_with_its_fixed_amount() -> None:
    sentence = (
        "Tax at the slabs on Rs 21,10,000: Rs 1,70,000 plus 30% of the part above Rs 16,00,000 makes "
        "Rs 3,23,000."
    )
    assert sentence in told(summed_up(DESIGNER))


def test_the_first_band_asks_for_nothing() -> None:
    saved = year(2026, other={"salary": "600000"})
    assert "The slabs ask for nothing on Rs 6,00,000, which lies in their first band." in told(
        summed_up(saved)
    )


def test_a_boundary_belongs_to_the_lower_band() -> None:
    """Exactly Rs 12,00,000 without salary: 15% of Rs 6,00,000 is Rs 90,000, still the second band."""
    saved = year(2026, receipt("2025-08-10", "1200000.00", "PKR", kind="local"))
    assert "Tax at the slabs on Rs 12,00,000: 15% of the part above Rs 6,00,000 is Rs 90,000." in told(
        summed_up(saved)
    )


def test_salary_is_weighed_against_its_share() -> None:
    sentence = "Rs 14,40,000 of salary is not more than 75% of Rs 21,10,000: not the salaried table."
    assert sentence in told(summed_up(DESIGNER))
    assert "Rs 14,40,000 of salary is more than 75% of Rs 14,40,000: the salaried table applies." in told(
        summed_up(DESIGNER), reading="policy"
    )


def test_a_surcharge_is_told() -> None:
    """Salary Rs 1,20,00,000 in 2026: Rs 6,16,000 + 35% of Rs 79,00,000 is Rs 33,81,000; 9% is Rs 3,04,290."""
    saved = year(2026, other={"salary": "12000000"})
    sentences = told(summed_up(saved))
    assert "Rs 1,20,00,000 is above Rs 1,00,00,000, so a surcharge comes on top of the tax at the slabs." in (
        sentences
    )
    assert "9% of Rs 33,81,000 of tax at the slabs is a surcharge of Rs 3,04,290." in sentences


def test_a_minimum_tax_is_told() -> None:
    """Rs 5,00,000 lie in the first band; the client's Rs 20,000 stay paid."""
    saved = year(2026, receipt("2025-08-10", "500000.00", "PKR", kind="local", tax_deducted="20000.00"))
    assert any("so Rs 20,000 is added." in sentence for sentence in told(summed_up(saved)))


def test_a_balance_is_told_to_the_end() -> None:
    sentences = told(summed_up(DESIGNER), "balance")
    assert sentences[-3:] == [
        "Rs 48,400 can be set off against what is owed.",
        "Rs 2,95,600 owed less Rs 48,400 set off leaves Rs 2,47,200.",
        "Rs 2,47,200 is still to pay.",
    ]


def test_reliefs_of_the_ordinance_are_told() -> None:
    assert "At nil, since section 65F credits the whole tax: your one receipt, Rs 26,00,000." in told(
        summed_up(CREDITED)
    )
    assert "Rs 26,00,000 is at least 80% of Rs 26,00,000, so the condition of the relief is met." in told(
        summed_up(CREDITED)
    )
    assert "Exempt under clause (133): your one receipt, Rs 24,00,000." in told(summed_up(EXEMPT_2021))


def test_the_policy_is_told_from_its_rules_on() -> None:
    sentences = told(summed_up(REMITTED), reading="policy")
    assert "$10,330 is not above $12,000, so by the policy paper no freelance receipt is taxed." in sentences
    assert sentences[-1] == "No tax is due for this year."


def test_what_does_not_bear_is_left_out() -> None:
    sentences = " ".join(told(summed_up(DEVELOPER), "balance"))
    for word in ("salary", "Pakistan", "slabs", "surcharge", "costs", "set off"):
        assert word not in sentences, word
    assert "export" not in " ".join(told(summed_up(DESIGNER)))


def test_a_step_that_does_not_bear_is_marked_and_still_there() -> None:
    summary = summed_up(DEVELOPER)
    assert not summary.steps["ordinance", "surcharge"].matters
    assert summary.steps["ordinance", "certified_final_tax"].matters


def test_a_step_shows_its_rule_with_dates_trust_note_and_source() -> None:
    (rule,) = summed_up(DEVELOPER).steps["ordinance", "certified_rate"].rules
    assert rule.value == "0.25%"
    assert rule.dates == "1 July 2025 to 30 June 2026"
    assert rule.tier == "reported"
    assert rule.note
    assert all(source.title and source.publisher and source.how_read for source in rule.sources)


def test_only_the_table_that_applies_is_shown() -> None:
    summary = summed_up(DESIGNER)
    (non_salaried,) = summary.steps["ordinance", "normal_tax"].rules
    (salaried,) = summary.steps["policy", "normal_tax"].rules
    assert non_salaried.name == "slabs_non_salaried"
    assert salaried.name == "slabs_salaried"
    assert len(non_salaried.bands) == 6
    assert non_salaried.bands[3] == "Rs 16,00,000 to Rs 32,00,000: Rs 1,70,000 + 30%"


def test_rounding_is_said_with_the_limit_of_the_rules() -> None:
    step = summed_up(DEVELOPER).steps["ordinance", "certified_final_tax"]
    assert step.rounding.startswith("Rounded once to whole rupees: less than Rs 0.50 is dropped")


def test_why_goes_down_to_what_was_answered() -> None:
    summary = summed_up(WALLET)
    tree = set(names(summary.why("tax")))
    assert {"normal_tax", "income_at_slabs", "slab_exports", "through_bank", "rupees"} <= tree
    assert "policy_reading" not in tree
    assert summary.why("rupees").because == ()
    with pytest.raises(KeyError):
        summary.why("no_such_step")


@pytest.mark.parametrize("tax_year", sorted(EVERY_YEAR))
def test_sources_are_of_the_rules_and_each_once(tax_year: str) -> None:
    sources = [source.id for source in summed_up(EVERY_YEAR[tax_year]).sources]
    assert len(sources) == len(set(sources))
    assert set(sources) <= set(rules().sources)
    assert "khyber_policy_paper" in sources
    assert "hmrc_monthly_rates" not in sources, "no receipt rests on a reference rate"


def test_an_estimate_names_the_table_of_rates() -> None:
    summary = summed_up(year(2026, receipt("2025-09-10", "100.00")))
    assert "hmrc_monthly_rates" in [source.id for source in summary.sources]


def test_the_rest_of_what_was_paid_is_told_where_nothing_is_owed() -> None:
    saved = year(
        2026,
        receipt("2025-08-10", "1800.00", rupees="500000.00", service="other", tax_deducted="5000.00"),
        opts_for_normal_tax=True,
    )
    summary = summed_up(saved)
    assert "Nothing is owed, so all of Rs 5,000 was paid too much." in told(summary, "balance")
    assert summary.settlement.refundable.shown == "Rs 5,000"
    assert summary.steps["ordinance", "salaried"].rules == (), "without a salary no share is tested"
