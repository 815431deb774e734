"""The parts of the PDF about filing, each of which can be left out: put into words once, and laid out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable

from compliance.assessment_types import Assessment
from compliance.documents.duties import duties_part
from compliance.documents.evidence import evidence_part
from compliance.documents.filing_sheet import sheet_part
from compliance.documents.wealth import wealth_part
from compliance.rulebook import Rulebook
from compliance.summary_duties import told_duties
from compliance.summary_duty_types import Duties
from compliance.summary_evidence import Evidence, told_evidence
from compliance.summary_filing_sheet import FilingSheet, filing_sheet
from compliance.summary_step_types import SourceText
from compliance.summary_wealth import ShieldsText, WealthText, told_shields, told_wealth

FILING_SHEET: Final = "filing_sheet"
DUTIES: Final = "duties"
EVIDENCE: Final = "evidence"
WEALTH: Final = "wealth"
PARTS: Final = (FILING_SHEET, DUTIES, EVIDENCE, WEALTH)
"""Parts of the document that can be left out."""


@dataclass(frozen=True, slots=True)
class Papers:
    """What the document says about filing; None for a part that is left out or has nothing to say."""

    sheet: FilingSheet | None
    duties: Duties | None
    evidence: Evidence | None
    wealth: WealthText | None
    shields: ShieldsText | None

    def behind_the_figures(self) -> Iterator[Flowable]:
        """What stands at the end of the part for filing: duties, evidence and wealth."""
        yield from duties_part(self.duties) if self.duties else ()
        yield from evidence_part(self.evidence) if self.evidence else ()
        yield from wealth_part(self.wealth, self.shields)

    def beside_the_figures(self) -> Iterator[Flowable]:
        """What stands behind the Ordinance's lines: the filing sheet."""
        yield from sheet_part(self.sheet) if self.sheet else ()

    def sources(self) -> Iterator[SourceText]:
        """Where the duties, dates, costs and shields shown were read."""
        parts = (*self.duties.duties, *self.duties.costs) if self.duties else ()
        rules = [rule for part in parts for rule in part.rules]  # type: ignore[attr-defined]
        for rule in (*rules, *(self.shields.rules if self.shields else ())):
            yield from rule.sources


def papers(assessment: Assessment, rulebook: Rulebook, leave_out: Collection[str]) -> Papers:
    """The parts that are not left out. ValueError for a name that is no part; raises NotCovered."""
    if unknown := set(leave_out) - set(PARTS):
        raise ValueError(", ".join(sorted(unknown)))
    with_wealth = WEALTH not in leave_out
    return Papers(
        sheet=None if FILING_SHEET in leave_out else filing_sheet(assessment, rulebook),
        duties=None if DUTIES in leave_out else told_duties(assessment, rulebook),
        evidence=None if EVIDENCE in leave_out else told_evidence(assessment, rulebook),
        wealth=told_wealth(assessment, rulebook) if with_wealth else None,
        shields=told_shields(assessment, rulebook) if with_wealth else None,
    )
