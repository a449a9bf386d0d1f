"""What the window knows of the open project: its lists, and reads as the current coder."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.corpus import changes as kinds
from annotator.corpus.attribute_types import Types
from annotator.corpus.changes import Changes
from annotator.corpus.codebook import Code, Codebook, CodeSet
from annotator.corpus.coding import Coder, CoderKind, Coding, Memo, Relation
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.document import DocumentFacts, DocumentSet, Progress
from annotator.corpus.structure import Structure
from annotator.corpus.undo_state import UndoState
from annotator.operations import reading, viewing
from annotator.operations.codebook import code_sets
from annotator.operations.documents import named_sets
from annotator.operations.projects import ProjectFile
from annotator.operations.team import coders
from annotator.operations.viewing import Viewer
from annotator.ui.project_state.coding_counts import CodingCounts
from annotator.ui.project_state.document_attributes import DocumentAttributes
from annotator.ui.project_state.undo_status import UndoStatus
from annotator.ui.tasks.serial import SerialTasks

if TYPE_CHECKING:
    from annotator.operations.documents.printed_pages import PrintedPages

_ROUND_KINDS = (kinds.ROUND, kinds.ASSIGNMENT, kinds.SEAL)
_TEAM_KINDS = (kinds.ROUND, kinds.ASSIGNMENT, kinds.DOCUMENT)


class ProjectReads(QObject):
    """The open project as the current coder may see it. What the first screen and every list need
    is kept, and read again after changes; everything else is read when it is asked for."""

    countsChanged = Signal()
    """How many codings there are by document, code and coder has been counted again."""
    coderChanged = Signal()
    """Another person is the current coder, or has another name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: ProjectFile | None = None
        self.viewer: Viewer | None = None
        """The current coder as who looks at the open project: what reads of coders' work take."""
        self.coder: Coder | None = None
        self._ahead = SerialTasks("reading ahead")
        self._counts = CodingCounts(self.look, self._ahead, self)
        self._counts.changed.connect(self.countsChanged)
        self._attributes = DocumentAttributes(self.look, self._ahead, self)
        self._undo = UndoStatus(self)
        self._clear()

    def _clear(self) -> None:
        self.name = ""
        self.cues_locked = False
        self.viewer = None
        self.codebook = Codebook()
        self.coders: list[Coder] = []
        self.documents: list[DocumentFacts] = []
        self.sets: list[DocumentSet] = []
        self.attribute_types: Types = {}
        self.code_sets: tuple[CodeSet, ...] = ()
        self.progress: dict[tuple[str, str], Progress] = {}
        self._given: dict[tuple[str, str], list[str]] = {}
        self._kept_visible: dict[str, frozenset[str]] = {}
        self._counts.forget(None)
        self._undo.forget()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed in the open project."""
        return self.project is not None and self.project.read_only

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

    # --- ask

    def text(self, document: str) -> str:
        return reading.text(self.look(), document)

    def has_structure(self) -> bool:
        """Whether some document of the project has structure."""
        return self.project is not None and reading.has_structure(self.look())

    def has_pages(self, document: str) -> bool:
        """Whether a document (a GUID) has pages as printed."""
        from annotator.operations.documents import printed_pages  # noqa: PLC0415  (not needed to start)

        return self.project is not None and printed_pages.has_pages(self.project, document)

    def open_pages(self, document: str) -> PrintedPages:
        """The pages of a document (a GUID); any thread may ask. UserError where they can't be
        shown."""
        from annotator.operations.documents import printed_pages  # noqa: PLC0415

        assert self.project is not None
        return printed_pages.open_pages(self.project, document)

    def structure(self, document: str) -> Structure:
        """What is known of the text beside its words: headings, pages, tables, notes …"""
        return reading.structure(self.look(), document)

    def sees(self, coder: str) -> bool:
        """Whether the work of this coder (a GUID) is shown: in a blind project, one's own alone."""
        return self.viewer is None or self.viewer.sees(coder)

    def coding_columns(self, document: str) -> CodingColumns:
        return reading.coding_columns(self.look(), document)

    def coding_columns_ahead(self, document: str) -> Future[CodingColumns]:
        """The same, read beside the window's thread while something else is done in it. The
        result must be waited for before the project is closed."""
        return self._ahead.submit(self.coding_columns, document)

    def codings(self, guids: list[str]) -> list[Coding]:
        return reading.codings(self.look(), guids)

    def relations(self, codings: list[str]) -> list[Relation]:
        """The relations from and to these codings."""
        return reading.relations(self.look(), codings)

    def memos(self, subjects: list[str]) -> list[Memo]:
        return reading.memos(self.look(), subjects)

    def codings_with_memo(self, document: str) -> list[str]:
        """The codings of a document that have a memo."""
        return reading.codings_with_memo(self.look(), document)

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
        return self._attributes.values

    def said(self, document: str) -> dict[str, str]:
        """What is said of one document (a GUID)."""
        return self._attributes.of(document)

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

    def why_no_undo(self, *, redo: bool) -> str:
        """Why there is nothing that the current coder could undo, or redo."""
        return self._undo.why_not(redo=redo, labels=self.coder_labels(), sees=self.sees)

    @property
    def undo_label(self) -> str | None:
        """What Undo would undo, if anything."""
        return self._undo.undo_label

    @property
    def redo_label(self) -> str | None:
        """What Redo would do again, if anything."""
        return self._undo.redo_label

    @property
    def last_step(self) -> int:
        """The number of the last step that is shown; it grows with every step."""
        return self._undo.last_step

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """Numbers of codings by document, then by coder (GUIDs)."""
        return self._counts.by_document

    @property
    def code_counts(self) -> dict[str, int]:
        """Numbers of codings by code (a GUID)."""
        return self._counts.by_code

    def _visibility_changes(self, changes: Changes) -> Changes:
        """What came into sight or left it with the codings that refer to it, as a change of it."""
        if not any(changes.touched(kind) for kind in (kinds.CODING, *self._kept_visible)):
            return Changes(changes.label)
        before, self._kept_visible = self._kept_visible, reading.kept_visible(self.look())
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
            ((kinds.ATTRIBUTE_TYPE,), self._read_attribute_types),
            ((kinds.NAMED_SET, kinds.SET_MEMBER, kinds.DOCUMENT), self._read_sets),
            ((kinds.NAMED_SET, kinds.SET_MEMBER, kinds.CODE), self._read_code_sets),
            (_TEAM_KINDS, self._read_assignments),
        ):
            if changes is None or any(changes.touched(kind) for kind in concerned):
                read()
        if changes is None:
            self._kept_visible = reading.kept_visible(self.look())
        if changes is not None and any(changes.touched(kind) for kind in _ROUND_KINDS):
            self._look()  # what is coded again may be shown, or not any more
        self._take_steps(reading.undo_state(self.project))
        if changes is None:
            self._counts.begin()
        elif changes.touched(kinds.CODING) or changes.brings_history:
            self._counts.follow_soon(anew=changes.brings_history)

    def _read_facts(self) -> None:
        facts = reading.project_facts(self.look())
        self.name, self.cues_locked = facts.name, facts.cues_locked
        if facts.blind != self.blind:
            self._look()
            self._read_work()
            self.count()

    def _read_codebook(self) -> None:
        self.codebook = reading.codebook(self.look())

    def _read_coders(self) -> None:
        """The current coder is who the project says they are: a name may have been corrected."""
        self.coders = reading.coders(self.look())
        me = self.coder
        same = next((coder for coder in self.coders if me and coder.guid == me.guid), None)
        if same is not None and me is not None and same.name != me.name:
            self.coder = same
            self.coderChanged.emit()

    def _read_documents(self) -> None:
        self.documents = reading.documents(self.look())

    def _read_progress(self) -> None:
        statuses = reading.statuses(self.look())
        self.progress = {(s.document, s.coder): s.progress for s in statuses}

    def _read_attributes(self) -> None:
        self._attributes.begin(len(self.documents))

    def _read_attribute_types(self) -> None:
        self.attribute_types = reading.attribute_types(self.look())

    def _read_sets(self) -> None:
        self.sets = named_sets.listed(self.look())

    def _read_code_sets(self) -> None:
        self.code_sets = code_sets.listed(self.look(), self.codebook)

    def _read_assignments(self) -> None:
        self._given = reading.rounds_by_assignment(self.look())

    def _read_work(self) -> None:
        """Read again what depends on whose work is seen."""
        self._read_coders()
        self._read_documents()
        self._read_codebook()
        self._read_progress()
        self._read_assignments()
        self._kept_visible = reading.kept_visible(self.look())

    def count(self) -> None:
        """Count the codings by document, code and coder now."""
        self._counts.count()

    def _take_steps(self, state: UndoState) -> None:
        self._undo.take(state, self.coder.guid if self.coder else None)
