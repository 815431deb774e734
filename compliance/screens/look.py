"""How the program looks: its style sheet with the fonts inside, safe markup, tier marks, chart colours.

Every text that goes into HTML passes through `markup` or `escape`, so that nothing a person typed is ever
read as HTML.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

import streamlit as st

from compliance.text import tier_sentence, tier_word

_HERE: Final = Path(__file__).parent
_FONT: Final = "Noto Sans Local"
_WEIGHTS: Final = (400, 600)
# The characters of the subset, as its publisher states them; others fall back to the system's fonts.
_RANGE: Final = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,"
    "U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
)

LIGHT: Final = {
    "paper": "#FBFAF6",
    "surface": "#FFFFFF",
    "ink": "#14231C",
    "quiet": "#4A5A52",
    "line": "#7F8C85",
    "hair": "#DAD9D0",
    "green": "#0B6B46",
    "blue": "#3A4E8C",
    "amber": "#8A5200",
    "red": "#A4262C",
}
DARK: Final = {
    "paper": "#101714",
    "surface": "#18211D",
    "ink": "#E8EFEA",
    "quiet": "#AEBBB4",
    "line": "#6F7D76",
    "hair": "#2E3A34",
    "green": "#5CC79A",
    "blue": "#A9B8F2",
    "amber": "#F0B45B",
    "red": "#FF9B94",
}


@cache
def style_sheet() -> str:
    """The whole style as one `<style>` element, with the fonts inside: no folder serves files."""
    faces = []
    for weight in _WEIGHTS:
        data = b64encode((_HERE / "fonts" / f"noto-sans-latin-{weight}-normal.woff2").read_bytes()).decode()
        faces.append(
            f'@font-face{{font-family:"{_FONT}";font-weight:{weight};font-display:swap;'
            f'unicode-range:{_RANGE};src:url(data:font/woff2;base64,{data}) format("woff2")}}'
        )
    sheet = (_HERE / "look.css").read_text(encoding="utf-8")
    return f"<style>{''.join(faces)}{sheet}</style>"


def markup(template: str, **values: object) -> str:
    """Fill a template of our own HTML with values that are escaped: `markup("<b>{name}</b>", name=typed)`."""
    return template.format(**{name: escape(str(value)) for name, value in values.items()})


def html(template: str, **values: object) -> None:
    """Show a template of our own HTML, its values escaped."""
    st.html(markup(template, **values))


def section(text: str) -> None:
    """The quiet line above a heading that says which part of the way this is."""
    html('<p class="section">{text}</p>', text=text)


def title(text: str) -> None:
    """The one heading of a page: on a question page, the question."""
    html('<h1 class="question">{text}</h1>', text=text)


def heading(text: str) -> None:
    """A heading within a page."""
    html('<h2 class="heading">{text}</h2>', text=text)


def subheading(text: str) -> None:
    """A heading within a part of a page."""
    html('<h3 class="subheading">{text}</h3>', text=text)


def lead(text: str) -> None:
    """A sentence of help below a heading."""
    html('<p class="lead">{text}</p>', text=text)


def prose(*paragraphs: str) -> None:
    """Paragraphs of plain text, in a measure that reads well."""
    st.html('<div class="prose">' + "".join(markup("<p>{p}</p>", p=p) for p in paragraphs) + "</div>")


def bullets(items: Iterable[str]) -> None:
    """A list of sentences."""
    st.html(
        '<div class="prose"><ul>'
        + "".join(markup("<li>{item}</li>", item=item) for item in items)
        + "</ul></div>"
    )


def aside(text: str, *more: str, bold: str = "", colour: str = "line") -> None:
    """A remark set off by a rule at its side. `colour`: line, green, blue, amber or red."""
    opening = markup("<b>{bold}</b> ", bold=bold) if bold else ""
    paragraphs = [markup("<p>{opening_mark}{text}</p>", opening_mark="\0", text=text).replace("\0", opening)]
    paragraphs += [markup("<p>{text}</p>", text=line) for line in more]
    st.html(f'<div class="aside {colour}">' + "".join(paragraphs) + "</div>")


def tier_mark(tier: str | None) -> str:
    """The HTML of a tier: its shape and its word, its meaning as a tooltip. Empty where there is none."""
    if tier is None:
        return ""
    return markup(
        '<span class="tier {tier}" title="{meaning}">{word}</span>',
        tier=tier,
        meaning=tier_sentence(tier),
        word=tier_word(tier),
    )


def facts(rows: Sequence[tuple[str, str]], *, figures: bool = False, total: bool = False) -> str:
    """The HTML of a list of terms and what they are.

    `figures` puts the values right-aligned, `total` sets the last row apart.
    """
    parts = []
    for index, (term, value) in enumerate(rows):
        last = ' class="total"' if total and index == len(rows) - 1 else ""
        parts.append(f"<div{last}>" + markup("<dt>{t}</dt><dd>{v}</dd>", t=term, v=value) + "</div>")
    return f'<dl class="facts{" figures" if figures else ""}">' + "".join(parts) + "</dl>"


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Iterable[int] = (),
    caption: str = "",
    total: bool = False,
    stacks: bool = False,
) -> str:
    """The HTML of a plain table. `numbers` are the columns set right; `total` sets the last row apart.

    One that `stacks` puts each row's cells below each other on a narrow page, every cell with its column's
    name. The roles say that it is still a table, which the browser forgets then.
    """
    right = set(numbers)

    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(
            f"<{tag}{' class=number' if column in right else ''}"
            f"{_of_stack(tag, header[column]) if stacks else ''}>{escape(cell)}</{tag}>"
            for column, cell in enumerate(row)
        )

    role = " role=row" if stacks else ""
    body = [f"<tr{role}>{cells('td', row)}</tr>" for row in rows]
    if total and body:
        body[-1] = body[-1].replace("<tr", '<tr class="total"', 1)
    named = f"<caption>{escape(caption)}</caption>" if caption else ""
    table_is = 'class="plain stacks" role="table"' if stacks else 'class="plain"'
    group = " role=rowgroup" if stacks else ""
    return (
        f'<div class="scroll"><table {table_is}>{named}'
        f"<thead{group}><tr{role}>{cells('th', header)}</tr></thead>"
        f"<tbody{group}>{''.join(body)}</tbody></table></div>"
    )


def _of_stack(tag: str, column: str) -> str:
    if tag == "th":
        return " role=columnheader"
    return f' role=cell data-label="{escape(column)}"'


def key(shapes: Iterable[tuple[str, str]]) -> str:
    """The HTML that says what the shapes of a chart stand for: `solid`, `hollow`, `dashed`, `over`."""
    return (
        '<p class="chart-key">'
        + "".join(markup('<span class="{shape}">{name}</span>', shape=s, name=name) for s, name in shapes)
        + "</p>"
    )


def is_dark() -> bool:
    """Whether the page is shown dark now."""
    return st.context.theme.type == "dark"


def colours() -> dict[str, str]:
    """The colours of the page as it is shown now, by role: paper, surface, ink, quiet, line, green, ..."""
    return DARK if is_dark() else LIGHT


def chart_theme() -> dict[str, Any]:
    """The `config` of a Vega-Lite chart in the product's type and colours (show it with `theme=None`)."""
    now = colours()
    words = {
        "labelFont": _FONT,
        "titleFont": _FONT,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "labelColor": now["quiet"],
        "titleColor": now["quiet"],
        "titleFontWeight": 400,
    }
    return {
        "background": "transparent",
        "font": _FONT,
        "view": {"stroke": None},
        "axis": words | {"gridColor": now["hair"], "domainColor": now["line"], "tickColor": now["line"]},
        "legend": words,
        "text": {"color": now["ink"], "font": _FONT, "fontSize": 13},
        "bar": {"color": now["green"]},
        "line": {"color": now["blue"], "strokeWidth": 2},
        "rule": {"color": now["line"]},
        "point": {"color": now["ink"]},
        "range": {"category": [now["green"], now["blue"], now["amber"], now["red"], now["quiet"]]},
    }
