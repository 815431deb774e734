"""A statement file from its bytes: opened, recognised, every row accounted for."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from compliance.statements.delimited_text import read_delimited
from compliance.statements.file_opening import open_file
from compliance.statements.pdf_rows import pdf_statement
from compliance.statements.profile_files import shipped_profiles
from compliance.statements.profile_schema import Profile
from compliance.statements.recognition import (
    Ambiguous,
    Recognised,
    Recognition,
    Unknown,
    recognise,
)
from compliance.statements.statement_messages import Note, Refused
from compliance.statements.statement_rows import statement_of_table
from compliance.statements.statement_types import FileContent, Statement
from compliance.statements.text_decoding import decoded
from compliance.text import list_text


def read_statement(
    name: str,
    content: bytes,
    password: str | None = None,
    own_profiles: Iterable[Profile] = (),
    chosen: str | None = None,
) -> Statement:
    """Read one file; never raises for what is in it.

    `own_profiles` are those that a user's workbook holds; `chosen` is the id of the profile to take where
    several fit. The password is used to open a PDF and not kept.
    """
    file_hash = hashlib.sha256(content).hexdigest()
    with uncollected():
        try:
            return _read(name, file_hash, content, password, (*shipped_profiles(), *own_profiles), chosen)
        except Refused as refused:
            return Statement(name, file_hash, (refused.note,))


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for rubbish, which a million new cells would set off again and again in vain."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _read(
    name: str,
    file_hash: str,
    content: bytes,
    password: str | None,
    profiles: tuple[Profile, ...],
    chosen: str | None,
) -> Statement:
    opened = open_file(content, password)
    if chosen is not None:
        profiles = tuple(profile for profile in profiles if profile.id == chosen)
        if not profiles:
            return Statement(name, file_hash, (Note("no_such_profile", chosen),), content=opened)
    statement = statement_of_content(name, file_hash, opened, profiles)
    if statement.profile and statement.profile.read.encoding != "cp1252" and _guessed(opened):
        opened = _decoded_again(content, statement.profile, opened)
        statement = statement_of_content(name, file_hash, opened, (statement.profile,))
    if chosen is not None and isinstance(statement.recognition, Unknown):
        return replace(statement, problems=(Note("profile_does_not_fit", chosen),))
    return statement


def _guessed(opened: FileContent) -> bool:
    return any(warning.code == "encoding_guessed" for warning in opened.warnings)


def _decoded_again(content: bytes, profile: Profile, opened: FileContent) -> FileContent:
    """The file in the encoding that the profile names, where the first was a guess."""
    try:
        text, note = decoded(content, profile.read.encoding)
        return FileContent("csv", (read_delimited(text),), warnings=(note,) if note else ())
    except Refused:
        return opened


def statement_of_content(
    name: str, file_hash: str, opened: FileContent, profiles: tuple[Profile, ...]
) -> Statement:
    """The statement of a file that is already open. Raises Refused where its rows take too long."""
    if opened.kind == "pdf":
        found: Recognition = recognise(opened.lines, name, profiles)
        if isinstance(found, Recognised):
            made = pdf_statement(name, file_hash, opened.lines, found)
            return replace(made, warnings=(*opened.warnings, *made.warnings))
        return _unrecognised(name, file_hash, opened, found)
    results = [(table, recognise(table, name, profiles)) for table in opened.tables]
    known = [(table, found) for table, found in results if isinstance(found, Recognised)]
    if len(known) == 1:
        table, sole = known[0]
        made = statement_of_table(name, file_hash, table, sole)
        others = [other.name for other in opened.tables if other is not table and any(other.rows)]
        notes = (
            (*opened.warnings, Note("other_sheets", values=(("sheets", list_text(others)),)))
            if others
            else opened.warnings
        )
        # The person may change what was said of the file.
        content = opened if sole.profile.grade == "own" else None
        return replace(made, warnings=(*notes, *made.warnings), content=content)
    if known:
        sheets = list_text([table.name for table, _found in known])
        problem = Note("several_sheets", values=(("sheets", sheets),))
        return Statement(name, file_hash, (problem,), opened.warnings, Unknown(), content=opened)
    ambiguous = [found for _table, found in results if isinstance(found, Ambiguous)]
    return _unrecognised(name, file_hash, opened, ambiguous[0] if ambiguous else Unknown())


def _unrecognised(name: str, file_hash: str, opened: FileContent, found: Recognition) -> Statement:
    if isinstance(found, Ambiguous):
        layouts = list_text(
            [one.source if one.grade == "own" else f"{one.source}, {one.layout}" for one in found.profiles]
        )
        problem = Note("ambiguous", values=(("layouts", layouts),))
    else:
        problem = Note("unknown_pdf" if opened.kind == "pdf" else "unknown")
    return Statement(name, file_hash, (problem,), opened.warnings, found, content=opened)
