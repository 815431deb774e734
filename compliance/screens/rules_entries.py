"""The rules of a tax year as HTML: one line a rule that opens to its note and its sources, and its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from compliance.rulebook import Rulebook, SlabTable
from compliance.rulebook_check import RuleChange, RuleInForce
from compliance.screens import look
from compliance.screens.rules_sources import sources_list
from compliance.taxyear import tax_year_of
from compliance.text import _, date_text, percent, rupees


def said(text: str) -> str:
    """A sentence of the rule files in the language spoken now; there they run over several lines."""
    sentence = " ".join(text.split())
    return _(sentence)


def matching(rules: Iterable[RuleInForce], words: str) -> list[RuleInForce]:
    """The rules that hold every one of the words typed, anywhere in what is shown of them."""
    wanted = words.casefold().split()
    return [rule for rule in rules if all(word in _searched(rule) for word in wanted)]


def _searched(rule: RuleInForce) -> str:
    sources = [part for source in rule.sources for part in (source.title, source.publisher)]
    parts = [said(rule.title), rule.shown, rule.act, rule.provision, said(rule.note), *rule.bands, *sources]
    return " ".join(parts).casefold()


def span(rulebook: Rulebook, rule: RuleInForce) -> str:
    """When a value holds, in the clock that the rule follows: tax years, or days."""
    if rulebook.parameters[rule.name].clock == "tax_year" and rule.last is not None:
        first, last = tax_year_of(rule.first), tax_year_of(rule.last)
        if first == last:
            return _("tax year {year}").format(year=first)
        return _("tax years {first} to {last}").format(first=first, last=last)
    if rule.last is None:
        return _("since {first}").format(first=date_text(rule.first))
    return _("{first} to {last}").format(first=date_text(rule.first), last=date_text(rule.last))


def entries(rulebook: Rulebook, rules: Sequence[RuleInForce], *, opened: bool) -> str:
    """The HTML of the rules of one topic: those in force first, those that the law does not have below."""
    by_name = [list(values) for _name, values in groupby(rules, key=lambda rule: rule.name)]
    in_force = [values for values in by_name if any(_holds(value) for value in values)]
    absent = [values for values in by_name if values not in in_force]
    made = "".join(_entry(rulebook, values, opened) for values in in_force)
    if absent:
        made += look.markup('<p class="none-such">{said}</p>', said=_("The law of this year does not have:"))
        made += "".join(_entry(rulebook, values, opened) for values in absent)
    return f'<div class="rules">{made}</div>'


def _holds(rule: RuleInForce) -> bool:
    return rule.value.value is not None


def _entry(rulebook: Rulebook, values: Sequence[RuleInForce], opened: bool) -> str:
    """One rule. Where it changes within the year, each of its values has a line of its own."""
    head = look.markup('<span class="rule-title">{title}</span>', title=said(values[0].title))
    figures = "".join(_figure(rulebook, value, alone=len(values) == 1) for value in values)
    tables = "".join(slab_table(value.value.value) for value in values if _is_table(value))
    body = "".join(_background(rulebook, value, alone=len(values) == 1) for value in values)
    state = " open" if opened else ""
    return (
        f'<details class="rule"{state}><summary>{head}{figures}</summary><div class="rule-body">{body}</div>'
        f"</details>{tables}"
    )


def _is_table(rule: RuleInForce) -> bool:
    return isinstance(rule.value.value, SlabTable)


def _figure(rulebook: Rulebook, rule: RuleInForce, *, alone: bool) -> str:
    when = look.markup('<span class="rule-span">{span}</span>', span=span(rulebook, rule))
    mark = look.tier_mark(rule.tier)
    shown = look.markup('<span class="rule-figure">{shown}</span>', shown=rule.shown)
    one = "" if alone else " one-of-several"
    return f'<span class="rule-value{one}"><span class="rule-when">{when}{mark}</span>{shown}</span>'


def _background(rulebook: Rulebook, rule: RuleInForce, *, alone: bool) -> str:
    parts = []
    if not alone:
        title = _("{shown}, {span}").format(shown=rule.shown, span=span(rulebook, rule))
        parts.append(look.markup("<h4>{title}</h4>", title=title))
    if rule.note:
        parts.append(look.markup("<p>{note}</p>", note=said(rule.note)))
    if rule.for_information:
        parts.append(look.markup("<p>{said}</p>", said=_("For information; no figure is worked out of it.")))
    rows = [(_("Where it stands"), rule.provision), (_("Set by"), rule.act)]
    parts.append(look.facts([row for row in rows if row[1]]))
    parts.append(sources_list(rule.sources))
    return "".join(parts)


def slab_table(table: object) -> str:
    """The HTML of a table of bands, three columns wide so that it can be read on a telephone."""
    if not isinstance(table, SlabTable):
        return ""
    rows = []
    for row, ppm in zip(table.rows, table.rate, strict=True):
        foot = _unbroken(rupees(row.above))
        if row.up_to is None:
            band = _("above {foot}").format(foot=foot)
        elif row.above == 0:
            band = _("up to {top}").format(top=_unbroken(rupees(row.up_to)))
        else:
            band = _("{foot} to {top}").format(foot=foot, top=_unbroken(rupees(row.up_to)))
        rows.append((band, rupees(row.fixed), percent(int(ppm))))
    header = (_("Income of the year"), _("Fixed part"), _("Rate"))
    caption = _("The fixed part, plus the rate on what lies above the band’s lower end.")
    return '<div class="slabs">' + look.table(header, rows, numbers=[1, 2], caption=caption) + "</div>"


def _unbroken(amount: str) -> str:
    """An amount that stays on one line."""
    return amount.replace(" ", "\N{NO-BREAK SPACE}")


def change_table(changes: Sequence[RuleChange], year: int) -> str:
    """The HTML of what each rule said in the year before and says in this one."""
    header = (
        _("Rule"),
        _("Tax year {year}").format(year=year - 1),
        _("Tax year {year}").format(year=year),
    )
    rows = []
    for change in changes:
        before = {line for rule in change.before for line in _lines(rule)}
        now = {line for rule in change.now for line in _lines(rule)}
        rows.append(
            f'<tr><th scope="row">{escape(said(change.title))}</th>'
            + _cell(header[1], change.before, now)
            + _cell(header[2], change.now, before)
            + "</tr>"
        )
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in header)
    body = "".join(rows)
    return f'<table class="plain changes"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _lines(rule: RuleInForce) -> tuple[str, ...]:
    """A value in lines: a table by its bands, without the fixed parts that follow from the rates."""
    table = rule.value.value
    if not isinstance(table, SlabTable):
        return (rule.shown,)
    return tuple(
        _("above {foot}: {rate}").format(foot=rupees(row.above), rate=percent(int(ppm)))
        for row, ppm in zip(table.rows, table.rate, strict=True)
    )


def _cell(label: str, rules: Sequence[RuleInForce], other: set[str]) -> str:
    """One side of a change. Of a table only the bands that are not on the other side."""
    lines: list[str] = []
    same = False
    for rule in rules:
        different = [line for line in _lines(rule) if not rule.bands or line not in other]
        same |= len(different) < len(_lines(rule))
        if len(rules) > 1 and different:
            different[0] = _("{figure}, from {day}").format(figure=different[0], day=date_text(rule.first))
        lines += different
    shown = "<br>".join(escape(line) for line in lines)
    if same:
        shown += look.markup('<br><span class="quiet">{said}</span>', said=_("the other bands are the same"))
    return f'<td data-label="{escape(label)}">{shown}</td>'
