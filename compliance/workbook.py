"""What a freelancer tells us: the workbook, version 1 of the saved-file format.

On the wire amounts are decimal texts and dates ISO 8601; inside, an amount is an integer in hundredths of
its currency and an exchange rate an integer in millionths of a rupee. Unknown keys are refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from compliance.money import two_decimals

FORMAT = "freelancer-workbook"
VERSION = 1

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

PROVINCES: tuple[str, ...] = get_args(Province)
SALES_TAX_RETURNS: tuple[str, ...] = get_args(SalesTaxReturns)
KINDS: tuple[str, ...] = get_args(Kind)
SERVICES: tuple[str, ...] = get_args(Service)
CHANNELS: tuple[str, ...] = get_args(Channel)
ACCOUNTS: tuple[str, ...] = get_args(Account)

_AMOUNT = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?")
_RATE = re.compile(r"[0-9]{1,10}(\.[0-9]{1,6})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _scaled(text: str, places: int) -> int:
    whole, _point, decimals = text.partition(".")
    return int(whole) * 10**places + int(decimals.ljust(places, "0") or "0")


def _read_amount(given: Any) -> int:
    if not isinstance(given, str) or not _AMOUNT.fullmatch(given):
        raise PydanticCustomError("not_an_amount", "not an amount")
    return _scaled(given, 2)


def _read_rate(given: Any) -> int:
    if not isinstance(given, str) or not _RATE.fullmatch(given):
        raise PydanticCustomError("not_a_rate", "not a rate")
    return _scaled(given, 6)


def _write_rate(millionths: int) -> str:
    whole, rest = divmod(millionths, 10**6)
    decimals = f"{rest:06d}"
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"


def _read_date(given: Any) -> date:
    if isinstance(given, str) and _DATE.fullmatch(given):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass
    raise PydanticCustomError("not_a_date", "not a date")


def _read_text(given: Any) -> str:
    if not isinstance(given, str):
        raise PydanticCustomError("not_a_text", "not a text")
    if _CONTROL.search(given):
        raise PydanticCustomError("control_characters", "control characters")
    try:
        given.encode("utf-8")
    except UnicodeEncodeError:
        raise PydanticCustomError("control_characters", "half of a character") from None
    return given


Amount = Annotated[int, BeforeValidator(_read_amount), PlainSerializer(two_decimals, return_type=str)]
"""Hundredths of the currency."""
RateAmount = Annotated[int, BeforeValidator(_read_rate), PlainSerializer(_write_rate, return_type=str)]
"""Millionths of a rupee."""
Day = Annotated[date, BeforeValidator(_read_date)]
Text = Annotated[str, BeforeValidator(_read_text)]
Currency = Annotated[str, Field(strict=True, pattern=r"^[A-Z]{3}\z")]
Month = Annotated[str, Field(strict=True, pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])\z")]
YesNo = Annotated[bool, Field(strict=True)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PsebPeriod(_Part):
    """A span of PSEB certification, both days included; `until` None: still in force."""

    first: Day = Field(alias="from")
    until: Day | None = None


class Person(_Part):
    """The freelancer. None means that the person does not know."""

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
    """Money received: what arrived after fees, on the day it was credited. Amounts in hundredths.

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
    version: Literal[1]
    tax_year: Annotated[int, Field(strict=True)]
    person: Person = Person()
    receipts: tuple[Receipt, ...] = ()
    other: OtherIncome = OtherIncome()
    rates: tuple[MonthRate, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the input that keeps it from being computed: where, what was given, what to do."""

    path: str
    code: str
    given: str
    remedy: str

    def line(self) -> str:
        """One line for a terminal: `path: what was given: what to do`."""
        return f"{self.path}: {self.given}: {self.remedy}"


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
                later = None if period.until is None else max(period.until, until)
                merged[-1] = (first, later)
                continue
        merged.append((period.first, period.until))
    return tuple(merged)


def pseb_on_days(person: Person, ordinals: list[int]) -> list[bool]:
    """Whether certification was in force on each day (proleptic ordinals)."""
    spans = merged_pseb(person)
    starts = [first.toordinal() for first, _until in spans]
    ends = [until.toordinal() if until else date.max.toordinal() for _first, until in spans]
    places = (bisect_right(starts, day) - 1 for day in ordinals)
    return [place >= 0 and day <= ends[place] for day, place in zip(ordinals, places, strict=True)]
