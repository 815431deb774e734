"""The JSON form of an assessment: stable keys that scripts rely on.

Money that may have paisa or cents is a text with two decimals, all other amounts are whole rupees.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from compliance.assessment_types import Assessment
from compliance.money import half_up, two_decimals
from compliance.trace import ParameterUsed, Step


def to_json(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain data, ready for `json.dumps`."""
    one = assessment
    return {
        "tax_year": one.tax_year,
        "as_of": one.as_of.isoformat(),
        "version": one.version,
        "rulebook_digest": one.rulebook_digest,
        "receipts": {
            "count": one.receipts.count,
            "rupees": two_decimals(one.receipts.rupees),
            "usd": two_decimals(one.receipts.usd),
            "estimated": one.receipts.estimated,
        },
        "ordinance": {**asdict(one.ordinance), "tax_deducted": half_up(one.ordinance.tax_deducted, 100)},
        "policy": {**asdict(one.policy), "zero_rated_rupees": two_decimals(one.policy.zero_rated_rupees)},
        "difference": one.difference,
        "other_option": asdict(one.other_option),
        "retention": [
            {"month": month.month}
            | {name: two_decimals(value) for name, value in asdict(month).items() if name != "month"}
            for month in one.retention
        ],
        "unsettled": [asdict(point) for point in one.unsettled],
        "unknown_answers": [asdict(answer) for answer in one.unknown_answers],
        "filing": {
            "due": one.filing.due.isoformat(),
            "extended_to": one.filing.extended_to.isoformat() if one.filing.extended_to else None,
            "days_late": one.filing.days_late,
            "tier": one.filing.tier,
        },
        "warnings": [asdict(warning) for warning in one.warnings],
        "trace": [_step(step) for step in one.trace],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "label": step.label,
        "of": step.of,
        "reading": step.reading,
        "unit": step.unit,
        "value": list(step.value) if isinstance(step.value, tuple) else step.value,
        "inputs": list(step.inputs),
        "parameters": [_parameter(used) for used in step.parameters],
        "cite": list(step.cite),
        "rounding": step.rounding,
        "tier": step.tier,
    }


def _parameter(used: ParameterUsed) -> dict[str, Any]:
    return {
        "name": used.name,
        "value": used.value,
        "from": used.first.isoformat(),
        "until": used.last.isoformat() if used.last else None,
        "cite": list(used.cite),
        "tier": used.tier,
    }
