"""Statements of platforms and banks: every row posted, left out with a reason, or to be looked at."""

from compliance.statements.movement import Check, Facts, Movement, ReviewRow, RowCounts, SkippedRow
from compliance.statements.profile_files import (
    ProfileFault,
    ProfileFaults,
    profile_of,
    shipped_profiles,
)
from compliance.statements.profile_schema import Profile
from compliance.statements.recognition import Ambiguous, Recognised, Unknown, recognise
from compliance.statements.statement_messages import Note
from compliance.statements.statement_reading import read_statement
from compliance.statements.statement_types import FileContent, Statement

__all__ = [
    "Ambiguous",
    "Check",
    "Facts",
    "FileContent",
    "Movement",
    "Note",
    "Profile",
    "ProfileFault",
    "ProfileFaults",
    "Recognised",
    "ReviewRow",
    "RowCounts",
    "SkippedRow",
    "Statement",
    "Unknown",
    "profile_of",
    "read_statement",
    "recognise",
    "shipped_profiles",
]
