"""Files dropped on the window: opened, merged, imported or added, by what they are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from annotator.operations.projects import SUFFIX
from annotator.ui.actions.read_only import why_not
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.transfer.controller import is_foreign
from annotator.ui.window.controllers import Controllers


class DropController(Controller):
    """Gives dropped files to the controller that they are for."""

    def __init__(self, services: Services, controllers: Controllers) -> None:
        super().__init__(services)
        self._controllers = controllers

    def drop(self, data: QMimeData) -> None:
        """Take what was dropped."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        projects = [path for path in files if path.suffix == SUFFIX]
        foreign = [path for path in files if is_foreign(path) or _is_other_program(path)]
        if files and self.bridge.read_only:
            self.refuse(why_not())
        elif projects and self.bridge.project is not None:
            self._controllers.merging.take_dropped(projects)
        elif projects:
            self._controllers.projects.open_project(projects[0])
        elif foreign:
            self._controllers.transfer.take_in(foreign)
        elif files and self.bridge.project is not None:
            self._controllers.adding.add(files)
        elif files:
            self.refuse(
                self.tr("Documents are added to a project: open or make one, then drop them.")
            )


def _is_other_program(path: Path) -> bool:
    """Whether a file or folder is another program's project; texts are not looked into."""
    from annotator.operations import transfer  # noqa: PLC0415  (not needed to start)

    looked_into = path.is_dir() or path.suffix.lower() in transfer.import_suffixes()
    return looked_into and transfer.is_other_program(path)
