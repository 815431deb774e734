"""Every sample against what a person reads in it: each row with its kind, amount, ids and balance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from compliance.statements import Movement, read_statement
from tests.statement_files import SAMPLES, profile_id_of, read_sample, sample_bytes


@dataclass(frozen=True)
class Expected:
    """What a sample holds. A movement: row, day, kind, hundredths, currency, balance, what else it says."""

    account: str
    movements: list[tuple[int, str, str, int, str, int | None, dict[str, Any]]]
    skipped: list[tuple[int, str]] = field(default_factory=list)
    failing: dict[str, tuple[int | None, int, int]] = field(default_factory=dict)
    """Checks that fail since the sample is an excerpt: row, expected, found."""
    passing: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


MEEZAN = Expected(
    "meezan:PKR:0000",
    [
        (6, "2026-07-02", "transfer", 27_850_000, "PKR", 27_950_000, {
            "foreign": "remittance", "counterparty": "EXAMPLE MTO PAYABLE A/C", "reference": "100001",
            "pkr_amount": 27_850_000, "description": "Remittance From EXAMPLE MTO PAYABLE A/C STAN(100001)"}),
        (7, "2026-07-03", "fee", -5_800, "PKR", 27_944_200, {"reference": "100002", "foreign": None}),
    ],
    passing=("balance_chain", "last_balance", "opening_to_closing"),
    facts={"opening": 100_000, "closing": 27_944_200, "account_number": "00000000000000"},
)  # fmt: skip

EXPECTED = {
    "upwork_statements_2018.csv": Expected(
        "upwork:USD",
        [
            (2, "2019-01-31", "withdrawal", -23_023, "USD", 0, {"native_id": "220000005", "last4": "1234"}),
            (3, "2019-01-30", "fee", -2_580, "USD", 23_023, {
                "native_id": "220000004", "group_reference": "220000003"}),
            (4, "2019-01-30", "earning", 25_800, "USD", 25_603, {
                "native_id": "220000003", "counterparty": "Example Client Ltd", "group_reference": ""}),
            (5, "2019-01-15", "refund", -197, "USD", -197, {
                "native_id": "220000002", "group_reference": "220000001", "counterparty": "Other Client"}),
        ],
        passing=("balance_chain",),
    ),
    "upwork_transactions.csv": Expected(
        "upwork:USD",
        [
            (2, "2025-06-07", "fee", -2_580, "USD", 23_220, {
                "native_id": "900000002", "group_reference": "900000001"}),
            (3, "2025-06-07", "earning", 25_800, "USD", 25_800, {
                "native_id": "900000001", "counterparty": "Example Client Ltd",
                "description": "Invoice; 05/27/2025-06/02/2025 - 14:20 hrs @ $18.00/hr"}),
        ],
        passing=("balance_chain",),
    ),
    "upwork_transaction_report.csv": Expected(
        "upwork:USD",
        [
            (2, "2026-10-02", "earning", 18_333, "USD", 16_041, {"native_id": "1"}),
            (3, "2026-10-02", "fee", -2_292, "USD", -2_292, {"native_id": "2"}),
            (4, "2026-08-07", "earning", 30_000, "USD", 30_000, {"counterparty": "OTHER CLIENT"}),
        ],
        # The withdrawal between the two months is not in the excerpt.
        failing={"balance_chain": (3, 27_708, -2_292)},
    ),
    "payoneer_transactions_2020.csv": Expected(
        "payoneer:USD",
        [
            (2, "2020-06-21", "transfer", 50_000, "USD", 50_000, {
                "native_id": "400000001", "counterparty": "Upwork"}),
            (3, "2020-06-22", "withdrawal", -49_800, "USD", 200, {
                "native_id": "400000002", "counterparty": "TEST BANK", "last4": "1234"}),
        ],
        passing=("balance_chain",),
    ),
    "payoneer_transactions.csv": Expected(
        "payoneer:USD",
        [
            (2, "2026-07-28", "withdrawal", -500_000, "USD", 12_050, {
                "native_id": "1016000001", "reference": "4366180000000001", "pkr_amount": 133_680_000,
                "counterparty": "MEEZAN BANK", "last4": "1234", "status": "Completed"}),
            (3, "2026-07-25", "transfer", 237_664, "USD", 512_050, {
                "native_id": "1015900001", "reference": "P 7474330000", "counterparty": "Fiverr",
                "pkr_amount": None, "foreign_amount": None}),
            (4, "2026-07-20", "card", -1_000, "USD", 274_386, {"counterparty": "GITHUB"}),
        ],
        passing=("balance_chain",),
    ),
    "payoneer_report.csv": Expected(
        "payoneer:USD",
        [
            (2, "2026-07-28", "withdrawal", -500_000, "USD", None, {"native_id": "1016000001"}),
            (3, "2026-07-25", "transfer", 237_664, "USD", None, {"native_id": "1015900001"}),
            (4, "2026-07-20", "card", -1_000, "USD", None, {"native_id": "1015800001"}),
        ],
    ),
    "payoneer_payouts.csv": Expected(
        "payoneer:USD",
        [
            (2, "2026-07-28", "withdrawal", -500_000, "USD", 12_050, {"last4": "1234"}),
            (3, "2026-07-25", "earning", 237_664, "USD", 512_050, {"counterparty": "Example Client Ltd"}),
        ],
        passing=("balance_chain",),
    ),
    "payoneer_monthly_statement.pdf.txt": Expected(
        "payoneer:USD",
        [
            (9, "2026-07-25", "transfer", 237_664, "USD", 512_050, {"counterparty": "Fiverr"}),
            (14, "2026-07-28", "withdrawal", -500_000, "USD", 12_050, {"last4": "1234"}),
        ],
        passing=("balance_chain",),
    ),
    "payoneer_confirmation_of_transfer.pdf.txt": Expected(
        "payoneer:USD",
        [
            (2, "2026-07-28", "withdrawal", -500_000, "USD", None, {
                "native_id": "1016000001", "reference": "4366180000000001", "fee_included": 10_000,
                "pkr_amount": 133_679_987, "counterparty": "MEEZAN BANK", "last4": "1234"}),
        ],
        passing=("conversion",),
    ),
    "wise_statement.csv": Expected(
        "wise:USD",
        [
            (2, "2026-07-21", "withdrawal", -204_193, "USD", 0, {
                "native_id": "TRANSFER-1000000002", "pkr_amount": 56_330_000, "fee_included": 1_207,
                "last4": "0001", "counterparty": "Test User", "reference": "INV-7"}),
            (3, "2026-07-15", "earning", 204_193, "USD", 204_193, {
                "native_id": "TRANSFER-1000000001", "counterparty": "Example Client Ltd",
                "fee_included": None}),
        ],
        passing=("balance_chain",),
    ),
    "wise_statement_oldest.csv": Expected(
        "wise:CHF",
        [
            (2, "2019-01-26", "card", -6_436, "CHF", 1_165, {"counterparty": "Example Shop"}),
            (3, "2019-01-25", "earning", 7_601, "CHF", 7_601, {"counterparty": "Example Client Ltd"}),
        ],
        passing=("balance_chain",),
    ),
    "wise_history.csv": Expected(
        "wise:USD",
        [
            (2, "2026-07-21", "withdrawal", -204_193, "USD", None, {
                "native_id": "TRANSFER-1000000002", "fee_included": 1_207, "pkr_amount": 56_328_615}),
            (3, "2026-07-15", "earning", 204_193, "USD", None, {"counterparty": "Example Client Ltd"}),
        ],
        skipped=[(4, "cancelled")],
    ),
    "wise_json.json": Expected(
        "wise:USD",
        [
            (1, "2026-07-15", "earning", 204_193, "USD", 204_193, {
                "native_id": "TRANSFER-1000000001", "reference": "INV-7",
                "counterparty": "Example Client Ltd"}),
        ],
        passing=("balance_chain", "last_balance"),
        facts={"closing": 204_193},
    ),
    "freelancer_transactions.csv": Expected(
        "freelancer:GBP",
        [
            (2, "2026-01-06", "fee", -3_750, "GBP", None, {"reference": "Example Project"}),
            (3, "2026-01-06", "earning", 25_000, "GBP", None, {
                "reference": "Example Project", "counterparty": "Client A."}),
            (4, "2026-01-02", "fee", -2_000, "USD", None, {
                "reference": "AI & Web", "description": "Project fee taken (AI & Web) (USD)"}),
            (5, "2026-01-02", "earning", 20_000, "USD", None, {"counterparty": "Client B."}),
            (6, "2025-12-29", "withdrawal", -12_345_678, "PKR", None, {"pkr_amount": 12_345_678}),
        ],
    ),
    "meezan_statement.csv": MEEZAN,
    "meezan_statement.xls": MEEZAN,
    "meezan_pdf.pdf.txt": Expected(
        "meezan:PKR:0000",
        [
            (9, "2025-10-08", "transfer", 4_250_000, "PKR", 4_323_701, {
                "counterparty": "ALI RAZA HBL", "reference": "100001", "domestic": True, "foreign": None,
                "description": "Money Received from ALI RAZA HBL XXXX0000000001 STAN(100001)"}),
            (12, "2025-10-08", "fee", -4_300, "PKR", 4_319_401, {
                "description": "Charges Taxes Plus FED STAN(100002)"}),
        ],
        passing=("balance_chain",),
        # The rows of a year between these two days are not in the excerpt.
        failing={
            "last_balance": (12, 19_401, 4_319_401),
            "opening_to_closing": (None, 19_401, 4_319_401),
        },
        facts={"opening": 73_701, "closing": 19_401},
    ),
    "mcb_live.csv": Expected(
        "mcb:PKR:2345",
        [
            (5, "2026-10-05", "transfer", -500_000, "PKR", 246_500, {
                "reference": "1000000011", "counterparty": "ALI RAZA", "last4": "3344", "domestic": True}),
            (6, "2026-10-05", "fee", -1_500, "PKR", 746_500, {"reference": "1000000012"}),
            (7, "2026-10-03", "transfer", 648_000, "PKR", 748_000, {"foreign": None, "domestic": False}),
        ],
        passing=("balance_chain", "last_balance", "opening_to_closing"),
        facts={"opening": 100_000, "closing": 246_500},
    ),
    "nayapay_statement.csv": Expected(
        "nayapay:PKR",
        [
            (10, "2025-09-04", "transfer", 100_000, "PKR", 112_815, {
                "counterparty": "Ali Raza", "native_id": "TESTPKKA000000000000000000000001"}),
            (12, "2025-09-04", "payment", -28_383, "PKR", 84_432, {"counterparty": "Google One London GB"}),
        ],
        skipped=[(9, "hold")],
        passing=("balance_chain", "last_balance", "opening_to_closing", "total_credit", "total_debit"),
        facts={"opening": 12_815, "closing": 84_432, "total_credit": 100_000, "total_debit": 28_383},
    ),
    "sadapay_pdf.pdf.txt": Expected(
        "sadapay:PKR:0001",
        [
            (9, "2025-10-04", "transfer", 200_000, "PKR", None, {
                "counterparty": "ALI RAZA",
                "description": "From ALI RAZA (Meezan Bank (MBL)) (Incoming transfer)"}),
            (14, "2025-10-05", "card", -90_565, "PKR", None, {
                "counterparty": "Netflix.com Los Gatos Sgp"}),
        ],
        passing=("total_credit",),
        # Most of what was spent is not in the excerpt.
        failing={"total_debit": (None, 330_565, 90_565)},
    ),
    "hbl_mobile.pdf.txt": Expected(
        "hbl:PKR:0001",
        [
            (6, "2026-06-12", "tax", -200_000, "PKR", 19_900_000, {"group_reference": "3600000001"}),
            (7, "2026-06-12", "transfer", 20_000_000, "PKR", 20_100_000, {
                "reference": "3600000001", "foreign": "bank", "foreign_amount": 100_000,
                "foreign_currency": "CAD", "counterparty": "EXAMPLE INC"}),
        ],
        passing=("balance_chain",),
    ),
    "sbp_proceeds_list.csv": Expected(
        "prc:PKR",
        [
            (2, "2026-07-14", "proceeds", 18_102_500, "PKR", None, {
                "certificate": "EPRC-2026-0001", "foreign_amount": 65_000, "foreign_currency": "USD",
                "retained": 35_000, "purpose_code": "9186", "reference": "3600000001", "foreign": "bank",
                "counterparty": "EXAMPLE INC"}),
            (3, "2026-07-20", "proceeds", 2_780_000, "PKR", None, {"purpose_code": "9471", "retained": None}),
        ],
    ),
    "paypal_activity.csv": Expected(
        "paypal:USD",
        [
            (2, "2026-07-15", "earning", 150_000, "USD", 144_120, {
                "native_id": "1AB23456CD789012E", "role": "", "counterparty": "Example Client Ltd"}),
            (2, "2026-07-15", "fee", -5_880, "USD", 144_120, {
                "native_id": "1AB23456CD789012E", "role": "fee", "group_reference": "1AB23456CD789012E"}),
            (3, "2026-07-16", "refund", -50_000, "USD", 94_120, {"group_reference": "1AB23456CD789012E"}),
        ],
        passing=("balance_chain",),
    ),
}  # fmt: skip


def _shown(one: Movement, details: dict[str, Any]) -> tuple[Any, ...]:
    named = {name: getattr(one, name) for name in details}
    return (one.rows[0], one.date.isoformat(), one.kind, one.amount, one.currency, one.balance, named)


def test_every_sample_is_expected() -> None:
    assert sorted(EXPECTED) == SAMPLES


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_read_as_a_person_reads_it(sample: str) -> None:
    expected, statement = EXPECTED[sample], read_sample(sample)
    assert statement.problems == ()
    assert statement.review == ()
    assert statement.profile is not None and statement.profile.id == profile_id_of(sample)
    details = [one[-1] for one in expected.movements]
    assert len(statement.movements) == len(details)
    assert [_shown(one, said) for one, said in zip(statement.movements, details, strict=True)] == (
        expected.movements
    )
    assert statement.movements[0].account == expected.account
    assert [(one.rows[0], one.reason.code) for one in statement.skipped] == expected.skipped
    assert {one.code: (one.row, one.expected, one.found) for one in statement.checks if not one.passed} == (
        expected.failing
    )
    assert tuple(one.code for one in statement.checks if one.passed) == expected.passing
    assert {name: getattr(statement.facts, name) for name in expected.facts} == expected.facts


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_row_of_a_sample_is_accounted_for(sample: str) -> None:
    expected, counts = EXPECTED[sample], read_sample(sample).counts
    posted = len({one[0] for one in expected.movements})
    assert (counts.posted, counts.skipped, counts.review) == (posted, len(expected.skipped), 0)
    assert counts.data == posted + len(expected.skipped)


@pytest.mark.parametrize("sample", [one for one in SAMPLES if one.endswith(".pdf.txt")])
def test_a_pdf_is_read_as_its_text_is(sample: str) -> None:
    written, printed = read_sample(sample), read_statement(sample, sample_bytes(sample))
    assert printed.problems == ()

    def plain(one: Movement) -> tuple[Any, ...]:
        return (one.date, one.kind, one.amount, one.balance, one.description, one.reference, one.counterparty)

    assert [plain(one) for one in printed.movements] == [plain(one) for one in written.movements]
    assert printed.facts == written.facts


def test_each_movement_says_where_it_comes_from() -> None:
    sample = "payoneer_transactions.csv"
    statement = read_sample(sample)
    first = statement.movements[0]
    assert (first.profile, first.profile_version) == ("payoneer.transactions", 1)
    assert first.file_hash == statement.file_hash and len(first.file_hash) == 64
    raw = dict(zip(statement.header, first.raw, strict=True))
    assert raw["reference id"] == "#4366180000000001" and raw["transaction time"] == "01:05:00"


def test_a_workers_remittance_among_proceeds_is_pointed_out() -> None:
    [warning] = [
        one for one in read_sample("sbp_proceeds_list.csv").warnings if one.code.startswith("purpose")
    ]
    assert dict(warning.values) == {"codes": "9471", "count": 1}
    assert "9471 is for remittances of workers" in warning.sentence()
