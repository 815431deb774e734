"""What banks should have deducted from each receipt, what they did, and what the tax portal shows of it.

Section 154A(1): the bank deducts at the time of realisation, from the whole receipt. Amounts are paisa.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compliance.duties.case import FINAL_CLASSES, Case
from compliance.money import MILLION, half_up
from compliance.workbook import Receipt

Verdict = Literal[
    "right",
    "under",
    "over",
    "none",
    "doubled",
    "doubled_off_list",
    "taxed_on_part",
    "other_account",
    "portal_differs",
    "not_due",
    "set_off",
    "left_to_return",
]
IN_ORDER: frozenset[Verdict] = frozenset({"right", "not_due", "set_off", "left_to_return"})
"""What is found where the bank need not be asked."""
A_RUPEE = 100
"""Banks round to whole rupees; what differs by no more than that is right."""

ESTIMATE_MAY_BE_OFF = 20
"""Where the rupees are estimated, a twentieth more or less says nothing against the bank."""


@dataclass(frozen=True, slots=True)
class CheckedDeduction:
    """One receipt that a bank realised. `portal` None: not looked up.

    `expected` is what section 154A takes out of the whole receipt when it is realised, also where the receipt
    is taxed at the slabs in the end; 0 where nothing is due. `difference`: deducted less expected. `verdicts`
    are all that hold, the one about the deduction first. `estimated`: the rupees come from a reference rate.
    """

    receipt: int
    expected: int
    deducted: int
    portal: int | None
    verdicts: tuple[Verdict, ...]
    estimated: bool

    @property
    def difference(self) -> int:
        """Deducted less expected, in paisa."""
        return self.deducted - self.expected

    @property
    def is_right(self) -> bool:
        """Whether there is nothing to ask the bank."""
        return set(self.verdicts) <= IN_ORDER


def expected_deductions(case: Case) -> tuple[int | None, ...]:
    """The tax that section 154A takes out of each receipt, in paisa, half up; None where it takes none.

    The bank takes it when it realises the money; whether it settles the tax is decided in the return.
    """
    certified = case.of_person("certified_rate") or case.of_person("export_rate")
    rest = case.of_person("other_rate") or case.of_person("export_rate")
    return tuple(
        half_up(rupees * (certified if is_certified else rest), MILLION)
        if found in (*FINAL_CLASSES, "slabs") and receipt.channel == "bank" and rest
        else None
        for receipt, rupees, found, is_certified in zip(
            case.workbook.receipts,
            case.assessment.receipt_rupees,
            case.assessment.receipt_class,
            case.of_receipts("certified"),
            strict=True,
        )
    )


def checked_deductions(case: Case) -> tuple[CheckedDeduction, ...]:
    """Every receipt from abroad that a bank realised, in the order in which they were entered."""
    expected = expected_deductions(case)
    found = []
    for place in case.exports:
        receipt = case.workbook.receipts[place]
        if receipt.channel == "bank":
            due = expected[place]
            estimated = receipt.rupees is None and receipt.currency != "PKR"
            verdicts = (
                _deduction(case, place, due, estimated),
                *(("other_account",) if receipt.account == "other_person" and receipt.tax_deducted else ()),
                *(("portal_differs",) if _portal_differs(receipt) else ()),
            )
            found.append(
                CheckedDeduction(
                    place, due or 0, receipt.tax_deducted, receipt.portal_tax, verdicts, estimated
                )
            )
    return tuple(found)


def _deduction(case: Case, place: int, due: int | None, estimated: bool) -> Verdict:
    receipt = case.workbook.receipts[place]
    deducted = receipt.tax_deducted
    if due is None:
        # Banks take it from everybody; where nothing is final in the end it comes back with the return.
        return "set_off" if deducted else "not_due"
    settled = case.assessment.receipt_class[place] in FINAL_CLASSES
    if not deducted and due > A_RUPEE:
        return "none" if settled else "left_to_return"
    if not deducted:
        return "right"
    if abs(deducted - due) <= max(A_RUPEE, due // ESTIMATE_MAY_BE_OFF if estimated else 0):
        return "right" if settled else "set_off"
    if abs(deducted - 2 * due) <= A_RUPEE:
        return "doubled_off_list" if _rate_card_doubles(case) else "doubled"
    if receipt.retained and receipt.amount:
        on_part = half_up(due * (receipt.amount - receipt.retained), receipt.amount)
        if abs(deducted - on_part) <= A_RUPEE:
            return "taxed_on_part"
    if deducted > due:
        return "over"
    # What a bank did not take in advance of the slabs, nobody is the poorer for.
    return "under" if settled else "left_to_return"


def _rate_card_doubles(case: Case) -> bool:
    """Whether the FBR's rate card of the year prints the double for this person."""
    printed = case.rule("export_rate_other_rate_card").value is not None
    return printed and case.person.active_taxpayer is not True


def _portal_differs(receipt: Receipt) -> bool:
    portal = receipt.portal_tax
    return portal is not None and abs(portal - receipt.tax_deducted) > A_RUPEE
