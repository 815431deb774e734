"""The command line: what stands on which stream, with which exit status, and never a stack trace."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from compliance.cli import main
from tests.rules_copy import copy_of_rules
from tests.sample_year import DEVELOPER, REMITTED, WALLET, receipt, year

ROOT = Path(__file__).parent.parent


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Saved work of the developer in a file."""
    path = tmp_path / "work.json"
    path.write_text(DEVELOPER, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    try:
        status = main([str(one) for one in arguments])
    except SystemExit as left:
        status = int(left.code or 0)
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return status, said.out, said.err


def program(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """The program itself, as a user starts it, in a folder that is not its own."""
    return subprocess.run(
        [sys.executable, "-m", "compliance", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tempfile.gettempdir(),
        check=False,
        **options,  # type: ignore[call-overload]
    )


def test_the_program_writes_a_letter(saved: Path) -> None:
    done = program("assess", saved, "--as-of", "2026-11-23")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "What to do next" in done.stdout
    assert "Rs 10,500" in done.stdout


def test_the_program_writes_the_keys(saved: Path) -> None:
    done = program("assess", saved, "--format", "json", "--as-of", "2026-11-23")
    keys = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert keys["ordinance"]["final_tax"] == 10_500
    assert keys["policy"]["tax"] == 10_500
    assert keys["filing"] == {
        "due": "2026-09-30",
        "extended_to": "2026-10-15",
        "days_late": 39,
        "tier": "reported",
    }
    assert list(keys)[:4] == ["tax_year", "as_of", "version", "rulebook_digest"]
    assert done.stdout.startswith('{\n  "tax_year": 2026,\n')


def test_names_stay_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "work.json"
    path.write_text(year(2026, receipt("2025-08-10", "1.00", rupees="280.00"), name="عائشہ"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "compliance", "assess", str(path)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1"},
        check=False,
    )
    assert done.returncode == 0
    assert "عائشہ" in done.stdout.decode("utf-8")


def test_the_day_is_today_in_pakistan_unless_given(
    saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    monkeypatch.setattr("compliance.cli_assess.today_in_pakistan", lambda: date(2026, 10, 1))
    _status, out, _err = run(capsys, "assess", saved, "--format", "json")
    assert json.loads(out)["as_of"] == "2026-10-01"


def test_every_problem_has_its_line_and_nothing_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work = json.loads(WALLET)
    work["receipts"][0] |= {"date": "2024-01-01", "retained": "5.00"}
    work["person"]["pseb"] = [{"from": "2026-01-01", "until": "2025-01-01"}]
    path = tmp_path / "work.json"
    path.write_text(json.dumps(work), encoding="utf-8")
    status, out, err = run(capsys, "assess", path)
    assert (status, out) == (1, "")
    paths = [line.split(":")[0] for line in err.splitlines()]
    assert {"receipts[0].date", "receipts[0].retained"} <= set(paths)
    assert any(path.startswith("person.pseb[0]") for path in paths)
    assert all(line.count(": ") >= 2 for line in err.splitlines())


@pytest.mark.parametrize(
    "content",
    [b"", b"not json", b"[]", b"\xff\xfe\x00", b'{"format": 1}', b"{" * 100_000, DEVELOPER.encode()[:-20]],
)
def test_a_file_that_is_no_workbook(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "work.json"
    path.write_bytes(content)
    status, out, err = run(capsys, "assess", path)
    assert (status, out) == (1, "")
    assert err


def test_what_is_not_covered_leaves_with_three(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "work.json"
    path.write_text(year(2026, resident=False, province="azad_kashmir"), encoding="utf-8")
    status, out, err = run(capsys, "assess", path)
    assert (status, out) == (3, "")
    assert [line.split(":")[0] for line in err.splitlines()] == ["person.resident", "person.province"]


def test_a_problem_goes_before_what_is_not_covered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "work.json"
    path.write_text(year(2026, receipt("2020-08-10", "1.00"), resident=False), encoding="utf-8")
    assert run(capsys, "assess", path)[:2] == (1, "")


def test_a_missing_file_and_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "no.json"
    assert run(capsys, "assess", missing) == (
        1,
        "",
        f"{missing}: no such file: check its name and its folder\n",
    )
    assert run(capsys, "assess", tmp_path) == (1, "", f"{tmp_path}: a folder: give the name of a file\n")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved.chmod(0)
    status, out, err = run(capsys, "assess", saved)
    assert (status, out) == (1, "")
    assert "no permission" in err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("assess",),
        ("assess", "work.json", "--format", "xml"),
        ("assess", "work.json", "--as-of", "23.11.2026"),
        ("assess", "work.json", "--as-of", "2026-02-30"),
        ("assess", "work.json", "--as-of", "20261123"),
        ("batch", "people.csv"),
        ("batch", "people.txt", "--out", "results.csv"),
        ("batch", "people.csv", "--out", "results.xlsx"),
        ("batch", "people.csv", "--out", "results.csv", "--workers", "0"),
        ("check", "--year", "20x8"),
        ("rules", "--tax-year", "now"),
        ("nonsense",),
    ],
)
def test_wrong_usage_leaves_with_two(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert "usage:" in err


def test_a_pdf_is_written_whole(saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "year.pdf"
    target.write_bytes(b"old")
    status, out, err = run(capsys, "assess", saved, "--pdf", target, "--as-of", "2026-11-23")
    assert (status, err) == (0, "")
    assert "Rs 10,500" in out
    assert target.read_bytes().startswith(b"%PDF-")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["work.json", "year.pdf"]


def test_a_pdf_that_cannot_be_written_is_a_problem(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "nowhere" / "year.pdf"
    status, out, err = run(capsys, "assess", saved, "--pdf", target)
    assert (status, out) == (1, "")
    assert err == f"{target}: no such folder: make the folder first, or choose another\n"
    assert run(capsys, "assess", saved, "--pdf", tmp_path)[:2] == (1, "")


def test_rules_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "rules", "--tax-year", "2026")
    assert (status, err) == (0, "")
    assert "tax year 2026 (1 July 2025 to 30 June 2026)" in out
    joined = " ".join(out.split())
    assert "Final tax on any other exported service: 1% 1 July 2025 to 30 June 2026; reported" in joined
    assert "What is left out" in out
    assert "pakarbiter.com" in out
    assert max(len(line) for line in out.splitlines() if " " in line.strip("- ")) <= 78


def test_rules_of_a_year_without_rules(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "rules", "--tax-year", "2030")
    assert (status, out) == (3, "")
    assert err.startswith("tax_year: 2030: ")


def test_rules_of_the_last_completed_year_unless_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    monkeypatch.setattr("compliance.cli_rules.today_in_pakistan", lambda: date(2025, 7, 1))
    assert "tax year 2025" in run(capsys, "rules")[1].splitlines()[0]
    monkeypatch.setattr("compliance.cli_rules.today_in_pakistan", lambda: date(2040, 7, 1))
    assert "tax year 2027" in run(capsys, "rules")[1].splitlines()[0]


def test_check_finds_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "check")
    assert (status, err) == (0, "")
    assert out.startswith("No fault: ")


def test_check_prints_what_a_year_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "check", "--year", "2028")
    assert (status, err) == (0, "")
    assert "[[export_rate_certified.value]]" not in out, "this rate runs to 2029 already"
    assert "[[slabs_salaried.value]]" in out
    assert "from = 2028" in out


def test_faults_of_rules_are_all_named(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = copy_of_rules(tmp_path)
    for name in ("normal_tax.toml", "calendar.toml"):
        broken.replace(name, 'tier = "reported"', 'tier = "certain"')
    monkeypatch.setattr("compliance.rulebook.rules_folder", lambda: broken.folder)
    for arguments in (("check",), ("rules",), ("assess", saved)):
        status, out, err = run(capsys, *arguments)
        assert (status, out) == (1, "")
        assert {line.split(":")[0] for line in err.splitlines()} == {
            "rules/normal_tax.toml",
            "rules/calendar.toml",
        }


def test_a_reader_that_goes_away_is_no_fault(saved: Path) -> None:
    command = [sys.executable, "-m", "compliance", "rules"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""
    assert started.returncode == 141


def test_an_interruption_is_one_line(
    saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("compliance.cli_assess.assess", interrupted)
    status, out, err = run(capsys, "assess", saved)
    assert (status, out, len(err.splitlines())) == (130, "", 1)


def test_a_fault_of_the_program_is_said_to_be_one(
    saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr("compliance.cli_assess.assess", broken)
    status, out, err = run(capsys, "assess", saved)
    assert (status, out) == (70, "")
    assert err.startswith("program: ZeroDivisionError a b: this is a fault of the program")
    assert len(err.splitlines()) == 1


def test_one_persons_answer_does_not_wait_for_tables_and_screens(saved: Path) -> None:
    watched = (
        "import sys; from compliance.cli import main; status = main(sys.argv[1:]);"
        "sys.exit(status or sorted({'pandas', 'pyarrow', 'streamlit', 'reportlab'} & set(sys.modules)) != [])"
    )
    for form in ("json", "text"):
        done = subprocess.run(
            [sys.executable, "-c", watched, "assess", str(saved), "--format", form],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _err = run(capsys, "--help")
    assert status == 0
    assert all(command in out for command in ("assess", "batch", "rules", "check"))
    assert run(capsys, "--version")[0] == 0


def test_the_remitted_year_as_a_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "work.json"
    path.write_text(REMITTED, encoding="utf-8")
    _status, out, _err = run(capsys, "assess", path, "--as-of", "2026-11-23")
    assert "Between Rs 28,889 and Rs 5,56,661" in out


class FullDisk(io.TextIOWrapper):
    """An output behind which no room is left."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_behind_the_output_is_no_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full = FullDisk((tmp_path / "out").open("wb", buffering=0), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", full)
    status, _nothing, said = run(capsys, "check")
    assert status == 1
    assert said == f"standard output: {os.strerror(errno.ENOSPC)}: check the disk\n"


def test_an_interruption_while_the_program_loads_is_said_without_a_stack_trace(tmp_path: Path) -> None:
    # In the place of the first library that the program loads stands one that is interrupted.
    (tmp_path / "babel").mkdir()
    (tmp_path / "babel" / "__init__.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "compliance", "check"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )
    assert (ended.returncode, ended.stdout) == (130, "")
    assert ended.stderr == "Interrupted. Nothing was written.\n"
