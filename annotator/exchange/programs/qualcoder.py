"""QualCoder projects: a folder `NAME.qda` with the SQLite file `data.qda` (3.x and 4.0).

Source: the tables as QualCoder creates and upgrades them (database versions 1 to 17). Positions are
those of its text widget, UTF-16 units, in some versions code points; the words beside every coding
tell which.
"""

from __future__ import annotations

from typing import Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.programs.draft import (
    UNSURE_UTF16,
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
    Tables,
    has_tables,
    number_of,
    tables_in,
    text_of,
)
from annotator.exchange.refi.report import LEFT_BEHIND
from annotator.exchange.refi.variables import CASE

_DATABASE: Final = "data.qda"
_TEXT: Final = ("code_text", "cid", "fid", "seltext", "pos0", "pos1", "owner")


def _database(files: Files) -> str | None:
    """The database of a project: in its folder, in a folder around it, or the file itself."""
    found = [name for name in files.names if name.rpartition("/")[2].lower() == _DATABASE]
    return min(found, key=lambda name: name.count("/"), default=None)


def recognises(files: Files) -> bool:
    """Whether the files are a QualCoder project."""
    name = _database(files) or files.only
    return bool(name) and has_tables(files, name, ("source", "id", "fulltext"), _TEXT)


def read(source: Source) -> Job[Draft]:
    """The project as its tables state it."""
    yield JobProgress(0, 0, tr("Reading {name}", name=source.name))
    name = _database(source.files) or source.files.only
    with tables_in(source.files, name) as tables:
        stem = source.stem if source.name.lower() != _DATABASE else "QualCoder"
        return _Reader(tables, Draft("QualCoder", stem)).read()


class _Reader:
    """Reads the tables, each once."""

    def __init__(self, tables: Tables, draft: Draft) -> None:
        self.tables, self.draft = tables, draft
        self.lengths: dict[str, int] = {}
        self.cases: dict[str, list[str]] = {}

    def read(self) -> Draft:
        self._project()
        self._codes()
        self._sources()
        self._codings()
        self._cases()
        self._attributes()
        self._memos()
        self._left()
        return self.draft

    def _project(self) -> None:
        columns = "databaseversion", "date", "memo", "about", "codername"
        for version, date, memo, about, coder in self.tables.rows("project", *columns):
            about_words = text_of(about).removeprefix("QualCoder").strip()
            words = about_words, text_of(version)
            self.draft.version = ", ".join(word for word in words if word)
            self.draft.created, self.draft.owner = text_of(date), text_of(coder)
            self.draft.memos.append(DraftMemo("", "", text_of(memo), text_of(coder), text_of(date)))
        for (name,) in self.tables.rows("coder_names", "name"):
            self.draft.coders.append(text_of(name))

    def _codes(self) -> None:
        columns = "catid", "name", "supercatid", "memo", "date"
        for catid, name, above, memo, date in self.tables.rows("code_cat", *columns):
            self.draft.codes.append(
                DraftCode(
                    f"category {text_of(catid)}",
                    text_of(name),
                    f"category {text_of(above)}" if above else "",
                    definition=text_of(memo),
                    codable=False,
                    created=text_of(date),
                )
            )
        columns_of_code = "cid", "name", "memo", "catid", "color", "date", "supercid"
        for cid, name, memo, catid, color, date, above in self.tables.rows(
            "code_name", *columns_of_code
        ):
            parent = f"category {text_of(catid)}" if catid else ""
            self.draft.codes.append(
                DraftCode(
                    text_of(cid),
                    text_of(name),
                    text_of(above) if above else parent,
                    text_of(color),
                    text_of(memo),
                    created=text_of(date),
                )
            )

    def _sources(self) -> None:
        columns = "id", "name", "fulltext", "mediapath", "memo", "owner", "date"
        for fid, name, text, media, memo, owner, date in self.tables.rows("source", *columns):
            key, words = text_of(fid), text_of(text)
            if not words and media:
                self.draft.findings.left(
                    tr("file “{name}”", name=text_of(name)), tr("It has no text to code.")
                )
                continue
            self.draft.documents.append(
                DraftDocument(key, text_of(name), words, UNSURE_UTF16, created=text_of(date))
            )
            self.lengths[key] = len(words)
            if memo:
                said = DraftMemo("document", key, text_of(memo), text_of(owner), text_of(date))
                self.draft.memos.append(said)

    def _codings(self) -> None:
        columns = "cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important"
        for row in self.tables.rows("code_text", *columns):
            cid, fid, words, start, end, owner, date, memo, important = row
            first, last = number_of(start), number_of(end)
            if first is None or last is None:
                self._no_numbers()
                continue
            self.draft.codings.append(
                DraftCoding(
                    text_of(fid),
                    text_of(cid),
                    text_of(owner),
                    ((first, last),),
                    text_of(words),
                    text_of(date),
                    memo=text_of(memo),
                    values={"important": "yes"} if important else {},
                )
            )

    def _no_numbers(self) -> None:
        message = tr("{n|passage has|passages have} positions that are no numbers.")
        self.draft.findings.tally(tr("codings"), message, LEFT_BEHIND)

    # --- cases, attributes, notes

    def _cases(self) -> None:
        """A case is an attribute of the documents that are in it as a whole."""
        columns = "caseid", "name", "memo", "owner", "date"
        names: dict[str, str] = {}
        memos: dict[str, DraftMemo] = {}
        for caseid, name, memo, owner, date in self.tables.rows("cases", *columns):
            key = text_of(caseid)
            names[key] = text_of(name)
            words = f"{CASE} “{text_of(name)}”\n{text_of(memo)}"
            memos[key] = DraftMemo("", "", words if memo else "", text_of(owner), text_of(date))
        links = "caseid", "fid", "pos0", "pos1", "owner", "date", "memo"
        for caseid, fid, start, end, owner, date, memo in self.tables.rows("case_text", *links):
            key, document = text_of(caseid), text_of(fid)
            first, last = number_of(start) or 0, number_of(end) or 0
            name = names.get(key, key)
            if document in self.lengths and first <= 0 and last >= self.lengths[document] - 1:
                self.draft.say(document, CASE, name)
                self.cases.setdefault(key, []).append(document)
            elif first < last:
                words = f"{CASE} “{name}”\n{text_of(memo)}".rstrip()
                part = DraftPassageMemo(
                    document, ((first, last),), words, text_of(owner), text_of(date)
                )
                self.draft.passage_memos.append(part)
            else:
                self.draft.findings.left(
                    tr("case “{name}”", name=name), tr("It refers to no text that came in.")
                )
        for key, said in memos.items():
            documents = self.cases.get(key, [])
            if len(documents) == 1:
                said = said._replace(kind="document", key=documents[0])  # noqa: PLW2901
            self.draft.memos.append(said)

    def _attributes(self) -> None:
        kinds: dict[str, tuple[str, str]] = {}
        for name, memo, owner in self.tables.rows("attribute_type", "name", "memo", "owner"):
            kinds[text_of(name)] = text_of(memo), text_of(owner)
        for name, kind, value, about in self.tables.rows(
            "attribute", "name", "attr_type", "value", "id"
        ):
            word, key = text_of(name), text_of(about)
            documents = (
                [key] if kind == "file" else self.cases.get(key, []) if kind == "case" else []
            )
            for document in documents:
                self.draft.say(document, word, text_of(value))
            if not documents and text_of(value):
                self.draft.findings.left(
                    tr("attribute “{name}”", name=word),
                    tr("“{value}” is of no document as a whole.", value=text_of(value)[:100]),
                )
        for name, (memo, owner) in kinds.items():
            if memo:
                words = f"Attribute “{name}”: {memo}"
                self.draft.memos.append(DraftMemo("", "", words, owner))

    def _memos(self) -> None:
        columns = "name", "jentry", "owner", "date"
        for name, entry, owner, date in self.tables.rows("journal", *columns):
            words = f"{text_of(name)}\n{text_of(entry)}".strip()
            self.draft.memos.append(DraftMemo("", "", words, text_of(owner), text_of(date)))
        notes = "fid", "pos0", "pos1", "memo", "owner", "date"
        for fid, start, end, memo, owner, date in self.tables.rows("annotation", *notes):
            parts = ((number_of(start) or 0, number_of(end) or 0),)
            said = DraftPassageMemo(
                text_of(fid), parts, text_of(memo), text_of(owner), text_of(date)
            )
            self.draft.passage_memos.append(said)

    def _left(self) -> None:
        for table, message in (
            ("code_image", tr("{n|coding of an area of a picture|codings of areas of pictures}.")),
            ("code_av", tr("{n|coding of a stretch|codings of stretches} of a recording.")),
            ("graph", tr("{n|graph|graphs} of codes.")),
            ("stored_sql", tr("{n|stored query|stored queries}.")),
        ):
            for _row in self.tables.rows(table, "owner"):
                self.draft.findings.tally(tr("project"), message, LEFT_BEHIND)
        if not self.draft.documents and not self.draft.codes:
            raise UserError(tr("“{name}” is an empty project of QualCoder.", name=self.draft.name))
