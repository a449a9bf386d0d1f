"""An interval of one figure, whichever method it was computed by, and what it rests on."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from annotator.agreement.data.continuum import Floats
from annotator.corpus.messages import localised, number_of, tr

JACKKNIFE, BOOTSTRAP = "jackknife", "bootstrap"
METHODS = (JACKKNIFE, BOOTSTRAP)
"""Cluster jackknife on a transformed scale (`jackknife.py`), cluster bootstrap (`bootstrap.py`)."""
PARAGRAPH = "paragraph"
"""What a cluster is where a single document is compared, and not "document"."""
FEW = 8
"""Effective clusters below which an interval is shown with a warning."""
UNDEFINED = tr("not estimable: the figure itself is undefined")

Statistic = Callable[[Floats], Floats]
"""(n, features) sums to (n,) values, NaN where undefined."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What an interval rests on.

    clusters: documents, or paragraphs of a single one (`kind`, in the singular). carriers: how
    many of them hold what the figure is about: the code, or any code. effective: the number of
    equally large clusters that tell as much, (sum w)^2 / sum w^2 (Carter, Schnepel & Steigerwald
    2017), w being the marked units of a cluster, or its codings for F1 of whole codings.
    weights: what w counts, in words.
    """

    clusters: int
    kind: str
    carriers: int
    effective: float
    weights: str = ""

    @property
    def words(self) -> str:
        """“carried by 4 documents, effectively 2.6”."""
        return tr(
            "carried by {clusters}, effectively {effective}",
            clusters=clusters_words(self.carriers, self.kind),
            effective=self.rounded,
        )

    @property
    def rounded(self) -> str:
        """The effective number with one decimal, rounded down: 2.97 is not 3."""
        return localised(f"{math.floor(self.effective * 10 + 1e-6) / 10:.1f}")


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of one figure, or the reason why it is not estimable.

    jackknife, percentile, bca: (low, high) by the method asked for, else None. level: nominal
    coverage. n_resamples: of the bootstrap; undefined: how many of them had no value.
    """

    basis: Basis
    level: float
    jackknife: tuple[float, float] | None = None
    percentile: tuple[float, float] | None = None
    bca: tuple[float, float] | None = None
    n_resamples: int = 0
    undefined: int = 0
    reason: str | None = None

    @property
    def ends(self) -> tuple[float, float] | None:
        """The interval that is shown: of the bootstrap BCa, or percentile where that breaks
        down."""
        return self.jackknife or self.bca or self.percentile

    @property
    def method(self) -> str | None:
        """How the shown interval was computed: "jackknife", "bca" or "percentile"."""
        if self.jackknife:
            return JACKKNIFE
        return ("bca" if self.bca else "percentile") if self.ends else None

    @property
    def clusters(self) -> int:
        """How many documents or paragraphs there are."""
        return self.basis.clusters

    @property
    def kind(self) -> str:
        """What a cluster is, in the singular."""
        return self.basis.kind

    @property
    def warning(self) -> str | None:
        """What to keep in mind where an interval rests on few clusters."""
        if self.ends is None or self.basis.effective >= FEW:
            return None
        if self.kind == PARAGRAPH:
            return tr("fewer than {few} effective paragraphs: read it with caution", few=FEW)
        return tr("fewer than {few} effective documents: read it with caution", few=FEW)


def clusters_words(number: int, kind: str) -> str:
    """“12 documents” or “12 paragraphs”."""
    return number_of(number, "paragraph") if kind == PARAGRAPH else number_of(number, "document")


def basis_of(weight: Floats, kind: str, weights: str = "") -> Basis:
    """From the (clusters,) weights >= 0; the effective number is 0 where all are 0."""
    squares = float((weight**2).sum())
    effective = float(weight.sum()) ** 2 / squares if squares > 0 else 0.0
    return Basis(int(weight.size), kind, int((weight > 0).sum()), effective, weights)


def marked_basis(marked: Floats, values: Floats, kind: str, unit: str = "characters") -> Basis:
    """From (clusters,) marked units of all coders; from unmarked ones where more than half of all
    values are marked: what the figure depends on is how often the rarer of the two occurs."""
    if 2 * float(marked.sum()) <= float(values.sum()):
        return basis_of(
            marked,
            kind,
            tr("{unit} with the code", unit=unit),
        )
    return basis_of(
        values - marked,
        kind,
        tr("{unit} without the code", unit=unit),
    )


def varied(unit: str) -> str:
    """What the weights of figures on sets of codes count, in words."""
    return tr("{unit} whose set of codes is not the most frequent one", unit=unit)
