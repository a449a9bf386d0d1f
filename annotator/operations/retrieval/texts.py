"""The texts of a project as questions need them, read when they are asked for and kept a while."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np

from annotator.corpus import boundaries
from annotator.corpus.document import DocumentFacts
from annotator.corpus.folding import Folded
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.query import TextUnit
from annotator.corpus.text import DocumentText
from annotator.operations.retrieval.folded_texts import folded_texts
from annotator.operations.retrieval.kept_texts import kept_texts
from annotator.operations.retrieval.quick_words import quick_words
from annotator.operations.retrieval.word_numbers import Numbers, word_numbers
from annotator.operations.viewing import Viewer
from annotator.retrieval.arrays import Ints, ints
from annotator.retrieval.units import Units, units_of
from annotator.storage import queries
from annotator.storage.speaker_names import SpeakerNames, speaker_names

_MOST_UNITS = 20_000
"""Documents whose units are remembered: a text never changes, so neither do they."""
_units: dict[tuple[str, str, TextUnit], tuple[Ints, Ints]] = {}


class ProjectTexts:
    """The texts of documents by number, and the units that they fall into."""

    def __init__(self, viewer: Viewer, documents: Sequence[DocumentFacts]) -> None:
        self._viewer = viewer
        self._documents = documents
        self._kept = kept_texts(viewer.project)

    def text(self, document: int) -> DocumentText:
        """The text of a document with its structure."""
        facts = self._documents[document]
        return self._kept.text(facts, self._called, lambda: self._read(facts.guid))

    @cached_property
    def _called(self) -> SpeakerNames:
        """What speakers are called, when the texts are first asked for."""
        with self._viewer.reading() as connection:
            return speaker_names(connection)

    def _read(self, guid: str) -> DocumentText:
        with self._viewer.reading() as connection:
            return queries.structured_text(connection, guid)

    def folded(self, document: int) -> Folded:
        """The text folded, as the search keeps it."""
        facts, texts = self._documents[document], folded_texts(self._viewer.project)
        kept = texts.kept(facts, accents=True)
        return kept or texts.folded(facts, self.text(document).text, accents=True)

    def units(self, unit: TextUnit, document_start: Ints) -> Job[Units]:
        """The units of all documents, which begin at these places of one axis."""
        columns = []
        for number, facts in enumerate(self._documents):
            yield JobProgress(number, len(self._documents), facts.name)
            columns.append(self._of(number, unit))
        bounds = _bounds(start.size for start, _end in columns)
        both = np.empty(bounds[-1], np.int64), np.empty(bounds[-1], np.int64)
        # By document: NumPy lets no other thread on while it joins arrays.
        for number, (low, high) in enumerate(pairwise(bounds)):
            for side in (0, 1):
                np.add(columns[number][side], document_start[number], out=both[side][low:high])
        return units_of(*both)

    def word_numbers(self) -> Job[tuple[Numbers, Sequence[str]]]:
        """(words,) the numbers of the words of all documents, and what is spelled so."""
        known, columns = word_numbers(self._viewer.project), list[Numbers]()
        for number, facts in enumerate(self._documents):
            yield JobProgress(number, len(self._documents), facts.name)
            bounds = self._of(number, TextUnit.WORD)
            columns.append(known.of(facts, self.text(number).text, *bounds))
        ends = _bounds(column.size for column in columns)
        found = np.empty(ends[-1], np.int32)
        for column, (low, high) in zip(columns, pairwise(ends), strict=True):
            found[low:high] = column
        return found, known.forms

    def _of(self, document: int, unit: TextUnit) -> tuple[Ints, Ints]:
        facts = self._documents[document]
        key = facts.guid, facts.text_sha256, unit
        if key not in _units:
            found = _FIND[unit](self.text(document))
            while len(_units) >= _MOST_UNITS:
                del _units[next(iter(_units))]
            _units[key] = found
        return _units[key]


def _bounds(sizes: Iterable[int]) -> list[int]:
    """Where each of several stretches of these sizes begins, and the last one ends."""
    return [0, *accumulate(sizes)]


def _words(text: DocumentText) -> tuple[Ints, Ints]:
    return quick_words(text.text)


def _sentences(text: DocumentText) -> tuple[Ints, Ints]:
    return _columns(boundaries.sentences(text))


def _paragraphs(text: DocumentText) -> tuple[Ints, Ints]:
    return _columns([(one.start, one.end) for one in text.paragraphs()])


def _turns(text: DocumentText) -> tuple[Ints, Ints]:
    return _columns([(one.start, one.end) for one in text.structure.of_kind("turn")])


def _columns(bounds: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    both = ints(bounds).reshape(-1, 2)
    return both[:, 0].copy(), both[:, 1].copy()


_FIND: dict[TextUnit, Callable[[DocumentText], tuple[Ints, Ints]]] = {
    TextUnit.WORD: _words,
    TextUnit.SENTENCE: _sentences,
    TextUnit.PARAGRAPH: _paragraphs,
    TextUnit.TURN: _turns,
}
