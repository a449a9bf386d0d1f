"""Texts of a file that differ from those of one identity here, such as by a final line end.

Programs change texts on their way: a line end more, no-break spaces as spaces, a corrected word.
The text here stays; codings of the file are brought to the same passages of it, where white space
of any kind is the same. What finds no passage is left behind, with a line.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence

from annotator.corpus.document import Document
from annotator.corpus.job import Job
from annotator.corpus.span import Span, Spans
from annotator.operations.documents.aligning import LineAlignment, align

_ALIKE_BY_GUID = 0.3
_ALIKE_BY_NAME = 0.8
"""Share of the longer text that must be the same for two to be versions of one."""
_SPACE = re.compile(r"\s+|\ufeff")


class PlainSpaces:
    """A text with each run of white space as one space, or as one line end where it holds one,
    and none at its ends; and where that leads."""

    def __init__(self, text: str) -> None:
        parts: list[str] = []
        self._places = array("q")  # where each character of the plain text is in the text
        done, length = 0, len(text)
        for match in _SPACE.finditer(text):
            parts.append(text[done : match.start()])
            self._places.extend(range(done, match.start()))
            done = match.end()
            if match.start() and match.end() < length and match.group() != "\ufeff":
                parts.append("\n" if "\n" in match.group() else " ")
                self._places.append(match.start())
        parts.append(text[done:])
        self._places.extend(range(done, length))
        self.text = "".join(parts)

    def plain(self, start: int, end: int) -> tuple[int, int]:
        """A passage of the text in the plain one; empty where it is white space alone."""
        return self._index(start), self._index(end)

    def _index(self, position: int) -> int:
        # The first character at or behind the position.
        low, high = 0, len(self._places)
        while low < high:
            middle = (low + high) // 2
            if self._places[middle] < position:
                low = middle + 1
            else:
                high = middle
        return low

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A passage of the plain text, of at least one character, in the text."""
        return self._places[start], self._places[end - 1] + 1


class TextAlignment:
    """Where passages of one text are in another, but for white space. Made by `align_texts`."""

    def __init__(
        self, old: PlainSpaces, new: PlainSpaces, alignment: LineAlignment, same: bool
    ) -> None:
        self._old, self._new, self._alignment, self._same = old, new, alignment, same

    @property
    def share(self) -> float:
        """How much of the longer text is the same: 0 to 1."""
        longer = max(len(self._old.text), len(self._new.text), 1)
        return 1.0 if self._same else float(self._alignment.lengths.sum()) / longer

    def image(self, spans: Spans) -> Spans | None:
        """The same passage in the new text; None where it changed."""
        plain = [self._old.plain(span.start, span.end) for span in spans]
        if any(start >= end for start, end in plain):
            return None
        parts = tuple(Span(start, end) for start, end in plain)
        moved = parts if self._same else self._alignment.image(parts)
        if moved is None:
            return None
        return tuple(Span(*self._new.original(span.start, span.end)) for span in moved)


def align_texts(old: str, new: str) -> Job[TextAlignment]:
    """Match a text with another version of it; a job."""
    first, second = PlainSpaces(old), PlainSpaces(new)
    alignment = yield from align(first.text, second.text)
    return TextAlignment(first, second, alignment, first.text == second.text)


def passages(old: str, new: str) -> Job[Callable[[Spans], Spans | None]]:
    """Where passages of one text are in another version of it; a job."""
    alignment = yield from align_texts(old, new)
    return alignment.image


def one_identity(
    incoming: Sequence[Document], existing: Sequence[Document]
) -> Job[list[tuple[Document, Document, TextAlignment]]]:
    """The documents of a file whose text differs from that of the same document here, with that
    one and where the passages are: the same by GUID, by their words, else by a name that is unique
    on both sides where most of the text is the same. Each document here once; a job."""
    texts = {document.text for document in existing}
    waiting = [document for document in incoming if document.text not in texts]
    brought = {document.text for document in incoming}
    free = {document.guid: document for document in existing if document.text not in brought}
    words = {one.guid: _words(one.text) for one in (free.values() if waiting else ())}
    found: list[tuple[Document, Document, TextAlignment]] = []
    for document in waiting:
        for candidate, least in _candidates(document, waiting, list(free.values()), words):
            alignment = yield from align_texts(document.text, candidate.text)
            if alignment.share >= least:
                del free[candidate.guid]
                found.append((document, candidate, alignment))
                break
    return found


def _candidates(
    document: Document,
    incoming: Sequence[Document],
    free: Sequence[Document],
    words: Mapping[str, str],
) -> Iterator[tuple[Document, float]]:
    """What may be the same document, the likeliest first, and how alike it must be."""
    same = [one for one in free if one.guid == document.guid]
    yield from ((one, _ALIKE_BY_GUID) for one in same)
    own = _words(document.text)
    if own:
        alike = [one for one in free if words[one.guid] == own]
        alike.sort(key=lambda one: one.name != document.name)
        yield from ((one, _ALIKE_BY_NAME) for one in alike)
    named = [one for one in free if one.name == document.name]
    if len(named) == 1 and sum(one.name == document.name for one in incoming) == 1:
        yield named[0], _ALIKE_BY_NAME


def _words(text: str) -> str:
    """The text without white space of any kind."""
    return "".join(text.replace("\ufeff", "").split())


def same_but_for_spaces(text: str, spans: Spans, other: Spans) -> bool:
    """Whether two passages of a text are the same but for white space at the ends of parts."""
    return len(spans) == len(other) and all(
        _trimmed(text, one) == _trimmed(text, two) for one, two in zip(spans, other, strict=True)
    )


def _trimmed(text: str, span: Span) -> tuple[int, int]:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def line_of_difference(one: str, other: str) -> int:
    """The first line, from 1, in which a text is not as another one."""
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return 1 + one.count("\n", 0, min(len(one), len(other)) if same is None else same)
