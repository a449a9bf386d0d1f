"""Sequences of values that can be had as columns too."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import numpy as np

from annotator.library.columns import Array, Columns

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

T = TypeVar("T")
PATH_SEPARATOR = " > "


class Values(Sequence[T], Generic[T]):
    """Frozen values in order, read when they are first asked for.

    `columns()` gives them as arrays by name; where that is quicker without making the values, it
    does not make them.
    """

    def __init__(
        self,
        read: Callable[[], Sequence[T]],
        kind: type[T],
        columns: Callable[[], Mapping[str, Array]] | None = None,
    ) -> None:
        self._read, self._kind, self._make_columns = read, kind, columns

    @cached_property
    def _values(self) -> Sequence[T]:
        return self._read()

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[T]: ...
    def __getitem__(self, number: int | slice) -> T | Sequence[T]:
        return self._values[number]

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[T]:
        return iter(self._values)

    def __repr__(self) -> str:
        return f"<{len(self)} × {self._kind.__name__}>"

    def columns(self) -> Columns:
        """The values as arrays by name. What is a tuple or a mapping in a value is one text in a
        column: names of a path joined with “ > ”, other parts with a comma."""
        return self._columns

    @cached_property
    def _columns(self) -> Columns:
        made = self._make_columns() if self._make_columns else columns_of(self._kind, self._values)
        return Columns(made)

    def to_pandas(self) -> pandas.DataFrame:
        """The columns as a pandas.DataFrame."""
        return self.columns().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The columns as a polars.DataFrame."""
        return self.columns().to_polars()

    def to_arrow(self) -> pyarrow.Table:
        """The columns as a pyarrow.Table."""
        return self.columns().to_arrow()


def columns_of(kind: type[T], values: Sequence[T]) -> dict[str, Array]:
    """A column for each field of values of one kind; of `attributes` one for each name."""
    found: dict[str, Array] = {}
    for one in dataclasses.fields(kind):  # type: ignore[arg-type]  # a dataclass of `values`
        cells = [getattr(value, one.name) for value in values]
        if cells and isinstance(cells[0], Mapping):
            found |= _spread(one.name, cells)
        else:
            found[one.name] = array_of([_cell(one.name, cell) for cell in cells], str(one.type))
    return found


def _spread(field: str, cells: Sequence[Mapping[str, Any]]) -> dict[str, Array]:
    """Mappings as a column for each of their names."""
    names = dict.fromkeys(name for cell in cells for name in cell)
    return {
        f"{field.removesuffix('s')}: {name}": objects([_cell("", c.get(name, "")) for c in cells])
        for name in sorted(names)
    }


def _cell(field: str, cell: object) -> object:
    if not isinstance(cell, tuple):
        return cell
    separator = PATH_SEPARATOR if "path" in field else ", "
    return separator.join("-".join(map(str, p)) if isinstance(p, tuple) else p for p in cell)


def array_of(cells: Sequence[object], declared: str) -> Array:
    """The cells as an array of the declared type of a field."""
    if declared == "int":
        return np.array(cells, dtype=np.int64)
    if declared == "bool":
        return np.array(cells, dtype=np.bool_)
    if declared == "datetime":
        return times([cell for cell in cells if isinstance(cell, datetime)])
    if declared == "float | None":
        return np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)
    return objects(cells)


def objects(cells: Sequence[object]) -> Array:
    """A one-dimensional array of objects, whatever these are."""
    found: Array = np.empty(len(cells), dtype=np.object_)
    found[:] = cells
    return found


def times(moments: Sequence[datetime]) -> Array:
    """Moments as datetime64[s] in UTC."""
    seconds = np.array([int(one.timestamp()) for one in moments], dtype=np.int64)
    return seconds.astype("datetime64[s]")
