"""Wrong figures that other calculators were seen to use, read from `wrong_figures.toml`.

None of them is law. They are kept apart from rules/ and only the comparison with other people's figures reads
them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Annotated, Final

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from compliance.money import MILLION, PAISA_PER_RUPEE
from compliance.rulebook import SlabRow, SlabTable

_FILE: Final = "wrong_figures.toml"
_PPM_PER_PERCENT: Final = MILLION // 100

_Row = Annotated[tuple[int, int, int | Decimal], Field(strict=False)]
_Rows = Annotated[tuple[_Row, ...], Field(strict=False, min_length=1)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Years(_Form):
    """What every wrong figure says: the rule it stands in the place of, its tax years, where it was met."""

    instead_of: str
    first: Annotated[int, Field(alias="from")]
    until: int
    met: str


class _TableEntry(_Years):
    rows: _Rows


class _RateEntry(_Years):
    percent: int | Decimal


class _AnswerEntry(_Form):
    rule: str
    met_answers: Annotated[tuple[str | int, ...], Field(strict=False, min_length=1)]
    met: str


class _File(_Form):
    table: dict[str, _TableEntry]
    rate: dict[str, _RateEntry]
    answer: dict[str, _AnswerEntry]


@dataclass(frozen=True, slots=True)
class WrongTable:
    """A table of slabs that is not the law's, and the rule in whose place it was seen."""

    name: str
    instead_of: str
    table: SlabTable


@dataclass(frozen=True, slots=True)
class WrongRate:
    """A rate (`ppm`: parts per million) that is not the law's, and the rule in whose place it was seen."""

    name: str
    instead_of: str
    ppm: int


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """Answers met to a question that no sum can settle: codes as text, amounts as whole rupees."""

    name: str
    rule: str
    met: tuple[str | int, ...]


@cache
def _file() -> _File:
    text = resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    return _File.model_validate(tomllib.loads(text, parse_float=Decimal))


def slab_table(rows: Sequence[tuple[int, int, int]]) -> SlabTable:
    """A table of (above in rupees, fixed amount in rupees, rate in parts per million); nothing is checked.

    A fixed amount may be below zero: a table that stands one row off has such.
    """
    tops = [above for above, _fixed, _ppm in rows[1:]]
    return SlabTable(
        tuple(
            SlabRow(above, top, fixed, Decimal(ppm) / _PPM_PER_PERCENT)
            for (above, fixed, ppm), top in zip(rows, [*tops, None], strict=True)
        ),
        np.array([above * PAISA_PER_RUPEE for above, _fixed, _ppm in rows], dtype=np.int64),
        np.array([fixed for _above, fixed, _ppm in rows], dtype=np.int64),
        np.array([ppm for _above, _fixed, ppm in rows], dtype=np.int64),
    )


def wrong_tables(tax_year: int) -> tuple[WrongTable, ...]:
    """The wrong tables that are tried in a tax year."""
    return tuple(
        WrongTable(
            name,
            entry.instead_of,
            slab_table([(above, fixed, _ppm(percent)) for above, fixed, percent in entry.rows]),
        )
        for name, entry in _file().table.items()
        if entry.first <= tax_year <= entry.until
    )


def wrong_rates(tax_year: int) -> tuple[WrongRate, ...]:
    """The wrong rates that are tried in a tax year."""
    return tuple(
        WrongRate(name, entry.instead_of, _ppm(entry.percent))
        for name, entry in _file().rate.items()
        if entry.first <= tax_year <= entry.until
    )


def other_answers() -> tuple[OtherAnswer, ...]:
    """Questions that no sum settles, with the answers met."""
    return tuple(OtherAnswer(name, entry.rule, entry.met_answers) for name, entry in _file().answer.items())


def _ppm(percent: int | Decimal) -> int:
    return int(percent * _PPM_PER_PERCENT)
