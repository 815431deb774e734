"""How a layout that no profile describes writes its money: guessed from the cells of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from compliance.statements.cell_values import amount_reader, currency_in
from compliance.statements.profile_values import NumberForm

NUMBER_FORMS: Final[tuple[NumberForm, ...]] = ("decimal_point", "decimal_comma")
SIDE_WORDS: Final[dict[str, frozenset[str]]] = {
    "credit": frozenset(
        {"cr", "c", "credit", "credited", "in", "+", "incoming", "received", "money in", "haben"}
    ),
    "debit": frozenset(
        {"dr", "db", "d", "debit", "debited", "out", "-", "outgoing", "sent", "money out", "soll"}
    ),
}
"""Words of a column beside the amount that leave no doubt."""
MOST_WORDS: Final = 12
"""Different words of such a column, at most."""
_CURRENCIES: Final = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "rs": "PKR", "rs.": "PKR", "₨": "PKR"}
_AROUND: Final = re.compile(
    r"[-+\u2212(]?\s*(?P<before>[^\d\s()+\u2212-]*)\s*[-\u2212]?"
    r"[\d.,' \u2019\u00a0\u202f]*\d\s*(?P<after>[^\d\s()]*)\)?"
)
_LONGEST_MARK: Final = 6
_MOST_MARKS: Final = 4
_SAMPLE: Final = 1000
"""Cells of a column that guesses look at."""


@dataclass(frozen=True, slots=True)
class MoneyForm:
    """How amounts are written. `certain` is False where another form reads as many of them, otherwise."""

    number: NumberForm = "decimal_point"
    marks: tuple[str, ...] = ()
    brackets: bool = False
    certain: bool = True

    @property
    def currency(self) -> str:
        """The currency that the marks name, where they name one; else an empty text."""
        named = {_CURRENCIES.get(mark.casefold(), currency_in(mark)) for mark in self.marks}
        return named.pop() if len(named) == 1 else ""


def money_form(cells: Iterable[str]) -> MoneyForm:
    """The form in which most of the first cells can be read as amounts."""
    counted = tuple(islice(dict.fromkeys(cells), _SAMPLE))
    marks = _marks(counted)
    brackets = any("(" in cell and ")" in cell for cell in counted)
    readings = {
        form: [amount_reader(form, marks, brackets)(cell) for cell in counted] for form in NUMBER_FORMS
    }
    read = {form: sum(isinstance(one, int) for one in found) for form, found in readings.items()}
    best = max(NUMBER_FORMS, key=lambda form: read[form])
    alike = (
        read["decimal_point"] == read["decimal_comma"]
        and readings["decimal_point"] != readings["decimal_comma"]
    )
    return MoneyForm(best, marks, brackets, certain=not alike)


def telling_amount(
    cells: Iterable[str], marks: tuple[str, ...], brackets: bool
) -> tuple[str, dict[NumberForm, int | None]] | None:
    """The first amount that the two forms read differently, with what each makes of it, in hundredths; None
    for a form that cannot read it. None where there is no such amount."""
    readers = {form: amount_reader(form, marks, brackets) for form in NUMBER_FORMS}
    for cell in cells:
        read = {form: reader(cell) for form, reader in readers.items()}
        made = {form: amount if isinstance(amount, int) else None for form, amount in read.items()}
        if len(set(made.values())) > 1:
            return cell, made
    return None


def read_as_amounts(cells: Iterable[str]) -> int:
    """How many cells can be read as amounts, in the form that fits most of them."""
    cells = tuple(cells)
    form = money_form(cells)
    reader = amount_reader(form.number, form.marks, form.brackets)
    return sum(isinstance(reader(cell), int) for cell in cells)


def _marks(cells: Iterable[str]) -> tuple[str, ...]:
    """What stands beside the figures and is a sign or a code of a currency."""
    found: dict[str, None] = {}
    for cell in cells:
        if around := _AROUND.fullmatch(cell[:40]):
            for mark in (around["before"], around["after"]):
                if (
                    mark
                    and len(mark) <= _LONGEST_MARK
                    and (mark.casefold() in _CURRENCIES or currency_in(mark))
                ):
                    found[mark] = None
    return tuple(found)[:_MOST_MARKS]


def has_minus(cells: Iterable[str]) -> bool:
    """Whether any amount is below zero by its sign or its brackets."""
    return any(cell[:1] in ("-", "\u2212", "(") or "-" in cell or "\u2212" in cell for cell in cells)


def side_words(cells: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The different words of a column beside the amount: for money in, for money out, and others."""
    words = tuple(dict.fromkeys(cells))[:MOST_WORDS]
    plain = {word: word.casefold().rstrip(".") for word in words}
    into = tuple(word for word in words if plain[word] in SIDE_WORDS["credit"])
    out = tuple(word for word in words if plain[word] in SIDE_WORDS["debit"])
    return into, out, tuple(word for word in words if word not in (*into, *out))


def currency_column_values(cells: Iterable[str]) -> bool:
    """Whether most of the first cells are codes of currencies."""
    cells = tuple(islice(cells, _SAMPLE))
    return 2 * sum(bool(currency_in(cell)) for cell in cells) > len(cells)
