"""Web pages, or parts of them, as text with structure: what every reader of HTML uses."""

from __future__ import annotations

from annotator.exchange.documents.builder import TextBuilder
from annotator.exchange.documents.html_notes import find_notes
from annotator.exchange.documents.html_tree import html_tree
from annotator.exchange.documents.html_walker import HtmlWriter


def add_html(builder: TextBuilder, markup: str, name: str) -> None:
    """Append a page or a part of one (the body of a message, say) to a text, as lines of their own;
    where there is any text a line feed follows it. `name` is used in messages only.

    Scripts, styles and hidden parts are left out, notes follow at the end. Nothing is fetched.
    Raises UserError where the markup is beyond a bound.
    """
    root = html_tree(markup, name)
    writer = HtmlWriter(builder, find_notes({"": root}))
    writer.write(root)
    writer.finish()
