"""Which points of law stay open for a year, what each other reading would change, and the range it makes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from compliance.assessment_types import OpenPoint, Range, UnknownAnswer
from compliance.engine import Column
from compliance.facts.law_years import CLASSES_SPLIT_SINCE, SECTION_154A_SINCE
from compliance.readings import NON_BANK_CHANNELS, ORDINANCE, POINTS
from compliance.text import _
from compliance.workbook import Receipt, Workbook
from compliance.year_run import ABROAD, YearRun


def open_points(workbook: Workbook, run: YearRun) -> tuple[OpenPoint, ...]:
    """One entry for each point whose condition the workbook meets, also where it changes nothing."""
    tax = run.of_person("tax", ORDINANCE)
    found = []
    for point in POINTS:
        if _LISTED[point.id](workbook, run):
            row = run.row_of(point.id)
            effect = None if row is None else run.of_person("tax", row) - tax
            found.append(OpenPoint(point.id, _(point.reading), effect))
    return tuple(found)


def range_of(tax: int, points: tuple[OpenPoint, ...]) -> Range:
    """Lowest and highest tax over the default and each single reading that has a figure."""
    reached = [tax, *(tax + point.effect_rupees for point in points if point.effect_rupees is not None)]
    return Range(min(reached), max(reached))


def unknown_answers(run: YearRun) -> tuple[UnknownAnswer, ...]:
    """What each other answer to an open question would change; None where that answer is not covered."""
    tax = run.of_person("tax", ORDINANCE)
    found = []
    for other, row in run.alternatives:
        effect = None if other.changed is None else 0
        if row is not None:
            effect = run.of_person("tax", row) - tax
        found.append(UnknownAnswer(other.path, other.answer, effect))
    return tuple(found)


def classes(run: YearRun, row: int) -> Column:
    """The class of each receipt under a reading, as a code; one final class where the law has one."""
    final = run.of_receipts("taxed_as_final", row)
    split = run.of_receipts("certified", row) & (run.rules.tax_year >= CLASSES_SPLIT_SINCE)
    relieved = run.of_receipts("relieved", row)
    return np.select([relieved, final & split, final], [3, 2, 1], 0)


def _exports_not_nil(workbook: Workbook, run: YearRun, test: Callable[[Receipt], bool]) -> bool:
    relieved = run.of_receipts("relieved", ORDINANCE)
    return any(
        receipt.kind in ABROAD and test(receipt) and not nil
        for receipt, nil in zip(workbook.receipts, relieved.tolist(), strict=True)
    )


def _remittance_channel(workbook: Workbook, run: YearRun) -> bool:
    return workbook.tax_year >= SECTION_154A_SINCE and _exports_not_nil(
        workbook, run, lambda receipt: receipt.channel == "remittance"
    )


def _non_bank_exports(workbook: Workbook, run: YearRun) -> bool:
    return workbook.tax_year >= SECTION_154A_SINCE and _exports_not_nil(
        workbook, run, lambda receipt: receipt.channel in NON_BANK_CHANNELS
    )


def _off_list(workbook: Workbook, run: YearRun) -> bool:
    disputed = run.rules.used.get("export_rate_certified_rate_card", ())
    return (
        any(value.value is not None for value in disputed)
        and workbook.person.active_taxpayer is not True
        and run.of_person("final_tax", ORDINANCE) > 0
    )


def _surcharge_limb(workbook: Workbook, run: YearRun) -> bool:
    limbs = [run.rules.used.get(name) for name in ("surcharge_rate_salaried", "surcharge_rate_other")]
    if None in limbs or limbs[0][0].value == limbs[1][0].value:  # type: ignore[index]
        return False
    return (
        bool(run.of_person("surcharge_due", ORDINANCE))
        and workbook.other.salary > 0
        and run.of_person("business_income", ORDINANCE) > 0
    )


def _remittance_80(workbook: Workbook, run: YearRun) -> bool:
    row = run.row_of("remittance_80")
    if row is None:
        return False
    return run.of_person("enough_through_banks", row) != run.of_person("enough_through_banks", ORDINANCE)


def _exports_2021(workbook: Workbook, run: YearRun) -> bool:
    return workbook.tax_year < SECTION_154A_SINCE and bool(
        run.of_receipts("export_at_slabs", ORDINANCE).any()
    )


def _service_unsure(workbook: Workbook, run: YearRun) -> bool:
    row = run.row_of("service_unsure")
    return row is not None and bool((classes(run, row) != classes(run, ORDINANCE)).any())


def _minimum_tax_share(workbook: Workbook, run: YearRun) -> bool:
    return run.of_person("local_deductions", ORDINANCE) > 0 and (
        workbook.other.salary > 0 or bool(run.of_receipts("export_at_slabs", ORDINANCE).any())
    )


def _platform_fees(workbook: Workbook, run: YearRun) -> bool:
    return any(
        receipt.kind in ABROAD and (receipt.platform or receipt.gross is not None)
        for receipt in workbook.receipts
    )


def _section_154b(workbook: Workbook, run: YearRun) -> bool:
    return any(receipt.kind == "social_media" for receipt in workbook.receipts)


_LISTED: dict[str, Callable[[Workbook, YearRun], bool]] = {
    "remittance_channel": _remittance_channel,
    "non_bank_exports": _non_bank_exports,
    "off_list_2026": _off_list,
    "surcharge_limb": _surcharge_limb,
    "remittance_80": _remittance_80,
    "exports_2021": _exports_2021,
    "service_unsure": _service_unsure,
    "minimum_tax_share": _minimum_tax_share,
    "platform_fees": _platform_fees,
    "section_154b": _section_154b,
}
