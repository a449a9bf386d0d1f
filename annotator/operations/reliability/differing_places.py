"""The places of one text on which coders differ, found on whole arrays: quick enough to follow the
coding as it goes on."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from annotator.agreement import Bools, FlatCorpus, Ints, concatenate, occurrences
from annotator.corpus.span import Span
from annotator.operations.reliability import disagreements
from annotator.operations.reliability.comparison import AgreementSettings, Selection, load
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries

MOST_COMPARED = 5_000
"""Codings of a text up to which what they say in their attributes is compared as well; in a longer
one such differences are found where they are settled."""


def places(viewer: Viewer, document: str) -> list[Span]:
    """Where any two people who coded a document (a GUID) differ, in the order of the text.

    Codings that overlap are one place. Code points, half open.
    """
    every = Selection(documents=[document], touched=True, pooled=True)
    data = load(viewer, every, AgreementSettings(interval_method=None))
    corpus = concatenate(data.continua, len(data.coders), len(data.codes))
    if corpus.coding_code.size == 0:
        return []
    outlines = [_outlines(corpus)[:, _differing(corpus)]]
    if corpus.coding_code.size <= MOST_COMPARED:
        guids = [guid for columns in data.columns for guid in columns.guid]
        with viewer.reading() as connection:
            values = coding_queries.attribute_values(connection, guids)
        found = disagreements.of_other_values(data, values)
        spans = [(one.first.spans[0].start, one.first.spans[-1].end) for one in found]
        outlines.append(np.array(spans, np.int64).reshape(-1, 2).T)
    return _united(np.concatenate(outlines, axis=1))


def _outlines(corpus: FlatCorpus) -> Ints:
    """(2, codings) beginning and end of each coding in its text, over all its parts."""
    number = corpus.coding_code.size
    start = np.full(number, np.iinfo(np.int64).max)
    end = np.zeros(number, np.int64)
    np.minimum.at(start, corpus.coding, corpus.start)
    np.maximum.at(end, corpus.coding, corpus.end)
    return np.stack((start, end))


def _differing(corpus: FlatCorpus) -> Bools:
    """(codings,) whether another coder of the text has no coding exactly like it."""
    mark, coder = occurrences(corpus), corpus.coding_coder
    differing = np.zeros(mark.size, np.bool_)
    present = corpus.document_present.any(axis=0)
    for one, other in combinations(np.flatnonzero(present).tolist(), 2):
        left, right = np.flatnonzero(coder == one), np.flatnonzero(coder == other)
        differing[left[~np.isin(mark[left], mark[right])]] = True
        differing[right[~np.isin(mark[right], mark[left])]] = True
    return differing


def _united(outlines: Ints) -> list[Span]:
    """Overlapping outlines as one, in order."""
    if outlines.shape[1] == 0:
        return []
    start, end = outlines[:, np.argsort(outlines[0], kind="stable")]
    reach = np.maximum.accumulate(end)
    fresh = np.append(True, start[1:] >= reach[:-1])
    last = np.append(np.flatnonzero(fresh)[1:] - 1, start.size - 1)
    return [Span(a, b) for a, b in zip(start[fresh].tolist(), reach[last].tolist(), strict=True)]
