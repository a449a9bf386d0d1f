"""Notes of web pages and books: which links are marks of notes, and what the notes are.

A link within the document is the mark of a note where it says so (``epub:type``, ``role``, the
classes and styles that pandoc, Word and LibreOffice write), or where it looks like one and the
passage that it leads to has a link back to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.html_names import BLOCKS, HEADINGS
from annotator.exchange.documents.html_note_links import (
    MARK,
    LinkFacts,
    Links,
    Target,
    cut_label,
    facts_of,
    ids_around,
    is_note,
    kind_of,
    label_of,
    note_id,
    says_mark,
    target_of,
    upwards,
)

Places = dict[Target, etree._Element]
"""Elements by the path of their page and their id."""

_WHOLE: Final = frozenset(("li", "aside", "dd"))
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


class _Finder:
    def __init__(self, pages: Mapping[str, etree._Element]) -> None:
        self.notes = Notes()
        self._pages = pages
        self._places: Places = {}
        self._links: list[tuple[str, etree._Element, Target]] = []
        for path, root in pages.items():
            self._links += (
                (path, link, target)
                for link in root.iter("a")
                if (target := target_of(path, link.get("href")))
            )
        if self._links:
            for path, root in pages.items():
                for node in root.iter():
                    for said in (node.get("id"), node.get("name") if node.tag == "a" else None):
                        if said:
                            self._places.setdefault((path, said), node)
        self._aims: dict[etree._Element, int] = {}
        self._inner: dict[etree._Element, Links] = {}
        self._facts: dict[etree._Element, LinkFacts] = {}
        self._bodies: dict[etree._Element, etree._Element | None] = {}
        self._left = _MOST_LINKS

    def run(self) -> None:
        likely = [
            (path, link, target, label, explicit)
            for path, link, target in self._links
            if target in self._places
            and (label := label_of(link)) is not None
            and ((explicit := says_mark(link)) or MARK.fullmatch(label))
        ]
        # What several notes stand in is not one of them.
        for candidate in likely:
            for node in upwards(self._places[candidate[2]]):
                self._aims[node] = self._aims.get(node, 0) + 1
                if self._aims[node] > 1 or node.tag == "body":
                    break
        for path, link, target, label, explicit in likely:
            if link not in self.notes.backs:
                self._take(path, link, target, label, explicit)

    def _take(
        self, path: str, link: etree._Element, target: Target, label: str, explicit: bool
    ) -> None:
        place = self._places[target]
        if place not in self._bodies:
            self._bodies[place] = self._body(place)
        body = self._bodies[place]
        if body is None:
            return
        inner = self._links_in(body, target[0])
        if inner is None or link in inner.all:
            return
        known = self.notes.bodies.get(body)
        backs = inner.to((path, said) for said in ids_around(link))
        if not (explicit or backs or inner.said) or (known is None and not inner.has_words):
            return
        self.notes.backs.update(backs)
        if known is None:
            self.notes.backs.update(inner.said)
            cut_label(body, [*backs, *inner.said])
        match = MARK.fullmatch(label)
        shown = match.group(1) if match else label.strip("[]() ")
        note = known or Note(note_id(target, len(self._pages)), shown, kind_of(link, body), body)
        self.notes.bodies[body] = note
        self.notes.marks[link] = note
        self._clear_around(link)

    def _links_in(self, body: etree._Element, path: str) -> Links | None:
        """The links of a note; None where so many were looked at that no page can need it."""
        if body not in self._inner:
            if self._left <= 0:
                return None
            self._inner[body] = Links(body, lambda link: self._facts_of(path, link))
            self._left -= len(self._inner[body].all) + 1
        return self._inner[body]

    def _facts_of(self, path: str, link: etree._Element) -> LinkFacts:
        """The facts of a link, found once: where notes lie in notes it is in the links of each."""
        found = self._facts.get(link)
        if found is None:
            found = self._facts[link] = facts_of(path, link)
        return found

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
            parent.tag == "div" and ("mso-element" in parent.get("style", "") or is_note(parent))
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
