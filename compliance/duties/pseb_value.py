"""What a PSEB certificate is worth to this person in this year, and what it costs to let it run out.

Every figure is a difference of tax between variants of one run; nothing is multiplied by a rate here but the
break-even, which is the fee divided by the difference of the two rates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from compliance.duties.case import Case
from compliance.duties.what_if import AS_IT_IS, Variant, figures_of, receipts_as_they_are
from compliance.money import MILLION, PAISA_PER_RUPEE
from compliance.rulebook import Value
from compliance.workbook import merged_pseb


@dataclass(frozen=True, slots=True)
class PsebDay:
    """A day with receipts for exported IT work. Whole rupees, but `rupees` (paisa).

    `saved_so_far`: by a certificate that holds from the first day of the year to this one. `ending_before`:
    what a certificate that ends on the day before would cost until the year's end.
    """

    day: date
    rupees: int
    certified: bool
    saved_so_far: int
    ending_before: int


@dataclass(frozen=True, slots=True)
class PsebValue:
    """The worth of a certificate in whole rupees.

    `saved`: by the certificate as it was. `could_save`: by one in force all year. `missed`: the difference.
    `fee` None: not known on the day looked at; `surcharge` is the part of it for a certificate that has run
    out, for one year. `break_even_proceeds`: yearly proceeds that earn the fee back,
    rounded up. `break_even_day`: the day on which this year's receipts would have earned it back.
    """

    saved: int
    could_save: int
    fee: int | None
    surcharge: int
    is_new: bool
    break_even_proceeds: int | None
    break_even_day: date | None
    days: tuple[PsebDay, ...]
    certified_rate: int
    other_rate: int
    rules: tuple[Value, ...]

    @property
    def missed(self) -> int:
        """What a certificate in force all year would have saved beyond what was saved."""
        return self.could_save - self.saved


def pseb_value(case: Case) -> PsebValue | None:
    """The worth of a certificate; None where it changes no rate of this person's receipts in this year."""
    rates = (case.rule("export_rate_certified"), case.rule("export_rate_other"))
    if any(rate.value is None for rate in rates) or rates[0].number == rates[1].number:
        return None
    receipts = receipts_as_they_are(case)
    concerned = receipts["from_abroad"] & receipts["named_it_service"]
    if not concerned.any():
        return None
    ordinals = np.array([receipt.date.toordinal() for receipt in case.workbook.receipts])
    days = sorted({int(day) for day in ordinals[concerned]})
    everywhere = range(len(ordinals))
    in_force = [True, False, *(ordinals <= day for day in days), *(ordinals < day for day in days)]
    variants = [AS_IT_IS, *(Variant(everywhere, {"pseb_in_force": held}) for held in in_force)]
    taxes = figures_of(case, variants, ("tax",))["tax"]
    as_it_was, all_year, without = taxes[:3]
    if all_year == without:
        return None
    until, before = taxes[3 : 3 + len(days)], taxes[3 + len(days) :]
    found = tuple(
        PsebDay(
            day=date.fromordinal(day),
            rupees=int(receipts["rupees"][concerned & (ordinals == day)].sum()),
            certified=bool(receipts["pseb_in_force"][ordinals == day].any()),
            saved_so_far=without - until[place],
            ending_before=before[place] - all_year,
        )
        for place, day in enumerate(days)
    )
    return _valued(case, rates, found, without - as_it_was, without - all_year)


def _valued(
    case: Case, rates: tuple[Value, Value], days: tuple[PsebDay, ...], saved: int, could_save: int
) -> PsebValue:
    spans = merged_pseb(case.person)
    is_new = not spans
    until = spans[-1][1] if spans else None
    names = ["pseb_fee_new" if is_new else "pseb_fee_renewal"]
    if until is not None and until < case.as_of:
        names.append("pseb_expired_surcharge")
    asked = [case.rule_on(name, case.as_of) for name in names]
    known = tuple(rule for rule in asked if rule is not None)
    amounts = [rule.number // PAISA_PER_RUPEE for rule in known]
    # A fee of which a part is not known is not known.
    fee = sum(amounts) if len(known) == len(names) else None
    lower, higher = rates[0].number, rates[1].number
    proceeds = day = None
    if fee is not None:
        proceeds = -(-fee * MILLION // (higher - lower))
        day = next((one.day for one in days if one.saved_so_far >= fee), None)
    return PsebValue(
        saved=saved,
        could_save=could_save,
        fee=fee,
        surcharge=sum(amounts[1:]),
        is_new=is_new,
        break_even_proceeds=proceeds,
        break_even_day=day,
        days=days,
        certified_rate=lower,
        other_rate=higher,
        rules=(*rates, *known),
    )


def withdrawn_too_early(value: PsebValue) -> tuple[PsebDay, ...]:
    """Days with receipts on which no certificate held, although one held on a later day with receipts."""
    last_certified = max((one.day for one in value.days if one.certified), default=date.min)
    return tuple(one for one in value.days if not one.certified and one.day < last_certified)
