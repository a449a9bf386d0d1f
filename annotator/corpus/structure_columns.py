"""The structure of a text as it is stored: columns of numbers, and the values as one JSON text.

What comes from a file is data: the columns are validated as a whole when they are read, by steps
that run over all of a column at once.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from operator import le
from typing import Final, overload

from annotator.corpus.limits import LONGEST_TEXT
from annotator.corpus.messages import tr
from annotator.corpus.structure import Structure, Value

MOST_ELEMENTS: Final = 20_000_000
_MOST_KINDS: Final = 1_000
_WIDTH: Final = 4
_LARGEST: Final = 1 << 63
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,60}")


@dataclass(frozen=True, slots=True)
class StructureColumns:
    """`kinds` is a JSON list of names, `kind`, `start`, `end` and `value` are 32-bit integers,
    little-endian, `said` is JSON: ``[[[name, …], [value, …], …], …]``, a column of values a name.
    `value` counts the rows of these groups through."""

    kinds: str
    kind: bytes
    start: bytes
    end: bytes
    value: bytes
    said: str


class _Said(Sequence[Mapping[str, Value]]):
    """What elements say: what says something under the same names stands together, a column a
    name. A mapping is made when it is asked for."""

    def __init__(self, groups: Sequence[tuple[tuple[str, ...], list[list[Value]]]]) -> None:
        self._groups = groups
        sizes = (len(columns[0]) if columns else 1 for _names, columns in groups)
        self._ends = list(accumulate(sizes))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, number: int) -> Mapping[str, Value]: ...
    @overload
    def __getitem__(self, number: slice) -> list[Mapping[str, Value]]: ...
    def __getitem__(self, number: int | slice) -> Mapping[str, Value] | list[Mapping[str, Value]]:
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        number = range(len(self))[number]
        group = bisect_right(self._ends, number)
        names, columns = self._groups[group]
        place = number - (self._ends[group - 1] if group else 0)
        return {name: column[place] for name, column in zip(names, columns, strict=True)}


def to_columns(structure: Structure) -> StructureColumns:
    """A structure as it is stored."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, said in enumerate(structure.values):
        groups.setdefault(tuple(said), []).append(number)
    order = {number: at for at, number in enumerate(chain.from_iterable(groups.values()))}
    written = []
    for names, numbers in groups.items():
        rows = [structure.values[number] for number in numbers]
        written.append([names, *([row[name] for row in rows] for name in names)])
    value = array("i", map(order.__getitem__, structure.value))
    return StructureColumns(
        json.dumps(structure.kinds, separators=(",", ":")),
        _bytes(structure.kind),
        _bytes(structure.start),
        _bytes(structure.end),
        _bytes(value),
        json.dumps(written, ensure_ascii=False, separators=(",", ":")),
    )


def from_columns(columns: StructureColumns, characters: int) -> Structure:
    """The structure of a text of so many characters. ValueError says what is wrong with it."""
    kinds = _kinds(columns.kinds)
    kind, start, end, value = (
        _array(one) for one in (columns.kind, columns.start, columns.end, columns.value)
    )
    if not len(kind) == len(start) == len(end) == len(value) <= MOST_ELEMENTS:
        raise ValueError(tr("its columns are not of one length"))
    values = _values(columns.said)
    if kind:
        if min(kind) < 0 or max(kind) >= len(kinds):
            raise ValueError(tr("it has elements of no kind"))
        if min(value) < 0 or max(value) >= len(values):
            raise ValueError(tr("it has elements without what they say"))
        if start[0] < 0 or max(end) > characters or not all(map(le, start, end)):
            raise ValueError(
                tr(
                    "it has elements outside the text of {characters:,} characters",
                    characters=characters,
                )
            )
        if not all(map(le, start, islice(start, 1, None))):
            raise ValueError(tr("its elements are not in order"))
    return Structure(kinds, kind, start, end, value, values)


def _bytes(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column = array("i", column)
        column.byteswap()
    return column.tobytes()


def _array(data: bytes) -> array[int]:
    if len(data) % _WIDTH:
        raise ValueError(tr("a column of it is cut off"))
    column = array("i")
    column.frombytes(data)
    if sys.byteorder == "big":
        column.byteswap()
    return column


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError(tr("what its elements say can't be read")) from None


def _kinds(text: str) -> tuple[str, ...]:
    kinds = _json(text)
    if not isinstance(kinds, list) or len(kinds) > _MOST_KINDS:
        raise ValueError(tr("its kinds can't be read"))
    if not all(isinstance(kind, str) and _NAME.fullmatch(kind) for kind in kinds):
        raise ValueError(tr("it has a kind that is none"))
    if len(set(kinds)) < len(kinds):
        raise ValueError(tr("it has a kind twice"))
    return tuple(kinds)


def _values(text: str) -> _Said:
    groups = _json(text)
    if not isinstance(groups, list):
        raise ValueError(tr("what its elements say can't be read"))
    if "\\u" in text:  # half of a surrogate pair is JSON, and no Unicode text
        try:
            json.dumps(groups, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise ValueError(tr("an element says what none can")) from None
    return _Said([_group(group) for group in groups])


def _group(group: object) -> tuple[tuple[str, ...], list[list[Value]]]:
    if not (isinstance(group, list) and group and all(isinstance(one, list) for one in group)):
        raise ValueError(tr("what its elements say can't be read"))
    names, *columns = group
    if not all(isinstance(name, str) and _NAME.fullmatch(name) for name in names):
        raise ValueError(tr("what its elements say has no name"))
    same = len(names) == len(set(names)) == len(columns) and len(set(map(len, columns))) <= 1
    if not same or not all(map(_are_values, columns)):
        raise ValueError(tr("an element says what none can"))
    return tuple(names), columns


def _are_values(column: list[Value]) -> bool:
    types = set(map(type, column))
    if not types <= {int, str}:
        return False
    if types == {int}:
        return max(map(abs, column)) < _LARGEST  # type: ignore[arg-type]
    return all(
        len(value) <= LONGEST_TEXT if isinstance(value, str) else abs(value) < _LARGEST
        for value in column
    )
