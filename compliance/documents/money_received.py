"""The receipts one by one and by month, and the foreign currency that may be kept of them."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether

from compliance.documents.charts import Bar, Fill, Key, Part
from compliance.documents.flow import Text
from compliance.documents.fonts import STRONG
from compliance.documents.marks import Mark
from compliance.documents.page import Heading
from compliance.documents.style import AMBER, BODY, CELL, CELL_QUIET, SMALL, SUBHEADING, Style
from compliance.documents.tables import Cell, Column, table
from compliance.summary_types import ReceiptMonth, ReceiptRow, Receipts, Retention
from compliance.text import _, ngettext
from compliance.workbook import Receipt

_ROW = Style(7.5, 10.5)
_ROW_QUIET = CELL_QUIET.but(size=7, leading=9.5)
_NOTE_LINES = 4
_CLIENT_LINES = 3


def by_month(receipts: Receipts) -> Iterator[Flowable]:
    """A bar for each month of the tax year, in the rows of the table that says the same in figures."""
    yield Heading(_("What arrived, by month"))
    yield Text(receipts.sentence, BODY)
    if not receipts.count:
        return
    parts: list[tuple[Fill, str, str]] = [
        ("solid", "final_paisa", _("taxed as final")),
        ("hollow", "slabs_paisa", _("taxed at the slabs")),
        ("hatched", "untaxed_paisa", _("free of tax")),
    ]
    used = [part for part in parts if any(getattr(month, part[1]) for month in receipts.months)]
    full = max(month.rupees_paisa for month in receipts.months)
    rows = [_month(month, used, full) for month in receipts.months]
    rows.append([_("The whole year"), str(receipts.count), "", receipts.total])
    columns = [
        Column(_("Month"), 0.2),
        Column(_("Receipts"), 0.1, figures=True),
        Column("", 0.48),
        Column(_("Rupees"), 0.22, figures=True),
    ]
    yield KeepTogether([Key([(fill, name) for fill, _field, name in used]), table(columns, rows, total=True)])


def _month(month: ReceiptMonth, parts: list[tuple[Fill, str, str]], full: int) -> list[Cell]:
    drawn = [Part(getattr(month, field), fill) for fill, field, _name in parts]
    shown = f"{month.rupees} *" if month.estimated else month.rupees
    return [month.month_text, str(month.count) if month.count else "", Bar(drawn, full), shown]


def one_by_one(receipts: Receipts, typed: tuple[Receipt, ...]) -> Iterator[Flowable]:
    """Every receipt with its rate; `typed` are the same receipts as the person entered them."""
    yield Heading(_("Receipts one by one"))
    for sentence in receipts.estimates:
        yield Text(sentence, BODY)
    if not receipts.count:
        yield Text(receipts.sentence, BODY)
        return
    rows = [_receipt(row, one) for row, one in zip(receipts.rows, typed, strict=True)]
    count = ngettext("{count} receipt", "{count} receipts", receipts.count).format(count=receipts.count)
    rows.append([count, "", "", "", receipts.total, receipts.deducted, ""])
    columns = [
        Column(_("Credited on"), 69),
        Column(_("From"), 122),
        Column(_("Amount"), 57, figures=True),
        Column(_("Rate"), 87),
        Column(_("Rupees"), 64, figures=True),
        Column(_("Tax taken"), 52, figures=True),
        Column(_("Taxed as"), 60),
    ]
    yield table(columns, rows, total=True, style=_ROW)


def _receipt(row: ReceiptRow, typed: Receipt) -> list[Cell]:
    named = " · ".join(text for text in (row.client, row.platform, typed.country) if text)
    told = [row.service, row.channel]
    if row.purpose_code:
        told.append(_("code {code}").format(code=row.purpose_code))
    if typed.certificate:
        told.append(_("certificate {number}").format(number=typed.certificate))
    if typed.account == "other_person":
        told.append(row.account)
    if row.kept:
        told.append(_("kept in foreign currency: {amount}").format(amount=row.kept))
    source: list[Flowable] = [Text(named, _ROW, most=_CLIENT_LINES)] if named else []
    source.append(Text(", ".join(told), _ROW_QUIET, most=_NOTE_LINES))
    for note in (typed.reference, typed.note):
        if note:
            source.append(Text(note, _ROW_QUIET, most=_NOTE_LINES))
    return [
        row.date_text,
        source,
        row.amount,
        _rate(row),
        row.rupees,
        row.deducted if row.deducted_paisa else "",
        Text(row.class_text, _ROW_QUIET.but(leading=_ROW.leading)),
    ]


def _rate(row: ReceiptRow) -> list[Flowable]:
    style = _ROW_QUIET.but(leading=_ROW.leading - 0.5)
    shown = [Text(row.rate, style)] if row.rate else []
    return [*shown, Text(row.rate_source, style.but(colour=AMBER) if row.estimated else style)]


def kept(retention: Retention | None) -> Iterator[Flowable]:
    """By month what may be kept in foreign currency, with a bar for what arrived and what was kept."""
    if retention is None:
        return
    yield Heading(_("Foreign currency you may keep, by month"))
    yield Text(retention.sentence, BODY)
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
    yield KeepTogether(
        [Key(fills, tick=_("the most that may be kept")), table(columns, rows, style=_ROW)],
    )
    yield Heading(_("How the limit of each month comes about"), SUBHEADING, level=1)
    how = [
        [row.month_text, [Text(sentence, CELL) for sentence in (row.sentence, *row.how)]]
        for row in retention.rows
    ]
    yield table([Column("", 0.2), Column("", 0.8)], how, with_head=False)
    if retention.tier:
        yield Mark(retention.tier, SMALL, 16)
