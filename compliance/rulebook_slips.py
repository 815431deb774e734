"""What somebody who does not know TOML most likely meant on a line that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from compliance.text import N_, _

_DAY: Final = r"\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ,]+\d{1,4}"
_SLIPS: Final = (
    (
        r"[=\[,]\s*[\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019]",
        N_('The quotation marks are curly ones, as Word sets them: write straight ones (").'),
    ),
    (
        r"=\s*[\d.,_]+\s*(?:%|per ?cent\b)",
        N_("Write percent without the sign, as value = 0.25 is written."),
    ),
    (
        r"=\s*(?:Rs\.?|PKR|USD|\$)\s*\d",
        N_("Write amounts without the currency, as value = 30000 is written."),
    ),
    (r"=\s*\d{4}-\d{2}-\d{2}\s*$", N_("There is no such day: write year, month and day, as in 2026-10-31.")),
    (
        rf"=\s*{_DAY}\s*$",
        N_("Write the day as year, month and day in figures: 2026-10-31."),
    ),
    (r"=\s*\d\d-\d\d\s*$", N_('Write a day of each year in quotation marks: "09-30".')),
    (
        r"=\s*0,\d+\s*$",
        N_("Write decimals with a point, as in 0.25, not with a comma."),
    ),
    (
        r"=\s*\d{1,3}(?:,\d{2,3})+(?:\.\d+)?\s*$|\b0\d[\d,_]*|\d,\d{2,3},0",
        N_("Write numbers without commas and without a zero in front: 100000, or 100_000."),
    ),
    (r"=\s*\.\d", N_("Write a zero before the point, as in 0.25.")),
    (r"=\s*(?:True|False|TRUE|FALSE)\s*$", N_("Write true and false in small letters.")),
    (
        r"=\s*[A-Za-z][^\"'=]*$",
        N_('Write words in straight quotation marks, as value = "none" is written.'),
    ),
    (
        r"^\s*[a-z_]+\s+[^=\s][^=]*$",
        N_('Write an equals sign between the name and what it is, as in tier = "text".'),
    ),
    (r"^(?:[^\"]*\"[^\"]*\")*[^\"]*\"[^\"]*$", N_("A quotation mark is missing.")),
    (
        r"^\s*\[\[?[\w.]*\]?\s*$",
        N_("Write as many brackets behind the name as before it."),
    ),
    (r"=\s*$", N_("Nothing stands behind the equals sign.")),
)
"""Patterns of a line, the surest first, and what to do. Comments are taken off the line before."""
_COMMENT: Final = re.compile(r"""^((?:[^"'#]|"[^"]*"|'[^']*')*)#.*$""")


def advice_on(line: str) -> str | None:
    """How the line should be written; None where no common slip is seen in it."""
    return next(_matching(_COMMENT.sub(r"\1", line).rstrip()), None)


def _matching(line: str) -> Iterator[str]:
    for pattern, advice in _SLIPS:
        if re.search(pattern, line):
            yield _(advice)
