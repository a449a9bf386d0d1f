"""The folded texts of open projects, kept between searches: the texts do not change, and folding
one takes longer than looking through it."""

from __future__ import annotations

from datetime import datetime
from threading import Lock
from typing import TypeAlias
from weakref import WeakKeyDictionary

from annotator.corpus.document import DocumentFacts
from annotator.corpus.folding import Folded
from annotator.operations.retrieval.quick_folding import quick_fold
from annotator.storage.project_file import ProjectFile

MOST_KEPT = 16_000_000
"""Characters of all folded texts of a project that are kept."""


_State: TypeAlias = "tuple[str, datetime]"


def _state(document: DocumentFacts) -> _State:
    return document.text_sha256, document.modified


class FoldedTexts:
    """Folded texts by document (GUID) and by whether accents count. A document whose row has
    changed is folded anew, since its bytes may have been read with another encoding."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: dict[tuple[str, bool], tuple[_State, Folded]] = {}
        self._size = 0
        self.is_full = False
        """Whether some text was not kept, for want of room."""
        self._lock = Lock()  # searches are made in a thread of their own

    def folded(self, document: DocumentFacts, text: str, *, accents: bool) -> Folded:
        """`text`, which is that of the document now, folded."""
        kept = self.kept(document, accents=accents)
        if kept is not None:
            return kept
        key = document.guid, accents
        folded = quick_fold(text, accents=accents)
        with self._lock:
            before = self._kept.pop(key, None)
            if before is not None:
                self._size -= _size(before[1])
            # What is full stays so: searches go through all texts in one order, and would throw out
            # each just before it is looked for again.
            if self._size + _size(folded) <= self._most:
                self._kept[key] = _state(document), folded
                self._size += _size(folded)
            else:
                self.is_full = True
        return folded

    def kept(self, document: DocumentFacts, *, accents: bool) -> Folded | None:
        """The same where it is kept; None where the text would have to be folded."""
        with self._lock:
            kept = self._kept.get((document.guid, accents))
        return kept[1] if kept is not None and kept[0] == _state(document) else None


def _size(folded: Folded) -> int:
    """Characters, and as many as take the room of the table of positions."""
    return len(folded.text) + 12 * len(folded.starts)


_of_projects: WeakKeyDictionary[ProjectFile, FoldedTexts] = WeakKeyDictionary()


def folded_texts(project: ProjectFile) -> FoldedTexts:
    """Those of an open project; they go with it."""
    return _of_projects.setdefault(project, FoldedTexts())
