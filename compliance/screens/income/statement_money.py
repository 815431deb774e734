"""The questions about the money of a layout: its columns, in or out, its currency, how it is written."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st

from compliance.screens import income_words, state
from compliance.screens.income.statement_asking import Asking
from compliance.statements.layout_guess import Field
from compliance.statements.layout_money import (
    SIDE_WORDS,
    MoneyForm,
    currency_column_values,
    money_form,
    side_words,
    telling_amount,
)
from compliance.statements.profile_values import Holder, NumberForm
from compliance.text import N_, _, currency_amount

Way = Literal["signed", "two", "beside"]
_WAYS: Final[dict[Way, str]] = {
    "signed": N_("One column; money out has a minus"),
    "two": N_("Two columns: money in, and money out"),
    "beside": N_("One column; another one says in or out"),
}
OF_WAY: Final[dict[Way, dict[Field, str]]] = {
    "signed": {"amount": N_("The amount")},
    "two": {"credit": N_("Money in"), "debit": N_("Money out")},
    "beside": {"amount": N_("The amount"), "indicator": N_("In or out")},
}
HOME: Final[dict[Holder, str]] = {"bank": "PKR", "platform": "USD"}


def way_asked(asking: Asking) -> Way:
    guess: Way = (
        "two" if "credit" in asking.guessed else "beside" if "indicator" in asking.guessed else "signed"
    )
    ways = list(_WAYS)
    chosen = st.radio(
        _("How is the money shown?"),
        ways,
        index=ways.index(guess),
        format_func=lambda way: _(_WAYS[way]),
        key=asking.key("way"),
    )
    return chosen


def side_words_asked(asking: Asking, column: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which words of a column mean money in, and which money out; asked for those that are not known."""
    into, out, others = side_words(asking.values(column))
    said: list[str] = []
    if others:
        before = asking.before.credit_words if asking.before else ()
        said = st.multiselect(
            _("Which of these words mean money in? The others then mean money out."),
            list(others),
            default=[word for word in others if word in before],
            placeholder=_("Choose the words"),
            key=asking.key(f"words.{column}"),
        )
    if others and not into and not said:
        return (), ()
    left = [word for word in others if word not in said]
    # The file of next month may have a word that this one happens to lack.
    return (
        tuple(dict.fromkeys((*into, *said, *sorted(SIDE_WORDS["credit"])))),
        tuple(dict.fromkeys((*out, *left, *sorted(SIDE_WORDS["debit"])))),
    )


def currency_asked(asking: Asking, holder: Holder, form: MoneyForm) -> str:
    """The currency of all amounts, or the name of the column that has it."""
    columns = [
        name for name in asking.labels if (values := asking.values(name)) and currency_column_values(values)
    ]
    names = income_words.currencies(state.rulebook())
    before = asking.before
    guess = asking.guessed.get("currency") or (before.currency if before else "") or form.currency
    if guess not in columns and guess not in names:
        guess = columns[0] if columns else HOME[holder]
    options = [*columns, *names]

    def said(one: str) -> str:
        if one in columns:
            return _("As the column “{name}” says").format(name=asking.labels[one])
        return _("Rupees (PKR)") if one == "PKR" else names[one]

    # By the holder, so that another answer to that brings its own currency.
    return st.selectbox(
        _("In which currency?"),
        options,
        index=options.index(guess),
        format_func=said,
        key=asking.key(f"currency.{holder}"),
    )


def number_form_asked(asking: Asking, cells: list[str], form: MoneyForm, currency: str) -> NumberForm:
    """How amounts are written; asked only where both ways of reading them are possible."""
    before = asking.before.number if asking.before else form.number
    telling = telling_amount(cells, form.marks, form.brackets)
    if form.certain or telling is None:
        return form.number
    value, made = telling
    forms = [one for one in made if made[one] is not None]
    code = currency if currency not in asking.labels else ""
    chosen = st.radio(
        _("How much is “{value}” in this file?").format(value=value[:40]),
        forms,
        index=forms.index(before) if before in forms else 0,
        format_func=lambda one: currency_amount(made[one] or 0, code).strip(),
        key=asking.key("number"),
    )
    return chosen


def marks_of_all(asking: Asking, form: MoneyForm, balance: str) -> tuple[str, ...]:
    """The signs of the currency beside amounts and balances."""
    return tuple(dict.fromkeys((*form.marks, *money_form(asking.values(balance)).marks)))
