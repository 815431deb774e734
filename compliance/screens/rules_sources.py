"""Sources as HTML: title, publisher, how and when they were read, the address as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from compliance.rulebook import Source
from compliance.text import N_, _, date_text

_HOW_READ: Final = {
    "reproduction": N_("its wording was read, in a public copy"),
    "secondary": N_("somebody who writes about the law"),
    "policy paper": N_("a policy paper or a speech, which is no law"),
    "dataset": N_("a table of numbers"),
    "not opened": N_("not opened by anybody yet"),
}


def sources_list(sources: Iterable[Source]) -> str:
    """The HTML of a list of sources as the rulebook has them."""
    return listed(_source(source) for source in sources)


def listed(items: Iterable[str]) -> str:
    """The HTML of a list of items made by `source_item`."""
    return '<ul class="sources">' + "".join(items) + "</ul>"


def source_item(title: str, publisher: str, how: str, address: str, note: str) -> str:
    """The HTML of one source. The address is no link: nothing here leads away from this computer."""
    lines = [f"<b>{escape(title)}</b>", escape(f"{publisher}; {how}")]
    if address and address != "not recorded":
        lines.append(f'<span class="address">{escape(address)}</span>')
    if note:
        lines.append(f'<span class="quiet">{escape(" ".join(note.split()))}</span>')
    return "<li>" + "<br>".join(lines) + "</li>"


def _source(source: Source) -> str:
    how_read = _HOW_READ[source.how_read]
    how = _(how_read)
    if source.read_on is not None:
        how = _("{how} (read on {day})").format(how=how, day=date_text(source.read_on))
    return source_item(source.title, source.publisher, how, source.address, source.note)
