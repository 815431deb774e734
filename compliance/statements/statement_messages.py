"""What can be said about a statement file and its rows, as data: a code, what was given, what to do.

The three lists are closed, since each sentence is paid for in every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from compliance.text import N_, _
from compliance.workbook_messages import visible

GRADE_SENTENCES: Final = {
    "A": N_("Its layout is known from files that were read."),
    "B": N_("Its layout is known from one working importer or note. Compare a few rows with the file."),
    "C": N_("Its layout is known from a weak source. Compare the rows with the file, one by one."),
    "own": N_("You described this layout yourself. Compare the rows with the file."),
}
"""By grade: how far a layout is to be trusted."""

FILE_SENTENCES: Final = {
    # The file is refused, or nothing could be taken from it.
    "empty": N_("There is nothing in this file. Export it again, and give the file as it was downloaded."),
    "too_large": N_(
        "The file is larger than {most} MB, more than any statement is. Export a shorter period, one file "
        "each."
    ),
    "another_kind": N_("This is {kind}, not a statement that can be read. Export it as CSV, XLSX or PDF."),
    "not_text": N_(
        "This is neither text nor a spreadsheet nor a PDF. Give the file as it was downloaded, not changed."
    ),
    "line_too_long": N_(
        "Line {row} is longer than {most} characters, so this is no statement. Give the file as it was "
        "downloaded."
    ),
    "cell_too_long": N_(
        "A cell in row {row} is longer than {most} characters. A quotation mark may be missing; give the "
        "file as it was downloaded."
    ),
    "quote_open": N_(
        "A quotation mark is opened in row {row} and never closed. Give the file as it was downloaded."
    ),
    "quote_stray": N_(
        "In row {row} text follows a closing quotation mark, so its cells cannot be told apart. Give the "
        "file as it was downloaded."
    ),
    "too_many_rows": N_("There are more than {most} rows. Export a shorter period, one file each."),
    "too_many_columns": N_("A row has more than {most} columns, so this is no statement."),
    "too_many_cells": N_("There are more than {most} cells. Export a shorter period, one file each."),
    "archive_damaged": N_("The spreadsheet is damaged. Download it again, or save it as CSV."),
    "archive_too_large": N_(
        "Unpacked, the spreadsheet would be larger than {most} MB, more than any statement is."
    ),
    "archive_too_many_parts": N_(
        "The spreadsheet has more than {most} parts inside. Save the sheet alone as CSV."
    ),
    "archive_entities": N_(
        "The spreadsheet holds definitions that a spreadsheet program never writes (DOCTYPE). It is not "
        "opened; download it from its source again."
    ),
    "archive_locked": N_(
        "The spreadsheet is locked with a password. Open it, save it without one, and give that file."
    ),
    "spreadsheet_unreadable": N_("The spreadsheet cannot be read. Download it again, or save it as CSV."),
    "json_unreadable": N_(
        "The file is damaged: line {row}, column {column} cannot be read. Download it again."
    ),
    "json_too_deep": N_("The parts of this file are nested too deep for a statement."),
    "json_repeated_key": N_("A name stands twice in one place of this file, so it cannot be relied on."),
    "json_no_rows": N_("There is no list of transactions in this file."),
    "password_needed": N_("The PDF is locked. Enter its password; it is used once and not kept."),
    "password_wrong": N_(
        "This password does not open the PDF. Enter the one that the bank gave for its statements."
    ),
    "pdf_unreadable": N_("The PDF cannot be read. Download it again."),
    "pdf_too_many_pages": N_(
        "The PDF has more than {most} pages. Export a shorter period, one file for each."
    ),
    "pdf_too_slow": N_(
        "Reading this PDF takes longer than {most} seconds, so it was stopped. Export a shorter period, or "
        "as CSV."
    ),
    "too_slow": N_(
        "Reading these rows takes longer than {most} seconds, so it was stopped. Export a shorter period, "
        "one file each."
    ),
    "pdf_too_large": N_("Unpacked, a part of the PDF is larger than any statement has. It is not read."),
    "pdf_no_text": N_(
        "There is no text in this PDF: it is a picture of a statement. Ask the bank for one with text, or "
        "for CSV."
    ),
    "unknown": N_(
        "No known statement looks like this. Say once which column is which, and it will be known from then "
        "on."
    ),
    "unknown_pdf": N_(
        "No known statement looks like this PDF, and of a PDF nobody can say which column is which. Download "
        "the statement as CSV or as a spreadsheet and give that, or type its receipts by hand."
    ),
    "ambiguous": N_("This fits more than one known statement: {layouts}. Choose the one that it is."),
    "several_sheets": N_(
        "More than one sheet holds a statement: {sheets}. Save each of them as a file of its own."
    ),
    "no_such_profile": N_("There is no description of a statement by this name. Choose another."),
    "profile_does_not_fit": N_("The columns of the chosen statement are not in this file. Choose another."),
    "no_rows": N_("The statement has its heading, but no rows below it. Choose a period with movements."),
    # The file was read, and something about it should be known.
    "encoding_guessed": N_(
        "The file does not say how its letters are written; it was read as {encoding}. Look whether names "
        "with accents came out right."
    ),
    "other_sheets": N_("Only the sheet that holds the statement was read, not: {sheets}."),
    "signs_reversed": N_(
        "Most earnings are below zero: this looks like a client’s export, in which all signs are reversed. "
        "Export the report from the freelancer’s account."
    ),
    "dates_rewritten": N_(
        "Most dates are not written as this statement writes them: the file may have been saved again by a "
        "spreadsheet program. Give the file as it was downloaded."
    ),
    "zeros_lost": N_(
        "Some dates lack the zeros that this statement writes (7/1/2026 for 07/01/2026): the file seems to "
        "have been saved again by a spreadsheet program, which may have turned day and month round. Give "
        "the file as it was downloaded."
    ),
    "numbers_shortened": N_(
        "Some references are shortened as a spreadsheet program does it (1.016E+09), so the same row is not "
        "known again in another file. Give the file as it was downloaded."
    ),
    "long_numbers": N_(
        "Some numbers have more than 15 digits, and a spreadsheet keeps no more than that. If references "
        "look wrong, give the CSV file."
    ),
    "purpose_remittance": N_(
        "Purpose code {codes} is for remittances of workers, not for exports of services. Ask the bank to "
        "correct it where it stands (number of rows: {count})."
    ),
    "grade_b": GRADE_SENTENCES["B"],
    "grade_c": GRADE_SENTENCES["C"],
}
"""By code: what is the matter with a file."""

OTHER_AMOUNT: Final = "id_with_other_amount"
REVIEW_SENTENCES: Final = {
    "date_missing": N_("There is no date. Enter the day of the movement."),
    "date_unreadable": N_(
        "This is not a date as this statement writes it. Enter the day, or give the file unchanged."
    ),
    "date_order": N_(
        "It cannot be told whether the day or the month comes first. Say which it is for this file."
    ),
    "amount_missing": N_("There is no amount. Enter it, or leave the row out."),
    "amount_unreadable": N_("This was not understood as an amount. Enter the amount."),
    "amount_decimal_comma": N_(
        "The comma may stand for a decimal point or part thousands. Enter the amount."
    ),
    "amount_decimals": N_("The amount has more than two decimals. Enter it as it was paid, in two."),
    "amount_too_large": N_("The amount is larger than can be worked with. Look for a slip."),
    "both_sides": N_("There is money in and money out in one row. Enter the one that is right."),
    "sign_contradicts": N_("The sign of the amount contradicts the column that says in or out."),
    "side_unknown": N_("It is not known whether this means money in or money out."),
    "currency_missing": N_("No currency is given. Enter it."),
    "currency_unknown": N_("This is no known currency. Enter its code in three letters."),
    "currency_unclear": N_("It is not sure which currency the amount is in. Enter it."),
    "balance_unreadable": N_("The balance beside it was not understood. Check the row."),
    "status_missing": N_(
        "No status is given, so it is not sure that the money moved. Keep the row or leave it."
    ),
    "status_unknown": N_("It is not known what this status means. Keep the row if the money moved."),
    "kind_unknown": N_("It is not known what kind of movement this is. Say what it is."),
    "kind_unclear": N_("Movements of this kind can be several things. Say what it is."),
    "more_cells": N_("The row has more cells than the heading. Check where its columns belong."),
    "control_characters": N_("The row holds characters that cannot be printed. Check what it says."),
    "rate_unreadable": N_("The exchange rate was not understood. Check the row."),
    "other_amount_unreadable": N_("The second amount of the row was not understood. Check the row."),
    "text_not_separated": N_("It is not sure which lines belong to this movement. Check them in the file."),
    "row_not_understood": N_("These lines are not as this statement writes a movement. Enter it by hand."),
    OTHER_AMOUNT: N_(
        "Another file has a row with this number and another amount. Compare the two; enter this one if it "
        "is a movement of its own."
    ),
}
"""By code: why a row waits for somebody to look at it, and what to do."""

SKIP_SENTENCES: Final = {
    "cancelled": N_("Cancelled: no money moved."),
    "refunded": N_("Given back: no money moved in the end."),
    "pending": N_("Not completed. When it is, it has a row of its own."),
    "hold": N_("Only held on the card: the payment has a row of its own."),
    "nothing_moved": N_("The amount is zero: no money moved."),
    "memo": N_("For information only: the balance did not change."),
    "opening": N_("The balance brought forward, not a movement."),
    "subtotal": N_("A sum of other rows, not a movement."),
}
"""By code: why a row was left out."""

CHECK_SENTENCES: Final = {
    "balance_chain": N_("Each balance is the one before it and the movement between them."),
    "opening_to_closing": N_("The opening balance and all movements give the closing balance."),
    "last_balance": N_("The balance of the last row is the closing balance."),
    "total_credit": N_("All money in gives the printed total."),
    "total_debit": N_("All money out gives the printed total."),
    "conversion": N_("The amount less its fee, at the stated rate, gives what was sent."),
}
"""By code: what was checked."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say about a file or a row: a code, what was given, and the figures in its sentence."""

    code: str
    given: str = ""
    values: tuple[tuple[str, object], ...] = ()

    def sentence(self) -> str:
        """What to do about it, in the language spoken now. KeyError for a code that is in no list."""
        for sentences in (FILE_SENTENCES, REVIEW_SENTENCES, SKIP_SENTENCES):
            if self.code in sentences:
                return _(sentences[self.code]).format(**dict(self.values))
        raise KeyError(self.code)

    def line(self) -> str:
        """One line for a terminal: `what was given: what to do`."""
        return f"{visible(self.given)}: {self.sentence()}" if self.given else self.sentence()


def review_sentence(code: str) -> str:
    """What to do about a kept row; empty for a code that this version does not know."""
    return _(REVIEW_SENTENCES[code]) if code in REVIEW_SENTENCES else ""


class Refused(Exception):
    """A file that is not read any further; `note` says why."""

    def __init__(self, code: str, given: str = "", **values: object) -> None:
        super().__init__(code, given)
        self.note = Note(code, given, tuple(values.items()))
