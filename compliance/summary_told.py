"""The catalogue of sentences: for each fact one function that tells it with this person's numbers.

A fact without a sentence is a failed test. Sentences come from here by the fact's name, never from formulas.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from compliance.summary_seen import Seen

Sentence = Callable[[Seen], str]


@dataclass(frozen=True, slots=True)
class Told:
    """How a fact is told.

    `bears`: whether it bears on this person; where it does not, nothing below it is told either. `silent`:
    it only carries figures on, so that what it rests on is told and it is not. `shows`: whether a rule that
    the step took is shown with it.
    """

    sentence: Sentence
    bears: Callable[[Seen], bool]
    silent: Callable[[Seen], bool]
    shows: Callable[[Seen, str], bool]


CATALOGUE: Final[dict[str, Told]] = {}


def _always_told(_seen: Seen) -> bool:
    return False


def _every_rule(_seen: Seen, _rule: str) -> bool:
    return True


def tells(
    name: str,
    *,
    bears: Callable[[Seen], bool] | None = None,
    silent: Callable[[Seen], bool] = _always_told,
    shows: Callable[[Seen, str], bool] = _every_rule,
) -> Callable[[Sentence], Sentence]:
    """Enter a sentence for a fact or an answer. Unless told otherwise it bears where it is not zero."""

    def enter(sentence: Sentence) -> Sentence:
        if name in CATALOGUE:
            raise ValueError(f"{name} is told twice")
        CATALOGUE[name] = Told(sentence, bears or (lambda seen: not_zero(seen, name)), silent, shows)
        return sentence

    return enter


def not_zero(seen: Seen, name: str) -> bool:
    """Whether a figure is above or below zero, or a condition holds for a receipt or the person."""
    if name in seen.answers or (name in seen.steps and seen.steps[name].of == "person"):
        return seen.number(name) != 0
    return bool(seen.flags(name).any())


def always(_seen: Seen) -> bool:
    """For steps that always bear, or are always silent."""
    return True
