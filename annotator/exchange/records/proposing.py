"""A mapping as it may be meant, from what the columns of a table hold: to be looked at, not used
unseen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from annotator.exchange.records.column_types import Column, ColumnType
from annotator.exchange.records.mapping import Mapping, TextColumn
from annotator.exchange.records.table import Table, TableOptions

_KEY: Final = re.compile(
    r"(?:.*[ _.-])?(?:id|key|guid|uuid|nr|no|number|code|token|schlüssel|nummer)(?:[_. ]?str)?"
    r"|.*(?:response|antwort|participant|case|tweet).?id.*|lfdn|respid",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    r"(?:.*[ _.-])?(?:name|title|titel|headline|label|subject)", re.IGNORECASE
)
_LONG: Final = 60.0
"""Characters of a mean value from which a column is a text."""
_LONGEST_KEY: Final = 60
_MOST_ATTRIBUTES: Final = 30


def propose(
    table: Table, columns: Sequence[Column], options: TableOptions | None = None
) -> Mapping:
    """The longest column is the text, one whose values differ and that is called so the key, and
    what is short becomes attributes."""
    filled = [one for one in columns if one.filled]
    texts = [one for one in filled if one.type is ColumnType.TEXT] or filled
    if not texts:
        return Mapping((), table=_title(table))
    longest = max(texts, key=lambda one: one.length)
    text = [one for one in texts if one is longest or (one.length >= _LONG and _is_prose(one))]
    rest = [one for one in filled if one not in text]
    most = max(one.filled for one in columns)
    unique = [one for one in rest if one.distinct == one.filled == most and _is_short(one)]
    key = next((one for one in unique if _KEY.fullmatch(one.name)), None)
    name = next((one for one in rest if one is not key and _NAME.fullmatch(one.name)), None)
    attributes = [
        one
        for one in rest
        if one not in (key, name) and (one.type is not ColumnType.TEXT or _is_short(one))
    ]
    return Mapping(
        tuple(TextColumn(one.name) for one in text),
        _title(table),
        (name.name,) if name else (),
        key.name if key else "",
        tuple((one.name, one.type) for one in attributes[:_MOST_ATTRIBUTES]),
        options=options or TableOptions(),
    )


def _title(table: Table) -> str:
    return table.name.rpartition(".")[0] or table.name


def _is_prose(column: Column) -> bool:
    return any(" " in example for example in column.examples)


def _is_short(column: Column) -> bool:
    return all(len(example) <= _LONGEST_KEY for example in column.examples)
