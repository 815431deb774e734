"""What keeps a well-formed workbook from being computed, and who is outside the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal

from compliance.money import MILLION, two_decimals
from compliance.rulebook import NotCovered, Rulebook
from compliance.taxyear import tax_year_of
from compliance.text import _, currency_amount, date_text, rupees_exact, tax_year_text
from compliance.workbook import MonthRate, Person, Problem, PsebPeriod, Receipt, Workbook
from compliance.workbook_messages import problem, visible

HIGHEST_KIBOR = 40 * MILLION
"""Millionths of a percent a year. What is above it is taken for a slip of typing."""
OWN_REVENUE_BOARDS = ("azad_kashmir", "gilgit_baltistan")
SOCIAL_MEDIA_RULE = "social_media_rate_on_list"
"""Once section 154B has a rate, revenue of social media is outside the program."""


def problems_of(workbook: Workbook, rulebook: Rulebook) -> tuple[Problem, ...]:
    """All problems that need no exchange rate, in the order of the workbook; `fx.convert` finds the rest."""
    return (
        *_year_problems(workbook.tax_year, rulebook),
        *period_problems(enumerate(workbook.person.pseb)),
        *receipt_problems(enumerate(workbook.receipts), workbook.tax_year),
        *rate_problems(enumerate(workbook.rates)),
        *filing_problems(workbook),
    )


def _year_problems(tax_year: int, rulebook: Rulebook) -> Iterator[Problem]:
    first, last = rulebook.coverage.first_tax_year, rulebook.coverage.last_tax_year
    if not first <= tax_year <= last:
        yield problem("tax_year", "year_not_covered", visible(str(tax_year)), first=first, last=last)


def period_problems(periods: Iterable[tuple[int, PsebPeriod]]) -> Iterator[Problem]:
    """Problems of PSEB periods, each with its place in the list."""
    for index, period in periods:
        if period.until is not None and period.until < period.first:
            yield problem(
                f"person.pseb[{index}].until",
                "pseb_ends_before_it_begins",
                period.until.isoformat(),
                first=date_text(period.first),
            )


def receipt_problems(receipts: Iterable[tuple[int, Receipt]], tax_year: int | None) -> Iterator[Problem]:
    """Problems of receipts, each with its place in the list. `tax_year` None: not known, dates unchecked."""
    first_with: dict[str, int] = {}
    for index, receipt in receipts:
        path = f"receipts[{index}]"
        first = first_with.setdefault(receipt.id, index)
        if first != index:
            yield problem(f"{path}.id", "id_repeated", visible(receipt.id), other=f"receipts[{first}]")
        yield from day_problems(f"{path}.date", receipt.date, tax_year)
        if receipt.amount == 0:
            yield problem(f"{path}.amount", "amount_zero", two_decimals(receipt.amount))
        if receipt.rupees is not None or receipt.tax_deducted:
            yield from _rupee_problems(path, receipt)
        if receipt.retained:
            yield from _retained_problems(path, receipt)


def day_problems(path: str, day: date, tax_year: int | None) -> Iterator[Problem]:
    """The problem of a receipt's day outside the tax year. `tax_year` None: not known, nothing is said."""
    belongs_to = tax_year_of(day)
    if tax_year not in (None, belongs_to):
        # Python's calendar ends within its first and last tax year.
        year = tax_year_text(belongs_to) if MINYEAR < belongs_to <= MAXYEAR else belongs_to
        yield problem(path, "date_outside_year", day.isoformat(), year=year)


def _rupee_problems(path: str, receipt: Receipt) -> Iterator[Problem]:
    """Rupees that do not fit. Where they are estimated, `fx.convert` compares the tax with them."""
    stated = receipt.amount if receipt.currency == "PKR" else receipt.rupees
    if receipt.currency == "PKR" and receipt.rupees not in (None, receipt.amount):
        given = two_decimals(receipt.rupees or 0)
        yield problem(f"{path}.rupees", "rupees_differ", given, amount=two_decimals(receipt.amount))
    if stated is not None and receipt.tax_deducted > stated:
        yield tax_above_rupees(path, receipt, stated)


def tax_above_rupees(path: str, receipt: Receipt, rupees: int) -> Problem:
    """The problem of a receipt whose tax exceeds its `rupees` (paisa)."""
    given = two_decimals(receipt.tax_deducted)
    return problem(f"{path}.tax_deducted", "tax_above_rupees", given, rupees=rupees_exact(rupees))


def _retained_problems(path: str, receipt: Receipt) -> Iterator[Problem]:
    given = two_decimals(receipt.retained)
    if not receipt.can_be_retained:
        yield problem(f"{path}.retained", "retained_not_possible", given)
    elif receipt.retained > receipt.amount:
        amount = currency_amount(receipt.amount, receipt.currency)
        yield problem(f"{path}.retained", "retained_above_amount", given, amount=amount)


def rate_problems(rates: Iterable[tuple[int, MonthRate]]) -> Iterator[Problem]:
    """Problems of the user's own rates, each with its place in the list."""
    first_with: dict[tuple[str, str], int] = {}
    for index, rate in rates:
        if rate.rupees == 0:
            yield problem(f"rates[{index}].rupees", "rate_not_above_zero", "0")
        first = first_with.setdefault((rate.month, rate.currency), index)
        if first != index:
            given = f"{rate.month} {rate.currency}"
            yield problem(f"rates[{index}].month", "rate_repeated", given, other=f"rates[{first}]")


def filing_problems(workbook: Workbook) -> Iterator[Problem]:
    """Problems of what only the papers around the return ask for."""
    person, filing = workbook.person, workbook.filing
    if filing.paid_on is not None and tax_year_of(filing.paid_on) <= workbook.tax_year:
        yield problem("filing.paid_on", "paid_before_year_ends", filing.paid_on.isoformat())
    if filing.kibor_percent is not None and filing.kibor_percent > HIGHEST_KIBOR:
        given = f"{Decimal(filing.kibor_percent) / MILLION:f}"
        yield problem("filing.kibor_percent", "kibor_too_high", given, percent=given)
    for index, earlier in enumerate(person.returns_before):
        if earlier.tax_year == workbook.tax_year:
            path = f"person.returns_before[{index}].tax_year"
            yield problem(path, "other_return_of_this_year", str(earlier.tax_year), year=workbook.tax_year)
    years = [str(earlier.tax_year) for earlier in person.returns_before]
    yield from _repeated("person.returns_before", "tax_year", years, "earlier_return_repeated")
    lines = [figure.line for figure in filing.figures]
    yield from _repeated("filing.figures", "line", lines, "line_repeated")
    items = [item.id for item in workbook.wealth.items]
    yield from _repeated("wealth.items", "id", items, "id_repeated")
    changes = [change.id for change in workbook.wealth.changes]
    yield from _repeated("wealth.changes", "id", changes, "id_repeated")
    banks = [bank.name for bank in workbook.banks]
    yield from _repeated("banks", "name", banks, "bank_repeated")
    yield from _bank_problems(workbook)


def _repeated(path: str, key: str, names: list[str], code: str) -> Iterator[Problem]:
    """A problem for each member of a list whose name an earlier one has already."""
    first_with: dict[str, int] = {}
    for index, name in enumerate(names):
        first = first_with.setdefault(name, index)
        if first != index:
            yield problem(f"{path}[{index}].{key}", code, visible(name), other=f"{path}[{first}]")


def _bank_problems(workbook: Workbook) -> Iterator[Problem]:
    names = {bank.name for bank in workbook.banks}
    for index, bank in enumerate(workbook.banks):
        if not bank.name.strip():
            yield problem(f"banks[{index}].name", "bank_unnamed", '""')
    for index, receipt in enumerate(workbook.receipts):
        if receipt.bank and receipt.bank not in names:
            yield problem(f"receipts[{index}].bank", "bank_unknown", visible(receipt.bank))


def outside_program(workbook: Workbook, rulebook: Rulebook) -> tuple[NotCovered, ...]:
    """Why the program gives this person no figure, and the next step; empty where it gives one."""
    person = workbook.person
    found = []
    if person.resident is False:
        found.append(_left_out("person.resident", "false", "non_residents", rulebook))
    if person.minor:
        found.append(_left_out("person.minor", "true", "minors", rulebook))
    if person.province in OWN_REVENUE_BOARDS:
        found.append(
            _left_out("person.province", person.province, "azad_kashmir_and_gilgit_baltistan", rulebook)
        )
    return (*found, *outside_by_work(person), *_kinds_outside(workbook, rulebook))


def outside_by_work(person: Person) -> Iterator[NotCovered]:
    """One foreign employer, and partners who share the income."""
    if person.works_as_employee:
        remedy = _(
            "Pay of one foreign employer for work done in Pakistan counts as salary, not as export of "
            "services. Ask a tax consultant to file it as salary."
        )
        yield NotCovered("person.who_pays", _("One foreign employer"), remedy)
    if person.shares_profit:
        remedy = _(
            "Partners who share income are an association of persons: another taxpayer, with a return of "
            "its own. Ask a tax consultant; your own share is then shown in your return."
        )
        yield NotCovered("person.works_with", _("Work with partners"), remedy)


def _kinds_outside(workbook: Workbook, rulebook: Rulebook) -> Iterator[NotCovered]:
    taxed = [value for value in rulebook.parameters[SOCIAL_MEDIA_RULE].values if value.value is not None]
    for index, receipt in enumerate(workbook.receipts):
        path = f"receipts[{index}].kind"
        if receipt.kind == "foreign_payroll":
            yield _left_out(path, receipt.kind, "foreign_payroll", rulebook)
        elif receipt.kind == "social_media" and any(value.covers(receipt.date) for value in taxed):
            given = f"{receipt.kind}, {receipt.date.isoformat()}"
            yield _left_out(path, given, "social_media_revenue", rulebook)


def _left_out(path: str, given: str, topic: str, rulebook: Rulebook) -> NotCovered:
    """A refusal with the reason and the next step that the rules give for a topic they leave out."""
    left_out = next(one for one in rulebook.coverage.left_out if one.id == topic)
    # The rules break long sentences over lines, a refusal is one line.
    sentences = " ".join(f"{_(left_out.why)} {_(left_out.next_step)}".split())
    return NotCovered(path, given, sentences)
