"""The units of whole documents, as the statistics want them: arrays, kept once they are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from annotator.agreement import Ints, UnitBounds, UnitChoice
from annotator.corpus import boundaries
from annotator.corpus.document import DocumentFacts
from annotator.corpus.text import DocumentText
from annotator.corpus.turns import speakers, turns_of
from annotator.operations.reliability.turn_cuts import Cut
from annotator.storage import queries
from annotator.storage.project_file import Readable

NO_CUTS: Final[Mapping[str, Cut]] = {}
UNITS = ("character", "word", "sentence", "turn")
"""What figures can be counted in."""
_FINDERS: Mapping[str, Callable[[DocumentText], Sequence[tuple[int, int]]]] = {
    "word": lambda text: boundaries.words(text.text),
    "sentence": boundaries.sentences,
    "turn": lambda text: [
        (turn.start, turn.end) for turn in turns_of(text.structure, speakers(text.structure))
    ],
}
_KEPT = 200
"""Texts whose units are remembered: a text never changes, so neither do they."""
_bounds: dict[tuple[str, str, str], UnitBounds] = {}


def choice(
    project: Readable,
    documents: Sequence[DocumentFacts],
    unit: str,
    rule: str,
    cuts: Mapping[str, Cut] = NO_CUTS,
) -> UnitChoice | None:
    """The words, sentences or turns of the documents, on the axes of `cuts` (by GUID) where there
    are any; None for characters, which need no bounds."""
    if unit == "character":
        return None
    bounds = [_of(project, document, unit) for document in documents]
    if cuts:
        pairs = zip(documents, bounds, strict=True)
        bounds = [cuts[document.guid].bounds(own) for document, own in pairs]
    return UnitChoice(f"{unit}s", bounds, rule)


def paragraph_starts(
    project: Readable, documents: Sequence[DocumentFacts], cuts: Mapping[str, Cut] = NO_CUTS
) -> list[Ints]:
    """For each document where its paragraphs begin: what is redrawn where there is but one."""
    with project.reading() as connection:
        texts = [queries.structured_text(connection, d.guid) for d in documents]
    found = [np.array([0, *text.paragraph_starts], np.int64) for text in texts]
    if cuts:
        pairs = zip(documents, found, strict=True)
        found = [cuts[document.guid].starts(own) for document, own in pairs]
    return found


def _of(project: Readable, document: DocumentFacts, unit: str) -> UnitBounds:
    key = (document.guid, document.text_sha256, unit)
    if key not in _bounds:
        with project.reading() as connection:
            text = queries.structured_text(connection, document.guid)
        pairs = np.array(_FINDERS[unit](text), np.int64).reshape(-1, 2)
        while len(_bounds) >= _KEPT:
            del _bounds[next(iter(_bounds))]
        _bounds[key] = UnitBounds(pairs[:, 0].copy(), pairs[:, 1].copy())
    return _bounds[key]
