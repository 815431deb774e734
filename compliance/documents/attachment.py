"""Files inside their own document: the workbook, so that the PDF can be opened again and computed anew, and
what the document was made with, so that it can be said what has changed since."""

from __future__ import annotations

from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress

from compliance.assessment_types import Assessment
from compliance.documents import made_with
from compliance.text import _
from compliance.workbook_reading import write_workbook

FILE_NAME: Final = "workbook.json"
JSON: Final = "/application#2Fjson"
"""The media type as a name of a PDF; the library's own names leave the slash as it is."""


def attach_work(canvas: Any, assessment: Assessment) -> None:
    """Put the saved work, and behind it what the document was made with, into a document's catalogue.

    The PDF library has no call for it, so the objects of ISO 32000 parts 7.11.3 and 7.11.4 are built here.
    """
    files = (
        # By their names, as the catalogue wants them; the workbook's own bytes come first in the file, since
        # programs before version 0.2 open the first file that they find.
        (
            FILE_NAME,
            write_workbook(assessment.workbook),
            _("The saved work that this document was made from"),
        ),
        (
            made_with.FILE_NAME,
            made_with.made_with_json(assessment),
            _("The figures and rules that this document was made with"),
        ),
    )
    references = {name: _attached(canvas._doc, name, text, said) for name, text, said in files}
    entries = [part for name in sorted(references) for part in (PDFString(name), references[name])]
    names = PDFDictionary({"Names": PDFArray(entries)})
    canvas.setCatalogEntry("Names", PDFDictionary({"EmbeddedFiles": names}))


def _attached(document: Any, name: str, text: str, said: str) -> Any:
    """A reference to one embedded file."""
    content = text.encode("utf-8")
    stream = PDFStream(
        PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                "Subtype": JSON,
                "Params": PDFDictionary({"Size": len(content)}),
            }
        ),
        content,
        filters=[PDFZCompress],
    )
    stem = name.removesuffix(".json")
    file = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(name),
            "UF": PDFString(name),
            "Desc": PDFString(said),
            "AFRelationship": PDFName("Source"),
            "EF": PDFDictionary({"F": document.Reference(stream, f"{stem}-stream")}),
        }
    )
    return document.Reference(file, f"{stem}-file")
