"""`assess`: a workbook, a rulebook and a date in; both readings, explained, out. A pure function."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from compliance.assessment_types import (
    Assessment,
    Filing,
    Ordinance,
    OtherOption,
    Policy,
    ReceiptTotals,
)
from compliance.assessment_warnings import warnings_of
from compliance.facts.law_years import BEFORE_154A
from compliance.fx import Converted, convert
from compliance.open_points import classes, open_points, range_of, unknown_answers
from compliance.readings import ORDINANCE, OTHER_OPTION, POLICY
from compliance.retention_months import retention_by_month
from compliance.rulebook import Rulebook
from compliance.steps import build_steps, reading_steps
from compliance.trace import Step, weakest
from compliance.version import VERSION
from compliance.workbook import InputProblems, Problem, Workbook
from compliance.workbook_problems import outside_program, problems_of
from compliance.year_run import YearRun, run_year


def check_workbook(workbook: Workbook, rulebook: Rulebook) -> tuple[Problem, ...]:
    """Everything in a workbook that keeps it from being computed, each with its place and remedy."""
    return _problems(workbook, rulebook, convert(workbook, rulebook))


def _problems(
    workbook: Workbook, rulebook: Rulebook, converted: Converted | tuple[Problem, ...]
) -> tuple[Problem, ...]:
    rates = () if isinstance(converted, Converted) else converted
    return (*problems_of(workbook, rulebook), *rates)


def assess(workbook: Workbook, rulebook: Rulebook, as_of: date) -> Assessment:
    """Work out one person's tax year under the Ordinance and under the published policy.

    `as_of` changes only the filing dates and the warnings. Amounts of the result say their unit.

    Raises
    ------
    InputProblems
        The workbook has problems; all of them, with paths. Nothing is computed.
    NotCovered
        The person or the year is outside the program, or the law for it is not known.
    """
    converted = convert(workbook, rulebook)
    problems = _problems(workbook, rulebook, converted)
    if problems or not isinstance(converted, Converted):
        raise InputProblems(problems)
    outside = outside_program(workbook, rulebook)
    if outside:
        raise outside[0]
    run = run_year(workbook, converted, rulebook)
    points = open_points(workbook, run)
    trace = build_steps(run, frozenset(point.id for point in points))
    steps = {
        reading: {step.name: step for step in trace if step.reading == reading}
        for reading in ("ordinance", "policy")
    }
    ordinance = _ordinance(run, steps["ordinance"], range_of(run.of_person("tax", ORDINANCE), points))
    policy = _policy(run, steps["policy"], ordinance.tier)
    return Assessment(
        workbook=workbook,
        as_of=as_of,
        version=VERSION,
        rulebook_digest=rulebook.digest,
        receipts=ReceiptTotals(
            len(workbook.receipts), sum(converted.rupees), sum(converted.usd), sum(converted.estimated)
        ),
        ordinance=ordinance,
        policy=policy,
        difference=ordinance.tax - policy.tax,
        other_option=OtherOption(
            not workbook.person.opts_for_normal_tax,
            *(run.of_person(name, OTHER_OPTION) for name in ("tax", "balance", "refundable")),
        ),
        retention=retention_by_month(workbook, converted, rulebook, run),
        unsettled=points,
        unknown_answers=unknown_answers(run),
        filing=_filing(workbook, rulebook, as_of),
        warnings=warnings_of(workbook, converted, run, rulebook, as_of),
        trace=trace,
        rates=tuple(converted.rates),
        receipt_rupees=tuple(converted.rupees),
        receipt_usd=tuple(converted.usd),
        receipt_class=_receipt_classes(run),
        steps=MappingProxyType(steps),
        other_readings=MappingProxyType(
            {
                point.id: reading_steps(run, point.id, steps["ordinance"])
                for point in points
                if point.effect_rupees
            }
        ),
    )


_FIGURES = (
    "final_tax",
    "normal_tax",
    "surcharge",
    "minimum_tax",
    "tax",
    "taxable_income",
    "salaried",
    "tax_deducted",
    "balance",
    "refundable",
    "over_deducted",
)


def _ordinance(run: YearRun, steps: dict[str, Step], reached: object) -> Ordinance:
    figures = {name: run.of_person(name, ORDINANCE) for name in _FIGURES}
    figures["salaried"] = bool(figures["salaried"])
    tier = weakest(steps["tax"].tier, steps["relieved"].tier)
    return Ordinance(**figures, range=reached, tier=tier)  # type: ignore[arg-type]


def _policy(run: YearRun, steps: dict[str, Step], ordinance_tier: str | None) -> Policy:
    tier = None if ordinance_tier is None else weakest(steps["tax"].tier, "announced")
    return Policy(
        exempt_12000=bool(run.of_person("exempt_12000", POLICY)),
        zero_rated_rupees=run.of_person("zero_rated_rupees", POLICY),
        tax=run.of_person("tax", POLICY),
        balance=run.of_person("balance", POLICY),
        tier=tier,
    )


def _receipt_classes(run: YearRun) -> tuple[str, ...]:
    relieved = "exempt" if run.rules.tax_year <= BEFORE_154A else "nil"
    names = {0: "slabs", 1: "rest", 2: "certified", 3: relieved}
    local = run.of_receipts("from_local_client", ORDINANCE).tolist()
    return tuple(
        "local" if at_home else names[code]
        for code, at_home in zip(classes(run, ORDINANCE).tolist(), local, strict=True)
    )


def _filing(workbook: Workbook, rulebook: Rulebook, as_of: date) -> Filing:
    due = rulebook.for_tax_year("return_due", workbook.tax_year)
    extended = rulebook.for_tax_year("return_extended_to", workbook.tax_year)
    counted = extended if extended.value is not None else due
    assert isinstance(due.value, date) and isinstance(counted.value, date)
    filed = workbook.person.return_filed_on or as_of
    return Filing(
        due=due.value,
        extended_to=extended.value if isinstance(extended.value, date) else None,
        days_late=max(0, (filed - counted.value).days),
        tier=counted.tier,
    )
