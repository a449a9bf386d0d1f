"""The units of whole documents, as the statistics want them: arrays, kept once they are found."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotator.agreement import UnitBounds, UnitChoice
from annotator.corpus import boundaries
from annotator.corpus.document import DocumentFacts
from annotator.storage import queries
from annotator.storage.project_file import Readable

UNITS = ("character", "word", "sentence")
"""What figures can be counted in."""
_KEPT = 200
"""Texts whose units are remembered: a text never changes, so neither do they."""
_bounds: dict[tuple[str, str, str], UnitBounds] = {}


def choice(
    project: Readable, documents: Sequence[DocumentFacts], unit: str, rule: str
) -> UnitChoice | None:
    """The words or sentences of the documents; None for characters, which need no bounds."""
    if unit == "character":
        return None
    return UnitChoice(f"{unit}s", [_of(project, document, unit) for document in documents], rule)


def paragraph_starts(
    project: Readable, documents: Sequence[DocumentFacts]
) -> list[np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    """For each document where its paragraphs begin: what is redrawn where there is but one."""
    with project.reading() as connection:
        texts = [queries.structured_text(connection, d.guid) for d in documents]
    return [np.array([0, *text.paragraph_starts], np.int64) for text in texts]


def _of(project: Readable, document: DocumentFacts, unit: str) -> UnitBounds:
    key = (document.guid, document.text_sha256, unit)
    if key not in _bounds:
        with project.reading() as connection:
            text = queries.structured_text(connection, document.guid)
        found = boundaries.words(text.text) if unit == "word" else boundaries.sentences(text)
        pairs = np.array(found, np.int64).reshape(-1, 2)
        while len(_bounds) >= _KEPT:
            del _bounds[next(iter(_bounds))]
        _bounds[key] = UnitBounds(pairs[:, 0].copy(), pairs[:, 1].copy())
    return _bounds[key]
