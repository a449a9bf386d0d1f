"""How rows are called in a list of what is lost: their names, or where they stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final

from annotator.corpus.messages import tr
from annotator.storage import schema

_LONGEST: Final = 80
_WORDS: Final = ("name", "title", "text", "value", "quote", "comment")
_NAMED: Final = ("document", "code", "coder", "speaker", "round", "named_set", "attribute")


class Names:
    """The names of what rows refer to, as far as they can be read, of rows that are lost too."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._names: dict[str, str] = {}
        for kind in ("document", "code", "coder", "speaker", "round", "named_set", "attribute"):
            self._names.update(connection.execute(f'SELECT guid, name FROM "{kind}"'))

    def add(self, guid: str, columns: Mapping[str, object]) -> None:
        """Take in the name of a row that is not in the file."""
        name = columns.get("name")
        if isinstance(name, str):
            self._names.setdefault(guid, name)

    def describe(self, kind: str, columns: Mapping[str, object]) -> str:
        """A row in a few words; empty where nothing of it can be read."""
        if kind == schema.coding.name:
            return self._coding(columns)
        words = [str(columns[column]) for column in _WORDS if columns.get(column)][:1]
        about = [
            self._names[guid]
            for column in (*_NAMED, "subject")
            if isinstance(guid := columns.get(column), str) and guid in self._names
        ]
        return ", ".join(short(one) for one in (*words, *about))

    def _coding(self, columns: Mapping[str, object]) -> str:
        if not columns.keys() >= {"code", "document", "coder", "start", "end"}:
            return ""
        unknown = "?"
        return tr(
            "“{code}” in “{document}”, characters {start:,} to {end:,}, by {coder}",
            code=short(self._names.get(str(columns["code"]), unknown)),
            document=short(self._names.get(str(columns["document"]), unknown)),
            start=columns["start"],
            end=columns["end"],
            coder=short(self._names.get(str(columns["coder"]), unknown)),
        )


def short(words: str) -> str:
    """The first line of a text, cut where it is long."""
    line = words.strip().split("\n", 1)[0]
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
