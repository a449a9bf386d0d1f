"""Notes of web pages and books: which links are marks of notes, and what the notes are.

A link within the document is the mark of a note where it says so (``epub:type``, ``role``, the
classes and styles that pandoc, Word and LibreOffice write), or where it looks like one and the
passage that it leads to has a link back to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.html_names import BLOCKS, HEADINGS
from annotator.exchange.documents.html_tree import epub_types

Places = dict[tuple[str, str], etree._Element]
"""Elements by the path of their page and their id."""

_MARK = re.compile(
    r"[\[(]?\s*(?:(?:note|fn|n|anm)\.?\s*)?(\d{1,4}|[*†‡§¶‖#]{1,4}|[ivxlc]{1,7}|[a-z]{1,2})"
    r"\s*\.?\s*[\])]?\.?",
    re.IGNORECASE,
)
_MARK_CLASS_NAMES: Final = (
    "footnote-ref footnoteref sdfootnoteanc sdendnoteanc fnref noteref footnote-reference "
    "footnote_ref"
)
_MARK_CLASSES: Final = frozenset(_MARK_CLASS_NAMES.split())
_MARK_TYPES: Final = frozenset(("noteref", "doc-noteref"))
_BACK_TYPES: Final = frozenset(("doc-backlink", "backlink"))
_BACK_CLASSES: Final = frozenset(
    ("footnote-back", "footnote-backref", "footnoteback", "mw-cite-backlink")
)
_END_TYPES: Final = frozenset(("doc-endnote", "endnote", "rearnote"))
_WHOLE: Final = frozenset(("li", "aside", "dd"))
_LONGEST_MARK: Final = 12
_MOST_LINKS: Final = 1_000_000
"""Links in notes that are looked at, also where notes lie in notes."""


@dataclass(eq=False)
class Note:
    """A note: its id in the document, its label without brackets, and the element it stands in."""

    id: str
    label: str
    kind: str
    body: etree._Element


@dataclass
class Notes:
    """The notes of a document: by the links that are their marks, the elements that they stand in,
    and the links back to the marks."""

    marks: dict[etree._Element, Note] = field(default_factory=dict)
    bodies: dict[etree._Element, Note] = field(default_factory=dict)
    backs: set[etree._Element] = field(default_factory=set)
    wraps: set[etree._Element] = field(default_factory=set)
    """What holds nothing but a mark: it stands higher only since it is one."""


def find_notes(pages: Mapping[str, etree._Element]) -> Notes:
    """The notes of one page (path ``""``), or of the pages of a book by their paths, in order."""
    finder = _Finder(pages)
    finder.run()
    return finder.notes


class _Links:
    """The links within a note: all, those that say that they lead back, and by where they lead."""

    def __init__(self, body: etree._Element, path: str) -> None:
        self.all = set(body.iter("a"))
        self.said = [link for link in body.iter("a") if _says_back(link)]
        self._by_target: dict[tuple[str, str], list[etree._Element]] = {}
        backs = 0
        for link in body.iter("a"):
            target = _target(path, link.get("href"))
            if target is not None:
                self._by_target.setdefault(target, []).append(link)
                backs += len(_start(link, _LONGEST_MARK))
        self.has_words = len(_start(body, backs)) > backs

    def to(self, targets: Iterable[tuple[str, str]]) -> list[etree._Element]:
        """Those that lead to one of these places."""
        return [link for target in targets for link in self._by_target.get(target, ())]


class _Finder:
    def __init__(self, pages: Mapping[str, etree._Element]) -> None:
        self.notes = Notes()
        self._pages = pages
        self._places: Places = {}
        self._links: list[tuple[str, etree._Element, tuple[str, str]]] = []
        for path, root in pages.items():
            self._links += (
                (path, link, target)
                for link in root.iter("a")
                if (target := _target(path, link.get("href")))
            )
        if self._links:
            for path, root in pages.items():
                for node in root.iter():
                    for said in (node.get("id"), node.get("name") if node.tag == "a" else None):
                        if said:
                            self._places.setdefault((path, said), node)
        self._aims: dict[etree._Element, int] = {}
        self._inner: dict[etree._Element, _Links] = {}
        self._left = _MOST_LINKS

    def run(self) -> None:
        likely = [
            (path, link, target, label, explicit)
            for path, link, target in self._links
            if target in self._places
            and (label := _label(link)) is not None
            and ((explicit := _says_mark(link)) or _MARK.fullmatch(label))
        ]
        # What several notes stand in is not one of them.
        for candidate in likely:
            for node in _upwards(self._places[candidate[2]]):
                self._aims[node] = self._aims.get(node, 0) + 1
                if self._aims[node] > 1 or node.tag == "body":
                    break
        for path, link, target, label, explicit in likely:
            if link not in self.notes.backs:
                self._take(path, link, target, label, explicit)

    def _take(
        self, path: str, link: etree._Element, target: tuple[str, str], label: str, explicit: bool
    ) -> None:
        body = self._body(self._places[target])
        if body is None:
            return
        inner = self._links_in(body, target[0])
        if inner is None or link in inner.all:
            return
        known = self.notes.bodies.get(body)
        backs = inner.to((path, said) for said in _ids_around(link))
        if not (explicit or backs or inner.said) or (known is None and not inner.has_words):
            return
        self.notes.backs.update(backs)
        if known is None:
            self.notes.backs.update(inner.said)
            _cut_label(body, [*backs, *inner.said])
        match = _MARK.fullmatch(label)
        shown = match.group(1) if match else label.strip("[]() ")
        note = known or Note(_note_id(target, len(self._pages)), shown, _kind(link, body), body)
        self.notes.bodies[body] = note
        self.notes.marks[link] = note
        self._clear_around(link)

    def _links_in(self, body: etree._Element, path: str) -> _Links | None:
        """The links of a note; None where so many were looked at that no page can need it."""
        if body not in self._inner:
            if self._left <= 0:
                return None
            self._inner[body] = _Links(body, path)
            self._left -= len(self._inner[body].all) + 1
        return self._inner[body]

    def _body(self, place: etree._Element) -> etree._Element | None:
        """The element that a note stands in, from the one that its mark leads to."""
        body = place
        while body.tag not in BLOCKS:
            parent = body.getparent()
            if parent is None:
                return None
            body = parent
        if body.tag == "dt":
            after = body.getnext()
            return after if after is not None and after.tag == "dd" else None
        if body.tag in HEADINGS or body.tag in ("html", "body", "table", "ol", "ul"):
            return None
        parent = body.getparent()
        if parent is None or body.tag in _WHOLE or self._aims.get(parent, 0) > 1:
            return body
        if body.tag == "td":
            return parent if parent.tag == "tr" else body
        whole = parent.tag in _WHOLE or (
            parent.tag == "div" and ("mso-element" in parent.get("style", "") or _is_note(parent))
        )
        return parent if whole else body

    def _clear_around(self, link: etree._Element) -> None:
        """Brackets around the link are those that its label gets anyway."""
        parent = link.getparent()
        if parent is None:
            return
        before = link.getprevious()
        left = parent.text if before is None else before.tail
        right = link.tail
        if left and right and left.endswith("[") and right.startswith("]"):
            link.tail = right[1:]
            if before is None:
                parent.text = left[:-1]
            else:
                before.tail = left[:-1]
        alone = before is None and link.getnext() is None and not (parent.text or "").strip()
        if parent.tag in ("sup", "span") and alone and not (link.tail or "").strip():
            self.notes.wraps.add(parent)


def _target(path: str, address: str | None) -> tuple[str, str] | None:
    """The page and id that a link leads to; None where it leads out of the document."""
    if not address or "#" not in address:
        return None
    page, _, fragment = address.partition("#")
    if not fragment or "://" in page:
        return None
    if page:
        page = normpath(join(dirname(path), unquote(page)))
    return page or path, unquote(fragment)


def _label(link: etree._Element) -> str | None:
    """The words of a link where they are as short as a mark."""
    shown = " ".join(_start(link, _LONGEST_MARK).split())
    return shown if 0 < len(shown) <= _LONGEST_MARK else None


def _start(node: etree._Element, most: int) -> str:
    """The words of an element, or their beginning where they are longer than that."""
    pieces: list[str] = []
    length = 0
    for text in node.itertext():
        if text.strip():
            pieces.append(text)
            length += len(text.strip())
        elif pieces and pieces[-1] != " ":
            pieces.append(" ")
        if length > most:
            break
    return "".join(pieces).strip()


def _cut_label(body: etree._Element, backs: list[etree._Element]) -> None:
    """What follows the number that a note begins with, where the number is a link back."""
    for back in backs:
        shown = _start(back, _LONGEST_MARK)
        if back.tail and shown and _start(body, len(shown)).startswith(shown):
            back.tail = back.tail.lstrip("\u00a0 .):]")
            return


def _says_mark(link: etree._Element) -> bool:
    if _MARK_TYPES & epub_types(link) or _MARK_CLASSES & set(link.get("class", "").split()):
        return True
    style = link.get("style", "").replace(" ", "").lower()
    # Word writes the same style on the way back.
    return "mso-footnote-id" in style and "ref" not in (link.get("href") or "").lower()


def _says_back(link: etree._Element) -> bool:
    return bool(
        _BACK_TYPES & epub_types(link) or _BACK_CLASSES & set(link.get("class", "").split())
    )


def _is_note(node: etree._Element) -> bool:
    said = node.get("id", "").lower()
    return "note" in said or said.startswith(("ftn", "edn", "fn"))


def _kind(link: etree._Element, body: etree._Element) -> str:
    said = f"{link.get('class', '')} {link.get('href', '')}".lower()
    if "sdendnote" in said or "_edn" in said or _END_TYPES & epub_types(body):
        return "endnote"
    return "footnote"


def _note_id(target: tuple[str, str], pages: int) -> str:
    return target[1] if pages == 1 else f"{target[0]}#{target[1]}"


def _upwards(node: etree._Element) -> Iterator[etree._Element]:
    yield node
    yield from node.iterancestors()


def _ids_around(link: etree._Element) -> list[str]:
    """The ids that a link back to this mark may name."""
    near = list(islice(link.iter("*"), 10))
    above = link.getparent()
    while above is not None and above.tag not in BLOCKS and len(near) < 20:
        near.append(above)
        above = above.getparent()
    # An empty anchor just before the mark, as older programs write.
    before = link.getprevious()
    if before is not None and before.tag == "a" and not _start(before, 1):
        near.append(before)
    said = (value for node in near for value in (node.get("id"), node.get("name")))
    return [value for value in said if value]
