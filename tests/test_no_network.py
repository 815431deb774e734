"""Nothing that the program does speaks to another machine: every way out is shut while it works.

The one exception is the command `usb`, by which a trainer has pip fetch the parts for a stick: it says so
before (tests/test_workshop_usb.py), and what comes from the stick asks no network
(tests/test_workshop_offline.py).
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from compliance.cli import main
from tests.screens_app import app, draft, receipt

STORY = Path(__file__).parent / "story"
EXAMPLE = Path(__file__).parents[1] / "compliance" / "examples" / "pseb_developer.json"
HERE = ("127.0.0.1", "::1", "localhost")


class CallsOut(AssertionError):
    """Something wanted to speak to another machine."""


@pytest.fixture(autouse=True)
def shut(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Refuse every connection and look-up of a name, but for this machine itself; says what was tried."""
    tried: list[object] = []

    def refuse(address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if isinstance(address, tuple) and host not in HERE:
            tried.append(address)
            raise CallsOut(address)

    def guarded(name: str) -> Any:
        real = getattr(socket.socket, name)

        def call(self: socket.socket, *arguments: Any) -> Any:
            refuse(arguments[-1] if name == "sendto" else arguments[0])
            return real(self, *arguments)

        return call

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, guarded(name))

    def look_up(host: Any, *arguments: Any, **named: Any) -> Any:
        refuse((host,))
        return real_look_up(host, *arguments, **named)

    real_look_up = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield tried
    assert tried == []


def test_the_way_out_is_shut_here(shut: list[object]) -> None:
    with pytest.raises(CallsOut), socket.socket() as out:
        out.connect(("192.0.2.1", 80))
    with pytest.raises(CallsOut):
        socket.getaddrinfo("example.org", 80)
    assert shut == [("192.0.2.1", 80), ("example.org",)]
    shut.clear()


def test_the_commands_call_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(path) for path in sorted(STORY.glob("*.csv"))]
    workbook = str(tmp_path / "w.json")
    assert main(["import", *files, "--workbook", workbook, "--service", "it"]) == 0
    assert main(["assess", workbook, "--pdf", str(tmp_path / "w.pdf")]) == 0
    assert main(["assess", str(EXAMPLE), "--format", "json"]) == 0
    assert main(["rules"]) == 0
    assert main(["check"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "page", ["start", "statements", "review", "rates", "result", "duties", "evidence", "wealth", "documents"]
)
def test_the_pages_call_nobody(page: str) -> None:
    app(page, draft([receipt()]))
