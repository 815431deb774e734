"""Open points of law and unanswered questions: what is taken here, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from compliance.assessment_types import Assessment, OpenPoint, UnknownAnswer
from compliance.readings import POINT
from compliance.summary_types import OpenPointText, OtherAnswer, UnknownAnswerText
from compliance.summary_words import PROVINCES, SALES_TAX_RETURNS, more_or_less
from compliance.text import N_, _, rupees
from compliance.workbook import Workbook

_TITLES: Final = {
    "remittance_channel": N_("Money that was credited as home remittance"),
    "non_bank_exports": N_("Money that never passed a bank"),
    "off_list_2026": N_("The rates for people off the Active Taxpayers List"),
    "surcharge_limb": N_("The surcharge on salary and business income together"),
    "remittance_80": N_("Home remittances in the test of banking channels"),
    "exports_2021": N_("Exports before section 154A"),
    "service_unsure": N_("Work that the law does not name"),
    "minimum_tax_share": N_("How the minimum tax of clients in Pakistan is shared out"),
    "platform_fees": N_("Platform fees"),
    "section_154b": N_("The new tax on social-media revenue"),
}
"""What each open point of law is about, in a few words."""
_DEFAULTS: Final = {
    "remittance_channel": N_("Here it is taxed as final, and the tax is paid with the return."),
    "non_bank_exports": N_("Here it is taxed at the slabs, as other business income."),
    "off_list_2026": N_("Here the rates of the statute are used, without doubling."),
    "surcharge_limb": N_("Here the surcharge follows the table that applies to you."),
    "remittance_80": N_("Here only money that a bank realised counts in the test."),
    "exports_2021": N_("Here they go to the slabs with other business income."),
    "service_unsure": N_("Here it counts as work that is neither IT nor IT-enabled."),
    "minimum_tax_share": N_("Here the deductions are compared with all of your tax at the slabs."),
    "platform_fees": N_("Here the tax is on what arrived, after the platform's fees."),
    "section_154b": N_("Here it is taxed like other exports, since it arrived before the new tax began."),
}
_QUESTIONS: Final = {
    "person.resident": N_("Are you a tax resident of Pakistan?"),
    "person.province": N_("Which province do you live in?"),
    "person.active_taxpayer": N_("Are you on the Active Taxpayers List?"),
    "person.sales_tax_returns": N_("Must you register for sales tax on services, and are its returns filed?"),
}
_SUPPOSED: Final = {
    "person.resident": N_("The figures suppose that you are."),
    "person.province": N_("The figures suppose a province whose tax is the FBR's."),
    "person.active_taxpayer": N_("The figures suppose nothing that depends on it."),
    "person.sales_tax_returns": N_("The figures suppose that no return is missing."),
}


def open_points(one: Assessment) -> tuple[OpenPointText, ...]:
    """Each open point with its default, its other reading and its effect."""
    return tuple(_open_point(one, point) for point in one.unsettled)


def _open_point(one: Assessment, point: OpenPoint) -> OpenPointText:
    effect = point.effect_rupees
    unknown = point.id == "non_bank_exports" and way_is_unknown(one.workbook)
    return OpenPointText(
        id=point.id,
        title=title(one.workbook, point.id),
        default=_("Here it is taxed at the slabs, as if no bank had realised it.")
        if unknown
        else _(_DEFAULTS[point.id]),
        reading=point.reading,
        effect=_("No figure is known for that reading.") if effect is None else more_or_less(effect),
        effect_rupees=effect,
        tax_then="" if effect is None else rupees(one.ordinance.tax + effect),
        closes=closing(one.workbook, point.id),
        tier="unsettled",
    )


def title(workbook: Workbook, point: str) -> str:
    """What an open point is about for this person."""
    if point == "non_bank_exports" and way_is_unknown(workbook):
        return _("Money of which you do not know how it came")
    return _(_TITLES[point])


def closing(workbook: Workbook, point: str) -> str:
    """What would close an open point for this person."""
    if point == "non_bank_exports" and way_is_unknown(workbook):
        return _(
            "Your bank statement: where it says SWIFT, shows a line of tax or a certificate was issued, a "
            "bank realised the money, and it is taxed as final."
        )
    return _(POINT[point].closes)


def way_is_unknown(workbook: Workbook) -> bool:
    """Whether all money outside banks is such of which the person does not know how it came."""
    ways = {one.channel for one in workbook.receipts if one.kind != "local"} - {"bank", "remittance"}
    return ways == {"unknown"}


def unknown_answers(one: Assessment) -> tuple[UnknownAnswerText, ...]:
    """Each open question once, with its other answers grouped by what they change."""
    paths = dict.fromkeys(answer.path for answer in one.unknown_answers)
    listed = {point.id for point in one.unsettled if point.effect_rupees}
    return tuple(
        _question(path, [answer for answer in one.unknown_answers if answer.path == path], listed)
        for path in paths
    )


def _question(path: str, answers: list[UnknownAnswer], listed: set[str]) -> UnknownAnswerText:
    others = tuple(_grouped(answers))
    moving = [other for other in others if other.effect_rupees or other.effect_rupees is None]
    if not moving and path == "person.active_taxpayer" and "off_list_2026" in listed:
        sentence = _(
            "You did not know. Find out: being on it closes the open point on the doubled rates. The figure "
            "taken here stays the same."
        )
    elif not moving:
        sentence = _("You did not know. Whatever the answer is, it changes nothing in your tax.")
    else:
        sentence = _("You did not know. Find out, since an answer can change the result.")
    return UnknownAnswerText(
        path=path,
        question=_(_QUESTIONS[path]),
        supposed=_(_SUPPOSED[path]),
        sentence=sentence,
        others=others,
    )


def _grouped(answers: list[UnknownAnswer]) -> Iterator[OtherAnswer]:
    for effect in dict.fromkeys(answer.effect_rupees for answer in answers):
        alike = tuple(_said(answer) for answer in answers if answer.effect_rupees == effect)
        if effect is None:
            words = _("This program does not cover it, so there is no figure.")
        else:
            words = more_or_less(effect)
        yield OtherAnswer(alike, words, effect)


def _said(answer: UnknownAnswer) -> str:
    if isinstance(answer.answer, bool):
        return _("yes") if answer.answer else _("no")
    return _((PROVINCES | SALES_TAX_RETURNS)[answer.answer])
