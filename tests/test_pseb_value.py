"""What a PSEB certificate is worth, worked out by hand: 0.25% or 1% of exported IT work."""

from __future__ import annotations

import re
from datetime import date

import pytest

from compliance.duties.pseb_value import PsebValue, pseb_value, withdrawn_too_early
from compliance.screens.draft_workbook import draft_of
from compliance.summary_pseb import told_pseb
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from tests.duty_cases import case_of
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
    assessed,
    receipt,
    rules,
    year,
)
from tests.screens_app import app, shown


def value_of(saved: str, as_of: date = AS_OF) -> PsebValue:
    value = pseb_value(case_of(saved, as_of))
    assert value is not None
    return value


def test_half_a_year_certified_saved_half_of_what_it_could() -> None:
    """Rs 28,00,000 each in August and in March: 1% and 0.25% differ by Rs 21,000 on each."""
    value = value_of(LATE_CERTIFICATE)
    assert (value.saved, value.could_save, value.missed) == (21_000, 42_000, 21_000)
    assert [(one.day, one.certified) for one in value.days] == [
        (date(2025, 8, 10), False),
        (date(2026, 3, 10), True),
    ]
    assert [one.saved_so_far for one in value.days] == [21_000, 42_000]
    assert [one.ending_before for one in value.days] == [42_000, 21_000]
    assert [one.day for one in withdrawn_too_early(value)] == [date(2025, 8, 10)]


def test_the_break_even_is_that_of_the_notes() -> None:
    """Rs 2,000 divided by 0.75% is Rs 2,66,667."""
    value = value_of(LATE_CERTIFICATE)
    assert (value.fee, value.is_new, value.break_even_proceeds) == (2_000, False, 266_667)
    assert value.break_even_day == date(2025, 8, 10)


def test_a_certificate_that_has_run_out_costs_its_surcharge_too() -> None:
    """Rs 2,000 and Rs 5,000 divided by 0.75% is Rs 9,33,333.33; on its last day it is Rs 2,000 alone."""
    value = value_of(DEVELOPER)
    assert (value.fee, value.surcharge, value.break_even_proceeds) == (7_000, 5_000, 933_334)
    told = told_pseb(assessed(DEVELOPER), rules())
    assert told is not None
    assert any("Rs 7,000, of which Rs 5,000" in sentence for sentence in told.sentences)
    until = year(
        2026,
        receipt("2026-02-10", "7500.00", rupees="2100000.00"),
        pseb=[{"from": "2025-07-01", "until": AS_OF.isoformat()}],
    )
    assert (value_of(until).fee, value_of(until).surcharge) == (2_000, 0)


@pytest.mark.parametrize(
    ("rupees", "day"),
    [
        # Rs 1,33,333: Rs 1,333 less Rs 333 is Rs 1,000. Rs 1,33,000: Rs 1,330 less Rs 333 (of 332.50).
        ("133333.00", date(2025, 8, 10)),
        ("133000.00", None),
    ],
)
def test_a_new_registration_costs_a_thousand(rupees: str, day: date | None) -> None:
    value = value_of(year(2026, receipt("2025-08-10", "500.00", rupees=rupees)))
    assert (value.fee, value.is_new, value.break_even_proceeds) == (1_000, True, 133_334)
    assert value.break_even_day == day


def test_without_a_known_fee_nothing_is_said_about_when_it_pays() -> None:
    value = value_of(LATE_CERTIFICATE, date(2026, 9, 30))
    assert (value.fee, value.break_even_proceeds, value.break_even_day) == (None, None, None)
    told = told_pseb(assessed(LATE_CERTIFICATE, date(2026, 9, 30)), rules())
    assert told is not None
    assert any("is not known" in sentence for sentence in told.sentences)


@pytest.mark.parametrize(
    "saved",
    [REMITTED, DESIGNER, WALLET, CREDITED, EXEMPT_2021, EVERY_YEAR["2021"], EVERY_YEAR["2022"], year(2026)],
)
def test_where_it_changes_no_tax_it_is_worth_nothing(saved: str) -> None:
    assert pseb_value(case_of(saved)) is None


def test_a_condition_that_certified_exporters_are_spared_counts_too() -> None:
    """Returns not filed: without a certificate Rs 28,00,000 goes to the slabs, with it the tax is Rs 7,000.

    At the slabs of 2026: Rs 1,70,000 and 30% of what is above Rs 16,00,000, which is Rs 5,30,000.
    """
    saved = year(
        2026,
        receipt("2025-08-10", "10000.00", rupees="2800000.00"),
        sales_tax_returns="required_not_filed",
    )
    assert value_of(saved).could_save == 530_000 - 7_000


def test_a_full_year_is_said_to_have_saved_all_it_could() -> None:
    told = told_pseb(assessed(DEVELOPER), rules())
    assert told is not None
    assert "Your certificate covered every receipt it could: it saved Rs 31,500 of tax." in told.sentences
    assert told.tier == "inferred"


def page_of(saved: str) -> str:
    workbook = read_workbook(saved)
    assert isinstance(workbook, Workbook)
    return re.sub("<[^>]+>", "", shown(app("pseb_value", draft_of(workbook))))


def test_the_page_shows_the_worth_or_says_that_there_is_none() -> None:
    page = page_of(LATE_CERTIFICATE)
    assert "Rs 42,000" in page
    assert "withdraw from a platform after the certificate" in page
    assert "In this year it changes nothing in your tax." in page_of(DESIGNER)
    for saved in EVERY_YEAR.values():
        assert "What a PSEB certificate is worth to you" in page_of(saved)
