"""The trainer's pack: worksheets and keys agree, nothing is given away, and the papers are whole."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from fractions import Fraction
from math import floor

import pytest
from pypdf import PdfReader

from compliance import load_rulebook
from compliance.text import rupees
from compliance.workshop.exercise import LEVELS, Level
from compliance.workshop.own_people import own_person
from compliance.workshop.pack import Order, _sheets, build_pack
from compliance.workshop.people import people
from compliance.workshop.plan import three_hours
from compliance.workshop.worksheets import Sheet, write_worksheets

RULES = load_rulebook()
AS_OF = date(2026, 11, 24)
PEOPLE = people()
CHOSEN = tuple(PEOPLE[name] for name in ("cliff", "mid_year", "mixed", "remittance_from", "retention", "job"))


_DAY, _RUPEES = r"(\d+ \w+ 20\d\d)", r"(Rs [\d,]+\.\d\d)"


def _order(level: Level = "practice", *, two: bool = False, participants: int = 6, seed: int = 7) -> Order:
    return Order(CHOSEN, level, participants, seed, two)


def _files(order: Order) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(build_pack(order, RULES, AS_OF))) as pack:
        assert pack.testzip() is None
        return {name: pack.read(name) for name in pack.namelist()}


def _texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def _paisa(shown: str) -> int:
    found = re.fullmatch(r"Rs ([\d,]+)\.(\d\d)", shown)
    assert found, shown
    return int(found[1].replace(",", "") + found[2])


@pytest.fixture(scope="module")
def sheets() -> list[Sheet]:
    return list(_sheets(_order(), RULES, AS_OF))


def test_worksheets_and_key_agree_by_sums_done_here(sheets: list[Sheet]) -> None:
    """The tax of each sheet is worked out anew from what is printed on it, by the rates of tax year 2026."""
    files = _files(_order())
    pages = _texts(files["1-worksheets.pdf"])
    key = " ".join(_texts(files["2-answer-key.pdf"]))
    assert len(pages) == 6
    for sheet, page in zip(sheets, pages, strict=True):
        rows = re.findall(
            r"(\d+ \w+ 20\d\d) (abroad|in Pakistan) .*?(Rs [\d,]+\.\d\d) (Rs [\d,]+\.\d\d)", page
        )
        if sheet.person.name == "mixed":
            # A receipt in rupees prints its amount twice, and the tax after them.
            rows = re.findall(
                rf"{_DAY} (abroad|in Pakistan) .*?{_RUPEES} (?:Rs [\d,]+\.\d\d )?{_RUPEES}", page
            )
        assert len(rows) == len(sheet.workbook.receipts)
        certified = other = local = 0
        for receipt, (_day, client, amount, _taken) in zip(sheet.workbook.receipts, rows, strict=True):
            first = sheet.workbook.person.pseb
            covered = any(one.first <= receipt.date <= (one.until or date.max) for one in first)
            if client == "in Pakistan":
                local += _paisa(amount)
            elif covered and receipt.service in ("it", "ites"):
                certified += _paisa(amount)
            else:
                other += _paisa(amount)
        taxable, salary = Fraction(local, 100), Fraction(sheet.workbook.other.salary, 100)
        assert taxable <= 1_200_000 and (not salary or 1_200_000 < salary <= 2_200_000)
        slabs = (
            6_000 + (salary - 1_200_000) * Fraction(11, 100)
            if salary
            else max(Fraction(0), (taxable - 600_000) * Fraction(15, 100))
        )
        lines = (Fraction(certified, 40_000), Fraction(other, 10_000), slabs)
        total = sum(floor(line + Fraction(1, 2)) for line in lines)
        assert f"{rupees(total)} " in key and sheet.assessment.ordinance.tax == total, sheet.person.name


@pytest.mark.parametrize("level", LEVELS)
def test_no_worksheet_gives_its_answers_away(level: Level) -> None:
    order = _order(level)
    made = list(_sheets(order, RULES, AS_OF))
    pages = _texts(write_worksheets(made, order.seed))
    for sheet, page in zip(made, pages, strict=True):
        tax = sheet.assessment.ordinance.tax
        assert not re.search(re.escape(rupees(tax)) + r"(?![\d.,])", page), sheet.person.name
        assert sheet.person.teaches not in page and sheet.person.title not in page
        for question in sheet.questions:
            assert " ".join(question.asked.split()) in page
            if question.choices:
                assert all(" ".join(choice.split()) in page for choice in question.choices)


def test_levels_help_less_and_ask_more() -> None:
    counts = {}
    for level in LEVELS:
        [first, *_rest] = _sheets(_order(level), RULES, AS_OF)
        counts[level] = len(first.questions)
        assert any(question.help for question in first.questions) == (level == "first_steps")
        assert any(question.choices for question in first.questions) == (level == "advanced")
    assert counts["first_steps"] < counts["practice"] < counts["advanced"]


def test_every_page_is_one_participant_and_two_fit_a_sheet() -> None:
    assert len(_texts(_files(_order(participants=5))["1-worksheets.pdf"])) == 5
    two = PdfReader(io.BytesIO(_files(_order(participants=5, two=True))["1-worksheets.pdf"]))
    assert len(two.pages) == 3
    assert two.pages[0].mediabox.width > two.pages[0].mediabox.height
    text = two.pages[0].extract_text()
    assert "Worksheet 1" in text and "Worksheet 2" in text


def test_figures_differ_from_sheet_to_sheet_and_come_back_with_the_number() -> None:
    one = Order((PEOPLE["job"],), "practice", 8, 3)
    taxes = {sheet.assessment.ordinance.tax for sheet in _sheets(one, RULES, AS_OF)}
    assert len(taxes) >= 6
    assert build_pack(one, RULES, AS_OF) == build_pack(one, RULES, AS_OF)
    assert build_pack(Order((PEOPLE["job"],), "practice", 8, 4), RULES, AS_OF) != build_pack(
        one, RULES, AS_OF
    )


def test_the_papers_are_whole() -> None:
    files = _files(_order())
    texts = {name: " ".join(_texts(content)) for name, content in files.items()}
    assert all(content.startswith(b"%PDF") for content in files.values()) and len(files) == 6
    assert "180 minutes in all" in texts["3-plan.pdf"]
    assert "Never take anybody’s password" in texts["4-what-not-to-answer.pdf"]
    assert "have not been checked by a translator" in texts["6-words.pdf"]
    home = texts["5-to-take-home.pdf"]
    # Rates and days of tax year 2026, as the notes on the law have them.
    for fact in ("0.25%", "1%", "$12,000.00", "30 September 2026", "15 October 2026", "only announced"):
        assert fact in home


def test_the_plan_takes_three_hours() -> None:
    assert sum(block.minutes for block in three_hours(CHOSEN)) == 180
    assert sum(block.minutes for block in three_hours(CHOSEN[:1])) == 180


def test_progress_is_told_to_its_end_and_texts_of_a_trainer_print_as_typed() -> None:
    told: list[tuple[int, int]] = []
    own = own_person(
        '<img src="file:///etc/passwd"/> & co', "<b>Bold</b> ہفتہ", "", "it", PEOPLE["job"].workbook
    )
    pack = build_pack(
        Order((own,), "practice", 2, 1), RULES, AS_OF, lambda done, whole: told.append((done, whole))
    )
    assert [done for done, _whole in told] == list(range(1, len(told) + 1)) and told[-1][0] == told[-1][1]
    with zipfile.ZipFile(io.BytesIO(pack)) as opened:
        page = _texts(opened.read("1-worksheets.pdf"))[0]
    assert '<img src="file:///etc/passwd"/> & co' in page and "<b>Bold</b>" in page


@pytest.mark.parametrize(("participants", "seed"), [(0, 1), (201, 1), (5, -1), (5, 10_000)])
def test_an_order_beyond_bounds_is_refused(participants: int, seed: int) -> None:
    with pytest.raises(ValueError, match="bounds"):
        Order(CHOSEN, "practice", participants, seed)
