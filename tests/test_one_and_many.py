"""One person equals columns: every fact of a person alone is the same among a thousand others."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from compliance import assess, assess_many, load_rulebook
from compliance.batch_checks import INPUTS
from compliance.engine import Column, Columns
from compliance.facts import TAX
from compliance.facts.inputs import SWITCHES
from compliance.fx import Converted, convert
from compliance.parameters import year_rules
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from compliance.year_run import person_columns, receipt_columns
from tests.random_workbooks import seeded_workbook

RULEBOOK = load_rulebook()
SWITCH_NAMES = [switch.name for switch in SWITCHES]


def workbooks(tax_year: int, count: int) -> list[Workbook]:
    found: list[Workbook] = []
    seed = 0
    while len(found) < count:
        plain, _as_of = seeded_workbook(seed)
        seed += 1
        if plain["tax_year"] == tax_year:
            read = read_workbook(json.dumps(plain))
            assert isinstance(read, Workbook)
            found.append(read)
    return found


def columns_of(some: list[Workbook], switches: list[dict[str, bool]]) -> Columns:
    """All persons' columns end to end; a person may have no receipts at all."""
    receipts: list[dict[str, Column]] = []
    for one in some:
        converted = convert(one, RULEBOOK)
        assert isinstance(converted, Converted)
        receipts.append(receipt_columns(one, converted))
    values: dict[str, Column] = {
        name: np.concatenate([one[name] for one in receipts]) for name in receipts[0]
    }
    for name in person_columns(some[0]):
        values[name] = np.array([person_columns(one)[name] for one in some])
    for name in SWITCH_NAMES:
        values[name] = np.array([set_to[name] for set_to in switches])
    sizes = [len(one.receipts) for one in some]
    return Columns(len(some), np.repeat(np.arange(len(some)), sizes), values)


@pytest.mark.parametrize("tax_year", range(2021, 2028))
def test_every_fact_of_one_is_the_same_among_many(tax_year: int) -> None:
    some = workbooks(tax_year, 60)
    random = np.random.default_rng(tax_year)
    switches = [
        dict(zip(SWITCH_NAMES, (random.random(len(SWITCH_NAMES)) < 0.3).tolist(), strict=True)) for _ in some
    ]
    rules = year_rules(RULEBOOK, TAX, tax_year)
    together_columns = columns_of(some, switches)
    days = np.array([receipt.date.toordinal() for one in some for receipt in one.receipts])
    together = TAX.run(tax_year, together_columns, rules.columns(days))
    place = 0
    for person, one in enumerate(some):
        alone_columns = columns_of([one], [switches[person]])
        own_days = np.array([receipt.date.toordinal() for receipt in one.receipts], dtype=np.int64)
        alone = TAX.run(tax_year, alone_columns, rules.columns(own_days))
        rows = len(one.receipts)
        for fact in TAX.order(tax_year):
            if fact.of == "person":
                ours = np.broadcast_to(together[fact.name], (len(some),))[person : person + 1]
                theirs = np.broadcast_to(alone[fact.name], (1,))
            else:
                ours = np.broadcast_to(together[fact.name], (len(days),))[place : place + rows]
                theirs = np.broadcast_to(alone[fact.name], (rows,))
            assert ours.tolist() == theirs.tolist(), (fact.name, one)
        place += rows


@pytest.mark.parametrize("tax_year", range(2021, 2028))
@pytest.mark.parametrize("pseb", [True, False])
def test_a_batch_row_equals_the_workbook_that_says_the_same(tax_year: int, pseb: bool) -> None:
    day = date(tax_year - 1, 8, 15).isoformat()
    rows, books = [], []
    amounts = [
        (0, 0, 0),
        (1_000_000, 0, 0),
        (0, 2_345_678, 0),
        (5_000_001, 400_000, 12_000_000),
        (3_000_000, 0, 150_000),
    ]
    for number, (it, other, local) in enumerate(amounts):
        for usd in (11_999, 12_000, 12_001):
            salary, expenses, deducted = 900_000 * number, 100_000, 12_345
            total = it + other + local
            rows.append(
                [f"{number}-{usd}", tax_year, it, other, usd, pseb, salary, local, expenses, deducted]
            )
            receipts = [
                {
                    "id": name,
                    "date": day,
                    "amount": str(amount),
                    "currency": "PKR",
                    "kind": kind,
                    "service": service,
                    "rupees": str(amount),
                }
                for name, amount, kind, service in (
                    ("it", it, "export", "it"),
                    ("other", other, "export", "other"),
                    ("local", local, "local", "other"),
                )
                if amount
            ]
            rate = f"{total / usd:.6f}" if total else "280"
            book = {
                "format": "freelancer-workbook",
                "version": 1,
                "tax_year": tax_year,
                "person": {
                    "resident": True,
                    "province": "punjab",
                    "pseb": [{"from": "2019-01-01"}] if pseb else [],
                },
                "receipts": receipts,
                "other": {
                    "salary": str(salary),
                    "expenses": str(expenses),
                    "other_adjustable_tax": str(deducted),
                },
                "rates": [{"month": day[:7], "currency": "USD", "rupees": rate}],
            }
            books.append((book, usd))
    found = assess_many(pd.DataFrame(rows, columns=list(INPUTS)), RULEBOOK)
    assert found["error"].tolist() == [""] * len(rows)
    for (book, usd), row in zip(books, found.to_dict("records"), strict=True):
        read = read_workbook(json.dumps(book))
        assert isinstance(read, Workbook)
        one = assess(read, RULEBOOK, date(2026, 11, 23))
        ordinance = one.ordinance
        assert [
            row[f"ordinance_{name}"]
            for name in ("final_tax", "normal_tax", "surcharge", "tax", "balance", "refundable")
        ] == [
            ordinance.final_tax,
            ordinance.normal_tax,
            ordinance.surcharge,
            ordinance.tax,
            ordinance.balance,
            ordinance.refundable,
        ]
        if one.receipts.usd // 100 == usd and one.receipts.usd % 100 == 0:
            assert row["policy_tax"] == one.policy.tax
            assert row["difference"] == one.difference
