"""What an exporter is: a format by its suffix, and the functions that write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, BinaryIO, Protocol

from annotator.corpus.job import Job
from annotator.corpus.project import ProjectContent
from annotator.exchange.coded_text.choice import WritingChoice
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.refi import RefiReport


def _no_original(sha256: str) -> bytes | None:
    """Without the project file at hand there are no original files."""


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """How to write. An exporter passes over what its format has no use for.

    guard_formulas: text that spreadsheets would take for a formula gets an apostrophe in front.
    utf16_positions: positions count UTF-16 units, as NVivo does. original: the bytes of the file
    that documents were read from, by its digest; None where it is not kept. writing: what is
    written as a document, and how. csv_form: what parts the cells of CSV.
    """

    guard_formulas: bool = False
    utf16_positions: bool = False
    original: Callable[[str], bytes | None] = _no_original
    writing: WritingChoice = field(default_factory=WritingChoice)
    csv_form: CsvForm = COMMA


class Write(Protocol):
    """Writes `content` to a new file that is open for writing and can be sought in.

    The result is a report on what the format could not hold, or None where it holds everything.
    Raises UserError where the content can't be written at all.
    """

    def __call__(
        self, content: ProjectContent, file: BinaryIO, settings: ExportSettings
    ) -> Job[RefiReport | None]:
        """Write the content as a job."""
        ...


class Preview(Protocol):
    """What writing would report, without writing."""

    def __call__(self, content: ProjectContent, settings: ExportSettings) -> RefiReport:
        """Report on what the format could not hold."""
        ...


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format. `suffix` begins with a dot and is in lower case.

    function, preview: ``"package.module:function"`` (a `Write` and a `Preview`), imported when they
    are first used; a format without `preview` loses nothing. with_history: whether the report says
    that rounds, decisions and the history stay in the project.
    """

    name: str
    title: str
    suffix: str
    function: str
    preview: str = ""
    with_history: bool = False

    def write(
        self, content: ProjectContent, file: BinaryIO, settings: ExportSettings
    ) -> Job[RefiReport | None]:
        """Write `content` in this format."""
        write: Write = _named(self.function)
        return write(content, file, settings)

    def losses(self, content: ProjectContent, settings: ExportSettings) -> RefiReport:
        """What the format could not hold of `content`. ValueError where it loses nothing."""
        if not self.preview:
            raise ValueError(f"{self.name} has no preview")
        preview: Preview = _named(self.preview)
        return preview(content, settings)


def _named(function: str) -> Any:
    module, _, name = function.partition(":")
    return getattr(import_module(module), name)
