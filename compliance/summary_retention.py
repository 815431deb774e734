"""Foreign currency that may be kept, month by month, with the rule that made each limit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from compliance.assessment_types import Assessment, RetentionMonth
from compliance.rulebook import Rulebook, Value
from compliance.summary_rules import rule_text
from compliance.summary_types import Retention, RetentionRow
from compliance.summary_words import dollars
from compliance.taxyear import month_of
from compliance.text import _, currency_amount, date_text, list_text, month_text, ngettext, percent
from compliance.trace import weakest
from compliance.workbook import pseb_on_days
from compliance.year_run import ABROAD

_RULES: Final = ("retention_share", "retention_minimum_usd", "retention_needs_registration")


@dataclass(frozen=True, slots=True)
class _Receipt:
    """A bank export in foreign currency on its day: cents, and the rules of that day."""

    usd: int
    certified: bool
    share: Value
    minimum: Value
    needs_registration: Value

    @property
    def may_be_kept(self) -> bool:
        return self.certified or not self.needs_registration.value


@dataclass(frozen=True, slots=True)
class _Month:
    figures: RetentionMonth
    receipts: tuple[_Receipt, ...]

    @property
    def left_out(self) -> int:
        """How many receipts nothing may be kept of, since no PSEB period covers them."""
        return sum(not one.may_be_kept for one in self.receipts)

    def of(self, with_minimum: bool) -> tuple[_Receipt, ...]:
        """The receipts of which a part may be kept, under the one rule or the other."""
        return tuple(
            one for one in self.receipts if one.may_be_kept and bool(one.minimum.value) is with_minimum
        )


def _shares(receipts: tuple[_Receipt, ...]) -> str:
    return list_text([percent(share) for share in dict.fromkeys(one.share.number for one in receipts)])


def _total(receipts: tuple[_Receipt, ...]) -> str:
    return dollars(sum(one.usd for one in receipts))


def _foreign_proceeds(month: _Month) -> str:
    count = len(month.receipts)
    return ngettext(
        "{count} receipt came through a bank in foreign currency.",
        "{count} receipts came through a bank in foreign currency.",
        count,
    ).format(count=count)


def _may_be_kept(month: _Month) -> str:
    left_out = month.left_out
    if not left_out:
        return ""
    return ngettext(
        "Of {count} receipt nothing may be kept, since the rule then asked for registration.",
        "Of {count} receipts nothing may be kept, since the rule then asked for registration.",
        left_out,
    ).format(count=left_out)


def _registration(month: _Month) -> str:
    if not month.left_out:
        return ""
    return _("The circular also names members of P@SHA, about whom this program does not ask.")


def _kept_with_minimum(month: _Month) -> str:
    newer = month.of(True)
    if not newer or not month.of(False):
        return ""
    return _("{amount} arrived under the rule with a minimum, since {day}.").format(
        amount=_total(newer), day=date_text(newer[0].minimum.first)
    )


def _kept_by_share(month: _Month) -> str:
    older = month.of(False)
    if not older:
        return ""
    return _("Of {amount} a share of {share} may be kept.").format(amount=_total(older), share=_shares(older))


def _share_with_minimum(month: _Month) -> str:
    newer = month.of(True)
    if not newer:
        return ""
    return _(
        "Of {amount} you may keep {share}, or {minimum} if that is more, and never more than arrived."
    ).format(amount=_total(newer), share=_shares(newer), minimum=dollars(newer[0].minimum.number))


def _nothing(_month: _Month) -> str:
    return ""


def _figure(name: str, sentence: Callable[[], str]) -> Callable[[_Month], str]:
    def told(month: _Month) -> str:
        cents = getattr(month.figures, name)
        return sentence().format(amount=dollars(cents)) if cents else ""

    return told


TOLD: Final[dict[str, Callable[[_Month], str]]] = {
    "foreign_proceeds": _foreign_proceeds,
    "proceeds_usd": _figure("proceeds_usd", lambda: _("Together that is {amount}.")),
    "may_be_kept": _may_be_kept,
    "kept_by_share": _kept_by_share,
    "kept_with_minimum": _kept_with_minimum,
    "share_with_minimum": _share_with_minimum,
    "share_of_receipt": _nothing,
    "proceeds_with_minimum": _nothing,
    "share_alone": _nothing,
    "limit_usd": _figure("limit_usd", lambda: _("So at most {amount} may be kept.")),
    "retained_total": _figure("retained_usd", lambda: _("You kept {amount}.")),
    "headroom_usd": _figure("headroom_usd", lambda: _("You could have kept {amount} more.")),
    "over_usd": _figure("over_usd", lambda: _("That is {amount} beyond the limit.")),
}
"""A sentence for each fact of the month's limit, in the order of telling; "" where it does not bear."""


def retention(one: Assessment, rulebook: Rulebook) -> Retention | None:
    """The table of months, or None where no foreign currency came through a bank."""
    if not one.retention:
        return None
    held = _receipts(one, rulebook)
    months = [_Month(figures, tuple(held[figures.month])) for figures in one.retention]
    used = {
        (value.parameter, value.first): value
        for month in months
        for receipt in month.receipts
        for value in (receipt.share, receipt.minimum, receipt.needs_registration)
    }
    return Retention(
        rows=tuple(_row(month) for month in months),
        sentence=_sentence(one),
        chart_text=_chart_text(one),
        rules=tuple(rule_text(rulebook, value) for value in used.values()),
        tier=weakest(*(value.tier for value in used.values())),
    )


def _receipts(one: Assessment, rulebook: Rulebook) -> dict[str, list[_Receipt]]:
    """The bank exports in foreign currency of each month, with the rules of their days."""
    mine = [
        (receipt.date, usd)
        for receipt, usd in zip(one.workbook.receipts, one.receipt_usd, strict=True)
        if receipt.kind in ABROAD and receipt.channel == "bank" and receipt.currency != "PKR"
    ]
    certified = pseb_on_days(one.workbook.person, [day.toordinal() for day, _usd in mine])
    rules = {day: [rulebook.at(name, day) for name in _RULES] for day in {day for day, _usd in mine}}
    found: dict[str, list[_Receipt]] = defaultdict(list)
    for (day, usd), covered in zip(mine, certified, strict=True):
        found[month_of(day)].append(_Receipt(usd, covered, *rules[day]))
    return found


def _row(month: _Month) -> RetentionRow:
    figures = month.figures
    if figures.over_usd:
        sentence = _("{over} more than allowed was kept in {month}.")
    elif figures.headroom_usd:
        sentence = _("In {month} you could have kept {headroom} more.")
    else:
        sentence = _("In {month} you kept all that is allowed.")
    return RetentionRow(
        month=figures.month,
        month_text=month_text(figures.month),
        proceeds=_dollars(figures.proceeds_usd),
        limit=_dollars(figures.limit_usd),
        kept=_dollars(figures.retained_usd),
        headroom=_dollars(figures.headroom_usd),
        over=_dollars(figures.over_usd),
        proceeds_cents=figures.proceeds_usd,
        limit_cents=figures.limit_usd,
        kept_cents=figures.retained_usd,
        headroom_cents=figures.headroom_usd,
        over_cents=figures.over_usd,
        sentence=sentence.format(
            over=dollars(figures.over_usd),
            headroom=dollars(figures.headroom_usd),
            month=month_text(figures.month),
        ),
        registration=_registration(month),
        how=tuple(filter(None, (*(told(month) for told in TOLD.values()), _registration(month)))),
    )


def _dollars(cents: int) -> str:
    return currency_amount(cents, "USD")


def _sentence(one: Assessment) -> str:
    over = [row for row in one.retention if row.over_usd]
    if over:
        return _("More than allowed was kept in {months}. Talk to your bank about it.").format(
            months=list_text([month_text(row.month) for row in over])
        )
    limit, kept = (sum(getattr(row, name) for row in one.retention) for name in ("limit_usd", "retained_usd"))
    return _(
        "Of the money that came through your bank in foreign currency you could keep up to {limit} over the "
        "year, counted month by month; you kept {kept}. Keeping it in dollars does not change the tax."
    ).format(limit=dollars(limit), kept=dollars(kept))


def _chart_text(one: Assessment) -> str:
    arrived, limit, kept = (
        sum(getattr(row, name) for row in one.retention)
        for name in ("proceeds_usd", "limit_usd", "retained_usd")
    )
    return _(
        "For each month from {first} to {last} what arrived, what may be kept and what was kept. Over the "
        "year {arrived} arrived, {limit} could be kept and {kept} was kept."
    ).format(
        first=month_text(one.retention[0].month),
        last=month_text(one.retention[-1].month),
        arrived=dollars(arrived),
        limit=dollars(limit),
        kept=dollars(kept),
    )
