"""The words of a Word document (Office Open XML), for sources that bring no plain text.

Positions in a project are those of its own program, which laid the text out in its own way: this
keeps to the plainest one, while `documents.docx` reads a document as its author laid it out.
The body only: paragraphs, also those in tables and text boxes, each a line; tabs and breaks; what
is inserted, not what is deleted. Footnotes, comments and the like are counted. Nothing is made a
tree of, so that a document of millions of elements costs its text and no more.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.archive import Archive
from annotator.exchange.documents.word.package import Package
from annotator.exchange.refi.names import ILLEGAL
from annotator.exchange.refi.parsing import MAX_DEPTH, local_name
from annotator.exchange.xml_input import XmlInput, doctype_error

_MAX_DOCUMENT = 64_000_000
_MARKS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_SKIPPED = frozenset(("Fallback", "del", "moveFrom", "pPr", "rPr"))
_REFERENCES = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "commentReference": "comment",
    "drawing": "drawing",
}


@dataclass(frozen=True, slots=True)
class WordDocument:
    """The text with LF line ends, no line end after the last paragraph; and how many things of
    which kind are not in it."""

    text: str
    left: Mapping[str, int] = field(default_factory=dict)


def read_docx(data: bytes, name: str) -> WordDocument:
    """Read a document. Raises UserError where it is none, is damaged, or beyond a bound."""
    with Archive(io.BytesIO(data), name) as archive:
        member = archive.member(Package(archive, name).main_path())
        if member is None:
            raise UserError(tr("“{name}” is no Word document.", name=name))
        words = _Words(name)
        parser = etree.XMLParser(
            target=words,
            resolve_entities="internal",
            no_network=True,
            load_dtd=False,
            huge_tree=True,
        )
        try:
            for chunk in XmlInput(name).cleaned(archive.chunks(member, _MAX_DOCUMENT)):
                parser.feed(chunk)
            parser.close()
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UserError(tr("“{name}” is damaged: {error}.", name=name, error=error)) from None
    return WordDocument("\n".join("".join(found) for found in words.paragraphs), words.left)


class _Words:
    """Takes the parser's events. Paragraphs nest: a text box stands within one."""

    def __init__(self, name: str) -> None:
        self.paragraphs: list[list[str]] = []
        self.left: Counter[str] = Counter()
        self._name = name
        self._open: list[list[str]] = []
        self._depth = 0
        self._skipped = 0
        self._in_text = False

    def doctype(self, *_declared: str | None) -> None:
        """A document type begins: refused before its entities are read."""
        raise doctype_error(self._name)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        kind = local_name(tag)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UserError(
                tr(
                    "“{name}” is nested more than {max_depth} deep; it is refused.",
                    name=self._name,
                    max_depth=MAX_DEPTH,
                )
            )
        if self._skipped:
            return
        if kind in _SKIPPED:
            self._skipped = self._depth
        elif kind == "p":
            self.paragraphs.append([])
            self._open.append(self.paragraphs[-1])
        elif kind in _REFERENCES:
            self.left[_REFERENCES[kind]] += 1
        elif self._open:
            self._in_text = kind == "t"
            if kind in _MARKS:
                self._open[-1].append(_MARKS[kind])
            elif kind == "sym":
                self._open[-1].append(_symbol(attributes))

    def data(self, text: str) -> None:
        """Text inside an element."""
        if self._in_text and self._open and not self._skipped:
            self._open[-1].append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped == self._depth:
            self._skipped = 0
        elif not self._skipped:
            self._in_text = False
            if local_name(tag) == "p" and self._open:
                self._open.pop()
        self._depth -= 1

    def close(self) -> None:
        """Nothing: the paragraphs are complete."""


def _symbol(attributes: Mapping[str, str]) -> str:
    """A character of a symbol font, as it is numbered there."""
    for name, value in attributes.items():
        if local_name(name) == "char":
            try:
                char = chr(int(value, 16))
            except (ValueError, OverflowError):
                return "\ufffd"
            return "\ufffd" if ILLEGAL.match(char) else char
    return ""
