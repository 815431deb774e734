"""Who must file a return: section 114(1) by the person's own facts."""

from __future__ import annotations

from compliance.duties.case import Case
from compliance.duties.duty_types import Status
from compliance.rulebook import Value
from compliance.text import _, ngettext, rupees


def must_file(case: Case) -> tuple[Status, tuple[str, ...], tuple[Value, ...]]:
    """Whether a return must be filed for the year, why, and by which rules."""
    figures, person = case.assessment.ordinance, case.person
    because: list[str] = []
    rules: list[Value] = []

    def holds(name: str, sentence: str) -> None:
        because.append(sentence)
        rules.append(case.rule(name))

    if case.has_final_income:
        holds(
            "return_final_taxed",
            _(
                "You have income that is taxed as final, and whoever has such income files, even if no "
                "more is to pay."
            ),
        )
    exempt = case.table_in_use()[1].rows[0]
    if exempt.up_to is not None and figures.taxable_income > exempt.up_to:
        holds(
            "return_taxable_income",
            _("Your taxable income of {income} is above {limit}, up to which there is no tax.").format(
                income=rupees(figures.taxable_income), limit=rupees(exempt.up_to)
            ),
        )
    limit = case.rule("return_business_income_above")
    if case.freelance_income > limit.number:
        holds(
            "return_business_income_above",
            _("Your freelance income of {income} is above {limit}.").format(
                income=rupees(case.freelance_income // 100), limit=rupees(limit.number // 100)
            ),
        )
    years = case.rule("return_taxed_years_before")
    if person.taxed_in_years_before:
        holds(
            years.parameter,
            ngettext(
                "You were taxed in the {count} year before.",
                "You were taxed in one of the {count} years before.",
                years.number,
            ).format(count=years.number),
        )
    if person.other_reasons_to_file:
        because.append(_("You said that one of the other reasons to file holds for you."))
    if because:
        return "applies", tuple(because), tuple(rules)
    alone = _("Your income of this year alone does not oblige you to file.")
    if case.may_have_final_income:
        finally_taxed = case.rule("return_final_taxed")
        perhaps = _(
            "Money from abroad that no bank realised may count as taxed as final; that is not settled. If it "
            "does, you must file."
        )
        return "depends", (alone, perhaps), (limit, years, finally_taxed)
    return ("depends" if unanswered(case) else "does_not_apply"), (alone,), (limit, years)


def unanswered(case: Case) -> bool:
    """Whether an answer that could oblige the person to file is still open."""
    return case.person.taxed_in_years_before is None or case.person.other_reasons_to_file is None
