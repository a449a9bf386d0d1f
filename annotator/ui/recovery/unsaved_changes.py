"""Changes that could not be written yet: kept in a recovery file and tried again until they are.

A project may be locked by another program, its disk full, or its file away for a moment. What was
coded or typed then is not given up: it stays in sight, marked, and outlives the program.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotator import paths
from annotator.atomic_file import PRIVATE_FILE, make_private_folder, write_text
from annotator.corpus.changes import Changes
from annotator.corpus.coding import Coder
from annotator.corpus.identity import is_guid
from annotator.corpus.moments import EPOCH
from annotator.corpus.span import Span
from annotator.errors import NotSavedError, UserError
from annotator.input_files import read_bytes
from annotator.operations import codings
from annotator.operations.codings import memos
from annotator.operations.projects import ProjectFile, patience
from annotator.operations.team import coders
from annotator.ui.tasks.serial import SerialTasks

if TYPE_CHECKING:
    from annotator.ui.recovery.typed_forms import TypedForm

_log = logging.getLogger(__name__)
_AGAIN_MS, _PATIENCE_MS = 2_000, 1_000
_LARGEST_FILE = 100_000_000

CODE, MEMO, VALUE = "code", "memo", "value"
T = TypeVar("T")


@dataclass(frozen=True)
class PendingChange:
    """One change: what is done (CODE, MEMO or VALUE), by whom, and with what.

    `arguments` are JSON values: document, code, spans as ``[start, end]`` and whether a cue led to
    it; or what the memo is on and its text; or coding, attribute and value.
    """

    kind: str
    coder: str
    coder_name: str
    arguments: tuple[Any, ...]

    @property
    def subject(self) -> tuple[Any, ...]:
        """What a later change takes the place of; each coding is one of its own."""
        if self.kind == CODE:
            return (self.kind, self.coder, json.dumps(self.arguments))
        number = 1 if self.kind == MEMO else 2
        return (self.kind, self.coder, *self.arguments[:number])

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the coding is that is to be made."""
        return tuple(Span(start, end) for start, end in self.arguments[2])

    def write(self, project: ProjectFile) -> Changes:
        """Make the change. NotSavedError where the file can't be written now."""
        arrived = coders.ensure(project, Coder(self.coder, self.coder_name, EPOCH, EPOCH))
        return arrived.followed_by(self._operation(project))

    def _operation(self, project: ProjectFile) -> Changes:
        if self.kind == CODE:
            document, code, _spans, from_cue = self.arguments
            return codings.add(project, self.coder, document, code, self.spans, from_cue)
        if self.kind == MEMO:
            return memos.write(project, self.coder, *self.arguments)
        from annotator.operations.codings import coding_values  # noqa: PLC0415  (start-up)

        coding, attribute, value = self.arguments
        if isinstance(value, list):
            value = tuple(value)
        return coding_values.set_value(project, self.coder, coding, attribute, value)


class UnsavedChanges(QObject):
    """The changes of the open project that are not on the disk."""

    changed = Signal()
    """Another change is waiting, or one fewer."""
    saved = Signal(object)
    """The `Changes` of a change that could be written at last."""
    refused = Signal(str)
    """A sentence: a change can't be made any more."""
    _tried = Signal(int, object, object, str)
    _failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._executor = SerialTasks("saving later")
        self._attempted: Future[None] | None = None
        self._project: ProjectFile | None = None
        self._guid = ""
        self._time = 0
        self._trying = False
        self.pending: tuple[PendingChange, ...] = ()
        self._drafts: dict[tuple[Any, ...], PendingChange] = {}
        self.forms: tuple[TypedForm, ...] = ()
        """What was typed in forms that were open when the program ended."""
        self.reason = ""
        """Why they are not saved, as a sentence."""
        self._timer = QTimer(self)
        self._timer.setInterval(_AGAIN_MS)
        self._timer.timeout.connect(self.try_again)
        self._tried.connect(self._take)
        self._failed.connect(self._fail)

    # --- which project

    def open(self, project: ProjectFile | None, guid: str = "") -> None:
        """Follow a project; what an earlier session could not save is tried at once."""
        self._timer.stop()
        if self._attempted is not None:
            self._attempted.result()  # what is written just now is written to its end
        self._time += 1
        self._project, self._guid, self._trying = project, guid, False
        self._drafts = {}
        self.reason = ""
        self.pending = _read(_file(project.path), guid) if project is not None else ()
        self.forms = _read_forms(_file(project.path), guid) if project is not None else ()
        if self.pending:
            self._timer.start()
            QTimer.singleShot(0, self, self.try_again)
        self.changed.emit()

    # --- what waits

    def keep(self, change: PendingChange, reason: str) -> None:
        """Keep a change that could not be written; a newer one takes an older one's place."""
        others = tuple(one for one in self.pending if one.subject != change.subject)
        self.pending = (*others, change)
        self._drafts.pop(change.subject, None)
        self.reason = reason
        self._write()
        self._timer.start()
        self.changed.emit()

    def draft(self, change: PendingChange) -> None:
        """Keep what is being typed, in case the program does not live to save it."""
        if self._drafts.get(change.subject) != change:
            self._drafts[change.subject] = change
            self._write()

    def forget_draft(self, subject: tuple[Any, ...]) -> None:
        """What was being typed is saved, or was given up."""
        if self._drafts.pop(subject, None) is not None:
            self._write()

    def keep_forms(self, forms: Sequence[TypedForm]) -> None:
        """Keep what is typed in open forms, for the next start; nothing to forget it."""
        if forms or self.forms:
            self.forms = (*self.forms, *forms) if forms else ()
            self._write()

    def value_of(self, kind: str, coder: str, *about: str) -> Any:
        """What a waiting change says of a subject; None where none waits."""
        subject = (kind, coder, *about)
        return next((c.arguments[-1] for c in self.pending if c.subject == subject), None)

    # --- trying again

    def try_again(self) -> None:
        """Write what waits, beside the window's thread."""
        project = self._project
        if project is None or not self.pending or self._trying:
            return
        self._trying = True
        time, pending = self._time, self.pending
        self._attempted = self._executor.submit(self._attempt, project, time, pending)

    def _attempt(self, project: ProjectFile, time: int, pending: Sequence[PendingChange]) -> None:
        """In the background, in order; the signal brings back how far it went."""
        for change in pending:
            try:
                project.reconnect()
                with patience(_PATIENCE_MS):
                    done = change.write(project)
                self._tried.emit(time, change, done, "")
            except NotSavedError as error:
                self._tried.emit(time, None, None, str(error))
                return
            except UserError as error:
                self._tried.emit(time, change, None, str(error))
            except Exception as error:  # raised again in the window's thread
                self._failed.emit(error)
                return
        self._tried.emit(time, None, None, "")

    def _fail(self, error: Exception) -> None:
        """A mistake of the program is shown once, not every two seconds; the change stays kept."""
        self._timer.stop()
        self._trying = False
        raise error

    def _take(
        self, time: int, change: PendingChange | None, done: Changes | None, refusal: str
    ) -> None:
        if time != self._time:
            return
        if change is None:
            self._trying = False
            self.reason = refusal
        else:
            self.pending = tuple(one for one in self.pending if one is not change)
            self._write()
        if not self.pending:
            self._timer.stop()
        self.changed.emit()
        if done is not None:
            self.saved.emit(done)
        elif change is not None:
            self.refused.emit(_lost(change, refusal))

    def save_now(self) -> bool:
        """Try once more in this thread, before the project is left; whether nothing waits."""
        project = self._project
        if project is None:
            return True
        for change in self.pending:
            try:
                with patience(_PATIENCE_MS):
                    done = change.write(project)
            except UserError as error:
                self.reason = str(error)
                return False
            self._take(self._time, change, done, "")
        return True

    # --- the recovery file

    def _write(self) -> None:
        """Keep what waits; where even that fails, the log says so."""
        if self._project is None:
            return
        file = _file(self._project.path)
        changes = [*self.pending, *self._drafts.values()]
        try:
            if not changes and not self.forms:
                file.unlink(missing_ok=True)
                return
            make_private_folder(file.parent)
            kept = {
                "project": self._guid,
                "path": str(self._project.path),
                "changes": [dataclasses.asdict(change) for change in changes],
                "forms": [dataclasses.asdict(form) for form in self.forms],
            }
            write_text(file, json.dumps(kept, ensure_ascii=False), mode=PRIVATE_FILE)
        except OSError as error:
            _log.warning("the recovery file can't be written: %s", error)


def _lost(change: PendingChange, reason: str) -> str:
    """Why a change can't be made, with the words that were typed: they are not lost."""
    said = change.arguments[-1] if change.kind in (MEMO, VALUE) else None
    return f"{reason} It said: “{said}”." if said else reason


def _file(project: Path) -> Path:
    """Where what waits for a project file is kept."""
    digest = hashlib.sha256(str(project.resolve()).encode(errors="surrogateescape")).hexdigest()
    return paths.data_folder() / "recovery" / f"{digest[:32]}.json"


def _read(file: Path, project: str) -> tuple[PendingChange, ...]:
    """The changes that an earlier session kept for this project."""
    return _kept(file, project, "changes", _change_of)


def _read_forms(file: Path, project: str) -> tuple[TypedForm, ...]:
    """The forms that were open in it when an earlier session was ended."""
    return _kept(file, project, "forms", _form_of)


def _form_of(one: Mapping[str, Any]) -> TypedForm:
    from annotator.ui.recovery.typed_forms import form_of  # noqa: PLC0415  (start-up)

    return form_of(one)


def _kept(
    file: Path, project: str, what: str, read: Callable[[Mapping[str, Any]], T]
) -> tuple[T, ...]:
    """What a recovery file has of a kind; nothing where that can't be read."""
    try:
        if not file.exists():
            return ()
        kept = json.loads(read_bytes(file, _LARGEST_FILE))
        if kept["project"] != project:
            return ()
        return tuple(read(one) for one in kept.get(what, ()))
    except (UserError, OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        _log.warning("%s can't be read: %s", file, error)
        return ()


def _change_of(one: Mapping[str, Any]) -> PendingChange:
    """A change as the recovery file has it. ValueError (KeyError, TypeError) where it is none."""
    kind, arguments = one["kind"], tuple(one["arguments"])
    texts = [one["coder_name"], *(said for said in arguments if isinstance(said, str))]
    if not is_guid(one["coder"]) or not all(isinstance(said, str) for said in texts):
        raise ValueError("it is of nobody")
    "".join(texts).encode()  # half characters: a UnicodeEncodeError, which is a ValueError
    if kind == CODE:
        document, code, spans, from_cue = arguments
        if not isinstance(from_cue, bool) or not all(
            type(at) is int for ends in spans for at in ends
        ):
            raise ValueError("its passage can't be read")
        guids = [document, code]
        [Span(start, end) for start, end in spans]
    elif kind == MEMO:
        subject, words = arguments
        guids = [subject]
        if not isinstance(words, str):
            raise ValueError("its words can't be read")
    elif kind == VALUE:
        coding, attribute, value = arguments
        guids = [coding, attribute]
        listed = value if isinstance(value, list) else [value or ""]
        if not all(isinstance(said, str) for said in listed):
            raise ValueError("its value can't be read")
        "".join(listed).encode()
    else:
        raise ValueError("its kind is not known")
    if not all(is_guid(guid) for guid in guids):
        raise ValueError("what it is about can't be known")
    return PendingChange(kind, one["coder"], one["coder_name"], arguments)
