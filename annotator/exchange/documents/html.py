"""Web pages as documents."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.html_article import Article, find_article
from annotator.exchange.documents.html_encoding import Markup, decoded_markup
from annotator.exchange.documents.html_metadata import page_attributes
from annotator.exchange.documents.html_notes import find_notes
from annotator.exchange.documents.html_tree import html_tree, xhtml_tree
from annotator.exchange.documents.html_walker import HtmlWriter
from annotator.exchange.documents.reader import Options, ReadDocument, Remark


def read_html(data: bytes, name: str, options: Options) -> list[ReadDocument]:
    """The text of a page, all of it or (option ``article``: ``only``) its article alone."""
    if not data.strip():
        raise UserError(tr("“{name}” is empty. Add a file that has a text in it.", name=name))
    markup = decoded_markup(data, name, options.get("encoding", ""))
    return [read_page(markup, name, options)]


def read_page(markup: Markup, name: str, options: Options, address: str = "") -> ReadDocument:
    """The document of a page. `address` is where it was saved from, where that is known."""
    root, remarks = _tree(markup.text, name)
    if markup.damaged:
        places = "1 place" if markup.damaged == 1 else f"{markup.damaged:,} places"
        remarks.append(
            Remark(
                f"The page is not in {markup.declared} throughout, as it says: “�” stands in "
                f"{places}."
            )
        )
    elif markup.declared:
        remarks.append(
            Remark(
                f"The page says that it is in {markup.declared}, but its bytes are "
                f"{markup.encoding}; it was read as that."
            )
        )
    attributes = page_attributes(root)
    if address:
        attributes.setdefault("address", address)
    notes = find_notes({"": root})
    article = find_article(root) if options.get("article") == "only" else Article(root)
    base = next((link.get("href") or "" for link in root.iter("base")), "")
    builder = TextBuilder()
    writer = HtmlWriter(builder, notes, base or address, article.left_out)
    if article.heading is not None:
        writer.write(article.heading)
    writer.write(article.root)
    writer.finish()
    text, structure = builder.finish()
    if not text.strip():
        raise UserError(_without_text(root, name))
    if frames := sum(1 for _ in root.iter("frame", "iframe")):
        remarks.append(
            Remark(f"The page shows {frames} other pages in frames; they are not in this file.")
        )
    return ReadDocument(
        name, text, structure, attributes, (*remarks, *article.remarks), guessed=False
    )


def _tree(markup: str, name: str) -> tuple[etree._Element, list[Remark]]:
    """The root of the page, as XML where it says that it is XML and holds to it."""
    start = markup[:2000].lstrip()
    if start.startswith("<?xml") and 'xmlns="http://www.w3.org/1999/xhtml"' in start:
        return xhtml_tree(markup, name)[0], []
    return html_tree(markup, name), []


def _without_text(root: etree._Element, name: str) -> str:
    if next(root.iter("script"), None) is not None:
        return tr(
            "“{name}” has no text of its own: its page is made by a script when it "
            "is shown. Save it from the browser as “web page, complete” or as one "
            "file, and add that.",
            name=name,
        )
    return tr("There is no text in “{name}”.", name=name)
