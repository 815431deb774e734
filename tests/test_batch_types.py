"""Columns and files of odd types: read exactly or refused in one line, never a fault of the program."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.test_batch_files import EXPECTED, GOOD, HEADER, batch, figures, people_table, read

REFUSED = {
    "days": pa.array([date(2026, 1, 1)]),
    "moments": pa.array([1], pa.timestamp("us", tz="Asia/Karachi")),
    "times": pa.array([1], pa.time64("us")),
    "spans": pa.array([1], pa.duration("us")),
    "bytes": pa.array([b"\xff"]),
    "bytes of one length": pa.array([b"\xff\xfe"], pa.binary(2)),
    "bytes as views": pa.array([b"\xff"], pa.binary_view()),
    "lists": pa.array([[1]]),
    "lists of one length": pa.array([[1]], pa.list_(pa.int64(), 1)),
    "structs": pa.array([{"a": {"b": [1]}}]),
    "maps": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
    "categories of days": pa.array([date(2026, 1, 1)]).dictionary_encode(),
    "ids of a kind of their own": pa.ExtensionArray.from_storage(
        pa.uuid(), pa.array([b"1" * 16], pa.binary(16))
    ),
}
EXACT = {
    "large text": pa.array(["4200000"], pa.large_string()),
    "text as views": pa.array(["4200000.00"], pa.string_view()),
    "categories of text": pa.array(["4200000"]).dictionary_encode(),
    "categories of numbers": pa.array([4200000]).dictionary_encode(),
    "categories of decimals": pa.array([Decimal("4200000.00")]).dictionary_encode(),
    "large unsigned": pa.array([4200000], pa.uint64()),
    "whole decimals": pa.array([Decimal(4200000)], pa.decimal128(7, 0)),
    "decimals with many places": pa.array([Decimal(4200000)], pa.decimal128(38, 30)),
    "small decimals": pa.array([Decimal(4200000)], pa.decimal32(9, 2)),
    "middle decimals": pa.array([Decimal(4200000)], pa.decimal64(18, 2)),
    "wide decimals": pa.array([Decimal(4200000)], pa.decimal256(76, 60)),
}
WRONG_ROW = {
    "nothing at all": pa.array([None]),
    "beyond 64 bits": pa.array([2**64 - 1], pa.uint64()),
    "a paisa's tenth": pa.array([Decimal("1.001")], pa.decimal128(38, 30)),
    "too many digits": pa.array([Decimal(10**60)], pa.decimal256(76, 2)),
    "below zero": pa.array([Decimal("-0.01")], pa.decimal64(18, 2)),
}


def file_with(folder: Path, name: str, column: Any) -> Path:
    """A Parquet file of one good row with one column of another type."""
    table = people_table().slice(0, 1)
    table = table.set_column(table.schema.get_field_index(name), name, column)
    pq.write_table(table, folder / "people.parquet")
    return folder / "people.parquet"


@pytest.mark.parametrize("name", ["person_id", "tax_year", "salary_rupees", "pseb"])
@pytest.mark.parametrize("kind", REFUSED)
def test_a_type_that_holds_no_such_thing_is_refused_in_one_line(
    tmp_path: Path, kind: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "person_id" and "days" in kind:
        return  # a day has one way of being written, and may be an id
    people = file_with(tmp_path, name, REFUSED[kind])
    for results in ("results.csv", "results.parquet"):
        assert batch(people, tmp_path / results) == 1
        said = capsys.readouterr().err
        assert said.startswith(f"{people}: {name}: a column of ")
        assert ": store " in said
        assert len(said.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["people.parquet"]


@pytest.mark.parametrize("kind", EXACT)
def test_every_exact_type_of_amount_is_read_and_kept(tmp_path: Path, kind: str) -> None:
    people = file_with(tmp_path, "it_export_rupees", EXACT[kind])
    assert batch(people, tmp_path / "results.parquet") == 0
    assert batch(people, tmp_path / "results.csv") == 0
    (row,) = read(tmp_path / "results.csv")
    assert (figures(row), row["error"]) == (EXPECTED["a"], "")
    kept = pq.read_table(tmp_path / "results.parquet")["it_export_rupees"]
    assert kept.type == pq.read_table(people)["it_export_rupees"].type


@pytest.mark.parametrize("kind", WRONG_ROW)
def test_an_amount_that_cannot_be_is_wrong_in_its_row(tmp_path: Path, kind: str) -> None:
    assert batch(file_with(tmp_path, "it_export_rupees", WRONG_ROW[kind]), tmp_path / "results.csv") == 0
    (row,) = read(tmp_path / "results.csv")
    assert row["error"].startswith("it_export_rupees: ")
    assert figures(row) == [""] * 8


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["TRUE "]),
        pa.array(["true"]).dictionary_encode(),
        pa.array(["True"], pa.string_view()),
        pa.DictionaryArray.from_arrays(pa.array([0], pa.int8()), pa.array([True])),
    ],
)
def test_yes_and_no_as_text_and_as_categories(tmp_path: Path, column: Any) -> None:
    assert batch(file_with(tmp_path, "pseb", column), tmp_path / "results.csv") == 0
    (row,) = read(tmp_path / "results.csv")
    assert figures(row) == EXPECTED["a"]


def test_text_that_is_not_utf8_inside_a_parquet_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = pa.StringArray.from_buffers(
        1, pa.py_buffer((0).to_bytes(4, "little") + (2).to_bytes(4, "little")), pa.py_buffer(b"\xff\xfe")
    )
    people = file_with(tmp_path, "person_id", broken)
    assert batch(people, tmp_path / "results.csv") == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{people}: damaged: ")
    assert len(said.splitlines()) == 1


# How a CSV file may be encoded and separated.

TEXT = f"{HEADER}\n{GOOD.replace('a', 'Zoë', 1)}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_that_tells_itself_is_read(tmp_path: Path, encoding: str) -> None:
    people = tmp_path / "people.csv"
    people.write_bytes(TEXT.encode(encoding))
    assert batch(people, tmp_path / "results.csv") == 0
    (row,) = read(tmp_path / "results.csv")
    assert (row["person_id"], figures(row)) == ("Zoë", EXPECTED["a"])


def test_utf16_that_begins_with_the_higher_byte(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert batch(people, tmp_path / "results.csv") == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            TEXT.encode("latin-1"),
            "after line 0: not UTF-8, perhaps Windows-1252 or Latin-1: save the file in",
        ),
        (TEXT.replace("ë", "€").encode("cp1252"), "after line 0: not UTF-8, perhaps Windows-1252"),
        (TEXT.encode("utf-16-le"), "the beginning: not a text in UTF-8: save the table as CSV in the"),
        (TEXT.encode("utf-32"), "the beginning: not a text in UTF-8: save the table as CSV in the"),
        (b"PK\x03\x04\x00a workbook", "the beginning: not a text in UTF-8: save the table as CSV"),
        (TEXT.encode("utf-16")[:-3], "after line "),
        (
            TEXT.replace(",", ";").encode(),
            "line 1: the columns are separated by semicolons: separate them by",
        ),
        (
            TEXT.replace(",", "\t").encode("utf-16"),
            "line 1: the columns are separated by tabs: separate them",
        ),
    ],
)
def test_any_other_encoding_or_separator_is_named_with_what_to_do(
    tmp_path: Path, content: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "people.csv"
    people.write_bytes(content)
    assert batch(people, tmp_path / "results.csv") == 1
    line = capsys.readouterr().err
    assert line.startswith(f"{people}: {said}")
    assert len(line.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]
