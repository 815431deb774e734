"""Figures, words, dates and languages as people read them; every expectation is written by hand."""

from __future__ import annotations

import threading
import timeit
from collections.abc import Iterator
from datetime import date

import pytest

from compliance import text
from compliance.number_words import WORDS
from compliance.text import _, ngettext, use_grouping, use_language


@pytest.fixture(autouse=True)
def _as_it_starts() -> Iterator[None]:
    yield
    use_language("en")
    use_grouping("lakh")


@pytest.mark.parametrize(
    ("whole", "lakh", "thousand"),
    [
        (0, "Rs 0", "Rs 0"),
        (5, "Rs 5", "Rs 5"),
        (999, "Rs 999", "Rs 999"),
        (1000, "Rs 1,000", "Rs 1,000"),
        (99999, "Rs 99,999", "Rs 99,999"),
        (100000, "Rs 1,00,000", "Rs 100,000"),
        (1500000, "Rs 15,00,000", "Rs 1,500,000"),
        (20351250, "Rs 2,03,51,250", "Rs 20,351,250"),
        (10_000_000_000, "Rs 10,00,00,00,000", "Rs 10,000,000,000"),
        (-500, "-Rs 500", "-Rs 500"),
        (-351250, "-Rs 3,51,250", "-Rs 351,250"),
    ],
)
def test_rupees_group_by_choice(whole: int, lakh: str, thousand: str) -> None:
    assert text.rupees(whole) == lakh
    use_grouping("thousand")
    assert text.rupees(whole) == thousand


def test_amounts_with_decimals() -> None:
    assert text.rupees_exact(35125000) == "Rs 3,51,250.00"
    assert text.rupees_exact(5) == "Rs 0.05"
    assert text.rupees_exact(-10050) == "-Rs 100.50"
    assert text.currency_amount(125000, "USD") == "$1,250.00"
    assert text.currency_amount(125000, "EUR") == "EUR 1,250.00"
    assert text.currency_amount(125000, "PKR") == "Rs 1,250.00"
    assert text.currency_amount(-125000, "USD") == "-$1,250.00"


def test_other_currencies_are_not_counted_in_lakh() -> None:
    assert text.currency_amount(123456789, "USD") == "$1,234,567.89"
    assert text.currency_amount(123456789, "PKR") == "Rs 12,34,567.89"


@pytest.mark.parametrize(
    ("ppm", "shown"),
    [(0, "0%"), (1, "0.0001%"), (2500, "0.25%"), (10000, "1%"), (125000, "12.5%"), (1000000, "100%")],
)
def test_percent_is_exact(ppm: int, shown: str) -> None:
    assert text.percent(ppm) == shown


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (40, "forty"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (1001, "one thousand and one"),
        (1100, "one thousand one hundred"),
        (351250, "three lakh fifty-one thousand two hundred and fifty"),
        (1500000, "fifteen lakh"),
        (100005, "one lakh and five"),
        (20351250, "two crore three lakh fifty-one thousand two hundred and fifty"),
        (10_000_000_000, "one thousand crore"),
        (999_999_999_999, "ninety-nine thousand nine hundred and ninety-nine crore ninety-nine lakh "
                          "ninety-nine thousand nine hundred and ninety-nine"),
        (1_000_000_000_000, "one lakh crore"),
        (-21, "minus twenty-one"),
    ],
)  # fmt: skip
def test_words_in_lakh_and_crore(whole: int, words: str) -> None:
    assert text.in_words(whole) == words


def test_words_follow_the_grouping() -> None:
    use_grouping("thousand")
    assert text.in_words(20351250) == (
        "twenty million three hundred and fifty-one thousand two hundred and fifty"
    )
    assert text.in_words(1_000_000_000_000) == "one thousand billion"
    assert text.in_words(1500000, "lakh") == "fifteen lakh"


def test_dates() -> None:
    assert text.date_text(date(2025, 7, 14)) == "14 July 2025"
    assert text.short_date_text(date(2025, 9, 4)) == "4 Sept 2025"
    assert text.month_text("2025-07") == "July 2025"
    assert text.tax_year_text(2026) == "tax year 2026 (1 July 2025 to 30 June 2026)"
    assert text.list_text(["a"]) == "a"
    assert text.list_text(["a", "b", "c"]) == "a, b and c"
    assert text.direction() == "ltr"


def test_every_tier_has_its_own_word_and_sentence() -> None:
    assert len({text.tier_word(tier) for tier in text.TIERS}) == 5
    sentences = {text.tier_sentence(tier) for tier in text.TIERS}
    assert len(sentences) == 5
    assert all(sentence.endswith(".") for sentence in sentences)
    with pytest.raises(KeyError):
        text.tier_word("certain")


def test_the_pseudo_language_marks_sentences_and_keeps_what_programs_read() -> None:
    use_language(text.PSEUDO)
    said = _("Open <b>{name}</b> at https://example.org/a or :material/save: now")
    assert said.startswith("⟦") and said.endswith("⟧")
    for kept in ("<b>", "{name}", "https://example.org/a", ":material/save:"):
        assert kept in said
    assert "Open" not in said
    assert ngettext("{n} receipt", "{n} receipts", 1) == "⟦{n} réçéípť⟧"
    assert ngettext("{n} receipt", "{n} receipts", 2) == "⟦{n} réçéípťš⟧"
    for shown in (
        text.rupees(5),
        text.date_text(date(2025, 7, 1)),
        text.month_text("2025-07"),
        text.in_words(7),
    ):
        assert shown.startswith("⟦") and shown.endswith("⟧")


def test_an_unknown_language_or_grouping_is_refused() -> None:
    with pytest.raises(ValueError, match="no language"):
        use_language("xx")
    with pytest.raises(ValueError, match="no grouping"):
        use_grouping("pairs")  # type: ignore[arg-type]
    assert text.language() == "en"


def test_two_people_in_one_process_do_not_share_a_language() -> None:
    use_language(text.PSEUDO)
    seen: list[str] = []
    other = threading.Thread(target=lambda: seen.append(_("Continue")))
    other.start()
    other.join()
    assert seen == ["Continue"]
    assert _("Continue") != "Continue"


def test_every_language_has_number_words_and_babel_data() -> None:
    for code in (*text.LANGUAGES, text.PSEUDO):
        assert code in WORDS
        use_language(code)
        assert text.locale().territory == "PK"


def test_an_empty_sentence_stays_empty() -> None:
    assert _("") == ""


def test_a_page_of_figures_costs_little() -> None:
    once = min(timeit.repeat(lambda: text.rupees_exact(351_250_00), number=2000, repeat=5)) / 2000
    assert once < 20e-6, f"{once * 1e6:.1f} microseconds a figure; a page shows thousands"
