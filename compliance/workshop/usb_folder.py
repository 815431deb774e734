"""The folder that becomes a stick: what lies where, what may be in it before, and its checksum list."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from compliance.file_access import FileTrouble, writing_trouble
from compliance.text import _
from compliance.workshop.usb_read_me import python_folder_note, read_me
from compliance.workshop.usb_stick import set_up
from compliance.workshop.usb_stick.set_up import CHECKSUMS, LISTS, WHEELS
from compliance.workshop.usb_targets import Target

READ_ME: Final = "READ-ME-FIRST.txt"
SET_UP: Final = "set-up"
PYTHON_FOLDER: Final = "python-for-windows"
UNFINISHED: Final = "unfinished"
NEW: Final = "new"
"""In `UNFINISHED`: the program's wheel and pip's, which take the place of older ones only at the end."""
_NOTE: Final = "PUT-PYTHON-HERE.txt"
_START_FILES: Final = {"windows": "start.bat", "linux": "start.sh"}
_OURS: Final = {
    CHECKSUMS, LISTS, WHEELS, READ_ME, SET_UP, PYTHON_FOLDER, UNFINISHED, *_START_FILES.values(),
}  # fmt: skip
_OF_THE_SYSTEM: Final = {"System Volume Information", "$RECYCLE.BIN", "lost+found"}
_SOURCE: Final = Path(set_up.__file__).parent


def prepare(folder: Path) -> None:
    """Make the folder, or take the one that an earlier run made; raises FileTrouble where it holds more."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = sorted(
            one.name
            for one in folder.iterdir()
            if one.name not in _OURS | _OF_THE_SYSTEM and not one.name.startswith(".")
        )
        if others:
            raise FileTrouble(
                str(folder),
                _("holds other files: {name}").format(name=others[0]),
                _("give a new or an empty folder"),
            )
        for inner in (WHEELS, UNFINISHED):
            (folder / inner).mkdir(exist_ok=True)
    except OSError as error:
        raise writing_trouble(folder, error) from None


def finish(folder: Path, version: str, targets: Sequence[Target], lists: dict[str, str]) -> None:
    """Write all but the wheels, drop what no list names, and the checksum list last.

    `lists` holds the list of each target by its name. Until then, an earlier stick in the folder works.
    """
    # A stick without this list is not complete, and its start files refuse it.
    (folder / CHECKSUMS).unlink(missing_ok=True)
    _empty(folder / LISTS)
    for name, text in lists.items():
        _write(folder / LISTS / f"{name}.txt", text)
    wanted = {digest for text in lists.values() for digest in digests(text)}
    for wheel in (folder / WHEELS).iterdir():
        if set_up.checksum(wheel) not in wanted:
            wheel.unlink()
    for wheel in (folder / UNFINISHED / NEW).iterdir():
        wheel.replace(folder / WHEELS / wheel.name)
    _empty(folder / SET_UP)
    _write(folder / SET_UP / "set_up.py", (_SOURCE / "set_up.py").read_text(encoding="utf-8"))
    _write(folder / READ_ME, read_me(version, targets), newline="\r\n")
    for system, name in _START_FILES.items():
        (folder / name).unlink(missing_ok=True)
        of_it = [target for target in targets if target.system.startswith(system)]
        if of_it:
            _write(folder / name, _start_file(name, of_it), newline="\r\n" if system == "windows" else "\n")
            (folder / name).chmod(0o755)
    if any(target.system == "windows" for target in targets):
        (folder / PYTHON_FOLDER).mkdir(exist_ok=True)
        _write(folder / PYTHON_FOLDER / _NOTE, python_folder_note(targets), newline="\r\n")
    shutil.rmtree(folder / UNFINISHED)
    _write(folder / CHECKSUMS, _checksum_list(folder))


def digests(list_text: str) -> Iterable[str]:
    """The checksums that a list of parts names."""
    for line in list_text.splitlines():
        _name, hashed, digest = line.partition(" --hash=sha256:")
        if hashed:
            yield digest


def size(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _start_file(name: str, targets: Sequence[Target]) -> str:
    pythons = list(dict.fromkeys(target.python for target in targets))
    text = (_SOURCE / name).read_text(encoding="ascii")
    text = text.replace("@VERSIONS@", " ".join(pythons))
    return text.replace("@VERSIONS_JOINED@", " ".join(python.replace(".", "") for python in pythons))


def _checksum_list(folder: Path) -> str:
    """As `sha256sum` writes it; Python's installer is put there by hand and carries its own signature."""
    files = sorted(
        one.relative_to(folder).as_posix()
        for top in _OURS - {CHECKSUMS, UNFINISHED, PYTHON_FOLDER}
        for one in _files(folder / top)
    )
    return "".join(f"{set_up.checksum(folder / name)}  {name}\n" for name in files)


def _files(place: Path) -> Iterable[Path]:
    if place.is_file():
        yield place
    yield from (one for one in place.rglob("*") if one.is_file())


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def _write(file: Path, text: str, newline: str = "\n") -> None:
    file.write_text(text, encoding="utf-8", newline=newline)
