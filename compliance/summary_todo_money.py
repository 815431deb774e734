"""Things to do about what is still to pay and what comes back."""

from __future__ import annotations

from compliance.assessment_types import Assessment
from compliance.duties.case import Case
from compliance.summary_todo import step
from compliance.summary_types import NextStep, Settlement
from compliance.taxyear import last_day
from compliance.text import _, date_text, rupees


def pay(case: Case) -> NextStep:
    """To pay with the return what is left."""
    one, late = case.assessment, case.days_late
    return step(
        "pay",
        _("Pay {amount} with the return.").format(amount=rupees(one.ordinance.balance)),
        _(
            "Make a payment slip (PSID) on IRIS, pay it through your bank, and enter the number of its "
            "receipt (CPR) in the return."
        ),
        _("What is paid late can cost a default surcharge for each day.") if late else "",
        _keep_aside(one.ordinance.range.high - one.ordinance.tax),
        by=one.filing.last_date,
        days_late=late,
        basis=_("sections 137 and 205"),
        tier="reported",
    )


def paid(one: Assessment) -> NextStep:
    """To check that it was paid, once the return is filed or a day of payment is given."""
    day = one.workbook.filing.paid_on
    if day is not None and was_paid(one):
        return step(
            "pay",
            _("Check that you paid {amount} on {day}.").format(
                amount=rupees(one.ordinance.balance), day=date_text(day)
            ),
            _("By these figures that is what was to be paid. The receipt (CPR) shows what you paid."),
            _keep_aside(one.ordinance.range.high - one.ordinance.tax),
            basis=_("sections 137 and 205"),
            tier="reported",
        )
    return step(
        "pay",
        _("Check that {amount} was paid with your return.").format(amount=rupees(one.ordinance.balance)),
        _("By these figures that is what was to be paid with it."),
        _(
            "What was not paid can still be: make a payment slip (PSID) on IRIS, pay it through your bank "
            "and keep the number of its receipt (CPR). What is paid late can cost a default surcharge for "
            "each day."
        ),
        _keep_aside(one.ordinance.range.high - one.ordinance.tax),
        basis=_("sections 137 and 205"),
        tier="reported",
    )


def was_paid(one: Assessment) -> bool:
    """Whether a day of payment is given that can be one."""
    day = one.workbook.filing.paid_on
    return day is not None and last_day(one.tax_year) < day <= one.as_of


def _keep_aside(further: int) -> str:
    if not further:
        return ""
    sentence = _("Keep another {amount} aside until the open points are settled.")
    return sentence.format(amount=rupees(further))


def over_deducted(one: Assessment, settled: Settlement, *, claimed: bool) -> NextStep:
    """To have a deduction corrected that was too high, or to claim what was taken from untaxed receipts."""
    title = (
        _("Claim back the {amount} that banks took from receipts that bear no tax.")
        if claimed
        else _("Ask your bank to correct a deduction that is {amount} too high.")
    )
    return step(
        "over_deducted",
        title.format(amount=rupees(one.ordinance.over_deducted)),
        *settled.ways_back,
        basis=_("section 169"),
        tier="reported",
    )


def refund(one: Assessment) -> NextStep:
    """To claim back what was paid too much."""
    return step(
        "refund",
        _("Claim {amount} back with the return.").format(amount=rupees(one.ordinance.refundable)),
        _("It comes back only to those who file, and only to people on the Active Taxpayers List."),
        basis=_("section 170"),
        tier="reported",
    )
