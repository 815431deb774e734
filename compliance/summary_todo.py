"""How one thing to do is put together."""

from __future__ import annotations

from datetime import date

from compliance.summary_types import NextStep
from compliance.text import date_text


def step(
    name: str,
    title: str,
    *detail: str,
    basis: str = "",
    tier: str | None = None,
    by: date | None = None,
    days_late: int = 0,
) -> NextStep:
    """One thing to do; empty sentences are left out."""
    return NextStep(
        id=name,
        title=title,
        detail=tuple(sentence for sentence in detail if sentence),
        by=by,
        by_text=date_text(by) if by else "",
        overdue=days_late > 0,
        days_late=days_late,
        basis=basis,
        tier=tier,
    )
