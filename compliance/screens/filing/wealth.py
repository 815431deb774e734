"""Wealth: balances at both ends of the year, the bridge between them, and where to look for a gap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

import streamlit as st

from compliance.screens import income_words, kit, look, removed, state
from compliance.screens.draft import Record
from compliance.screens.filing.work import Filing, begin
from compliance.screens.result_html import show as show_html
from compliance.screens.result_steps import rule_opening
from compliance.screens.waterfall import waterfall
from compliance.summary_wealth import CHANGE_KINDS, ITEM_KINDS, WealthText, told_shields, told_wealth
from compliance.taxyear import first_day, last_day
from compliance.text import _, date_text

_PAGE: Final = "wealth"
_COLOUR_OF: Final = {"level": "ink", "rise": "green", "fall": "blue", "difference": "amber"}
"""The colours of the bridge's bars by their kind."""
_Group = Literal["wealth_items", "wealth_changes"]


def show() -> None:
    """Draw the page."""
    filing = begin(
        _PAGE,
        _("Your wealth in tax year {year}"),
        _("The wealth statement asks what you owned at both ends of the year, and how one became the other."),
    )
    if filing is None:
        return
    year = filing.work.assessment.tax_year
    told = told_wealth(filing.work.assessment, state.rulebook())
    if told is not None:
        _bridge(told)
    look.heading(_("What you own and owe"))
    _records("wealth_items", "w", lambda form: _item(form, year), _("Add a balance, a thing or a debt"))
    look.heading(_("What else changed your wealth"))
    _records("wealth_changes", "c", _change, _("Add living expenses, a gift or the like"))
    _shields(filing)


def _bridge(told: WealthText) -> None:
    colour = "green" if told.balanced else "amber" if told.complete else "line"
    rows = [list(row) for row in told.rows]
    show_html(
        f'<div class="card {colour}">'
        + look.markup("<h2>{title}</h2>", title=_("The difference"))
        + look.markup('<p class="figure">{gap}</p>', gap=told.gap)
        + look.markup("<p>{sentence}</p></div>", sentence=told.sentence)
    )
    if told.estimate:
        look.prose(told.estimate)
    for title, sentences in (
        (_("What is missing"), told.missing),
        (_("Where to look"), told.where_to_look),
    ):
        if sentences:
            look.subheading(title)
            look.bullets(sentences)
    look.subheading(_("From the start of the year to its end"))
    with st.container(width=kit.MEASURE):
        if told.bars:
            said = " ".join(
                _("{label}: {amount}.").format(label=bar.label, amount=bar.shown) for bar in told.bars
            )
            st.vega_lite_chart(waterfall(told.bars, _COLOUR_OF), theme=None, key="wealth.chart", alt=said)
        show_html(look.table([_("Line"), _("Rupees")], rows, numbers=(1,), total=True))


def _records(group: _Group, prefix: str, fields: Callable[[kit.Form], None], add: str) -> None:
    """A list of records, each with its fields and a way to take it out; what is typed is kept as typed."""
    records: list[Record] = state.draft()[group]
    with st.container(width=kit.MEASURE, gap="medium", key=group):
        for record in records:
            with st.container(key=f"card-{record['id']}", gap="small"):
                fields(kit.Form(record, f"{group}.{record['id']}"))
                st.button(
                    _("Take this out"),
                    key=f"{group}.remove.{record['id']}",
                    type="tertiary",
                    on_click=_remove,
                    args=(group, record["id"]),
                )
        removed.offer(group, _("It was taken out."), group)
        st.button(add, key=f"{group}.add", on_click=_add, args=(group, prefix))


def _add(group: _Group, prefix: str) -> None:
    records: list[Record] = state.draft()[group]
    taken = {record["id"] for record in records}
    number = next(number for number in range(1, len(records) + 2) if f"{prefix}{number}" not in taken)
    begun = {
        "w": {"kind": "cash", "currency": "PKR"},
        "c": {"kind": "living_expenses", "rupees": "0"},
    }
    records.append({"id": f"{prefix}{number}", **begun[prefix]})
    state.touch()


def _remove(group: _Group, name: str) -> None:
    at = next(index for index, record in enumerate(state.draft()[group]) if record["id"] == name)
    removed.remove(group, at, f"{group}.{name}")


def _item(form: kit.Form, year: int) -> None:
    form.select("kind", _("What it is"), {code: _(words) for code, words in ITEM_KINDS.items()})
    form.text("name", _("Its name, for you"), most=80)
    currency = form.select("currency", _("Currency"), income_words.currencies(state.rulebook())) or "PKR"
    for side, day in (("start", first_day(year)), ("end", last_day(year))):
        form.amount(side, _("On {day}").format(day=date_text(day)), currency=currency, words=False)


def _change(form: kit.Form) -> None:
    form.select("kind", _("What it was"), {code: _(words) for code, words in CHANGE_KINDS.items()})
    form.amount("rupees", _("Amount in rupees"), words=False)


def _shields(filing: Filing) -> None:
    told = told_shields(filing.work.assessment, state.rulebook())
    if told is None:
        return
    look.heading(_("What explains wealth without being asked about"))
    look.prose(*told.sentences)
    show_html(look.tier_mark(told.tier), *(rule_opening(rule) for rule in told.rules))


if __name__ == "__main__":
    show()
