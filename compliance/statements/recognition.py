"""Which profile a file fits: by its heading row, by what its cells look like, or by the text of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compliance.statements.page_lines import Line
from compliance.statements.profile_columns import Match
from compliance.statements.profile_files import shipped_profiles
from compliance.statements.profile_schema import Profile
from compliance.statements.statement_table import Cells, Table, distinct, normalised_header

SEARCHED_ROWS = 40
"""Rows at the beginning of a file among which the heading is looked for."""
_SAMPLE_ROWS = 200
_WHOLE, _PART, _LIKENESS = 3, 2, 1
_SEARCHED_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Recognised:
    """The one profile that fits. `heading` is the index of the heading row; -1 where there is none."""

    profile: Profile
    heading: int
    header: Cells
    """The names of the columns, normalised, each once."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several profiles fit equally well."""

    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No profile fits."""


Recognition = Recognised | Ambiguous | Unknown


def recognise(
    content: Table | Sequence[Line], file_name: str = "", profiles: Iterable[Profile] | None = None
) -> Recognition:
    """The one profile that a table, or the lines of a PDF, fits best; the file's name only breaks a tie."""
    candidates = shipped_profiles() if profiles is None else tuple(profiles)
    fits = _table_fits(content, candidates) if isinstance(content, Table) else _text_fits(content, candidates)
    if not fits:
        return Unknown()
    best = max(score for score, _found in fits)
    winners = [found for score, found in fits if score == best]
    if len(winners) > 1:
        named = [
            found
            for found in winners
            if found.profile.match.file_name
            and re.search(found.profile.match.file_name, file_name, re.IGNORECASE)
        ]
        winners = named if len(named) == 1 else winners
    return winners[0] if len(winners) == 1 else Ambiguous(tuple(found.profile for found in winners))


def _table_fits(table: Table, profiles: tuple[Profile, ...]) -> list[tuple[int, Recognised]]:
    heads = [normalised_header(cells) for cells in table.rows[:SEARCHED_ROWS]]
    fits = []
    for profile in profiles:
        if table.kind not in profile.read.kinds:
            continue
        if profile.read.list is not None and table.name != profile.read.list:
            continue
        match = profile.match
        if match.cells:
            if (found := _by_cells(table, profile)) is not None:
                fits.append((_LIKENESS, found))
            continue
        for index, names in enumerate(heads):
            if score := _score(match, names):
                fits.append((score, Recognised(profile, index, distinct(names))))
                break
    return fits


def _score(match: Match, names: Cells) -> int:
    if match.header:
        return _WHOLE if names == match.header else 0
    if (match.first or match.columns) and names:
        begins = names[: len(match.first)] == match.first
        return _PART if begins and set(match.columns) <= set(names) else 0
    return 0


def _by_cells(table: Table, profile: Profile) -> Recognised | None:
    """Rows that look as the profile says; what stands before the first of them is the heading."""
    patterns = [re.compile(pattern) for pattern in profile.match.cells]
    phrases = [re.compile(pattern, re.IGNORECASE) for pattern in profile.match.phrases]
    first = next(
        (index for index, cells in enumerate(table.rows[:SEARCHED_ROWS]) if _looks(cells, patterns)), None
    )
    if first is None:
        return None
    sample = table.rows[first : first + _SAMPLE_ROWS]
    known = any(phrase.search(cell[:500]) for cells in sample for cell in cells for phrase in phrases)
    if phrases and not known:
        return None
    names = tuple(f"#{number}" for number in range(1, len(patterns) + 1))
    return Recognised(profile, first - 1, names)


def _looks(cells: Cells, patterns: list[re.Pattern[str]]) -> bool:
    return len(cells) == len(patterns) and all(
        pattern.search(cell[:500]) for pattern, cell in zip(patterns, cells, strict=True)
    )


def _text_fits(lines: Sequence[Line], profiles: tuple[Profile, ...]) -> list[tuple[int, Recognised]]:
    text = "\n".join(line.text for line in lines)
    if len(text) > 2 * _SEARCHED_TEXT:
        text = f"{text[:_SEARCHED_TEXT]}\n{text[-_SEARCHED_TEXT:]}"
    return [
        (_LIKENESS, Recognised(profile, -1, ()))
        for profile in profiles
        if profile.match.text
        and all(re.search(one, text, re.IGNORECASE | re.MULTILINE) for one in profile.match.text)
    ]
