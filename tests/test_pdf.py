"""The PDF holds what the assessment holds: every figure, on its page, with its law and how sure it is."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bench.people import workbook_json
from compliance.documents.pdf import build_pdf
from compliance.summary import summarise
from compliance.text import (
    currency_amount,
    date_text,
    rupees,
    rupees_exact,
    short_date_text,
    tier_word,
    use_grouping,
)
from compliance.workbook import Workbook
from compliance.workbook_reading import read_workbook
from pdf_reading import AS_OF, EXAMPLES, Printed, assessed, printed, read, receipt, rulebook, workbook

ROOT = Path(__file__).parent.parent
TOLD = {
    "name": "Ayesha Khan",
    "cnic": "35202-1234567-1",
    "ntn": "1234567-8",
}
BUSY = workbook(
    2024,
    receipt(1, "2023-10-10", "9000", rupees="2600000.00", tax_deducted="6500.00"),
    receipt(2, "2023-10-25", "9000", retained="6000", client="Invented Films", platform="Upwork"),
    receipt(3, "2024-03-01", "12000", service="other", channel="remittance"),
    receipt(4, "2024-04-01", "300000.00", currency="PKR", kind="local", tax_deducted="12000.00"),
    receipt(5, "2024-05-01", "700", channel="wallet", service="unsure", gross="800"),
    other={"salary": "1200000", "salary_tax_deducted": "15000", "expenses": "40000"},
    pseb=[{"from": "2023-07-01", "until": "2024-01-31"}],
    active_taxpayer=None,
    sales_tax_returns=None,
    **TOLD,
)
YEARS = {
    "nothing entered": workbook(2026),
    "salary alone": workbook(2026, other={"salary": "2400000", "salary_tax_deducted": "100000"}),
    "every kind of receipt": BUSY,
    "exempt exports, 2021": workbook(
        2021, receipt(1, "2020-08-01"), receipt(2, "2021-02-05", channel="remittance")
    ),
    "credit and one class, 2022": workbook(
        2022,
        receipt(1, "2021-08-01"),
        receipt(2, "2022-01-05", "300", channel="remittance"),
        receipt(3, "2022-02-05", service="other", tax_deducted="5000.00"),
        active_taxpayer=False,
    ),
    "the slabs chosen": workbook(
        2026,
        receipt(1, "2025-08-01", rupees="351250.00", tax_deducted="3500.00"),
        receipt(2, "2026-01-05", "9000", retained="5200.00"),
        other={"expenses": "100000"},
        opts_for_normal_tax=True,
    ),
    "a year still running": workbook(
        2027, receipt(1, "2026-08-01"), receipt(2, "2026-09-05", "900", currency="EUR")
    ),
    "too much deducted": workbook(
        2026, receipt(1, "2025-08-01", rupees="350000.00", tax_deducted="40000.00")
    ),
    "everything unknown": workbook(
        2026,
        receipt(1, "2025-08-01", "90000", service="unsure", channel="unknown"),
        resident=None,
        province="unknown",
        active_taxpayer=None,
        sales_tax_returns=None,
    ),
    "the largest amounts": workbook(
        2026,
        receipt(1, "2025-08-01", "9999999.99", rupees="4999999999.99", tax_deducted="4999999999.00"),
        receipt(2, "2025-09-01", "4999999999.99", currency="PKR", kind="local"),
    ),
    **{file.stem: read(file.read_text(encoding="utf-8")) for file in sorted(EXAMPLES.glob("*.json"))},
}


@pytest.fixture(scope="module", params=YEARS, ids=str)
def year(request: pytest.FixtureRequest) -> tuple[Workbook, Printed]:
    return YEARS[request.param], printed(YEARS[request.param])


@pytest.fixture(scope="module")
def busy() -> Printed:
    return printed(BUSY)


@pytest.fixture(scope="module")
def many() -> Printed:
    return printed(read(workbook_json(500)))


def test_the_ordinances_figures_stand_line_by_line(year: tuple[Workbook, Printed]) -> None:
    one, pdf = assessed(year[0]), year[1]
    for line in summarise(one, rulebook()).lines:
        if line.matters or line.total:
            cited = f"{line.label} {line.note}".strip()
            sure = tier_word(line.tier) if line.tier else ""
            assert " ".join(f"{cited} {line.cite} {sure} {line.shown}".split()) in pdf.filing, line.name
    assert rupees(one.ordinance.tax) in pdf.filing
    assert rupees(one.ordinance.balance) in pdf.filing
    for figure in (one.ordinance.refundable, one.ordinance.over_deducted):
        assert not figure or rupees(figure) in pdf.pages[0] + pdf.pages[1]


def test_a_range_is_the_headline_where_law_is_unsettled(year: tuple[Workbook, Printed]) -> None:
    ordinance = assessed(year[0]).ordinance
    low, high = rupees(ordinance.range.low), rupees(ordinance.range.high)
    assert (f"Between {low} and {high}" in year[1].filing) == (low != high)


def test_what_to_do_comes_first(year: tuple[Workbook, Printed]) -> None:
    one, pdf = assessed(year[0]), year[1]
    steps = summarise(one, rulebook()).next_steps
    assert [title for title, _page in pdf.headings()][1] == "What to do"
    assert steps[0].title in pdf.pages[0]
    assert all(step.title in pdf.filing and " ".join(step.detail) in pdf.filing for step in steps)
    if one.filing.days_late:
        assert f"{one.filing.days_late} days late" in pdf.pages[0]


def test_every_receipt_stands_with_its_rate(year: tuple[Workbook, Printed]) -> None:
    one, pdf = assessed(year[0]), year[1]
    for row in summarise(one, rulebook()).receipts.rows:
        shown = [short_date_text(row.date), row.amount, row.rate, row.rate_source, row.rupees]
        assert all(text in pdf.filing for text in shown), row
    if one.receipts.count:
        assert rupees_exact(one.receipts.rupees) in pdf.filing
    assert ("estimated, " in pdf.filing) == bool(one.receipts.estimated)


def test_retention_stands_month_by_month(year: tuple[Workbook, Printed]) -> None:
    one, pdf = assessed(year[0]), year[1]
    for month in one.retention:
        cents = (month.proceeds_usd, month.limit_usd, month.retained_usd, month.headroom_usd, month.over_usd)
        assert " ".join(currency_amount(amount, "USD") for amount in cents) in pdf.filing, month.month
    assert ("Foreign currency you may keep" in pdf.filing) == bool(one.retention)


def test_what_is_open_stands_with_its_effect(year: tuple[Workbook, Printed]) -> None:
    summary = summarise(assessed(year[0]), rulebook())
    for point in summary.open_points:
        assert all(
            text in year[1].filing for text in (point.title, point.default, point.reading, point.effect)
        )
    for answer in summary.unknown_answers:
        assert answer.question in year[1].filing
        assert all(other.effect in year[1].filing for other in answer.others)
    assert all(sentence in year[1].filing for sentence in summary.assumptions)


def test_each_figure_is_explained_and_each_rule_has_its_source(year: tuple[Workbook, Printed]) -> None:
    summary = summarise(assessed(year[0]), rulebook())
    for told in summary.explanations:
        if told.reading == "ordinance":
            assert all(step.sentence in year[1].filing for step in told.told), told.name
            assert all(rule.title in year[1].filing for step in told.told for rule in step.rules)
    whole = year[1].filing + year[1].last
    assert all(source.title in whole for source in summary.sources)


def test_the_policy_stands_on_the_last_page_alone(year: tuple[Workbook, Printed]) -> None:
    one, pdf = assessed(year[0]), year[1]
    summary = summarise(one, rulebook())
    assert pdf.last.index("Not for filing") == 0
    assert "Not for filing" not in pdf.filing
    for sentence in (
        summary.policy.title,
        summary.policy.why,
        summary.policy.caution,
        summary.difference.sentence,
    ):
        assert sentence in pdf.last
        assert sentence not in pdf.filing
    assert rupees(one.policy.tax) in pdf.last
    assert rupees(one.policy.balance) in pdf.last
    assert "published policy" not in pdf.filing
    policy_words = [tier_word(summary.policy.tier)] if summary.policy.tier else []
    assert [word for word in map(tier_word, ("text", "reported", "inferred")) if word in pdf.last] == []
    assert all(word in pdf.last for word in policy_words)


def test_the_policys_own_figure_is_nowhere_else() -> None:
    zero_rated = workbook(
        2025, receipt(1, "2024-08-01", "20000"), receipt(2, "2025-01-05", "777", service="other")
    )
    one, pdf = assessed(zero_rated), printed(zero_rated)
    assert one.policy.tax not in (0, one.ordinance.tax)
    # The policy taxes the second receipt alone, a line which the Ordinance has as well.
    assert rupees(one.difference) not in pdf.filing
    assert rupees_exact(one.policy.zero_rated_rupees).removesuffix(".00") in pdf.last + pdf.filing


def test_every_page_says_whose_year_and_by_which_rules(busy: Printed) -> None:
    digest = rulebook().digest
    for number, page in enumerate(busy.pages, start=1):
        assert "Tax year 2024 · Ayesha Khan" in page
        assert f"rules {digest[:16]}" in page
        assert f"Page {number} of {len(busy.pages)}" in page
        assert "An aid, not advice. No tax professional has checked these figures." in page
    assert digest in busy.filing


def test_the_head_names_the_person_and_the_day(busy: Printed) -> None:
    assert all(told in busy.pages[0] for told in TOLD.values())
    assert date_text(AS_OF) in busy.pages[0]
    head = printed(workbook(2026)).pages[0].split("What to do")[0]
    assert not any(label in head for label in ("Name", "CNIC", "NTN"))


def test_the_outline_leads_to_the_pages(busy: Printed) -> None:
    headings = busy.headings()
    assert headings == sorted(headings, key=lambda entry: entry[1]), "in the order of the pages"
    assert all(title in busy.pages[page] for title, page in headings)
    assert headings[-1][1] == len(busy.pages) - 1
    found = {title for title, _page in headings}
    assert {
        "What to do",
        "What the Ordinance says",
        "Receipts one by one",
        "Sources",
        "Not for filing",
    } <= found


def test_the_document_says_what_it_is(busy: Printed) -> None:
    root = busy.reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert busy.reader.metadata is not None
    assert busy.reader.metadata.title == "Income tax for tax year 2024: Ayesha Khan"
    assert all(tuple(map(round, page.mediabox[2:])) == (595, 842) for page in busy.reader.pages)


def test_the_saved_work_inside_opens_as_the_same_workbook(year: tuple[Workbook, Printed]) -> None:
    assert list(year[1].reader.attachments) == ["workbook.json"]
    [content] = year[1].reader.attachments["workbook.json"]
    assert read_workbook(content) == year[0]


def test_the_saved_work_can_be_left_out() -> None:
    pdf = printed(BUSY, attach_workbook=False)
    assert list(pdf.reader.attachments) == []
    assert "Not attached to this PDF." in pdf.filing
    assert b"EmbeddedFile" not in pdf.raw


def test_500_receipts_break_over_pages_with_their_heads(many: Printed) -> None:
    first = next(page for title, page in many.headings() if title == "Receipts one by one")
    last = next(page for title, page in many.headings() if title == "Sources")
    assert last - first > 10
    told = [page for page in many.pages[first : last + 1] if "Upwork" in page]
    assert all("No. Credited on From Amount Rate Rupees Tax taken Taxed as" in page for page in told)
    assert all(f"Client {number % 40} · Upwork" in many.filing for number in range(40))
    assert sum(page.count("· Upwork") for page in told) == 500


def test_every_page_but_the_last_ones_is_well_filled(many: Printed) -> None:
    assert min(len(page) for page in many.pages) > 500


def test_all_letters_are_embedded(busy: Printed) -> None:
    used = {
        font["/BaseFont"]
        for page in busy.reader.pages
        for font in (entry.get_object() for entry in page["/Resources"]["/Font"].values())
    }
    assert used
    assert all("NotoSans" in name for name in used)


def test_the_same_year_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import hashlib; from pdf_reading import assessed, rulebook; from test_pdf import BUSY;"
        "from compliance.documents.pdf import build_pdf;"
        "print(hashlib.sha256(build_pdf(assessed(BUSY), rulebook())).hexdigest())"
    )
    found = {hashlib.sha256(build_pdf(assessed(BUSY), rulebook())).hexdigest() for _time in range(2)}
    for seed in ("1", "4242"):
        ran = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(ran.stdout.strip())
    assert len(found) == 1


def test_figures_group_as_the_person_chose() -> None:
    try:
        use_grouping("thousand")
        assert "Rs 1,200,000" in printed(BUSY).filing
    finally:
        use_grouping("lakh")
    assert "Rs 12,00,000" in printed(BUSY).filing


def test_a_day_in_time_is_not_called_late() -> None:
    assert (
        "late" not in printed(YEARS["salary alone"], date(2026, 9, 1)).pages[0].split("What the Ordinance")[0]
    )
