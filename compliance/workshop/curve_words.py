"""Curves in words: what each line is called, where it jumps and why, and the same as a table and a file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from string import ascii_uppercase
from typing import Final

from compliance.facts import TAX
from compliance.money import PAISA_PER_RUPEE, two_decimals
from compliance.rulebook import Rulebook
from compliance.text import N_, _, currency_amount, list_text, number, percent, rupees, rupees_exact
from compliance.text import grouping as grouping_now
from compliance.workshop.curves import NEXT_RUPEES, Cliff, Curve, Curves
from compliance.workshop.earners import Choice

_MONEY: Final = {
    "own": N_("Money as in the year that is open"),
    "it": N_("IT work for clients abroad"),
    "other": N_("Other work for clients abroad"),
    "local": N_("Clients in Pakistan"),
    "salary": N_("A salary"),
}
_SCALES: Final = {
    "lakh": ((10**7, N_("{amount} crore")), (10**5, N_("{amount} lakh"))),
    "thousand": ((10**6, N_("{amount} million")), (10**3, N_("{amount} thousand"))),
}
_PPM_OF_A_NEXT_RUPEE: Final = 1_000_000 // NEXT_RUPEES


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is drawn: its letter, its name, and the choices that all have these very figures."""

    letter: str
    name: str
    curve: Curve
    choices: tuple[Choice, ...]

    @property
    def is_policy(self) -> bool:
        """Whether it is a line of the published policy alone."""
        return all(choice.policy for choice in self.choices)


def money_name(money: str) -> str:
    """What an income is made of."""
    return _(_MONEY[money])


def lines_of(curves: Curves) -> tuple[Line, ...]:
    """The curves as lines with letters; curves with the same figures at every income are one line."""
    alike: dict[tuple[bytes, bytes], list[Curve]] = {}
    for curve in curves.curves:
        alike.setdefault((curve.tax.tobytes(), curve.holds.tobytes()), []).append(curve)
    name = _namer([curve.choice for curve in curves.curves])
    return tuple(
        Line(
            letter,
            list_text([name(curve.choice) for curve in group]),
            group[0],
            tuple(curve.choice for curve in group),
        )
        for letter, group in zip(ascii_uppercase, alike.values(), strict=False)
    )


def choice_name(choice: Choice) -> str:
    """All that a choice says, for a line that stands alone or for one that cannot be drawn."""
    return _begun(", ".join(said for _value, said in _said(choice) if said))


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]


def _namer(choices: Sequence[Choice]) -> Callable[[Choice], str]:
    """Names that say only what sets the choices apart."""
    differing = (
        [
            len({values[part][0] for values in map(_said, choices)}) > 1
            for part in range(len(_said(choices[0])))
        ]
        if choices
        else []
    )

    only_years = [False, False, False, False, True]

    def name(choice: Choice) -> str:
        if differing == only_years:
            return str(choice.tax_year)
        said = [words for apart, (_value, words) in zip(differing, _said(choice), strict=True) if apart]
        return _begun(", ".join(filter(None, said))) or choice_name(choice)

    return name


def _said(choice: Choice) -> tuple[tuple[object, str], ...]:
    """Each part of a choice: what it is, and how it is called."""
    pseb = {None: "", True: _("PSEB certificate all year"), False: _("no PSEB certificate")}[choice.pseb]
    slabs = {None: "", True: _("opting for the slabs"), False: _("final tax")}[choice.slabs]
    table = {
        "salary": _("salaried table"),
        "local": _("non-salaried table"),
    }.get(choice.money, "")
    money = _("{money} ({table})").format(money=money_name(choice.money), table=table)
    return (
        (choice.policy, _("Published policy") if choice.policy else _("Ordinance")),
        (choice.money, money if table else money_name(choice.money)),
        (choice.pseb, pseb),
        (choice.slabs, slabs),
        (choice.tax_year, _("tax year {year}").format(year=choice.tax_year)),
    )


def short_rupees(whole: int) -> str:
    """Whole rupees for the axis of a chart: "25 lakh", "1.5 crore"; in thousands "2.5 million"."""
    for scale, words in _SCALES[grouping_now()]:
        if whole >= scale and not whole * 100 % scale:
            digits, hundredths = divmod(whole * 100 // scale, 100)
            amount = f"{digits}.{hundredths:02d}".rstrip("0").rstrip(".")
            return _(words).format(amount=amount)
    return number(whole)


def share_of_next(further: int) -> str:
    """The tax on the next `NEXT_RUPEES` as a percentage: `100` is "1%"."""
    return percent(further * _PPM_OF_A_NEXT_RUPEE)


def income_text(paisa: int) -> str:
    """An income, with paisa where it has some."""
    whole, rest = divmod(paisa, PAISA_PER_RUPEE)
    return rupees_exact(paisa) if rest else rupees(whole)


def cliff_cause(cliff: Cliff, tax_year: int, rulebook: Rulebook) -> str:
    """Why the tax jumps there."""
    return list_text(list(_causes(cliff, tax_year, rulebook)))


def _causes(cliff: Cliff, tax_year: int, rulebook: Rulebook) -> Iterator[str]:
    facts = TAX.facts(tax_year)
    for name in cliff.conditions:
        if name == "exempt_12000":
            limit = rulebook.for_tax_year("policy_exempt_usd", tax_year).number
            yield _("more than {limit} came in").format(limit=_dollars(limit))
        elif name == "surcharge_due":
            limit = rulebook.for_tax_year("surcharge_threshold", tax_year).number
            yield _("income at the slabs is above {limit}, and the surcharge falls due").format(
                limit=income_text(limit)
            )
        elif name == "salaried":
            share = rulebook.for_tax_year("salaried_share", tax_year).number
            yield _("salary is no longer more than {share} of it, and the other table applies").format(
                share=percent(share)
            )
        elif name in facts:
            yield _(facts[name].label)


def cliff_name(cliff: Cliff, tax_year: int, rulebook: Rulebook) -> str:
    """A cliff in a word or two, for the chart."""
    if "exempt_12000" in cliff.conditions:
        return _dollars(rulebook.for_tax_year("policy_exempt_usd", tax_year).number)
    if "surcharge_due" in cliff.conditions:
        return _("surcharge")
    return _("other table") if "salaried" in cliff.conditions else ""


def _dollars(cents: int) -> str:
    shown = currency_amount(cents, "USD")
    return shown.removesuffix(".00")


def cliff_sentence(line: Line, cliff: Cliff, rulebook: Rulebook, *, alone: bool) -> str:
    """What one more paisa does at a cliff, and why; `alone` leaves out which line it is."""
    said = (
        _("At {income} one paisa more costs {amount} at once: {cause}.")
        if cliff.jump > 0
        else _("At {income} one paisa more saves {amount} at once: {cause}.")
    ).format(
        income=income_text(cliff.before),
        amount=rupees(abs(cliff.jump)),
        cause=cliff_cause(cliff, line.curve.choice.tax_year, rulebook),
    )
    return said if alone else _("{name}: {said}").format(name=line.name, said=said)


def table_of(
    curves: Curves, lines: Sequence[Line], rows: Sequence[tuple[int, str]]
) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of exact figures at some incomes (paisa), each with a remark."""
    header = [
        _("Yearly income"),
        _("Where"),
        *(_("{letter}: {name}").format(letter=one.letter, name=one.name) for one in lines),
    ]
    body = []
    for income, remark in rows:
        place = curves.place(income)
        at = [line.curve.at(place) for line in lines]
        shown = income_text(income)
        body.append(
            [
                shown,
                remark,
                *("" if found is None else rupees(found[0]) for found in at),
            ]
        )
    return header, body


def as_csv(curves: Curves, lines: Sequence[Line]) -> str:
    """Every point of every line: income in rupees, then for each line the tax and the tax on what comes next.

    No cell holds a text that somebody typed.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    header = [_("Yearly income in rupees")]
    for line in lines:
        header.append(_("{name}: tax").format(name=line.name))
        header.append(
            _("{name}: tax on the next {amount}").format(name=line.name, amount=rupees(NEXT_RUPEES))
        )
    writer.writerow(header)
    holding = [line.curve.holds.tolist() for line in lines]
    figures = [(line.curve.tax.tolist(), line.curve.further.tolist()) for line in lines]
    for place, income in enumerate(curves.income.tolist()):
        row: list[str | int] = [two_decimals(income)]
        for holds, (tax, further) in zip(holding, figures, strict=True):
            row += [tax[place], further[place]] if holds[place] else ["", ""]
        writer.writerow(row)
    return out.getvalue()
