"""Files whose layout nobody knows, and the layout that a person would say they have."""

from __future__ import annotations

from typing import Any

from compliance.statements.layout_guess import fitting_formats, guessed_columns, heading_row
from compliance.statements.layout_money import money_form, side_words
from compliance.statements.own_layouts import Layout, profile_from
from compliance.statements.profile_schema import Profile
from compliance.statements.profile_values import Holder
from compliance.statements.statement_reading import read_statement
from compliance.statements.statement_table import Table

FIVERR = b"""Date,Activity,Order,From,Amount,Currency
2026-03-01,Order completed,FO1,buyer_one,80.00,USD
2026-03-05,Withdrawal initiated,,,-70.00,USD
2026-03-06,Service fee,,,-1.00,USD
2026-03-07,Something else,,,-2.00,USD
"""
"""Invented: the header of Fiverr's file is not known, which is why it goes this way."""
BANK = b"""Statement of account;;;;
Account;PK00;;;
Posting Date;Narration;Withdrawals;Deposits;Balance
05/06/2026;SWIFT IN FROM EXAMPLE INC;;100,000.00;100,000.00
06/06/2026;WITHHOLDING TAX;1,000.00;;99,000.00
07/06/2026;ATM;5,000.00;;94,000.00
"""
SIGN_BESIDE = b"""Txn Date,Txn,Amount,Cr/Dr,Bal
01 Apr 2026,SWIFT FROM EXAMPLE INC,"50,000.00",CR,"50,000.00"
02 Apr 2026,ATM,"20,000.00",DR,"30,000.00"
"""
"""As MCB Live has it: the amounts have no sign, a column beside them says Cr or Dr."""
DOLLARS = b"""Date,What,Amount
2026-03-01,Order,$80.00
2026-03-02,Service fee,-$1.50
"""
COMMAS = b"""Buchungstag;Verwendungszweck;Betrag
01.03.2026;Gutschrift;1.250,50
02.03.2026;Fee;-80,00
"""


def table_of(content: bytes) -> Table:
    """The table of a file that no profile describes."""
    statement = read_statement("x.csv", content)
    assert [problem.code for problem in statement.problems] == ["unknown"]
    assert statement.content is not None
    return statement.content.tables[0]


def layout_of_file(
    content: bytes, source: str, holder: Holder, currency: str = "PKR", formats: tuple[str, ...] = ()
) -> Layout:
    """What the guesses make of a file, with the answers that cannot be guessed."""
    table = table_of(content)
    place = heading_row(table)
    columns = guessed_columns(table, place)
    names = [name.casefold() for name in table.rows[place]]

    def cells(name: str) -> list[str]:
        return [row[names.index(name)] for row in table.rows[place + 1 :] if row[names.index(name)]]

    form = money_form(cells(columns.get("amount") or columns["credit"]))
    into, out, _others = side_words(cells(columns["indicator"])) if "indicator" in columns else ((), (), ())
    return Layout(
        source,
        holder,
        table.rows[place],
        columns,
        formats or fitting_formats(cells(columns["date"])),
        currency,
        form.number,
        form.marks,
        form.brackets,
        into,
        out,
    )


def described(layout: Layout, kept: tuple[dict[str, Any], ...] = ()) -> Profile:
    """The profile of a layout, of which nothing is wrong."""
    made = profile_from(layout, kept)
    assert isinstance(made, Profile), made
    return made
