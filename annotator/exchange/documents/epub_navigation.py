"""The table of contents and the list of printed pages of an e-book.

EPUB 3 has them as a page with lists (EPUB 3.3, 7), EPUB 2 as NCX (ANSI/NISO Z39.86-2005, 8).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from posixpath import join, normpath
from typing import Final
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.html_tree import epub_types, words_of

_DEEPEST: Final = 9


@dataclass(frozen=True, slots=True)
class Entry:
    """A title, 1 for the highest level, and the id that it leads to (empty for all of a page)."""

    title: str
    level: int
    place: str


@dataclass
class Navigation:
    """The titles of chapters in order, by the paths of their pages, and the labels of printed
    pages by path and id."""

    titles: dict[str, list[Entry]] = field(default_factory=dict)
    pages: dict[str, dict[str, str]] = field(default_factory=dict)


def read_nav(root: etree._Element, folder: str) -> Navigation:
    """Of the navigation page of EPUB 3."""
    found = Navigation()
    for nav in root.iter("nav"):
        types = epub_types(nav)
        for link in nav.iter("a"):
            title, (path, place) = words_of(link), _target(folder, link.get("href"))
            if not title or not path:
                continue
            if types & {"page-list", "doc-pagelist"}:
                found.pages.setdefault(path, {}).setdefault(place, title)
            elif types & {"toc", "doc-toc"}:
                level = sum(1 for _ in islice(link.iterancestors("ol"), _DEEPEST))
                found.titles.setdefault(path, []).append(Entry(title, max(level, 1), place))
    return found


def read_ncx(root: etree._Element, folder: str) -> Navigation:
    """Of the table of contents of EPUB 2."""
    found = Navigation()
    for point in root.iter("navpoint", "pagetarget"):
        label, content = point.find("navlabel"), point.find("content")
        if label is None or content is None:
            continue
        title, (path, place) = words_of(label), _target(folder, content.get("src"))
        if not title or not path:
            continue
        if point.tag == "pagetarget":
            found.pages.setdefault(path, {}).setdefault(place, title)
        else:
            above = islice(point.iterancestors("navpoint"), _DEEPEST - 1)
            level = 1 + sum(1 for _ in above)
            found.titles.setdefault(path, []).append(Entry(title, level, place))
    return found


def _target(folder: str, address: str | None) -> tuple[str, str]:
    path, _, place = (address or "").strip().partition("#")
    if not path or "://" in path:
        return "", ""
    return normpath(join(folder, unquote(path))), unquote(place)
