"""The Active Taxpayers List: when it appears, how one gets onto it, what that costs after a late return."""

from __future__ import annotations

from compliance.duties.case import Case
from compliance.duties.duty_types import Duty, Question, Status, duty
from compliance.duties.lateness import lateness
from compliance.duties.obligation import must_file
from compliance.text import _, ngettext, rupees


def active_list(case: Case) -> Duty:
    """Whether the person is on it, or how to come onto it (section 182A)."""
    active = case.person.active_taxpayer
    follows = case.rule("active_list_follows_due_date")
    surcharge = lateness(case).surcharge
    must = must_file(case)[0] != "does_not_apply"
    overdue = must and case.days_late > 0 and case.filed_on is None
    if active and overdue and follows.value:
        status: Status = "applies"
        verdict = _(
            "You were on the list. It was made anew after the last date for the return, which is overdue: "
            "look yourself up."
        )
    elif active:
        status = "done"
        verdict = _("You are on the list. Filing each year keeps you there.")
    elif active is None:
        status, verdict = "depends", _("Depends on whether you are on the list: it can be looked up by CNIC.")
    else:
        status, verdict = "applies", _("You are not on the list. Filing the return is the way onto it.")
    appears = (
        _(
            "The list appears on the day after the last date for the return, and is brought up to date "
            "every day."
        )
        if follows.value
        else _(
            "The list of this year appeared once, on 1 March. Today’s list goes by the latest year: filing "
            "this one alone may not bring you onto it."
        )
    )
    costs: tuple[str, ...] = ()
    if surcharge and status != "done":
        costs = surcharge_sentences(surcharge.rupees, surcharge.waived_months)
    return duty(
        "active_list",
        _("Be on the Active Taxpayers List"),
        status,
        verdict,
        appears,
        _(
            "People off the list get no refund, may not carry a loss forward, and from many payments "
            "twice as much is taken."
        ),
        *costs,
        how=(
            _("Look yourself up on the FBR’s site by the number of your CNIC."),
            _(
                "File the return. If it is late, pay the surcharge with a payment slip (PSID) or give "
                "the undertaking."
            ),
        ),
        rules=(follows, *(surcharge.rules if surcharge and status != "done" else ())),
        questions=(
            (Question("person.active_taxpayer", _("Are you on the Active Taxpayers List?")),)
            if active is None
            else ()
        ),
    )


def surcharge_sentences(amount: int | None, waived_months: int) -> tuple[str, ...]:
    """What coming onto the list costs after a late return, in whole rupees, and when it is spared."""
    if amount is None:
        return (_("What it costs to come onto the Active Taxpayers List on that day is not known."),)
    paid = _(
        "After a late return it costs {amount} to come onto the Active Taxpayers List, which you pay of your "
        "own accord."
    ).format(amount=rupees(amount))
    if not waived_months:
        return (paid,)
    spared = ngettext(
        "It is spared to whoever promises not to buy property for {count} month.",
        "It is spared to whoever promises not to buy property for {count} months.",
        waived_months,
    ).format(count=waived_months)
    return paid, spared
