"""The questions about the person, driven through the entry file."""

from __future__ import annotations

import json

import pytest

from compliance import load_rulebook
from compliance.screens import work_kinds
from compliance.screens.draft_workbook import draft_of, to_workbook
from compliance.screens.places import PLACES, QUESTIONS
from compliance.workbook import Workbook
from compliance.workbook_problems import outside_program
from compliance.workbook_reading import read_workbook, write_workbook
from tests.screens_app import answer, app, draft, kept, land, press, receipt, shown, titles

RULES = load_rulebook()
ANSWERED = {
    "tax_year": {"tax_year": "2026", "filed": "no"},
    "residence": {"days_in_pakistan": "yes"},
    "age": {"adult": "yes"},
    "province": {"province": "punjab"},
    "employer": {"who_pays": "clients"},
    "partners": {"works_with": "alone"},
    "clients": {"clients": "abroad"},
    "work": {"work": "web_developer"},
    "pseb": {"pseb": "no"},
    "active_taxpayer": {"active_taxpayer": "yes"},
    "sales_tax": {"sales_registered": "no"},
    "job": {"job": "no"},
    "expenses": {},
    "papers": {},
}


@pytest.mark.parametrize("name", list(PLACES))
def test_every_page_opens_with_nothing_answered_and_has_one_heading(name: str) -> None:
    assert len(titles(app(name))) == 1


@pytest.mark.parametrize("name", list(PLACES))
def test_every_page_says_that_it_is_no_advice(name: str) -> None:
    assert "not advice" in shown(app(name))


def test_the_last_completed_year_comes_first_and_the_running_one_after_it() -> None:
    at = app("tax_year")
    assert at.radio(key="field.answers.tax_year").options[:3] == [
        "Tax year 2026",
        "Tax year 2027",
        "Tax year 2025",
    ]


def test_a_late_year_says_how_late_and_that_it_is_still_worth_filing() -> None:
    said = shown(answer(app("tax_year"), "tax_year", "2026"))
    assert "30 September 2026, extended to 15 October 2026" in said
    assert "That was 39 days ago." in said
    assert "Filing late is still worth it" in said


def test_a_year_that_is_not_over_is_not_late() -> None:
    said = shown(answer(app("tax_year"), "tax_year", "2027"))
    assert "Its return is due by 30 September 2027." in said
    assert "late" not in said


def test_another_year_than_that_of_the_receipts_is_remarked() -> None:
    at = app(
        "tax_year", draft([receipt(), receipt(id="r2", date="14/7/2024"), receipt(id="r3", date="soon")])
    )
    assert "1 receipt that you entered lies in another tax year" in shown(at)
    assert "2 receipts" not in shown(at)


def test_a_return_already_filed_is_not_late() -> None:
    at = answer(answer(app("tax_year"), "tax_year", "2026"), "filed", "yes")
    assert "days ago" not in shown(at)
    press(answer(at, "filed_on", "yesterday"), "continue.tax_year")
    assert "There is a problem" in shown(at)
    assert kept(at)["answers"]["filed_on"] == "yesterday"
    assert at.text_input(key="field.answers.filed_on").value == "yesterday"
    press(answer(at, "filed_on", "2 nov 2026"), "continue.tax_year")
    assert titles(at) == ["Were you in Pakistan for 183 days or more?"]


def test_the_way_through_all_questions() -> None:
    at = app("tax_year")
    seen = []
    for name, following in zip(QUESTIONS, [*QUESTIONS[1:], "overview"], strict=True):
        seen += titles(at)
        for field, value in ANSWERED[name].items():
            if field == "work":
                at.multiselect(key="field.answers.work").set_value([value]).run()
            else:
                answer(at, field, value)
        land(press(at, f"continue.{name}"), following)
    assert titles(at) == ["What reached you in the year?"]
    assert len(set(seen)) == len(QUESTIONS)


@pytest.mark.parametrize("name", [name for name in QUESTIONS if ANSWERED[name]])
def test_continue_without_an_answer_stays_and_says_what_to_do(name: str) -> None:
    at = app(name)
    before = titles(at)
    press(at, f"continue.{name}")
    assert titles(at) == before
    assert "There is a problem" in shown(at)
    assert shown(at).count('<p class="fault">') >= 2  # beside the field, and above the button


def test_the_certificate_is_not_asked_of_those_without_clients_abroad() -> None:
    at = app("work", draft(clients="pakistan", work="web_developer"))
    press(at, "continue.work")
    assert titles(at) == ["Are you on the Active Taxpayers List?"]


@pytest.mark.parametrize(
    ("year", "facts", "found"),
    [
        (2026, {"days_in_pakistan": "no", "citizen": "no"}, False),
        (
            2026,
            {
                "days_in_pakistan": "no",
                "citizen": "yes",
                "lived_in_other_country": "yes",
                "taxed_in_other_country": "yes",
            },
            False,
        ),
        (2026, {"days_in_pakistan": "no", "citizen": "yes", "lived_in_other_country": "no"}, True),
        (
            2026,
            {
                "days_in_pakistan": "no",
                "citizen": "yes",
                "lived_in_other_country": "yes",
                "taxed_in_other_country": "no",
            },
            True,
        ),
        (2026, {"days_in_pakistan": "unknown"}, None),
        (2022, {"days_in_pakistan": "no"}, False),
        (2022, {"days_in_pakistan": "unknown"}, None),
    ],
)
def test_residence_follows_from_the_facts(year: int, facts: dict[str, str], found: bool | None) -> None:
    at = app("residence", draft(**{"tax_year": str(year), **facts}))
    words = {True: "makes you a resident", False: "makes you a non-resident", None: "leaves it open"}[found]
    assert words in shown(at)
    press(at, "continue.residence")
    outside = titles(at) == ["This program cannot work out your case"]
    assert outside == (found is False)


@pytest.mark.parametrize(
    ("page", "answers", "reason"),
    [
        ("age", {"adult": "no"}, "You were younger than 18"),
        ("province", {"province": "azad_kashmir"}, "Azad Jammu and Kashmir"),
        ("province", {"province": "gilgit_baltistan"}, "Gilgit-Baltistan"),
        (
            "employer",
            {"who_pays": "employer", "fixed_pay": "yes", "paid_leave": "yes", "only_one_company": "yes"},
            "one foreign employer",
        ),
        ("partners", {"works_with": "partners"}, "partners"),
    ],
)
def test_who_is_outside_gets_a_reason_and_a_next_step_and_no_figure(
    page: str, answers: dict[str, str], reason: str
) -> None:
    at = app(page, draft(**answers))
    land(press(at, f"continue.{page}"), "outside")
    said = shown(at)
    assert titles(at) == ["This program cannot work out your case"]
    assert reason in said
    assert "What to do:" in said
    assert "Rs 0" not in said
    land(press(at, "outside.change.0"), page)


def test_some_signs_of_a_salary_are_not_all() -> None:
    facts = {"who_pays": "employer", "fixed_pay": "yes", "paid_leave": "no", "only_one_company": "yes"}
    at = app("employer", draft(**facts))
    assert "Some signs of a salary are missing" in shown(at)
    press(at, "continue.employer")
    assert titles(at) == ["Do you work alone?"]


def test_work_is_called_by_what_the_law_names_or_does_not_name() -> None:
    at = app("work", draft())
    at.multiselect(key="field.answers.work").set_value(
        ["graphic_designer", "translator", "software_developer"]
    ).run()
    said = shown(at)
    assert "IT-enabled service: the law names “graphics design”" in said
    assert "an IT service: the law names “software development”" in said
    assert "the law does not name it" in said
    assert "each receipt asks which one it was for" in said
    assert kept(at)["answers"]["work"] == "graphic_designer,translator,software_developer"


def test_a_certificate_that_ends_before_it_begins_stays_as_typed() -> None:
    at = answer(app("pseb", draft()), "pseb", "yes")
    answer(at, "from", "1 july 2025", scope="pseb.0")
    answer(at, "until", "30/6/2025", scope="pseb.0")
    press(at, "continue.pseb")
    assert "It ends before it begins" in shown(at)
    assert at.text_input(key="field.pseb.0.from").value == "1 july 2025"
    answer(at, "until", "30/6/2026", scope="pseb.0")
    press(at, "continue.pseb")
    assert titles(at) == ["Are you on the Active Taxpayers List?"]


def test_certificates_can_be_added_and_removed() -> None:
    at = answer(app("pseb", draft()), "pseb", "yes")
    answer(at, "from", "1/1/2025", scope="pseb.0")
    press(at, "pseb.add")
    answer(at, "from", "1/1/2026", scope="pseb.1")
    press(at, "pseb.remove.0")
    assert [period["from"] for period in kept(at)["pseb"]] == ["1/1/2026"]
    assert at.text_input(key="field.pseb.0.from").value == "1/1/2026"


@pytest.mark.parametrize("text", ["1,23,4", "-500", "NaN", "9" * 400, "abc", "$500"])
def test_an_amount_that_cannot_be_read_stays_and_is_explained(text: str) -> None:
    at = app("job", draft(job="yes"))
    answer(at, "salary", text)
    press(at, "continue.job")
    assert "There is a problem" in shown(at)
    assert kept(at)["answers"]["salary"] == text
    assert titles(at) == ["Did you have a job with an employer in Pakistan besides?"]


def test_an_amount_is_echoed_in_figures_and_words() -> None:
    at = answer(app("expenses", draft()), "expenses", "3.5 lakh")
    assert "Rs 3,50,000" in shown(at)
    assert "three lakh fifty thousand" in shown(at)


def test_expenses_say_that_platform_fees_are_not_among_them() -> None:
    assert "Do not enter fees of Upwork" in shown(app("expenses", draft()))


def test_what_a_person_types_is_never_read_as_html() -> None:
    at = app("check", draft(name="<img src=x onerror=alert(1)>", expenses="<b>5</b>"))
    said = shown(at)
    assert "<img" not in said
    assert "&lt;img src=x" in said
    assert "&lt;b&gt;5" in said


def test_what_was_typed_survives_going_to_another_page_and_back() -> None:
    at = app("expenses", draft())
    answer(at, "expenses", "12 thousand or so")
    at.switch_page("compliance/screens/start.py").run()
    at.switch_page("compliance/screens/about/expenses.py").run()
    assert at.text_input(key="field.answers.expenses").value == "12 thousand or so"


@pytest.mark.parametrize(
    ("typed", "code", "service"),
    [
        ("blog", "writer", "unsure"),
        ("article", "writer", "unsure"),
        ("content writer", "writer", "unsure"),
        ("proofreading", "proofreader", "unsure"),
        ("SEO", "marketer", "unsure"),
        ("social media manager", "social_media_manager", "unsure"),
        ("virtual assistant", "virtual_assistant", "unsure"),
        ("data entry", "data_entry", "ites"),
        ("video editing", "video_editor", "unsure"),
        ("voice over", "voice", "other"),
        ("translation", "translator", "unsure"),
        ("transcription", "transcriber", "unsure"),
        ("game developer", "game_developer", "it"),
        ("web designer", "web_designer", "it"),
        ("wordpress", "web_developer", "it"),
        ("app", "app_developer", "it"),
        ("ai", "data_scientist", "unsure"),
        ("data annotation", "data_annotator", "unsure"),
        ("bookkeeping", "bookkeeper", "ites"),
        ("tutoring", "tutor", "unsure"),
        ("customer support", "chat_support", "unsure"),
    ],
)
def test_an_everyday_word_finds_its_kind_of_work_first(typed: str, code: str, service: str) -> None:
    found = [one for one, words in work_kinds.offered().items() if typed.lower() in words.lower()]
    assert found[:1] == [code]
    assert work_kinds.WORKS[code].service == service


def test_only_work_that_the_law_names_is_it_or_it_enabled() -> None:
    """The words of sections 2(30AD) and 2(30AE), as the rules' notes quote them."""
    named = {
        "it": "software development, software maintenance, system integration, web design, web development, "
        "web hosting, network design",
        "ites": "call centres, medical transcription, remote monitoring, graphics design, accounting "
        "services, HR services, telemedicine centres, data entry operations, cloud computing services, "
        "data storage services, insurance claims processing",
    }
    for work in work_kinds.WORKS.values():
        assert work.named == (work.service in named)
        assert not work.named or work.word_of_law in named[work.service].split(", ")


def test_chosen_work_is_called_by_its_short_name() -> None:
    said = shown(app("work", draft(work="writer")))
    assert "<dt>Writer, copywriter</dt>" in said


def test_the_signs_of_employment_are_all_asked_for() -> None:
    at = press(app("employer", draft(who_pays="employer", fixed_pay="yes")), "continue.employer")
    assert shown(at).count("Answer yes, no, or that you don’t know.") >= 2
    assert titles(at) == ["Who pays you for your work?"]


def test_more_tax_than_salary_is_a_problem() -> None:
    given = draft(job="yes", salary="18 lakh", salary_tax_deducted="19 lakh")
    assert "The tax is more than the salary." in shown(press(app("job", given), "continue.job"))
    given = draft(job="yes", salary="18 lakh", salary_tax_deducted="18 lakh")
    assert "The tax is more than the salary." not in shown(press(app("job", given), "continue.job"))


def test_who_pays_and_who_shares_is_saved_and_comes_back() -> None:
    facts = {
        "who_pays": "employer",
        "fixed_pay": "yes",
        "paid_leave": "unknown",
        "only_one_company": "no",
        "works_with": "helpers",
        "pseb": "unknown",
    }
    saved = to_workbook(draft([receipt()], **facts), RULES).workbook
    assert saved is not None
    read = read_workbook(write_workbook(saved))
    assert isinstance(read, Workbook)
    assert {name: draft_of(read)["answers"][name] for name in facts} == facts


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        (
            {"who_pays": "employer", "fixed_pay": True, "paid_leave": True, "only_one_company": True},
            "person.who_pays",
        ),
        ({"works_with": "partners"}, "person.works_with"),
        ({"works_with": "partners_and_helpers"}, "person.works_with"),
    ],
)
def test_a_saved_file_of_somebody_outside_gives_no_figure(facts: dict[str, object], path: str) -> None:
    entry = {"format": "freelancer-workbook", "version": 2, "tax_year": 2026, "person": facts}
    workbook = read_workbook(json.dumps(entry))
    assert isinstance(workbook, Workbook)
    assert [one.path for one in outside_program(workbook, RULES)] == [path]
    assert [one.path for one in to_workbook(draft_of(workbook), RULES).outside] == [path]


def test_questions_not_reached_come_back_as_not_answered() -> None:
    half = to_workbook(draft([receipt()], adult="yes", active_taxpayer="unknown"), RULES).workbook
    assert half is not None
    read = read_workbook(write_workbook(half))
    assert isinstance(read, Workbook)
    assert read.open_questions == ("residence", "province", "pseb", "sales_tax", "job")
    answers = draft_of(read)["answers"]
    assert (answers["adult"], answers["active_taxpayer"], answers["pseb"]) == ("yes", "unknown", "")
    assert (answers["job"], answers["province"], answers["sales_registered"]) == ("", "", "")


def test_a_question_that_does_not_exist_is_a_problem_of_the_file() -> None:
    entry = {"format": "freelancer-workbook", "version": 2, "tax_year": 2026, "open_questions": ["height"]}
    (found,) = read_workbook(json.dumps(entry))
    assert (found.path, found.given) == ("open_questions[0]", "height") and "residence" in found.remedy
