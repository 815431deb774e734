"""The money that a row states beside its own amount: the other side of an exchange, the rate, what stayed."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from compliance.statements.cell_values import currency_in, read_money, read_rate
from compliance.statements.profile_columns import ColumnNames
from compliance.statements.row_amounts import Leg
from compliance.statements.row_rules import first_filled, places_of
from compliance.statements.statement_messages import Note
from compliance.statements.statement_table import Cells

LONGEST_GIVEN: Final = 200
"""Signs of a cell that a note quotes."""


class MoneyBeside:
    """Reads these of the rows of one file; what is stated and not understood is noted."""

    def __init__(self, named: ColumnNames, header: Cells) -> None:
        self._other_amount = places_of(named.other_amount, header)
        self._other_currency = places_of(named.other_currency, header)
        self._rate = places_of(named.rate, header)
        self._retained = places_of(named.retained, header)

    def other_side(
        self, cells: Cells, leg: Leg, currency: str, details: dict[str, str], notes: list[Note]
    ) -> tuple[int | None, int | None, str]:
        """Rupees, foreign hundredths and their currency, as far as the row states them beside its amount."""
        own_rupees = abs(leg.amount) if currency == "PKR" else None
        if details.get("pkr_amount"):
            return self._stated(details["pkr_amount"], "PKR", currency, own_rupees, notes)
        if details.get("foreign_amount"):
            return self._stated(
                details["foreign_amount"], details.get("foreign_currency", ""), currency, own_rupees, notes
            )
        if leg.other is not None:
            return self._stated(*leg.other, currency, own_rupees, notes)
        text = first_filled(cells, self._other_amount)
        return self._stated(text, first_filled(cells, self._other_currency), currency, own_rupees, notes)

    def _stated(
        self, text: str, currency_text: str, own: str, own_rupees: int | None, notes: list[Note]
    ) -> tuple[int | None, int | None, str]:
        if not text:
            return own_rupees, None, ""
        money = read_money(text.removeprefix("-"))
        code = currency_in(money[1] or currency_text) if money else ""
        if money is None or not code:
            notes.append(Note("other_amount_unreadable", f"{text} {currency_text}".strip()[:LONGEST_GIVEN]))
            return own_rupees, None, ""
        if code == own or not money[0]:
            return own_rupees, None, ""
        if code == "PKR":
            return money[0], None, ""
        return own_rupees, money[0], code

    def retained(self, cells: Cells, notes: list[Note]) -> int | None:
        """Hundredths of foreign money that stayed in an account in foreign currency."""
        text = first_filled(cells, self._retained)
        money = read_money(text) if text else None
        if text and money is None:
            notes.append(Note("other_amount_unreadable", text[:LONGEST_GIVEN]))
        return money[0] if money else None

    def rate(self, cells: Cells, notes: list[Note]) -> Decimal | None:
        """The rate as it is written."""
        text = first_filled(cells, self._rate)
        rate = read_rate(text) if text else None
        if text and rate is None:
            notes.append(Note("rate_unreadable", text[:LONGEST_GIVEN]))
        return rate


def last_four(text: str) -> str:
    """The last four digits of a number of an account; empty where there are fewer."""
    digits = "".join(sign for sign in text if sign.isdigit())
    return digits[-4:] if len(digits) >= 4 else ""
