"""The file that a document was read from: saved, opened, read again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from annotator.atomic_file import replacing
from annotator.errors import UserError
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services

if TYPE_CHECKING:
    from annotator.operations.documents.document_versions import NewVersion


class OriginalsController(Controller):
    """Files for other programs lie in a folder of the user's alone until the window closes."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._folder: Path | None = None

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "read_again",
                "Read the doc&ument’s file again",
                self.read_again,
                needs=Needs.DOCUMENT,
                writes=True,
            ),
            ActionSpec(
                "open_original", "Open the ori&ginal file…", self.open, needs=Needs.DOCUMENT
            ),
            ActionSpec(
                "save_original", "Save t&he original file as…", self.save, needs=Needs.DOCUMENT
            ),
        )

    def save(self) -> None:
        """Write the file of the open document, byte for byte, where the user says."""
        document = self._document()
        name = self._file_name(document)
        kinds = self.tr("All files (*)")
        target = self.ask.save_file(self.window, self.tr("Save the original file"), name, kinds)
        if target is None:
            return
        try:
            data = self._bytes(document)
            with replacing(target) as file:
                file.write_bytes(data)
        except (UserError, OSError) as error:
            self.refuse(str(error))
            return
        self.say(self.tr("Saved the original as {0}.").format(target.name))

    def open(self) -> None:
        """Open a copy of the file in the program that the system has for it, once the user says
        so: it may come from somebody else."""
        document = self._document()
        name = self._file_name(document)
        question = self.tr(
            "Open a copy of the original of “{0}” in another program?\n\nOpen it only if"
            " you trust whoever added it. Changes to the copy do not come back."
        ).format(name)
        if not self.ask.confirm(
            self.window, self.tr("Original file"), question, self.tr("Open it")
        ):
            return
        try:
            data = self._bytes(document)
        except UserError as error:
            self.refuse(str(error))
            return
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="annotator-original-"))
        copy = self._folder / name
        copy.write_bytes(data)
        if not self.open_file(copy):
            self.refuse(self.tr("No program of this computer opens {0}.").format(name))

    @staticmethod
    def open_file(path: Path) -> bool:
        """Give a file to the system; False where nothing opens it."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def clean_up(self) -> None:
        """Remove the copies."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def read_again(self) -> None:
        """Read the file with today's reader; what comes of it becomes a new version."""
        from annotator.operations.documents import document_versions  # noqa: PLC0415  (compares texts)

        project, coder = self.bridge.project, self.bridge.coder
        assert project is not None and coder is not None

        document = self._document()
        names = {one.guid: one.name for one in self.bridge.documents}

        def done(new: NewVersion | None) -> None:
            if new is None:
                self.say(self.tr("{0} reads the same today.").format(names[document]))
                return
            self.bridge.tell(new.changes)
            one, more = (
                self.tr("One coding moved with its passage."),
                self.tr("{0:,} codings moved with their passages."),
            )
            said = (one if new.moved == 1 else more).format(new.moved)
            if new.unsettled:
                one, more = self.tr("One is to be settled."), self.tr("{0:,} are to be settled.")
                said += " " + (one if new.unsettled == 1 else more).format(new.unsettled)
            self.say(said)

        self.bridge.register_coder()
        job = document_versions.read_again(project, coder.guid, document)
        self.tasks.start(self.tr("Reading the file again"), job, done)

    def _document(self) -> str:
        assert self.document_page.document is not None
        return self.document_page.document

    def _bytes(self, document: str) -> bytes:
        from annotator.operations.documents import original_files  # noqa: PLC0415  (not needed to start)

        assert self.bridge.project is not None
        return original_files.original(self.bridge.project, document)

    def _file_name(self, document: str) -> str:
        """The document's name with the suffix of its format, without what can't be in a name."""
        from annotator.operations.documents import original_files  # noqa: PLC0415

        assert self.bridge.project is not None
        return original_files.file_name(self.bridge.project, document)
