"""What became of a PDF's figures when it was opened again: the same, or changed, because a rule changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from compliance.documents.made_with import (
    Comparison,
    FigureChange,
    Incomparable,
    RuleChange,
    RuleValue,
    compare,
)
from compliance.rulebook import NotCovered
from compliance.screens import look, state
from compliance.screens.draft_workbook import Conversion
from compliance.screens.result_work import worked_out
from compliance.text import N_, _, date_text, list_text, month_text, ngettext, rupees

_FIGURES: Final = {
    "ordinance.tax": N_("Tax under the Ordinance"),
    "ordinance.final_tax": N_("Final tax on exports"),
    "ordinance.normal_tax": N_("Tax at the slabs"),
    "ordinance.surcharge": N_("Surcharge"),
    "ordinance.minimum_tax": N_("Minimum tax"),
    "ordinance.balance": N_("Still to pay under the Ordinance"),
    "ordinance.refundable": N_("To be refunded under the Ordinance"),
    "ordinance.over_deducted": N_("Taken out too much"),
    "ordinance.low": N_("Lowest tax over all readings"),
    "ordinance.high": N_("Highest tax over all readings"),
    "policy.tax": N_("Tax under the published policy"),
    "policy.balance": N_("Still to pay under the published policy"),
}
_INCOMPARABLE: Final[dict[Incomparable, str]] = {
    "missing": N_(
        "It was made with an older version of this program, which did not write down the rules it used. So "
        "it cannot be said whether a figure has changed: compare the result with the PDF yourself."
    ),
    "newer": N_(
        "It was made with a newer version of this program, so it cannot be said whether a figure has changed."
    ),
    "unreadable": N_(
        "What it was made with cannot be read, so it cannot be said whether a figure has changed."
    ),
}


def show(conversion: Conversion) -> None:
    """The outcome, as long as nothing was changed since the PDF was opened; nothing where none was."""
    opened = state.opened_pdf()
    if opened is None:
        return
    work = worked_out(conversion.workbook) if conversion.ready and conversion.workbook else None
    with st.container(key="opened-pdf", gap="small"):
        if work is None or isinstance(work, NotCovered):
            look.aside(
                _("Its figures cannot be worked out anew as the work stands, so nothing can be compared."),
                bold=_("You opened a PDF."),
                colour="amber",
            )
        else:
            found = compare(opened[0], work.assessment)
            if isinstance(found, Comparison):
                _compared(found)
            else:
                look.aside(_(_INCOMPARABLE[found]), bold=_("You opened a PDF."), colour="line")
        st.button(
            _("I have read this"), key="opened_pdf.read", type="tertiary", on_click=state.forget_opened_pdf
        )


def _compared(found: Comparison) -> None:
    made_on = date_text(found.made_on)
    changed = len({change.rule for change in found.rules}) + len({change.rule for change in found.rates})
    if found.same:
        said = _("Worked out anew, every figure is the one that the PDF of {day} shows.").format(day=made_on)
        if changed:
            said += " " + _("A rule it rests on has changed since, which makes no difference here.")
        look.aside(said, bold=_("Same figures."), colour="green")
    elif changed:
        look.aside(
            ngettext(
                "The PDF of {day} was made with another value of it, so its figures no longer hold.",
                "The PDF of {day} was made with other values of all {count}, so its figures no longer hold.",
                changed,
            ).format(day=made_on, count=changed),
            bold=_("Changed, because the rules changed: {rules}.").format(rules=list_text(_titles(found))),
            colour="amber",
        )
    else:
        look.aside(
            _(
                "No rule that it used has changed since {day}. It was made with version {before} of this "
                "program, and this is version {now}; or the work inside was changed by another program."
            ).format(day=made_on, before=found.version_before, now=found.version_now),
            bold=_("Changed, though the rules are the same."),
            colour="amber",
        )
    if found.figures:
        header = [_("Figure"), _("In the PDF"), _("Now")]
        rows = [_figure(change) for change in _told(found.figures)]
        st.html(look.table(header, rows, numbers=(1, 2), stacks=True))
    if found.rules or found.rates:
        header = [_("Rule"), _("The PDF was made with"), _("Now"), _("Source")]
        rows = [_rule(change) for change in found.rules] + [_exchange(change) for change in found.rates]
        st.html(look.table(header, rows, stacks=True))


def _told(figures: Sequence[FigureChange]) -> list[FigureChange]:
    """The changes to show: a range only where it is more than the tax itself."""
    tax = {(one.before, one.now) for one in figures if one.name == "ordinance.tax"}
    range_of = ("ordinance.low", "ordinance.high")
    return [one for one in figures if one.name not in range_of or (one.before, one.now) not in tax]


def _figure(change: FigureChange) -> list[str]:
    return [_(_FIGURES[change.name]), rupees(change.before), rupees(change.now)]


def _titles(found: Comparison) -> list[str]:
    titles = [_title(rule) for rule in dict.fromkeys(change.rule for change in found.rules)]
    return [*titles, _("exchange rates")] if found.rates else titles


def _title(rule: str) -> str:
    parameter = state.rulebook().parameters.get(rule)
    return rule if parameter is None else _(parameter.title)


def _rule(change: RuleChange) -> list[str]:
    return [_title(change.rule), _value(change.before), _value(change.now), _source(change)]


def _value(one: RuleValue | None) -> str:
    if one is None:
        return _("not used")
    first, value = _day(one.first), _in_its_unit(one)
    if one.last is None:
        return _("{value} (since {first})").format(value=value, first=first)
    return _("{value} ({first} to {last})").format(value=value, first=first, last=_day(one.last))


def _in_its_unit(one: RuleValue) -> str:
    """A value as the rule files write it, with its unit where that is plain."""
    parameter = state.rulebook().parameters.get(one.rule)
    if one.value == "none":
        return _("no such rule")
    if parameter is None:
        return one.value
    if parameter.unit in ("percent", "percent_of_tax"):
        return f"{one.value}%"
    if parameter.unit == "rupees" and one.value.isdigit():
        return rupees(int(one.value))
    return one.value


def _day(text: str) -> str:
    try:
        return date_text(date.fromisoformat(text))
    except ValueError:
        return text


def _source(change: RuleChange) -> str:
    """The titles of the sources of the value that is used now."""
    rules, now = state.rulebook(), change.now
    parameter = rules.parameters.get(change.rule)
    if parameter is None or now is None:
        return ""
    value = next((one for one in parameter.values if one.first.isoformat() == now.first), None)
    if value is None:
        return ""
    return "; ".join([value.act] * bool(value.act) + [rules.sources[name].title for name in value.cite])


def _exchange(change: RuleChange) -> list[str]:
    either = change.now or change.before
    assert either is not None
    try:
        month = month_text(either.first)
    except (ValueError, IndexError):
        month = either.first
    title = _("Reference rate of {currency}, {month}").format(currency=change.rule, month=month)
    before, now = (_("not used") if one is None else one.value for one in (change.before, change.now))
    return [title, before, now, ""]
