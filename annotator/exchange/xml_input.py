"""The bytes of a foreign XML file on their way to the parser: counted, digested, cleaned."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.tag_counter import TagCounter

MAX_MARKS = 12_000_000
"""“<” and “=” in a file: what its elements and attributes cost in memory."""
MAX_ATTRIBUTES = 10_000
"""Of one element: a parser compares each with all others."""
_BOM = b"\xef\xbb\xbf"
# XML forbids them; programs that write by hand let them through (form feeds of PDF texts).
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_CONTROL = re.compile(b"[" + re.escape(_CONTROLS) + b"]")
_REPLACEMENT = "\ufffd".encode()


@dataclass
class XmlInput:
    """One file: its digest, and how many control characters were replaced.

    `most` is how many marks it may have; `MAX_MARKS` where nothing is said.
    """

    name: str
    most: int | None = None
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    marks: int = 0
    replaced: int = 0
    _tags: TagCounter = field(default_factory=TagCounter)

    def cleaned(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks as the parser gets them."""
        wide = False
        for number, chunk in enumerate(chunks):
            self.digest.update(chunk)
            self.marks += max(chunk.count(b"<"), chunk.count(b"="))
            if self.marks > (MAX_MARKS if self.most is None else self.most):
                raise too_many_elements(self.name)
            self._tags.feed(chunk.replace(b"\x00", b"") if b"\x00" in chunk[:64] else chunk)
            if self._tags.most > MAX_ATTRIBUTES:
                raise UserError(
                    tr("“{value}” has an element of too many attributes; refused.", value=self.name)
                )
            if number == 0:
                wide = chunk[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in chunk[:4]
                chunk = self._begin(chunk)  # noqa: PLW2901
            yield chunk if wide else self._without_controls(chunk)

    def _begin(self, chunk: bytes) -> bytes:
        while chunk.startswith(_BOM):
            chunk = chunk[len(_BOM) :]
        if b"<!DOCTYPE" in chunk[:65536].replace(b"\x00", b""):
            raise doctype_error(self.name)
        return chunk.lstrip(b" \t\r\n")

    def _without_controls(self, chunk: bytes) -> bytes:
        illegal = len(chunk) - len(chunk.translate(None, _CONTROLS))
        if not illegal:
            return chunk
        self.replaced += illegal
        # One character for one: positions in inline texts must not move.
        return _CONTROL.sub(_REPLACEMENT, chunk)


def too_many_elements(name: str) -> UserError:
    """The refusal of a file that would fill the memory."""
    return UserError(tr("“{value}” has more elements than can be read here.", value=name))


def doctype_error(name: str) -> UserError:
    """The refusal of a document type."""
    return UserError(
        tr(
            "“{name}” declares a document type or entities. Its format has none, "
            "and they can be used to attack the reader; the file is refused.",
            name=name,
        )
    )
