"""Of imported statements: whether everything adds up, and which rows are the same money."""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.screens import look, state, statement_words, work_kinds
from compliance.screens.draft_receipt import plain
from compliance.screens.draft_statements import take_over
from compliance.statements.importing import Imported, import_statements
from compliance.text import _, ngettext, rupees_exact
from compliance.workbook import SERVICES, Service, Workbook
from compliance.workbook_statements import KeptMovement, Link, LinkState

_MOST_LISTED: Final = 20
_MOST_LINKS: Final = 100


def usual_work() -> Service | None:
    """The kind of work that the answers name, where they name one."""
    found = work_kinds.service_of(work_kinds.chosen(state.answers().get("work", "")))
    return next((one for one in SERVICES if one == found), None)


def take(before: Workbook, imported: Imported) -> None:
    """Put the outcome of an import into what is entered."""
    take_over(state.draft(), before, imported.workbook)
    state.touch()


def _decide(link: Link, decided: LinkState, workbook: Workbook) -> None:
    """Confirm a proposed link, or undo one (for the buttons' callbacks)."""
    kept = workbook.statements
    others = tuple(one for one in kept.links if (one.out, one.into) != (link.out, link.into))
    links = (*others, link.model_copy(update={"state": decided}))
    imported = import_statements(
        workbook, (), state.rulebook(), usual_work(), kept.model_copy(update={"links": links})
    )
    take(workbook, imported)


def proof_shown(imported: Imported) -> None:
    """Every account from its opening to its closing balance, and what arrived nowhere or is not explained."""
    proof = imported.proof
    look.heading(_("Does it add up?"))
    for account in proof.accounts:
        with st.container(gap="xsmall"):
            look.subheading(statement_words.account_name(account.account))
            st.html(look.facts(statement_words.proof_rows(account), figures=True))
            look.prose(statement_words.proof_said(account))
    banks = proof.banks
    if banks.from_abroad:
        look.subheading(_("Your banks"))
        rows = [
            (_("Came from abroad"), rupees_exact(banks.from_abroad)),
            (_("Of that with a certificate"), rupees_exact(banks.certified)),
            (_("Without one yet"), rupees_exact(banks.from_abroad - banks.certified)),
        ]
        st.html(look.facts(rows, figures=True))
    _listed(
        _("Withdrawn, and arrived in no statement here"),
        _(
            "Import the statement of the account to which they went. Until then each stands in for the "
            "bank’s credit."
        ),
        [statement_words.movement_said(one) for one in proof.in_transit],
    )
    _unexplained(banks.unexplained)
    _listed(
        _("On a certificate, and in no statement here"),
        _("They are receipts all the same. The bank’s statement would show the day and the tax."),
        [statement_words.movement_said(one) for one in banks.certificates_without_credit],
    )


def _unexplained(credits: tuple[KeptMovement, ...]) -> None:
    """Credits that the person has to know: each can be put into the form of a receipt."""
    if not credits:
        return
    title = _("Credited, and not known to be from abroad ({count})")
    look.subheading(title.format(count=len(credits)))
    look.prose(
        _("If one of them is pay for your work, make it a receipt. The rest is not income of your work.")
    )
    for place, one in enumerate(credits[:_MOST_LISTED]):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            said = look.markup('<p class="prose">{said}</p>', said=statement_words.movement_said(one))
            st.html(said, width="stretch")
            key = f"statements.receipt.{place}"
            if st.button(_("Make it a receipt"), key=key, type="tertiary", on_click=_into_form, args=(one,)):
                state.go_to("receipt")
    if len(credits) > _MOST_LISTED:
        look.prose(_("And {count} more.").format(count=len(credits) - _MOST_LISTED))


def _into_form(credit: KeptMovement) -> None:
    """Put a credit into the form of a receipt, which asks for the rest (for the button's callback)."""
    state.edit_receipt(None)
    state.draft()["form"] = {
        "date": credit.date.isoformat(),
        "currency": credit.currency,
        "credited" if credit.currency == "PKR" else "received": plain(credit.amount),
        "client": credit.counterparty,
        "reference": credit.reference,
        "origin": credit.id,
    }


def _listed(title: str, hint: str, lines: list[str]) -> None:
    if not lines:
        return
    look.subheading(_("{title} ({count})").format(title=title, count=len(lines)))
    look.prose(hint)
    look.bullets(lines[:_MOST_LISTED])
    if len(lines) > _MOST_LISTED:
        look.prose(_("And {count} more.").format(count=len(lines) - _MOST_LISTED))


def links_shown(workbook: Workbook) -> None:
    """Pairs that the person has to decide, and the links that there are, each of which can be undone."""
    kept = workbook.statements
    by_id = {one.id: one for one in kept.movements}
    proposed = [one for one in kept.links if one.state == "proposed"]
    if proposed:
        look.heading(_("Is it the same money?"))
        look.prose(_("Several rows fit each other. Say which belong together; nothing is counted twice."))
        for place, link in enumerate(proposed[:_MOST_LISTED]):
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
                        on_click=_decide,
                        args=(link, "confirmed", workbook),
                    )
                    st.button(
                        _("Not the same"),
                        key=f"statements.other.{place}",
                        type="tertiary",
                        on_click=_decide,
                        args=(link, "undone", workbook),
                    )
    settled = [one for one in kept.links if one.state in ("found", "confirmed")]
    if not settled:
        return
    title = ngettext("{count} link between accounts", "{count} links between accounts", len(settled)).format(
        count=len(settled)
    )
    with st.expander(title):
        for place, link in enumerate(settled[:_MOST_LINKS]):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                said = _("{out} → {into} ({rule})").format(
                    out=statement_words.movement_said(by_id[link.out]),
                    into=statement_words.movement_said(by_id[link.into]),
                    rule=_(statement_words.RULES[link.rule]),
                )
                st.html(look.markup('<p class="prose">{said}</p>', said=said), width="stretch")
                st.button(
                    _("Undo"),
                    key=f"statements.undo.{place}",
                    type="tertiary",
                    on_click=_decide,
                    args=(link, "undone", workbook),
                )
