"""The stories of the invented people, and what each one teaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Told:
    """Texts of a person, to be translated where they are shown."""

    title: str
    story: str
    teaches: str
    work: str


TOLD: Final[dict[str, Told]] = {}
