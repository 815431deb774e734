"""The heading of a PDF's table: where its columns stand, and under which of them an amount does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.statements.page_lines import Line, Segment

_TEXT_NAMES = ("description", "particulars", "details")


@dataclass(frozen=True, slots=True)
class Heading:
    """The names of the columns from left to right, with the places at which they begin."""

    names: tuple[str, ...]
    lefts: tuple[float, ...]

    @property
    def first_amount(self) -> float:
        """Where the columns right of the text begin."""
        return self.lefts[self.names.index(text_cell(self.names)) + 1]

    def amount_name(self, amount: Segment, sign: str) -> str:
        """The column of an amount: by its sign if it has one, else that in whose width its middle stands."""
        if sign and {"credit", "debit"} <= set(self.names):
            return "credit" if sign == "+" else "debit"
        name = self.names[0]
        for one, left in zip(self.names, self.lefts, strict=True):
            if left <= amount.middle:
                name = one
        return name


def text_cell(names: Sequence[str]) -> str:
    """The column that holds the text. ValueError where none does."""
    for name in names:
        if name in _TEXT_NAMES:
            return name
    raise ValueError(f"no column of text among {', '.join(names)}")


def heading_in(line: Line, names: Sequence[str]) -> Heading | None:
    """Where the columns stand if a line is the heading: its words are the names, in order, and no more."""
    words = line.words
    wanted = [(name, word) for name in names for word in name.split()]
    if len(words) != len(wanted) or any(
        got.text.casefold() != word for got, (_name, word) in zip(words, wanted, strict=True)
    ):
        return None
    lefts: list[float] = []
    at = 0
    for name in names:
        lefts.append(words[at].left)
        at += len(name.split())
    return Heading(tuple(names), tuple(lefts))
