"""Rows that could not be read: kept with their reasons, completed or left out, and gaps told as gaps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from compliance import load_rulebook
from compliance.assessment import assess
from compliance.rulebook import Rulebook
from compliance.statements.importing import Imported, import_statements
from compliance.statements.row_reading import RowAnswer
from compliance.statements.rows_kept import MOST_KEPT, failing_now, not_kept
from compliance.statements.rows_settled import (
    Settled,
    asked_of,
    enter,
    enter_in_order,
    leave_out,
    open_again,
    orders_of,
)
from compliance.statements.statement_reading import read_statement
from compliance.summary import summarise
from compliance.workbook import Workbook, blank_workbook
from compliance.workbook_reading import read_workbook, write_workbook
from compliance.workbook_statements import Statements
from tests.sample_year import AS_OF

STORY = Path(__file__).parent / "story"
MEEZAN = """Account No 00000000001234,TEST USER
Opening Balance,PKR      10000.00
Closing Balance,PKR      345000.00
Currency,PKR
Booking Date,Value Date,Doc No,Description,Debit,Credit,Available Balance
05 Jan 2026,05 Jan 2026,,"Remittance From EXAMPLE INC STAN(200001)",,"139,000.00","149,000.00"
99 Jan 2026,,,"Remittance From EXAMPLE INC STAN(200002)",,"139,500.00","288,500.00"
09 Jan 2026,09 Jan 2026,,"Money Received from ALI RAZA STAN(200003)",,"56,501.00","345,001.00"
10 Jan 2026,10 Jan 2026,,"Charges Taxes Plus FED STAN(200004)",1.00,,"345,000.00"
"""
"""The balance moves by 196,001 from row 6 to row 8: 139,500 of the row that cannot be read, and 56,501."""
PAYONEER = """Date,Description,Amount,Currency,Status,Transaction ID
"28 Jul, 2025",Payment from Fiverr,"2,000.00",USD,Pending,1016000001
"29 Jul, 2025",Payment from Fiverr,"1,000.00",EURO,Completed,1016000002
"30 Jul, 2025",Something new,"5.00",USD,Completed,1016000003
"31 Jul, 2025",Payment from Fiverr,"1.250,50",USD,Completed,1016000004
"""


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def imported(rulebook: Rulebook, *texts: str, into: Workbook | None = None) -> Imported:
    statements = [read_statement(f"{n}.csv", text.encode()) for n, text in enumerate(texts)]
    return import_statements(into or blank_workbook(2026), statements, rulebook, "it")


def decided(rulebook: Rulebook, workbook: Workbook, kept: Statements) -> Workbook:
    return import_statements(workbook, (), rulebook, "it", kept).workbook


def test_rows_to_be_looked_at_are_kept_with_their_reasons_and_survive_saving(rulebook: Rulebook) -> None:
    workbook = imported(rulebook, MEEZAN, PAYONEER).workbook
    rows = workbook.statements.open_rows
    assert [(row.file, row.rows, [reason.code for reason in row.reasons]) for row in rows] == [
        (0, (7,), ["date_unreadable"]),
        (1, (2,), ["status_unknown"]),
        (1, (3,), ["currency_unknown"]),
        (1, (4,), ["kind_unknown"]),
        (1, (5,), ["amount_decimal_comma"]),
    ]
    assert rows[0].reasons[0].given == "99 Jan 2026" and "139,500.00" in rows[0].raw
    read = read_workbook(write_workbook(workbook))
    assert isinstance(read, Workbook), read
    assert read.statements == workbook.statements


def test_each_row_is_asked_for_what_it_lacks_and_no_more(rulebook: Rulebook) -> None:
    kept = imported(rulebook, MEEZAN, PAYONEER).workbook.statements
    assert [asked_of(row, kept) for row in kept.open_rows] == [
        ("day",),
        (),
        ("currency",),
        ("kind",),
        ("amount", "kind"),
    ]


def test_a_row_whose_day_is_entered_becomes_a_receipt_of_that_day(rulebook: Rulebook) -> None:
    workbook = imported(rulebook, MEEZAN).workbook
    assert len(workbook.receipts) == 1
    (row,) = workbook.statements.open_rows
    assert enter(workbook.statements, row, RowAnswer()).missing
    settled = enter(workbook.statements, row, RowAnswer(day=date(2026, 1, 7)))
    after = decided(rulebook, workbook, settled.kept)
    assert [(one.date.isoformat(), one.rupees) for one in after.receipts] == [
        ("2026-01-05", 13_900_000),
        ("2026-01-07", 13_950_000),
    ]
    assert after.statements.open_rows == ()
    (made,) = [one for one in after.statements.movements if one.rows == (7,)]
    assert (made.account, made.balance, made.foreign) == ("meezan:PKR:1234", 28_850_000, "remittance")
    # Entered, the account adds up: 10,000 and 139,000, 139,500 and 56,501 in, 1 out, are 345,000.
    (account,) = import_statements(after, (), rulebook, "it").proof.bank_accounts
    assert (account.opening, account.closing, account.difference) == (1_000_000, 34_500_000, 0)


def test_what_came_of_a_row_goes_when_it_is_opened_again(rulebook: Rulebook) -> None:
    before = imported(rulebook, MEEZAN).workbook
    (row,) = before.statements.open_rows
    kept = enter(before.statements, row, RowAnswer(day=date(2026, 1, 7))).kept
    after = decided(rulebook, before, kept)
    (settled,) = after.statements.rows
    assert settled.state == "entered"
    back = decided(rulebook, after, open_again(after.statements, settled))
    assert back.receipts == before.receipts and back.statements == before.statements


def test_a_row_can_be_left_out_for_a_reason_and_opened_again(rulebook: Rulebook) -> None:
    kept = imported(rulebook, MEEZAN).workbook.statements
    out = leave_out(kept, kept.open_rows[0], "cancelled, the bank says")
    assert out.open_rows == () and out.rows[0].why == "cancelled, the bank says"
    assert open_again(out, out.rows[0]) == kept


def test_money_of_unknown_status_currency_kind_and_amount_is_entered_as_told(rulebook: Rulebook) -> None:
    """2,000 dollars that came after all, 1,000 euros, a refund of 5, and 1,250.50 that came in."""
    kept = imported(rulebook, PAYONEER).workbook.statements
    answers = (
        RowAnswer(),
        RowAnswer(currency="EUR"),
        RowAnswer(kind="fee"),
        RowAnswer(amount=125_050, kind="transfer"),
    )
    for row, answer in zip(kept.open_rows, answers, strict=True):
        settled = enter(kept, row, answer)
        assert settled == Settled(settled.kept)
        kept = settled.kept
    assert [(one.native_id, one.kind, one.amount, one.account) for one in kept.movements] == [
        ("1016000001", "transfer", 200_000, "payoneer:USD"),
        ("1016000002", "transfer", 100_000, "payoneer:EUR"),
        ("1016000003", "fee", 500, "payoneer:USD"),
        ("1016000004", "transfer", 125_050, "payoneer:USD"),
    ]


def test_a_row_that_another_file_has_already_is_not_entered_twice(rulebook: Rulebook) -> None:
    whole = PAYONEER.replace("Pending", "Completed")
    kept = imported(rulebook, whole, PAYONEER).workbook.statements
    row = next(one for one in kept.open_rows if one.file == 1 and one.rows == (2,))
    after = enter(kept, row, RowAnswer()).kept
    (same,) = [one for one in after.movements if one.native_id == "1016000001"]
    assert (same.file, [seen.file for seen in same.also]) == (0, [1])
    # Opened again, the row of the first file stays.
    settled = next(one for one in after.rows if one.state == "entered")
    assert [one.native_id for one in open_again(after, settled).movements].count("1016000001") == 1


def test_a_number_with_another_amount_says_so_and_can_be_entered_as_its_own(rulebook: Rulebook) -> None:
    text = (STORY / "upwork.csv").read_text()
    other = text.replace("2000.00,,,2000", "2100.00,,,2100")
    kept = imported(rulebook, text, other).workbook.statements
    (row,) = kept.open_rows
    assert [reason.code for reason in row.reasons] == ["id_with_other_amount"]
    assert asked_of(row, kept) == ()
    after = enter(kept, row, RowAnswer()).kept
    assert sorted(one.amount for one in after.movements if one.native_id == "705") == [200_000, 210_000]
    # Two movements have two ids.
    assert len({one.id for one in after.movements}) == len(after.movements)


def test_the_order_of_day_and_month_is_said_once_for_a_file(rulebook: Rulebook) -> None:
    """03-04 and 05-06 of 2026 can be read both ways; the person says that the day comes first."""
    head = "Currency,Payout method,Transaction date,Transaction time,Time zone,Credit amount,"
    head += "Debit amount,Status,Running balance,Description\n"
    body = "USD,,{},01:00,UTC,{},,Completed,{},Payment from Example Ltd\n"
    text = head + body.format("03-04-2026", "100.00", "100.00") + body.format("05-06-2026", "50.00", "150.00")
    workbook = imported(rulebook, text).workbook
    rows = workbook.statements.open_rows
    assert [[reason.code for reason in row.reasons] for row in rows] == [["date_order"], ["date_order"]]
    orders = orders_of(rows, workbook.statements)
    assert set(orders.values()) == {date(2026, 3, 4), date(2026, 4, 3)}
    written = next(one for one, day in orders.items() if day == date(2026, 4, 3))
    after = enter_in_order(workbook.statements, rows, written)
    assert [one.date for one in after.movements] == [date(2026, 4, 3), date(2026, 6, 5)]
    assert after.open_rows == ()


def test_a_gap_over_a_row_that_was_not_read_is_no_proof() -> None:
    """The 196,001 between rows 6 and 8 less the 56,501 of row 8 are 139,500."""
    statement = read_statement("m.csv", MEEZAN.encode())
    chain = next(one for one in statement.checks if one.code == "balance_chain")
    assert (chain.passed, chain.failures, chain.gaps, chain.row) == (False, 0, 1, 7)
    assert chain.expected is not None and chain.found is not None
    assert chain.found - chain.expected == 13_950_000


def test_a_balance_that_stood_still_over_an_unread_row_is_no_gap() -> None:
    still = MEEZAN.replace('"139,500.00","288,500.00"', '"139,500.00","149,000.00"')
    still = still.replace("345,001.00", "205,501.00").replace("345,000.00", "205,500.00")
    chain = next(one for one in read_statement("m.csv", still.encode()).checks if one.code == "balance_chain")
    assert (chain.passed, chain.gaps) == (True, 0)


def test_work_saved_before_rows_were_kept_takes_them_when_the_file_is_given_again(
    rulebook: Rulebook,
) -> None:
    workbook = imported(rulebook, MEEZAN).workbook
    old_file = workbook.statements.files[0].model_copy(
        update={"header": (), "account_number": "", "currency": "", "checks": ()}
    )
    old = workbook.model_copy(
        update={"statements": workbook.statements.model_copy(update={"files": (old_file,), "rows": ()})}
    )
    read = read_workbook(write_workbook(old))
    assert isinstance(read, Workbook)
    again = import_statements(read, [read_statement("0.csv", MEEZAN.encode())], rulebook, "it")
    assert again.files[0].already
    assert again.workbook.statements == workbook.statements


def test_rows_that_wait_are_a_thing_to_do(rulebook: Rulebook) -> None:
    workbook = imported(rulebook, MEEZAN, PAYONEER).workbook
    steps = summarise(assess(workbook, rulebook, AS_OF), rulebook).next_steps
    (step,) = [one for one in steps if one.id == "open_rows"]
    assert "Look at 5 rows" in step.title
    kept = workbook.statements
    for row in kept.open_rows:
        kept = leave_out(kept, row, "looked at")
    settled = workbook.model_copy(update={"statements": kept})
    steps = summarise(assess(settled, rulebook, AS_OF), rulebook).next_steps
    assert "open_rows" not in [one.id for one in steps]


def test_what_entered_rows_mend_is_no_longer_said_to_fail(rulebook: Rulebook) -> None:
    """139,500 are missing of the closing balance, and of the balance at row 7, until that row is entered."""
    kept = imported(rulebook, MEEZAN).workbook.statements
    assert [one.code for one in failing_now(kept, 0)] == ["balance_chain", "opening_to_closing"]
    (row,) = kept.open_rows
    left = leave_out(kept, row, "it is none")
    assert [one.code for one in failing_now(left, 0)] == ["balance_chain", "opening_to_closing"]
    assert failing_now(enter(kept, row, RowAnswer(day=date(2026, 1, 7))).kept, 0) == ()
    # Another amount would not mend the totals.
    wrong = MEEZAN.replace("PKR      345000.00", "PKR      345000.01")
    kept = imported(rulebook, wrong).workbook.statements
    after = enter(kept, kept.open_rows[0], RowAnswer(day=date(2026, 1, 7))).kept
    assert [one.code for one in failing_now(after, 0)] == ["last_balance", "opening_to_closing"]


def test_of_a_file_that_nobody_understands_not_every_row_is_kept(rulebook: Rulebook) -> None:
    head, first, *_others = PAYONEER.splitlines(keepends=True)
    text = head + "".join(first.replace("1016000001", str(number)) for number in range(MOST_KEPT + 5))
    kept = imported(rulebook, text).workbook.statements
    assert (len(kept.open_rows), not_kept(kept, 0)) == (MOST_KEPT, 5)


def test_of_two_alike_rows_of_one_number_the_second_is_not_taken_for_the_first(rulebook: Rulebook) -> None:
    """Two parts of one order, of the same day and money; of the second the status is not known."""
    head, row, *_others = PAYONEER.splitlines(keepends=True)
    text = head + row.replace("Pending", "Completed") + row
    kept = imported(rulebook, text).workbook.statements
    after = enter(kept, kept.open_rows[0], RowAnswer()).kept
    assert [(one.rows, one.amount) for one in after.movements] == [((2,), 200_000), ((3,), 200_000)]
