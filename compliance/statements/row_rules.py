"""The rules of a profile, made ready to be asked about one row after another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from compliance.statements.profile_schema import Condition
from compliance.statements.profile_values import Columns
from compliance.statements.statement_table import Cells

_Rule = TypeVar("_Rule", bound=Condition)
_LONGEST_SEARCHED: Final = 500
"""Signs of a text that rules look at."""
_MOST_REMEMBERED: Final = 2000


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
    searches: tuple[tuple[int | None, re.Pattern[str]], ...]
    """In columns, by their place; None for one that the file lacks, whose text is empty."""
    when: re.Pattern[str] | None
    """In the description."""


_Candidate = tuple[_Ready[_Rule], dict[str, str]]


class Rules(Generic[_Rule]):
    """Rules in order, ready for the header of one file."""

    def __init__(self, rules: Iterable[_Rule], header: Cells) -> None:
        self._ready = tuple(self._made_ready(rule, header) for rule in rules)
        self._places = tuple(
            sorted({place for ready in self._ready for place, _one in ready.searches if place is not None})
        )
        self._remembered: dict[tuple[str, ...], list[_Candidate[_Rule]]] = {}

    @staticmethod
    def _made_ready(rule: _Rule, header: Cells) -> _Ready[_Rule]:
        searches = tuple(
            (header.index(name) if name in header else None, re.compile(pattern, re.IGNORECASE))
            for name, pattern in rule.columns.items()
        )
        return _Ready(rule, rule.side, searches, re.compile(rule.when, re.IGNORECASE) if rule.when else None)

    def _candidates(self, cells: Sequence[str], side: str) -> list[_Candidate[_Rule]]:
        """The rules whose columns and side fit: the same for many rows, so that it is worked out once."""
        key = (side, *[cells[place] for place in self._places])
        known = self._remembered.get(key)
        if known is None:
            known = list(self._fitting(cells, side))
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[key] = known
        return known

    def _fitting(self, cells: Sequence[str], side: str) -> Iterator[_Candidate[_Rule]]:
        for ready in self._ready:
            if ready.side is not None and ready.side != side:
                continue
            groups: dict[str, str] = {}
            for place, pattern in ready.searches:
                found = pattern.search("" if place is None else cells[place], 0, _LONGEST_SEARCHED)
                if found is None:
                    break
                groups.update((name, got) for name, got in found.groupdict().items() if got)
            else:
                yield ready, groups

    def applying(
        self, cells: Sequence[str], description: str, amount: int, most: int = 99
    ) -> list[tuple[_Rule, dict[str, str]]]:
        """The first `most` rules that apply to a row, each with what its groups found."""
        applying: list[tuple[_Rule, dict[str, str]]] = []
        if not self._ready:
            return applying
        side = "credit" if amount > 0 else "debit" if amount < 0 else "zero"
        for ready, groups in self._candidates(cells, side):
            if ready.when is None:
                applying.append((ready.rule, groups))
            elif found := ready.when.search(description, 0, _LONGEST_SEARCHED):
                texts = found.groupdict() if ready.when.groupindex else {}
                applying.append((ready.rule, groups | {name: got for name, got in texts.items() if got}))
            else:
                continue
            if len(applying) == most:
                break
        return applying

    def seen(self, cells: Sequence[str]) -> list[str]:
        """The cells of the columns that the rules look at."""
        return [cells[place] for place in self._places]

    def first(
        self, cells: Sequence[str], description: str, amount: int
    ) -> tuple[_Rule, dict[str, str]] | None:
        """The first rule that applies, if any does."""
        applying = self.applying(cells, description, amount, 1)
        return applying[0] if applying else None
