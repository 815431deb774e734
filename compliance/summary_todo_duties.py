"""Things to do that come from duties around the return, where they plainly apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compliance.duties.duty_types import Duty
from compliance.duties.lateness import LatePenalty
from compliance.summary_lateness import span
from compliance.summary_todo import step
from compliance.summary_types import NextStep
from compliance.text import _, date_text, list_text, percent, tier_word

BEFORE_FILING = ("registration",)
WITH_THE_RETURN = ("foreign_statement",)
BESIDES = ("business_account", "advance_tax")


def duty_steps(known: Mapping[str, Duty], names: tuple[str, ...]) -> Iterator[NextStep]:
    """A step for each of these duties that applies; what only may apply is asked on the page of duties."""
    for name in names:
        duty = known[name]
        if duty.status == "applies":
            yield step(
                duty.id,
                _("{what}.").format(what=duty.title),
                duty.verdict,
                *duty.how[:1],
                by=duty.by,
                days_late=duty.days_late,
                basis=list_text(list(dict.fromkeys(rule.provision for rule in duty.rules))),
                tier=duty.tier,
            )


def penalty_sentence(penalty: LatePenalty) -> str:
    """What the penalty for a late return would be now, and the next day on which it grows."""
    now = _("If the department claims the penalty, it comes to {amount} ({trust}).")
    told = now.format(amount=span(penalty.now), trust=tier_word(penalty.tier))
    if penalty.next_cheaper is None or penalty.next_cheaper.until is None:
        return told
    cheaper = _("File by {day}: until then {share} is off.").format(
        day=date_text(penalty.next_cheaper.until), share=percent(penalty.reduction)
    )
    return f"{told} {cheaper}"
