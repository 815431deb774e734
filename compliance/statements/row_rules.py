"""The rules of a profile, made ready to be asked about one row after another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from compliance.statements.profile_schema import Condition
from compliance.statements.profile_values import Columns
from compliance.statements.statement_table import Cells

_Rule = TypeVar("_Rule", bound=Condition)
_LONGEST_SEARCHED = 500
"""Signs of a text that rules look at."""


def places_of(columns: Columns | None, header: Cells) -> tuple[int, ...]:
    """Where the named columns stand in a row; those that a file lacks are left out."""
    return tuple(header.index(name) for name in columns or () if name in header)


def first_filled(cells: Sequence[str], places: tuple[int, ...]) -> str:
    """The first cell of these places that is filled in, or an empty text."""
    for place in places:
        if cells[place]:
            return cells[place]
    return ""


@dataclass(frozen=True, slots=True)
class _Ready(Generic[_Rule]):
    rule: _Rule
    side: str | None
    searches: tuple[tuple[int, re.Pattern[str]], ...]
    """A place of -1 is the description, of -2 a column that the file lacks."""


class Rules(Generic[_Rule]):
    """Rules in order, ready for the header of one file."""

    def __init__(self, rules: Iterable[_Rule], header: Cells) -> None:
        self._ready = tuple(self._made_ready(rule, header) for rule in rules)

    @staticmethod
    def _made_ready(rule: _Rule, header: Cells) -> _Ready[_Rule]:
        searches = [
            (header.index(name) if name in header else -2, re.compile(pattern, re.IGNORECASE))
            for name, pattern in rule.columns.items()
        ]
        if rule.when:
            searches.append((-1, re.compile(rule.when, re.IGNORECASE)))
        return _Ready(rule, rule.side, tuple(searches))

    def applying(
        self, cells: Sequence[str], description: str, amount: int
    ) -> Iterator[tuple[_Rule, dict[str, str]]]:
        """The rules that apply to a row, in order, each with what its groups found."""
        side = "credit" if amount > 0 else "debit" if amount < 0 else "zero"
        for ready in self._ready:
            if ready.side is not None and ready.side != side:
                continue
            groups: dict[str, str] = {}
            for place, pattern in ready.searches:
                text = description if place == -1 else cells[place] if place >= 0 else ""
                found = pattern.search(text, 0, _LONGEST_SEARCHED)
                if found is None:
                    break
                if pattern.groupindex:
                    groups.update((name, got) for name, got in found.groupdict().items() if got)
            else:
                yield ready.rule, groups

    def seen(self, cells: Sequence[str]) -> list[str]:
        """The cells of the columns that the rules look at."""
        places = {place for ready in self._ready for place, _pattern in ready.searches if place >= 0}
        return [cells[place] for place in sorted(places)]

    def first(
        self, cells: Sequence[str], description: str, amount: int
    ) -> tuple[_Rule, dict[str, str]] | None:
        """The first rule that applies, if any does."""
        return next(self.applying(cells, description, amount), None)
