"""Result: what to do next, the two figures, how they come about, and everything that could change them."""

from __future__ import annotations

import streamlit as st

from compliance.rulebook import NotCovered
from compliance.screens import (
    look,
    result_facts,
    result_money,
    result_open,
    result_range,
    result_top,
    state,
    ways,
)
from compliance.screens.answers_shown import unanswered
from compliance.screens.draft_workbook import Conversion
from compliance.screens.places import file_of
from compliance.screens.result_html import show as show_html
from compliance.screens.result_receipts import show_receipts
from compliance.screens.result_retention import show_retention
from compliance.screens.result_work import Work, worked_out
from compliance.text import _, ngettext


def show() -> None:
    """Draw the page, or say why there is no result yet."""
    conversion = state.conversion()
    if not ways.ready(conversion, page="result") or conversion.workbook is None:
        return
    work = worked_out(conversion.workbook)
    if isinstance(work, NotCovered):
        ways.outside(Conversion(conversion.workbook, (), (work,)))
        return
    _top(work)
    _figures(work)
    _by_month(work)
    _uncertain(work)
    _end()


def _top(work: Work) -> None:
    summary = work.summary
    with st.container(gap="xsmall"):
        look.section(_("Result"))
        look.title(_("Your income tax for tax year {year}").format(year=summary.header.tax_year))
        for_whom = _("{year}, worked out on {day}")
        if summary.header.name:
            for_whom = _("{name}, {year}, worked out on {day}")
        look.html(
            '<p class="section">{said}</p>',
            said=for_whom.format(
                name=summary.header.name, year=summary.header.tax_year_text, day=summary.header.as_of_text
            ),
        )
    if not work.assessment.workbook.receipts:
        look.aside(
            _("The figures below are those of a year without any. Enter what reached you first."),
            bold=_("No receipts have been entered yet."),
            colour="amber",
        )
        st.page_link(file_of("overview"), label=_("Enter your income"))
    ways.open_rows_reminder()
    passed_over = unanswered(state.draft())
    if passed_over:
        look.aside(
            ngettext(
                "{count} question is not answered; the usual answer is taken for granted. See Check answers.",
                "{count} questions are not answered; the usual answers are taken for granted. See Check "
                "answers.",
                passed_over,
            ).format(count=passed_over),
            colour="amber",
        )
    show_html(result_top.next_steps(summary))
    if summary.headline.is_range:
        show_html(result_range.range_card(summary.headline))
    show_html(result_top.two_figures(summary))
    with st.container(key="result-links", horizontal=True, gap="small"):
        st.page_link(file_of("check"), label=_("Change an answer"))
        st.page_link(file_of("duties"), label=_("See your duties and dates"))
        st.page_link(file_of("documents"), label=_("Get the PDF and save your work"))


def _figures(work: Work) -> None:
    look.heading(_("How this was worked out"))
    look.lead(_("Open a line to see its steps, the rule it follows and where that rule was read."))
    show_html(result_money.working_out(work), result_money.ways_back(work.summary))
    result_money.show_cheaper(work.summary)
    show_html(result_money.set_aside(work.summary))


def _by_month(work: Work) -> None:
    if work.summary.receipts.count:
        show_receipts(work.summary.receipts)
    if work.summary.retention is not None:
        show_retention(work.summary.retention)


def _uncertain(work: Work) -> None:
    summary = work.summary
    result_open.show_warnings(summary)
    result_open.show_unknown_answers(summary)
    result_facts.show_open_facts(work)
    if summary.open_points:
        look.heading(_("Open points, and what each would change"))
        show_html(result_open.open_points(summary))
    look.heading(_("What this rests on"))
    show_html(result_open.supposed(summary), result_open.sources(summary))


def _end() -> None:
    look.heading(_("What now"))
    with st.container(key="result-end", horizontal=True, gap="small"):
        st.page_link(file_of("documents"), label=_("Get the PDF and save your work"))
        st.page_link(file_of("check"), label=_("Check or change your answers"))


if __name__ == "__main__":
    show()
