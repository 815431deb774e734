"""How figures, days and texts stand in saved work, and what is said of one that does not.

Inside, an amount is an integer in hundredths of its currency, a rate or a percentage an integer in millionths
and a day a date. In a file they are decimal texts and ISO 8601 dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationInfo
from pydantic_core import PydanticCustomError

from compliance.money import two_decimals
from compliance.workbook_messages import REMEDIES

VERSION: Final = 2
FROM_FILE: Final = {"from_file": True}
"""The validation context of a saved file, in which an amount must be a text."""

_WHOLE_DIGITS = 10
_ANY_NUMBER = re.compile(r"(-?)([0-9]+)(\.[0-9]*)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
_CURRENCY = re.compile(r"[A-Z][A-Z0-9]{2,9}")
# Line breaks and tabs belong to a note; the rest breaks spreadsheets, and lone surrogates break UTF-8.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text of saved work may hold."""


def _fault(code: str) -> PydanticCustomError:
    return PydanticCustomError(code, REMEDIES[code])


@dataclass(frozen=True, slots=True)
class _Written:
    """How a figure stands in a file: its decimals, its form, and what is said of one that is not so."""

    decimals: int
    pattern: re.Pattern[str]
    wrong_form: str
    negative: str


_AMOUNT = _Written(2, re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?"), "amount_form", "amount_negative")
_RATE = _Written(6, re.compile(r"[0-9]{1,10}(\.[0-9]{1,6})?"), "rate_form", "rate_not_above_zero")


def _scaled(given: Any, info: ValidationInfo, written: _Written) -> int:
    """A decimal text as an integer. An integer passes as it is, but not from a file."""
    if isinstance(given, str) and written.pattern.fullmatch(given):
        whole, _point, rest = given.partition(".")
        return int(whole + rest.ljust(written.decimals, "0"))
    is_integer = isinstance(given, int) and not isinstance(given, bool)
    if is_integer and not info.context and 0 <= given < 10 ** (_WHOLE_DIGITS + written.decimals):
        return int(given)
    raise _fault(_fault_of_figure(given, written))


def _fault_of_figure(given: Any, written: _Written) -> str:
    if isinstance(given, str):
        number = _ANY_NUMBER.fullmatch(given)
        if number and number[1]:
            return written.negative
        return "amount_too_large" if number and len(number[2]) > _WHOLE_DIGITS else written.wrong_form
    is_number = isinstance(given, int | float | Decimal) and not isinstance(given, bool)
    if is_number and isfinite(given):
        return written.negative if given < 0 else "amount_as_number"
    return written.wrong_form


def _read_amount(given: Any, info: ValidationInfo) -> int:
    return _scaled(given, info, _AMOUNT)


def _read_rate(given: Any, info: ValidationInfo) -> int:
    return _scaled(given, info, _RATE)


def _write_rate(millionths: int) -> str:
    whole, rest = divmod(millionths, 10**6)
    decimals = f"{rest:06d}"
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"


def _read_version(given: Any) -> int:
    # To Python, true and 1.0 equal 1.
    if type(given) is int and given == VERSION:
        return given
    raise _fault("no_such_version")


def _read_date(given: Any) -> date:
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    if not (isinstance(given, str) and _DATE.fullmatch(given)):
        raise _fault("date_form")
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise _fault("no_such_day") from None


def _read_month(given: Any) -> str:
    if isinstance(given, str) and _MONTH.fullmatch(given):
        return given
    raise _fault("month_form")


def _read_currency(given: Any) -> str:
    if isinstance(given, str) and _CURRENCY.fullmatch(given):
        return given
    raise _fault("currency_form")


def _read_text(given: Any) -> str:
    if not isinstance(given, str):
        raise _fault("not_text")
    if UNPRINTABLE.search(given):
        raise _fault("control_characters")
    return given


Amount = Annotated[
    int, BeforeValidator(_read_amount), PlainSerializer(two_decimals, return_type=str, when_used="json")
]
"""Hundredths of the currency."""
RateAmount = Annotated[
    int, BeforeValidator(_read_rate), PlainSerializer(_write_rate, return_type=str, when_used="json")
]
"""Millionths of a rupee."""
Day = Annotated[date, BeforeValidator(_read_date)]
Text = Annotated[str, BeforeValidator(_read_text)]
Currency = Annotated[str, BeforeValidator(_read_currency)]
Month = Annotated[str, BeforeValidator(_read_month)]
Version = Annotated[Literal[2], BeforeValidator(_read_version)]
YesNo = Annotated[bool, Field(strict=True)]
WholeNumber = Annotated[int, Field(strict=True)]


class Part(BaseModel):
    """A group of keys of saved work: every key is checked, none is guessed."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)
