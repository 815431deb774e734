"""PSEB registration or renewal as a duty: not compulsory, but it decides between two rates."""

from __future__ import annotations

from datetime import date

from compliance.duties.case import Case
from compliance.duties.duty_types import Duty, Status, duty
from compliance.rulebook import Value
from compliance.text import _, date_text, ngettext, percent, rupees
from compliance.workbook import merged_pseb
from compliance.year_run import IT_SERVICES


def pseb_duty(case: Case) -> Duty:
    """Whether registering or renewing is worth a thought, by when, and what it costs."""
    spans = merged_pseb(case.person)
    until = spans[-1][1] if spans else None
    in_force = bool(spans) and (until is None or until >= case.as_of)
    services = {case.workbook.receipts[index].service for index in case.exports}
    named = services & set(IT_SERVICES)
    title = _("Register with PSEB, or renew")
    rates = (case.rule("export_rate_certified"), case.rule("export_rate_other"))
    lowers = rates[0].value is not None and rates[0].number != rates[1].number
    status: Status
    if in_force and until is None:
        status, verdict = (
            "done",
            _("You are registered, with no end given. Look at the certificate: it holds for a year."),
        )
    elif in_force and until is not None:
        status, verdict = (
            "applies",
            _("Renew before {day}, the last day of your certificate.").format(day=date_text(until)),
        )
    elif not case.exports:
        status, verdict = "does_not_apply", _("Does not apply: you had no clients abroad.")
    elif not named and "unsure" not in services:
        status, verdict = (
            "does_not_apply",
            _("Does not lower your tax: the certificate counts for IT and IT-enabled services only."),
        )
    elif spans:
        status, verdict = (
            "applies",
            _("Your certificate has run out. Renewing is a choice; it lowers the rate.")
            if lowers
            else _("Your certificate has run out. Renewing is a choice."),
        )
    else:
        status, verdict = (
            "applies",
            _("You have no certificate. Registering is a choice; it lowers the rate.")
            if lowers
            else _("You have no certificate. Registering is a choice."),
        )
    return duty(
        "pseb",
        title,
        status,
        verdict,
        _rate_sentence(*rates),
        *_fees(case, new=not spans, expired=bool(spans) and not in_force),
        how=(
            _("New: NTN in your own name, CNIC, a letter about your bank account, links to your profiles.")
            if not spans
            else _("Renewal: a summary of exports with purpose codes, and last year’s return."),
            _("Register or renew on PSEB’s own site and pay the fee there."),
            _(
                "Each receipt counts by its day. Where you can choose when to withdraw from a platform, "
                "withdraw "
                "after the certificate is there."
            )
            if not in_force
            else "",
            _("Give the bank a copy, so that it takes the lower rate.") if lowers else "",
        ),
        rules=(*rates, *fee_rules(case)),
        reading="inferred",
        by=until if in_force else None,
        when=_("Every year") if status == "applies" else "",
    )


def fee_rules(case: Case) -> tuple[Value, ...]:
    """PSEB's fees on the day looked at, as far as they are known."""
    names = ("pseb_fee_new", "pseb_fee_renewal", "pseb_expired_surcharge", "pseb_validity")
    return tuple(rule for name in names if (rule := case.rule_on(name, case.as_of)) is not None)


def fee(case: Case, name: str, day: date) -> int | None:
    """A fee in whole rupees on a day; None where it is not known."""
    rule = case.rule_on(name, day)
    return None if rule is None else rule.number // 100


def _rate_sentence(certified: Value, other: Value) -> str:
    if certified.value is None or other.value is None or certified.number == other.number:
        return _("In this tax year the certificate does not change the rate of tax.")
    return _("With it exported IT services bear {certified}, without it {other}.").format(
        certified=percent(certified.number), other=percent(other.number)
    )


def _fees(case: Case, *, new: bool, expired: bool) -> tuple[str, ...]:
    first = fee(case, "pseb_fee_new" if new else "pseb_fee_renewal", case.as_of)
    if first is None:
        return (_("PSEB’s fee on that day is not known."),)
    told = [
        _("A new registration costs {amount}.").format(amount=rupees(first))
        if new
        else _("A renewal costs {amount} a year.").format(amount=rupees(first))
    ]
    late = fee(case, "pseb_expired_surcharge", case.as_of)
    if expired and late is not None:
        told.append(
            ngettext(
                "For each year in which it stood expired {amount} is added.",
                "For each year in which it stood expired {amount} is added.",
                late,
            ).format(amount=rupees(late))
        )
    return tuple(told)
