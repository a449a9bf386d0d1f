"""Text and bytes of a document mend each other; what neither says stays a hole of its length."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from annotator.corpus.repair_report import DamagedText
from annotator.storage.repair.texts import MendedTexts, mend_texts

TEXT = "Nobody expects\nthe söund of it.\n"


def digest(data: str | bytes) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute(
            "CREATE TABLE document (guid, name, encoding, characters, sha256, text_sha256)"
        )
        made.execute("CREATE TABLE document_text (document, text, source)")
        yield made


def mended(
    connection: sqlite3.Connection,
    text: str,
    source: bytes,
    *,
    original: bytes = TEXT.encode(),
    encoding: str = "utf-8",
    characters: int = len(TEXT),
) -> tuple[MendedTexts, str | None, bytes | None]:
    """What comes of a document that was `TEXT`, and whose text and bytes are these now."""
    columns = ("d", "d.txt", encoding, characters, digest(original), digest(TEXT))
    connection.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", columns)
    connection.execute("INSERT INTO document_text VALUES ('d', ?, ?)", (text, source))
    found = mend_texts(connection)
    row = connection.execute("SELECT text, source FROM document_text").fetchone()
    if row is None:
        return found, None, None
    (facts,) = connection.execute(
        "SELECT characters, sha256, text_sha256, encoding FROM document"
    ).fetchall()
    assert facts[:3] == (len(row[0]), digest(row[1]), digest(row[0]))
    assert row[1].decode(facts[3]).replace("\r\n", "\n").replace("\r", "\n") in (
        row[0],
        "\ufeff" + row[0],
    )
    return found, *row


def test_what_is_whole_stays(connection: sqlite3.Connection) -> None:
    assert mended(connection, TEXT, TEXT.encode()) == (MendedTexts(), TEXT, TEXT.encode())


def test_a_length_that_is_wrong_is_set_right(connection: sqlite3.Connection) -> None:
    found, text, _source = mended(connection, TEXT, TEXT.encode(), characters=3)
    assert (found, text) == (MendedTexts(), TEXT)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16-le"])
def test_text_and_bytes_are_made_again_from_each_other(
    connection: sqlite3.Connection, end: str, mark: str, encoding: str
) -> None:
    if mark and encoding == "latin-1":
        return
    original = (mark + TEXT.replace("\n", end)).encode(encoding)
    for text, source in (("broken", original), (TEXT, b"broken")):
        found = mended(connection, text, source, original=original, encoding=encoding)
        assert found == (MendedTexts(restored=1), TEXT, original)
        connection.execute("DELETE FROM document")
        connection.execute("DELETE FROM document_text")


def test_a_text_stands_for_bytes_that_are_lost(connection: sqlite3.Connection) -> None:
    found = mended(connection, TEXT, b"broken", original=b"nobody knows", encoding="latin-1")
    assert found == (MendedTexts(sources=1), TEXT, TEXT.encode())


@pytest.mark.parametrize("lost", ["\ufffd" * 5, "\0" * 5, "\ufffd\0", "\ufffd" * 9])
def test_a_hole_is_as_long_as_what_was_there(connection: sqlite3.Connection, lost: str) -> None:
    found, text, source = mended(connection, TEXT.replace("söund", lost), b"broken")
    expected = TEXT.replace("söund", "\ufffd" * 5)
    assert (text, source) == (expected, expected.encode())
    assert found == MendedTexts(damaged=[DamagedText("d", "d.txt", 5)])


def test_of_a_text_of_another_length_without_a_hole_nothing_can_be_told(
    connection: sqlite3.Connection,
) -> None:
    found, text, _source = mended(connection, TEXT[:-3], b"broken")
    assert (found.hopeless, text) == (["d"], None)


def test_a_text_that_says_something_else_in_the_same_length_stays(
    connection: sqlite3.Connection,
) -> None:
    other = TEXT.replace("söund", "sight")
    found, text, _source = mended(connection, other, b"broken")
    assert text == other
    assert found == MendedTexts(damaged=[DamagedText("d", "d.txt", 0)])
