"""Tables of people in chunks: read from CSV or Parquet, written to either, never whole in memory."""

from __future__ import annotations

import codecs
import csv
import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from compliance.text import N_, _

ROWS_AT_A_TIME = 1 << 17
MARKS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""How a file begins that says itself which encoding it has; none for one that is not read."""
UTF8 = "utf-8-sig"
"""With or without the mark that spreadsheets put first."""
OTHER_SEPARATORS = {";": N_("semicolons"), "\t": N_("tabs"), "|": N_("upright strokes")}


_FIRST_BYTES = 4096


class UnreadableTable(Exception):
    """A file is not the table that its name says; the message says what and what to do."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows in order. `ragged`: rows with too few or too many cells, by index, and why they are bad.

    `done` is the share of the file read so far, from 0 to 1.
    """

    rows: Any
    done: float
    ragged: dict[int, str] = field(default_factory=dict)


class PeopleReader(Protocol):
    """An open table: its Arrow schema, and its rows in chunks."""

    schema: Any

    def chunks(self) -> Iterator[Chunk]:
        """The rows in order."""


class CsvPeople:
    """A CSV file as columns of text: nothing is a number or missing. Empty lines are no rows."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding = _encoding_of(path)
        with self._path.open(encoding=self._encoding, newline="") as file:
            header = next(self._rows(file), [])
        _check_separator(header)
        self.schema = pa.schema([(name.strip(), pa.string()) for name in header])

    def chunks(self) -> Iterator[Chunk]:
        """The rows in order. Raises UnreadableTable where the text cannot be taken apart."""
        size = max(1, self._path.stat().st_size)
        with self._path.open(encoding=self._encoding, newline="") as file:
            rows = self._rows(file)
            next(rows, None)
            while held := _some(rows, ROWS_AT_A_TIME):
                yield self._chunk(held, min(1.0, os.lseek(file.fileno(), 0, os.SEEK_CUR) / size))

    def _chunk(self, held: list[list[str]], done: float) -> Chunk:
        width = len(self.schema)
        ragged: dict[int, str] = {}
        for index, row in enumerate(held):
            if len(row) != width:
                message = _("row: {found} cells instead of {wanted}: add or take out commas")
                ragged[index] = message.format(found=len(row), wanted=width)
                held[index] = [*row, *[""] * width][:width]
        columns = [pa.array(column, pa.string()) for column in zip(*held, strict=True)]
        return Chunk(pa.RecordBatch.from_arrays(columns, schema=self.schema), done, ragged)

    def _rows(self, file: Iterable[str]) -> Iterator[list[str]]:
        reader = csv.reader(file, strict=True)
        try:
            yield from (row for row in reader if row)
        except csv.Error as error:
            message = _("line {line}: {fault}: mend the line")
            raise UnreadableTable(message.format(line=reader.line_num, fault=error)) from None
        except UnicodeError:
            # A damaged UTF-16 file breaks off in the middle of a letter.
            raise UnreadableTable(_not_utf8(reader.line_num)) from None


def _not_utf8(line: int) -> str:
    message = _(
        "after line {line}: not UTF-8, perhaps Windows-1252 or Latin-1: save the file in the encoding UTF-8 "
        '(in a spreadsheet "CSV UTF-8")'
    )
    return message.format(line=line)


def _encoding_of(path: Path) -> str:
    """The encoding that the first bytes tell. Raises UnreadableTable where they are no text that is read."""
    with path.open("rb") as file:
        first = file.read(_FIRST_BYTES)
    for mark, encoding in MARKS:
        if first.startswith(mark):
            if encoding:
                return encoding
            break
    else:
        if b"\0" not in first:
            return UTF8
    message = _(
        "the beginning: not a text in UTF-8: save the table as CSV in the encoding UTF-8 (in a spreadsheet "
        '"CSV UTF-8")'
    )
    raise UnreadableTable(message)


def _check_separator(header: list[str]) -> None:
    """Spreadsheets of some countries write a table that looks like one column here."""
    if len(header) == 1:
        for sign, word in OTHER_SEPARATORS.items():
            if sign in header[0]:
                message = _("line 1: the columns are separated by {signs}: separate them by commas")
                raise UnreadableTable(message.format(signs=_(word)))


def _some(rows: Iterator[list[str]], most: int) -> list[list[str]]:
    held = []
    for row in rows:
        held.append(row)
        if len(held) == most:
            break
    return held


class ParquetPeople:
    """A Parquet file; columns keep their types."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = pq.ParquetFile(path)
        except (pa.ArrowException, OSError):
            raise UnreadableTable(_("not a Parquet file: write it anew, or give a .csv file")) from None
        self.schema = self._file.schema_arrow

    def chunks(self) -> Iterator[Chunk]:
        """The rows in order. Raises UnreadableTable where the file is damaged."""
        total, read = self._file.metadata.num_rows, 0
        try:
            for batch in self._file.iter_batches(batch_size=ROWS_AT_A_TIME):
                # Writers do not look whether a text is UTF-8, and what is not breaks every later step.
                batch.validate(full=True)
                read += batch.num_rows
                yield Chunk(batch, read / total)
        except (pa.ArrowException, OSError) as error:
            fault = str(error).partition("\n")[0]
            raise UnreadableTable(_("damaged: {fault}: write it anew").format(fault=fault)) from None
        finally:
            self._file.close()


def open_people(path: Path) -> PeopleReader:
    """Open a table by the ending of its name. Raises UnreadableTable or OSError."""
    if path.suffix.lower() == ".csv":
        return CsvPeople(path)
    with path.open("rb"):
        pass  # a missing file is an OSError with its own words, and no fault of the format
    return ParquetPeople(path)


class PeopleWriter(AbstractContextManager["PeopleWriter"]):
    """Writes chunks in order to a CSV or Parquet file, by the ending of `path`."""

    def __init__(self, path: Path, schema: Any) -> None:
        self._parquet = None
        self._file = None
        if path.suffix.lower() == ".parquet":
            self._parquet = pq.ParquetWriter(path, schema)
        else:
            self._file = path.open("w", encoding="utf-8", newline="")
            self._csv = csv.writer(self._file, lineterminator="\n")
            self._csv.writerow(schema.names)

    def write(self, rows: Any) -> None:
        """Write a record batch of the schema."""
        if self._parquet is not None:
            self._parquet.write_batch(rows)
            return
        columns = [_cells(column) for column in rows.columns]
        self._csv.writerows(zip(*columns, strict=True))

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        for opened in (self._parquet, self._file):
            if opened is not None:
                opened.close()


def _cells(column: Any) -> list[Any]:
    """A column as `csv` writes it: whole numbers and texts as they are, the rest as text, missing as ""."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if not (pa.types.is_integer(column.type) or pa.types.is_string(column.type)):
        column = column.cast(pa.string())
    cells: list[Any] = column.to_pylist()
    return cells
