"""Fields of a form: their label, hint, problem and echo; and what can be wrong with what was typed.

What is typed goes into its record of the draft at once, readable or not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from compliance.amount_text import AmountFault, read_amount
from compliance.date_reading import DateFault, read_date
from compliance.screens import look, state
from compliance.screens.draft import Record
from compliance.screens.keeping.kept_document import widget_class
from compliance.screens.keeping.session import note_received, take_waiting
from compliance.screens.places import PLACES
from compliance.text import _, currency_amount, date_text, in_words, rupees


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem on a page: the field it stands beside, how the field is called, and what to do.

    `scope` is that of the field where it is another than the page's.
    """

    field: str
    label: str
    message: str
    scope: str = ""


@dataclass(slots=True)
class Form:
    """Fields of one record of the draft. What is typed goes into the record at once, readable or not."""

    record: Record
    scope: str
    faults: Sequence[Fault] = ()
    labels: dict[str, str] = field(default_factory=dict)

    def key(self, name: str) -> str:
        """The widget key of a field."""
        return f"field.{self.scope}.{name}"

    def faults_of(self, name: str) -> list[Fault]:
        """The problems of one field."""
        return [fault for fault in self.faults if fault.field == name and fault.scope in ("", self.scope)]

    def begin(self, name: str, label: str, hint: str) -> DeltaGenerator:
        """Label, hint and problems of a field, in a container into which its widget goes."""
        wrong = self.faults_of(name)
        place = st.container(key=f"{'fault' if wrong else 'field'}-{self.scope}-{name}", gap="small")
        parts = [look.markup('<span id="at-{anchor}"></span>', anchor=f"{self.scope}-{name}")]
        if label:
            parts.append(look.markup('<p class="label">{label}</p>', label=label))
        if hint:
            parts.append(look.markup('<p class="hint">{hint}</p>', hint=hint))
        parts += [look.markup('<p class="fault">{message}</p>', message=fault.message) for fault in wrong]
        place.html("".join(parts))
        return place

    def _begin(self, name: str, label: str, hint: str, empty: str | None) -> tuple[str, DeltaGenerator]:
        key = self.key(name)
        if key not in st.session_state:
            if (typed := take_waiting(widget_class(key))) is not None:
                self.record[name] = typed
                state.touch()
            st.session_state[key] = self.record.get(name, "") or empty
        return key, self.begin(name, label, hint)

    def _store(self, name: str, then: Callable[[], None] | None = None) -> None:
        if self.key(name) not in st.session_state:
            # Other work was opened with the same click: what this field showed was of the work before.
            return
        self.record[name] = text = st.session_state[self.key(name)] or ""
        note_received(widget_class(self.key(name)), text)
        state.touch()
        if then:
            then()

    def text(
        self,
        name: str,
        label: str,
        hint: str = "",
        *,
        placeholder: str = "",
        width: int = 400,
        most: int = 200,
    ) -> str:
        """A line of text, kept as typed."""
        key, place = self._begin(name, label, hint, "")
        place.text_input(
            label or name,
            key=key,
            label_visibility="collapsed",
            placeholder=placeholder,
            width=width,
            max_chars=most,
            on_change=self._store,
            args=(name,),
            autocomplete="off",
        )
        return self.record.get(name, "")

    def amount(
        self,
        name: str,
        label: str,
        hint: str = "",
        *,
        currency: str = "PKR",
        placeholder: str = "",
        width: int = 280,
        words: bool = True,
    ) -> str:
        """An amount as people write it, with what was understood below it in figures and `words`."""
        key, place = self._begin(name, label, hint, "")
        place.text_input(
            label or name,
            key=key,
            label_visibility="collapsed",
            width=width,
            on_change=self._store,
            args=(name,),
            autocomplete="off",
            placeholder=placeholder or (_("for example 15,00,000") if currency == "PKR" else ""),
        )
        text = self.record.get(name, "")
        if text.strip() and not self.faults_of(name):
            place.html(amount_echo(text, currency, words=words))
        return text

    def date(self, name: str, label: str, hint: str = "") -> str:
        """A date as people write it, with the day that was understood below it."""
        key, place = self._begin(name, label, hint, "")
        place.text_input(
            label or name,
            key=key,
            label_visibility="collapsed",
            width=280,
            on_change=self._store,
            args=(name,),
            placeholder=_("for example 14 July 2025"),
            autocomplete="off",
        )
        text = self.record.get(name, "")
        if text.strip() and not self.faults_of(name):
            read = read_date(text)
            if isinstance(read, date):
                place.html(look.markup('<p class="echo"><b>{day}</b></p>', day=date_text(read)))
            else:
                place.html(look.markup('<p class="fault">{remedy}</p>', remedy=read.remedy))
        return text

    def choice(
        self,
        name: str,
        label: str,
        options: dict[str, str],
        hint: str = "",
        *,
        captions: Sequence[str] | None = None,
        side_by_side: bool = False,
    ) -> str:
        """One of a few answers. `options` maps codes to what is shown; nothing is chosen beforehand."""
        key, place = self._begin(name, label, hint, None)
        if st.session_state[key] not in options:
            st.session_state[key] = None
        place.radio(
            label or PLACES.get(name, PLACES["start"]).shown_title,
            list(options),
            key=key,
            index=None,
            format_func=lambda code: options[code],
            captions=captions,
            horizontal=side_by_side,
            label_visibility="collapsed",
            on_change=self._store,
            args=(name,),
        )
        return self.record.get(name, "")

    def select(
        self, name: str, label: str, options: dict[str, str], hint: str = "", *, width: int = 400
    ) -> str:
        """One of many answers, from a list that can be searched by typing."""
        key, place = self._begin(name, label, hint, None)
        if st.session_state[key] not in options:
            st.session_state[key] = None
        place.selectbox(
            label or name,
            list(options),
            key=key,
            index=None,
            format_func=lambda code: options[code],
            width=width,
            label_visibility="collapsed",
            placeholder=_("Choose"),
            # Else Enter takes whatever holds the letters typed somewhere in their order.
            filter_mode="contains",
            on_change=self._store,
            args=(name,),
        )
        return self.record.get(name, "")


def amount_echo(text: str, currency: str, *, words: bool = True) -> str:
    """The HTML that says what was understood, in figures and `words`, or what is wrong."""
    read = read_amount(text)
    if isinstance(read, AmountFault):
        return look.markup('<p class="fault">{remedy}</p>', remedy=read.remedy)
    whole, rest = divmod(read.hundredths, 100)
    named = read.currency or currency
    shown = rupees(whole) if named == "PKR" and not rest else currency_amount(read.hundredths, named)
    if not words:
        return look.markup('<p class="echo"><b>{figures}</b></p>', figures=shown)
    template = _("<b>{figures}</b> ({words})") if not rest else _("<b>{figures}</b> ({words} and {rest}/100)")
    return (
        '<p class="echo">' + look.markup(template, figures=shown, words=in_words(whole), rest=rest) + "</p>"
    )


def amount_fault(
    record: Record, name: str, label: str, *, currency: str = "PKR", needed: bool = False
) -> list[Fault]:
    """What is wrong with an amount typed, as a list of none or one."""
    text = record.get(name, "")
    if not text.strip() and not needed:
        return []
    read = read_amount(text)
    if isinstance(read, AmountFault):
        return [Fault(name, label, read.remedy)]
    if read.currency not in (None, currency):
        message = _("This field takes {currency}, but the amount names {named}. Enter it in {currency}.")
        return [Fault(name, label, message.format(currency=currency, named=read.currency))]
    return []


def date_fault(record: Record, name: str, label: str, *, needed: bool = True) -> list[Fault]:
    """What is wrong with a date typed, as a list of none or one."""
    text = record.get(name, "")
    if not text.strip() and not needed:
        return []
    read = read_date(text)
    return [Fault(name, label, read.remedy)] if isinstance(read, DateFault) else []


def missing(record: Record, name: str, label: str, message: str) -> list[Fault]:
    """A fault where a question was left unanswered, as a list of none or one."""
    return [] if record.get(name) else [Fault(name, label, message)]
