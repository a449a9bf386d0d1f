"""What a search has found in the text that is shown: arrays, asked for a stretch at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from annotator.corpus.span import Span

Positions = npt.NDArray[np.int64]

MOST_OF_A_BLOCK = 2_000


def _none() -> Positions:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Hits:
    """Code points, half open, in order; hits do not overlap."""

    starts: Positions = field(default_factory=_none)
    ends: Positions = field(default_factory=_none)

    def within(self, start: int, end: int) -> list[Span]:
        """The hits that share a code point with ``[start, end)``."""
        low = int(np.searchsorted(self.ends, start, side="right"))
        high = min(int(np.searchsorted(self.starts, end)), low + MOST_OF_A_BLOCK)
        pairs = zip(self.starts[low:high].tolist(), self.ends[low:high].tolist(), strict=True)
        return [Span(*pair) for pair in pairs]

    def thinned(self, length: int, steps: int = 2_000) -> list[Span]:
        """At most one hit for each of `steps` equal parts of a text of this length."""
        _parts, first = np.unique(self.starts * steps // max(1, length), return_index=True)
        return [Span(int(self.starts[at]), int(self.ends[at])) for at in first.tolist()]
