"""How many codings began from a cue: what a reader of an agreement figure has to know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from annotator.corpus.codebook import Code
from annotator.corpus.coding import Coder
from annotator.corpus.messages import tr
from annotator.corpus.number_words import percent
from annotator.operations.reliability.comparison import Comparison
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries, queries


@dataclass(frozen=True)
class CueShares:
    """Of the compared coders, codes and documents. `coders` and `codes` are counts in their
    order; `locked` says whether the project shows no cues now."""

    locked: bool
    codings: int
    from_cue: int
    coders: list[int]
    codes: list[int]

    @property
    def share(self) -> float | None:
        """The part of the codings that began from a cue; None where there are none."""
        return self.from_cue / self.codings if self.codings else None

    def words(self, labels: list[str]) -> str:
        """One sentence; `labels` are the coders' names in their order."""
        locked = tr(" Cues are locked in this project.") if self.locked else ""
        if not self.from_cue:
            return tr("No coding began from a cue.{locked}", locked=locked)
        each = ", ".join(f"{name} {n:,}" for name, n in zip(labels, self.coders, strict=True))
        return tr(
            "{from_cue:,} of {codings:,} codings ({value}) began from a cue: a word"
            " of the code’s list was marked in the passage when it was made "
            "({each}).{locked}",
            from_cue=self.from_cue,
            codings=self.codings,
            value=percent(self.share or 0, 0),
            each=each,
            locked=locked,
        )


def cue_shares(viewer: Viewer, comparison: Comparison) -> CueShares:
    """Counted in the documents that are compared."""
    with viewer.reading() as connection:
        locked = queries.project(connection).cues_locked
        all_, began = (
            coding_queries.coding_counts(connection),
            coding_queries.cue_counts(connection),
        )
    documents = {document.guid for document in comparison.compared}
    coders, codes = comparison.coders, comparison.codes
    compared = _compared(all_, documents, coders, codes)
    cued = _compared(began, documents, coders, codes)
    by_coder, by_code = _by(cued, 2), _by(cued, 1)
    return CueShares(
        locked,
        compared.total(),
        cued.total(),
        [by_coder[coder.guid] for coder in coders],
        [by_code[code.guid] for code in codes],
    )


_Counts = Counter[tuple[str, str, str]]


def _compared(
    counts: _Counts, documents: set[str], coders: list[Coder], codes: list[Code]
) -> _Counts:
    who, what = {coder.guid for coder in coders}, {code.guid for code in codes}
    return Counter(
        {
            (document, code, coder): number
            for (document, code, coder), number in counts.items()
            if document in documents and code in what and coder in who
        }
    )


def _by(counts: _Counts, part: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, number in counts.items():
        found[key[part]] += number
    return found
