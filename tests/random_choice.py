"""Where the chance of random workbooks comes from: a seed, or Hypothesis, which shrinks what it finds.

Both answer the same two questions (a whole number in a span, one of some options), so the seeded batch and
the shrinking runs draw from one generator.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Chooser(Protocol):
    """Where chance comes from."""

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""

    def one_of(self, options: Sequence[T]) -> T:
        """One of the options."""


class Seeded:
    """Chance from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def whole(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def one_of(self, options: Sequence[T]) -> T:
        return self.random.choice(options)


class Drawn:
    """Chance from Hypothesis, which shrinks it."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw

    def whole(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def one_of(self, options: Sequence[T]) -> T:
        return self.draw(st.sampled_from(options))


def chance(choose: Chooser, percent: int) -> bool:
    """True in so many of a hundred cases; shrinks to False."""
    return choose.whole(0, 99) >= 100 - percent


def money(choose: Chooser, hundredths: int) -> str:
    """An amount as a saved file may hold it, in one of its spellings."""
    whole, rest = divmod(hundredths, 100)
    spellings = [f"{whole}.{rest:02d}"]
    if rest % 10 == 0:
        spellings.append(f"{whole}.{rest // 10}")
    if rest == 0:
        spellings.append(str(whole))
    return choose.one_of(spellings)


def some_amount(choose: Chooser, most: int) -> int:
    """Hundredths of some currency: small, round, or anything up to `most`."""
    size = choose.whole(0, 3)
    if size == 0:
        return choose.whole(1, min(most, 50_000))
    if size == 1:
        return 10_000 * choose.whole(1, max(1, most // 10_000))
    return choose.whole(1, most if size == 2 else max(1, most // 50))
