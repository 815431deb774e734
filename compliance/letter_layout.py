"""How a plain text is laid out: 78 columns, headings, amounts at the right, the words for trust, sources."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from compliance.summary_types import RuleText, SourceText
from compliance.text import TIERS, _, tier_sentence, tier_word

WIDTH: Final = 78
_AMOUNTS_END: Final = 72
_HELD: Final = "\u00a0"
_BEFORE_FIGURE: Final = re.compile(r"(?<=\bRs) (?=[0-9])")
"""A figure stays on the line of its "Rs"."""


def wrapped(text: str, indent: int = 0, first: str = "") -> list[str]:
    """Lines of a paragraph; `first` stands before it, and the other lines hang under it."""
    lines = textwrap.wrap(
        _BEFORE_FIGURE.sub(_HELD, " ".join(text.split())),
        WIDTH,
        initial_indent=" " * indent + first,
        subsequent_indent=" " * (indent + len(first)),
        break_on_hyphens=False,
    )
    return [line.replace(_HELD, " ") for line in lines]


def headed(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading over its lines; nothing at all where there are none."""
    held = list(lines)
    if held:
        yield title
        yield "=" * len(title)
        yield from held


def amount_line(label: str, shown: str) -> str:
    """A label, dots, and the amount at the right; a long label wraps before it."""
    room = _AMOUNTS_END - len(shown) - 4
    *above, last = textwrap.wrap(label, room, initial_indent="  ", subsequent_indent="    ")
    dots = "." * (_AMOUNTS_END - len(last) - len(shown) - 2)
    return "\n".join((*above, f"{last} {dots} {shown}"))


def trust_lines() -> Iterator[str]:
    """What each word for trust means."""
    for tier in TIERS:
        said = _("{trust}: {meaning}").format(trust=tier_word(tier), meaning=tier_sentence(tier))
        yield from wrapped(said, first="- ")


def rule_lines(rule: RuleText, indent: int) -> Iterator[str]:
    """A rule with its value, its dates and how far to trust it, then its bands and its note."""
    said = _("Rule: {title}: {value} ({dates}; {trust}).").format(
        title=rule.title, value=rule.value, dates=rule.dates, trust=tier_word(rule.tier)
    )
    yield from wrapped(said, indent=indent)
    for band in rule.bands:
        yield from wrapped(band, indent=indent + 2, first="- ")
    if rule.note:
        yield from wrapped(rule.note, indent=indent)


def source_lines(sources: Iterable[SourceText]) -> Iterator[str]:
    """Each source with its publisher, its address or how to find it, and how it was read."""
    for source in sources:
        said = _("{title}. {publisher}. {where} ({how}).").format(
            title=source.title,
            publisher=source.publisher.removesuffix("."),
            where=source.address or source.note,
            how=source.how_read,
        )
        yield from wrapped(said, first="- ")
