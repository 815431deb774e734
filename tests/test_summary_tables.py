"""Tables of receipts and of foreign currency, with the texts that stand for their charts."""

from __future__ import annotations

import json

import pytest

from tests.sample_year import (
    DEVELOPER,
    EVERY_YEAR,
    REMITTED,
    WALLET,
    assessed,
    receipt,
    summed_up,
    year,
)

ESTIMATED = year(
    2026,
    receipt("2025-09-14", "900.00", channel="remittance", platform="Upwork", client="<b>A & B</b>"),
    receipt("2025-09-20", "351250.00", "PKR", kind="local", service="other", tax_deducted="1000.00"),
)


def test_a_receipt_says_where_its_rupees_come_from() -> None:
    """The reference table has Rs 283.5004 for a dollar in September 2025."""
    first, second = summed_up(ESTIMATED).receipts.rows
    assert first.estimated
    assert first.rate == "Rs 283.5004 for 1 USD"
    assert first.rate_source == "estimated, reference rate of September 2025"
    assert first.rupees == "Rs 2,55,150.36"
    assert not second.estimated
    assert (second.rate, second.rate_source) == ("", "came in rupees")
    assert second.deducted == "Rs 1,000.00"


def test_the_persons_own_rate_is_called_so() -> None:
    saved = json.loads(year(2026, receipt("2025-09-14", "100.00", "CHF")))
    saved["rates"] = [
        {"month": "2025-09", "currency": "CHF", "rupees": "350.5"},
        {"month": "2025-09", "currency": "USD", "rupees": "280"},
    ]
    (row,) = summed_up(json.dumps(saved)).receipts.rows
    assert row.rate == "Rs 350.5 for 1 CHF"
    assert row.rate_source == "estimated, your own rate for September 2025"
    assert row.amount == "CHF 100.00"


def test_classes_and_channels_are_words() -> None:
    first, second = summed_up(ESTIMATED).receipts.rows
    assert (first.class_code, first.class_text) == ("rest", "final tax, other export")
    assert first.channel == "credited as home remittance"
    assert (second.class_code, second.class_text) == ("local", "slabs, client in Pakistan")
    saved = year(2022, receipt("2022-02-10", "100.00", rupees="17000.00", service="other"))
    assert summed_up(saved).receipts.rows[0].class_text == "final tax, export"


def test_texts_of_the_user_stand_as_typed() -> None:
    assert summed_up(ESTIMATED).receipts.rows[0].client == "<b>A & B</b>"


@pytest.mark.parametrize("tax_year", sorted(EVERY_YEAR))
def test_months_hold_every_receipt_once(tax_year: str) -> None:
    table = summed_up(EVERY_YEAR[tax_year]).receipts
    assert [month.month for month in table.months][::11] == [f"{int(tax_year) - 1}-07", f"{tax_year}-06"]
    assert len(table.months) == 12
    assert sum(month.rupees_paisa for month in table.months) == table.total_paisa
    assert sum(month.count for month in table.months) == table.count
    for month in table.months:
        assert month.final_paisa + month.slabs_paisa + month.untaxed_paisa == month.rupees_paisa


def test_the_chart_has_a_text() -> None:
    said = summed_up(DEVELOPER).receipts.chart_text
    assert "July 2025 to June 2026" in said
    assert "The highest is August 2025 with Rs 21,00,000" in said
    assert said.endswith("In 10 months nothing arrived.")
    assert summed_up(year(2026)).receipts.chart_text == "No receipts, so the chart is empty."


def test_figures_of_whole_months_are_told_from_lines_of_a_statement() -> None:
    monthly = [receipt(f"2025-{month}-28", "100.00", rupees="28000.00") for month in ("08", "09")]
    monthly = [one | {"id": f"month-{one['date'][:7]}"} for one in monthly]
    (said,) = summed_up(year(2026, *monthly)).receipts.estimates
    assert said.startswith("2 receipts stand for all the money of their months")


def test_estimates_say_what_makes_them_exact() -> None:
    sentences = summed_up(ESTIMATED).receipts.estimates
    assert sentences[0] == "The rupees of 1 receipt are estimated: Rs 2,55,150.36."
    assert "September 2025" in sentences[1]
    assert summed_up(DEVELOPER).receipts.estimates == ()


def test_retention_only_where_foreign_currency_came_through_a_bank() -> None:
    assert summed_up(WALLET).retention is None
    assert summed_up(REMITTED).retention is None
    assert summed_up(year(2026, receipt("2025-09-20", "1000.00", "PKR", kind="export"))).retention is None


def test_a_month_under_one_rule() -> None:
    """Of $12,000 half is $6,000, which is more than $5,000; $7,000 was kept."""
    saved = year(2026, receipt("2025-09-20", "12000.00", rupees="3400000.00", retained="7000.00"))
    table = summed_up(saved).retention
    assert table is not None
    (row,) = table.rows
    assert (row.limit, row.kept, row.over, row.headroom) == ("$6,000.00", "$7,000.00", "$1,000.00", "$0.00")
    assert (
        row.how[2] == "Of $12,000 you may keep 50%, or $5,000 if that is more, and never more than arrived."
    )
    assert row.sentence == "$1,000 more than allowed was kept in September 2025."
    assert "September 2025" in table.sentence
    assert {rule.value for rule in table.rules} == {"50%", "$5,000.00", "no"}


def test_a_month_under_both_rules() -> None:
    """Before 23 October 2023 35% and only with a certificate: nothing of $4,000. Then $5,000 of $8,000."""
    saved = year(
        2024,
        receipt("2023-10-10", "4000.00", rupees="1120000.00"),
        receipt("2023-10-25", "8000.00", rupees="2240000.00"),
    )
    table = summed_up(saved).retention
    assert table is not None
    (row,) = table.rows
    assert row.limit == "$5,000.00"
    assert "Of 1 receipt nothing may be kept, since the rule then asked for registration." in row.how
    assert table.tier == "inferred"


def test_an_older_share_is_told() -> None:
    """35% of $4,000 is $1,400."""
    saved = year(2024, receipt("2023-08-10", "4000.00", rupees="1120000.00"), pseb=[{"from": "2023-07-01"}])
    table = summed_up(saved).retention
    assert table is not None
    assert table.rows[0].limit == "$1,400.00"
    assert "Of $4,000 a share of 35% may be kept." in table.rows[0].how


def test_tables_show_what_the_assessment_holds() -> None:
    for saved in EVERY_YEAR.values():
        assessment, summary = assessed(saved), summed_up(saved)
        assert [row.rupees_paisa for row in summary.receipts.rows] == list(assessment.receipt_rupees)
        assert [row.class_code for row in summary.receipts.rows] == list(assessment.receipt_class)
        kept = summary.retention.rows if summary.retention else ()
        assert [row.limit_cents for row in kept] == [month.limit_usd for month in assessment.retention]
