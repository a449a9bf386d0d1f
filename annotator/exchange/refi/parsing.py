"""The XML of a project or codebook, read safely: selections as tuples, the rest as a small tree.

Selections are nine tenths of a file; they leave the tree as soon as they are read, so that a
hundred thousand of them cost no memory as elements.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.job import Job, Step
from annotator.errors import UserError

MAX_MARKS = 12_000_000
"""“<” and “=” in a file: what its elements and attributes cost in memory."""
_BOM = b"\xef\xbb\xbf"
# XML forbids them; programs that write by hand let them through (form feeds of PDF texts).
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_CONTROL = re.compile(b"[" + re.escape(_CONTROLS) + b"]")
_REPLACEMENT = "\ufffd".encode()
_REPLACEABLE = ("utf-8", "ascii")


# Tags to local names: few, asked for a million times; hostile files may have more.
_LOCAL: dict[object, str] = {}
_MOST_NAMES = 1000


class RawCoding(NamedTuple):
    guid: str
    user: str
    created: str
    codes: tuple[str, ...]
    notes: tuple[str, ...]


class RawSelection(NamedTuple):
    """A selection as it stands in the file: nothing is checked yet. `line` is in the XML."""

    guid: str
    name: str
    start: str
    end: str
    user: str
    created: str
    modified: str
    description: str
    codings: tuple[RawCoding, ...]
    notes: tuple[str, ...]
    line: int


@dataclass
class Parsed:
    """The tree without its selections, those by the element they stood in, and the digest."""

    root: etree._Element
    selections: dict[etree._Element, list[RawSelection]]
    digest: str
    replaced: int = 0


@dataclass
class _Input:
    """The bytes on their way to the parser: counted, digested, cleaned of controls."""

    name: str
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    marks: int = 0
    replaced: int = 0

    def cleaned(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        wide = False
        for number, chunk in enumerate(chunks):
            self.digest.update(chunk)
            self.marks += max(chunk.count(b"<"), chunk.count(b"="))
            if self.marks > MAX_MARKS:
                raise UserError(f"“{self.name}” has more elements than can be read here.")
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


def doctype_error(name: str) -> UserError:
    return UserError(
        f"“{name}” declares a document type or entities. REFI-QDA has none, and they can be used "
        "to attack the reader; the file is refused."
    )


def parse_xml(chunks: Iterable[bytes], size: int, name: str) -> Job[Parsed]:
    """Parse the XML in `chunks` (`size` bytes in all); a job.

    Raises UserError where it is no well-formed XML or has a document type.
    """
    source = _Input(name)
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=("{*}Project", "{*}CodeBook", "{*}PlainTextSelection"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    selections: dict[etree._Element, list[RawSelection]] = {}
    done = 0
    try:
        for chunk in source.cleaned(chunks):
            parser.feed(chunk)
            _take(parser, selections, name)
            done += len(chunk)
            yield Step(min(done, size), size, "Reading the project")
        root = parser.close()
        _take(parser, selections, name)
    except etree.XMLSyntaxError as error:
        raise UserError(f"“{name}” is damaged and cannot be read: {error.msg}.") from None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise doctype_error(name)
    return Parsed(root, selections, source.digest.hexdigest(), source.replaced)


def _take(
    parser: etree.XMLPullParser, selections: dict[etree._Element, list[RawSelection]], name: str
) -> None:
    for event, element in parser.read_events():
        if event == "start":
            tree = element.getroottree()
            if element.getparent() is None and tree.docinfo.internalDTD is not None:
                raise doctype_error(name)
            continue
        parent = element.getparent()
        if parent is not None and local(element) == "PlainTextSelection":
            selections.setdefault(parent, []).append(_selection(element))
            element.clear()


def _selection(element: etree._Element) -> RawSelection:
    get = element.get
    codings: list[RawCoding] = []
    notes: list[str] = []
    description = ""
    for child in element.iterchildren("*"):
        kind = local(child)
        if kind == "Coding":
            codings.append(raw_coding(child))
        elif kind == "NoteRef":
            notes.append(child.get("targetGUID", ""))
        elif kind == "Description":
            description = text_of(child)
    return RawSelection(
        get("guid", ""),
        get("name", ""),
        get("startPosition", ""),
        get("endPosition", ""),
        get("creatingUser", ""),
        get("creationDateTime", ""),
        get("modifiedDateTime", ""),
        description,
        tuple(codings),
        tuple(notes),
        element.sourceline or 0,
    )


def raw_coding(element: etree._Element) -> RawCoding:
    """A Coding element as a tuple."""
    codes: list[str] = []
    notes: list[str] = []
    for child in element.iterchildren("*"):
        kind = local(child)
        if kind == "CodeRef":
            codes.append(child.get("targetGUID", ""))
        elif kind == "NoteRef":
            notes.append(child.get("targetGUID", ""))
    get = element.get
    return RawCoding(
        get("guid", ""),
        get("creatingUser", ""),
        get("creationDateTime", ""),
        tuple(codes),
        tuple(notes),
    )


def local(element: etree._Element) -> str:
    """The name without its namespace: programs write a handful of different ones."""
    tag = element.tag
    name = _LOCAL.get(tag)
    if name is None:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(_LOCAL) < _MOST_NAMES:
            _LOCAL[tag] = name
    return name


def text_of(element: etree._Element) -> str:
    """The text of an element, without anything nested in it."""
    text = element.text
    return text if isinstance(text, str) else ""


def children(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """The children of these names, in order; none for no element."""
    if element is None:
        return []
    return [child for child in element if local(child) in names]


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of this name."""
    return next(iter(children(element, name)), None)
