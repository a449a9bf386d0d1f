"""In which encoding a text was read: what was guessed is shown, and can be read again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.corpus.changes import CODING, Changes
from annotator.corpus.messages import plural, tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.exchange.damaged_utf8 import MARK
from annotator.exchange.plain_text import other_encodings
from annotator.operations import documents
from annotator.operations.documents import document_versions
from annotator.operations.documents.document_rows import TextFile
from annotator.storage import document_files, queries
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_versions import rows_about
from annotator.storage.rows import DocumentRow

_MOST_WORDS = 6
_ODD_WORD = re.compile(r"\S*[^\x00-\x7f]\S*(?:\s\S+)?")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class EncodingReading:
    """A text in one encoding: the first words with letters beyond ASCII, by which a person sees
    whether it is the right one, and how many places are no characters in it."""

    encoding: str
    words: tuple[str, ...]
    odd: int


def places(text: TextFile) -> str:
    """How many places of a text are no characters, and in which lines; empty for none."""
    if not text.odd:
        return ""
    lines = list(dict.fromkeys(1 + text.text.count("\n", 0, place) for place in text.odd))
    shown = ", ".join(f"{line:,}" for line in lines[:5]) + (" …" if len(lines) > 5 else "")
    number = len(text.odd)
    return plural(
        "{n:,} place is no character, shown as � (line {shown})",
        "{n:,} places are no character, shown as � (line {shown})",
        number,
        shown=shown,
    )


def odd_words(text: TextFile) -> tuple[str, ...]:
    """The first words that tell whether the encoding is right: those with a mark first."""
    found: list[str] = []
    for place in text.odd[:_MOST_WORDS]:
        found.append(_short(_around(text.text, place)))
    for match in _ODD_WORD.finditer(text.text):
        if len(found) >= _MOST_WORDS:
            break
        if MARK not in match.group():
            found.append(_short(match.group()))
    return tuple(dict.fromkeys(found))[:_MOST_WORDS]


def _around(text: str, place: int) -> str:
    """The word at a place and what is beside it, in its line."""
    before = text[max(0, place - 15) : place].rpartition("\n")[2]
    if place > 15 and " " in before.strip():
        before = before.partition(" ")[2]  # no half of a word
    behind = text[place : place + 12].partition("\n")[0]
    return before + behind


def _short(words: str) -> str:
    return " ".join(words.split())[:_LONGEST]


def readings(text: TextFile) -> list[EncodingReading]:
    """The text in the encodings that it may be in; the one that it was read in first."""
    found = [EncodingReading(text.encoding, odd_words(text), len(text.odd))]
    for encoding in other_encodings(text.source):
        if encoding == text.encoding:
            continue
        try:
            other = documents.text_of(text.source, text.name, encoding)
        except UserError:
            continue  # no text in this encoding, so none to choose
        found.append(EncodingReading(encoding, odd_words(other), len(other.odd)))
    return found


def original(project: ProjectFile, document: str) -> TextFile:
    """A document of the project as the file that it was read from."""
    with project.reading() as connection:
        source = queries.document_source(connection, document)
        facts = next(one for one in queries.documents(connection) if one.guid == document)
    return documents.text_of(source, facts.name, facts.encoding)


def read_again(project: ProjectFile, by: str, document: str, encoding: str) -> Changes:
    """Read a document again, in another encoding, as one step: its text becomes another one.

    Raises UserError where something is coded in it, or the bytes are no text in the encoding.
    """
    with project.reading() as connection:
        if document_files.origin(connection, document) is not None:
            raise UserError(tr("This is no plain text: its file says what its letters are."))
    text = documents.text_of(original(project, document).source, "", encoding)
    with project.transaction("Read a text again", by) as step:
        record = step.record
        row = record.read(DocumentRow, [document])[document]
        record.label = step_label(
            "Read {name} as {encoding}", name=row.name, encoding=text.encoding
        )
        codings = rows_about(record.connection, CODING, "document", [document])
        if record.living(CODING, codings):
            raise UserError(
                tr(
                    "{row} is coded, so its text stays. Delete the codings in it first, or "
                    "put a corrected text in its place (Project, Replace text).",
                    row=row.name,
                )
            )
        named = TextFile(row.name, text.text, text.source, text.encoding)
        guid = documents.document_guid(row.name, text.text)
        if guid == document:
            return step.changes
        document_versions.put_in_place(record, document, guid, named)
    return step.changes
