"""Sheets about filing in the workbook for a consultant: duties with dates and costs, evidence, the bridge."""

from __future__ import annotations

from compliance.documents.xlsx_book import Block, Cell, Hundredths, Sheet, Whole
from compliance.documents.xlsx_sheets import hundredths, rules_block, rules_text, sources_text, tier
from compliance.duties.wealth import WealthBridge
from compliance.summary_duty_types import Duties
from compliance.summary_evidence import Evidence
from compliance.summary_wealth import CHANGE_KINDS, ITEM_KINDS, ShieldsText, WealthText
from compliance.text import _
from compliance.workbook import Workbook


def duties_sheet(told: Duties) -> Sheet:
    """Every duty, every date, and what lateness costs."""
    duties: list[list[Cell]] = [
        [
            one.title,
            one.status_word,
            one.by if one.by else one.when_text,
            one.late_text,
            "\n".join(filter(None, (one.verdict, *one.why, one.ask))),
            "\n".join(one.how),
            tier(one.tier),
            rules_text(one.rules),
            sources_text(one.rules),
        ]
        for one in told.duties
    ]
    days: list[list[Cell]] = [
        [
            day.title,
            day.status_word,
            day.day,
            _("past") if day.past else "",
            day.note,
            day.detail,
            tier(day.tier),
        ]
        for day in told.days
    ]
    costs: list[list[Cell]] = [
        [
            one.title,
            one.figure,
            "",
            "",
            "\n".join((one.who, *one.sentences)),
            "\n".join(" · ".join((step.until, step.off, step.amount)) for step in one.steps),
            tier(one.tier),
            rules_text(one.rules),
            sources_text(one.rules),
        ]
        for one in told.costs
    ]
    start, late = [_("For this person"), _("By"), _("Late")], [_("How sure"), _("Rules"), _("Sources")]
    blocks = [
        Block([_("Duty"), *start, _("Why"), _("How"), *late], duties),
        Block(
            [_("Day"), *start, _("To know"), _("Detail"), _("How sure")], days, _("The dates of this year")
        ),
    ]
    if costs:
        who, steps = _("Who claims it, and why"), _("Filed · off · penalty")
        header = [_("What"), _("Figure"), "", "", who, steps, *late]
        blocks.append(Block(header, costs, _("What being late costs")))
    years: list[list[Cell]] = [[one.title, one.answer_word, "", "", one.sentence] for one in told.earlier]
    blocks.append(
        Block(
            [_("Returns of other years"), _("Filed"), "", "", _("To know")],
            years,
            told.earlier_sentence,
        )
    )
    return Sheet(_("Duties"), (36, 20, 16, 14, 60, 60, 14, 50, 44), blocks)


def evidence_sheet(told: Evidence) -> Sheet:
    """What is missing by kind and receipt by receipt, with what it could move; the banks' deductions."""
    kinds: list[list[Cell]] = [
        [one.title, "", one.count, _moved(one.together), "", one.what_to_do] for one in told.missing
    ]
    missing: list[list[Cell]] = [
        [one.title, Whole(place.receipt + 1), place.named, _moved(place.rupees)]
        for one in told.missing
        for place in one.receipts
    ]
    taken: list[list[Cell]] = [
        [
            one.verdict,
            Whole(one.receipt + 1),
            one.named,
            Hundredths(one.checked.expected),
            Hundredths(one.checked.deducted),
            hundredths(one.checked.portal) or "",
        ]
        for one in told.deductions
    ]
    number, receipt, moved = _("No."), _("Receipt"), _("It could move, rupees")
    amounts = [_("Expected, rupees"), _("Taken, rupees"), _("The tax portal shows, rupees")]
    blocks = [
        Block([_("What is missing"), "", _("Receipts"), moved, "", _("What to do")], kinds),
        Block([_("Missing"), number, receipt, moved], missing, _("Receipt by receipt")),
        Block([_("Deduction"), number, receipt, *amounts], taken, _("What the banks took")),
    ]
    return Sheet(_("Evidence"), (44, 6, 36, 20, 20, 60), blocks, (told.sentence, told.caution))


def _moved(rupees: int | None) -> Cell:
    return _("no figure known") if rupees is None else Whole(rupees)


def wealth_sheet(
    typed: Workbook, bridge: WealthBridge | None, told: WealthText | None, explained: ShieldsText | None
) -> Sheet:
    """What is owned and owed, the bridge with its difference, where to look, what receipts explain."""
    name, what = _("Wealth bridge"), _("What it is")
    widths = (26, 44, 60, 18, 18, 20, 60)
    blocks: list[Block] = []
    notes: tuple[str, ...] = (_("No balance is entered, so there is no bridge."),)
    if bridge is not None and told is not None:
        items: list[list[Cell]] = [
            [
                one.item.id,
                _(ITEM_KINDS[one.item.kind]),
                one.item.name,
                one.item.currency,
                _("missing") if one.start is None else Hundredths(one.start),
                _("missing") if one.end is None else Hundredths(one.end),
            ]
            for one in bridge.items
        ]
        lines: list[list[Cell]] = [
            ["", label, "", "", "", Hundredths(paisa)]
            for (label, _shown), paisa in zip(told.rows, told.paisa, strict=True)
        ]
        lines.append(["", _("Difference"), told.sentence, "", "", hundredths(bridge.gap) or told.gap])
        header = [_("Id"), what, _("Name"), _("Currency"), _("At the start, rupees"), _("At the end, rupees")]
        blocks += [
            Block(header, items),
            Block(["", _("The bridge"), _("In words"), "", "", _("Rupees")], lines, total=True),
        ]
        look: list[list[Cell]] = [["", _("A balance is missing"), one] for one in told.missing]
        look += [["", "", one] for one in told.where_to_look]
        if look:
            blocks.append(Block(["", _("Where to look"), _("In words")], look))
        notes = tuple(filter(None, (told.sentence, told.estimate)))
    changes: list[list[Cell]] = [
        [change.id, _(CHANGE_KINDS[change.kind]), change.name, "", "", Hundredths(change.rupees)]
        for change in typed.wealth.changes
    ]
    if changes:
        blocks.append(Block([_("Id"), _("What else changed it"), _("Name"), "", "", _("Rupees")], changes))
    if explained is not None:
        sure = tier(explained.tier)
        said: list[list[Cell]] = [["", "", sentence, sure] for sentence in explained.sentences]
        header = ["", _("What receipts explain"), _("In words"), _("How sure")]
        blocks += [Block(header, said), rules_block(explained.rules)]
    if not blocks:
        blocks = [Block([_("Id"), what], [])]
    return Sheet(name, widths, blocks, notes)
