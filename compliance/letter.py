"""A result as a letter in plain text, 78 columns wide: what to do, the figures, and how they come about."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from compliance.summary_types import Line, NextStep, StepText, Summary
from compliance.text import TIERS, _, ngettext, tier_sentence, tier_word

WIDTH: Final = 78
_AMOUNTS_END: Final = 72
_HELD: Final = "\u00a0"
_BEFORE_FIGURE: Final = re.compile(r"(?<=\bRs) (?=[0-9])")
"""A figure stays on the line of its "Rs"."""


def letter(summary: Summary) -> str:
    """The whole letter, ending in a line end."""
    parts = (
        _opening(summary),
        _to_do(summary),
        _ordinance(summary),
        _policy(summary),
        _choices(summary),
        _how(summary),
        _receipts(summary),
        _foreign_currency(summary),
        _open(summary),
        _unknown(summary),
        _to_know(summary),
        _trust(summary),
        _sources(summary),
        _closing(summary),
    )
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def _wrapped(text: str, indent: int = 0, first: str = "") -> list[str]:
    """Lines of a paragraph; `first` stands before it, and the other lines hang under it."""
    lines = textwrap.wrap(
        _BEFORE_FIGURE.sub(_HELD, text),
        WIDTH,
        initial_indent=" " * indent + first,
        subsequent_indent=" " * (indent + len(first)),
        break_on_hyphens=False,
    )
    return [line.replace(_HELD, " ") for line in lines]


def _headed(title: str, lines: Iterable[str]) -> Iterator[str]:
    held = list(lines)
    if held:
        yield title
        yield "=" * len(title)
        yield from held


def _amount_line(label: str, shown: str) -> str:
    """A label, dots, and the amount at the right; a long label wraps before it."""
    room = _AMOUNTS_END - len(shown) - 4
    *above, last = textwrap.wrap(label, room, initial_indent="  ", subsequent_indent="    ")
    dots = "." * (_AMOUNTS_END - len(last) - len(shown) - 2)
    return "\n".join((*above, f"{last} {dots} {shown}"))


def _opening(summary: Summary) -> Iterator[str]:
    head = summary.header
    yield from _wrapped(_("Your income tax for {year}").format(year=head.tax_year_text))
    yield _("As of {day}").format(day=head.as_of_text)
    for label, given in ((_("Name"), head.name), (_("CNIC"), head.cnic), (_("NTN"), head.ntn)):
        if given:
            yield from _wrapped(f"{label}: {given}")
    yield ""
    yield from _wrapped(head.notice)


def _to_do(summary: Summary) -> Iterator[str]:
    lines: list[str] = []
    for number, step in enumerate(summary.next_steps, start=1):
        lines += ["", *_one_to_do(number, step)] if lines else _one_to_do(number, step)
    yield from _headed(_("What to do next"), lines)


def _one_to_do(number: int, step: NextStep) -> list[str]:
    lines = _wrapped(step.title, first=f"{number}. ".ljust(4))
    for sentence in step.detail:
        lines += _wrapped(sentence, indent=4)
    if step.basis and step.tier:
        basis = _("Basis: {basis} ({trust}).").format(basis=step.basis, trust=tier_word(step.tier))
        lines += _wrapped(basis, indent=4)
    return lines


def _ordinance(summary: Summary) -> Iterator[str]:
    head = summary.headline
    lines = [f"  {head.figure}", "", *_wrapped(head.sentence)]
    for sentence in head.closes:
        lines += _wrapped(_("What would close it: {sentence}").format(sentence=sentence))
    settled = summary.settlement
    paid = (settled.deducted, settled.still_to_pay)
    too_much = tuple(one for one in (settled.refundable, settled.over_deducted) if one.amount)
    lines += [
        "",
        *_tax_lines(summary.lines),
        *(_amount_line(one.label, one.shown) for one in (*paid, *too_much)),
    ]
    if settled.over_deducted.amount:
        lines.append("")
        for sentence in (settled.over_deducted.sentence, *settled.ways_back):
            lines += _wrapped(sentence)
    yield from _headed(_("What the Ordinance says (file by this one)"), lines)


def _tax_lines(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        if line.matters:
            label = line.label
            if line.tier:
                label = _("{label} ({trust})").format(label=line.label, trust=tier_word(line.tier))
            yield _amount_line(label, line.shown)


def _policy(summary: Summary) -> Iterator[str]:
    policy = summary.policy
    lines = [f"  {policy.figure}", ""]
    for sentence in (*policy.reasons, policy.why, policy.caution):
        lines += _wrapped(sentence)
    lines += ["", *_wrapped(summary.difference.sentence)]
    yield from _headed(_("What the published policy says (not for filing)"), lines)


def _choices(summary: Summary) -> Iterator[str]:
    lines = _wrapped(summary.set_aside.sentence)
    for sentence in (summary.cheaper.sentence, *summary.cheaper.detail) if summary.cheaper else ():
        lines += _wrapped(sentence)
    yield from _headed(_("What to set aside, and which choice is cheaper"), lines)


def _how(summary: Summary) -> Iterator[str]:
    told: dict[str, StepText] = {}
    for explanation in summary.explanations:
        if explanation.reading == "ordinance" and explanation.name in ("tax", "balance"):
            told |= {step.name: step for step in explanation.told}
    lines: list[str] = []
    said_of_rounding: set[str] = set()
    for number, step in enumerate(told.values(), start=1):
        lines += _wrapped(step.sentence, first=f"{number}. ".ljust(4))
        if step.rounding and step.rounding not in said_of_rounding:
            lines += _wrapped(step.rounding, indent=4)
            said_of_rounding.add(step.rounding)
        for rule in step.rules:
            said = _("Rule: {title}: {value} ({dates}; {trust}).").format(
                title=rule.title, value=rule.value, dates=rule.dates, trust=tier_word(rule.tier)
            )
            lines += _wrapped(said, indent=4)
            lines += [line for band in rule.bands for line in _wrapped(band, indent=6, first="- ")]
            lines += _wrapped(rule.note, indent=4) if rule.note else []
    yield from _headed(_("How the tax and the balance come about"), lines)


def _receipts(summary: Summary) -> Iterator[str]:
    receipts = summary.receipts
    lines = _wrapped(receipts.sentence)
    for month in receipts.months:
        if month.count:
            label = ngettext("{month}, {count} receipt", "{month}, {count} receipts", month.count)
            lines.append(_amount_line(label.format(month=month.month_text, count=month.count), month.rupees))
    for sentence in receipts.estimates:
        lines += _wrapped(sentence)
    yield from _headed(_("Your receipts"), lines)


def _foreign_currency(summary: Summary) -> Iterator[str]:
    if summary.retention is None:
        return
    lines = _wrapped(summary.retention.sentence)
    for row in summary.retention.rows:
        said = _("{month}: {proceeds} arrived, {limit} may be kept, {kept} was kept.").format(
            month=row.month_text, proceeds=row.proceeds, limit=row.limit, kept=row.kept
        )
        lines += _wrapped(f"{said} {row.sentence}" if row.over_cents else said, indent=2)
    yield from _headed(_("Foreign currency you may keep"), lines)


def _open(summary: Summary) -> Iterator[str]:
    lines: list[str] = []
    for point in summary.open_points:
        lines += _wrapped(point.title, first="- ")
        for sentence in (
            point.default,
            _("The other reading: {reading}").format(reading=point.reading),
            point.effect,
            _("What would close it: {sentence}").format(sentence=point.closes),
        ):
            lines += _wrapped(sentence, indent=2)
    yield from _headed(_("Points on which the law is not settled"), lines)


def _unknown(summary: Summary) -> Iterator[str]:
    lines: list[str] = []
    for question in summary.unknown_answers:
        lines += _wrapped(question.question, first="- ")
        lines += _wrapped(f"{question.sentence} {question.supposed}", indent=2)
        for other in question.others:
            answers = _(" or ").join(other.answers)
            lines += _wrapped(
                _("If the answer is {answers}: {effect}").format(answers=answers, effect=other.effect),
                indent=2,
            )
    yield from _headed(_("What you did not know"), lines)


def _to_know(summary: Summary) -> Iterator[str]:
    lines: list[str] = []
    for sentence in (*(warning.sentence for warning in summary.warnings), *summary.assumptions):
        lines += _wrapped(sentence, first="- ")
    yield from _headed(_("To know, and what these figures suppose"), lines)


def _trust(summary: Summary) -> Iterator[str]:
    lines: list[str] = []
    for tier in TIERS:
        said = _("{trust}: {meaning}").format(trust=tier_word(tier), meaning=tier_sentence(tier))
        lines += _wrapped(said, first="- ")
    yield from _headed(_("What the words in brackets mean"), lines)


def _sources(summary: Summary) -> Iterator[str]:
    lines: list[str] = []
    for source in summary.sources:
        said = _("{title}. {publisher}. {where} ({how}).").format(
            title=source.title,
            publisher=source.publisher,
            where=source.address or source.note,
            how=source.how_read,
        )
        lines += _wrapped(said, first="- ")
    yield from _headed(_("Sources"), lines)


def _closing(summary: Summary) -> Iterator[str]:
    head = summary.header
    yield from _wrapped(
        _("Made with version {version} of the program, rules {digest}.").format(
            version=head.version, digest=head.digest
        )
    )
