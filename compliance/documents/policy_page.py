"""The last page: what the published policy says. It is no basis for a return and says so."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from compliance.documents.charts import Rule
from compliance.documents.closing import source_table
from compliance.documents.doubts import ABOUT_THE_POLICY, bullets
from compliance.documents.figures import line_table
from compliance.documents.flow import Text
from compliance.documents.fonts import STRONG
from compliance.documents.page import Heading
from compliance.documents.style import BLUE, BODY, FIGURE, LEAD, QUIET, SUBHEADING, TITLE
from compliance.documents.tiers_shown import how_sure
from compliance.summary_types import SourceText, Summary
from compliance.text import _


def policy_page(
    summary: Summary, sources: tuple[SourceText, ...], numbers: dict[str, int]
) -> Iterator[Flowable]:
    """The policy's figure, why it differs, and why nobody should file by it."""
    policy = summary.policy
    yield Heading(_("Not for filing"), TITLE.but(colour=BLUE))
    yield Text(policy.title, LEAD.but(colour=QUIET, after=8))
    yield Rule(BLUE, 1.6, after=4)
    yield Text(policy.figure, FIGURE)
    yield from how_sure(policy.tier)
    yield Text(summary.difference.sentence, BODY.but(before=4))
    yield Text(policy.why, BODY)
    yield Text(policy.caution, BODY)
    for sentence in policy.reasons:
        yield Text(sentence, BODY)
    yield Heading(_("Line by line under the policy"), SUBHEADING, level=1)
    yield line_table(policy.lines, with_tiers=False)
    balance = f"{policy.balance.label}: {policy.balance.shown}."
    yield Text(policy.balance.sentence, BODY.but(before=6), lead=balance, lead_style=BODY.but(face=STRONG))
    warnings = [one.sentence for one in summary.warnings if one.code in ABOUT_THE_POLICY]
    if warnings:
        yield Heading(_("To check about the policy"), SUBHEADING, level=1)
        yield bullets(warnings)
    if sources:
        yield Heading(_("Sources of this page alone"), SUBHEADING, level=1)
        yield source_table(sources, numbers)
