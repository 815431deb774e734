"""README and checks say the same commands, and in CI no browser test gets away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
CHECKS = ROOT / ".ci" / "run"

START = "python3 -m venv .venv && .venv/bin/pip install -q -e . && .venv/bin/streamlit run streamlit_app.py"
TESTS = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/python -m pytest"
WINDOWS_START = (
    r"py -m venv .venv; .venv\Scripts\pip install -q -e .; .venv\Scripts\streamlit run streamlit_app.py"
)
WINDOWS_TESTS = r"py -m venv .venv; .venv\Scripts\pip install -q -e '.[test]'; .venv\Scripts\python -m pytest"


@pytest.mark.parametrize("command", [START, TESTS, WINDOWS_START, WINDOWS_TESTS])
def test_the_readme_has_each_command_once(command: str) -> None:
    assert [line.strip() for line in README].count(command) == 1


@pytest.mark.skipif(os.name == "nt", reason="the checks run on Debian")
def test_the_checks_run_the_readmes_own_test_command() -> None:
    taken = subprocess.run(
        ["bash", str(CHECKS), "--print-test-command"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert taken.stdout.strip() == TESTS


@pytest.mark.skipif(os.name == "nt", reason="the checks run on Debian")
def test_the_checks_can_be_started() -> None:
    assert os.access(CHECKS, os.X_OK)


BROWSER_TESTS = """
import pytest

@pytest.mark.browser
def test_that_skips_itself():
    pytest.skip("no reason")

@pytest.mark.browser
def test_that_needs_a_browser(chromium):
    pass

def test_without_a_browser():
    pass
"""


@pytest.mark.parametrize(
    ("ci", "outcome"), [("true", {"failed": 1, "errors": 1, "passed": 1}), ("", {"skipped": 2, "passed": 1})]
)
def test_browser_tests_without_a_browser(ci: str, outcome: dict[str, int], tmp_path: Path) -> None:
    (tmp_path / "test_pages.py").write_text(BROWSER_TESTS, encoding="utf-8")
    options = ["-p", "tests.conftest", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml")]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tmp_path)],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTEST_ADDOPTS": "",
            "CI": ci,
            "CHROMIUM": "/nowhere/chromium",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    closing = ran.stdout.splitlines()[-1]
    assert all(f"{count} {what.removesuffix('s')}" in closing for what, count in outcome.items()), ran.stdout
