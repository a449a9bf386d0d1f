"""RQDA projects: one SQLite file (`.rqda`).

Source: the tables that RQDA (an R package, until 0.3) creates. A `status` of 0 marks what was
deleted there. Positions are characters of its text widget; the words stand beside every coding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.exchange.programs.draft import (
    UNSURE,
    Draft,
    DraftCode,
    DraftCoding,
    DraftDocument,
    DraftMemo,
    DraftPassageMemo,
)
from annotator.exchange.programs.files import Files
from annotator.exchange.programs.program import Source
from annotator.exchange.programs.sqlite_tables import (
    Cell,
    Tables,
    has_tables,
    number_of,
    tables_in,
    text_of,
)
from annotator.exchange.refi.report import LEFT_BEHIND
from annotator.exchange.refi.variables import CASE, SET

_CODING: Final = ("coding", "cid", "fid", "seltext", "selfirst", "selend")
_DATE: Final = re.compile(r"\w{3} (\w{3}) +(\d{1,2}) +(\d{1,2}:\d\d:\d\d) (\d{4})")
_MONTHS: Final = {
    name: number + 1
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    )
}


def recognises(files: Files) -> bool:
    """Whether the file is a project of RQDA."""
    return bool(files.only) and has_tables(files, files.only, _CODING, ("freecode", "id", "name"))


def read(source: Source) -> Job[Draft]:
    """The project as its tables state it."""
    yield JobProgress(0, 0, tr("Reading {name}", name=source.name))
    with tables_in(source.files, source.files.only) as tables:
        return _Reader(tables, Draft("RQDA", source.stem)).read()


def time_of(cell: Cell) -> str:
    """A date as R writes it (“Fri Dec  6 09:26:07 2019”) as ISO 8601; others as they are."""
    text = text_of(cell).strip()
    found = _DATE.fullmatch(text)
    if found is None or found[1] not in _MONTHS:
        return text
    month, clock = _MONTHS[found[1]], found[3].rjust(8, "0")
    try:
        day = datetime.fromisoformat(f"{found[4]}-{month:02}-{int(found[2]):02}T{clock}")
    except ValueError:
        return text
    return day.isoformat()


class _Reader:
    """Reads the tables, each once."""

    def __init__(self, tables: Tables, draft: Draft) -> None:
        self.tables, self.draft = tables, draft
        self.lengths: dict[str, int] = {}
        self.cases: dict[str, list[str]] = {}

    def read(self) -> Draft:
        for version, date, memo in self._rows("project", "databaseversion", "date", "memo"):
            self.draft.version, self.draft.created = text_of(version), time_of(date)
            self.draft.memos.append(DraftMemo("", "", text_of(memo)))
        self._codes()
        self._sources()
        for table in ("coding", "coding2"):
            self._codings(table)
        self._groups()
        self._notes()
        for _row in self._rows("image", "name"):
            self.draft.findings.tally(tr("project"), tr("{n|picture|pictures}."), LEFT_BEHIND)
        return self.draft

    def _rows(self, table: str, *columns: str) -> Iterator[tuple[Cell, ...]]:
        """The rows that were not deleted."""
        for status, *cells in self.tables.rows(table, "status", *columns):
            if status is None or number_of(status) != 0:
                yield tuple(cells)

    def _codes(self) -> None:
        for catid, name, memo, date in self._rows("codecat", "catid", "name", "memo", "date"):
            self.draft.codes.append(
                DraftCode(
                    f"category {text_of(catid)}",
                    text_of(name),
                    definition=text_of(memo),
                    codable=False,
                    created=time_of(date),
                )
            )
        folders: dict[str, str] = {}
        for cid, catid in self._rows("treecode", "cid", "catid"):
            if folders.setdefault(text_of(cid), text_of(catid)) != text_of(catid):
                message = tr("{n|code is|codes are} in several categories; the first holds.")
                self.draft.findings.tally(tr("codes"), message)
        columns = "id", "name", "memo", "color", "date"
        for cid, name, memo, color, date in self._rows("freecode", *columns):
            folder = folders.get(text_of(cid), "")
            self.draft.codes.append(
                DraftCode(
                    text_of(cid),
                    text_of(name),
                    f"category {folder}" if folder else "",
                    text_of(color),
                    text_of(memo),
                    created=time_of(date),
                )
            )

    def _sources(self) -> None:
        columns = "id", "name", "file", "memo", "owner", "date"
        for fid, name, text, memo, owner, date in self._rows("source", *columns):
            key, words = text_of(fid), text_of(text)
            self.draft.documents.append(
                DraftDocument(key, text_of(name), words, UNSURE, created=time_of(date))
            )
            self.lengths[key] = len(words)
            said = DraftMemo("document", key, text_of(memo), text_of(owner), time_of(date))
            self.draft.memos.append(said)

    def _codings(self, table: str) -> None:
        columns = "cid", "fid", "seltext", "selfirst", "selend", "owner", "date", "memo"
        for cid, fid, words, start, end, owner, date, memo in self._rows(table, *columns):
            first, last = number_of(start), number_of(end)
            if first is None or last is None:
                message = tr("{n|passage has|passages have} positions that are no numbers.")
                self.draft.findings.tally(tr("codings"), message, LEFT_BEHIND)
                continue
            self.draft.codings.append(
                DraftCoding(
                    text_of(fid),
                    text_of(cid),
                    text_of(owner),
                    ((first, last),),
                    text_of(words),
                    time_of(date),
                    memo=text_of(memo),
                )
            )

    def _groups(self) -> None:
        """Cases and categories of files, as attributes of documents."""
        names: dict[str, str] = {}
        for key, name, memo, owner in self._rows("cases", "id", "name", "memo", "owner"):
            names[text_of(key)] = text_of(name)
            words = f"{CASE} “{text_of(name)}”\n{text_of(memo)}" if memo else ""
            self.draft.memos.append(DraftMemo("", "", words, text_of(owner)))
        columns = "caseid", "fid", "selfirst", "selend", "owner"
        for case, fid, start, end, owner in self._rows("caselinkage", *columns):
            key, document = text_of(case), text_of(fid)
            first, last = number_of(start) or 0, number_of(end) or 0
            if first <= 0 and last >= self.lengths.get(document, 0) - 1:
                self.draft.say(document, CASE, names.get(key, key))
                self.cases.setdefault(key, []).append(document)
            else:
                words = f"{CASE} “{names.get(key, key)}”"
                part = DraftPassageMemo(document, ((first, last),), words, text_of(owner))
                self.draft.passage_memos.append(part)
        for variable, value, case in self._rows("caseAttr", "variable", "value", "caseID"):
            for document in self.cases.get(text_of(case), []):
                self.draft.say(document, text_of(variable), text_of(value))
        for variable, value, fid in self._rows("fileAttr", "variable", "value", "fileID"):
            self.draft.say(text_of(fid), text_of(variable), text_of(value))
        groups = {
            text_of(key): text_of(name) for key, name in self._rows("filecat", "catid", "name")
        }
        for fid, catid in self._rows("treefile", "fid", "catid"):
            self.draft.say(text_of(fid), SET, groups.get(text_of(catid), ""))

    def _notes(self) -> None:
        for name, entry, owner, date in self._rows("journal", "name", "journal", "owner", "date"):
            words = f"{text_of(name)}\n{text_of(entry)}".strip()
            self.draft.memos.append(DraftMemo("", "", words, text_of(owner), time_of(date)))
        columns = "fid", "position", "annotation", "owner", "date"
        for fid, position, note, owner, date in self._rows("annotation", *columns):
            memo = f"Note at {text_of(position)}: {text_of(note)}"
            self.draft.memos.append(
                DraftMemo("document", text_of(fid), memo, text_of(owner), time_of(date))
            )
