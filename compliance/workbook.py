"""What a freelancer tells us about one tax year: the workbook, version 2 of the saved-file format.

How figures stand inside and in a file is said in `workbook_fields`; what only the papers around the return
need is in `workbook_filing`. Unknown keys are refused; `workbook_reading` reads and writes a workbook and
`workbook_versions` brings older ones up to this version.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Final, Literal, get_args

from pydantic import Field

from compliance.taxyear import last_day
from compliance.workbook_fields import (
    VERSION,
    Amount,
    Currency,
    Day,
    Month,
    Part,
    RateAmount,
    Text,
    Version,
    WholeNumber,
    YesNo,
)
from compliance.workbook_filing import Bank, FilingAnswers, Wealth
from compliance.workbook_messages import Problem as Problem
from compliance.workbook_statements import Statements

FORMAT: Final = "freelancer-workbook"

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
WhoPays = Literal["clients", "employer", "unknown"]
OpenQuestion = Literal["residence", "age", "province", "pseb", "active_taxpayer", "sales_tax", "job"]
KnownAnswer = Literal["yes", "no", "unknown"]
WorksWith = Literal["alone", "helpers", "partners", "partners_and_helpers", "unknown"]
SalesTaxReturns = Literal["not_required", "filed", "required_not_filed"]
Kind = Literal["export", "local", "social_media", "foreign_payroll"]
Service = Literal["it", "ites", "other", "unsure"]
Channel = Literal["bank", "remittance", "wallet", "kept_abroad", "cash", "crypto", "unknown"]
Account = Literal["own", "other_person"]

PROVINCES: Final[tuple[Province, ...]] = get_args(Province)
WHO_PAYS: Final[tuple[WhoPays, ...]] = get_args(WhoPays)
WORKS_WITH: Final[tuple[WorksWith, ...]] = get_args(WorksWith)
OPEN_QUESTIONS: Final[tuple[OpenQuestion, ...]] = get_args(OpenQuestion)
KNOWN_ANSWERS: Final[tuple[KnownAnswer, ...]] = get_args(KnownAnswer)
SALES_TAX_RETURNS: Final[tuple[SalesTaxReturns, ...]] = get_args(SalesTaxReturns)
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SERVICES: Final[tuple[Service, ...]] = get_args(Service)
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
ACCOUNTS: Final[tuple[Account, ...]] = get_args(Account)


class PsebPeriod(Part):
    """A span of PSEB certification, both days included; `until` None: still in force."""

    first: Day = Field(validation_alias="from", serialization_alias="from")
    until: Day | None = None


class EarlierReturn(Part):
    """Whether the return of an earlier tax year was filed; None: not known."""

    tax_year: WholeNumber
    filed: YesNo | None = None


class Person(Part):
    """The freelancer. None and "unknown" mean that the person does not know.

    `who_pays` with the three signs of employment (a fixed pay, paid days off, one company only) says whether
    it is a foreign employer; `works_with` whether others share the work or the income; `had_certificate` what
    was answered about a PSEB certificate, whose days are in `pseb`; None: not asked.
    `self_declaration`: given to the bank in place of contracts. `assessed_income_before`: taxable income of
    the latest assessment, without salary and without what is taxed as final (paisa). `tax_payable_before`:
    of the tax year before this one (paisa).
    """

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
    who_pays: WhoPays | None = None
    fixed_pay: YesNo | None = None
    paid_leave: YesNo | None = None
    only_one_company: YesNo | None = None
    works_with: WorksWith | None = None
    had_certificate: KnownAnswer | None = None
    address: Text = ""
    registered: YesNo | None = None
    bank_account_declared: YesNo | None = None
    foreign_currency_account: YesNo | None = None
    self_declaration: YesNo | None = None
    income_abroad_above_limit: YesNo | None = None
    assets_abroad_above_limit: YesNo | None = None
    other_reasons_to_file: YesNo | None = None
    taxed_in_years_before: YesNo | None = None
    assessed_income_before: Amount | None = None
    tax_payable_before: Amount | None = None
    returns_before: tuple[EarlierReturn, ...] = ()

    @property
    def works_as_employee(self) -> bool:
        """Whether all signs of one foreign employer are there: pay like wages, paid leave and nobody else."""
        signs = (self.fixed_pay, self.paid_leave, self.only_one_company)
        return self.who_pays == "employer" and all(sign is True for sign in signs)

    @property
    def shares_profit(self) -> bool:
        """Whether the work is done with partners who share the income."""
        return self.works_with in ("partners", "partners_and_helpers")


class Receipt(Part):
    """Money received: what arrived after fees, on the day it was credited.

    `amount`, `gross` and `retained` are hundredths of `currency`, `rupees` and `tax_deducted` paisa.
    `rupees` is for the whole amount, kept part included, before the tax the bank took; None: estimated.
    `origin` names the movements of statements that it was made of; `provisional`: a platform's withdrawal
    stands in for the bank's credit until the bank's statement is there.
    `portal_tax` (paisa) is what the tax portal shows for it, None: not looked up. `contract`: whether there
    is a contract for it. `bank` names one of the workbook's banks, "" the first.
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
    portal_tax: Amount | None = None
    retained: Amount = 0
    contract: YesNo | None = None
    bank: Text = ""
    purpose_code: Text = ""
    certificate: Text = ""
    platform: Text = ""
    client: Text = ""
    country: Text = ""
    reference: Text = ""
    note: Text = ""
    origin: tuple[Text, ...] = ()
    provisional: YesNo = False

    @property
    def can_be_retained(self) -> bool:
        """Whether part may go to a foreign-currency account: exports that a bank realised, not in rupees."""
        return self.kind in ("export", "social_media") and self.channel == "bank" and self.currency != "PKR"


class OtherIncome(Part):
    """Salary, costs and other tax of the year, in paisa."""

    salary: Amount = 0
    salary_tax_deducted: Amount = 0
    expenses: Amount = 0
    other_adjustable_tax: Amount = 0
    advance_tax_paid: Amount = 0


class MonthRate(Part):
    """An exchange rate of the person's own: millionths of a rupee for one unit of a currency in a month."""

    month: Month
    currency: Currency
    rupees: RateAmount
    source: Text = ""


class Workbook(Part):
    """One person's tax year, as saved.

    `open_questions`: those not reached yet; what the other keys say of them is no answer.
    """

    format: Literal["freelancer-workbook"]
    version: Version
    tax_year: WholeNumber
    person: Person = Person()
    receipts: tuple[Receipt, ...] = ()
    other: OtherIncome = OtherIncome()
    rates: tuple[MonthRate, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    banks: tuple[Bank, ...] = ()
    filing: FilingAnswers = FilingAnswers()
    wealth: Wealth = Wealth()
    statements: Statements = Statements()


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


def filed_by(workbook: Workbook, as_of: date) -> date | None:
    """The day of filing, where it can be one: after the year's end, and not after the day looked at."""
    filed = workbook.person.return_filed_on
    return filed if filed is not None and last_day(workbook.tax_year) < filed <= as_of else None
