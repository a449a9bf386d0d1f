"""Find words in all texts of a project, and code what was found."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from operator import methodcaller
from typing import Any

import numpy as np

from annotator.corpus.changes import Changes
from annotator.corpus.document import DocumentFacts
from annotator.corpus.folding import Folded, folded_text
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings
from annotator.operations.codings import NewCoding
from annotator.operations.retrieval.folded_texts import folded_texts
from annotator.operations.retrieval.probe import Probe, probe_for
from annotator.operations.retrieval.quick_folding import quick_fold
from annotator.operations.retrieval.search_result import (
    CodingPreview,
    DocumentHits,
    Positions,
    Query,
    SearchResult,
)
from annotator.retrieval.literal import Literal, literal
from annotator.retrieval.origins import origins
from annotator.storage import queries
from annotator.storage.coding_columns_query import coding_columns
from annotator.storage.project_file import ProjectFile

TIME_LIMIT = 3.0
"""Seconds that an expression may take in all documents together."""
MOST_HITS = 200_000
"""More than anybody reads; the search stops there and says so."""
_MOST_IN_PIECES = 1 / 3
"""Of a text, what is folded in pieces rather than whole."""
_SPAN = methodcaller("span")
_NOWHERE: Positions = np.empty(0, np.int64)

Look = Callable[[str, float], tuple[Positions, Positions]]
"""Starts and ends of the hits in a text, as it is written or folded. TimeoutError where looking
takes longer than so many seconds."""


def look_for(query: Query) -> Look:
    """How texts are looked through. UserError says what is wrong with an expression."""
    if query.expression:
        return partial(_matches, _compiled(query))
    words = _literal(query)
    return lambda text, _seconds: words.places(text)


def _literal(query: Query) -> Literal:
    return literal(
        query.words,
        folded=query.folded,
        accents=not query.ignore_accents,
        ignore_case=not (query.match_case or query.exactly),
        whole_words=query.whole_words,
    )


def _compiled(query: Query) -> Any:
    import regex  # noqa: PLC0415  (whoever does not search does not wait for it)

    words = rf"(?<!\w)(?:{query.words})(?!\w)" if query.whole_words else query.words
    flags = regex.MULTILINE | (0 if query.match_case else regex.IGNORECASE)
    try:
        return regex.compile(words, flags)
    except regex.error as error:
        raise UserError(tr("The regular expression can't be read: {error}.", error=error)) from None


def _matches(pattern: Any, text: str, seconds: float) -> tuple[Positions, Positions]:
    # `concurrent` lets the window go on while the expression is matched.
    matches = pattern.finditer(text, timeout=seconds, concurrent=True)
    # What matches nothing is no hit.
    spans = ((start, end) for start, end in map(_SPAN, matches) if start < end)
    flat = np.fromiter(chain.from_iterable(islice(spans, MOST_HITS)), dtype=np.int64)
    return flat[::2], flat[1::2]


def _probe(query: Query) -> Probe | None:
    """What tells quickly where the words can't be in a text that is not folded yet."""
    if not query.folded or query.ignore_accents:
        return None
    return probe_for(folded_text(query.words))


def prepare(project: ProjectFile) -> None:
    """Fold the texts while nobody waits for it yet, so that the first search takes no longer than
    the next ones. Any thread may do it; a search meanwhile folds what it needs itself."""
    with project.reading() as connection:
        documents = queries.documents(connection)
    texts = folded_texts(project)
    for document in documents:
        if texts.kept(document, accents=True) is None:
            texts.folded(document, _text(project, document), accents=True)
        if texts.is_full:
            return


def _text(project: ProjectFile, document: DocumentFacts) -> str:
    with project.reading() as connection:
        return queries.document_text(connection, document.guid)


def find(project: ProjectFile, query: Query, limit: float = TIME_LIMIT) -> Job[SearchResult]:
    """Look through all documents, in their order.

    Raises UserError for an expression that can't be read or takes longer than `limit` seconds.
    """
    look, probe = look_for(query), _probe(query)
    with project.reading() as connection:
        documents = queries.documents(connection)
    left, found, number = limit, [], 0
    for done, document in enumerate(documents):
        yield JobProgress(done, len(documents), document.name)
        pieces = _pieces(project, document, query, probe)
        began = time.monotonic()
        try:
            starts, ends = _places(look, pieces, left, MOST_HITS - number)
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

    @property
    def text(self) -> str:
        """What is looked through."""
        return self.written if self.folded is None else self.folded.text

    def places(self, starts: Positions, ends: Positions) -> tuple[Positions, Positions]:
        """Where in the text passages are that were found in the piece."""
        if self.folded is not None:
            starts, ends = origins(self.folded, starts, ends)
        return self.start + starts, self.start + ends


def _pieces(
    project: ProjectFile, document: DocumentFacts, query: Query, probe: Probe | None
) -> list[_Piece]:
    """What is to be looked through of a text; nothing where the words can't be in it."""
    if not query.folded:
        return [_Piece(0, _text(project, document))]
    texts, accents = folded_texts(project), not query.ignore_accents
    folded = texts.kept(document, accents=accents)
    if folded is None:
        text = _text(project, document)
        pieces = _folded_pieces(text, query, probe)
        if pieces is not None:
            return pieces
        folded = texts.folded(document, text, accents=accents)
    return [_Piece(0, folded=folded)]


def _folded_pieces(text: str, query: Query, probe: Probe | None) -> list[_Piece] | None:
    """The pieces in which the words can be, where these are little of the text: folding all of it
    takes longer than looking through it. None where they are not."""
    if probe is None or text.isascii():
        return None
    gaps = len(_literal(query).pieces) - 1
    pieces = probe.stretches(text, gaps, int(_MOST_IN_PIECES * len(text)))
    if pieces is None:
        return None
    return [_Piece(start, folded=quick_fold(text[start:end])) for start, end in pieces]


def _places(
    look: Look, pieces: Sequence[_Piece], seconds: float, most: int
) -> tuple[Positions, Positions]:
    """Where there are hits in a text (code points, half open), the first so many."""
    until = time.monotonic() + seconds
    starts, ends = [_NOWHERE], [_NOWHERE]
    for piece in pieces:
        its_starts, its_ends = piece.places(*look(piece.text, until - time.monotonic()))
        starts.append(its_starts)
        ends.append(its_ends)
    return np.concatenate(starts)[:most], np.concatenate(ends)[:most]


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
