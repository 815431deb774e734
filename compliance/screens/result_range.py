"""The range where law is unsettled: its line with every reading marked, each of which opens to its steps."""

from __future__ import annotations

from compliance.screens import look
from compliance.screens.result_steps import steps_list
from compliance.summary_types import Headline, OtherReading, RangeMark
from compliance.text import _


def range_card(headline: Headline) -> str:
    """The HTML of the range: its line, the readings on it, and what would close it."""
    closes = "".join(look.markup("<li>{line}</li>", line=line) for line in headline.closes)
    return (
        '<div class="card amber span"><div class="span-said">'
        + look.markup("<h2>{title} ", title=_("The law is not settled on a point that matters here"))
        + f"{look.tier_mark('unsettled')}</h2>"
        + look.markup('<p class="figure between">{figure}</p>', figure=headline.figure)
        + look.markup("<p>{sentence}</p>", sentence=headline.sentence)
        + '</div><div class="span-line">'
        + range_bar(headline)
        + marks_list(headline)
        + look.markup('</div><div class="span-closes"><h3>{title}</h3>', title=_("What would close it"))
        + f'<ul class="closes">{closes}</ul></div></div>'
    )


def range_bar(headline: Headline) -> str:
    """The HTML of a line from the lowest to the highest tax, a letter over each mark, said in words."""
    highest = max((mark.level for mark in headline.marks), default=0)
    marks = "".join(_mark(mark) for mark in headline.marks)
    ends = [mark.shown for mark in (headline.marks[0], headline.marks[-1])]
    return (
        f'<div class="range" style="--levels:{highest}" role="img" '
        + look.markup('aria-label="{said}">', said=headline.chart_text)
        + f'<div class="range-line">{marks}</div><div class="range-ends">'
        + "".join(look.markup("<span>{end}</span>", end=end) for end in ends)
        + "</div></div>"
    )


def _mark(mark: RangeMark) -> str:
    """A dot on the line and its letter above, on a stem where it has to stand higher."""
    place = f"{mark.place / 100:.2f}%"
    return look.markup(
        '<span class="range-mark {kind}" style="left:{place};--level:{level}"><b>{letter}</b></span>',
        kind=_kind(mark),
        place=place,
        level=mark.level,
        letter=mark.letter,
    )


def _kind(mark: RangeMark) -> str:
    return "own" if mark.taken else "other"


def marks_list(headline: Headline) -> str:
    """The HTML of the same figures one below the other; another reading opens to how it comes about."""
    return '<div class="ledger range-marks">' + "".join(_row(mark) for mark in headline.marks) + "</div>"


def _row(mark: RangeMark) -> str:
    names = "".join(look.markup('<span class="mark-name">{name}</span>', name=name) for name in _named(mark))
    line = (
        look.markup('<b class="letter {kind}">{letter}</b>', kind=_kind(mark), letter=mark.letter)
        + f'<span class="row-words">{names}</span>'
        + look.markup('<span class="row-amount">{shown}</span>', shown=mark.shown)
    )
    if not mark.readings:
        return f'<div class="figure-row">{line}</div>'
    inside = "".join(_reading(reading, named=len(mark.readings) > 1) for reading in mark.readings)
    return f'<details class="opens figure-row"><summary>{line}</summary>{inside}</details>'


def _named(mark: RangeMark) -> tuple[str, ...]:
    return (_("The reading taken here"),) if mark.taken else mark.names


def _reading(reading: OtherReading, *, named: bool) -> str:
    """What another reading says, the lines that it moves, and its steps from top to bottom."""
    title = look.markup("<h4>{title}</h4>", title=reading.title) if named else ""
    header = [_("Line"), _("Taken here"), _("By this reading"), _("Change")]
    rows = [[line.label, line.here, line.then, line.change] for line in reading.lines]
    return (
        f'<div class="reading">{title}'
        + look.markup("<p>{reading}</p>", reading=reading.reading)
        + look.markup("<p>{effect}</p>", effect=reading.effect)
        + look.table(header, rows, numbers=range(1, 4), total=reading.lines[-1].total, stacks=True)
        + look.markup("<h4>{title}</h4></div>", title=_("How it comes about under this reading"))
        + steps_list(reading.steps)
    )
