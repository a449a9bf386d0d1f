"""Replication archives: write one of the open project, verify one that somebody has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.corpus.messages import tr
from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller

if TYPE_CHECKING:
    from annotator.operations.archive import ArchiveChoice, Verification

_SUFFIX = ".zip"


class ArchiveController(Controller):
    """Both are long work, beside the window and with a Cancel button."""

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec("archive", "&Replication archive…", self.write),
            ActionSpec("verify_archive", "Chec&k an archive…", self.verify, needs=Needs.NOTHING),
        )

    def write(self) -> None:
        """What goes in, then where to."""
        from annotator.ui.transfer.archive_form import ArchiveForm  # noqa: PLC0415  (start-up)

        if self.bridge.blind:
            self.refuse(
                self.tr("The project is blind: an archive holds everybody’s work. Show it first.")
            )
            return
        form = ArchiveForm(self.window, self.theme)
        form.accepted.connect(lambda: self._write(form.choice))
        form.finished.connect(form.deleteLater)
        form.open()

    def _write(self, choice: ArchiveChoice) -> None:
        from annotator.operations import archive  # noqa: PLC0415

        viewer, title = self.bridge.look(), self.tr("Replication archive")
        proposal = viewer.project.path.stem + _SUFFIX
        kinds = self.tr("Replication archive (*.zip)")
        target = self.ask.save_file(self.window, title, proposal, kinds)
        if target is None:
            return
        target = target if target.suffix.lower() == _SUFFIX else target.with_suffix(_SUFFIX)
        said = self.tr("Wrote {0}.").format(target.name)
        job = archive.write(viewer, target, choice, overwrite=True)
        self.tasks.start(title, job, lambda _paths: self.say(said))

    def verify(self) -> None:
        """Which archive, then what came of computing it again."""
        from annotator.operations import archive  # noqa: PLC0415

        title, kinds = self.tr("Check an archive"), self.tr("Replication archive (*.zip)")
        files = self.ask.open_files(self.window, title, kinds)
        if files:
            path = files[0]
            self.tasks.start(title, archive.verify(path), lambda found: self.tell(path, found))

    def tell(self, path: Path, found: Verification) -> None:
        """Every check in a line."""
        from annotator.ui.widgets.lines_dialog import LinesDialog  # noqa: PLC0415

        said = {
            True: tr("as stated"),
            False: tr("NOT AS STATED"),
            None: tr("not computed"),
        }
        lines = [
            f"{one.what}: {said[one.holds]}{f' ({one.words})' if one.words else ''}"
            for one in found.checks
        ]
        dialog = LinesDialog(self.window, path.name, found.sentence, lines, self.theme)
        dialog.page.setAccessibleName(self.tr("What was verified"))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
