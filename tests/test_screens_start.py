"""Start, quick answer, examples, opening saved work, and checking the answers; through the entry file."""

from __future__ import annotations

import json
import zlib
from datetime import date

import pytest

from compliance import assess, load_rulebook
from compliance.documents.pdf import build_pdf
from compliance.rulebook import RuleFault, RuleFaults
from compliance.screens.draft_workbook import draft_of
from compliance.screens.examples_shown import examples, workbook_of
from compliance.screens.look import style_sheet
from compliance.screens.saved_in_pdf import LARGEST, workbook_in
from compliance.screens.state import open_saved_work
from compliance.workbook_reading import write_workbook
from tests.screens_app import TODAY, answer, app, draft, kept, land, press, receipt, shown, titles

RULES = load_rulebook()
QUICK = {"credited": "25 lakh", "work": "writer", "pseb": "no", "tax_deducted": "25,000"}


def quick(today: date = TODAY, **texts: str):  # type: ignore[no-untyped-def]
    """The quick answer, filled in and asked for."""
    at = app("quick")
    at.session_state["as_of"] = today
    at.run()
    for name, text in (QUICK | texts).items():
        answer(at, name, text, scope="quick")
    return press(at, "continue.quick")


def test_start_says_what_it_does_and_does_not_do_and_that_nothing_leaves() -> None:
    said = shown(app())
    for words in (
        "What it does",
        "What it does not do",
        "sends nothing anywhere",
        "does not file your return",
    ):
        assert words in said


def test_start_offers_four_ways() -> None:
    said = shown(app())
    for words in ("Full check", "Quick answer", "Open saved work", "Try an example"):
        assert words in said


@pytest.mark.parametrize(
    ("keeps", "words"), [(True, "stays saved in this browser"), (False, "throws away everything")]
)
def test_beginning_anew_says_what_becomes_of_the_year_so_far(keeps: bool, words: str) -> None:
    at = app("start", draft([receipt()], name="Somebody"), keeps=keeps)
    assert words in shown(at)
    press(at, "start.anew")
    assert kept(at)["receipts"] == []
    assert "start.full" in [button.key for button in at.button]


def test_the_quick_answer_is_one_percent_of_what_was_received_with_the_tax() -> None:
    said = shown(quick())
    assert '<p class="figure">Rs 25,250</p>' in said
    assert "Already taken out Rs 25,000." in said
    assert "Still to pay Rs 250." in said
    assert "What this takes for granted" in said


def test_the_quick_answer_with_a_certificate() -> None:
    assert '<p class="figure">Rs 6,313</p>' in shown(quick(pseb="yes", work="web_developer"))


def test_an_unknown_certificate_says_what_it_would_change() -> None:
    said = shown(quick(pseb="unknown", work="web_developer"))
    assert "You had no PSEB certificate. With one for the whole year the tax would be Rs 6,313." in said
    assert "With one for the whole year" not in shown(quick(pseb="no", work="web_developer"))


@pytest.mark.parametrize("year", ["2021", "2022", "2023", "2024", "2025", "2026", "2027"])
@pytest.mark.parametrize("pseb", ["yes", "no", "unknown"])
def test_the_quick_answer_comes_for_every_year(year: str, pseb: str) -> None:
    said = shown(quick(tax_year=year, pseb=pseb))
    assert f"The quick answer for tax year {year}" in said


def test_the_quick_answer_of_a_year_in_progress_reaches_as_far_as_the_known_rates() -> None:
    said = shown(quick(today=date(2027, 6, 30), tax_year="2027"))
    assert "The quick answer for tax year 2027" in said
    assert "the last whose exchange rate this program knows" in said
    assert "the last whose exchange rate" not in shown(quick(tax_year="2026"))


@pytest.mark.parametrize(
    ("year", "asked"), [("2021", False), ("2023", False), ("2025", False), ("2026", True), ("2027", False)]
)
def test_the_quick_answer_speaks_of_the_list_only_where_it_is_open(year: str, asked: bool) -> None:
    """The doubled rates are open in tax year 2026 alone (`law/income-tax.md`, part 1)."""
    assert ("Active Taxpayers List?" in shown(quick(tax_year=year))) == asked


def test_the_quick_answer_says_that_a_year_is_not_over() -> None:
    assert "The year is not over" in shown(quick(tax_year="2027"))
    assert "The year is not over" not in shown(quick(tax_year="2026"))


def test_opening_a_file_warns_of_what_is_not_saved() -> None:
    assert "takes its place" in shown(app("start", draft([receipt()]), keeps=False))
    assert "takes its place" not in shown(app("start", keeps=False))
    assert "takes its place" not in shown(app("start", draft([receipt()])))
    assert "stays in the list of saved years" in shown(app("start", draft([receipt()])))


@pytest.mark.parametrize("text", ["", "1,23,4", "-5", "NaN", "9" * 400, "0", "$500", "9999999999"])
def test_the_quick_answer_keeps_what_it_cannot_read(text: str) -> None:
    at = quick(credited=text, tax_deducted="")
    if text != "9999999999":
        assert "There is a problem" in shown(at)
        assert "The quick answer for" not in shown(at)
    assert at.text_input(key="field.quick.credited").value == text


def test_the_quick_answer_carries_over_only_what_was_answered() -> None:
    at = land(press(quick(), "quick.carry"), "residence")
    found = kept(at)
    assert found["answers"] == {"tax_year": "2026", "clients": "abroad", "work": "writer", "pseb": "no"}
    assert len(found["receipts"]) == 12
    at.switch_page("compliance/screens/income/months.py").run()
    assert at.text_input(key="field.months.2025-07").value == "208333.34"


@pytest.mark.parametrize("name", list(examples()))
def test_every_example_opens_and_gives_a_result(name: str) -> None:
    at = land(press(app("examples"), f"example.{name}"), "check")
    assert "This is an example:" in shown(at)
    assert "There is a problem" not in shown(at)
    found = assess(workbook_of(name), RULES, TODAY)
    assert found.ordinance.tax > 0
    assert found.receipts.count == len(kept(at)["receipts"])


def test_the_examples_show_what_they_are_for() -> None:
    found = {name: assess(workbook_of(name), RULES, TODAY) for name in examples()}
    assert found["pseb_developer"].retention
    assert found["lahore_writer"].receipts.usd == 1_150_000
    assert found["lahore_writer"].policy.exempt_12000
    assert found["designer_with_job"].ordinance.normal_tax > 0
    assert set(found["certificate_mid_year"].receipt_class) == {"certified", "rest"}
    assert "remittance_channel" in [point.id for point in found["payoneer_remittance"].unsettled]
    assert "non_bank_exports" in [point.id for point in found["wallet"].unsettled]
    assert found["wallet"].receipts.estimated


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not a workbook",
        b"\xff\xfe\x00",
        b"[]",
        b"{}",
        b'{"format": "freelancer-workbook", "version": 2}',
        b'{"format": "freelancer-workbook", "version": 1, "tax_year": 2026, "extra": 1}',
        b'{"format": "freelancer-workbook", "version": 1, "tax_year": NaN}',
        b"%PDF-1.7",
    ],
)
def test_a_bad_file_is_explained_and_changes_nothing(raw: bytes) -> None:
    at = app("start", draft(name="Somebody"))
    at.file_uploader(key="start.file").set_value(("work.json", raw, "application/json")).run()
    assert not at.exception
    assert "This file cannot be opened" in shown(at)
    assert kept(at)["answers"]["name"] == "Somebody"


def test_saved_work_is_opened() -> None:
    at = app()
    raw = write_workbook(workbook_of("wallet")).encode()
    at.file_uploader(key="start.file").set_value(("work.json", raw, "application/json")).run()
    land(at, "check")
    assert kept(at) == draft_of(workbook_of("wallet"))


def test_the_pdf_opens_as_the_work_it_was_made_from() -> None:
    saved = workbook_of("wallet")
    raw = build_pdf(assess(saved, RULES, TODAY), RULES)
    at = app()
    at.file_uploader(key="start.file").set_value(("year.pdf", raw, "application/pdf")).run()
    land(at, "check")
    assert kept(at) == draft_of(saved)


def test_a_pdf_without_its_work_says_so() -> None:
    raw = build_pdf(assess(workbook_of("wallet"), RULES, TODAY), RULES, attach_workbook=False)
    assert workbook_in(raw) is None
    [problem] = open_saved_work(raw)
    assert "no saved work" in problem.remedy


@pytest.mark.parametrize(
    ("entries", "stream", "found"),
    [
        (b"/Length 2", b"{}", b"{}"),
        (b"/Filter /FlateDecode /Length 10", zlib.compress(b"{}"), b"{}"),
        (b"/Filter [ /FlateDecode ] /Length 10", zlib.compress(b"{}"), b"{}"),
        (b"/Filter /FlateDecode /Length 2", b"{}", None),
        (b"/Filter /FlateDecode /Length 5", zlib.compress(b"{}")[:5], None),
        (b"/Filter /LZWDecode /Length 2", b"{}", None),
        (b"/Filter [ /ASCII85Decode /FlateDecode ] /Length 2", b"{}", None),
        (b"/Filter /FlateDecode /Length 99999", zlib.compress(b"{" + b" " * LARGEST), None),
        (b"/Size 2", b"{}", None),
    ],
)
def test_what_is_embedded_is_read_or_left_alone(entries: bytes, stream: bytes, found: bytes | None) -> None:
    start = b"%PDF-1.4\n2 0 obj\n<<\n" + entries + b" /Type /EmbeddedFile\n>>\nstream\n"
    assert workbook_in(start + stream + b"\nendstream") == found


def test_opening_answers_with_problems_and_no_more() -> None:
    assert [problem.path for problem in open_saved_work(b"{")] != []


def test_checking_lists_every_answer_with_a_way_to_change_it() -> None:
    at = app("check", draft_of(workbook_of("pseb_developer")))
    said = shown(at)
    assert "10 March 2025 to 9 March 2026" in said
    assert "12 receipts, Rs 92,70,862.50 together" in said
    for page in ("tax_year", "residence", "pseb", "job", "expenses", "overview"):
        assert f"check.{page}" in [button.key for button in at.button]


def test_change_comes_back_to_the_answers() -> None:
    at = land(press(app("check", draft_of(workbook_of("wallet"))), "check.province"), "province")
    answer(at, "province", "sindh")
    press(at, "continue.province")
    assert titles(at) == ["Check your answers"]
    assert "Sindh" in shown(at)


def test_problems_link_to_where_they_are_mended() -> None:
    at = app("check", draft([receipt(), receipt(id="r2", credited="1,23,4")], expenses="x"))
    said = shown(at)
    assert "There is a problem" in said
    assert "<b>Expenses</b><ul><li>“x”:" in said
    assert "<b>Receipt 2, 14 July 2025</b><ul><li>“1,23,4”:" in said
    keys = [button.key for button in at.button if button.key and button.key.startswith("mend.check.")]
    assert len(keys) == 2
    receipt_at = said.index("Receipt 2") > said.index("<b>Expenses</b>")
    land(press(at, keys[1] if receipt_at else keys[0]), "receipt")
    answer(at, "credited", "1,234", scope="form")
    press(at, "continue.receipt")
    assert titles(at) == ["Check your answers"]
    assert "Receipt 2" not in shown(at)


def test_a_draft_outside_the_program_is_led_to_the_reason() -> None:
    at = app("check", draft(adult="no"))
    land(press(at, "check.outside"), "outside")
    assert "You were younger than 18" in shown(at)


def test_one_reason_for_any_number_of_receipts() -> None:
    records = [receipt(id=f"r{number}", kind="foreign_payroll") for number in range(20)]
    assert shown(app("outside", draft(records))).count('class="card amber"') == 1


def test_amounts_can_be_written_in_thousands() -> None:
    at = app("check", draft(expenses="1500000"))
    assert "Rs 15,00,000" in shown(at)
    at.session_state["grouping"] = "thousand"
    at.run()
    assert "Rs 1,500,000" in shown(at)


def test_the_style_sheet_has_its_fonts_inside_and_calls_nobody() -> None:
    sheet = style_sheet()
    assert sheet.count("@font-face") == 2
    assert "http" not in sheet
    assert len(sheet) < 80_000


def test_no_stack_trace_reaches_a_person(apologies: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("secret inner detail")

    monkeypatch.setattr("compliance.screens.state.conversion", fail)
    at = app("check", draft(name="Somebody"))
    assert titles(at) == ["Something went wrong in the program"]
    assert "secret" not in shown(at)
    assert kept(at)["answers"]["name"] == "Somebody"


def test_faulty_rules_are_named_instead_of_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuleFaults(
            [RuleFault("rules/normal_tax.toml", "slabs_salaried", "2025-07-01", "There is a gap.")]
        )

    monkeypatch.setattr("compliance.screens.state.rulebook", fail)
    at = app()
    assert titles(at) == ["The rules cannot be read"]
    assert "rules/normal_tax.toml: slabs_salaried: 2025-07-01: There is a gap." in shown(at)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "There is nothing in this file."),
        (b" \n", "There is nothing in this file."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture (PNG), not saved work."),
        (b"\xff\xd8\xff\xe0", "This is a picture (JPEG), not saved work."),
        (b"PK\x03\x04rest", "This is a spreadsheet, a document or a ZIP archive, not saved work."),
        (b"\n<!DOCTYPE html><p>", "This is a web page, not saved work."),
        (b"caf\xe9", "from byte 4 on"),
        (b"date,amount\n1,2", "The file is no saved workbook"),
    ],
)
def test_a_wrong_file_is_called_by_its_name_and_never_shown_as_bytes(raw: bytes, said: str) -> None:
    at = app("start", draft(name="Somebody"))
    at.file_uploader(key="start.file").set_value(("work.json", raw, "application/json")).run()
    assert said in shown(at)
    assert "The file</b> This" not in shown(at)
    assert "\\x" not in shown(at)
    assert "b&#x27;" not in shown(at)


def test_places_in_a_file_are_called_as_a_person_would() -> None:
    receipts = [{"id": "r1"} | PLAIN, {"id": "r1"} | PLAIN, {"id": "r3"} | PLAIN | {"date": "2026-07-01"}]
    document = {"format": "freelancer-workbook", "version": 1, "tax_year": 2026, "receipts": receipts}
    at = app("start")
    raw = json.dumps(document | {"extra": 1}).encode()
    at.file_uploader(key="start.file").set_value(("work.json", raw, "application/json")).run()
    page = shown(at)
    assert "<b>Receipt 3 (date)</b>" in page
    assert "Receipt 1 has the same id" in page
    assert "receipts[" not in page
    assert "<b>extra</b>" in page


PLAIN = {"date": "2025-08-10", "amount": "1", "currency": "PKR", "kind": "local", "service": "it"}
