"""A new project with pseudonyms: names are found, looked at, replaced in a copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import fill, tr
from annotator.errors import UserError
from annotator.input_files import read_bytes
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller

if TYPE_CHECKING:
    from annotator.operations.transfer.name_finding import FoundName
    from annotator.operations.transfer.pseudonyms import Pseudonymised
    from annotator.operations.viewing import Viewer
    from annotator.ui.pseudonyms.dialog import PseudonymsDialog

_LARGEST = 20_000_000


class PseudonymsController(Controller):
    """Finding and writing run as jobs; the open project is not touched."""

    def actions(self) -> Sequence[ActionSpec]:
        return (ActionSpec("pseudonyms", "Write with pseudonyms…", self.find),)

    def find(self) -> None:
        """Look for what could be names; nobody else's work may be carried in a blind project."""
        viewer = self.bridge.viewer
        if viewer is None or self.closed_while_blind():
            return
        self.tasks.start(self.tr("Looking for names"), _finding(viewer), self._show)

    def _show(self, found: Sequence[FoundName]) -> None:
        from annotator.operations.transfer.name_hits import hits  # noqa: PLC0415  (start-up)
        from annotator.ui.pseudonyms.dialog import PseudonymsDialog  # noqa: PLC0415

        viewer = self.bridge.viewer
        if viewer is None:
            return
        dialog = PseudonymsDialog(
            self.window, found, lambda name: hits(viewer, name), self.tasks.run, self.theme
        )
        dialog.requestLoad.connect(lambda: self._load(dialog))
        dialog.requestSave.connect(lambda: self._save(dialog))
        self.bridge.opened.connect(dialog.deleteLater)  # the project is another one, or none
        dialog.accepted.connect(lambda: self._write(dialog.model.chosen()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _load(self, dialog: PseudonymsDialog) -> None:
        from annotator.exchange.pseudonym_list import read_list  # noqa: PLC0415

        kinds = self.tr("Lists of names (*.csv)")
        path = self.ask.open_file(dialog, self.tr("Load a list of names"), kinds)
        if path is None:
            return
        try:
            data = read_bytes(path, _LARGEST, self.tr("Lists of names are smaller."))
            dialog.model.take_list(read_list(data, path.name))
        except UserError as error:
            dialog.refuse(str(error))

    def _save(self, dialog: PseudonymsDialog) -> None:
        from annotator.atomic_file import replacing  # noqa: PLC0415
        from annotator.exchange.pseudonym_list import write_list  # noqa: PLC0415

        kinds = self.tr("Lists of names (*.csv)")
        title = self.tr("Save the list of names")
        target = self.ask.save_file(dialog, title, self.tr("names.csv"), kinds)
        if target is None:
            return
        model = dialog.model
        rows = (
            (one.name, model.pseudonyms.get(one.name, ""), one.kind, one.count, one.context)
            for one in model.names
        )
        try:
            with replacing(target) as partial:
                partial.write_text(write_list(rows), encoding="utf-8", newline="")
        except OSError as error:
            dialog.refuse(str(error))

    def _write(self, names: dict[str, str]) -> None:
        from annotator.operations.transfer import pseudonyms  # noqa: PLC0415

        viewer, coder = self.bridge.viewer, self.bridge.coder
        if viewer is None or coder is None:
            return
        title = self.tr("Write the project with pseudonyms")
        kinds = self.tr("Projects (*.annot)")
        target = self.ask.save_file(self.window, title, self.tr("pseudonyms.annot"), kinds)
        if target is None:
            return
        job = pseudonyms.write(viewer, target, coder, names, overwrite=True)
        self.tasks.start(title, job, lambda made: self._tell(made, target))

    def _tell(self, made: Pseudonymised, target: Path) -> None:
        from annotator.ui.widgets.lines_dialog import LinesDialog  # noqa: PLC0415

        summary = fill(
            self.tr("Wrote {0}: {1:,} documents, {2:,} codings; {3:,} places have a pseudonym."),
            target.name,
            made.documents,
            made.codings,
            sum(made.replaced.values()),
        )
        lines = [*made.remarks, *(f"{name}: {n:,}" for name, n in made.replaced.items() if n)]
        title = self.tr("Written with pseudonyms")
        window = LinesDialog(self.window, title, summary, lines, self.theme)
        window.page.setAccessibleName(self.tr("How often each name was replaced"))
        window.finished.connect(window.deleteLater)
        window.open()


def _finding(viewer: Viewer) -> Job[list[FoundName]]:
    """What could be names; a job."""
    from annotator.operations.transfer import pseudonyms  # noqa: PLC0415

    yield JobProgress(0, 0, tr("Looking for names"))
    return pseudonyms.find(viewer)
