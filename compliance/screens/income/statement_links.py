"""Which rows of two accounts are the same money: pairs to decide, links that can be undone, and what was."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.screens import look, state, statement_words, work_kinds
from compliance.screens.draft_statements import take_over
from compliance.statements.importing import Imported, import_statements
from compliance.text import _, ngettext
from compliance.workbook import SERVICES, Service, Workbook
from compliance.workbook_statements import KeptMovement, Link, LinkState, Statements

_SAID: Final = "statements.links.said"
_MOST_PROPOSED: Final = 20
_MOST_LINKS: Final = 100


def usual_work() -> Service | None:
    """The kind of work that the answers name, where they name one."""
    found = work_kinds.service_of(work_kinds.chosen(state.answers().get("work", "")))
    return next((one for one in SERVICES if one == found), None)


def take(before: Workbook, imported: Imported) -> None:
    """Put the outcome of an import into what is entered."""
    take_over(state.draft(), before, imported.workbook)
    state.touch()


def take_decided(workbook: Workbook, decided: Statements) -> Imported:
    """Work everything out again from statements that the person changed, and take it over."""
    imported = import_statements(workbook, (), state.rulebook(), usual_work(), decided)
    take(workbook, imported)
    return imported


def decide(link: Link, decided: LinkState | None, workbook: Workbook) -> None:
    """Confirm a pair, undo it, or (None) forget what was decided of it, so that it is looked for again.

    For the buttons' callbacks.
    """
    kept = workbook.statements
    others = tuple(one for one in kept.links if (one.out, one.into) != (link.out, link.into))
    mine = () if decided is None else (link.model_copy(update={"state": decided}),)
    take_decided(workbook, kept.model_copy(update={"links": (*others, *mine)}))
    if decided == "undone":
        said = _("No longer held as the same money: {pair} You can bring it back in the list below.")
    elif decided == "confirmed":
        said = _("Held as the same money from now on: {pair}")
    else:
        said = _("Looked at again as if nothing had been said of it: {pair}")
    by_id = {one.id: one for one in kept.movements}
    st.session_state[_SAID] = said.format(pair=_pair(link, by_id))


def same_money(out: KeptMovement, into: KeptMovement, workbook: Workbook) -> None:
    """Say that a withdrawal and a credit are the same money, whatever was decided before (for a callback)."""
    link = next(
        (one for one in workbook.statements.links if (one.out, one.into) == (out.id, into.id)),
        Link(out=out.id, into=into.id, rule="by_hand"),
    )
    decide(link, "confirmed", workbook)


def links_shown(workbook: Workbook) -> None:
    """Pairs that the person has to decide, the links that there are, and those that were undone."""
    kept = workbook.statements
    by_id = {one.id: one for one in kept.movements}
    if said := st.session_state.pop(_SAID, None):
        look.aside(said, colour="green")
    _proposed([one for one in kept.links if one.state == "proposed"], by_id, workbook)
    settled = [one for one in kept.links if one.state in ("found", "confirmed")]
    if settled:
        title = ngettext(
            "{count} link between accounts", "{count} links between accounts", len(settled)
        ).format(count=len(settled))
        _list(title, settled, by_id, workbook, "undo")
    undone = [one for one in kept.links if one.state == "undone"]
    if undone:
        title = ngettext(
            "{count} pair is not the same money, you said",
            "{count} pairs are not the same money, you said",
            len(undone),
        ).format(count=len(undone))
        _list(title, undone, by_id, workbook, "back")


def _proposed(proposed: list[Link], by_id: dict[str, KeptMovement], workbook: Workbook) -> None:
    if not proposed:
        return
    look.heading(_("Is it the same money?"))
    look.prose(_("Several rows fit each other. Say which belong together; nothing is counted twice."))
    for place, link in enumerate(proposed[:_MOST_PROPOSED]):
        with st.container(key=f"card-amber-link-{place}", gap="xsmall"):
            look.bullets(
                [
                    statement_words.movement_said(by_id[link.out]),
                    statement_words.movement_said(by_id[link.into]),
                ]
            )
            with st.container(horizontal=True, gap="small"):
                st.button(
                    _("The same money"),
                    key=f"statements.same.{place}",
                    on_click=decide,
                    args=(link, "confirmed", workbook),
                )
                st.button(
                    _("Not the same"),
                    key=f"statements.other.{place}",
                    type="tertiary",
                    on_click=decide,
                    args=(link, "undone", workbook),
                )
    if len(proposed) > _MOST_PROPOSED:
        look.prose(_("And {count} more.").format(count=len(proposed) - _MOST_PROPOSED))


def _list(
    title: str, links: list[Link], by_id: dict[str, KeptMovement], workbook: Workbook, does: str
) -> None:
    decided: LinkState | None = "undone" if does == "undo" else None
    with st.expander(title):
        for place, link in enumerate(links[:_MOST_LINKS]):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                said = look.markup('<p class="prose">{said}</p>', said=_pair(link, by_id))
                st.html(said, width="stretch")
                st.button(
                    _("Undo") if does == "undo" else _("Bring it back"),
                    key=f"statements.{does}.{place}",
                    type="tertiary",
                    on_click=decide,
                    args=(link, decided, workbook),
                )
        if len(links) > _MOST_LINKS:
            look.prose(_("And {count} more.").format(count=len(links) - _MOST_LINKS))


def _pair(link: Link, by_id: dict[str, KeptMovement]) -> str:
    return _("{out} → {into} ({rule})").format(
        out=statement_words.movement_said(by_id[link.out]),
        into=statement_words.movement_said(by_id[link.into]),
        rule=_(statement_words.RULES[link.rule]),
    )
