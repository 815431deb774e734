"""The PDF holds what the assessment holds: every figure, on its page, with its law and how sure it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from compliance.summary import summarise
from compliance.text import (
    currency_amount,
    rupees,
    rupees_exact,
    short_date_text,
    tier_word,
    use_grouping,
)
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from tests.pdf_reading import (
    BUSY,
    YEARS,
    Printed,
    assessed,
    printed,
    receipt,
    rulebook,
    workbook,
)

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", params=YEARS, ids=str)
def year(request: pytest.FixtureRequest) -> tuple[Workbook, Printed]:
    return YEARS[request.param], printed(YEARS[request.param])


def test_the_ordinances_figures_stand_line_by_line(year: tuple[Workbook, Printed]) -> None:
    one, pdf = assessed(year[0]), year[1]
    for line in summarise(one, rulebook()).lines:
        if line.matters or line.total:
            cited = f"{line.label} {line.note}".strip()
            sure = tier_word(line.tier) if line.tier else ""
            assert " ".join(f"{cited} {line.cite} {sure} {line.shown}".split()) in pdf.filing, line.name
    assert rupees(one.ordinance.tax) in pdf.filing
    assert rupees(one.ordinance.balance) in pdf.filing
    for figure in (one.ordinance.refundable, one.ordinance.over_deducted):
        assert not figure or rupees(figure) in pdf.pages[0] + pdf.pages[1]


def test_a_range_is_the_headline_where_law_is_unsettled(year: tuple[Workbook, Printed]) -> None:
    ordinance = assessed(year[0]).ordinance
    low, high = rupees(ordinance.range.low), rupees(ordinance.range.high)
    assert (f"Between {low} and {high}" in year[1].filing) == (low != high)


def test_what_to_do_comes_first(year: tuple[Workbook, Printed]) -> None:
    one, pdf = assessed(year[0]), year[1]
    steps = summarise(one, rulebook()).next_steps
    assert [title for title, _page in pdf.headings()][1] == "What to do"
    assert steps[0].title in pdf.pages[0]
    assert all(step.title in pdf.filing and " ".join(step.detail) in pdf.filing for step in steps)
    if one.filing.days_late:
        assert f"{one.filing.days_late} days late" in pdf.pages[0]


def test_every_receipt_stands_with_its_rate(year: tuple[Workbook, Printed]) -> None:
    one, pdf = assessed(year[0]), year[1]
    for row in summarise(one, rulebook()).receipts.rows:
        shown = [short_date_text(row.date), row.amount, row.rate, row.rate_source, row.rupees]
        assert all(text in pdf.filing for text in shown), row
    if one.receipts.count:
        assert rupees_exact(one.receipts.rupees) in pdf.filing
    assert ("estimated, " in pdf.filing) == bool(one.receipts.estimated)


def test_retention_stands_month_by_month(year: tuple[Workbook, Printed]) -> None:
    one, pdf = assessed(year[0]), year[1]
    for month in one.retention:
        cents = (month.proceeds_usd, month.limit_usd, month.retained_usd, month.headroom_usd, month.over_usd)
        assert " ".join(currency_amount(amount, "USD") for amount in cents) in pdf.filing, month.month
    assert ("Foreign currency you may keep" in pdf.filing) == bool(one.retention)


def test_what_is_open_stands_with_its_effect(year: tuple[Workbook, Printed]) -> None:
    summary = summarise(assessed(year[0]), rulebook())
    for point in summary.open_points:
        assert all(
            text in year[1].filing for text in (point.title, point.default, point.reading, point.effect)
        )
    for answer in summary.unknown_answers:
        assert answer.question in year[1].filing
        assert all(other.effect in year[1].filing for other in answer.others)
    assert all(sentence in year[1].filing for sentence in summary.assumptions)


def test_each_figure_is_explained_and_each_rule_has_its_source(year: tuple[Workbook, Printed]) -> None:
    summary = summarise(assessed(year[0]), rulebook())
    for told in summary.explanations:
        if told.reading == "ordinance":
            assert all(step.sentence in year[1].filing for step in told.told), told.name
            assert all(rule.title in year[1].filing for step in told.told for rule in step.rules)
    whole = year[1].filing + year[1].last
    assert all(source.title in whole for source in summary.sources)


def test_the_policy_stands_on_the_last_page_alone(year: tuple[Workbook, Printed]) -> None:
    one, pdf = assessed(year[0]), year[1]
    summary = summarise(one, rulebook())
    assert pdf.last.index("Not for filing") == 0
    assert "Not for filing" not in pdf.filing
    for sentence in (
        summary.policy.title,
        summary.policy.why,
        summary.policy.caution,
        summary.difference.sentence,
    ):
        assert sentence in pdf.last
        assert sentence not in pdf.filing
    assert rupees(one.policy.tax) in pdf.last
    assert rupees(one.policy.balance) in pdf.last
    assert "published policy" not in pdf.filing
    policy_words = [tier_word(summary.policy.tier)] if summary.policy.tier else []
    assert [word for word in map(tier_word, ("text", "reported", "inferred")) if word in pdf.last] == []
    assert all(word in pdf.last for word in policy_words)


def test_the_policys_own_figure_is_nowhere_else() -> None:
    # Two receipts are freed, so that what they differ by is not the tax of any one of them.
    zero_rated = workbook(
        2025,
        receipt(1, "2024-08-01", "20000"),
        receipt(2, "2024-09-01", "10000"),
        receipt(3, "2025-01-05", "777", service="other"),
    )
    one, pdf = assessed(zero_rated), printed(zero_rated)
    assert one.policy.tax not in (0, one.ordinance.tax)
    # The policy taxes the third receipt alone, a line which the Ordinance has as well.
    assert rupees(one.difference) not in pdf.filing
    assert rupees_exact(one.policy.zero_rated_rupees).removesuffix(".00") in pdf.last + pdf.filing


def test_the_saved_work_inside_opens_as_the_same_workbook(year: tuple[Workbook, Printed]) -> None:
    assert sorted(year[1].reader.attachments) == ["made-with.json", "workbook.json"]
    [content] = year[1].reader.attachments["workbook.json"]
    assert read_workbook(content) == year[0]


def test_figures_group_as_the_person_chose() -> None:
    try:
        use_grouping("thousand")
        assert "Rs 1,200,000" in printed(BUSY).filing
    finally:
        use_grouping("lakh")
    assert "Rs 12,00,000" in printed(BUSY).filing


def test_a_day_in_time_is_not_called_late() -> None:
    assert (
        "late" not in printed(YEARS["salary alone"], date(2026, 9, 1)).pages[0].split("What the Ordinance")[0]
    )
