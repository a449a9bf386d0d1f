"""`data/project.json` of a replication archive: all that its figures rest on, without the texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Final

from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder, Coding, Memo, Relation
from annotator.corpus.columns import Column
from annotator.corpus.document import Document, DocumentAttribute, DocumentStatus
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.corpus.team import Assignment, Decision, Round
from annotator.errors import UserError
from annotator.exchange.json_values import from_json, to_json

FORMAT: Final = "annotator replication archive"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class ArchivedDocument:
    """A document without its text: what it is called, how long it is (code points), the digest of
    its text in UTF-8, and the member with the text (empty where it is not in the archive)."""

    guid: str
    name: str
    file: str
    characters: int
    sha256: str
    created: datetime
    modified: datetime


@dataclass(frozen=True)
class ArchivedProject:
    """The data of an archive. `tables` are further row tables: rows by the names of columns."""

    guid: str
    name: str
    created: datetime
    modified: datetime
    coders: tuple[Coder, ...]
    codebook: Codebook
    documents: tuple[ArchivedDocument, ...]
    codings: tuple[Coding, ...]
    relations: tuple[Relation, ...]
    memos: tuple[Memo, ...]
    statuses: tuple[DocumentStatus, ...]
    document_attributes: tuple[DocumentAttribute, ...]
    rounds: tuple[Round, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    tables: Mapping[str, tuple[Mapping[str, str | int | None], ...]] = field(default_factory=dict)

    def content(self, texts: Mapping[str, str]) -> ProjectContent:
        """The project with these texts by document (GUID); where there is none, one of the same
        length that says nothing."""
        documents = [_document(one, texts.get(one.guid)) for one in self.documents]
        return ProjectContent(
            *(self.guid, self.name, self.created, self.modified, self.coders, self.codebook),
            *(tuple(documents), self.codings, self.relations, self.memos, self.statuses),
            self.document_attributes,
        )


def _document(one: ArchivedDocument, text: str | None) -> Document:
    words = "x" * one.characters if text is None else text
    return Document(
        *(one.guid, one.name, words, words.encode(), "utf-8", one.created, one.modified)
    )


def archived(
    content: ProjectContent,
    files: Mapping[str, str],
    rounds: tuple[tuple[Round, ...], tuple[Assignment, ...], tuple[Decision, ...]],
    tables: Mapping[str, tuple[Mapping[str, Column], ...]],
) -> ArchivedProject:
    """The data of a project. `files` are the members that hold texts, by document (GUID)."""
    documents = tuple(
        ArchivedDocument(
            *(one.guid, one.name, files.get(one.guid, ""), len(one.text)),
            hashlib.sha256(one.text.encode()).hexdigest(),
            *(one.created, one.modified),
        )
        for one in content.documents
    )
    return ArchivedProject(
        *(content.guid, content.name, content.created, content.modified, content.coders),
        *(content.codebook, documents, content.codings, content.relations, content.memos),
        content.statuses,
        content.document_attributes,
        *rounds,
        tables,
    )


def dump(project: ArchivedProject) -> bytes:
    """The data as JSON, an entry of a list a line; the same data give the same bytes."""
    parts = [f'"format": {_line(FORMAT)}', f'"version": {_line(VERSION)}']
    for one in fields(project):
        value = getattr(project, one.name)
        if isinstance(value, tuple):
            lines = ",\n".join(_line(to_json(part)) for part in value)
            parts.append(f'"{one.name}": [\n{lines}\n]')
        else:
            parts.append(f'"{one.name}": {_line(to_json(value))}')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8")


# Without an indent it is the encoder in C that writes, many times as fast.
_line = json.JSONEncoder(ensure_ascii=False).encode


def json_bytes(value: object) -> bytes:
    """JSON in UTF-8 with LF, keys as they stand."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def load(data: bytes, name: str) -> ArchivedProject:
    """The data of the archive `name`. UserError where they are none, or of a later version."""
    try:
        found = json.loads(data)
        kind, version = found.pop("format"), found.pop("version")
        if kind == FORMAT and isinstance(version, int) and version > VERSION:
            raise UserError(
                tr(
                    "“{name}” was written by a later Annotator. Use that one to verify it.",
                    name=name,
                )
            )
        if (kind, version) != (FORMAT, VERSION):
            raise ValueError(f"it says that it is {str(kind)[:60]!r}")
        return from_json(ArchivedProject, found)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UserError(
            tr("“{name}” holds no data that can be read: {error}.", name=name, error=error)
        ) from error
