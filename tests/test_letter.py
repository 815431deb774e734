"""The letter reads like one: what to do, the figures, how they come about, in lines of 78 characters."""

from __future__ import annotations

import re

import pytest

from compliance.letter import letter
from tests.sample_year import (
    CREDITED,
    DESIGNER,
    DEVELOPER,
    EVERY_YEAR,
    REMITTED,
    WALLET,
    receipt,
    summed_up,
    year,
)

JARGON = re.compile(
    r"\b(ppm|paisa|null|True|False|fact|parameter|trace|engine|tuple|code certified|per se|whereby|hereby"
    r"|aforesaid|shall|pursuant|liability|assessee)\b|[{}_]|None\b(?! of)"
)
LONGEST_WORD = re.compile(r"\S{60,}")
ALL = [*EVERY_YEAR.values(), DEVELOPER, WALLET, DESIGNER, REMITTED, CREDITED, year(2026)]


@pytest.mark.parametrize("saved", ALL)
def test_lines_fit_and_words_are_plain(saved: str) -> None:
    written = letter(summed_up(saved))
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    sources = written.index("\nSources\n")
    for line in written.splitlines():
        assert len(line) <= 78 or LONGEST_WORD.search(line), line
        assert line == line.rstrip(), "no blanks at the end"
    for sentence in re.sub(r"\s+", " ", written[:sources]).split(". "):
        assert not JARGON.search(sentence), sentence


@pytest.mark.parametrize(
    ("saved", "figures"),
    [
        (DEVELOPER, ["Rs 10,500", "The two agree: Rs 10,500.", "0.25% of Rs 42,00,000"]),
        (WALLET, ["Between Rs 11,484 and Rs 82,267", "15% of the part above Rs 6,00,000"]),
        (DESIGNER, ["Rs 3,23,000", "Rs 75,800", "Rs 2,47,200", "They differ by Rs 2,90,600"]),
        (REMITTED, ["Between Rs 28,889 and Rs 5,56,661", "They differ by Rs 28,889", "9186"]),
    ],
)
def test_the_figures_are_in_it(saved: str, figures: list[str]) -> None:
    written = re.sub(r"\s+", " ", letter(summed_up(saved)))
    for figure in figures:
        assert figure in written


def test_what_to_do_comes_first_and_sources_last() -> None:
    written = letter(summed_up(REMITTED))
    places = [
        written.index(f"\n{title}\n")
        for title in (
            "What to do next",
            "What the Ordinance says (file by this one)",
            "What the published policy says (not for filing)",
            "How the tax and the balance come about",
            "Your receipts",
            "Points on which the law is not settled",
            "Sources",
        )
    ]
    assert places == sorted(places)
    assert "rules \n" not in written
    assert summed_up(REMITTED).header.digest in written


def test_sections_without_content_are_left_out() -> None:
    written = letter(summed_up(DEVELOPER))
    assert "What you did not know" not in written
    assert "Points on which the law is not settled" not in written
    assert "Foreign currency you may keep" in written
    assert "Foreign currency you may keep" not in letter(summed_up(WALLET))


def test_the_limit_of_a_month_names_its_rules_trust_and_sources() -> None:
    written = re.sub(r"\s+", " ", letter(summed_up(DEVELOPER)))
    section = written[written.index("Foreign currency you may keep =") :]
    section = section[: section.index(" Points on which") if " Points on which" in section else 4000]
    for rule in summed_up(DEVELOPER).retention.rules:  # type: ignore[union-attr]
        assert f"Rule: {rule.title}: {rule.value} ({rule.dates}; " in section
        assert all(source.title in section for source in rule.sources)


def test_a_nil_limit_for_want_of_pseb_names_the_other_register() -> None:
    uncovered = year(2023, receipt("2023-03-10", "1000.00", rupees="280000.00"))
    sentence = "The circular also names members of P@SHA, about whom this program does not ask."
    assert sentence in re.sub(r"\s+", " ", letter(summed_up(uncovered)))
    covered = year(2023, receipt("2023-03-10", "1000.00", rupees="280000.00"), pseb=[{"from": "2023-01-01"}])
    assert sentence not in re.sub(r"\s+", " ", letter(summed_up(covered)))


def test_the_person_is_named_on_one_line_whatever_was_typed() -> None:
    saved = year(2026, receipt("2025-08-10", "100.00", rupees="28000.00"), name="  Ali\n\nWhat to do next ")
    written = letter(summed_up(saved))
    assert "Name: Ali What to do next\n" in written


def test_a_figure_stays_on_the_line_of_its_rupees() -> None:
    for saved in ALL:
        for line in letter(summed_up(saved)).splitlines():
            assert not line.endswith("Rs")
