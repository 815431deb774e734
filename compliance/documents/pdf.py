"""A tax year as a PDF, to file by or to take to a consultant.

It shows what an assessment holds and computes no tax. The Ordinance comes first; the published policy stands
on a last page of its own, which says that it is not for filing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from reportlab.platypus import Flowable, KeepTogether, NextPageTemplate, PageBreak

from compliance.assessment_types import Assessment
from compliance.documents.attachment import attach_work
from compliance.documents.closing import made_with, source_table
from compliance.documents.doubts import doubts
from compliance.documents.figures import (
    choice,
    explanations,
    line_table,
    rule_table,
    rules_used,
)
from compliance.documents.front import front
from compliance.documents.money_received import by_month, kept, one_by_one
from compliance.documents.page import NOT_FOR_FILING, Heading, build
from compliance.documents.papers import Papers, papers
from compliance.documents.policy_page import policy_page
from compliance.documents.tiers_shown import key_of_marks
from compliance.rulebook import Rulebook
from compliance.summary import summarise
from compliance.summary_rules import each_once
from compliance.summary_types import RuleText, SourceText, Summary
from compliance.text import _


def build_pdf(
    assessment: Assessment,
    rulebook: Rulebook,
    *,
    attach_workbook: bool = True,
    leave_out: Collection[str] = (),
) -> bytes:
    """The document as PDF, A4, in the language and grouping spoken now.

    `rulebook` is the one that the assessment was made with. The same input gives the same bytes. The workbook
    is embedded as `workbook.json`, with `made-with.json` beside it, unless `attach_workbook` is false;
    `leave_out` names parts of `papers.PARTS`. ValueError for a name that is no part.
    """
    about_filing = papers(assessment, rulebook, leave_out)
    summary = summarise(assessment, rulebook)
    title = _("Income tax for tax year {year}").format(year=assessment.tax_year)
    name = summary.header.name

    def before_end(canvas: Any) -> None:
        if attach_workbook:
            attach_work(canvas, assessment)

    return build(
        list(_story(assessment, summary, about_filing, title, attached=attach_workbook)),
        summary.header,
        f"{title}: {name}" if name else title,
        before_end,
    )


def _story(
    assessment: Assessment, summary: Summary, about_filing: Papers, title: str, *, attached: bool
) -> Iterator[Flowable]:
    ordinance = [told for told in summary.explanations if told.reading == "ordinance"]
    rules = _rules(summary)
    of_policy = _only_of_policy(summary, rules)
    of_filing = tuple(source for source in summary.sources if source not in of_policy)
    filed = each_once((*of_filing, *about_filing.sources()))
    of_policy = tuple(source for source in of_policy if source not in filed)
    numbers = {source.id: number for number, source in enumerate((*filed, *of_policy), start=1)}

    yield from front(summary, title)
    yield KeepTogether([Heading(_("The Ordinance line by line")), line_table(summary.lines)])
    yield from choice(summary.cheaper)
    yield from about_filing.beside_the_figures()
    yield Heading(_("How each figure comes about"))
    yield from explanations(ordinance)
    yield from by_month(summary.receipts)
    yield from kept(summary.retention)
    yield from doubts(summary)
    yield from about_filing.behind_the_figures()
    yield from rule_table(rules, numbers)
    yield KeepTogether([Heading(_("What the marks mean")), key_of_marks()])
    yield from one_by_one(summary.receipts, assessment.workbook.receipts)
    yield Heading(_("Sources"))
    yield source_table(filed, numbers)
    yield KeepTogether(list(made_with(summary.header, attached=attached)))
    yield NextPageTemplate(NOT_FOR_FILING)
    yield PageBreak()
    yield from policy_page(summary, of_policy, numbers)


def _rules(summary: Summary) -> tuple[RuleText, ...]:
    """The rules behind the figures that are for filing."""
    steps = [step for told in summary.explanations if told.reading == "ordinance" for step in told.told]
    steps += [step for mark in summary.headline.marks for one in mark.readings for step in one.steps]
    of_retention = summary.retention.rules if summary.retention else ()
    return tuple(dict.fromkeys((*rules_used(steps), *of_retention)))


def _only_of_policy(summary: Summary, rules: tuple[RuleText, ...]) -> tuple[SourceText, ...]:
    """The sources that nothing but the published policy rests on."""
    filed = {source.id for rule in rules for source in rule.sources}
    of_policy = {
        source.id
        for told in summary.explanations
        if told.reading == "policy"
        for step in told.told
        for rule in step.rules
        for source in rule.sources
    }
    return tuple(source for source in summary.sources if source.id in of_policy - filed)
