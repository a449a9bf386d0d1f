"""The texts of open projects, kept between questions: reading them takes longer than answering."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import TypeAlias
from weakref import WeakKeyDictionary

from annotator.corpus.document import DocumentFacts
from annotator.corpus.text import DocumentText
from annotator.storage.project_file import ProjectFile
from annotator.storage.speaker_names import SpeakerNames

MOST_KEPT = 32_000_000
"""Characters of the texts of a project that are kept."""


_State: TypeAlias = "tuple[str, datetime, SpeakerNames]"


class KeptTexts:
    """Texts with their structure by document. A document whose row has changed is read anew, since
    its bytes may have been read with another encoding; and so are all when speakers are called
    otherwise, since the structure says who speaks."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: dict[str, tuple[_State, DocumentText]] = {}
        self._size = 0
        self._lock = Lock()  # questions are answered in threads of their own

    def text(
        self, document: DocumentFacts, called: SpeakerNames, read: Callable[[], DocumentText]
    ) -> DocumentText:
        """The text of a document; `read` gives it where it is not kept. called: what speakers are
        called now."""
        state = document.text_sha256, document.modified, called
        with self._lock:
            kept = self._kept.get(document.guid)
        if kept is not None and kept[0] == state:
            return kept[1]
        text = read()
        with self._lock:
            before = self._kept.pop(document.guid, None)
            self._size -= len(before[1]) if before is not None else 0
            # What is full stays so: questions go through all texts in one order, and would throw
            # out each just before it is looked for again.
            if self._size + len(text) <= self._most:
                self._kept[document.guid] = state, text
                self._size += len(text)
        return text


_of_projects: WeakKeyDictionary[ProjectFile, KeptTexts] = WeakKeyDictionary()


def kept_texts(project: ProjectFile) -> KeptTexts:
    """Those of an open project; they go with it."""
    return _of_projects.setdefault(project, KeptTexts())
