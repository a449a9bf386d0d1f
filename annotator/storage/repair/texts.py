"""Texts of a damaged file: text and bytes of a document say the same, so one mends the other."""

from __future__ import annotations

import codecs
import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.corpus.repair_report import DamagedText

_LOST = re.compile("[\ufffd\0]")


@dataclass
class MendedTexts:
    """Which texts are not what was added, and how many could be made again to the letter."""

    damaged: list[DamagedText] = field(default_factory=list)
    restored: int = 0
    sources: int = 0
    """Documents whose text is whole, and whose file's bytes were lost: the text stands for them."""
    hopeless: list[str] = field(default_factory=list)
    """Documents (GUIDs) of whose text nobody could tell what its codings are on."""


@dataclass(frozen=True, slots=True)
class _Stored:
    guid: str
    name: str
    encoding: str
    characters: int
    sha256: str
    text_sha256: str
    text: str
    source: bytes


def mend_texts(connection: sqlite3.Connection) -> MendedTexts:
    """Hold every text to its digests, and set right in the file what is not as it was added."""
    found = MendedTexts()
    for one in list(_wrong(connection)):
        _mend(connection, one, found)
    for guid in found.hopeless:
        connection.execute("DELETE FROM document_text WHERE document = ?", (guid,))
    return found


def _wrong(connection: sqlite3.Connection) -> Iterator[_Stored]:
    query = (
        "SELECT d.guid, d.name, d.encoding, d.characters, d.sha256, d.text_sha256, t.text, t.source"
        " FROM document AS d JOIN document_text AS t ON t.document = d.guid"
    )
    for row in connection.execute(query):
        one = _Stored(*row)
        if _digest(one.text) != one.text_sha256 or _sha(one.source) != one.sha256:
            yield one
        elif len(one.text) != one.characters:
            _set(connection, one, one.text, one.source, one.encoding)


def _mend(connection: sqlite3.Connection, one: _Stored, found: MendedTexts) -> None:
    text_is_whole = _digest(one.text) == one.text_sha256
    if text_is_whole:
        source = _encoded(one)
        found.restored += source is not None
        found.sources += source is None
        encoding = one.encoding if source is not None else "utf-8"
        _set(connection, one, one.text, source or one.text.encode(), encoding)
        return
    decoded = _decoded(one)
    if decoded is not None:
        found.restored += 1  # where both say the same, the digest is what was damaged
        _set(connection, one, decoded, one.source, one.encoding)
        return
    text = _with_hole(one.text, one.characters)
    if text is None:
        found.hopeless.append(one.guid)
        return
    found.damaged.append(DamagedText(one.guid, one.name, text.count("\ufffd")))
    _set(connection, one, text, text.encode(), "utf-8")


def _set(
    connection: sqlite3.Connection, one: _Stored, text: str, source: bytes, encoding: str
) -> None:
    connection.execute(
        "UPDATE document_text SET text = ?, source = ? WHERE document = ?",
        (text, source, one.guid),
    )
    connection.execute(
        "UPDATE document SET characters = ?, sha256 = ?, text_sha256 = ?, encoding = ?"
        " WHERE guid = ?",
        (len(text), _sha(source), _digest(text), encoding, one.guid),
    )


def _decoded(one: _Stored) -> str | None:
    """The text of the bytes, as it was read when it was added: line ends are LF."""
    for encoding in dict.fromkeys((one.encoding, "utf-8", "utf-8-sig")):
        try:
            text = str(codecs.decode(one.source, encoding))
        except (LookupError, ValueError, TypeError):
            continue
        for candidate in (text, text.removeprefix("\ufeff")):
            plain = candidate.replace("\r\n", "\n").replace("\r", "\n")
            if _digest(plain) == one.text_sha256 or plain == one.text:
                return plain
    return None


def _encoded(one: _Stored) -> bytes | None:
    """The bytes of the file of a text that is whole; None where they can't be made again."""
    for encoding in dict.fromkeys((one.encoding, "utf-8", "utf-8-sig")):
        for end in ("\n", "\r\n", "\r"):
            for mark in ("", "\ufeff"):
                try:
                    data = codecs.encode(mark + one.text.replace("\n", end), encoding)
                except (LookupError, ValueError, TypeError):
                    continue
                if isinstance(data, bytes) and _sha(data) == one.sha256:
                    return data
    return None


def _with_hole(text: str, characters: int) -> str | None:
    """A damaged text of as many characters as it had, so that what stands around the damage keeps
    its place; None where that can't be said."""
    text = text.replace("\r", "\ufffd")
    marks = [match.start() for match in _LOST.finditer(text)]
    if not marks:
        return text if len(text) == characters and text else None
    before, after = text[: marks[0]], text[marks[-1] + 1 :]
    missing = characters - len(before) - len(after)
    if missing <= 0 or len(before) + len(after) == 0:
        return None
    if len(text) == characters:
        return _LOST.sub("\ufffd", text)
    return before + "\ufffd" * missing + after


def _digest(text: str) -> str:
    return _sha(text.encode("utf-8", "surrogatepass"))


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
