"""That the figures of a range are those of single readings, said wherever one of its ends is shown."""

from __future__ import annotations

from compliance.assessment_types import Assessment
from compliance.text import _


def readings_that_move(one: Assessment) -> int:
    """How many open points move the tax, each by its other reading."""
    return sum(bool(point.effect_rupees) for point in one.unsettled)


def taken_alone() -> str:
    """That the ends of a range are those of single readings."""
    return _("Each reading is taken alone; several together can lead beyond these figures.")
