"""The answers in words, a line for each question, as "Check your answers" lists them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from compliance.amount_text import Amount, read_amount
from compliance.screens import work_kinds
from compliance.screens.draft import YES, Draft, Record, day_of, resident, tax_year_of
from compliance.screens.places import PLACES
from compliance.screens.question import asked, province_names, yes_no_options
from compliance.taxyear import last_day
from compliance.text import _, date_text, list_text, rupees, rupees_exact, tax_year_text

_NOT_IN_A_FILE: Final = ("employer", "partners", "work", "clients")


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: the page that changes it, what was asked in short, and what was answered."""

    page: str
    term: str
    value: str
    answered: bool = True


def lines(draft: Draft) -> list[Line]:
    """A line for each question that was or will be asked, in order."""
    answers = draft["answers"]
    shown: dict[str, Callable[[], str]] = {
        "tax_year": lambda: _tax_year(draft),
        "residence": lambda: _residence(draft),
        "age": lambda: {"yes": _("18 or older"), "no": _("Younger than 18")}.get(
            answers.get("adult", ""), ""
        ),
        "province": lambda: province_names().get(answers.get("province", ""), ""),
        "employer": lambda: {
            "clients": _("Clients"),
            "employer": _("One company abroad"),
            "unknown": _("I don’t know"),
        }.get(answers.get("who_pays", ""), ""),
        "partners": lambda: {
            "alone": _("Alone"),
            "helpers": _("With paid helpers"),
            "partners": _("With partners"),
            "partners_and_helpers": _("With partners and paid helpers"),
            "unknown": _("I don’t know"),
        }.get(answers.get("works_with", ""), ""),
        "clients": lambda: {
            "abroad": _("Abroad"),
            "pakistan": _("In Pakistan"),
            "both": _("Abroad and in Pakistan"),
            "unknown": _("I don’t know"),
        }.get(answers.get("clients", ""), ""),
        "work": lambda: _work(answers),
        "pseb": lambda: _pseb(draft),
        "active_taxpayer": lambda: yes_no_options().get(answers.get("active_taxpayer", ""), ""),
        "sales_tax": lambda: _sales_tax(answers),
        "job": lambda: _job(answers),
        "expenses": lambda: money_shown(answers, "expenses") or _("None"),
        "papers": lambda: (
            ", ".join(answers[name] for name in ("name", "cnic", "ntn") if answers.get(name)) or _("Empty")
        ),
    }
    made = []
    for name in asked(answers):
        value = shown[name]()
        if not value and name == "work" and draft["receipts"]:
            value = _("As entered with each receipt")
        made.append(Line(name, PLACES[name].shown_title, value or _("Not answered yet"), bool(value)))
    return made


def unanswered(draft: Draft) -> int:
    """How many questions were passed over. What no saved file holds is not asked for anew by opening one."""
    opened = "resident_saved" in draft["answers"]
    open_lines = [line for line in lines(draft) if not line.answered]
    return sum(not (opened and line.page in _NOT_IN_A_FILE) for line in open_lines)


def money_shown(answers: Record, name: str) -> str:
    """An amount as it was understood, else as it was typed; empty where nothing was."""
    text = answers.get(name, "")
    if not text.strip():
        return ""
    read = read_amount(text)
    if not isinstance(read, Amount):
        return text
    whole, rest = divmod(read.hundredths, 100)
    return rupees_exact(read.hundredths) if rest else rupees(whole)


def begin_sentence(text: str) -> str:
    """The text with a capital at its beginning, where its script has such."""
    return text[:1].upper() + text[1:]


def _tax_year(draft: Draft) -> str:
    year = tax_year_of(draft)
    if year is None:
        return ""
    said = begin_sentence(tax_year_text(year))
    filed = day_of(draft["answers"].get("filed_on", ""))
    if draft["answers"].get("filed") == YES and filed and filed <= last_day(year):
        return _("{year}, return filed on {day}: that lies before the year’s end").format(
            year=said, day=date_text(filed)
        )
    if draft["answers"].get("filed") == YES and filed:
        return _("{year}, return filed on {day}").format(year=said, day=date_text(filed))
    return said


def _residence(draft: Draft) -> str:
    answers, year = draft["answers"], tax_year_of(draft)
    if year is None or not (answers.get("days_in_pakistan") or answers.get("resident_saved")):
        return ""
    found = resident(answers, year)
    if found is None:
        return _("Open whether a resident of Pakistan")
    return _("A resident of Pakistan") if found else _("Not a resident of Pakistan")


def _work(answers: Record) -> str:
    works = work_kinds.chosen(answers.get("work", ""))
    return list_text([_(work.name) for work in works]) if works else ""


def _pseb(draft: Draft) -> str:
    answer = draft["answers"].get("pseb", "")
    if answer != YES:
        return yes_no_options().get(answer, "")
    spans = []
    for period in draft["pseb"]:
        first, until = day_of(period.get("from", "")), day_of(period.get("until", ""))
        if first is None:
            continue
        if until is None:
            spans.append(_("from {first}, still in force").format(first=date_text(first)))
        else:
            spans.append(_("{first} to {until}").format(first=date_text(first), until=date_text(until)))
    return _("Yes: {spans}").format(spans=list_text(spans)) if spans else _("Yes, dates missing")


def _sales_tax(answers: Record) -> str:
    registered = answers.get("sales_registered", "")
    if registered != YES:
        return {
            "no": _("Not registered and not obliged to be"),
            "unknown": _("I don’t know"),
        }.get(registered, "")
    return {
        "yes": _("Registered or obliged, all returns filed"),
        "no": _("Registered or obliged, returns not all filed"),
    }.get(answers.get("sales_filed", ""), _("Registered or obliged, not known whether returns were filed"))


def _job(answers: Record) -> str:
    parts = []
    if answers.get("job") == YES:
        salary, tax = money_shown(answers, "salary"), money_shown(answers, "salary_tax_deducted")
        parts.append(_("Salary {salary}").format(salary=salary) if salary else _("A job"))
        if tax:
            parts.append(_("tax taken out of it {tax}").format(tax=tax))
    elif answers.get("job"):
        parts.append(_("No job"))
    for name, words in (
        ("other_adjustable_tax", _("other tax to set off {tax}")),
        ("advance_tax_paid", _("advance tax {tax}")),
    ):
        if tax := money_shown(answers, name):
            parts.append(words.format(tax=tax))
    return ", ".join(parts)
