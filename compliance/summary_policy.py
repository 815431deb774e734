"""The published policy's figure in words: which of its rules makes the difference, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from compliance.assessment_types import Assessment
from compliance.summary_figures import figure, lines
from compliance.summary_seen import Seen
from compliance.summary_told import CATALOGUE
from compliance.summary_types import PolicyText
from compliance.taxyear import first_day
from compliance.text import _, date_text, rupees
from compliance.trace import weakest


def policy(one: Assessment, seen: Seen) -> PolicyText:
    """What the policy paper would mean for this person. `seen` is the policy's reading."""
    rule = _rule(one)
    return PolicyText(
        title=_("What the published policy says"),
        figure=rupees(one.policy.tax),
        tax=one.policy.tax,
        balance=figure(seen, "balance", _("Still to pay")),
        rule=rule,
        why=_why(one, seen, rule),
        reasons=tuple(_reasons(one, seen)),
        caution=_(
            "This comes from a policy paper. It names no section and no circular and gives the {limit} "
            "rule no dates, and no law behind it was found. Do not file by it."
        ).format(limit=seen.law("exempt_12000", "policy_exempt_usd")),
        lines=lines(seen),
        tier=one.policy.tier or weakest("announced"),
    )


def _rule(one: Assessment) -> Literal["exempt_12000", "zero_rate", ""]:
    if not one.difference:
        return ""
    if one.policy.exempt_12000:
        return "exempt_12000"
    return "zero_rate" if one.policy.zero_rated_rupees else ""


def _why(one: Assessment, seen: Seen, rule: str) -> str:
    limit = seen.law("exempt_12000", "policy_exempt_usd")
    if rule == "exempt_12000":
        return _(
            "The paper's {limit} rule makes the difference: at or below it no freelance receipt is taxed."
        ).format(limit=limit)
    if rule == "zero_rate":
        return _("The paper's zero tax on IT exports makes the difference.")
    if one.policy.exempt_12000 or one.policy.zero_rated_rupees:
        return _("The paper's rules free some of your receipts, but the tax comes to the same.")
    return _("None of the paper's rules changes your tax.")


def _reasons(one: Assessment, seen: Seen) -> Iterator[str]:
    if not one.workbook.receipts:
        return
    yield CATALOGUE["exempt_12000"].sentence(seen)
    if any(receipt.currency != "USD" for receipt in one.workbook.receipts):
        yield _(
            "These dollars are estimated: what was not entered in dollars is told in them by a monthly rate. "
            "Near {limit} that alone can turn the paper's rule."
        ).format(limit=seen.law("exempt_12000", "policy_exempt_usd"))
    if not one.policy.exempt_12000 and seen.any("it_export"):
        yield CATALOGUE["zero_rated"].sentence(seen)
        ended = seen.last_day_of("it_export_full_credit")
        if one.policy.zero_rated_rupees and ended and ended < first_day(one.tax_year):
            yield _("In the Ordinance itself the zero rate ended earlier, on {day}.").format(
                day=date_text(ended)
            )
