"""The figures line by line, how each comes about, and the rules that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportlab.platypus import Flowable, Spacer

from compliance.documents.flow import Text
from compliance.documents.fonts import STRONG
from compliance.documents.marks import Mark
from compliance.documents.page import Heading
from compliance.documents.style import BODY, CELL, CELL_QUIET, SMALL, SUBHEADING
from compliance.documents.tables import Cell, Column, table
from compliance.summary_types import Cheaper, Explanation, Line, RuleText, StepText
from compliance.text import _

_FIGURE = CELL.but(right=True)
_TOTAL = CELL.but(face=STRONG)


def line_table(lines: Iterable[Line]) -> Flowable:
    """The lines of a figure with its total, each with its citation and how far it is to be trusted."""
    shown = [line for line in lines if line.matters or line.total]
    rows: list[list[Cell]] = []
    for line in shown:
        style = _TOTAL if line.total else CELL
        label: list[Flowable] = [Text(line.label, style)]
        if line.note:
            label.append(Text(line.note, CELL_QUIET))
        amount = Text(line.shown, style.but(right=True))
        rows.append([label, Text(line.cite, CELL_QUIET), Mark(line.tier), amount])
    columns = [
        Column(_("Line"), 0.44),
        Column(_("Law"), 0.24),
        Column(_("How sure"), 0.16),
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
    """How each figure comes about. A step is told once, where it is first needed."""
    seen: set[tuple[str, str]] = set()
    for explanation in told:
        steps = [step for step in explanation.told if (step.reading, step.name) not in seen]
        seen.update((step.reading, step.name) for step in steps)
        if not steps:
            continue
        yield Heading(f"{explanation.title}: {explanation.figure}", SUBHEADING, level=1)
        yield table(
            [Column("", 0.63), Column("", 0.21), Column("", 0.16)],
            [_step(step) for step in steps],
            with_head=False,
        )


def _step(step: StepText) -> list[Cell]:
    told: list[Flowable] = [Text(step.sentence, CELL)]
    if step.rounding:
        told.append(Text(step.rounding, CELL_QUIET))
    return [told, Text(step.cite, CELL_QUIET.but(leading=CELL.leading)), Mark(step.tier)]


def rules_used(steps: Iterable[StepText]) -> tuple[RuleText, ...]:
    """The rules that some steps took, each once, in the order of first use."""
    found: dict[tuple[str, str, str], RuleText] = {}
    for step in steps:
        for rule in step.rules:
            found.setdefault((rule.name, rule.dates, rule.value), rule)
    return tuple(found.values())


def rule_table(rules: Sequence[RuleText], numbers: Mapping[str, int]) -> Iterator[Flowable]:
    """The rules with their dates, law and trust; `numbers` are those of the list of sources."""
    rows: list[list[Cell]] = []
    for rule in rules:
        told: list[Flowable] = [Text(rule.title, CELL)]
        told += [Text(band, CELL_QUIET) for band in rule.bands]
        if rule.note:
            told.append(Text(rule.note, CELL_QUIET))
        value: list[Flowable] = [] if rule.bands else [Text(rule.value, _FIGURE)]
        law: list[Flowable] = [Text(rule.provision or rule.act, CELL_QUIET)]
        cited = ", ".join(str(numbers[source.id]) for source in rule.sources if source.id in numbers)
        if cited:
            law.append(Text(_("source {numbers}").format(numbers=cited), CELL_QUIET))
        rows.append([told, value, Text(rule.dates, CELL_QUIET), law, Mark(rule.tier)])
    columns = [
        Column(_("Rule"), 0.36),
        Column(_("Figure"), 0.13, figures=True),
        Column(_("In force"), 0.18),
        Column(_("Law"), 0.17),
        Column(_("How sure"), 0.16),
    ]
    if rows:
        yield table(columns, rows)
        yield Spacer(0, 4)


def tier_key(tiers: Iterable[tuple[str, str]]) -> Flowable:
    """What each shape means: `(tier, sentence)`."""
    rows: list[list[Cell]] = [
        [Mark(tier, CELL_QUIET), Text(told, SMALL.but(after=0))] for tier, told in tiers
    ]
    return table([Column("", 0.17), Column("", 0.83)], rows, with_head=False)
