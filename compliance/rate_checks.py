"""Exchange rates looked over: those that lie far from the month's reference rate, and files of own rates.

No figure of tax rests on this; it decides whether to ask "check this rate".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from compliance.money import MILLION
from compliance.rulebook import ReferenceRates
from compliance.taxyear import month_of
from compliance.workbook import MonthRate, Receipt

FAR: Final = Decimal("0.05")
"""A rate further than this from the month's reference rate is asked about."""
MOST_ROWS: Final = 2_000
_MONTH: Final = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))(?:-\d{2})?")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_NAMES: Final = {
    "month": ("month", "date", "day"),
    "currency": ("currency", "code", "ccy"),
    "rupees": ("rupees", "rate", "pkr", "rupees for one unit", "exchange rate"),
    "source": ("source", "from", "bank"),
}


@dataclass(frozen=True, slots=True)
class OddRate:
    """A rate that is far off: its place, what it is, and what the reference table has for the month."""

    place: int
    rate: Decimal
    reference: Decimal


def odd_own_rates(rates: Sequence[MonthRate], reference: ReferenceRates) -> tuple[OddRate, ...]:
    """The person's own rates that are far from the reference rate of their month."""
    found = (
        (place, one.currency, one.month, Decimal(one.rupees).scaleb(-6)) for place, one in enumerate(rates)
    )
    return tuple(_odd(found, reference))


def odd_receipt_rates(receipts: Sequence[Receipt], reference: ReferenceRates) -> tuple[OddRate, ...]:
    """The receipts whose given rupees make a rate far from the reference rate of their month."""
    found = (
        (place, one.currency, month_of(one.date), Decimal(one.rupees) / Decimal(one.amount))
        for place, one in enumerate(receipts)
        if one.rupees is not None and one.currency != "PKR" and one.amount
    )
    return tuple(_odd(found, reference))


def _odd(found: Iterable[tuple[int, str, str, Decimal]], reference: ReferenceRates) -> Iterator[OddRate]:
    for place, currency, month, rate in found:
        usual = reference.rupees_per_unit(currency, month)
        if usual is not None and rate and abs(rate - usual) > usual * FAR:
            yield OddRate(place, rate, usual)


@dataclass(frozen=True, slots=True)
class RatesFile:
    """A file of rates as it was read: rates in the order of the file, and rows that are none, by their number
    and their text."""

    rates: tuple[MonthRate, ...]
    unread: tuple[tuple[int, str], ...]


def read_rates(content: bytes, source: str) -> RatesFile | None:
    """Rates out of a CSV file with columns for the month (or a day of it), the currency and the rupees.

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
    if not {"month", "currency", "rupees"} <= set(columns):
        return None
    rates: dict[tuple[str, str], MonthRate] = {}
    unread = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        rate = _rate(row, columns, source)
        if rate is None:
            unread.append((number, " | ".join(row)[:200]))
        else:
            rates[rate.month, rate.currency] = rate
    return RatesFile(tuple(rates.values()), tuple(unread))


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _columns(heading: Sequence[str]) -> dict[str, int]:
    names = [" ".join(cell.split()).lower() for cell in heading]
    found = {}
    for field, known in _NAMES.items():
        place = next((names.index(name) for name in known if name in names), None)
        if place is not None:
            found[field] = place
    return found


def _rate(row: Sequence[str], columns: dict[str, int], source: str) -> MonthRate | None:
    def cell(field: str) -> str:
        place = columns.get(field)
        return row[place].strip() if place is not None and place < len(row) else ""

    month, currency = _MONTH.fullmatch(cell("month")), cell("currency").upper()
    try:
        rupees = Decimal(cell("rupees").replace(",", ""))
    except InvalidOperation:
        return None
    millionths = rupees * MILLION
    known = month is not None and _CURRENCY.fullmatch(currency) is not None and currency != "PKR"
    if not known or not rupees.is_finite() or not 0 < rupees < 10**6 or millionths != int(millionths):
        return None
    assert month is not None
    return MonthRate(
        month=month[1], currency=currency, rupees=int(millionths), source=cell("source") or source
    )
