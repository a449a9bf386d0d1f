"""Before and after, side by side in words: what went is struck out, what came is underlined."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QFrame, QTextBrowser

from annotator.corpus.messages import tr
from annotator.operations.documents.proposals import PassagePart, difference
from annotator.ui.theme import Theme


def words_view(theme: Theme, name: str) -> QTextBrowser:
    """A page of words that are read, not written."""
    view = QTextBrowser()
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setOpenLinks(False)
    view.setAccessibleName(name)
    view.setTabChangesFocus(True)
    view.setProperty("role", "words")
    view.document().setDocumentMargin(theme.space("m"))
    return view


def marked(before: str, after: str, theme: Theme) -> str:
    """Two wordings as one: what only the old one has, and what only the new one has, told by a
    line through or below it as well as by colour."""
    gone, new = theme.color("error").name(), theme.color("success").name()
    style = {
        PassagePart.SAME: "",
        PassagePart.GONE: f"color: {gone}; text-decoration: line-through;",
        PassagePart.NEW: f"color: {new}; text-decoration: underline; font-weight: 600;",
    }
    pieces = difference(before, after)
    return "".join(f'<span style="{style[part]}">{_text(words)}</span>' for part, words in pieces)


def section(heading: str, body: str, theme: Theme) -> str:
    """A heading over a paragraph of HTML."""
    small, muted = theme.px(theme.fonts["small_size"]), theme.color("muted").name()
    space = theme.space("m")
    return (
        f'<p style="margin: {space}px 0 0 0; color: {muted}; font-size: {small}px;'
        f' font-weight: 600;">{escape(heading)}</p>'
        f'<p style="margin: {theme.space("xs")}px 0 0 0;">{body}</p>'
    )


def fields_page(fields: list[tuple[str, str, str]], theme: Theme) -> str:
    """Fields (name, before, after) under each other: before, after, and what differs."""
    was, became = tr("before"), tr("after")
    parts = []
    for name, before, after in fields:
        if before and after:
            parts.append(section(f"{_begun(name)}, {was}", _text(before), theme))
            parts.append(section(f"{_begun(name)}, {became}", marked(before, after, theme), theme))
        else:
            when = was if before else became
            parts.append(section(f"{_begun(name)}, {when}", marked(before, after, theme), theme))
    return "".join(parts)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _text(words: str) -> str:
    return escape(words).replace("\n", "<br>")
