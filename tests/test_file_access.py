"""Results are written whole or not at all, never over their own source, and only into ordinary files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.file_access import FileTrouble, complete_file
from tests.sample_year import DEVELOPER


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "work.json"
    path.write_text(DEVELOPER, encoding="utf-8")
    return path


def test_a_result_never_takes_the_place_of_its_source(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", str(source), "--pdf", str(source)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "the same file as the one that is read" in said.err
    assert source.read_text(encoding="utf-8") == DEVELOPER


def test_a_link_to_the_source_is_the_source(source: Path) -> None:
    link = source.with_name("link.pdf")
    link.symlink_to(source)
    with pytest.raises(FileTrouble, match="the same file"), complete_file(link, source):
        pass


def test_a_link_is_followed(source: Path) -> None:
    target, link = source.with_name("target.pdf"), source.with_name("link.pdf")
    target.write_bytes(b"old")
    link.symlink_to(target)
    with complete_file(link, source) as beside:
        beside.write_bytes(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in the file system here")
def test_what_is_no_ordinary_file_is_left_alone(source: Path) -> None:
    pipe = source.with_name("pipe.pdf")
    os.mkfifo(pipe)
    with pytest.raises(FileTrouble, match="not an ordinary file"), complete_file(pipe, source):
        pass
    assert pipe.is_fifo()


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(source: Path) -> None:
    target = source.with_name("result.pdf")
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), complete_file(target, source) as beside:
        beside.write_bytes(b"half")
        raise ZeroDivisionError
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in source.parent.iterdir()) == ["result.pdf", "work.json"]
