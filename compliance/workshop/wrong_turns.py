"""The wrong turns, and the other readings, that are tried with a person's year.

Each is a change of one row of the run. Right figures come from the rulebook; figures that are wrong come from
`wrong_figures.toml`; what can be made of a right table by a mistake is made of it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import Final

from compliance.duties.case import Case
from compliance.facts import TAX
from compliance.facts.law_years import IT_RELIEF_UNTIL
from compliance.money import MILLION
from compliance.parameters import year_rules
from compliance.readings import POINT, alternatives
from compliance.rulebook import NotCovered, SlabTable, Value
from compliance.taxyear import first_day
from compliance.workbook import PROVINCES
from compliance.workshop.wrong_figures import slab_table, wrong_rates, wrong_tables
from compliance.workshop.wrong_turn_amounts import fits
from compliance.workshop.wrong_turn_types import GROSS, Change, Turn, Verdict
from compliance.year_run import ABROAD, person_columns

_TABLES: Final = ("slabs_salaried", "slabs_non_salaried")
_SURCHARGE_RATES: Final = ("surcharge_rate_salaried", "surcharge_rate_other")
_EXPORT_RATES: Final = ("export_rate_certified", "export_rate_other")
_OTHER_YEARS: Final = (*_SURCHARGE_RATES, *_EXPORT_RATES)
_BELOW_ANY_AMOUNT: Final = -1
_OWN_TURNS: Final = ("off_list_2026", "surcharge_limb")
"""Open points whose other reading is also a wrong turn for people whom the point does not touch."""


def turns_of(case: Case) -> tuple[Turn, ...]:
    """Everything that is tried with this year, whether or not it changes anything. Raises NotCovered."""
    return tuple(
        chain(
            _other_years(case),
            _tables(case),
            _surcharge(case),
            _export_rates(case),
            _export_classes(case),
            _reliefs(case),
            _amounts(case),
            _readings(case),
            _open_answers(case),
        )
    )


def _taken(case: Case) -> frozenset[str]:
    """The rules that the formulas of the year take."""
    return frozenset(year_rules(case.rulebook, TAX, case.tax_year).used)


def _open(case: Case, point: str) -> bool:
    return any(one.id == point for one in case.assessment.unsettled)


def _table_in_use(case: Case) -> str:
    return _TABLES[0] if case.assessment.ordinance.salaried else _TABLES[1]


def _of_year(case: Case, name: str, tax_year: int) -> Value | None:
    try:
        return case.rulebook.for_tax_year(name, tax_year)
    except NotCovered:
        return None


def _other_years(case: Case) -> Iterator[Turn]:
    """The table of the year before or after; and everything of that year that differs."""
    for tax_year, which in ((case.tax_year - 1, "last_year"), (case.tax_year + 1, "next_year")):
        tables: dict[str, SlabTable] = {}
        for name in _TABLES:
            value = _of_year(case, name, tax_year)
            if value is not None and value.table != case.rule(name).table:
                tables[name] = value.table
        rates: dict[str, int | bool] = {}
        for name in _taken(case).intersection(_OTHER_YEARS):
            value = _of_year(case, name, tax_year)
            if value is None or value.value == case.rule(name).value:
                continue
            if value.value is None and name in _EXPORT_RATES:
                # No rate at all is another law, not another figure in its place.
                continue
            rates[name] = 0 if value.value is None else value.number
        told = {"year": tax_year, "own_year": case.tax_year}
        if tables:
            yield Turn(f"{which}_slabs", Change(tables=tables), (_table_in_use(case),), told=told)
        if rates:
            touched = (_table_in_use(case), *(name for name in _OTHER_YEARS if name in rates))
            change = Change(tables=tables, parameters=rates)
            yield Turn(which, change, touched, told=told, beyond=f"{which}_slabs")


def _tables(case: Case) -> Iterator[Turn]:
    in_use = _table_in_use(case)
    name = "non_salaried_table" if case.assessment.ordinance.salaried else "salaried_table"
    told = {"share_rate": case.rule("salaried_share").number}
    yield Turn(name, Change(other_table=True), (in_use, "salaried_share"), told=told)
    shifted = {name: one_row_off(case.rule(name).table) for name in _TABLES}
    yield Turn("one_row_off", Change(tables=shifted), (in_use,))
    for wrong in wrong_tables(case.tax_year):
        yield Turn(wrong.name, Change(tables={wrong.instead_of: wrong.table}), (wrong.instead_of,))
    yield Turn("monthly_nearest", Change(monthly="nearest"), (in_use, "rounding_limit"))
    yield Turn("monthly_down", Change(monthly="down"), (in_use, "rounding_limit"))


def one_row_off(table: SlabTable) -> SlabTable:
    """The table with the right bands and, in each, the formula of the band above it; the last keeps its own.

    The formula of a band is fixed amount + rate x (income - the band's foot). Taken one band too low, the
    difference is negative, which comes to another fixed amount at the foot of the lower band.
    """
    rows, rates = table.rows, table.rate.tolist()
    shifted = []
    for place, row in enumerate(rows):
        source = min(place + 1, len(rows) - 1)
        missing = Decimal(rows[source].above - row.above) * rates[source] / MILLION
        shifted.append((row.above, int(rows[source].fixed - missing), rates[source]))
    return slab_table(shifted)


def _surcharge(case: Case) -> Iterator[Turn]:
    if not _taken(case).issuperset(_SURCHARGE_RATES):
        return
    salaried, other = (case.rule(name).number for name in _SURCHARGE_RATES)
    right, wrong = (salaried, other) if case.assessment.ordinance.salaried else (other, salaried)
    in_use = _SURCHARGE_RATES[0] if case.assessment.ordinance.salaried else _SURCHARGE_RATES[1]
    yield Turn(
        "surcharge_left_out",
        Change(parameters=dict.fromkeys(_SURCHARGE_RATES, 0)),
        ("surcharge_threshold", in_use),
        told={"right_rate": right, "threshold_paisa": case.rule("surcharge_threshold").number},
    )
    if salaried != other:
        yield Turn(
            "other_surcharge_rate",
            Change(parameters=dict(zip(_SURCHARGE_RATES, (other, salaried), strict=True))),
            _SURCHARGE_RATES,
            "unsettled" if _open(case, "surcharge_limb") else "wrong",
            told_as="no_surcharge" if not wrong else "surcharge_undue" if not right else "",
            told={"right_rate": right, "wrong_rate": wrong},
        )


def _export_rates(case: Case) -> Iterator[Turn]:
    taken = _taken(case)
    if "export_rate_certified" not in taken:
        if "export_rate_off_list" in taken and case.person.active_taxpayer is not None:
            off = case.person.active_taxpayer is False
            yield Turn(
                "not_doubled" if off else "doubled_on_list",
                Change(inputs={"off_list": not off}),
                ("export_rate_off_list", "export_rate_other"),
            )
        return
    certified, other = (case.rule(name).number for name in _EXPORT_RATES)
    yield Turn(
        "doubled",
        Change(parameters={name: 2 * case.rule(name).number for name in _EXPORT_RATES}),
        ("export_rate_off_list",),
        "unsettled" if _open(case, "off_list_2026") else "wrong",
        told={"certified_rate": certified, "other_rate": other},
    )
    for rate in wrong_rates(case.tax_year):
        yield Turn(
            rate.name,
            Change(parameters={rate.instead_of: rate.ppm}),
            (rate.instead_of,),
            told={"wrong_rate": rate.ppm, "other_rate": other},
        )
    told = {"certified_rate": certified, "other_rate": other}
    yield Turn(
        "certified_rate_for_exports",
        Change(parameters={"export_rate_other": certified}),
        _EXPORT_RATES,
        told=told,
    )
    if any(receipt.kind not in ABROAD for receipt in case.workbook.receipts):
        as_certified = {"named_it_service": True, "pseb_in_force": True, "through_bank": True}
        yield Turn(
            "certified_rate_for_all",
            Change(inputs={"from_abroad": True, "from_local_client": False, **as_certified}),
            (*_EXPORT_RATES, _table_in_use(case)),
            told=told,
            beyond="certified_rate_for_exports",
        )
    yield Turn("certificate_ignored", Change(inputs={"pseb_in_force": False}), _EXPORT_RATES, told=told)


def _export_classes(case: Case) -> Iterator[Turn]:
    if "export_rate_other" not in _taken(case):
        return
    opted = case.person.opts_for_normal_tax
    yield Turn(
        "final_though_opted" if opted else "exports_at_slabs",
        Change(inputs={"opts_for_normal_tax": not opted}),
        ("export_rate_other", _table_in_use(case)),
        "choice",
        told={"other_rate": case.rule("export_rate_other").number},
    )


def _reliefs(case: Case) -> Iterator[Turn]:
    promised = case.rule_on("policy_zero_rate", first_day(case.tax_year))
    still = promised is not None and promised.value is True
    ended = next(value.last for value in case.rulebook.parameters["policy_zero_rate"].values if value.value)
    told: dict[str, int | str] = {"until": ended.isoformat() if ended else "", "relief_year": IT_RELIEF_UNTIL}
    yield Turn(
        "zero_rate",
        Change({"policy_reading": True}, {"policy_zero_rate": True, "policy_exempt_usd": _BELOW_ANY_AMOUNT}),
        ("policy_zero_rate", "it_export_full_credit"),
        "announced" if still else "wrong",
        told_as="zero_rate" if still else "zero_rate_after_its_end",
        told=told,
    )
    yield Turn(
        "exempt_12000",
        Change({"policy_reading": True}, {"policy_zero_rate": False}),
        ("policy_exempt_usd",),
        "announced",
        told={"limit_cents": case.rule("policy_exempt_usd").number},
    )
    taken = _taken(case)
    if case.tax_year > IT_RELIEF_UNTIL:
        yield Turn(
            "credit_alive",
            Change(parameters={"it_export_full_credit": True}),
            ("it_export_full_credit",),
            told=told,
        )
        return
    for name in taken.intersection(("it_export_full_credit", "it_export_exemption")):
        yield Turn(
            "relief_forgotten",
            Change(parameters={name: False}),
            (name, "it_export_remittance_share"),
            told={"share_rate": case.rule("it_export_remittance_share").number},
        )


def _amounts(case: Case) -> Iterator[Turn]:
    with_fees = [one for one in case.workbook.receipts if one.gross not in (None, one.amount)]
    if with_fees and fits(case.assessment, GROSS):
        abroad = any(receipt.kind in ABROAD for receipt in with_fees)
        verdict: Verdict = "unsettled" if abroad else "wrong"
        yield Turn("before_platform_fees", Change(amounts=GROSS), (), verdict)
    if case.workbook.other.expenses:
        yield Turn("before_expenses", Change(inputs={"expenses": 0}))
    for month in sorted({receipt.date.isoformat()[:7] for receipt in case.workbook.receipts}):
        if not fits(case.assessment, month):
            continue
        yield Turn(
            f"month_{month}",
            Change(amounts=month),
            told_as="one_month",
            told={"month": month},
            combines=False,
        )


def _readings(case: Case) -> Iterator[Turn]:
    for one in case.assessment.unsettled:
        switch = POINT[one.id].switch
        if switch is not None and one.id not in _OWN_TURNS:
            yield Turn(
                f"reading_{one.id}",
                Change(inputs={switch: True}),
                verdict="unsettled",
                told_as="reading",
                told={"point": one.id},
            )


def _open_answers(case: Case) -> Iterator[Turn]:
    counted_as = person_columns(case.workbook)
    for other in alternatives(case.workbook, PROVINCES):
        if other.changed and any(counted_as[name] != value for name, value in other.changed.items()):
            yield Turn(
                f"{other.path}_{other.answer}",
                Change(inputs=other.changed),
                verdict="answer",
                told_as=f"{other.path}_{other.answer}",
            )
