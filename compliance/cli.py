"""The command line: `start`, `assess`, `import`, `batch`, `rules`, `check`, `usb`.

Exit status: 0 done; 1 the input has problems or the rules have faults; 2 wrong usage; 3 not covered.
Standard output holds the result and nothing else; problems go to standard error, one a line, as
`path: what was given: what to do`.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final, TextIO

from compliance.cli_status import (
    FAULT_OF_THE_PROGRAM,
    INTERRUPTED,
    NOBODY_READS,
    NOT_COVERED,
    PROBLEMS,
    complain,
)
from compliance.file_access import FileTrouble, writing_trouble
from compliance.interruption import Ended, ending_cleanly
from compliance.rulebook import NotCovered, RuleFaults
from compliance.text import _
from compliance.version import VERSION

_NO_ROOM: Final = (errno.ENOSPC, errno.EFBIG, errno.EIO)
Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status. Argument errors leave through SystemExit(2)."""
    try:
        with ending_cleanly():
            _speak_utf8()
            options = _parser().parse_args(arguments)
            command: Command = options.command
            status = command(options)
            sys.stdout.flush()
        return status
    except FileTrouble as trouble:
        return complain([trouble.line()], PROBLEMS)
    except RuleFaults as found:
        return complain((str(fault) for fault in found.faults), PROBLEMS)
    except NotCovered as outside:
        return complain([outside.line()], NOT_COVERED)
    except BrokenPipeError:
        _silence(sys.stdout)
        return NOBODY_READS
    except KeyboardInterrupt as told:
        status = told.status if isinstance(told, Ended) else INTERRUPTED
        return complain([_("Interrupted. Nothing was written.")], status)
    except Exception as fault:
        if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
            # Files report themselves as FileTrouble; what is left is where the result was sent to.
            _silence(sys.stdout)
            return complain([writing_trouble(Path(_("standard output")), fault).line()], PROBLEMS)
        if sys.flags.dev_mode:
            raise
        line = _("program: {kind}: this is a fault of the program, not of your file. Please report it.")
        return complain([line.format(kind=f"{type(fault).__name__} {fault}".strip())], FAULT_OF_THE_PROGRAM)


def _silence(stream: TextIO) -> None:
    """Drop what is still buffered: it would raise again when the interpreter closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _speak_utf8() -> None:
    """Pipes on some systems would take another encoding and fail on the first name in Urdu."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m compliance",
        description=_("Income tax of a freelancer in Pakistan: what is owed, why, and what to do by when."),
        epilog=_("Exit status: 0 done, 1 problems in the input or the rules, 2 wrong usage, 3 not covered."),
    )
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(metavar=_("COMMAND"), required=True)
    _add_start(commands)
    _add_assess(commands)
    _add_import(commands)
    _add_batch(commands)
    _add_rules(commands)
    _add_check(commands)
    _add_usb(commands)
    return parser


def _add_start(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("start", help=_("open the program in the browser, on this computer alone"))
    parser.add_argument(
        "--port", metavar="N", type=_port, default=8501, help=_("where the browser finds the program")
    )
    parser.add_argument("--no-browser", action="store_true", help=_("do not open a browser"))
    parser.set_defaults(command=_start)


def _add_assess(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("assess", help=_("work out one person's tax year"))
    parser.add_argument("workbook", metavar="WORKBOOK.json", help=_("saved work"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("a letter, or the keys"))
    parser.add_argument("--pdf", metavar="FILE", help=_("write the result as PDF, too"))
    parser.add_argument("--as-of", metavar="DATE", type=_day, help=_("the day to count from, as 2026-11-23"))
    parser.set_defaults(command=_assess)


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("import", help=_("enter statements of platforms and banks into saved work"))
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help=_("a statement as CSV, XLSX, XLS, JSON or PDF")
    )
    parser.add_argument(
        "--workbook", metavar="WORKBOOK.json", required=True, help=_("saved work to extend, or to create")
    )
    parser.add_argument("--review", metavar="REVIEW.csv", help=_("write what has to be looked at, too"))
    parser.add_argument(
        "--service",
        choices=("it", "ites", "other", "unsure"),
        help=_("the kind of work of new receipts; that of the others unless given"),
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("lines, or keys"))
    parser.set_defaults(command=_import)


def _add_batch(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("batch", help=_("work out many people from a file"))
    kind = _("a .csv or .parquet file")
    parser.add_argument("people", metavar="PEOPLE", type=_table, help=kind)
    parser.add_argument("--out", metavar="RESULTS", type=_table, required=True, help=kind)
    parser.add_argument(
        "--workers", metavar="N", type=_workers, default=1, help=_("processes that work at once")
    )
    parser.set_defaults(command=_batch)


def _add_rules(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("rules", help=_("show the rules in force, their trust and sources"))
    parser.add_argument("--tax-year", metavar="N", type=int, help=_("the last completed one unless given"))
    parser.set_defaults(command=_rules)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("check", help=_("check the rule files, all faults at once"))
    parser.add_argument("--year", metavar="N", type=_year, help=_("print what this tax year still lacks"))
    parser.set_defaults(command=_check)


def _add_usb(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "usb", help=_("fetch all that laptops without a network need to install the program, for a USB stick")
    )
    parser.add_argument("folder", metavar="FOLDER", help=_("a new folder, or one that this command made"))
    parser.add_argument(
        "--system",
        metavar="S",
        type=_system,
        action="append",
        help=_("windows, linux or linux-arm; the first two unless given; may be given again"),
    )
    parser.add_argument(
        "--python",
        metavar="N",
        type=_python,
        action="append",
        help=_("a version of Python as 3.12; all that there are parts for unless given; may be given again"),
    )
    parser.add_argument(
        "--check", action="store_true", help=_("fetch nothing; compare each file with the checksum list")
    )
    parser.set_defaults(command=_usb)


def _day(given: str) -> date:
    try:
        if len(given) == len("2026-11-23"):
            return date.fromisoformat(given)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(_("not a day: {given}; write it as 2026-11-23").format(given=given))


def _table(given: str) -> Path:
    if Path(given).suffix.lower() not in (".csv", ".parquet"):
        message = _("neither .csv nor .parquet: {given}")
        raise argparse.ArgumentTypeError(message.format(given=given))
    return Path(given)


def _workers(given: str) -> int:
    if given.isascii() and given.isdigit() and 1 <= int(given) <= 64:
        return int(given)
    raise argparse.ArgumentTypeError(_("not a number from 1 to 64: {given}").format(given=given))


def _port(given: str) -> int:
    if given.isascii() and given.isdigit() and 1024 <= int(given) <= 65535:
        return int(given)
    raise argparse.ArgumentTypeError(_("not a number from 1024 to 65535: {given}").format(given=given))


def _system(given: str) -> str:
    from compliance.workshop.usb_targets import KNOWN

    return _one_of(given, tuple(KNOWN))


def _python(given: str) -> str:
    from compliance.workshop.usb_targets import PYTHONS

    return _one_of(given, PYTHONS)


def _one_of(given: str, known: Sequence[str]) -> str:
    if given in known:
        return given
    message = _("not one of {known}: {given}").format(known=", ".join(known), given=given)
    raise argparse.ArgumentTypeError(message)


def _year(given: str) -> int:
    if given.isascii() and given.isdigit() and 1951 <= int(given) <= 2199:
        return int(given)
    raise argparse.ArgumentTypeError(_("not a tax year: {given}").format(given=given))


def _start(options: argparse.Namespace) -> int:
    from compliance.cli_start import run

    return run(options)


def _assess(options: argparse.Namespace) -> int:
    from compliance.cli_assess import run

    return run(options)


def _import(options: argparse.Namespace) -> int:
    from compliance.cli_import import run

    return run(options)


def _batch(options: argparse.Namespace) -> int:
    from compliance.cli_batch import run

    return run(options)


def _rules(options: argparse.Namespace) -> int:
    from compliance.cli_rules import show_rules

    return show_rules(options)


def _check(options: argparse.Namespace) -> int:
    from compliance.cli_rules import check_rules

    return check_rules(options)


def _usb(options: argparse.Namespace) -> int:
    from compliance.cli_usb import run

    return run(options)
