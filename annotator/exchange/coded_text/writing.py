"""What the exporters of documents call: what is asked for, in the format of the suffix."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.exchange.coded_text.choice import CODEBOOK, QUOTATIONS, WritingChoice
from annotator.exchange.coded_text.codebooks import codebook_document
from annotator.exchange.coded_text.docx import write_docx
from annotator.exchange.coded_text.html import write_html
from annotator.exchange.coded_text.markdown import write_markdown
from annotator.exchange.coded_text.model import Written
from annotator.exchange.coded_text.odt import write_odt
from annotator.exchange.coded_text.quotations import quotations
from annotator.exchange.coded_text.texts import coded_texts
from annotator.exchange.exporters.exporter import ExportSettings

SUFFIXES: Final[dict[str, Callable[[Written, BinaryIO], None]]] = {
    ".docx": write_docx,
    ".odt": write_odt,
    ".html": write_html,
    ".md": write_markdown,
}


def written(content: ProjectContent, choice: WritingChoice) -> Written:
    """What is chosen, whatever the format."""
    if choice.what == CODEBOOK:
        return codebook_document(content.codebook, content.name)
    if choice.what == QUOTATIONS:
        return quotations(content, choice)
    return coded_texts(content, choice)


def _write(suffix: str, content: ProjectContent, file: BinaryIO, how: ExportSettings) -> Job[None]:
    yield JobProgress(0, 2, tr("Laying out"))
    made = written(content, how.writing)
    yield JobProgress(1, 2, tr("Writing"))
    SUFFIXES[suffix](made, file)


def docx(content: ProjectContent, file: BinaryIO, settings: ExportSettings) -> Job[None]:
    """Word."""
    return (yield from _write(".docx", content, file, settings))


def odt(content: ProjectContent, file: BinaryIO, settings: ExportSettings) -> Job[None]:
    """OpenDocument text."""
    return (yield from _write(".odt", content, file, settings))


def html(content: ProjectContent, file: BinaryIO, settings: ExportSettings) -> Job[None]:
    """One HTML page."""
    return (yield from _write(".html", content, file, settings))


def markdown(content: ProjectContent, file: BinaryIO, settings: ExportSettings) -> Job[None]:
    """Markdown."""
    return (yield from _write(".md", content, file, settings))
