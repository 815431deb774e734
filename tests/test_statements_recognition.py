"""Each sample has one winner among all profiles; what fits none or two is left to the user."""

from __future__ import annotations

import pytest

from compliance.statements import (
    Ambiguous,
    Profile,
    Recognised,
    Statement,
    Unknown,
    profile_of,
    read_statement,
    recognise,
    shipped_profiles,
)
from compliance.statements.file_opening import open_file
from compliance.statements.page_lines import Line, lines_of_text
from compliance.statements.statement_table import Table
from tests.statement_files import FIELD_LIST, FOLDER, SAMPLES, csv_of, profile_id_of, sample_bytes


def _content(sample: str) -> Table | tuple[Line, ...]:
    content = (FOLDER / sample).read_bytes()
    if sample.endswith(".txt"):
        return lines_of_text(content.decode("utf-8"))
    return open_file(content).tables[0]


@pytest.mark.parametrize("sample", SAMPLES)
def test_one_profile_wins_without_the_name_of_the_file(sample: str) -> None:
    found = recognise(_content(sample))
    assert isinstance(found, Recognised) and found.profile.id == profile_id_of(sample)


@pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda one: one.id)
def test_a_profile_fits_its_own_sample_and_no_other(profile: Profile) -> None:
    fitting = {
        sample for sample in SAMPLES if isinstance(recognise(_content(sample), "", [profile]), Recognised)
    }
    assert {profile_id_of(sample) for sample in fitting} == {profile.id}


def test_the_files_of_all_pdf_profiles_are_known_as_pdf_too() -> None:
    for sample in SAMPLES:
        if sample.endswith(".pdf.txt"):
            statement = read_statement("x", sample_bytes(sample))
            assert statement.profile is not None and statement.profile.id == profile_id_of(sample)


def test_a_list_of_fields_is_no_statement() -> None:
    statement = read_statement(FIELD_LIST, (FOLDER / FIELD_LIST).read_bytes())
    assert [problem.code for problem in statement.problems] == ["unknown"]


def test_there_is_no_profile_for_fiverr() -> None:
    assert [one.id for one in shipped_profiles() if "fiverr" in one.id] == []


def test_the_heading_is_found_below_other_rows_but_not_beyond_forty() -> None:
    rows = (FOLDER / "nayapay_statement.csv").read_bytes()
    assert read_statement("x.csv", b"a,b\n" * 30 + rows).profile is not None
    assert isinstance(read_statement("x.csv", b"a,b\n" * 60 + rows).recognition, Unknown)


@pytest.mark.parametrize("columns", [15, 19, 20, 23])
def test_wise_statements_of_all_widths_are_read_by_name(columns: int) -> None:
    fifteen = [
        *("TransferWise ID", "Date", "Amount", "Currency", "Description", "Payment Reference"),
        *("Running Balance", "Exchange From", "Exchange To", "Exchange Rate", "Payer Name", "Payee Name"),
        *("Payee Account Number", "Merchant", "Total fees"),
    ]
    card = ["Card Last Four Digits", "Card Holder Full Name", "Attachment", "Note"]
    names = list(fifteen)
    if columns >= 19:
        names[-1:-1] = card
    if columns >= 20:
        names.append("Exchange To Amount")
    if columns == 23:
        names.insert(2, "Date Time")
        names += ["Transaction Type", "Transaction Details Type"]
    assert len(names) == columns
    row = dict.fromkeys(names, "")
    row |= {
        "TransferWise ID": "TRANSFER-1", "Date": "21-07-2026", "Amount": "-100.00", "Currency": "USD",
        "Description": "Sent money to Test User", "Running Balance": "5.00", "Total fees": "1.00",
    }  # fmt: skip
    statement = read_statement("x.csv", csv_of([names, list(row.values())]))
    [one] = statement.movements
    assert (one.kind, one.amount, one.balance, one.fee_included) == ("withdrawal", -10_000, 500, 100)
    assert one.date.isoformat() == "2026-07-21"


def test_a_charge_with_a_row_of_its_own_is_not_counted_in_the_other() -> None:
    names = [
        *("TransferWise ID", "Date", "Amount", "Currency", "Description", "Payment Reference"),
        *("Running Balance", "Exchange From", "Exchange To", "Exchange Rate", "Payer Name", "Payee Name"),
        *("Payee Account Number", "Merchant", "Total fees"),
    ]
    rows = [
        ["CARD-1", "26-01-2019", "-0.19", "CHF", "Wise Charges for: CARD-1", "", "11.46", *[""] * 7, "0"],
        ["CARD-1", "26-01-2019", "-64.36", "CHF", "Card transaction", "", "11.65", *[""] * 7, "0.19"],
    ]
    fee, spent = read_statement("x.csv", csv_of([names, *rows])).movements
    assert (fee.kind, fee.role, fee.native_id, fee.group_reference) == ("fee", "fee", "CARD-1", "CARD-1")
    assert (spent.kind, spent.role, spent.fee_included) == ("card", "", None)


def _own(**changes: object) -> Profile:
    made = profile_of(
        {
            "id": "own.bank",
            "version": 1,
            "source": "My bank",
            "layout": "CSV",
            "account": "mybank",
            "grade": "own",
            "evidence": [],
            "match": {"header": ["when", "what", "how much"]},
            "read": {"kinds": ["csv"]},
            "columns": {"description": "what"},
            "date": {"column": "when", "formats": ["%d/%m/%Y"]},
            "amount": {"sign": "signed", "column": "how much"},
            "currency": {"always": "PKR"},
            "otherwise": "transfer",
            **changes,
        },
        "own",
    )
    assert isinstance(made, Profile), made
    return made


OWN_FILE = b"When,What,How much\n05/06/2026,Something,100.00\n"


def _codes(statement: Statement) -> list[str]:
    return [problem.code for problem in statement.problems]


def test_a_profile_of_the_user_works_like_any_other() -> None:
    assert _codes(read_statement("x.csv", OWN_FILE)) == ["unknown"]
    statement = read_statement("x.csv", OWN_FILE, own_profiles=[_own()])
    [one] = statement.movements
    assert (one.account, one.date.isoformat(), one.amount) == ("mybank:PKR", "2026-06-05", 10_000)
    assert statement.warnings == ()


def test_two_winners_are_no_winner_until_one_is_chosen() -> None:
    own = [_own(), _own(id="own.other", account="other")]
    statement = read_statement("x.csv", OWN_FILE, own_profiles=own)
    assert isinstance(statement.recognition, Ambiguous) and _codes(statement) == ["ambiguous"]
    assert statement.movements == () and statement.content is not None
    assert "My bank" in statement.problems[0].sentence()
    chosen = read_statement("x.csv", OWN_FILE, own_profiles=own, chosen="own.other")
    assert chosen.movements[0].account == "other:PKR"
    assert _codes(read_statement("x.csv", OWN_FILE, chosen="own.none")) == ["no_such_profile"]
    assert _codes(read_statement("x.csv", OWN_FILE, chosen="mcb.live")) == ["profile_does_not_fit"]


def test_the_name_of_the_file_breaks_a_tie_and_nothing_else() -> None:
    header = ["when", "what", "how much"]
    own = [_own(), _own(id="own.named", match={"header": header, "file_name": "^export_"})]
    named = read_statement("export_1.csv", OWN_FILE, own_profiles=own)
    assert named.profile is not None and named.profile.id == "own.named"
    assert _codes(read_statement("other.csv", OWN_FILE, own_profiles=own)) == ["ambiguous"]
    assert _codes(read_statement("export_1.csv", b"a,b\n1,2\n", own_profiles=own)) == ["unknown"]
