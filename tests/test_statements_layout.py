"""Layouts that nobody knew: what is guessed of them, and the profile that a person's answers make."""

from __future__ import annotations

import pytest

from compliance.statements.layout_guess import (
    Layout,
    columns_of,
    fitting_formats,
    heading_row,
    profile_from,
)
from compliance.statements.profile_files import profile_of
from compliance.statements.profile_schema import Profile
from compliance.statements.statement_reading import read_statement
from compliance.statements.statement_table import Table
from tests.screens_app import app, draft, kept, press, shown

FIVERR = b"""Date,Activity,Order,From,Amount,Currency
2026-03-01,Order completed,FO1,buyer_one,80.00,USD
2026-03-05,Withdrawal initiated,,,-70.00,USD
2026-03-06,Service fee,,,-1.00,USD
2026-03-07,Something else,,,-2.00,USD
"""
"""Invented: the header of Fiverr's file is not known, which is why it goes this way."""
BANK = """Statement of account;;;;
Account;PK00;;;
Posting Date;Narration;Withdrawals;Deposits;Balance
05/06/2026;SWIFT IN FROM EXAMPLE INC;;100,000.00;100,000.00
06/06/2026;WITHHOLDING TAX;1,000.00;;99,000.00
07/06/2026;ATM;5,000.00;;94,000.00
"""


def layout_of(table: Table, source: str, holder: str, formats: tuple[str, ...], currency: str) -> Layout:
    place = heading_row(table)
    return Layout(source, holder, table.rows[place], columns_of(table.rows[place]), formats, currency)  # type: ignore[arg-type]


def table_of(content: bytes) -> Table:
    statement = read_statement("x.csv", content)
    assert [problem.code for problem in statement.problems] == ["unknown"]
    assert statement.content is not None
    return statement.content.tables[0]


def test_columns_are_guessed_by_their_names_below_a_preamble() -> None:
    table = table_of(FIVERR)
    assert heading_row(table) == 0
    assert columns_of(table.rows[0]) == {
        "date": "date",
        "description": "activity",
        "amount": "amount",
        "currency": "currency",
        "native_id": "order",
        "counterparty": "from",
    }
    bank = table_of(BANK.encode())
    assert heading_row(bank) == 2
    assert columns_of(bank.rows[2]) == {
        "date": "posting date",
        "description": "narration",
        "credit": "deposits",
        "debit": "withdrawals",
        "balance": "balance",
    }


@pytest.mark.parametrize(
    ("values", "formats"),
    [
        (["2026-03-01", "2026-12-31"], ("%Y-%m-%d",)),
        (["05/06/2026", "07/06/2026"], ("%d/%m/%Y", "%m/%d/%Y")),
        (["05/06/2026", "13/06/2026"], ("%d/%m/%Y",)),
        (["13/06/2026", "06/13/2026"], ()),
        ([], ()),
    ],
)
def test_only_ways_of_writing_a_date_that_fit_every_row_are_offered(
    values: list[str], formats: tuple[str, ...]
) -> None:
    assert fitting_formats(values) == formats


def test_a_platforms_file_is_read_by_its_description_and_unknown_debits_are_looked_at() -> None:
    profile = profile_from(layout_of(table_of(FIVERR), "Fiverr", "platform", ("%Y-%m-%d",), "USD"))
    assert isinstance(profile, Profile)
    statement = read_statement("x.csv", FIVERR, own_profiles=[profile])
    assert statement.profile is not None and statement.profile.grade == "own"
    assert [(one.kind, one.amount, one.account) for one in statement.movements] == [
        ("earning", 8_000, "fiverr:USD"),
        ("withdrawal", -7_000, "fiverr:USD"),
        ("fee", -100, "fiverr:USD"),
    ]
    assert [row.rows for row in statement.review] == [(5,)]
    assert statement.movements[0].counterparty == "buyer_one"


def test_a_banks_file_is_proved_by_its_balances() -> None:
    profile = profile_from(layout_of(table_of(BANK.encode()), "A Bank", "bank", ("%d/%m/%Y",), "PKR"))
    assert isinstance(profile, Profile)
    statement = read_statement("x.csv", BANK.encode(), own_profiles=[profile])
    assert [(one.kind, one.amount, one.foreign) for one in statement.movements] == [
        ("transfer", 10_000_000, "bank"),
        ("tax", -100_000, None),
        ("transfer", -500_000, None),
    ]
    assert [(check.code, check.passed) for check in statement.checks] == [("balance_chain", True)]


def test_a_kept_layout_survives_being_saved() -> None:
    profile = profile_from(layout_of(table_of(FIVERR), "Fiverr", "platform", ("%Y-%m-%d",), "USD"))
    assert isinstance(profile, Profile)
    assert profile_of(profile.as_data(), "saved") == profile


def test_the_page_asks_for_the_columns_and_reads_the_file_by_the_answers() -> None:
    at = app("statements", draft(clients="abroad"))
    at.file_uploader[0].set_value([("mine.csv", FIVERR, "text/csv")]).run()
    assert not at.exception, at.exception
    assert "Needed are: whose file it is" in shown(at)
    field = next(one for one in at.text_input if (one.key or "").endswith(".source"))
    field.set_value("Fiverr").run()
    holder = next(one for one in at.radio if (one.key or "").endswith(".holder"))
    holder.set_value("platform").run()
    button = next(one for one in at.button if (one.key or "").endswith(".keep"))
    button.click().run()
    assert not at.exception, at.exception
    page = shown(at)
    assert "4 rows: 3 read, 0 left out with a reason, 1 to be looked at." in page
    assert "You described this layout yourself" in page
    at = press(at, "statements.enter")
    assert '"own.fiverr"' in kept(at)["statements"]
    # The next file of the same layout is known.
    at.file_uploader[0].set_value(
        [("next.csv", FIVERR.replace(b"2026-03", b"2026-04").replace(b"FO1", b"FO2"), "text/csv")]
    ).run()
    assert "Fiverr: own description." in shown(at)
