"""A project that is written to: each call is an operation, as in the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from annotator.corpus.changes import CODE, CODING, DOCUMENT, RELATION, Changes
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.document import Progress
from annotator.corpus.messages import tr
from annotator.corpus.span import Span
from annotator.exchange.palette import color_at
from annotator.library.project import NotFoundError, Project
from annotator.library.sequences import PATH_SEPARATOR
from annotator.operations import codings, documents, reading
from annotator.operations.codebook import codes
from annotator.operations.codings import coding_values, memos, relations
from annotator.operations.codings.editing import NewCoding
from annotator.operations.documents import TextFile, document_attributes, guid_of
from annotator.operations.projects import ProjectFile
from annotator.operations.team import coders

Spans: TypeAlias = Sequence[tuple[int, int]]


class EditableProject(Project):
    """A project that a coder writes to, made by `edit` or `create`.

    Each call is one transaction and one step of the history, recorded as the coder's and undone by
    `undo` or in the window. While a step is written no other program can write; who finds the file
    locked for too long gets a BusyFileError. Documents and codes are named by GUID, or by name
    where only one has it; a code also by its path, joined with “ > ”.
    """

    def __init__(self, file: ProjectFile, coder: Coder) -> None:
        super().__init__(file, coder.guid)
        self._by, self._is_known = coder, False

    @property
    def coder(self) -> str:
        """The GUID of who writes."""
        return self._by.guid

    def add_document(
        self, name: str, text: str, attributes: Mapping[str, str] | None = None
    ) -> str:
        """Add a text and what is said of it; returns its GUID. Line ends become LF. A text that is
        there already is not added again."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        file = TextFile(name, text, text.encode("utf-8"), "utf-8")
        added = documents.add(self._file, self._writer(), [file])
        guid = self._made(added.changes, DOCUMENT) or guid_of(file)
        if attributes:
            said = {(guid, one): value for one, value in attributes.items()}
            self._done(document_attributes.set_values(self._file, self._writer(), said))
        return guid

    def set_document_attribute(self, document: str, name: str, value: str) -> None:
        """Say something of a document; an empty value takes it back."""
        where = self._document(document)
        done = document_attributes.set_value(self._file, self._writer(), where, name, value)
        self._done(done)

    def set_progress(
        self, document: str, progress: Literal["not started", "in progress", "done"]
    ) -> None:
        """Declare how far the coder is with a document."""
        where = self._document(document)
        self._done(documents.set_progress(self._file, self._writer(), where, Progress(progress)))

    def add_code(
        self,
        name: str,
        *,
        parent: str | None = None,
        color: str = "",
        definition: str = "",
        codable: bool = True,
    ) -> str:
        """Add a code, below `parent` or as a root; returns its GUID."""
        number = len(self._codebook().codes)
        code = codes.new_code(
            name,
            color or color_at(number),
            parent=None if parent is None else self._code(parent),
            position=number,
            codable=codable,
        )
        made = codes.add(self._file, self._writer(), replace(code, definition=definition))
        return self._made(made, CODE)

    def add_coding(
        self,
        document: str,
        code: str,
        *spans: tuple[int, int],
        attributes: Mapping[str, str | tuple[str, ...]] | None = None,
        memo: str = "",
    ) -> str | None:
        """Code a passage of one or more parts; returns the coding's GUID, or None where the coder
        has coded it so already. `attributes` are by name; each value and the memo is a step of its
        own. ValueError for a passage that is outside the text."""
        guids = self.add_codings([(document, code, spans)])
        if not guids:
            return None
        for name, value in (attributes or {}).items():
            self.set_attribute(guids[0], name, value)
        if memo:
            self.write_memo(guids[0], memo)
        return guids[0]

    def add_codings(self, new: Iterable[tuple[str, str, Spans]]) -> list[str]:
        """Make codings (document, code, spans) as one step; returns the GUIDs of those made, in
        no order."""
        # What there is to name is read once, however many are made.
        documents, known = self._documents_by_name(), self._codes_by_name()
        wanted = [
            NewCoding(
                _only(documents.get(where, ()), tr("document"), where),
                _only(known.get(code, ()), tr("code"), code),
                [Span(*one) for one in spans],
            )
            for where, code, spans in new
        ]
        changes = codings.add_many(self._file, self._writer(), wanted)
        self._done(changes)
        return sorted(changes.added.get(CODING, ()))

    def recode(self, guids: Iterable[str], code: str) -> None:
        """Give codings of the coder's own another code."""
        self._done(codings.recode(self._file, self._writer(), guids, self._code(code)))

    def reshape(self, guid: str, *spans: tuple[int, int]) -> None:
        """Move the boundaries of a coding of the coder's own."""
        self._done(codings.reshape(self._file, self._writer(), guid, [Span(*one) for one in spans]))

    def delete_codings(self, guids: Iterable[str]) -> None:
        """Delete codings of the coder's own, with the memos on them."""
        self._done(codings.delete(self._file, self._writer(), guids))

    def set_attribute(self, coding: str, name: str, value: str | tuple[str, ...]) -> None:
        """Say something about a coding of the coder's own; an empty value takes it back."""
        codes_ = [one.code for one in reading.codings(self._viewer, [coding])]
        found = [
            one
            for code in codes_
            for one in self._codebook().attributes_of(code)
            if one.name == name
        ]
        if not found:
            raise NotFoundError(
                tr("The code of this coding has no attribute called “{name}”.", name=name)
            )
        self._done(
            coding_values.set_value(self._file, self._writer(), coding, found[0].guid, value)
        )

    def write_memo(self, subject: str, text: str) -> None:
        """Set the coder's memo on a coding, document, code or the project (a GUID); an empty text
        removes it."""
        self._done(memos.write(self._file, self._writer(), subject, text))

    def relate(self, source: str, kind: str, target: str) -> str | None:
        """Join two codings (GUIDs) by a relation of a type that the codebook declares; returns its
        GUID, or None where it was there."""
        types = [one for one in self._codebook().relation_types if kind in (one.guid, one.name)]
        if not types:
            raise NotFoundError(
                tr("There is no type of relations called “{kind}” in the codebook.", kind=kind)
            )
        changes = relations.relate(self._file, self._writer(), types[0].guid, source, target)
        return self._made(changes, RELATION) or None

    def undo(self) -> str:
        """Take back the last step of the project; returns its label. UserError where
        there is none, or it is another coder's."""
        return self._done(self._file.undo(self._writer())).label

    def redo(self) -> str:
        """Do again what was taken back last; returns its label. UserError as `undo`
        does."""
        return self._done(self._file.redo(self._writer())).label

    def _writer(self) -> str:
        """The GUID of who writes, known to the project from their first step on."""
        if not self._is_known:
            coders.ensure(self._file, self._by)
            self._is_known = True
        return self.coder

    def _done(self, changes: Changes) -> Changes:
        if changes:
            self.refresh()
        return changes

    def _made(self, changes: Changes, kind: str) -> str:
        self._done(changes)
        return next(iter(changes.added.get(kind, ())), "")

    def _codebook(self) -> Codebook:
        return reading.codebook(self._viewer)

    def _document(self, name: str) -> str:
        return _only(self._documents_by_name().get(name, ()), tr("document"), name)

    def _code(self, name: str) -> str:
        return _only(self._codes_by_name().get(name, ()), tr("code"), name)

    def _documents_by_name(self) -> dict[str, list[str]]:
        """The documents by what each can be called: its GUID, its name."""
        found: dict[str, list[str]] = {}
        for one in reading.documents(self._viewer):
            for name in {one.guid, one.name}:
                found.setdefault(name, []).append(one.guid)
        return found

    def _codes_by_name(self) -> dict[str, list[str]]:
        """The codes by what each can be called: its GUID, its name, its path."""
        book = self._codebook()
        found: dict[str, list[str]] = {}
        for one in book.codes:
            for name in {one.guid, one.name, PATH_SEPARATOR.join(book.path(one.guid))}:
                found.setdefault(name, []).append(one.guid)
        return found


def _only(found: Sequence[str], what: str, name: str) -> str:
    if not found:
        raise NotFoundError(
            tr("There is no {what} called “{name}” in the project.", what=what, name=name)
        )
    if len(found) > 1:
        raise NotFoundError(
            tr(
                "“{name}” is the name of several things. Name one by GUID: {guids}.",
                name=name,
                guids=", ".join(found),
            )
        )
    return found[0]
