"""Puts the program from this stick onto this computer's own disk and starts it, without a network.

It runs on any computer's own Python before anything is installed, so it needs nothing but Python, and
it speaks English. `start.bat` and `start.sh` call it; it can be called by hand, too:

    python set_up.py [--to FOLDER] [--port N] [--no-browser] [--no-start] [--fits] [--check]
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import time
import zipfile
from pathlib import Path

CHECKSUMS = "SHA256SUMS.txt"
WHEELS = "wheels"
LISTS = "lists"
HOME_FOLDER = "Freelancer-tax-helper"
OLDEST_GLIBC = (2, 28)
LONGEST_WINDOWS_PATH = 259
MEGABYTE = 1_000_000
ROOM_TO_SPARE = 100 * MEGABYTE
SYSTEMS = {"win-amd64": "windows", "linux-x86_64": "linux", "linux-aarch64": "linux-arm"}
"""The systems that a stick can serve, by what Python calls what it was built for."""


class Refused(Exception):
    """Why this cannot go on here, and what to do, in words."""


def target() -> str:
    """What this computer and this Python are called on the stick, as `windows-3.12`; raises Refused."""
    system = SYSTEMS.get(sysconfig.get_platform())
    if system is None:
        raise Refused(f"The stick has nothing for this Python, which is made for {sysconfig.get_platform()}.")
    if sys.implementation.name != "cpython" or sysconfig.get_config_var("Py_GIL_DISABLED"):
        raise Refused("This is not the usual kind of Python.")
    if system != "windows":
        library, version = platform.libc_ver()
        if library != "glibc" or _numbers(version) < OLDEST_GLIBC:
            raise Refused("This Linux is too old, or of a kind that the stick has nothing for.")
    return f"{system}-{sys.version_info[0]}.{sys.version_info[1]}"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def read_checksums(stick: Path) -> dict[str, str]:
    """The checksum (SHA-256, hexadecimal) of every file of the stick by its path; raises Refused."""
    try:
        lines = (stick / CHECKSUMS).read_text(encoding="utf-8").splitlines()
        found = [line.split("  ", 1) for line in lines]
        listed = {name: digest for digest, name in found}
    except (OSError, ValueError):
        listed = {}
    if not listed:
        raise Refused(f"The stick is not complete: its list {CHECKSUMS} is missing or damaged.")
    return listed


def checksum(file: Path) -> str:
    """SHA-256 of a file's content, hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def faults(stick: Path, names: list[str]) -> list[str]:
    """Which of these files of the stick are missing, cannot be read or differ from the checksum list."""
    listed = read_checksums(stick)
    wrong = []
    for name in names:
        try:
            sound = checksum(stick / name) == listed.get(name)
        except OSError:
            sound = False
        if not sound:
            wrong.append(name)
    return wrong


def needed(stick: Path, list_name: str) -> list[str]:
    """The files that one list needs, pip as the last; a list that is wrong raises Refused."""
    _refuse(faults(stick, [list_name]))
    wanted = {
        part.split("=", 1)[1].removeprefix("sha256:")
        for line in (stick / list_name).read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for part in line.split()
        if part.startswith("--hash=")
    }
    listed = read_checksums(stick)
    wheels = [name for name, digest in listed.items() if digest in wanted and name.startswith(f"{WHEELS}/")]
    installers = [name for name in listed if name.startswith(f"{WHEELS}/pip-")]
    if len(wheels) != len(wanted) or len(installers) != 1:
        raise Refused(f"The stick is not complete: {CHECKSUMS} and {list_name} do not fit together.")
    return [*wheels, *installers]


def _refuse(wrong: list[str]) -> None:
    if wrong:
        raise Refused(
            "These files of the stick are missing or damaged:\n  "
            + "\n  ".join(wrong)
            + "\nNothing was installed. Take another stick, or copy the folder onto this one again."
        )


def _check_room(stick: Path, wheels: list[str], folder: Path) -> None:
    inside = []
    for name in wheels:
        with zipfile.ZipFile(stick / name) as archive:
            inside += archive.infolist()
    # Python compiles what it imports: as much again for its own files, and the rest stays as it is.
    wanted = sum(one.file_size * (2 if one.filename.endswith(".py") else 1) for one in inside)
    free = shutil.disk_usage(folder).free
    if free < wanted + ROOM_TO_SPARE:
        raise Refused(
            f"The disk is too full: {(wanted + ROOM_TO_SPARE) // MEGABYTE} MB are needed in {folder}, and "
            f"{free // MEGABYTE} MB are free. Make room, or choose another folder with --to."
        )
    longest = len(str(_packages_of(folder))) + max(len(one.filename) for one in inside) + 1
    if os.name == "nt" and longest > LONGEST_WINDOWS_PATH:
        raise Refused(
            f"The name of the folder {folder} is too long for Windows: choose one with --to C:\\Tax"
        )


def _environment() -> dict[str, str]:
    """Without this computer's own settings for Python and pip, which could send pip elsewhere."""
    theirs = ("PIP_", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(theirs)}
    return {**kept, "PIP_CONFIG_FILE": os.devnull}


def _python_of(folder: Path) -> Path:
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def _packages_of(folder: Path) -> Path:
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))


def install(stick: Path, list_name: str, folder: Path) -> None:
    """Make a virtual environment in `folder` with exactly what the list names; raises Refused."""
    print("Looking at the files on the stick ...", flush=True)
    files = needed(stick, list_name)
    _refuse(faults(stick, files))
    *parts, pip = files
    _check_room(stick, parts, folder)
    try:
        import venv
    except ImportError:
        raise Refused(
            "This Python cannot make virtual environments. On Debian: apt install python3-venv"
        ) from None
    venv.EnvBuilder(with_pip=False, clear=True).create(folder)
    _run_pip(stick, stick / pip, stick / list_name, folder, len(parts))
    checked = subprocess.run(
        [_python_of(folder), "-I", "-m", "compliance", "check"],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if checked.returncode:
        raise Refused(f"The program was installed but does not run:\n{checked.stderr}")


def _run_pip(stick: Path, pip: Path, wanted: Path, folder: Path, parts: int) -> None:
    # Compiling all that is installed takes as long again as installing it; the first start does its share.
    options = [
        "--isolated", "--no-index", "--find-links", str(stick / WHEELS), "--only-binary=:all:",
        "--require-hashes", "--no-cache-dir", "--disable-pip-version-check", "--no-warn-script-location",
        "--no-compile", "--quiet",
    ]  # fmt: skip
    command = [str(_python_of(folder)), "-I", str(pip / "pip"), "install", *options, "-r", str(wanted)]
    with subprocess.Popen(command, env=_environment()) as running:
        while running.poll() is None:
            done = sum(1 for _found in _packages_of(folder).glob("*.dist-info"))
            print(f"\rInstalling: {done} of {parts} parts", end="", flush=True)
            time.sleep(0.5)
    print(f"\rInstalling: {parts} of {parts} parts" if running.returncode == 0 else "", flush=True)
    if running.returncode:
        raise Refused("pip could not install the program from the stick; what it said stands above.")


def set_up(stick: Path, home: Path) -> Path:
    """The Python of the installed program, which is installed first where it is not there yet."""
    list_name = f"{LISTS}/{target()}.txt"
    if not (stick / list_name).is_file():
        raise Refused(f"The stick has nothing for {target()} (the system and the version of Python).")
    _refuse(faults(stick, [list_name]))
    programs = home / "program"
    folder = programs / checksum(stick / list_name)[:12]
    complete = folder / "complete"
    if not complete.is_file():
        print(f"Installing into {home}. This takes a few minutes, once.", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        install(stick, list_name, folder)
        complete.write_text("", encoding="utf-8")
        _write_start_file(home, folder)
        for older in programs.glob(12 * "[0-9a-f]"):
            if older != folder and (older / "pyvenv.cfg").is_file():
                shutil.rmtree(older, ignore_errors=True)
    return _python_of(folder)


def _write_start_file(home: Path, folder: Path) -> None:
    """A file that starts the program later, without the stick."""
    inside = _python_of(folder).relative_to(home)
    if os.name == "nt":
        command = f'"%~dp0{inside}" -I -m compliance start %*'
        lines = ["@echo off", command, "if %errorlevel% neq 0 pause", ""]
        (home / "start.bat").write_bytes("\r\n".join(lines).encode("ascii"))
        return
    script = home / "start.sh"
    lines = ["#!/bin/sh", f'exec "$(dirname "$0")/{inside.as_posix()}" -I -m compliance start "$@"', ""]
    script.write_bytes("\n".join(lines).encode("ascii"))
    script.chmod(0o755)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Install the program from this stick and start it.")
    parser.add_argument(
        "--to", type=Path, default=Path.home() / HOME_FOLDER, help="the folder to install into"
    )
    parser.add_argument("--port", default="8501", help="where the browser finds the program")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--no-start", action="store_true", help="install only")
    parser.add_argument("--fits", action="store_true", help="say whether the stick has parts for this Python")
    parser.add_argument("--check", action="store_true", help="check every file of the stick")
    return parser.parse_args()


def main() -> int:
    """Do what the options ask for; returns the exit status."""
    stick = Path(__file__).resolve().parent.parent
    options = _options()
    # A name in Urdu must not end this where a window cannot show it.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        if options.fits:
            return 0 if (stick / LISTS / f"{target()}.txt").is_file() else 1
        if options.check:
            _refuse(faults(stick, list(read_checksums(stick))))
            print("Every file of the stick is as it was made.")
            return 0
        home = options.to.absolute()
        python = set_up(stick, home)
    except (Refused, OSError) as refused:
        print(f"\n{refused}", file=sys.stderr)
        return 1
    print(
        f"Installed. From now on the stick is not needed: open the folder {home} and start it there.",
        flush=True,
    )
    if options.no_start:
        return 0
    browser = ["--no-browser"] if options.no_browser else []
    command = [python, "-I", "-m", "compliance", "start", "--port", options.port, *browser]
    try:
        return subprocess.run(command, cwd=home, env=_environment(), check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
