"""The page that imports statements, driven with the files of the story."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from compliance.screens.draft_statements import statements_of
from tests.screens_app import answer, app, draft, kept, land, press, receipt, shown

STORY = Path(__file__).parent / "story"
ALL = ("upwork", "payoneer", "meezan", "certificates")


def page_with(*names: str, at: AppTest | None = None) -> AppTest:
    """The page with files of the story given to it."""
    at = at or app("statements", draft(clients="abroad"))
    files = [(f"{name}.csv", (STORY / f"{name}.csv").read_bytes(), "text/csv") for name in names]
    at.file_uploader[0].set_value(files).run()
    assert not at.exception, at.exception
    return at


def test_the_year_is_asked_for_first() -> None:
    at = app("statements")
    assert "Choose the tax year first" in shown(at)
    assert not at.file_uploader


def test_every_file_says_what_it_is_and_accounts_for_its_rows() -> None:
    page = shown(page_with(*ALL))
    assert "8 rows: 8 read, 0 left out with a reason, 0 to be looked at." in page
    assert "Its layout is known from a weak source" in page
    assert "Each balance is the one before it and the movement between them. It holds." in page


def test_entering_makes_receipts_and_proves_the_year_and_can_be_undone() -> None:
    at = press(page_with(*ALL), "statements.enter")
    page = shown(at)
    assert "6 receipts were added." in page
    assert page.count("It adds up.") == 3
    assert "Rs 10,53,500.00" in page and "Rs 2,78,500.00" in page and "Rs 7,75,000.00" in page
    assert "Money Received from ALI RAZA" in page
    assert len(kept(at)["receipts"]) == 6 and kept(at)["statements"]
    at = press(at, "statements.undo")
    assert kept(at)["receipts"] == []
    assert "Taken out: upwork.csv, payoneer.csv, meezan.csv, certificates.csv." in shown(at)
    assert "It adds up." not in shown(at)
    for _file in ALL:
        at = press(at, "statements.file.forget.0")
    assert kept(at)["statements"] == ""


def test_what_was_typed_before_stays_as_typed() -> None:
    typed = receipt(id="r1", date="2 Oct 2025", received="1,000", credited="2,77,500", tax_deducted="1,000")
    at = press(page_with(*ALL, at=app("statements", draft([typed]))), "statements.enter")
    assert "1 receipt that you had typed was found in the statements." in shown(at)
    (same,) = [record for record in kept(at)["receipts"] if record["id"] == "r1"]
    assert (same["credited"], same["date"]) == ("277500", "2025-10-02")
    assert same["origin"]
    assert len(kept(at)["receipts"]) == 6


def test_the_same_files_again_add_nothing_and_say_so_before_anything_is_pressed() -> None:
    at = press(page_with(*ALL), "statements.enter")
    before = kept(at)["receipts"], kept(at)["statements"]
    at = page_with(*ALL, at=at)
    assert shown(at).count("It was imported already: nothing changes.") == 4
    assert not [button for button in at.button if button.key == "statements.enter"]
    assert (kept(at)["receipts"], kept(at)["statements"]) == before


def test_of_files_given_again_only_the_new_ones_are_entered() -> None:
    at = page_with(*ALL, at=press(page_with("upwork"), "statements.enter"))
    assert shown(at).count("It was imported already: nothing changes.") == 1
    at = press(at, "statements.enter")
    assert len(kept(at)["receipts"]) == 6
    assert len(statements_of(kept(at)["statements"]).files) == 4


def test_a_credit_that_nobody_can_explain_goes_into_the_form_and_is_asked_no_more() -> None:
    at = press(page_with("meezan"), "statements.enter")
    assert shown(at).count("Money Received from") == 2
    at = land(press(at, "statements.receipt.0"), "receipt")
    assert kept(at)["form"]["credited"] == "530000"
    answer(at, "kind", "export", scope="form")
    answer(at, "channel", "raast", scope="form")
    answer(at, "service", "it", scope="form")
    at = land(press(at, "continue.receipt"), "overview")
    assert any(record.get("origin") and record["credited"] == "530000" for record in kept(at)["receipts"])
    at.switch_page("compliance/screens/income/statements.py").run()
    assert shown(at).count("Money Received from") == 1


def test_a_link_can_be_undone_and_its_withdrawal_stands_in_again() -> None:
    at = press(page_with("payoneer", "meezan"), "statements.enter")
    before = len(kept(at)["receipts"])
    assert "2 links between accounts" in [expander.label for expander in at.expander]
    at = press(at, "statements.undo.0")
    assert len(kept(at)["receipts"]) == before
    assert "Withdrawn, and arrived in no statement here (1)" in shown(at)


def test_a_file_that_is_no_statement_says_so_and_cannot_be_entered() -> None:
    at = app("statements", draft())
    at.file_uploader[0].set_value([("letter.txt", b"Dear Sir,\nhow are you?\n", "text/plain")]).run()
    assert not at.exception
    assert "letter.txt" in shown(at)
    assert not [button for button in at.button if button.key == "statements.enter"]
