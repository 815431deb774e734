"""Duties: what to do by when for this year, what lateness costs, and the years before."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.date_reading import DateFault, read_date
from compliance.screens import kit, look, state, ways
from compliance.screens.filing import costs, dates
from compliance.screens.filing.work import Filing, begin
from compliance.screens.question import yes_no_options
from compliance.screens.result_html import show as show_html
from compliance.screens.result_steps import rule_opening
from compliance.summary_duty_types import DutyText
from compliance.text import _

_PAGE: Final = "duties"
_OWN_PAGES: Final = {"sales_tax_returns": "sales_tax", "province": "province"}
"""Answers that have a page of their own, since more than one question leads to them."""


def show() -> None:
    """Draw the page."""
    filing = begin(_PAGE, _("What to do for tax year {year}, and by when"))
    if filing is None:
        return
    _next(filing)
    _as_of()
    look.heading(_("Your duties"))
    look.lead(
        _("What applies stands first, with the next date on top. Open a line for why and how, step by step.")
    )
    with st.container(key="duties", gap=None):
        for duty in filing.duties.duties:
            _duty(duty)
    dates.show(filing)
    costs.show(filing)
    _earlier(filing)


def _next(filing: Filing) -> None:
    """What is overdue, and the next date, side by side."""
    coming = filing.duties.next_day
    late = next((duty for duty in filing.duties.duties if duty.late_text), None)
    cards = []
    if late:
        cards.append(
            look.markup(
                '<div class="card red"><h2>{label}</h2><p class="next-title">{title}</p>'
                '<p class="next-by late">{late}</p><p>{why}</p></div>',
                label=_("Overdue, and still worth doing"),
                title=late.title,
                late=_("{late}: {when}").format(late=late.late_text, when=late.when_text),
                why=late.why[0] if late.why else "",
            )
        )
    if coming:
        cards.append(
            look.markup(
                '<div class="card green"><h2>{label}</h2><p class="next-title">{title}</p>'
                '<p class="next-by">{day}</p><p>{note}</p></div>',
                label=_("The next date"),
                title=coming.title,
                day=coming.day_text,
                note=coming.note or coming.detail,
            )
        )
    if cards:
        show_html(f'<div class="pair">{"".join(cards)}</div>')


def _as_of() -> None:
    """Look at the year from another day."""
    with st.expander(_("Look at it as of another day")):
        typed = st.text_input(
            _("Day"),
            key="filing.as_of",
            placeholder=_("for example 1 October 2026"),
            width=280,
            persist_state="session",
            autocomplete="off",
        )
        read = read_date(typed) if typed.strip() else None
        if isinstance(read, DateFault):
            look.html('<p class="fault">{remedy}</p>', remedy=read.remedy)
            read = None
        look.html(
            '<p class="hint">{said}</p>',
            said=_(
                "Dates and costs on all pages are then those of that day. Empty it to come back to today."
            ),
        )
        if state.look_from(read):
            st.rerun()


def _duty(duty: DutyText) -> None:
    asks = duty.status == "depends" and bool(duty.questions)
    with st.container(key=f"duty-{duty.id}", gap="small"):
        show_html(_duty_html(duty))
        if asks:
            with st.container(key=f"duty-asks-{duty.id}", gap="small"):
                for question in duty.questions:
                    _ask(
                        duty, question.path.rpartition(".")[2], question.text, question.hint, question.answers
                    )


def _ask(duty: DutyText, name: str, text: str, hint: str, answers: str) -> None:
    """A question that decides a duty, answered here; its answer is kept with all others."""
    if name in _OWN_PAGES:
        look.html('<p class="label">{text}</p>', text=text)
        ways.change_link(
            _("Answer this"), _OWN_PAGES[name], back_to=_PAGE, key=f"duty.answer.{duty.id}.{name}"
        )
        return
    form = kit.Form(state.answers(), "answers")
    if answers == "amount":
        form.amount(name, text, hint)
    else:
        form.choice(name, text, yes_no_options(), hint, side_by_side=True)


def _duty_html(duty: DutyText) -> str:
    words = look.markup("{title}", title=duty.title)
    words += look.markup('<span class="row-note">{verdict}</span>', verdict=duty.verdict)
    line = (
        f'<span class="row-words">{words}</span>'
        + look.markup('<span class="state {status}">{word}</span>', status=duty.status, word=duty.status_word)
        + look.markup(
            '<span class="row-by">{when}<br>{late}</span>', when=duty.when_text, late=duty.late_text
        )
    )
    parts = [look.markup("<p>{sentence}</p>", sentence=sentence) for sentence in duty.why]
    if duty.ask:
        parts.append(look.markup("<p><b>{label}</b> {who}</p>", label=_("Whom to ask:"), who=duty.ask))
    if duty.how:
        steps = "".join(look.markup("<li>{step}</li>", step=step) for step in duty.how)
        parts.append(look.markup("<h4>{title}</h4>", title=_("How")) + f'<ol class="how">{steps}</ol>')
    mark = look.tier_mark(duty.tier)
    rules = "".join(rule_opening(rule) for rule in duty.rules)
    late = " late" if duty.late_text else ""
    return (
        f'<details class="opens figure-row duty {duty.status}{late}"><summary>{line}</summary>'
        f'<div class="rule-body">{"".join(parts)}<p>{mark}</p>{rules}</div></details>'
    )


def _earlier(filing: Filing) -> None:
    look.heading(_("The years before"))
    look.prose(filing.duties.earlier_sentence)
    form = kit.Form(state.answers(), "answers")
    with st.container(key="earlier-years", gap="medium"):
        for year in filing.duties.earlier:
            form.choice(
                f"return_before_{year.tax_year}",
                _("{year}: did you file the return?").format(year=year.title),
                yes_no_options(),
                year.sentence,
                side_by_side=True,
            )


if __name__ == "__main__":
    show()
