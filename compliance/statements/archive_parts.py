"""The parts of an XLSX file that are needed, taken out within limits and packed anew for the reader.

A ZIP directory can lie about sizes, so that nothing in it is believed: each part is unpacked here, no
further than the limit, and only what was seen is handed on.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import Final

from compliance.statements.reading_limits import (
    MEGABYTE,
    MOST_ARCHIVE_PARTS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_UNPACKED_BYTES,
)
from compliance.statements.statement_messages import Refused

_NEEDED: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_DEFINITION: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FAR_RIGHT: Final = re.compile(rb"\sr\s*=\s*[\"'](?:[A-Z]{3,}|[H-Z][A-Z]|G[S-Z])\d", re.IGNORECASE)
"""A cell beyond column GR, the 200th."""
_FAR_DOWN: Final = re.compile(rb"\sr\s*=\s*[\"'][A-Z]{0,3}(\d{6,})[\"']", re.IGNORECASE)
_WRONG: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    IndexError,
    OverflowError,
)
"""What zipfile raises for archives that are damaged, locked, or packed in ways that no XLSX is."""


def repacked(content: bytes) -> bytes:
    """The same spreadsheet with nothing but its sheets and texts, stored without compression.

    Raises Refused for a damaged or locked archive, for one that unpacks to more than any statement, for
    XML with definitions of its own, and for sheets whose cells lie too far apart.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = _parts(archive)
    except Refused:
        raise
    except _WRONG:
        raise Refused("archive_damaged") from None
    for name, part in parts.items():
        if _DEFINITION.search(_plain_xml(part)):
            raise Refused("archive_entities")
        if _SHEET.fullmatch(name):
            refuse_wide_grid(part)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            # Without the time of day: the same file gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue()


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MOST_ARCHIVE_PARTS:
        raise Refused("archive_too_many_parts", most=MOST_ARCHIVE_PARTS)
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED_BYTES
    for entry in entries:
        if not _NEEDED.fullmatch(entry.filename):
            continue
        if entry.filename in parts:
            raise Refused("archive_damaged")
        if entry.flag_bits & 1:
            raise Refused("archive_locked")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("archive_damaged")
        with archive.open(entry) as part:
            parts[entry.filename] = part.read(left + 1)
        left -= len(parts[entry.filename])
        if left < 0:
            raise Refused("archive_too_large", most=MOST_UNPACKED_BYTES // MEGABYTE)
    if not any(_SHEET.fullmatch(name) for name in parts):
        raise Refused("spreadsheet_unreadable")
    return parts


def _plain_xml(part: bytes) -> bytes:
    """The beginning of an XML part in single bytes: definitions stand before the first element."""
    return part[:100_000].replace(b"\0", b"")


def refuse_wide_grid(sheet: bytes) -> None:
    """Refuse a sheet with cells far out: the rectangle up to them is held in memory, filled or not."""
    if _FAR_RIGHT.search(sheet):
        raise Refused("too_many_columns", most=MOST_COLUMNS)
    if any(int(found[1][:20]) > MOST_ROWS for found in _FAR_DOWN.finditer(sheet)):
        raise Refused("too_many_rows", most=MOST_ROWS)
