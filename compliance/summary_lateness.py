"""What lateness costs, said so that people file: who claims it, both ends, and the next cheaper day."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.duties.case import Case
from compliance.duties.lateness import (
    Ends,
    LatePayment,
    LatePenalty,
    ListSurcharge,
    PenaltyUntil,
    lateness,
)
from compliance.duties.obligation import must_file
from compliance.rulebook import Value
from compliance.summary_duty_types import Cost, CostStep
from compliance.summary_rules import rule_text
from compliance.summary_step_types import RuleText
from compliance.text import _, date_text, list_text, ngettext, percent, rupees
from compliance.trace import weakest


def costs(case: Case) -> tuple[Cost, ...]:
    """All that being late costs: first what is paid unasked, then what has to be claimed."""
    found = lateness(case)
    return (
        *((_surcharge(case, found.surcharge),) if found.surcharge else ()),
        *((_payment(case, found.payment),) if found.payment else ()),
        *((_penalty(case, found.penalty),) if found.penalty else ()),
    )


def _rules(case: Case, rules: tuple[Value, ...]) -> tuple[RuleText, ...]:
    return tuple(rule_text(case.rulebook, rule) for rule in rules)


def span(ends: Ends) -> str:
    """Both ends as text, or the one figure that they share."""
    if ends.low == ends.high:
        return rupees(ends.low)
    return _("{low} to {high}").format(low=rupees(ends.low), high=rupees(ends.high))


def _surcharge(case: Case, one: ListSurcharge) -> Cost:
    known = one.rupees is not None
    listed = case.person.active_taxpayer
    sentences = [
        _("You need not file, as far as your answers go; it is asked of whoever files late all the same.")
        if must_file(case)[0] == "does_not_apply"
        else "",
        _("It is what coming onto the Active Taxpayers List costs after a late return."),
        _("You say that you are on the list; after a late return check whether you still are.")
        if listed
        else "",
    ]
    if one.waived_months:
        sentences.append(
            ngettext(
                "It is spared to whoever promises not to buy property for {count} month.",
                "It is spared to whoever promises not to buy property for {count} months.",
                one.waived_months,
            ).format(count=one.waived_months)
        )
    sentences.append(
        _("Pay it with a payment slip (PSID) of its own and keep the receipt (CPR).")
        if known
        else _("What it is on that day is not known.")
    )
    return Cost(
        id="surcharge",
        title=_("To come onto the list: section 182A"),
        figure=rupees(one.rupees) if one.rupees is not None else _("not known"),
        who=_("You pay this of your own accord, or give the undertaking.")
        if one.waived_months
        else _("You pay this of your own accord."),
        sentences=tuple(filter(None, sentences)),
        steps=(),
        low=0 if one.waived_months else one.rupees,
        high=one.rupees,
        rules=_rules(case, one.rules),
        tier=one.tier,
    )


def _payment(case: Case, one: LatePayment) -> Cost:
    left = (
        _("On the {unpaid} that was paid on {day}: {spans}.")
        if one.paid_on
        else _("On the {unpaid} still to pay: {spans}.")
        if one.if_paid_with_return is None
        else _("On {unpaid}, if that was not paid with the return: {spans}.")
    )
    sentences = [
        left.format(
            unpaid=rupees(one.unpaid),
            spans=list_text([_span_of_days(*span) for span in one.spans]),
            day=date_text(one.paid_on) if one.paid_on else "",
        )
    ]
    if one.if_paid_with_return is not None:
        sentences.append(
            _(
                "Paid with the return it comes to {amount}. Enter the day of payment on the page of duties "
                "to settle which."
            ).format(amount=rupees(one.if_paid_with_return))
        )
    if one.unpaid_ends.low < one.unpaid_ends.high:
        sentences.append(
            _("Open points of law leave between {low} and {high} to pay, and move this with it.").format(
                low=rupees(one.unpaid_ends.low), high=rupees(one.unpaid_ends.high)
            )
        )
    if one.kibor is not None:
        sentences.append(
            _("KIBOR is taken as {rate} on all these days, as you gave it.").format(rate=percent(one.kibor))
        )
    if one.kibor_missing:
        fixed, over = (
            max(rule.number for rule in one.rules if rule.parameter == name)
            for name in ("late_payment_rate", "late_payment_over_kibor")
        )
        sentences.append(
            _(
                "With KIBOR it may be more: KIBOR and {over} take the place of {fixed} where they are more."
            ).format(over=percent(over), fixed=percent(fixed))
        )
    if one.unknown_from:
        sentences.append(
            _("Days from {day} on are left out, since the rules do not reach them.").format(
                day=date_text(one.unknown_from)
            )
        )
    if one.if_paid_with_return is None and not one.paid_on:
        sentences.append(_("It stops growing on the day on which you pay."))
    return Cost(
        id="late_payment",
        title=_("Added to unpaid tax: section 205"),
        figure=span(one.ends),
        who=_("The department has to claim this.")
        if one.paid_on
        else _("The department has to claim this. Paying the tax itself at once keeps it small."),
        sentences=tuple(sentences),
        steps=(),
        low=one.ends.low,
        high=None if one.kibor_missing or one.unknown_from else one.ends.high,
        rules=_rules(case, one.rules),
        # From which day it counts where the date was put off, no source says.
        tier=weakest(
            "unsettled" if one.unpaid_ends.low < one.unpaid_ends.high else "inferred",
            *(rule.tier for rule in one.rules),
        ),
    )


def _span_of_days(rate: int, count: int) -> str:
    return ngettext("{count} day at {rate} a year", "{count} days at {rate} a year", count).format(
        count=count, rate=percent(rate)
    )


def _penalty(case: Case, one: LatePenalty) -> Cost:
    return Cost(
        id="penalty",
        title=_("Penalty for a late return: section 182"),
        figure=span(one.now),
        who=_(
            "The department has to claim this, and it can be contested. Nobody pays it unasked, so it is no "
            "reason not to file."
        ),
        sentences=tuple(_penalty_sentences(case, one)),
        steps=tuple(_step(step, one) for step in one.steps),
        low=one.now.low,
        high=one.now.high,
        rules=_rules(case, one.rules),
        tier=one.tier,
    )


def _penalty_sentences(case: Case, one: LatePenalty) -> Iterator[str]:
    if one.next_cheaper and one.next_cheaper.until:
        yield _(
            "File by {day}: until then {share} is off. From the day after it costs more, or the same."
        ).format(day=date_text(one.next_cheaper.until), share=percent(one.reduction))
    if one.now.low < one.now.high:
        yield _("The law can be read in two ways, and nobody has settled it.")
    if one.turns_on_another_point:
        yield _(
            "Its lower end rests on the other reading of a point that is not settled: under that reading "
            "more of your income is taxed as final, and the tax on the rest is {tax}."
        ).format(tax=rupees(one.tax_low))
    elif one.may_be_nil and not one.tax_high:
        yield _("It may be nothing: it is a share of the tax payable, and no tax is payable for this year.")
    elif one.may_be_nil:
        yield _(
            "It may be nothing: it is a share of the tax payable, which is the tax on taxable income. Income "
            "taxed as final is no part of taxable income, and you owe no tax on any other."
        )
    if one.least.low < one.least.high:
        yield _(
            "The least amount is {low} where salary is most of the income, and {high} otherwise; whether "
            "income taxed as final counts for that nobody has settled."
        ).format(low=rupees(one.least.low), high=rupees(one.least.high))
    if one.now.high == one.least.high:
        yield _("The higher end is the least amount of {least}, which may stand whatever the tax.").format(
            least=rupees(one.least.high)
        )
    if case.filed_on is None:
        yield _("At most it can come to {most}.").format(most=rupees(one.most.high))
    else:
        yield _("The return is filed, so it grows no more.")
    higher = [rule for rule in one.rules if rule.parameter == "late_return_higher_of_two_years"]
    if higher and case.person.tax_payable_before is None:
        yield _("If you owed more tax in the year before, it is counted on that instead.")


def _step(step: PenaltyUntil, one: LatePenalty) -> CostStep:
    return CostStep(
        until=_("until {day}").format(day=date_text(step.until)) if step.until else _("later"),
        off=percent(step.reduction) if step.reduction else _("nothing"),
        amount=span(step.ends) if step.until else _("at most {most}").format(most=rupees(one.most.high)),
    )
