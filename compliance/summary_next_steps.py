"""What to do next and by when, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.duties.all_duties import duties
from compliance.duties.case import Case
from compliance.duties.rehearsal import revision
from compliance.summary_figures import taken_from_untaxed, worth_correcting
from compliance.summary_sales_tax import sales_tax_comes_first
from compliance.summary_seen import Seen
from compliance.summary_todo_duties import BEFORE_FILING, BESIDES, WITH_THE_RETURN, duty_steps
from compliance.summary_todo_filing import (
    file,
    filed,
    impossible_day,
    keep_entering,
    years_before,
)
from compliance.summary_todo_money import over_deducted, paid, pay, refund, was_paid
from compliance.summary_todo_papers import papers, sales_tax_returns
from compliance.summary_todo_slips import slips
from compliance.summary_types import NextStep, Settlement
from compliance.taxyear import last_day


def next_steps(seen: Seen, settled: Settlement) -> tuple[NextStep, ...]:
    """Everything there is to do, in order."""
    return tuple(_steps(seen, settled))


def _steps(seen: Seen, settled: Settlement) -> Iterator[NextStep]:
    one = seen.assessment
    case = Case(one, seen.rulebook)
    known = {duty.id: duty for duty in duties(case)}
    if one.as_of <= last_day(one.tax_year):
        yield keep_entering(one)
    filed_on = case.filed_on
    if filed_on:
        revised = revision(case)
        assert revised is not None
        yield filed(case, filed_on, revised.until)
    else:
        yield from impossible_day(one)
        yield file(case, known["return"])
        yield from duty_steps(known, BEFORE_FILING)
    yield from duty_steps(known, WITH_THE_RETURN)
    if sales_tax_comes_first(seen):
        yield from sales_tax_returns(seen)
    if one.ordinance.balance:
        yield paid(one) if filed_on or was_paid(one) else pay(case)
    yield from slips(seen)
    if worth_correcting(seen):
        yield over_deducted(one, settled, claimed=taken_from_untaxed(seen))
    if one.ordinance.refundable:
        yield refund(one)
    yield from duty_steps(known, BESIDES)
    yield from years_before(case)
    yield from papers(seen)
