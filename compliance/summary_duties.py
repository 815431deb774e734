"""Duties and dates in words, for screens and documents."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from compliance.assessment_types import Assessment
from compliance.duties.all_duties import duties
from compliance.duties.calendar import CalendarDay, calendar, day_note, next_day
from compliance.duties.case import Case
from compliance.duties.duty_types import Duty
from compliance.duties.earlier_years import EarlierYear, EarlierYears, earlier_years
from compliance.rulebook import Rulebook
from compliance.summary_duty_types import DayText, Duties, DutyText, EarlierYearText
from compliance.summary_lateness import costs
from compliance.summary_rules import rule_text
from compliance.text import N_, _, date_text, ngettext

STATUS_WORDS: Final = {
    "applies": N_("applies"),
    "depends": N_("depends on an answer"),
    "done": N_("done"),
    "does_not_apply": N_("does not apply"),
}


def told_duties(assessment: Assessment, rulebook: Rulebook) -> Duties:
    """Every duty, date and cost of an assessment in words. Raises NotCovered as the rules do."""
    case = Case(assessment, rulebook)
    known = duties(case)
    days = calendar(case, known)
    coming = next_day(days, case.as_of)
    told = tuple(_duty(one, rulebook) for one in known)
    earlier = earlier_years(case)
    return Duties(
        duties=told,
        days=tuple(_day(one, case) for one in days),
        next_day=_day(coming, case) if coming else None,
        costs=costs(case),
        earlier=tuple(_earlier(one) for one in earlier.years),
        earlier_sentence=asked_for(earlier),
        by_id=MappingProxyType({one.id: one for one in told}),
    )


def _duty(one: Duty, rulebook: Rulebook) -> DutyText:
    late = ngettext("{count} day late", "{count} days late", one.days_late)
    return DutyText(
        id=one.id,
        title=one.title,
        status=one.status,
        status_word=status_word(one),
        verdict=one.verdict,
        why=one.why,
        how=one.how,
        by=one.by,
        when_text=_("by {day}").format(day=date_text(one.by)) if one.by else one.when,
        late_text=late.format(count=one.days_late) if one.days_late else "",
        ask=one.ask,
        questions=one.questions,
        rules=tuple(rule_text(rulebook, rule) for rule in one.rules),
        tier=one.tier,
    )


def status_word(one: Duty | CalendarDay) -> str:
    """A status in a word or two."""
    return _("not settled by law") if one.open_law else _(STATUS_WORDS[one.status])


def _day(one: CalendarDay, case: Case) -> DayText:
    return DayText(
        id=f"{one.tax_year}-{one.id}",
        day=one.day,
        day_text=date_text(one.day),
        title=one.title,
        detail=one.detail,
        note=day_note(one),
        status=one.status,
        status_word=status_word(one),
        past=one.day < case.as_of,
        tier=one.tier,
    )


def asked_for(earlier: EarlierYears) -> str:
    """How many years the department may ask for."""
    near, far = (rule.number for rule in earlier.rules)
    return _(
        "The department may ask for the returns of the last {near} tax years, and of {far} where none of the "
        "last {near} was filed."
    ).format(near=near, far=far)


def _earlier(one: EarlierYear) -> EarlierYearText:
    if one.filed:
        sentence = _("Filed, as you say.")
    elif not one.asked_for:
        sentence = _("It can be asked for only where none of the nearer years was filed.")
    elif one.last_date is None:
        sentence = _("The rules of this program do not reach this year; ask a tax professional.")
    elif one.filed is None:
        sentence = _("Its last date was {day}.").format(day=date_text(one.last_date))
    else:
        sentence = _(
            "Its last date was {day}. It can still be filed: enter that year here as a workbook of its own."
        ).format(day=date_text(one.last_date))
    answer = "unknown" if one.filed is None else "yes" if one.filed else "no"
    return EarlierYearText(
        tax_year=one.tax_year,
        title=_("Tax year {year}").format(year=one.tax_year),
        answer=answer,
        answer_word={"unknown": _("not known"), "yes": _("yes"), "no": _("no")}[answer],
        sentence=sentence,
    )
