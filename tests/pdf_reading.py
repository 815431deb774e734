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
