"""Speed and memory, measured and printed as a table beside what is allowed: `python -m tests.bench`.

Times are medians of several runs in one process unless the line says otherwise; a figure is only worth
something beside the others of the same run.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.bench import people

AS_OF = date(2026, 11, 23)
FOLDER = Path(__file__).parents[2]


def median_ms(work: Callable[[], object], runs: int) -> float:
    """Median of some runs in milliseconds, after one that does not count."""
    work()
    taken = []
    for _run in range(runs):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def in_own_process(code: str) -> tuple[float, float]:
    """Seconds and peak memory in MB (children included) of some code in a fresh interpreter."""
    wrapped = (
        "import resource, time, sys\n"
        # What a process has used at most is handed on to the program that takes its place; this is not.
        "def own():\n"
        "    try:\n"
        "        lines = open('/proc/self/status').read().splitlines()\n"
        "    except OSError:\n"
        "        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "    return next(int(line.split()[1]) for line in lines if line.startswith('VmHWM'))\n"
        "def peak():\n"
        "    return max(own(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024\n"
        f"{code}\n"
        "print('MEASURED', seconds, peak())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", wrapped], capture_output=True, text=True, cwd=FOLDER, check=False
    )
    for line in done.stdout.splitlines():
        if line.startswith("MEASURED"):
            seconds, memory = line.split()[1:]
            return float(seconds), float(memory)
    raise SystemExit(done.stderr)


def rules_and_people(rows: list[tuple[str, str, str, bool]]) -> None:
    """Loading the rules, and one person's year."""
    from compliance import assess, load_rulebook
    from compliance.workbook import Workbook
    from compliance.workbook_reading import read_workbook

    taken = median_ms(load_rulebook, 9)
    rows.append(("load and check all rules", f"{taken:.0f} ms", "80 ms", taken <= 80))
    rulebook = load_rulebook()
    for count, allowed, runs in ((500, 10, 31), (10_000, 100, 9)):
        workbook = read_workbook(people.workbook_json(count))
        assert isinstance(workbook, Workbook), workbook

        def one_year(workbook: Workbook = workbook) -> object:
            return assess(workbook, rulebook, AS_OF)

        taken = median_ms(one_year, runs)
        rows.append((f"assess, {count:,} receipts", f"{taken:.1f} ms", f"{allowed} ms", taken <= allowed))


def curves_shown(rows: list[tuple[str, str, str, bool]]) -> None:
    """All curves that a page may show at once, of a year with receipts of every kind; then over all years."""
    from compliance import assess, load_rulebook
    from compliance.workbook_reading import read_workbook
    from compliance.workshop.comparisons import MOST_CHOICES, choices_of
    from compliance.workshop.curves import curves
    from compliance.workshop.earners import Choice

    rulebook = load_rulebook()
    own = assess(read_workbook(people.workbook_json(500)), rulebook, AS_OF)  # type: ignore[arg-type]
    every_year = choices_of("years", "own", own.tax_year, years=range(2021, 2028))
    mixed = tuple(
        Choice("own", own.tax_year, policy, pseb, slabs)
        for policy in (False, True)
        for pseb in (False, True)
        for slabs in (False, True)
    )
    for what, choices in (("of one year", mixed[:MOST_CHOICES]), ("each of another year", every_year)):
        found = curves(choices, own, rulebook, top=5_000_000_000)
        points = min(int(curve.holds.sum()) for curve in found.curves)

        def all_curves(choices: tuple[Choice, ...] = choices) -> object:
            return curves(choices, own, rulebook, top=5_000_000_000)

        taken = median_ms(all_curves, 15)
        rows.append(
            (
                f"{len(found.curves)} curves {what}, at least {points:,} points each, 500 receipts",
                f"{taken:.0f} ms",
                "150 ms",
                taken <= 150 and points >= 2000,
            )
        )


def many_people(rows: list[tuple[str, str, str, bool]]) -> None:
    """The engine on columns against the same work by hand, taking turns in one process."""
    from compliance import assess_many, load_rulebook
    from tests.bench.bare_numpy import bare_numpy

    rulebook, frame = load_rulebook(), people.frame()
    ours, theirs = assess_many(frame, rulebook), bare_numpy(frame)
    for name in theirs.columns[10:-1]:
        if not ours[name].equals(theirs[name]):
            raise SystemExit(f"the two batches differ in {name}")
    del ours, theirs
    engine, bare = [], []
    for _run in range(5):
        for work, taken in (
            (lambda: assess_many(frame, rulebook), engine),
            (lambda: bare_numpy(frame), bare),
        ):
            gc.collect()
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    ratio = statistics.median(engine) / statistics.median(bare)
    shown = f"{ratio:.2f} x ({statistics.median(engine):.2f} s to {statistics.median(bare):.2f} s)"
    rows.append((f"assess_many, {len(frame):,} people, against bare NumPy", shown, "1.5 x", ratio <= 1.5))
    _seconds, memory = in_own_process(
        "from tests.bench import people\nfrom compliance import assess_many, load_rulebook\n"
        "frame = people.frame()\nstart = time.perf_counter()\nassess_many(frame, load_rulebook())\n"
        "seconds = time.perf_counter() - start"
    )
    rows.append(("the same, peak memory", f"{memory:,.0f} MB", "1,500 MB", memory <= 1500))


def batch_files(rows: list[tuple[str, str, str, bool]]) -> None:
    """Parquet in, Parquet out, through the command line."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "people.parquet", Path(folder) / "results.parquet"
        people.frame().to_parquet(source, index=False)
        seconds, memory = in_own_process(
            "import subprocess\nstart = time.perf_counter()\n"
            f"subprocess.run([sys.executable, '-m', 'compliance', 'batch', {str(source)!r}, "
            f"'--out', {str(target)!r}], check=True, stderr=subprocess.DEVNULL)\n"
            "seconds = time.perf_counter() - start"
        )
    rows.append(("batch, Parquet to Parquet, 2,370,000 people", f"{seconds:.1f} s", "15 s", seconds <= 15))
    rows.append(("the same, peak memory", f"{memory:,.0f} MB", "2,000 MB", memory <= 2000))


def documents(rows: list[tuple[str, str, str, bool]]) -> None:
    """The PDF, the duties and the evidence of a year with 500 receipts, and the spreadsheet of 5,000."""
    from compliance import Assessment, assess, load_rulebook
    from compliance.documents.pdf import build_pdf
    from compliance.documents.xlsx import build_xlsx
    from compliance.summary_duties import told_duties
    from compliance.summary_evidence import told_evidence
    from compliance.workbook_reading import read_workbook

    rulebook = load_rulebook()

    def year(receipts: int) -> Assessment:
        return assess(read_workbook(people.workbook_json(receipts)), rulebook, AS_OF)  # type: ignore[arg-type]

    assessment, long = year(500), year(5_000)
    taken = median_ms(lambda: build_pdf(assessment, rulebook), 5)
    rows.append(("PDF, 500 receipts", f"{taken:.0f} ms", "800 ms", taken <= 800))
    taken = median_ms(lambda: (told_duties(assessment, rulebook), told_evidence(assessment, rulebook)), 9)
    rows.append(("duties and evidence, 500 receipts", f"{taken:.0f} ms", "100 ms", taken <= 100))
    taken = median_ms(lambda: build_xlsx(long, rulebook), 3)
    rows.append(("XLSX, 5,000 receipts", f"{taken / 1000:.1f} s", "2 s", taken <= 2000))


def what_changed(rows: list[tuple[str, str, str, bool]]) -> None:
    """What changed in a year with 500 receipts since the first year covered, in words, both readings."""
    from compliance import Workbook, assess, load_rulebook
    from compliance.workbook_reading import read_workbook
    from compliance.workshop.year_changes import compare_years
    from compliance.workshop.year_changes_told import told_changes

    rulebook = load_rulebook()
    workbook = read_workbook(people.workbook_json(500))
    assert isinstance(workbook, Workbook), workbook
    assessment = assess(workbook, rulebook, AS_OF)
    first = rulebook.coverage.first_tax_year

    def both_readings() -> None:
        comparison = compare_years(assessment, rulebook, first)
        told_changes(comparison, rulebook, "ordinance")
        told_changes(comparison, rulebook, "policy")

    taken = median_ms(both_readings, 15)
    rows.append(("what changed since 2021, 500 receipts", f"{taken:.0f} ms", "150 ms", taken <= 150))


def statements(rows: list[tuple[str, str, str, bool]]) -> None:
    """A statement of 100,000 rows from its bytes to the ledger, in an interpreter of its own."""
    seconds, memory = in_own_process(
        "from tests.bench import people\n"
        "from compliance.statements.ledger import add_statement\n"
        "from compliance.statements.statement_reading import read_statement\n"
        "from compliance.workbook_statements import Statements\n"
        "raw = people.upwork_csv(100_000).encode()\nstart = time.perf_counter()\n"
        "added = add_statement(Statements(), read_statement('report.csv', raw))\n"
        "seconds = time.perf_counter() - start\nassert len(added.new) == 100_000"
    )
    rows.append(("statement of 100,000 rows, read and entered once", f"{seconds:.1f} s", "4 s", seconds <= 4))
    rows.append(("the same, peak memory", f"{memory:,.0f} MB", "600 MB", memory <= 600))


def wrong_turns(rows: list[tuple[str, str, str, bool]]) -> None:
    """Every wrong turn and every two together, tried with a year of 500 receipts for one figure."""
    from compliance import assess, load_rulebook
    from compliance.workbook_reading import read_workbook
    from compliance.workshop.wrong_turns_search import compare, search

    rulebook = load_rulebook()
    one = assess(read_workbook(people.workbook_json(500)), rulebook, AS_OF)  # type: ignore[arg-type]
    taken = median_ms(lambda: compare(search(one, rulebook), {"tax": 1_234_567}), 15)
    rows.append(
        ("wrong turns of another calculator, 500 receipts", f"{taken:.0f} ms", "150 ms", taken <= 150)
    )


def screens(rows: list[tuple[str, str, str, bool]]) -> None:
    """The running program: its start, and reruns of the result page."""
    from tests.bench.restored import seconds_to_restored_page
    from tests.bench.served import result_page_reruns, review_page_reruns, seconds_to_first_page

    seconds = seconds_to_first_page()
    rows.append(("start to the first page served", f"{seconds:.1f} s", "3 s", seconds <= 3))
    median, late = result_page_reruns()
    rows.append(("rerun of the result page, 500 receipts, median", f"{median:.0f} ms", "60 ms", median <= 60))
    rows.append(("the same, 95th percentile", f"{late:.0f} ms", "150 ms", late <= 150))
    median = review_page_reruns()
    rows.append(
        ("rerun of the page to look through 5,000 receipts", f"{median:.0f} ms", "200 ms", median <= 200)
    )
    restored = seconds_to_restored_page()
    if restored is not None:
        what = "reload to the restored page, 500 receipts"
        rows.append((what, f"{restored:.2f} s", "1.5 s", restored <= 1.5))


def main() -> int:
    """Measure everything, print the table; status 1 where a figure is above what is allowed."""
    rows: list[tuple[str, str, str, bool]] = []
    for part in (
        rules_and_people,
        curves_shown,
        many_people,
        batch_files,
        documents,
        statements,
        what_changed,
        wrong_turns,
        screens,
    ):
        part(rows)
    width = max(len(row[0]) for row in rows)
    for what, measured, allowed, met in rows:
        print(f"{what:<{width}}  {measured:>26}  at most {allowed:>8}  {'met' if met else 'NOT MET'}")
    return 0 if all(row[3] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
