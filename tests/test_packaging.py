"""The package carries its rules, works from any folder, and names no machine and no registry."""

from __future__ import annotations

import configparser
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TRACKED_FOLDERS = ("compliance", "rules", "tests", ".ci", ".streamlit")
TOP_LEVEL = {
    "streamlit_app.py", "compliance", "rules", "tests",
    "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE",
}  # fmt: skip
# Written with classes so that this file does not find itself.
REGISTRY_HOSTS = re.compile(r"pyp[i]\.org|pythonhos[t]ed|npmj[s]\.|debia[n]\.org|conda[.]anaconda")
MACHINE_PATHS = re.compile(
    r"(?:^|[^\w.])/(?:wor[k]|far[m]|roo[t]|hom[e]|User[s])/|[A-Z]:\\User[s]", re.MULTILINE
)

WORKBOOK = {
    "format": "freelancer-workbook",
    "version": 1,
    "tax_year": 2026,
    "person": {"resident": True, "province": "punjab", "pseb": [{"from": "2025-07-01"}]},
    "receipts": [
        {"id": "r1", "date": "2025-07-14", "amount": "1250.00", "currency": "USD", "rupees": "351250.00",
         "kind": "export", "service": "it"},
    ],
}  # fmt: skip


def _run(folder: Path, unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built here without a network."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [built] = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the wheel puts into site-packages."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_holds_the_rules(unpacked: Path) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    carried = files(unpacked / "compliance" / "_rules")
    assert carried == files(ROOT / "rules")
    assert "sources.toml" in carried and any(name.startswith("fx/") for name in carried)


def test_the_wheel_holds_what_starts_the_program(unpacked: Path) -> None:
    app = unpacked / "compliance" / "_app"
    carried = {path.relative_to(app).as_posix() for path in app.rglob("*") if path.is_file()}
    assert carried == {"streamlit_app.py", ".streamlit/config.toml"}
    assert all((app / name).read_bytes() == (ROOT / name).read_bytes() for name in carried)


def test_the_wheel_holds_all_that_the_package_reads(unpacked: Path) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "compliance").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    carried = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert ours - carried == set()
    assert not any("/tests/" in name or name.startswith("tests/") for name in carried)


def test_the_command_line_works_from_another_folder(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "year.json").write_text(json.dumps(WORKBOOK), encoding="utf-8")
    where = _run(tmp_path, unpacked, "-c", "import compliance; print(compliance.__file__)")
    assert where.stdout.startswith(str(unpacked)), where.stderr

    checked = _run(tmp_path, unpacked, "-m", "compliance", "check")
    assert checked.returncode == 0, checked.stderr

    assessed = _run(
        tmp_path,
        unpacked,
        "-m",
        "compliance",
        "assess",
        "year.json",
        "--format",
        "json",
        "--as-of",
        "2026-11-23",
    )
    assert assessed.returncode == 0, assessed.stderr
    # 0.25% of Rs 351,250 is Rs 878.125.
    assert json.loads(assessed.stdout)["ordinance"]["tax"] == 878


def test_the_console_script_is_the_command_line(unpacked: Path, tmp_path: Path) -> None:
    [declared] = unpacked.glob("*.dist-info/entry_points.txt")
    scripts = configparser.ConfigParser()
    scripts.read(declared, encoding="utf-8")
    module, _colon, function = scripts["console_scripts"]["freelancer-tax"].partition(":")
    called = f"import sys; from {module} import {function}; sys.argv[1:] = ['check']; sys.exit({function}())"
    assert _run(tmp_path, unpacked, "-c", called).returncode == 0


def test_every_dependency_is_bounded_on_both_sides() -> None:
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    assert [one for one in asked if not re.fullmatch(r"[a-z-]+>=[\d.]+,<[\d.]+", one)] == []


def _tracked_texts() -> dict[str, str]:
    files = [path for path in ROOT.iterdir() if path.name in TOP_LEVEL | {".gitignore"} and path.is_file()]
    for folder in TRACKED_FOLDERS:
        files += [path for path in (ROOT / folder).rglob("*") if path.is_file() and "cache" not in str(path)]
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes().decode("utf-8", errors="replace")
        for path in files
    }


@pytest.mark.parametrize("unwanted", [REGISTRY_HOSTS, MACHINE_PATHS], ids=["registry host", "machine path"])
def test_no_file_names_a_registry_or_a_machine(unwanted: re.Pattern[str]) -> None:
    texts = _tracked_texts()
    assert ".ci/run" in texts and "compliance/text.py" in texts
    found = {
        name: match.group()
        for name, text in texts.items()
        if not name.endswith((".woff2", ".ttf", ".png")) and (match := unwanted.search(text))
    }
    assert found == {}


def test_those_patterns_find_what_they_are_for() -> None:
    assert REGISTRY_HOSTS.search("https://" + "py" + "pi.org/simple")
    assert MACHINE_PATHS.search("open('/" + "home/ayesha/x')") and MACHINE_PATHS.search("/" + "root/x")
    assert not MACHINE_PATHS.search("https://example.pk/" + "home/page")


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
def test_the_top_level_stays_as_it_is() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {name.split("/")[0] for name in listed.splitlines()}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL
