"""The trees of a damaged SQLite file: which page belongs to which table.

Pages are reached from the root of their table. Those that are not, since a page above them is
damaged, are known by what is on them: the tables of a project are known.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from annotator.storage.repair.layouts import CHANGES, TABLES, Layout, known, told
from annotator.storage.repair.pages import INDEX_LEAF, INDEX_NODE, TABLE_LEAF, TABLE_NODE, Pages
from annotator.storage.repair.records import Record, UnreadableError

_SCHEMA = 5
"""Columns of the table that tells of the others: type, name, table, root, statement."""


@dataclass
class Found:
    """What a file holds, page by page."""

    layouts: dict[str, Layout]
    """By table, the order of its columns, as the file says it."""
    pages: dict[str, list[int]] = field(default_factory=dict)
    """By table, the pages with rows that are reached from its root."""
    damaged: set[int] = field(default_factory=set)
    """Pages that a tree names and that are none of its pages."""
    lost: set[str] = field(default_factory=set)
    """Tables of which a part can't be reached."""
    strays: list[int] = field(default_factory=list)
    """Pages with rows that no tree leads to, and that are not free."""
    taken: dict[int, int] = field(default_factory=dict)
    """What pages are taken for whose own word for it is damaged."""


def survey(pages: Pages) -> Found:
    """Find the pages of all tables."""
    roots, statements = _schema(pages)
    layouts = {one.table: one for one in map(told, statements) if one is not None}
    found = Found(layouts)
    seen: set[int] = {1}
    for table in TABLES:
        root = roots.get(table, 0)
        if not root:
            found.lost.add(table)
            continue
        found.pages[table] = list(_walk(pages, root, table, found, seen))
    # Always looked at: a page above them may be one of another time, and lack them.
    seen |= _of_indexes(pages, set(roots.values()) - seen)
    found.strays = list(_strays(pages, seen | pages.free(), found))
    return found


def _schema(pages: Pages) -> tuple[dict[str, int], list[str]]:
    """The roots by name, of tables and indexes, and the statements that made the tables."""
    roots: dict[str, int] = {}
    statements: list[str] = []
    reached: list[int] = []
    with contextlib.suppress(UnreadableError):
        reached = [1, *(pages.children(1) if pages.kind(1) == TABLE_NODE else ())]
    everywhere = range(1, pages.count + 1)
    for numbers in (reached, everywhere):
        for row in _schema_rows(pages, numbers):
            kind, name, _table, root, statement = row.values[:_SCHEMA]
            if not isinstance(name, str) or not isinstance(root, int) or name in roots:
                continue
            if row.broken or not 2 <= root <= pages.count:
                continue
            roots[name] = root
            if kind == "table" and isinstance(statement, str):
                statements.append(statement)
        if roots.keys() >= TABLES.keys():
            break
    return roots, statements


def _schema_rows(pages: Pages, numbers: Iterable[int]) -> Iterator[Record]:
    for number in numbers:
        try:
            records = list(pages.records(number)) if pages.kind(number) == TABLE_LEAF else []
        except UnreadableError:
            continue
        for row in records:
            if (
                row is not None
                and len(row.values) == _SCHEMA
                and row.values[0]
                in (
                    "table",
                    "index",
                )
            ):
                yield row


def _walk(pages: Pages, root: int, table: str, found: Found, seen: set[int]) -> Iterator[int]:
    """The pages with rows of a table, from its root on."""
    leaf, node = (INDEX_LEAF, INDEX_NODE) if table == CHANGES else (TABLE_LEAF, TABLE_NODE)
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if not 2 <= number <= pages.count or number in seen:
            found.lost.add(table)
            continue
        kind = pages.kind(number)
        if kind not in (leaf, node):
            found.damaged.add(number)
            found.lost.add(table)
            if kind or pages.is_blank(number):
                continue  # another table's: it is known by its rows
            found.taken[number] = kind = leaf
        seen.add(number)
        if kind == node:
            waiting += pages.children(number)[::-1]
        if kind == leaf or table == CHANGES:
            yield number


def _of_indexes(pages: Pages, roots: Iterable[int]) -> set[int]:
    """The pages of indexes, which hold nothing that is not in the tables."""
    seen: set[int] = set()
    waiting = list(roots)
    while waiting:
        number = waiting.pop()
        if not 2 <= number <= pages.count or number in seen:
            continue
        kind = pages.kind(number)
        if kind not in (INDEX_LEAF, INDEX_NODE) or _is_of_history(pages, number):
            continue
        seen.add(number)
        if kind == INDEX_NODE:
            waiting += pages.children(number)
    return seen


def _is_of_history(pages: Pages, number: int) -> bool:
    """Whether a page of the kind that indexes have is one of the history, as its first row says
    that can be read: a damaged schema may name it as that of an index."""
    first = next((row for row in pages.records(number) if row is not None), None)
    return first is not None and known(CHANGES)[0].fits(first)


def _strays(pages: Pages, seen: set[int], found: Found) -> Iterator[int]:
    for number in range(2, pages.count + 1):
        if number in seen:
            continue
        kind = pages.kind(number)
        if kind in (TABLE_LEAF, INDEX_LEAF, INDEX_NODE):
            yield number
        elif not kind and not pages.is_blank(number):
            found.taken[number] = TABLE_LEAF
            yield number


def candidates(found: Found, records: Iterable[Record]) -> dict[str, Layout]:
    """By table, the order of columns by which most of these rows can be the table's; all of the
    tables by which equally many can."""
    rows = list(records)
    best, chosen = 0, dict[str, Layout]()
    for table in TABLES:
        orders = [found.layouts[table]] if table in found.layouts else known(table)
        for order in orders:
            fit = sum(map(order.fits, rows))
            if fit > best:
                best, chosen = fit, {}
            if fit and fit == best:
                chosen.setdefault(table, order)
    return chosen
