"""The sheets of the workbook for a consultant: receipts, computation, retention, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from compliance.assessment_types import Assessment
from compliance.documents.xlsx_book import Block, Cell, Hundredths, Sheet, Whole
from compliance.statements.origins import Origin, Origins
from compliance.summary_types import Line, ReadingName, RuleText, SourceText, StepText, Summary
from compliance.text import N_, _, tier_word

_KINDS: Final = {
    "export": N_("client abroad"),
    "local": N_("client in Pakistan"),
    "social_media": N_("platform, for advertising"),
    "foreign_payroll": N_("employer abroad"),
}
_WIDTHS: Final = (
    *(5, 10, 12, 22, 14, 12, 16, 18, 18, 18, 14, 14, 9),
    *(17, 30, 13, 14, 14, 13, 13, 22, 9, 16, 9, 18, 30, 26, 14),
)


def receipts_sheet(one: Assessment, summary: Summary) -> Sheet:
    """Every receipt with its figures and all that was entered about it."""
    header = [
        _("No."),
        _("Id"),
        _("Credited on"),
        _("Client"),
        _("Platform"),
        _("Country"),
        _("Who paid"),
        _("Kind of work"),
        _("How it came"),
        _("Account"),
        _("Bank"),
        _("Amount"),
        _("Currency"),
        _("Rupees, before tax"),
        _("Where the rupees come from"),
        _("US dollars"),
        _("Tax taken out"),
        _("Tax on the portal"),
        _("Kept in currency"),
        _("Before fees"),
        _("Taxed as"),
        _("Purpose code"),
        _("Certificate"),
        _("Contract"),
        _("Reference"),
        _("Note"),
        _("From the file"),
        _("In its rows"),
    ]
    origins = Origins(one.workbook.statements)
    kinds = {code: _(word) for code, word in _KINDS.items()}
    contract = {None: "", True: _("yes"), False: _("no")}
    rows: list[list[Cell]] = []
    for number, (typed, row, cents) in enumerate(
        zip(one.workbook.receipts, summary.receipts.rows, one.receipt_usd, strict=True), start=1
    ):
        rows.append(
            [
                Whole(number),
                typed.id,
                typed.date,
                typed.client,
                typed.platform,
                typed.country,
                kinds[typed.kind],
                row.service,
                row.channel,
                row.account,
                typed.bank,
                Hundredths(typed.amount),
                typed.currency,
                Hundredths(row.rupees_paisa),
                " ".join(filter(None, (row.rate_source, row.rate))),
                Hundredths(cents),
                Hundredths(typed.tax_deducted),
                hundredths(typed.portal_tax),
                Hundredths(typed.retained) if typed.retained else None,
                hundredths(typed.gross),
                row.class_text,
                typed.purpose_code,
                typed.certificate,
                contract[typed.contract],
                typed.reference,
                typed.note,
                *_origin(origins.of(typed.origin)),
            ]
        )
    total: list[Cell] = [None] * len(header)
    total[2] = _("Together")
    total[13] = Hundredths(one.receipts.rupees)
    total[15] = Hundredths(one.receipts.usd)
    total[16] = Hundredths(sum(typed.tax_deducted for typed in one.workbook.receipts))
    block = Block(header, [*rows, total], total=True)
    return Sheet(_("Receipts"), _WIDTHS, [block], summary.receipts.estimates)


def _origin(origins: tuple[Origin, ...]) -> tuple[str, str]:
    """The files that a receipt was made of, and its rows in each."""
    rows = [", ".join(map(str, origin.rows)) for origin in origins]
    return "; ".join(origin.file for origin in origins), "; ".join(rows)


def hundredths(amount: int | None) -> Hundredths | None:
    """An amount in hundredths as a cell; empty where there is none."""
    return None if amount is None else Hundredths(amount)


def computation_sheet(one: Assessment, summary: Summary) -> Sheet:
    """The lines of the tax, then every step that bears on this person with rule, value, tier and source."""
    lines = _lines(summary.lines)
    settled = summary.settlement
    for amount in (settled.deducted, settled.still_to_pay, settled.refundable, settled.over_deducted):
        lines.append([amount.label, _of_step(one, "ordinance", amount.opens), amount.sentence])
    header = [
        _("What"),
        _("Value"),
        _("In words"),
        _("Rules"),
        _("Section"),
        _("How sure"),
        _("Sources"),
    ]
    policy = _("By the published policy, which is not for filing")
    return Sheet(
        _("Computation"),
        (38, 18, 60, 50, 26, 14, 44),
        [
            Block(header, lines, _("By the Ordinance")),
            Block(header, list(_steps(one, summary, "ordinance")), _("How it comes about, step by step")),
            Block(header, _lines(summary.policy.lines), policy),
            Block(header, list(_steps(one, summary, "policy")), _("Steps of the published policy")),
        ],
        (summary.headline.sentence, *summary.headline.closes),
    )


def _lines(lines: Iterable[Line]) -> list[list[Cell]]:
    return [[line.label, Whole(line.amount), line.note, "", line.cite, tier(line.tier), ""] for line in lines]


def _steps(one: Assessment, summary: Summary, reading: ReadingName) -> Iterator[list[Cell]]:
    """Each step once, in the order of work."""
    told: dict[str, StepText] = {}
    for explained in summary.explanations:
        if explained.reading == reading:
            told |= {step.name: step for step in explained.told if step.name not in told}
    for step in told.values():
        yield [
            step.label,
            _of_step(one, reading, step.name, step.value),
            " ".join(filter(None, (step.sentence, step.rounding))),
            rules_text(step.rules),
            step.cite,
            tier(step.tier),
            sources_text(step.rules),
        ]


def _of_step(one: Assessment, reading: ReadingName, name: str, shown: str = "") -> Cell:
    """A step's own figure in its unit; what is no amount of one person as it is shown."""
    step = one.steps[reading].get(name)
    if step is None or isinstance(step.value, tuple):
        return shown
    if step.unit == "rupees":
        return Whole(int(step.value))
    return Hundredths(int(step.value)) if step.unit in ("paisa", "cents") else shown


def tier(name: str | None) -> str:
    """A tier in a word or two; empty where there is none."""
    return tier_word(name) if name else ""


def rules_text(rules: Iterable[RuleText]) -> str:
    """Rules with their values and trust, one a line."""
    return "\n".join(
        _("{title}: {value} ({dates}; {tier})").format(
            title=rule.title,
            value=rule.value or "; ".join(rule.bands),
            dates=rule.dates,
            tier=tier_word(rule.tier),
        )
        for rule in rules
    )


def sources_text(rules: Iterable[RuleText]) -> str:
    """The sources of rules, each once, one a line."""
    return "\n".join(dict.fromkeys(source.title for rule in rules for source in rule.sources))


def retention_sheet(summary: Summary) -> Sheet:
    """What may be kept in foreign currency, by month, in dollars."""
    header = [
        _("Month"),
        _("Arrived, US dollars"),
        _("You may keep"),
        _("Kept"),
        _("Room left"),
        _("Too much"),
        _("How the limit comes about"),
    ]
    kept = summary.retention
    rows: list[list[Cell]] = [
        [
            row.month_text,
            Hundredths(row.proceeds_cents),
            Hundredths(row.limit_cents),
            Hundredths(row.kept_cents),
            Hundredths(row.headroom_cents),
            Hundredths(row.over_cents),
            " ".join(row.how or (row.sentence,)),
        ]
        for row in (kept.rows if kept else ())
    ]
    blocks = [Block(header, rows), *([rules_block(kept.rules)] if kept else [])]
    nothing = _("No foreign currency came through a bank, so no limit applies.")
    return Sheet(_("Retention"), (22, 18, 18, 18, 18, 18, 80), blocks, (kept.sentence if kept else nothing,))


def rules_block(rules: Iterable[RuleText]) -> Block:
    """The rules that a sheet rests on."""
    rows: list[list[Cell]] = [
        [
            rule.title,
            rule.value or "; ".join(rule.bands),
            rule.dates,
            rule.provision,
            tier(rule.tier),
            rule.note,
            sources_text((rule,)),
        ]
        for rule in rules
    ]
    header = [_("Rule"), _("Value"), _("Dates"), _("Section"), _("How sure"), _("To know"), _("Sources")]
    return Block(header, rows, _("The rules behind it"))


def sources_sheet(sources: Iterable[SourceText]) -> Sheet:
    """Everything that the other sheets rest on, each source once."""
    header = [_("Source"), _("Publisher"), _("Address"), _("How it was read"), _("Read on"), _("To know")]
    rows: list[list[Cell]] = [
        [source.title, source.publisher, source.address, source.how_read, source.read_on, source.note]
        for source in sources
    ]
    return Sheet(_("Sources"), (50, 28, 60, 30, 18, 70), [Block(header, rows)])
