"""What a PDF was made with, in a small file inside it, and what has changed since when it is opened again."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any, Final, Literal

from compliance.assessment_types import Assessment
from compliance.fx import RateUsed

FILE_NAME: Final = "made-with.json"
FORMAT: Final = "freelancer-made-with"
VERSION: Final = 1
LARGEST: Final = 1024 * 1024
"""Bytes of such a file that are still read."""

ORDINANCE: Final = (
    "tax",
    "final_tax",
    "normal_tax",
    "surcharge",
    "minimum_tax",
    "balance",
    "refundable",
    "over_deducted",
)
POLICY: Final = ("tax", "balance")


@dataclass(frozen=True, slots=True)
class RuleValue:
    """A figure of law as the rule files write it, with its dates."""

    rule: str
    value: str
    first: str
    last: str | None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that was used then or is used now, and is not the same; None where it was not used at all."""

    rule: str
    before: RuleValue | None
    now: RuleValue | None


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A headline figure in whole rupees, by its place (`ordinance.tax`), then and now."""

    name: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A PDF's figures beside those worked out anew from the work inside it.

    `same`: every headline figure is as it was. `rules`, `rates`: what they rest on that is not.
    """

    made_on: date
    version_before: str
    version_now: str
    figures: tuple[FigureChange, ...]
    rules: tuple[RuleChange, ...]
    rates: tuple[RuleChange, ...]

    @property
    def same(self) -> bool:
        """Whether every headline figure is as it was."""
        return not self.figures


Incomparable = Literal["missing", "newer", "unreadable"]


def made_with_json(assessment: Assessment) -> str:
    """Program, rules, day, headline figures and every rule's value used; the same text for the same input."""
    held = {
        "format": FORMAT,
        "version": VERSION,
        "program": assessment.version,
        "rulebook_digest": assessment.rulebook_digest,
        "as_of": assessment.as_of.isoformat(),
        "tax_year": assessment.tax_year,
        "figures": _figures(assessment),
        "rules": [_entry(one) for one in _rules(assessment)],
        "rates": [_entry(one) for one in _rates(assessment)],
    }
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def compare(made_with: bytes | None, assessment: Assessment) -> Comparison | Incomparable:
    """What has changed since a PDF was made. The file was in its user's hands, so all of it is checked."""
    if made_with is None:
        return "missing"
    if len(made_with) > LARGEST:
        return "unreadable"
    try:
        held = json.loads(made_with)
        version = held["version"] if held["format"] == FORMAT else None
        if type(version) is not int:
            return "unreadable"
        if version > VERSION:
            return "newer"
        before, now = held["figures"], _figures(assessment)
        figures = tuple(
            FigureChange(name, _whole(before[name]), now[name]) for name in now if before[name] != now[name]
        )
        return Comparison(
            made_on=date.fromisoformat(held["as_of"]),
            version_before=_text(held["program"]),
            version_now=assessment.version,
            figures=figures,
            rules=_changes(_read(held["rules"]), _rules(assessment)),
            rates=_changes(_read(held["rates"]), _rates(assessment)),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return "unreadable"


def _figures(assessment: Assessment) -> dict[str, int]:
    ordinance, policy = assessment.ordinance, assessment.policy
    found = {f"ordinance.{name}": int(getattr(ordinance, name)) for name in ORDINANCE}
    found |= {"ordinance.low": ordinance.range.low, "ordinance.high": ordinance.range.high}
    return found | {f"policy.{name}": int(getattr(policy, name)) for name in POLICY}


def _rules(assessment: Assessment) -> tuple[RuleValue, ...]:
    used = {
        RuleValue(one.name, one.value, one.first.isoformat(), one.last.isoformat() if one.last else None)
        for step in assessment.trace
        for one in step.parameters
    }
    return tuple(sorted(used, key=_order))


def _rates(assessment: Assessment) -> tuple[RuleValue, ...]:
    """Reference rates of exchange that receipts were estimated with."""
    used = {_rate(one) for one in assessment.rates if one is not None and one.source == "reference"}
    return tuple(sorted(used, key=_order))


def _rate(rate: RateUsed) -> RuleValue:
    return RuleValue(rate.currency, f"{rate.rupees.normalize():f}", rate.month, rate.month)


def _order(one: RuleValue) -> tuple[str, str, str]:
    return (one.rule, one.first, one.value)


def _entry(one: RuleValue) -> dict[str, str | None]:
    return {"rule": one.rule, "value": one.value, "from": one.first, "until": one.last}


def _read(entries: Any) -> tuple[RuleValue, ...]:
    return tuple(
        RuleValue(
            _text(entry["rule"]),
            _text(entry["value"]),
            _text(entry["from"]),
            None if entry["until"] is None else _text(entry["until"]),
        )
        for entry in entries
    )


def _changes(before: tuple[RuleValue, ...], now: tuple[RuleValue, ...]) -> tuple[RuleChange, ...]:
    """What stands on one side only, rule by rule, old and new beside each other in order of their dates."""
    gone: dict[str, list[RuleValue]] = defaultdict(list)
    come: dict[str, list[RuleValue]] = defaultdict(list)
    for one in sorted(set(before) - set(now), key=_order):
        gone[one.rule].append(one)
    for one in sorted(set(now) - set(before), key=_order):
        come[one.rule].append(one)
    return tuple(
        RuleChange(rule, old, new)
        for rule in sorted({*gone, *come})
        for old, new in zip_longest(gone[rule], come[rule])
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value
