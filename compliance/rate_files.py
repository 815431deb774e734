"""Files of own exchange rates: read by the names of their columns, nothing dropped in silence."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from compliance.money import MILLION
from compliance.workbook import MonthRate

MOST_ROWS: Final = 2_000
_MONTH: Final = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))(?:-\d{2})?")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_NAMES: Final = {
    "month": ("month", "date", "day"),
    "currency": ("currency", "code", "ccy"),
    "rupees": ("rupees", "rate", "pkr", "rupees for one unit", "exchange rate"),
    "source": ("source", "from", "bank"),
}
_OF_ONE_CURRENCY: Final = re.compile(r"(?:pkr|rupees)[ _]?(?:per|/)[ _]?(?P<code>[a-z]{3})")
"""The name of a column that holds the rates of one currency, such as `PKR_per_USD`."""
_POINT: Final = re.compile(r"\d+\.\d+|\d{1,3}(?:,\d{2,3})*,\d{3}\.\d+")
_COMMA: Final = re.compile(r"\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+")
_WHOLE: Final = re.compile(r"\d+")
_EITHER: Final = re.compile(r"\d{1,3},\d{3}")
"""A comma before three digits parts thousands, or stands for the decimal point."""
_LARGEST: Final = 10**6
Sign = Literal[".", ","]


@dataclass(frozen=True, slots=True)
class RatesFile:
    """A file of rates as it was read: rates in the order of the file, rows that are none, by their number and
    their text, and rows of which it cannot be told whether a comma is the decimal point."""

    rates: tuple[MonthRate, ...]
    unread: tuple[tuple[int, str], ...]
    unclear: tuple[tuple[int, str], ...] = ()


def read_rates(content: bytes, source: str) -> RatesFile | None:
    """Rates out of a CSV file with columns for the month (or a day of it), the currency and the rupees, or
    with one column for each currency as in the reference table.

    `source` is used where no column has it. A later row of the same month and currency takes the place of an
    earlier one. None where the file has no such columns.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))[: MOST_ROWS + 1]
    except csv.Error:
        return None
    columns = _columns(rows[0]) if rows else {}
    wide = _currencies(rows[0]) if rows else {}
    if "month" not in columns or not (wide or {"currency", "rupees"} <= set(columns)):
        return None
    entries = [
        (number, row, entry)
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
        for entry in _entries(row, columns, wide)
    ]
    sign = _decimal_sign(rupees for _number, _row, (_month, _code, rupees, _source) in entries)
    rates: dict[tuple[str, str], MonthRate] = {}
    unread: dict[int, str] = {}
    unclear: dict[int, str] = {}
    for number, row, (month, code, rupees, said) in entries:
        if sign is None and _EITHER.fullmatch(rupees):
            unclear[number] = " | ".join(row)[:200]
            continue
        rate = _rate(month, code, _number(rupees, sign), said or source)
        if rate is None:
            unread[number] = " | ".join(row)[:200]
        else:
            rates[rate.month, rate.currency] = rate
    return RatesFile(tuple(rates.values()), tuple(unread.items()), tuple(unclear.items()))


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _names(heading: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()).lower() for cell in heading]


def _columns(heading: Sequence[str]) -> dict[str, int]:
    names = _names(heading)
    found = {}
    for field, known in _NAMES.items():
        place = next((names.index(name) for name in known if name in names), None)
        if place is not None:
            found[field] = place
    return found


def _currencies(heading: Sequence[str]) -> dict[str, int]:
    """The columns that hold the rates of one currency, by its code."""
    found = ((_OF_ONE_CURRENCY.fullmatch(name), place) for place, name in enumerate(_names(heading)))
    return {match["code"].upper(): place for match, place in found if match is not None}


_Entry = tuple[str, str, str, str]
"""The texts of one rate: its month, its currency, its rupees and where it is from."""


def _entries(row: Sequence[str], columns: dict[str, int], wide: dict[str, int]) -> Iterator[_Entry]:
    """The rates of a row. Of a table with a column for each currency, empty cells are none."""

    def cell(place: int | None) -> str:
        return row[place].strip() if place is not None and place < len(row) else ""

    month, source = cell(columns.get("month")), cell(columns.get("source"))
    if "rupees" in columns and "currency" in columns:
        yield month, cell(columns["currency"]).upper(), cell(columns["rupees"]), source
        return
    for code, place in wide.items():
        if rupees := cell(place):
            yield month, code, rupees, source


def _decimal_sign(texts: Iterable[str]) -> Sign | None:
    """The sign before the decimals in this file; None where no rate tells, or where they contradict."""
    found: set[Sign] = set()
    for text in texts:
        if _POINT.fullmatch(text):
            found.add(".")
        elif _COMMA.fullmatch(text):
            found.add(",")
    return found.pop() if len(found) == 1 else None


def _number(text: str, sign: Sign | None) -> Decimal | None:
    """The number; None for what is none. A text that only one sign fits is read by that one."""
    if _WHOLE.fullmatch(text):
        return Decimal(text)
    if _POINT.fullmatch(text) or (sign == "." and _EITHER.fullmatch(text)):
        return Decimal(text.replace(",", ""))
    if _COMMA.fullmatch(text) or (sign == "," and _EITHER.fullmatch(text)):
        return Decimal(text.replace(".", "").replace(",", "."))
    return None


def _rate(month_text: str, currency: str, rupees: Decimal | None, source: str) -> MonthRate | None:
    month = _MONTH.fullmatch(month_text)
    if month is None or rupees is None or not _CURRENCY.fullmatch(currency) or currency == "PKR":
        return None
    millionths = rupees * MILLION
    if not 0 < rupees < _LARGEST or millionths != int(millionths):
        return None
    return MonthRate(month=month[1], currency=currency, rupees=int(millionths), source=source)
