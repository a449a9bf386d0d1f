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
_CORPORA: Final = "annotator.exchange.corpora"

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
    Exporter(
        name="brat",
        title=tr("brat (ZIP)"),
        suffix=".brat.zip",
        function=f"{_CORPORA}.brat:write",
        preview=f"{_CORPORA}.brat:preview",
        with_history=True,
    ),
    Exporter(
        name="conll",
        title=tr("CoNLL by token (IOB2)"),
        suffix=".conll",
        function=f"{_CORPORA}.conll:write",
        preview=f"{_CORPORA}.conll:preview",
        with_history=True,
    ),
    Exporter(
        name="doccano",
        title=tr("doccano (JSON lines)"),
        suffix=".doccano.jsonl",
        function=f"{_CORPORA}.json_lines:write_doccano",
        preview=f"{_CORPORA}.json_lines:preview_doccano",
        with_history=True,
    ),
    Exporter(
        name="label-studio",
        title=tr("Label Studio (JSON)"),
        suffix=".labelstudio.json",
        function=f"{_CORPORA}.json_lines:write_label_studio",
        preview=f"{_CORPORA}.json_lines:preview_label_studio",
        with_history=True,
    ),
    Exporter(
        name="spacy",
        title=tr("spaCy (JSON lines)"),
        suffix=".spacy.jsonl",
        function=f"{_CORPORA}.json_lines:write_spacy",
        preview=f"{_CORPORA}.json_lines:preview_spacy",
        with_history=True,
    ),
    Exporter(
        name="datasets",
        title=tr("Hugging Face datasets (JSON lines)"),
        suffix=".datasets.jsonl",
        function=f"{_CORPORA}.json_lines:write_datasets",
        preview=f"{_CORPORA}.json_lines:preview_datasets",
        with_history=True,
    ),
    Exporter(
        name="web-annotation",
        title=tr("W3C Web Annotation (JSON-LD)"),
        suffix=".jsonld",
        function=f"{_CORPORA}.web_annotation:write",
        preview=f"{_CORPORA}.web_annotation:preview",
        with_history=True,
    ),
    Exporter(
        name="tei",
        title=tr("TEI with stand-off annotation"),
        suffix=".tei.xml",
        function=f"{_CORPORA}.tei:write",
        preview=f"{_CORPORA}.tei:preview",
        with_history=True,
    ),
    Exporter(
        name="cas-xmi",
        title=tr("UIMA CAS XMI (ZIP)"),
        suffix=".xmi.zip",
        function=f"{_CORPORA}.cas:write_xmi",
        preview=f"{_CORPORA}.cas:preview",
        with_history=True,
    ),
    Exporter(
        name="cas-json",
        title=tr("UIMA CAS JSON (ZIP)"),
        suffix=".cas.zip",
        function=f"{_CORPORA}.cas:write_json",
        preview=f"{_CORPORA}.cas:preview",
        with_history=True,
    ),
    Exporter(
        name="tidy",
        title=tr("Tidy tables with a data dictionary (ZIP of CSV)"),
        suffix=".tidy.zip",
        function="annotator.exchange.tidy_tables:write_tidy",
    ),
)


@cache
def exporters() -> tuple[Exporter, ...]:
    """All exporters: those built in, then those of other packages."""
    return (*BUILT_IN, *(entry.load() for entry in entry_points(group=ENTRY_POINTS)))


def exporter_for(suffix: str) -> Exporter | None:
    """The exporter of this suffix, in lower case and with its dot; None where there is none."""
    return next((one for one in exporters() if one.suffix == suffix), None)


def exporter_of(name: str) -> Exporter | None:
    """The exporter of a file of this name: the one with the longest suffix that the name ends with,
    such as ``.brat.zip``; None where there is none."""
    fitting = [one for one in exporters() if name.lower().endswith(one.suffix)]
    return max(fitting, key=lambda one: len(one.suffix), default=None)
