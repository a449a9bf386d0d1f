"""One figure of agreement: a number, or the reason why there is none."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from annotator.corpus.messages import tr

NO_PAIRS = tr("No document was coded by two of the chosen coders, so there is nothing to compare.")
NO_VARIATION = tr(
    "Every value is the same, so agreement can't be told from chance; the "
    "coefficient is 0 divided by 0."
)
NEVER_USED = tr("Nobody used this code in the compared documents.")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with the counts it came from, or None with a sentence that says why.

    `value` has no unit (a proportion or a coefficient). `counts` name what was counted: characters,
    codings, units. Raises ValueError for NaN or infinity, for a value together with a reason and
    for neither: a figure that is not defined must say so and must never look like a number.
    """

    value: float | None
    reason: str | None = None
    counts: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("a figure is either a value or a reason why there is none")
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError(f"{self.value} is not a figure")

    @property
    def defined(self) -> bool:
        """Whether there is a value."""
        return self.value is not None


def ratio(
    numerator: float, denominator: float, reason: str, counts: Mapping[str, float] | None = None
) -> Figure:
    """`numerator / denominator`, or undefined for `reason` where the denominator is 0."""
    if denominator == 0:
        return Figure(None, reason, counts or {})
    return Figure(float(numerator / denominator), None, counts or {})


def undefined(reason: str, counts: Mapping[str, float] | None = None) -> Figure:
    """A figure without a value."""
    return Figure(None, reason, counts or {})
