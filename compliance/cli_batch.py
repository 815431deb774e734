"""`batch`: a file of people in, a file of results out, with a bar on a terminal while it works."""

from __future__ import annotations

import argparse
import sys
import time
from typing import Final, TextIO

from compliance.batch_files import Progress, WorkerLost, assess_file
from compliance.batch_tables import UnreadableTable
from compliance.batch_types import BatchFileProblem
from compliance.cli_status import DONE, PROBLEMS, complain
from compliance.rulebook import load_rulebook
from compliance.text import _, ngettext, number

_CELLS: Final = 30
_SECONDS_BETWEEN: Final = 0.1


def run(options: argparse.Namespace) -> int:
    """The command; returns the exit status. Raises FileTrouble and RuleFaults."""
    bar = _Bar(sys.stderr) if sys.stderr.isatty() else None
    progress: Progress | None = bar.show if bar else None
    try:
        done = assess_file(
            options.people, options.out, load_rulebook(), workers=options.workers, progress=progress
        )
    except (UnreadableTable, BatchFileProblem, WorkerLost) as problem:
        return complain([f"{options.people}: {problem}"], PROBLEMS)
    finally:
        if bar:
            bar.clear()
    good = done.rows - done.bad
    said = ngettext("{count} row worked out.", "{count} rows worked out.", good).format(count=number(good))
    if done.first_bad is None:
        return complain([said, _("0 bad rows.")], DONE)
    bad = ngettext(
        "{count} bad row, row {first} below the heading; its column error says why.",
        "{count} bad rows, the first of them row {first} below the heading; their column error says why.",
        done.bad,
    ).format(count=number(done.bad), first=number(done.first_bad))
    return complain([said, bad], DONE)


class _Bar:
    """A bar on one line of a terminal, with the rows so far and the time that is left."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._began = time.monotonic()
        self._shown = 0.0

    def show(self, share: float, rows: int) -> None:
        now = time.monotonic()
        if now - self._shown < _SECONDS_BETWEEN and share < 1:
            return
        self._shown = now
        full = int(share * _CELLS)
        left = int((now - self._began) * (1 - share) / share) if share else 0
        said = ngettext("{rows} row, {seconds} s left", "{rows} rows, {seconds} s left", rows)
        said = said.format(rows=number(rows), seconds=left)
        self._stream.write(f"\r[{'#' * full}{'.' * (_CELLS - full)}] {share:4.0%} {said} \x1b[K")
        self._stream.flush()

    def clear(self) -> None:
        self._stream.write("\r\x1b[K")
        self._stream.flush()
