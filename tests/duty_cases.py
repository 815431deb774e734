"""Short ways to ask for the duties, dates and costs of saved work."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from compliance.duties.all_duties import duties
from compliance.duties.case import Case
from compliance.duties.duty_types import Duty
from tests.sample_year import AS_OF, assessed, rules


def with_answers(saved: str, **groups: dict[str, Any]) -> str:
    """Saved work with answers of version 2 added: `person`, `filing`, `wealth`, `other`."""
    document = {**json.loads(saved), "version": 2}
    for group, answers in groups.items():
        document[group] = {**document.get(group, {}), **answers}
    return json.dumps(document)


def case_of(saved: str, as_of: date = AS_OF) -> Case:
    """The case of saved work that has no problem."""
    return Case(assessed(saved, as_of), rules())


def duties_of(saved: str, as_of: date = AS_OF) -> dict[str, Duty]:
    """The duties of saved work by id."""
    return {duty.id: duty for duty in duties(case_of(saved, as_of))}
