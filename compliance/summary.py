"""The view model of an assessment: every figure, sentence and table that screens, documents and letters show."""

from __future__ import annotations

from compliance.assessment_types import Assessment
from compliance.rulebook import Rulebook
from compliance.summary_types import Summary


def summarise(assessment: Assessment, rulebook: Rulebook) -> Summary:
    """Put an assessment into words, in the language and grouping spoken now. Computes no tax.

    `rulebook` is the one that the assessment was made with; it lends titles and sources.
    """
    raise NotImplementedError
