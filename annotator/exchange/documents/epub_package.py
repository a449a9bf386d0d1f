"""The package of an e-book: what it says of itself, and in which order its pages are read.

EPUB 3.3 (W3C, 2023) and EPUB 2.0.1 (IDPF, 2010): container, package document, navigation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.archive import Archive
from annotator.exchange.documents.epub_navigation import Navigation, read_nav, read_ncx
from annotator.exchange.documents.html_encoding import decoded_markup
from annotator.exchange.documents.html_tree import words_of, xhtml_tree
from annotator.exchange.documents.reader import Remark

_MAX_XML: Final = 20_000_000
_FONTS_ONLY: Final = frozenset(
    ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
)
_PAGES: Final = frozenset(("application/xhtml+xml", "text/html", "text/x-oeb1-document"))
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_NAMES: Final = {
    "title": "title",
    "creator": "author",
    "date": "date",
    "publisher": "publisher",
    "language": "language",
    "identifier": "identifier",
}
_LONGEST: Final = 1000
_MOST_ITEMS: Final = 50_000


@dataclass
class Item:
    """A file that the package lists."""

    path: str
    media_type: str
    properties: str
    fallback: str


@dataclass
class Package:
    """A book: its attributes, the paths of its pages in reading order, and its navigation."""

    attributes: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    navigation: Navigation = field(default_factory=Navigation)
    remarks: list[Remark] = field(default_factory=list)


def read_package(archive: Archive) -> Package:
    """The package of a book. Raises UserError where there is none, or the book is encrypted."""
    _refuse_encrypted(archive)
    path = _package_path(archive)
    root = _tree(archive, path)
    if root is None:
        raise UserError(
            tr(
                "“{archive}” has no list of its parts, so it can't be read as an "
                "e-book. Get the book again, or convert it with another program, and "
                "add that file.",
                archive=archive.name,
            )
        )
    package = Package(_attributes(root))
    items = _items(root, dirname(path))
    package.pages = _spine(root, items, package.remarks)
    if not package.pages:
        # Books whose reading order is lost still have their pages.
        package.pages = [item.path for item in items.values() if item.media_type in _PAGES]
    package.navigation = _navigation(archive, root, items)
    return package


def _tree(archive: Archive, path: str) -> etree._Element | None:
    """The root of one of the archive's XML files; None where there is no such file."""
    info = archive.member(path)
    if info is None:
        return None
    data = archive.read(info, _MAX_XML)
    return xhtml_tree(decoded_markup(data, info.filename).text, info.filename)[0]


def _package_path(archive: Archive) -> str:
    container = _tree(archive, "META-INF/container.xml")
    if container is not None:
        for node in container.iter("rootfile"):
            path = unquote(node.get("full-path") or "").strip()
            if archive.member(path) is not None:
                return path
    return next((name for name in archive.names if name.lower().endswith(".opf")), "")


def _refuse_encrypted(archive: Archive) -> None:
    """Fonts may be scrambled; a book whose pages are is protected by its seller."""
    protected = archive.member("META-INF/sinf.xml") is not None
    root = _tree(archive, "META-INF/encryption.xml")
    if root is not None:
        for data in root.iter("encrypteddata"):
            method = data.find("encryptionmethod")
            used = "" if method is None else method.get("Algorithm") or method.get("algorithm")
            protected = protected or used not in _FONTS_ONLY
    if protected:
        raise UserError(
            tr(
                "“{archive}” is protected against copying (DRM), so its text can't be "
                "read. Ask the publisher or library for a copy without protection.",
                archive=archive.name,
            )
        )


def _attributes(root: etree._Element) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    published = ""
    for node in root.iter(*_NAMES):
        value = words_of(node)
        if not value:
            continue
        found.setdefault(_NAMES[node.tag], []).append(value)
        if node.tag == "date" and node.get(f"{_OPF}event") == "publication":
            published = value
    attributes = {
        name: "; ".join(dict.fromkeys(values)) if name == "author" else values[0]
        for name, values in found.items()
    }
    if published:
        attributes["date"] = published
    return {name: value[:_LONGEST] for name, value in attributes.items()}


def _items(root: etree._Element, folder: str) -> dict[str, Item]:
    items: dict[str, Item] = {}
    for node in root.iter("item"):
        if len(items) >= _MOST_ITEMS:
            break
        href, name = node.get("href"), node.get("id")
        if href and name:
            items[name] = Item(
                path_of(folder, href),
                (node.get("media-type") or "").strip().lower(),
                node.get("properties") or "",
                node.get("fallback") or "",
            )
    return items


def path_of(folder: str, href: str) -> str:
    """The path in the archive that an address within the book leads to."""
    return normpath(join(folder, unquote(href.partition("#")[0])))


def _spine(root: etree._Element, items: dict[str, Item], remarks: list[Remark]) -> list[str]:
    pages: list[str] = []
    for reference in root.iter("itemref"):
        item = items.get(reference.get("idref") or "")
        seen: set[str] = set()
        while item is not None and item.media_type not in _PAGES and item.path not in seen:
            seen.add(item.path)
            following = items.get(item.fallback)
            if following is None:
                break
            item = following
        if item is None:
            continue
        if "nav" in item.properties.split():
            what = tr("The table of contents is left out; the headings say what it says.")
            remarks.append(Remark(what, item.path))
        elif item.media_type.startswith("image/"):
            remarks.append(Remark("This page is a picture; it has no text.", item.path))
        else:
            pages.append(item.path)
    return list(dict.fromkeys(pages))


def _navigation(archive: Archive, root: etree._Element, items: dict[str, Item]) -> Navigation:
    """The titles of chapters and the printed pages; nothing where the book has no such list."""
    for item in items.values():
        if "nav" in item.properties.split():
            tree = _tree(archive, item.path)
            if tree is not None:
                return read_nav(tree, dirname(item.path))
    spine = next(root.iter("spine"), None)
    named = items.get("" if spine is None else spine.get("toc") or "")
    ncx = named or next((item for item in items.values() if "ncx" in item.media_type), None)
    tree = None if ncx is None else _tree(archive, ncx.path)
    return Navigation() if ncx is None or tree is None else read_ncx(tree, dirname(ncx.path))
