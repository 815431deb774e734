"""`rules` and `check`: the figures of law in force, and whether the rule files hold together."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Iterator
from itertools import groupby

from compliance.cli_status import DONE
from compliance.rulebook import Rulebook, load_rulebook
from compliance.rulebook_check import RuleInForce, blocks_for_year, rules_in_force
from compliance.summary_rules import dates_text, paragraph_text, source_text
from compliance.taxyear import latest_completed, today_in_pakistan
from compliance.text import TIERS, _, date_text, tax_year_text, tier_sentence, tier_word

WIDTH = 78


def show_rules(options: argparse.Namespace) -> int:
    """`rules`: returns the exit status. Raises RuleFaults, and NotCovered for a year without rules."""
    rulebook = load_rulebook()
    covered = rulebook.coverage
    tax_year = options.tax_year
    if tax_year is None:
        tax_year = min(latest_completed(today_in_pakistan()), covered.last_tax_year)
    rules = rules_in_force(rulebook, tax_year)
    parts = [
        _opening(rulebook, tax_year),
        *(_topic(rulebook, topic, list(held)) for topic, held in groupby(rules, key=lambda rule: rule.topic)),
        _left_out(rulebook),
        _trust(),
        _sources(rulebook, rules),
    ]
    sys.stdout.write("\n\n".join("\n".join(part) for part in parts) + "\n")
    return DONE


def check_rules(options: argparse.Namespace) -> int:
    """`check`: returns the exit status. Raises RuleFaults with all faults at once."""
    rulebook = load_rulebook()
    if options.year is not None:
        sys.stdout.write(blocks_for_year(rulebook, options.year))
        return DONE
    covered = rulebook.coverage
    said = _(
        "No fault: {rules} rules from {sources} sources, tax years {first} to {last}, digest {digest}."
    ).format(
        rules=len(rulebook.parameters),
        sources=len(rulebook.sources),
        first=covered.first_tax_year,
        last=covered.last_tax_year,
        digest=rulebook.digest,
    )
    sys.stdout.write(f"{said}\n")
    return DONE


def _wrapped(text: str, indent: int = 0, first: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=" " * indent + first,
        subsequent_indent=" " * (indent + len(first)),
        break_on_hyphens=False,
    )


def _headed(title: str) -> list[str]:
    return [title, "=" * len(title)]


def _opening(rulebook: Rulebook, tax_year: int) -> Iterator[str]:
    covered = rulebook.coverage
    yield from _headed(_("Rules in force in {year}").format(year=tax_year_text(tax_year)))
    yield from _wrapped(
        _("Tax years {first} to {last} are covered. The sources were read by {day}.").format(
            first=covered.first_tax_year, last=covered.last_tax_year, day=date_text(covered.read_on)
        )
    )
    yield from _wrapped(paragraph_text(covered.verified))
    yield from _wrapped(_("Digest of these rules: {digest}").format(digest=rulebook.digest))


def _topic(rulebook: Rulebook, topic: str, rules: list[RuleInForce]) -> Iterator[str]:
    known = next(one for one in rulebook.coverage.topics if one.id == topic)
    yield from _headed(paragraph_text(known.title))
    yield from _wrapped(paragraph_text(known.verified))
    for rule in rules:
        yield ""
        yield from _wrapped(_("{title}: {value}").format(title=_(rule.title), value=rule.shown))
        for band in rule.bands:
            yield from _wrapped(band, indent=4, first="- ")
        yield from _wrapped(
            _("{dates}; {trust}; {provision}; {act}").format(
                dates=dates_text(rule.value),
                trust=tier_word(rule.tier),
                provision=rule.provision,
                act=rule.act,
            ),
            indent=2,
        )
        if rule.note:
            yield from _wrapped(_(rule.note), indent=2)
        if rule.for_information:
            yield from _wrapped(_("For information; no figure is worked out of it."), indent=2)
        titles = "; ".join(source.title for source in rule.sources)
        yield from _wrapped(_("Read in: {titles}").format(titles=titles), indent=2)


def _left_out(rulebook: Rulebook) -> Iterator[str]:
    yield from _headed(_("What is left out"))
    for one in rulebook.coverage.left_out:
        said = _("{title}. {why} {next_step}").format(
            title=paragraph_text(one.title),
            why=paragraph_text(one.why),
            next_step=paragraph_text(one.next_step),
        )
        yield from _wrapped(said, first="- ")


def _trust() -> Iterator[str]:
    yield from _headed(_("How far a figure is to be trusted"))
    for tier in TIERS:
        said = _("{trust}: {meaning}").format(trust=tier_word(tier), meaning=tier_sentence(tier))
        yield from _wrapped(said, first="- ")


def _sources(rulebook: Rulebook, rules: list[RuleInForce]) -> Iterator[str]:
    yield from _headed(_("Sources"))
    for name in dict.fromkeys(source.id for rule in rules for source in rule.sources):
        source = source_text(rulebook.sources[name])
        said = _("{title}. {publisher}. {where} ({how}).").format(
            title=source.title,
            publisher=source.publisher,
            where=source.address or source.note,
            how=source.how_read,
        )
        yield from _wrapped(said, first="- ")
