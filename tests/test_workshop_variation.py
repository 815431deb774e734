"""Every participant gets figures of an own, and the person's lesson stays what it was."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from compliance import assess, load_rulebook
from compliance.workshop.people import people
from compliance.workshop.variation import varied

RULES = load_rulebook()
AS_OF = date(2026, 11, 24)
PEOPLE = people()
NUMBERS = range(1, 9)


@pytest.mark.parametrize("name", PEOPLE)
def test_figures_are_own_and_the_lesson_holds(name: str) -> None:
    person = PEOPLE[name]
    found = [varied(person, RULES, AS_OF, 7, number) for number in NUMBERS]
    assert all(one.own for one in found)
    amounts = {tuple(receipt.amount for receipt in one.workbook.receipts) for one in found}
    assert len(amounts) == len(NUMBERS)
    original = assess(person.workbook, RULES, AS_OF)
    for one in found:
        assert one.assessment.receipt_class == original.receipt_class
        assert one.assessment.policy.exempt_12000 == original.policy.exempt_12000
        assert [point.id for point in one.assessment.unsettled] == [point.id for point in original.unsettled]
        assert (one.assessment.ordinance.balance > 0) == (original.ordinance.balance > 0)
        for before, after in zip(person.workbook.receipts, one.workbook.receipts, strict=True):
            assert (
                after.date == before.date
                and after.amount % 1_000 == 0
                and 0 <= after.retained <= after.amount
            )
            # Every dollar brings 280 rupees, and the bank takes the rate that it took.
            assert before.rupees and after.rupees
            assert Fraction(after.rupees, after.amount) == Fraction(before.rupees, before.amount)
            taken = Fraction(before.tax_deducted, before.rupees) * after.rupees
            assert abs(after.tax_deducted - taken) <= Fraction(1, 2)


def test_the_same_seed_gives_the_same_figures_and_another_seed_others() -> None:
    person = PEOPLE["job"]
    first, again = (varied(person, RULES, AS_OF, 7, 3).workbook for _time in range(2))
    assert first == again
    assert varied(person, RULES, AS_OF, 8, 3).workbook != first


def test_the_cliff_stays_a_cliff() -> None:
    for number in NUMBERS:
        found = varied(PEOPLE["cliff"], RULES, AS_OF, 11, number).assessment
        assert 1_200_000 < found.receipts.usd <= 1_250_000
        below = varied(PEOPLE["below"], RULES, AS_OF, 11, number).assessment
        assert below.receipts.usd < 1_200_000 and below.policy.tax == 0 < below.ordinance.tax
