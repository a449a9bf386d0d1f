"""Codings as selections of a text source.

Codings of one passage and coder share a selection: QualCoder takes the coder of all of them from
the selection. One that says something in attributes, began from a cue, has a memo or a relation
stands alone, since descriptions and links belong to selections.

Selections are nine tenths of a file. They are written as text at once, ten times faster than
element by element, and parsed again block by block to be held against the schema: a tree of all
of them at once would be most of the memory of an export.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Generator, Iterator, Mapping, Sequence
from datetime import datetime
from operator import itemgetter

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.coding import Coding, Memo
from annotator.corpus.document import Document
from annotator.corpus.identity import guid_from
from annotator.corpus.job import JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.exchange.refi import originals
from annotator.exchange.refi.checking import Checking
from annotator.exchange.refi.coding_texts import HEADS, Names, Said, is_said, render_said
from annotator.exchange.refi.memo_texts import joined, memo_text
from annotator.exchange.refi.names import short_name
from annotator.exchange.refi.original_files import add_source
from annotator.exchange.refi.transcript_writing import add_recording, recordings
from annotator.exchange.refi.vocabulary import CONTINUES, PROJECT_NS, add
from annotator.exchange.times import format_time, to_utc

_STEP = 2_000
_MARK = "selections"
_TIME = 'creationDateTime="2000-01-01T00:00:00Z" modifiedDateTime="2000-01-01T00:00:00Z"'
_GUID = "00000000-0000-0000-0000-000000000000"
_PROJECT = f'<Project xmlns="{PROJECT_NS}" name="" origin="" {_TIME}><Sources>'
_TEXT = f'guid="{_GUID}" name="" plainTextPath="internal://{_GUID}.txt" {_TIME}'
_AROUND = (
    f"{_PROJECT}<TextSource {_TEXT}>".encode(),
    b"</TextSource></Sources></Project>",
)
"""The least project that selections can stand in, to validate them a block at a time."""
_AROUND_OF_TRANSCRIPT = (
    f'{_PROJECT}<AudioSource guid="{_GUID}" name="" {_TIME}><Transcript {_TEXT}>'.encode(),
    b"</Transcript></AudioSource></Sources></Project>",
)


class SelectionWriter:
    """Writes the sources of one project; `links` join the parts of discontinuous codings.

    A link is (GUID of a selection, GUID of the next, its name).
    """

    def __init__(
        self,
        content: ProjectContent,
        memos: Mapping[str, Sequence[Memo]],
        utf16: bool,
        checking: Checking,
        *,
        with_files: bool = False,
    ) -> None:
        self._checking = checking
        self._with_files = with_files
        self.links: list[tuple[str, str, str]] = []
        self._memos = memos
        self._names = Names(content.codebook)
        self._related = {end for one in content.relations for end in (one.source, one.target)}
        self._utf16 = utf16
        self._total = len(content.codings)
        self._done = 0
        self._codings: dict[str, list[Coding]] = {}
        for coding in content.codings:
            self._codings.setdefault(coding.document, []).append(coding)
        self._written: list[list[bytes]] = []
        self._recordings = recordings(content)
        self._structures = content.structures
        # The sync points of the transcript that is being written, by position.
        self._points: Mapping[int, str] | None = None

    def source(
        self, sources: etree._Element, document: Document
    ) -> Generator[JobProgress, None, etree._Element]:
        """Add the source of a document, with a mark where its selections belong; a job."""
        units = _Units(document.text) if self._utf16 else None
        self._points = None
        if media := self._recordings.get(document.guid):
            source, with_text, self._points = add_recording(
                sources,
                document,
                media,
                self._structures[document.guid],
                self._ends(document),
                units.at if units is not None else int,
                with_file=self._with_files,
            )
        else:
            source, with_text = add_source(sources, document, with_file=self._with_files)
        if text := self._about(document):
            add(source, "Description").text = text
        if with_text is not source:
            source.append(with_text)
        with_text.append(etree.ProcessingInstruction(_MARK))
        parts: list[str] = []
        blocks: list[bytes] = []
        for group, part in self._passages(document):
            if self._done % _STEP == 0:
                yield JobProgress(self._done, self._total, tr("Writing codings"))
                self._block(blocks, parts)
            self._done += 1
            self._selection(parts, document.text, units, group, part)
        self._block(blocks, parts)
        self._written.append(blocks)
        return source

    def _ends(self, document: Document) -> Iterator[int]:
        """Where codings of a document begin and end."""
        for coding in self._codings.get(document.guid, ()):
            for span in coding.spans:
                yield from (span.start, span.end)

    def _about(self, document: Document) -> str:
        """The description of a source: a memo on the document, and its original bytes."""
        line = originals.original_line(document) or ""
        memo = memo_text(self._memos, document.guid)
        return joined(memo, line, originals.HEADS, originals.is_original_line)

    def _block(self, blocks: list[bytes], parts: list[str]) -> None:
        """Make the parts a block, and have it checked as a project of that block alone."""
        blocks.append("".join(parts).encode("utf-8"))
        parts.clear()
        around = _AROUND if self._points is None else _AROUND_OF_TRANSCRIPT
        self._checking.add(around[0], blocks[-1], around[1])

    def fill(self, xml: bytes) -> Iterator[bytes]:
        """The XML piece by piece, the selections of each source in place of its mark."""
        # A mark cannot be in a text of the project: there its bracket is an entity.
        pieces = xml.split(etree.tostring(etree.ProcessingInstruction(_MARK)))
        for piece, blocks in zip(pieces[:-1], self._written, strict=True):
            yield piece
            yield from blocks
        yield pieces[-1]

    def _passages(self, document: Document) -> list[tuple[list[Coding], int]]:
        """The codings that share a selection, with the part they stand for, by position.

        A selection has one time of change, a Coding none: codings of one coder share a selection
        where they agree on it. The parts of a discontinuous coding stand alone, for their links.
        """
        # Numbers rather than spans: comparing a hundred thousand of those costs half a second.
        shared: dict[tuple[int, int, str, datetime | None], tuple[list[Coding], int]] = {}
        passages: list[tuple[int, int, tuple[list[Coding], int]]] = []
        for coding in self._codings.get(document.guid, ()):
            for part, span in enumerate(coding.spans):
                start, end = span.start, span.end
                if len(coding.spans) > 1 or self._stands_alone(coding):
                    passages.append((start, end, ([coding], part)))
                    continue
                key = start, end, coding.coder, _changed(coding)
                if key in shared:
                    shared[key][0].append(coding)
                else:
                    shared[key] = [coding], 0
                    passages.append((start, end, shared[key]))
            if len(coding.spans) > 1:
                self._link(coding)
        passages.sort(key=itemgetter(0, 1))
        return [passage for _start, _end, passage in passages]

    def _stands_alone(self, coding: Coding) -> bool:
        says = coding.from_cue or bool(coding.attributes) or coding.guid in self._memos
        return says or coding.guid in self._related

    def _link(self, coding: Coding) -> None:
        for part in range(1, len(coding.spans)):
            ends = selection_guid(coding.guid, part - 1), selection_guid(coding.guid, part)
            self.links.append((*ends, CONTINUES))

    def _selection(
        self, parts: list[str], text: str, units: _Units | None, group: list[Coding], part: int
    ) -> None:
        first = group[0]
        span = first.spans[part]
        start, end = span.start, span.end
        name = _escaped(short_name(text[start:end]))
        created, changed = format_time(first.created), _changed(first)
        modified = "" if changed is None else f' modifiedDateTime="{format_time(changed)}"'
        if self._points is not None:
            kind = "TranscriptSelection"
            place = f'fromSyncPoint="{self._points[start]}" toSyncPoint="{self._points[end]}"'
        else:
            kind = "PlainTextSelection"
            if units is not None:
                start, end = units.at(start), units.at(end)
            place = f'startPosition="{start}" endPosition="{end}"'
        parts.append(
            f'<{kind} guid="{selection_guid(first.guid, part)}" name="{name}" '
            f'{place} creatingUser="{first.coder}" creationDateTime="{created}"{modified}>'
        )
        if part == 0 and (first.attributes or first.from_cue or first.guid in self._memos):
            parts.append(self._description(first))
        for coding in group:
            guid = coding.guid if part == 0 else guid_from("refi part", coding.guid, str(part))
            made = created if coding is first else format_time(coding.created)
            parts.append(
                f'<Coding guid="{guid}" creatingUser="{coding.coder}" creationDateTime="{made}">'
                f'<CodeRef targetGUID="{coding.code}"/>'
            )
            if part == 0 and self._memos:
                for memo in self._memos.get(coding.guid, ()):
                    parts.append(f'<NoteRef targetGUID="{memo.guid}"/>')
            parts.append("</Coding>")
        parts.append(f"</{kind}>\n")

    def _description(self, coding: Coding) -> str:
        """What the coding says and its memo, as an element."""
        values = {
            name: value
            for guid, name in self._names.of(coding.code).items()
            if (value := coding.attributes.get(guid)) is not None
        }
        said = render_said(Said(values, coding.from_cue))
        memo = memo_text(self._memos, coding.guid, coding.coder)
        text = _escaped(joined(memo, said, HEADS, is_said))
        return f"<Description>{text}</Description>" if text else ""


def _changed(coding: Coding) -> datetime | None:
    """When the coding was changed last, or None where it is as it was made."""
    if coding.modified is coding.created or coding.modified == coding.created:
        return None
    changed = to_utc(coding.modified)
    return None if changed == to_utc(coding.created) else changed


def selection_guid(coding: str, part: int) -> str:
    """The selection of a part of a coding (a GUID).

    A name-based GUID (RFC 9562 version 5) made in one step: there is one for every coding.
    """
    digest = hashlib.sha1(f"selection {part} {coding}".encode(), usedforsecurity=False)
    words = digest.hexdigest()
    return f"{words[:8]}-{words[8:12]}-5{words[13:16]}-8{words[17:20]}-{words[20:32]}"


def _escaped(text: str) -> str:
    """A text as an element's, or without line ends as an attribute value in double quotes."""
    if "&" in text or "<" in text or '"' in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace('"', "&quot;")
    return text


class _Units:
    """Code points of a text to UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._astral: list[int] = []
        if not text.isascii():
            self._astral = [index for index, char in enumerate(text) if char > "\uffff"]

    def at(self, position: int) -> int:
        """The position of a code point in units."""
        return position + bisect_left(self._astral, position)
