"""The folded texts of open projects, kept between searches: the texts do not change, and folding
one takes longer than looking through it."""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

from annotator.corpus.folding import Folded
from annotator.operations.retrieval.quick_folding import quick_fold
from annotator.storage.project_file import ProjectFile

MOST_KEPT = 16_000_000
"""Characters of all folded texts of a project that are kept."""


class FoldedTexts:
    """Folded texts by document (GUID) and by whether accents count."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: dict[tuple[str, bool], tuple[str, Folded]] = {}
        self._size = 0
        self.is_full = False
        """Whether some text was not kept, for want of room."""
        self._lock = Lock()  # searches are made in a thread of their own

    def folded(self, document: str, text: str, *, accents: bool) -> Folded:
        """`text`, which is that of the document now, folded."""
        kept = self.kept(document, text, accents=accents)
        if kept is not None:
            return kept
        key = document, accents
        folded = quick_fold(text, accents=accents)
        with self._lock:
            before = self._kept.pop(key, None)
            if before is not None:  # read anew with another encoding
                self._size -= _size(before[1])
            # What is full stays so: searches go through all texts in one order, and would throw out
            # each just before it is looked for again.
            if self._size + _size(folded) <= self._most:
                self._kept[key] = text, folded
                self._size += _size(folded)
            else:
                self.is_full = True
        return folded

    def kept(self, document: str, text: str, *, accents: bool) -> Folded | None:
        """The same where it is kept; None where the text would have to be folded."""
        with self._lock:
            kept = self._kept.get((document, accents))
        return kept[1] if kept is not None and kept[0] == text else None


def _size(folded: Folded) -> int:
    """Characters, and as many as take the room of the table of positions."""
    return len(folded.text) + 12 * len(folded.starts)


_of_projects: WeakKeyDictionary[ProjectFile, FoldedTexts] = WeakKeyDictionary()


def folded_texts(project: ProjectFile) -> FoldedTexts:
    """Those of an open project; they go with it."""
    return _of_projects.setdefault(project, FoldedTexts())
