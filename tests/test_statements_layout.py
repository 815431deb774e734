"""Layouts that nobody knew: what is guessed of them, and the profile that a person's answers make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compliance.statements.accounts import account_kind, holders_of, source_name
from compliance.statements.layout_guess import (
    columns_of,
    fitting_formats,
    guessed_columns,
    heading_row,
    readings_of_dates,
)
from compliance.statements.layout_money import MoneyForm, money_form, side_words
from compliance.statements.ledger import add_statement, own_profiles
from compliance.statements.own_layouts import layout_of, with_profile, without_profile
from compliance.statements.profile_files import profile_of
from compliance.statements.receipts_made import receipts_of
from compliance.statements.statement_reading import read_statement
from compliance.statements.statement_types import Statement
from compliance.workbook_statements import Statements
from tests.statement_layouts import (
    BANK,
    COMMAS,
    DOLLARS,
    FIVERR,
    SIGN_BESIDE,
    described,
    layout_of_file,
    table_of,
)


def read_as(content: bytes, *args: str) -> Statement:
    profile = described(layout_of_file(content, *args))  # type: ignore[arg-type]
    return read_statement("x.csv", content, own_profiles=[profile])


def test_columns_are_guessed_by_their_names_below_a_preamble() -> None:
    table = table_of(FIVERR)
    assert heading_row(table) == 0
    assert columns_of(table.rows[0]) == {
        "date": "date",
        "description": "activity",
        "amount": "amount",
        "currency": "currency",
        "reference": "order",
        "counterparty": "from",
    }
    bank = table_of(BANK)
    assert heading_row(bank) == 2
    assert columns_of(bank.rows[2]) == {
        "date": "posting date",
        "description": "narration",
        "credit": "deposits",
        "debit": "withdrawals",
        "balance": "balance",
    }


def test_an_order_that_several_rows_have_is_no_number_of_one_row() -> None:
    table = table_of(b"Date,Type,Order,Id,Amount\n2026-03-01,Order,FO1,7,80\n2026-03-02,Tip,FO1,7,5\n")
    guessed = guessed_columns(table, 0)
    assert guessed["reference"] == "order"
    assert "native_id" not in guessed
    once = table_of(b"Date,Type,Order,Id,Amount\n2026-03-01,Order,FO1,7,80\n2026-03-02,Tip,FO1,8,5\n")
    assert guessed_columns(once, 0)["native_id"] == "id"


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        (
            SIGN_BESIDE,
            {
                "date": "txn date",
                "description": "txn",
                "amount": "amount",
                "indicator": "cr/dr",
                "balance": "bal",
            },
        ),
        (COMMAS, {"date": "buchungstag", "description": "verwendungszweck", "amount": "betrag"}),
        # Names that nobody knows: the cells say which column is which.
        (
            b"When it was,Story,Rupees\n2026-03-01,Paid by Sana for the logo,500\n2026-03-02,ATM,-20\n",
            {"date": "when it was", "description": "story", "amount": "rupees"},
        ),
        # A word beside the amount, in a column that is called like a description.
        (
            b"Date,Type,Details,Amount\n2026-03-01,Credit,Sana,500\n2026-03-02,Debit,ATM,20\n",
            {"date": "date", "indicator": "type", "description": "details", "amount": "amount"},
        ),
        # "Value" is a second date here, not an amount.
        (
            b"Date,Value,Narration,Sum\n2026-03-01,2026-03-01,Sana,500\n",
            {"date": "date", "description": "narration", "amount": "sum"},
        ),
    ],
)
def test_columns_are_guessed_by_their_cells_where_names_do_not_say(
    content: bytes, columns: dict[str, str]
) -> None:
    table = table_of(content)
    assert guessed_columns(table, heading_row(table)) == columns


@pytest.mark.parametrize(
    ("values", "formats"),
    [
        (["2026-03-01", "2026-12-31"], ("%Y-%m-%d",)),
        (["05/06/2026", "07/06/2026"], ("%d/%m/%Y", "%m/%d/%Y")),
        (["05/06/2026", "13/06/2026"], ("%d/%m/%Y",)),
        (["13/06/2026", "06/13/2026"], ()),
        # One day with a slip, or a total below the rows, keeps nobody from going on.
        (["13/06/2026", "99/06/2026", "14/06/2026"], ("%d/%m/%Y",)),
        ([], ()),
    ],
)
def test_only_ways_of_writing_a_date_that_most_rows_fit_are_offered(
    values: list[str], formats: tuple[str, ...]
) -> None:
    assert fitting_formats(values) == formats


def test_the_day_that_tells_two_ways_of_writing_apart_is_shown_both_ways() -> None:
    two_ways = ("%d/%m/%Y", "%m/%d/%Y")
    value, readings = readings_of_dates(["05/05/2026", "03/04/2026"], two_ways)
    assert value == "03/04/2026"
    assert readings == ((date(2026, 4, 3), two_ways[:1]), (date(2026, 3, 4), two_ways[1:]))
    # No day of the file tells them apart: nothing to ask yet.
    assert readings_of_dates(["05/05/2026"], two_ways)[1] == ((date(2026, 5, 5), two_ways),)


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["$80.00", "-$1.00"], MoneyForm(marks=("$",))),
        (["1.250,50", "80,00"], MoneyForm("decimal_comma")),
        (["€ 1.250,50"], MoneyForm("decimal_comma", ("€",))),
        (["(80.00)", "5"], MoneyForm(brackets=True)),
        (["Rs. 1,250.00", "12,50,000.00 PKR"], MoneyForm(marks=("Rs.", "PKR"))),
        (["80", "90"], MoneyForm()),
        # A thousand two hundred and fifty, or one and a quarter.
        (["1,250"], MoneyForm(certain=False)),
    ],
)
def test_the_form_of_amounts_is_guessed(cells: list[str], form: MoneyForm) -> None:
    assert money_form(cells) == form


def test_the_marks_of_amounts_name_a_currency_or_leave_it_open() -> None:
    assert MoneyForm(marks=("$", "USD")).currency == "USD"
    assert MoneyForm(marks=("Rs.",)).currency == "PKR"
    assert MoneyForm(marks=("$", "€")).currency == MoneyForm().currency == ""


def test_words_beside_an_amount_are_sorted_and_those_not_known_are_asked_for() -> None:
    assert side_words(["CR", "Dr.", "CR", "Reversal"]) == (("CR",), ("Dr.",), ("Reversal",))


def test_a_sign_column_says_what_went_out() -> None:
    """50,000 in and 20,000 out leave 30,000, as the balances say."""
    statement = read_as(SIGN_BESIDE, "A Bank", "bank")
    assert [one.amount for one in statement.movements] == [5_000_000, -2_000_000]
    assert [(check.code, check.passed) for check in statement.checks] == [("balance_chain", True)]


def test_a_sign_of_the_currency_and_a_decimal_comma_are_read() -> None:
    dollars = read_as(DOLLARS, "Fiverr", "platform", "USD")
    assert [one.amount for one in dollars.movements] == [8_000, -150]
    commas = read_as(COMMAS, "Malt", "platform", "EUR")
    assert [(one.amount, one.currency) for one in commas.movements] == [(125_050, "EUR"), (-8_000, "EUR")]


def test_an_amount_in_another_form_than_the_file_is_looked_at() -> None:
    content = COMMAS + b"03.03.2026;Gutschrift;80.00\n"
    (row,) = read_as(content, "Malt", "platform", "EUR").review
    assert [(note.code, note.given) for note in row.reasons] == [("amount_unreadable", "80.00")]


def test_a_platforms_file_is_read_by_its_description_and_unknown_debits_are_looked_at() -> None:
    statement = read_as(FIVERR, "Fiverr", "platform", "USD")
    assert statement.profile is not None and statement.profile.grade == "own"
    assert [(one.kind, one.amount, one.account) for one in statement.movements] == [
        ("earning", 8_000, "fiverr:USD"),
        ("withdrawal", -7_000, "fiverr:USD"),
        ("fee", -100, "fiverr:USD"),
    ]
    assert [row.rows for row in statement.review] == [(5,)]
    assert statement.movements[0].counterparty == "buyer_one"
    assert statement.movements[0].reference == "FO1"


def test_a_banks_file_is_proved_by_its_balances() -> None:
    profile = described(layout_of_file(BANK, "A Bank", "bank", formats=("%d/%m/%Y",)))
    statement = read_statement("x.csv", BANK, own_profiles=[profile])
    assert [(one.kind, one.amount, one.foreign) for one in statement.movements] == [
        ("transfer", 10_000_000, "bank"),
        ("tax", -100_000, None),
        ("transfer", -500_000, None),
    ]
    assert [(check.code, check.passed) for check in statement.checks] == [("balance_chain", True)]


@pytest.mark.parametrize("content", [FIVERR, BANK, SIGN_BESIDE, DOLLARS, COMMAS])
def test_a_kept_layout_survives_being_saved_and_gives_its_answers_back(content: bytes) -> None:
    layout = layout_of_file(content, "Somebody", "bank", formats=("%Y-%m-%d",))
    profile = described(layout)
    assert profile_of(profile.as_data(), "saved") == profile
    given_back = layout_of(profile)
    assert (given_back.source, given_back.holder, given_back.number) == ("Somebody", "bank", layout.number)
    assert dict(given_back.columns) == dict(layout.columns)
    assert described(given_back) == profile


def test_two_layouts_of_one_source_both_stay_known_and_share_their_account() -> None:
    first = layout_of_file(SIGN_BESIDE, "Bank Alfalah", "bank")
    second = layout_of_file(BANK, "bank  alfalah", "bank", formats=("%d/%m/%Y",))
    kept = with_profile(Statements(), described(first))
    other = described(second, kept.profiles)
    kept = with_profile(kept, other)
    assert [one["id"] for one in kept.profiles] == ["own.bank_alfalah", "own.bank_alfalah_2"]
    assert {one["account"] for one in kept.profiles} == {"Bank_Alfalah"}
    own = own_profiles(kept)
    for content in (SIGN_BESIDE, BANK):
        assert not read_statement("x.csv", content, own_profiles=own).problems
    # The same heading of the same source again is the same layout, in its next version.
    again = described(replace(first, currency="USD"), kept.profiles)
    assert (again.id, again.version) == ("own.bank_alfalah", 2)
    # Of another source it is another layout, and the person has to say which.
    elsewhere = described(replace(first, source="Bank of Punjab"), kept.profiles)
    assert elsewhere.id == "own.bank_of_punjab"


def test_names_in_urdu_stay_apart_and_readable() -> None:
    meezan = described(layout_of_file(SIGN_BESIDE, "میزان بینک", "bank"))
    kept = with_profile(Statements(), meezan)
    faysal = described(layout_of_file(BANK, "فیصل بینک", "bank", formats=("%d/%m/%Y",)), kept.profiles)
    assert meezan.id != faysal.id
    statement = read_statement("x.csv", SIGN_BESIDE, own_profiles=[meezan, faysal])
    account = statement.movements[0].account
    assert account == "میزان_بینک:PKR"
    assert source_name(account) == "میزان بینک"
    assert source_name("Bank_Alfalah:PKR") == "Bank Alfalah"
    assert source_name("fiverr:USD") == "Fiverr"


def test_a_known_source_keeps_its_account() -> None:
    assert described(layout_of_file(DOLLARS, "paypal", "platform", "USD")).account == "paypal"


def test_who_keeps_an_account_is_what_the_person_said() -> None:
    """A bank in Pakistan with an account in dollars is no platform, and a platform may pay in rupees."""
    bank = described(layout_of_file(DOLLARS, "Bank Alfalah", "bank", "USD"))
    local = described(layout_of_file(COMMAS, "Truelancer", "platform", "PKR"))
    kept = with_profile(with_profile(Statements(), bank), local)
    holders = holders_of(kept)
    assert account_kind("Bank_Alfalah:USD", holders) == "bank"
    assert account_kind("truelancer:PKR", holders) == "platform"
    assert (account_kind("Bank_Alfalah:USD"), account_kind("other:PKR")) == ("platform", "bank")
    # What the program knows is not for answers to change.
    assert account_kind("payoneer:PKR", {"payoneer": "bank"}) == "platform"


IN_DOLLARS = b"""Date,Narration,Amount
2026-03-01,SWIFT FROM EXAMPLE INC,1000.00
2026-03-02,CASH DEPOSIT,50.00
"""


def test_dollars_in_an_account_of_a_bank_in_pakistan_are_not_kept_abroad() -> None:
    """1,000 dollars over SWIFT came through the bank and stayed in dollars; of the 50 nothing is known."""
    profile = described(layout_of_file(IN_DOLLARS, "Bank Alfalah", "bank", "USD"))
    statement = read_statement("x.csv", IN_DOLLARS, own_profiles=[profile])
    kept = add_statement(with_profile(Statements(), profile), statement).kept
    made = receipts_of(kept, 2026, "it")
    (one,) = [made.receipt for made in made.receipts]
    assert (one.channel, one.amount, one.currency, one.retained) == ("bank", 100_000, "USD", 100_000)
    assert one.rupees is None
    assert [credit.amount for credit in made.unexplained] == [5_000]


def test_a_forgotten_layout_knows_no_file_but_who_keeps_the_account() -> None:
    profile = described(layout_of_file(IN_DOLLARS, "Bank Alfalah", "bank", "USD"))
    statement = read_statement("x.csv", IN_DOLLARS, own_profiles=[profile])
    alone = without_profile(with_profile(Statements(), profile), profile.id)
    assert alone.profiles == ()
    with_rows = add_statement(with_profile(Statements(), profile), statement).kept
    forgotten = without_profile(with_rows, profile.id)
    assert own_profiles(forgotten) == ()
    assert holders_of(forgotten) == {"Bank_Alfalah": "bank"}
    # Described again as something else, what is said last counts.
    again = described(layout_of_file(IN_DOLLARS, "Bank Alfalah", "platform", "USD"), forgotten.profiles)
    assert holders_of(with_profile(forgotten, again)) == {"Bank_Alfalah": "platform"}
