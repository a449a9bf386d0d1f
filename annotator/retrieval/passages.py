"""Which codings have words in their passages, or stand in elements of the text's structure.

Texts are read one document at a time, and only of codings that are in question.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np

from annotator.corpus.folding import Folded, fold
from annotator.corpus.messages import tr
from annotator.corpus.query import Pattern, TextTest, Words
from annotator.corpus.span import passage
from annotator.corpus.structure import Element
from annotator.corpus.text import DocumentText
from annotator.errors import UserError
from annotator.retrieval.arrays import Bools, Ints, having, ints
from annotator.retrieval.columns import CodingTable, Parts
from annotator.retrieval.literal import literal
from annotator.retrieval.origins import origins
from annotator.retrieval.sweeps import overlapping
from annotator.retrieval.units import Units, units_of

TIME_LIMIT = 3.0
"""Seconds that an expression may take for all passages together."""


class Texts(Protocol):
    """The texts of the documents of a table, by number."""

    def text(self, document: int) -> DocumentText:
        """The text of a document."""

    def folded(self, document: int) -> Folded:
        """The text of a document as a reader sees it."""


# --- words


def with_text(table: CodingTable, texts: Texts, test: TextTest, among: Bools) -> Bools:
    """Which of those `among` have the words, or match the expression, in their passage: the words
    of its parts, joined by " … ". UserError for an expression that can't be read or takes too
    long."""
    if isinstance(test, Pattern):
        return _matching(table, texts, test, among)
    found = np.zeros(len(table), dtype=np.bool_)
    finds = finder(test)
    for document, own in _by_document(table, among):
        text = texts.text(document)
        single = own[table.is_single[own]]
        offset = int(table.document_start[document])
        bounds = table.start[single] - offset, table.end[single] - offset
        if test.exactly:
            found[single] = _holding_casefolded(text.text, test.text.casefold(), *bounds)
        else:
            places = _folded_places(texts.folded(document), test)
            found[single] = _holding(places, *bounds)
        for coding in own[~table.is_single[own]].tolist():
            found[coding] = finds(passage(text.text, table.spans(coding)))
    return found


def finder(test: TextTest) -> Callable[[str], bool]:
    """Whether a text has the words, or matches the expression."""
    if isinstance(test, Pattern):
        pattern = compiled(test)
        return lambda text: pattern.search(text, timeout=TIME_LIMIT) is not None
    words = test.text.casefold()
    if test.exactly:
        return lambda text: words in text.casefold()
    return lambda text: bool(len(_folded_places(fold(text), test)[0]))


def compiled(test: Pattern) -> Any:
    """The expression; capital letters do not matter. UserError says what is wrong with it."""
    import regex  # noqa: PLC0415  (start-up)

    try:
        return regex.compile(test.expression, regex.MULTILINE | regex.IGNORECASE)
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        raise UserError(tr("The regular expression can't be read: {error}.", error=error)) from None


def _by_document(table: CodingTable, among: Bools) -> Iterator[tuple[int, Ints]]:
    """Each document that has codings in question, and their numbers."""
    wanted = np.flatnonzero(among)
    if not wanted.size:
        return
    documents, first = np.unique(table.document[wanted], return_index=True)
    yield from zip(documents.tolist(), np.split(wanted, first[1:]), strict=True)


def places_of_words(folded: Folded, words: Words) -> tuple[Ints, Ints]:
    """Starts and ends of all places of a text that have the words, what looks alike being the
    same."""
    return _folded_places(folded, words)


def _folded_places(folded: Folded, words: Words) -> tuple[Ints, Ints]:
    """Where the words stand in a text, found in the folded one as the search finds them: white
    space of any kind is one gap, which holds no blank line."""
    wanted = literal(words.text, folded=True, ignore_case=True)
    return origins(folded, *wanted.places(folded.text, overlapping=True))


def _holding(places: tuple[Ints, Ints], start: Ints, end: Ints) -> Bools:
    """Which passages hold one of the places, ordered by start, wholly."""
    nearest = np.append(np.minimum.accumulate(places[1][::-1])[::-1], np.iinfo(np.int64).max)
    return np.asarray(nearest[np.searchsorted(places[0], start, "left")] <= end)


def _holding_casefolded(text: str, words: str, start: Ints, end: Ints) -> Bools:
    """Which passages have the words in them as written, capital letters aside."""
    casefolded = text.casefold()
    if len(casefolded) != len(text):
        # Some letters become several; places are counted in what they became.
        length = np.append(0, np.cumsum([len(char.casefold()) for char in text]))
        start, end = length[start], length[end]
    found = list(_occurrences(casefolded, words))
    return _holding((ints(found), ints(found) + len(words)), start, end)


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _matching(table: CodingTable, texts: Texts, test: Pattern, among: Bools) -> Bools:
    """An expression sees the passage alone, so each has to be looked at."""
    pattern = compiled(test)
    found = np.zeros(len(table), dtype=np.bool_)
    until = time.monotonic() + TIME_LIMIT
    for document, own in _by_document(table, among):
        text = texts.text(document).text
        for coding in own.tolist():
            left = until - time.monotonic()
            try:
                if left <= 0:
                    raise TimeoutError
                words = passage(text, table.spans(coding))
                found[coding] = pattern.search(words, timeout=left, concurrent=True) is not None
            except TimeoutError:
                raise UserError(
                    tr(
                        "The expression /{expression}/ takes too long, so the query was "
                        "stopped. Make it simpler: nested repetitions such as (a+)+ are the "
                        "usual cause.",
                        expression=test.expression,
                    )
                ) from None
    return found


# --- structure


Wanted = Callable[[Element], bool]


def elements(
    table: CodingTable, texts: Texts, kinds: tuple[str, ...], among: Bools, wanted: Wanted
) -> Parts:
    """The elements of these kinds that are wanted, of the documents of the codings in question, on
    the table's axis, each with a number of its own."""
    spans: list[tuple[int, int]] = []
    for document, _own in _by_document(table, among):
        offset = int(table.document_start[document])
        structure = texts.text(document).structure
        spans += [
            (one.start + offset, one.end + offset)
            for one in structure.of_kind(*kinds)
            if one.start < one.end and wanted(one)
        ]
    columns = ints(spans).reshape(-1, 2)
    return Parts(columns[:, 0], columns[:, 1], np.arange(len(spans), dtype=np.int64))


def touching(table: CodingTable, places: Parts, among: Bools) -> Bools:
    """Which of those `among` have a code point in one of the places."""
    unnumbered = Parts(places.start, places.end, ints())
    return overlapping(table.parts_of(among), unnumbered, len(table), itself=True)


def within(table: CodingTable, places: Parts, among: Bools) -> Bools:
    """Which of those `among` have all their code points in places."""
    joined = _union(places)
    parts = table.parts_of(among)
    number = np.searchsorted(joined.start, parts.start, "right") - 1
    covered = number >= 0
    covered[covered] = joined.end[number[covered]] >= parts.end[covered]
    return among & ~having(parts.coding[~covered], len(table))


def _union(places: Parts) -> Units:
    """The same code points as the fewest spans."""
    if not places.start.size:
        return units_of(places.start, places.end)
    order = np.argsort(places.start, kind="stable")
    start, reach = places.start[order], np.maximum.accumulate(places.end[order])
    fresh = np.append(True, start[1:] > reach[:-1])
    last = np.append(fresh[1:], True)
    return Units(start[fresh], reach[last])
