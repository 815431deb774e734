"""How saved years are called, and when they were saved, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from compliance.screens.keeping.session import KeptWork
from compliance.taxyear import PAKISTAN_FROM_UTC
from compliance.text import _, date_text, ngettext


def name_of(name: str, tax_year: str) -> str:
    """The name that a person gave to saved work, else its tax year."""
    if name:
        return name
    if tax_year.isdigit():
        return _("Tax year {year}").format(year=tax_year)
    return _("Work without a tax year")


def of_another_tab(name: str, tax_year: str) -> str:
    """The name of work that was put beside that of another tab."""
    return _("{name} (second copy)").format(name=name_of(name, tax_year))


def about(work: KeptWork) -> str:
    """Tax year, count of receipts and when it was saved, in one line."""
    count = ngettext("{count} receipt", "{count} receipts", work.receipts).format(count=work.receipts)
    parts = [count, saved_text(work.saved_at)]
    if work.name and work.tax_year.isdigit():
        parts.insert(0, _("Tax year {year}").format(year=work.tax_year))
    return " · ".join(part for part in parts if part)


def saved_text(saved_at: str) -> str:
    """The moment of saving in Pakistan's time; empty where it cannot be read."""
    try:
        moment = datetime.fromisoformat(saved_at)
        local = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC) + PAKISTAN_FROM_UTC
    except (ValueError, OverflowError):
        return ""
    return _("saved {day}, {time}").format(day=date_text(local.date()), time=f"{local:%H:%M}")
