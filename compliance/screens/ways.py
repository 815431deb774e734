"""Ways in and on: opening saved work, changing an answer and coming back, what stands between a person and
the result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from compliance.date_reading import read_date
from compliance.screens import look, state
from compliance.screens.draft_workbook import Conversion, Mend
from compliance.screens.outside_words import reasons
from compliance.screens.places import PLACES, file_of
from compliance.text import _, date_text
from compliance.workbook_messages import Problem

_LARGEST_FILE = 10 * 1024 * 1024


def change_link(label: str, page: str, *, back_to: str, key: str, receipt: int | None = None) -> None:
    """A link to the page that mends something; Continue there comes back to `back_to`."""
    if st.button(label, key=key, type="tertiary", on_click=state.change, args=(page, back_to, receipt)):
        state.go_to(page)


def mend_list(mends: Sequence[Mend], *, back_to: str) -> None:
    """The box of problems, each with the link to where it is mended."""
    with st.container(key="problems-list", gap="small"):
        st.html(look.markup('<h2 class="subheading">{title}</h2>', title=_("There is a problem")))
        for index, mend in enumerate(mends):
            where = PLACES[mend.page].shown_title
            if mend.receipt is not None:
                where = _("Receipt {number}").format(number=mend.receipt + 1)
            said = _("{where}: {remedy}") if not mend.problem.given else _("{where}, “{given}”: {remedy}")
            with st.container(gap=None):
                look.html(
                    '<p class="prose">{said}</p>',
                    said=said.format(
                        where=where, given=_short(mend.problem.given), remedy=mend.problem.remedy
                    ),
                )
                change_link(
                    _("Mend this"),
                    mend.page,
                    back_to=back_to,
                    key=f"mend.{back_to}.{index}",
                    receipt=mend.receipt,
                )


def day_shown(text: str) -> str:
    """A typed date as it was understood, else as it was typed."""
    read = read_date(text)
    return date_text(read) if isinstance(read, date) else text


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def ready(conversion: Conversion, *, page: str = "result") -> bool:
    """Whether figures can be worked out. If not, this shows why and the way on, instead of `page`."""
    if conversion.outside:
        outside(conversion)
    elif not state.draft()["receipts"] and not state.answers().get("tax_year"):
        look.title(_("Nothing has been entered yet"))
        look.lead(_("Answer the questions first, or try an example."))
        st.page_link(file_of("start"), label=_("Go to the start"))
    elif conversion.mends:
        look.title(_("Something must be mended first"))
        look.lead(
            _(
                "Nothing is worked out while one of these is open, so that no figure can be wrong because "
                "of it."
            )
        )
        mend_list(conversion.mends, back_to=page)
    else:
        return True
    return False


def outside(conversion: Conversion) -> None:
    """Who is outside the program: the reason and the next step, and no figure."""
    look.title(_("This program cannot work out your case"))
    look.lead(_("It gives no figure rather than a wrong one. Here is why, and what to do instead."))
    for index, reason in enumerate(reasons(conversion.outside)):
        card = '<div class="card amber"><h2>{title}</h2><p>{why}</p><p><b>{label}</b> {step}</p></div>'
        look.html(card, title=reason.title, why=reason.why, label=_("What to do:"), step=reason.next_step)
        change_link(_("Change this answer"), reason.page, back_to="check", key=f"outside.change.{index}")


def opener(key: str) -> None:
    """The field that opens saved work. What is wrong with a file is said below it, and nothing is changed."""
    file = st.file_uploader(
        _("A workbook file that this program saved"),
        key=key,
        type=["json"],
        max_upload_size=10,
        label_visibility="collapsed",
    )
    if file is None:
        return
    problems = state.open_saved_work(file.getvalue())
    if problems:
        problem_box(problems)
        return
    del st.session_state[key]
    state.go_to("check")


def problem_box(problems: Sequence[Problem]) -> None:
    """The problems of a file, which is mended elsewhere."""
    items = "".join(
        look.markup(
            "<li><b>{path}</b> {given}: {remedy}</li>", path=p.path, given=_short(p.given), remedy=p.remedy
        )
        for p in problems[:20]
    )
    title = look.markup("<h2>{title}</h2>", title=_("This file cannot be opened"))
    kept = look.markup("<p class=quiet>{kept}</p>", kept=_("What you have entered so far is unchanged."))
    st.html(f'<div class="problems" role="alert">{title}<ul>{items}</ul>{kept}</div>')
