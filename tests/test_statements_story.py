"""One year told by four files: Upwork, Payoneer, Meezan and the certificates. Every rupee is explained.

All amounts are invented; what is expected was worked out by hand from the files in `tests/story`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compliance import load_rulebook
from compliance.assessment import assess
from compliance.cli import main
from compliance.rulebook import Rulebook
from compliance.statements.importing import Imported, import_statements, likely_tax_year
from compliance.statements.statement_reading import read_statement
from compliance.statements.statement_types import Statement
from compliance.summary import summarise
from compliance.workbook import Receipt, Workbook, blank_workbook
from compliance.workbook_reading import read_workbook, write_workbook
from tests.sample_year import AS_OF

FOLDER = Path(__file__).parent / "story"
ALL = ("upwork", "payoneer", "meezan", "certificates")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def statement(name: str) -> Statement:
    return read_statement(f"{name}.csv", (FOLDER / f"{name}.csv").read_bytes())


def told(rulebook: Rulebook, *names: str, into: Workbook | None = None) -> Imported:
    before = into or blank_workbook(2026)
    return import_statements(before, [statement(name) for name in names], rulebook, "it")


def facts(receipt: Receipt) -> tuple[Any, ...]:
    return (
        receipt.date.isoformat(),
        receipt.amount,
        receipt.currency,
        receipt.rupees,
        receipt.channel,
        receipt.platform or receipt.client,
    )


LEFT_AND_SPENT = [
    ("2025-08-20", 29_901, "USD", None, "kept_abroad", "Upwork"),
    ("2025-08-22", 1_000, "USD", None, "kept_abroad", "Payoneer"),
    ("2025-08-23", 10_901, "USD", None, "kept_abroad", "Payoneer"),
]
WHOLE_STORY = [
    ("2025-07-23", 24_500_000, "PKR", 24_500_000, "remittance", "Upwork"),
    *LEFT_AND_SPENT,
    # 1,500 dollars of Upwork and 500 of a client who pays directly: no one of them alone.
    ("2025-08-24", 53_000_000, "PKR", 53_000_000, "remittance", "Payoneer"),
    ("2025-10-02", 100_000, "USD", 27_850_000, "bank", "EXAMPLE INC"),
]


def test_every_rupee_of_the_year_becomes_one_receipt(rulebook: Rulebook) -> None:
    imported = told(rulebook, *ALL)
    assert [facts(one) for one in imported.workbook.receipts] == WHOLE_STORY
    certified = imported.workbook.receipts[-1]
    assert (certified.certificate, certified.purpose_code) == ("PRC-2025-0001", "9186")
    assert not any(one.provisional for one in imported.workbook.receipts)


def test_the_proof_adds_up(rulebook: Rulebook) -> None:
    """Upwork: 3,000 earned, 301.98 of fees, 2,399.01 withdrawn, 299.01 left.

    Payoneer: 2,399.01 and 500 came in, 10 were spent, 2,780 withdrawn, 109.01 left. The bank: 10,53,500 from
    abroad, of which 2,78,500 are certified.
    """
    proof = told(rulebook, *ALL).proof
    payoneer, upwork = proof.accounts
    assert (upwork.opening, upwork.closing, upwork.difference) == (0, 29_901, 0)
    assert dict(upwork.by_kind) == {"earning": 300_000, "fee": -30_198, "withdrawal": -239_901}
    assert (payoneer.opening, payoneer.closing, payoneer.difference) == (0, 10_901, 0)
    assert dict(payoneer.by_kind) == {
        "transfer": 239_901,
        "earning": 50_000,
        "card": -1_000,
        "withdrawal": -278_000,
    }
    assert proof.in_transit == ()
    assert (proof.banks.from_abroad, proof.banks.certified) == (105_350_000, 27_850_000)
    assert [one.amount for one in proof.banks.without_certificate] == [24_500_000, 53_000_000]
    assert proof.banks.certificates_without_credit == ()
    assert [one.description for one in proof.banks.unexplained] == [
        "Money Received from ALI RAZA STAN(100005)"
    ]


def test_the_links_are_those_of_the_story(rulebook: Rulebook) -> None:
    kept = told(rulebook, *ALL).workbook.statements
    by_id = {one.id: one for one in kept.movements}
    found = {
        (link.rule, by_id[link.out].amount, by_id[link.into].amount)
        for link in kept.links
        if link.state == "found"
    }
    assert found == {
        ("same_currency", -89_901, 89_901),
        ("same_currency", -150_000, 150_000),
        ("rupees", -88_000, 24_500_000),
        ("rupees", -190_000, 53_000_000),
        ("certificate", 27_850_000, 27_850_000),
    }
    assert len(kept.links) == len(found)


@pytest.mark.parametrize("order", [ALL, ALL[::-1], ("meezan", "upwork", "certificates", "payoneer")])
def test_the_order_of_the_files_makes_no_difference(rulebook: Rulebook, order: tuple[str, ...]) -> None:
    workbook = blank_workbook(2026)
    for name in order:
        workbook = told(rulebook, name, into=workbook).workbook
    found = sorted((facts(one) for one in workbook.receipts), key=str)
    assert found == sorted(WHOLE_STORY, key=str)


def test_a_second_import_of_anything_changes_nothing(rulebook: Rulebook) -> None:
    once = told(rulebook, *ALL).workbook
    for name in ALL:
        again = told(rulebook, name, into=once)
        assert again.files[0].already
        assert write_workbook(again.workbook) == write_workbook(once)
        # The same rows in another file: a blank line at its end gives another hash.
        raw = (FOLDER / f"{name}.csv").read_bytes() + b"\r\n"
        second = import_statements(once, [read_statement(f"{name}-2.csv", raw)], rulebook, "it")
        (file,) = second.files
        assert not file.already and file.new == ()
        assert len(file.same) == second.statements[0].counts.posted
        assert second.workbook.receipts == once.receipts
        alike = [one.model_copy(update={"also": ()}) for one in second.workbook.statements.movements]
        assert alike == list(once.statements.movements)
        assert second.workbook.statements.links == once.statements.links


def test_without_the_bank_withdrawals_stand_in_and_are_superseded_later(rulebook: Rulebook) -> None:
    early = told(rulebook, "upwork", "payoneer").workbook
    provisional = [one for one in early.receipts if one.provisional]
    assert [facts(one) for one in provisional] == [
        ("2025-07-22", 88_000, "USD", 24_500_000, "unknown", "Payoneer"),
        ("2025-08-23", 190_000, "USD", 53_000_000, "unknown", "Payoneer"),
    ]
    later = told(rulebook, "meezan", into=early)
    assert set(later.merged.superseded) >= {one.id for one in provisional}
    assert not any(one.provisional for one in later.workbook.receipts)
    assert sum(one.rupees or 0 for one in later.workbook.receipts) == 24_500_000 + 53_000_000 + 27_850_000


def test_a_receipt_that_was_typed_before_is_not_doubled(rulebook: Rulebook) -> None:
    typed = Receipt.model_validate(
        {
            "id": "r1",
            "date": "2025-10-01",
            "amount": "1000.00",
            "currency": "USD",
            "kind": "export",
            "service": "ites",
            "rupees": "278000.00",
            "note": "as I remember it",
        }
    )
    before = blank_workbook(2026).model_copy(update={"receipts": (typed,)})
    after = told(rulebook, *ALL, into=before)
    assert after.merged.taken == ("r1",)
    (kept,) = [one for one in after.workbook.receipts if one.id == "r1"]
    assert (kept.rupees, kept.service, kept.note) == (27_800_000, "ites", "as I remember it")
    assert kept.origin and len(after.workbook.receipts) == len(WHOLE_STORY)


def test_what_the_person_changed_or_took_out_stays_so(rulebook: Rulebook) -> None:
    """The bank's file gives two receipts: the person changes one and takes the other out."""
    first, _other = (early := told(rulebook, "meezan").workbook).receipts
    changed = first.model_copy(update={"client": "Example Client Ltd", "service": "ites"})
    mine = early.model_copy(update={"receipts": (changed,)})
    later = told(rulebook, "upwork", "payoneer", "certificates", into=mine).workbook
    kept = next(one for one in later.receipts if one.id == first.id)
    assert (kept.client, kept.service, kept.platform) == ("Example Client Ltd", "ites", "Upwork")
    assert len(later.receipts) == len(WHOLE_STORY) - 1


def test_a_change_of_a_provisional_receipt_is_handed_on_to_the_banks_credit(rulebook: Rulebook) -> None:
    early = told(rulebook, "upwork", "payoneer").workbook
    receipts = tuple(
        one.model_copy(update={"note": "logo", "service": "other"}) if one.amount == 88_000 else one
        for one in early.receipts
    )
    later = told(rulebook, "meezan", into=early.model_copy(update={"receipts": receipts})).workbook
    (heir,) = [one for one in later.receipts if one.rupees == 24_500_000]
    assert (heir.note, heir.service, heir.provisional) == ("logo", "other", False)


def test_an_undone_link_is_not_found_again(rulebook: Rulebook) -> None:
    once = told(rulebook, *ALL).workbook
    links = tuple(
        link.model_copy(update={"state": "undone"}) if link.rule == "rupees" else link
        for link in once.statements.links
    )
    undone = once.model_copy(update={"statements": once.statements.model_copy(update={"links": links})})
    again = import_statements(undone, [], rulebook, "it")
    assert again.links_found == 0
    assert [link.state for link in again.workbook.statements.links if link.rule == "rupees"] == ["undone"] * 2
    assert {one.amount for one in again.proof.in_transit} == {-88_000, -190_000}


def test_the_year_is_saved_read_and_worked_out(rulebook: Rulebook) -> None:
    workbook = told(rulebook, *ALL).workbook
    text = write_workbook(workbook)
    read = read_workbook(text)
    assert isinstance(read, Workbook), read
    assert write_workbook(read) == text
    assert read.statements == workbook.statements
    # 1% of Rs 10,53,500 (nobody is certified): 10,535; what stayed abroad is at the slabs, below their limit.
    assert assess(read, rulebook, AS_OF).ordinance.final_tax == 10_535


def test_the_likely_year_is_that_of_most_movements() -> None:
    assert likely_tax_year([statement("meezan")], 2020) == 2026
    assert likely_tax_year([], 2020) == 2020


def imported_by_command(folder: Path, *more: str) -> int:
    files = [str(FOLDER / f"{name}.csv") for name in ALL]
    return main(["import", *files, "--workbook", str(folder / "w.json"), "--service", "it", *more])


def test_the_command_creates_extends_and_says_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported_by_command(tmp_path, "--review", str(tmp_path / "review.csv")) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "Receipts: 6 added, 0 known better now, 0 typed before, 0 superseded" in said.out
    assert "8 posted, 0 known already, 0 skipped, 0 to be looked at" in said.out
    assert "Not known to be from abroad: 2025-10-05  Rs 5,000.00" in said.out
    review = (tmp_path / "review.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(review) == 2 and "unexplained" in review[1]
    before = (tmp_path / "w.json").read_bytes()
    assert imported_by_command(tmp_path, "--format", "json") == 0
    told_again = json.loads(capsys.readouterr().out)
    assert all(file["already"] for file in told_again["files"])
    assert told_again["receipts"]["added"] == []
    assert (tmp_path / "w.json").read_bytes() == before


def test_the_command_writes_nothing_where_a_file_is_no_statement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir,\nhow are you?\n")
    status = main(
        [
            "import",
            str(FOLDER / "upwork.csv"),
            str(tmp_path / "letter.txt"),
            "--workbook",
            str(tmp_path / "w.json"),
        ]
    )
    said = capsys.readouterr()
    assert (status, said.out) == (1, "")
    assert said.err.startswith("letter.txt: ")
    assert not (tmp_path / "w.json").exists()


def test_the_command_never_writes_over_a_statement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "upwork.csv"
    copy.write_bytes((FOLDER / "upwork.csv").read_bytes())
    status = main(["import", str(copy), "--workbook", str(tmp_path / "w.json"), "--review", str(copy)])
    assert status == 1
    assert copy.read_bytes() == (FOLDER / "upwork.csv").read_bytes()
    assert "the same file as the one that is read" in capsys.readouterr().err


def test_a_provisional_receipt_asks_for_the_banks_statement(rulebook: Rulebook) -> None:
    early = assess(told(rulebook, "upwork", "payoneer").workbook, rulebook, AS_OF)
    (step,) = [one for one in summarise(early, rulebook).next_steps if one.id == "provisional"]
    assert "that credited 2 withdrawals" in step.title
    whole = assess(told(rulebook, *ALL).workbook, rulebook, AS_OF)
    assert "provisional" not in [one.id for one in summarise(whole, rulebook).next_steps]


def test_a_receipt_typed_in_dollars_is_found_by_what_left_the_platform(rulebook: Rulebook) -> None:
    """880 dollars typed without rupees; the bank credited Rs 2,45,000 for them."""
    typed = Receipt.model_validate(
        {
            "id": "r1",
            "date": "2025-07-23",
            "amount": "880.00",
            "currency": "USD",
            "kind": "export",
            "service": "it",
        }
    )
    after = told(rulebook, *ALL, into=blank_workbook(2026).model_copy(update={"receipts": (typed,)}))
    assert after.merged.taken == ("r1",)
    (kept,) = [one for one in after.workbook.receipts if one.id == "r1"]
    assert (kept.amount, kept.currency, kept.rupees) == (88_000, "USD", 24_500_000)
    assert len(after.workbook.receipts) == len(WHOLE_STORY)


def test_money_that_was_taken_out_does_not_come_back_with_the_bank(rulebook: Rulebook) -> None:
    early = told(rulebook, "upwork", "payoneer").workbook
    receipts = tuple(one for one in early.receipts if one.amount != 88_000)
    later = told(rulebook, "meezan", into=early.model_copy(update={"receipts": receipts})).workbook
    assert not any(one.rupees == 24_500_000 for one in later.receipts)
    assert any(one.rupees == 53_000_000 for one in later.receipts)
    # Nor with a third import.
    third = told(rulebook, "certificates", into=later).workbook
    assert not any(one.rupees == 24_500_000 for one in third.receipts)


REPORT = b"""Date,Description,Amount,Currency,Status,Transaction ID
"22 Jul, 2025",Withdrawal to MEEZAN BANK (1234),-880.00,USD,Completed,1016000002
"23 Aug, 2025",Withdrawal to MEEZAN BANK (1234),"-1,900.00",USD,Completed,1016000006
"""


def test_another_export_fills_in_what_the_first_left_out(rulebook: Rulebook) -> None:
    """Payoneer's report has no rupees and no balances, its transactions have both; the order is no matter."""
    report = read_statement("report_2025.csv", REPORT)
    first = import_statements(blank_workbook(2026), [report], rulebook, "it").workbook
    after = told(rulebook, "payoneer", "meezan", "upwork", "certificates", into=first)
    assert after.files[0].same and len(after.files[0].new) == 4
    found = sorted((facts(one) for one in after.workbook.receipts), key=str)
    assert found == sorted(WHOLE_STORY, key=str)
    assert after.proof.in_transit == ()
