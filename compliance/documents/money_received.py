"""The receipts one by one and by month, and the foreign currency that may be kept of them."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether

from compliance.documents.charts import Bar, Fill, Key, Part
from compliance.documents.flow import Text, width_of
from compliance.documents.fonts import STRONG
from compliance.documents.lettering import REPLACEMENT, printable
from compliance.documents.page import Heading
from compliance.documents.style import AMBER, BODY, CELL_QUIET, SMALL, SUBHEADING, WIDTH, Style
from compliance.documents.tables import GUTTER, Cell, Column, table
from compliance.documents.tiers_shown import how_sure
from compliance.summary_types import ReceiptMonth, ReceiptRow, Receipts, Retention
from compliance.text import _, ngettext, rupees_exact, short_date_text
from compliance.workbook import Receipt

NOTHING = "–"
WIDEST_FIGURES = 74
_ROW = Style(7.5, 10.5)
_ROW_QUIET = CELL_QUIET.but(size=7, leading=9.5)
_ASIDE = _ROW_QUIET.but(leading=10)
_NOTE_LINES = 4
_CLIENT_LINES = 3


def by_month(receipts: Receipts) -> Iterator[Flowable]:
    """A bar for each month of the tax year, in the rows of the table that says the same in figures."""
    head = [Heading(_("What arrived, by month")), Text(receipts.sentence, BODY)]
    if not receipts.count:
        yield from head
        return
    parts: list[tuple[Fill, str, str]] = [
        ("solid", "final_paisa", _("taxed as final")),
        ("hollow", "slabs_paisa", _("taxed at the slabs")),
        ("hatched", "untaxed_paisa", _("free of tax")),
    ]
    used = [part for part in parts if any(getattr(month, part[1]) for month in receipts.months)]
    full = max(month.rupees_paisa for month in receipts.months)
    rows = [_month(month, used, full) for month in receipts.months]
    rows.append([_("The whole year"), str(receipts.count), "", rupees_exact(receipts.total_paisa)])
    columns = [
        Column(_("Month"), 0.2),
        Column(_("Receipts"), 0.1, figures=True),
        Column("", 0.48),
        Column(_("Rupees"), 0.22, figures=True),
    ]
    key = Key([(fill, name) for fill, _field, name in used])
    note = [Text(_("* with amounts that are estimated"), SMALL.but(before=3))]
    starred = note if receipts.estimated else []
    yield KeepTogether([*head, key, table(columns, rows, total=True), *starred])


def _month(month: ReceiptMonth, parts: list[tuple[Fill, str, str]], full: int) -> list[Cell]:
    drawn = [Part(getattr(month, field), fill) for fill, field, _name in parts]
    if not month.count:
        return [month.month_text, NOTHING, "", NOTHING]
    shown = rupees_exact(month.rupees_paisa)
    if month.estimated:
        shown = f"{shown} *"
    return [month.month_text, str(month.count), Bar(drawn, full), shown]


def one_by_one(receipts: Receipts, typed: tuple[Receipt, ...]) -> Iterator[Flowable]:
    """Every receipt with its rate; `typed` are the same receipts as the person entered them."""
    if not receipts.count:
        return
    yield Heading(_("Receipts one by one"), room=130)
    for sentence in receipts.estimates:
        yield Text(sentence, BODY)
    pairs = zip(receipts.rows, typed, strict=True)
    rows = [_receipt(number, row, one) for number, (row, one) in enumerate(pairs, start=1)]
    deducted = sum(row.deducted_paisa for row in receipts.rows)
    count = ngettext("{count} receipt", "{count} receipts", receipts.count).format(count=receipts.count)
    total, taken = rupees_exact(receipts.total_paisa), rupees_exact(deducted)
    rows.append(["", Text(count, _ROW.but(face=STRONG)), "", "", "", total, taken, ""])
    amount = _wide_enough(_("Amount"), *(row.amount for row in receipts.rows))
    rupees = _wide_enough(_("Rupees"), total, *(row.rupees for row in receipts.rows))
    tax = _wide_enough(_("Tax taken"), taken, *(row.deducted for row in receipts.rows))
    rate = 80 if receipts.estimated else 64
    columns = [
        Column(_("No."), 22),
        Column(_("Credited on"), 52),
        Column(_("From"), WIDTH - amount - rupees - tax - rate - 140),
        Column(_("Amount"), amount, figures=True),
        Column(_("Rate"), rate, wraps=True, style=_ASIDE),
        Column(_("Rupees"), rupees, figures=True),
        Column(_("Tax taken"), tax, figures=True),
        Column(_("Taxed as"), 64, wraps=True, style=_ASIDE),
    ]
    yield table(columns, rows, total=True, style=_ROW)
    if any(REPLACEMENT in printable(text) for one in typed for text in _typed_texts(one)):
        told = _("{mark} stands for letters that this document cannot print. The saved work has them.")
        yield Text(told.format(mark=REPLACEMENT), SMALL.but(before=4))


def _wide_enough(*shown: str) -> float:
    """Points for a column of figures; what needs more than the page can give is set smaller."""
    return min(WIDEST_FIGURES, max(width_of(one, STRONG, _ROW.size) for one in shown) + GUTTER + 1)


def _receipt(number: int, row: ReceiptRow, typed: Receipt) -> list[Cell]:
    named = " · ".join(filter(None, (row.client, row.platform, typed.country)))
    if named and named == typed.country:
        named = _("client in {country}").format(country=typed.country)
    told = [row.service, row.channel]
    if row.purpose_code:
        told.append(_("code {code}").format(code=row.purpose_code))
    if typed.certificate:
        told.append(_("certificate {number}").format(number=typed.certificate))
    if typed.account == "other_person":
        told.append(row.account)
    if row.kept:
        told.append(_("kept: {amount}").format(amount=row.kept))
    source: list[Flowable] = [Text(named, _ROW, most=_CLIENT_LINES)] if named else []
    source.append(Text(", ".join(told), _ROW_QUIET, most=_NOTE_LINES))
    for note in (typed.reference, typed.note):
        if note:
            source.append(Text(note, _ROW_QUIET, most=_NOTE_LINES))
    return [
        str(number),
        short_date_text(row.date),
        source,
        row.amount,
        _rate(row),
        row.rupees,
        row.deducted if row.deducted_paisa else "",
        row.class_text,
    ]


def _typed_texts(one: Receipt) -> tuple[str, ...]:
    return one.client, one.platform, one.country, one.certificate, one.reference, one.note


def _rate(row: ReceiptRow) -> Cell:
    if not row.estimated:
        return row.rate_source
    return [Text(row.rate, _ASIDE), Text(row.rate_source, _ASIDE.but(colour=AMBER))]


def kept(retention: Retention | None) -> Iterator[Flowable]:
    """By month what may be kept in foreign currency, with a bar for what arrived and what was kept."""
    if retention is None:
        return
    head: list[Flowable] = [
        Heading(_("Foreign currency you may keep, by month")),
        Text(retention.sentence, BODY.but(after=2)),
        *how_sure(retention.tier),
    ]
    full = max(max(row.proceeds_cents, row.kept_cents, row.limit_cents) for row in retention.rows)
    rows: list[list[Cell]] = []
    for row in retention.rows:
        bar = Bar(
            [Part(row.kept_cents, "solid"), Part(max(0, row.proceeds_cents - row.kept_cents), "hollow")],
            full,
            tick=row.limit_cents,
        )
        last = Text(row.over, _ROW.but(face=STRONG, colour=AMBER, right=True)) if row.over_cents else row.over
        rows.append([row.month_text, bar, row.proceeds, row.limit, row.kept, row.headroom, last])
    columns = [
        Column(_("Month"), 0.16),
        Column("", 0.24),
        Column(_("Arrived"), 0.12, figures=True),
        Column(_("You may keep"), 0.12, figures=True),
        Column(_("Kept"), 0.12, figures=True),
        Column(_("Room left"), 0.12, figures=True),
        Column(_("Too much"), 0.12, figures=True),
    ]
    fills: list[tuple[Fill, str]] = [("solid", _("kept")), ("hollow", _("arrived and changed into rupees"))]
    key = Key(fills, tick=_("the most that may be kept"))
    yield KeepTogether([*head, key, table(columns, rows, style=_ROW)])
    yield Heading(_("How the limit of each month comes about"), SUBHEADING, level=1)
    how: list[list[Cell]] = [
        [row.month_text, Text(" ".join(row.how or (row.sentence,)), _ROW)] for row in retention.rows
    ]
    yield table([Column("", 0.17), Column("", 0.83)], how, with_head=False, style=_ROW)
