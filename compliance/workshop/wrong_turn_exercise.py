"""An exercise for a room: here is a figure for this year's receipts; which wrong turn made it?"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from compliance.workshop.wrong_turn_types import Turn
from compliance.workshop.wrong_turns_search import ROUNDING, Search, Tried

CHOICES: Final = 4


@dataclass(frozen=True, slots=True)
class Exercise:
    """A wrong figure to be explained. Amounts are whole rupees.

    `choices` are turns in a random order, each with a figure of its own; `answer` is the place of the one
    that made `figure`, `correct` what the tax really is.
    """

    figure: int
    correct: int
    choices: tuple[Turn, ...]
    answer: int


def exercise(found: Search, random: Random, choices: int = CHOICES) -> Exercise | None:
    """An exercise from a year's wrong turns: the same one for the same state of `random`.

    None where this year has fewer than two turns that can be told apart by their figures. Only what our
    sources call wrong is asked about, and no figure that rounding could turn into another.
    """
    wrong = [one for one in found.singles if one.turns[0].verdict == "wrong" and _stands_alone(one, found)]
    if len(wrong) < min(choices, 2):
        return None
    chosen = random.sample(wrong, min(choices, len(wrong)))
    answer = random.randrange(len(chosen))
    return Exercise(
        chosen[answer].figures["tax"], found.ours["tax"], tuple(one.turns[0] for one in chosen), answer
    )


def _stands_alone(one: Tried, found: Search) -> bool:
    """Whether its tax is neither ours nor that of any other turn, by more than rounding."""
    tax = one.figures["tax"]
    others = [found.ours["tax"], *(other.figures["tax"] for other in found.singles if other is not one)]
    return all(abs(tax - other) > ROUNDING for other in others)
