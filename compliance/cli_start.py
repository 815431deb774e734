"""`start`: the program in the browser, from a checkout or an installed wheel, with the same settings.

Streamlit takes its settings from the file beside the script that it runs; variables of the machine would
win over that file, and an address of theirs could open the program to a network. So it gets none of them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from compliance.cli_status import PROBLEMS, complain
from compliance.text import _

ENTRY: Final = "streamlit_app.py"
USUAL_PORT: Final = 8501
"""Always the same one, unless another is asked for: browsers keep saved work by address and port."""

_PACKAGE: Final = Path(__file__).parent


def app_folder() -> Path:
    """The folder with the entry file and `.streamlit/config.toml`: the checkout's or the wheel's."""
    checkout = _PACKAGE.parent
    return checkout if (checkout / ENTRY).is_file() and (checkout / "rules").is_dir() else _PACKAGE / "_app"


def serving(port: int, *, browser: bool) -> list[str]:
    """The command that serves the program on this machine alone, to be run in `app_folder()`."""
    isolated = ["-I"] if sys.flags.isolated else []
    options = ["--server.port", str(port), "--server.headless", "false" if browser else "true"]
    options += ["--logger.hideWelcomeMessage", "true"]
    return [sys.executable, *isolated, "-m", "streamlit", "run", str(app_folder() / ENTRY), *options]


def environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """The variables that the server gets: all but those that would change its settings."""
    return {name: value for name, value in inherited.items() if not name.startswith("STREAMLIT_")}


def run(options: argparse.Namespace) -> int:
    """Serve until somebody ends it; returns the exit status."""
    line = _(
        "The program opens in your browser, at http://127.0.0.1:{port}, for this computer alone. "
        "To end it, close this window or press Ctrl and C."
    )
    print(line.format(port=options.port), file=sys.stderr, flush=True)
    return _served(serving(options.port, browser=not options.no_browser), options.port)


def _served(command: Sequence[str], port: int) -> int:
    with subprocess.Popen(command, cwd=app_folder(), env=environment(os.environ)) as server:
        try:
            status = server.wait()
        except KeyboardInterrupt:
            # A terminal sends its interruption to both; a signal to this process alone has to be passed on.
            server.terminate()
            server.wait()
            return 0
    if status == 0:
        return 0
    line = _(
        "start: the server ended with status {status}: if port {port} is taken, the program runs already: "
        "open http://127.0.0.1:{port} in your browser, or give another port with --port"
    )
    return complain([line.format(status=status, port=port)], PROBLEMS)
