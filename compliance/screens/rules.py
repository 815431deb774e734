"""Rules: every figure of law of a tax year with its source and trust, what changed, and what is left out."""

from __future__ import annotations

import streamlit as st

from compliance.rulebook import Rulebook
from compliance.rulebook_check import RuleInForce, changes_from_year_before, rules_in_force
from compliance.screens import look, state
from compliance.screens.draft import tax_year_of
from compliance.screens.rules_coverage import show_coverage
from compliance.screens.rules_entries import change_table, entries, matching, said
from compliance.taxyear import latest_completed
from compliance.text import TIERS, _, month_text, ngettext, tier_sentence

_ALL = "all"


def show() -> None:
    """Draw the page."""
    rulebook = state.rulebook()
    look.section(_("Rules"))
    look.title(_("The rules that the figures come from"))
    look.lead(
        _(
            "Each figure of law says from when to when it holds, where it was read, and how far that can be "
            "trusted. Open a rule to see its source."
        )
    )
    year, topic, words, opened = _choices(rulebook)
    found = matching(rules_in_force(rulebook, year), words)
    if topic != _ALL:
        found = [rule for rule in found if rule.topic == topic]
    searching = bool(words.strip()) or topic != _ALL
    _how_to_read()
    if not searching:
        _changes(rulebook, year)
    if not found:
        look.aside(
            _("No rule of this year holds “{words}”. Try fewer words, another topic or another year.").format(
                words=words.strip()
            )
        )
    _topics(rulebook, found, opened=opened)
    if not searching:
        show_coverage(rulebook)


def _choices(rulebook: Rulebook) -> tuple[int, str, str, bool]:
    covered = rulebook.coverage
    years = list(range(covered.last_tax_year, covered.first_tax_year - 1, -1))
    wanted = tax_year_of(state.draft()) or latest_completed(state.today())
    topics = {_ALL: _("All topics")} | {topic.id: said(topic.title) for topic in covered.topics}
    left, middle, right = st.columns([5, 4, 3], gap="small")
    year = left.selectbox(
        _("Tax year"),
        years,
        index=years.index(wanted) if wanted in years else 0,
        key="rules.year",
        format_func=_year,
        persist_state="session",
    )
    topic = middle.selectbox(
        _("Topic"),
        list(topics),
        key="rules.topic",
        format_func=lambda code: topics[code],
        persist_state="session",
    )
    words = right.text_input(
        _("Search"),
        key="rules.words",
        placeholder=_("for example surcharge"),
        autocomplete="off",
        persist_state="session",
    )
    opened = st.toggle(_("Open all notes and sources"), key="rules.opened", persist_state="session")
    return year or years[0], topic or _ALL, words or "", opened


def _year(year: int) -> str:
    """A tax year in few words, for a narrow screen."""
    return _("{year}: {first} to {last}").format(
        year=year, first=month_text(f"{year - 1}-07"), last=month_text(f"{year}-06")
    )


def _how_to_read() -> None:
    rows = "".join(
        f"<li>{look.tier_mark(tier)}" + look.markup("<span>{m}</span></li>", m=tier_sentence(tier))
        for tier in TIERS
    )
    st.html(
        '<details class="quiet-details"><summary>'
        + look.markup("{title}", title=_("How far each figure can be trusted: the five marks"))
        + f'</summary><ul class="tiers">{rows}</ul></details>'
    )


def _changes(rulebook: Rulebook, year: int) -> None:
    look.heading(_("What differs from the year before"))
    changes = changes_from_year_before(rulebook, year)
    if year == rulebook.coverage.first_tax_year:
        look.prose(
            _("Tax year {year} is the first that the rules hold; nothing before it is known here.").format(
                year=year
            )
        )
    elif not changes:
        look.prose(_("No figure differs from tax year {year}.").format(year=year - 1))
    else:
        count = ngettext(
            "{count} rule differs from tax year {year}, or changes within tax year {next}.",
            "{count} rules differ from tax year {year}, or change within tax year {next}.",
            len(changes),
        )
        look.prose(count.format(count=len(changes), year=year - 1, next=year))
        st.html(change_table(changes, year))


def _topics(rulebook: Rulebook, found: list[RuleInForce], *, opened: bool) -> None:
    for topic in rulebook.coverage.topics:
        rules = [rule for rule in found if rule.topic == topic.id]
        if rules:
            look.heading(said(topic.title))
            look.html('<p class="prose quiet">{verified}</p>', verified=said(topic.verified))
            st.html(entries(rulebook, rules, opened=opened))


if __name__ == "__main__":
    show()
