"""Things to do about certificates, codes, lists and registrations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compliance.assessment import assess
from compliance.assessment_warnings import FAMILY_CODES
from compliance.facts.law_years import CLASSES_SPLIT_SINCE
from compliance.readings import POINT
from compliance.summary_points import closing, way_is_unknown
from compliance.summary_retention import retention
from compliance.summary_sales_tax import for_want_of_returns, sales_tax_at_stake, sales_tax_comes_first
from compliance.summary_seen import Seen
from compliance.summary_todo import step
from compliance.summary_types import NextStep
from compliance.text import _, list_text, month_text, ngettext, percent, rupees
from compliance.workbook import merged_pseb
from compliance.year_run import ABROAD


def papers(seen: Seen) -> Iterator[NextStep]:
    """What to ask of banks, lists and authorities, in order of what it can change."""
    yield from _open_rows(seen)
    yield from _provisional(seen)
    yield from _certificates(seen)
    yield from _purpose_codes(seen)
    yield from _channels(seen)
    yield from _lists(seen)
    yield from _retention(seen)
    yield from _pseb(seen)
    if seen.workbook.receipts:
        yield step(
            "records",
            _("Keep bank statements, certificates, contracts and this workbook."),
            _("The department can ask for the records of a year long after it was filed."),
            basis=_("section 174"),
            tier="reported",
        )


def _open_rows(seen: Seen) -> Iterator[NextStep]:
    """Rows of statements that could not be read in full."""
    count = len(seen.workbook.statements.open_rows)
    if count:
        yield step(
            "open_rows",
            ngettext(
                "Look at {count} row of your statements that could not be read.",
                "Look at {count} rows of your statements that could not be read.",
                count,
            ).format(count=count),
            _("They are not counted yet, and there may be income in them."),
            _("Enter each on the page of the statements, or leave it out."),
        )


def _provisional(seen: Seen) -> Iterator[NextStep]:
    """Receipts for which a platform's withdrawal stands in."""
    count = sum(one.provisional for one in seen.workbook.receipts)
    if count:
        yield step(
            "provisional",
            ngettext(
                "Import the statement of the bank that credited {count} withdrawal.",
                "Import the statements of the banks that credited {count} withdrawals.",
                count,
            ).format(count=count),
            _(
                "Until then the platform’s day and amount stand in for the bank’s credit, on which the tax "
                "rests."
            ),
            basis=_("section 154A"),
            tier="inferred",
        )


def _certificates(seen: Seen) -> Iterator[NextStep]:
    abroad = [one for one in seen.workbook.receipts if one.kind in ABROAD]
    remitted = sum(one.channel == "remittance" and not one.certificate for one in abroad)
    banked = sum(one.channel == "bank" and not one.certificate for one in abroad)
    open_point = _remittance_is_open(seen)
    if remitted:
        yield step(
            "certificates_remittance",
            ngettext(
                "Ask your bank for a proceeds certificate with a freelance purpose code for {count} receipt "
                "that came as home remittance.",
                "Ask your bank for proceeds certificates with a freelance purpose code for {count} receipts "
                "that came as home remittance.",
                remitted,
            ).format(count=remitted),
            *_what_a_certificate_settles(seen),
            basis=_("section 154A; Foreign Exchange Manual") if open_point else _("Foreign Exchange Manual"),
            tier="inferred",
        )
    if banked:
        yield step(
            "certificates",
            ngettext(
                "Ask your bank for the proceeds certificate of {count} receipt.",
                "Ask your bank for the proceeds certificates of {count} receipts.",
                banked,
            ).format(count=banked),
            _(
                "It shows the rupees, the tax deducted and the purpose code. Banks issue one for each "
                "receipt (e-PRC) or one for the year (S-PRC)."
            ),
            _("Check on it that the purpose code is that of your work."),
            basis=_("Foreign Exchange Manual"),
            tier="reported",
        )


def _remittance_is_open(seen: Seen) -> bool:
    return any(point.id == "remittance_channel" for point in seen.assessment.unsettled)


def _what_a_certificate_settles(seen: Seen) -> tuple[str, ...]:
    if not _remittance_is_open(seen):
        return (_("Without one the money can be taken for family support."),)
    return (
        _("What settles it: {sentence}").format(sentence=_(POINT["remittance_channel"].closes)),
        _("Without one the money can be taken for family support, or be taxed at the slabs."),
    )


def _channels(seen: Seen) -> Iterator[NextStep]:
    outside_banks = any(point.id == "non_bank_exports" for point in seen.assessment.unsettled)
    if outside_banks and way_is_unknown(seen.workbook):
        yield step(
            "bank_channel",
            _("Look up on your bank statement how the money came."),
            closing(seen.workbook, "non_bank_exports"),
            _("Then change the answer on the page of that receipt."),
            basis=_("section 154A"),
            tier="inferred",
        )
    elif outside_banks:
        yield step(
            "bank_channel",
            _("Let clients abroad pay you through a bank from now on."),
            _("Through a bank the tax is settled by its own rate, and a certificate proves the source."),
            basis=_("section 154A"),
            tier="inferred",
        )
    if any(one.account == "other_person" for one in seen.workbook.receipts):
        yield step(
            "own_account",
            _("Let clients pay into your own account from now on."),
            _("Deduction and certificate stand on the account holder's name and are no credit of yours."),
            basis=_("section 168"),
            tier="inferred",
        )


def _purpose_codes(seen: Seen) -> Iterator[NextStep]:
    wrong = sum(one.purpose_code in FAMILY_CODES for one in seen.workbook.receipts)
    if wrong:
        yield step(
            "purpose_code",
            ngettext(
                "Ask your bank to correct the purpose code of {count} receipt.",
                "Ask your bank to correct the purpose code of {count} receipts.",
                wrong,
            ).format(count=wrong),
            _("It stands for money from family or a gift, so on paper it is not income from your work."),
            basis=_("Foreign Exchange Manual"),
            tier="reported",
        )


def _lists(seen: Seen) -> Iterator[NextStep]:
    person = seen.workbook.person
    if person.resident is None:
        yield step(
            "residence",
            _("Find out whether you are a tax resident of Pakistan."),
            _("Count your days in each country. For non-residents this program has no figures."),
            basis=_("section 82"),
            tier="reported",
        )
    if not sales_tax_comes_first(seen):
        yield from sales_tax_returns(seen)
    if person.active_taxpayer is None:
        yield step(
            "active_taxpayer",
            _("Look up whether you are on the Active Taxpayers List."),
            _("People off the list get no refund, and from many payments the double is deducted."),
            basis=_("Tenth Schedule"),
            tier="reported",
        )
    elif not person.active_taxpayer:
        yield step(
            "active_taxpayer",
            _("Get onto the Active Taxpayers List."),
            _("Filing the return is the way onto it; after the last date a surcharge is due as well."),
            _("People off the list get no refund."),
            basis=_("section 182A"),
            tier="reported",
        )


def sales_tax_returns(seen: Seen) -> Iterator[NextStep]:
    """What to do about sales-tax returns, where an export rests on them."""
    returns = seen.workbook.person.sales_tax_returns
    if returns in ("not_required", "filed") or not sales_tax_at_stake(seen):
        return
    if returns is None:
        yield step(
            "sales_tax",
            _("Find out whether you must register for sales tax on services."),
            _("Ask your province's revenue authority."),
            _("Where returns are required, the final tax rests on them."),
            basis=_("section 154A(2)(c)"),
            tier="text",
        )
        return
    yield step(
        "sales_tax",
        _("File the missing sales-tax returns."),
        _("Where they are required, the final tax rests on them."),
        _("For want of them these are at the slabs: {receipts}.").format(
            receipts=seen.receipts_where(for_want_of_returns(seen))
        )
        if sales_tax_comes_first(seen)
        else "",
        _price_of_returns(seen),
        basis=_("section 154A(2)(c)"),
        tier="text",
    )


def _price_of_returns(seen: Seen) -> str:
    """What the tax would come to with the returns filed; "" where they move nothing."""
    person = seen.workbook.person.model_copy(update={"sales_tax_returns": "filed"})
    filed = assess(seen.workbook.model_copy(update={"person": person}), seen.rulebook, seen.assessment.as_of)
    now, then = seen.assessment.ordinance.tax, filed.ordinance.tax
    if now == then:
        return ""
    return _("With them filed the tax of the year would be {then} instead of {now}.").format(
        then=rupees(then), now=rupees(now)
    )


def _retention(seen: Seen) -> Iterator[NextStep]:
    over = [row for row in seen.assessment.retention if row.over_usd]
    if over:
        kept = retention(replace(seen.assessment, retention=tuple(over)), seen.rulebook)
        yield step(
            "retention_over",
            _("Talk to your bank about foreign currency kept beyond the limit."),
            _("It concerns {months}.").format(months=list_text([month_text(row.month) for row in over])),
            basis=_("Foreign Exchange Manual, chapter 12"),
            tier=kept.tier if kept else None,
        )


def _pseb(seen: Seen) -> Iterator[NextStep]:
    """Only where IT work was taxed at the higher rate for want of a certificate, and still would be."""
    if seen.year < CLASSES_SPLIT_SINCE or not seen.any("it_export", "final_other"):
        return
    spans = merged_pseb(seen.workbook.person)
    if spans and (spans[-1][1] is None or spans[-1][1] >= seen.assessment.as_of):
        return
    certified = seen.rules("certified_rate")["export_rate_certified"].number
    other = seen.rules("other_rate")["export_rate_other"].number
    if certified < other:
        yield step(
            "pseb",
            _("Renew your PSEB certificate.")
            if spans
            else _("Look into a PSEB certificate for your IT work."),
            _(
                "IT work for clients abroad is taxed at {certified} on days that a certificate covers and at "
                "{other} on other days. It does not work backwards."
            ).format(certified=percent(certified), other=percent(other)),
            basis=_("section 154A(1)(a)"),
            tier="inferred",
        )
