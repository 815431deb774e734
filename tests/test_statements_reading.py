"""Files as they come: encodings, delimiters, headings, doubtful rows, wrong balances, reversed signs."""

from __future__ import annotations

import codecs
import datetime
from dataclasses import replace

import pytest

from compliance.statements import ReviewRow, Statement, read_statement
from compliance.statements.balance_checks import Entry, totals
from compliance.statements.cell_values import (
    DayReader,
    currency_in,
    read_money,
    read_rate,
    read_signed_amount,
)
from compliance.statements.movement import Facts
from compliance.statements.spreadsheet_cells import cell_text
from tests.statement_files import (
    FOLDER,
    UPWORK_HEADER,
    csv_of,
    pdf_of,
    read_sample,
    upwork_rows,
    xlsx_of,
)

MEEZAN = (FOLDER / "meezan_statement.csv").read_text("utf-8-sig")
REPORT_HEADER = ["Date", "Description", "Amount", "Currency", "Status", "Transaction ID"]


def _report(*rows: list[str]) -> Statement:
    """Rows of Payoneer's report: date, description, amount, currency, status, id."""
    return read_statement("report.csv", csv_of([REPORT_HEADER, *rows]))


def _row(**changes: str) -> list[str]:
    usual = {
        "date": "28 Jul, 2026", "description": "Payment from Example Ltd", "amount": "1,000.00",
        "currency": "USD", "status": "Completed", "id": "1",
    }  # fmt: skip
    return list((usual | changes).values())


def _only_review(statement: Statement) -> ReviewRow:
    [row] = statement.review
    assert statement.counts.review == 1 and statement.counts.data == sum(
        (statement.counts.posted, statement.counts.skipped, statement.counts.review)
    )
    return row


@pytest.mark.parametrize(
    "content",
    [
        MEEZAN.encode("utf-8"),
        MEEZAN.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + MEEZAN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + MEEZAN.encode("utf-16-be"),
        MEEZAN.encode("utf-16-le"),
        MEEZAN.encode("utf-16-be"),
        MEEZAN.replace("\n", "\r\n").encode(),
        MEEZAN.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "mark", "utf-16-le mark", "utf-16-be mark", "utf-16-le", "utf-16-be", "crlf", "cr"],
)
def test_letters_come_out_whatever_the_encoding(content: bytes) -> None:
    statement = read_statement("x.csv", content)
    assert [one.amount for one in statement.movements] == [27_850_000, -5_800]
    assert [warning.code for warning in statement.warnings] == ["grade_b"]


def test_a_guessed_encoding_is_said() -> None:
    statement = read_statement("x.csv", MEEZAN.replace("EXAMPLE MTO", "CAFÉ MTO").encode("cp1252"))
    assert statement.movements[0].counterparty == "CAFÉ MTO PAYABLE A/C"
    assert statement.warnings[0].code == "encoding_guessed"
    assert "cp1252" in statement.warnings[0].sentence()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [REPORT_HEADER, _row(description="Payment from A, B; C")]
    statement = read_statement("x", csv_of(rows, delimiter))
    assert statement.movements[0].counterparty == "A, B; C"


def test_a_name_that_stands_twice_does_not_hide_a_column() -> None:
    statement = read_sample("mcb_live.csv")
    assert statement.header.count("currency") == 1 and "currency (2)" in statement.header


def test_ids_stay_texts() -> None:
    statement = _report(_row(id="04007902996003\t   ", description="Payment from NA"))
    assert (statement.movements[0].native_id, statement.movements[0].counterparty) == ("04007902996003", "NA")


def test_the_line_of_a_row_counts_line_breaks_in_cells() -> None:
    rows = [REPORT_HEADER, _row(description="Payment\nfrom\nExample"), _row(id="2")]
    statement = read_statement("x.csv", csv_of(rows))
    assert [one.rows for one in statement.movements] == [(2,), (5,)]
    assert statement.movements[0].description == "Payment from Example"


@pytest.mark.parametrize(
    ("changes", "code", "given"),
    [
        ({"date": "07/28/2026"}, "date_unreadable", "07/28/2026"),
        ({"date": "31 Feb, 2026"}, "date_unreadable", "31 Feb, 2026"),
        ({"date": ""}, "date_missing", ""),
        ({"amount": ""}, "amount_missing", ""),
        ({"amount": "one"}, "amount_unreadable", "one"),
        ({"amount": "=1+1"}, "amount_unreadable", "=1+1"),
        ({"amount": "380,00"}, "amount_decimal_comma", "380,00"),
        ({"amount": "1.005"}, "amount_decimals", "1.005"),
        ({"amount": "99999999999999.00"}, "amount_too_large", "99999999999999.00"),
        ({"currency": "ZZZ"}, "currency_unknown", "ZZZ"),
        ({"currency": ""}, "currency_missing", ""),
        ({"status": "On hold"}, "status_unknown", "On hold"),
        ({"status": ""}, "status_missing", ""),
        ({"description": "Something else"}, "kind_unknown", "Something else"),
        ({"description": "Payment from \x1b[2J"}, "control_characters", ""),
    ],
)
def test_what_is_not_sure_is_reviewed(changes: dict[str, str], code: str, given: str) -> None:
    row = _only_review(_report(_row(**changes), _row(id="2")))
    assert [(reason.code, reason.given) for reason in row.reasons] == [(code, given)]
    assert row.rows == (2,) and row.reasons[0].line()


def test_a_row_is_reviewed_for_all_its_reasons_at_once() -> None:
    row = _only_review(_report(_row(date="x", amount="y", status="z")))
    assert {reason.code for reason in row.reasons} == {
        "date_unreadable",
        "amount_unreadable",
        "status_unknown",
    }


def test_of_a_row_that_waits_for_its_kind_the_rest_is_kept() -> None:
    row = _only_review(_report(_row(description="Something else")))
    [one] = row.movements
    assert (one.kind, one.amount, one.currency) == (None, 100_000, "USD")


def test_cells_beyond_the_heading_are_not_lost() -> None:
    row = _only_review(_report([*_row(), "more"]))
    assert [(reason.code, reason.given) for reason in row.reasons] == [("more_cells", "more")]
    assert row.raw[-1] == "more"


def test_nothing_moved_is_left_out_with_that_reason() -> None:
    statement = _report(_row(amount="0.00"), _row(amount="-0"))
    assert [one.reason.code for one in statement.skipped] == ["nothing_moved", "nothing_moved"]


def test_repeated_rows_stay() -> None:
    assert len(_report(_row(), _row()).movements) == 2


def test_blank_rows_and_repeated_headings_are_counted_apart() -> None:
    rows = [REPORT_HEADER, _row(), ["", "", ""], REPORT_HEADER, _row()]
    counts = read_statement("x.csv", b"\n" + csv_of(rows)).counts
    assert (counts.before, counts.heading, counts.blank, counts.data) == (1, 2, 1, 2)


def test_a_file_without_rows_says_so() -> None:
    assert [one.code for one in _report().problems] == ["no_rows"]


def _payouts(*dates: str) -> Statement:
    header = (FOLDER / "payoneer_payouts.csv").read_text().splitlines()[0].split(",")
    rows = [
        ["USD", "", date, "", "UTC", "1.00", "", "Completed", "", "Payment from Example"] for date in dates
    ]
    return read_statement("x.csv", csv_of([header, *rows]))


def test_the_order_of_the_date_follows_from_the_whole_file() -> None:
    months_first = _payouts("05-06-2026", "07-28-2026")
    assert [one.date.isoformat() for one in months_first.movements] == ["2026-05-06", "2026-07-28"]
    days_first = _payouts("05-06-2026", "28-07-2026")
    assert [one.date.isoformat() for one in days_first.movements] == ["2026-06-05", "2026-07-28"]


def test_an_order_that_does_not_follow_is_asked_for() -> None:
    statement = _payouts("05-06-2026", "06-06-2026")
    row = _only_review(statement)
    assert row.rows == (2,) and row.reasons[0].code == "date_order"
    # The sixth of June is the same day both ways.
    assert [one.date.isoformat() for one in statement.movements] == ["2026-06-06"]
    both = _payouts("07-28-2026", "28-07-2026")
    assert [row.reasons[0].code for row in both.review] == ["date_order", "date_order"]


def test_money_in_and_out_in_one_row_is_reviewed() -> None:
    row = _only_review(read_statement("x.csv", MEEZAN.replace(",58.00,,", ",58.00,5.00,").encode()))
    assert row.reasons[0].code == "both_sides"


def test_the_row_that_breaks_the_balance_is_named() -> None:
    rows = upwork_rows(20)
    balance = UPWORK_HEADER.index("Current balance $")
    right = rows[7][balance]
    rows[7][balance] = "1.00"
    for ordered, file_row in ((rows, 9), (rows[::-1], 14)):
        [check] = read_statement("x.csv", csv_of([UPWORK_HEADER, *ordered])).checks
        assert (check.code, check.passed, check.row) == ("balance_chain", False, file_row)
        assert (check.expected, check.found) == (int(right.replace(".", "")), 100)
        # From the wrong balance the next one does not follow either.
        assert check.failures == 2 and check.sentence()


def test_a_row_that_is_missing_shows_in_the_balance_whatever_the_order() -> None:
    rows = upwork_rows(20)
    del rows[7]
    for ordered, file_row in ((rows, 9), (rows[::-1], 13)):
        [check] = read_statement("x.csv", csv_of([UPWORK_HEADER, *ordered])).checks
        assert (check.passed, check.row, check.failures) == (False, file_row, 1)


def test_a_row_that_cannot_be_read_does_not_break_the_balance_of_others() -> None:
    rows = upwork_rows(20)
    rows[7][UPWORK_HEADER.index("Amount $")] = "?"
    statement = read_statement("x.csv", csv_of([UPWORK_HEADER, *rows]))
    assert len(statement.review) == 1
    # No row fails, but over the one that was not read nothing is proved.
    assert [(check.failures, check.gaps, check.passed) for check in statement.checks] == [(0, 1, False)]


def test_a_clients_export_is_pointed_out() -> None:
    amount = UPWORK_HEADER.index("Amount $")
    rows = [[*row[:amount], f"-{row[amount]}", *row[amount + 1 :]] for row in upwork_rows(9)[::2]]
    statement = read_statement("x.csv", csv_of([UPWORK_HEADER, *rows]))
    assert "signs_reversed" in [warning.code for warning in statement.warnings]
    usual = read_statement("x.csv", csv_of([UPWORK_HEADER, *upwork_rows(9)]))
    assert usual.warnings == ()


def test_dates_rewritten_by_a_spreadsheet_program_are_pointed_out() -> None:
    statement = _report(_row(date="28/07/2026"), _row(date="29/07/2026"), _row())
    assert "dates_rewritten" in [warning.code for warning in statement.warnings]


@pytest.mark.parametrize(
    ("date", "near"),
    [("29 Jun, 2026", False), ("30 Jun, 2026", True), ("1 Jul, 2026", True), ("2 Jul, 2026", False)],
)
def test_rows_beside_the_end_of_the_tax_year_are_flagged(date: str, near: bool) -> None:
    assert [one.near_year_end for one in _report(_row(date=date)).movements] == [near]


def test_rupees_of_a_withdrawal_are_taken_from_its_text() -> None:
    row = dict.fromkeys(UPWORK_HEADER, "")
    row |= {
        "Date": "Oct 2, 2026", "Transaction ID": "1", "Transaction type": "Withdrawal", "Amount $": "-500.00",
        "Transaction summary details": "Bank transfer 139,250.50 PKR to xxxx-1234",
    }  # fmt: skip
    [one] = read_statement("x.csv", csv_of([UPWORK_HEADER, list(row.values())])).movements
    assert (one.kind, one.pkr_amount, one.last4) == ("withdrawal", 13_925_050, "1234")


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("Hourly", "earning"), ("Fixed-price", "earning"), ("Bonus", "earning"), ("Service Fee", "fee"),
        ("Connects", "fee"), ("Subscription", "fee"), ("Withdrawal Fee", "fee"), ("GST", "tax"),
        ("VAT", "tax"), ("WHT", "tax"), ("Withholding Tax (IN)", "tax"), ("Refund", "refund"),
        ("Payment", None), ("Something new", None),
    ],
)  # fmt: skip
def test_the_types_of_upwork(type_: str, kind: str | None) -> None:
    row = dict.fromkeys(UPWORK_HEADER, "")
    row |= {"Date": "Oct 2, 2026", "Transaction ID": "1", "Transaction type": type_, "Amount $": "-5.00"}
    statement = read_statement("x.csv", csv_of([UPWORK_HEADER, list(row.values())]))
    assert [one.kind for one in statement.movements] == ([kind] if kind else [])
    assert len(statement.review) == (kind is None)


def test_an_exchange_between_own_balances_is_two_movements_of_one_row() -> None:
    text = (FOLDER / "wise_history.csv").read_text().splitlines()
    row = (
        text[2]
        .replace(",IN,", ",NEUTRAL,")
        .replace("2041.93,USD,Test User,2041.93,USD", "100.00,USD,Me,92.00,EUR")
    )
    statement = read_statement("x.csv", "\n".join([text[0], row]).encode())
    gone, come = statement.movements
    assert (gone.account, gone.amount, gone.role) == ("wise:USD", -10_000, "out")
    assert (come.account, come.amount, come.role) == ("wise:EUR", 9_200, "in")
    assert (statement.counts.data, statement.counts.posted) == (1, 1)


def test_rows_of_paypal_that_moved_nothing_are_left_out() -> None:
    lines = (FOLDER / "paypal_activity.csv").read_text("utf-8-sig").splitlines()
    pending = lines[1].replace('"Completed"', '"Pending"').replace("07/15/2026", "07/14/2026")
    memo = lines[1].replace('"Credit"', '"Memo"')
    held = lines[1].replace('"Completed"', '"Held"')
    statement = read_statement("x.csv", "\n".join([*lines, pending, memo, held]).encode())
    assert [one.reason.code for one in statement.skipped] == ["pending", "memo"]
    assert [one.reasons[0].code for one in statement.review] == ["status_unknown"]
    assert statement.counts.data == 5


def test_an_upwork_amount_whose_currency_is_not_sure_is_reviewed() -> None:
    text = (FOLDER / "upwork_statements_2018.csv").read_text()
    local = text.replace(",,258.00,,,256.03", ",,258.00,30000.00,PKR,256.03")
    [one] = [one for one in read_statement("x.csv", local.encode()).movements if one.kind == "earning"]
    assert (one.currency, one.amount, one.pkr_amount) == ("USD", 25_800, 3_000_000)
    unsure = read_statement("x.csv", text.replace(",,258.00,,,256.03", ",,258.00,,PKR,256.03").encode())
    assert [one.reasons[0].code for one in unsure.review] == ["currency_unclear"]


def test_a_spreadsheet_is_read_like_the_csv() -> None:
    rows: list[list[object]] = [
        ["Account No 00000000000000", "TEST USER"],
        ["Opening Balance", "PKR      1000.00"],
        [],
        ["Booking Date", "Value Date", "Doc No", "Description", "Debit", "Credit", "Available Balance"],
        [datetime.date(2026, 7, 2), "02 Jul 2026", 4007902996003, "Remittance", None, 278500, 279500],
        [datetime.datetime(2026, 7, 3, 9, 30), "03 Jul 2026", "007", "FED AMOUNT", 0.1 + 0.2, "", 279499.7],
    ]  # fmt: skip
    statement = read_statement("x.xlsx", xlsx_of(rows, ("Statement", "Other")))
    first, second = statement.movements
    assert (first.rows, first.date.isoformat(), first.amount, first.reference) == (
        (5,),
        "2026-07-02",
        27_850_000,
        "4007902996003",
    )
    # Ten cents and twenty are thirty in what a spreadsheet shows.
    assert (second.date.isoformat(), second.amount, second.reference) == ("2026-07-03", -30, "007")
    assert [check.passed for check in statement.checks] == [True]
    assert "other_sheets" in [warning.code for warning in statement.warnings]


def test_numbers_too_long_for_a_spreadsheet_are_pointed_out() -> None:
    rows: list[list[object]] = [list(REPORT_HEADER), [*_row()[:-1], 4366180000000001]]
    statement = read_statement("x.xlsx", xlsx_of(rows))
    assert "long_numbers" in [warning.code for warning in statement.warnings]


def test_two_sheets_with_statements_are_not_chosen_between() -> None:
    workbook = __import__("openpyxl").Workbook()
    for sheet in (workbook.active, workbook.create_sheet("Second")):
        sheet.append(REPORT_HEADER)
        sheet.append(_row())
    made = __import__("io").BytesIO()
    workbook.save(made)
    statement = read_statement("x.xlsx", made.getvalue())
    assert [one.code for one in statement.problems] == ["several_sheets"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1016000001.0, "1016000001"),
        (175054.79, "175054.79"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (True, "TRUE"),
        (None, ""),
        (float("inf"), ""),
        (datetime.datetime(2026, 7, 2), "2026-07-02"),
        (datetime.datetime(2026, 7, 2, 17, 23, 16, 5), "2026-07-02 17:23:16"),
        (datetime.time(5, 53), "05:53:00"),
    ],
)
def test_cells_of_a_spreadsheet_as_texts(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_a_locked_pdf_asks_for_its_password_and_forgets_it() -> None:
    text = (FOLDER / "hbl_mobile.pdf.txt").read_text()
    locked = pdf_of(text, "4821")
    asked, wrong = read_statement("x.pdf", locked), read_statement("x.pdf", locked, "1111")
    assert [one.code for one in asked.problems] == ["password_needed"] and asked.needs_password
    assert [one.code for one in wrong.problems] == ["password_wrong"] and wrong.needs_password
    opened = read_statement("x.pdf", locked, "4821")
    assert not opened.needs_password and len(opened.movements) == 2
    assert "4821" not in repr(opened)


def test_a_picture_of_a_statement_has_no_text() -> None:
    assert [one.code for one in read_statement("x.pdf", pdf_of("")).problems] == ["pdf_no_text"]


def test_amounts_without_signs_go_by_the_column_they_stand_in() -> None:
    lines = [
        "Account Statement",
        "Booking Date   Description           Credit         Debit       Available Balance",
        "08 Oct 2025    Money Received from   42,500.00                     43,000.00",
        "09 Oct 2025    FED AMOUNT                           43.00          42,957.00",
    ]
    statement = read_statement("x.pdf", pdf_of("\n".join(lines)))
    assert [one.amount for one in statement.movements] == [4_250_000, -4_300]
    assert [check.passed for check in statement.checks] == [True]


def test_lines_that_are_no_row_of_a_pdf_are_reviewed_not_dropped() -> None:
    text = (FOLDER / "meezan_pdf.pdf.txt").read_text()
    broken = text.replace("08 Oct 2025   Charges", "8/10/25       Charges")
    statement = read_statement("x.pdf", pdf_of(broken))
    [row] = statement.review
    assert "row_not_understood" in [reason.code for reason in row.reasons]
    assert "PKR43.00" in row.reasons[0].given


def test_a_block_without_its_last_line_is_reviewed() -> None:
    text = (FOLDER / "sadapay_pdf.pdf.txt").read_text().replace("(Incoming transfer)", "")
    statement = read_statement("x.pdf", pdf_of(text))
    assert [row.reasons[0].code for row in statement.review] == ["text_not_separated"]
    assert statement.counts.data == 2


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1,000", 100_000), ("+1,000", 100_000), ("-283.83", -28_383), ("- 905.65", -90_565), ("0", 0),
        ("+ PKR42,500.00", 4_250_000), ("PKR      175054.79", 17_505_479), ("12.3400", 1_234),
        ("12,34,567.8", 123_456_780), ("\u2212 5.00", -500), ("1,00", "amount_decimal_comma"),
        ("1.234,56", "amount_decimal_comma"), ("1,23,45", "amount_unreadable"), ("--5", "amount_unreadable"),
        ("5-", "amount_unreadable"), ("(5.00)", "amount_unreadable"), ("1e5", "amount_unreadable"),
        ("٣", "amount_unreadable"), ("1_000", "amount_unreadable"), ("5.00 USD", "amount_unreadable"),
        ("", "amount_missing"), ("0.001", "amount_decimals"), ("9" * 50, "amount_unreadable"),
    ],
)  # fmt: skip
def test_amounts(text: str, read: int | str) -> None:
    assert read_signed_amount(text) == read


def test_money_rates_and_currencies() -> None:
    assert read_money("5,000.00 USD") == (500_000, "USD")
    assert read_money("USD 5,000.00") == read_money("USD, 5,000.00") == (500_000, "USD")
    assert (read_money("5.00"), read_money("USD")) == ((500, ""), None)
    assert str(read_rate("17,968.32")) == "17968.32" and str(read_rate("0.76274")) == "0.76274"
    assert (read_rate("-1"), read_rate("NaN"), read_rate("1" * 99)) == (None, None, None)
    assert (currency_in("usd"), currency_in("USD 1,000.00"), currency_in("USD or EUR")) == ("USD", "USD", "")


def test_days_outside_a_lifetime_are_no_days() -> None:
    days = DayReader(("%d-%m-%Y",), False, ())
    assert (days("01-01-0001"), days("01-01-2101")) == ("date_unreadable", "date_unreadable")
    assert days("29-02-2024") == datetime.date(2024, 2, 29)
    assert days("٠١-٠١-٢٠٢٥") == "date_unreadable"


def test_a_statement_can_be_compared_and_is_the_same_twice() -> None:
    first, second = read_sample("mcb_live.csv"), read_sample("mcb_live.csv")
    assert first == second and replace(first, name="other") != second


def _payoneer(text: str) -> Statement:
    return read_statement("x.csv", text.encode("utf-8-sig"))


PAYONEER = (FOLDER / "payoneer_transactions.csv").read_text("utf-8-sig")


def test_a_file_that_a_spreadsheet_program_saved_again_is_told() -> None:
    assert not {"zeros_lost", "numbers_shortened"} & {one.code for one in _payoneer(PAYONEER).warnings}
    zeros = _payoneer(PAYONEER.replace("07/20/2026", "7/20/2026"))
    assert "zeros_lost" in [one.code for one in zeros.warnings] and zeros.counts.posted == 3
    numbers = _payoneer(PAYONEER.replace("1015900001", "1.0159E+09"))
    assert "numbers_shortened" in [one.code for one in numbers.warnings]


CANCELLED = (
    "07/26/2026,09:00:00,UTC,1015950001,Withdrawal to MEEZAN BANK (1234),,700.00,USD,,,Cancelled,{balance},,,"
    "USD balance,MEEZAN BANK (1234),"
)


@pytest.mark.parametrize(
    ("balance", "passed"),
    [
        # The money stood still.
        ("5120.50", True),
        # Nothing is printed: whether it moved shows in the next row, or not at all.
        ("", True),
        # Neither 5,120.50 nor 700 less.
        ("4000.00", False),
    ],
)
def test_a_row_that_may_not_have_moved_breaks_no_balance_that_stood_still(balance: str, passed: bool) -> None:
    first, *rest = PAYONEER.splitlines()
    rows = [rest[0], CANCELLED.format(balance=balance), *rest[1:]]
    statement = _payoneer("\n".join([first, *rows]))
    assert [one.reasons[0].code for one in statement.review] == ["status_unknown"]
    assert [(one.code, one.passed) for one in statement.checks] == [("balance_chain", passed)]


def test_a_row_of_unknown_status_that_did_move_breaks_nothing_either() -> None:
    first, withdrawn, *rest = PAYONEER.splitlines()
    later = withdrawn.replace("120.50", "-579.50")
    rows = [later, CANCELLED.format(balance="4420.50"), *rest]
    [check] = _payoneer("\n".join([first, *rows])).checks
    assert check.passed


@pytest.mark.parametrize("closing", [10_000, 9_000])
def test_printed_totals_hold_with_or_without_a_row_that_may_not_have_moved(closing: int) -> None:
    entries = [Entry(2, None, 10_000, None), Entry(3, None, -1_000, None, may_not_have_moved=True)]
    [check] = totals("wise:USD", entries, Facts(opening=0, closing=closing))
    assert check.passed
    [wrong] = totals("wise:USD", entries, Facts(opening=0, closing=closing + 500))
    assert not wrong.passed
