"""Reading the cells of a statement: amounts, rates and days, only as statements are known to write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Final

from babel import Locale

from compliance.amount_text import LARGEST
from compliance.statements.profile_values import NumberForm

_PLAIN: Final = re.compile(r"-?\d{1,12}\.\d\d")
_AMOUNT: Final = re.compile(
    r"(?P<sign>[-+\u2212]?) ?(?:(?:PKR|Rs\.?) *)?(?P<inner>-?)"
    r"(?P<whole>\d+|\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3})(?:\.(?P<decimals>\d+))?",
    re.ASCII,
)
_DECIMAL_COMMA: Final = re.compile(r"[-+]? ?\d+(?:[. ]\d{3})*,\d{1,2}", re.ASCII)
_COMMA_NUMBER: Final = re.compile(
    r"(?P<sign>[-+\u2212]? ?)(?P<whole>\d+|\d{1,3}(?:[. '\u2019\u00a0\u202f]\d{3})+)(?:,(?P<decimals>\d+))?",
    re.ASCII,
)
_BRACKETS: Final = re.compile(r"\(([^()]+)\)")
_RATE: Final = re.compile(r"(?:\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.\d{1,12})?", re.ASCII)
_MONEY: Final = re.compile(
    r"(?:(?P<before>[A-Z]{3})[ ,:]*)?(?P<amount>[\d,]+(?:\.\d+)?)(?:[ ,]*(?P<after>[A-Z]{3}))?"
)
_CODE: Final = re.compile(r"\b[A-Z]{3}\b")
_WORDS_IN_FORMAT: Final = re.compile(r"%[^dmY]")
SHORTENED_NUMBER: Final = re.compile(r"\d(?:\.\d+)?E\+\d{1,2}", re.ASCII)
"""How spreadsheet programs write a long number into a text file, its last digits lost."""
_LONGEST: Final = 40
_MOST_DAYS: Final = 20_000
"""Different days, more than any file has, of which the order of day and month is found out."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
SHEET_FORMATS: Final = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S")
"""How the readers write the true dates of a spreadsheet."""


def read_signed_amount(text: str) -> int | str:
    """An amount in hundredths with its sign, or the code of what is wrong with it."""
    if _PLAIN.fullmatch(text):
        return int(text.replace(".", ""))
    if not text:
        return "amount_missing"
    found = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or (found["sign"] and found["inner"]):
        return "amount_decimal_comma" if _DECIMAL_COMMA.fullmatch(text[:_LONGEST]) else "amount_unreadable"
    decimals = (found["decimals"] or "").rstrip("0")
    if len(decimals) > 2:
        return "amount_decimals"
    amount = int(found["whole"].replace(",", "") + decimals.ljust(2, "0"))
    if amount > LARGEST:
        return "amount_too_large"
    return -amount if found["inner"] or found["sign"] in ("-", "\u2212") else amount


def amount_reader(
    number: NumberForm = "decimal_point", marks: Iterable[str] = (), brackets: bool = False
) -> Callable[[str], int | str]:
    """Reads amounts in the form that a profile names, as `read_signed_amount` does: `1.250,50` with a decimal
    comma, `$80.00` with the mark `$`, `(80.00)` with brackets. A text in another form is not understood.
    """
    longest_first = sorted(marks, key=len, reverse=True)
    if number == "decimal_point" and not longest_first and not brackets:
        return read_signed_amount
    any_mark = "|".join(re.escape(mark) for mark in longest_first)
    before = re.compile(rf"([-+\u2212(]?)\s*(?:{any_mark})\s*(.*)", re.IGNORECASE) if any_mark else None
    after = re.compile(rf"(.*?)\s*(?:{any_mark})(\)?)", re.IGNORECASE) if any_mark else None

    def read(text: str) -> int | str:
        if len(text) > _LONGEST:
            return "amount_unreadable"
        plain = text
        if before is not None and after is not None:
            found = before.fullmatch(plain) or after.fullmatch(plain)
            plain = "".join(found.groups()) if found else plain
        if brackets and (inner := _BRACKETS.fullmatch(plain)):
            plain = f"-{inner[1].strip()}"
        if number == "decimal_comma" and plain:
            comma = _COMMA_NUMBER.fullmatch(plain)
            if comma is None:
                return "amount_unreadable"
            whole = "".join(sign for sign in comma["whole"] if sign.isdigit())
            plain = f"{comma['sign']}{whole}.{comma['decimals'] or '0'}"
        return read_signed_amount(plain)

    return read


def read_money(text: str) -> tuple[int, str] | None:
    """An amount without sign in hundredths, and the currency beside it or an empty text; else None."""
    found = _MONEY.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    amount = read_signed_amount(found["amount"])
    return None if isinstance(amount, str) else (amount, found["before"] or found["after"] or "")


def read_rate(text: str) -> Decimal | None:
    """A rate, exactly; None for what is none."""
    return Decimal(text.replace(",", "")) if _RATE.fullmatch(text) else None


@cache
def known_currencies() -> frozenset[str]:
    """The codes of all currencies there are or were."""
    return frozenset(Locale("en").currencies)


def currency_in(text: str) -> str:
    """The code of a known currency that a text is or, as its only one, names; empty where there is none."""
    code = text.upper()
    if code in known_currencies():
        return code
    named = {code for code in _CODE.findall(text) if code in known_currencies()}
    return named.pop() if len(named) == 1 else ""


class DayReader:
    """Reads days by explicit formats. Where formats contradict each other, one must fit the whole file."""

    def __init__(self, formats: Iterable[str], contradicting: bool, texts: Iterable[str]) -> None:
        """`texts` are all dates of the file; they are looked at only where formats contradict."""
        self._formats = tuple(formats)
        self._known: dict[str, date | str] = {"": "date_missing"}
        self._contradicting = contradicting
        if contradicting:
            distinct = set(texts)
            if len(distinct) > _MOST_DAYS:
                return
            distinct = {text for text in distinct if self._by(SHEET_FORMATS, text) is None}
            readable = [text for text in distinct if self._by(self._formats, text) is not None]
            fitting = [one for one in formats if all(_day(text, one) is not None for text in readable)]
            if len(fitting) == 1:
                self._formats, self._contradicting = (fitting[0],), False

    def __call__(self, text: str) -> date | str:
        """The day, or the code of what is wrong."""
        day = self._known.get(text)
        if day is None:
            day = self._known[text] = self._read(text)
        return day

    def without_zeros(self) -> bool:
        """Whether a day of digits alone was read that lacks a zero of its format, as in 7/1/2026."""
        digits_alone = [one for one in self._formats if not _WORDS_IN_FORMAT.search(one)]
        return any(
            isinstance(day, date) and _day(text, one) == day and len(text) < len(day.strftime(one))
            for one in digits_alone
            for text, day in self._known.items()
        )

    def _read(self, text: str) -> date | str:
        if len(text) > _LONGEST:
            return "date_unreadable"
        if self._contradicting and self._by(SHEET_FORMATS, text) is None:
            days = {_day(text, one) for one in self._formats}
            if len(days) > 1:
                return "date_order"
        day = self._by((*self._formats, *SHEET_FORMATS), text)
        return day if day is not None else "date_unreadable"

    def _by(self, formats: Iterable[str], text: str) -> date | None:
        if len(text) > _LONGEST:
            return None
        return next((day for one in formats if (day := _day(text, one)) is not None), None)


def _day(text: str, written: str) -> date | None:
    if not text.isascii():
        return None
    try:
        day = datetime.strptime(text, written).date()
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
