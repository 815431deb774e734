"""What was typed for the papers around the return, into the groups of a saved file, and back.

No Streamlit here. What cannot be read is reported with the path that it has in a saved file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from compliance.date_reading import DateFault, read_date
from compliance.money import MILLION, two_decimals
from compliance.screens.draft import NO, UNKNOWN, YES, Draft, Record, yes_no
from compliance.screens.draft_receipt import plain, read_money
from compliance.text import _
from compliance.workbook import OpenQuestion, Person, Workbook
from compliance.workbook_messages import Problem

YES_NO_ANSWERS: Final = (
    "registered",
    "bank_account_declared",
    "foreign_currency_account",
    "self_declaration",
    "income_abroad_above_limit",
    "assets_abroad_above_limit",
    "other_reasons_to_file",
    "taxed_in_years_before",
)
"""Keys of `person` that are asked with yes, no or don't know; the answer has the same name."""
ANSWERS_TO: Final[dict[OpenQuestion, tuple[str, ...]]] = {
    "residence": ("days_in_pakistan", "resident_saved"),
    "age": ("adult",),
    "province": ("province",),
    "pseb": ("pseb",),
    "active_taxpayer": ("active_taxpayer",),
    "sales_tax": ("sales_registered",),
    "job": ("job",),
}
"""The answers of each question whose keys in a file cannot tell a default from an answer."""
WORK_CHOICES: Final = ("who_pays", "works_with")
EMPLOYMENT_SIGNS: Final = ("fixed_pay", "paid_leave", "only_one_company")
AMOUNT_ANSWERS: Final = ("assessed_income_before", "tax_payable_before")
RETURN_BEFORE: Final = "return_before_"
"""An answer of this name and a tax year says whether that year's return was filed."""
TAX_OF: Final = ".tax"
"""Behind a line of the return: the figure typed is the line's tax, not its amount."""
_SIDES: Final = ("start", "end")
_PERCENT: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")
Report = Callable[[Problem], None]


def without_papers(draft: Draft) -> Draft:
    """The draft without what only the papers around the return ask for, which may not be readable yet."""
    asked = {*YES_NO_ANSWERS, *AMOUNT_ANSWERS, "kibor_percent", "paid_on"}
    kept = {
        name: text
        for name, text in draft["answers"].items()
        if name not in asked and not name.startswith(RETURN_BEFORE)
    }
    return {**draft, "answers": kept, "banks": [], "figures": {}, "wealth_items": [], "wealth_changes": []}


def open_questions(answers: Record) -> list[str]:
    """The questions that no answer was given to, not even that it is not known."""
    return [name for name, keys in ANSWERS_TO.items() if not any(answers.get(key) for key in keys)]


def work_entries(answers: Record) -> dict[str, Any]:
    """Who pays and who shares in it, as version 2 of a saved file holds them; null where it was not asked."""
    return {
        **{name: answers.get(name) or None for name in WORK_CHOICES},
        # Yes and no show in the periods themselves.
        "had_certificate": UNKNOWN if answers.get("pseb") == UNKNOWN else None,
        **{name: yes_no(answers.get(name, "")) for name in EMPLOYMENT_SIGNS},
    }


def works_as_employee(answers: Record) -> bool:
    """Whether the answers so far have all signs of one foreign employer."""
    return Person(**work_entries(answers)).works_as_employee


def shares_profit(answers: Record) -> bool:
    """Whether the answers so far name partners who share the income."""
    return Person(**work_entries(answers)).shares_profit


def person_entries(answers: Record, report: Report) -> dict[str, Any]:
    """The keys of `person` that version 2 of a saved file added."""

    def fault(field: str, code: str, given: str, remedy: str) -> None:
        report(Problem(f"person.{field}", code, given, remedy))

    amounts = {name: read_money(answers, name, "PKR", fault) for name in AMOUNT_ANSWERS}
    return {
        "address": answers.get("address", "").strip(),
        **{name: yes_no(answers.get(name, "")) for name in YES_NO_ANSWERS},
        **{name: None if amount is None else two_decimals(amount) for name, amount in amounts.items()},
        "returns_before": [
            {"tax_year": int(name.removeprefix(RETURN_BEFORE)), "filed": yes_no(answer)}
            for name, answer in sorted(answers.items())
            if name.startswith(RETURN_BEFORE) and answer
        ],
    }


def filing_entries(draft: Draft, report: Report) -> dict[str, Any]:
    """The groups that version 2 added: banks, the form, wealth."""
    answers = draft["answers"]
    return {
        "banks": [
            {name: bank.get(name, "").strip() for name in ("name", "branch", "account")}
            for bank in draft["banks"]
            if any(text.strip() for text in bank.values())
        ],
        "filing": {
            "kibor_percent": _kibor(answers.get("kibor_percent", ""), report),
            "paid_on": _day(answers.get("paid_on", ""), report),
            "figures": list(_figures(draft["figures"], report)),
        },
        "wealth": {
            "items": [_item(index, item, report) for index, item in enumerate(draft["wealth_items"])],
            "changes": [
                _change(index, change, report) for index, change in enumerate(draft["wealth_changes"])
            ],
        },
    }


def name_banks(receipts: list[dict[str, Any]], banks: list[dict[str, str]]) -> None:
    """Make every bank that a receipt names one of the person's, whatever its case and spaces there."""
    names = {_plain(bank["name"]): bank["name"] for bank in banks}
    for receipt in receipts:
        typed = " ".join(receipt["bank"].split())
        if not typed:
            continue
        if _plain(typed) not in names:
            names[_plain(typed)] = typed
            banks.append({"name": typed, "branch": "", "account": ""})
        receipt["bank"] = names[_plain(typed)]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _kibor(text: str, report: Report) -> str | None:
    given = text.strip().removesuffix("%").strip()
    if not given:
        return None
    if _PERCENT.fullmatch(given):
        return given
    remedy = _("Enter KIBOR in percent a year, for example 11.25.")
    report(Problem("filing.kibor_percent", "not_understood", text, remedy))
    return None


def _day(text: str, report: Report) -> str | None:
    if not text.strip():
        return None
    read = read_date(text)
    if isinstance(read, date):
        return read.isoformat()
    assert isinstance(read, DateFault)
    report(Problem("filing.paid_on", read.code, read.given, read.remedy))
    return None


def _figures(figures: Record, report: Report) -> Iterable[dict[str, Any]]:
    lines = list(dict.fromkeys(name.removesuffix(TAX_OF) for name, text in figures.items() if text.strip()))
    for index, line in enumerate(lines):

        def fault(field: str, code: str, given: str, remedy: str, at: int = index) -> None:
            key = "tax" if field.endswith(TAX_OF) else "amount"
            report(Problem(f"filing.figures[{at}].{key}", code, given, remedy))

        amount, tax = (read_money(figures, name, "PKR", fault) for name in (line, line + TAX_OF))
        yield {"line": line, "amount": _optional(amount), "tax": _optional(tax)}


def _item(index: int, item: Record, report: Report) -> dict[str, Any]:
    currency = item.get("currency") or "PKR"

    def fault(field: str, code: str, given: str, remedy: str) -> None:
        report(Problem(f"wealth.items[{index}].{field}", code, given, remedy))

    if not item.get("kind"):
        fault("kind", "missing", "", _("Say what it is: a bank account, cash, property, a debt, …"))
    return {
        "id": item.get("id", ""),
        "kind": item.get("kind", ""),
        "name": item.get("name", "").strip(),
        "currency": currency,
        **{side: _optional(read_money(item, side, currency, fault)) for side in _SIDES},
        **{f"{side}_rupees": _optional(read_money(item, f"{side}_rupees", "PKR", fault)) for side in _SIDES},
    }


def _change(index: int, change: Record, report: Report) -> dict[str, Any]:
    def fault(field: str, code: str, given: str, remedy: str) -> None:
        report(Problem(f"wealth.changes[{index}].{field}", code, given, remedy))

    if not change.get("kind"):
        fault("kind", "missing", "", _("Say what it was: living expenses, a gift, an inheritance, …"))
    amount = read_money(change, "rupees", "PKR", fault)
    if amount is None and not change.get("rupees", "").strip():
        fault("rupees", "empty", "", _("Enter the amount in rupees, or take the line out."))
    return {
        "id": change.get("id", ""),
        "kind": change.get("kind", ""),
        "name": change.get("name", "").strip(),
        "rupees": two_decimals(amount or 0),
    }


def _optional(hundredths: int | None) -> str | None:
    return None if hundredths is None else two_decimals(hundredths)


def typed_answers(person: Person, workbook: Workbook) -> Record:
    """The answers of version 2 as they would have been typed; what is not known stays unanswered."""
    answers: Record = {"address": person.address}
    for name in YES_NO_ANSWERS:
        value = getattr(person, name)
        answers[name] = "" if value is None else YES if value else NO
    for name in WORK_CHOICES:
        answers[name] = getattr(person, name) or ""
    for name in EMPLOYMENT_SIGNS:
        sign = getattr(person, name)
        asked = person.who_pays == "employer"
        answers[name] = YES if sign else NO if sign is False else UNKNOWN if asked else ""
    for name in AMOUNT_ANSWERS:
        amount = getattr(person, name)
        answers[name] = "" if amount is None else plain(amount)
    for earlier in person.returns_before:
        answer = UNKNOWN if earlier.filed is None else YES if earlier.filed else NO
        answers[f"{RETURN_BEFORE}{earlier.tax_year}"] = answer
    kibor, paid_on = workbook.filing.kibor_percent, workbook.filing.paid_on
    answers["kibor_percent"] = "" if kibor is None else f"{(Decimal(kibor) / MILLION).normalize():f}"
    answers["paid_on"] = paid_on.isoformat() if paid_on else ""
    return answers


def fill_in(draft: Draft, workbook: Workbook) -> None:
    """Put the groups of version 2 into a draft as they would have been typed."""
    draft["answers"] |= typed_answers(workbook.person, workbook)
    for question in workbook.open_questions:
        draft["answers"] |= dict.fromkeys(ANSWERS_TO[question], "")
    draft["banks"] = [bank.model_dump() for bank in workbook.banks]
    for figure in workbook.filing.figures:
        draft["figures"][figure.line] = _typed(figure.amount)
        draft["figures"][figure.line + TAX_OF] = _typed(figure.tax)
    draft["wealth_items"] = [
        {
            **{name: getattr(item, name) for name in ("id", "kind", "name", "currency")},
            **{side: _typed(getattr(item, side)) for side in _SIDES},
            **{f"{side}_rupees": _typed(getattr(item, f"{side}_rupees")) for side in _SIDES},
        }
        for item in workbook.wealth.items
    ]
    draft["wealth_changes"] = [
        {
            **{name: getattr(change, name) for name in ("id", "kind", "name")},
            "rupees": plain(change.rupees),
        }
        for change in workbook.wealth.changes
    ]


def _typed(hundredths: int | None) -> str:
    return "" if hundredths is None else plain(hundredths)
