"""A mapping that is changed piece by piece: what a column is for, which rows are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.exchange.records.column_types import ColumnType
from annotator.exchange.records.mapping import LeftOut, Mapping, TextColumn


def with_text(mapping: Mapping, column: str, on: bool, order: Sequence[str]) -> Mapping:
    """A column is text, or is not; text stands in the order of the table's columns."""
    kept = [one for one in mapping.text if one.column != column]
    chosen = [*kept, TextColumn(column)] if on else kept
    return replace(mapping, text=tuple(sorted(chosen, key=lambda one: order.index(one.column))))


def with_name(mapping: Mapping, column: str, on: bool, order: Sequence[str]) -> Mapping:
    """A column names documents, or does not."""
    chosen = {*mapping.name, column} if on else {*mapping.name} - {column}
    return replace(mapping, name=tuple(one for one in order if one in chosen))


def with_key(mapping: Mapping, column: str, on: bool) -> Mapping:
    """A column is the key, the only one; or there is none."""
    if not on:
        return mapping if mapping.key != column else replace(mapping, key="")
    return replace(mapping, key=column)


def with_attribute(
    mapping: Mapping, column: str, kind: ColumnType | None, order: Sequence[str]
) -> Mapping:
    """A column is an attribute of a type, or (None) is not."""
    chosen = dict(mapping.attributes)
    chosen.pop(column, None)
    if kind is not None:
        chosen[column] = kind
    return replace(mapping, attributes=tuple((one, chosen[one]) for one in order if one in chosen))


def left_out_words(mapping: Mapping) -> str:
    """“status: test, withdrawn; wave: 0”."""
    return "; ".join(f"{one.column}: {', '.join(one.values)}" for one in mapping.leave_out)


def left_out_of(words: str, columns: Sequence[str]) -> tuple[tuple[LeftOut, ...], str]:
    """What such words say, and what is not understood of them (empty where all is). A column may
    have a colon in its name."""
    found: list[LeftOut] = []
    for part in words.split(";"):
        if not part.strip():
            continue
        named = [one for one in columns if part.strip().startswith(f"{one}:")]
        if not named:
            return tuple(found), part.strip()
        column = max(named, key=len)
        values = part.strip()[len(column) + 1 :].split(",")
        found.append(LeftOut(column, tuple(value.strip() for value in values)))
    return tuple(found), ""
