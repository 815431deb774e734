"""What a person has typed, kept as typed: plain dicts of texts, and the facts that follow from them.

A draft holds every text as it was entered, also one that cannot be read, so that nothing is ever lost.
It is turned into a workbook by `draft_workbook`. No Streamlit here.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import Final, TypedDict

from compliance.date_reading import read_date

Record = dict[str, str]
YES: Final = "yes"
NO: Final = "no"
UNKNOWN: Final = "unknown"

RESIDENCE_BY_CITIZENSHIP_SINCE: Final = 2023
"""The first tax year in which section 82(d) makes citizens resident who live nowhere else."""


class Draft(TypedDict):
    """All that was typed. `form` is the receipt being entered, `begun` those that were left unfinished;
    `months` the figures of one month each.

    `statements` is the part of a saved file about imported statements, as its text; "" for none.
    `banks`, `wealth_items`, `wealth_changes` and `figures` (of the return, by line) are for the papers alone.
    """

    answers: Record
    pseb: list[Record]
    receipts: list[Record]
    rates: list[Record]
    form: Record
    begun: list[Record]
    months: Record
    quick: Record
    banks: list[Record]
    wealth_items: list[Record]
    wealth_changes: list[Record]
    figures: Record
    statements: str


def empty_draft() -> Draft:
    """A draft in which nothing has been answered yet."""
    return Draft(
        answers={},
        pseb=[],
        receipts=[],
        rates=[],
        form={},
        begun=[],
        months={},
        quick={},
        banks=[],
        wealth_items=[],
        wealth_changes=[],
        figures={},
        statements="",
    )


_FILLED_IN: Final = ("started", "kind", "service", "account", "platform", "currency", "editing", "id")
"""Fields of a receipt's form that are filled in beforehand, or chosen without anything being typed."""


def is_begun(draft: Draft) -> bool:
    """Whether the form of a receipt holds something typed that no receipt of the draft holds."""
    form = draft["form"]
    saved = next((one for one in draft["receipts"] if one["id"] == form.get("editing")), None)
    if saved is None:
        return any(text.strip() for name, text in form.items() if name not in _FILLED_IN)
    compared = {name for name in {*form, *saved} if saved.get(name) or name not in _FILLED_IN}
    return any(form.get(name, "") != saved.get(name, "") for name in compared)


def is_untouched(draft: Draft) -> bool:
    """Whether nothing has been typed that would be lost by opening another year's work."""
    return not (draft["receipts"] or draft["pseb"] or any(draft["answers"].values()))


def holds_nothing(draft: Draft) -> bool:
    """Whether nothing at all has been typed, on no page: nothing is there to keep."""
    lists = (
        draft["pseb"],
        draft["receipts"],
        draft["begun"],
        draft["rates"],
        draft["banks"],
        draft["wealth_items"],
        draft["wealth_changes"],
    )
    records = [draft["answers"], draft["form"], draft["months"], draft["quick"], draft["figures"]]
    # Some forms are filled in with what is known as soon as their page is shown.
    beforehand = ("started", "tax_year") if not draft["answers"].get("tax_year") else ()
    return not draft["statements"] and not any(
        text
        for record in (*records, *chain(*lists))
        for name, text in record.items()
        if name not in beforehand
    )


def tax_year_of(draft: Draft) -> int | None:
    """The tax year chosen, if one was."""
    text = draft["answers"].get("tax_year", "")
    return int(text) if text.isdigit() and len(text) == 4 else None


def resident(answers: Record, tax_year: int) -> bool | None:
    """Whether the facts make a resident: 183 days in Pakistan, or from tax year 2023 a citizen who is in no
    other one country for more than 182 days or is taxed as a resident by no other country (section 82).
    None where the facts leave it open. What a saved file says holds until the questions are answered."""
    days = answers.get("days_in_pakistan", "")
    if not days:
        return yes_no(answers.get("resident_saved", ""))
    if days == YES:
        return True
    if tax_year < RESIDENCE_BY_CITIZENSHIP_SINCE:
        return False if days == NO else None
    citizen = answers.get("citizen", "")
    lived = answers.get("lived_in_other_country", "")
    taxed = answers.get("taxed_in_other_country", "")
    if citizen == YES and NO in (lived, taxed):
        return True
    lives_elsewhere = lived == YES and taxed == YES
    return False if days == NO and (citizen == NO or lives_elsewhere) else None


def sales_tax_returns(answers: Record) -> str | None:
    """`not_required`, `filed` or `required_not_filed`; None where the answers leave it open."""
    registered = answers.get("sales_registered", "")
    if registered == NO:
        return "not_required"
    filed = answers.get("sales_filed", "")
    if registered == YES and filed in (YES, NO):
        return "filed" if filed == YES else "required_not_filed"
    return None


def yes_no(answer: str) -> bool | None:
    """True, False, or None for an answer that is unknown or was not given."""
    return {YES: True, NO: False}.get(answer)


def day_of(text: str) -> date | None:
    """The day that a text names; None where it names none."""
    read = read_date(text)
    return read if isinstance(read, date) else None


def next_id(receipts: list[Record]) -> str:
    """An id that no receipt has: `r1`, `r2`, ..."""
    taken = {receipt.get("id", "") for receipt in receipts}
    number = len(receipts) + 1
    while f"r{number}" in taken:
        number += 1
    return f"r{number}"
