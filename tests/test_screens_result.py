"""The result page shows what the assessment holds, in its order, and works nothing out itself."""

from __future__ import annotations

import json
import re
from datetime import date
from html import escape, unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from compliance import assess, load_rulebook
from compliance.assessment_types import Assessment
from compliance.rulebook import NotCovered
from compliance.screens import result_work
from compliance.screens.draft import Draft
from compliance.screens.draft_workbook import draft_of
from compliance.screens.result_html import unbroken
from compliance.screens.result_range import range_bar, range_card
from compliance.summary import summarise
from compliance.summary_types import Summary
from compliance.text import PSEUDO, rupees
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from tests.bench.people import workbook_json
from tests.pseudo_locale import untranslated
from tests.sample_year import EVERY_YEAR, summed_up
from tests.screens_app import ROOT, TODAY, app, draft, kept, opened, press, receipt, shown, titles
from tests.test_screens_language import NAMES, words_on

RULES = load_rulebook()
EXAMPLES = sorted((ROOT / "compliance" / "examples").glob("*.json"))
SCRIPT = "<script>alert('x')</script>"
A_YEAR = {
    "person": {"resident": True, "province": "punjab", "active_taxpayer": True, "sales_tax_returns": "filed"},
}
RECEIPT = {
    "id": "r1",
    "date": "2025-08-05",
    "amount": "400000.00",
    "currency": "PKR",
    "kind": "export",
    "service": "it",
}


def read(raw: bytes | str) -> Workbook:
    """A workbook without problems."""
    found = read_workbook(raw)
    assert isinstance(found, Workbook), found
    return found


def worked_out(workbook: Workbook, as_of: date = TODAY) -> tuple[Assessment, Summary]:
    """What the page must show."""
    assessment = assess(workbook, RULES, as_of)
    return assessment, summarise(assessment, RULES)


def result_of(made: Draft) -> AppTest:
    """The result page of a draft."""
    return app("result", made)


def text(at: AppTest) -> str:
    """What the page says, without its tags, on one line."""
    html = re.sub(r'<span class="amount">([^<]*)</span>', r"\1", shown(at))
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", html)).split())


def flat(sentence: str) -> str:
    """A sentence on one line."""
    return " ".join(sentence.split())


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> tuple[Summary, AppTest]:
    """Each example: what there is to show, and the page."""
    file: Path = request.param
    workbook = read(file.read_bytes())
    return worked_out(workbook)[1], result_of(draft_of(workbook))


def test_the_figures_on_the_page_are_those_of_the_assessment(example: tuple[Summary, AppTest]) -> None:
    summary, at = example
    said = text(at)
    for figure in (summary.headline.figure, summary.headline.tax_text, summary.policy.figure):
        assert figure in said
    for line in summary.lines:
        if line.matters or line.total:
            assert line.label in said
            assert line.shown in said
    settlement = summary.settlement
    for amount in (settlement.refundable, settlement.over_deducted):
        assert (amount.sentence in said) == bool(amount.amount)
    for sentence in (
        settlement.deducted.sentence,
        settlement.still_to_pay.sentence,
        *settlement.ways_back,
        summary.difference.sentence,
        summary.set_aside.sentence,
        summary.receipts.sentence,
    ):
        assert flat(sentence) in said


def test_everything_that_could_change_the_figures_is_said(example: tuple[Summary, AppTest]) -> None:
    summary, at = example
    said = text(at)
    for point in summary.open_points:
        for sentence in (point.title, point.default, point.reading, point.effect, point.closes):
            assert flat(sentence) in said
    for unknown in summary.unknown_answers:
        assert unknown.question in said
        assert all(other.effect in said for other in unknown.others)
    for sentence in (*summary.assumptions, *summary.receipts.estimates):
        assert flat(sentence) in said
    assert all(flat(warning.sentence) in said for warning in summary.warnings)
    assert all(source.title in said for source in summary.sources)


def test_every_figure_opens_to_its_steps_with_rule_and_source(example: tuple[Summary, AppTest]) -> None:
    summary, at = example
    said = text(at)
    shown_figures = {line.opens for line in summary.lines if line.matters or line.total}
    for explanation in summary.explanations:
        if explanation.reading == "ordinance" and explanation.name in shown_figures:
            assert explanation.told
            for step in explanation.told:
                assert flat(step.sentence) in said
                for rule in step.rules:
                    assert flat(rule.title) in said
                    assert flat(rule.note) in said
                    assert rule.dates in said
                    assert all(source.title in said for source in rule.sources)


def test_what_to_do_comes_first_and_then_the_two_figures(example: tuple[Summary, AppTest]) -> None:
    summary, at = example
    said = text(at)
    order = [
        flat(summary.next_steps[0].title),
        "file by this one",
        "What the published policy says",
        flat(summary.difference.sentence),
        "How this was worked out",
        "To set aside",
        "Your receipts by month",
        "What this rests on",
    ]
    places = [said.index(part) for part in order]
    assert places == sorted(places)
    assert said.count("file by this one") == 1
    assert all(flat(step.title) in said for step in summary.next_steps)


def test_only_the_ordinance_is_marked_to_file_by(example: tuple[Summary, AppTest]) -> None:
    _summary, at = example
    card = shown(at).split("file by this one")[0].rpartition('<div class="card ')[2]
    assert card.startswith("green")
    assert "What the Ordinance says" in card


def test_foreign_currency_is_shown_only_where_it_arrived(example: tuple[Summary, AppTest]) -> None:
    summary, at = example
    assert ("Foreign currency you may keep" in text(at)) == (summary.retention is not None)


def test_each_chart_has_a_text_alternative_and_a_table(example: tuple[Summary, AppTest]) -> None:
    summary, at = example
    charts = at.get("vega_lite_chart")
    told = [summary.receipts.chart_text] + ([summary.retention.chart_text] if summary.retention else [])
    assert [chart.proto.alt for chart in charts] == told
    assert shown(at).count('<div class="by-month">') == len(charts)


def test_a_range_is_the_headline_with_what_would_close_it() -> None:
    file = ROOT / "compliance" / "examples" / "payoneer_remittance.json"
    workbook = read(file.read_bytes())
    assessment, summary = worked_out(workbook)
    low, high = assessment.ordinance.range.low, assessment.ordinance.range.high
    assert low < high
    said = text(result_of(draft_of(workbook)))
    assert said.index(f"Between {rupees(low)} and {rupees(high)}") < said.index("file by this one")
    assert all(flat(sentence) in said for sentence in summary.headline.closes)


def test_without_a_range_no_range_is_shown() -> None:
    at = result_of(opened(**A_YEAR, receipts=[RECEIPT]))
    assert "The law is not settled on a point" not in text(at)
    assert "range-line" not in shown(at)


def test_the_range_bar_labels_every_mark_and_says_the_same_in_words() -> None:
    head = summed_up(EVERY_YEAR["2026"]).headline
    bar = range_bar(head)
    assert 'role="img"' in bar
    assert f'aria-label="{escape(head.chart_text)}"' in bar
    assert len(head.marks) > 3
    drawn = re.findall(r'class="range-mark (\w+)" style="left:([\d.]+)%;--level:(\d)"><b>(\w)</b>', bar)
    assert drawn == [
        ("own" if mark.taken else "other", f"{mark.place / 100:.2f}", str(mark.level), mark.letter)
        for mark in head.marks
    ]
    assert drawn[0][1] == "0.00"
    assert drawn[-1][1] == "100.00"


def test_each_other_figure_of_the_range_opens_to_its_lines_steps_and_sources() -> None:
    head = summed_up(EVERY_YEAR["2026"]).headline
    card = range_card(head)
    said = unescape(re.sub(r"<[^<>]*>", " ", card))
    said = " ".join(said.split())
    others = [mark for mark in head.marks if not mark.taken]
    assert card.count('<details class="opens figure-row">') == len(others)
    for reading in (one for mark in others for one in mark.readings):
        assert flat(reading.reading) in said
        assert all(line.change in said and line.then in said for line in reading.lines)
        for step in reading.steps:
            assert flat(step.sentence) in said
            assert all(source.title in said for rule in step.rules for source in rule.sources)


def test_nothing_entered_leads_to_the_start() -> None:
    at = app("result")
    assert titles(at) == ["Nothing has been entered yet"]
    assert "Rs " not in text(at).partition("not advice")[0]


def test_a_problem_stands_before_the_result_with_the_way_to_mend_it() -> None:
    at = result_of(draft([receipt(date="%%")]))
    assert titles(at) == ["Something must be mended first"]
    assert "file by this one" not in text(at)
    assert at.button(key="mend.result.0").label == "Mend this"


def test_who_is_outside_the_program_gets_a_reason_and_no_figure() -> None:
    at = result_of(opened(person={"resident": False}, receipts=[RECEIPT]))
    assert titles(at) == ["This program cannot work out your case"]
    assert "file by this one" not in text(at)


def test_law_that_is_not_known_gives_the_reason_and_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> Assessment:
        raise NotCovered("receipts[0]", "s.153", "Nobody has found that rule out.")

    monkeypatch.setattr(result_work, "assess", refuse)
    at = result_of(opened(**A_YEAR, receipts=[RECEIPT]))
    assert "Nobody has found that rule out." in text(at)
    assert "file by this one" not in text(at)


def test_a_year_without_receipts_says_so_beside_its_figure() -> None:
    said = text(result_of(opened(**A_YEAR)))
    assert "No receipts have been entered yet." in said
    assert "Your receipts by month" not in said


def test_what_a_person_typed_is_never_read_as_html() -> None:
    typed = opened(
        person={"name": SCRIPT, "resident": True, "province": "punjab"},
        receipts=[
            {**RECEIPT, "client": SCRIPT, "platform": SCRIPT, "note": SCRIPT, "purpose_code": SCRIPT},
            {**RECEIPT, "id": SCRIPT, "client": "", "platform": '"><img src=x onerror=alert(1)>'},
        ],
    )
    at = result_of(typed)
    at.toggle(key="result.every_receipt").set_value(True).run()
    assert not at.exception
    html = shown(at)
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") >= 2


def test_amounts_inside_tags_are_left_alone() -> None:
    made = unbroken('<p title="Rs 5,000">Rs 15,00,000.50 and -Rs 5.</p>')
    assert made == (
        '<p title="Rs 5,000"><span class="amount">Rs 15,00,000.50</span> and '
        '<span class="amount">-Rs 5</span>.</p>'
    )


def test_the_other_regime_is_a_click_away_and_back() -> None:
    workbook = read((ROOT / "compliance" / "examples" / "pseb_developer.json").read_bytes())
    assessment, _summary = worked_out(workbook)
    at = result_of(draft_of(workbook))
    assert rupees(assessment.other_option.tax) in text(at)
    press(at, "result.other_regime")
    assert kept(at)["answers"]["opts_for_normal_tax"] == "yes"
    assert f"file by this one {rupees(assessment.other_option.tax)}" in text(at)
    press(at, "result.other_regime")
    assert f"file by this one {rupees(assessment.ordinance.tax)}" in text(at)


def test_an_open_answer_can_be_given_at_once_and_comes_back_here() -> None:
    at = result_of(opened(person={"resident": True, "province": "punjab"}, receipts=[RECEIPT]))
    press(at, "result.answer.person.active_taxpayer")
    assert at.session_state["return_to"] == "result"
    assert "file by this one" not in text(at)


def test_a_year_is_assessed_once_for_each_change(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = {"assess": 0, "summarise": 0}

    def counted(name: str, work: object) -> object:
        def call(*given: object) -> object:
            calls[name] += 1
            return work(*given)  # type: ignore[operator]

        return call

    monkeypatch.setattr(result_work, "assess", counted("assess", assess))
    monkeypatch.setattr(result_work, "summarise", counted("summarise", summarise))
    at = result_of(opened(**A_YEAR, receipts=[RECEIPT]))
    at.toggle(key="result.every_receipt").set_value(True).run()
    at.run()
    assert calls == {"assess": 1, "summarise": 1}
    at.segmented_control(key="grouping").set_value("thousand").run()
    assert calls == {"assess": 1, "summarise": 2}
    assert "Rs 400,000" in text(at)
    press(at, "result.other_regime")
    assert calls["assess"] == 2


def test_five_hundred_receipts_make_no_more_elements_than_one() -> None:
    at = result_of(draft_of(read(workbook_json(500))))
    assert len(list(at.main)) < 75
    assert len(shown(at)) < 400_000


def test_many_warnings_of_one_kind_are_folded_up() -> None:
    receipts = [
        {**RECEIPT, "id": f"r{number}", "currency": "USD", "amount": "100", "purpose_code": "9471"}
        for number in range(12)
    ]
    at = result_of(opened(**A_YEAR, receipts=receipts))
    assert "7 more like these" in text(at)
    _assessment, summary = worked_out(read(json.dumps(_entry(receipts))))
    assert sum(warning.receipt is not None for warning in summary.warnings) == 12


def _entry(receipts: list[dict[str, str]]) -> dict[str, object]:
    return {"format": "freelancer-workbook", "version": 1, "tax_year": 2026, **A_YEAR, "receipts": receipts}


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_no_words_but_translated_ones(file: Path) -> None:
    at = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30)
    at.session_state["as_of"] = TODAY
    at.session_state["keeping_answered"] = True
    at.session_state["language"] = PSEUDO
    workbook = read(file.read_bytes())
    at.session_state["draft"] = draft_of(workbook)
    at.run()
    at.switch_page("compliance/screens/result.py").run()
    assert not at.exception
    values = [value for parameter in RULES.parameters.values() for value in parameter.values]
    data = {workbook.person.name, *NAMES}
    for value in values:
        data |= {value.act, value.provision}
    for source in RULES.sources.values():
        data |= {source.title, source.publisher, source.address, flat(source.note)}
    left = {word for shown_text in words_on(at) for word in untranslated(unescape(shown_text), data - {""})}
    assert left <= {"section", "sections", "Rs"}, left


def test_questions_that_were_passed_over_are_said_with_the_figures() -> None:
    """Of a year typed here; what a saved file does not hold is not asked anew by opening one."""
    typed = draft([receipt()], adult="yes", province="punjab")
    assert "questions are not answered" in text(result_of(typed))
    assert "not answered" not in text(result_of(opened(**A_YEAR, receipts=[RECEIPT])))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"who_pays": "unknown"}, "Are you paid by one company abroad"),
        (
            {"who_pays": "employer", "fixed_pay": "yes", "paid_leave": "unknown", "only_one_company": "yes"},
            "Are you paid by one company abroad",
        ),
        ({"works_with": "unknown"}, "Do partners share the income with you?"),
        # 1% in place of 0.25% of Rs 3,50,875: Rs 3,509 less Rs 877.
        ({"pseb": "unknown"}, "would make the tax Rs 2,632 less"),
    ],
)
def test_facts_that_no_file_holds_are_told_where_they_were_left_open(
    answers: dict[str, str], said: str
) -> None:
    at = app("result", draft([receipt()], **answers))
    assert said in shown(at)
    known = {"who_pays": "employer", "fixed_pay": "no", "works_with": "alone", "pseb": "no"}
    assert said not in shown(app("result", draft([receipt()], **known)))
