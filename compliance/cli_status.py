"""Exit statuses of the command line, and its way of complaining."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Final

DONE: Final = 0
PROBLEMS: Final = 1
NOT_COVERED: Final = 3
FAULT_OF_THE_PROGRAM: Final = 70
INTERRUPTED: Final = 130
NOBODY_READS: Final = 141
"""What a shell reports of a program that ended because the reader of its output did."""


def complain(lines: Iterable[str], status: int) -> int:
    """Print each on one line of standard error, whatever stands in it, and hand back the status."""
    for line in lines:
        print(" ".join(line.splitlines()), file=sys.stderr)
    return status
