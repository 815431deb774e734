"""Damaged and invented files: whatever comes in, a statement comes out, and every row is accounted for.

`python -m tests.fuzz_statements` does the same a hundred thousand times for each reader.
"""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.statements import Statement, read_statement, shipped_profiles
from compliance.statements.page_lines import lines_of_text
from compliance.statements.statement_reading import statement_of_content
from compliance.statements.statement_types import FileContent
from tests.fuzz_statements import faults_of, input_of
from tests.statement_files import FOLDER, SAMPLES, csv_of, pdf_of, xlsx_of

TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            *("", "5.00", "-5.00", "1,000", "+ PKR5.00", "USD", "PKR", "Completed", "COMPLETED", "IN", "OUT"),
            *("Cr", "Dr", "28 Jul, 2026", "07/28/2026", "21-07-2026", "Jul 28, 2026", "05 Oct 2026"),
            *("2026-07-28 10:00:00", "Payment from X", "Hourly", "NEUTRAL", "CARD-1", "TRANSFER-1", "0"),
        ]
    ),
)
HEADERS = [
    *(one.match.header for one in shipped_profiles() if one.match.header),
    *((*one.match.first, *one.match.columns) for one in shipped_profiles() if one.match.columns),
]
TABLES = st.sampled_from(HEADERS).flatmap(
    lambda header: st.lists(
        st.lists(TEXTS, min_size=len(header) - 1, max_size=len(header) + 1), min_size=1, max_size=6
    ).map(lambda rows: [list(header), *rows])
)
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                line
                for sample in SAMPLES
                if sample.endswith(".pdf.txt")
                for line in (FOLDER / sample).read_text("utf-8").splitlines()
            ]
        ),
        st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60),
    ),
    max_size=40,
)


def _sound(statement: Statement) -> None:
    assert faults_of(statement) == ""


@settings(max_examples=300, deadline=None)
@given(TABLES)
def test_any_table_as_csv(rows: list[list[str]]) -> None:
    statement = read_statement("x.csv", csv_of([[cell.replace("\0", "") for cell in row] for row in rows]))
    _sound(statement)
    if not statement.problems:
        assert statement.counts.data + statement.counts.blank + statement.counts.heading == len(rows)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes(content: bytes) -> None:
    _sound(read_statement("x", content))


@settings(max_examples=300, deadline=None)
@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), TEXTS),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.sampled_from(["transactions", "type", "date", "amount", "value"]), inner),
        ),
    )
)
def test_any_json(content: object) -> None:
    _sound(read_statement("x.json", json.dumps({"transactions": content}).encode()))


@settings(max_examples=200, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "type": TEXTS,
            "date": TEXTS,
            "amount": st.fixed_dictionaries({"value": st.one_of(TEXTS, st.floats()), "currency": TEXTS}),
            "details": st.fixed_dictionaries({"type": TEXTS, "description": TEXTS}),
            "runningBalance": st.fixed_dictionaries({"value": TEXTS}),
            "referenceNumber": TEXTS,
        }
    )
)
def test_any_movement_in_a_json_statement(row: dict[str, object]) -> None:
    content = json.dumps({"transactions": [row, row]}).encode()
    statement = read_statement("x.json", content)
    _sound(statement)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(
                TEXTS.map(lambda text: "".join(sign for sign in text if sign.isprintable())),
                st.floats(allow_nan=False, allow_infinity=False),
                st.integers(-(10**18), 10**18),
                st.dates(),
                st.none(),
            ),
            max_size=8,
        ),
        max_size=6,
    )
)
def test_any_spreadsheet(rows: list[list[object]]) -> None:
    header: list[object] = list(HEADERS[0][:8])
    _sound(read_statement("x.xlsx", xlsx_of([header, *rows])))


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_any_lines_of_a_pdf(lines: list[str]) -> None:
    content = FileContent("pdf", lines=lines_of_text("\n".join(lines)))
    _sound(statement_of_content("x", "", content, shipped_profiles()))


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_any_pdf(lines: list[str]) -> None:
    _sound(read_statement("x.pdf", pdf_of("\n".join(lines))))


@pytest.mark.parametrize(
    ("reader", "count"), [("csv", 500), ("json", 300), ("pdf", 300), ("xlsx", 60), ("xls", 60)]
)
def test_damaged_files(reader: str, count: int) -> None:
    for number in range(count):
        statement = read_statement(f"x.{reader}", input_of(reader, number))
        assert faults_of(statement) == "", (
            f"python -m tests.fuzz_statements --reader {reader} --only {number}"
        )


# What the hundred thousand found.


def test_a_blank_row_may_stand_where_there_is_no_heading() -> None:
    rows = (FOLDER / "freelancer_transactions.csv").read_text().splitlines()[1:]
    statement = read_statement("x.csv", ("\n\n" + "\n".join(rows)).encode())
    assert len(statement.movements) == 5
    _sound(statement)


def test_a_spreadsheet_that_ends_its_reader_does_not_end_the_program() -> None:
    content = bytearray((FOLDER / "meezan_statement.xls").read_bytes())
    # The size of the file's directory, in a place where the reader believes it.
    for at in range(44, 76, 4):
        damaged = bytearray(content)
        damaged[at : at + 4] = b"\xf0\xff\xff\x7f"
        assert read_statement("x.xls", bytes(damaged)).problems in (
            read_statement("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").problems,
            (),
        )


@pytest.mark.parametrize("number", [36410, 45048, 55817])
def test_a_line_of_a_pdf_that_repeats_a_date_begins_one_row(number: int) -> None:
    """Damaged PDFs of SadaPay that once put one line into several rows."""
    assert faults_of(read_statement("x.pdf", input_of("pdf", number))) == ""
