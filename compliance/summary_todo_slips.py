"""Things to check before anything else: entries that look like a slip of typing."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.receipt_doubts import Doubt, doubts
from compliance.summary_seen import Seen
from compliance.summary_todo import step
from compliance.summary_types import NextStep
from compliance.text import _, date_text, list_text, ngettext

_DAYS_NAMED = 5


def slips(seen: Seen) -> Iterator[NextStep]:
    """Before anybody is asked: figures that are more likely a slip of typing."""
    one = seen.assessment
    found = doubts(one.workbook.receipts, one.receipt_rupees, seen.rulebook, one.as_of)

    def days(kind: Doubt) -> list[str]:
        return [date_text(one.workbook.receipts[place].date) for place, doubt in found if doubt == kind]

    if to_come := days("day"):
        yield step(
            "check_days",
            ngettext(
                "Check the day of {count} receipt: it has not come yet.",
                "Check the days of {count} receipts: they have not come yet.",
                len(to_come),
            ).format(count=len(to_come)),
            _("Days: {days}.").format(days=list_text(to_come[:_DAYS_NAMED])),
        )
    if of_tax := days("tax"):
        yield step(
            "check_tax",
            ngettext(
                "Check what you typed as tax of {count} receipt.",
                "Check what you typed as tax of {count} receipts.",
                len(of_tax),
            ).format(count=len(of_tax)),
            _("It is far above every rate at which tax is taken out. Days: {days}.").format(
                days=list_text(of_tax[:_DAYS_NAMED])
            ),
        )
    if of_rupees := days("rupees"):
        yield step(
            "check_rupees",
            ngettext(
                "Check what you typed as rupees of {count} receipt.",
                "Check what you typed as rupees of {count} receipts.",
                len(of_rupees),
            ).format(count=len(of_rupees)),
            _("They are less than half, or more than double, of what a bank gave then. Days: {days}.").format(
                days=list_text(of_rupees[:_DAYS_NAMED])
            ),
        )
