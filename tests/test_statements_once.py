"""Same money once: overlapping files, rows without ids, links that nobody but the person can tell apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from compliance import load_rulebook
from compliance.rulebook import ReferenceRates
from compliance.statements.accounts import in_order
from compliance.statements.importing import import_statements
from compliance.statements.ledger import add_statement
from compliance.statements.linking import link
from compliance.statements.own_layouts import Layout, profile_from
from compliance.statements.profile_schema import Profile
from compliance.statements.proof import proof_of
from compliance.statements.receipts_made import receipts_of
from compliance.statements.statement_reading import read_statement
from compliance.statements.statement_types import Statement
from compliance.workbook import blank_workbook
from compliance.workbook_statements import KeptMovement, Link, Statements

STORY = Path(__file__).parent / "story"
RATES = ReferenceRates(("USD",), ("2025-07",), "test", MappingProxyType({("USD", "2025-07"): Decimal(284)}))


def movement(name: str, day: str, amount: int, account: str, **more: Any) -> KeptMovement:
    kind = "withdrawal" if amount < 0 else "transfer"
    currency = account.split(":")[1]
    given = {"file": 0, "rows": (2,), "kind": kind, "currency": currency, "description": "", **more}
    return KeptMovement(id=name, date=date.fromisoformat(day), account=account, amount=amount, **given)


def linked(*movements: KeptMovement, links: tuple[Link, ...] = ()) -> set[tuple[str, str, str, str]]:
    found = link(Statements(movements=movements, links=links), RATES).kept.links
    return {(one.out, one.into, one.rule, one.state) for one in found}


def csv(*rows: str) -> bytes:
    return "\n".join(("Date,Description,Currency,Amount,GST", *rows, "")).encode()


MILESTONE = (
    '06 Jan 2026 23:52,"Done milestone payment from Client A. for project P (Partial) (GBP)",GBP,+250.00,'
)
FEE = '06 Jan 2026 23:53,"Project fee taken (P) (GBP)",GBP,-25.00,'


def test_two_genuine_payments_of_one_amount_stay_two() -> None:
    """Freelancer.com gives no ids; two identical milestones a minute apart are two."""
    kept = add_statement(Statements(), read_statement("a.csv", csv(MILESTONE, MILESTONE, FEE))).kept
    assert [one.amount for one in kept.movements] == [25_000, 25_000, -2_500]
    assert len({one.id for one in kept.movements}) == 3
    # The same two in a longer file are known, a third of their like is new.
    longer = add_statement(kept, read_statement("b.csv", csv(MILESTONE, MILESTONE, MILESTONE, FEE)))
    assert (len(longer.same), len(longer.new)) == (3, 1)


def of_orders(*rows: str) -> Statement:
    """A file whose rows are known by the number of their order, of which one order may have several."""
    content = "\n".join(("When,What,Order,How much", *rows, "")).encode()
    layout = Layout(
        "Fiverr",
        "platform",
        ("When", "What", "Order", "How much"),
        {"date": "when", "description": "what", "native_id": "order", "amount": "how much"},
        ("%Y-%m-%d",),
        "USD",
    )
    profile = profile_from(layout)
    assert isinstance(profile, Profile)
    return read_statement("f.csv", content, own_profiles=[profile])


ORDER, TIP = "2026-03-01,Order completed,FO1,80.00", "2026-03-02,Tip,FO1,5.00"


def test_a_row_of_an_order_that_has_several_is_known_by_what_it_says() -> None:
    kept = add_statement(Statements(), of_orders(ORDER, TIP)).kept
    for rows in ((TIP,), (ORDER,), (TIP, ORDER)):
        again = add_statement(kept, of_orders(*rows, "2026-03-05,Order completed,FO2,60.00"))
        assert (len(again.same), len(again.new), again.conflicts) == (len(rows), 1, ())
    # A second tip of the same amount on another day is no repetition.
    later = add_statement(kept, of_orders(TIP.replace("03-02", "03-09"), TIP))
    assert [one.date.day for one in later.new] == [9]
    assert len({one.id for one in later.kept.movements}) == 3
    # Two of the same day and text are one more than there was.
    twice = add_statement(kept, of_orders(TIP, TIP))
    assert (len(twice.same), len(twice.new), len({one.id for one in twice.kept.movements})) == (1, 1, 3)


def test_one_row_whose_amount_differs_from_the_one_of_its_number_is_looked_at() -> None:
    kept = add_statement(Statements(), of_orders(ORDER)).kept
    changed = add_statement(kept, of_orders(ORDER.replace("80.00", "90.00")))
    assert (len(changed.new), len(changed.conflicts)) == (0, 1)


def test_overlapping_exports_post_each_row_once() -> None:
    lines = (STORY / "upwork.csv").read_text().splitlines(keepends=True)
    older, newer = "".join([lines[0], *lines[4:]]), "".join(lines[:7])
    kept = add_statement(Statements(), read_statement("older.csv", older.encode())).kept
    second = add_statement(kept, read_statement("newer.csv", newer.encode()))
    assert (len(second.same), len(second.new)) == (3, 3)
    assert len(second.kept.movements) == len(lines) - 1
    assert second.kept.files[1].posted == 3 and second.kept.files[1].known_already == 3


def test_one_id_with_two_amounts_is_looked_at_and_not_added() -> None:
    text = (STORY / "upwork.csv").read_text()
    kept = add_statement(Statements(), read_statement("a.csv", text.encode())).kept
    other = add_statement(
        kept, read_statement("b.csv", text.replace("2000.00,,,2000", "2100.00,,,2100").encode())
    )
    assert [(one.native_id, known in {m.id for m in kept.movements}) for one, known in other.conflicts] == [
        ("705", True)
    ]
    assert [one.model_copy(update={"also": ()}) for one in other.kept.movements] == list(kept.movements)
    assert other.kept.files[-1].review >= 1


def test_two_withdrawals_of_one_amount_are_proposed_and_not_chosen() -> None:
    out = [movement(f"o{n}", "2025-07-01", -50_000, "payoneer:USD", pkr_amount=14_000_000) for n in (1, 2)]
    into = [movement(f"i{n}", "2025-07-02", 14_000_000, "meezan:PKR:1234") for n in (1, 2)]
    found = linked(*out, *into)
    assert {state for *_pair, state in found} == {"proposed"}
    assert len(found) == 4
    kept = link(Statements(movements=(*out, *into)), RATES).kept
    made = receipts_of(kept, 2026, "it")
    assert {one.id for one in made.undecided} == {"o1", "o2"}
    assert proof_of(kept, made, 2026).in_transit == ()
    # One confirmed, the other pair is what is left.
    chosen = Link(out="o1", into="i2", rule="rupees", state="confirmed")
    assert linked(*out, *into, links=(chosen,)) == {
        ("o1", "i2", "rupees", "confirmed"),
        ("o2", "i1", "rupees", "found"),
    }


@pytest.mark.parametrize(
    ("out", "into", "rule"),
    [
        # Payoneer's reference stands in the bank's row.
        ({"reference": "4366180000000001"}, {"reference": "4366180000000001"}, "reference"),
        # A rupee of rounding, five days; not six.
        ({"pkr_amount": 14_000_100}, {}, "rupees"),
        ({"pkr_amount": 14_000_101}, {}, None),
        ({"pkr_amount": 14_000_000}, {"day": "2025-07-06"}, "rupees"),
        ({"pkr_amount": 14_000_000}, {"day": "2025-07-07"}, None),
        # 500 dollars at 284 are Rs 1,42,000: Rs 1,40,000 are 1.4% off; a word or a sign is needed.
        ({}, {"foreign": "remittance"}, "exchange_rate"),
        ({}, {"description": "IBFT from PAYONEER"}, "exchange_rate"),
        ({}, {}, None),
        ({}, {"foreign": "remittance", "amount": 14_700_000}, None),
    ],
)
def test_what_goes_out_and_what_comes_in_belong_together(
    out: dict[str, Any], into: dict[str, Any], rule: str | None
) -> None:
    sent = movement("o", "2025-07-01", -50_000, "payoneer:USD", **out)
    day, amount = into.pop("day", "2025-07-02"), into.pop("amount", 14_000_000)
    found = linked(sent, movement("i", day, amount, "meezan:PKR:1234", **into))
    assert found == ({("o", "i", rule, "found")} if rule else set())


def test_the_tax_of_a_swift_receipt_is_matched_by_its_reference() -> None:
    """HBL: Rs 2,00,000 for 1,000 Canadian dollars and Rs 2,000 of tax under the same number."""
    kept = Statements(
        movements=(
            movement(
                "c",
                "2025-07-12",
                20_000_000,
                "hbl:PKR:0001",
                reference="3600000001",
                foreign="bank",
                foreign_amount=100_000,
                foreign_currency="CAD",
                counterparty="EXAMPLE INC",
            ),
            movement("t", "2025-07-12", -200_000, "hbl:PKR:0001", kind="tax", group_reference="3600000001"),
        )
    )
    (made,) = receipts_of(kept, 2026, "it").receipts
    receipt = made.receipt
    assert (receipt.amount, receipt.currency, receipt.rupees) == (100_000, "CAD", 20_000_000)
    assert (receipt.tax_deducted, receipt.channel, receipt.client) == (200_000, "bank", "EXAMPLE INC")


def test_a_certificate_tells_what_was_kept_in_foreign_currency() -> None:
    """300 of 1,000 dollars kept, 700 changed for Rs 1,96,000: the whole is Rs 2,80,000."""
    kept = Statements(
        movements=(
            movement(
                "l",
                "2025-07-12",
                19_600_000,
                "prc:PKR",
                kind="proceeds",
                certificate="P1",
                purpose_code="9186",
                foreign_amount=70_000,
                foreign_currency="USD",
                retained=30_000,
            ),
        )
    )
    (made,) = receipts_of(kept, 2026, "it").receipts
    receipt = made.receipt
    assert (receipt.amount, receipt.retained, receipt.rupees) == (100_000, 30_000, 28_000_000)
    assert (made.basis, receipt.certificate, receipt.channel) == ("certificate", "P1", "bank")


def test_movements_of_another_year_make_no_receipt() -> None:
    kept = Statements(movements=(movement("i", "2025-06-30", 14_000_000, "meezan:PKR:1", foreign="bank"),))
    assert receipts_of(kept, 2026, "it").receipts == ()
    (made,) = receipts_of(kept, 2025, "it").receipts
    assert made.near_year_end


def test_a_movement_of_the_reader_is_what_checking_would_have_made() -> None:
    for name in ("upwork", "payoneer", "meezan", "certificates"):
        statement = read_statement(f"{name}.csv", (STORY / f"{name}.csv").read_bytes())
        for one in add_statement(Statements(), statement).kept.movements:
            checked = KeptMovement.model_validate(dict(one))
            assert checked == one
            assert checked.model_dump(mode="json") == one.model_dump(mode="json")
            assert {type(value) for _key, value in checked} == {type(value) for _key, value in one}


def test_an_account_of_two_files_adds_up_whatever_their_order() -> None:
    """Two exports of Upwork, newest first, that share three rows: from a balance of 0 to one of 299.01."""
    lines = (STORY / "upwork.csv").read_text().splitlines(keepends=True)
    parts = ["".join([lines[0], *lines[4:]]), "".join(lines[:7])]
    for order in (parts, parts[::-1]):
        statements = [read_statement(f"{n}.csv", part.encode()) for n, part in enumerate(order)]
        imported = import_statements(blank_workbook(2026), statements, load_rulebook(), "it")
        (account,) = imported.proof.accounts
        assert (account.opening, account.closing, account.difference) == (0, 29_901, 0)
        (left,) = [one for one in imported.workbook.receipts if one.id == "s-left-upwork:USD"]
        assert left.amount == 29_901


def test_rows_of_one_day_are_put_in_order_by_their_balances() -> None:
    newest_first = [
        movement("c", "2025-07-01", -50, "upwork:USD", balance=50),
        movement("b", "2025-07-01", 70, "upwork:USD", balance=100),
        movement("a", "2025-07-01", 30, "upwork:USD", balance=30),
    ]
    for rows in (newest_first, newest_first[::-1]):
        assert [one.id for one in in_order(tuple(rows), "upwork:USD")] == ["a", "b", "c"]
