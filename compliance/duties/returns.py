"""The return, what is filed with it, and the list: sections 114, 116, 116A, 118, 181 and 182A."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.duties.active_list import active_list
from compliance.duties.case import Case
from compliance.duties.duty_types import Duty, Question, Status, duty
from compliance.duties.foreign_statement import foreign_statement
from compliance.duties.obligation import must_file, unanswered
from compliance.rulebook import Value
from compliance.taxyear import last_day
from compliance.text import _, date_text, list_text, ngettext, number, rupees


def return_duties(case: Case) -> Iterator[Duty]:
    """Registration, the return, its two statements, and the list."""
    must, because, rules = must_file(case)
    yield _registration(case, must)
    yield _return(case, must, because, rules)
    yield _wealth_statement(case, must)
    yield foreign_statement(case)
    yield active_list(case)


def _questions_about_filing(case: Case) -> tuple[Question, ...]:
    years = case.rule("return_taxed_years_before").number
    before = list_text([str(case.tax_year - back) for back in range(years, 0, -1)])
    return (
        Question(
            "person.taxed_in_years_before",
            _("Was tax charged on your income in tax year {years}?").format(years=before),
        ),
        Question(
            "person.other_reasons_to_file",
            _("Does one of the other reasons to file hold for you?"),
            _(
                "A flat, or property of {yards} square yards; a car above {engine} cc; a commercial "
                "electricity bill above {bill}; membership of a chamber or a professional body; an "
                "NTN; a loss brought forward."
            ).format(
                yards=case.rule("return_property_square_yards").number,
                engine=number(case.rule("return_car_engine").number),
                bill=rupees(case.rule("return_electricity_above").number // 100),
            ),
        ),
    )


def _registration(case: Case, must: Status) -> Duty:
    person = case.person
    rule = case.rule("registration_for_tax")
    registered = person.registered if person.registered is not None else (True if person.ntn else None)
    status: Status
    if registered:
        status, verdict = "done", _("Done: you are registered.")
    elif must == "does_not_apply":
        status, verdict = "does_not_apply", _("Not needed for this year, since no return is due.")
    elif registered is None:
        status, verdict = "depends", _("Depends on whether you are registered already.")
    else:
        status, verdict = "applies", _("Applies: without it no return can be filed.")
    return duty(
        "registration",
        _("Register with the FBR"),
        status,
        verdict,
        _("Your NTN is the number of your identity card (CNIC).")
        if not person.ntn
        else _("You gave the NTN {number}.").format(number=person.ntn),
        how=(
            _("Open IRIS, the FBR’s filing site, and choose registration for an unregistered person."),
            _("Have your CNIC, a mobile number and an e-mail address in your own name at hand."),
            _("Add your freelance work as a business, with its address and the day on which it began."),
        ),
        rules=(rule,),
        when=_("Once, before your first return"),
        questions=(
            ()
            if person.registered is not None
            else (Question("person.registered", _("Are you registered with the FBR?")),)
        ),
    )


def _return(case: Case, must: Status, because: tuple[str, ...], rules: tuple[Value, ...]) -> Duty:
    filing = case.assessment.filing
    due = case.rule("return_due")
    extended = case.rule("return_extended_to")
    dates = (due, extended) if filing.extended_to else (due,)
    if case.filed_on:
        late = case.days_late
        verdict = (
            ngettext(
                "Done on {day}, {days} day after the last date.",
                "Done on {day}, {days} days after the last date.",
                late,
            ).format(day=date_text(case.filed_on), days=late)
            if late
            else _("Done on {day}, in time.").format(day=date_text(case.filed_on))
        )
        status: Status = "done"
    else:
        status = must
        verdict = {
            "applies": _("Applies to you."),
            "depends": _depends(case),
            "does_not_apply": _("Not required, as far as your answers go. You may file all the same."),
        }[must]
    put_off = (
        _("The law’s own date was {day}; it was put off by {act}.").format(
            day=date_text(filing.due), act=extended.act
        )
        if filing.extended_to
        else ""
    )
    return duty(
        "return",
        _("File the income tax return"),
        status,
        verdict,
        *because,
        put_off,
        about_the_date(case) if case.days_late else "",
        _set_aside(case),
        how=(
            _("Log in to IRIS, the FBR’s filing site, yourself; this program never asks for your password."),
            _("Open the return of an individual for tax year {year}.").format(year=case.tax_year),
            _("Fill it in with the Filing sheet of this program beside you, line by line."),
            _(
                "If something is left to pay: create a payment slip (PSID) on the same site, pay it at "
                "a bank, "
                "a cash machine or in a banking app, and enter the number of the receipt (CPR) in the return."
            )
            if case.assessment.ordinance.balance
            else "",
            _("Fill in the wealth statement until the difference is zero, then submit both."),
            _("Keep the acknowledgement that arrives."),
        ),
        rules=(*rules, *dates),
        by=None if must == "does_not_apply" or case.filed_on else case.last_date,
        days_late=0 if case.filed_on or must == "does_not_apply" else case.days_late,
        questions=_questions_about_filing(case) if status == "depends" and unanswered(case) else (),
        open_law=status == "depends" and not unanswered(case),
    )


def about_the_date(case: Case) -> str:
    """What is to be known of the last date: how well it is known, whether a later one may have followed."""
    note = " ".join(case.rule("return_extended_to").note.split())
    return _(note) if note else ""


def _set_aside(case: Case) -> str:
    """That a day of filing cannot be, so that it counts for nothing."""
    given = case.person.return_filed_on
    if given is None or case.filed_on:
        return ""
    said = (
        _("You gave {day} as the day of filing. It lies before the year’s end, so it is set aside.")
        if given <= last_day(case.tax_year)
        else _("You gave {day} as the day of filing. It is still to come, so it is set aside.")
    )
    return said.format(day=date_text(given))


def _depends(case: Case) -> str:
    if unanswered(case):
        return _("Depends on two answers.")
    return _("Depends on a point of law that is not settled. Filing is the safe choice.")


def _wealth_statement(case: Case, must: Status) -> Duty:
    with_return: Status = "done" if case.filed_on else must
    verdict = {
        "done": _("Goes with the return that you filed; check that you filed it too."),
        "applies": _("Applies: every resident who files a return files it as well."),
        "depends": _("Depends on whether you file a return: it goes with it."),
        "does_not_apply": _("Not required, since no return is."),
    }[with_return]
    return duty(
        "wealth_statement",
        _("File the wealth statement"),
        with_return,
        verdict,
        _("It shows what you own and owe on {day}, and how that came about since the year before.").format(
            day=date_text(last_day(case.tax_year))
        ),
        how=(
            _(
                "Note all balances of {day}: banks, wallets, platforms, cash, what you own, what you owe."
            ).format(day=date_text(last_day(case.tax_year))),
            _("Enter them on the Wealth page: it shows what is still unexplained."),
            _("Copy them into the statement; a difference that is not zero is asked about."),
        ),
        rules=(case.rule("wealth_statement_with_return"),),
        by=case.last_date if with_return in ("applies", "depends") else None,
        days_late=case.days_late if with_return in ("applies", "depends") else 0,
        open_law=with_return == "depends" and not unanswered(case),
    )
