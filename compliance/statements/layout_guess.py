"""A layout that no profile describes: what can be guessed of it, by the names of its columns and their cells.

The person sees every guess and confirms it; see `own_layouts` for the profile that the answers make.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Final, Literal, get_args

from compliance.statements.layout_money import (
    MOST_WORDS,
    SIDE_WORDS,
    currency_column_values,
    read_as_amounts,
)
from compliance.statements.recognition import SEARCHED_ROWS
from compliance.statements.statement_table import Cells, Table, distinct, normalised_header

Field = Literal[
    "date",
    "description",
    "amount",
    "credit",
    "debit",
    "indicator",
    "currency",
    "balance",
    "native_id",
    "reference",
    "counterparty",
]
FIELDS: Final[tuple[Field, ...]] = get_args(Field)
ALIASES: Final[dict[Field, tuple[str, ...]]] = {
    "date": (
        "date", "transaction date", "txn date", "booking date", "posting date", "posted", "created", "time",
        "timestamp", "day", "when", "buchungstag", "datum", "تاریخ",
    ),
    "description": (
        "description", "activity", "details", "narration", "narrative", "particulars", "type", "text", "memo",
        "what", "remarks", "verwendungszweck", "buchungstext", "beschreibung", "تفصیل", "transaction", "txn",
    ),
    "amount": ("amount", "net", "net amount", "amt", "sum", "value", "betrag", "umsatz", "رقم"),
    "credit": ("credit", "credits", "deposit", "deposits", "money in", "credit amount", "paid in", "cr"),
    "debit": ("debit", "debits", "withdrawal", "withdrawals", "money out", "debit amount", "paid out", "dr"),
    "indicator": (
        "cr/dr", "dr/cr", "d/c", "c/d", "debit/credit", "credit/debit", "in/out", "direction", "sign",
    ),
    "currency": ("currency", "ccy", "cur", "währung"),
    "balance": (
        "balance", "running balance", "available balance", "closing balance", "bal", "saldo", "kontostand",
    ),
    "native_id": ("transaction id", "txn id", "transaction number", "trx id", "payment id", "id"),
    "reference": (
        "reference", "reference number", "ref no", "ref", "order", "order id", "order number", "cheque no",
    ),
    "counterparty": (
        "from", "buyer", "client", "payer", "counterparty", "sender", "customer", "name", "auftraggeber",
    ),
}  # fmt: skip
DATE_FORMATS: Final = (
    "%Y-%m-%d",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%b-%Y",
    "%d %b %Y",
    "%d %b, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%B %d, %Y",
    "%d-%b-%y",
    "%d %b %y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d.%m.%y",
    "%Y/%m/%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%SZ",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%d-%m-%Y %H:%M",
    "%d-%m-%Y %H:%M:%S",
    "%d %b %Y %H:%M",
    "%d %b %Y %I:%M %p",
)
_LONG_NUMBER: Final = re.compile(r"\d{8,}")
_SAMPLE: Final = 200
"""Cells of a column that guesses look at."""


def heading_row(table: Table) -> int:
    """The index of the row that most likely names the columns: the first with the most known names, or else
    the first with the most cells."""
    known = {alias for aliases in ALIASES.values() for alias in aliases}
    heads = [normalised_header(cells) for cells in table.rows[:SEARCHED_ROWS]]
    named = [sum(name in known for name in names) for names in heads]
    if max(named, default=0) > 0:
        return named.index(max(named))
    filled = [sum(map(bool, names)) for names in heads]
    return filled.index(max(filled)) if filled else 0


def columns_of(header: Cells) -> dict[Field, str]:
    """The column that each field most likely is, by its name; fields that none fits are left out."""
    names = distinct(normalised_header(header))
    found: dict[Field, str] = {}
    for whole in (True, False):
        for field in FIELDS:
            fitting = (
                name
                for alias in ALIASES[field]
                for name in names
                if (name == alias if whole else re.search(rf"\b{re.escape(alias)}\b", name))
            )
            if field not in found and (name := next((n for n in fitting if n not in found.values()), "")):
                found[field] = name
    return _one_way_of_money(found)


def _one_way_of_money(found: dict[Field, str]) -> dict[Field, str]:
    if "credit" in found and "debit" in found:
        dropped: tuple[Field, ...] = ("amount", "indicator")
    else:
        dropped = ("credit", "debit")
    return {field: name for field, name in found.items() if field not in dropped}


def guessed_columns(table: Table, heading: int) -> dict[Field, str]:
    """The column that each field most likely is, by its name and by what its cells look like."""
    found = columns_of(table.rows[heading])
    names = [name for name in distinct(normalised_header(table.rows[heading])) if name]
    cells = {name: column_values(table, heading, name)[:_SAMPLE] for name in names}
    for field in [field for field in found if not _can_be(field, cells[found[field]])]:
        del found[field]
    if "credit" not in found:
        sided = [name for name in names if _says_sides(cells[name]) and name != found.get("amount")]
        if sided and "indicator" not in found:
            found = {field: name for field, name in found.items() if name != sided[0]}
            found["indicator"] = sided[0]

    def free() -> list[str]:
        return [name for name in names if name not in found.values() and cells[name]]

    if "date" not in found and (dated := [name for name in free() if fitting_formats(cells[name])]):
        found["date"] = dated[0]
    if not {"amount", "credit"} & set(found):
        figures = [name for name in free() if _can_be("amount", cells[name])]
        if figures:
            found["amount"] = figures[0]
    if "description" not in found:
        texts = [name for name in free() if not _can_be("amount", cells[name])]
        if texts:
            found["description"] = max(texts, key=lambda name: sum(map(len, cells[name])) / len(cells[name]))
    if "native_id" in found and not each_once(table, heading, found["native_id"]):
        del found["native_id"]
    return found


def _can_be(field: Field, cells: Cells) -> bool:
    """Whether cells look like what the name of their column promises. An empty column may be anything."""
    if not cells:
        return True
    if field == "date":
        return bool(fitting_formats(cells))
    if field in ("amount", "credit", "debit", "balance"):
        return 2 * read_as_amounts(cells) > len(cells) and not all(map(_LONG_NUMBER.fullmatch, cells))
    if field == "indicator":
        return len(set(cells)) <= MOST_WORDS
    if field == "currency":
        return currency_column_values(cells)
    return True


def _says_sides(cells: Cells) -> bool:
    """Whether every cell is a word for in or out."""
    words = {cell.casefold().rstrip(".") for cell in cells}
    return bool(words) and words <= SIDE_WORDS["credit"] | SIDE_WORDS["debit"]


def column_values(table: Table, heading: int, name: str) -> tuple[str, ...]:
    """The cells below a heading that hold something."""
    names = distinct(normalised_header(table.rows[heading]))
    if name not in names:
        return ()
    place = names.index(name)
    cells = (row[place] for row in table.rows[heading + 1 :] if place < len(row))
    return tuple(cell for cell in cells if cell)


def each_once(table: Table, heading: int, name: str) -> bool:
    """Whether no two rows have the same cell in a column."""
    cells = column_values(table, heading, name)
    return len(set(cells)) == len(cells)


def fitting_formats(values: Iterable[str]) -> tuple[str, ...]:
    """The ways of writing a date that most values fit, all equally well: more than half of them must.

    A total below the rows, or one day with a slip, is no reason to give up. Two ways that fit say that the
    order is not certain.
    """
    return _fitting(tuple(dict.fromkeys(values)))


@lru_cache(maxsize=16)
def _fitting(values: tuple[str, ...]) -> tuple[str, ...]:
    likely = [one for one in DATE_FORMATS if any(_day(value, one) for value in values[:_SAMPLE])]
    fits = {one: sum(_day(value, one) is not None for value in values) for one in likely}
    best = max(fits.values(), default=0)
    return tuple(one for one, count in fits.items() if count == best) if 2 * best > len(values) else ()


def readings_of_dates(
    values: Iterable[str], formats: Iterable[str]
) -> tuple[str, tuple[tuple[date, tuple[str, ...]], ...]]:
    """Formats that read every value alike go together; each group with the day that it makes of the first
    value which tells the groups apart. One group, or none, is no question."""
    values = tuple(dict.fromkeys(values))
    formats = tuple(formats)
    days = {one: tuple(_day(value, one) for value in values) for one in formats}
    groups: dict[tuple[date | None, ...], list[str]] = {}
    for one in formats:
        groups.setdefault(days[one], []).append(one)
    telling = 0
    for place in range(len(values)):
        there = [read[place] for read in groups]
        if None not in there and len(set(there)) == len(there):
            telling = place
            break
    found = tuple((day, tuple(group)) for read, group in groups.items() if (day := read[telling]) is not None)
    return (values[telling] if values else ""), found


def _day(value: str, date_format: str) -> date | None:
    try:
        return datetime.strptime(value, date_format).date()
    except ValueError:
        return None
