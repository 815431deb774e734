"""Trainer's pack: which people, which level, how many participants, and the ZIP of papers."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.rulebook import NotCovered
from compliance.screens import look, state, ways
from compliance.screens.result_html import show as show_html
from compliance.screens.workshop.heading import heading
from compliance.screens.workshop.people_shown import everybody
from compliance.text import _, grouping, language
from compliance.workbook import InputProblems
from compliance.workshop.exercise import LEVELS
from compliance.workshop.pack import MOST_PARTICIPANTS, MOST_SEED, Order, build_pack
from compliance.workshop.plan import three_hours
from compliance.workshop.worksheets import level_name

_PACK: Final = "workshop_pack"
_MOST_PEOPLE: Final = 6
_FIRST: Final = ("cliff", "mid_year", "mixed")


def show() -> None:
    """The page."""
    heading(
        "pack",
        _("A pack for your workshop"),
        _(
            "A worksheet for everybody, each with figures of its own; the key with working and sources; a "
            "plan for three hours; what not to answer; a page to take home; the words. Black and white, "
            "ready to print."
        ),
    )
    order = _order()
    if order is None:
        return
    mark = (order, state.rulebook().digest, state.today(), language(), grouping())
    if st.button(_("Make the pack"), key="pack.make", type="primary"):
        st.session_state[_PACK] = None
        made = _made(order)
        if made is not None:
            st.session_state[_PACK] = (mark, made)
    kept = st.session_state.get(_PACK)
    if kept is not None and kept[0] == mark:
        _download(order, kept[1])
    _plan(order)


def _order() -> Order | None:
    people = everybody()
    chosen = st.multiselect(
        _("People: they take turns, and the room goes through the first one together"),
        list(people),
        default=[name for name in _FIRST if name in people],
        format_func=lambda name: people[name].title,
        max_selections=_MOST_PEOPLE,
        key="pack.people",
        persist_state="session",
    )
    level = st.radio(
        _("How hard"),
        LEVELS,
        index=1,
        format_func=level_name,
        key="pack.level",
        persist_state="session",
    )
    with st.container(horizontal=True, gap="medium"):
        participants = st.number_input(
            _("Participants"),
            1,
            MOST_PARTICIPANTS,
            20,
            key="pack.participants",
            width=180,
            persist_state="session",
        )
        seed = st.number_input(
            _("Number of the pack"),
            0,
            MOST_SEED,
            1,
            key="pack.seed",
            width=180,
            help=_("The same number gives the same figures again; another number gives others."),
            persist_state="session",
        )
    two = st.checkbox(_("Two worksheets to a sheet"), key="pack.two", persist_state="session")
    if not chosen:
        look.html('<p class="fault">{said}</p>', said=_("Choose at least one person."))
        return None
    return Order(tuple(people[name] for name in chosen), level, int(participants), int(seed), two)


def _made(order: Order) -> bytes | None:
    bar = st.progress(0.0, _("Making the pack"))

    def tell(done: int, whole: int) -> None:
        said = _("Making the pack: {done} of {whole}")
        bar.progress(done / whole, said.format(done=done, whole=whole))

    try:
        return build_pack(order, state.rulebook(), state.today(), tell)
    except InputProblems as found:
        ways.problem_box(found.problems)
    except NotCovered as reason:
        look.html('<p class="fault">{said}</p>', said=reason.line())
    finally:
        bar.empty()
    return None


def _download(order: Order, pack: bytes) -> None:
    with st.container(key="card-green-pack"):
        look.subheading(_("The pack is ready"))
        look.prose(
            _("{count} worksheets, their key and four other papers, {size} KB.").format(
                count=order.participants, size=max(1, len(pack) // 1024)
            )
        )
        st.download_button(
            _("Download the pack"),
            pack,
            file_name=f"workshop-pack-{order.seed}.zip",
            mime="application/zip",
            key="pack.download",
        )


def _plan(order: Order) -> None:
    blocks = three_hours(order.people)
    whole = sum(block.minutes for block in blocks)
    with st.expander(_("The plan: {minutes} minutes").format(minutes=whole), key="pack.plan"):
        rows = [[str(block.minutes), block.title, block.doing, block.if_short] for block in blocks]
        head = [_("Minutes"), _("What"), _("How"), _("If time is short")]
        show_html(look.table(head, rows, stacks=True))


if __name__ == "__main__":
    show()
