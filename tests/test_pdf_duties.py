"""Duties, dates and costs as the PDF prints them, held against what the page of duties says."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.documents.pdf import build_pdf
from compliance.summary_duties import told_duties
from compliance.summary_evidence import told_evidence
from compliance.summary_filing_sheet import filing_sheet
from compliance.text import date_text, rupees
from compliance.workbook import Workbook
from tests.duty_cases import with_answers
from tests.pdf_reading import YEARS, Printed, assessed, printed, read, rulebook
from tests.sample_year import WALLET

AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="module", params=YEARS, ids=str)
def year(request: pytest.FixtureRequest) -> tuple[Workbook, Printed]:
    return YEARS[request.param], printed(YEARS[request.param])


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_duty_that_may_apply_is_printed_with_its_steps(year: tuple[Workbook, Printed]) -> None:
    told, page = told_duties(assessed(year[0]), rulebook()), squeezed(year[1].filing)
    for duty in told.duties:
        assert squeezed(duty.title) in page
        if duty.status in ("applies", "depends"):
            for sentence in (duty.verdict, *duty.why, *duty.how):
                assert squeezed(sentence) in page, duty.id
            if duty.by:
                assert squeezed(date_text(duty.by)) in page


def test_what_is_known_of_sales_tax_is_printed_also_where_nobody_has_to_register() -> None:
    """Five of the six examples need not register; the province's position is told to them, too."""
    workbook = read(WALLET)
    told = told_duties(assessed(workbook), rulebook()).by_id["sales_tax"]
    assert told.status == "does_not_apply" and told.why
    page = squeezed(Printed(build_pdf(assessed(workbook), rulebook())).filing)
    for sentence in (told.verdict, *told.why, told.ask):
        assert squeezed(sentence) in page


def test_every_date_to_come_and_every_cost_is_printed(year: tuple[Workbook, Printed]) -> None:
    told, page = told_duties(assessed(year[0]), rulebook()), squeezed(year[1].filing)
    for day in told.days:
        if not day.past and day.status in ("applies", "depends"):
            assert squeezed(day.day_text + day.title) in page, day.id
    for cost in told.costs:
        for text in (cost.title, cost.who, cost.figure, *cost.sentences):
            assert squeezed(text) in page, cost.id


def test_both_ends_of_the_penalty_are_printed() -> None:
    """Money outside banks: nil if it is final income; else the least amount of Rs 50,000."""
    page = printed(read(WALLET), AS_OF).filing
    assert f"{rupees(0)} to {rupees(50_000)}" in page


def test_what_is_known_of_other_years_is_printed() -> None:
    told = told_duties(assessed(read(WALLET)), rulebook())
    page = squeezed(printed(read(WALLET), AS_OF).filing)
    assert squeezed("Returns of other years") in page and squeezed(told.earlier_sentence) in page
    for other in told.earlier:
        assert squeezed(other.title) in page and squeezed(other.sentence) in page
    before = [{"tax_year": one.tax_year, "filed": True} for one in told.earlier]
    all_filed = read(with_answers(WALLET, person={"returns_before": before}))
    assert squeezed("Returns of other years") not in squeezed(printed(all_filed, AS_OF).filing)


def test_duties_can_be_left_out_and_no_other_part_is_known() -> None:
    one = assessed(read(WALLET), AS_OF)
    without = Printed(build_pdf(one, rulebook(), leave_out=("duties",)))
    titles = [title for title, _page in without.headings()]
    assert "Duties" not in titles and "What being late costs" not in titles
    assert "Duties" in [title for title, _page in Printed(build_pdf(one, rulebook())).headings()]
    with pytest.raises(ValueError, match="wealht"):
        build_pdf(one, rulebook(), leave_out=("wealht",))


def test_what_the_duties_rest_on_is_among_the_sources(year: tuple[Workbook, Printed]) -> None:
    told, page = told_duties(assessed(year[0]), rulebook()), squeezed(year[1].filing)
    titles = {source.title for duty in told.duties for rule in duty.rules for source in rule.sources}
    assert titles
    assert all(squeezed(title) in page for title in titles)


def test_the_filing_sheet_is_printed_line_by_line_and_can_be_left_out(year: tuple[Workbook, Printed]) -> None:
    one = assessed(year[0])
    page = squeezed(year[1].filing)
    for part in filing_sheet(one, rulebook()).parts:
        for line in part.filled:
            figures = "".join(rupees(figure) for figure in (line.amount, line.tax) if figure is not None)
            assert squeezed(line.name) in page
            assert squeezed(figures) in page, line.id
    without = Printed(build_pdf(one, rulebook(), leave_out=("filing_sheet",)))
    assert "Filing sheet" not in [title for title, _page in without.headings()]


def test_evidence_is_printed_by_rupees_with_what_to_ask(year: tuple[Workbook, Printed]) -> None:
    told, page = told_evidence(assessed(year[0]), rulebook()), squeezed(year[1].filing)
    assert squeezed(told.sentence) in page
    for one in told.missing:
        assert squeezed(one.what_to_do) in page and squeezed(one.figure) in page, one.kind
    for deduction in told.deductions:
        assert not deduction.asks or squeezed(deduction.expected + deduction.deducted) in page


def test_the_wealth_bridge_is_printed_line_by_line() -> None:
    """Rs 11,48,445.77 came in, nothing was entered as spent, and Rs 1,00,000 is there."""
    items = [{"id": "w1", "kind": "cash", "start": "0", "end": "100000"}]
    one = assessed(read(with_answers(WALLET, wealth={"items": items})), AS_OF)
    page = squeezed(Printed(build_pdf(one, rulebook())).filing)
    for said in (
        "Rs 11,48,445.77",
        "Rs 10,48,445.77 less than is explained",
        "No living expenses are entered",
    ):
        assert squeezed(said) in page
    without = Printed(build_pdf(one, rulebook(), leave_out=("wealth", "evidence")))
    assert not {"Wealth", "Evidence"} & {title for title, _page in without.headings()}
