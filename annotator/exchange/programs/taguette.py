"""Taguette's SQLite export: documents in HTML, tags, highlights; who made them is in its commands.

Source: Taguette's models and migrations, up to schema 1.5 and before (payloads of commands with
`id` instead of `highlight_id`, documents without a direction).
"""

from __future__ import annotations

import json
from typing import Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.programs.draft import (
    Draft,
    DraftCode,
    DraftCoding,
    DraftDocument,
    DraftMemo,
    DraftPassageMemo,
    Units,
)
from annotator.exchange.programs.files import Files
from annotator.exchange.programs.program import Source
from annotator.exchange.programs.sqlite_tables import (
    Tables,
    has_tables,
    number_of,
    tables_in,
    text_of,
)
from annotator.exchange.programs.taguette_html import positions_in, text_of_html
from annotator.exchange.refi.report import LEFT_BEHIND

_HIGHLIGHTS: Final = ("highlights", "id", "document_id", "start_offset", "end_offset", "snippet")
_TAGS: Final = ("highlight_tags", "highlight_id", "tag_id")


def recognises(files: Files) -> bool:
    """Whether the file is Taguette's database."""
    return bool(files.only) and has_tables(files, files.only, _HIGHLIGHTS, _TAGS)


def read(source: Source) -> Job[Draft]:
    """The project as its tables state it. UserError where the file holds several."""
    yield JobProgress(0, 0, tr("Reading {name}", name=source.name))
    with tables_in(source.files, source.files.only) as tables:
        return _Reader(tables, Draft("Taguette", source.stem)).read()


class _Reader:
    """Reads the tables, each once."""

    def __init__(self, tables: Tables, draft: Draft) -> None:
        self.tables, self.draft = tables, draft
        self.makers: dict[str, tuple[str, str]] = {}

    def read(self) -> Draft:
        self._project()
        self._commands()
        for key, path, description in self.tables.rows("tags", "id", "path", "description"):
            code = DraftCode(text_of(key), text_of(path), definition=text_of(description))
            self.draft.codes.append(code)
        self._documents(self._highlights())
        return self.draft

    def _project(self) -> None:
        projects = list(self.tables.rows("projects", "id", "name", "description", "created"))
        if len(projects) > 1:
            raise UserError(
                tr(
                    "“{name}” is a database of {number:,} Taguette projects. In Taguette, export "
                    "the project that is meant as a SQLite file, and import that.",
                    name=self.draft.name,
                    number=len(projects),
                )
            )
        for _key, name, description, created in projects:
            self.draft.name = text_of(name) or self.draft.name
            self.draft.created = text_of(created)
            self.draft.memos.append(DraftMemo("", "", text_of(description), "", text_of(created)))
        members = [text_of(name) for (name,) in self.tables.rows("project_members", "user_login")]
        self.draft.coders += members
        self.draft.owner = members[0] if members else ""
        for (version,) in self.tables.rows("alembic_version", "version_num"):
            self.draft.version = f"schema {text_of(version)}"

    def _commands(self) -> None:
        """Who made each highlight, when: the last command of it counts."""
        for date, login, payload in self.tables.rows("commands", "date", "user_login", "payload"):
            try:
                said = json.loads(text_of(payload))
            except (ValueError, RecursionError):
                continue
            if isinstance(said, dict) and said.get("type") == "highlight_add":
                key = said.get("highlight_id", said.get("id"))
                self.makers[str(key)] = text_of(login), text_of(date)

    def _highlights(self) -> dict[str, list[tuple[str, int, int, str]]]:
        """By document: key, start, end (bytes), words."""
        found: dict[str, list[tuple[str, int, int, str]]] = {}
        for key, document, start, end, snippet in self.tables.rows(*_HIGHLIGHTS):
            first, last = number_of(start), number_of(end)
            if first is None or last is None:
                message = tr("{n|passage has|passages have} positions that are no numbers.")
                self.draft.findings.tally(tr("codings"), message, LEFT_BEHIND)
                continue
            said = text_of(key), first, last, text_of(snippet)
            found.setdefault(text_of(document), []).append(said)
        return found

    def _documents(self, highlights: dict[str, list[tuple[str, int, int, str]]]) -> None:
        tags: dict[str, list[str]] = {}
        for highlight, tag in self.tables.rows(*_TAGS):
            tags.setdefault(text_of(highlight), []).append(text_of(tag))
        columns = "id", "name", "description", "created", "contents", "text_direction"
        for key, name, description, created, contents, _direction in self.tables.rows(
            "documents", *columns
        ):
            document = text_of(key)
            text, inner, breaks = text_of_html(text_of(contents))
            self.draft.documents.append(
                DraftDocument(
                    *(document, text_of(name), text),
                    created=text_of(created),
                    counted=Units.BYTES.value,
                )
            )
            if description:
                said = DraftMemo("document", document, text_of(description), "", text_of(created))
                self.draft.memos.append(said)
            found = highlights.pop(document, [])
            pairs = positions_in(inner, breaks, [(start, end) for _key, start, end, _ in found])
            for (highlight, _start, _end, snippet), pair in zip(found, pairs, strict=True):
                self._highlight(document, highlight, pair, snippet, tags.get(highlight, []))

    def _highlight(
        self, document: str, key: str, pair: tuple[int, int], snippet: str, tags: list[str]
    ) -> None:
        coder, date = self.makers.get(key, ("", ""))
        words = text_of_html(snippet)[0] if "<" in snippet or "&" in snippet else snippet
        if not tags:
            note = "Highlighted, without a tag"
            memo = DraftPassageMemo(document, (pair,), note, coder, date, words)
            self.draft.passage_memos.append(memo)
        for tag in tags:
            self.draft.codings.append(DraftCoding(document, tag, coder, (pair,), words, date))
