"""What to ask each bank: deductions that differ, missing certificates, purpose codes to put right."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.duties.bank_check import CheckedDeduction, checked_deductions
from compliance.duties.case import Case
from compliance.duties.evidence import Kind, missing_evidence
from compliance.workbook_filing import Bank
from compliance.year_run import IT_SERVICES

_WRONG_CODES: tuple[Kind, ...] = ("family_code", "other_work_code", "computer_code", "unknown_code")
CODE_OF_IT_WORK, CODE_OF_OTHER_WORK = "9186", "9249"


@dataclass(frozen=True, slots=True)
class BankLetter:
    """The content of one letter; numbers are places of receipts in the workbook.

    `electronic`: all receipts without a certificate are of the time of e-PRC and S-PRC. `code`: the purpose
    code to be put on the account once, "" where the work is of both kinds or unknown.
    """

    bank: Bank
    differences: tuple[CheckedDeduction, ...]
    without_certificate: tuple[int, ...]
    wrong_code: tuple[int, ...]
    electronic: bool
    code: str

    @property
    def asks_something(self) -> bool:
        """Whether there is anything to write for."""
        return bool(self.differences or self.without_certificate or self.wrong_code)


def bank_letters(case: Case) -> tuple[BankLetter, ...]:
    """One letter for each bank that has to be asked something.

    Receipts that name no bank are the first one's; where no bank was entered, it has no name.
    """
    banks = case.workbook.banks or (Bank(name=""),)
    missing = {one.kind: {paper.receipt for paper in one.papers} for one in missing_evidence(case)}
    wrong_code = set().union(*(missing.get(kind, set()) for kind in _WRONG_CODES))
    checked = {one.receipt: one for one in checked_deductions(case) if not one.is_right}
    receipts = case.workbook.receipts
    letters = []
    for bank in banks:
        own = [
            place
            for place in case.exports
            # Of an account of somebody else's only its holder can ask.
            if receipts[place].account == "own" and (receipts[place].bank or banks[0].name) == bank.name
        ]
        without = tuple(place for place in own if place in missing.get("certificate", set()))
        letters.append(
            BankLetter(
                bank=bank,
                differences=tuple(checked[place] for place in own if place in checked),
                without_certificate=without,
                wrong_code=tuple(place for place in own if place in wrong_code),
                electronic=all(_electronic(case, place) for place in without),
                code=_code(case, own),
            )
        )
    return tuple(letter for letter in letters if letter.asks_something)


def _code(case: Case, places: list[int]) -> str:
    services = {case.workbook.receipts[place].service for place in places}
    if services and services <= set(IT_SERVICES):
        return CODE_OF_IT_WORK
    return CODE_OF_OTHER_WORK if services == {"other"} else ""


def _electronic(case: Case, place: int) -> bool:
    """Whether electronic certificates had begun on the day of a receipt."""
    rule = case.rule_on("electronic_certificates", case.workbook.receipts[place].date)
    return rule is not None and bool(rule.value)
