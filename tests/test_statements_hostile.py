"""Files made to harm: refused with a reason within five seconds and 500 MB, nothing run, nothing written."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from compliance.statements import read_statement
from compliance.statements.pdf_limits import within_limits
from compliance.statements.statement_messages import Refused
from tests.statement_files import FOLDER, csv_of, pdf_of, xlsx_of

MEGABYTE = 1_000_000
REPORT = "Date,Description,Amount,Currency,Status,Transaction ID\n"


def _archive(**parts: bytes) -> bytes:
    """An XLSX with some of its parts replaced: `sheet`, `workbook`, `strings`."""
    names = {
        "sheet": "xl/worksheets/sheet1.xml",
        "workbook": "xl/workbook.xml",
        "strings": "xl/sharedStrings.xml",
        "extra": "xl/extra.xml",
    }
    changed = {names[key]: part for key, part in parts.items()}
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(xlsx_of([["a", "b"]]))) as archive,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        kept = {name: archive.read(name) for name in archive.namelist()}
        for name, part in (kept | changed).items():
            written.writestr(name, part)
    return made.getvalue()


def _sheet(cells: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def _far(column: str, row: int) -> bytes:
    """A spreadsheet with two cells, the second one far from the first."""
    cell = '<row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'
    first, last = cell.format(column="A", row=1), cell.format(column=column, row=row)
    return _archive(sheet=_sheet(first + last))


def _understated(content: bytes, name: bytes) -> bytes:
    """An archive whose directory says that a part is one byte long."""
    made = bytearray(content)
    at = -1
    while (at := made.find(b"PK\x01\x02", at + 1)) >= 0:
        if made[at + 46 :].startswith(name):
            made[at + 24 : at + 28] = (1).to_bytes(4, "little")
    return bytes(made)


def _pdf(content: bytes, page: bytes = b"", extra: bytes = b"", kids: bytes = b"[3 0 R]") -> bytes:
    """A PDF of one page whose content stream, with its dictionary, is given."""
    return b"\n".join(
        [
            b"%PDF-1.4",
            b"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
            b"2 0 obj << /Type /Pages /Count 1 /Kids " + kids + b" >> endobj",
            b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> "
            + page + b" >> >> endobj",
            b"4 0 obj " + content + b" endobj",
            extra,
            b"trailer",
            b"<< /Root 1 0 R /Size 6 >>",
            b"startxref",
            b"0",
            b"%%EOF",
            b"",
        ]
    )  # fmt: skip


def _stream(data: bytes, keys: bytes = b"") -> bytes:
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(data), keys, data)


def _bomb(megabytes: int) -> bytes:
    return zlib.compress(b"\0" * megabytes * MEGABYTE, 9)


def _deep_form() -> bytes:
    """A picture that shows itself."""
    form = b"5 0 obj " + _stream(
        b"/X Do " * 1000, b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 5 0 R >> >>"
    )
    return _pdf(_stream(b"/X Do"), b"/XObject << /X 5 0 R >>", form + b" endobj")


def _lost() -> bytes:
    """Rows of Freelancer.com whose texts almost read like a payment, over and over."""
    text = b"milestone payment from a for project b " * 12
    rows = [b"06 Jan 2026 23:52,%s%d,GBP,+1.00," % (text, number) for number in range(20_000)]
    return b"\n".join([b"06 Jan 2026 23:52,Project fee taken (A) (GBP),GBP,-1.00,", *rows])


HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "one line of 100 MB": (lambda: b"a" * 100 * MEGABYTE, {"too_large"}),
    "one line of 30 MB": (lambda: b"a" * 30 * MEGABYTE, {"line_too_long"}),
    "one line of 30 MB in cells": (lambda: b"a,b;" * (30 * MEGABYTE // 4), {"line_too_long"}),
    "too many columns": (lambda: b"," * 5000 + b"\n", {"too_many_columns"}),
    "too many rows": (lambda: REPORT.encode() + b"a,b\n" * 500_000, {"too_many_rows"}),
    "too many cells": (lambda: (b"," * 100 + b"\n") * 110_000, {"too_many_cells"}),
    "texts that patterns get lost in": (_lost, {"too_slow"}),
    "an open quotation": (lambda: REPORT.encode() + b'"' + b"a,b\n" * 1000, {"quote_open"}),
    "an open quotation over 30 MB": (
        lambda: REPORT.encode() + b'"' + b"a,b\n" * 7_000_000,
        {"quote_open", "cell_too_long"},
    ),
    "a long cell": (lambda: REPORT.encode() + b"a" * 50_000, {"cell_too_long"}),
    "zeros": (lambda: b"\0" * 10 * MEGABYTE, {"not_text"}),
    "zero in a cell": (lambda: REPORT.encode() + b"a,\0,b", {"not_text"}),
    "random bytes": (lambda: bytes(range(128, 256)) * 1000, {"not_text"}),
    "nothing": (lambda: b"", {"empty"}),
    "blanks": (lambda: b" \n \n", {"empty"}),
    "a page": (lambda: b"<!DOCTYPE html><html><script>alert(1)</script>", {"another_kind"}),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"a" * 100, {"another_kind"}),
    "deep JSON": (lambda: b'{"transactions":' + b"[" * 5 * MEGABYTE, {"json_too_deep"}),
    "deep JSON in keys": (lambda: b'{"a":' * 1_000_000, {"json_too_deep"}),
    "JSON of small lists": (lambda: b'{"transactions":[' + b"[]," * 3_000_000 + b"[]]}", {"json_no_rows"}),
    "JSON of small groups": (
        lambda: b'{"transactions":[' + b'{"":0},' * 1_300_000 + b"{}]}",
        {"too_many_rows"},
    ),
    "large JSON": (lambda: b'{"a":"' + b"a" * 20 * MEGABYTE + b'"}', {"too_large"}),
    "JSON with a long number": (
        lambda: b'{"transactions":[{"a":' + b"1" * MEGABYTE + b"}]}",
        {"cell_too_long", "json_unreadable"},
    ),
    "JSON that is not a number": (lambda: b'{"transactions":[{"a":NaN}]}', {"json_unreadable"}),
    "JSON with a key twice": (lambda: b'{"transactions":[{"a":1,"a":2}]}', {"json_repeated_key"}),
    "a bomb in a spreadsheet": (lambda: _archive(sheet=b" " * 500 * MEGABYTE), {"archive_too_large"}),
    "a bomb whose size is understated": (
        lambda: _understated(_archive(strings=b" " * 500 * MEGABYTE), b"xl/sharedStrings.xml"),
        {"archive_damaged", "archive_too_large"},
    ),
    "entities in a spreadsheet": (
        lambda: _archive(
            sheet=b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
            + _sheet("<row><c t='inlineStr'><is><t>&b;</t></is></c></row>")
        ),
        {"archive_entities"},
    ),
    "a file of the machine in a spreadsheet": (
        lambda: _archive(workbook=b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook/>'),
        {"archive_entities"},
    ),
    "cells far apart": (
        lambda: _far("XFD", 1048576),
        {"too_many_columns"},
    ),
    "rows far apart": (
        lambda: _far("A", 1048576),
        {"too_many_rows"},
    ),
    "a row that no sheet has": (lambda: _far("F", 44444444444), {"too_many_rows"}),
    "a rectangle of empty cells": (
        lambda: _far("GR", 120_000),
        {"too_many_cells", "spreadsheet_unreadable"},
    ),
    "an archive that is not whole": (lambda: xlsx_of([["a"]])[:-200], {"archive_damaged"}),
    "an archive of something else": (
        lambda: _zip({f"{number}.txt": b"a" for number in range(10)}),
        {"spreadsheet_unreadable"},
    ),
    "an archive of many parts": (
        lambda: _zip({f"xl/{number}.xml": b"a" for number in range(5000)}),
        {"archive_too_many_parts"},
    ),
    "half an old spreadsheet": (
        lambda: (FOLDER / "meezan_statement.xls").read_bytes()[:1500],
        {"spreadsheet_unreadable"},
    ),
    "a spreadsheet with a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"a" * 1000 + "EncryptedPackage".encode("utf-16-le"),
        {"archive_locked"},
    ),
    "a bomb in a PDF": (
        lambda: _pdf(_stream(_bomb(500), b"/Filter /FlateDecode")),
        {"pdf_too_large"},
    ),
    "a bomb in a bomb in a PDF": (
        lambda: _pdf(_stream(zlib.compress(_bomb(900), 9), b"/Filter [/FlateDecode /FlateDecode]")),
        {"pdf_too_large"},
    ),
    "an endless predictor in a PDF": (
        lambda: _pdf(
            _stream(
                zlib.compress(b"a" * 100),
                b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>",
            )
        ),
        {"pdf_unreadable", "pdf_too_large"},
    ),
    "a PDF without end": (
        lambda: _pdf(_stream(_text_page(200_000))),
        {"pdf_too_slow", "pdf_too_large"},
    ),
    "a picture within itself": (_deep_form, {"pdf_no_text", "pdf_too_slow", "pdf_unreadable"}),
    "a PDF of many pages": (
        lambda: pdf_of("a\n" * 60 * 400),
        {"pdf_too_many_pages"},
    ),
    "pages that hold themselves": (
        lambda: _pdf(_stream(b"q Q"), kids=b"[2 0 R 3 0 R]"),
        {"pdf_no_text", "pdf_unreadable"},
    ),
    "one page a million times": (
        lambda: _pdf(_stream(b"q Q"), kids=b"[" + b"3 0 R " * 1_000_000 + b"]"),
        {"pdf_too_many_pages", "pdf_too_slow", "pdf_too_large"},
    ),
    "a PDF of nothing but its name": (lambda: b"%PDF-1.7", {"pdf_unreadable"}),
    "brackets in a PDF": (
        lambda: b"%PDF-1.4\ntrailer " + b"<<" * MEGABYTE,
        {"pdf_unreadable", "pdf_too_slow", "pdf_too_large"},
    ),
}  # fmt: skip


def _zip(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def _text_page(lines: int) -> bytes:
    return b"BT /F1 8 Tf " + b"1 0 0 1 10 700 Tm (some text of a line) Tj " * lines + b" ET"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_harmful_file_is_refused_in_time(name: str) -> None:
    make, codes = HOSTILE[name]
    content = make()
    # Of the processor: a machine that is busy with other tests is no slower for that.
    began = time.process_time()
    statement = read_statement("x", content)
    took = time.process_time() - began
    assert {problem.code for problem in statement.problems} <= codes and statement.problems
    assert all(problem.line() for problem in statement.problems)
    assert statement.movements == ()
    assert took < 5


MEASURED = """
import resource, sys
from tests.statement_files import UPWORK_HEADER, csv_of, upwork_rows
from tests.test_statements_hostile import HOSTILE
from compliance.statements import read_statement
name = sys.argv[1]
content = HOSTILE[name][0]() if name in HOSTILE else csv_of([UPWORK_HEADER, *upwork_rows(100_000)])
with open("/proc/self/clear_refs", "w") as file:
    file.write("5")
statement = read_statement("x", content)
with open("/proc/self/status") as file:
    [peak] = [int(line.split()[1]) for line in file if line.startswith("VmHWM")]
print(statement.counts.posted, peak // 1000)
"""


def _rows_and_megabytes(name: str) -> tuple[int, int]:
    done = subprocess.run([sys.executable, "-c", MEASURED, name], capture_output=True, text=True, check=True)
    posted, megabytes = map(int, done.stdout.split())
    return posted, megabytes


COSTLY = [
    "one line of 30 MB in cells", "too many rows", "too many cells", "an open quotation over 30 MB", "zeros",
    "JSON of small lists", "JSON of small groups", "deep JSON", "a bomb in a spreadsheet", "cells far apart",
    "a bomb whose size is understated", "a rectangle of empty cells", "a bomb in a PDF",
    "a bomb in a bomb in a PDF", "an endless predictor in a PDF", "a PDF without end",
    "one page a million times", "brackets in a PDF",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="measures memory as Linux does")
@pytest.mark.parametrize("name", COSTLY)
def test_a_harmful_file_takes_no_more_than_500_megabytes(name: str) -> None:
    assert _rows_and_megabytes(name)[1] < 500


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="measures memory as Linux does")
def test_100_000_rows_are_read_in_500_megabytes() -> None:
    posted, megabytes = _rows_and_megabytes("rows")
    assert posted == 100_000 and megabytes < 500


def test_what_a_cell_holds_stays_text() -> None:
    cell = '=HYPERLINK("http://x","y")<img src=x onerror=alert(1)>'
    rows = [
        REPORT.strip().split(","),
        ["28 Jul, 2026", f"Payment from {cell}", "5.00", "USD", "Completed", "1"],
    ]
    for content in (csv_of(rows), xlsx_of([list(row) for row in rows])):
        [one] = read_statement("x", content).movements
        assert one.counterparty == cell


def test_a_formula_of_a_spreadsheet_is_not_worked_out() -> None:
    rows: list[list[object]] = [
        list(REPORT.strip().split(",")),
        ["28 Jul, 2026", "Payment from X", "=2+3", "USD", "Completed", "1"],
    ]
    [row] = read_statement("x.xlsx", xlsx_of(rows)).review
    assert row.reasons[0].code == "amount_missing"


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for name in ("mcb_live.csv", "meezan_statement.xls", "wise_json.json"):
        assert read_statement(name, (FOLDER / name).read_bytes()).movements
    assert read_statement("x", pdf_of((FOLDER / "hbl_mobile.pdf.txt").read_text())).movements
    assert list(tmp_path.iterdir()) == []


def test_work_without_end_is_stopped_from_outside() -> None:
    def endless() -> None:
        while True:
            try:
                while True:
                    pass
            except Exception:
                pass

    with pytest.raises(Refused) as raised:
        within_limits(endless, 0.2)
    assert raised.value.note.code == "pdf_too_slow"
    assert threading.active_count() < 20


def test_work_that_ends_in_time_is_left_alone() -> None:
    for _turn in range(20):
        assert within_limits(lambda: sum(range(1000)), 5) == 499_500


def test_readers_side_by_side_do_not_stop_each_other() -> None:
    results: dict[str, str] = {}

    def run(name: str, seconds: float, limit: float) -> None:
        ends = time.monotonic() + seconds
        try:
            within_limits(lambda: [None for _ in iter(lambda: time.monotonic() < ends, False)], limit)
            results[name] = "done"
        except Refused as refused:
            results[name] = refused.note.code

    threads = [
        threading.Thread(target=run, args=("short", 0.3, 5)),
        threading.Thread(target=run, args=("long", 5, 0.3)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {"short": "done", "long": "pdf_too_slow"}


def test_a_json_file_keeps_its_numbers_as_they_are_written() -> None:
    content = json.loads((FOLDER / "wise_json.json").read_text())
    content["transactions"][0]["amount"]["value"] = 0.1 + 0.2
    [row] = read_statement("x.json", json.dumps(content).encode()).review
    assert (row.reasons[0].code, row.reasons[0].given) == ("amount_decimals", "0.30000000000000004")
