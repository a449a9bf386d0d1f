"""What a foreign project says, in words that tests compare."""

from __future__ import annotations

from pathlib import Path

from annotator.corpus.document import Document
from annotator.corpus.job import finish
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import passage
from annotator.exchange import programs
from annotator.exchange.refi import Reading

HARD = "Grüße 👩‍👩‍👧!\r\nZweite é Zeile 🎈 שלום עולם.\r\nCafe\u0301 \U0001f600 ende"
"""Emoji of several code points, CRLF, a combining mark, right-to-left letters."""
LF = HARD.replace("\r\n", "\n")
WORDS = ("Grüße", "👩‍👩‍👧!", "🎈 שלום", "Cafe\u0301", "ende")
"""Passages, each of which lies behind more of what ways of counting differ in."""


def read(path: Path, documents: tuple[Document, ...] = ()) -> Reading:
    """A foreign project of whatever program."""
    program = programs.recognised(path)
    assert program is not None, "no program knows the file"
    return finish(programs.read_program(program, path, lambda: documents))


def coded(content: ProjectContent) -> list[tuple[str, str, str, str]]:
    """Document, path of the code, coder and words of each coding."""
    texts = {one.guid: one for one in content.documents}
    people = {one.guid: one.name for one in content.coders}
    return sorted(
        (
            texts[one.document].name,
            path_of(content, one.code),
            people[one.coder],
            passage(texts[one.document].text, one.spans),
        )
        for one in content.codings
    )


def path_of(content: ProjectContent, code: str) -> str:
    """The names from the root to a code."""
    names: list[str] = []
    at: str | None = code
    while at is not None:
        names.insert(0, content.codebook.by_guid[at].name)
        at = content.codebook.by_guid[at].parent
    return "/".join(names)


def memos(content: ProjectContent) -> list[str]:
    """The texts of all memos."""
    return sorted(memo.text for memo in content.memos)


def attributes(content: ProjectContent) -> dict[str, str]:
    """Values of documents by name."""
    return {one.name: one.value for one in content.document_attributes}


def utf16(text: str, words: str) -> tuple[int, int]:
    """Where words stand, in UTF-16 units."""
    start = len(text[: text.index(words)].encode("utf-16-le")) // 2
    return start, start + len(words.encode("utf-16-le")) // 2


def utf8(text: str, words: str) -> tuple[int, int]:
    """Where words stand, in bytes."""
    start = len(text[: text.index(words)].encode())
    return start, start + len(words.encode())


def points(text: str, words: str) -> tuple[int, int]:
    """Where words stand, in code points."""
    start = text.index(words)
    return start, start + len(words)
