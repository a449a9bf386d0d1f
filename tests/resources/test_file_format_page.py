"""The page on the project file names what is in it."""

from __future__ import annotations

import re

from annotator.paths import resource
from annotator.storage import schema, table_parts

PAGE = resource("manual", "file-format.md").read_text(encoding="utf-8")
_SHARED = {"guid", *schema.STAMP, "deleted", "seq", "number"}
_IN_WORDS = {
    "code": {"definition", "when_to_use", "when_not_to_use"},
    "attribute": {"position", "definition"},
    "relation_type": {"position"},
    "round": {"position", "name", "purpose", "blind", "cues_locked"},
    "assignment": {"round", "document", "coder"},
    "decision": {"document", "coder"},
}
"""Columns that the page tells in a sentence."""


def test_it_is_of_the_version_that_is_written() -> None:
    assert f"version {schema.VERSION}.{schema.MINOR}." in PAGE


def test_every_table_and_column_is_named() -> None:
    named = set(re.findall(r"[`.]([a-z_0-9]+)", PAGE))
    for table in table_parts.metadata.tables.values():
        assert table.name in named
        columns = set(table.c.keys()) - _SHARED - _IN_WORDS.get(table.name, set())
        missing = {column for column in columns if column not in named}
        assert not missing, f"{table.name}: {missing}"
