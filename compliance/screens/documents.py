"""Documents: the PDF, the workbook for a consultant, the saved work, opening it, the result as data."""

from __future__ import annotations

import json

import streamlit as st

from compliance.assessment_types import Assessment
from compliance.rulebook import NotCovered
from compliance.screens import look, state, ways
from compliance.screens.downloads import offer
from compliance.screens.draft_readable import readable_part
from compliance.screens.keeping.session import keeping
from compliance.screens.places import file_of
from compliance.screens.result_work import worked_out
from compliance.text import _
from compliance.workbook import Workbook
from compliance.workbook_reading import write_workbook


def show() -> None:
    """Draw the page."""
    conversion = state.conversion()
    with st.container(width=832, gap="medium"):
        with st.container(gap="xsmall"):
            look.section(_("Documents"))
            look.title(_("Keep it, file by it, take it to a consultant"))
        assessment = None
        if conversion.ready and conversion.workbook is not None:
            work = worked_out(conversion.workbook)
            assessment = None if isinstance(work, NotCovered) else work.assessment
        _pdf(assessment)
        if assessment is not None:
            _spreadsheet(assessment)
        _saved_work(conversion.workbook)
        _open()
        if assessment is not None:
            _data(assessment)


def _pdf(assessment: Assessment | None) -> None:
    with st.container(gap="small"):
        look.heading(_("The PDF"))
        look.prose(
            _(
                "What to do and by when; the Ordinance’s figures line by line with their sources; every "
                "receipt; what is estimated and what is open. The published policy stands on a last page of "
                "its own, headed “not for filing”."
            )
        )
        if assessment is None and not state.anything_entered():
            look.aside(_("The PDF can be made once your year is entered."), colour="line")
            return
        if assessment is None:
            look.aside(_("The PDF can be made once there is a result."), colour="amber")
            st.page_link(file_of("result"), label=_("See what is missing"))
            return
        attach = st.checkbox(
            _("Put my saved work inside the PDF"),
            value=True,
            key="documents.attach",
            persist_state="session",
        )
        look.html(
            '<p class="hint below-box">{said}</p>',
            said=_(
                "Then the PDF alone is enough to open your work here again. But it also holds your answers "
                "and every receipt, with clients and notes, for whoever gets the file. Leave it out of a "
                "copy that you pass on."
            ),
        )
        parts = {
            "filing_sheet": _("With the filing sheet: which figure goes where in the return"),
            "duties": _("With my duties, the dates still to come and what being late costs"),
            "evidence": _("With what is missing for my receipts, and what banks took"),
            "wealth": _("With the wealth bridge"),
        }
        left_out = tuple(
            part
            for part, label in parts.items()
            if not st.checkbox(label, value=True, key=f"documents.{part}", persist_state="session")
        )
        rulebook = state.rulebook()

        def pdf() -> bytes:
            from compliance.documents.pdf import build_pdf

            return build_pdf(assessment, rulebook, attach_workbook=attach, leave_out=left_out)

        offer(
            _("Download the PDF"),
            pdf,
            file_name=f"tax-year-{assessment.tax_year}.pdf",
            mime="application/pdf",
            key="documents.pdf",
            primary=True,
        )


def _spreadsheet(assessment: Assessment) -> None:
    with st.container(gap="small"):
        look.heading(_("Workbook for a consultant"))
        look.prose(
            _(
                "A spreadsheet with a sheet each for receipts, computation, foreign currency, duties, "
                "evidence, the wealth bridge and sources. It holds your name, clients and notes, for whoever "
                "gets the file."
            )
        )
        rulebook = state.rulebook()

        def spreadsheet() -> bytes:
            from compliance.documents.xlsx import build_xlsx

            return build_xlsx(assessment, rulebook)

        offer(
            _("Workbook for a consultant (XLSX)"),
            spreadsheet,
            file_name=f"tax-year-{assessment.tax_year}-consultant.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key="documents.xlsx",
        )


def _saved_work(workbook: Workbook | None) -> None:
    with st.container(gap="small"):
        look.heading(_("Save your work"))
        look.prose(
            _(
                "A small file with all your answers and receipts, to open here again. It holds the name, "
                "CNIC and NTN if you gave them, so keep it where you keep your papers."
            ),
            _(
                "This browser also keeps what you enter, by itself. But browsers may clear what they keep, "
                "Safari for one after seven days without a visit: the file is the safe copy."
            )
            if keeping().keeps
            else _("This browser keeps nothing of it, so the file is the only copy."),
        )
        text = state.saved_work()
        if not state.anything_entered():
            look.aside(_("Nothing has been entered yet, so there is nothing to save."), colour="line")
            st.page_link(file_of("start"), label=_("Begin at the start"))
            return
        if workbook is None or text is None:
            look.prose(_("All of it can be saved once everything typed can be read. This is in the way:"))
            ways.mend_list(state.mends(), back_to="documents")
            _save_the_rest()
            return
        _save_button(text, workbook.tax_year)


@st.fragment
def _save_button(text: str, tax_year: int) -> None:
    """Drawn anew alone: the whole page anew would replace the other downloads while they are clicked."""
    st.download_button(
        _("Save the workbook file"),
        data=text,
        file_name=f"tax-year-{tax_year}-workbook.json",
        mime="application/json",
        key="documents.workbook",
        on_click=state.note_saved,
    )


def _save_the_rest() -> None:
    """The way to keep what can be read, while something else cannot."""
    rest = readable_part(state.draft())
    if rest is None:
        return
    entered = len(state.draft()["receipts"])
    missing = entered - len(rest.receipts)
    said = _("What is listed above is then not in the file, and has to be typed again.")
    if missing:
        without = _("Receipts left out: {missing} of {count}.").format(missing=missing, count=entered)
        said = f"{without} {said}"
    look.prose(said)
    st.download_button(
        _("Save everything else"),
        data=write_workbook(rest),
        file_name=f"tax-year-{rest.tax_year}-workbook-incomplete.json",
        mime="application/json",
        key="documents.rest",
        on_click="ignore",
    )


def _open() -> None:
    with st.container(gap="small"):
        look.heading(_("Open saved work"))
        look.prose(
            _(
                "A workbook file that this program saved, or a PDF of it with the work inside. A PDF is "
                "worked out anew and compared with what it was made with."
            )
        )
        ways.opener("documents.open")


def _data(assessment: Assessment) -> None:
    with st.container(gap="small"):
        look.heading(_("For scripts"))
        look.prose(
            _(
                "The result as JSON: every figure, every step with its rule and how far it is to be trusted, "
                "and the papers: duties, dates, evidence, the filing sheet, wealth."
            )
        )
        rulebook = state.rulebook()

        def result() -> str:
            from compliance.documents.papers_json import with_papers

            return json.dumps(with_papers(assessment, rulebook), ensure_ascii=False, indent=2)

        offer(
            _("Download the result as JSON"),
            result,
            file_name=f"tax-year-{assessment.tax_year}-result.json",
            mime="application/json",
            key="documents.result",
        )


if __name__ == "__main__":
    show()
