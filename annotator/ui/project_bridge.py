"""Between the window and the project: one path for every change, one signal for every refresh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.coding import Coder, CoderKind, Coding, Memo, Relation
from annotator.corpus.document import Progress
from annotator.corpus.structure import Structure
from annotator.errors import NotSavedError, UserError
from annotator.operations import coders, projects, viewing
from annotator.operations.viewing import Viewer
from annotator.storage import (
    codebook_queries,
    coding_queries,
    counting,
    document_files,
    history,
    queries,
    table_rows,
    team_queries,
)
from annotator.storage.coding_queries import CodingColumns
from annotator.storage.project_file import ProjectFile, patience
from annotator.storage.queries import DocumentFacts
from annotator.ui import read_only
from annotator.ui.locked_file import PATIENCE_MS, LockedFile
from annotator.ui.unsaved_changes import PendingChange, UnsavedChanges

if TYPE_CHECKING:
    from annotator.operations.printed_pages import PrintedPages

T = TypeVar("T")

_TEAM_KINDS = (kinds.ROUND, kinds.ASSIGNMENT, kinds.DOCUMENT)
_RECOUNT_MS, _FIRST_COUNT_MS = 400, 1_200
_MANY_DOCUMENTS = 5_000
"""Documents from which what is said of them is read after the window is there."""
_QUICKLY_COUNTED = 4_000_000
"""Bytes of a file up to which counting its codings does not keep anybody waiting."""


class ProjectBridge(QObject):
    """The open project as the window sees it: cached lists, the current coder, and verbs.

    Widgets ask it and call `do`; they hold no SQL. What an operation returns goes out as
    `changed`, whoever started it.
    """

    opened = Signal()
    """Another project is open, or none."""
    aboutToLeave = Signal()
    """The project or the coder is about to change: what is being typed must be written now."""
    changed = Signal(object)
    """The `Changes` of a step, after the lists here are up to date."""
    countsChanged = Signal()
    """How many codings there are by document, code and coder has been counted again."""
    coderChanged = Signal()
    remarked = Signal(str)
    """Something the user should know of what was done."""
    refused = Signal(str)
    """A sentence for the user: what was asked for can't be done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: ProjectFile | None = None
        self.viewer: Viewer | None = None
        """The current coder as who looks at the open project: what reads of coders' work take."""
        self.coder: Coder | None = None
        self._ahead = ThreadPoolExecutor(1, "reading ahead")
        self.unsaved = UnsavedChanges(self)
        self.unsaved.saved.connect(self.tell)
        self.unsaved.refused.connect(self.refused)
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.timeout.connect(self._follow_counts)
        self._said_timer = QTimer(self)
        self._said_timer.setSingleShot(True)
        self._said_timer.timeout.connect(self._read_said_ahead)
        self._said_ahead: Future[dict[str, dict[str, str]]] | None = None
        self.locked = LockedFile(self)
        self.locked.refused.connect(self.refused)
        self.locked.readable.connect(self._reload)
        self._clear()

    def _clear(self) -> None:
        self.name = ""
        self.cues_locked = False
        self.viewer = None
        self.codebook = Codebook()
        self.coders: list[Coder] = []
        self.documents: list[DocumentFacts] = []
        self.counts: dict[str, dict[str, int]] = {}
        self.code_counts: dict[str, int] = {}
        self._by_all: Counter[tuple[str, str, str]] = Counter()
        self._counted: int | None = None
        self.progress: dict[tuple[str, str], Progress] = {}
        self._given: dict[tuple[str, str], list[str]] = {}
        self._said: dict[str, dict[str, str]] | None = {}
        self.undo_label: str | None = None
        self.redo_label: str | None = None
        self._seen = 0
        self._kept_visible: dict[str, frozenset[str]] = {}
        self._next_undo: Any = None
        self._next_redo: Any = None

    # --- open and close

    def open(self, path: Path) -> None:
        """Open a project in place of the one that is open. UserError where it can't be."""
        self.show(projects.open_(path))

    def open_read_only(self, path: Path) -> None:
        """Open what is sound of a faulty project in place of the one that is open. UserError where
        it can't be read safely."""
        self.show(projects.open_read_only(path))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed in the open project."""
        return self.project is not None and self.project.read_only

    def _is_refused(self) -> bool:
        if self.read_only:
            self.refused.emit(read_only.why_not())
        return self.read_only

    def show(self, project: ProjectFile) -> None:
        """Take over a project that is open already. UserError where it can't be read; the one that
        was open then stays open."""
        try:
            with project.reading() as connection:
                queries.project(connection)
                history.standing(connection)
        except UserError:
            project.close()
            raise
        self.close()
        self.locked.follow(project)
        self.project = project
        self._look()
        self._refresh(None)
        if not project.read_only:
            self.unsaved.open(project, self._read(queries.project).guid)
        self.opened.emit()

    def close(self) -> None:
        """Close the project; what is being typed is written first."""
        if self.project is not None:
            self.aboutToLeave.emit()
            self._recount.stop()
            self._drop_ahead()
            self.unsaved.open(None)
            self.locked.follow(None)
            self.project.close()
            self.project = None
            self._clear()
            self.opened.emit()

    def set_coder(self, coder: Coder) -> None:
        """Make somebody the current coder; the project learns of them with their first work."""
        self.aboutToLeave.emit()
        self.coder = coder
        self._refresh_undo()
        self._look()
        if self.blind:
            self._read_work()
            self.count()
        self.coderChanged.emit()

    def look(self) -> Viewer:
        """Who looks at the open project now. There must be one."""
        assert self.viewer is not None
        return self.viewer

    def _look(self) -> None:
        """Look at the project anew, as the current coder."""
        if self.project is not None:
            self.viewer = viewing.looking(self.project, self.coder.guid if self.coder else None)

    @property
    def blind(self) -> bool:
        """Whether the work of others is withheld in the open project."""
        return self.viewer is not None and self.viewer.blind

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

    def do(self, operation: Callable[..., Changes], *arguments: Any) -> Changes | None:
        """Run an operation as the current coder and tell everybody what changed.

        Returns None where the operation was refused; the reason has then been told.
        """
        assert self.project is not None and self.coder is not None
        if self._is_refused():
            return None
        arrived = Changes()
        try:
            with patience(PATIENCE_MS):
                arrived = self._arrival()
                changes = arrived.followed_by(operation(self.project, self.coder.guid, *arguments))
        except UserError as error:
            if arrived:
                self.tell(arrived)
            self.refused.emit(str(error))
            return None
        self.tell(changes)
        return changes

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
        if self.project is not None and self.project.last_step() != self._seen:
            self._reload()

    def _reload(self) -> None:
        """Show everything anew, as it is in the file."""
        self.aboutToLeave.emit()
        self._refresh(None)
        self.opened.emit()

    def undo(self) -> Changes | None:
        return self.do(ProjectFile.undo)

    def redo(self) -> Changes | None:
        return self.do(ProjectFile.redo)

    # --- ask

    def text(self, document: str) -> str:
        return self._read(queries.document_text, document)

    def has_structure(self) -> bool:
        """Whether some document of the project has structure."""
        return self.project is not None and self._read(document_files.has_structure)

    def has_pages(self, document: str) -> bool:
        """Whether a document (a GUID) has pages as printed."""
        from annotator.operations import printed_pages  # noqa: PLC0415  (not needed to start)

        return self.project is not None and printed_pages.has_pages(self.project, document)

    def open_pages(self, document: str) -> PrintedPages:
        """The pages of a document (a GUID); any thread may ask. UserError where they can't be
        shown."""
        from annotator.operations import printed_pages  # noqa: PLC0415

        assert self.project is not None
        return printed_pages.open_pages(self.project, document)

    def structure(self, document: str) -> Structure:
        """What is known of the text beside its words: headings, pages, tables, notes …"""
        return self._read(document_files.structure, document)

    def sees(self, coder: str) -> bool:
        """Whether the work of this coder (a GUID) is shown: in a blind project, one's own alone."""
        return self.viewer is None or self.viewer.sees(coder)

    def coding_columns(self, document: str) -> CodingColumns:
        return self._read(coding_queries.coding_columns, document)

    def coding_columns_ahead(self, document: str) -> Future[CodingColumns]:
        """The same, read beside the window's thread while something else is done in it. The
        result must be waited for before the project is closed."""
        # In this thread's context: it waits as long for the file as this one would.
        return self._ahead.submit(copy_context().run, self.coding_columns, document)

    def codings(self, guids: list[str]) -> list[Coding]:
        return self._read(lambda connection: coding_queries.codings(connection, guids=guids))

    def relations(self, codings: list[str]) -> list[Relation]:
        """The relations from and to these codings."""
        return self._read(coding_queries.relations, codings)

    def memos(self, subjects: list[str]) -> list[Memo]:
        return self._read(queries.memos, subjects)

    def noted(self, document: str) -> list[str]:
        """The codings of a document that have a memo."""
        return self._read(coding_queries.noted_codings, document)

    def code(self, guid: str) -> Code:
        return self.codebook.by_guid[guid]

    def code_with_key(self, key: str) -> Code | None:
        """The codable code that this key codes with."""
        return next((c for c in self.codebook.codes if c.key == key and c.codable), None)

    @property
    def people(self) -> list[str]:
        """The GUIDs of the coders who are somebody: without the consensus."""
        return [coder.guid for coder in self.coders if coder.kind is CoderKind.PERSON]

    @property
    def said_of(self) -> dict[str, dict[str, str]]:
        """What is said of the documents: values by name, by document (a GUID)."""
        if self._said is None:
            ahead, self._said_ahead = self._said_ahead, None
            self._said = self._read(_said_of) if ahead is None else ahead.result()
        return self._said

    def said(self, document: str) -> dict[str, str]:
        """What is said of one document (a GUID)."""
        if self._said is None:
            return self._read(table_rows.said_of, [document]).get(document, {})
        return self._said.get(document, {})

    def coder_labels(self) -> dict[str, str]:
        """Names by GUID, told apart where two people share one."""
        return coders.labels(self.coders)

    def progress_of(self, document: str, coder: str) -> Progress:
        """What the coder declared, else in progress where they have coded, else not started."""
        declared = self.progress.get((document, coder))
        if declared is not None:
            return declared
        coded = self.counts.get(document, {}).get(coder, 0)
        return Progress.IN_PROGRESS if coded else Progress.NOT_STARTED

    def assigned(self, document: str) -> list[str]:
        """The rounds in which a document is the current coder's."""
        return self._given.get((document, self.coder.guid), []) if self.coder else []

    def _read(self, query: Callable[..., T], *arguments: Any) -> T:
        """What a query finds of what the current coder may see."""
        assert self.viewer is not None
        with self.viewer.reading() as connection:
            return query(connection, *arguments)

    def _undo_state(self) -> history.Standing:
        """The last step and the next one are anybody's; what they are called, `_why_no_undo`
        withholds."""
        assert self.project is not None
        with self.project.reading() as connection:
            return history.standing(connection)

    def why_not(self, needs: str) -> str:
        """Why a command that acts on this can't act now (see `ActionSpec.needs`)."""
        if needs == "coding":
            return self.tr("There is no coding at the cursor for this. Click one first.")
        if needs in ("undo", "redo"):
            return self._why_no_undo(redo=needs == "redo")
        if needs == "code":
            return self.tr("Choose a code in the list of codes first.")
        return self.tr("Open a document first.")

    def _why_no_undo(self, *, redo: bool) -> str:
        step = self._next_redo if redo else self._next_undo
        if step is None:
            return self.tr("There is nothing to do again.") if redo else self.tr("Nothing to undo.")
        if not self.sees(step.coder):
            return self.tr("The last step is another coder’s, whose work is not shown here.")
        whose = self.coder_labels().get(step.coder, self.tr("another coder"))
        said = (
            self.tr("Only {0} can do the next step again ({1}).")
            if redo
            else self.tr("Only {0} can undo the last step ({1}).")
        )
        return said.format(whose, step.label)

    @property
    def last_step(self) -> int:
        """The number of the last step that is shown; it grows with every step."""
        return self._seen

    def _visibility_changes(self, changes: Changes) -> Changes:
        """What came into sight or left it with the codings that refer to it, as a change of it."""
        if not any(changes.touched(kind) for kind in (kinds.CODING, *self._kept_visible)):
            return Changes(changes.label)
        before, self._kept_visible = self._kept_visible, self._read(queries.kept_visible)
        differs = {kind: before[kind] ^ now for kind, now in self._kept_visible.items()}
        return Changes(changes.label, changed={kind: g for kind, g in differs.items() if g})

    # --- caches

    def _refresh(self, changes: Changes | None) -> None:
        """Read again what the changes concern; everything for None."""
        assert self.project is not None
        for concerned, read in (
            ((kinds.PROJECT,), self._read_facts),
            (kinds.CODEBOOK_KINDS, self._read_codebook),
            ((kinds.CODER,), self._read_coders),
            ((kinds.DOCUMENT,), self._read_documents),
            ((kinds.STATUS,), self._read_progress),
            ((kinds.DOCUMENT_ATTRIBUTE,), self._read_attributes),
            (_TEAM_KINDS, self._read_assignments),
        ):
            if changes is None or any(changes.touched(kind) for kind in concerned):
                read()
        if changes is None:
            self._kept_visible = self._read(queries.kept_visible)
        self._take_steps(self._undo_state())
        if changes is None:
            self._counted = None
            if self.project.path.stat().st_size < _QUICKLY_COUNTED:
                self.count()
            else:
                # It grows with the project; opening does not wait for it.
                self._recount.start(_FIRST_COUNT_MS)
        elif changes.touched(kinds.CODING) or changes.brings_history:
            if changes.brings_history:
                self._counted = None  # its steps were made on other rows
            self._recount.start(_RECOUNT_MS)

    def _read_facts(self) -> None:
        facts = self._read(queries.project)
        self.name, self.cues_locked = facts.name, facts.cues_locked
        if facts.blind != self.blind:
            self._look()
            self._read_work()
            self.count()

    def _read_codebook(self) -> None:
        self.codebook = self._read(codebook_queries.codebook)

    def _read_coders(self) -> None:
        """The current coder is who the project says they are: a name may have been corrected."""
        self.coders = self._read(queries.coders)
        me = self.coder
        same = next((coder for coder in self.coders if me and coder.guid == me.guid), None)
        if same is not None and me is not None and same.name != me.name:
            self.coder = same
            self.coderChanged.emit()

    def _read_documents(self) -> None:
        self.documents = self._read(queries.documents)

    def _read_progress(self) -> None:
        statuses = self._read(queries.statuses)
        self.progress = {(s.document, s.coder): s.progress for s in statuses}

    def _read_attributes(self) -> None:
        """Of very many documents that takes as long as opening: it is done beside the window."""
        self._drop_ahead()
        self._said = None
        if len(self.documents) < _MANY_DOCUMENTS:
            self._said = self._read(_said_of)
        else:
            self._said_timer.start(_FIRST_COUNT_MS)

    def _read_said_ahead(self) -> None:
        if self.project is not None and self._said is None:
            # In this thread's context, as codings are read ahead.
            self._said_ahead = self._ahead.submit(copy_context().run, self._read, _said_of)

    def _drop_ahead(self) -> None:
        """Wait for what is read ahead, and let go of it."""
        self._said_timer.stop()
        if self._said_ahead is not None:
            self._said_ahead.result()
            self._said_ahead = None

    def _read_assignments(self) -> None:
        self._given = self._read(_assigned)

    def _read_work(self) -> None:
        """Read again what depends on whose work is seen."""
        self._read_coders()
        self._read_documents()
        self._read_codebook()
        self._read_progress()
        self._read_assignments()
        self._kept_visible = self._read(queries.kept_visible)

    def count(self) -> None:
        """Count the codings by document, code and coder."""
        if self.project is None:
            return
        self._counted = self.project.last_step()
        self._by_all = self._read(coding_queries.coding_counts)
        self._sum_up()

    def _follow_counts(self) -> None:
        """Bring the counts up to date by what the last steps changed."""
        if self.project is None:
            return
        change = None
        if self._counted is not None:
            change = self._read(counting.changed_counts, self._counted)
            self._counted = self.project.last_step()
        if change is None:
            self.count()
            return
        self._by_all.update(change)
        self._sum_up()

    def _sum_up(self) -> None:
        self.counts, self.code_counts = {}, {}
        for (document, code, coder), number in self._by_all.items():
            by_coder = self.counts.setdefault(document, {})
            by_coder[coder] = by_coder.get(coder, 0) + number
            self.code_counts[code] = self.code_counts.get(code, 0) + number
        self.countsChanged.emit()

    def _refresh_undo(self) -> None:
        if self.project is not None:
            self._take_steps(self._undo_state())

    def _take_steps(self, standing: history.Standing) -> None:
        undo, redo, self._seen = standing
        mine = self.coder.guid if self.coder else None
        self._next_undo, self._next_redo = undo, redo
        self.undo_label = undo.label if undo and undo.coder == mine else None
        self.redo_label = redo.label if redo and redo.coder == mine else None


def _said_of(connection: Any) -> dict[str, dict[str, str]]:
    """What is said of documents: values by name, by document."""
    found: dict[str, dict[str, str]] = {}
    for one in queries.document_attributes(connection):
        found.setdefault(one.document, {})[one.name] = one.value
    return found


def _assigned(connection: Any) -> dict[tuple[str, str], list[str]]:
    """By (document, coder), the names of the rounds."""
    names = {one.guid: one.name for one in team_queries.rounds(connection)}
    found: dict[tuple[str, str], list[str]] = {}
    for given in team_queries.assignments(connection):
        found.setdefault((given.document, given.coder), []).append(names[given.round])
    return found
