"""The oracle's own reading of a workbook: left-out keys, exchange rates, rupees and dollars of a receipt."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path
from typing import Any

REFERENCE_RATES = Path(__file__).parent / "cases" / "pkr_monthly_reference.csv"


@dataclass(frozen=True)
class Receipt:
    """A receipt with everything that needed a rate or the person worked out. Rupees and dollars, exact."""

    day: date
    kind: str
    service: str
    channel: str
    own_account: bool
    currency: str
    rupees: Fraction
    estimated: bool
    usd: Fraction
    gross_usd: Fraction
    retained_usd: Fraction
    tax_deducted: Fraction
    pseb_covers: bool
    shows_platform_fees: bool

    @property
    def is_export(self) -> bool:
        """`social_media` counts as an export of its service before 1 July 2026; later it is not covered."""
        return self.kind in ("export", "social_media")


@dataclass(frozen=True)
class Case:
    """A workbook as the oracle works with it. All money in rupees."""

    tax_year: int
    resident: bool | None
    province: str
    active_taxpayer: bool | None
    sales_tax_returns: str | None
    opts_for_normal_tax: bool
    return_filed_on: date | None
    receipts: tuple[Receipt, ...]
    salary: Fraction
    salary_tax_deducted: Fraction
    expenses: Fraction
    other_adjustable_tax: Fraction
    advance_tax_paid: Fraction


def half_up(amount: Fraction) -> int:
    """The nearest whole number, halves upwards; for amounts at or above zero."""
    return floor(amount + Fraction(1, 2))


def to_hundredths(amount: Fraction) -> Fraction:
    """Half up to paisa or cents."""
    return Fraction(half_up(amount * 100), 100)


@cache
def reference_rates() -> Mapping[tuple[str, str], Fraction]:
    """Rupees per unit by month and currency, from the tests' own copy of the reference table."""
    rates = {}
    with REFERENCE_RATES.open(newline="") as file:
        for row in csv.DictReader(file):
            for column, rupees in row.items():
                if column.startswith("PKR_per_"):
                    rates[row["month"], column.removeprefix("PKR_per_")] = Fraction(rupees)
    return rates


def rates_of(workbook: Mapping[str, Any]) -> Mapping[tuple[str, str], Fraction]:
    """The workbook's rates first, then the reference table."""
    own = {(rate["month"], rate["currency"]): Fraction(rate["rupees"]) for rate in workbook.get("rates", [])}
    return {**reference_rates(), **own}


def rupees_of(receipt: Mapping[str, Any], rates: Mapping[tuple[str, str], Fraction]) -> tuple[Fraction, bool]:
    """Rupees for the whole amount, and whether they are an estimate."""
    amount = Fraction(receipt["amount"])
    if receipt.get("rupees") is not None:
        return Fraction(receipt["rupees"]), False
    if receipt["currency"] == "PKR":
        return amount, False
    return to_hundredths(amount * rates[receipt["date"][:7], receipt["currency"]]), True


def read_receipt(
    receipt: Mapping[str, Any], pseb: list[Mapping[str, Any]], rates: Mapping[tuple[str, str], Fraction]
) -> Receipt:
    """One receipt of a workbook that has no problems."""
    amount = Fraction(receipt["amount"])
    rupees, estimated = rupees_of(receipt, rates)
    in_dollars = receipt["currency"] == "USD"
    usd = amount if in_dollars else to_hundredths(rupees / rates[receipt["date"][:7], "USD"])

    def in_usd(part: Fraction) -> Fraction:
        return part if in_dollars else to_hundredths(usd * part / amount)

    gross = receipt.get("gross")
    day = date.fromisoformat(receipt["date"])
    return Receipt(
        day=day,
        kind=receipt["kind"],
        service=receipt["service"],
        channel=receipt.get("channel", "bank"),
        own_account=receipt.get("account", "own") == "own",
        currency=receipt["currency"],
        rupees=rupees,
        estimated=estimated,
        usd=usd,
        gross_usd=usd if gross is None else in_usd(Fraction(gross)),
        retained_usd=in_usd(Fraction(receipt.get("retained", "0"))),
        tax_deducted=Fraction(receipt.get("tax_deducted", "0")),
        pseb_covers=any(covers(period, day) for period in pseb),
        shows_platform_fees=gross is not None or receipt.get("platform", "") != "",
    )


def covers(period: Mapping[str, Any], day: date) -> bool:
    """Whether a period of certification covers a day, both ends included."""
    until = period.get("until")
    return date.fromisoformat(period["from"]) <= day and (until is None or day <= date.fromisoformat(until))


def read_case(workbook: Mapping[str, Any]) -> Case:
    """A workbook that has no problems and is covered, with what was left out filled in."""
    person = workbook.get("person", {})
    other = workbook.get("other", {})
    rates = rates_of(workbook)
    filed_on = person.get("return_filed_on")
    return Case(
        tax_year=workbook["tax_year"],
        resident=person.get("resident"),
        province=person.get("province", "unknown"),
        active_taxpayer=person.get("active_taxpayer"),
        sales_tax_returns=person.get("sales_tax_returns"),
        opts_for_normal_tax=person.get("opts_for_normal_tax", False),
        return_filed_on=None if filed_on is None else date.fromisoformat(filed_on),
        receipts=tuple(
            read_receipt(receipt, person.get("pseb", []), rates) for receipt in workbook.get("receipts", [])
        ),
        salary=Fraction(other.get("salary", "0")),
        salary_tax_deducted=Fraction(other.get("salary_tax_deducted", "0")),
        expenses=Fraction(other.get("expenses", "0")),
        other_adjustable_tax=Fraction(other.get("other_adjustable_tax", "0")),
        advance_tax_paid=Fraction(other.get("advance_tax_paid", "0")),
    )
