"""Values as columns: NumPy arrays by name, and from there to data frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from annotator.corpus.messages import tr
from annotator.errors import UserError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Array: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[Any]]


class MissingLibraryError(UserError):
    """A library that was asked for is not installed; the message says which one."""


class Columns(Mapping[str, Array]):
    """One-dimensional arrays of one length by name, in order.

    Texts are arrays of objects (`str`), numbers int64 or float64, times datetime64[s] in UTC.
    """

    def __init__(self, columns: Mapping[str, Array]) -> None:
        self._columns = dict(columns)

    def __getitem__(self, name: str) -> Array:
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        """The number of columns; that of rows is `rows`."""
        return len(self._columns)

    def __repr__(self) -> str:
        return f"Columns({self.rows} rows: {', '.join(self._columns)})"

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return next((one.shape[0] for one in self._columns.values()), 0)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas.DataFrame. MissingLibraryError where pandas is not installed."""
        return _library("pandas").DataFrame(dict(self._columns))

    def to_polars(self) -> polars.DataFrame:
        """A polars.DataFrame. MissingLibraryError where polars is not installed."""
        polars = _library("polars")
        return polars.DataFrame(
            [
                polars.Series(name, one.tolist(), dtype=polars.String)
                if _is_text(one)
                else polars.Series(name, _in_milliseconds(one))
                for name, one in self._columns.items()
            ]
        )

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow.Table. MissingLibraryError where pyarrow is not installed."""
        pyarrow = _library("pyarrow")
        return pyarrow.table(
            {
                name: pyarrow.array(one.tolist(), pyarrow.string()) if _is_text(one) else one
                for name, one in self._columns.items()
            }
        )


def _is_text(column: Array) -> bool:
    """Whether a column holds texts alone, of which neither library finds the type where there is
    none."""
    if column.dtype != np.object_:
        return False
    return all(one is None or isinstance(one, str) for one in column)


def _in_milliseconds(column: Array) -> Array:
    """Times in the coarsest unit that polars has."""
    return column.astype("datetime64[ms]") if column.dtype.kind == "M" else column


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingLibraryError(
            tr(
                "{library} is not installed here. Install it with: pip install {library}",
                library=name,
            )
        ) from error
