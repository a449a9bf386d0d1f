"""What is looked for in all texts, and what was found. `search` looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from annotator.corpus.span import Span

Positions = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. `expression` takes the words as a regular expression, of the text as it is
    written. Else what looks alike is the same (`corpus.folding`), and letters with and without
    accents too with `ignore_accents`; with `exactly`, each character is as written.
    """

    words: str
    match_case: bool = False
    whole_words: bool = False
    expression: bool = False
    ignore_accents: bool = False
    exactly: bool = False

    @property
    def folded(self) -> bool:
        """Whether it is looked for in the folded text."""
        return not (self.expression or self.exactly)


@dataclass(frozen=True)
class DocumentHits:
    """Where the hits of one document are: code points, half open, in order, never empty."""

    document: str
    starts: Positions
    ends: Positions

    def span(self, number: int) -> Span:
        """The place of a hit, counted from 0, in code points, half open."""
        return Span(int(self.starts[number]), int(self.ends[number]))

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True)
class SearchResult:
    """The documents with hits, in their order; `cut` where there are more than are shown."""

    documents: tuple[DocumentHits, ...] = ()
    cut: bool = False

    def __len__(self) -> int:
        return sum(len(hits) for hits in self.documents)


@dataclass(frozen=True, slots=True)
class CodingPreview:
    """What coding all hits would come to: `new` codings, and hits that the coder has coded so
    already, which stay as they are."""

    new: int
    known: int
    documents: int
