"""What a tax year still lacks, as TOML that can be pasted into the rule files and filled in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from compliance.rulebook import Parameter, Rulebook, SlabTable, Value
from compliance.rulebook_faults import holes
from compliance.rulebook_files import CHAPTERS, COVERAGE
from compliance.rulebook_values import TO_FILL_IN, plain
from compliance.taxyear import first_day, last_day, tax_year_of
from compliance.text import N_, _, ngettext, tax_year_text

_RULE = "# " + "-" * 78
_DAY = timedelta(days=1)
_HOW_TO_WRITE = {
    "percent": N_("a percentage such as 0.25, without quotes"),
    "rupees": N_("rupees such as 30_000, without quotes"),
    "usd": N_("dollars such as 5_000, without quotes"),
    "days": N_("a number of days such as 15, without quotes"),
    "yes_no": N_("true or false, without quotes"),
    "date": N_("a day such as 2027-09-30, without quotes"),
}


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
    if covered.first_tax_year <= tax_year <= covered.last_tax_year:
        yield _comment(_("The year is in rules/{file} already.").format(file=COVERAGE))
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


def _block(parameter: Parameter, start: date, end: date) -> Iterator[str]:
    yield _comment(" ".join(parameter.title.split()))
    before = _value_beside(parameter, start, end)
    if before:
        yield _comment(" ".join(before.provision.split()))
        if not isinstance(before.value, SlabTable):
            shown = _("Before: {value} ({act}; {tier})")
            act = " ".join(before.act.split())
            yield _comment(shown.format(value=before.shown, act=act, tier=before.tier))
    yield f"[[{parameter.name}.value]]"
    if parameter.clock == "tax_year":
        yield f"from = {tax_year_of(start)}"
        yield f"until = {tax_year_of(end)}"
    else:
        yield f"from = {start.isoformat()}"
        yield f"until = {end.isoformat()}"
    yield from _figure(parameter, before)
    yield f'act = "{TO_FILL_IN}: ' + _("the Act or circular") + '"'
    yield f'cite = ["{TO_FILL_IN}: ' + _("names from sources.toml") + '"]'
    yield f'tier = "{TO_FILL_IN}: text, reported, inferred, announced, unsettled"'
    yield f'note = "{TO_FILL_IN}: ' + _("in words, for the freelancer") + '"'


def _figure(parameter: Parameter, before: Value | None) -> Iterator[str]:
    if parameter.unit != "slabs":
        yield f'value = "{TO_FILL_IN}: {_(_HOW_TO_WRITE[parameter.unit])}"'
        return
    yield "rows = ["
    yield "  # " + _("above, up to, fixed amount, percent of the part above; the table before was:")
    if before and isinstance(before.value, SlabTable):
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
