"""What links of web pages and books say of themselves: marks of notes, and ways back to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from posixpath import dirname, join, normpath
from typing import Final, NamedTuple
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.html_names import BLOCKS
from annotator.exchange.documents.html_tree import epub_types

Target = tuple[str, str]
"""The path of a page, and an id in it."""

MARK: Final = re.compile(
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
LONGEST_MARK: Final = 12


class LinkFacts(NamedTuple):
    """What is asked of a link again and again: where it leads, whether it says that it leads back,
    and how many characters it has, up to `LONGEST_MARK` and a word."""

    target: Target | None
    back: bool
    length: int


class Links:
    """The links within a note: all, those that say that they lead back, and by where they lead."""

    def __init__(self, body: etree._Element, facts: Callable[[etree._Element], LinkFacts]) -> None:
        links = list(body.iter("a"))
        self.all = set(links)
        self.said: list[etree._Element] = []
        self._by_target: dict[Target, list[etree._Element]] = {}
        backs = 0
        for link in links:
            said = facts(link)
            if said.back:
                self.said.append(link)
            if said.target is not None:
                self._by_target.setdefault(said.target, []).append(link)
                backs += said.length
        self.has_words = len(beginning(body, backs)) > backs

    def to(self, targets: Iterable[Target]) -> list[etree._Element]:
        """Those that lead to one of these places."""
        return [link for target in targets for link in self._by_target.get(target, ())]


def facts_of(path: str, link: etree._Element) -> LinkFacts:
    """The facts of a link on the page of this path."""
    target = target_of(path, link.get("href"))
    length = 0 if target is None else len(beginning(link, LONGEST_MARK))
    return LinkFacts(target, says_back(link), length)


def target_of(path: str, address: str | None) -> Target | None:
    """The page and id that a link leads to; None where it leads out of the document."""
    if not address or "#" not in address:
        return None
    page, _, fragment = address.partition("#")
    if not fragment or "://" in page:
        return None
    if page:
        page = normpath(join(dirname(path), unquote(page)))
    return page or path, unquote(fragment)


def label_of(link: etree._Element) -> str | None:
    """The words of a link where they are as short as a mark."""
    shown = " ".join(beginning(link, LONGEST_MARK).split())
    return shown if 0 < len(shown) <= LONGEST_MARK else None


def beginning(node: etree._Element, most: int) -> str:
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


def cut_label(body: etree._Element, backs: list[etree._Element]) -> None:
    """What follows the number that a note begins with, where the number is a link back."""
    for back in backs:
        shown = beginning(back, LONGEST_MARK)
        if back.tail and shown and beginning(body, len(shown)).startswith(shown):
            back.tail = back.tail.lstrip("\u00a0 .):]")
            return


def says_mark(link: etree._Element) -> bool:
    """Whether a link says of itself that it is the mark of a note."""
    if _MARK_TYPES & epub_types(link) or _MARK_CLASSES & set(link.get("class", "").split()):
        return True
    style = link.get("style", "").replace(" ", "").lower()
    # Word writes the same style on the way back.
    return "mso-footnote-id" in style and "ref" not in (link.get("href") or "").lower()


def says_back(link: etree._Element) -> bool:
    """Whether a link says of itself that it leads from a note back to its mark."""
    return bool(
        _BACK_TYPES & epub_types(link) or _BACK_CLASSES & set(link.get("class", "").split())
    )


def is_note(node: etree._Element) -> bool:
    """Whether the id of an element says that it is a note."""
    said = node.get("id", "").lower()
    return "note" in said or said.startswith(("ftn", "edn", "fn"))


def kind_of(link: etree._Element, body: etree._Element) -> str:
    """The kind of a note, as an element: “endnote” where link or note say so, else “footnote”."""
    said = f"{link.get('class', '')} {link.get('href', '')}".lower()
    if "sdendnote" in said or "_edn" in said or _END_TYPES & epub_types(body):
        return "endnote"
    return "footnote"


def note_id(target: tuple[str, str], pages: int) -> str:
    """An id that is one in the whole document: with the page where there are several pages."""
    return target[1] if pages == 1 else f"{target[0]}#{target[1]}"


def upwards(node: etree._Element) -> Iterator[etree._Element]:
    """An element, then those that hold it, the innermost first."""
    yield node
    yield from node.iterancestors()


def ids_around(link: etree._Element) -> list[str]:
    """The ids that a link back to this mark may name."""
    near = list(islice(link.iter("*"), 10))
    above = link.getparent()
    while above is not None and above.tag not in BLOCKS and len(near) < 20:
        near.append(above)
        above = above.getparent()
    # An empty anchor just before the mark, as older programs write.
    before = link.getprevious()
    if before is not None and before.tag == "a" and not beginning(before, 1):
        near.append(before)
    said = (value for node in near for value in (node.get("id"), node.get("name")))
    return [value for value in said if value]
