"""`usb`: a folder for a USB stick from which a laptop without a network installs and starts the program.

A kind of laptop that is complete is not fetched again after a break. The program's own checks of what is
complete do not rest on pip, which judges conditions by the machine it runs on (`usb_targets`).
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from compliance.cli_status import DONE, INTERRUPTED, PROBLEMS, complain
from compliance.cli_usb_pip import PipTrouble, build_program, fetch, fetch_pip
from compliance.file_access import FileTrouble, writing_trouble
from compliance.interruption import Ended
from compliance.text import _, ngettext, number
from compliance.version import VERSION
from compliance.workshop import usb_folder
from compliance.workshop.usb_stick import set_up
from compliance.workshop.usb_targets import KNOWN, PYTHONS, USUAL_SYSTEMS, Target
from compliance.workshop.usb_wheels import Wheel, choose, list_text, read_wheel

_MEGABYTE: Final = 1_000_000
_SHARED_MB: Final = 50
"""Measured: the parts that all laptops share."""
_ROUNDS: Final = 5


def run(options: argparse.Namespace) -> int:
    """The command; returns the exit status. Raises FileTrouble."""
    folder = Path(options.folder)
    if options.check:
        return _check(folder)
    systems = dict.fromkeys(options.system or USUAL_SYSTEMS)
    pythons = sorted(set(options.python or PYTHONS), key=PYTHONS.index)
    targets = [Target(system, python) for system in systems for python in pythons]
    source = Path(__file__).parent.parent
    if not (source / "pyproject.toml").is_file():
        line = _(
            "usb: this is an installed program, not its source: a stick is made from the folder that you "
            "downloaded; to have one more stick, copy the folder of an existing one"
        )
        return complain([line], PROBLEMS)
    try:
        return _make(folder, source, targets)
    except PipTrouble as trouble:
        line = _(
            "usb: pip could not fetch everything ({said}): look at the network and give the same command "
            "again; what is complete is kept"
        )
        return complain([line.format(said=trouble)], PROBLEMS)
    except KeyboardInterrupt as told:
        line = _("Interrupted. Give the same command again to go on; what is complete is kept.")
        return complain([line], told.status if isinstance(told, Ended) else INTERRUPTED)
    except OSError as error:
        raise writing_trouble(folder, error) from None


def _make(folder: Path, source: Path, targets: Sequence[Target]) -> int:
    _announce(folder, targets)
    usb_folder.prepare(folder)
    program = _fetch_program(folder, source, targets)
    lists: dict[str, str] = {}
    for place, target in enumerate(targets, 1):
        kept = folder / usb_folder.UNFINISHED / f"{target.name}.txt"
        done = is_complete(folder, kept, program)
        line = (
            _("[{place} of {all}] {name}: is there") if done else _("[{place} of {all}] {name}: is fetched")
        )
        _say(line.format(place=place, all=len(targets), name=target.name))
        if not done:
            kept.write_text(_fetch_target(folder, target, program), encoding="utf-8")
        lists[target.name] = kept.read_text(encoding="utf-8")
    usb_folder.finish(folder, VERSION, targets, lists)
    line = ngettext(
        "{folder} is ready: {count} kind of laptop, {megabytes} MB. Copy the whole folder onto the stick.",
        "{folder} is ready: {count} kinds of laptop, {megabytes} MB. Copy the whole folder onto the stick.",
        len(targets),
    )
    megabytes = number(-(-usb_folder.size(folder) // _MEGABYTE))
    print(line.format(folder=folder, count=len(targets), megabytes=megabytes))
    return DONE


def _announce(folder: Path, targets: Sequence[Target]) -> None:
    about = _SHARED_MB + sum(KNOWN[target.system].megabytes for target in targets)
    _say(
        _(
            "This reaches the internet: pip fetches the parts of the program for {names}, about "
            "{megabytes} MB in all, from where pip gets its packages on this computer. "
            "Nothing of yours is sent."
        ).format(names=", ".join(target.name for target in targets), megabytes=number(about))
    )
    there = next(one for one in (folder, *folder.absolute().parents) if one.is_dir())
    free = shutil.disk_usage(there).free // _MEGABYTE + usb_folder.size(folder) // _MEGABYTE
    if free < about:
        raise FileTrouble(
            str(folder),
            _("about {megabytes} MB are needed, and {free} MB are free").format(
                megabytes=number(about), free=number(free)
            ),
            _("make room, choose another folder, or take fewer kinds of laptop with --python and --system"),
        )


def _fetch_program(folder: Path, source: Path, targets: Sequence[Target]) -> Wheel:
    """The program's own wheel, with pip's beside it, in the folder of what is new."""
    new = folder / usb_folder.UNFINISHED / usb_folder.NEW
    shutil.rmtree(new, ignore_errors=True)
    program = read_wheel(build_program(source, new))
    fetch_pip(new, min(targets, key=lambda target: target.lowest))
    return program


def is_complete(folder: Path, kept: Path, program: Wheel) -> bool:
    """Whether an earlier run completed this kind of laptop, for the same program, and all is still there."""
    if not kept.is_file():
        return False
    wanted = set(usb_folder.digests(kept.read_text(encoding="utf-8")))
    there = {set_up.checksum(wheel) for wheel in (folder / set_up.WHEELS).iterdir()}
    own = set_up.checksum(program.file)
    return own in wanted and wanted <= there | {own}


def _fetch_target(folder: Path, target: Target, program: Wheel) -> str:
    """Fetch what one kind of laptop needs into the folder of wheels; returns its list."""
    wheels = folder / set_up.WHEELS
    fetched = folder / usb_folder.UNFINISHED / target.name
    fetched.mkdir(exist_ok=True)
    for there in wheels.glob("*.whl"):
        if read_wheel(there).fits(target) and not (fetched / there.name).exists():
            shutil.copyfile(there, fetched / there.name)
    wanted = [str(program.file)]
    for _round in range(_ROUNDS):
        fetch(target, wanted, fetched)
        choice = choose(program, map(read_wheel, fetched.glob("*.whl")), target)
        if not choice.missing:
            break
        wanted = [str(program.file), *choice.missing]
    else:
        raise PipTrouble(", ".join(choice.missing))
    text = list_text(target, choice.wheels)
    for wheel in choice.wheels:
        if wheel is not program:
            wheel.file.replace(wheels / wheel.file.name)
    shutil.rmtree(fetched)
    return text


def _check(folder: Path) -> int:
    """Compare every file of a folder or stick with its checksum list."""
    try:
        names = list(set_up.read_checksums(folder))
    except set_up.Refused:
        line = _("{folder}: not a complete stick: make it again, or copy the whole folder")
        return complain([line.format(folder=folder)], PROBLEMS)
    wrong = set_up.faults(folder, names)
    if wrong:
        line = _("{file}: missing or damaged: copy the whole folder again")
        return complain([line.format(file=folder / name) for name in wrong], PROBLEMS)
    line = ngettext("{count} file is as it was made.", "{count} files are as they were made.", len(names))
    print(line.format(count=number(len(names))))
    return DONE


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
