"""Which pages are a table's where the schema of a file is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.operations.codings import memos
from annotator.storage.repair.layouts import CHANGES
from annotator.storage.repair.pages import INDEX_LEAF, INDEX_NODE, Pages
from annotator.storage.repair.reading import Reading
from tests.making import ANN, make
from tests.storage.test_repair_pages import root_of, tree


def history(path: Path) -> set[object]:
    """The steps of which a change is read."""
    rows = Reading(Pages(path)).rows()
    return {row.columns["step"] for row in rows if row.table == CHANGES}


@pytest.mark.parametrize("name", ["memo", "memo_by_subject"])
def test_a_page_of_the_history_that_is_named_as_one_of_another_is_read(
    tmp_path: Path, name: str
) -> None:
    made = make(tmp_path / "p.annot")
    for number in range(16):
        memos.write(made.project, ANN.guid, made.document, f"{number} " * 200)
    made.project.close()
    path = made.project.path
    root, pages = root_of(path, CHANGES), Pages(path)
    assert pages.kind(root) == INDEX_NODE
    leaf = next(one for one in tree(pages, root)[3:] if pages.kind(one) == INDEX_LEAF)
    expected = history(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET rootpage = ? WHERE name = ?", (leaf, name))
    data = bytearray(path.read_bytes())
    data[(root - 1) * pages.size : root * pages.size] = bytes(pages.size)
    path.write_bytes(data)
    on_root = {row.values[0] for row in pages.records(root) if row is not None}
    assert expected - on_root <= history(path)
