"""Every step of an assessment in words, and how each headline figure comes about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from compliance import (
    summary_told_answers,
    summary_told_balance,
    summary_told_receipts,
    summary_told_tax,
)
from compliance.engine import SECTION_219
from compliance.facts import TAX
from compliance.facts.inputs import SWITCHES
from compliance.rulebook_check import value_text
from compliance.summary_rules import rule_text, value_used
from compliance.summary_seen import Seen
from compliance.summary_step_types import StepKind
from compliance.summary_told import CATALOGUE
from compliance.summary_types import Explanation, ReadingName, StepText
from compliance.text import N_, _
from compliance.trace import Step

__all__ = ["explanations", "step_texts", "told_of"]
_TOLD_IN: Final = (summary_told_answers, summary_told_balance, summary_told_receipts, summary_told_tax)
_SWITCHES: Final = frozenset(switch.name for switch in SWITCHES)
_KINDS: Final[Mapping[str, StepKind]] = {"yes_no": "condition", "ppm": "rate"}

FIGURES: Final[tuple[tuple[ReadingName, str, str], ...]] = (
    ("ordinance", "tax", N_("Tax for the year")),
    ("ordinance", "final_tax", N_("Final tax on export receipts")),
    ("ordinance", "normal_tax", N_("Tax at the slabs")),
    ("ordinance", "surcharge", N_("Surcharge")),
    ("ordinance", "minimum_tax", N_("Minimum tax from clients in Pakistan")),
    ("ordinance", "taxable_income", N_("Taxable income")),
    ("ordinance", "tax_deducted", N_("Deducted or paid already")),
    ("ordinance", "balance", N_("Still to pay")),
    ("ordinance", "refundable", N_("Can be claimed back")),
    ("ordinance", "over_deducted", N_("Final tax deducted too much")),
    ("policy", "tax", N_("Tax by the published policy")),
    ("policy", "balance", N_("Still to pay by the published policy")),
)
"""The headline figures that open to an explanation: reading, fact, title."""
_RELIEFS: Final[Mapping[ReadingName, tuple[str, ...]]] = {
    "ordinance": ("relieved_proceeds",),
    "policy": ("relieved_proceeds", "exempt_12000", "zero_rated"),
}
_AFTER_RELIEFS: Final = ("tax", "final_tax", "balance")


def step_texts(readings: Mapping[ReadingName, Seen]) -> dict[tuple[ReadingName, str], StepText]:
    """All steps and answers in words, by reading and name; steps in the order of work."""
    found: dict[tuple[ReadingName, str], StepText] = {}
    for reading, seen in readings.items():
        for name in (*seen.told_of_receipts, *seen.answers):
            found[reading, name] = _answer(seen, name)
        for step in seen.steps.values():
            found[reading, step.name] = _step(seen, step)
    return found


def explanations(
    readings: Mapping[ReadingName, Seen], steps: Mapping[tuple[ReadingName, str], StepText]
) -> tuple[Explanation, ...]:
    """How each headline figure comes about: what it rests on, in the order of work, itself last."""
    return tuple(
        Explanation(
            name=name,
            reading=reading,
            title=_(title),
            figure=readings[reading].amount(name),
            steps=tuple(_told(readings[reading], name, steps)),
        )
        for reading, name, title in FIGURES
    )


def told_of(seen: Seen, name: str) -> tuple[StepText, ...]:
    """The steps of one figure under one reading that bear on this person, in the order of work."""
    steps = step_texts({seen.reading: seen})
    return tuple(step for step in _told(seen, name, steps) if step.matters)


def _told(seen: Seen, name: str, steps: Mapping[tuple[ReadingName, str], StepText]) -> Iterator[StepText]:
    """The steps of a figure; before a tax come the reliefs that leave receipts out of it."""
    told: set[str] = set()
    for relief in _RELIEFS[seen.reading] if name in _AFTER_RELIEFS else ():
        yield from _below(seen, relief, steps, told)
    yield from _below(seen, name, steps, told)


def _below(
    seen: Seen, name: str, steps: Mapping[tuple[ReadingName, str], StepText], told: set[str]
) -> Iterator[StepText]:
    """A step after all that it rests on; what lies under a step that does not bear is left out."""
    if name in told:
        return
    told.add(name)
    step = steps[seen.reading, name]
    if CATALOGUE[name].bears(seen):
        for other in step.rests_on:
            yield from _below(seen, other, steps, told)
    yield step


def _answer(seen: Seen, name: str) -> StepText:
    told = CATALOGUE[name]
    of_person = name in seen.answers
    asked = TAX.inputs[name]
    return StepText(
        name=name,
        reading=seen.reading,
        kind="answer",
        label=_(asked.label),
        sentence=told.sentence(seen),
        value=_value_of_answer(seen, name) if of_person else "",
        matters=told.bears(seen) and not told.silent(seen),
        cite="",
        tier=None,
        rounding="",
        rules=(),
        rests_on=(),
    )


def _value_of_answer(seen: Seen, name: str) -> str:
    if TAX.inputs[name].unit == "yes_no":
        return _("yes") if seen.yes(name) else _("no")
    return seen.amount(name)


def _step(seen: Seen, step: Step) -> StepText:
    told = CATALOGUE[step.name]
    return StepText(
        name=step.name,
        reading=seen.reading,
        kind=_KINDS.get(step.unit, "amount"),
        label=step.label,
        sentence=told.sentence(seen),
        value=_value(seen, step),
        matters=told.bears(seen) and not told.silent(seen),
        cite="; ".join(_(cite) for cite in step.cite),
        tier=step.tier,
        rounding=_rounding(seen, step),
        rules=tuple(
            rule_text(seen.rulebook, value_used(seen.rulebook, used))
            for used in step.parameters
            if told.shows(seen, used.name)
        ),
        rests_on=tuple(name for name in step.inputs if name not in _SWITCHES),
    )


def _value(seen: Seen, step: Step) -> str:
    if step.of == "receipt":
        return ""
    if step.unit == "yes_no":
        return _("yes") if step.value else _("no")
    return seen.amount(step.name)


def _rounding(seen: Seen, step: Step) -> str:
    if not step.value:
        return ""
    if step.rounding != SECTION_219:
        return _(step.rounding) if step.rounding else ""
    limit = seen.rulebook.for_tax_year("rounding_limit", seen.year)
    return _(
        "Rounded once to whole rupees: less than {limit} is dropped, {limit} and more is a rupee."
    ).format(limit=value_text(seen.rulebook.parameters["rounding_limit"], limit))
