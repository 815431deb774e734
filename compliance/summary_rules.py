"""Figures of law and their sources in words: the rules that a step took, and the list of all sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from compliance.rulebook import Rulebook, SlabTable, Source, Value
from compliance.rulebook_check import band_texts, value_text
from compliance.summary_types import RuleText, SourceText
from compliance.summary_words import HOW_READ
from compliance.text import _, date_text
from compliance.trace import ParameterUsed

_NOT_RECORDED: Final = "not recorded"
"""What stands in sources.toml where only the note says how to find a source."""


def source_text(source: Source) -> SourceText:
    """A source as it is listed. Titles, publishers and addresses stand as their makers wrote them."""
    return SourceText(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        address="" if source.address == _NOT_RECORDED else source.address,
        how_read=_(HOW_READ[source.how_read]),
        read_on=date_text(source.read_on) if source.read_on else "",
        note=source.note,
    )


def rule_text(rulebook: Rulebook, value: Value) -> RuleText:
    """One value of a rule with its dates, trust and sources."""
    parameter = rulebook.parameters[value.parameter]
    return RuleText(
        name=parameter.name,
        title=_(parameter.title),
        value=value_text(parameter, value),
        bands=band_texts(value.value) if isinstance(value.value, SlabTable) else (),
        dates=dates_text(value),
        provision=value.provision,
        act=value.act,
        tier=value.tier,
        note=_(value.note),
        sources=tuple(source_text(rulebook.sources[name]) for name in value.cite),
    )


def value_used(rulebook: Rulebook, used: ParameterUsed) -> Value:
    """The rule's value that a step says it took."""
    values = rulebook.parameters[used.name].values
    return next(value for value in values if value.first == used.first)


def paragraph_text(paragraph: str) -> str:
    """A paragraph of the rule files, on one line as the catalogue of sentences has it."""
    sentences = " ".join(paragraph.split())
    return _(sentences)


def dates_text(value: Value) -> str:
    """The span of a value: "1 July 2025 to 30 June 2026", or "since 23 October 2023"."""
    if value.last is None:
        return _("since {first}").format(first=date_text(value.first))
    return _("{first} to {last}").format(first=date_text(value.first), last=date_text(value.last))


def each_once(sources: Iterable[SourceText]) -> tuple[SourceText, ...]:
    """The sources in the order in which they first occur, each once."""
    return tuple({source.id: source for source in sources}.values())
