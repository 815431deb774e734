"""What an import tells besides the receipts: rows that wait, pairs to decide, origins, banks."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from compliance import load_rulebook
from compliance.assessment import assess
from compliance.cli import main
from compliance.documents.xlsx import build_xlsx
from compliance.rulebook import Rulebook
from compliance.statements.accounts import balance_before
from compliance.statements.importing import import_statements
from compliance.statements.origins import Origin, Origins
from compliance.statements.receipts_made import receipts_of
from compliance.statements.statement_reading import read_statement
from compliance.workbook import blank_workbook
from compliance.workbook_filing import Bank
from compliance.workbook_statements import Statements
from tests.sample_year import AS_OF
from tests.test_statements_once import movement
from tests.test_statements_open_rows import MEEZAN, PAYONEER

STORY = Path(__file__).parent / "story"
ALL = ("upwork", "payoneer", "meezan", "certificates")
EDGE = """Date,Description,Amount,Currency,Status,Transaction ID
"30 Jun, 2025",Payment from Fiverr,100.00,USD,Completed,1016000001
"1 Jul, 2026",Payment from Fiverr,200.00,USD,Completed,1016000002
"29 Jun, 2025",Payment from Fiverr,300.00,USD,Completed,1016000003
"30 Jun, 2025",Card charge (GITHUB),-10.00,USD,Completed,1016000004
"1 Jul, 2025",Payment from Fiverr,400.00,USD,Completed,1016000005
"""


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def command(folder: Path, name: str, text: str, *more: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    files = [str(folder / name), "--workbook", str(folder / "w.json")]
    assert main(["import", *files, "--service", "it", *more]) == 0


def test_the_review_file_has_every_row_that_waits_not_only_those_of_the_last_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = tmp_path / "review.csv"
    command(tmp_path, "meezan.csv", MEEZAN, "--review", str(review))
    command(tmp_path, "report.csv", PAYONEER, "--review", str(review))
    assert "5 rows of all files are still to be looked at" in capsys.readouterr().out
    with review.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["what"] == "review"]
    assert [(row["file"], row["rows"], row["given"]) for row in rows] == [
        ("meezan.csv", "7", "99 Jan 2026"),
        ("report.csv", "2", "Pending"),
        ("report.csv", "3", "EURO"),
        ("report.csv", "4", "Something new"),
        ("report.csv", "5", "1.250,50"),
    ]


def test_only_what_a_spreadsheet_would_run_is_guarded(tmp_path: Path) -> None:
    """A withdrawal of 500 dollars in transit keeps its sign; a text like a formula does not run."""
    rows = 'Date,Description,Amount,Currency,Status,Transaction ID\n"2 Jul, 2025",'
    rows += (
        'Withdrawal to MEEZAN BANK (1234),-500.00,USD,Completed,1\n"3 Jul, 2025",=1+1,1.00,USD,Completed,2\n'
    )
    review = tmp_path / "review.csv"
    command(tmp_path, "report.csv", rows, "--review", str(review))
    with review.open(encoding="utf-8-sig", newline="") as file:
        found = {row["what"]: row for row in csv.DictReader(file)}
    assert found["in_transit"]["amount"] == "-500.00"
    assert found["review"]["given"].startswith("'=1+1")


def test_the_json_has_rows_that_wait_and_pairs_to_decide(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two withdrawals of Rs 2,45,000 a day apart, and one credit of them."""
    head = (
        "Transaction Date,Transaction Time,Time Zone,Transaction ID,Description,Credit Amount,Debit Amount,"
    )
    head += "Currency,Transfer Amount,Transfer Amount Currency,Status,Running Balance,Additional Description,"
    head += "Store Name,Source,Target,Reference ID\n"
    row = "07/{},01:05:00,UTC,{},Withdrawal to MEEZAN BANK (1234),,880.00,USD,245000.00,PKR,Completed,,,,,,\n"
    twice = head + row.format("22/2025", "1016000002") + row.format("21/2025", "1016000001")
    command(tmp_path, "meezan.csv", (STORY / "meezan.csv").read_text())
    command(tmp_path, "report.csv", PAYONEER)
    capsys.readouterr()
    command(tmp_path, "payoneer.csv", twice, "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert [(one["file"], one["rows"], one["reasons"][0]["code"]) for one in told["review_rows"]] == [
        ("report.csv", [2], "status_unknown"),
        ("report.csv", [3], "currency_unknown"),
        ("report.csv", [4], "kind_unknown"),
        ("report.csv", [5], "amount_decimal_comma"),
    ]
    assert told["review_rows"][1]["cells"][3] == "EURO"
    pairs = {(one["out"]["file"], one["out"]["amount"], one["into"]["amount"]) for one in told["undecided"]}
    assert pairs == {("payoneer.csv", "-880.00", "245000.00")} and len(told["undecided"]) == 2


def test_money_of_the_day_beside_the_year_is_told(
    rulebook: Rulebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the last day before and the first after; not of two days before, nor what was spent."""
    statement = read_statement("report.csv", EDGE.encode())
    proof = import_statements(blank_workbook(2026), [statement], rulebook, "it").proof
    assert [one.amount for one in proof.next_to_year] == [10_000, 20_000]
    command(tmp_path, "meezan.csv", (STORY / "meezan.csv").read_text())
    command(tmp_path, "report.csv", EDGE)
    assert (
        "A day before or after the year, and not counted in it: 2025-06-30  $100.00"
        in capsys.readouterr().out
    )


def test_a_receipt_of_a_banks_file_names_the_bank(rulebook: Rulebook) -> None:
    statements = [read_statement(f"{name}.csv", (STORY / f"{name}.csv").read_bytes()) for name in ALL]
    after = import_statements(blank_workbook(2026), statements, rulebook, "it").workbook
    assert {(one.channel, one.bank) for one in after.receipts} == {
        ("remittance", "Meezan Bank"),
        ("bank", "Meezan Bank"),
        ("kept_abroad", ""),
    }
    assert [bank.name for bank in after.banks] == ["Meezan Bank"]
    mine = blank_workbook(2026).model_copy(update={"banks": (Bank(name="MEEZAN BANK, Gulberg"),)})
    after = import_statements(mine, statements, rulebook, "it").workbook
    assert {one.bank for one in after.receipts} == {"MEEZAN BANK, Gulberg", ""}
    assert after.banks == mine.banks
    # Importing again changes nothing.
    again = import_statements(after, statements, rulebook, "it").workbook
    assert again == after


def test_the_spreadsheet_says_file_and_row_of_every_receipt(rulebook: Rulebook, tmp_path: Path) -> None:
    statements = [read_statement(f"{name}.csv", (STORY / f"{name}.csv").read_bytes()) for name in ALL]
    workbook = import_statements(blank_workbook(2026), statements, rulebook, "it").workbook
    (tmp_path / "year.xlsx").write_bytes(build_xlsx(assess(workbook, rulebook, AS_OF), rulebook))
    sheet = load_workbook(tmp_path / "year.xlsx")["Receipts"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if row[0] == "No.")
    file, row = rows[head].index("From the file"), rows[head].index("In its rows")
    told = {(one[file], one[row]) for one in rows[head + 1 : head + 1 + len(workbook.receipts)]}
    assert {("meezan.csv", "6"), ("meezan.csv", "7"), ("meezan.csv", "8")} <= told
    assert ("upwork.csv", "2, 9") in told


def test_what_was_typed_has_no_origin_and_a_balance_two_rows(rulebook: Rulebook) -> None:
    statement = read_statement("upwork.csv", (STORY / "upwork.csv").read_bytes())
    workbook = import_statements(blank_workbook(2026), [statement], rulebook, "it").workbook
    origins = Origins(workbook.statements)
    assert origins.of(()) == ()
    (left,) = [one for one in workbook.receipts if one.id == "s-left-upwork:USD"]
    assert origins.of(left.origin) == (Origin("upwork.csv", (2, 9)),)


def test_the_balance_before_a_row_of_two_movements_is_before_both() -> None:
    """100 came in and 3 of fees went out of one row, after which 97 are there: nothing before."""
    rows = [
        movement("a", "2025-07-01", 10_000, "paypal:USD", balance=9_700, rows=(2,)),
        movement("b", "2025-07-01", -300, "paypal:USD", balance=9_700, rows=(2,), kind="fee"),
        movement("c", "2025-07-02", 500, "paypal:USD", balance=10_200, rows=(3,)),
    ]
    assert balance_before(rows) == 0
    assert balance_before(rows[2:]) == 9_700


def test_money_kept_in_a_banks_account_in_dollars_names_the_bank() -> None:
    credit = movement("a", "2025-07-01", 10_000, "faysal_bank:USD", foreign="bank")
    kept = Statements(movements=(credit,), profiles=({"account": "faysal_bank", "holder": "bank"},))
    (made,) = receipts_of(kept, 2026, "it").receipts
    assert (made.receipt.retained, made.receipt.bank) == (10_000, "Faysal bank")
