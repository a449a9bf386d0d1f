"""The words of open projects as numbers, kept between questions: words that are spelled alike have
one, so that counting them needs no texts."""

from __future__ import annotations

from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from annotator.corpus.document import DocumentFacts
from annotator.corpus.folding import search_key
from annotator.retrieval.arrays import Ints
from annotator.storage.project_file import ProjectFile

MOST_KEPT = 32_000_000
"""Words of a project whose numbers are kept."""

Numbers = np.ndarray[Any, np.dtype[np.int32]]


class WordNumbers:
    """Numbers of words by document. `forms` are the spellings by number (`search_key`); they only
    grow."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self.forms: list[str] = []
        self._most = most
        self._size = 0
        self._numbers = _NumbersByWriting(self.forms)
        self._kept: dict[str, tuple[str, Numbers]] = {}
        self._lock = Lock()  # questions are answered in threads of their own

    def of(self, document: DocumentFacts, text: str, start: Ints, end: Ints) -> Numbers:
        """(words,) the numbers of the words of a document, which start and end there in its
        text."""
        with self._lock:
            kept = self._kept.get(document.guid)
            if kept is not None and kept[0] == document.text_sha256:
                return kept[1]
            places = zip(start.tolist(), end.tolist(), strict=True)
            written = (text[low:high] for low, high in places)
            found = np.fromiter(map(self._numbers.__getitem__, written), np.int32, start.size)
            before = self._kept.pop(document.guid, None)
            self._size -= len(before[1]) if before is not None else 0
            if self._size + found.size <= self._most:
                self._kept[document.guid] = document.text_sha256, found
                self._size += found.size
        return found


class _NumbersByWriting(dict[str, int]):
    """The number of a word as it is written; one that comes up for the first time gets it then."""

    def __init__(self, forms: list[str]) -> None:
        super().__init__()
        self._forms = forms
        self._by_form: dict[str, int] = {}

    def __missing__(self, written: str) -> int:
        form = search_key(written)
        number = self._by_form.setdefault(form, len(self._forms))
        if number == len(self._forms):
            self._forms.append(form)
        self[written] = number
        return number


_of_projects: WeakKeyDictionary[ProjectFile, WordNumbers] = WeakKeyDictionary()


def word_numbers(project: ProjectFile) -> WordNumbers:
    """Those of an open project; they go with it."""
    return _of_projects.setdefault(project, WordNumbers())
