"""Every sentence of the screens passes through gettext: in the pseudo-language no other word is left."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from compliance.screens.draft import Draft
from compliance.screens.places import PLACES, file_of
from compliance.text import PSEUDO
from tests.pseudo_locale import untranslated
from tests.screens_app import ROOT, TODAY, draft, receipt

OTHERS = ("result", "documents", "rules")
"""Pages that show sentences of the rules and documents; they have tests of their own."""
NAMES = ("PKR", "USD", "EUR", "GBP", "AED", "SAR", "AUD", "CAD", "CHF", "Rs", "MB", "JSON", "PDF")


def typed() -> Draft:
    """A draft that makes every page show as much as it can, problems among it."""
    kept = draft(
        [receipt(), receipt(id="r2", currency="EUR", credited=""), receipt(id="r3", date="%%")],
        days_in_pakistan="no",
        adult="yes",
        province="punjab",
        who_pays="employer",
        fixed_pay="yes",
        paid_leave="no",
        only_one_company="yes",
        works_with="helpers",
        clients="both",
        work="web_developer,translator,creator,voice",
        pseb="yes",
        active_taxpayer="unknown",
        sales_registered="yes",
        sales_filed="no",
        job="yes",
        salary="1,23,4",
        filed="yes",
        filed_on="%%",
        expenses="5",
    )
    kept["pseb"] = [{"from": "2025-07-01", "until": ""}, {"from": "%%", "until": "%%"}]
    kept["form"] = receipt(started="yes", retained="5", account="other_person", split="yes")
    kept["months"] = {"started": "yes", "kind": "export", "2025-07": "5", "2025-08": "%%"}
    kept["quick"] = {"tax_year": "2026", "credited": "5", "work": "writer", "pseb": "no"}
    return kept


def words_on(at: AppTest) -> list[str]:
    """Every text of a page that a person can read."""
    found = [element.proto.body for element in at.get("html") if not element.proto.body.startswith("<style>")]
    for kind in (at.text_input, at.radio, at.selectbox, at.multiselect, at.checkbox, at.button, at.markdown):
        for element in kind:
            found += (
                [getattr(element, "label", ""), getattr(element, "value", "")]
                if kind is at.markdown
                else [getattr(element, "label", "")]
            )
            found += [getattr(element, "placeholder", "") or "", *getattr(element, "options", [])]
            found += list(getattr(element.proto, "captions", []))
    found += [element.proto.label for element in at.get("expander")]
    found += [element.proto.label for element in at.get("page_link")]
    return [text for text in found if isinstance(text, str)]


@pytest.mark.parametrize("name", [name for name in PLACES if name not in OTHERS])
@pytest.mark.parametrize("full", [False, True], ids=["empty", "full"])
def test_no_words_but_translated_ones(name: str, full: bool) -> None:
    at = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30)
    at.session_state["as_of"] = TODAY
    at.session_state["keeping_answered"] = True
    at.session_state["language"] = PSEUDO
    if full:
        at.session_state["draft"] = typed()
        at.session_state["tried"] = {name}
        at.session_state["quick.answered"] = True
    at.run()
    at.switch_page(file_of(name)).run()
    assert not at.exception
    left = {word for text in words_on(at) for word in untranslated(text, NAMES)}
    assert left == set()
