"""The workbook inside its own document, so that the PDF can be opened again and computed anew."""

from __future__ import annotations

from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress

from compliance.text import _
from compliance.workbook import Workbook
from compliance.workbook_reading import write_workbook

FILE_NAME: Final = "workbook.json"
JSON: Final = "/application#2Fjson"
"""The media type as a name of a PDF; the library's own names leave the slash as it is."""


def attach_workbook(canvas: Any, workbook: Workbook) -> None:
    """Put the saved work into a document's catalogue as an embedded file named `workbook.json`.

    The PDF library has no call for it, so the objects of ISO 32000 parts 7.11.3 and 7.11.4 are built here.
    """
    content = write_workbook(workbook).encode("utf-8")
    document = canvas._doc
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
    file = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(FILE_NAME),
            "UF": PDFString(FILE_NAME),
            "Desc": PDFString(_("The saved work that this document was made from")),
            "AFRelationship": PDFName("Source"),
            "EF": PDFDictionary({"F": document.Reference(stream, "workbook-stream")}),
        }
    )
    reference = document.Reference(file, "workbook-file")
    names = PDFDictionary({"Names": PDFArray([PDFString(FILE_NAME), reference])})
    canvas.setCatalogEntry("Names", PDFDictionary({"EmbeddedFiles": names}))
