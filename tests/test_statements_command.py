"""What the command says of files that it cannot read: the way on that is open where it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.cli import main
from compliance.statements.statement_messages import GRADE_SENTENCES
from tests.statement_files import pdf_of
from tests.statement_layouts import FIVERR

STORY = Path(__file__).parent / "story"


def said_of(folder: Path, name: str, content: bytes, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command complains of a file; it writes nothing."""
    (folder / name).write_bytes(content)
    assert main(["import", str(folder / name), "--workbook", str(folder / "w.json")]) == 1
    assert not (folder / "w.json").exists()
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def test_a_layout_that_nobody_knows_is_described_in_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "on the page “Import statements”" in said_of(tmp_path, "fiverr.csv", FIVERR, capsys)


def test_a_pdf_that_nobody_knows_cannot_be_described_anywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = said_of(tmp_path, "bank.pdf", pdf_of("No bank prints this"), capsys)
    assert "Say once which column is which" not in said
    assert "Download the statement as CSV or as a spreadsheet and give that, or type its receipts" in said


def test_a_locked_pdf_without_a_terminal_says_where_its_password_can_be_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    said = said_of(tmp_path, "bank.pdf", pdf_of("Something", password="open-it"), capsys)
    assert "Run the command in a terminal, which asks for the password" in said


def test_how_far_a_layout_is_to_be_trusted_is_said_in_the_words_of_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(STORY / f"{name}.csv") for name in ("meezan", "certificates")]
    assert main(["import", *files, "--workbook", str(tmp_path / "w.json")]) == 0
    said = capsys.readouterr().out
    assert GRADE_SENTENCES["B"] in said and GRADE_SENTENCES["C"] in said
