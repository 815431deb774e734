"""The PSEB certificate with its dates, since it counts on the day on which money arrives."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from compliance.screens import kit, look, removed, state
from compliance.screens.draft import YES, Record, day_of
from compliance.screens.question import question, yes_no_options
from compliance.text import _


def _check(answers: Record, periods: list[Record]) -> list[kit.Fault]:
    if answers.get("pseb") != YES:
        return kit.missing(answers, "pseb", "", _("Say whether you had a certificate."))
    faults = []
    for index, period in enumerate(periods):
        first, until = _("Valid from"), _("Valid until")
        found = kit.date_fault(period, "from", first) + kit.date_fault(period, "until", until, needed=False)
        begins, ends = day_of(period.get("from", "")), day_of(period.get("until", ""))
        if begins and ends and ends < begins:
            found.append(
                kit.Fault("until", until, _("It ends before it begins. Correct one of the two dates."))
            )
        faults += [replace(fault, scope=f"pseb.{index}") for fault in found]
    return faults


def _add() -> None:
    state.draft()["pseb"].append({"from": "", "until": ""})
    state.touch()


def show() -> None:
    """The page."""
    answers, periods = state.answers(), state.draft()["pseb"]
    if answers.get("pseb") == YES and not periods:
        _add()
    with question(
        "pseb",
        _("Did you have a certificate of the Pakistan Software Export Board (PSEB)?"),
        hint=_(
            "It is valid for a year and must be renewed. What counts is whether it was in force on the day "
            "on which money arrived, so a certificate for part of the year helps for that part."
        ),
        check=lambda: _check(answers, state.draft()["pseb"]),
    ) as form:
        form.choice("pseb", "", yes_no_options())
        if answers.get("pseb") == "unknown":
            look.aside(
                _(
                    "You go on as somebody without one. If you find it, come back: it can lower the tax on "
                    "IT exports."
                ),
                colour="amber",
            )
        if answers.get("pseb") != YES:
            return
        for index, period in enumerate(periods):
            part = kit.Form(period, f"pseb.{index}", form.faults)
            look.subheading(
                _("Certificate") if len(periods) == 1 else _("Certificate {number}").format(number=index + 1)
            )
            first, last = st.columns(2)
            with first:
                part.date("from", _("Valid from"))
            with last:
                part.date("until", _("Valid until"), _("Leave it empty if it is still in force."))
            if len(periods) > 1:
                st.button(
                    _("Remove this certificate"),
                    key=f"pseb.remove.{index}",
                    type="tertiary",
                    on_click=removed.remove,
                    args=("pseb", index, "pseb"),
                )
        removed.offer("pseb", _("The certificate was taken out."), "pseb")
        st.button(_("Add another certificate"), key="pseb.add", on_click=_add)


if __name__ == "__main__":
    show()
