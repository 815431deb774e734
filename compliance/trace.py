"""Steps of an assessment: what was worked out from what, under which rule, and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TIERS = ("text", "reported", "inferred", "announced", "unsettled")
"""How far a statement of law is to be trusted, strongest first."""
TIER_RANK = {tier: rank for rank, tier in enumerate(TIERS, start=1)}


def weakest(*tiers: str | None) -> str | None:
    """The weakest of some tiers; None lends nothing, and nothing at all is None."""
    rank = max((TIER_RANK[tier] for tier in tiers if tier is not None), default=0)
    return TIERS[rank - 1] if rank else None


@dataclass(frozen=True, slots=True)
class ParameterUsed:
    """A figure of law that a step took: as shown in the rules, its dates, citations and tier."""

    name: str
    title: str
    value: str
    first: date
    last: date | None
    cite: tuple[str, ...]
    tier: str
    note: str


@dataclass(frozen=True, slots=True)
class Step:
    """One worked-out fact. `value` is one number (person) or one for each receipt, in the unit named.

    Units: `rupees` (whole), `paisa`, `cents` (of a dollar), `ppm` (parts per million), `yes_no`.
    """

    name: str
    label: str
    of: str
    reading: str
    unit: str
    value: int | bool | tuple[int, ...] | tuple[bool, ...]
    inputs: tuple[str, ...]
    parameters: tuple[ParameterUsed, ...]
    cite: tuple[str, ...]
    rounding: str | None
    tier: str | None
