"""A row of the project in a few words: what lists of changes and conflicts call it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from annotator.corpus import changes
from annotator.corpus.span import passage
from annotator.operations import coders
from annotator.storage import queries
from annotator.storage.naming import rows_by_guid, text_of
from annotator.storage.project_file import ProjectFile

Row = Mapping[str, Any]
LONGEST_QUOTE = 60
"""Characters of a passage that a list shows."""


class RowWords:
    """Names rows of one project as it is now; what it reads once it keeps."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project
        self._rows: dict[tuple[str, str], Row | None] = {}
        self._texts: dict[str, str] = {}
        with project.reading() as connection:
            self._coders = coders.labels(queries.coders(connection))

    def of(self, kind: str, row: Row) -> str:
        """“claim: “Nobody expects …””, “polarity of claim: …”, “Ann’s memo on …”."""
        say = _WORDS.get(kind)
        return say(self, row) if say else str(row.get("name") or row["guid"])

    def of_guid(self, kind: str, guid: str) -> str:
        """The same of a row that the project has; the GUID where it has none."""
        row = self._row(kind, guid)
        return guid if row is None else self.of(kind, row)

    def coder(self, guid: str) -> str:
        """A coder's name, told from others of the same name."""
        return self._coders.get(guid, guid)

    def quote(self, document: str, row: Row) -> str:
        """The words of a coding's passage, cut to a line."""
        if document not in self._texts:
            with self._project.reading() as connection:
                self._texts[document] = text_of(connection, document)
        words = " ".join(passage(self._texts[document], queries.spans_of(row)).split())
        return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"

    def _row(self, kind: str, guid: str) -> Row | None:
        if (kind, guid) not in self._rows:
            with self._project.reading() as connection:
                self._rows[kind, guid] = rows_by_guid(connection, kind, [guid]).get(guid)
        return self._rows[kind, guid]

    def _name(self, kind: str, guid: str) -> str:
        row = self._row(kind, guid)
        return guid if row is None else str(row["name"])

    def _coding(self, row: Row) -> str:
        code = self._name(changes.CODE, row["code"])
        return f"{code}: “{self.quote(row['document'], row)}”"

    def _value(self, row: Row) -> str:
        attribute = self._name(changes.ATTRIBUTE, row["attribute"])
        return f"{attribute} of {self.of_guid(changes.CODING, row['coding'])}"

    def _relation(self, row: Row) -> str:
        ends = (self.of_guid(changes.CODING, row[end]) for end in ("source", "target"))
        return f"{self._name(changes.RELATION_TYPE, row['kind'])}: {' → '.join(ends)}"

    def _memo(self, row: Row) -> str:
        for kind in (changes.CODING, changes.DOCUMENT, changes.CODE, changes.PROJECT):
            if self._row(kind, row["subject"]) is not None:
                about = self.of_guid(kind, row["subject"])
                return f"{self.coder(row['coder'])}’s memo on {about}"
        return f"{self.coder(row['coder'])}’s memo"

    def _status(self, row: Row) -> str:
        document = self._name(changes.DOCUMENT, row["document"])
        return f"{self.coder(row['coder'])}’s progress with {document}"

    def _document_attribute(self, row: Row) -> str:
        return f"{row['name']} of {self._name(changes.DOCUMENT, row['document'])}"

    def _assignment(self, row: Row) -> str:
        document = self._name(changes.DOCUMENT, row["document"])
        where = self._name(changes.ROUND, row["round"])
        return f"{document} for {self.coder(row['coder'])} in {where}"

    def _decision(self, row: Row) -> str:
        document = self._name(changes.DOCUMENT, row["document"])
        return f"{self.coder(row['coder'])}’s decision in {document}"


_WORDS: dict[str, Callable[[RowWords, Row], str]] = {
    changes.CODING: RowWords._coding,
    changes.ATTRIBUTE_VALUE: RowWords._value,
    changes.RELATION: RowWords._relation,
    changes.MEMO: RowWords._memo,
    changes.STATUS: RowWords._status,
    changes.DOCUMENT_ATTRIBUTE: RowWords._document_attribute,
    changes.ASSIGNMENT: RowWords._assignment,
    changes.DECISION: RowWords._decision,
}
