"""Short ways to write down a year for tests: only what differs from a plain year is said."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

from compliance import Assessment, Rulebook, Workbook, assess, load_rulebook, read_workbook, summarise
from compliance.summary_types import Summary

AS_OF = date(2026, 11, 23)


@cache
def rules() -> Rulebook:
    """The program's own rules, read once."""
    return load_rulebook()


def receipt(day: str, amount: str, currency: str = "USD", **given: Any) -> dict[str, Any]:
    """An export of IT work through a bank, unless told otherwise."""
    return {
        "date": day,
        "amount": amount,
        "currency": currency,
        "kind": "export",
        "service": "it",
        **given,
    }


def year(tax_year: int, *receipts: dict[str, Any], other: dict[str, str] | None = None, **person: Any) -> str:
    """Saved work of a resident on the list in Punjab, unless told otherwise."""
    answers = {
        "resident": True,
        "province": "punjab",
        "active_taxpayer": True,
        "sales_tax_returns": "not_required",
    }
    return json.dumps(
        {
            "format": "freelancer-workbook",
            "version": 1,
            "tax_year": tax_year,
            "person": answers | person,
            "receipts": [{"id": f"r{number}"} | one for number, one in enumerate(receipts, start=1)],
            "other": other or {},
        }
    )


def assessed(saved: str, as_of: date = AS_OF) -> Assessment:
    """The assessment of saved work that has no problem."""
    workbook = read_workbook(saved)
    assert isinstance(workbook, Workbook), workbook
    return assess(workbook, rules(), as_of)


def summed_up(saved: str, as_of: date = AS_OF) -> Summary:
    """The view model of saved work that has no problem."""
    return summarise(assessed(saved, as_of), rules())


CERTIFIED = {"pseb": [{"from": "2025-07-01", "until": "2026-06-30"}]}
DEVELOPER = year(
    2026,
    receipt("2025-08-10", "7500.00", rupees="2100000.00", tax_deducted="5250.00", certificate="P1"),
    receipt("2026-02-10", "7500.00", rupees="2100000.00", tax_deducted="5250.00", certificate="P2"),
    **CERTIFIED,
)
"""Rs 42,00,000 of certified IT exports: 0.25% is Rs 10,500, which is what the bank took."""
WALLET = year(
    2026,
    receipt("2025-09-01", "4000.00", rupees="1148445.77", channel="wallet"),
)
"""Outside banks: 15% of Rs 11,48,445.77 less Rs 6,00,000 is Rs 82,266.87; 1% would be Rs 11,484.46."""
DESIGNER = year(
    2026,
    receipt("2025-08-15", "780000.00", "PKR", kind="local", service="ites", tax_deducted="27400.00"),
    other={"salary": "1440000", "salary_tax_deducted": "48400", "expenses": "110000"},
)
"""Rs 14,40,000 of Rs 21,10,000 is 68% salary: Rs 1,70,000 + 30% of Rs 5,10,000 is Rs 3,23,000."""
REMITTED = year(
    2026,
    receipt(
        "2025-10-05",
        "10330.00",
        rupees="2888869.20",
        channel="remittance",
        service="other",
        platform="Fiverr",
    ),
)
"""1% of Rs 28,88,869.20 is Rs 28,889; at the slabs Rs 1,70,000 + 30% of Rs 12,88,869.20 is Rs 5,56,661."""
ZERO_RATED = year(
    2024,
    receipt("2024-02-10", "15000.00", rupees="4200000.00", tax_deducted="10500.00"),
    pseb=[{"from": "2023-07-01"}],
)
"""Above $12,000, before 30 June 2025: Rs 10,500 by the Ordinance, nothing by the policy's zero rate."""
CREDITED = year(2022, receipt("2022-02-10", "15000.00", rupees="2600000.00", tax_deducted="26000.00"))
"""All IT exports through a bank in tax year 2022: nil, and Rs 26,000 deducted all the same."""
EXEMPT_2021 = year(2021, receipt("2021-02-10", "15000.00", rupees="2400000.00"))
LATE_CERTIFICATE = year(
    2026,
    receipt("2025-08-10", "10000.00", rupees="2800000.00"),
    receipt("2026-03-10", "10000.00", rupees="2800000.00"),
    pseb=[{"from": "2026-01-01"}],
)
"""Half a year certified: 1% of Rs 28,00,000 is Rs 28,000 and 0.25% is Rs 7,000."""
EVERY_YEAR = {
    str(tax_year): year(
        tax_year,
        receipt(f"{tax_year - 1}-11-10", "9000.00", rupees="2000000.00", tax_deducted="2000.00"),
        receipt(f"{tax_year - 1}-08-10", "3000.00", rupees="700000.00", channel="wallet", service="unsure"),
        receipt(f"{tax_year - 1}-09-10", "2000.00", rupees="500000.00", channel="remittance"),
        receipt(f"{tax_year - 1}-10-10", "900000.00", "PKR", kind="local", tax_deducted="40000.00"),
        other={"salary": "9900000", "salary_tax_deducted": "2000000", "expenses": "50000"},
        pseb=[{"from": f"{tax_year - 1}-11-01"}],
        active_taxpayer=None,
        sales_tax_returns=None,
        resident=None,
        province="unknown",
    )
    for tax_year in range(2021, 2028)
}
"""Something of everything, with every question left open, in each tax year."""
