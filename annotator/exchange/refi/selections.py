"""Codings as selections of a text source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator, Mapping, Sequence
from datetime import datetime

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.coding import Coding, Memo
from annotator.corpus.document import Document
from annotator.corpus.identity import guid_from
from annotator.corpus.job import Step
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span
from annotator.exchange.refi.names import clean, short_name
from annotator.exchange.refi.originals import original_line
from annotator.exchange.refi.vocabulary import CONTINUES, add
from annotator.exchange.times import format_time, to_utc

_STEP = 2_000


class SelectionWriter:
    """Writes the sources of one project; `links` join the parts of discontinuous codings.

    A link is (GUID of a selection, GUID of the next, its name).
    """

    def __init__(
        self, content: ProjectContent, memos: Mapping[str, Sequence[Memo]], utf16: bool
    ) -> None:
        self.links: list[tuple[str, str, str]] = []
        self._memos = memos
        self._utf16 = utf16
        self._total = len(content.codings)
        self._done = 0
        self._codings: dict[str, list[Coding]] = {}
        for coding in content.codings:
            self._codings.setdefault(coding.document, []).append(coding)
        self._times: dict[datetime, str] = {}

    def source(
        self, sources: etree._Element, document: Document
    ) -> Generator[Step, None, etree._Element]:
        """Add the TextSource of a document with its selections; a job."""
        source = add(
            sources,
            "TextSource",
            guid=document.guid,
            name=clean(document.name),
            plainTextPath=f"internal://{document.guid}.txt",
            creationDateTime=self._time(document.created),
            modifiedDateTime=self._time(document.modified),
        )
        if line := original_line(document):
            add(source, "Description").text = line
        units = _Units(document.text if self._utf16 else "")
        for group, part in self._passages(document):
            if self._done % _STEP == 0:
                yield Step(self._done, self._total, "Writing codings")
            self._done += 1
            self._selection(source, document, units, group, part)
        return source

    def _passages(self, document: Document) -> list[tuple[list[Coding], int]]:
        """The codings that share a selection, with the part they stand for, by position.

        A selection has one time of change, a Coding none: codings share a selection where
        they agree on it. The parts of a discontinuous coding stand alone, for their links.
        """
        shared: dict[tuple[Span, datetime | None], list[Coding]] = {}
        alone: list[tuple[list[Coding], int]] = []
        for coding in self._codings.get(document.guid, ()):
            if len(coding.spans) == 1:
                shared.setdefault((coding.spans[0], _changed(coding)), []).append(coding)
            else:
                alone.extend(([coding], part) for part in range(len(coding.spans)))
                self._link(coding)
        passages = [(group, 0) for group in shared.values()] + alone
        passages.sort(key=lambda passage: passage[0][0].spans[passage[1]])
        return passages

    def _link(self, coding: Coding) -> None:
        for part in range(1, len(coding.spans)):
            ends = _selection_guid(coding, part - 1), _selection_guid(coding, part)
            self.links.append((*ends, CONTINUES))

    def _selection(
        self,
        source: etree._Element,
        document: Document,
        units: _Units,
        group: list[Coding],
        part: int,
    ) -> None:
        first = group[0]
        span = first.spans[part]
        selection = add(
            source,
            "PlainTextSelection",
            guid=_selection_guid(first, part),
            name=short_name(document.text[span.start : span.end]),
            startPosition=str(units.at(span.start)),
            endPosition=str(units.at(span.end)),
            creatingUser=first.coder,
            creationDateTime=self._time(first.created),
        )
        changed = _changed(first)
        if changed is not None:
            selection.set("modifiedDateTime", self._time(changed))
        for coding in group:
            element = add(
                selection,
                "Coding",
                guid=coding.guid if part == 0 else guid_from("refi part", coding.guid, str(part)),
                creatingUser=coding.coder,
                creationDateTime=self._time(coding.created),
            )
            add(element, "CodeRef", targetGUID=coding.code)
            if part == 0:
                for memo in self._memos.get(coding.guid, ()):
                    add(element, "NoteRef", targetGUID=memo.guid)

    def _time(self, moment: datetime) -> str:
        text = self._times.get(moment)
        if text is None:
            text = self._times[moment] = format_time(moment)
        return text


def _changed(coding: Coding) -> datetime | None:
    """When the coding was changed last, or None where it is as it was made."""
    if coding.modified is coding.created or coding.modified == coding.created:
        return None
    changed = to_utc(coding.modified)
    return None if changed == to_utc(coding.created) else changed


def _selection_guid(coding: Coding, part: int) -> str:
    return guid_from("refi selection", coding.guid, str(part))


class _Units:
    """Code points of a text to UTF-16 units; the empty text counts code points."""

    def __init__(self, text: str) -> None:
        self._astral: list[int] = []
        if text and not text.isascii():
            self._astral = [index for index, char in enumerate(text) if char > "\uffff"]

    def at(self, position: int) -> int:
        return position + bisect_left(self._astral, position)
