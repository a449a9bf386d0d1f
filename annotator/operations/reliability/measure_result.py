"""What a measure gives: figures by code and over all codes, with their intervals."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.agreement import Figure, Interval
from annotator.operations.reliability.catalogue import Measure


@dataclass(frozen=True)
class MeasureResult:
    """A coefficient of a comparison.

    by_code: in the order of the data's codes; empty where it has no value by code. overall:
    None where there is none over all codes. coverage: beside (k)uα. settings: what else the number
    depends on, in words; may be empty. intervals: parallel to by_code, empty where none were asked
    for; so for overall_interval.
    """

    measure: Measure
    by_code: tuple[Figure, ...] = ()
    overall: Figure | None = None
    coverage: tuple[Figure, ...] = ()
    settings: str = ""
    intervals: tuple[Interval, ...] = ()
    overall_interval: Interval | None = None
