"""Odd exchange rates and files of own rates; 5% is worked out by hand from the reference table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compliance import load_rulebook
from compliance.rate_checks import odd_own_rates, odd_receipt_rates, read_rates
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
