"""Workbooks for the PDF's tests, and a PDF read back: the words of every page in one line."""

from __future__ import annotations

import io
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from compliance.assessment import assess
from compliance.assessment_types import Assessment
from compliance.documents.pdf import build_pdf
from compliance.rulebook import Rulebook, load_rulebook
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook

AS_OF = date(2026, 11, 23)
EXAMPLES = Path(__file__).parent.parent / "compliance" / "examples"


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def receipt(number: int, day: str, amount: str = "1250.00", **changes: Any) -> dict[str, Any]:
    return {
        "id": f"r{number}", "date": day, "amount": amount, "currency": "USD",
        "kind": "export", "service": "it", **changes,
    }  # fmt: skip


def workbook(
    year: int, *receipts: dict[str, Any], other: dict[str, str] | None = None, **person: Any
) -> Workbook:
    """A workbook of a person about whom everything is known, but for what is given otherwise."""
    known = {
        "resident": True,
        "province": "punjab",
        "active_taxpayer": True,
        "sales_tax_returns": "not_required",
    }
    return read(
        json.dumps(
            {
                "format": "freelancer-workbook",
                "version": 1,
                "tax_year": year,
                "person": {**known, **person},
                "receipts": receipts,
                "other": other or {},
            }
        )
    )


def read(raw: str) -> Workbook:
    found = read_workbook(raw)
    assert isinstance(found, Workbook), found
    return found


def assessed(one: Workbook, as_of: date = AS_OF) -> Assessment:
    return assess(one, rulebook(), as_of)


class Printed:
    """A PDF as its reader sees it."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.reader = PdfReader(io.BytesIO(raw))
        self.pages = [" ".join(page.extract_text().split()) for page in self.reader.pages]
        self.filing = " ".join(self.pages[:-1])
        self.last = self.pages[-1]

    def headings(self) -> list[tuple[str, int]]:
        """The outline in order, each with the index of its page."""
        return list(self._entries(self.reader.outline))

    def _entries(self, entries: list[Any]) -> Any:
        for entry in entries:
            if isinstance(entry, list):
                yield from self._entries(entry)
            else:
                yield entry.title, self.reader.get_destination_page_number(entry)


def printed(one: Workbook, as_of: date = AS_OF, **options: bool) -> Printed:
    return Printed(build_pdf(assessed(one, as_of), rulebook(), **options))


TOLD = {
    "name": "Ayesha Khan",
    "cnic": "35202-1234567-1",
    "ntn": "1234567-8",
}
BUSY = workbook(
    2024,
    receipt(1, "2023-10-10", "9000", rupees="2600000.00", tax_deducted="6500.00"),
    receipt(2, "2023-10-25", "9000", retained="6000", client="Invented Films", platform="Upwork"),
    receipt(3, "2024-03-01", "12000", service="other", channel="remittance"),
    receipt(4, "2024-04-01", "300000.00", currency="PKR", kind="local", tax_deducted="12000.00"),
    receipt(5, "2024-05-01", "700", channel="wallet", service="unsure", gross="800"),
    other={"salary": "1200000", "salary_tax_deducted": "15000", "expenses": "40000"},
    pseb=[{"from": "2023-07-01", "until": "2024-01-31"}],
    active_taxpayer=None,
    sales_tax_returns=None,
    **TOLD,
)
YEARS = {
    "nothing entered": workbook(2026),
    "salary alone": workbook(2026, other={"salary": "2400000", "salary_tax_deducted": "100000"}),
    "every kind of receipt": BUSY,
    "exempt exports, 2021": workbook(
        2021, receipt(1, "2020-08-01"), receipt(2, "2021-02-05", channel="remittance")
    ),
    "credit and one class, 2022": workbook(
        2022,
        receipt(1, "2021-08-01"),
        receipt(2, "2022-01-05", "300", channel="remittance"),
        receipt(3, "2022-02-05", service="other", tax_deducted="5000.00"),
        active_taxpayer=False,
    ),
    "the slabs chosen": workbook(
        2026,
        receipt(1, "2025-08-01", rupees="351250.00", tax_deducted="3500.00"),
        receipt(2, "2026-01-05", "9000", retained="5200.00"),
        other={"expenses": "100000"},
        opts_for_normal_tax=True,
    ),
    "a year still running": workbook(
        2027, receipt(1, "2026-08-01"), receipt(2, "2026-09-05", "900", currency="EUR")
    ),
    "too much deducted": workbook(
        2026, receipt(1, "2025-08-01", rupees="350000.00", tax_deducted="40000.00")
    ),
    "everything unknown": workbook(
        2026,
        receipt(1, "2025-08-01", "90000", service="unsure", channel="unknown"),
        resident=None,
        province="unknown",
        active_taxpayer=None,
        sales_tax_returns=None,
    ),
    "the largest amounts": workbook(
        2026,
        receipt(1, "2025-08-01", "9999999.99", rupees="4999999999.99", tax_deducted="4999999999.00"),
        receipt(2, "2025-09-01", "4999999999.99", currency="PKR", kind="local"),
    ),
    **{file.stem: read(file.read_text(encoding="utf-8")) for file in sorted(EXAMPLES.glob("*.json"))},
}
