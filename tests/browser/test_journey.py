"""A freelancer's year, from an empty page to a downloaded PDF whose figures are read back.

Expected figures: one certified receipt of Rs 351,250.00 at 0.25% is Rs 878 (the contract's example), and
USD 1,000 put at Rs 282,000.00 by the person, without a certificate on its day, is Rs 2,820 at 1%.
"""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from compliance import assess, load_rulebook, read_workbook
from compliance.workbook import Workbook
from tests.browser.conftest import Visitor
from tests.browser.test_quick_answer import pick

FIRST_LINES = (
    "Tax year 2026",
    "Yes",
    "Yes",
    "Punjab",
    "Clients, for jobs, hours or projects",
    "Yes, alone",
    "Abroad",
)
CERTIFIED_TAX, OTHER_TAX = 878, 2820
TAX_SHOWN = "Rs 3,698"


def about_you(visitor: Visitor) -> None:
    visitor.press("Start the full check")
    for answer in FIRST_LINES:
        visitor.choose(answer)
        visitor.press("Continue")
    pick(visitor, "", "software", "Software developer, programmer")
    visitor.page.keyboard.press("Escape")
    visitor.press("Continue")
    visitor.choose("Yes")
    visitor.fill("Valid from", "1 July 2025")
    visitor.fill("Valid until", "31/12/2025")
    visitor.press("Continue")
    for answer in ("Yes", "No", "No"):
        visitor.choose(answer)
        visitor.press("Continue")
    visitor.press("Continue")
    visitor.fill("Name", "Ayesha <b>Example</b>")
    visitor.press("Continue")


def add_receipt(visitor: Visitor, day: str, rupees: str, tax: str) -> None:
    visitor.press("Add a receipt")
    visitor.choose("A client abroad")
    visitor.fill("When was it credited?", day)
    visitor.choose("SWIFT, “inward remittance” or a line of tax taken out")
    visitor.fill("Rupees that the bank credited", rupees)
    if tax:
        visitor.fill("Tax taken out of it, in rupees", tax)
    pick(visitor, "In which currency did it arrive?", "rupees", "Rupees only")
    visitor.choose("IT: software, web, networks")
    visitor.press("Save this receipt")


def downloaded(visitor: Visitor, button: str) -> bytes:
    with visitor.page.expect_download(timeout=60_000) as waiting:
        visitor.page.get_by_role("button", name=button, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


@pytest.fixture
def at_the_result(visitor: Visitor) -> Visitor:
    visitor.open()
    about_you(visitor)
    add_receipt(visitor, "14/7/2025", "3,50,371.87", "878.13")
    add_receipt(visitor, "2 Feb 2026", "2 lakh 82 hazar", "")
    visitor.press("Continue to your answers")
    visitor.press("Work out the result")
    return visitor


def test_from_an_empty_page_to_a_pdf(at_the_result: Visitor) -> None:
    visitor = at_the_result
    assert visitor.sees(TAX_SHOWN)
    assert visitor.sees("file by this one")
    assert visitor.sees("The paper's $12,000 rule makes the difference")
    visitor.press("Get the PDF and save your work")

    saved = read_workbook(downloaded(visitor, "Save the workbook file"))
    assert isinstance(saved, Workbook)
    assert [receipt.rupees for receipt in saved.receipts] == [351_250_00, 282_000_00]
    assert assess(saved, load_rulebook(), date(2026, 11, 23)).ordinance.tax == CERTIFIED_TAX + OTHER_TAX

    pdf = PdfReader(BytesIO(downloaded(visitor, "Download the PDF")))
    pages = [page.extract_text() for page in pdf.pages]
    assert TAX_SHOWN in pages[0]
    assert "Ayesha <b>Example</b>" in pages[0]
    assert "not for filing" in pages[-1].lower()
    (inside,) = pdf.attachments["workbook.json"]
    assert read_workbook(inside) == saved

    result = json.loads(downloaded(visitor, "Download the result as JSON"))
    assert result["ordinance"]["tax"] == CERTIFIED_TAX + OTHER_TAX
    assert result["policy"]["tax"] == 0


def test_work_is_opened_again_and_gives_the_same_result(at_the_result: Visitor) -> None:
    visitor = at_the_result
    visitor.press("Get the PDF and save your work")
    saved = downloaded(visitor, "Save the workbook file")
    visitor.open()
    chooser = visitor.page.locator("input[type=file]").first
    chooser.set_input_files({"name": "work.json", "mimeType": "application/json", "buffer": saved})
    visitor.settle()
    if not visitor.sees("Check your answers"):
        visitor.press("Check answers")
    visitor.press("Work out the result")
    assert visitor.sees(TAX_SHOWN)


def test_a_file_that_is_no_workbook_is_refused_with_words(visitor: Visitor) -> None:
    visitor.open()
    chooser = visitor.page.locator("input[type=file]").first
    chooser.set_input_files(
        {"name": "cat.json", "mimeType": "application/json", "buffer": b"\x89PNG not json"}
    )
    visitor.settle()
    assert visitor.sees("This file cannot be opened")
    assert visitor.sees("What you have entered so far is unchanged.")
    assert not visitor.sees("Traceback")
