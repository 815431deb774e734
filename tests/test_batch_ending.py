"""A batch that is told to end: one line, the older results stay, and no process goes on working."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from compliance.batch_checks import INPUTS
from compliance.cli import main
from compliance.interruption import Ended, ending_cleanly, held_back
from tests.message_catalogue import ROOT

SMALL_CHUNKS = (
    "import sys; from compliance import batch_tables; from compliance.cli import main;"
    "batch_tables.ROWS_AT_A_TIME = 100; sys.exit(main(sys.argv[1:]))"
)
"""Results flow after a moment, and the work would go on for far longer than any test waits."""
ROW = "a,2026,4200000,0,15000,true,0,0,0,10500\n"
LONGEST_WAIT = 30

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted in /proc")


def waited_for(test: Callable[[], bool]) -> bool:
    """Whether something came true before long."""
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        if test():
            return True
        time.sleep(0.01)
    return False


def workers_of(parent: int) -> set[int]:
    """The worker processes of one; the helper that counts shared resources outlives it by a moment."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (process / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if int(after_name[1]) == parent and b"spawn_main" in (process / "cmdline").read_bytes():
                found.add(int(process.name))
        except OSError:
            continue  # it has just ended
    return found


def running(processes: set[int]) -> bool:
    """Whether one of the processes still works; one that nobody buried does not."""
    for process in processes:
        try:
            stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if stat.rpartition(")")[2].split()[0] not in "ZX":
            return True
    return False


class Batch:
    """A batch with two workers in the middle of its work, writing beside older results."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "people.csv").write_text(",".join(INPUTS) + "\n" + ROW * 200_000, encoding="utf-8")
        (folder / "results.csv").write_text("old", encoding="utf-8")
        arguments = ["batch", "people.csv", "--out", "results.csv", "--workers", "2"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", SMALL_CHUNKS, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def at_work(self) -> Batch:
        """The batch, once its workers are in the middle of their work."""
        assert waited_for(self._writes), self.process.communicate()
        self.workers = workers_of(self.process.pid)
        assert self.workers
        return self

    def _writes(self) -> bool:
        return any(path.stat().st_size for path in self.folder.glob(".results.csv.*"))

    def said(self) -> str:
        """Everything that it printed, once it has ended."""
        out, err = self.process.communicate(timeout=LONGEST_WAIT)
        assert out == ""
        return err


ENDS = {
    "terminated with its workers": signal.SIGTERM,
    "interrupted at the keyboard": signal.SIGINT,
    "killed": signal.SIGKILL,
}


@pytest.fixture
def batch(tmp_path: Path) -> Iterator[Batch]:
    started = Batch(tmp_path)
    yield started.at_work()
    if started.process.poll() is None:
        os.killpg(started.process.pid, signal.SIGKILL)
    started.process.communicate()


@pytest.mark.parametrize("end", ENDS)
def test_an_end_in_the_middle_leaves_nothing_behind(batch: Batch, end: str) -> None:
    (os.kill if end == "killed" else os.killpg)(batch.process.pid, ENDS[end])
    said = batch.said()
    if end == "killed":
        # It cannot clear up; its workers find out by themselves.
        assert waited_for(lambda: not running(batch.workers))
    else:
        assert said == "Interrupted. Nothing was written.\n"
        assert batch.process.returncode == 128 + ENDS[end]
        assert not running(batch.workers)
        assert {path.name for path in batch.folder.iterdir()} == {"people.csv", "results.csv"}
    assert (batch.folder / "results.csv").read_text(encoding="utf-8") == "old"


def test_a_worker_that_is_lost_is_a_line_and_no_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken(ProcessPoolExecutor):
        def submit(self, *_arguments: object, **_more: object) -> Future[object]:  # type: ignore[override]
            lost: Future[object] = Future()
            lost.set_exception(BrokenProcessPool())
            return lost

    monkeypatch.setattr("compliance.batch_files.ProcessPoolExecutor", Broken)
    people, results = tmp_path / "people.csv", tmp_path / "results.csv"
    people.write_text(",".join(INPUTS) + "\n" + ROW, encoding="utf-8")
    assert main(["batch", str(people), "--out", str(results), "--workers", "2"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{people}: workers: one ended before its work was done: give fewer workers")
    assert len(said.splitlines()) == 1
    assert not results.exists()


def test_clearing_up_is_not_interrupted_by_a_second_signal() -> None:
    cleared = False
    with pytest.raises(Ended) as told, ending_cleanly():
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGTERM)
            cleared = True
    assert cleared
    assert told.value.status == 143
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) == signal.default_int_handler


def test_a_signal_that_comes_at_a_bad_moment_is_heard_afterwards() -> None:
    done: list[str] = []
    with pytest.raises(Ended), ending_cleanly():
        with held_back():
            signal.raise_signal(signal.SIGTERM)
            done.append("all that must not be interrupted")
        done.append("more")
    assert done == ["all that must not be interrupted"]


def test_what_the_caller_has_the_program_ignore_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ending_cleanly():
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
