"""Running pip while a stick is made: the one place of the program that reaches a network, and only then.

What pip says goes to standard error, and only where a person looks on: it names where parts come from.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from compliance.workshop.usb_targets import KNOWN, Target


class PipTrouble(Exception):
    """pip did not do what it was asked for; what it said is the argument."""


def build_program(source: Path, folder: Path) -> Path:
    """Make the program's own wheel from its source and return it. Raises PipTrouble."""
    _pip("wheel", "--no-deps", "--no-cache-dir", "--wheel-dir", str(folder), str(source))
    [built] = folder.glob("*.whl")
    return built


def fetch_pip(folder: Path, oldest: Target) -> None:
    """Fetch pip itself, which laptops need not have, in a version for `oldest` and later."""
    _pip("download", "--no-deps", "--dest", str(folder), *_only_for(oldest), "pip")


def fetch(target: Target, wanted: Sequence[str], folder: Path) -> None:
    """Fetch what is wanted (requirements, or a wheel's path) and all it needs for one kind of laptop.

    What lies in `folder` already is not fetched again where it is what pip would fetch. Raises PipTrouble.
    """
    _pip("download", "--dest", str(folder), *_only_for(target), *wanted)


def _only_for(target: Target) -> list[str]:
    platforms = [part for name in KNOWN[target.system].platforms for part in ("--platform", name)]
    return [
        "--only-binary=:all:",
        "--implementation",
        "cp",
        "--python-version",
        target.python,
        *platforms,
    ]


def _pip(verb: str, *arguments: str) -> None:
    watched = sys.stderr.isatty()
    options = ["--disable-pip-version-check", "--no-input", *([] if watched else ["--quiet"])]
    done = subprocess.run(
        [sys.executable, "-m", "pip", verb, *options, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=2 if watched else subprocess.PIPE,
        stderr=None if watched else subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise PipTrouble(_last_error(done.stderr or ""))


def _last_error(said: str) -> str:
    """The line with which pip ends, without where it looked."""
    errors = [line.removeprefix("ERROR: ") for line in said.splitlines() if line.startswith("ERROR: ")]
    return errors[-1] if errors else ""
