"""What a freelancer tells us about one tax year: the workbook, version 1 of the saved-file format.

Inside, an amount is an integer in hundredths of its currency, a rate an integer in millionths of a rupee
and a day a date. In a file amounts and rates are decimal texts and dates ISO 8601, and unknown keys are
refused; `workbook_reading` reads and writes it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationInfo
from pydantic_core import PydanticCustomError

from compliance.money import two_decimals
from compliance.workbook_messages import REMEDIES
from compliance.workbook_messages import Problem as Problem

FORMAT: Final = "freelancer-workbook"
VERSION: Final = 1
FROM_FILE: Final = {"from_file": True}
"""The validation context of a saved file, in which an amount must be a text."""

Province = Literal[
    "punjab",
    "sindh",
    "khyber_pakhtunkhwa",
    "balochistan",
    "islamabad",
    "azad_kashmir",
    "gilgit_baltistan",
    "unknown",
]
SalesTaxReturns = Literal["not_required", "filed", "required_not_filed"]
Kind = Literal["export", "local", "social_media", "foreign_payroll"]
Service = Literal["it", "ites", "other", "unsure"]
Channel = Literal["bank", "remittance", "wallet", "kept_abroad", "cash", "crypto", "unknown"]
Account = Literal["own", "other_person"]

PROVINCES: Final[tuple[Province, ...]] = get_args(Province)
SALES_TAX_RETURNS: Final[tuple[SalesTaxReturns, ...]] = get_args(SalesTaxReturns)
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SERVICES: Final[tuple[Service, ...]] = get_args(Service)
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
ACCOUNTS: Final[tuple[Account, ...]] = get_args(Account)

_WHOLE_DIGITS = 10
_ANY_NUMBER = re.compile(r"(-?)([0-9]+)(\.[0-9]*)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
_CURRENCY = re.compile(r"[A-Z][A-Z0-9]{2,9}")
# Line breaks and tabs belong to a note; the rest breaks spreadsheets, and lone surrogates break UTF-8.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


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
    if _UNPRINTABLE.search(given):
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
Version = Annotated[Literal[1], BeforeValidator(_read_version)]
YesNo = Annotated[bool, Field(strict=True)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)


class PsebPeriod(_Part):
    """A span of PSEB certification, both days included; `until` None: still in force."""

    first: Day = Field(validation_alias="from", serialization_alias="from")
    until: Day | None = None


class Person(_Part):
    """The freelancer. None and "unknown" mean that the person does not know."""

    name: Text = ""
    cnic: Text = ""
    ntn: Text = ""
    resident: YesNo | None = None
    minor: YesNo = False
    province: Province = "unknown"
    pseb: tuple[PsebPeriod, ...] = ()
    active_taxpayer: YesNo | None = None
    sales_tax_returns: SalesTaxReturns | None = None
    opts_for_normal_tax: YesNo = False
    return_filed_on: Day | None = None


class Receipt(_Part):
    """Money received: what arrived after fees, on the day it was credited.

    `amount`, `gross` and `retained` are hundredths of `currency`, `rupees` and `tax_deducted` paisa.
    `rupees` is for the whole amount, kept part included, before the tax the bank took; None: estimated.
    """

    id: Text
    date: Day
    amount: Amount
    currency: Currency
    gross: Amount | None = None
    kind: Kind
    service: Service
    channel: Channel = "bank"
    account: Account = "own"
    rupees: Amount | None = None
    tax_deducted: Amount = 0
    retained: Amount = 0
    purpose_code: Text = ""
    certificate: Text = ""
    platform: Text = ""
    client: Text = ""
    country: Text = ""
    reference: Text = ""
    note: Text = ""

    @property
    def can_be_retained(self) -> bool:
        """Whether part may go to a foreign-currency account: exports that a bank realised, not in rupees."""
        return self.kind in ("export", "social_media") and self.channel == "bank" and self.currency != "PKR"


class OtherIncome(_Part):
    """Salary, costs and other tax of the year, in paisa."""

    salary: Amount = 0
    salary_tax_deducted: Amount = 0
    expenses: Amount = 0
    other_adjustable_tax: Amount = 0
    advance_tax_paid: Amount = 0


class MonthRate(_Part):
    """An exchange rate of the person's own: millionths of a rupee for one unit of a currency in a month."""

    month: Month
    currency: Currency
    rupees: RateAmount
    source: Text = ""


class Workbook(_Part):
    """One person's tax year, as saved."""

    format: Literal["freelancer-workbook"]
    version: Version
    tax_year: Annotated[int, Field(strict=True)]
    person: Person = Person()
    receipts: tuple[Receipt, ...] = ()
    other: OtherIncome = OtherIncome()
    rates: tuple[MonthRate, ...] = ()


class InputProblems(Exception):
    """A workbook has problems; nothing was computed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.line() for problem in problems))
        self.problems = problems


def blank_workbook(tax_year: int) -> Workbook:
    """A workbook of a year with nothing in it yet."""
    return Workbook(format=FORMAT, version=VERSION, tax_year=tax_year)


def merged_pseb(person: Person) -> tuple[tuple[date, date | None], ...]:
    """The spans of certification in order, with overlapping and adjoining ones made one."""
    merged: list[tuple[date, date | None]] = []
    for period in sorted(person.pseb, key=lambda one: one.first):
        if merged:
            first, until = merged[-1]
            if until is None:
                break
            if period.first.toordinal() <= until.toordinal() + 1:
                merged[-1] = (first, None if period.until is None else max(period.until, until))
                continue
        merged.append((period.first, period.until))
    return tuple(merged)


def pseb_on_days(person: Person, ordinals: list[int]) -> list[bool]:
    """Whether certification was in force on each day (proleptic ordinals, as `date.toordinal` gives)."""
    spans = merged_pseb(person)
    starts = [first.toordinal() for first, _until in spans]
    ends = [(until or date.max).toordinal() for _first, until in spans]
    places = (bisect_right(starts, day) - 1 for day in ordinals)
    return [place >= 0 and day <= ends[place] for day, place in zip(ordinals, places, strict=True)]
