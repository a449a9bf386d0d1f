"""E-books (EPUB 2 and 3) as documents."""

from __future__ import annotations

import io
import re
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.archive import Archive
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.epub_navigation import Entry
from annotator.exchange.documents.epub_package import Package, read_package
from annotator.exchange.documents.html_encoding import decoded_markup
from annotator.exchange.documents.html_names import HEADINGS, HIDDEN
from annotator.exchange.documents.html_notes import find_notes
from annotator.exchange.documents.html_tree import (
    MAX_CHARACTERS,
    MAX_MARKS,
    words_of,
    xhtml_tree,
)
from annotator.exchange.documents.html_walker import HtmlWriter
from annotator.exchange.documents.reader import Options, ReadDocument, Remark

_MOST_REMARKS: Final = 100
_NO_TITLE: Final = re.compile(
    r"(?:section|page|start|unknown|untitled|abschnitt|seite)\s*\d*|.*\.x?html?", re.IGNORECASE
)
"""What programs call a part of a book that has no name."""


def read_epub(data: bytes, name: str, _options: Options) -> list[ReadDocument]:
    """The text of a book in its reading order, notes at the end of their chapters.

    Raises UserError where it is no book, is protected, or has no text.
    """
    with Archive(io.BytesIO(data), name) as archive:
        package = read_package(archive)
        remarks = list(package.remarks)
        pages = _pages(archive, package, remarks)
    builder = TextBuilder()
    writer = HtmlWriter(builder, find_notes(pages))
    for path, root in pages.items():
        body = root.find("body")
        _write_chapter(writer, path, root if body is None else body, package)
    writer.finish()
    text, structure = builder.finish()
    if not text.strip():
        raise UserError(_without_text(name, package, bool(pages)))
    if len(remarks) > _MOST_REMARKS:
        more = len(remarks) - _MOST_REMARKS
        remarks = [*remarks[:_MOST_REMARKS], Remark(f"There are {more} more remarks of this kind.")]
    return [ReadDocument(name, text, structure, package.attributes, remarks)]


def _pages(archive: Archive, package: Package, remarks: list[Remark]) -> dict[str, etree._Element]:
    """The pages that can be read, by their paths, in reading order."""
    pages: dict[str, etree._Element] = {}
    characters = marks = 0
    for path in package.pages:
        info = archive.member(path)
        if info is None:
            remarks.append(Remark("The book names this part, but it is not in the file.", path))
            continue
        try:
            markup = decoded_markup(archive.read(info, MAX_CHARACTERS), path).text
            root, fault = xhtml_tree(markup, path)
        except UserError as error:
            remarks.append(Remark(f"This part could not be read: {error}", path))
            continue
        characters += len(markup)
        marks += markup.count("<")
        if characters > MAX_CHARACTERS or marks > MAX_MARKS:
            raise UserError(
                tr("“{archive}” has more elements than can be read here.", archive=archive.name)
            )
        if fault:
            remarks.append(
                Remark(f"This part is no proper XML; it was read as browsers do. {fault}", path)
            )
        pages[path] = root
    return pages


def _write_chapter(writer: HtmlWriter, path: str, body: etree._Element, package: Package) -> None:
    """A page of the book with its heading, its printed pages and its notes."""
    writer.page_labels = dict(package.navigation.pages.get(path, {}))
    if label := writer.page_labels.pop("", ""):
        writer.point("page", {"label": label})
    entries = package.navigation.titles.get(path, [])
    writer.titles = {
        entry.place: (entry.title, entry.level) for entry in reversed(entries) if entry.place
    }
    first = _first_entry(entries, body)
    if first is not None and not any(words_of(node) for node in body.iter(*HEADINGS)):
        writer.titles.pop(first.place, None)
        insert = _NO_TITLE.fullmatch(first.title) is None
        writer.begin_chapter(first.title, first.level, insert)
    writer.write(body)


def _first_entry(entries: list[Entry], body: etree._Element) -> Entry | None:
    """The title of the page as a whole: it leads to the page, or to where its text begins."""
    if not entries or not entries[0].place:
        return entries[0] if entries else None
    for node in body.iter():
        if entries[0].place in (node.get("id"), node.get("name")):
            return entries[0]
        if node.tag not in HIDDEN and ((node.text or "").strip() or (node.tail or "").strip()):
            return None
    return None


def _without_text(name: str, package: Package, readable: bool) -> str:
    if package.pages and not readable:
        return tr(
            "None of the parts of “{name}” could be read; the file is damaged. Get "
            "the book again and add that file.",
            name=name,
        )
    return tr("There is no text in “{name}”: its pages are pictures.", name=name)
