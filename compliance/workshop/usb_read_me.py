"""READ-ME-FIRST on the stick: what to do with it, in plain words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from compliance.text import _, list_text
from compliance.workshop.usb_stick.set_up import CHECKSUMS, HOME_FOLDER
from compliance.workshop.usb_targets import KNOWN, Target

_WIDTH: Final = 78


def read_me(version: str, targets: Sequence[Target]) -> str:
    """The text for a stick with these kinds of laptop, in the language spoken now, lines up to 78 wide."""
    systems = list(dict.fromkeys(target.system for target in targets))
    pythons = list(dict.fromkeys(target.python for target in targets))
    shown = {
        "version": version,
        "systems": list_text([_(KNOWN[system].title) for system in systems]),
        "pythons": list_text(pythons),
        "folder": HOME_FOLDER,
        "checksums": CHECKSUMS,
    }
    return "\n".join(_wrapped(line.format(**shown)) for line in _lines(systems))


def python_folder_note(targets: Sequence[Target]) -> str:
    """What stands in the folder for Python's own Windows installer."""
    pythons = list(dict.fromkeys(target.python for target in targets if target.system == "windows"))
    line = _(
        "Put Python's own Windows installer here, for laptops without Python: from python.org, "
        '"Windows installer (64-bit)", named python-{newest}.x-amd64.exe with any number for x. '
        "These versions fit: {pythons}. start.bat finds it here, and asks before it installs it. "
        "It cannot be put here by the program, which fetches its own parts only."
    )
    return _wrapped(line.format(newest=pythons[0], pythons=list_text(pythons))) + "\n"


def _lines(systems: Sequence[str]) -> Iterable[str]:
    yield _("Freelancer tax helper {version}: install without a network")
    yield ""
    yield _(
        "This stick installs the program on a laptop and starts it. The laptop needs no network, and no "
        "administrator. One stick serves one laptop after the other. Nothing is written to the stick."
    )
    yield ""
    yield _("It is for: {systems}; with Python {pythons}.")
    if "windows" in systems:
        yield from _windows()
    if any(system != "windows" for system in systems):
        yield from _linux()
    yield from _afterwards()


def _windows() -> Iterable[str]:
    yield from ("", _("Windows"), "")
    yield _('1. Open this folder and double-click start.bat. (Windows may show it as "start".)')
    yield _("2. If Windows asks whether to run it: More info, Run anyway.")
    yield _("3. Wait a few minutes. The program opens in the browser. Leave the black window open.")
    yield from ("", _("If Windows has no Python"), "")
    yield _(
        "start.bat says so. If the trainer has put Python's own installer into the folder "
        "python-for-windows, it offers to install it, for you alone. Otherwise the trainer gets it on a "
        'computer with a network, from python.org: "Windows installer (64-bit)" of one of the versions '
        "above. Put the file into the folder python-for-windows without changing its name, and "
        "double-click start.bat again."
    )


def _linux() -> Iterable[str]:
    yield from ("", _("Linux"), "")
    yield _('1. Open a terminal in this folder: right-click in it, then "Open in Terminal".')
    yield _("2. Type: sh start.sh")
    yield _("3. Wait a few minutes. The program opens in the browser. Leave the terminal open.")
    yield ""
    yield _('Where the desktop allows it, right-click start.sh and "Run as a Program" does the same.')
    yield from ("", _("If Linux has no Python that fits"), "")
    yield _(
        "Nothing on the stick can help: Python for Linux comes with Linux. Install one of the versions "
        "above while the laptop has a network, or use the program on a neighbour's laptop."
    )


def _afterwards() -> Iterable[str]:
    yield from ("", _("Afterwards"), "")
    yield _(
        "The stick can go to the next laptop once the program says that it is installed. To start it "
        "again, open the folder {folder} in your own folder and double-click start.bat; on Linux, type "
        "sh start.sh there. To end it, close its window. To remove it, delete that folder."
    )
    yield ""
    yield _(
        "What you enter stays in the browser of that laptop. Where others use it, too, choose on the page "
        'Start: "This is a shared computer: keep nothing here".'
    )
    yield from ("", _("If something is wrong"), "")
    yield _(
        "Every file is compared with the list {checksums} before it is used. If the program says that a file "
        "is missing or damaged, nothing was installed: take another stick, or copy the folder again."
    )
    yield ""


def _wrapped(line: str) -> str:
    hanging = "   " if line[:1].isdigit() and line[1:3] == ". " else ""
    return "\n".join(textwrap.wrap(line, _WIDTH, subsequent_indent=hanging, break_on_hyphens=False))
