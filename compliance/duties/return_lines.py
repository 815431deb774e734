"""Which figure goes to which part of the return, in the order of the form. Whole rupees, rounded once a line.

Names of lines and codes are those of a form only where that form was seen; all other names are ours, so that
a person knows what to look for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from compliance.duties.case import Case
from compliance.money import half_up
from compliance.rulebook import NotCovered, Value
from compliance.text import N_, _, percent
from compliance.trace import weakest

Section = Literal["salary", "business", "final", "nil", "deducted", "computation"]
SECTIONS: dict[Section, str] = {
    "salary": N_("Salary"),
    "business": N_("Business"),
    "final": N_("Final tax"),
    "nil": N_("Exempt, or with a tax credit"),
    "deducted": N_("Tax deducted and paid already"),
    "computation": N_("Computation"),
}
"""The parts of the form in their order."""
_IT_CODE, _OTHER_CODE = "return_code_it_export", "return_code_other_export"


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One line: `amount` and `tax` in whole rupees, None where the line has no such cell.

    `code` is the form's own number with its source and trust, None where no form of this year was seen.
    `cite` names the law; `tier` is that of the figure, which the code does not weaken.
    """

    id: str
    section: Section
    name: str
    cite: str
    amount: int | None
    tax: int | None
    tier: str | None
    code: Value | None = None

    @property
    def holds_something(self) -> bool:
        """Whether there is anything to enter."""
        return bool(self.amount or self.tax)


def return_lines(case: Case) -> tuple[ReturnLine, ...]:
    """All lines that this year's return can have for a freelancer, also those that hold nothing."""
    order = list(SECTIONS)
    found = (*_salary(case), *_business(case), *_exports(case), *_deducted(case), *_computation(case))
    return tuple(sorted(found, key=lambda line: order.index(line.section)))


def _whole(paisa: int) -> int:
    return half_up(paisa, 100)


def _step_tier(case: Case, *names: str) -> str | None:
    steps = case.assessment.steps["ordinance"]
    return weakest(*(steps[name].tier for name in names if name in steps))


def _cite(case: Case, name: str) -> str:
    step = case.assessment.steps["ordinance"].get(name)
    return "; ".join(_(cite) for cite in step.cite) if step else ""


def _salary(case: Case) -> Iterator[ReturnLine]:
    other = case.workbook.other
    yield ReturnLine(
        "salary", "salary", _("Salary before tax"), "s.149", _whole(other.salary), None, "reported"
    )


def _business(case: Case) -> Iterator[ReturnLine]:
    at_slabs = {"local": 0, "slabs": 0}
    for found, rupees in zip(case.assessment.receipt_class, case.assessment.receipt_rupees, strict=True):
        if found in at_slabs:
            at_slabs[found] += rupees
    # Nothing is set against receipts taxed as final: without others, the form would make a loss of the costs.
    expenses = case.workbook.other.expenses if any(at_slabs.values()) else 0
    tier, cite = _step_tier(case, "business_income"), _cite(case, "business_income")
    for name, label, paisa in (
        ("local_receipts", _("Receipts from clients in Pakistan"), at_slabs["local"]),
        ("exports_at_slabs", _("Receipts from abroad that are not taxed as final"), at_slabs["slabs"]),
        ("expenses", _("Expenses"), expenses),
        ("business_income", _("Income from business"), case.of_person("business_income")),
    ):
        yield ReturnLine(name, "business", label, cite, _whole(paisa), None, tier)


def _exports(case: Case) -> Iterator[ReturnLine]:
    """Receipts taxed as final, one line for each rate of the year, and those that the law leaves untaxed."""
    steps = case.assessment.steps["ordinance"]
    if "certified_final_tax" in steps:
        for name, proceeds, rate, code, label in (
            ("final_it", "certified_proceeds", "certified", _IT_CODE, _("Export of IT services at {rate}")),
            ("final_other", "other_proceeds", "other", _OTHER_CODE, _("Export of services at {rate}")),
        ):
            yield ReturnLine(
                name,
                "final",
                label.format(rate=percent(case.of_person(f"{rate}_rate"))),
                "s.154A",
                _whole(case.of_person(proceeds)),
                case.of_person(f"{rate}_final_tax"),
                _step_tier(case, f"{rate}_final_tax"),
                _code(case, code),
            )
    elif "export_rate" in steps:
        together = case.of_person("certified_proceeds") + case.of_person("other_proceeds")
        label = _("Export of services at {rate}").format(rate=percent(case.of_person("export_rate")))
        tax, tier = case.of_person("final_tax"), _step_tier(case, "final_tax")
        yield ReturnLine("final_other", "final", label, "s.154A", _whole(together), tax, tier)
    relieved = case.of_person("relieved_proceeds")
    if relieved:
        credited = "nil" in case.assessment.receipt_class
        yield ReturnLine(
            "relieved_exports",
            "nil",
            _("IT exports with the full tax credit") if credited else _("Exempt IT exports"),
            "s.65F(1)(c)" if credited else _("Second Schedule, Part I, cl. (133)"),
            _whole(relieved),
            0,
            _step_tier(case, "relieved"),
        )


def _code(case: Case, name: str) -> Value | None:
    try:
        rule = case.rule(name)
    except NotCovered:
        return None
    return rule if rule.value is not None else None


def _deducted(case: Case) -> Iterator[ReturnLine]:
    other = case.workbook.other
    for name, label, cite, paisa, tier in (
        ("deducted_salary", _("Deducted by the employer"), "s.149", other.salary_tax_deducted, "reported"),
        (
            "deducted_local",
            _("Deducted by clients in Pakistan"),
            "s.153(1)(b)",
            case.of_person("local_deductions"),
            _step_tier(case, "local_deductions"),
        ),
        (
            "deducted_final",
            _deducted_by_banks(case),
            "s.154A, s.169",
            case.of_person("final_deductions"),
            _step_tier(case, "final_deductions"),
        ),
        (
            "deducted_exports",
            _("Deducted from other receipts from abroad"),
            "s.168",
            case.of_person("adjustable_deductions"),
            _step_tier(case, "adjustable_deductions"),
        ),
        ("other_adjustable", _("Other tax that can be set off"), "s.168", other.other_adjustable_tax, None),
        ("advance_tax", _("Advance tax paid"), "s.147", other.advance_tax_paid, "reported"),
    ):
        yield ReturnLine(name, "deducted", label, cite, None, _whole(paisa), tier)


def _deducted_by_banks(case: Case) -> str:
    """How the line of settled receipts is called, by what they are."""
    found = set(case.assessment.receipt_class)
    untaxed = bool(found & {"nil", "exempt"})
    if untaxed and case.has_final_income:
        return _("Deducted by banks from receipts taxed as final or free of tax")
    if untaxed:
        return _("Deducted by banks from receipts free of tax")
    return _("Deducted by banks from receipts taxed as final")


def _computation(case: Case) -> Iterator[ReturnLine]:
    figures = case.assessment.ordinance
    yield ReturnLine(
        "taxable_income",
        "computation",
        _("Taxable income"),
        _cite(case, "taxable_income"),
        figures.taxable_income,
        None,
        _step_tier(case, "taxable_income"),
    )
    for name, label in (
        ("normal_tax", _("Tax at the slabs")),
        ("surcharge", _("Surcharge")),
        ("minimum_tax", _("Minimum tax")),
        ("final_tax", _("Final tax")),
        ("tax", _("Tax for the year")),
        ("balance", _("Still to pay")),
        ("refundable", _("To be refunded")),
    ):
        amount, tier = getattr(figures, name), _step_tier(case, name)
        yield ReturnLine(name, "computation", label, _cite(case, name), None, amount, tier)
