"""`rules` and `check`: the figures of law in force, and whether the rule files hold together."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import groupby

from compliance.cli_status import DONE
from compliance.letter_layout import headed, source_lines, trust_lines, wrapped
from compliance.rulebook import Rulebook, load_rulebook
from compliance.rulebook_check import RuleInForce, blocks_for_year, rules_in_force
from compliance.summary_rules import dates_text, paragraph_text, source_text
from compliance.taxyear import latest_completed, today_in_pakistan
from compliance.text import _, date_text, tax_year_text, tier_word


def show_rules(options: argparse.Namespace) -> int:
    """`rules`: returns the exit status. Raises RuleFaults, and NotCovered for a year without rules."""
    rulebook = load_rulebook()
    covered = rulebook.coverage
    tax_year = options.tax_year
    if tax_year is None:
        tax_year = min(latest_completed(today_in_pakistan()), covered.last_tax_year)
    rules = rules_in_force(rulebook, tax_year)
    cited = {source.id: source_text(source) for rule in rules for source in rule.sources}
    by_topic = groupby(rules, key=lambda rule: rule.topic)
    parts = [
        _opening(rulebook, tax_year),
        *(_topic(rulebook, topic, list(held)) for topic, held in by_topic),
        headed(_("What is left out"), _left_out(rulebook)),
        headed(_("How far a figure is to be trusted"), trust_lines()),
        headed(_("Sources"), source_lines(cited.values())),
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


def _opening(rulebook: Rulebook, tax_year: int) -> Iterator[str]:
    covered = rulebook.coverage
    span = _("Tax years {first} to {last} are covered. The sources were read by {day}.").format(
        first=covered.first_tax_year, last=covered.last_tax_year, day=date_text(covered.read_on)
    )
    digest = _("Digest of these rules: {digest}").format(digest=rulebook.digest)
    paragraphs = (span, paragraph_text(covered.verified), digest)
    title = _("Rules in force in {year}").format(year=tax_year_text(tax_year))
    yield from headed(title, (line for paragraph in paragraphs for line in wrapped(paragraph)))


def _topic(rulebook: Rulebook, topic: str, rules: list[RuleInForce]) -> Iterator[str]:
    known = next(one for one in rulebook.coverage.topics if one.id == topic)
    lines = wrapped(paragraph_text(known.verified))
    for rule in rules:
        lines += ["", *_rule(rule)]
    yield from headed(paragraph_text(known.title), lines)


def _rule(rule: RuleInForce) -> Iterator[str]:
    yield from wrapped(_("{title}: {value}").format(title=_(rule.title), value=rule.shown))
    for band in rule.bands:
        yield from wrapped(band, indent=4, first="- ")
    span = _("{dates}; {trust}; {provision}; {act}").format(
        dates=dates_text(rule.value), trust=tier_word(rule.tier), provision=rule.provision, act=rule.act
    )
    yield from wrapped(span, indent=2)
    if rule.note:
        yield from wrapped(_(rule.note), indent=2)
    if rule.for_information:
        yield from wrapped(_("For information; no figure is worked out of it."), indent=2)
    titles = "; ".join(source.title for source in rule.sources)
    yield from wrapped(_("Read in: {titles}").format(titles=titles), indent=2)


def _left_out(rulebook: Rulebook) -> Iterator[str]:
    for one in rulebook.coverage.left_out:
        title, why, then = (paragraph_text(part) for part in (one.title, one.why, one.next_step))
        said = _("{title}. {why} {next_step}").format(title=title, why=why, next_step=then)
        yield from wrapped(said, first="- ")
