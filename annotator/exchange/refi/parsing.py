"""The XML of a project or codebook, read safely: selections packed, the rest as a small tree.

Selections are nine tenths of a file; they leave the tree as soon as they are read, so that a
million of them cost no memory as elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.refi.raw_selections import Pages, RawCoding, RawSelection, RawSelections
from annotator.exchange.xml_input import XmlInput, doctype_error, too_many_elements

MAX_DEPTH = 500
MAX_PROJECT_MARKS = 40_000_000
"""“<” and “=” in a file: those of a million codings and more, which leave the tree."""
MAX_IN_TREE = 12_000_000
"""Elements and attributes outside of selections: each stays in memory until all is read."""
MAX_IN_SELECTIONS = 8_000_000
"""Selections, codings in them, and what these refer to: a million codings have three million."""
MAX_CHARACTERS = 400_000_000
"""Of texts between tags, such as descriptions and texts that stand in the file."""

_COUNTED = frozenset({"Coding", "CodeRef", "NoteRef"})
# Tags to local names: few, asked for a million times; hostile files may have more.
_LOCAL: dict[str, str] = {}
_MOST_NAMES = 1000


@dataclass
class Parsed:
    """The tree without its selections, those by the element they stood in, and the digest."""

    root: etree._Element
    selections: dict[etree._Element, RawSelections]
    digest: str
    replaced: int = 0


def parse_xml(chunks: Iterable[bytes], size: int, name: str) -> Job[Parsed]:
    """Parse the XML in `chunks` (`size` bytes in all); a job.

    Raises UserError where it is no well-formed XML or has a document type.
    """
    source = XmlInput(name, MAX_PROJECT_MARKS)
    target = _Target(name)
    # Entities are refused with the document type that would declare them, before it is read;
    # told not to resolve any, libxml2 hands out “&amp;” in attributes as “&#38;”.
    parser = etree.XMLParser(
        target=target, resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=True
    )
    done = 0
    try:
        for chunk in source.cleaned(chunks):
            parser.feed(chunk)
            done += len(chunk)
            yield JobProgress(min(done, size), size, tr("Reading the project"))
        parser.close()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UserError(
            tr("“{name}” is damaged and cannot be read: {error}.", name=name, error=error)
        ) from None
    root = target.root
    if root is None:
        raise UserError(tr("“{name}” is empty.", name=name))
    return Parsed(root, target.selections, source.digest.hexdigest(), source.replaced)


class _Target:
    """Takes the parser's events: selections become tuples at once, the rest a tree."""

    def __init__(self, name: str) -> None:
        self.selections: dict[etree._Element, RawSelections] = {}
        self.root: etree._Element | None = None
        self._name = name
        self._builder = etree.TreeBuilder()
        self._open: list[etree._Element] = []
        self._selection: Mapping[str, str] = {}
        self._in_tree = self._in_selections = self._characters = 0
        self._pages = Pages()
        # How many elements are open from the selection on; none outside of selections.
        self._depth = 0
        self._coding: Mapping[str, str] | None = None
        self._codings: list[RawCoding] = []
        self._codes: list[str] = []
        self._notes: list[str] = []
        self._coding_notes: list[str] = []
        self._words: list[str] | None = None
        self._description = ""
        # Coders and codes are named by very many codings: each name is there once.
        self._once: dict[str, str] = {}

    def doctype(self, *_declared: str | None) -> None:
        """A document type begins: the file is refused before its entities are read."""
        raise doctype_error(self._name)

    # A file has hundreds of thousands of these: what is inside a selection comes first, and calls
    # are few.

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        kind = _LOCAL.get(tag) or local_name(tag)
        if not self._depth:
            self._start_outside(kind, attributes)
            return
        self._depth += 1
        if kind in _COUNTED:
            self._count()
        if kind == "Coding":
            self._coding = attributes
            self._codes, self._coding_notes = [], []
        elif kind == "CodeRef" and self._coding is not None:
            code = attributes.get("targetGUID", "")
            self._codes.append(self._once.setdefault(code, code))
        elif kind == "NoteRef":
            notes = self._notes if self._coding is None else self._coding_notes
            notes.append(attributes.get("targetGUID", ""))
        elif kind == "Description":
            self._words = []

    def _start_outside(self, kind: str, attributes: dict[str, str]) -> None:
        if kind in ("PlainTextSelection", "TranscriptSelection") and self._open:
            self._count()
            self._selection, self._depth = attributes, 1
            self._codings, self._notes, self._description = [], [], ""
        elif len(self._open) >= MAX_DEPTH:
            raise UserError(
                tr(
                    "“{name}” is nested more than {max_depth} deep; it is refused.",
                    name=self._name,
                    max_depth=MAX_DEPTH,
                )
            )
        else:
            self._in_tree += 1 + len(attributes)
            if self._in_tree > MAX_IN_TREE:
                raise too_many_elements(self._name)
            # Local names only: nothing else is asked for, and not every namespace that a parser
            # lets pass can be put into a tree.
            plain = {name: value for name, value in attributes.items() if name[:1] != "{"}
            self._open.append(self._builder.start(kind, plain))

    def _count(self) -> None:
        self._in_selections += 1
        if self._in_selections > MAX_IN_SELECTIONS:
            raise too_many_elements(self._name)

    def data(self, text: str) -> None:
        """Text inside an element."""
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise too_many_elements(self._name)
        if not self._depth:
            self._builder.data(text)
        elif self._words is not None:
            self._words.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if not self._depth:
            element = self._builder.end(local_name(tag))
            selections = self.selections.get(self._open.pop())
            if selections is not None:
                selections.pack()
            if not self._open:
                self.root = element
            return
        self._depth -= 1
        if not self._depth:
            self._end_selection(self._selection)
            return
        kind = _LOCAL.get(tag) or local_name(tag)
        if kind == "Coding" and self._coding is not None:
            self._end_coding(self._coding)
        elif kind == "Description" and self._words is not None:
            self._description += "".join(self._words)
            self._words = None

    def _end_coding(self, attributes: Mapping[str, str]) -> None:
        user, created = attributes.get("creatingUser", ""), attributes.get("creationDateTime", "")
        if created == self._selection.get("creationDateTime"):
            created = self._selection["creationDateTime"]
        ids = attributes.get("guid", ""), self._once.setdefault(user, user), created
        self._codings.append(RawCoding(*ids, tuple(self._codes), tuple(self._coding_notes)))
        self._coding = None

    def _end_selection(self, attributes: Mapping[str, str]) -> None:
        get = attributes.get
        user, created = get("creatingUser", ""), get("creationDateTime", "")
        modified = get("modifiedDateTime", "")
        selections = self.selections.get(self._open[-1])
        if selections is None:
            selections = self.selections[self._open[-1]] = RawSelections(self._pages)
        selections.append(
            RawSelection(
                get("guid", ""),
                get("name", ""),
                get("startPosition") or get("fromSyncPoint", ""),
                get("endPosition") or get("toSyncPoint", ""),
                self._once.setdefault(user, user),
                created,
                created if modified == created else modified,
                self._description,
                tuple(self._codings),
                tuple(self._notes),
            )
        )

    def close(self) -> None:
        """Nothing: the tree is complete when its root has ended."""


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
    return local_name(tag) if isinstance(tag, str) else ""


def local_name(tag: str) -> str:
    """The part of a qualified name after the namespace."""
    name = _LOCAL.get(tag)
    if name is None:
        name = tag.rpartition("}")[2]
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
