"""The top of the result: what to do next and by when, and the two figures side by side."""

from __future__ import annotations

from compliance.screens import look
from compliance.screens.result_steps import ledger, lines_of
from compliance.summary_types import NextStep, Summary
from compliance.text import _


def next_steps(summary: Summary) -> str:
    """The HTML of what to do: the most urgent thing in full, the others to be opened."""
    if not summary.next_steps:
        return ""
    first, *others = summary.next_steps
    body = look.markup("<div><h2>{title}</h2>", title=_("What to do next"))
    body += look.markup('<p class="next-title">{title}</p>', title=first.title)
    if first.by_text and first.by_text not in first.title:
        late = " late" if first.overdue else ""
        body += f'<p class="next-by{late}">' + look.markup("{by}</p>", by=first.by_text)
    body += _detail(first) + "</div>"
    if others:
        body += look.markup('<div><h3 class="then">{title}</h3>', title=_("And then"))
        body += '<div class="thens">' + "".join(_then(step) for step in others) + "</div></div>"
    return f'<div class="card {"red" if first.overdue else "green"} next">{body}</div>'


def _then(step: NextStep) -> str:
    late = " late" if step.overdue else ""
    by = ""
    if step.by_text and step.by_text not in step.title:
        by = look.markup('<span class="row-by">{by}</span>', by=step.by_text)
    return (
        f'<details class="opens figure-row{late}"><summary>'
        + look.markup('<span class="row-words">{title}</span>', title=step.title)
        + f"{by}</summary><div>{_detail(step)}</div></details>"
    )


def _detail(step: NextStep) -> str:
    text = "".join(look.markup("<p>{line}</p>", line=line) for line in step.detail)
    basis = look.markup("<span>{basis}</span>", basis=step.basis) if step.basis else ""
    if basis or step.tier:
        text += f'<p class="basis">{basis}{look.tier_mark(step.tier)}</p>'
    return text


def two_figures(summary: Summary) -> str:
    """The HTML of the Ordinance's figure and the policy's side by side, and how they differ."""
    settlement, policy, difference = summary.settlement, summary.policy, summary.difference
    left = [settlement.deducted.sentence]
    if summary.headline.is_range:
        left.insert(0, _("This is the reading taken here; the range above shows the others."))
    left += [
        amount.sentence
        for amount in (settlement.still_to_pay, settlement.refundable, settlement.over_deducted)
        if amount.amount
    ]
    if not settlement.still_to_pay.amount:
        left.append(settlement.still_to_pay.sentence)
    ordinance = (
        '<div class="card green">'
        + look.markup(
            '<h2>{title} <span class="flag">{flag}</span></h2>',
            title=_("What the Ordinance says"),
            flag=_("file by this one"),
        )
        + look.markup('<p class="figure">{figure}</p>', figure=summary.headline.tax_text)
        + "".join(look.markup("<p>{line}</p>", line=line) for line in left)
        + f"<p>{look.tier_mark(summary.headline.tier)}</p></div>"
    )
    published = (
        '<div class="card blue">'
        + look.markup("<h2>{title}</h2>", title=policy.title)
        + look.markup('<p class="figure">{figure}</p>', figure=policy.figure)
        + look.markup("<p>{why}</p>", why=policy.why)
        + (look.markup('<p class="quiet">{caution}</p>', caution=policy.caution) if policy.caution else "")
        + f"<p>{look.tier_mark(policy.tier)}</p></div>"
    )
    reasons = "".join(look.markup("<p>{line}</p>", line=line) for line in policy.reasons)
    rows = lines_of(policy.lines)
    title = _("Why, and how the policy’s figure comes about")
    why = (
        '<details class="opens why"><summary>'
        + look.markup('<span class="row-words">{title}</span></summary>', title=title)
        + f'<div class="prose">{reasons}</div>{ledger(summary, rows, "policy")}</details>'
    )
    return (
        f'<div class="two">{ordinance}{published}</div>'
        + look.markup('<p class="differ">{sentence}</p>', sentence=difference.sentence)
        + why
    )
