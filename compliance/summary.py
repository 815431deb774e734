"""The view model of an assessment: all that screens, documents and letters show, put into words once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from compliance.assessment_types import Assessment
from compliance.rulebook import Rulebook
from compliance.summary_figures import cheaper, difference, lines, set_aside, settlement
from compliance.summary_next_steps import next_steps
from compliance.summary_notes import assumptions, header, warnings
from compliance.summary_points import open_points, unknown_answers
from compliance.summary_policy import policy
from compliance.summary_range import headline
from compliance.summary_receipts import receipts
from compliance.summary_retention import retention
from compliance.summary_rules import each_once, source_text
from compliance.summary_seen import Seen
from compliance.summary_steps import explanations, step_texts
from compliance.summary_types import Explanation, Headline, ReadingName, Retention, SourceText, Summary


def summarise(assessment: Assessment, rulebook: Rulebook) -> Summary:
    """Put an assessment into words, in the language and grouping spoken now. Computes no tax.

    `rulebook` is the one that the assessment was made with; it lends titles and sources.
    """
    seen = Seen(assessment, rulebook, "ordinance")
    readings: Mapping[ReadingName, Seen] = {
        "ordinance": seen,
        "policy": Seen(assessment, rulebook, "policy", other=seen),
    }
    steps = step_texts(readings)
    explained = explanations(readings, steps)
    kept = retention(assessment, rulebook)
    settled = settlement(seen)
    head = headline(seen)
    return Summary(
        header=header(assessment, rulebook),
        next_steps=next_steps(seen, settled),
        headline=head,
        lines=lines(seen),
        settlement=settled,
        policy=policy(assessment, readings["policy"]),
        difference=difference(assessment),
        cheaper=cheaper(assessment),
        set_aside=set_aside(assessment),
        receipts=receipts(assessment),
        retention=kept,
        open_points=open_points(assessment),
        unknown_answers=unknown_answers(assessment),
        warnings=warnings(assessment),
        assumptions=assumptions(seen),
        explanations=explained,
        sources=each_once(_sources(assessment, rulebook, explained, head, kept)),
        steps=MappingProxyType(steps),
    )


def _sources(
    assessment: Assessment,
    rulebook: Rulebook,
    explained: Iterable[Explanation],
    head: Headline,
    kept: Retention | None,
) -> Iterator[SourceText]:
    """What the figures shown rest on: of the steps told, the dates, the policy, and rates if any is used."""
    told = [step for explanation in explained for step in explanation.told]
    told += [step for mark in head.marks for reading in mark.readings for step in reading.steps]
    for step in told:
        for rule in step.rules:
            yield from rule.sources
    for rule in kept.rules if kept else ():
        yield from rule.sources
    for name in ("return_due", "return_extended_to", "policy_exempt_usd"):
        value = rulebook.for_tax_year(name, assessment.tax_year)
        yield from (source_text(rulebook.sources[cited]) for cited in value.cite)
    if any(rate and rate.source == "reference" for rate in assessment.rates):
        yield source_text(rulebook.sources[rulebook.rates.source])
