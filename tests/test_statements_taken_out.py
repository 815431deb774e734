"""Files taken out of the ledger and put back: what others say stays, what the person changed comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance import load_rulebook
from compliance.rulebook import Rulebook
from compliance.statements.doubles import stand_ins
from compliance.statements.files_out import with_file_again, without_file
from compliance.statements.importing import import_statements
from compliance.statements.statement_reading import read_statement
from compliance.statements.taking_out import forget
from compliance.workbook import Workbook, blank_workbook
from compliance.workbook_reading import read_workbook, write_workbook

STORY = Path(__file__).parent / "story"
ALL = ("upwork", "payoneer", "meezan", "certificates")
REPORT = b"""Date,Description,Amount,Currency,Status,Transaction ID
"22 Jul, 2025",Withdrawal to MEEZAN BANK (1234),-880.00,USD,Completed,1016000002
"23 Aug, 2025",Withdrawal to MEEZAN BANK (1234),"-1,900.00",USD,Completed,1016000006
"""
"""Two of the rows of the story's file of Payoneer, as another export prints them: without rupees."""


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def story(rulebook: Rulebook, *names: str, into: Workbook | None = None) -> Workbook:
    statements = [read_statement(f"{name}.csv", (STORY / f"{name}.csv").read_bytes()) for name in names]
    return import_statements(into or blank_workbook(2026), statements, rulebook, "it").workbook


@pytest.mark.parametrize("place", range(len(ALL)))
def test_taking_out_and_putting_back_changes_nothing(rulebook: Rulebook, place: int) -> None:
    whole = story(rulebook, *ALL)
    out = without_file(whole, place, rulebook, "it").workbook
    assert out.statements.out == {place}
    assert all(one.file != place for one in out.statements.movements)
    read = read_workbook(write_workbook(out))
    assert isinstance(read, Workbook), read
    back = with_file_again(read, place, rulebook, "it").workbook
    assert back.statements.movements == whole.statements.movements
    assert {(one.out, one.into, one.rule, one.state) for one in back.statements.links} == {
        (one.out, one.into, one.rule, one.state) for one in whole.statements.links
    }
    assert sorted(back.receipts, key=lambda one: one.id) == sorted(whole.receipts, key=lambda one: one.id)
    assert back.statements.set_aside == ()


@pytest.mark.parametrize("place", range(len(ALL)))
def test_without_a_file_the_rest_is_as_if_it_had_never_been_given(rulebook: Rulebook, place: int) -> None:
    out = without_file(story(rulebook, *ALL), place, rulebook, "it").workbook
    others = story(rulebook, *(name for name in ALL if name != ALL[place]))
    assert sorted(out.receipts, key=lambda one: one.id) == sorted(others.receipts, key=lambda one: one.id)


def test_what_the_person_changed_or_took_out_comes_back_so(rulebook: Rulebook) -> None:
    whole = story(rulebook, *ALL)
    changed = next(one for one in whole.receipts if one.rupees == 24_500_000)
    removed = next(one for one in whole.receipts if one.rupees == 53_000_000)
    receipts = tuple(
        one.model_copy(update={"note": "logo", "service": "other"}) if one == changed else one
        for one in whole.receipts
        if one != removed
    )
    mine = whole.model_copy(update={"receipts": receipts})
    out = without_file(mine, 2, rulebook, "it").workbook
    # What stands in for the bank's credit inherits the change, and what was removed stays so.
    stand_in = next(one for one in out.receipts if one.provisional)
    assert (stand_in.amount, stand_in.note, stand_in.service) == (88_000, "logo", "other")
    assert not any(one.amount == 190_000 for one in out.receipts)
    back = with_file_again(out, 2, rulebook, "it").workbook
    assert sorted(back.receipts, key=lambda one: one.id) == sorted(receipts, key=lambda one: one.id)


def test_rows_that_two_files_share_stay_when_one_goes(rulebook: Rulebook) -> None:
    payoneer = read_statement("payoneer.csv", (STORY / "payoneer.csv").read_bytes())
    report = read_statement("report.csv", REPORT)
    for files in ((payoneer, report), (report, payoneer)):
        both = import_statements(blank_workbook(2026), files, rulebook, "it").workbook
        for place, left in enumerate((files[1], files[0])):
            alone = import_statements(blank_workbook(2026), [left], rulebook, "it").workbook
            out = without_file(both, place, rulebook, "it").workbook

            def told(workbook: Workbook) -> set[tuple[object, ...]]:
                return {
                    (one.id, one.amount, one.pkr_amount, one.balance, one.reference)
                    for one in workbook.statements.movements
                }

            assert told(out) == told(alone)
            assert told(with_file_again(out, place, rulebook, "it").workbook) == told(both)


def test_a_file_that_was_taken_out_and_is_given_again_is_put_back(rulebook: Rulebook) -> None:
    whole = story(rulebook, *ALL)
    out = without_file(whole, 2, rulebook, "it").workbook
    again = story(rulebook, "meezan", into=out)
    assert again.statements.movements == whole.statements.movements
    assert len(again.receipts) == len(whole.receipts)
    assert len(again.statements.files) == len(ALL)


def test_a_decided_link_waits_with_its_file(rulebook: Rulebook) -> None:
    whole = story(rulebook, *ALL)
    links = tuple(
        one.model_copy(update={"state": "undone"}) if one.rule == "rupees" else one
        for one in whole.statements.links
    )
    undone = whole.model_copy(update={"statements": whole.statements.model_copy(update={"links": links})})
    out = without_file(undone, 1, rulebook, "it").workbook
    out = without_file(out, 2, rulebook, "it").workbook
    back = with_file_again(out, 1, rulebook, "it").workbook
    back = with_file_again(back, 2, rulebook, "it").workbook
    assert [one.state for one in back.statements.links if one.rule == "rupees"] == ["undone"] * 2


def test_a_credit_beside_the_withdrawal_that_stands_in_for_it_is_seen(rulebook: Rulebook) -> None:
    """Payoneer sent Rs 5,30,000 and the bank credited them; the link between them is undone."""
    whole = story(rulebook, "payoneer", "meezan")
    links = tuple(
        one.model_copy(update={"state": "undone"}) if one.rule == "rupees" else one
        for one in whole.statements.links
    )
    imported = import_statements(
        whole, (), rulebook, "it", whole.statements.model_copy(update={"links": links})
    )
    kept = imported.workbook.statements
    credits = [one for one in kept.movements if one.kind == "transfer" and one.currency == "PKR"]
    found = stand_ins(kept, imported.made, credits)
    by_id = {one.id: one for one in kept.movements}
    assert {(by_id[credit].amount, out.amount) for credit, out in found.items()} == {
        (24_500_000, -88_000),
        (53_000_000, -190_000),
    }
    assert stand_ins(whole.statements, import_statements(whole, (), rulebook, "it").made, credits) == {}


def test_a_file_that_is_forgotten_leaves_no_trace(rulebook: Rulebook) -> None:
    """What is left is what the other files alone give."""
    for place in range(len(ALL)):
        out = without_file(story(rulebook, *ALL), place, rulebook, "it").workbook
        kept = forget(out.statements, place)
        rest = import_statements(out, (), rulebook, "it", kept).workbook
        others = story(rulebook, *(name for name in ALL if name != ALL[place]))
        assert rest.statements == others.statements
        assert forget(others.statements, 0) == others.statements


def test_rows_of_one_order_are_told_apart_when_a_file_comes_back(rulebook: Rulebook) -> None:
    """A tip and its order share a number. While the file of both is out, one of the tip alone is imported."""
    head = "Date,Description,Amount,Currency,Status,Transaction ID\n"
    order = '"1 Jul, 2025",Payment from Fiverr,80.00,USD,Completed,FO1\n'
    tip = '"1 Jul, 2025",Payment from Fiverr,10.00,USD,Completed,FO1\n'
    both = import_statements(
        blank_workbook(2026), [read_statement("a.csv", (head + order + tip).encode())], rulebook, "it"
    ).workbook
    out = without_file(both, 0, rulebook, "it").workbook
    alone = import_statements(out, [read_statement("b.csv", (head + tip).encode())], rulebook, "it").workbook
    assert [one.amount for one in alone.statements.movements] == [1_000]
    back = with_file_again(alone, 0, rulebook, "it").workbook
    assert sorted(one.amount for one in back.statements.movements) == [1_000, 8_000]
    assert len({one.id for one in back.statements.movements}) == 2
