"""Final tax, tax at the slabs and the surcharge, in sentences."""

from __future__ import annotations

from compliance.facts.law_years import BEFORE_154A, CLASSES_SPLIT_SINCE
from compliance.rulebook import SlabRow
from compliance.summary_seen import Seen
from compliance.summary_told import always, tells
from compliance.summary_words import money
from compliance.text import _, list_text, percent, rupees


def _two_lines(seen: Seen) -> bool:
    return seen.year >= CLASSES_SPLIT_SINCE


def _one_class(seen: Seen) -> bool:
    """Where all is one class, the tax on it tells as much."""
    return not (seen.number("certified_proceeds") and seen.number("other_proceeds"))


def _taxed_exports(seen: Seen) -> int:
    return seen.number("certified_proceeds") + seen.number("other_proceeds")


@tells("final_certified", silent=_one_class)
def _final_certified(seen: Seen) -> str:
    return _("Taxed as final, and certified: {receipts}.").format(receipts=seen.receipts("final_certified"))


@tells("final_other", silent=_one_class)
def _final_other(seen: Seen) -> str:
    return _("Taxed as final, without a certificate: {receipts}.").format(
        receipts=seen.receipts("final_other")
    )


@tells("relieved_proceeds")
def _relieved_proceeds(seen: Seen) -> str:
    return _("The Ordinance itself leaves {amount} of IT exports untaxed.").format(
        amount=seen.amount("relieved_proceeds")
    )


@tells("certified_proceeds", silent=always)
def _certified_proceeds(seen: Seen) -> str:
    return _("The certified export receipts taxed as final come to {amount}.").format(
        amount=seen.amount("certified_proceeds")
    )


@tells("other_proceeds", silent=always)
def _other_proceeds(seen: Seen) -> str:
    return _("The other export receipts taxed as final come to {amount}.").format(
        amount=seen.amount("other_proceeds")
    )


@tells("certified_rate", bears=lambda seen: seen.number("certified_proceeds") > 0)
def _certified_rate(seen: Seen) -> str:
    return _("The rate for certified exports is {rate}.").format(rate=seen.amount("certified_rate"))


@tells("other_rate", bears=lambda seen: seen.number("other_proceeds") > 0)
def _other_rate(seen: Seen) -> str:
    return _("The rate for any other export is {rate}.").format(rate=seen.amount("other_rate"))


@tells(
    "export_rate", bears=lambda seen: seen.number("certified_proceeds") + seen.number("other_proceeds") > 0
)
def _export_rate(seen: Seen) -> str:
    if seen.yes("off_list"):
        return _("Off the Active Taxpayers List the rate for exports is {rate}.").format(
            rate=seen.amount("export_rate")
        )
    return _("The rate for exports is {rate}.").format(rate=seen.amount("export_rate"))


@tells("certified_final_tax", bears=lambda seen: seen.number("certified_proceeds") > 0)
def _certified_final_tax(seen: Seen) -> str:
    return _("{rate} of {amount} certified export receipts is {tax}.").format(
        rate=seen.amount("certified_rate"),
        amount=seen.amount("certified_proceeds"),
        tax=seen.amount("certified_final_tax"),
    )


@tells("other_final_tax", bears=lambda seen: seen.number("other_proceeds") > 0)
def _other_final_tax(seen: Seen) -> str:
    return _("{rate} of {amount} other export receipts is {tax}.").format(
        rate=seen.amount("other_rate"),
        amount=seen.amount("other_proceeds"),
        tax=seen.amount("other_final_tax"),
    )


def _one_line_says_it(seen: Seen) -> bool:
    return _two_lines(seen) and _one_class(seen)


@tells("final_tax", bears=lambda seen: _taxed_exports(seen) > 0, silent=_one_line_says_it)
def _final_tax(seen: Seen) -> str:
    if seen.year <= BEFORE_154A:
        return _("In this tax year there was no final tax on exports.")
    if not _two_lines(seen):
        return _("{rate} of {amount} export receipts is {tax}.").format(
            rate=seen.amount("export_rate"), amount=money(_taxed_exports(seen)), tax=seen.amount("final_tax")
        )
    lines = [name for name in ("certified_final_tax", "other_final_tax") if seen.number(name)]
    if len(lines) < 2:
        return _("The final tax on your export receipts is {tax}.").format(tax=seen.amount("final_tax"))
    return _("{lines} make {tax} of final tax.").format(
        lines=list_text([seen.amount(name) for name in lines]), tax=seen.amount("final_tax")
    )


@tells("local_at_slabs")
def _local_at_slabs(seen: Seen) -> str:
    return _("From clients in Pakistan, taxed at the slabs: {receipts}.").format(
        receipts=seen.receipts("local_at_slabs")
    )


def _all_exports_at_slabs_count(seen: Seen) -> bool:
    return bool((seen.flags("export_at_slabs") == seen.flags("counted_export_at_slabs")).all())


@tells("counted_export_at_slabs", silent=_all_exports_at_slabs_count)
def _counted_export_at_slabs(seen: Seen) -> str:
    return _("Exports at the slabs that count: {receipts}.").format(
        receipts=seen.receipts("counted_export_at_slabs")
    )


def _one_kind_at_slabs(seen: Seen) -> bool:
    return not (seen.number("local_proceeds") and seen.number("slab_exports"))


@tells("local_proceeds", silent=_one_kind_at_slabs)
def _local_proceeds(seen: Seen) -> str:
    return _("The receipts from clients in Pakistan come to {amount}.").format(
        amount=seen.amount("local_proceeds")
    )


@tells("slab_exports", silent=_one_kind_at_slabs)
def _slab_exports(seen: Seen) -> str:
    return _("The export receipts at the slabs come to {amount}.").format(amount=seen.amount("slab_exports"))


def _all_costs_count(seen: Seen) -> bool:
    return seen.number("counted_expenses") == seen.number("expenses")


@tells("counted_expenses", bears=lambda seen: seen.number("expenses") > 0, silent=_all_costs_count)
def _counted_expenses(seen: Seen) -> str:
    if seen.number("expenses") and not seen.number("counted_expenses"):
        return _("Your costs count for nothing here, since the receipts they belong to are exempt.")
    return _("Costs of {amount} are taken off.").format(amount=seen.amount("counted_expenses"))


def _receipts_at_slabs(seen: Seen) -> int:
    return seen.number("local_proceeds") + seen.number("slab_exports")


@tells("business_income", bears=lambda seen: _receipts_at_slabs(seen) > 0)
def _business_income(seen: Seen) -> str:
    if not seen.number("counted_expenses"):
        return _("Business income is {amount}.").format(amount=seen.amount("business_income"))
    if not seen.number("business_income"):
        return _(
            "Costs of {costs} use up the {amount} of receipts at the slabs, so no business income is left."
        ).format(costs=seen.amount("counted_expenses"), amount=money(_receipts_at_slabs(seen)))
    return _("{receipts} less costs of {costs} leaves business income of {amount}.").format(
        receipts=money(_receipts_at_slabs(seen)),
        costs=seen.amount("counted_expenses"),
        amount=seen.amount("business_income"),
    )


@tells("income_at_slabs")
def _income_at_slabs(seen: Seen) -> str:
    if seen.number("salary") and seen.number("business_income"):
        return _("A salary of {salary} and business income of {business} make {amount} at the slabs.").format(
            salary=seen.amount("salary"),
            business=seen.amount("business_income"),
            amount=seen.amount("income_at_slabs"),
        )
    return _("Income of {amount} is taxed at the slabs.").format(amount=seen.amount("income_at_slabs"))


@tells("taxable_income", silent=always)
def _taxable_income(seen: Seen) -> str:
    return _("Taxable income, for the form, is {amount}.").format(amount=seen.amount("taxable_income"))


def _share_is_tested(seen: Seen, _rule: str) -> bool:
    return seen.number("salary") > 0


@tells("salaried", bears=lambda seen: seen.number("income_at_slabs") > 0, shows=_share_is_tested)
def _salaried(seen: Seen) -> str:
    if not seen.number("income_at_slabs"):
        return _("There is no income at the slabs, so neither table is used.")
    if not seen.number("salary"):
        return _("There is no salary, so the table for people who are not salaried applies.")
    if seen.yes("salaried"):
        sentence = _("{salary} of salary is more than {share} of {income}: the salaried table applies.")
    else:
        sentence = _("{salary} of salary is not more than {share} of {income}: not the salaried table.")
    return sentence.format(
        salary=seen.amount("salary"),
        share=seen.law("salaried", "salaried_share"),
        income=seen.amount("income_at_slabs"),
    )


def _table_applies(seen: Seen, rule: str) -> bool:
    return rule == ("slabs_salaried" if seen.yes("salaried") else "slabs_non_salaried")


def band_of(seen: Seen) -> tuple[SlabRow, int]:
    """The band of the table that holds the income, and its rate; a boundary belongs to the lower band."""
    name = "slabs_salaried" if seen.yes("salaried") else "slabs_non_salaried"
    table = seen.table("normal_tax", name)
    income = seen.number("income_at_slabs")
    place = max(index for index, above in enumerate(table.above.tolist()) if above < income or not index)
    return table.rows[place], int(table.rate[place])


@tells("normal_tax", bears=lambda seen: seen.number("income_at_slabs") > 0, shows=_table_applies)
def _normal_tax(seen: Seen) -> str:
    band, rate = band_of(seen)
    shown = {"income": seen.amount("income_at_slabs"), "tax": seen.amount("normal_tax")}
    if not rate and not band.fixed:
        return _("The slabs ask for nothing on {income}, which lies in their first band.").format(
            income=shown["income"]
        )
    if not band.fixed:
        return _("Tax at the slabs on {income}: {rate} of the part above {foot} is {tax}.").format(
            rate=percent(rate), foot=rupees(band.above), **shown
        )
    return _(
        "Tax at the slabs on {income}: {fixed} plus {rate} of the part above {foot} makes {tax}."
    ).format(fixed=rupees(band.fixed), rate=percent(rate), foot=rupees(band.above), **shown)


@tells("surcharge_due", bears=lambda seen: seen.yes("surcharge_due"))
def _surcharge_due(seen: Seen) -> str:
    threshold = seen.law("surcharge_due", "surcharge_threshold")
    if seen.yes("surcharge_due"):
        sentence = _("{income} is above {threshold}, so a surcharge comes on top of the tax at the slabs.")
    else:
        sentence = _("{income} is not above {threshold}, so there is no surcharge.")
    return sentence.format(income=seen.amount("income_at_slabs"), threshold=threshold)


def _limb_applies(seen: Seen, rule: str) -> bool:
    salaried = seen.yes("salaried") != (seen.point == "surcharge_limb")
    limb = "surcharge_rate_salaried" if salaried else "surcharge_rate_other"
    return seen.yes("surcharge_due") and rule == limb


@tells("surcharge_rate", bears=lambda seen: seen.yes("surcharge_due"), shows=_limb_applies)
def _surcharge_rate(seen: Seen) -> str:
    return _("The rate of the surcharge is {rate}.").format(rate=seen.amount("surcharge_rate"))


@tells("surcharge")
def _surcharge(seen: Seen) -> str:
    if not seen.has("surcharge_rate"):
        return _("In this tax year there was no surcharge.")
    return _("{rate} of {tax} of tax at the slabs is a surcharge of {surcharge}.").format(
        rate=seen.amount("surcharge_rate"),
        tax=seen.amount("normal_tax"),
        surcharge=seen.amount("surcharge"),
    )
