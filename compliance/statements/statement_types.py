"""A statement file as it was read: what it is, its movements, every other row, what was proved."""

from __future__ import annotations

from dataclasses import dataclass, field

from compliance.statements.movement import Check, Facts, Movement, ReviewRow, RowCounts, SkippedRow
from compliance.statements.page_lines import Line
from compliance.statements.profile_schema import Profile
from compliance.statements.recognition import Recognition, Unknown
from compliance.statements.statement_messages import Note
from compliance.statements.statement_table import Cells, FileKind, Table

PASSWORD_CODES = frozenset({"password_needed", "password_wrong"})


@dataclass(frozen=True, slots=True)
class FileContent:
    """What a reader made of a file: its tables (sheets; one otherwise), or the lines of a PDF."""

    kind: FileKind
    tables: tuple[Table, ...] = ()
    lines: tuple[Line, ...] = ()
    warnings: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One file. With `problems` nothing was posted; `warnings` are about what was.

    Where the file is no known statement, or one that the person described, `content` holds what a mapping
    wizard needs.
    """

    name: str
    file_hash: str
    problems: tuple[Note, ...] = ()
    warnings: tuple[Note, ...] = ()
    recognition: Recognition = field(default_factory=Unknown)
    profile: Profile | None = None
    header: Cells = ()
    movements: tuple[Movement, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    review: tuple[ReviewRow, ...] = ()
    facts: Facts = field(default_factory=Facts)
    checks: tuple[Check, ...] = ()
    counts: RowCounts = field(default_factory=RowCounts)
    content: FileContent | None = None

    @property
    def needs_password(self) -> bool:
        """Whether the file can be read once its password is given."""
        return any(problem.code in PASSWORD_CODES for problem in self.problems)
