"""A tax year as a spreadsheet for a consultant. It shows what an assessment holds and computes no tax."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.assessment_types import Assessment
from compliance.documents.xlsx_book import Sheet, build
from compliance.documents.xlsx_filing import duties_sheet, evidence_sheet, wealth_sheet
from compliance.documents.xlsx_sheets import (
    computation_sheet,
    receipts_sheet,
    retention_sheet,
    sources_sheet,
)
from compliance.duties.case import Case
from compliance.duties.wealth import wealth_bridge
from compliance.rulebook import Rulebook
from compliance.summary import summarise
from compliance.summary_duties import told_duties
from compliance.summary_evidence import told_evidence
from compliance.summary_rules import each_once
from compliance.summary_types import Summary
from compliance.summary_wealth import told_shields, told_wealth
from compliance.text import _


def build_xlsx(assessment: Assessment, rulebook: Rulebook) -> bytes:
    """The workbook as XLSX, in the language and grouping spoken now.

    `rulebook` is the one that the assessment was made with. The same input gives the same bytes.
    """
    summary = summarise(assessment, rulebook)
    head = summary.header
    title = _("Income tax for tax year {year}").format(year=assessment.tax_year)
    whose = (
        head.name,
        _("CNIC {number}").format(number=head.cnic) if head.cnic else "",
        _("NTN {number}").format(number=head.ntn) if head.ntn else "",
    )
    made = _("Worked out on {day} · version {version} · rules {digest}").format(
        day=head.as_of_text, version=head.version, digest=head.digest
    )
    above = (" · ".join(filter(None, whose)), head.tax_year_text, made, head.notice)
    return build(
        _sheets(assessment, rulebook, summary),
        title,
        tuple(filter(None, above)),
        _("{title} · rules {digest}").format(title=title, digest=head.digest[:12]),
        assessment.as_of,
    )


def _sheets(assessment: Assessment, rulebook: Rulebook, summary: Summary) -> Iterator[Sheet]:
    """The sheets in their order; the last names the sources of all others."""
    duties, explained = told_duties(assessment, rulebook), told_shields(assessment, rulebook)
    bridge = wealth_bridge(Case(assessment, rulebook))
    yield receipts_sheet(assessment, summary)
    yield computation_sheet(assessment, summary)
    yield retention_sheet(summary)
    yield duties_sheet(duties)
    yield evidence_sheet(told_evidence(assessment, rulebook))
    yield wealth_sheet(assessment.workbook, bridge, told_wealth(assessment, rulebook), explained)
    rules = [rule for duty in duties.duties for rule in duty.rules]
    rules += [rule for cost in duties.costs for rule in cost.rules]
    rules += explained.rules if explained else ()
    yield sources_sheet(each_once((*summary.sources, *(one for rule in rules for one in rule.sources))))
