"""A result as a letter in plain text, 78 columns wide: what to do, the figures, and how they come about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance.letter_layout import amount_line, headed, rule_lines, source_lines, trust_lines, wrapped
from compliance.summary_types import Line, NextStep, StepText, Summary
from compliance.text import _, list_text, ngettext, tier_word


def letter(summary: Summary) -> str:
    """The whole letter, ending in a line end."""
    parts = (
        _opening(summary),
        _to_do(summary),
        _ordinance(summary),
        _policy(summary),
        _choices(summary),
        _how(summary),
        _receipts(summary),
        _foreign_currency(summary),
        _open(summary),
        _unknown(summary),
        _to_know(summary),
        headed(_("What the words in brackets mean"), trust_lines()),
        headed(_("Sources"), source_lines(summary.sources)),
        _closing(summary),
    )
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def _opening(summary: Summary) -> Iterator[str]:
    head = summary.header
    yield from wrapped(_("Your income tax for {year}").format(year=head.tax_year_text))
    yield _("As of {day}").format(day=head.as_of_text)
    for label, given in ((_("Name"), head.name), (_("CNIC"), head.cnic), (_("NTN"), head.ntn)):
        if given:
            yield from wrapped(f"{label}: {given}")
    yield ""
    yield from wrapped(head.notice)


def _to_do(summary: Summary) -> Iterator[str]:
    lines: list[str] = []
    for number, step in enumerate(summary.next_steps, start=1):
        lines += ["", *_one_to_do(number, step)] if lines else _one_to_do(number, step)
    yield from headed(_("What to do next"), lines)


def _one_to_do(number: int, step: NextStep) -> list[str]:
    lines = wrapped(step.title, first=f"{number}. ".ljust(4))
    for sentence in step.detail:
        lines += wrapped(sentence, indent=4)
    if step.basis and step.tier:
        basis = _("Basis: {basis} ({trust}).").format(basis=step.basis, trust=tier_word(step.tier))
        lines += wrapped(basis, indent=4)
    return lines


def _ordinance(summary: Summary) -> Iterator[str]:
    head = summary.headline
    lines = [f"  {head.figure}", "", *wrapped(head.sentence)]
    for sentence in head.closes:
        lines += wrapped(_("What would close it: {sentence}").format(sentence=sentence))
    settled = summary.settlement
    paid = (settled.deducted, settled.still_to_pay)
    too_much = tuple(one for one in (settled.refundable, settled.over_deducted) if one.amount)
    lines += [
        "",
        *_tax_lines(summary.lines),
        *(amount_line(one.label, one.shown) for one in (*paid, *too_much)),
    ]
    if settled.over_deducted.amount:
        lines.append("")
        for sentence in (settled.over_deducted.sentence, *settled.ways_back):
            lines += wrapped(sentence)
    yield from headed(_("What the Ordinance says (file by this one)"), lines)


def _tax_lines(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        if line.matters:
            label = line.label
            if line.tier:
                label = _("{label} ({trust})").format(label=line.label, trust=tier_word(line.tier))
            yield amount_line(label, line.shown)


def _policy(summary: Summary) -> Iterator[str]:
    policy = summary.policy
    lines = [f"  {policy.figure}", ""]
    for sentence in (*policy.reasons, policy.why, policy.caution):
        lines += wrapped(sentence)
    lines += ["", *wrapped(summary.difference.sentence)]
    yield from headed(_("What the published policy says (not for filing)"), lines)


def _choices(summary: Summary) -> Iterator[str]:
    lines = wrapped(summary.set_aside.sentence)
    for sentence in (summary.cheaper.sentence, *summary.cheaper.detail) if summary.cheaper else ():
        lines += wrapped(sentence)
    yield from headed(_("What to set aside, and which choice is cheaper"), lines)


def _how(summary: Summary) -> Iterator[str]:
    told: dict[str, StepText] = {}
    for explanation in summary.explanations:
        if explanation.reading == "ordinance" and explanation.name in ("tax", "balance"):
            told |= {step.name: step for step in explanation.told}
    lines: list[str] = []
    said_of_rounding: set[str] = set()
    for number, step in enumerate(told.values(), start=1):
        lines += wrapped(step.sentence, first=f"{number}. ".ljust(4))
        if step.rounding and step.rounding not in said_of_rounding:
            lines += wrapped(step.rounding, indent=4)
            said_of_rounding.add(step.rounding)
        for rule in step.rules:
            lines += rule_lines(rule, indent=4)
    yield from headed(_("How the tax and the balance come about"), lines)


def _receipts(summary: Summary) -> Iterator[str]:
    receipts = summary.receipts
    lines = wrapped(receipts.sentence)
    for month in receipts.months:
        if month.count:
            label = ngettext("{month}, {count} receipt", "{month}, {count} receipts", month.count)
            lines.append(amount_line(label.format(month=month.month_text, count=month.count), month.rupees))
    for sentence in receipts.estimates:
        lines += wrapped(sentence)
    yield from headed(_("Your receipts"), lines)


def _foreign_currency(summary: Summary) -> Iterator[str]:
    if summary.retention is None:
        return
    lines = wrapped(summary.retention.sentence)
    for row in summary.retention.rows:
        said = _("{month}: {proceeds} arrived, {limit} may be kept, {kept} was kept.").format(
            month=row.month_text, proceeds=row.proceeds, limit=row.limit, kept=row.kept
        )
        over = row.sentence if row.over_cents else ""
        lines += wrapped(f"{said} {over} {row.registration}", indent=2)
    for rule in summary.retention.rules:
        lines += rule_lines(rule, indent=2)
        sources = list_text([source.title for source in rule.sources])
        lines += wrapped(_("Sources: {sources}.").format(sources=sources), indent=2)
    yield from headed(_("Foreign currency you may keep"), lines)


def _open(summary: Summary) -> Iterator[str]:
    lines: list[str] = []
    for point in summary.open_points:
        lines += wrapped(point.title, first="- ")
        for sentence in (
            point.default,
            _("The other reading: {reading}").format(reading=point.reading),
            point.effect,
            _("What would close it: {sentence}").format(sentence=point.closes),
        ):
            lines += wrapped(sentence, indent=2)
    yield from headed(_("Points on which the law is not settled"), lines)


def _unknown(summary: Summary) -> Iterator[str]:
    lines: list[str] = []
    for question in summary.unknown_answers:
        lines += wrapped(question.question, first="- ")
        lines += wrapped(f"{question.sentence} {question.supposed}", indent=2)
        for other in question.others:
            answers = _(" or ").join(other.answers)
            lines += wrapped(
                _("If the answer is {answers}: {effect}").format(answers=answers, effect=other.effect),
                indent=2,
            )
    yield from headed(_("What you did not know"), lines)


def _to_know(summary: Summary) -> Iterator[str]:
    lines: list[str] = []
    told = {unknown.path for unknown in summary.unknown_answers}
    warned = [warning.sentence for warning in summary.warnings if warning.path not in told]
    for sentence in (*warned, *summary.assumptions):
        lines += wrapped(sentence, first="- ")
    yield from headed(_("To know, and what these figures suppose"), lines)


def _closing(summary: Summary) -> Iterator[str]:
    head = summary.header
    yield from wrapped(
        _("Made with version {version} of the program, rules {digest}.").format(
            version=head.version, digest=head.digest
        )
    )
