"""Amounts as people write them: what is read, what is refused, and what is said back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance import text
from compliance.amount_text import LARGEST, REMEDIES, Amount, AmountFault, echo, read_amount
from compliance.amount_words import CURRENCIES, CURRENCY_WORDS, SCALES


@pytest.fixture(autouse=True)
def _as_it_starts() -> Iterator[None]:
    yield
    text.use_grouping("lakh")


@pytest.mark.parametrize(
    ("written", "value", "currency"),
    [
        ("1500000", "1500000", None),
        ("15,00,000", "1500000", None),
        ("1,500,000", "1500000", None),
        ("1 500 000", "1500000", None),
        ("1\u00a0500\u202f000", "1500000", None),
        ("15\u200900\u2009000", "1500000", None),
        ("15 lakh", "1500000", None),
        ("15 lakhs", "1500000", None),
        ("15LAKH", "1500000", None),
        ("2.5 lac", "250000", None),
        ("1.250 lakh", "125000", None),
        (".5 lakh", "50000", None),
        ("1.5 crore", "15000000", None),
        ("25 hazar", "25000", None),
        ("25 hazaar", "25000", None),
        ("350k", "350000", None),
        ("350 K", "350000", None),
        ("$1.2k", "1200", "USD"),
        ("Rs 1.5m", "1500000", "PKR"),
        ("1.5 million", "1500000", None),
        ("2 arab", "2000000000", None),
        ("2bn", "2000000000", None),
        ("3,51,250/-", "351250", None),
        ("Rs. 3,51,250.50/-", "351250.50", "PKR"),
        ("Rs. 500/=", "500", "PKR"),
        ("Rs.500", "500", "PKR"),
        ("Rs.5", "5", "PKR"),
        ("Rs .50", "0.50", "PKR"),
        ("₨ 500", "500", "PKR"),
        ("500 rupees", "500", "PKR"),
        ("500 rupees only", "500", "PKR"),
        ("Rs 500 rupees", "500", "PKR"),
        ("PKR 1,000", "1000", "PKR"),
        ("pkr1000", "1000", "PKR"),
        ("1000PKR", "1000", "PKR"),
        ("USD 1,250.50", "1250.50", "USD"),
        ("1,250.5 USD", "1250.50", "USD"),
        ("US$ 20", "20", "USD"),
        ("20 US dollars", "20", "USD"),
        ("20 dollars", "20", "USD"),
        ("€5", "5", "EUR"),
        ("£5.25", "5.25", "GBP"),
        ("AED 300", "300", "AED"),
        ("C$30", "30", "CAD"),
        ("A$30", "30", "AUD"),
        ("+5,000", "5000", None),
        ("0", "0", None),
        ("007", "7", None),
        ("500.", "500", None),
        ("1 crore 20 lakh 5 hazar", "12005000", None),
        ("3 lakh 51 thousand 2 hundred and 50", "351250", None),
        ("3 lakh 51 thousand 250.75 rupees", "351250.75", "PKR"),
        ("1 lakh 500", "100500", None),
        ("1.2345 hazar", "1234.5", None),
        ("1.00001k", "1000.01", None),
        ("1.0000000 lakh", "100000", None),
        ("۱۵۰۰۰۰", "150000", None),
        ("١٥٠٠٠٠", "150000", None),
        ("۱٬۵۰۰٬۰۰۰٫۵۰", "1500000.50", None),
        ("۱۵،۰۰،۰۰۰", "1500000", None),
        ("۱۵ لاکھ روپے", "1500000", "PKR"),
        ("۲ کروڑ", "20000000", None),
        ("٢ كروڑ", "20000000", None),
        ("\u200f۵۰۰\u200e", "500", None),
        ("  1500\n", "1500", None),
        ("9,999,999,999.99", "9999999999.99", None),
        ("9,99,99,99,999.99", "9999999999.99", None),
    ],
)
def test_read(written: str, value: str, currency: str | None) -> None:
    assert read_amount(written) == Amount(Decimal(value), currency)


REFUSED = [
    ("", "empty"),
    (" \u00a0\u200b", "empty"),
    (" " * 500, "empty"),
    ("abc", "no_number"),
    ("NaN", "no_number"),
    ("inf", "no_number"),
    ("-Infinity", "no_number"),
    ("lakh", "no_number"),
    ("fifteen lakh", "no_number"),
    ("Rs", "no_number"),
    ("1e5", "not_understood"),
    ("0x10", "not_understood"),
    ("=1+1", "not_understood"),
    ("1+1", "not_understood"),
    ("2*3", "not_understood"),
    ("100-200", "not_understood"),
    ("2025-07-14", "not_understood"),
    ("5%", "not_understood"),
    ("5_000", "not_understood"),
    ("²5", "not_understood"),
    ("½5", "not_understood"),
    ("５5", "not_understood"),
    ("5 abc", "not_understood"),
    ("XYZ 500", "not_understood"),
    ("¥500", "not_understood"),
    ("5 riyal", "not_understood"),
    ("lakh 5", "not_understood"),
    ("and 5", "not_understood"),
    ("5 lakh lakh", "not_understood"),
    ("1 crore Rs 20 lakh", "not_understood"),
    ("5/-5", "not_understood"),
    ("rs..50", "not_understood"),
    ("1'500", "not_understood"),
    ("1,23,4", "grouping"),
    ("1,2345", "grouping"),
    ("1,500,00", "grouping"),
    ("100,00,000", "grouping"),
    ("1,,500", "grouping"),
    ("1,500,", "grouping"),
    ("1 500,000", "grouping"),
    ("1, 500", "grouping"),
    ("1500 2000", "grouping"),
    ("1.50 500", "grouping"),
    ("0,500", "grouping"),
    ("1.500.000", "decimal_mark"),
    ("1.234,50", "decimal_mark"),
    ("1,5", "decimal_mark"),
    ("1,5 lakh", "decimal_mark"),
    ("12,34", "decimal_mark"),
    ("1234,50", "decimal_mark"),
    ("1.500", "decimal_mark"),
    ("100.000", "decimal_mark"),
    ("1..5", "decimal_mark"),
    ("1.2345", "too_many_decimals"),
    ("0.005", "too_many_decimals"),
    ("1.000001k", "too_many_decimals"),
    ("-5", "negative"),
    ("−5", "negative"),
    ("- 5", "negative"),
    ("500-", "negative"),
    ("Rs -500", "negative"),
    ("-$5", "negative"),
    ("(500)", "negative"),
    ("(Rs 5 lakh)", "negative"),
    ("$5 EUR", "two_currencies"),
    ("Rs 5 USD", "two_currencies"),
    ("1.5 crore 20 lakh", "parts"),
    ("20 lakh 1 crore", "parts"),
    ("1 lakh 200 thousand", "parts"),
    ("5 lakh 5 lakh", "parts"),
    ("1 lakh 5", "unclear_part"),
    ("1 crore 20", "unclear_part"),
    ("5 hazar 50.50", "unclear_part"),
    ("500 CR", "credit_or_crore"),
    ("1.5 cr", "credit_or_crore"),
    ("10000000000", "too_large"),
    ("10 arab", "too_large"),
    ("9" * 99, "too_large"),
    ("9" * 400, "too_long"),
    ("5 " + "lakh " * 5000, "too_long"),
]


@pytest.mark.parametrize(("written", "code"), REFUSED)
def test_refused_with_a_remedy(written: str, code: str) -> None:
    fault = read_amount(written)
    assert isinstance(fault, AmountFault)
    assert fault.code == code
    assert fault.remedy and "{" not in fault.remedy
    assert len(fault.given) <= 101


def test_every_remedy_is_shown_by_some_refusal() -> None:
    assert {code for _written, code in REFUSED} == set(REMEDIES)


def test_a_negative_amount_is_told_about_refunds() -> None:
    fault = read_amount("-5")
    assert isinstance(fault, AmountFault)
    assert "refund" in fault.remedy


def test_the_refusal_names_what_it_stumbled_over() -> None:
    fault = read_amount("500 quid")
    assert isinstance(fault, AmountFault)
    assert "“quid”" in fault.remedy and fault.given == "500 quid"
    fault = read_amount("$5 EUR")
    assert isinstance(fault, AmountFault)
    assert "USD and EUR" in fault.remedy


@pytest.mark.parametrize(
    ("written", "currency", "said"),
    [
        ("3,51,250", "PKR", "Rs 3,51,250 (three lakh fifty-one thousand two hundred and fifty rupees)"),
        ("1", "PKR", "Rs 1 (one rupee)"),
        ("0", "PKR", "Rs 0 (zero rupees)"),
        ("500.50", "PKR", "Rs 500.50 (five hundred rupees and fifty paisa)"),
        (".01", "PKR", "Rs 0.01 (one paisa)"),
        ("1250.5", "USD", "$1,250.50 (one thousand two hundred and fifty dollars and fifty cents)"),
        ("$1.01", "PKR", "$1.01 (one dollar and one cent)"),
        ("USD 150000", "USD", "$150,000.00 (one hundred and fifty thousand dollars)"),
        ("20", "EUR", "EUR 20.00 (twenty euros)"),
        ("AED 1.50", "PKR", "AED 1.50 (one UAE dirham and 50/100)"),
    ],
)
def test_echo(written: str, currency: str, said: str) -> None:
    amount = read_amount(written)
    assert isinstance(amount, Amount)
    assert echo(amount, currency) == said


def test_echo_asks_for_rupees_unless_told() -> None:
    assert echo(Amount(Decimal(5))) == "Rs 5 (five rupees)"


HUNDREDTHS = st.integers(0, LARGEST)


@given(HUNDREDTHS, st.sampled_from(["lakh", "thousand"]), st.sampled_from(CURRENCIES))
def test_what_is_shown_can_be_typed_again(hundredths: int, grouping: text.Grouping, currency: str) -> None:
    text.use_grouping(grouping)
    amount = Amount(Decimal(hundredths).scaleb(-2), currency)
    assert amount.hundredths == hundredths
    assert read_amount(text.currency_amount(hundredths, currency)) == amount
    assert read_amount(text.rupees_exact(hundredths)) == Amount(amount.value, "PKR")
    assert read_amount(text.rupees(hundredths // 100)) == Amount(Decimal(hundredths // 100), "PKR")
    assert read_amount(text.number(hundredths // 100)) == Amount(Decimal(hundredths // 100))


@given(HUNDREDTHS, st.sampled_from(["۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"]))
def test_digits_of_urdu_and_arabic(hundredths: int, digits: str) -> None:
    shown = text.rupees_exact(hundredths)
    written = shown.translate(str.maketrans("0123456789,.", f"{digits}٬٫"))
    assert read_amount(written) == Amount(Decimal(hundredths).scaleb(-2), "PKR")


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(100, 999))
def test_parts_add_up(crore: int, lakh: int, thousand: int, rest: int) -> None:
    written = f"{crore} crore {lakh} lakh {thousand} hazar {rest}"
    expected = crore * 10**7 + lakh * 10**5 + thousand * 10**3 + rest
    assert read_amount(written) == Amount(Decimal(expected))


PIECES = st.sampled_from(
    [
        *SCALES,
        *CURRENCY_WORDS,
        *"0123456789.,,,..  -/=+()e٫٬۵\u00a0\u202f{}%",
        "/-",
        "and",
        "only",
        "cr",
        "1,00,000",
    ]
)


@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=60).map("".join)))
def test_never_raises_and_what_is_read_is_an_amount(written: str) -> None:
    result = read_amount(written)
    if isinstance(result, AmountFault):
        assert result.remedy
    else:
        assert 0 <= result.value <= Decimal(LARGEST) / 100
        assert result.value == result.value.quantize(Decimal("0.01"))
        assert result.currency is None or result.currency in CURRENCIES
        assert read_amount(text.currency_amount(result.hundredths, "PKR")) == Amount(result.value, "PKR")


@pytest.mark.parametrize("piece", ["1,", "1 ", "1.", " ", "(", "-", "rs ", "us$", "1 lakh ", "۱", "/-", "."])
def test_long_texts_take_no_time(piece: str) -> None:
    began = time.perf_counter()
    read_amount(piece * (99 // len(piece)))
    read_amount(piece * 300_000)
    assert time.perf_counter() - began < 0.25


def test_the_word_lists_agree() -> None:
    assert set(CURRENCY_WORDS.values()) == set(CURRENCIES)
    assert not set(CURRENCY_WORDS) & set(SCALES)
