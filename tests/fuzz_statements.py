"""Feeds damaged statements to each reader and counts what becomes of them.

Not part of the tests: python -m tests.fuzz_statements --inputs 100000 [--reader pdf]
Each input follows from its reader and number alone, so that one can be tried again: --only 1234.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import signal
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from io import BytesIO
from typing import Any

from compliance.statements import Statement, read_statement, spreadsheets
from compliance.statements.archive_parts import repacked
from compliance.statements.spreadsheet_cells import answer_of, limit_memory
from compliance.statements.statement_messages import Refused
from tests.statement_files import FOLDER, SAMPLES, pdf_of, xlsx_of

LONGEST_SECONDS = 5.0
CHUNK = 500
TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b",", b";", b"\t", b"\r", b"\n", b"\r\n", b"-", b"+",
    b"'", b"=1+1", b"1,234.56", b"99999999999999999999.99", b"1e309", b"NaN", b"PKR", b"ZZZ", b"31-02-2026",
    b"&amp;", b"<", b">", b"/>", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>", b"{", b"}", b"[", b"]", b":", b"null",
    b"1" * 400, b"A" * 3000, b"\xc3\x28", b"\xf0\x9f\x92\xa9", "٣".encode(), "\u202e".encode(), b"\\u0000",
    b"obj", b"endobj", b"stream\n", b"endstream", b"xref", b"trailer", b"/Length 99999999", b"/Kids [3 0 R]",
    b"/Filter /LZWDecode", b"/Filter [/FlateDecode /FlateDecode]", b"/Columns 999999999", b"<<", b">>", b"R",
    b'r="XFD1048576"', b't="s"', b't="inlineStr"', b"<v>4294967295</v>", b'count="4294967295"',
)  # fmt: skip


@cache
def seeds(reader: str) -> tuple[bytes, ...]:
    """Whole files of a reader's kind."""
    if reader == "csv":
        return tuple((FOLDER / name).read_bytes() for name in SAMPLES if name.endswith(".csv"))
    if reader == "json":
        return tuple((FOLDER / name).read_bytes() for name in SAMPLES if name.endswith(".json"))
    if reader == "xls":
        return tuple((FOLDER / name).read_bytes() for name in SAMPLES if name.endswith(".xls"))
    if reader == "xlsx":
        return tuple(
            xlsx_of([list(row) for row in csv.reader((FOLDER / name).read_text("utf-8-sig").splitlines())])
            for name in ("meezan_statement.csv", "mcb_live.csv", "payoneer_transactions.csv")
        )
    texts = [(FOLDER / name).read_text("utf-8") for name in SAMPLES if name.endswith(".pdf.txt")]
    return (
        *(pdf_of(text, compressed=False) for text in texts),
        pdf_of(texts[0]),
        pdf_of(texts[1], "secret"),
    )


def damaged(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """A file with some of its bytes changed, lost, repeated, or taken from elsewhere."""
    made = bytearray(content)
    for _turn in range(chance.choice((1, 1, 2, 3, 5, 8))):
        at = chance.randrange(len(made) + 1)
        length = chance.choice((1, 1, 2, 4, 16, 64, 300))
        match chance.randrange(7):
            case 0 if made:
                made[min(at, len(made) - 1)] = chance.randrange(256)
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = made[at : at + length] * chance.choice((1, 2, 10))
            case 3:
                made[at:at] = chance.choice(TOKENS)
            case 4:
                made[at : at + length] = chance.choice(TOKENS)
            case 5:
                begin = chance.randrange(len(other) + 1)
                made[at:at] = other[begin : begin + length]
            case _:
                digits = [place for place, byte in enumerate(made[at : at + 200], at) if 48 <= byte <= 57]
                if digits:
                    made[chance.choice(digits)] = chance.choice(b"0123456789.,-")
    return bytes(made)


def damaged_archive(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """A spreadsheet with a part damaged inside; sometimes the archive itself."""
    if chance.random() < 0.2:
        return damaged(content, chance, other)
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as changed:
        names = archive.namelist()
        inner = [name for name in names if "sheet" in name or "workbook" in name or "styles" in name]
        chosen = chance.choice(inner if chance.random() < 0.8 else names)
        for name in names:
            part = archive.read(name)
            changed.writestr(name, damaged(part, chance, part) if name == chosen else part)
    return made.getvalue()


def input_of(reader: str, number: int) -> bytes:
    """The input of this number, always the same."""
    chance = random.Random(f"{reader} {number}")
    files = seeds(reader)
    damage: Callable[[bytes, random.Random, bytes], bytes] = damaged_archive if reader == "xlsx" else damaged
    return damage(chance.choice(files), chance, chance.choice(files))


def faults_of(statement: Statement) -> str:
    """What is wrong with a statement, whatever file it came from; empty where nothing is."""
    counts = statement.counts
    if statement.problems and statement.movements:
        return "problems and movements"
    if counts.data != counts.posted + counts.skipped + counts.review and not statement.problems:
        return f"rows lost: {counts}"
    if (counts.skipped, counts.review) != (len(statement.skipped), len(statement.review)):
        return f"rows miscounted: {counts}"
    if counts.posted != len({one.rows for one in statement.movements}):
        return f"posted miscounted: {counts}"
    places = [row for one in (*statement.skipped, *statement.review) for row in one.rows]
    places += {row for one in statement.movements for row in one.rows}
    if len(set(places)) != len(places):
        return "a row in two places"
    for note in (*statement.problems, *statement.warnings, *(one.reason for one in statement.skipped)):
        note.line()
    for row in statement.review:
        for reason in row.reasons:
            reason.line()
    if any(not isinstance(one.amount, int) or one.kind is None for one in statement.movements):
        return "a movement without amount or kind"
    return ""


def outcome(statement: Statement) -> str:
    """How a file ended, in a word for counting."""
    return statement.problems[0].code if statement.problems else "read"


def _answers(contents: list[bytes]) -> dict[bytes, Any]:
    """What `spreadsheets.apart` would say of each, by forks: starting Python for each would take hours.

    A fork goes on from file to file until one of them ends it; the next begins after that one.
    """
    answers: dict[bytes, Any] = {}
    waiting = list(dict.fromkeys(contents))
    while waiting:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            limit_memory()
            with os.fdopen(writing, "wb") as out:
                for content in waiting:
                    signal.alarm(5)
                    out.write(json.dumps(answer_of(content, spreadsheets.LIMITS)).encode() + b"\n")
                    out.flush()
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as lines:
            got = [json.loads(line) for line in lines if line.endswith(b"\n")]
        os.waitpid(child, 0)
        answers.update(zip(waiting, got, strict=False))
        if len(got) < len(waiting):
            answers[waiting[len(got)]] = None
        waiting = waiting[len(got) + 1 :]
    return answers


def _packed(content: bytes) -> bytes | None:
    """What of a spreadsheet reaches the reader."""
    try:
        return repacked(content) if content.startswith(b"PK\x03\x04") else content
    except Refused:
        return None


def _chunk(reader: str, first: int, last: int) -> tuple[Counter[str], float, list[str]]:
    # A panic in Rust is caught; its report is not needed a thousand times.
    os.environ["RUST_BACKTRACE"] = "0"
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if reader in ("xls", "xlsx"):
        packed = [_packed(input_of(reader, number)) for number in range(first, last)]
        answers = _answers([one for one in packed if one is not None])
        vars(spreadsheets)["apart"] = answers.get
    ends: Counter[str] = Counter()
    slowest = 0.0
    faults = []
    for number in range(first, last):
        content = input_of(reader, number)
        began = time.perf_counter()
        try:
            statement = read_statement(f"fuzzed.{reader}", content)
            fault = faults_of(statement)
            ends[outcome(statement)] += 1
        except BaseException as error:
            fault = f"{type(error).__name__}: {error}"
            ends["RAISED"] += 1
        took = time.perf_counter() - began
        slowest = max(slowest, took)
        if fault or took > LONGEST_SECONDS:
            faults.append(f"{reader} {number}: {fault or f'{took:.1f} s'}")
    return ends, slowest, faults


READERS = ("csv", "json", "xlsx", "xls", "pdf")


def main() -> None:
    """Runs the inputs and prints what became of them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--inputs", type=int, default=100_000, help="of each reader")
    asked.add_argument("--reader", choices=READERS, action="append")
    asked.add_argument("--only", type=int, help="one input alone, of the reader given")
    asked.add_argument("--workers", type=int, default=2)
    given = asked.parse_args()
    for reader in given.reader or READERS:
        if given.only is not None:
            print(_chunk(reader, given.only, given.only + 1))
            continue
        began = time.perf_counter()
        ends: Counter[str] = Counter()
        slowest = 0.0
        faults: list[str] = []
        with ProcessPoolExecutor(given.workers) as pool:
            starts = range(0, given.inputs, CHUNK)
            chunks = [
                pool.submit(_chunk, reader, start, min(start + CHUNK, given.inputs)) for start in starts
            ]
            for start, chunk in zip(starts, chunks, strict=True):
                try:
                    found, took, wrong = chunk.result()
                except Exception as error:
                    # The process died: one of these inputs killed it.
                    faults.append(f"{reader} {start}..{start + CHUNK}: {type(error).__name__}")
                    continue
                ends += found
                if start % 20_000 == 0 and start:
                    print(f"   {reader}: {start} so far", flush=True)
                slowest = max(slowest, took)
                faults += wrong
        seconds = time.perf_counter() - began
        print(f"{reader}: {ends.total()} inputs in {seconds:.0f} s, slowest {slowest:.2f} s", flush=True)
        print("   " + ", ".join(f"{code} {count}" for code, count in ends.most_common()), flush=True)
        for fault in faults[:20]:
            print(f"   FAULT {fault}", flush=True)


if __name__ == "__main__":
    main()
