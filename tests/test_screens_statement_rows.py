"""What stays of an import on its page: rows to be settled, files to take out, links to bring back."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.screens_app import answer, app, draft, kept, land, press, shown
from tests.test_statements_open_rows import MEEZAN, PAYONEER

STORY = Path(__file__).parent / "story"


def entered(*files: tuple[str, bytes], at: AppTest | None = None) -> AppTest:
    """The page after these files were given and entered."""
    at = at or app("statements", draft(clients="abroad"))
    at.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files]).run()
    return press(at, "statements.enter")


def story(*names: str, at: AppTest | None = None) -> AppTest:
    return entered(*((f"{name}.csv", (STORY / f"{name}.csv").read_bytes()) for name in names), at=at)


def field(at: AppTest, end: str) -> str:
    """The key of the one field whose key ends so."""
    keys = [one.key for one in (*at.text_input, *at.selectbox, *at.radio) if (one.key or "").endswith(end)]
    (key,) = keys
    assert key is not None
    return key


def submit(at: AppTest, label: str) -> AppTest:
    next(one for one in at.button if one.label == label).click().run()
    assert not at.exception, at.exception
    return at


def test_a_row_without_a_day_is_completed_on_the_page() -> None:
    at = entered(("meezan.csv", MEEZAN.encode()))
    page = shown(at)
    assert "1 row still to be looked at" in page
    assert "99 Jan 2026: This is not a date" in page and "139,500.00" in page
    assert len(kept(at)["receipts"]) == 1
    at = submit(at, "Enter this row")
    assert '<p class="fault">' in shown(at)
    at.text_input(key=field(at, ".day")).set_value("7 January 2026")
    at = submit(at, "Enter this row")
    assert "meezan.csv, row 7 is entered. 1 receipt was added." in shown(at)
    assert "still to be looked at" not in shown(at)
    assert [one["credited"] for one in kept(at)["receipts"]] == ["139000", "139500"]
    at = press(at, "statements.row.undo.0")
    assert "1 row still to be looked at" in shown(at) and len(kept(at)["receipts"]) == 1


def test_a_row_is_left_out_only_with_a_reason() -> None:
    at = entered(("report.csv", PAYONEER.encode()))
    assert "4 rows still to be looked at" in shown(at)
    next(one for one in at.button if one.label == "Leave this row out").click().run()
    assert "Write in a few words why it is left out." in shown(at)
    keys = [one.key for one in at.text_input if (one.key or "").endswith(".why")]
    assert keys[0] is not None
    at.text_input(key=keys[0]).set_value("it never arrived")
    next(one for one in at.button if one.label == "Leave this row out").click().run()
    assert "3 rows still to be looked at" in shown(at)
    assert "left out: it never arrived" in shown(at)


def test_rows_that_wait_are_told_on_income_and_on_result() -> None:
    at = entered(("meezan.csv", MEEZAN.encode()))
    for page in ("overview", "result"):
        at.switch_page(f"compliance/screens/{'income/' if page == 'overview' else ''}{page}.py").run()
        assert not at.exception, at.exception
        assert "1 row of your statements is still to be looked at" in shown(at), page


def test_a_gap_over_a_row_that_was_not_read_is_told_before_and_after_entering() -> None:
    at = app("statements", draft(clients="abroad"))
    at.file_uploader[0].set_value([("meezan.csv", MEEZAN.encode(), "text/csv")]).run()
    said = "over row 7, which was not read, the balance moved by Rs 1,39,500.00."
    page = shown(at)
    assert said in page
    assert "Each balance is the one before it and the movement between them. It holds." not in page
    assert "Remittance From EXAMPLE INC STAN(200002)" in page
    at = press(at, "statements.enter")
    assert said in shown(at)
    at.run()
    assert said in shown(at)


def test_the_banks_own_proof_stays_after_entering() -> None:
    """Meezan: 10,000 at the start, 10,58,500 in, 58 of charges, 10,68,442 at the end."""
    page = shown(story("meezan"))
    for said in ("Meezan, PKR, …1234", "Rs 10,000.00", "Rs 10,58,500.00", "−Rs 58.00", "Rs 10,68,442.00"):
        assert said in page, said


def test_what_came_in_and_what_went_out_are_not_netted() -> None:
    """Two transfers in of 4,325 dollars together, one of 200 back: not 4,125."""
    rows = (
        b"Date,Description,Amount,Currency,Status,Transaction ID\n"
        b'"1 Jul, 2025",Payment from Upwork,"4,000.00",USD,Completed,1016000001\n'
        b'"2 Jul, 2025",Payment from Upwork,325.00,USD,Completed,1016000002\n'
        b'"3 Jul, 2025",Payment to Upwork,-200.00,USD,Completed,1016000003\n'
    )
    at = entered(("report.csv", rows))
    page = shown(at)
    assert "$4,325.00" in page and "$4,125.00 more came in than went out" in page
    assert "From other accounts</dt><dd>$4,125.00" not in page


def test_an_account_of_which_one_file_has_balances_says_so_and_shows_no_opening() -> None:
    transactions = (STORY / "payoneer.csv").read_bytes()
    report = (
        b"Date,Description,Amount,Currency,Status,Transaction ID\n"
        b'"1 Jul, 2025",Payment from Upwork,100.00,USD,Completed,1015000001\n'
    )
    page = shown(entered(("payoneer.csv", transactions), ("report.csv", report)))
    assert "Of its 7 rows 1 are of a file that prints no balances" in page
    assert "Balance at the start of the rows" not in page


def test_each_file_can_be_taken_out_and_put_back_at_any_time() -> None:
    at = story("upwork", "payoneer", "meezan", "certificates")
    before = sorted(record["id"] for record in kept(at)["receipts"])
    at.switch_page("compliance/screens/income/overview.py").run()
    at.switch_page("compliance/screens/income/statements.py").run()
    at = press(at, "statements.file.out.2")
    assert "Taken out: meezan.csv." in shown(at)
    assert any(record.get("provisional") for record in kept(at)["receipts"])
    at.run()
    at = press(at, "statements.file.back.2")
    assert sorted(record["id"] for record in kept(at)["receipts"]) == before


def test_a_file_that_was_taken_out_can_be_given_again() -> None:
    at = press(story("meezan"), "statements.file.out.0")
    assert kept(at)["receipts"] == []
    at.file_uploader[0].set_value([("meezan.csv", (STORY / "meezan.csv").read_bytes(), "text/csv")]).run()
    assert "It was imported already" not in shown(at)
    at = press(at, "statements.enter")
    assert len(kept(at)["receipts"]) == 2 and "Taken out" not in shown(at)


def test_a_link_that_was_undone_can_be_brought_back() -> None:
    at = story("payoneer", "meezan")
    before = kept(at)["receipts"]
    at = press(at, "statements.undo.1")
    assert "No longer held as the same money:" in shown(at)
    assert "1 pair is not the same money, you said" in [one.label for one in at.expander]
    at = press(at, "statements.back.0")
    assert "2 links between accounts" in [one.label for one in at.expander]
    assert sorted(one["id"] for one in kept(at)["receipts"]) == sorted(one["id"] for one in before)


def test_money_is_not_held_twice_without_a_warning() -> None:
    """Payoneer's withdrawal stands in for Rs 5,30,000; the bank's credit of them is made a receipt too."""
    at = story("payoneer", "meezan")
    at = press(at, "statements.undo.0")
    assert "A second one would count it twice." in shown(at)
    at = land(press(at, "statements.receipt.0"), "receipt")
    assert kept(at)["form"]["credited"] == "530000"
    answer(at, "kind", "export", scope="form")
    answer(at, "channel", "raast", scope="form")
    answer(at, "service", "it", scope="form")
    at = land(press(at, "continue.receipt"), "overview")
    at.switch_page("compliance/screens/income/statements.py").run()
    assert "A receipt was made of each of these two rows." in shown(at)
    at = press(at, "statements.double.0")
    assert "A receipt was made of each of these two rows." not in shown(at)
    assert sum(one.get("credited") == "530000" for one in kept(at)["receipts"]) == 1
    assert not any(one.get("provisional") for one in kept(at)["receipts"])


def test_provisional_receipts_are_marked_on_income_until_the_bank_is_there() -> None:
    at = story("upwork", "payoneer")
    at.switch_page("compliance/screens/income/overview.py").run()
    page = shown(at)
    assert "2 receipts are provisional." in page and page.count("· provisional") == 2
    at.switch_page("compliance/screens/income/statements.py").run()
    at = story("meezan", at=at)
    at.switch_page("compliance/screens/income/overview.py").run()
    assert "provisional" not in shown(at)
