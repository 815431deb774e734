"""Rupees and dollars of receipts. Expected figures are worked by hand or in fractions, never by the program.

Reference rates used below (rupees a unit): July 2020 USD 165.4466, EUR 185.6721, GBP 207.4700, AED 45.0424;
November 2026 USD 276.9474, CAD 197.1091. Each worked example repeats the product in its comment.
"""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import floor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.fx import Converted, RateUsed, convert
from compliance.rulebook import Rulebook, load_rulebook
from compliance.workbook import Workbook
from compliance.workbook_problems import problems_of
from compliance.workbook_reading import read_workbook


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def workbook_of(*receipts: dict[str, Any], rates: list[dict[str, str]] | None = None) -> Workbook:
    filled = [
        {"id": f"r{number}", "date": "2020-07-15", "kind": "export", "service": "it", **receipt}
        for number, receipt in enumerate(receipts)
    ]
    year = int(filled[0]["date"][:4]) + (int(filled[0]["date"][5:7]) >= 7) if filled else 2021
    document = {
        "format": "freelancer-workbook",
        "version": 1,
        "tax_year": year,
        "receipts": filled,
        "rates": rates or [],
    }
    workbook = read_workbook(json.dumps(document))
    assert isinstance(workbook, Workbook), workbook
    return workbook


def converted(*receipts: dict[str, Any], rates: list[dict[str, str]] | None = None) -> Converted:
    workbook = workbook_of(*receipts, rates=rates)
    assert problems_of(workbook, rulebook()) == ()
    outcome = convert(workbook, rulebook())
    assert isinstance(outcome, Converted), outcome
    return outcome


def problems(
    *receipts: dict[str, Any], rates: list[dict[str, str]] | None = None
) -> list[tuple[str, str, str]]:
    outcome = convert(workbook_of(*receipts, rates=rates), rulebook())
    assert isinstance(outcome, tuple), outcome
    return [(one.path, one.code, one.given) for one in outcome]


def money(amount: str, currency: str, **keys: Any) -> dict[str, Any]:
    return {"amount": amount, "currency": currency, **keys}


def own_rate(currency: str, rupees: str, month: str = "2020-07") -> dict[str, str]:
    return {"month": month, "currency": currency, "rupees": rupees}


@pytest.mark.parametrize(
    ("receipt", "rates", "rupees", "usd", "retained", "estimated"),
    [
        # Rupees given are exact, whatever the rate; dollars are the amount.
        (money("1250.00", "USD", rupees="351250.00"), [], 35_125_000, 125_000, 0, False),
        (money("1250.00", "USD", rupees="0.01", retained="300.10"), [], 1, 125_000, 30_010, False),
        # 1250 x 165.4466 = 206,808.25
        (money("1250.00", "USD"), [], 20_680_825, 125_000, 0, True),
        # 0.03 x 165.4466 = 4.963398
        (money("0.03", "USD"), [], 496, 3, 0, True),
        # A person's own rate comes before the reference: 1250 x 170 = 212,500
        (money("1250.00", "USD"), [own_rate("USD", "170")], 21_250_000, 125_000, 0, True),
        # Half a paisa goes up, less than half is dropped: 0.01 x 50.5 = 0.505 and 0.01 x 50.499999
        (money("0.01", "USD"), [own_rate("USD", "50.5")], 51, 1, 0, True),
        (money("0.01", "USD"), [own_rate("USD", "50.499999")], 50, 1, 0, True),
        # 100.05 x 185.6721 = 18,576.493605; 18,576.49 / 165.4466 = 112.2808...
        (money("100.05", "EUR"), [], 1_857_649, 11_228, 0, True),
        # Dollars of given rupees by the month's rate: 20,000 / 165.4466 = 120.8849...
        (money("100.05", "EUR", rupees="20000"), [], 2_000_000, 12_088, 0, False),
        # Retained in proportion: 112.28 x 40.02 / 100.05 = 44.912
        (money("100.05", "EUR", retained="40.02"), [], 1_857_649, 11_228, 4_491, True),
        # All of it retained is all its dollars.
        (money("100.05", "EUR", retained="100.05"), [], 1_857_649, 11_228, 11_228, True),
        # Rupees are their own amount and never estimated: 16,544.66 / 165.4466 = 100 exactly
        (money("16544.66", "PKR", kind="local"), [], 1_654_466, 10_000, 0, False),
        (money("16544.66", "PKR", rupees="16544.66"), [], 1_654_466, 10_000, 0, False),
        # A half cent goes up: 0.25 rupees at 50 a dollar are 0.005 dollars; 0.24 are 0.0048.
        (money("0.25", "PKR"), [own_rate("USD", "50")], 25, 1, 0, False),
        (money("0.24", "PKR"), [own_rate("USD", "50")], 24, 0, 0, False),
        # Rupees are rounded to paisa before they become dollars: 0.01 x 49.5 = 0.495 -> 0.50 rupees,
        # and 0.50 / 100 = 0.005 -> 0.01 dollars, where 0.495 would have made none.
        (money("0.01", "EUR"), [own_rate("EUR", "49.5"), own_rate("USD", "100")], 50, 1, 0, True),
        # A currency that the reference table does not have, with rupees: only the dollar's rate is needed.
        (money("500", "JPY", rupees="16544.66"), [], 1_654_466, 10_000, 0, False),
        (money("1000", "JPY"), [own_rate("JPY", "1.654466")], 165_447, 1_000, 0, True),
        # The last month of the table: 10 x 197.1091 = 1,971.091; 1,971.09 / 276.9474 = 7.1171...
        (money("10", "CAD", date="2026-11-30"), [], 197_109, 712, 0, True),
        # The largest amounts, exactly.
        (money("9999999999.99", "PKR"), [own_rate("USD", "1")], 10**12 - 1, 10**12 - 1, 0, False),
    ],
)
def test_conversions_worked_by_hand(
    receipt: dict[str, Any],
    rates: list[dict[str, str]],
    rupees: int,
    usd: int,
    retained: int,
    estimated: bool,
) -> None:
    found = converted(receipt, rates=rates)
    assert (found.rupees, found.usd, found.retained_usd, found.estimated) == (
        [rupees],
        [usd],
        [retained],
        [estimated],
    )


def test_the_rates_that_were_used_are_told_with_their_source() -> None:
    found = converted(
        money("1250.00", "USD", rupees="351250.00"),
        money("10", "EUR"),
        money("10", "GBP"),
        money("10", "PKR"),
        money("10", "EUR", rupees="2000"),
        rates=[own_rate("EUR", "190.5"), own_rate("GBP", "1", "2020-08")],
    )
    dollar = RateUsed("USD", "2020-07", Decimal("165.4466"), "reference")
    assert found.rates == [
        None,
        RateUsed("EUR", "2020-07", Decimal("190.5"), "workbook"),
        RateUsed("GBP", "2020-07", Decimal("207.4700"), "reference"),
        None,
        None,
    ]
    assert found.dollar_rates == [None, dollar, dollar, dollar, dollar]


def test_an_own_rate_counts_for_its_month_and_currency_only() -> None:
    found = converted(
        money("1", "USD"),
        money("1", "USD", date="2020-08-01"),
        money("1", "EUR"),
        rates=[own_rate("USD", "100", "2020-08")],
    )
    assert found.rupees == [16_545, 10_000, 18_567]


def test_no_receipts_are_nothing() -> None:
    assert converted() == Converted([], [], [], [], [], [])


@pytest.mark.parametrize(
    ("receipt", "rates", "expected"),
    [
        # A currency without a rate, and without rupees.
        (money("5", "JPY"), [], [("receipts[1].currency", "rupees_missing", "JPY")]),
        # A month after the table's end: dollars of any receipt that is not in dollars.
        (
            money("5", "PKR", date="2026-12-01"),
            [],
            [("receipts[1].currency", "dollar_rate_missing", "PKR")],
        ),
        (
            money("5", "EUR", date="2026-12-01", rupees="1500"),
            [],
            [("receipts[1].currency", "dollar_rate_missing", "EUR")],
        ),
        (money("5", "USD", date="2026-12-01"), [], [("receipts[1].currency", "rupees_missing", "USD")]),
        # Both are told at once.
        (
            money("5", "EUR", date="2026-12-01"),
            [],
            [
                ("receipts[1].currency", "rupees_missing", "EUR"),
                ("receipts[1].currency", "dollar_rate_missing", "EUR"),
            ],
        ),
        (
            money("5", "EUR", date="2026-12-01"),
            [own_rate("EUR", "310", "2026-12")],
            [("receipts[1].currency", "dollar_rate_missing", "EUR")],
        ),
        # Before the table begins.
        (money("5", "USD", date="2020-06-30"), [], [("receipts[1].currency", "rupees_missing", "USD")]),
        # Tax above rupees that are estimated: 10 x 165.4466 = 1,654.466 -> 1,654.47
        (
            money("10", "USD", tax_deducted="1654.48"),
            [],
            [("receipts[1].tax_deducted", "tax_above_rupees", "1654.48")],
        ),
    ],
)
def test_what_cannot_be_converted(
    receipt: dict[str, Any], rates: list[dict[str, str]], expected: list[tuple[str, str, str]]
) -> None:
    assert problems(money("1", "USD", rupees="1"), receipt, rates=rates) == expected


def test_tax_as_high_as_the_estimate_is_no_problem() -> None:
    assert converted(money("10", "USD", tax_deducted="1654.47")).rupees == [165_447]


def test_no_rate_is_needed_where_rupees_and_dollars_are_given() -> None:
    found = converted(money("5", "USD", date="2026-12-01", rupees="1500"))
    assert (found.rupees, found.usd, found.rates, found.dollar_rates) == ([150_000], [500], [None], [None])


def test_every_receipt_without_a_rate_is_told() -> None:
    assert [path for path, _code, _given in problems(*[money("5", "JPY")] * 3)] == [
        "receipts[0].currency",
        "receipts[1].currency",
        "receipts[2].currency",
    ]


def test_the_remedy_names_currency_and_month() -> None:
    outcome = convert(workbook_of(money("5", "PKR", date="2026-12-01")), rulebook())
    assert isinstance(outcome, tuple)
    assert "USD" in outcome[0].remedy and "December 2026" in outcome[0].remedy


def test_all_rupees_together_stay_within_bounds() -> None:
    most = money("9999999999.99", "USD", rupees="9999999999.99")
    within = converted(most, money("0.01", "USD", rupees="0.01"))
    assert sum(within.rupees) == 10**12
    assert problems(most, money("0.01", "USD", rupees="0.02")) == [
        ("receipts", "rupees_too_many", "10000000000.01")
    ]


def test_all_dollars_together_stay_within_bounds() -> None:
    most = money("9999999999.99", "USD", rupees="1")
    assert problems(most, money("0.02", "USD", rupees="1")) == [
        ("receipts", "dollars_too_many", "10000000000.01")
    ]


def test_problems_that_need_no_rate_do_not_stop_the_search_for_those_that_do() -> None:
    found = problems(
        money("0", "EUR", retained="5"),
        money("5", "JPY"),
        rates=[own_rate("USD", "0"), own_rate("EUR", "0")],
    )
    assert found == [("receipts[1].currency", "rupees_missing", "JPY")]


def half_up(amount: Fraction) -> int:
    return floor(amount + Fraction(1, 2))


@settings(max_examples=300, deadline=None)
@given(
    amount=st.integers(1, 10**11 - 1),
    kept=st.integers(0, 100),
    rate=st.integers(1, 10**9),
    dollar=st.integers(10**6, 10**9),
    given_=st.none() | st.integers(0, 10**12 - 1),
)
def test_every_conversion_is_the_exact_quotient_rounded_once(
    amount: int, kept: int, rate: int, dollar: int, given_: int | None
) -> None:
    def text(hundredths: int) -> str:
        return f"{hundredths // 100}.{hundredths % 100:02d}"

    def rate_text(millionths: int) -> str:
        return f"{millionths // 10**6}.{millionths % 10**6:06d}"

    retained = amount * kept // 100
    paisa = half_up(Fraction(amount * rate, 10**6)) if given_ is None else given_
    cents = half_up(Fraction(paisa * 10**6, dollar))
    receipt = money(
        text(amount), "XAU", rupees=None if given_ is None else text(given_), retained=text(retained)
    )
    outcome = convert(
        workbook_of(receipt, rates=[own_rate("XAU", rate_text(rate)), own_rate("USD", rate_text(dollar))]),
        rulebook(),
    )
    if max(paisa, cents) > 10**12:
        assert isinstance(outcome, tuple)
        return
    assert isinstance(outcome, Converted)
    assert outcome.rupees == [paisa]
    assert outcome.usd == [cents]
    assert outcome.retained_usd == [half_up(Fraction(cents * retained, amount))]
    assert outcome.estimated == [given_ is None]
