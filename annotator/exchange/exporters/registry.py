"""The exporters: one declared table of the formats that a project is written as.

The command line (`export`), its help and the window's dialogs read this table. Another package may
add exporters by an entry point in the group ``annotator.exporters`` that names an `Exporter`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import Final

from annotator.corpus.messages import tr
from annotator.exchange.exporters.exporter import Exporter

ENTRY_POINTS: Final = "annotator.exporters"
_MODULE: Final = "annotator.exchange.exporters.built_in"
_DOCUMENTS: Final = "annotator.exchange.coded_text.writing"

BUILT_IN: Final[tuple[Exporter, ...]] = (
    Exporter(
        name="refi-project",
        title=tr("REFI-QDA Project"),
        suffix=".qdpx",
        function=f"{_MODULE}:write_refi_project",
        preview=f"{_MODULE}:preview_refi_project",
        with_history=True,
    ),
    Exporter(
        name="refi-codebook",
        title=tr("REFI-QDA Codebook"),
        suffix=".qdc",
        function=f"{_MODULE}:write_refi_codebook",
        preview=f"{_MODULE}:preview_refi_codebook",
    ),
    Exporter(
        name="csv",
        title=tr("Codings as CSV"),
        suffix=".csv",
        function=f"{_MODULE}:write_codings_as_csv",
    ),
    Exporter(
        name="codebook",
        title=tr("Codebook file"),
        suffix=".yaml",
        function=f"{_MODULE}:write_codebook_as_yaml",
    ),
    Exporter(
        name="xlsx",
        title=tr("Codings as an Excel workbook"),
        suffix=".xlsx",
        function=f"{_MODULE}:write_codings_as_xlsx",
    ),
    Exporter(
        name="docx",
        title=tr("Word document"),
        suffix=".docx",
        function=f"{_DOCUMENTS}:docx",
    ),
    Exporter(
        name="odt",
        title=tr("OpenDocument text"),
        suffix=".odt",
        function=f"{_DOCUMENTS}:odt",
    ),
    Exporter(
        name="html",
        title=tr("Web page in one file"),
        suffix=".html",
        function=f"{_DOCUMENTS}:html",
    ),
    Exporter(
        name="markdown",
        title=tr("Markdown"),
        suffix=".md",
        function=f"{_DOCUMENTS}:markdown",
    ),
)


@cache
def exporters() -> tuple[Exporter, ...]:
    """All exporters: those built in, then those of other packages."""
    return (*BUILT_IN, *(entry.load() for entry in entry_points(group=ENTRY_POINTS)))


def exporter_for(suffix: str) -> Exporter | None:
    """The exporter of this suffix, in lower case and with its dot; None where there is none."""
    return next((one for one in exporters() if one.suffix == suffix), None)
