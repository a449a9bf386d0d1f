"""Adding documents: chosen in a dialog, dropped, or pasted; looked at; added as one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.documents.encoding_controller import EncodingController
from annotator.ui.documents.same_texts import same_text_sentences
from annotator.ui.records.controller import TableController, comes_as_table

if TYPE_CHECKING:
    from annotator.operations.documents.adding import File, Intake, Summary
    from annotator.operations.documents.document_rows import TextFile

_WORDS, _LONGEST_NAME, _LOOKED_AT = 6, 60, 1_000
"""Words and characters of the name of what was pasted, and how much of it is looked at."""


class AddingController(Controller):
    """Reading runs as a job; what was read is looked at before it comes in, but for a single file
    about which there is nothing to choose."""

    def __init__(
        self, services: Services, encodings: EncodingController, tables: TableController
    ) -> None:
        super().__init__(services)
        self._encodings, self._tables = encodings, tables

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("add", "&Add documents…", self.choose_files, key="Ctrl+I", writes=True),
            ActionSpec(
                "add_folder", "Add a &folder of documents…", self.choose_folder, writes=True
            ),
            ActionSpec(
                "paste_document",
                "&Paste as a document",
                self.paste,
                key="Ctrl+Shift+V",
                writes=True,
            ),
        )

    def choose_files(self) -> None:
        """Ask for files, of any format that is read here."""
        files = self.ask.open_files(self.window, self.tr("Add documents"), self._filters())
        if files:
            self.add(files)

    def choose_folder(self) -> None:
        """Ask for a folder: all in it comes in, each file by its content."""
        folder = self.ask.open_folder(self.window, self.tr("Add a folder of documents"))
        if folder is not None:
            self.add([folder])

    def _filters(self) -> str:
        """For file dialogs: all that is read here, then format by format."""
        from annotator.exchange.documents.registry import readers  # noqa: PLC0415  (start-up)

        known = [(one.title, [f"*{suffix}" for suffix in one.suffixes]) for one in readers()]
        every = " ".join(dict.fromkeys(suffix for _title, own in known for suffix in own))
        kinds = [self.tr("Documents ({0} *.zip)").format(every)]
        kinds += [f"{title} ({' '.join(suffixes)})" for title, suffixes in known if suffixes]
        return ";;".join([*kinds, self.tr("All files (*)")])

    def paste(self) -> None:
        """Make a document of what the clipboard holds: a web page's text, or plain text."""
        pasted = self._pasted(QGuiApplication.clipboard().mimeData())
        if pasted is None:
            self.say(self.tr("The clipboard holds no text."))
        elif isinstance(pasted, list):
            self.add(pasted)
        else:
            self.add([pasted])

    def _pasted(self, held: QMimeData | None) -> File | list[Path] | None:
        from annotator.operations.documents.adding import File  # noqa: PLC0415

        if held is None:  # a clipboard that another program has gone away with
            return None

        files = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        if files:
            return files
        if held.hasHtml():
            page = f"<!DOCTYPE html><meta charset=utf-8>{held.html()}"
            return File(self._pasted_name(held), data=page.encode("utf-8", "surrogatepass"))
        if held.text().strip():
            return File(self._pasted_name(held), data=held.text().encode("utf-8", "replace"))
        return None

    def _pasted_name(self, held: QMimeData) -> str:
        """The first words of what is pasted, or when it was."""
        words = held.text()[:_LOOKED_AT].split()[:_WORDS]
        # In the name of a file “/” would part folders.
        name = " ".join(words).replace("/", "∕").strip(" .,;:")[:_LONGEST_NAME]
        if name:
            return name
        return self.tr("Pasted text {0}").format(f"{datetime.now().astimezone():%Y-%m-%d %H.%M}")

    def add(self, files: Sequence[Path | File]) -> None:
        """Read files and folders, and add what is in them."""
        from annotator.operations.documents import adding, file_reading  # noqa: PLC0415  (start-up)

        assert self.bridge.project is not None
        if len(files) == 1 and isinstance(files[0], Path) and comes_as_table(files[0]):
            self._tables.look_at(files[0])
            return
        job = adding.read(self.bridge.project, files)
        title = self.tr("Reading documents")
        self.tasks.start(title, job, self._look_at, cancel=file_reading.stop)

    def _look_at(self, intake: Intake) -> None:
        entries, refused = intake.entries, intake.refused
        if len(entries) + len(refused) == 1 and not self._may_choose(intake):
            if refused:
                intake.close()
                self.refuse(refused[0].reason)
            else:
                self._add(intake, set())
            return
        self._open(intake)

    def _may_choose(self, intake: Intake) -> bool:
        """Whether the one file that was read could be read otherwise: it has options, or looks like
        a transcript. How a text is decoded is asked afterwards, and only where it was a guess."""
        from annotator.exchange.documents.registry import reader_named  # noqa: PLC0415
        from annotator.operations.documents.transcripts import looks_like_one  # noqa: PLC0415

        if intake.entries and not intake.entries[0].known and looks_like_one(intake.text(0, 0)):
            return True

        reader = reader_named(intake.reader(0))
        return reader is not None and any(one.name != "encoding" for one in reader.options)

    def _open(self, intake: Intake) -> None:
        from annotator.ui.adding.dialog import AddDialog  # noqa: PLC0415

        dialog = AddDialog(self.window, intake, self.tasks.run, self.theme)
        leave = dialog.reject  # the project is another one, or none
        self.bridge.opened.connect(leave)
        dialog.finished.connect(lambda _how: self.bridge.opened.disconnect(leave))
        dialog.accepted.connect(lambda: self._add(intake, dialog.model.left_out()))
        dialog.rejected.connect(intake.close)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add(self, intake: Intake, left_out: set[tuple[int, int]]) -> None:
        from annotator.operations.documents import adding  # noqa: PLC0415

        project, coder = self.bridge.project, self.bridge.coder
        assert project is not None and coder is not None
        self.bridge.register_coder()
        several = len(intake.entries) > 1

        def done(summary: Summary) -> None:
            intake.close()
            self.bridge.tell(summary.changes)
            self._show_first(summary)
            self._tell(summary, several)

        job = adding.add(project, coder.guid, intake, left_out)
        self.tasks.start(self.tr("Adding documents"), job, done)

    def _show_first(self, summary: Summary) -> None:
        """Open what came in, which stands last in the list, or what was there already."""
        outcomes = [one for _file, one in summary.outcomes]
        first = next(iter([*summary.added, *outcomes]), None)
        if first is not None:
            self.navigator.open(first.guid)

    def _tell(self, summary: Summary, several: bool) -> None:
        from annotator.ui.adding.summary import SummaryWindow, short_words  # noqa: PLC0415

        self.say(self._about_one(summary) or short_words(summary))
        if several or summary.refused:
            window = SummaryWindow(self.window, summary, self.theme)
            window.finished.connect(window.deleteLater)
            window.open()
            return
        doubtful = [one for _file, one in summary.outcomes if not one.known]
        self._encodings.look_at_documents(
            [one.guid for one in doubtful if one.text.origin is None and _is_doubtful(one.text)]
        )

    def _about_one(self, summary: Summary) -> str:
        """What is to be said of a single document, or nothing."""
        if len(summary.outcomes) != 1:
            return ""
        _file, one = summary.outcomes[0]
        if one.known:
            return self.tr("In the project already: {0}.").format(one.name)
        return " ".join(same_text_sentences({one.name: one.same_text})) if one.same_text else ""


def _is_doubtful(text: TextFile) -> bool:
    return text.guessed or bool(text.odd)
