"""Sample statements for tests: layouts as sources write them, every value invented; and ways to make more."""

from __future__ import annotations

import csv
import datetime
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import Workbook
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from compliance.statements import Statement, read_statement
from compliance.statements.page_lines import lines_of_text
from compliance.statements.profile_files import shipped_profiles
from compliance.statements.statement_reading import statement_of_content
from compliance.statements.statement_types import FileContent

FOLDER = Path(__file__).parent / "statements"
FIELD_LIST = "certificate_fields.txt"
"""A list of fields, not a statement: nothing may take it for one."""
SAMPLES = sorted(path.name for path in FOLDER.iterdir() if path.name != FIELD_LIST)


def profile_id_of(sample: str) -> str:
    """The id of the profile that a sample is named after: the first `_` was a point."""
    name = sample.removesuffix(".pdf.txt").rpartition(".")[0] or sample.removesuffix(".pdf.txt")
    source, _point, layout = name.partition("_")
    return f"{source}.{layout}"


def sample_bytes(sample: str) -> bytes:
    """A sample as the file that somebody would give: the text of a PDF becomes a PDF."""
    content = (FOLDER / sample).read_bytes()
    return pdf_of(content.decode("utf-8")) if sample.endswith(".pdf.txt") else content


def read_sample(sample: str) -> Statement:
    """A sample as it is read; the text of a PDF without a PDF around it."""
    content = (FOLDER / sample).read_bytes()
    if sample.endswith(".pdf.txt"):
        lines = lines_of_text(content.decode("utf-8"))
        return statement_of_content(sample, "", FileContent("pdf", lines=lines), shipped_profiles())
    return read_statement(sample, content)


def pdf_of(text: str, password: str = "", *, compressed: bool = True, letters: float = 9) -> bytes:
    """A PDF that shows a text line by line, in letters of one width, so that its columns stay."""
    made = BytesIO()
    lock = StandardEncryption(password, ownerPassword="owner", strength=128) if password else None
    canvas = Canvas(made, pagesize=(1000, 800), encrypt=lock, pageCompression=int(compressed), invariant=1)
    for at, line in enumerate(text.splitlines()):
        if at % 60 == 0:
            if at:
                canvas.showPage()
            canvas.setFont("Courier", letters)
        canvas.drawString(20, 770 - 12 * (at % 60), line)
    canvas.save()
    return made.getvalue()


def xlsx_of(rows: list[list[object]], sheets: tuple[str, ...] = ("Sheet1",)) -> bytes:
    """A spreadsheet with these rows in its first sheet."""
    workbook = Workbook()
    first = workbook.active
    assert first is not None
    first.title = sheets[0]
    for row in rows:
        first.append(row)
    for name in sheets[1:]:
        workbook.create_sheet(name).append(["something else"])
    made = BytesIO()
    workbook.save(made)
    return made.getvalue()


def csv_of(rows: list[list[str]], delimiter: str = ",") -> bytes:
    """Rows as a delimited text in UTF-8."""
    made = StringIO()
    csv.writer(made, delimiter=delimiter).writerows(rows)
    return made.getvalue().encode()


UPWORK_HEADER = [
    *("Date", "Transaction ID", "Transaction type", "Transaction summary", "Transaction summary details"),
    *("Description 1", "Description 2", "Description 3", "Agency team", "Freelancer", "Client team"),
    *("Account name", "PO", "Ref ID", "Amount $", "Amount in local currency", "Currency"),
    *("Current balance $", "Payment method"),
]


def upwork_rows(count: int) -> list[list[str]]:
    """Rows of Upwork's report, oldest first, with a running balance: earning, fee, earning, fee ..."""
    rows = []
    balance = 0
    for number in range(count):
        day = datetime.date(2025, 7, 1) + datetime.timedelta(days=number // 300)
        earned = number % 2 == 0
        amount = 10_000 + number % 777 if earned else -(1_000 + number % 77)
        balance += amount
        details = f"Invoice {number}" if earned else f"Service Fee for Hourly - Ref ID {number}"
        row = dict.fromkeys(UPWORK_HEADER, "")
        row["Date"] = f"{day:%b} {day.day}, {day.year}"
        row["Transaction ID"] = row["Ref ID"] = str(number + 1)
        row["Transaction type"] = "Hourly" if earned else "Service Fee"
        row["Transaction summary details"] = details
        row["Client team"] = f"Client {number % 50}"
        row["Amount $"] = f"{amount / 100:.2f}"
        row["Current balance $"] = f"{balance / 100:.2f}"
        rows.append(list(row.values()))
    return rows
