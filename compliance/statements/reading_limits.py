"""How much of somebody else's file is read: more than any statement has, less than would stop the program.

Measured so that the worst file within the limits, and any file beyond them, costs less than 5 seconds and
500 MB.
"""

from __future__ import annotations

from typing import Final

from compliance.statements.statement_messages import Refused

MEGABYTE: Final = 1_000_000
MOST_BYTES: Final = 40 * MEGABYTE
MOST_JSON_BYTES: Final = 10 * MEGABYTE
"""Small groups of keys take thirty times their size in memory."""
MOST_ROWS: Final = 120_000
MOST_ROW_SECONDS: Final = 3.0
"""Of a processor, for all rows of a file."""
LONGEST_PDF_ROW: Final = 2_000
MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 3_000_000
"""Of a spreadsheet, those of the rectangle that its cells span, filled or not."""
LONGEST_LINE: Final = 100_000
LONGEST_CELL: Final = 20_000
MOST_JSON_DEPTH: Final = 20

MOST_ARCHIVE_PARTS: Final = 1_000
MOST_UNPACKED_BYTES: Final = 60 * MEGABYTE
MOST_SHEETS: Final = 50
MOST_SPREADSHEET_SECONDS: Final = 3.5
"""For the process in which a spreadsheet is read."""

MOST_PAGES: Final = 300
MOST_PDF_SECONDS: Final = 3.5
MOST_PDF_STREAM_BYTES: Final = 50 * MEGABYTE
"""Of one stream of a PDF once it is unpacked."""
MOST_PAGE_LETTERS: Final = 100_000


def refuse_large(content: bytes, most: int = MOST_BYTES) -> None:
    """Refuse a file of more than `most` bytes, and an empty one."""
    if not content:
        raise Refused("empty")
    if len(content) > most:
        raise Refused("too_large", most=most // MEGABYTE)
