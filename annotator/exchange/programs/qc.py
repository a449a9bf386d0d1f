"""qc (qualitative-coding): a folder with `settings.yaml`, texts, a codebook, and coded lines.

Source: qc's corpus and models. Since 1.0 the codings are in SQLite; before, in a file a text and
coder (`codes/TEXT.CODER.codes`), whose lines are those of the text. What is coded are lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.plain_text import decode, with_lf
from annotator.exchange.programs.draft import (
    Counting,
    Draft,
    DraftCode,
    DraftCoding,
    DraftDocument,
    DraftMemo,
    Units,
)
from annotator.exchange.programs.files import Files
from annotator.exchange.programs.positions import unicode_text
from annotator.exchange.programs.program import Source
from annotator.exchange.programs.sqlite_tables import Tables, number_of, tables_in, text_of
from annotator.exchange.refi.report import LEFT_BEHIND
from annotator.exchange.yaml_nodes import Node, YamlSourceError, parse_yaml

_SETTINGS: Final = "settings.yaml"
_LARGEST: Final = 8_000_000
_LINES: Final = (Counting(Units.CODE_POINTS, crlf_as_one=True),)
_CODES: Final = re.compile(r"(.+)\.([^./]+)\.codes")


def _settings(files: Files) -> dict[str, str]:
    """The settings, empty where the files are no project of qc."""
    found = [name for name in files.names if name.rpartition("/")[2] == _SETTINGS]
    if not found or files.only:
        return {}
    name = min(found, key=lambda one: one.count("/"))
    said = _mapping(files.read(name, _LARGEST))
    if "corpus_dir" not in said or not {"database", "codes_dir"} & said.keys():
        return {}
    return {**said, "": name.removesuffix(_SETTINGS)}


def _mapping(data: bytes) -> dict[str, str]:
    try:
        node = parse_yaml(data.decode("utf-8", "replace"))
    except YamlSourceError:
        return {}
    pairs = node.pairs if node is not None and node.pairs is not None else []
    return {key.text or "": value.text or "" for key, value in pairs}


def recognises(files: Files) -> bool:
    """Whether the folder has qc's settings."""
    return bool(_settings(files))


def read(source: Source) -> Job[Draft]:
    """Texts, codebook, coded lines and memos."""
    yield JobProgress(0, 0, tr("Reading {name}", name=source.name))
    return _Reader(source, _settings(source.files)).read()


class _Reader:
    """Reads the parts; `lines` are the places of the lines of each text."""

    def __init__(self, source: Source, settings: dict[str, str]) -> None:
        self.files, self.settings = source.files, settings
        self.draft = Draft("qc", source.stem, settings.get("qc_version", ""))
        self.lines: dict[str, list[tuple[int, int]]] = {}

    def _in(self, key: str, default: str) -> str:
        """A folder or file of the settings, as a name within the project."""
        path = PurePosixPath(self.settings.get(key) or default)
        if path.is_absolute() or ".." in path.parts:
            raise UserError(
                tr(
                    "The settings of “{name}” name “{path}”, which is not in the project's folder. "
                    "Move it there, and import the folder again.",
                    name=self.draft.name,
                    path=str(path),
                )
            )
        return self.settings[""] + path.as_posix()

    def read(self) -> Draft:
        """All of it."""
        self._codebook()
        self._texts(self._in("corpus_dir", "corpus") + "/")
        if self.settings.get("database"):
            name = self.files.found(self._in("database", ""))
            if name is not None:
                with tables_in(self.files, name) as tables:
                    self._database(tables)
        if self.settings.get("codes_dir"):
            self._code_files(self._in("codes_dir", "codes") + "/")
        memos = self._in("memos_dir", "memos") + "/"
        for name in self._within(memos):
            words = self.files.read(name, _LARGEST).decode("utf-8", "replace")
            self.draft.memos.append(DraftMemo("", "", f"{name.removeprefix(memos)}\n{words}"))
        return self.draft

    def _within(self, folder: str) -> list[str]:
        return [name for name in self.files.names if name.startswith(folder)]

    def _codebook(self) -> None:
        name = self.files.found(self._in("codebook", "codebook.yaml"))
        if name is None:
            return
        try:
            node = parse_yaml(self.files.read(name, _LARGEST).decode("utf-8", "replace"))
        except YamlSourceError as error:
            raise UserError(
                tr(
                    "“{name}”, line {line:,}: {message}",
                    name=name,
                    line=error.line,
                    message=error.message,
                )
            ) from None
        for key, parent in _codes(node, ""):
            self.draft.codes.append(DraftCode(key, key, parent))

    def _texts(self, folder: str) -> None:
        for name in self._within(folder):
            data, key = self.files.read(name), name.removeprefix(folder)
            try:
                raw, encoding = decode(data, key) if data else ("", "utf-8")
            except UserError as error:
                self.draft.findings.left(tr("file “{name}”", name=key), str(error))
                continue
            self.draft.documents.append(DraftDocument(key, key, raw, _LINES, data, encoding))
            self.lines[key] = _line_places(with_lf(raw))

    def _database(self, tables: Tables) -> None:
        """Lines by their location: where a line stands is told by its paragraph's document."""
        indices: dict[str, str] = {}
        for key, document in tables.rows("document_index", "id", "document_id"):
            indices[text_of(key)] = text_of(document)
        places: dict[str, str] = {}
        for key, index in tables.rows("location", "id", "document_index_id"):
            places[text_of(key)] = indices.get(text_of(index), "")
        located: dict[str, str] = {}
        columns = "coded_line_id", "location_id"
        for key, location in tables.rows("coded_line_location_association", *columns):
            located.setdefault(text_of(key), places.get(text_of(location), ""))
        wanted = "id", "line", "coder_id", "code_id"
        for key, line, coder, code in tables.rows("coded_line", *wanted):
            where = located.get(text_of(key), "")
            self._line(where, number_of(line), text_of(coder), text_of(code))

    def _code_files(self, folder: str) -> None:
        for name in self._within(folder):
            found = _CODES.fullmatch(name.removeprefix(folder))
            if found is None:
                continue
            text = self.files.read(name, _LARGEST).decode("utf-8", "replace")
            for number, line in enumerate(text.splitlines()):
                for code in filter(None, map(str.strip, line.split(","))):
                    self._line(found[1], number, found[2], code)

    def _line(self, document: str, line: int | None, coder: str, code: str) -> None:
        places = self.lines.get(document, [])
        if line is None or not 0 <= line < len(places):
            message = tr("{n|coded line is|coded lines are} in no text that came in.")
            self.draft.findings.tally(tr("codings"), message, LEFT_BEHIND)
            return
        start, end = places[line]
        if start == end:
            message = tr("{n|coded line has|coded lines have} nothing in it.")
            self.draft.findings.tally(tr("codings"), message, LEFT_BEHIND)
            return
        self.draft.coders.append(coder)
        key = self.draft.code_named(code)
        self.draft.codings.append(DraftCoding(document, key, coder, ((start, end),)))


def _line_places(text: str) -> list[tuple[int, int]]:
    """Start and end of each line, without its line end."""
    places, at = [], 0
    for line in text.split("\n"):
        places.append((at, at + len(line)))
        at += len(line) + 1
    return places


def _codes(node: Node | None, parent: str) -> Iterator[tuple[str, str]]:
    """Codes with those above them: texts in lists, and mappings of a code to the list below it."""
    if node is None:
        return
    if node.text:
        yield unicode_text(node.text), parent
    for item in node.items or ():
        yield from _codes(item, parent)
    for key, value in node.pairs or ():
        if key.text:
            name = unicode_text(key.text)
            yield name, parent
            yield from _codes(value, name)
