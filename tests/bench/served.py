"""The program as it is served: its start, reruns of the result page, and its memory over many reruns.

`python -m tests.bench.served` prints them; `python -m tests.bench.served soak` runs the memory soak, with
further options of the server after it (`soak --runner.postScriptGC false`).
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.people import workbook_json
from tests.bench.wire import Visitor

FOLDER = Path(__file__).parents[2]
RECEIPTS = 500
MANY_RECEIPTS = 5_000
RERUNS = 60
SOAK = 2_000
START_SECONDS = 60


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(*options: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The program as the README starts it, without a browser: its process and its port."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.headless", "true"]
    with subprocess.Popen(
        [*command, "--server.port", str(port), *options],
        cwd=FOLDER,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as program:
        try:
            yield program, port
        finally:
            program.terminate()
            program.wait(timeout=20)


def wait_until_served(port: int, program: subprocess.Popen[bytes]) -> None:
    """Wait for the page's own HTML. RuntimeError where the program stops or does not answer."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and program.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("the program was not served")


def seconds_to_first_page() -> float:
    """Seconds from the command to the end of the first page's own script run: all that a browser is sent."""
    started = time.perf_counter()
    with served() as (program, port):
        wait_until_served(port, program)
        with Visitor(port) as visitor:
            visitor.run()
            visitor.press("keeping.without")
            return time.perf_counter() - started


def open_result(visitor: Visitor, receipts: int = RECEIPTS) -> None:
    """Open a workbook of so many receipts as a person would, and go to its result."""
    visitor.run()
    # No browser is there that could say what it keeps.
    visitor.press("keeping.without")
    visitor.run("documents")
    visitor.upload("documents.open", "tax-year-2026-workbook.json", workbook_json(receipts).encode())
    visitor.run()
    visitor.states.clear()
    visitor.run("result")


def write_amounts(visitor: Visitor, *, in_lakh: bool) -> None:
    """Choose below the page how digits are grouped, which makes every figure and sentence anew."""
    visitor.set("grouping", string_array_value={"data": ["Rs 15,00,000" if in_lakh else "Rs 1,500,000"]})


def result_page_reruns(options: Sequence[str] = ()) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds, of reruns of the result page with 500 receipts.

    Each is a click, from asking to the last word of the answer. Most change nothing that is worked out;
    every tenth changes how amounts are written, so that every figure and sentence is made anew.
    """
    with served(*options) as (program, port):
        wait_until_served(port, program)
        with Visitor(port) as visitor:
            open_result(visitor)
            taken = []
            for number in range(RERUNS):
                if number % 10 == 9:
                    write_amounts(visitor, in_lakh=number % 20 == 19)
                taken.append(visitor.run())
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def review_page_reruns() -> float:
    """Median, in milliseconds, of reruns of the page on which 5,000 receipts are looked through."""
    with served() as (program, port):
        wait_until_served(port, program)
        with Visitor(port) as visitor:
            open_result(visitor, MANY_RECEIPTS)
            visitor.states.clear()
            visitor.run("income-review")
            return statistics.median(visitor.run() for _number in range(RERUNS // 3))


def resident_mb(pid: int) -> float:
    """Memory of a process and its children that is in use now, in megabytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_048_576


def soak(options: Sequence[str]) -> None:
    """Run the result page many times, print the memory at intervals and what the runs took."""
    with served(*options) as (program, port):
        wait_until_served(port, program)
        with Visitor(port) as visitor:
            open_result(visitor)
            taken = []
            for number in range(1, SOAK + 1):
                if number % 10 == 0:
                    write_amounts(visitor, in_lakh=number % 20 == 0)
                taken.append(visitor.run())
                if number == 1 or number % 200 == 0:
                    recent = statistics.median(taken[-200:])
                    print(
                        f"{number:5} reruns: {resident_mb(program.pid):6.1f} MB, median {recent:5.1f} ms",
                        flush=True,
                    )


def main() -> None:
    """Print what was asked for."""
    if sys.argv[1:2] == ["soak"]:
        soak(sys.argv[2:])
        return
    print(f"start to the first page: {seconds_to_first_page():.2f} s")
    median, late = result_page_reruns(sys.argv[1:])
    print(f"rerun of the result page, {RECEIPTS} receipts: median {median:.1f} ms, 95% below {late:.1f} ms")


if __name__ == "__main__":
    main()
