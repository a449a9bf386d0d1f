"""Between the window and the project: one path for every change, one signal for every refresh."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.corpus.changes import Changes
from annotator.corpus.coding import Coder
from annotator.errors import NotSavedError, UserError
from annotator.operations import projects, reading, viewing
from annotator.operations.projects import ProjectFile, patience
from annotator.operations.team import coders
from annotator.ui.actions import read_only
from annotator.ui.project_state.project_reads import ProjectReads
from annotator.ui.recovery.locked_file import PATIENCE_MS, LockedFile
from annotator.ui.recovery.unsaved_changes import PendingChange, UnsavedChanges

if TYPE_CHECKING:
    pass


class HasChanges(Protocol):
    """The result of an operation that tells more than what it changed."""

    @property
    def changes(self) -> Changes:
        """What the operation changed."""
        raise NotImplementedError


P = ParamSpec("P")
Result = TypeVar("Result", bound=Changes | HasChanges)
Operation = Callable[Concatenate[ProjectFile, str, P], Result]
"""A change of a project by a coder (a GUID), with arguments of its own."""


class ProjectBridge(ProjectReads):
    """Opens, changes and closes the project of a window, and tells what changed.

    Widgets ask it (`ProjectReads`) and call `do` or `attempt`; they hold no SQL. What an operation
    changed goes out as `changed`, whoever started it.
    """

    opened = Signal()
    """Another project is open, or none."""
    aboutToLeave = Signal()
    """The project or the coder is about to change: what is being typed must be written now."""
    changed = Signal(object)
    """The `Changes` of a step, after the lists here are up to date."""
    remarked = Signal(str)
    """Something the user should know of what was done."""
    refused = Signal(str)
    """A sentence for the user: what was asked for can't be done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.unsaved = UnsavedChanges(self)
        self.unsaved.saved.connect(self.tell)
        self.unsaved.refused.connect(self.refused)
        self.locked = LockedFile(self)
        self.locked.refused.connect(self.refused)
        self.locked.readable.connect(self._reload)

    # --- open and close

    def open(self, path: Path) -> None:
        """Open a project in place of the one that is open. UserError where it can't be."""
        self.show(projects.open_(path))

    def open_read_only(self, path: Path) -> None:
        """Open what is sound of a faulty project in place of the one that is open. UserError where
        it can't be read safely."""
        self.show(projects.open_read_only(path))

    def _is_refused(self) -> bool:
        if self.read_only:
            self.refused.emit(read_only.why_not())
        return self.read_only

    def show(self, project: ProjectFile) -> None:
        """Take over a project that is open already. UserError where it can't be read; the one that
        was open then stays open."""
        try:
            viewer = viewing.looking(project, self.coder.guid if self.coder else None)
            reading.undo_state(project)
        except UserError:
            project.close()
            raise
        self.close()
        self.locked.follow(project)
        self.project, self.viewer = project, viewer
        self._counts.forget(project)
        self._refresh(None)
        if not project.read_only:
            self.unsaved.open(project, reading.project_facts(self.look()).guid)
        self.opened.emit()

    def close(self) -> None:
        """Close the project; what is being typed is written first."""
        if self.project is not None:
            self.aboutToLeave.emit()
            self.unsaved.open(None)
            self.locked.follow(None)
            self._attributes.forget()
            self.project.close()
            self.project = None
            self._clear()
            self.opened.emit()

    def set_coder(self, coder: Coder) -> None:
        """Make somebody the current coder; the project learns of them with their first work."""
        self.aboutToLeave.emit()
        self.coder = coder
        self._undo.become(coder.guid)
        self._look()
        if self.blind:
            self._read_work()
            self.count()
        self.coderChanged.emit()

    # --- change

    def make(self, kind: str, *arguments: Any) -> Changes | None:
        """Make a change that is kept where the file can't be written now (see `UnsavedChanges`);
        None where it waits or was refused."""
        assert self.project is not None and self.coder is not None
        if self._is_refused():
            return None
        change = PendingChange(kind, self.coder.guid, self.coder.name, arguments)
        if self.unsaved.pending:  # in the order in which they were made
            self.unsaved.keep(change, self.unsaved.reason)
            self.unsaved.try_again()
            return None
        try:
            with patience(PATIENCE_MS):
                changes = change.write(self.project)
        except NotSavedError as error:
            self.unsaved.keep(change, str(error))
            return None
        except UserError as error:
            self.refused.emit(str(error))
            return None
        self.unsaved.forget_draft(change.subject)
        self.tell(changes)
        return changes

    def draft(self, kind: str, *arguments: Any) -> None:
        """Keep what is being typed in case the program does not live to save it."""
        if self.project is not None and self.coder is not None and not self.read_only:
            coder = self.coder
            self.unsaved.draft(PendingChange(kind, coder.guid, coder.name, arguments))

    def forget_draft(self, kind: str, *about: str) -> None:
        """What was being typed about something is as it was."""
        if self.coder is not None:
            self.unsaved.forget_draft((kind, self.coder.guid, *about))

    def do(
        self, operation: Operation[P, Result], *arguments: P.args, **options: P.kwargs
    ) -> Result | None:
        """Run an operation as the current coder and tell everybody what changed; its result, or
        None where it was refused, which is then told."""
        try:
            return self.attempt(operation, *arguments, **options)
        except UserError as error:
            self.refused.emit(str(error))
            return None

    def attempt(
        self, operation: Operation[P, Result], *arguments: P.args, **options: P.kwargs
    ) -> Result:
        """The same, for who tells the user themselves. UserError where it is refused."""
        assert self.project is not None and self.coder is not None
        if self.read_only:
            raise UserError(read_only.why_not())
        arrived = Changes()
        try:
            with patience(PATIENCE_MS):
                arrived = self._arrival()
                result = operation(self.project, self.coder.guid, *arguments, **options)
        except UserError:
            if arrived:
                self.tell(arrived)
            raise
        changes = result if isinstance(result, Changes) else result.changes
        self.tell(arrived.followed_by(changes))
        return result

    def register_coder(self) -> None:
        """Make the current coder known to the project, before a job works in their name."""
        arrived = self._arrival()
        if arrived:
            self.tell(arrived)

    def _arrival(self) -> Changes:
        assert self.project is not None and self.coder is not None
        if any(coder.guid == self.coder.guid for coder in self.coders):
            return Changes()
        return coders.ensure(self.project, self.coder)

    def tell(self, changes: Changes) -> None:
        """Refresh after changes that were made elsewhere, such as in a job."""
        changes = changes.followed_by(self._visibility_changes(changes))
        self._refresh(changes)
        self.changed.emit(changes)
        if changes.remarks:
            self.remarked.emit(" ".join(changes.remarks))

    def reload_if_changed(self) -> None:
        """Show what another program wrote into the file meanwhile."""
        if self.project is not None and self.project.last_step() != self.last_step:
            self._reload()

    def _reload(self) -> None:
        """Show everything anew, as it is in the file."""
        self.aboutToLeave.emit()
        self._refresh(None)
        self.opened.emit()

    def undo(self) -> Changes | None:
        """Undo the last step, where it is the current coder's."""
        return self.do(ProjectFile.undo)

    def redo(self) -> Changes | None:
        """Do the step again that was undone last."""
        return self.do(ProjectFile.redo)
