"""The letter to the bank: what it asks, of which bank, and read back as its reader sees it."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from compliance.documents.bank_letter import write_bank_letters
from compliance.duties.bank_letters import BankLetter, bank_letters
from compliance.screens.draft_workbook import draft_of
from compliance.workbook_reading import read_workbook
from tests.duty_cases import case_of, with_answers
from tests.sample_year import CERTIFIED, DEVELOPER, LATE_CERTIFICATE, WALLET, receipt, year
from tests.screens_app import app

AS_OF = date(2026, 11, 24)


def two_banks(**person: Any) -> str:
    """A right receipt with its certificate at one bank; at the other one taxed twice and one under 9471."""
    saved = json.loads(
        year(
            2026,
            receipt("2025-08-10", "1000.00", rupees="280000.00", tax_deducted="700.00", certificate="P1"),
            receipt("2025-09-10", "2000.00", rupees="560000.00", tax_deducted="2800.00", reference="FT-77"),
            receipt("2025-10-10", "500.00", rupees="140000.00", tax_deducted="350.00", certificate="P3"),
            **CERTIFIED,
        )
    )
    saved["version"] = 2
    for one, bank, code in zip(
        saved["receipts"], ("", "Second Bank", "Second Bank"), ("9186", "9186", "9471"), strict=True
    ):
        one |= {"bank": bank, "purpose_code": code, "contract": True}
    saved["banks"] = [
        {"name": "First Bank", "branch": "Mall Road", "account": "PK11"},
        {"name": "Second Bank", "branch": "Gulberg", "account": "PK22"},
    ]
    return with_answers(json.dumps(saved), person=person)


def letters_of(saved: str) -> tuple[BankLetter, ...]:
    return bank_letters(case_of(saved, AS_OF))


def pages_of(saved: str) -> list[str]:
    case = case_of(saved, AS_OF)
    raw = write_bank_letters(bank_letters(case), case.workbook, AS_OF)
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(raw)).pages]


def test_only_the_bank_that_has_to_be_asked_gets_a_letter() -> None:
    [letter] = letters_of(two_banks())
    assert letter.bank.name == "Second Bank"
    assert [(one.receipt, one.verdicts) for one in letter.differences] == [(1, ("doubled",))]
    assert (letter.without_certificate, letter.wrong_code, letter.code) == ((1,), (2,), "9186")


def test_the_letter_names_dates_references_amounts_and_the_section() -> None:
    """0.25% of Rs 5,60,000 is Rs 1,400; the bank took Rs 2,800."""
    [page] = pages_of(two_banks(name="Ayesha Khan", cnic="35202-1234567-1", address="House 1, Lahore"))
    for said in (
        "Ayesha Khan",
        "House 1, Lahore",
        "CNIC 35202-1234567-1",
        "24 November 2026",
        "Second Bank",
        "Gulberg",
        "account PK22",
        "section 154A",
        "10 Sept 2025",
        "FT-77",
        "$2,000.00",
        "Rs 1,400",
        "Rs 2,800",
        "taken twice, or at the double rate",
        "proceeds realization certificate (e-PRC)",
        "put purpose code 9186 on my account once",
        "These receipts carry a purpose code that is not that of my work. Please change it to 9186.",
        "$500.00",
    ):
        assert said in page, said
    assert "First Bank" not in page


def test_a_code_that_does_not_exist_is_put_right_too() -> None:
    one = receipt("2025-08-10", "1000.00", rupees="280000.00", tax_deducted="2800.00", certificate="P1")
    [letter] = letters_of(with_answers(year(2026, one | {"purpose_code": "9111"})))
    assert letter.wrong_code == (0,)


def test_nothing_is_asked_about_the_account_of_somebody_else() -> None:
    one = receipt("2025-08-10", "1000.00", rupees="280000.00", tax_deducted="5600.00", account="other_person")
    assert letters_of(with_answers(year(2026, one))) == ()


def test_what_the_portal_shows_and_what_is_estimated_stand_in_the_letter() -> None:
    one = receipt("2025-08-10", "1000.00", tax_deducted="100.00")
    saved = json.loads(with_answers(year(2026, one)))
    saved["receipts"][0]["portal_tax"] = "50"
    [page] = pages_of(json.dumps(saved))
    # 1% of 1,000 dollars at Rs 284.8172.
    assert "about Rs 2,848.17" in page and "the tax portal shows Rs 50" in page


def test_work_of_another_kind_asks_for_its_own_code_and_mixed_work_asks_which() -> None:
    other = year(2026, receipt("2025-08-10", "1000.00", rupees="280000.00", service="other"))
    assert letters_of(other)[0].code == "9249"
    mixed = year(
        2026,
        receipt("2025-08-10", "1000.00", rupees="280000.00", service="other"),
        receipt("2025-09-10", "1000.00", rupees="280000.00"),
    )
    assert letters_of(mixed)[0].code == ""
    assert "tell me which purpose code" in pages_of(mixed)[0]


def test_without_a_bank_the_letter_has_lines_to_fill_in_by_hand() -> None:
    [letter] = letters_of(LATE_CERTIFICATE)
    assert letter.bank.name == ""
    [page] = pages_of(LATE_CERTIFICATE)
    assert page.count("____") >= 4


@pytest.mark.parametrize("saved", [WALLET, year(2026)])
def test_nobody_is_written_to_where_nothing_is_to_be_asked(saved: str) -> None:
    assert letters_of(saved) == ()


def test_a_letter_that_only_lacks_contracts_is_not_written() -> None:
    assert letters_of(DEVELOPER) == ()


def test_the_same_case_gives_the_same_bytes_and_many_receipts_more_pages() -> None:
    case = case_of(LATE_CERTIFICATE, AS_OF)
    letters = bank_letters(case)
    assert write_bank_letters(letters, case.workbook, AS_OF) == write_bank_letters(
        letters, case.workbook, AS_OF
    )
    many = year(
        2026, *(receipt("2025-08-10", f"{100 + place}.00", rupees="28000.00") for place in range(120))
    )
    pages = pages_of(many)
    assert len(pages) > 3
    assert "Page 1 of" in pages[0]


def test_texts_of_the_user_are_printed_as_they_are() -> None:
    hostile = '<img src="/etc/passwd"/><b>x</b> =cmd'
    page = " ".join(pages_of(two_banks(name=hostile, address=hostile)))
    assert hostile in page


def test_the_page_takes_banks_and_offers_the_letter() -> None:
    at = app("evidence", draft_of(read_workbook(LATE_CERTIFICATE)))  # type: ignore[arg-type]
    at.text_input(key="field.bank0.name").set_value("A Bank").run()
    at.text_input(key="field.bank0.account").set_value("PK99").run()
    assert not at.exception
    assert at.session_state["draft"]["banks"] == [{"name": "A Bank", "account": "PK99"}]
    assert "Download the letter" in [button.proto.label for button in at.get("download_button")]
