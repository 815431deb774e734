"""The dates of a tax year: what falls on which day, by what rule, and whether that day is a holiday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from compliance.duties.case import Case
from compliance.duties.duty_types import Duty, Status
from compliance.duties.lateness import PenaltyUntil, lateness
from compliance.duties.money import advance_tax_days
from compliance.duties.sales_tax import next_month_day
from compliance.rulebook import Value
from compliance.taxyear import first_day, last_day, tax_year_of
from compliance.text import _, date_text, day_and_month_text, percent
from compliance.trace import weakest
from compliance.workbook import merged_pseb

_ESTIMATED = "(estimated)"
_SATURDAY = 5
_NOTHING_TO_DO = "records"
"""The day on which a duty ends: whether it is a free day makes no difference."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One date of a tax year. `original` is the law's own day where it was put off, `act` by what.

    `status` is that of the duty behind it, and so is `open_law`. `holiday` names a public holiday on that
    day, "" for none; `holiday_estimated`: it follows the moon, so the day is not certain. `free_day`: a
    Saturday or Sunday.
    """

    id: str
    tax_year: int
    day: date
    title: str
    detail: str
    status: Status
    rules: tuple[Value, ...]
    tier: str | None
    original: date | None = None
    act: str = ""
    holiday: str = ""
    holiday_estimated: bool = False
    free_day: bool = False
    open_law: bool = False

    @property
    def to_check(self) -> bool:
        """Whether the person should ask if the day moves: it is a holiday or a free day."""
        return bool(self.holiday) or self.free_day


def calendar(case: Case, known: tuple[Duty, ...]) -> tuple[CalendarDay, ...]:
    """All dates of the case in order; `known` are its duties."""
    found = (_with_holiday(one) for one in _days(case, {duty.id: duty for duty in known}))
    return tuple(sorted(found, key=lambda one: (one.day, one.id)))


def next_day(days: tuple[CalendarDay, ...], as_of: date) -> CalendarDay | None:
    """The first day, from the one looked at on, of something that applies; else of what may apply."""
    for status in ("applies", "depends"):
        ahead = (one for one in days if one.day >= as_of and one.status == status)
        if found := next(ahead, None):
            return found
    return None


def _days(case: Case, known: dict[str, Duty]) -> Iterator[CalendarDay]:
    yield _year_end(case)
    yield from _advance_tax(case, known["advance_tax"])
    yield _return(case, known["return"])
    yield from _list_appears(case, known["active_list"])
    yield from _cheaper_until(case, known["return"])
    yield from _revision(case)
    yield from _pseb(case)
    yield from _sales_tax(case, known["sales_tax"])
    yield from _records(case, known["records"])


def _day(
    name: str,
    tax_year: int,
    day: date,
    title: str,
    detail: str,
    status: Status,
    rules: tuple[Value, ...],
    *,
    reading: str | None = None,
    original: date | None = None,
    act: str = "",
    open_law: bool = False,
) -> CalendarDay:
    tier = weakest("unsettled" if open_law else reading, *(rule.tier for rule in rules))
    return CalendarDay(
        name, tax_year, day, title, detail, status, rules, tier, original, act, open_law=open_law
    )


def _year_end(case: Case) -> CalendarDay:
    day = last_day(case.tax_year)
    return _day(
        "year_end",
        case.tax_year,
        day,
        _("The tax year ends"),
        _("Note all balances of this day, and ask your bank for the list of the year’s receipts (S-PRC)."),
        "done" if case.year_is_over else "applies",
        (case.rule("wealth_statement_with_return"),),
    )


def _advance_tax(case: Case, duty: Duty) -> Iterator[CalendarDay]:
    """The four days of the year assessed, and of the year that runs on the day looked at."""
    for tax_year in sorted({case.tax_year, max(case.tax_year, tax_year_of(case.as_of))}):
        for number, (day, rule) in enumerate(advance_tax_days(case, tax_year), start=1):
            yield _day(
                f"advance_tax_{number}",
                tax_year,
                day,
                _("Advance tax for tax year {year}, part {number} of 4").format(year=tax_year, number=number),
                duty.verdict,
                duty.status,
                (rule,),
            )


def _return(case: Case, duty: Duty) -> CalendarDay:
    filing, rule = case.assessment.filing, case.rule("return_extended_to")
    due = case.rule("return_due")
    put_off = filing.extended_to is not None
    return _day(
        "return",
        case.tax_year,
        case.last_date,
        _("Return and wealth statement due"),
        duty.verdict,
        duty.status,
        (rule if put_off else due,),
        original=filing.due if put_off else None,
        act=rule.act if put_off else "",
        open_law=duty.open_law,
    )


def _list_appears(case: Case, duty: Duty) -> Iterator[CalendarDay]:
    day, follows = case.rule("active_list_day"), case.rule("active_list_follows_due_date")
    if follows.value:
        appears = date.fromordinal(case.last_date.toordinal() + 1)
    elif day.value is not None:
        # Once a year, in the spring after the return was due.
        appears = day.day_of_year.in_tax_year(case.tax_year + 1)
    else:
        return
    yield _day(
        "active_list",
        case.tax_year,
        appears,
        _("The Active Taxpayers List appears"),
        _("Look yourself up."),
        duty.status,
        (follows,) if follows.value else (follows, day),
    )


def _cheaper_until(case: Case, duty: Duty) -> Iterator[CalendarDay]:
    """The days on which the penalty for a late return grows; only while it is late and not filed."""
    penalty = lateness(case).penalty
    if penalty is None or case.filed_on:
        return
    names = ("one_month", "two_months", "three_months")
    reduced: list[PenaltyUntil] = [step for step in penalty.steps if step.until is not None]
    for name, step in zip(names, reduced, strict=False):
        assert step.until is not None
        rule = case.rule(f"late_return_reduction_{name}")
        yield _day(
            f"late_return_{name}",
            case.tax_year,
            step.until,
            _("Last day with {share} off the penalty for a late return").format(
                share=percent(step.reduction)
            ),
            _("The department has to claim that penalty, and it can be contested."),
            duty.status,
            (rule,),
            reading="unsettled",
            open_law=duty.open_law,
        )


def _revision(case: Case) -> Iterator[CalendarDay]:
    if case.filed_on is None:
        return
    rule = case.rule("return_revised_within")
    yield _day(
        "revision",
        case.tax_year,
        date.fromordinal(case.filed_on.toordinal() + rule.number),
        _("Last day to revise the return without approval"),
        _("Compare the return that you filed with the Filing sheet before then."),
        "applies",
        (rule,),
        reading="inferred",
    )


def _pseb(case: Case) -> Iterator[CalendarDay]:
    rule = case.rule_on("pseb_validity", case.as_of)
    for number, (_first, until) in enumerate(merged_pseb(case.person), start=1):
        if until is not None and until >= first_day(case.tax_year):
            yield _day(
                f"pseb_{number}",
                case.tax_year,
                until,
                _("PSEB certificate ends"),
                _("Renew before this day: receipts after it bear the higher rate."),
                "applies",
                (rule,) if rule else (),
                reading="inferred",
            )


def _sales_tax(case: Case, duty: Duty) -> Iterator[CalendarDay]:
    """The next day for paying and for filing, of whoever has to; they come again each month."""
    if case.person.sales_tax_returns not in ("filed", "required_not_filed"):
        return
    for name, rule_name, title in (
        ("sales_tax_pay", "sales_tax_pay_day", _("Sales tax on services: pay for the month before")),
        ("sales_tax_return", "sales_tax_return_day", _("Sales tax on services: file for the month before")),
    ):
        yield _day(
            name,
            max(case.tax_year, tax_year_of(case.as_of)),
            next_month_day(case, rule_name),
            title,
            _("It comes again every month."),
            "applies",
            (case.rule(rule_name),),
        )


def _records(case: Case, duty: Duty) -> Iterator[CalendarDay]:
    rule = case.rule("records_kept")
    yield _day(
        "records",
        case.tax_year,
        last_day(case.tax_year + rule.number),
        _("Records of the year need no longer be kept"),
        duty.verdict,
        duty.status,
        (rule,),
        reading="inferred",
    )


@lru_cache(maxsize=32)
def _holidays(year: int) -> dict[date, str]:
    """Public holidays of Pakistan in a calendar year, in English; those by the moon may be marked so."""
    # Half of the program's start would go into this library otherwise.
    from holidays import country_holidays

    return dict(country_holidays("PK", years=year).items())


def _with_holiday(one: CalendarDay) -> CalendarDay:
    named = _holidays(one.day.year).get(one.day, "")
    return replace(
        one,
        holiday=named.replace(_ESTIMATED, "").strip(),
        holiday_estimated=_ESTIMATED in named,
        free_day=one.day.weekday() >= _SATURDAY,
    )


def day_note(one: CalendarDay) -> str:
    """What to know about the day itself: put off, a holiday, a free day; "" where nothing is to be said."""
    notes = []
    if one.original is not None:
        put_off = _("The law’s own day was {day}; put off by {act}.")
        notes.append(put_off.format(day=date_text(one.original), act=one.act))
    if one.id == _NOTHING_TO_DO:
        return " ".join(notes)
    if one.holiday and one.holiday_estimated:
        moon = _("{day} may be a public holiday ({name}): the moon decides. Check whether the date moves.")
        notes.append(moon.format(day=day_and_month_text(one.day), name=one.holiday))
    elif one.holiday:
        notes.append(_("A public holiday ({name}). Check whether the date moves.").format(name=one.holiday))
    elif one.free_day:
        notes.append(_("A Saturday or Sunday. Check whether the date moves."))
    return " ".join(notes)
