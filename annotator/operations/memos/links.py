"""The passages that memos quote, where they are now, and with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.corpus.identity import memo_guid
from annotator.corpus.job import finish
from annotator.corpus.messages import gettext_noop
from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText
from annotator.exchange.coded_text.citations import cite, source_of
from annotator.operations import reading
from annotator.operations.documents.aligning import LineAlignment, align
from annotator.operations.viewing import Viewer
from annotator.storage import document_chain, queries
from annotator.storage.connections import Connection
from annotator.storage.rows import MemoRow, read_rows
from annotator.storage.study_rows import MemoLinkRow


class LinkState(StrEnum):
    """What became of the passage of a link."""

    THERE = ""
    """Where it was quoted, or at the same words of a later version of the text."""
    GONE = gettext_noop("its words are not in the text as it is now")
    DELETED = gettext_noop("its text was deleted")


@dataclass(frozen=True, slots=True)
class LinkedPassage:
    """A passage that a memo quotes: `words` as they were quoted, of the text called `name`.

    `document` (a GUID) and `span` are where it is now; without a span it is nowhere.
    """

    guid: str
    memo: str
    document: str
    name: str
    words: str
    span: Span | None
    state: LinkState = LinkState.THERE


def links(viewer: Viewer) -> dict[str, list[LinkedPassage]]:
    """By memo (a GUID), the passages that it quotes, in the order in which they were quoted."""
    with viewer.reading() as connection:
        rows = queries.memo_links(connection)
        if not rows:
            return {}
        places = _Places(connection)
        found: dict[str, list[LinkedPassage]] = {}
        stands = _stand_ins(connection, rows, places.latest)
        for row in rows:
            found.setdefault(stands.get(row.memo, row.memo), []).append(places.passage(row))
    return found


def _stand_ins(
    connection: Connection, rows: Iterable[MemoLinkRow], latest: Mapping[str, str]
) -> dict[str, str]:
    """The memos (GUIDs) on texts in whose place another stands, and those that are read instead:
    a merge leaves such a memo as it was (`storage/same_documents.py`)."""
    memos = read_rows(connection, MemoRow, {row.memo for row in rows})
    return {
        memo.guid: memo_guid(latest[memo.subject], memo.coder)
        for memo in memos.values()
        if memo.subject in latest and memo.guid == memo_guid(memo.subject, memo.coder)
    }


class _Places:
    """Where passages of earlier versions of texts are now. Each pair of texts is aligned once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.latest = document_chain.latest_versions(connection)
        self._current = {one.guid: one.name for one in queries.documents(connection)}
        self._earlier = {one.guid: one.name for one in queries.replaced_documents(connection)}
        self._alignments: dict[tuple[str, str], LineAlignment | None] = {}

    def passage(self, row: MemoLinkRow) -> LinkedPassage:
        """A link with its place."""
        document, span = row.document, Span(row.start, row.end)
        state = LinkState.THERE
        found: Span | None = span
        if document not in self._current:
            document = self.latest.get(document, "")
            state = LinkState.GONE if document else LinkState.DELETED
            found = self._image(row.document, document, span) if document else None
            state = LinkState.THERE if found is not None else state
        name = self._current.get(document) or self._earlier.get(row.document, "")
        return LinkedPassage(row.guid, row.memo, document, name, row.quote, found, state)

    def _image(self, old: str, new: str, span: Span) -> Span | None:
        """The passage in the later version; None where it changed or is in doubt."""
        if (old, new) not in self._alignments:
            before, after = (queries.document_text(self._connection, one) for one in (old, new))
            same = before == after
            self._alignments[old, new] = None if same else finish(align(before, after))
        alignment = self._alignments[old, new]
        if alignment is None:
            return span
        images = alignment.image((span,))
        return images[0] if images else None


def citations(viewer: Viewer, passages: Iterable[LinkedPassage], pattern: str) -> dict[str, str]:
    """By link (a GUID), its words with their source as the pattern says it."""
    found: dict[str, str] = {}
    texts: dict[str, DocumentText] = {}
    for one in passages:
        if one.span is not None and one.document not in texts:
            structure = reading.structure(viewer, one.document)
            texts[one.document] = DocumentText(reading.text(viewer, one.document), structure)
        text = texts.get(one.document) if one.span is not None else None
        start = one.span.start if one.span is not None else 0
        source = source_of(one.name, text or DocumentText(""), start)
        found[one.guid] = cite(pattern, " ".join(one.words.split()), source)
    return found


def unquoted(text: str, passages: Sequence[LinkedPassage]) -> list[LinkedPassage]:
    """Those passages whose words the text of their memo does not have itself."""
    words = " ".join(text.replace("\n> ", "\n").split())
    return [one for one in passages if " ".join(one.words.split()) not in words]
