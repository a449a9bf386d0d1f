"""The boundaries of words, sentences, paragraphs and turns as an archive has them: positions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from annotator.corpus import boundaries
from annotator.corpus.messages import tr
from annotator.corpus.query import TextUnit
from annotator.corpus.text import DocumentText
from annotator.errors import UserError
from annotator.retrieval.arrays import Ints, ints
from annotator.retrieval.units import Units, units_of

_STARTS = "paragraph starts"


@dataclass(frozen=True)
class ArchivedUnits:
    """By document (GUID) and name of a unit: code points, start and end one after the other; under
    “paragraph starts” the starts alone, as intervals of agreement take them."""

    positions: Mapping[str, Mapping[str, Sequence[int]]]

    def bounds(self, document: str, unit: TextUnit) -> tuple[Ints, Ints]:
        """Starts and ends of the units of a document. KeyError where it has none."""
        pairs = ints(self.positions[document][unit.value]).reshape(-1, 2)
        return pairs[:, 0].copy(), pairs[:, 1].copy()

    def paragraph_starts(self, document: str) -> Ints:
        """Where the paragraphs of a document begin."""
        return ints(self.positions[document][_STARTS])

    def on_axis(self, documents: Sequence[str], unit: TextUnit, document_start: Ints) -> Units:
        """The units of all documents, which begin at these places of one axis."""
        found = [self.bounds(guid, unit) for guid in documents]
        starts = [own[0] + origin for own, origin in zip(found, document_start, strict=False)]
        ends = [own[1] + origin for own, origin in zip(found, document_start, strict=False)]
        if not found:
            return Units(ints(), ints())
        return units_of(np.concatenate(starts), np.concatenate(ends))


def units_of_text(text: DocumentText) -> dict[str, list[int]]:
    """The boundaries in a text."""
    turns = [(one.start, one.end) for one in text.structure.of_kind("turn")]
    paragraphs = [(one.start, one.end) for one in text.paragraphs()]
    return {
        TextUnit.WORD.value: _flat(boundaries.words(text.text)),
        TextUnit.SENTENCE.value: _flat(boundaries.sentences(text)),
        TextUnit.PARAGRAPH.value: _flat(paragraphs),
        TextUnit.TURN.value: _flat(turns),
        _STARTS: [0, *text.paragraph_starts],
    }


def _flat(pairs: Sequence[tuple[int, int]]) -> list[int]:
    return [position for pair in pairs for position in pair]


def dump(positions: Mapping[str, Mapping[str, Sequence[int]]]) -> bytes:
    """The boundaries as JSON, a document a line."""
    lines = [
        f"{json.dumps(guid)}: {json.dumps(own, separators=(',', ':'))}"
        for guid, own in positions.items()
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def load(data: bytes, name: str) -> ArchivedUnits:
    """The boundaries of the archive `name`. UserError where they are none."""
    try:
        found: Any = json.loads(data)
        for own in found.values():
            for unit in (*TextUnit, _STARTS):
                if unit is not TextUnit.DOCUMENT and not all(
                    type(one) is int for one in own[str(unit)]
                ):
                    raise ValueError("a position is no number")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UserError(
            tr("“{name}” holds no boundaries that can be read: {error}.", name=name, error=error)
        ) from error
    return ArchivedUnits(found)
