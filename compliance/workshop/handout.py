"""The page to take home, and the glossary: what was said, with the figures as the rules have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from compliance.rulebook import Rulebook
from compliance.summary_step_types import ReadingName, RuleText
from compliance.summary_types import Summary
from compliance.text import _, date_text, tax_year_text, tier_word
from compliance.workshop.glossary import glossary, unreviewed
from compliance.workshop.papers import Paper, Part

_RATES: Final[tuple[tuple[ReadingName, str], ...]] = (
    ("ordinance", "certified_rate"),
    ("ordinance", "other_rate"),
    ("policy", "exempt_12000"),
)
"""The steps whose rules the page tells."""


def handout_paper(summaries: Sequence[Summary], rulebook: Rulebook) -> Paper:
    """What everybody takes home. `summaries`: one or more for each tax year of the pack."""
    years = {told.header.tax_year: told for told in summaries}
    header = summaries[0].header
    return Paper(
        _("To take home"),
        _("As of {day}. {notice}").format(day=header.as_of_text, notice=header.notice),
        (
            Part(
                _("Two readings of one year"),
                (
                    _("The Income Tax Ordinance is the law. You file by it."),
                    _(
                        "A published policy paper says more than the law does. It is good to know what it "
                        "says, and no law was found behind it."
                    ),
                    _("Where the law itself is not settled there are two figures, and one should know both."),
                ),
            ),
            *(_rates(year, told) for year, told in sorted(years.items())),
            *(_dates(year, rulebook) for year in sorted(years)),
            _papers(),
            _bank(),
            _at_home(),
        ),
    )


def _rates(year: int, told: Summary) -> Part:
    heads = ((_("Rule"), 4.2), (_("Figure"), 1.4), (_("In force"), 2.4), (_("Trust"), 1.7), (_("Where"), 2.9))
    return Part(
        _("Figures of {year}").format(year=tax_year_text(year)),
        heads=heads,
        rows=tuple(_rows(told)),
    )


def _rows(told: Summary) -> Iterator[tuple[str, ...]]:
    seen = set()
    for rule in _rules(told):
        if rule.name not in seen:
            seen.add(rule.name)
            dates = _("the paper gives no dates") if rule.name == "policy_exempt_usd" else rule.dates
            yield rule.title, rule.value, dates, tier_word(rule.tier), rule.provision


def _rules(told: Summary) -> Iterable[RuleText]:
    for reading, name in _RATES:
        step = told.steps.get((reading, name))
        if step is not None:
            yield from step.rules


def _dates(year: int, rulebook: Rulebook) -> Part:
    found = []
    for name, label in (
        ("return_due", _("the return and the wealth statement are due")),
        ("return_extended_to", _("the last day after it was put off")),
    ):
        value = rulebook.for_tax_year(name, year)
        if value.known and isinstance(value.value, date):
            line = _("{day}: {what} ({trust})")
            found.append(line.format(day=date_text(value.value), what=label, trust=tier_word(value.tier)))
    return Part(_("Days of tax year {year}").format(year=year), items=tuple(found))


def _papers() -> Part:
    return Part(
        _("Keep these papers"),
        items=(
            _("Bank statements of the whole tax year, from 1 July to 30 June."),
            _("For each payment from abroad the bank’s certificate of proceeds, with the purpose code."),
            _("Contracts, invoices or the platform’s statements that say what the work was."),
            _("The PSEB certificate, if you have one, and the receipt of its fee."),
            _("Papers of tax that was taken: by the bank, an employer, clients in Pakistan."),
            _("A list of what you own and owe on 30 June."),
        ),
    )


def _bank() -> Part:
    return Part(
        _("Ask your bank"),
        items=(
            _("Under which purpose code were my payments booked?"),
            _("At which rate was tax taken, and in whose name?"),
            _("Do you have my PSEB certificate, and until when does it run in your books?"),
        ),
    )


def _at_home() -> Part:
    return Part(
        _("Your own year"),
        items=(
            _("Start the program; it runs on your own computer and sends nothing anywhere."),
            _("Begin with the quick answer, then go through the full check with your bank statement."),
            _("Save your work to a file. Take the PDF to a tax professional before you rely on it."),
        ),
    )


def glossary_paper() -> Paper:
    """The glossary as a paper."""
    heads = ((_("Term"), 2.2), (_("Urdu"), 2.4), (_("Roman Urdu"), 2.2), (_("What it means"), 4.2))
    rows = tuple((term.name, term.urdu, term.roman, term.meaning) for term in glossary())
    return Paper(_("Words"), unreviewed(), (Part("", heads=heads, rows=rows),))
