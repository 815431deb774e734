"""What a laptop without a network does with a stick; run in a network namespace of its own.

    unshare -rn python -m tests.without_network install STICK | serve PORT | fetch

Prints what happened as JSON. The kernel counts what tries to leave: a packet for which there is no way,
a connection that is opened, a datagram that is sent. In a new namespace all counters begin at zero.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

HOME = Path(os.environ["HOME"])
SECONDS = 60
_SET_FLAGS, _UP = 0x8914, 0x1


def bring_loopback_up() -> None:
    """A new namespace has a loopback device, switched off."""
    with socket.socket() as asked:
        fcntl.ioctl(asked, _SET_FLAGS, struct.pack("16sh", b"lo", _UP))


def tried_to_leave() -> dict[str, int]:
    """What the kernel counted since the namespace began."""
    counted: dict[str, int] = {}
    lines = [line.split() for line in Path("/proc/net/snmp").read_text(encoding="ascii").splitlines()]
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        counted.update(
            {f"{names[0]}{name}": int(value) for name, value in zip(names[1:], values[1:], strict=True)}
        )
    for line in Path("/proc/net/snmp6").read_text(encoding="ascii").splitlines():
        name, value = line.split()
        counted[name] = int(value)
    wanted = ("Ip:OutNoRoutes", "Ip6OutNoRoutes", "Tcp:ActiveOpens", "Udp:OutDatagrams", "Udp6OutDatagrams")
    return {name: counted[name] for name in wanted}


def listening() -> list[str]:
    """The addresses, in the kernel's writing, at which something listens."""
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]
    ]
    return [row[1] for row in rows if row[3] == "0A"]


def install(stick: str) -> dict[str, Any]:
    """Install by the stick's start file."""
    command = ["sh", f"{stick}/start.sh", "--no-start"]
    began = time.monotonic()
    ran = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    seconds = time.monotonic() - began
    return {"status": ran.returncode, "out": ran.stdout, "err": ran.stderr, "seconds": seconds}


def serve(port: str) -> dict[str, Any]:
    """Start the installed program, ask for its first page, and run the script of every page."""
    folder = HOME / "Freelancer-tax-helper"
    command = ["sh", str(folder / "start.sh"), "--port", port, "--no-browser"]
    with subprocess.Popen(
        command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            health = _ask(f"http://127.0.0.1:{port}/_stcore/health")
            page = _ask(f"http://127.0.0.1:{port}/")
            where = listening()
        finally:
            server.terminate()
            said = server.communicate(timeout=30)[1]
    return {"health": health, "page": page, "listening": where, "err": said, "shown": _every_page(folder)}


def _ask(address: str) -> int | str:
    last: object = None
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return int(answer.status)
        except OSError as error:
            last = error
            time.sleep(0.2)
    return str(last)


EVERY_PAGE = """
import json
from compliance.cli_start import ENTRY, app_folder
from compliance.rulebook import rules_folder
from compliance.screens import frame
from compliance.screens.places import PLACES
from streamlit.testing.v1 import AppTest

def fail(error):
    raise error

frame.apologise = fail
app = AppTest.from_file(str(app_folder() / ENTRY), default_timeout=60)
app.session_state["keeping_answered"] = True
broken, headings = [], set()
for place in PLACES.values():
    app.run()
    app.switch_page(place.file).run()
    broken += [f"{place.name}: {one.value}" for one in app.exception]
    said = " ".join(one.proto.body for one in app.get("html"))
    headings.add(said.partition('<h1 class="question">')[2].partition("</h1>")[0])
print(json.dumps({
    "broken": broken,
    "headings": sorted(headings),
    "inside": [str(app_folder()), str(rules_folder())],
}))
"""


def _every_page(folder: Path) -> dict[str, Any]:
    [python] = folder.glob("program/*/bin/python")
    command = [str(python), "-I", "-c", EVERY_PAGE]
    ran = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    return json.loads(ran.stdout) if ran.returncode == 0 else {"failed": ran.stderr}


def fetch() -> dict[str, Any]:
    """What is seen of a pip that does look for a network."""
    options = ["--retries", "0", "--no-deps", "--isolated", "--no-cache-dir", "--dest", str(HOME)]
    address = ["--index-url", "https://192.0.2.1/simple"]
    command = [sys.executable, "-m", "pip", "download", *options, *address, "streamlit"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return {"status": ran.returncode}


DEEDS: dict[str, Callable[..., dict[str, Any]]] = {"install": install, "serve": serve, "fetch": fetch}


def main() -> None:
    """Do one thing and print what happened."""
    what, *arguments = sys.argv[1:]
    bring_loopback_up()
    done = DEEDS[what](*arguments)
    print(json.dumps({**done, "left": tried_to_leave()}))


if __name__ == "__main__":
    main()
