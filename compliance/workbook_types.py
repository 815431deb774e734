"""What a freelancer tells the program about one tax year: the models of a saved workbook.

Inside, amounts are integers: hundredths of their currency, and millionths of a rupee for a rate. In a file
they are decimal texts. All models are frozen and take no key that they do not know. The file is read by
`workbook_reading.read_workbook`, whose problems name the place and the remedy.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal, TypeAlias, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from compliance.workbook_messages import REMEDIES

FORMAT: Final = "freelancer-workbook"
VERSION: Final = 1
FROM_FILE: Final = {"from_file": True}
"""The validation context in which amounts must be texts and only the names of the file are known."""
LARGEST_AMOUNT: Final = 10**12 - 1
LARGEST_RATE: Final = 10**16 - 1

Kind = Literal["export", "local", "social_media", "foreign_payroll"]
Service = Literal["it", "ites", "other", "unsure"]
Channel = Literal["bank", "remittance", "wallet", "kept_abroad", "cash", "crypto", "unknown"]
Account = Literal["own", "other_person"]
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
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SERVICES: Final[tuple[Service, ...]] = get_args(Service)
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
ACCOUNTS: Final[tuple[Account, ...]] = get_args(Account)
PROVINCES: Final[tuple[Province, ...]] = get_args(Province)
SALES_TAX_RETURNS: Final[tuple[SalesTaxReturns, ...]] = get_args(SalesTaxReturns)

_AMOUNT: Final = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?")
_RATE: Final = re.compile(r"[0-9]{1,10}(\.[0-9]{1,6})?")
_NUMBER: Final = re.compile(r"(-?)([0-9]+)(?:\.[0-9]+)?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH: Final = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
_CURRENCY: Final = re.compile(r"[A-Z][A-Z0-9]{2,9}")
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _fault(code: str) -> PydanticCustomError:
    return PydanticCustomError(code, REMEDIES[code])


def _scaled(value: Any, info: ValidationInfo, decimals: int, pattern: re.Pattern[str], form: str) -> int:
    """A decimal text as an integer; integers pass as they are, but not out of a file."""
    if isinstance(value, str):
        if pattern.fullmatch(value):
            whole, _point, rest = value.partition(".")
            return int(whole + rest.ljust(decimals, "0"))
        number = _NUMBER.fullmatch(value)
        if number and number[1]:
            raise _fault("amount_negative")
        raise _fault("amount_too_large" if number and len(number[2]) > 10 else form)
    if type(value) is int and not info.context:
        if value < 0:
            raise _fault("amount_negative")
        if value >= 10 ** (10 + decimals):
            raise _fault("amount_too_large")
        return value
    raise _fault("amount_as_number" if _is_number(value) else form)


def _is_number(value: Any) -> bool:
    return not isinstance(value, bool) and hasattr(value, "__abs__")


def _read_amount(value: Any, info: ValidationInfo) -> int:
    return _scaled(value, info, 2, _AMOUNT, "amount_form")


def _read_rate(value: Any, info: ValidationInfo) -> int:
    return _scaled(value, info, 6, _RATE, "rate_form")


def _read_date(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not (isinstance(value, str) and _DATE.fullmatch(value)):
        raise _fault("date_form")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _fault("no_such_day") from None


def _read_month(value: Any) -> Any:
    if not (isinstance(value, str) and _MONTH.fullmatch(value)):
        raise _fault("month_form")
    return value


def _read_currency(value: Any) -> Any:
    if not (isinstance(value, str) and _CURRENCY.fullmatch(value)):
        raise _fault("currency_form")
    return value


def _check_text(value: Any) -> Any:
    if isinstance(value, str) and _UNPRINTABLE.search(value):
        raise _fault("control_characters")
    return value


def write_amount(hundredths: int) -> str:
    """An amount as a saved file has it: `125000` is "1250.00"."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def write_rate(millionths: int) -> str:
    """A rate as a saved file has it: `318400000` is "318.40", and up to six decimals where they are needed."""
    whole, rest = divmod(millionths, 10**6)
    return f"{whole}.{f'{rest:06d}'.rstrip('0').ljust(2, '0')}"


Hundredths = Annotated[int, BeforeValidator(_read_amount), PlainSerializer(write_amount, str, when_used="json")]
"""Hundredths of a currency; `[0-9]{1,10}(\\.[0-9]{1,2})?` in a file."""
Millionths = Annotated[int, BeforeValidator(_read_rate), PlainSerializer(write_rate, str, when_used="json")]
"""Millionths of a rupee; up to six decimals in a file."""
Day = Annotated[date, BeforeValidator(_read_date)]
Month = Annotated[str, BeforeValidator(_read_month)]
Currency = Annotated[str, BeforeValidator(_read_currency)]
Text = Annotated[str, BeforeValidator(_check_text), Strict()]
YesNo = Annotated[bool, Strict()]
_Date: TypeAlias = date


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class PsebPeriod(_Part):
    """A period of PSEB certification, both days included; `until` None: still in force."""

    first: Day = Field(validation_alias="from", serialization_alias="from")
    until: Day | None = None


class Person(_Part):
    """What the freelancer says about himself. None and "unknown": he does not know."""

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
    """Money that arrived. `amount`, `gross` and `retained` are hundredths of `currency`; the rest is paisa.

    `amount` is after fees and with `retained` in it. `rupees` are those of the whole amount, before the tax
    that the bank deducted; None: to be estimated from a rate.
    """

    id: Text
    date: Day
    amount: Hundredths
    currency: Currency
    gross: Hundredths | None = None
    kind: Kind
    service: Service
    channel: Channel = "bank"
    account: Account = "own"
    rupees: Hundredths | None = None
    tax_deducted: Hundredths = 0
    retained: Hundredths = 0
    purpose_code: Text = ""
    certificate: Text = ""
    platform: Text = ""
    client: Text = ""
    country: Text = ""
    reference: Text = ""
    note: Text = ""


class OtherIncome(_Part):
    """A job, expenses, and tax paid besides; all in paisa."""

    salary: Hundredths = 0
    salary_tax_deducted: Hundredths = 0
    expenses: Hundredths = 0
    other_adjustable_tax: Hundredths = 0
    advance_tax_paid: Hundredths = 0


class MonthRate(_Part):
    """The user's own rate: `rupees` in millionths of a rupee for one unit of `currency` in a `month`."""

    month: Month
    currency: Currency
    rupees: Millionths
    source: Text = ""


class Workbook(_Part):
    """One person's tax year, as saved."""

    format: Literal["freelancer-workbook"]
    version: Literal[1]
    tax_year: Annotated[int, Strict()]
    person: Person = Person()
    receipts: tuple[Receipt, ...] = ()
    other: OtherIncome = OtherIncome()
    rates: tuple[MonthRate, ...] = ()
