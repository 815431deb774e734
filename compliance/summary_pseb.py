"""The worth of a PSEB certificate in words: what it saves, when it pays, what its end costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from compliance.assessment_types import Assessment
from compliance.duties.case import Case
from compliance.duties.pseb_value import PsebValue, pseb_value, withdrawn_too_early
from compliance.rulebook import Rulebook
from compliance.summary_rules import rule_text
from compliance.summary_step_types import RuleText
from compliance.summary_words import money
from compliance.text import _, date_text, ngettext, percent, rupees
from compliance.trace import weakest


@dataclass(frozen=True, slots=True)
class PsebDayText:
    """A day with receipts for exported IT work, as a row of a table. Amounts are whole rupees."""

    day: date
    day_text: str
    rupees: str
    certified: str
    saved_so_far: int
    saved_text: str
    ending_text: str


@dataclass(frozen=True, slots=True)
class PsebText:
    """The worth of a certificate. `figure` is what one in force all year saves; `fee` None: not known."""

    figure: str
    sentences: tuple[str, ...]
    days: tuple[PsebDayText, ...]
    fee: int | None
    rules: tuple[RuleText, ...]
    tier: str | None


def told_pseb(assessment: Assessment, rulebook: Rulebook) -> PsebText | None:
    """Put the worth of a certificate into words; None where it changes nothing in this person's tax."""
    case = Case(assessment, rulebook)
    value = pseb_value(case)
    if value is None:
        return None
    return PsebText(
        figure=rupees(value.could_save),
        sentences=tuple(_sentences(value, case)),
        days=tuple(
            PsebDayText(
                day=one.day,
                day_text=date_text(one.day),
                rupees=money(one.rupees),
                certified=_("yes") if one.certified else _("no"),
                saved_so_far=one.saved_so_far,
                saved_text=rupees(one.saved_so_far),
                ending_text=rupees(one.ending_before),
            )
            for one in value.days
        ),
        fee=value.fee,
        rules=tuple(rule_text(rulebook, rule) for rule in value.rules),
        # That the day of the receipt decides is how we read the section.
        tier=weakest("inferred", *(rule.tier for rule in value.rules)),
    )


def _sentences(value: PsebValue, case: Case) -> Iterator[str]:
    yield _("Exported IT work bears {lower} on days with a certificate and {higher} on others.").format(
        lower=percent(value.certified_rate), higher=percent(value.other_rate)
    )
    if value.saved == value.could_save:
        yield _("Your certificate covered every receipt it could: it saved {amount} of tax.").format(
            amount=rupees(value.saved)
        )
    elif value.saved:
        yield _("Your certificate saved {amount}; in force all year it would have saved {more} more.").format(
            amount=rupees(value.saved), more=rupees(value.missed)
        )
    else:
        yield _("In force all year, a certificate would have saved {amount} of tax.").format(
            amount=rupees(value.could_save)
        )
    yield from _fee(value, case)
    early = withdrawn_too_early(value)
    if early:
        yield ngettext(
            "On {count} day money came in before the certificate was there. Where you can choose, "
            "withdraw from "
            "a platform after the certificate.",
            "On {count} days money came in before the certificate was there. Where you can choose, withdraw "
            "from a platform after the certificate.",
            len(early),
        ).format(count=len(early))


def _fee(value: PsebValue, case: Case) -> Iterator[str]:
    if value.fee is None or value.break_even_proceeds is None:
        yield _("PSEB’s fee on {day} is not known, so nothing can be said about when it pays.").format(
            day=date_text(case.as_of)
        )
        return
    paid = (
        _("A new registration costs {fee}: it is earned back at {proceeds} of yearly proceeds.")
        if value.is_new
        else _("A renewal costs {fee}: it is earned back at {proceeds} of yearly proceeds.")
    )
    if value.surcharge:
        paid = _(
            "A renewal costs {fee}, of which {surcharge} since the certificate has run out, for a year: it "
            "is earned back at {proceeds} of yearly proceeds. Each further year adds to it."
        )
    yield paid.format(
        fee=rupees(value.fee),
        surcharge=rupees(value.surcharge),
        proceeds=rupees(value.break_even_proceeds),
    )
    if value.break_even_day is None:
        yield _("This year’s receipts do not earn it back.")
    elif value.break_even_day < case.as_of:
        yield _(
            "In force from the year’s first day it would have paid for itself by {day}. It does not work "
            "backwards."
        ).format(day=date_text(value.break_even_day))
    else:
        yield _("With this year’s receipts it pays for itself by {day}.").format(
            day=date_text(value.break_even_day)
        )
