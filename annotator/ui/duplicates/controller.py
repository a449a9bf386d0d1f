"""Finding documents that are nearly the same, and leaving some of them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.corpus.messages import fill
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.controllers.controller import Controller

if TYPE_CHECKING:
    from annotator.operations.documents.near_duplicates import Alike


class DuplicatesController(Controller):
    """The texts are compared as a job; what was found is shown before anything goes."""

    def actions(self) -> Sequence[ActionSpec]:
        return (ActionSpec("duplicates", "Nearly the same…", self.find, writes=True),)

    def find(self) -> None:
        """Compare all documents."""
        from annotator.operations.documents import near_duplicates  # noqa: PLC0415  (start-up)

        if self.bridge.project is not None:
            job = near_duplicates.find(self.bridge.project)
            self.tasks.start(self.tr("Comparing documents"), job, self._show)

    def _show(self, found: Sequence[Alike]) -> None:
        from annotator.operations.documents import near_duplicates  # noqa: PLC0415
        from annotator.ui.duplicates.dialog import DuplicatesDialog  # noqa: PLC0415

        project = self.bridge.project
        if project is None:
            return
        if not found:
            self.say(self.tr("No two documents are nearly the same."))
            return

        def text(document: str) -> str:
            return near_duplicates.text_of(project, document)

        dialog = DuplicatesDialog(self.window, found, text, self.tasks.run, self.theme)
        leave = dialog.reject  # the project is another one, or none
        self.bridge.opened.connect(leave)
        dialog.finished.connect(lambda _how: self.bridge.opened.disconnect(leave))
        dialog.accepted.connect(lambda: self._leave_out(dialog.left_out()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _leave_out(self, guids: Sequence[str]) -> None:
        from annotator.operations.documents import near_duplicates  # noqa: PLC0415

        result = self.bridge.do(near_duplicates.left_out, guids)
        if result is None:
            return
        said = [fill(self.tr("Left out: {0:,}. Undo brings them back."), result.gone)]
        if result.coded:
            names = ", ".join(one.name for one in result.coded[:3])
            more = " …" if len(result.coded) > 3 else ""
            said.append(self.tr("What is coded stays: {0}{1}").format(names, more))
        self.say(" ".join(said))
