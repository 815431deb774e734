"""The top of the result: what to do next and by when, the range, and the two figures side by side."""

from __future__ import annotations

from compliance.screens import look
from compliance.screens.result_steps import ledger, lines_of
from compliance.summary_types import NextStep, OpenPointText, Summary
from compliance.text import _, rupees


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


def range_card(summary: Summary) -> str:
    """The HTML of the headline where law is unsettled: the range, the reading taken, what would close it."""
    headline = summary.headline
    closes = "".join(look.markup("<li>{line}</li>", line=line) for line in headline.closes)
    return (
        '<div class="card amber span"><div>'
        + look.markup("<h2>{title} ", title=_("The law is not settled on a point that matters here"))
        + f"{look.tier_mark('unsettled')}</h2>"
        + look.markup('<p class="figure between">{figure}</p>', figure=headline.figure)
        + look.markup("<p>{sentence}</p>", sentence=headline.sentence)
        + range_bar(headline.low, headline.high, headline.tax, summary.open_points)
        + look.markup("</div><div><h3>{title}</h3>", title=_("What would close it"))
        + f'<ul class="closes">{closes}</ul></div></div>'
    )


def range_bar(low: int, high: int, tax: int, points: tuple[OpenPointText, ...]) -> str:
    """The HTML of a line from the lowest to the highest tax, with a point for each reading, said in words."""
    said = _("A line from {low} to {high}. The reading taken here is {tax}.").format(
        low=rupees(low), high=rupees(high), tax=rupees(tax)
    )
    width = max(1, high - low)

    def place(amount: int) -> str:
        return f"{(amount - low) * 10_000 // width / 100:.2f}%"

    others = {tax + point.effect_rupees for point in points if point.effect_rupees} - {tax}
    dot = '<span class="range-dot" style="left:{place}"></span>'
    dots = "".join(look.markup(dot, place=place(amount)) for amount in sorted(others))
    own = look.markup('<span class="range-own" style="left:{place}"></span>', place=place(tax))
    return (
        look.markup('<div class="range" role="img" aria-label="{said}">', said=said)
        + f'<div class="range-line">{dots}{own}</div>'
        + f'<div class="range-ends">{_end(low, tax)}{_between(low, high, tax)}{_end(high, tax)}</div></div>'
    )


def _end(amount: int, tax: int) -> str:
    """One end of the line, which says so where it is the reading taken."""
    if amount == tax:
        return _taken(tax)
    return look.markup("<span>{amount}</span>", amount=rupees(amount))


def _between(low: int, high: int, tax: int) -> str:
    return "" if tax in (low, high) else f'<span class="within">{_taken(tax)}</span>'


def _taken(tax: int) -> str:
    return look.markup("<b>{said}</b>", said=_("{tax}, taken here").format(tax=rupees(tax)))


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
