"""Duties about money as it comes in: accounts, certificates, advance tax, records (s.114A, 147, 174)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compliance.duties.case import Case
from compliance.duties.duty_types import Duty, Question, Status, duty
from compliance.rulebook import NotCovered, Value
from compliance.taxyear import last_day, tax_year_of
from compliance.text import _, date_text, list_text, ngettext, percent, rupees
from compliance.workbook import Receipt

ADVANCE_TAX_DAYS = ("advance_tax_first", "advance_tax_second", "advance_tax_third", "advance_tax_fourth")


def money_duties(case: Case) -> Iterator[Duty]:
    """The account declared, advance tax, certificates, the foreign-currency account, records."""
    yield _business_account(case)
    yield _advance_tax(case)
    yield _certificates(case)
    yield _foreign_currency_account(case)
    yield _records(case)


def _asked_where_it_depends(status: Status, path: str, text: str) -> tuple[Question, ...]:
    return (Question(path, text),) if status == "depends" else ()


def _business_account(case: Case) -> Duty:
    declared = case.person.bank_account_declared
    if declared:
        status: Status = "done"
        verdict = _("Done: the account is declared. Declare it again when you change it.")
    elif not case.workbook.receipts:
        status, verdict = "does_not_apply", _("Does not apply: no money came in.")
    elif not any(_reached_own_bank(receipt) for receipt in case.workbook.receipts):
        status, verdict = (
            "does_not_apply",
            _("Does not apply as yet: no money came into a bank account of your own."),
        )
    elif declared is None:
        status, verdict = "depends", _("Depends on whether you have declared it already.")
    else:
        status, verdict = "applies", _("Applies: business money comes into an account of yours.")
    return duty(
        "business_account",
        _("Declare your business bank account"),
        status,
        verdict,
        how=(
            _("In IRIS open your registration and add the account (IBAN) to which clients pay."),
            _(
                "Use an account in your own name: what a bank deducts from somebody else’s is no credit "
                "of yours."
            ),
        ),
        rules=(case.rule("business_account_declared"),),
        when=_("Once, and when the account changes"),
        questions=_asked_where_it_depends(
            status,
            "person.bank_account_declared",
            _("Is the account to which clients pay declared to the FBR?"),
        ),
    )


def _reached_own_bank(receipt: Receipt) -> bool:
    return receipt.account == "own" and receipt.channel in ("bank", "remittance")


def advance_tax_days(case: Case, tax_year: int) -> tuple[tuple[date, Value], ...]:
    """The four days of a tax year with their rules; empty where the rules do not hold that year."""
    try:
        rules = [case.rulebook.for_tax_year(name, tax_year) for name in ADVANCE_TAX_DAYS]
    except NotCovered:
        return ()
    return tuple((rule.day_of_year.in_tax_year(tax_year), rule) for rule in rules)


def _advance_tax(case: Case) -> Duty:
    limit = case.rule("advance_tax_income")
    income = case.person.assessed_income_before
    at_limit = rupees(limit.number // 100)
    year = max(case.tax_year, tax_year_of(case.as_of))
    ahead = [(day, rule) for day, rule in advance_tax_days(case, year) if day >= case.as_of]
    if income is None:
        status: Status = "depends"
        verdict = _("Depends on your latest assessed income.")
    elif income < limit.number:
        status, verdict = (
            "does_not_apply",
            _("Does not apply: that income is below {limit}.").format(limit=at_limit),
        )
    else:
        status, verdict = "applies", _("Applies: that income is {limit} or more.").format(limit=at_limit)
    return duty(
        "advance_tax",
        _("Pay advance tax"),
        status,
        verdict,
        _(
            "What counts is the taxable income of your latest assessment, without salary and without "
            "income taxed "
            "as final; below {limit} nothing is due in advance."
        ).format(limit=at_limit),
        _("The days are {days}.").format(
            days=list_text([date_text(day) for day, _rule in advance_tax_days(case, year)])
        )
        if ahead
        else "",
        how=(
            _("Take a quarter of what you expect to owe at the slabs."),
            _(
                "Create a payment slip (PSID) for advance tax in IRIS, pay it, and keep the receipt "
                "(CPR): it is "
                "credited in the return."
            ),
        ),
        rules=(limit, *(rule for _day, rule in ahead[:1])),
        by=ahead[0][0] if ahead and status != "does_not_apply" else None,
        questions=(
            Question(
                "person.assessed_income_before",
                _("What was the taxable income of your latest assessment, in rupees?"),
                _("Without salary and without what was taxed as final. Enter 0 if there was none."),
                "amount",
            ),
        )
        if income is None
        else (),
    )


def _certificates(case: Case) -> Duty:
    banked = [
        case.workbook.receipts[i]
        for i in case.exports
        if case.workbook.receipts[i].channel in ("bank", "remittance")
    ]
    missing = sum(not receipt.certificate for receipt in banked)
    if not banked:
        status: Status = "does_not_apply"
        verdict = _("Does not apply: no money from clients abroad came through a bank.")
    elif not missing:
        status, verdict = "done", _("Done: every receipt has its certificate.")
    else:
        status = "applies"
        verdict = ngettext(
            "Applies: {missing} of {count} receipt from abroad has no certificate yet.",
            "Applies: {missing} of {count} receipts from abroad have no certificate yet.",
            len(banked),
        ).format(missing=missing, count=len(banked))
    return duty(
        "certificates",
        _("Collect proceeds certificates (e-PRC or S-PRC)"),
        status,
        verdict,
        _("They show that a bank realised the money, with the tax it took and the code of your work."),
        _("Your bank issues them, not the FBR."),
        how=(
            _(
                "Ask your bank for one certificate for each receipt (e-PRC), or for the list of the "
                "year (S-PRC)."
            ),
            _("Check name, CNIC, rupees, tax and the purpose code on each; have a wrong one corrected."),
            _("Enter their numbers with the receipts."),
        ),
        rules=tuple(
            case.rule_on(f"purpose_code_{code}", last_day(case.tax_year)) for code in ("9186", "9249")
        ),
        reading="reported",
        when=_("With each receipt; the list of the year after {day}").format(
            day=date_text(last_day(case.tax_year))
        ),
    )


def _foreign_currency_account(case: Case) -> Duty:
    months = case.assessment.retention
    have = case.person.foreign_currency_account
    share = case.rule_on("retention_share", last_day(case.tax_year))
    dollars = case.rule_on("retention_minimum_usd", last_day(case.tax_year))
    minimum = dollars is not None and dollars.value is not None
    over = sum(month.over_usd for month in months)
    if not months:
        status: Status = "does_not_apply"
        verdict = _("Does not apply: no bank received foreign currency for you.")
    elif have or any(month.retained_usd for month in months):
        status, verdict = "done", _("You have one. Keeping foreign currency in it is a choice, not a duty.")
    elif have is None:
        status, verdict = "depends", _("Depends on you: it is a choice, not a duty.")
    else:
        status, verdict = "does_not_apply", _("You have none. Opening one is a choice, not a duty.")
    return duty(
        "foreign_currency_account",
        _("Keep part in a foreign-currency account (ESFCA)"),
        status,
        verdict,
        _may_be_kept(share, minimum),
        _("More was kept than the limit in some months; see the table of months.") if over else "",
        _("The tax is on the whole receipt, kept part included."),
        how=(
            _("Ask the bank that receives your money to open the account for export proceeds."),
            _("Say in writing if you want less kept, or nothing; otherwise the bank credits what is allowed.")
            if minimum
            else "",
        ),
        rules=(share,),
        questions=_asked_where_it_depends(
            status,
            "person.foreign_currency_account",
            _("Do you have a foreign-currency account for exports?"),
        ),
    )


def _may_be_kept(share: Value | None, minimum: bool) -> str:
    if share is None:
        return ""
    said = (
        _("Of each month’s export proceeds {share} may be kept, or more where a fixed amount allows it.")
        if minimum
        else _("Of each month’s export proceeds {share} may be kept.")
    )
    return said.format(share=percent(share.number))


def _records(case: Case) -> Duty:
    rule = case.rule("records_kept")
    until = date(case.tax_year + rule.number, 6, 30)
    has_income = bool(case.workbook.receipts or case.workbook.other.salary)
    return duty(
        "records",
        _("Keep your records"),
        "applies" if has_income else "does_not_apply",
        _("Applies: keep them until {day}.").format(day=date_text(until))
        if has_income
        else _("Does not apply: there was no income."),
        how=(
            _(
                "Keep bank statements, certificates, contracts or chats with clients, platform "
                "statements and bills."
            ),
            _("Save this workbook and the PDF with them, in two places."),
        ),
        rules=(rule,),
        reading="inferred",
        when=_("Until {day}").format(day=date_text(until)) if has_income else "",
    )
