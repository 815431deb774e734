"""Any text can be printed: Urdu joins and turns, unknown letters are marked, nothing overflows its place."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compliance.documents.flow import ELLIPSIS, Span, lines_of, shortened, width_of
from compliance.documents.fonts import ARABIC, REGULAR, STRONG, letters
from compliance.documents.lettering import REPLACEMENT, in_sight, joined, printable, tidy, turns

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=200)


def _names(text: str) -> list[str]:
    return [unicodedata.name(letter).removeprefix("ARABIC LETTER ") for letter in text]


def test_urdu_letters_take_the_forms_of_their_place() -> None:
    assert _names(joined("لیے")) == ["LAM INITIAL FORM", "FARSI YEH MEDIAL FORM", "YEH BARREE FINAL FORM"]
    assert _names(joined("کام")) == ["KEHEH INITIAL FORM", "ALEF FINAL FORM", "MEEM ISOLATED FORM"]


def test_lam_and_alef_become_one_letter() -> None:
    assert joined("لا") == "\ufefb"
    assert joined("بلا") == "\ufe91\ufefc"


def test_marks_between_letters_do_not_part_them() -> None:
    assert _names(joined("م\u064fم")) == ["MEEM INITIAL FORM", "ARABIC DAMMA", "MEEM FINAL FORM"]


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("plain (a) text", "plain (a) text"),
        ("\u05d0\u05d1", "\u05d1\u05d0"),
        ("ab \u05d0\u05d1 cd", "ab \u05d1\u05d0 cd"),
        ("\u05d0 (1,250.00) \u05d1", "\u05d1 (1,250.00) \u05d0"),
        ("\u05d0 ab 12 \u05d1", "\u05d1 ab 12 \u05d0"),
        ("\u05d0 12.5 34", "34 12.5 \u05d0"),
    ],
)
def test_lines_are_turned_as_they_are_read(typed: str, seen: str) -> None:
    assert in_sight(typed) == seen


def test_what_no_face_has_is_marked_once_for_each_word() -> None:
    assert printable("paid 漢字 🙂🙃 ok") == f"paid {REPLACEMENT} {REPLACEMENT} ok"


def test_nothing_typed_steers_the_display() -> None:
    assert printable("Rs 1\u202e000\u202c\u200b\x07\x00\u2066 ok") == "Rs 1000 ok"
    assert printable("two\nlines\tand\u2028more") == "two lines and more"


@given(ANY_TEXT)
def test_every_text_becomes_characters_that_a_face_has(text: str) -> None:
    known = letters(REGULAR) | letters(ARABIC)
    shown = printable(text)
    assert all(ord(letter) in known for letter in shown)
    assert printable(shown) == shown, "printing what was made printable changes nothing"


@given(ANY_TEXT)
@example("\u05d0" * 3 + "1" * 3)
def test_turning_a_line_loses_and_adds_no_character(text: str) -> None:
    shown = printable(text)
    mirrored = str.maketrans("()[]{}<>«»‹›", "(([[{{<<««‹‹")
    assert sorted(in_sight(shown).translate(mirrored)) == sorted(shown.translate(mirrored))
    assert turns(shown) or in_sight(shown) == shown


@settings(max_examples=200)
@given(ANY_TEXT, st.sampled_from([7.0, 9.5, 21.0]), st.sampled_from([30.0, 120.0, 480.0]))
@example("W" * 400, 21.0, 30.0)
@example("ﷲ" * 40 + " x", 21.0, 30.0)
def test_no_line_is_wider_than_its_place(text: str, size: float, width: float) -> None:
    for line in lines_of([Span(text, REGULAR, None)], size, width):
        used = sum(width_of(span.text, span.face, size) for span in line)
        assert used <= width + 0.01 or all(len(span.text) == 1 for span in line)


@given(ANY_TEXT)
def test_breaking_lines_keeps_every_word(text: str) -> None:
    lines = lines_of([Span(text, REGULAR, None)], 9.5, 100.0)
    kept = "".join(span.text for line in lines for span in line).replace(" ", "")
    assert kept == printable(text).replace(" ", "")


@given(ANY_TEXT, st.integers(1, 3))
def test_a_shortened_text_has_no_more_lines_than_allowed(text: str, most: int) -> None:
    assert len(lines_of([Span(text, REGULAR, None)], 9.5, 60.0, most)) <= most
    assert width_of(shortened(text, STRONG, 7.5, 60.0), STRONG, 7.5) <= 60.01


def test_a_shortened_text_says_so() -> None:
    assert shortened("a very long name of a client", REGULAR, 9.5, 60.0).endswith(ELLIPSIS)
    assert shortened("short", REGULAR, 9.5, 60.0) == "short"


def test_an_amount_is_never_parted_from_its_rs() -> None:
    for width in range(60, 200, 5):
        lines = lines_of([Span("It comes to Rs 15,00,000 for the year.", REGULAR, None)], 9.5, float(width))
        assert any("Rs 15,00,000" in span.text for line in lines for span in line)


def test_tidying_composes_letters() -> None:
    assert tidy("Ahme\u0301d") == "Ahméd"
