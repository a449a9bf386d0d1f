"""The measures of agreement: one declared table of families that are computed together.

The command line (`agree --measure`) and the window's agreement page offer what is declared here.
Another package may add measures by an entry point in the group ``annotator.measures`` that names a
`MeasureFamily`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Final, TypeAlias

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations.reliability import measures
from annotator.operations.reliability.catalogue import CLASSICAL, GAMMA, TABLE, UNITIZING, Measure
from annotator.operations.reliability.comparison import ComparisonData
from annotator.operations.reliability.measure_result import MeasureResult

Compute: TypeAlias = Callable[[ComparisonData, Sequence[str]], Mapping[str, MeasureResult]]
ENTRY_POINTS: Final = "annotator.measures"


@dataclass(frozen=True, slots=True)
class MeasureFamily:
    """Measures that rest on one computation.

    compute: from the data of a comparison and the names that are wanted to the results by name; it
    may give more than were wanted. A figure that can't be computed has a reason instead of a value.
    """

    measures: tuple[Measure, ...]
    compute: Compute


BUILT_IN: Final = (
    MeasureFamily(TABLE, measures.of_table),
    MeasureFamily(CLASSICAL, measures.on_units),
    MeasureFamily(UNITIZING, measures.of_unitizing),
    MeasureFamily(GAMMA, measures.of_gamma),
)


@cache
def families() -> tuple[MeasureFamily, ...]:
    """All families: those built in, then those of other packages."""
    return (*BUILT_IN, *(entry.load() for entry in entry_points(group=ENTRY_POINTS)))


def registered() -> dict[str, Measure]:
    """All measures by name, in the order in which they are listed."""
    return {one.name: one for family in families() for one in family.measures}


def named(names: Sequence[str]) -> list[str]:
    """The names of measures that were asked for; "all" is every one that is not a column of the
    table under another unit's name. UserError for an unknown one."""
    known = registered()
    if "all" in names:
        return [name for name in known if not name.endswith("_character")]
    for name in names:
        if name not in known:
            raise UserError(
                tr(
                    "There is no measure “{name}” (there are: {names}).",
                    name=name,
                    names=", ".join(known),
                )
            )
    return list(dict.fromkeys(names))


def measure(data: ComparisonData, names: Sequence[str]) -> list[MeasureResult]:
    """The named measures, in the order of their names. KeyError for an unknown one."""
    results: dict[str, MeasureResult] = {}
    for family in families():
        wanted = [one.name for one in family.measures if one.name in names]
        if wanted:
            results.update(family.compute(data, wanted))
    return [results[name] for name in names]
