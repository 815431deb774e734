"""Turns random workbooks so that they stand on an edge of the law, or a paisa or a cent off it."""

from __future__ import annotations

from datetime import date
from typing import Any

import oracle_law as law
from oracle_figures import ordinance
from oracle_input import rates_of, read_case, rupees_of
from random_choice import Chooser, chance, money, some_amount

Workbook = dict[str, Any]
SERVICES = ("it", "ites", "other", "unsure")


def new_receipt(workbook: Workbook, **keys: Any) -> None:
    """One more receipt in rupees or with rupees, so that it needs no rate beyond the dollar's."""
    number = len(workbook["receipts"])
    base = {"id": f"aim{number}", "kind": "export", "channel": "bank", "account": "own"}
    workbook["receipts"].append({**base, **keys})


def aim_at_80_percent(choose: Chooser, workbook: Workbook) -> None:
    """In 2021 and 2022: the rupees through banks are four fifths, or a paisa off."""
    rates = rates_of(workbook)
    by_bank = by_others = 0
    for entry in workbook["receipts"]:
        if entry["kind"] != "local" and entry["service"] in ("it", "ites"):
            paisa = int(rupees_of(entry, rates)[0] * 100)
            if entry.get("channel", "bank") == "bank":
                by_bank += paisa
            else:
                by_others += paisa
    extra = max(0, by_bank // 4 - by_others) + choose.whole(1, 1_000_000)
    missing = 4 * (by_others + extra) - by_bank + choose.one_of((-1, 0, 1))
    if missing <= 0:
        return
    month_known = {"currency": "PKR", "date": f"{workbook['tax_year'] - 1}-12-31"}
    others = ("remittance", "wallet", "cash")
    new_receipt(
        workbook, **month_known, amount=money(choose, extra), service="ites", channel=choose.one_of(others)
    )
    new_receipt(workbook, **month_known, amount=money(choose, missing), service="it")


def aim_at_12000_dollars(choose: Chooser, workbook: Workbook) -> None:
    """All receipts together come to 12,000 dollars, or a cent off; gross may turn it."""
    year = workbook["tax_year"]
    del workbook["receipts"][choose.whole(0, 3):]
    so_far = sum(int(entry.usd * 100) for entry in read_case(workbook).receipts)
    missing = 100 * law.EXEMPT_USD - so_far + choose.one_of((-1, 0, 1))
    if missing <= 0:
        return
    keys: Workbook = {}
    if chance(choose, 30):
        keys["gross"] = money(choose, missing + choose.one_of((0, 1, 2)))
    new_receipt(
        workbook, **keys, date=date(year - 1, 7, 31).isoformat(), currency="USD",
        amount=money(choose, missing), rupees=money(choose, missing * 280),
        service=choose.one_of(SERVICES), kind=choose.one_of(("export", "local")),
    )


def aim_with_the_salary(choose: Chooser, workbook: Workbook) -> None:
    """The salary puts the year on an edge: 75%, the surcharge, super tax or a slab; or a paisa off."""
    year = workbook["tax_year"]
    other = int(ordinance(read_case(workbook)).other_income * 100)
    table = choose.one_of((law.SALARIED, law.NON_SALARIED))[year]
    edges = [3 * other, 3 * other, 3 * other]
    for rupees in (law.SURCHARGE_ABOVE, law.SURCHARGE_ABOVE, law.SUPER_TAX_ABOVE, choose.one_of(table)[0]):
        edges.append(100 * rupees - other)
    salary = choose.one_of(edges) + choose.one_of((-1, 0, 1))
    if salary >= 0:
        workbook["other"]["salary"] = money(choose, salary)


def aim_at_a_month_of_change(choose: Chooser, workbook: Workbook) -> None:
    """Bank exports on both sides of a day on which the retention rule changed."""
    days = {2023: ("2023-01-12", "2023-01-13"), 2024: ("2023-10-22", "2023-10-23")}[workbook["tax_year"]]
    for day in days:
        for _ in range(choose.one_of((1, 1, 2))):
            amount = choose.one_of((some_amount(choose, 3_000_000), 1_000_000, 1_000_001, 999_999, 500_000))
            new_receipt(
                workbook, date=day, currency=choose.one_of(("USD", "USD", "EUR")), service="it",
                amount=money(choose, amount), rupees=money(choose, amount * 280),
            )
