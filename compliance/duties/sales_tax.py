"""Sales tax on services, province by province: what was found, how sure it is, and whom to ask.

Nothing is worked out here. Little is certain since the laws of all provinces were rebuilt in 2025.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from compliance.duties.case import Case
from compliance.duties.duty_types import Duty, Question, Status, duty
from compliance.rulebook import Value
from compliance.taxyear import month_of
from compliance.text import N_, _, ngettext, percent


@dataclass(frozen=True, slots=True)
class Authority:
    """Who collects sales tax on services in an area."""

    name: str
    short: str


AUTHORITIES = {
    "islamabad": Authority(N_("Federal Board of Revenue"), "FBR"),
    "punjab": Authority(N_("Punjab Revenue Authority"), "PRA"),
    "sindh": Authority(N_("Sindh Revenue Board"), "SRB"),
    "khyber_pakhtunkhwa": Authority(N_("Khyber Pakhtunkhwa Revenue Authority"), "KPRA"),
    "balochistan": Authority(N_("Balochistan Revenue Authority"), "BRA"),
}


@dataclass(frozen=True, slots=True)
class Position:
    """What is known of one area in a tax year; a rule is None where its law is not known."""

    area: str
    exports: Value
    local: Value
    standard: Value


def position(case: Case, area: str) -> Position:
    """What the rules say of an area. Values of unknown law are given as they are, with their note."""

    def says(kind: str) -> Value:
        values = case.rulebook.parameters[f"sales_tax_{kind}_{area}"].values
        return next(value for value in values if value.covers(date(case.tax_year, 6, 30)))

    return Position(area, says("exports"), says("local"), says("standard"))


def sales_tax_duty(case: Case) -> Duty:
    """The one duty about sales tax, in the words of the person's province."""
    area, person = case.person.province, case.person
    returns = person.sales_tax_returns
    title = _("Sales tax on services")
    question = Question(
        "person.sales_tax_returns",
        _("Are you registered, or obliged to register, for sales tax on services?"),
    )
    if not case.workbook.receipts:
        return duty("sales_tax", title, "does_not_apply", _("Does not apply: no services were paid for."))
    if area not in AUTHORITIES:
        return duty(
            "sales_tax",
            title,
            "depends",
            _("Depends on your province, which you have not given: answer it on its page About you."),
            _("Each province has a law and an authority of its own."),
            questions=() if returns else (question,),
        )
    authority = AUTHORITIES[area]
    status: Status
    if returns == "filed":
        status, verdict = "applies", _("Applies: you are registered. Go on filing the returns.")
    elif returns == "required_not_filed":
        status, verdict = (
            "applies",
            _("Applies: you must file returns and have not. Those of the months past are overdue."),
        )
    elif returns == "not_required":
        status, verdict = (
            "does_not_apply",
            _("You said that you need not register. Whether that is so is not certain; the authority knows."),
        )
    else:
        status, verdict = "depends", _("Depends on whether you must register; ask the authority.")
    known = position(case, area)
    local_clients = any(receipt.kind == "local" for receipt in case.workbook.receipts)
    return duty(
        "sales_tax",
        title,
        status,
        verdict,
        _exports(known.exports) if case.exports else "",
        _local(known.local, known.standard) if local_clients else "",
        _("No lower limit for small providers was found in any province."),
        _at_stake(case),
        how=(
            _how_to_begin(returns, authority),
            _monthly(case) if returns in ("filed", "required_not_filed") else "",
        ),
        rules=(known.exports, *((known.local, known.standard) if local_clients else ())),
        reading=None if returns else "unsettled",
        by=next_month_day(case, "sales_tax_pay_day") if returns in ("filed", "required_not_filed") else None,
        when=_("Every month, where registered"),
        questions=() if returns else (question,),
        ask=_("{authority} ({short})").format(authority=_(authority.name), short=authority.short),
    )


def _how_to_begin(returns: str | None, authority: Authority) -> str:
    if returns == "required_not_filed":
        said = _(
            "Ask the {authority} ({short}) which months are missing and how to file them late; file those of "
            "the tax year first, since the final tax may rest on them."
        )
    elif returns == "filed":
        said = _("Ask the {authority} ({short}), in writing, at which rate your services are taxed.")
    else:
        said = _("Ask the {authority} ({short}), in writing, whether you must register and at which rate.")
    return said.format(authority=_(authority.name), short=authority.short)


def _exports(rule: Value) -> str:
    if not rule.known:
        return _("Clients abroad: not known for this year.") + " " + _(rule.note)
    if rule.value is None:
        return _("Clients abroad: exempt.") + " " + _(rule.note)
    said = _("Clients abroad: {rate}.").format(rate=percent(rule.number))
    return f"{said} {_(rule.note)}".strip()


def _local(rule: Value, standard: Value) -> str:
    usual = _("The standard rate is {rate}.").format(rate=percent(standard.number))
    if not rule.known:
        return " ".join((_("Clients in Pakistan: not known for this year."), _(rule.note), usual))
    said = _("Clients in Pakistan: {rate} on IT services.").format(rate=percent(rule.number))
    return f"{said} {_(rule.note)} {usual}"


def _at_stake(case: Case) -> str:
    """Why it matters to income tax."""
    if not case.has_final_income:
        return ""
    return _(
        "It matters for income tax too: where returns are required by law, filing them is a condition "
        "of final tax. "
        "From tax year 2024 PSEB-certified exporters are spared that."
    )


def _monthly(case: Case) -> str:
    pay, file = case.rule("sales_tax_pay_day").number, case.rule("sales_tax_return_day").number
    return ngettext(
        "Pay by day {pay} and file by day {file} of the next month.",
        "Pay by day {pay} and file by day {file} of the next month.",
        pay,
    ).format(pay=pay, file=file)


def next_month_day(case: Case, name: str) -> date:
    """The next such day of a month, from the day looked at."""
    day = case.rule(name).number
    this = date.fromisoformat(f"{month_of(case.as_of)}-{day:02d}")
    if this >= case.as_of:
        return this
    return date(this.year + (this.month == 12), this.month % 12 + 1, day)
