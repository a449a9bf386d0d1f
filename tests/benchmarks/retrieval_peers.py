"""The same question asked of other tools on the same rows: a yardstick, where they are installed.

The question is which codings of one code overlap another one of another code, and the table is how
many of each code overlap one of each other code. SQLite is always there, DuckDB and pandas need
``pip install duckdb pandas``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from importlib.util import find_spec

import numpy as np

from annotator.retrieval.columns import CodingTable

_PAIR = """
SELECT count(DISTINCT a.coding) FROM part a JOIN part b ON a.document = b.document
AND a.start < b."end" AND b.start < a."end" AND a.coding <> b.coding
WHERE a.code = 1 AND b.code = 2
"""
_TABLE = """
SELECT count(*) FROM (SELECT DISTINCT a.coding, b.code FROM part a JOIN part b
ON a.document = b.document AND a.start < b."end" AND b.start < a."end" AND a.coding <> b.coding)
"""
_COLUMNS = ("coding", "document", "code", "start", "end")
Answers = Iterator[tuple[str, Callable[[], object]]]


def _rows(table: CodingTable) -> dict[str, list[int]]:
    parts = table.parts
    columns = (parts.coding, table.document[parts.coding], table.code[parts.coding])
    ends = parts.start, parts.end
    values = (*columns, *ends)
    return {name: one.tolist() for name, one in zip(_COLUMNS, values, strict=True)}


def peers(table: CodingTable) -> Answers:
    """Each tool with each question, as functions that give a number."""
    rows = _rows(table)
    yield from _sqlite(rows)
    if find_spec("duckdb") is not None:
        yield from _duckdb(rows)
    if find_spec("pandas") is not None:
        yield from _pandas(rows)


def _sqlite(rows: dict[str, list[int]]) -> Answers:
    connection = sqlite3.connect(":memory:")
    connection.execute('CREATE TABLE part (coding, document, code, start, "end")')
    cells = zip(*rows.values(), strict=True)
    connection.executemany("INSERT INTO part VALUES (?, ?, ?, ?, ?)", cells)
    connection.execute('CREATE INDEX place ON part (document, start, "end", code, coding)')
    yield "SQLite, overlaps of two codes", lambda: connection.execute(_PAIR).fetchone()[0]
    yield "SQLite, codes × codes, overlaps", lambda: connection.execute(_TABLE).fetchone()[0]


def _duckdb(rows: dict[str, list[int]]) -> Answers:
    import duckdb  # type: ignore[import-not-found]  # noqa: PLC0415

    connection = duckdb.connect()
    arrays = {name: np.array(values) for name, values in rows.items()}
    connection.register("given", arrays)
    connection.execute("CREATE TABLE part AS SELECT * FROM given")
    yield "DuckDB, overlaps of two codes", lambda: connection.execute(_PAIR).fetchone()[0]
    yield "DuckDB, codes × codes, overlaps", lambda: connection.execute(_TABLE).fetchone()[0]


def _pandas(rows: dict[str, list[int]]) -> Answers:
    import pandas  # noqa: PLC0415

    frame = pandas.DataFrame(rows)

    def pair() -> int:
        sides = frame[frame.code == 1].merge(frame[frame.code == 2], on="document")
        return int(_overlapping(sides).coding_x.nunique())

    def table() -> int:
        # A document at a time, or the pairs do not fit into memory.
        found = 0
        for _document, own in frame.groupby("document"):
            pairs = _overlapping(own.merge(own, on="document"))
            found += len(pairs[["coding_x", "code_y"]].drop_duplicates())
        return found

    def _overlapping(pairs: pandas.DataFrame) -> pandas.DataFrame:
        is_one = (pairs.start_x < pairs.end_y) & (pairs.start_y < pairs.end_x)
        return pairs[is_one & (pairs.coding_x != pairs.coding_y)]

    yield "pandas, overlaps of two codes", pair
    yield "pandas, codes × codes, overlaps", table
