"""What is missing to prove each receipt, and what that could move, in whole rupees.

Every effect is the difference between two persons of one run: the case as it is, and the case with that one
receipt (or all receipts of a kind) counted as it would be without the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from compliance.duties.bank_check import expected_deductions
from compliance.duties.case import FINAL_CLASSES, Case
from compliance.duties.what_if import AS_IT_IS, Variant, figures_of, receipts_as_they_are
from compliance.engine import Column
from compliance.money import MILLION
from compliance.workbook import Receipt
from compliance.year_run import IT_SERVICES

Kind = Literal[
    "certificate",
    "family_code",
    "other_work_code",
    "computer_code",
    "unknown_code",
    "no_code",
    "bank_rupees",
    "deduction",
    "contract",
]
KINDS: tuple[Kind, ...] = (
    "family_code",
    "certificate",
    "other_work_code",
    "deduction",
    "bank_rupees",
    "contract",
    "computer_code",
    "unknown_code",
    "no_code",
)
"""In the order in which they are told where they move the same."""
_THROUGH_BANKS = ("bank", "remittance")
_OTHER_WORK_CODE = "9249"
_COMPUTER_CODES = ("9181", "9182", "9183", "9184", "9185", "9186")


@dataclass(frozen=True, slots=True)
class MissingPaper:
    """Something missing for one receipt. `effect` in whole rupees: more tax, or for `deduction` more to pay
    with the return; None where no figure is known."""

    kind: Kind
    receipt: int
    effect: int | None


@dataclass(frozen=True, slots=True)
class MissingKind:
    """The same thing missing for some receipts; `together`: what those that have a figure could move."""

    kind: Kind
    papers: tuple[MissingPaper, ...]
    together: int | None

    @property
    def without_figure(self) -> int:
        """How many of the papers have no figure."""
        return sum(paper.effect is None for paper in self.papers)


def missing_evidence(case: Case) -> tuple[MissingKind, ...]:
    """All that is missing, the kinds that could move most first, and within them the receipts likewise."""
    found: dict[Kind, list[int]] = {}
    for kind, place in _missing(case):
        found.setdefault(kind, []).append(place)
    off = _estimates_off(case)
    priced = {kind: tuple(place for place in found[kind] if _has_figure(kind, place, off)) for kind in found}
    # Kinds that change a receipt in the same way share its row.
    asked: dict[tuple[Change, tuple[int, ...]], None] = {}
    for kind, places in priced.items():
        for some in (*((place,) for place in places), places) if places else ():
            asked[_CHANGES[kind], some] = None
    base, expected = receipts_as_they_are(case), expected_deductions(case)
    variants = [AS_IT_IS, *(_variant(base, change, places, expected, off) for change, places in asked)]
    figures = figures_of(case, variants, ("tax", "balance", "refundable"))
    effects = {key: _effect(key[0], figures, row) for row, key in enumerate(asked, start=1)}

    def effect(kind: Kind, places: tuple[int, ...]) -> int | None:
        return effects.get((_CHANGES[kind], places)) if kind in _CHANGES else None

    kinds = [
        MissingKind(
            kind,
            tuple(
                sorted(
                    (MissingPaper(kind, place, effect(kind, (place,))) for place in found[kind]),
                    key=lambda paper: -abs(paper.effect or 0),
                )
            ),
            effect(kind, priced[kind]),
        )
        for kind in found
    ]
    return tuple(sorted(kinds, key=lambda one: (-abs(one.together or 0), KINDS.index(one.kind))))


def _estimates_off(case: Case) -> dict[int, int]:
    """Parts per million by which the estimated rupees of a receipt may lie off, where that is known."""
    off = {}
    for place, rate in enumerate(case.assessment.rates):
        if rate is not None and rate.source == "reference":
            rule = case.rule_on("reference_rates_off", case.workbook.receipts[place].date)
            if rule is not None:
                off[place] = rule.number
    return off


def _has_figure(kind: Kind, place: int, off: Mapping[int, int]) -> bool:
    return kind in _CHANGES and (kind != "bank_rupees" or place in off)


Change = Literal["outside_banks", "other_work", "more_rupees", "deducted"]
_CHANGES: dict[Kind, Change] = {
    "certificate": "outside_banks",
    "family_code": "outside_banks",
    "other_work_code": "other_work",
    "bank_rupees": "more_rupees",
    "deduction": "deducted",
}
"""How a receipt counts without the paper; kinds left out have no figure: no source names an effect."""


def _missing(case: Case) -> Iterator[tuple[Kind, int]]:
    one = case.assessment
    # Without an export that a bank realised there is nothing to prove in this way.
    for place in case.exports:
        receipt, taxed = case.workbook.receipts[place], one.receipt_class[place]
        if receipt.channel in _THROUGH_BANKS:
            if not receipt.certificate:
                yield "certificate", place
            if receipt.contract is not True and case.person.self_declaration is not True:
                yield "contract", place
            yield from ((kind, place) for kind in _code(case, receipt))
        if receipt.currency != "PKR" and receipt.rupees is None:
            yield "bank_rupees", place
        if receipt.channel == "bank" and taxed in FINAL_CLASSES and not receipt.tax_deducted:
            yield "deduction", place


def _code(case: Case, receipt: Receipt) -> Iterator[Kind]:
    code = receipt.purpose_code.strip()
    if not code:
        yield "no_code"
        return
    name = f"purpose_code_{code}"
    rule = case.rule_on(name, receipt.date) if name in case.rulebook.parameters else None
    if rule is None:
        yield "unknown_code"
    elif not rule.value:
        yield "family_code"
    elif code == _OTHER_WORK_CODE and receipt.service in IT_SERVICES:
        yield "other_work_code"
    elif code in _COMPUTER_CODES and receipt.service == "other":
        yield "computer_code"


def _variant(
    base: dict[str, Column],
    change: Change,
    places: tuple[int, ...],
    expected: tuple[int | None, ...],
    off: Mapping[int, int],
) -> Variant:
    if change == "outside_banks":
        return Variant(places, {"through_bank": False, "as_remittance": False})
    if change == "other_work":
        return Variant(places, {"named_it_service": False})
    if change == "more_rupees":
        rupees = base["rupees"][list(places)]
        return Variant(places, {"rupees": rupees + rupees * [off[place] for place in places] // MILLION})
    return Variant(places, {"deducted": [expected[place] or 0 for place in places]})


def _effect(change: Change, figures: dict[str, list[int]], row: int) -> int:
    if change == "deducted":
        owed = [figures["balance"][one] - figures["refundable"][one] for one in (0, row)]
        return owed[0] - owed[1]
    return figures["tax"][row] - figures["tax"][0]
