"""Made-up people for measuring: deterministic, and shaped like the field (most small, few large)."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import pandas as pd

ACTIVE_FREELANCERS = 2_370_000
"""The source paper's count of active freelancers, May 2024."""


def frame(count: int = ACTIVE_FREELANCERS, seed: int = 7) -> pd.DataFrame:
    """Batch input of `count` people over all covered tax years; one in a thousand rows is bad."""
    random = np.random.default_rng(seed)
    kind = random.integers(0, 4, count)
    exports = (random.pareto(1.5, count) * 800_000).astype(np.int64).clip(1_000, 400_000_000)
    local = np.where(kind == 3, (random.pareto(2, count) * 500_000).astype(np.int64).clip(0, 90_000_000), 0)
    it = np.where(kind < 2, exports, 0)
    other = np.where(kind == 2, exports, 0)
    salary = np.where(random.random(count) < 0.2, (random.pareto(2, count) * 1_200_000).astype(np.int64), 0)
    total = it + other + local
    table = pd.DataFrame(
        {
            "person_id": np.arange(count),
            "tax_year": random.integers(2021, 2028, count),
            "it_export_rupees": it,
            "other_export_rupees": other,
            "freelance_usd": np.maximum(total // 280, (total > 0).astype(np.int64)),
            "pseb": random.random(count) < 0.3,
            "salary_rupees": salary.clip(0, 200_000_000),
            "local_rupees": local,
            "expenses_rupees": (total * random.random(count) * 0.3).astype(np.int64),
            "tax_deducted_rupees": (total * random.random(count) * 0.02).astype(np.int64),
        }
    )
    bad = random.random(count) < 0.001
    table.loc[bad, "it_export_rupees"] = -1
    return table


def upwork_csv(rows: int) -> str:
    """A transaction report of Upwork with so many rows, oldest first; every tenth is a withdrawal."""
    heading = (
        "Date,Transaction ID,Transaction type,Transaction summary,Transaction summary details,Description 1,"
        "Description 2,Description 3,Agency team,Freelancer,Client team,Account name,PO,Ref ID,Amount $,"
        "Amount in local currency,Currency,Current balance $,Payment method"
    )
    lines, balance, first = [heading], 0, date(2025, 7, 1)
    for number in range(1, rows + 1):
        amount = -9_000 if number % 10 == 0 else 1_000
        balance += amount
        day = first + timedelta(days=number * 364 // rows)
        kind = "Withdrawal" if amount < 0 else "Hourly"
        lines.append(
            f'"{day:%b %d, %Y}",{number},{kind},Invoice,week {number % 52},,,,,Test User,'
            f"Client {number % 40},Test User,,{number},{amount}.00,,,{balance}.00,"
        )
    return "\n".join([*lines, ""])


def workbook_json(receipts: int, tax_year: int = 2026) -> str:
    """A year with receipts of every kind and channel, so that every other reading is run."""
    first = date(tax_year - 1, 7, 1)
    channels = ("bank", "bank", "bank", "remittance", "wallet")
    services = ("it", "ites", "other", "unsure")
    made = [
        {
            "id": f"r{number}",
            "date": (first + timedelta(days=number * 364 // max(receipts, 1))).isoformat(),
            "amount": f"{100 + number % 900}.{number % 100:02d}",
            "currency": "USD",
            "kind": "export",
            "service": services[number % 4],
            "channel": channels[number % 5],
            "rupees": None if number % 7 == 0 else f"{(100 + number % 900) * 282}.50",
            "tax_deducted": "100.00" if number % 5 < 3 else "0",
            "platform": "Upwork",
            "client": f"Client {number % 40}",
        }
        for number in range(receipts)
    ]
    return json.dumps(
        {
            "format": "freelancer-workbook",
            "version": 1,
            "tax_year": tax_year,
            "person": {
                "name": "Measured Person",
                "resident": True,
                "province": "punjab",
                "pseb": [{"from": first.isoformat(), "until": date(tax_year, 1, 15).isoformat()}],
                "active_taxpayer": None,
                "sales_tax_returns": None,
            },
            "receipts": made,
            "other": {"salary": "1200000", "expenses": "50000"},
        }
    )
