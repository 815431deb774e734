"""The figures line by line, how each comes about, and the rules that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportlab.platypus import Flowable

from compliance.documents.flow import Text
from compliance.documents.fonts import STRONG
from compliance.documents.marks import Mark
from compliance.documents.page import Heading
from compliance.documents.style import BODY, CELL, CELL_QUIET, SMALL, SUBHEADING
from compliance.documents.tables import Cell, Column, table
from compliance.summary_types import Cheaper, Explanation, Line, RuleText, StepText
from compliance.text import _

_TOTAL = CELL.but(face=STRONG)


def line_table(lines: Iterable[Line], *, with_tiers: bool = True) -> Flowable:
    """The lines of a figure with its total, each with its citation and how far it is to be trusted.

    Without tiers for the policy, whose lines are no surer than the policy itself.
    """
    shown = [line for line in lines if line.matters or line.total]
    rows: list[list[Cell]] = []
    for line in shown:
        style = _TOTAL if line.total else CELL
        label: list[Flowable] = [Text(line.label, style)]
        if line.note:
            label.append(Text(line.note, CELL_QUIET))
        amount = Text(line.shown, style.but(right=True))
        rows.append([label, Text(line.cite, CELL_QUIET), Mark(line.tier if with_tiers else None), amount])
    columns = [
        Column(_("Line"), 0.44),
        Column(_("Law"), 0.24),
        Column(_("How sure") if with_tiers else "", 0.16),
        Column(_("Rupees"), 0.16, figures=True),
    ]
    return table(columns, rows, total=bool(shown) and shown[-1].total)


def choice(cheaper: Cheaper | None) -> Iterator[Flowable]:
    """Final tax or the slabs: what each comes to, where there is a choice."""
    if cheaper is None:
        return
    yield Heading(_("Final tax or the slabs"), SUBHEADING, level=1)
    yield Text(cheaper.sentence, BODY)
    for sentence in cheaper.detail:
        yield Text(sentence, BODY)


def explanations(told: Sequence[Explanation]) -> Iterator[Flowable]:
    """How each figure comes about. A step is told once, where it is first needed; so is how it is rounded."""
    every = [step for explanation in told for step in explanation.told]
    for rounding in dict.fromkeys(step.rounding for step in every if step.rounding):
        yield Text(rounding, SMALL)
    seen: set[tuple[str, str]] = set()
    for explanation in told:
        steps = [step for step in explanation.told if (step.reading, step.name) not in seen]
        seen.update((step.reading, step.name) for step in steps)
        if not steps:
            continue
        yield Heading(f"{explanation.title}: {explanation.figure}", SUBHEADING, level=1)
        yield steps_table(steps)


def steps_table(steps: Iterable[StepText]) -> Flowable:
    """Steps one below the other, each with the law it follows and how far it can be trusted."""
    columns = [Column("", 0.63), Column("", 0.21), Column("", 0.16)]
    return table(columns, [_step(step) for step in steps], with_head=False)


def _step(step: StepText) -> list[Cell]:
    cited = Text(step.cite, CELL_QUIET.but(leading=CELL.leading))
    return [Text(step.sentence, CELL), cited, Mark(step.tier)]


def rules_used(steps: Iterable[StepText]) -> tuple[RuleText, ...]:
    """The rules that some steps took, each once, in the order of first use."""
    found: dict[tuple[str, str, str], RuleText] = {}
    for step in steps:
        for rule in step.rules:
            found.setdefault((rule.name, rule.dates, rule.value), rule)
    return tuple(found.values())


def rule_table(rules: Sequence[RuleText], numbers: Mapping[str, int]) -> Iterator[Flowable]:
    """The rules with their dates, law and trust; `numbers` are those of the list of sources."""
    if not rules:
        return
    yield Heading(_("The rules behind the figures"))
    rows: list[list[Cell]] = []
    for rule in rules:
        told: list[Flowable] = [Text(rule.title, CELL)]
        told += [Text(band, CELL_QUIET) for band in rule.bands]
        if rule.note:
            told.append(Text(rule.note, CELL_QUIET))
        law: list[Flowable] = [Text(rule.provision or rule.act, CELL_QUIET)]
        cited = ", ".join(str(numbers[source.id]) for source in rule.sources if source.id in numbers)
        if cited:
            law.append(Text(_("source {numbers}").format(numbers=cited), CELL_QUIET))
        rows.append(
            [told, "" if rule.bands else rule.value, Text(rule.dates, CELL_QUIET), law, Mark(rule.tier)]
        )
    columns = [
        Column(_("Rule"), 0.42),
        Column(_("Figure"), 0.12, figures=True),
        Column(_("In force"), 0.16),
        Column(_("Law"), 0.16),
        Column(_("How sure"), 0.14),
    ]
    yield table(columns, rows)
