"""What a tax year still lacks, as TOML that can be pasted into the rule files and filled in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date, timedelta

from compliance.money import two_decimals
from compliance.rulebook import Parameter, Rulebook, SlabTable, Value
from compliance.rulebook_faults import FIXED, holes
from compliance.rulebook_files import CHAPTERS, COVERAGE
from compliance.rulebook_rates import FILE as RATES_FILE
from compliance.rulebook_values import TO_FILL_IN, plain
from compliance.taxyear import first_day, last_day, tax_year_of
from compliance.text import N_, _, ngettext, tax_year_text

_RULE = "# " + "-" * 78
_DAY = timedelta(days=1)
_WIDTH = 110
_HOW_TO_WRITE = {
    "percent": N_("a percentage such as 0.25 for 0.25%, without quotes"),
    "rupees": N_("rupees such as 30_000, without quotes and commas"),
    "usd": N_("dollars such as 5_000, without quotes and commas"),
    "percent_of_tax": N_("a percentage such as 200 for 200%, without quotes"),
    "days": N_("a number of days such as 15, without quotes"),
    "months": N_("a number of months such as 6, without quotes"),
    "years": N_("a number of years such as 5, without quotes"),
    "square_yards": N_("a number of square yards such as 500, without quotes"),
    "cubic_centimetres": N_("a number of cubic centimetres such as 1_000, without quotes and commas"),
    "day_of_year": N_("month and day such as 09-15, in quotes"),
    "code": N_("a number such as 64060285, without quotes"),
    "yes_no": N_("true or false, without quotes"),
    "date": N_("year, month and day such as {day}, without quotes"),
}
_WITHOUT_NONE = frozenset({"return_due"})
"""Rules that every tax year has; tables of slabs are among them by their unit."""


def blocks_for_year(rulebook: Rulebook, tax_year: int) -> str:
    """The blocks that are still to be filled in for a tax year, with how to add it to the coverage.

    TOML, ready to paste at the end of the files that the comments name. ValueError for a number that is no
    tax year.
    """
    if not 1951 <= tax_year <= 2199:
        raise ValueError(tax_year)
    first, last = first_day(tax_year), last_day(tax_year)
    missing = {
        parameter.name: list(holes(parameter.values, first, last))
        for parameter in rulebook.parameters.values()
    }
    lacking = [parameter for parameter in rulebook.parameters.values() if missing[parameter.name]]
    lines = [*_heading(rulebook, tax_year, len(lacking))]
    files = sorted({parameter.file for parameter in lacking}, key=_file_order)
    for file in files:
        lines += ["", _RULE, _comment(_("Paste at the end of rules/{file}").format(file=file)), _RULE]
        for parameter in lacking:
            if parameter.file == file:
                for start, end in missing[parameter.name]:
                    lines += ["", *_block(parameter, start, end)]
    return "\n".join(lines) + "\n"


def _file_order(file: str) -> tuple[int, str]:
    return (CHAPTERS.index(file) if file in CHAPTERS else len(CHAPTERS), file)


def _comment(text: str) -> str:
    return f"# {text}"


def _comments(text: str) -> list[str]:
    """A long comment over several lines, the later ones set in."""
    return textwrap.wrap(
        " ".join(text.split()),
        _WIDTH,
        initial_indent="# ",
        subsequent_indent="#   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _heading(rulebook: Rulebook, tax_year: int, count: int) -> Iterator[str]:
    covered = rulebook.coverage
    year = tax_year_text(tax_year)
    if count == 0:
        yield _comment(_("Every rule has a value for {year}.").format(year=year))
    else:
        sentence = ngettext(
            "{count} rule has no value for {year}.", "{count} rules have no value for {year}.", count
        )
        yield _comment(sentence.format(count=count, year=year))
        step = _('1. Paste each group into its file and replace everything that says "{word}".')
        yield _comment(step.format(word=TO_FILL_IN))
        yield _comment(_("   Name new sources in rules/sources.toml first, so that they can be cited."))
        yield from _comments(
            _(
                'Instead of a figure, value = "none" says that the law has no such rule then: the program '
                'goes on with a rate or an amount of 0, or a no. value = "unknown" says that nobody has '
                "found out: the program then gives no answer that needs this rule."
            )
        )
    if covered.first_tax_year <= tax_year <= covered.last_tax_year:
        yield _comment(_("The year is in rules/{file} already.").format(file=COVERAGE))
        yield from _about_rates(rulebook, tax_year)
        return
    later = tax_year > covered.last_tax_year
    key = "last_tax_year" if later else "first_tax_year"
    now = covered.last_tax_year if later else covered.first_tax_year
    step = _("2. In rules/{file} change {key} = {now} to {year}, and read_on to the day of reading.")
    yield _comment(step.format(file=COVERAGE, key=key, now=now, year=tax_year))
    yield _comment(_("3. Run: python -m compliance check"))
    if abs(tax_year - now) > 1:
        following = now + 1 if later else now - 1
        between = _("The years between need values too: run this with --year {year} first.")
        yield _comment(between.format(year=following))
    yield from _about_rates(rulebook, tax_year)


def _about_rates(rulebook: Rulebook, tax_year: int) -> Iterator[str]:
    """What the table of exchange rates lacks; the check itself does not ask for it."""
    months = [f"{tax_year - 1}-{month:02d}" for month in range(7, 13)]
    months += [f"{tax_year}-{month:02d}" for month in range(1, 7)]
    lacking = [month for month in months if month not in rulebook.rates.months]
    if lacking:
        sentence = _(
            "Exchange rates: rules/{file} has none for {first} to {last}. Add a line for each month once "
            "its rates are known. The check does not ask for them; until they are there, the freelancer is "
            "asked for a rate of such a month: the published policy counts its receipts in dollars."
        )
        yield from _comments(sentence.format(file=RATES_FILE, first=lacking[0], last=lacking[-1]))


def _block(parameter: Parameter, start: date, end: date) -> Iterator[str]:
    yield _comment(" ".join(parameter.title.split()))
    before = _value_beside(parameter, start, end)
    if before:
        yield from _comments(before.provision)
        yield from _comments(_before(before))
    yield from _comments(_how_to_write(parameter, end))
    yield f"[[{parameter.name}.value]]"
    if parameter.clock == "tax_year":
        yield f"from = {tax_year_of(start)}"
        yield f"until = {tax_year_of(end)}"
    else:
        yield f"from = {start.isoformat()}"
        yield f"until = {end.isoformat()}"
    yield from _figure(parameter, before, end)
    yield f'act = "{TO_FILL_IN}: ' + _("the Act or circular") + '"'
    yield f'cite = ["{TO_FILL_IN}: ' + _("names from sources.toml") + '"]'
    yield f'tier = "{TO_FILL_IN}: text, reported, inferred, announced, unsettled"'
    yield f'note = "{TO_FILL_IN}: ' + _("in words, for the freelancer") + '"'


def _before(before: Value) -> str:
    """The figure beside which the new one will stand, with what it rests on."""
    cited = ", ".join(before.cite)
    if isinstance(before.value, SlabTable):
        sentence = _("Before: the table below ({act}; tier {tier}; cite {cited})")
        return sentence.format(act=before.act, tier=before.tier, cited=cited)
    sentence = _("Before: {value} ({act}; tier {tier}; cite {cited})")
    return sentence.format(value=before.shown, act=before.act, tier=before.tier, cited=cited)


def _how_to_write(parameter: Parameter, end: date) -> str:
    if parameter.unit == "slabs":
        return _(
            "Write: a row for each band as [above, up to, fixed amount, percent of the part above], amounts "
            'in whole rupees such as 600_000, the first row from 0, the last with "and above" as its top.'
        )
    hint = _hint(parameter, end)
    if parameter.name in FIXED:
        return _(
            "Write: {hint}: the program's formulas hold this figure, and no other can stand here."
        ).format(hint=hint)
    if parameter.name in _WITHOUT_NONE:
        return _("Write: {hint}.").format(hint=hint)
    return _('Write: {hint}; or "none" if the law has no such rule.').format(hint=hint)


def _hint(parameter: Parameter, end: date) -> str:
    if parameter.name in FIXED:
        return two_decimals(FIXED[parameter.name])
    # The year in which the day will most likely lie: the one that follows the tax year's end.
    return _(_HOW_TO_WRITE[parameter.unit]).format(day=f"{tax_year_of(end)}-09-30")


def _figure(parameter: Parameter, before: Value | None, end: date) -> Iterator[str]:
    if parameter.unit != "slabs":
        yield f'value = "{TO_FILL_IN}: {_hint(parameter, end)}"'
        return
    yield "rows = ["
    if before and isinstance(before.value, SlabTable):
        yield "  # " + _("The table before:")
        for row in before.value.rows:
            top = '"and above"' if row.up_to is None else f"{row.up_to:_}"
            yield f"  # [{row.above:_}, {top}, {row.fixed:_}, {plain(row.percent)}],"
    yield f'  "{TO_FILL_IN}",'
    yield "]"


def _value_beside(parameter: Parameter, start: date, end: date) -> Value | None:
    """The value that holds on the day before a span, else the one on the day after it."""
    for day in (start - _DAY, end + _DAY):
        for value in parameter.values:
            if value.covers(day):
                return value
    return None
