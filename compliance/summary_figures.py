"""The Ordinance's figures in words: headline, lines, deductions, what is cheaper, what to set aside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from compliance.assessment_types import Assessment
from compliance.summary_alone import readings_that_move, taken_alone
from compliance.summary_seen import Seen
from compliance.summary_told import CATALOGUE
from compliance.summary_types import Amount, Cheaper, Difference, Line, Settlement
from compliance.summary_words import FINAL
from compliance.text import N_, _, rupees
from compliance.year_run import ABROAD

LABELS: Final = {
    "certified_final_tax": N_("Final tax on certified exports"),
    "other_final_tax": N_("Final tax on other exports"),
    "final_tax": N_("Final tax on exports"),
    "normal_tax": N_("Tax at the slabs"),
    "surcharge": N_("Surcharge"),
    "minimum_tax": N_("Minimum tax from clients in Pakistan"),
    "tax": N_("Tax for the year"),
}
"""The lines of the tax, in the order of the form."""


def lines(seen: Seen) -> tuple[Line, ...]:
    """The lines of the tax, the total last; an empty line does not matter."""
    return tuple(_lines(seen))


def _lines(seen: Seen) -> Iterator[Line]:
    one = seen.assessment
    whole = one.ordinance.tier if seen.reading == "ordinance" else one.policy.tier
    two = seen.has("certified_final_tax")
    names = ("certified_final_tax", "other_final_tax") if two else ("final_tax",)
    for name in (*names, "normal_tax", "surcharge", "minimum_tax", "tax"):
        step = seen.steps[name]
        told = CATALOGUE[name]
        amount = seen.number(name)
        yield Line(
            name=name,
            label=_(LABELS[name]),
            note=told.sentence(seen),
            amount=amount,
            shown=rupees(amount),
            cite="; ".join(_(cite) for cite in step.cite),
            tier=whole if name == "tax" else step.tier,
            opens=name,
            matters=name == "tax" or amount > 0 or (told.bears(seen) and name != "minimum_tax"),
            total=name == "tax",
        )


def settlement(seen: Seen) -> Settlement:
    """What was deducted and paid, and what that leaves; only where there is a figure it says one."""
    return Settlement(
        deducted=figure(seen, "tax_deducted", _("Already deducted or paid")),
        still_to_pay=figure(seen, "balance", _("Still to pay")),
        refundable=figure(seen, "refundable", _("Can be claimed back")),
        over_deducted=figure(seen, "over_deducted", _("Final tax deducted too much")),
        ways_back=_ways_back(seen),
    )


def figure(seen: Seen, name: str, label: str) -> Amount:
    """A step's figure with its sentence, in whole rupees for tables and exact in the text."""
    told = CATALOGUE[name]
    number = seen.number(name)
    in_paisa = seen.steps[name].unit == "paisa"
    return Amount(
        label=label,
        amount=_whole(number) if in_paisa else number,
        shown=rupees(_whole(number)) if in_paisa else rupees(number),
        sentence=told.sentence(seen),
        opens=name,
    )


def _whole(paisa: int) -> int:
    """Paisa in whole rupees for a table, halves upwards as the result keys have it."""
    return (paisa + 50) // 100


def worth_correcting(seen: Seen) -> bool:
    """Whether too much was deducted, by more than a rupee of rounding for each deduction."""
    return seen.number("over_deducted") > int(seen.flags("deducted").sum())


def taken_from_untaxed(seen: Seen) -> bool:
    """Whether all that was deducted too much was taken from receipts that bear no tax.

    There the bank did as it had to, and the money comes back with the return.
    """
    relieved = seen.flags("relieved") if seen.has("relieved") else None
    if relieved is None or not seen.number("over_deducted"):
        return False
    taken = sum(
        receipt.tax_deducted
        for receipt, free in zip(seen.workbook.receipts, relieved, strict=True)
        if free and receipt.account == "own"
    )
    return (taken + 50) // 100 >= seen.number("over_deducted")


def _ways_back(seen: Seen) -> tuple[str, ...]:
    if not seen.number("over_deducted"):
        return ()
    if taken_from_untaxed(seen):
        return (
            _(
                "The bank had to take it, and these receipts bear no tax in the end. It may be claimed as "
                "a refund with the return (section 169). Refunds go only to people on the Active Taxpayers "
                "List."
            ),
            _("It is not set off against your other tax in these figures."),
        )
    if not worth_correcting(seen):
        return (_("So little comes from rounding, receipt by receipt. There is nothing to do about it."),)
    return (
        _(
            "Ask the bank first. A wrong deduction is corrected through the bank's certificate, and not in "
            "the return alone."
        ),
        _(
            "What was deducted beyond the tax that is due may also be claimed as a refund with the return "
            "(section 169). Refunds go only to people on the Active Taxpayers List."
        ),
        _("It is not set off against your other tax in these figures."),
    )


def cheaper(one: Assessment) -> Cheaper | None:
    """Final tax or the slabs, by arithmetic; None where no export leaves a choice."""
    exports = [
        code
        for code, receipt in zip(one.receipt_class, one.workbook.receipts, strict=True)
        if receipt.kind in ABROAD
    ]
    opted = one.workbook.person.opts_for_normal_tax
    if not any(code in FINAL for code in exports) and not (opted and "slabs" in exports):
        return None
    if opted and one.other_option.tax == one.ordinance.tax:
        return None
    here, there = one.ordinance.tax, one.other_option.tax
    final, slabs = (there, here) if opted else (here, there)
    choice: Literal["final", "slabs", "same"] = (
        "same" if final == slabs else "final" if final < slabs else "slabs"
    )
    shown = {"final": rupees(final), "slabs": rupees(slabs), "saving": rupees(abs(final - slabs))}
    sentences = {
        "same": _("Final tax and the slabs come to the same for you this year: {final}."),
        "final": _("Final tax is cheaper this year: {final}, against {slabs} at the slabs ({saving} less)."),
        "slabs": _("The slabs are cheaper this year: {slabs}, against {final} of final tax ({saving} less)."),
    }
    return Cheaper(
        chosen="slabs" if opted else "final",
        cheaper=choice,
        final_tax=final,
        slabs_tax=slabs,
        saving=abs(final - slabs),
        sentence=sentences[choice].format(**shown),
        detail=tuple(_about_the_choice(one, opted)),
    )


def _about_the_choice(one: Assessment, opted: bool) -> Iterator[str]:
    other = one.other_option
    if opted:
        yield _("The figures here are those of the slabs, as you chose.")
    else:
        yield _("The figures here are those of the final tax.")
    if other.refundable:
        yield _("With the other choice {amount} could be claimed back.").format(
            amount=rupees(other.refundable)
        )
    elif other.balance != one.ordinance.balance:
        yield _("With the other choice {amount} would be left to pay.").format(amount=rupees(other.balance))
    yield _("You choose anew each year, when you file (section 154A(3)).")
    yield _(
        "At the slabs the costs of your work are taken off, so enter them all before you compare. This looks "
        "at this year's tax and nothing else; it is arithmetic, not advice."
    )


def set_aside(one: Assessment) -> Amount:
    """What is still to pay, and on top what the reading that leaves most to pay would ask for."""
    ordinance = one.ordinance
    balances = [int(steps["balance"].value) for steps in one.other_readings.values()]  # type: ignore[arg-type]
    amount = max(ordinance.balance, *balances, 0)
    further = amount - ordinance.balance
    if not amount:
        sentence = _("You need not set anything aside for this year.")
    elif not further:
        sentence = _("Set aside {amount}, which is what is still to pay.").format(amount=rupees(amount))
    else:
        sentence = _(
            "Set aside {amount}: {balance} still to pay, and {further} more in case the highest reading of "
            "the law is the right one."
        ).format(amount=rupees(amount), balance=rupees(ordinance.balance), further=rupees(further))
        if readings_that_move(one) > 1:
            sentence = f"{sentence} {taken_alone()}"
    return Amount(_("To set aside"), amount, rupees(amount), sentence, "balance")


def difference(one: Assessment) -> Difference:
    """The sentence between the two figures."""
    by = one.difference
    if not by:
        sentence = _("The two agree: {tax}.").format(tax=rupees(one.ordinance.tax))
    elif by > 0:
        sentence = _(
            "They differ by {amount}: the Ordinance asks for more than the published policy says. File by "
            "the Ordinance."
        ).format(amount=rupees(by))
    else:
        sentence = _(
            "They differ by {amount}: by the published policy you would pay more. File by the Ordinance."
        ).format(amount=rupees(-by))
    return Difference(by, rupees(abs(by)), sentence, by == 0)
