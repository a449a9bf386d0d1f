"""Find words in all texts of a project, and code what was found."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import methodcaller
from typing import Any

import numpy as np

from annotator.corpus.changes import Changes
from annotator.corpus.folding import BLANK_LINE, QUICK_GAP, Folded, folded_text
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings
from annotator.operations.codings import NewCoding
from annotator.operations.retrieval.folded_texts import FoldedTexts, folded_texts
from annotator.operations.retrieval.probe import Probe, probe_for
from annotator.operations.retrieval.quick_folding import origins, quick_fold
from annotator.operations.retrieval.search_result import (
    CodingPreview,
    DocumentHits,
    Positions,
    Query,
    SearchResult,
)
from annotator.storage import queries
from annotator.storage.coding_columns_query import coding_columns
from annotator.storage.project_file import ProjectFile

TIME_LIMIT = 3.0
"""Seconds that an expression may take in all documents together."""
MOST_HITS = 200_000
"""More than anybody reads; the search stops there and says so."""
_MOST_IN_PIECES = 1 / 3
"""Of a text, what is folded in pieces rather than whole."""
_WHITE_SPACE = re.compile(r"[ \n]+")
_NEVER = "(?!)"
"""A pattern that matches nowhere."""
_SPAN = methodcaller("span")
_NOWHERE: Positions = np.empty(0, np.int64)


def pattern_of(query: Query) -> Any:
    """The compiled expression of a query. UserError says what is wrong with an expression."""
    import regex  # noqa: PLC0415  (whoever does not search does not wait for it)

    words = query.words if query.expression else _literally(query, regex.escape)
    if query.whole_words:
        words = rf"(?<!\w)(?:{words})(?!\w)"
    as_written = query.match_case or (query.exactly and not query.expression)
    flags = regex.MULTILINE | (0 if as_written else regex.IGNORECASE)
    try:
        return regex.compile(words, flags)
    except regex.error as error:
        raise UserError(tr("The regular expression can't be read: {error}.", error=error)) from None


def _literally(query: Query, escape: Callable[[str], str]) -> str:
    """The words as an expression of the folded text, or of the text as it is written."""
    if not query.folded:
        return escape(query.words)
    words = folded_text(query.words, accents=not query.ignore_accents)
    if not words:
        return _NEVER
    return QUICK_GAP.join(map(escape, _WHITE_SPACE.split(words)))


def _probe(query: Query) -> Probe | None:
    """What tells quickly where the words can't be."""
    if query.expression or query.ignore_accents:
        return None
    return probe_for(folded_text(query.words) if query.folded else query.words)


def prepare(project: ProjectFile) -> None:
    """Fold the texts while nobody waits for it yet, so that the first search takes no longer than
    the next ones. Any thread may do it; a search meanwhile folds what it needs itself."""
    with project.reading() as connection:
        documents = queries.documents(connection)
    for document in documents:
        with project.reading() as connection:
            text = queries.document_text(connection, document.guid)
        folded_texts(project).folded(document.guid, text, accents=True)
        if folded_texts(project).is_full:
            return


def find(project: ProjectFile, query: Query, limit: float = TIME_LIMIT) -> Job[SearchResult]:
    """Look through all documents, in their order.

    Raises UserError for an expression that can't be read or takes longer than `limit` seconds.
    """
    pattern, probe = pattern_of(query), _probe(query)
    with project.reading() as connection:
        documents = queries.documents(connection)
    left, found, number = limit, [], 0
    for done, document in enumerate(documents):
        yield JobProgress(done, len(documents), document.name)
        with project.reading() as connection:
            text = queries.document_text(connection, document.guid)
        began = time.monotonic()
        pieces = _pieces(folded_texts(project), document.guid, text, query, probe)
        try:
            starts, ends = _places(pattern, pieces, left, MOST_HITS - number)
        except TimeoutError:
            raise UserError(
                tr(
                    "The expression takes too long in {document}, so the search was "
                    "stopped. Make it simpler: nested repetitions such as (a+)+ are the "
                    "usual cause.",
                    document=document.name,
                )
            ) from None
        left = max(0.05, left - (time.monotonic() - began))
        if starts.size:
            found.append(DocumentHits(document.guid, starts, ends))
            number += starts.size
        if number >= MOST_HITS:
            return SearchResult(tuple(found), cut=True)
    return SearchResult(tuple(found))


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is looked through of a text: as it is written, or folded; `start` is where it begins."""

    start: int
    written: str = ""
    folded: Folded | None = None

    def places(self, starts: Positions, ends: Positions) -> tuple[Positions, Positions]:
        """Where in the text passages are that were found in the piece."""
        if self.folded is not None:
            starts, ends = origins(self.folded, starts, ends)
        return self.start + starts, self.start + ends


def _pieces(
    texts: FoldedTexts, document: str, text: str, query: Query, probe: Probe | None
) -> list[_Piece]:
    """What is to be looked through of a text; nothing where the words can't be in it. Folding one
    takes longer than looking through it, so of one that is not folded yet the pieces in which they
    can be will do, where these are little of it."""
    accents = not query.ignore_accents
    kept = texts.kept(document, text, accents=accents) if query.folded else None
    if probe is not None:
        if query.folded and kept is None and not text.isascii():
            pieces = probe.stretches(text, len(_WHITE_SPACE.findall(folded_text(query.words))))
            if sum(end - start for start, end in pieces) <= _MOST_IN_PIECES * len(text):
                return [_Piece(start, folded=quick_fold(text[start:end])) for start, end in pieces]
        elif not probe.may_be_in(text if kept is None else kept.text):
            return []
    if not query.folded:
        return [_Piece(0, text)]
    return [_Piece(0, folded=kept or texts.folded(document, text, accents=accents))]


def _places(
    pattern: Any, pieces: Sequence[_Piece], seconds: float, most: int
) -> tuple[Positions, Positions]:
    """Where there are hits in a text (code points, half open), the first so many."""
    until = time.monotonic() + seconds
    starts, ends = [_NOWHERE], [_NOWHERE]
    for piece in pieces:
        matches = islice(_matches(pattern, piece, until - time.monotonic()), most)
        flat = np.fromiter(chain.from_iterable(matches), dtype=np.int64)
        its_starts, its_ends = piece.places(flat[::2], flat[1::2])
        starts.append(its_starts)
        ends.append(its_ends)
        most -= its_starts.size
    return np.concatenate(starts), np.concatenate(ends)


def _matches(pattern: Any, piece: _Piece, seconds: float) -> Iterator[tuple[int, int]]:
    """Where the pattern matches, and not nothing; in a folded piece, within one paragraph."""
    # `concurrent` lets the window go on while the expression is matched.
    options = {"timeout": seconds, "concurrent": True}
    if piece.folded is None:
        spans = map(_SPAN, pattern.finditer(piece.written, **options))
        return ((start, end) for start, end in spans if end > start)
    if QUICK_GAP not in pattern.pattern:
        return map(_SPAN, pattern.finditer(piece.folded.text, **options))
    return _in_paragraphs(pattern, piece.folded.text, options)


def _in_paragraphs(
    pattern: Any, words: str, options: Mapping[str, object]
) -> Iterator[tuple[int, int]]:
    """Where a pattern of several words matches within a paragraph."""
    at: int | None = 0
    while at is not None:
        begin, at = at, None
        for match in pattern.finditer(words, begin, **options):
            if BLANK_LINE.search(match.group()):
                at = match.start() + 1  # another may begin in it
                break
            yield match.span()


def preview(project: ProjectFile, by: str, code: str, found: SearchResult) -> CodingPreview:
    """What `code_all` would do, without doing it."""
    new = _not_yet_coded(project, by, code, found)
    return CodingPreview(len(new), len(found) - len(new), len({coding.document for coding in new}))


def code_all(project: ProjectFile, by: str, code: str, found: SearchResult) -> Changes:
    """Code every hit, as one step; those that the coder has coded so already are left out."""
    if found.cut:
        raise UserError(
            tr(
                "There are more than {most_hits:,} hits. Look for something rarer.",
                most_hits=MOST_HITS,
            )
        )
    new = _not_yet_coded(project, by, code, found)
    if not new:
        raise UserError(tr("All of these passages are coded so already."))
    return codings.add_many(project, by, new)


def _not_yet_coded(
    project: ProjectFile, by: str, code: str, found: SearchResult
) -> Sequence[NewCoding]:
    new: list[NewCoding] = []
    for hits in found.documents:
        with project.reading() as connection:
            columns = coding_columns(connection, hits.document)
        rows = zip(
            columns.start.tolist(), columns.end.tolist(), columns.code, columns.coder, strict=True
        )
        known = {(start, end) for start, end, its, who in rows if (its, who) == (code, by)}
        for place in zip(hits.starts.tolist(), hits.ends.tolist(), strict=True):
            if place not in known:
                new.append(NewCoding(hits.document, code, [Span(*place)]))
    return new
