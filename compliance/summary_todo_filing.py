"""Things to do about the return itself: to file it, or to find out whether, and those of other years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compliance.assessment_types import Assessment
from compliance.duties.active_list import surcharge_sentences
from compliance.duties.case import Case
from compliance.duties.duty_types import Duty
from compliance.duties.earlier_years import earlier_years
from compliance.duties.lateness import lateness
from compliance.duties.returns import about_the_date
from compliance.rulebook import Rulebook
from compliance.summary_duties import asked_for
from compliance.summary_todo import step
from compliance.summary_todo_duties import penalty_sentence
from compliance.summary_types import NextStep
from compliance.summary_words import FINAL
from compliance.taxyear import last_day
from compliance.text import _, date_text, list_text, ngettext
from compliance.trace import weakest
from compliance.workbook import filed_by


def keep_entering(one: Assessment) -> NextStep:
    """What to do while the tax year is not over."""
    end = last_day(one.tax_year)
    return step(
        "keep_entering",
        _("Enter what arrives until {day}.").format(day=date_text(end)),
        _("The tax year is not over, so these figures are for what you entered so far."),
        _("Note your balances on that day: the wealth statement asks for them."),
        by=end,
        basis=_("sections 74 and 116"),
        tier="reported",
    )


def impossible_day(one: Assessment) -> Iterator[NextStep]:
    """A day of filing that cannot be: before the tax year has ended, or still to come."""
    filed = one.workbook.person.return_filed_on
    if filed is None or filed_by(one.workbook, one.as_of) is not None:
        return
    said = (
        _("Check the day on which you filed: {day} lies before the tax year’s end.")
        if filed <= last_day(one.tax_year)
        else _("Check the day on which you filed: {day} is still to come.")
    )
    yield step(
        "check_filed_on",
        said.format(day=date_text(filed)),
        _("Until it is put right, the return counts as not filed here."),
    )


def filed(case: Case, filed: date, until: date) -> NextStep:
    """What to do after the return was filed; `until` is the last day for revising it without approval."""
    late, over = case.days_late, until < case.as_of
    revising = (
        _("The time for revising it without asking for approval ended on {day}.")
        if over
        else _("It can be revised without asking for approval until {day}.")
    )
    return step(
        "filed",
        _("You filed your return on {day}.").format(day=date_text(filed)),
        *(_days_after(late), about_the_date(case)) if late else (_("That was in time."),),
        _("Compare it with the figures here."),
        revising.format(day=date_text(until)),
        by=None if over else until,
        basis=_("section 114"),
        tier="inferred",
    )


def _days_after(days: int) -> str:
    return ngettext(
        "That was {days} day after the last date.", "That was {days} days after the last date.", days
    ).format(days=days)


def file(case: Case, duty: Duty) -> NextStep:
    """To file the return, in time or late; where the facts do not oblige, to find out or to know."""
    if duty.status != "applies":
        return _perhaps_file(case, duty)
    one, rulebook = case.assessment, case.rulebook
    filing = one.filing
    last, late = filing.last_date, case.days_late
    final = any(code in FINAL for code in one.receipt_class)
    who_must = (
        _("Whoever has income taxed as final must file, even where nothing more is to pay.")
        if final
        else _must_file(one)
    )
    if not late:
        title = _("File your income tax return and wealth statement by {day}.").format(day=date_text(last))
        more_time = _(
            "If you cannot, apply to the Commissioner before that day for up to {days} more."
        ).format(days=_more_days(one, rulebook))
        ends = (
            _("The tax year ends on {day}.").format(day=date_text(last_day(one.tax_year)))
            if one.as_of <= last_day(one.tax_year)
            else ""
        )
        detail = [
            ends,
            who_must,
            _extended(one),
            more_time.format(days=_more_days(one, rulebook)),
        ]
    else:
        title = ngettext(
            "File your income tax return and wealth statement now. It was due on {day}, {days} day ago; it "
            "is still worth filing.",
            "File your income tax return and wealth statement now. It was due on {day}, {days} days ago; it "
            "is still worth filing.",
            late,
        ).format(day=date_text(last), days=late)
        detail = [who_must, about_the_date(case), *_worth_filing_late(case, final)]
    return step(
        "file",
        title,
        *detail,
        by=last,
        days_late=late,
        basis=_("sections 114, 116 and 118"),
        tier=filing.tier,
    )


def _perhaps_file(case: Case, duty: Duty) -> NextStep:
    """Where the facts do not oblige the person to file, or not yet."""
    year, last, late = case.tax_year, case.last_date, case.days_late
    if duty.status == "does_not_apply":
        return step(
            "file",
            _("You need not file a return for tax year {year}, as far as your answers go.").format(year=year),
            _("Filing all the same is the way onto the Active Taxpayers List, and keeps you on it."),
            basis=_("section 114"),
            tier=duty.tier,
        )
    title = (
        _("Find out whether you must file a return: its last date was {day}.")
        if late
        else _("Find out whether you must file a return: its last date is {day}.")
    )
    return step(
        "file",
        title.format(day=date_text(last)),
        duty.verdict,
        *duty.why,
        _must_file(case.assessment) if duty.questions else "",
        _("The page of duties asks what decides it.") if duty.questions else "",
        by=last,
        days_late=late,
        basis=_("sections 114, 116 and 118"),
        tier=duty.tier,
    )


def years_before(case: Case) -> Iterator[NextStep]:
    """Returns of other years that were not filed and can still be asked for."""
    found = earlier_years(case)
    newest = found.years[0] if found.years else None
    if newest is not None and newest.filed is None and newest.tax_year > case.tax_year:
        yield step(
            "newest_year",
            _("Check that the return of tax year {year} is filed, too.").format(year=newest.tax_year),
            _("Its last date was {day}.").format(day=date_text(newest.last_date)) if newest.last_date else "",
            _("If it is not, enter that year here as a workbook of its own: it counts most for the list."),
            basis=_("section 114"),
            tier="reported",
        )
    if found.missing:
        yield step(
            "years_before",
            ngettext(
                "File the return of tax year {years}, too.",
                "File the returns of tax years {years}, too.",
                len(found.missing),
            ).format(years=list_text([str(year.tax_year) for year in reversed(found.missing)])),
            asked_for(found),
            _("Enter each of them here as a workbook of its own."),
            basis=_("section 114(5)"),
            tier=weakest(*(rule.tier for rule in found.rules)),
        )


def _must_file(one: Assessment) -> str:
    if one.ordinance.tax:
        return _("Whoever has taxable income above the exempt limit must file.")
    return _(
        "Even without tax you may have to file: because of business income, because you were taxed in one of "
        "the two years before, or because of a house, a car or an NTN."
    )


def _extended(one: Assessment) -> str:
    if one.filing.extended_to is None:
        return ""
    return _("The law's own date was {day}; it was put off.").format(day=date_text(one.filing.due))


def _more_days(one: Assessment, rulebook: Rulebook) -> str:
    days = rulebook.for_tax_year("return_days_on_application", one.tax_year).number
    return ngettext("{days} day", "{days} days", days).format(days=days)


def _worth_filing_late(case: Case, final: bool) -> Iterator[str]:
    if final:
        yield _(
            "The rate of the final tax is not lost because you are late: the law asks that the return has "
            "been filed and does not say by when. That is our reading of it."
        )
    yield _(
        "Filing late can bring a penalty. The department has to claim it and it can be contested; do not let "
        "it keep you from filing."
    )
    late = lateness(case)
    penalty = late.penalty
    if penalty is not None:
        yield penalty_sentence(penalty)
    surcharge = late.surcharge
    if surcharge is not None:
        yield " ".join(surcharge_sentences(surcharge.rupees, surcharge.waived_months))
