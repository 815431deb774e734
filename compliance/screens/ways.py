"""Ways in and on: opening saved work, changing an answer and coming back, what stands between a person and
the result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from compliance.date_reading import read_date
from compliance.screens import look, state
from compliance.screens.draft_statements import statements_of
from compliance.screens.draft_workbook import Conversion, Mend
from compliance.screens.keeping.session import keeping
from compliance.screens.outside_words import reasons
from compliance.screens.places import PLACES, file_of
from compliance.text import _, date_text, ngettext
from compliance.workbook_messages import WHOLE_FILE, Problem

_MOST_GROUPS = 12
_MOST_IN_A_FILE = 20
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SAY_ALL = ("another_kind", "nothing_in_it")
"""Problems whose remedy says already what was given."""


def change_link(label: str, page: str, *, back_to: str, key: str, receipt: int | None = None) -> None:
    """A link to the page that mends something; Continue there comes back to `back_to`."""
    if st.button(label, key=key, type="tertiary", on_click=state.change, args=(page, back_to, receipt)):
        state.go_to(page)


def mend_list(mends: Sequence[Mend], *, back_to: str) -> None:
    """The box of problems: those of one receipt or one page together, with the link to mend them."""
    groups: dict[tuple[str, int | None], list[Mend]] = {}
    for mend in mends:
        groups.setdefault((mend.page, mend.receipt), []).append(mend)
    with st.container(key="problems-list", gap="small"):
        look.html('<h2 class="subheading">{title}</h2>', title=_("There is a problem"))
        for index, ((page, receipt), group) in enumerate(list(groups.items())[:_MOST_GROUPS]):
            where = PLACES[page].shown_title if receipt is None else _receipt_shown(receipt)
            items = "".join(look.markup("<li>{said}</li>", said=_said(mend.problem)) for mend in group)
            with st.container(gap=None):
                name = look.markup("<b>{where}</b>", where=where)
                st.html(f'<div class="prose">{name}<ul>{items}</ul></div>')
                change_link(
                    _("Mend this"), page, back_to=back_to, key=f"mend.{back_to}.{index}", receipt=receipt
                )
        more = len(groups) - _MOST_GROUPS
        if more > 0:
            look.html('<p class="prose">{said}</p>', said=_("And {count} more.").format(count=more))


def _receipt_shown(index: int) -> str:
    """How a receipt is called in a list of problems: its number, with its date if it has one."""
    number = _("Receipt {number}").format(number=index + 1)
    record = state.draft()["receipts"][index : index + 1]
    day = day_shown(record[0].get("date", "")) if record else ""
    return _("{receipt}, {day}").format(receipt=number, day=_short(day)) if day else number


def _said(problem: Problem) -> str:
    remedy = _in_words(problem.remedy)
    if not problem.given:
        return remedy
    given = day_shown(problem.given) if _ISO_DAY.fullmatch(problem.given) else _short(problem.given)
    return _("“{given}”: {remedy}").format(given=given, remedy=remedy)


def save_reminder() -> None:
    """A line that says where the work is until it is saved; nothing where a file or the browser holds it."""
    if (
        keeping().keeps
        or not state.is_unsaved()
        or not state.draft()["receipts"]
        or state.answers().get("example")
    ):
        return
    with st.container(key="save-reminder", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            look.markup(
                '<p class="hint">{said}</p>',
                said=_(
                    "Not saved: this browser keeps nothing, and what you enter is lost when this page is "
                    "closed or reloaded."
                ),
            ),
            width="content",
        )
        st.page_link(file_of("documents"), label=_("Save it to a file"))


def open_rows_reminder() -> None:
    """A remark that rows of statements wait, which may hold income; nothing where none does."""
    count = len(statements_of(state.draft()["statements"]).open_rows)
    if not count:
        return
    with st.container(key="open-rows-reminder", gap="xsmall"):
        look.aside(
            _("They could not be read in full and are not counted. There may be income in them."),
            bold=ngettext(
                "{count} row of your statements is still to be looked at.",
                "{count} rows of your statements are still to be looked at.",
                count,
            ).format(count=count),
            colour="amber",
        )
        st.page_link(file_of("statements"), label=_("Look at these rows"))


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
    if keeping().keeps and state.anything_entered() and not state.answers().get("example"):
        look.html(
            '<p class="hint">{said}</p>',
            said=_("What is entered now stays in the list of saved years on the page Start."),
        )
    elif state.is_unsaved() and state.draft()["receipts"]:
        look.aside(
            _("What is entered now is not saved, and a file that you open takes its place."),
            bold=_("Save your work first if you want to keep it."),
            colour="amber",
        )
        st.page_link(file_of("documents"), label=_("Save it to a file"))
    file = st.file_uploader(
        _("A workbook file or a PDF that this program saved"),
        key=key,
        type=["json", "pdf"],
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


_MEMBER: Final = re.compile(r"(?P<list>receipts|rates|person\.pseb)\[(?P<index>\d+)\](?:\.(?P<key>\w+))?")


def _in_words(text: str) -> str:
    """A text in which places of a file, such as `receipts[2].date`, are called as a person would."""
    names = {
        "receipts": _("Receipt {number}"),
        "rates": _("Exchange rate {number}"),
        "person.pseb": _("PSEB certificate {number}"),
    }

    def named(found: re.Match[str]) -> str:
        place = names[found["list"]].format(number=int(found["index"]) + 1)
        return _("{place} ({key})").format(place=place, key=found["key"]) if found["key"] else place

    return _MEMBER.sub(named, text)


def problem_box(problems: Sequence[Problem]) -> None:
    """The problems of a file, which is mended elsewhere."""
    items = "".join(
        look.markup("<li>{said}</li>", said=problem.remedy if problem.code in _SAY_ALL else _said(problem))
        if problem.path == WHOLE_FILE
        else look.markup(
            "<li><b>{place}</b> {said}</li>",
            place=_in_words(problem.path),
            said=_said(problem),
        )
        for problem in problems[:_MOST_IN_A_FILE]
    )
    more = len(problems) - _MOST_IN_A_FILE
    if more > 0:
        items += look.markup("<li>{said}</li>", said=_("And {count} more.").format(count=more))
    title = look.markup("<h2>{title}</h2>", title=_("This file cannot be opened"))
    kept = look.markup("<p class=quiet>{kept}</p>", kept=_("What you have entered so far is unchanged."))
    st.html(f'<div class="problems" role="alert">{title}<ul>{items}</ul>{kept}</div>')
