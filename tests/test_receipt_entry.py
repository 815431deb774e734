"""From the bank statement to the saved receipt: whole rupees, shares that add up, months, dates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.date_reading import DateFault, read_date
from compliance.receipt_entry import (
    month_ends,
    rupees_credited,
    rupees_of_whole,
    split_by_shares,
    split_receipt,
)
from compliance.workbook import Receipt

PAISA = st.integers(0, 10**12)


def test_nothing_retained_is_what_was_credited_and_the_tax() -> None:
    assert rupees_of_whole(35_037_187, 87_813, 125_000, 0) == 35_125_000


def test_half_retained_doubles_the_rupees() -> None:
    assert rupees_of_whole(17_000_000, 500_000, 125_000, 62_500) == 35_000_000


def test_the_whole_is_rounded_half_up_once() -> None:
    # 1 paisa for two thirds: one and a half paisa.
    assert rupees_of_whole(1, 0, 3, 1) == 2


def test_all_retained_leaves_the_rupees_open() -> None:
    assert rupees_of_whole(0, 0, 125_000, 125_000) is None


def test_more_retained_than_arrived_is_refused() -> None:
    with pytest.raises(ValueError, match="retained"):
        rupees_of_whole(1, 0, 100, 101)


@given(PAISA, PAISA, st.integers(1, 10**12), st.data())
def test_the_whole_against_fractions(credited: int, tax: int, amount: int, data: st.DataObject) -> None:
    retained = data.draw(st.integers(0, amount - 1))
    exact = Fraction((credited + tax) * amount, amount - retained)
    whole = rupees_of_whole(credited, tax, amount, retained)
    assert whole is not None
    assert Fraction(-1, 2) < whole - exact <= Fraction(1, 2)


@given(PAISA, PAISA, st.integers(1, 10**12))
def test_credited_comes_back_where_nothing_was_retained(credited: int, tax: int, amount: int) -> None:
    whole = rupees_of_whole(credited, tax, amount, 0)
    assert whole is not None
    assert rupees_credited(whole, tax, amount, 0) == credited


@given(PAISA, st.lists(st.integers(0, 100), min_size=1, max_size=6).filter(sum))
def test_parts_add_up_and_stay_within_one_unit(total: int, shares: list[int]) -> None:
    parts = split_by_shares(total, shares)
    assert sum(parts) == total
    for part, share in zip(parts, shares, strict=True):
        assert abs(part - Fraction(total * share, sum(shares))) < 1


def test_the_odd_unit_goes_where_most_was_lost() -> None:
    assert split_by_shares(100, [1, 1, 1]) == (34, 33, 33)
    assert split_by_shares(101, [60, 40]) == (61, 40)


@pytest.mark.parametrize("shares", [[0, 0], [-1, 2], []])
def test_shares_that_split_nothing(shares: list[int]) -> None:
    with pytest.raises(ValueError):
        split_by_shares(100, shares)


def _receipt(currency: str, amount: int, rupees: int | None, tax: int, retained: int) -> Receipt:
    return Receipt.model_construct(
        id="r1",
        date=date(2025, 7, 14),
        amount=amount,
        currency=currency,
        gross=amount + 7,
        kind="export",
        service="it",
        channel="bank",
        account="own",
        rupees=rupees,
        tax_deducted=tax,
        retained=retained,
        platform="Upwork",
    )


@given(st.integers(3, 10**9), st.integers(0, 10**9), st.integers(1, 99), st.data())
def test_a_split_receipt_adds_up_and_each_part_holds_what_was_taken_from_it(
    amount: int, rupees: int, share: int, data: st.DataObject
) -> None:
    tax = data.draw(st.integers(0, rupees))
    retained = data.draw(st.integers(0, amount))
    whole = _receipt("USD", amount, rupees, tax, retained)
    parts = split_receipt(whole, {"it": share, "other": 100 - share})
    for name in ("amount", "gross", "rupees", "tax_deducted", "retained"):
        assert sum(getattr(part, name) for part in parts) == getattr(whole, name), name
    for part in parts:
        assert part.rupees is not None
        assert part.tax_deducted <= part.rupees
        assert part.retained <= part.amount


def test_a_split_receipt_in_rupees_keeps_rupees_and_amount_alike() -> None:
    parts = split_receipt(_receipt("PKR", 1001, 1001, 333, 0), {"it": 1, "ites": 0, "unsure": 1})
    assert [part.service for part in parts] == ["it", "unsure"]
    assert [part.id for part in parts] == ["r1", "r1.2"]
    assert all(part.amount == part.rupees for part in parts)
    assert sum(part.amount for part in parts) == 1001


def test_a_split_receipt_without_rupees_stays_an_estimate() -> None:
    assert [
        part.rupees for part in split_receipt(_receipt("EUR", 100, None, 0, 0), {"it": 1, "other": 2})
    ] == [
        None,
        None,
    ]


def test_twelve_month_ends() -> None:
    ends = month_ends(2024)
    assert len(ends) == 12
    assert (ends[0], ends[7], ends[-1]) == (date(2023, 7, 31), date(2024, 2, 29), date(2024, 6, 30))


def test_months_of_a_year_that_is_not_over() -> None:
    assert month_ends(2027, date(2026, 9, 12)) == (date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 12))
    assert month_ends(2027, date(2026, 7, 31)) == (date(2026, 7, 31),)
    assert month_ends(2026, date(2026, 11, 23)) == month_ends(2026)


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-14",
        "14/7/2025",
        "14-07-2025",
        "14.7.25",
        "14 July 2025",
        "14 Jul, 2025",
        "14th july 2025",
        "July 14, 2025",
        "14jul2025",
        "14-Jul-25",
        "۱۴/۷/۲۰۲۵",
        "  14   JULY 2025 ",
    ],
)
def test_dates_as_people_write_them(text: str) -> None:
    assert read_date(text) == date(2025, 7, 14)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("07/14/2025", "no_such_day"),
        ("31 June 2025", "no_such_day"),
        ("14 Foo 2025", "no_such_day"),
        ("yesterday", "not_understood"),
        ("14/7", "not_understood"),
        ("14 July 2025 and more", "not_understood"),
        ("1" * 400, "not_understood"),
        ("NaN", "not_understood"),
    ],
)
def test_what_is_no_date_is_refused_with_a_remedy(text: str, code: str) -> None:
    fault = read_date(text)
    assert isinstance(fault, DateFault)
    assert (fault.code, fault.given) == (code, text)
    assert "14/7/2025" in fault.remedy


def test_the_day_comes_first() -> None:
    assert read_date("3/4/2026") == date(2026, 4, 3)
