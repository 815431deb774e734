"""A draft into a workbook, with every problem and the page that mends it; and a workbook into a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from compliance.date_reading import DateFault, read_date
from compliance.fx import convert
from compliance.money import two_decimals
from compliance.rulebook import NotCovered, Rulebook
from compliance.screens.draft import (
    NO,
    UNKNOWN,
    YES,
    Draft,
    Record,
    empty_draft,
    resident,
    sales_tax_returns,
    tax_year_of,
    yes_no,
)
from compliance.screens.draft_filing import (
    Report,
    filing_entries,
    fill_in,
    name_banks,
    open_questions,
    person_entries,
    work_entries,
)
from compliance.screens.draft_problems import problems_beside
from compliance.screens.draft_receipt import plain, read_money, receipt_entry, record_of
from compliance.screens.draft_statements import statements_of, text_of
from compliance.text import _
from compliance.workbook import FORMAT, Person, Workbook
from compliance.workbook_fields import VERSION
from compliance.workbook_messages import Problem
from compliance.workbook_problems import outside_by_work, outside_program, problems_of
from compliance.workbook_reading import read_workbook

_PAGES: Final = (
    (r"tax_year|person\.return_filed_on", "tax_year"),
    (r"person\.resident", "residence"),
    (r"person\.minor", "age"),
    (r"person\.(?:who_pays|fixed_pay|paid_leave|only_one_company)", "employer"),
    (r"person\.works_with", "partners"),
    (r"person\.province", "province"),
    (r"person\.pseb.*", "pseb"),
    (r"person\.active_taxpayer", "active_taxpayer"),
    (r"person\.sales_tax_returns", "sales_tax"),
    (r"person\.(name|cnic|ntn)", "papers"),
    (r"other\.expenses", "expenses"),
    (r"other\..*", "job"),
    (r"receipts\[\d+\].*", "receipt"),
    (r"rates.*", "rates"),
    (r"person\.(?:registered|returns_before|assessed_income_before|tax_payable_before).*", "duties"),
    (r"filing\.figures.*", "filing_sheet"),
    (r"banks.*", "evidence"),
    (r"wealth.*", "wealth"),
    (r"filing.*", "duties"),
    (r".*", "overview"),
)
_FIELDS: Final = {"amount": "received", "rupees": "credited"}


@dataclass(frozen=True, slots=True)
class Mend:
    """A problem with the page that mends it, the field on it, and the receipt's index where it is in one."""

    problem: Problem
    page: str
    field: str
    receipt: int | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of a draft.

    `workbook` is None while something typed cannot be read; `outside` says why a case is not covered.
    """

    workbook: Workbook | None
    mends: tuple[Mend, ...]
    outside: tuple[NotCovered, ...]

    @property
    def ready(self) -> bool:
        """Whether figures can be worked out: a workbook without problems, inside the program."""
        return self.workbook is not None and not self.mends and not self.outside


def mend(problem: Problem) -> Mend:
    """Where a problem is mended."""
    page = next(page for pattern, page in _PAGES if re.fullmatch(pattern, problem.path))
    found = re.match(r"(?:receipts|rates|person\.pseb)\[(\d+)\]", problem.path)
    field = problem.path.rpartition(".")[2]
    receipt = int(found[1]) if found and page == "receipt" else None
    return Mend(problem, page, _FIELDS.get(field, field) if page == "receipt" else field, receipt)


def to_workbook(draft: Draft, rulebook: Rulebook) -> Conversion:
    """Turn what was typed into a workbook, collecting all problems; never raises on what a person typed."""
    problems: list[Problem] = []
    outside = tuple(outside_by_work(Person(**work_entries(draft["answers"]))))
    tax_year = tax_year_of(draft)
    if tax_year is None:
        remedy = _("Choose the tax year first.")
        return Conversion(None, (mend(Problem("tax_year", "missing", "", remedy)),), outside)
    entry = entry_of(draft, tax_year, problems.append)
    if problems:
        everything = (*problems, *problems_beside(entry, problems, rulebook))
        return Conversion(None, _in_order(mend(problem) for problem in everything), outside)
    workbook = read_workbook(json.dumps(entry))
    if not isinstance(workbook, Workbook):
        return Conversion(None, tuple(mend(problem) for problem in workbook), outside)
    workbook = workbook.model_copy(update={"statements": statements_of(draft["statements"])})
    outside = outside_program(workbook, rulebook)
    found = problems_of(workbook, rulebook)
    if not found and not outside:
        converted = convert(workbook, rulebook)
        found = converted if isinstance(converted, tuple) else ()
    return Conversion(workbook, tuple(mend(problem) for problem in found), outside)


def entry_of(draft: Draft, tax_year: int, report: Report) -> dict[str, Any]:
    """What a saved file would hold; what cannot be read is reported and left out or null."""
    receipts, filing = _receipts(draft["receipts"], report), filing_entries(draft, report)
    name_banks(receipts, filing["banks"])
    return {
        "format": FORMAT,
        "version": VERSION,
        "tax_year": tax_year,
        "person": _person(draft, tax_year, report),
        "open_questions": open_questions(draft["answers"]),
        "receipts": receipts,
        "other": _other(draft["answers"], report),
        "rates": _rates(draft["rates"]),
        **filing,
    }


def _in_order(mends: Iterable[Mend]) -> tuple[Mend, ...]:
    """What concerns no receipt first, then receipt by receipt."""
    return tuple(sorted(mends, key=lambda one: -1 if one.receipt is None else one.receipt))


def _person(draft: Draft, tax_year: int, report: Report) -> dict[str, Any]:
    answers = draft["answers"]
    person: dict[str, Any] = {
        **{name: answers.get(name, "").strip() for name in ("name", "cnic", "ntn")},
        "resident": resident(answers, tax_year),
        "minor": answers.get("adult") == NO,
        "province": answers.get("province") or UNKNOWN,
        "active_taxpayer": yes_no(answers.get("active_taxpayer", "")),
        "sales_tax_returns": sales_tax_returns(answers),
        "opts_for_normal_tax": answers.get("opts_for_normal_tax") == YES,
        "return_filed_on": None,
        "pseb": [],
        **work_entries(answers),
        **person_entries(answers, report),
    }
    if answers.get("filed") == YES:
        person["return_filed_on"] = _day("person.return_filed_on", answers.get("filed_on", ""), report)
    if answers.get("pseb") == YES:
        for index, period in enumerate(draft["pseb"]):
            path = f"person.pseb[{index}]"
            until = period.get("until", "")
            person["pseb"].append(
                {
                    "from": _day(f"{path}.from", period.get("from", ""), report),
                    "until": _day(f"{path}.until", until, report) if until.strip() else None,
                }
            )
    return person


def _day(path: str, text: str, report: Report) -> str | None:
    day = read_date(text)
    if isinstance(day, DateFault):
        report(Problem(path, day.code, day.given, day.remedy))
        return None
    return day.isoformat()


def _receipts(records: list[Record], report: Report) -> list[dict[str, Any]]:
    entries = []
    for index, record in enumerate(records):

        def fault(field: str, code: str, given: str, remedy: str, at: int = index) -> None:
            report(Problem(f"receipts[{at}].{field}", code, given, remedy))

        entries.append(receipt_entry(record, fault))
    return entries


def _other(answers: Record, report: Report) -> dict[str, str]:
    def fault(field: str, code: str, given: str, remedy: str) -> None:
        report(Problem(f"other.{field}", code, given, remedy))

    names = ["expenses", "other_adjustable_tax", "advance_tax_paid"]
    if answers.get("job") == YES:
        names += ["salary", "salary_tax_deducted"]
    return {name: two_decimals(read_money(answers, name, "PKR", fault) or 0) for name in names}


def _rates(records: list[Record]) -> list[dict[str, str]]:
    return [
        {
            "month": record.get("month", ""),
            "currency": record.get("currency", ""),
            "rupees": record.get("rupees", "").strip().replace(",", ""),
            "source": record.get("source", ""),
        }
        for record in records
        if any(text.strip() for text in record.values())
    ]


def draft_of(workbook: Workbook) -> Draft:
    """A workbook as it would have been typed. Facts that a saved file does not hold stay unanswered."""
    person, other = workbook.person, workbook.other
    answers: Record = {
        "tax_year": str(workbook.tax_year),
        "name": person.name,
        "cnic": person.cnic,
        "ntn": person.ntn,
        "resident_saved": _answer(person.resident),
        "adult": NO if person.minor else YES,
        "province": person.province,
        "pseb": YES if person.pseb else person.had_certificate or NO,
        "active_taxpayer": _answer(person.active_taxpayer),
        "opts_for_normal_tax": YES if person.opts_for_normal_tax else "",
        "filed": YES if person.return_filed_on else NO,
        "filed_on": person.return_filed_on.isoformat() if person.return_filed_on else "",
        "job": YES if other.salary or other.salary_tax_deducted else NO,
        **_sales_tax_answers(person.sales_tax_returns),
    }
    for name in ("salary", "salary_tax_deducted", "expenses", "other_adjustable_tax", "advance_tax_paid"):
        amount = getattr(other, name)
        answers[name] = plain(amount) if amount else ""
    kinds = {receipt.kind for receipt in workbook.receipts}
    if kinds:
        answers["clients"] = "pakistan" if kinds == {"local"} else "both" if "local" in kinds else "abroad"
    draft = empty_draft()
    draft["answers"] = answers
    draft["pseb"] = [
        {"from": period.first.isoformat(), "until": period.until.isoformat() if period.until else ""}
        for period in person.pseb
    ]
    draft["receipts"] = [record_of(receipt) for receipt in workbook.receipts]
    draft["rates"] = [
        {
            "month": rate.month,
            "currency": rate.currency,
            "rupees": _millionths(rate.rupees),
            "source": rate.source,
        }
        for rate in workbook.rates
    ]
    draft["statements"] = text_of(workbook.statements)
    fill_in(draft, workbook)
    return draft


def _answer(value: bool | None) -> str:
    return UNKNOWN if value is None else YES if value else NO


def _sales_tax_answers(returns: str | None) -> Record:
    if returns is None:
        return {"sales_registered": UNKNOWN}
    if returns == "not_required":
        return {"sales_registered": NO}
    return {"sales_registered": YES, "sales_filed": YES if returns == "filed" else NO}


def _millionths(rupees: int) -> str:
    whole, rest = divmod(rupees, 1_000_000)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
