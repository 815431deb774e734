"""How far the rules were checked, what they leave out, and the originals that nobody has opened."""

from __future__ import annotations

import streamlit as st

from compliance.rulebook import LeftOut, Rulebook
from compliance.screens import look
from compliance.screens.rules_entries import said
from compliance.screens.rules_sources import sources_list
from compliance.text import _, date_text, month_text, ngettext


def show_coverage(rulebook: Rulebook) -> None:
    """The part of the Rules page below the rules."""
    covered = rulebook.coverage
    look.heading(_("How far these rules were checked"))
    look.prose(said(covered.verified))
    months = rulebook.rates.months
    rows = [
        (
            _("Tax years"),
            _("{first} to {last}").format(first=covered.first_tax_year, last=covered.last_tax_year),
        ),
        (_("Read on"), date_text(covered.read_on)),
        (
            _("Reference exchange rates"),
            _("{count} currencies, {first} to {last}").format(
                count=len(rulebook.rates.currencies), first=month_text(months[0]), last=month_text(months[-1])
            ),
        ),
        (_("Fingerprint of the rules"), rulebook.digest[:16]),
    ]
    st.html('<div class="measure">' + look.facts(rows) + "</div>")
    look.heading(_("What is left out, and what to do instead"))
    left_out = "".join(_left_out(rulebook, left) for left in covered.left_out)
    st.html(f'<div class="rules">{left_out}</div>')
    unopened = [source for source in rulebook.sources.values() if source.how_read == "not opened"]
    if unopened:
        count = ngettext(
            "{count} official document that nobody has opened yet",
            "{count} official documents that nobody has opened yet",
            len(unopened),
        ).format(count=len(unopened))
        st.html(
            '<div class="rules"><details class="rule"><summary>'
            + look.markup('<span class="rule-title">{title}</span>', title=count)
            + '</summary><div class="rule-body">'
            + look.markup(
                "<p>{said}</p>",
                said=_("No figure rests on them. Whoever verifies the rules begins with these."),
            )
            + sources_list(unopened)
            + "</div></details></div>"
        )


def _left_out(rulebook: Rulebook, left: LeftOut) -> str:
    head = look.markup('<span class="rule-title">{title}</span>', title=said(left.title))
    mark = f'<span class="rule-value"><span class="rule-when">{look.tier_mark(left.tier)}</span></span>'
    rows = [(_("What to do"), said(left.next_step))]
    if left.provision:
        rows.append((_("Where it stands"), left.provision))
    sources = sources_list(rulebook.sources[name] for name in left.cite)
    return (
        f'<details class="rule"><summary>{head}{mark}</summary><div class="rule-body">'
        + look.markup("<p>{why}</p>", why=said(left.why))
        + look.facts(rows)
        + sources
        + "</div></details>"
    )
