"""A figure that opens to how it was worked out: its steps with the real numbers, their rules and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from compliance.screens import look
from compliance.screens.rules_sources import listed, source_item
from compliance.summary_types import (
    Explanation,
    Line,
    ReadingName,
    RuleText,
    SourceText,
    StepText,
    Summary,
    Why,
)
from compliance.text import _


@dataclass(frozen=True, slots=True)
class Row:
    """A line with a figure, and the step that it opens to ("" for none)."""

    label: str
    shown: str
    note: str = ""
    tier: str | None = None
    opens: str = ""
    total: bool = False


def lines_of(lines: Iterable[Line]) -> list[Row]:
    """The lines of a figure that hold something, and its total."""
    return [
        Row(line.label, line.shown, "" if line.total else line.note, line.tier, line.opens, line.total)
        for line in lines
        if line.matters or line.total
    ]


def ledger(summary: Summary, rows: Iterable[Row], reading: ReadingName = "ordinance") -> str:
    """The HTML of figures one below the other, each of which opens to its steps."""
    return '<div class="ledger">' + "".join(_row(summary, row, reading) for row in rows) + "</div>"


def _row(summary: Summary, row: Row, reading: ReadingName) -> str:
    note = look.markup('<span class="row-note">{note}</span>', note=row.note) if row.note else ""
    words = look.markup("{label}", label=row.label) + note
    line = f'<span class="row-words">{words}</span>{look.tier_mark(row.tier)}' + look.markup(
        '<span class="row-amount">{shown}</span>', shown=row.shown
    )
    kind = " total" if row.total else ""
    steps = told_steps(summary, row.opens, reading) if row.opens else ()
    if not steps:
        return f'<div class="figure-row{kind}">{line}</div>'
    return f'<details class="opens figure-row{kind}"><summary>{line}</summary>{steps_list(steps)}</details>'


def told_steps(summary: Summary, name: str, reading: ReadingName) -> tuple[StepText, ...]:
    """The steps that bear on this person, in the order of work, the figure itself last."""
    for explanation in summary.explanations:
        if (explanation.name, explanation.reading) == (name, reading):
            return explanation.told
    return _flattened(summary, name, reading)


def _flattened(summary: Summary, name: str, reading: ReadingName) -> tuple[StepText, ...]:
    if (reading, name) not in summary.steps:
        return ()
    found = {step.name: step for step in _below(summary.why(name, reading)) if step.matters}
    return tuple(found.values())


def _below(why: Why) -> Iterator[StepText]:
    for reason in why.because:
        yield from _below(reason)
    yield why.step


def steps_list(steps: Iterable[StepText]) -> str:
    """The HTML of steps in the order of work."""
    return '<ol class="steps">' + "".join(_step(step) for step in steps) + "</ol>"


def explanation_html(explanation: Explanation) -> str:
    """The HTML of one explanation, closed."""
    return (
        '<details class="opens figure-row"><summary>'
        + look.markup('<span class="row-words">{title}</span>', title=explanation.title)
        + look.markup('<span class="row-amount">{figure}</span>', figure=explanation.figure)
        + f"</summary>{steps_list(explanation.told)}</details>"
    )


def _step(step: StepText) -> str:
    head = look.markup('<span class="step-label">{label}</span>', label=step.label)
    if step.value:
        head += look.markup('<span class="step-value">{value}</span>', value=step.value)
    under = [look.markup("<span>{cite}</span>", cite=step.cite)] if step.cite else []
    if step.tier:
        under.append(look.tier_mark(step.tier))
    if step.rounding:
        under.append(look.markup("<span>{rounding}</span>", rounding=step.rounding))
    return (
        f'<li><div class="step-head">{head}</div>'
        + (look.markup("<p>{sentence}</p>", sentence=step.sentence) if step.sentence else "")
        + (f'<div class="step-under">{"".join(under)}</div>' if under else "")
        + "".join(rule_opening(rule) for rule in step.rules)
        + "</li>"
    )


def rule_opening(rule: RuleText) -> str:
    """The HTML of a figure of law that opens to its dates, its trust and its sources."""
    summary = look.markup(
        '<span class="row-words">{title}</span>', title=_("Rule: {title}").format(title=rule.title)
    ) + look.markup('<span class="row-amount">{value}</span>', value=rule.value)
    bands = "".join(look.markup("<li>{band}</li>", band=band) for band in rule.bands)
    facts = look.facts(
        [
            (term, value)
            for term, value in (
                (_("Holds"), rule.dates),
                (_("Where it stands"), rule.provision),
                (_("Set by"), rule.act),
            )
            if value
        ]
    )
    return (
        f'<details class="opens rule-of-step"><summary>{summary}</summary><div class="rule-body">'
        + (f"<ul>{bands}</ul>" if bands else "")
        + f"<p>{look.tier_mark(rule.tier)}</p>"
        + (look.markup("<p>{note}</p>", note=rule.note) if rule.note else "")
        + facts
        + listed(rule_source(source) for source in rule.sources)
        + "</div></details>"
    )


def rule_source(source: SourceText) -> str:
    """The HTML of one source in a list."""
    how = source.how_read
    if source.read_on:
        how = _("{how} (read on {day})").format(how=how, day=source.read_on)
    return source_item(source.title, source.publisher, how, source.address, source.note)
