"""The statement of foreign income and assets, section 116A: dollars alone do not bring it on."""

from __future__ import annotations

from compliance.duties.case import Case
from compliance.duties.duty_types import Duty, Question, Status, duty
from compliance.summary_words import dollars
from compliance.text import _
from compliance.workbook import Person


def foreign_statement(case: Case) -> Duty:
    """Whether it is to be filed, by what the person earns and owns abroad."""
    person = case.person
    income, assets = case.rule("foreign_statement_income"), case.rule("foreign_statement_assets")
    limits = {
        "income": dollars(income.number),
        "assets": dollars(assets.number),
    }
    answers = (person.income_abroad_above_limit, person.assets_abroad_above_limit)
    if True in answers:
        status: Status = "applies"
        verdict = _("Applies: you have income or assets abroad above the limits.")
        if case.filed_on:
            # Having filed the return says nothing of this form.
            verdict = f"{verdict} {_('You filed your return: check that you filed this, too.')}"
    elif None in answers:
        status, verdict = "depends", _("Depends on what you earn and own abroad.")
    else:
        status, verdict = "does_not_apply", _("Does not apply: you are below both limits.")
    abroad = any(receipt.channel == "kept_abroad" for receipt in case.workbook.receipts)
    return duty(
        "foreign_statement",
        _("File the statement of foreign income and assets"),
        status,
        verdict,
        _("The limits are {income} of income from abroad in the year, or {assets} of assets abroad.").format(
            **limits
        ),
        _(
            "Work that you do in Pakistan for clients abroad is income from Pakistan, so dollars alone "
            "do not "
            "bring this on. In one case the FBR said otherwise; that is not settled."
        ),
        _("Balances that you left at a platform or payment company abroad are assets abroad.")
        if abroad
        else "",
        how=(
            _("It is a form of its own beside the return, on the same site."),
            _("List accounts, shares, property and balances abroad with their value in rupees."),
        ),
        rules=(income, assets),
        by=case.last_date if status == "applies" and not case.filed_on else None,
        days_late=case.days_late if status == "applies" and not case.filed_on else 0,
        questions=_foreign_questions(person, limits),
    )


def _foreign_questions(person: Person, limits: dict[str, str]) -> tuple[Question, ...]:
    return tuple(
        question
        for answer, question in (
            (
                person.income_abroad_above_limit,
                Question(
                    "person.income_abroad_above_limit",
                    _("Did you have {income} or more of income from abroad?").format(**limits),
                    _(
                        "Rent, dividends or pay for work done abroad. Freelance work done in Pakistan "
                        "does not count here."
                    ),
                ),
            ),
            (
                person.assets_abroad_above_limit,
                Question(
                    "person.assets_abroad_above_limit",
                    _("Did you own {assets} or more abroad?").format(**limits),
                    _("Accounts, balances at platforms, shares, property."),
                ),
            ),
        )
        if answer is None
    )
