"""How a coding was made: from a cue or not, and under which version of the codebook."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.codebook import CodebookVersion
from annotator.corpus.coding import Coding
from annotator.operations import codebook
from annotator.operations.projects import ProjectFile
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.latest import Run


class Origins(QObject):
    """Puts it into words. Versions are read from the history in the background, once."""

    known = Signal()
    """What was not known when it was asked for is known now."""
    _read = Signal(int, object, int, object)

    def __init__(self, bridge: ProjectBridge, run: Run, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._run = bridge, run
        self._time = 0
        self._versions: list[CodebookVersion] | None = None
        self._redefined: dict[int, dict[str, list[str]]] = {}
        self._asked: set[int] = set()
        bridge.opened.connect(self._forget)
        bridge.changed.connect(self._take)
        self._read.connect(self._learn)

    def _take(self, changes: Changes) -> None:
        redefined = any(changes.touched(kind) for kind in kinds.CODEBOOK_KINDS)
        if redefined or changes.brings_history:
            self._forget()

    def _forget(self) -> None:
        self._time += 1
        self._versions, self._redefined, self._asked = None, {}, set()

    def words(self, coding: Coding) -> str:
        """The sentence below a coding; its version comes later where it is not known yet."""
        said = [self.tr("Began from a cue.")] if coding.from_cue else []
        if self._versions is None:
            self._ask(0)
        else:
            said.append(self._version_words(coding, self._versions))
        return " ".join(filter(None, said))

    def _version_words(self, coding: Coding, versions: list[CodebookVersion]) -> str:
        if not versions:  # the file has no history of its codebook
            return ""
        number, last = codebook.version_of(versions, coding), len(versions)
        if number == last:
            return self.tr("Codebook version {0}, the present one.").format(number)
        words = self.tr("Codebook version {0} of {1}.").format(number, last)
        if number not in self._redefined:
            self._ask(number)
            return words
        changed = self._redefined[number].get(coding.code)
        if not changed:
            return words + " " + self.tr("Its code means the same since.")
        return words + " " + self.tr("Since then: {0}.").format("; ".join(changed))

    def _ask(self, number: int) -> None:
        """Read the versions (0), or what was redefined since one of them."""
        project = self._bridge.project
        if project is None or number in self._asked:
            return
        self._asked.add(number)
        time = self._time
        self._run(lambda: self._look(project, number, time))

    def _look(self, project: ProjectFile, number: int, time: int) -> None:
        """In the background: the signal brings it back."""
        if number:
            self._read.emit(time, None, number, codebook.redefined_since(project, number))
        else:
            self._read.emit(time, codebook.versions(project), 0, None)

    def _learn(
        self,
        time: int,
        versions: list[CodebookVersion] | None,
        number: int,
        redefined: dict[str, list[str]] | None,
    ) -> None:
        if time != self._time:
            return
        if versions is not None:
            self._versions = versions
        if redefined is not None:
            self._redefined[number] = redefined
        self.known.emit()
