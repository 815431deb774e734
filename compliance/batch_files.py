"""A file of people in, a file of results out: streamed in chunks, in order, by one process or several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from compliance.batch import OUTPUTS, assess_many
from compliance.batch_checks import INPUTS
from compliance.batch_tables import Chunk, PeopleWriter, open_people
from compliance.file_access import complete_file, reading_trouble
from compliance.interruption import held_back, start_worker
from compliance.rulebook import Rulebook, load_rulebook
from compliance.text import _

FIGURES = (*OUTPUTS, "difference")
Progress = Callable[[float, int], None]
"""Told after each chunk: the share of the file done, from 0 to 1, and the rows so far."""


class WorkerLost(Exception):
    """A worker process ended before its work was done, as where the memory ran out."""

    def __str__(self) -> str:
        return _("workers: one ended before its work was done: give fewer workers, or free some memory")


@dataclass(frozen=True, slots=True)
class BatchDone:
    """How many rows were written, how many of them are bad, and which is the first bad one (from 1)."""

    rows: int
    bad: int
    first_bad: int | None = None


def assess_file(
    people: Path,
    results: Path,
    rulebook: Rulebook,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> BatchDone:
    """Work out all rows of `people` (.csv or .parquet) into `results` (.csv or .parquet), in order.

    Input columns keep their type in Parquet; figures are whole rupees, empty where the row is bad; `error`
    is an empty text where the row is good. `results` appears only once it is complete.

    Raises
    ------
    FileTrouble
        One of the files cannot be opened, read or written.
    UnreadableTable, BatchFileProblem
        The content is no table of the batch columns.
    WorkerLost
        One of the processes was ended from outside.
    """
    try:
        table = open_people(people)
    except OSError as error:
        raise reading_trouble(people, error) from None
    # An empty chunk: what is wrong with the columns shows before any row is worked out.
    schema = _assess(Chunk(_no_rows(table.schema), 0.0), rulebook).rows.schema
    rows = bad = 0
    first_bad: int | None = None
    with (
        complete_file(results, people) as beside,
        PeopleWriter(beside, schema) as writer,
        closing(_in_order(table.chunks(), rulebook, workers)) as worked_out,
    ):
        for chunk, worked in worked_out:
            writer.write(worked.rows)
            if first_bad is None and worked.first_bad is not None:
                first_bad = rows + worked.first_bad + 1
            rows, bad = rows + worked.rows.num_rows, bad + worked.bad
            if progress is not None:
                progress(chunk.done, rows)
    return BatchDone(rows, bad, first_bad)


@dataclass(frozen=True, slots=True)
class _Worked:
    rows: Any
    bad: int
    first_bad: int | None


def _no_rows(schema: Any) -> Any:
    return pa.RecordBatch.from_arrays([pa.array([], field.type) for field in schema], schema=schema)


def _assess(chunk: Chunk, rulebook: Rulebook) -> _Worked:
    """One chunk with its figures; the input columns are those that were read, untouched."""
    found = assess_many(chunk.rows.to_pandas(types_mapper=pd.ArrowDtype), rulebook)
    errors = found["error"].to_numpy(dtype=object, copy=True)
    for index, message in chunk.ragged.items():
        errors[index] = message
    bad = errors != ""
    columns = [chunk.rows.column(chunk.rows.schema.get_field_index(name)) for name in INPUTS]
    fields = [chunk.rows.schema.field(name) for name in INPUTS]
    for name in FIGURES:
        columns.append(pa.array(found[name].to_numpy(dtype=np.int64, na_value=0), pa.int64(), mask=bad))
        fields.append(pa.field(name, pa.int64()))
    columns.append(pa.array(errors, pa.string()) if bad.any() else pa.repeat("", len(errors)))
    fields.append(pa.field("error", pa.string()))
    first_bad = int(bad.argmax()) if bad.any() else None
    return _Worked(pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields)), int(bad.sum()), first_bad)


def _in_order(chunks: Iterable[Chunk], rulebook: Rulebook, workers: int) -> Generator[tuple[Chunk, _Worked]]:
    if workers == 1:
        for chunk in chunks:
            yield chunk, _assess(chunk, rulebook)
        return
    pool = ProcessPoolExecutor(
        workers, get_context("spawn"), initializer=_start_worker, initargs=(rulebook.folder,)
    )
    waiting: deque[tuple[Chunk, Future[_Worked]]] = deque()
    try:
        for chunk in chunks:
            with held_back():
                waiting.append((chunk, pool.submit(_work, chunk)))
            # A few chunks ahead keep all processes busy; more would only fill the memory.
            while len(waiting) > workers + 1:
                done, future = waiting.popleft()
                yield done, future.result()
        for done, future in waiting:
            yield done, future.result()
    except BrokenProcessPool:
        raise WorkerLost from None
    finally:
        pool.shutdown(cancel_futures=True)


_RULEBOOK: list[Rulebook] = []


def _start_worker(folder: Path) -> None:
    start_worker()
    _RULEBOOK[:] = [load_rulebook(folder)]


def _work(chunk: Chunk) -> _Worked:
    return _assess(chunk, _RULEBOOK[0])
