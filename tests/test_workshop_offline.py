"""A stick is made here, and a laptop whose network is cut off installs from it and serves its first page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from compliance.workshop.usb_stick import set_up

ROOT = Path(__file__).parent.parent
NOTHING = {
    "Ip:OutNoRoutes": 0, "Ip6OutNoRoutes": 0, "Tcp:ActiveOpens": 0,
    "Udp:OutDatagrams": 0, "Udp6OutDatagrams": 0,
}  # fmt: skip
pytestmark = pytest.mark.slow


def _has_namespaces() -> bool:
    if not sys.platform.startswith("linux") or not shutil.which("unshare"):
        return False
    return subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode == 0


if not _has_namespaces():
    pytest.skip("this system cannot cut one program off from the network", allow_module_level=True)


def _make(folder: Path) -> None:
    system, _dash, python = set_up.target().rpartition("-")
    command = [sys.executable, "-m", "compliance", "usb", str(folder), "--system", system, "--python", python]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(f"{folder} is ready: 1 kind of laptop, ")


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick for this system and this Python, in a folder whose name is hard on scripts."""
    folder = tmp_path_factory.mktemp("usb") / "My stick & (1)"
    _make(folder)
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a laptop's user, whose pip is set up to look elsewhere."""
    folder = tmp_path_factory.mktemp("home") / "Ayesha's home"
    settings = folder / ".config" / "pip" / "pip.conf"
    settings.parent.mkdir(parents=True)
    settings.write_text("[global]\nindex-url = https://192.0.2.1/simple\nrequire-virtualenv = true\n")
    return folder


def _cut_off(home: Path, *arguments: str) -> dict[str, Any]:
    """Do something with the network cut off; variables of the laptop try to lead astray."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    astray = {
        "HOME": str(home),
        "PIP_INDEX_URL": "https://192.0.2.1/simple",
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    ran = subprocess.run(
        ["unshare", "-rn", sys.executable, "-m", "tests.without_network", *arguments],
        cwd=ROOT,
        env={**kept, **astray},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_what_wants_to_leave_is_seen(tmp_path: Path) -> None:
    fetched = _cut_off(tmp_path, "fetch")
    assert fetched["status"] != 0
    assert fetched["left"]["Ip:OutNoRoutes"] > 0


def test_a_damaged_stick_installs_nothing(stick: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(stick, copied, copy_function=os.link)
    [wheel] = (copied / "wheels").glob("babel-*.whl")
    damaged = bytearray(wheel.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    wheel.unlink()
    wheel.write_bytes(damaged)
    done = _cut_off(tmp_path, "install", str(copied))
    assert done["status"] == 1
    assert f"These files of the stick are missing or damaged:\n  wheels/{wheel.name}" in done["err"]
    assert list(tmp_path.glob("Freelancer-tax-helper/program/*/bin")) == []
    assert not (tmp_path / "Freelancer-tax-helper" / "start.sh").exists()


@pytest.fixture(scope="module")
def installed(stick: Path, home: Path) -> dict[str, Any]:
    """The stick installed, once."""
    return _cut_off(home, "install", str(stick))


def test_it_installs_and_asks_no_network(installed: dict[str, Any], home: Path) -> None:
    assert installed["status"] == 0, installed["err"]
    assert installed["left"] == NOTHING
    assert f"open the folder {home / 'Freelancer-tax-helper'} and start it there" in installed["out"]


def test_it_serves_its_pages_to_this_machine_alone(installed: dict[str, Any], home: Path) -> None:
    assert installed["status"] == 0
    # Every port of a new namespace is free.
    served = _cut_off(home, "serve", "8634")
    assert (served["health"], served["page"]) == (200, 200), served["err"]
    # 127.0.0.1 as the kernel writes it, and nothing beside it.
    assert served["listening"] == [f"0100007F:{8634:04X}"]
    assert served["left"]["Ip:OutNoRoutes"] == served["left"]["Ip6OutNoRoutes"] == 0
    assert served["left"]["Udp:OutDatagrams"] == 0
    shown = served["shown"]
    assert shown.get("broken") == [], shown
    assert len(shown["headings"]) > 25 and "What do I owe, and why?" in shown["headings"]
    program = home / "Freelancer-tax-helper" / "program"
    assert [Path(one).is_relative_to(program) for one in shown["inside"]] == [True, True]
    assert [Path(one).name for one in shown["inside"]] == ["_app", "_rules"]


def test_what_is_installed_already_only_starts(installed: dict[str, Any], stick: Path, home: Path) -> None:
    again = _cut_off(home, "install", str(stick))
    assert again["status"] == 0
    assert "Installing" not in again["out"]
    assert again["seconds"] < installed["seconds"] / 4


def test_made_again_it_is_the_same_to_the_byte(stick: Path) -> None:
    before = (stick / "SHA256SUMS.txt").read_bytes()
    assert before.count(b"\n") > 50
    _make(stick)
    assert (stick / "SHA256SUMS.txt").read_bytes() == before


def test_the_stick_names_no_machine(stick: Path) -> None:
    texts = [one for one in stick.rglob("*") if one.is_file() and one.suffix != ".whl"]
    assert len(texts) == 5
    for file in texts:
        text = file.read_text(encoding="utf-8")
        assert (
            str(ROOT) not in text and str(stick) not in text and "http" not in text.replace("http://127", "")
        )
