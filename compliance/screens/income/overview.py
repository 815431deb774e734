"""The year's receipts so far, and the three ways of entering them."""

from __future__ import annotations

import streamlit as st

from compliance.receipt_entry import MONTHLY
from compliance.screens import income_words, look, removed, state, ways
from compliance.screens.draft import YES, Record, tax_year_of
from compliance.screens.draft_receipt import read_money
from compliance.screens.income import begun
from compliance.screens.income_words import CHANNEL_OF
from compliance.screens.places import file_of
from compliance.summary_words import CHANNELS, SERVICES
from compliance.text import _, currency_amount, ngettext, rupees_exact, tax_year_text

ROWS_SHOWN = 10


def _open(index: int | None) -> None:
    state.edit_receipt(index)


def _remove(index: int) -> None:
    removed.remove("receipts", index)


def _ways() -> None:
    with st.container(key="card-statements"):
        look.subheading(_("From statements"))
        look.prose(
            _(
                "Upwork, Payoneer, Wise, your bank: give the files, and every row of them is accounted for. "
                "Best where you have them."
            )
        )
        st.page_link(file_of("statements"), label=_("Import statements"))
    first, second, third = st.columns(3, gap="medium")
    with first, st.container(key="card-green-one-by-one", height="stretch"):
        look.subheading(_("One by one"))
        look.prose(_("A form for each line on your bank statement. Best for a handful of receipts."))
        if st.button(
            _("Add a receipt"),
            key="income.add",
            type="secondary" if state.draft()["receipts"] else "primary",
            on_click=_open,
            args=(None,),
        ):
            state.go_to("receipt")
    with second, st.container(key="card-table", height="stretch"):
        look.subheading(_("All in a table"))
        look.prose(
            _("Type, or paste rows from a spreadsheet. Best for many receipts, and for correcting them.")
        )
        st.page_link(file_of("table"), label=_("Open the table"))
    with third, st.container(key="card-months", height="stretch"):
        look.subheading(_("One figure a month"))
        look.prose(_("Only what arrived in each month. Quickest, where every receipt was of the same sort."))
        st.page_link(file_of("months"), label=_("Enter twelve figures"))


_LONGEST_SHOWN = 24
"""Characters of an amount that cannot be read; the field itself keeps all of them."""


def _amount(record: Record, field: str, currency: str) -> str:
    """An amount as understood; as typed where it cannot be read."""
    value = read_money(record, field, currency, lambda *_fault: None)
    if value is None:
        typed = record.get(field, "")
        return typed if len(typed) <= _LONGEST_SHOWN else typed[:_LONGEST_SHOWN] + "…"
    return rupees_exact(value) if currency == "PKR" else currency_amount(value, currency)


def _amounts(record: Record) -> tuple[str, str]:
    """What arrived and the rupees credited."""
    currency = record.get("currency") or "PKR"
    foreign = "" if currency == "PKR" else _amount(record, "received", currency)
    return foreign, _amount(record, "credited", "PKR")


def _way(record: Record) -> str:
    """How the money came, what it was for, and the tax taken out of it where there was one."""
    channel = record.get("channel", "") if record.get("kind") != "local" else ""
    # A word of the table that is no way stands as typed: its receipt is marked as having a problem.
    code = CHANNEL_OF.get(channel, channel)
    way = _(CHANNELS[code]) if code in CHANNELS else code
    tax = _amount(record, "tax_deducted", "PKR")
    taken = _("tax {amount}").format(amount=tax) if tax and tax != rupees_exact(0) else ""
    service = record.get("service", "")
    # What an import made says nothing of the work until the person does.
    not_chosen = service == "unsure" and bool(record.get("origin"))
    work = _(SERVICES[service]) if service in SERVICES else service
    work = _("kind of work not chosen yet") if not_chosen else work
    return " · ".join(filter(None, (way, work, taken)))


def _row(index: int, record: Record, kinds: dict[str, str], *, broken: bool) -> str:
    """The HTML of one receipt in the list."""
    foreign, rupees = _amounts(record)
    row = look.markup(
        '<div class="row"><span class="quiet">{number}.</span><span>{day}</span>'
        '<span class="name"><span class="quiet">{who}</span><small>{way}{standing}</small></span>'
        '<span class="number">{foreign}</span>'
        '<span class="number">{rupees}</span></div>',
        number=index + 1,
        day=ways.day_shown(record.get("date", "")),
        who=record.get("client") or record.get("platform") or kinds.get(record.get("kind", ""), ""),
        way=_way(record),
        standing=" · " + _("provisional") if record.get("provisional") == YES else "",
        foreign=foreign,
        rupees=rupees or (_("estimated") if foreign else _("no amount yet")),
    )
    return row + (look.markup('<p class="fault">{text}</p>', text=_("Has a problem")) if broken else "")


def _list(records: list[Record]) -> None:
    pages = -(-len(records) // ROWS_SHOWN)
    at = min(st.session_state.get("income.page", 1), pages)
    kinds = income_words.kinds(payroll=True)
    broken = {mend.receipt for mend in state.conversion().mends}
    rows = st.container(key="receipt-rows", gap=None)
    rows.html(
        look.markup(
            '<div class="row head"><span></span><span>{day}</span><span>{who}</span>'
            '<span class="number">{foreign}</span><span class="number">{rupees}</span></div>',
            day=_("Credited on"),
            who=_("From"),
            foreign=_("Arrived"),
            rupees=_("Rupees credited"),
        )
    )
    for index in range((at - 1) * ROWS_SHOWN, min(at * ROWS_SHOWN, len(records))):
        with rows.container(key=f"row-{index}", horizontal=True, horizontal_alignment="distribute"):
            st.html(_row(index, records[index], kinds, broken=index in broken), width="stretch")
            change, remove = f"income.change.{index}", f"income.remove.{index}"
            if st.button(_("Change"), key=change, type="tertiary", on_click=_open, args=(index,)):
                state.go_to("receipt")
            st.button(_("Remove"), key=remove, type="tertiary", on_click=_remove, args=(index,))
    if pages > 1:
        st.pagination(pages, key="income.page")


def _provisional(records: list[Record]) -> None:
    """That some receipts stand in for a bank's credits, whose statement is not here."""
    count = sum(record.get("provisional") == YES for record in records)
    if count:
        look.aside(
            _(
                "A platform’s withdrawal stands in for the bank’s credit, on which the tax rests. Import the "
                "bank’s statement, and the credit takes its place."
            ),
            bold=ngettext(
                "{count} receipt is provisional.", "{count} receipts are provisional.", count
            ).format(count=count),
            colour="amber",
        )


def show() -> None:
    """The page."""
    draft, year = state.draft(), tax_year_of(state.draft())
    records = draft["receipts"]
    with st.container(gap="xsmall"):
        look.section(_("Income"))
        look.title(_("What reached you in the year?"))
        look.lead(
            _("Everything that was credited in {year}, from all clients, after platform fees.").format(
                year=tax_year_text(year)
            )
            if year
            else _("Everything that was credited in the tax year, from all clients, after platform fees.")
        )
    if year is None:
        look.aside(_("Choose the tax year first; receipts belong to it."), colour="amber")
        ways.change_link(_("Choose the tax year"), "tax_year", back_to="overview", key="income.year")
        return
    begun.show()
    removed.offer("receipts", _("The receipt was removed."), key="income.put_back")
    ways.open_rows_reminder()
    if records:
        look.heading(ngettext("{count} receipt", "{count} receipts", len(records)).format(count=len(records)))
        if any(record["id"].startswith(MONTHLY) for record in records):
            look.aside(
                _(
                    "Receipts dated at a month’s end come from monthly figures or the quick answer. "
                    "Take them out "
                    "once you enter the real ones, so that nothing is counted twice."
                ),
                colour="amber",
            )
        _provisional(records)
        _list(records)
        with st.container(horizontal=True, gap="medium"):
            st.page_link(file_of("review"), label=_("Look through them, and change many at once"))
            st.page_link(file_of("rates"), label=_("Exchange rates, and which receipt took which"))
        look.heading(_("Add more"))
    _ways()
    ways.save_reminder()
    with st.container(horizontal=True):
        if st.button(
            _("Continue to your answers"), key="income.continue", type="primary" if records else "secondary"
        ):
            state.go_to("check")


if __name__ == "__main__":
    show()
