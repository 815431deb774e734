"""Everything a person reads: translated sentences, figures, dates and the words for how sure a figure is.

English is the source of every sentence. Language and digit grouping are context variables, so that two
people served by one process never meet each other's. `en_XA` is no language: it marks every translated
sentence, so that a test finds those which are not.
"""

from __future__ import annotations

import gettext
import re
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol, parse_pattern

from compliance.number_words import WORDS
from compliance.taxyear import first_day, last_day

Grouping = Literal["lakh", "thousand"]
LANGUAGES: Final = ("en",)
"""Languages a person may choose; each needs a catalogue in `locale/` (but English) and number words."""
PSEUDO: Final = "en_XA"
PSEUDO_MARKS: Final = ("⟦", "⟧")

_CATALOGUES: Final = Path(__file__).parent / "locale"
_LOCALES: Final = {"en": Locale("en", "PK"), PSEUDO: Locale("en", "PK")}
# Babel's own patterns for Pakistan group in thousands.
_GROUPS: Final = {
    "lakh": parse_pattern("#,##,##0").grouping,
    "thousand": parse_pattern("#,##0").grouping,
}
_language: ContextVar[str] = ContextVar("language", default="en")
_grouping: ContextVar[Grouping] = ContextVar("grouping", default="lakh")


class _Pseudo(gettext.NullTranslations):
    """Accents the letters of a message and puts marks around it; leaves what programs read in it."""

    _kept = re.compile(r"(\{[^{}]*\}|<[^<>]*>|https?://\S+|:[a-z]+/[a-z_]+:)")
    _accents = str.maketrans("aceginostuyzACEGINOSTUYZ", "áçéĝíñóšťúýžÁÇÉĜÍÑÓŠŤÚÝŽ")

    def gettext(self, message: str) -> str:
        parts = self._kept.split(message)
        parts[::2] = [part.translate(self._accents) for part in parts[::2]]
        return "".join(parts).join(PSEUDO_MARKS)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The sentences of a language, read from its `.po` file: no compiled copy can go stale."""
    if language == PSEUDO:
        return _Pseudo()
    if language == "en":
        return gettext.NullTranslations()
    compiled = BytesIO()
    with (_CATALOGUES / language / "LC_MESSAGES" / "compliance.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def use_language(code: str) -> None:
    """Speak this language from here on (in this context). ValueError where it is not one of `LANGUAGES`."""
    if code not in LANGUAGES and code != PSEUDO:
        raise ValueError(f"no language {code!r}; there are {', '.join(LANGUAGES)}")
    _language.set(code)


def use_grouping(grouping: Grouping) -> None:
    """Group the digits of rupees in lakh (15,00,000) or in thousands (1,500,000) from here on."""
    if grouping not in _GROUPS:
        raise ValueError(f"no grouping {grouping!r}; there are {', '.join(_GROUPS)}")
    _grouping.set(grouping)


def language() -> str:
    """The language spoken now."""
    return _language.get()


def grouping() -> Grouping:
    """How the digits of rupees are grouped now."""
    return _grouping.get()


def locale() -> Locale:
    """Babel's data for the language spoken now, as it is used in Pakistan."""
    return _LOCALES[_language.get()]


def direction() -> str:
    """The direction the language spoken now is written in: "ltr" or "rtl"."""
    return locale().text_direction


def _(message: str) -> str:
    """A sentence in the language spoken now; placeholders are filled in afterwards, with `format`."""
    return _catalogue(_language.get()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of a sentence that fits `number`, in the language spoken now."""
    return _catalogue(_language.get()).ngettext(singular, plural, number)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a sentence for translation where it is written down; `_` translates it where it is shown."""
    return message


def _marked(said: str) -> str:
    """What Babel or the number words made, marked in the pseudo-language as sentences are."""
    return said.join(PSEUDO_MARKS) if _language.get() == PSEUDO else said


@lru_cache
def _symbols(language: str) -> tuple[str, str]:
    """The group and decimal symbols of a language."""
    locale = _LOCALES[language]
    return get_group_symbol(locale), get_decimal_symbol(locale)


def _grouped(digits: str, grouping: str) -> str:
    """Digits with group symbols. Written out since Babel takes twenty times as long for one figure."""
    primary, secondary = _GROUPS[grouping]
    if len(digits) <= primary:
        return digits
    head, groups = digits[:-primary], [digits[-primary:]]
    while head:
        groups.append(head[-secondary:])
        head = head[:-secondary]
    return _symbols(_language.get())[0].join(reversed(groups))


def number(whole: int) -> str:
    """A whole number in the grouping chosen: `351250` is "3,51,250"."""
    sign = "-" if whole < 0 else ""
    return sign + _grouped(str(abs(int(whole))), _grouping.get())


def _hundredths(amount: int, grouping: str) -> str:
    whole, rest = divmod(abs(int(amount)), 100)
    return f"{_grouped(str(whole), grouping)}{_symbols(_language.get())[1]}{rest:02d}"


def _signed(shown: str, amount: int) -> str:
    return f"-{shown}" if amount < 0 else shown


def rupees(whole: int) -> str:
    """Whole rupees: `1500000` is "Rs 15,00,000", and "-Rs 500" below zero."""
    return _signed(_("Rs {amount}").format(amount=number(abs(whole))), whole)


def rupees_exact(paisa: int) -> str:
    """Paisa as rupees with two decimals: `35125000` is "Rs 3,51,250.00"."""
    return _signed(_("Rs {amount}").format(amount=_hundredths(paisa, _grouping.get())), paisa)


def currency_amount(hundredths: int, currency: str) -> str:
    """Hundredths of any currency: "$1,250.00", "EUR 1,250.00"; other currencies group in thousands."""
    if currency == "PKR":
        return rupees_exact(hundredths)
    shown = _hundredths(hundredths, "thousand")
    return _signed(f"${shown}" if currency == "USD" else f"{currency} {shown}", hundredths)


def percent(ppm: int) -> str:
    """Parts per million as a percentage, exact and without empty decimals: `2500` is "0.25%"."""
    whole, rest = divmod(abs(int(ppm)), 10_000)
    decimals = f"{_symbols(_language.get())[1]}{rest:04d}".rstrip("0") if rest else ""
    return _signed(f"{whole}{decimals}%", ppm)


def in_words(whole: int, grouping: Grouping | None = None) -> str:
    """A whole number in words: lakh and crore or, where the digits group in thousands, million and billion.

    `grouping` overrides the one chosen, for currencies that are not counted in lakh.
    """
    said = WORDS[_language.get()](abs(int(whole)), grouping or _grouping.get())
    return _marked(said) if whole >= 0 else _("minus {number}").format(number=_marked(said))


@lru_cache(maxsize=8192)
def _date_in(language: str, day: date) -> str:
    return format_date(day, "long", locale=_LOCALES[language])


@lru_cache(maxsize=8192)
def _short_date_in(language: str, day: date) -> str:
    return format_skeleton("yMMMd", day, locale=_LOCALES[language])


@lru_cache(maxsize=1024)
def _month_in(language: str, month: str) -> str:
    return format_skeleton("yMMMM", date.fromisoformat(f"{month}-01"), locale=_LOCALES[language])


def date_text(day: date) -> str:
    """A day: "14 July 2025"."""
    return _marked(_date_in(_language.get(), day))


def short_date_text(day: date) -> str:
    """A day for a narrow column: "14 Jul 2025"."""
    return _marked(_short_date_in(_language.get(), day))


@lru_cache(maxsize=512)
def _day_and_month_in(language: str, day: date) -> str:
    return format_skeleton("MMMMd", day, locale=_LOCALES[language])


def day_and_month_text(day: date) -> str:
    """A day of every year: "15 September"."""
    return _marked(_day_and_month_in(_language.get(), day))


def month_text(month: str) -> str:
    """A calendar month written `2025-07`: "July 2025"."""
    return _marked(_month_in(_language.get(), month))


def tax_year_text(tax_year: int) -> str:
    """A tax year with its days: "tax year 2026 (1 July 2025 to 30 June 2026)"."""
    return _("tax year {year} ({first} to {last})").format(
        year=tax_year, first=date_text(first_day(tax_year)), last=date_text(last_day(tax_year))
    )


def list_text(items: list[str]) -> str:
    """A list within a sentence: "a, b and c"."""
    return _marked(format_list(items, locale=locale()))


TIERS: Final = ("text", "reported", "inferred", "announced", "unsettled")
"""How far a figure is to be trusted, strongest first."""

_TIER_WORDS: Final = {
    "text": N_("wording read"),
    "reported": N_("reported"),
    "inferred": N_("our reading"),
    "announced": N_("only announced"),
    "unsettled": N_("unsettled"),
}
_TIER_SENTENCES: Final = {
    "text": N_(
        "The wording of the law or circular was read, in a public copy. No tax professional has compared it "
        "with the official gazette."
    ),
    "reported": N_(
        "Somebody who writes about the law says so and names the law in question. Its own wording was "
        "not read."
    ),
    "inferred": N_("It follows from how we read the law, but no source says it in so many words."),
    "announced": N_(
        "A speech, a bill or a policy paper says so. No law that puts it into force was found, so do not "
        "file by it."
    ),
    "unsettled": N_(
        "Sources contradict each other, or the law is silent. Each possible reading is shown with what it "
        "would change."
    ),
}


def tier_word(tier: str) -> str:
    """A tier in a word or two, for a table. KeyError for a word that is no tier."""
    return _(_TIER_WORDS[tier])


def tier_sentence(tier: str) -> str:
    """What a tier means, in words for a person who has never filed. KeyError for a word that is no tier."""
    return _(_TIER_SENTENCES[tier])
