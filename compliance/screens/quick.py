"""Quick answer: five questions on one screen, an answer with what it takes for granted, and the way on."""

from __future__ import annotations

from datetime import date

import streamlit as st

from compliance.assessment import assess
from compliance.assessment_types import Assessment, Ordinance
from compliance.screens import kit, look, state, work_kinds
from compliance.screens.about.years import years_offered
from compliance.screens.draft import UNKNOWN, YES, Draft, Record
from compliance.screens.draft_workbook import to_workbook
from compliance.screens.keeping.session import keeping
from compliance.screens.places import file_of
from compliance.screens.question import yes_no_options
from compliance.screens.quick_draft import carried_over, doubtful_draft, quick_draft
from compliance.taxyear import first_day, last_day, last_day_of_month, month_of
from compliance.text import _, month_text, ngettext, rupees, tax_year_text


def _labels() -> dict[str, str]:
    return {
        "tax_year": _("Tax year"),
        "credited": _("Rupees that reached you from clients abroad, all year"),
        "work": _("Kind of work"),
        "pseb": _("Did you have a PSEB certificate, all year?"),
        "tax_deducted": _("Tax that the bank took out, all year"),
    }


def _year_option(year: int) -> str:
    return _("{year}: {first} to {last}").format(
        year=year, first=month_text(month_of(first_day(year))), last=month_text(month_of(last_day(year)))
    )


def _check(record: Record) -> list[kit.Fault]:
    labels = _labels()
    faults = kit.missing(record, "tax_year", labels["tax_year"], _("Choose the tax year."))
    faults += kit.amount_fault(record, "credited", labels["credited"], needed=True)
    faults += kit.missing(record, "work", labels["work"], _("Choose the kind of work, or “Something else”."))
    faults += kit.missing(record, "pseb", labels["pseb"], _("Answer yes, no, or that you don’t know."))
    faults += kit.amount_fault(record, "tax_deducted", labels["tax_deducted"])
    if not faults:
        made = quick_draft(record, _until(record))
        if not made["receipts"]:
            return [
                kit.Fault("credited", labels["credited"], _("Enter the rupees that reached you, above zero."))
            ]
        conversion = to_workbook(made, state.rulebook())
        faults = [
            kit.Fault("credited", labels["credited"], mend.problem.remedy) for mend in conversion.mends[:1]
        ]
    return faults


def _until(record: Record) -> date:
    """The day up to which the year's money is spread: today, or the end of the last month with a known rate.

    Without a rate the dollars that the policy counts would be unknown, and one would have to be asked for.
    """
    known = last_day_of_month(state.rulebook().rates.months[-1])
    begun = known >= first_day(int(record["tax_year"]))
    return min(state.today(), known) if begun else state.today()


def _answer(record: Record) -> Assessment | None:
    return _assessed(quick_draft(record, _until(record)))


def _assessed(draft: Draft) -> Assessment | None:
    conversion = to_workbook(draft, state.rulebook())
    if conversion.workbook is None or not conversion.ready:
        return None
    return assess(conversion.workbook, state.rulebook(), state.today())


def _what_is_left(ordinance: Ordinance) -> str:
    taken = _("Already taken out {amount}.").format(amount=rupees((ordinance.tax_deducted + 50) // 100))
    if ordinance.balance:
        left = _("Still to pay {amount}.").format(amount=rupees(ordinance.balance))
    elif ordinance.over_deducted:
        left = _("Taken out too much: {amount}.").format(amount=rupees(ordinance.over_deducted))
    else:
        left = _("Nothing more to pay. A return must still be filed.")
    return f"{taken} {left}"


def _policy_words(found: Assessment) -> str:
    if found.policy.exempt_12000 and found.as_of <= last_day(found.tax_year):
        return _(
            "A policy paper says that freelancers with at most 12,000 dollars a year pay nothing. The year "
            "is not over: what is still to come may pass them."
        )
    if found.policy.exempt_12000:
        return _("A policy paper says that freelancers with at most 12,000 dollars a year pay nothing.")
    if found.difference == 0:
        return _("The two agree here.")
    return _("A policy paper promises more than the law has.")


def _card(colour: str, title: str, flag: str, figure: str, words: str, tier: str | None) -> str:
    """The HTML of one of the two figures."""
    card = look.markup(
        '<div class="card {colour}"><h2><span>{title}</span><span class="flag">{flag}</span></h2>'
        '<p class="figure">{figure}</p><p>{words}</p>',
        colour=colour,
        title=title,
        flag=flag,
        figure=figure,
        words=words,
    )
    return f"{card}<p>{look.tier_mark(tier)}</p></div>"


def _show_answer(found: Assessment) -> None:
    ordinance, policy = found.ordinance, found.policy
    look.heading(_("The quick answer for {year}").format(year=tax_year_text(found.tax_year)))
    figure, words = rupees(ordinance.tax), _what_is_left(ordinance)
    if ordinance.range.low != ordinance.range.high:
        figure = _("{low} to {high}").format(
            low=rupees(ordinance.range.low), high=rupees(ordinance.range.high)
        )
        unsettled = _("The law is unsettled here. Until it is settled, this program takes {tax}.")
        words = unsettled.format(tax=rupees(ordinance.tax)) + " " + words
    law = _card("green", _("What the Ordinance says"), _("file by this one"), figure, words, ordinance.tier)
    paper = _card(
        "blue",
        _("What the published policy says"),
        _("not for filing"),
        rupees(policy.tax),
        _policy_words(found),
        policy.tier,
    )
    st.html(f'<div class="pair">{law}{paper}</div>')
    _doubt(found)
    look.subheading(_("What this takes for granted"))
    look.bullets([*_certificate(found), *_assumptions(found.tax_year)])
    held = len(state.draft()["receipts"])
    keeps = keeping().keeps
    if held and keeps:
        look.aside(
            _("What you have entered so far stays saved, and you find it on the page Start."),
            bold=_("These answers begin another year."),
            colour="green",
        )
    elif held:
        look.aside(
            ngettext(
                "The {count} receipt that you have entered gives way to these answers. Save your work first "
                "on the page Documents.",
                "The {count} receipts that you have entered give way to these answers. Save your work first "
                "on the page Documents.",
                held,
            ).format(count=held),
            bold=_("This takes the place of what you have entered."),
            colour="amber",
        )
    if not held:
        label = _("Carry over into the full check")
    elif keeps:
        label = _("Begin another year with these answers")
    else:
        label = _("Replace my work with these answers")
    if st.button(label, key="quick.carry", type="primary", on_click=_carry):
        state.go_to("residence")


def _doubt(found: Assessment) -> None:
    """How far the figure may move for who is paid through a payout company or has never filed."""
    record = state.draft()["quick"]
    until, taken = _until(record), found.ordinance.range.high

    def high(*, remittance: bool, off_list: bool) -> int:
        other = _assessed(doubtful_draft(record, until, remittance=remittance, off_list=off_list))
        return taken if other is None else other.ordinance.range.high

    remittance, off_list = high(remittance=True, off_list=False), high(remittance=False, off_list=True)
    question = ""
    if remittance > taken and off_list > taken:
        question = _(
            "Does your statement say “Remittance From”, Raast or IBFT, or are you not on the Active "
            "Taxpayers List?"
        )
    elif remittance > taken:
        question = _("Does your statement say “Remittance From”, Raast or IBFT?")
    elif off_list > taken:
        question = _("Are you not on the Active Taxpayers List?")
    if question:
        most = high(remittance=remittance > taken, off_list=off_list > taken)
        look.aside(
            _(
                "Then the law is not settled for you, and the tax could be as much as {high}. The full check "
                "asks how the money came and says what would settle it."
            ).format(high=rupees(most)),
            bold=question,
            colour="amber",
        )


def _carry() -> None:
    record = state.draft()["quick"]
    state.replace(carried_over(record, _until(record)))


def _certificate(found: Assessment) -> list[str]:
    """What a certificate would change, for who does not know whether there was one."""
    record = state.draft()["quick"]
    if record.get("pseb") != UNKNOWN:
        return []
    said = _("You had no PSEB certificate.")
    certified = _answer({**record, "pseb": YES})
    if certified is not None and certified.ordinance.tax != found.ordinance.tax:
        change = _("With one for the whole year the tax would be {tax}.")
        said = f"{said} {change.format(tax=rupees(certified.ordinance.tax))}"
    return [said]


def _assumptions(tax_year: int) -> list[str]:
    until = _until(state.draft()["quick"])
    from_abroad = _(
        "All of it came from clients abroad, through a bank and into your own account, evenly over the "
        "months."
    )
    if until < min(state.today(), last_day(tax_year)):
        from_abroad = _(
            "All of it came from clients abroad, through a bank and into your own account, evenly over the "
            "months up to {month}, the last whose exchange rate this program knows."
        ).format(month=month_text(month_of(until)))
    over = state.today() > last_day(tax_year)
    not_over = _("The year is not over: the figures are for what you entered so far, and nothing is added.")
    return [
        *([] if over else [not_over]),
        _("You are an adult who lives in Pakistan, and you work alone."),
        from_abroad,
        _("You had no salary, no clients in Pakistan and no other tax to set off."),
        _("You are on the Active Taxpayers List."),
        _("You file your return, and sales-tax returns if you must, and you take the final tax on exports."),
    ]


def show() -> None:
    """The page."""
    record, labels = state.draft()["quick"], _labels()
    years = years_offered(state.rulebook(), state.today())
    record.setdefault("tax_year", str(years[0]))
    pressed = st.session_state.pop("pressed.quick", False)
    faults = _check(record) if pressed or state.tried("quick") else []
    if pressed:
        state.set_tried("quick", bool(faults))
        st.session_state["quick.answered"] = not faults
    with st.container(width=kit.MEASURE, gap="medium"):
        kit.back_link("start")
        if faults:
            kit.problem_summary(faults, "quick")
        with st.container(gap="xsmall"):
            look.title(_("Quick answer"))
            look.lead(
                _(
                    "For income from clients abroad. Five answers, and a figure with what it takes for "
                    "granted."
                )
            )
        form = kit.Form(record, "quick", faults)
        form.select("tax_year", labels["tax_year"], {str(year): _year_option(year) for year in years})
        form.amount(
            "credited",
            labels["credited"],
            _("As your bank statements show them, after any tax was taken out."),
        )
        form.select("work", labels["work"], work_kinds.offered(), _("Type a few letters to search the list."))
        form.choice("pseb", labels["pseb"], yes_no_options(), side_by_side=True)
        form.amount("tax_deducted", labels["tax_deducted"], _("In rupees. Leave it empty if there was none."))
        if faults:
            kit.problem_reminder(len(faults))
        st.button(_("Work it out"), key="continue.quick", type="primary", on_click=kit.press, args=("quick",))
    if st.session_state.get("quick.answered") and not _check(record):
        found = _answer(record)
        if found is not None:
            _show_answer(found)
        else:
            st.page_link(file_of("tax_year"), label=_("Use the full check"))


if __name__ == "__main__":
    show()
