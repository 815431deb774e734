"""Missing papers and the banks' deductions in words: the to-do list by rupees, and what to ask the bank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from compliance.assessment_types import Assessment
from compliance.duties.bank_check import IN_ORDER, CheckedDeduction, Verdict, checked_deductions
from compliance.duties.case import Case
from compliance.duties.evidence import Kind, MissingKind, missing_evidence
from compliance.rulebook import Rulebook
from compliance.summary_words import money
from compliance.text import N_, _, date_text, ngettext, rupees
from compliance.workbook import Receipt

_TITLES: Final[dict[Kind, str]] = {
    "certificate": N_("Proceeds certificate (e-PRC, or a line of the S-PRC)"),
    "family_code": N_("A purpose code that says money from family or a gift"),
    "other_work_code": N_("The purpose code of other work than the IT work that you entered"),
    "computer_code": N_("The purpose code of computer services, for work of another kind"),
    "unknown_code": N_("A purpose code that is not among the known ones"),
    "no_code": N_("The purpose code"),
    "bank_rupees": N_("The rupees for which the money was changed"),
    "deduction": N_("The bank’s deduction"),
    "contract": N_("A contract, or a self-declaration to the bank"),
}
_WHAT_TO_DO: Final[dict[Kind, str]] = {
    "certificate": N_(
        "Ask the bank. Without it nothing shows that a bank realised the money, on which the low rate of "
        "exports rests."
    ),
    "family_code": N_("Ask the bank to correct it. On paper this money is no income from exports."),
    "other_work_code": N_(
        "Ask the bank for the code of IT work (9186, or 9181 to 9185), or correct the work here."
    ),
    "computer_code": N_(
        "Ask the bank for the code of other freelance services (9249), or correct the work here. No source "
        "names an effect on the tax."
    ),
    "unknown_code": N_("Compare it with the certificate. Some pages print codes that do not exist."),
    "no_code": N_("It stands on the certificate. Enter it, so that a wrong one is noticed here."),
    "bank_rupees": N_("A reference rate stands in for them: a little off as a rule, more in some months."),
    "deduction": N_(
        "If the bank took nothing, this is yours to pay with the return. Ask for the certificate first."
    ),
    "contract": N_(
        "Give the bank a self-declaration once, or keep the contract or the chat with the client. No source "
        "names an effect on the tax."
    ),
}
_VERDICTS: Final[dict[Verdict, str]] = {
    "right": N_("right"),
    "not_due": N_("nothing due, nothing taken"),
    "set_off": N_("taken; it is set off or claimed with the return"),
    "left_to_return": N_("less taken than could have been; the return settles it"),
    "under": N_("too little taken"),
    "over": N_("too much taken"),
    "none": N_("nothing taken"),
    "doubled": N_("taken twice, or at the double rate"),
    "doubled_off_list": N_(
        "the double rate, which the FBR’s rate card prints for people off the list; by the statute nothing "
        "is doubled (Tenth Schedule, rule 10(ca)); not settled"
    ),
    "taxed_on_part": N_("taken on the converted part only; the tax is on the whole"),
    "other_account": N_("on somebody else’s name: no credit of yours"),
    "portal_differs": N_("the tax portal shows {portal}"),
}


@dataclass(frozen=True, slots=True)
class MissingReceipt:
    """One receipt that lacks something. `receipt` is its place in the workbook; `rupees` is what the paper
    could move, in whole rupees, None where no figure is known."""

    receipt: int
    named: str
    rupees: int | None

    @property
    def effect(self) -> str:
        """What the paper could move, in words."""
        return _effect(self.rupees)


@dataclass(frozen=True, slots=True)
class MissingText:
    """One kind of missing paper with its receipts; `figure` is what all of them together could move."""

    kind: Kind
    title: str
    count: str
    figure: str
    what_to_do: str
    receipts: tuple[MissingReceipt, ...]
    together: int | None


@dataclass(frozen=True, slots=True)
class DeductionText:
    """One receipt that a bank realised, with its amounts also as paisa. `asks`: there is something to ask
    the bank."""

    receipt: int
    named: str
    expected: str
    deducted: str
    portal: str
    verdict: str
    asks: bool
    checked: CheckedDeduction


@dataclass(frozen=True, slots=True)
class Evidence:
    """The to-do list, sorted by rupees, and the check of deductions in the order of the receipts.

    `caution` says what the figures of the to-do list are; none of them is surer than `tier`.
    """

    missing: tuple[MissingText, ...]
    deductions: tuple[DeductionText, ...]
    sentence: str
    caution: str
    tier: str = "unsettled"


def told_evidence(assessment: Assessment, rulebook: Rulebook) -> Evidence:
    """Put missing papers and the banks' deductions into words. Raises NotCovered as the rules do."""
    case = Case(assessment, rulebook)
    checked = checked_deductions(case)
    asks = sum(not one.is_right for one in checked)
    named = [_named(receipt, place) for place, receipt in enumerate(assessment.workbook.receipts)]
    return Evidence(
        missing=tuple(_missing(one, named) for one in missing_evidence(case)),
        deductions=tuple(_deduction(one, named) for one in checked),
        sentence=_sentence(len(checked), asks, taken=any("set_off" in one.verdicts for one in checked)),
        caution=_(
            "Nothing in section 154A makes its tax rest on these papers. The figures say what would be at "
            "stake if the FBR doubted, for want of them, that a bank realised the money for this work."
        ),
    )


def _named(receipt: Receipt, place: int) -> str:
    who = receipt.client or receipt.platform
    day = date_text(receipt.date)
    number = _("{number}. {day}").format(number=place + 1, day=day)
    return _("{receipt}, {who}").format(receipt=number, who=who) if who else number


def _missing(one: MissingKind, named: Sequence[str]) -> MissingText:
    return MissingText(
        kind=one.kind,
        title=_(_TITLES[one.kind]),
        count=ngettext("{count} receipt", "{count} receipts", len(one.papers)).format(count=len(one.papers)),
        figure=_together(one),
        what_to_do=_(_WHAT_TO_DO[one.kind]),
        receipts=tuple(
            MissingReceipt(paper.receipt, named[paper.receipt], paper.effect) for paper in one.papers
        ),
        together=one.together,
    )


def _together(one: MissingKind) -> str:
    """What a kind could move; where some of its receipts have no figure, that it is no whole."""
    if one.together is None or not one.without_figure:
        return _effect(one.together)
    return ngettext(
        "{effect}, and {count} receipt without a figure",
        "{effect}, and {count} receipts without a figure",
        one.without_figure,
    ).format(effect=_effect(one.together), count=one.without_figure)


def _effect(effect: int | None) -> str:
    if effect is None:
        return _("no figure known")
    if effect < 0:
        return _("{amount} less").format(amount=rupees(-effect))
    return rupees(effect)


def _deduction(one: CheckedDeduction, named: Sequence[str]) -> DeductionText:
    return DeductionText(
        receipt=one.receipt,
        named=named[one.receipt],
        expected=expected_text(one),
        deducted=money(one.deducted),
        portal="" if one.portal is None else money(one.portal),
        verdict=verdict_text(one),
        asks=not one.is_right,
        checked=one,
    )


def verdict_text(one: CheckedDeduction, *, only_wrong: bool = False) -> str:
    """What a check of a deduction found, in a few words; `only_wrong` leaves out what is in order."""
    portal = "" if one.portal is None else money(one.portal)
    said = (found for found in one.verdicts if not (only_wrong and found in IN_ORDER))
    return "; ".join(_(_VERDICTS[found]).format(portal=portal) for found in said)


def expected_text(one: CheckedDeduction) -> str:
    """What should be taken; where the rupees are estimated, about that."""
    expected = money(one.expected)
    return _("about {amount}").format(amount=expected) if one.estimated and one.expected else expected


def _sentence(checked: int, asks: int, *, taken: bool) -> str:
    if not checked:
        return _("No bank realised money from abroad for you, so there is nothing to check.")
    if not asks and taken:
        return _("There is nothing to ask a bank; what was taken is set off or claimed with the return.")
    if not asks:
        return _("Every deduction is what it should be.")
    return _("To be asked about: {asks} of {count}.").format(count=checked, asks=asks)
