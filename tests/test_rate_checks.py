"""Odd exchange rates and files of own rates; 5% is worked out by hand from the reference table."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from compliance import load_rulebook
from compliance.rate_checks import odd_own_rates, odd_receipt_rates
from compliance.rate_files import read_rates
from compliance.workbook import MonthRate, Receipt
from tests.screens_app import app, draft, kept, press, receipt, shown

RATES = load_rulebook().rates
USUAL = RATES.rupees_per_unit("USD", "2025-08")


def own(rupees: Decimal) -> MonthRate:
    return MonthRate(month="2025-08", currency="USD", rupees=int(rupees * 1_000_000))


def test_a_rate_exactly_five_percent_off_is_not_odd_and_a_paisa_more_is() -> None:
    assert USUAL is not None
    for edge, further in ((USUAL * Decimal("1.05"), 1), (USUAL * Decimal("0.95"), -1)):
        beyond = edge + further * Decimal("0.01")
        inside = edge - further * Decimal("0.01")
        assert odd_own_rates([own(inside)], RATES) == ()
        (odd,) = odd_own_rates([own(beyond)], RATES)
        assert (odd.place, odd.reference) == (0, USUAL)


def test_rupees_that_make_an_odd_rate_are_found_and_others_are_not() -> None:
    given = {"date": "2025-08-10", "amount": "100.00", "kind": "export", "service": "it"}
    receipts = [
        Receipt.model_validate({"id": "a", "currency": "USD", "rupees": "28000.00", **given}),
        Receipt.model_validate({"id": "b", "currency": "USD", "rupees": "2800.00", **given}),
        Receipt.model_validate({"id": "c", "currency": "PKR", **given}),
        Receipt.model_validate({"id": "d", "currency": "JPY", "rupees": "1.00", **given}),
        Receipt.model_validate({"id": "e", "currency": "USD", **given}),
    ]
    assert [odd.place for odd in odd_receipt_rates(receipts, RATES)] == [1]


def test_a_file_of_rates_is_read_by_its_names_and_nothing_is_dropped_in_silence() -> None:
    read = read_rates(
        "\ufeffDate;Currency;Rate\n2025-08-31;usd;283.5\n2025-08-01;USD;284\n2025-13-01;USD;1\n"
        "2025-09;EUR;1,330.25\n2025-09;PKR;1\n;;\n2025-10;GBP;-1\n".encode(),
        "my bank.csv",
    )
    assert read is not None
    assert [(one.month, one.currency, one.rupees, one.source) for one in read.rates] == [
        ("2025-08", "USD", 284_000_000, "my bank.csv"),
        ("2025-09", "EUR", 1_330_250_000, "my bank.csv"),
    ]
    assert [row for row, _text in read.unread] == [4, 6, 8]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe", b"month,currency\n2025-08,USD\n"])
def test_a_file_without_such_columns_is_no_file_of_rates(content: bytes) -> None:
    assert read_rates(content, "x") is None


def test_the_page_says_which_rate_each_receipt_took_and_takes_over_a_file() -> None:
    typed = receipt(date="14 August 2025", credited="", tax_deducted="")
    at = app("rates", draft([typed]))
    assert "reference rate of the month" in str(at.dataframe[-1].value)
    at.file_uploader[0].set_value(
        [("r.csv", b"month,currency,rupees\n2025-08,USD,320\n", "text/csv")][0]
    ).run()
    at = press(at, "rates.take")
    assert kept(at)["rates"] == [{"month": "2025-08", "currency": "USD", "rupees": "320", "source": "r.csv"}]
    assert "your own rate" in str(at.dataframe[-1].value)
    assert "More than 5% from the month’s reference rate." in shown(at)


@pytest.mark.parametrize(
    ("heading", "rows", "rates"),
    [
        # A semicolon file of Europe: the comma is the decimal point, with and without thousands.
        ("month;currency;rate", ["2025-08;USD;281,50", "2025-09;XAU;1.012.500,25"], [281_500_000]),
        ("month;currency;rate", ["2025-08;USD;281,50", "2025-09;USD;283,125"], [281_500_000, 283_125_000]),
        ("month;currency;rate", ["2025-08;USD;281.5", "2025-09;KWD;1,012"], [281_500_000, 1_012_000_000]),
        ('month,currency,rate', ['2025-08,USD,"281,50"'], [281_500_000]),
        ("month,PKR_per_USD,PKR_per_EUR", ["2025-08,281.5,330.25", "2025-09,,331"],
         [281_500_000, 330_250_000, 331_000_000]),
        ("Date,Rupees per GBP", ["2025-08-31,380.5"], [380_500_000]),
    ],
)  # fmt: skip
def test_a_comma_is_never_taken_for_what_it_is_not(heading: str, rows: list[str], rates: list[int]) -> None:
    read = read_rates("\n".join((heading, *rows)).encode(), "x")
    assert read is not None
    assert [one.rupees for one in read.rates] == rates
    assert read.unclear == ()


def test_a_comma_that_can_be_both_is_said_and_not_guessed() -> None:
    read = read_rates(b"month;currency;rate\n2025-08;USD;281,500\n2025-09;USD;282\n", "x")
    assert read is not None
    assert [one.rupees for one in read.rates] == [282_000_000]
    assert read.unclear == ((2, "2025-08 | USD | 281,500"),)


def give(at: AppTest, content: bytes) -> AppTest:
    at.file_uploader[0].set_value([("r.csv", content, "text/csv")][0]).run()
    assert not at.exception, at.exception
    return at


def test_a_file_is_looked_at_before_it_is_taken_over_and_can_be_taken_back() -> None:
    mine = {"month": "2025-08", "currency": "USD", "rupees": "283", "source": "my bank"}
    typed = draft()
    typed["rates"] = [dict(mine)]
    at = app("rates", typed)
    at = give(at, b"month,currency,rupees\n2025-08,USD,28150\n2025-09,USD,282\n2024-01,USD,280\n")
    page = shown(at)
    assert "28150" in page and ">283<" in page and "In the place of" in page
    assert "Check them before you take them over." in page
    assert "1 rate is of a month of another tax year" in page
    assert kept(at)["rates"] == [mine]
    at = press(at, "rates.take")
    assert [one["rupees"] for one in kept(at)["rates"]] == ["28150", "282"]
    at = press(at, "rates.take.undo")
    assert kept(at)["rates"] == [mine]


def test_a_file_is_taken_over_after_rows_were_put_back() -> None:
    at = app("rates", draft())
    # The table began anew, as it does when rows are put back.
    at.session_state["times.rates.editor"] = 1
    at.run()
    at = give(at, b"month,currency,rupees\n2025-08,JPY,1.91\n")
    at = press(at, "rates.take")
    assert [one["currency"] for one in kept(at)["rates"]] == ["JPY"]
    at.run()
    assert [one["currency"] for one in kept(at)["rates"]] == ["JPY"]


def test_the_rate_of_a_receipt_out_of_a_statement_is_not_called_given_by_the_person() -> None:
    typed = receipt(date="14 August 2025")
    at = app("rates", draft([typed, {**typed, "id": "r2", "origin": "00"}]))
    said = list(at.dataframe[-1].value["Rate from"])
    assert said == ["the rupees that you gave", "the rupees of the statement or certificate"]


def test_rates_of_other_months_and_currencies_show_in_the_table() -> None:
    typed = draft()
    typed["rates"] = [{"month": "2024-01", "currency": "JPY", "rupees": "1.91", "source": "x"}]
    at = app("rates", typed)
    columns = json.loads(at.dataframe[0].proto.columns)
    assert {"value": "2024-01", "label": "January 2024"} in columns["month"]["type_config"]["options"]
    assert "JPY" in str(columns["currency"]["type_config"]["options"])
