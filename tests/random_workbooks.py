"""Valid random workbooks that sit on the law's edges as often as not, from a seed or from Hypothesis.

No workbook here has a problem, and none is of a person whom the program does not cover.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

import oracle_law as law
from oracle_input import rates_of, reference_rates, rupees_of
from random_aims import (
    SERVICES,
    Workbook,
    aim_at_80_percent,
    aim_at_12000_dollars,
    aim_at_a_month_of_change,
    aim_with_the_salary,
)
from random_choice import Chooser, Drawn, Seeded, chance, money, some_amount

KINDS = ("export", "export", "export", "local", "social_media")
CHANNELS = ("bank", "bank", "bank", "remittance", "wallet", "kept_abroad", "cash", "crypto", "unknown")
CURRENCIES = ("USD", "USD", "USD", "PKR", "EUR", "GBP", "AED", "CAD", "CHF")
PROVINCES = ("punjab", "sindh", "khyber_pakhtunkhwa", "balochistan", "islamabad", "unknown")
EDGE_DATES = tuple(
    date.fromisoformat(day)
    for day in (
        "2023-01-12", "2023-01-13", "2023-01-31", "2023-10-01", "2023-10-22", "2023-10-23", "2023-10-31",
        "2025-06-30", "2025-07-01", "2026-06-30", "2026-07-01",
    )
)


def day_in(choose: Chooser, year: int) -> date:
    """A day of the tax year; often its ends, a month's end, or a day on which some rule changed."""
    first, last = date(year - 1, 7, 1), date(year, 6, 30)
    if chance(choose, 40):
        edges = [day for day in EDGE_DATES if first <= day <= last] * 2 + [first, last, date(year, 1, 31)]
        return choose.one_of(edges)
    return first + timedelta(days=choose.whole(0, (last - first).days))


def pseb_periods(choose: Chooser, year: int) -> list[dict[str, Any]]:
    """Up to three periods of certification; they overlap, touch, stay open, or begin on a day of change."""
    periods = []
    for _ in range(choose.one_of((0, 1, 1, 2, 3))):
        first = day_in(choose, year) - timedelta(days=choose.one_of((0, 0, 0, 1, 200, 900)))
        period: dict[str, Any] = {"from": first.isoformat()}
        end = choose.whole(0, 2)
        if end == 1:
            period["until"] = None
        elif end == 2:
            length = choose.one_of((0, 1, 30, 180, 364, choose.whole(0, 900)))
            period["until"] = (first + timedelta(days=length)).isoformat()
        periods.append(period)
    return periods


def person(choose: Chooser, year: int) -> Workbook:
    """Answers of a covered person, open ones among them."""
    answers: Workbook = {
        "resident": choose.one_of((True, None)),
        "minor": False,
        "province": choose.one_of(PROVINCES),
        "pseb": pseb_periods(choose, year),
        "active_taxpayer": choose.one_of((True, False, None)),
        "sales_tax_returns": choose.one_of(("not_required", "filed", "required_not_filed", None)),
        "opts_for_normal_tax": chance(choose, 20),
        "return_filed_on": None,
    }
    if chance(choose, 15):
        filed = law.DUE[year] + timedelta(days=choose.one_of((0, 1, 15, 16, 31, 32, choose.whole(0, 400))))
        answers["return_filed_on"] = filed.isoformat()
    for key in tuple(answers):
        if chance(choose, 10):
            del answers[key]
    return answers


def receipt(choose: Chooser, year: int, number: int) -> Workbook:
    """One receipt without the keys that need a rate."""
    kind = choose.one_of(KINDS if year < 2027 else KINDS[:4])
    currency = "PKR" if kind == "local" and chance(choose, 80) else choose.one_of(CURRENCIES)
    amount = some_amount(choose, 4_000_000_000 if currency == "PKR" else 15_000_000)
    entry: Workbook = {
        "id": f"r{number}",
        "date": day_in(choose, year).isoformat(),
        "amount": money(choose, amount),
        "currency": currency,
        "kind": kind,
        "service": choose.one_of(SERVICES),
        "channel": choose.one_of(CHANNELS),
        "account": choose.one_of(("own", "own", "own", "other_person")),
    }
    given = choose.whole(0, 3)
    if currency == "PKR":
        entry.update([{}, {"rupees": None}, {"rupees": entry["amount"]}, {}][given])
    elif given < 2:
        paisa_a_unit = choose.whole(3_000, 45_000)
        entry["rupees"] = money(choose, max(100, amount * paisa_a_unit // 100 + choose.whole(0, 99)))
    elif given == 2:
        entry["rupees"] = None
    if chance(choose, 15):
        entry["gross"] = money(choose, amount + amount * choose.whole(0, 30) // 100)
    if chance(choose, 10):
        entry["platform"] = choose.one_of(("", "Upwork"))
    for key in ("channel", "account"):
        if chance(choose, 8):
            del entry[key]
    return entry


def needs_a_rate(entry: Workbook) -> list[tuple[str, str]]:
    """Months and currencies whose rates a receipt needs, for rupees or for dollars."""
    month = entry["date"][:7]
    needed = []
    if entry["currency"] != "USD":
        needed.append((month, "USD"))
    if entry["currency"] != "PKR" and entry.get("rupees") is None:
        needed.append((month, entry["currency"]))
    return needed


def add_rates(choose: Chooser, workbook: Workbook) -> None:
    """The user's own rates: where the reference table ends, and now and then over it."""
    rates: dict[tuple[str, str], str] = {}
    known = reference_rates()
    for entry in workbook["receipts"]:
        for key in needs_a_rate(entry):
            if key not in rates and (key not in known or chance(choose, 12)):
                millionths = choose.one_of((choose.whole(40_000_000, 450_000_000), 280_000_000))
                rates[key] = f"{millionths // 10**6}.{millionths % 10**6:06d}"
    workbook["rates"] = [
        {"month": month, "currency": currency, "rupees": rupees, "source": "my bank"}
        for (month, currency), rupees in rates.items()
    ]


def add_deductions(choose: Chooser, workbook: Workbook) -> None:
    """Tax that was deducted, around what was due or anything up to the rupees; and what was retained."""
    rates = rates_of(workbook)
    for entry in workbook["receipts"]:
        paisa = int(rupees_of(entry, rates)[0] * 100)
        way = choose.whole(0, 4)
        if way == 1:
            about_right = (paisa // 400, paisa // 100, -(-paisa // 100))
            entry["tax_deducted"] = money(choose, choose.one_of(about_right))
        elif way == 2:
            entry["tax_deducted"] = money(choose, choose.whole(0, paisa // 4))
        elif way == 3:
            entry["tax_deducted"] = money(choose, choose.whole(0, paisa))
        bank_export = entry["kind"] != "local" and entry.get("channel", "bank") == "bank"
        if bank_export and entry["currency"] != "PKR" and chance(choose, 50):
            amount = int(Fraction(entry["amount"]) * 100)
            shares = (amount * 35 // 100, amount // 2, amount, choose.whole(0, amount), min(amount, 500_000))
            entry["retained"] = money(choose, choose.one_of(shares))


def add_other(choose: Chooser, workbook: Workbook) -> None:
    """A job, expenses, advance tax; each of them or none."""
    other: dict[str, str] = {}
    most = {
        "salary": 3_000_000_000, "salary_tax_deducted": 100_000_000, "expenses": 500_000_000,
        "other_adjustable_tax": 5_000_000, "advance_tax_paid": 20_000_000,
    }
    for key, limit in most.items():
        if chance(choose, 40):
            other[key] = money(choose, some_amount(choose, limit))
        elif chance(choose, 10):
            other[key] = "0"
    workbook["other"] = other


def make_workbook(choose: Chooser, year: int | None = None) -> Workbook:
    """A valid workbook of a covered person."""
    tax_year = year or choose.one_of(tuple(law.YEARS))
    workbook: Workbook = {"format": "freelancer-workbook", "version": 1, "tax_year": tax_year}
    workbook["person"] = person(choose, tax_year)
    workbook["receipts"] = [
        receipt(choose, tax_year, number) for number in range(choose.one_of((0, 1, 2, 3, 5, 8)))
    ]
    add_rates(choose, workbook)
    if chance(choose, 25):
        aim_at_12000_dollars(choose, workbook)
    if tax_year in (2023, 2024) and chance(choose, 30):
        aim_at_a_month_of_change(choose, workbook)
    if tax_year <= 2022 and chance(choose, 60):
        aim_at_80_percent(choose, workbook)
    add_deductions(choose, workbook)
    add_other(choose, workbook)
    if chance(choose, 50):
        aim_with_the_salary(choose, workbook)
    for key in ("person", "receipts", "other", "rates"):
        if not workbook[key] and chance(choose, 50):
            del workbook[key]
    return workbook


def make_as_of(choose: Chooser, year: int) -> date:
    """A day within or after the tax year; often its end or a last date for filing, or a day off."""
    edges = [date(year, 6, 30), law.DUE[year], law.EXTENDED_TO[year] or law.DUE[year]]
    if chance(choose, 60):
        return choose.one_of(edges) + timedelta(days=choose.one_of((-1, 0, 1)))
    return date(year - 1, 7, 1) + timedelta(days=choose.whole(0, 1_500))


def make_row(choose: Chooser, number: int) -> Workbook:
    """One good row of a batch; receipts of one dollar rate, so that edges of both tests are met."""
    year = choose.one_of(tuple(law.YEARS))
    paisa = {
        column: some_amount(choose, most) if chance(choose, 60) else 0
        for column, most in (
            ("it_export_rupees", 1_500_000_000), ("other_export_rupees", 1_500_000_000),
            ("salary_rupees", 2_000_000_000), ("local_rupees", 1_500_000_000),
            ("expenses_rupees", 100_000_000), ("tax_deducted_rupees", 50_000_000),
        )
    }
    slabs = paisa["local_rupees"] + (paisa["other_export_rupees"] if year == 2021 else 0)
    other = max(0, slabs - paisa["expenses_rupees"])
    if chance(choose, 40):
        edges = (3 * other, 100 * law.SURCHARGE_ABOVE - other, 100 * law.SUPER_TAX_ABOVE - other)
        paisa["salary_rupees"] = max(0, choose.one_of(edges) + choose.one_of((-1, 0, 1)))
    exports = paisa["it_export_rupees"] + paisa["other_export_rupees"] + paisa["local_rupees"]
    cents = max(1, exports // 280) if exports else 0
    if exports and chance(choose, 40):
        cents = 100 * law.EXEMPT_USD + choose.one_of((-1, 0, 1))
    return {
        "person_id": f"p{number}",
        "tax_year": year,
        "freelance_usd": f"{cents // 100}.{cents % 100:02d}",
        "pseb": chance(choose, 50),
        **{column: f"{value // 100}.{value % 100:02d}" for column, value in paisa.items()},
    }


def seeded_workbook(seed: int, year: int | None = None) -> tuple[Workbook, date]:
    """A workbook and a day, the same for the same seed."""
    choose = Seeded(seed)
    workbook = make_workbook(choose, year)
    return workbook, make_as_of(choose, workbook["tax_year"])


@st.composite
def workbooks(draw: Callable[[st.SearchStrategy[Any]], Any]) -> tuple[Workbook, date]:
    """Workbooks and days for Hypothesis."""
    choose = Drawn(draw)
    workbook = make_workbook(choose)
    return workbook, make_as_of(choose, workbook["tax_year"])
