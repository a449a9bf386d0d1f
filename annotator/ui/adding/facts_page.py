"""What a document brings beside its text: its fields, lines that the file has of it, remarks."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from annotator.corpus.messages import tr
from annotator.operations.documents.adding import IntakeEntry
from annotator.operations.documents.document_rows import TextFile
from annotator.ui.history.marked import section
from annotator.ui.theme import Theme

_LONGEST = 600
_MOST = 200


def facts_page(entry: IntakeEntry, text: TextFile, theme: Theme) -> str:
    """The page, as HTML; what comes from the file is escaped."""
    fields = list(text.attributes.items())
    beside = [
        (str(one.values.get("label", "")), str(one.values.get("text", "")))
        for one in text.structure.of_kind("metadata")[:_MOST]
    ]
    remarks = [(where, tr(what)) for what, where in entry.remarks]
    parts = [
        (tr("Attributes of the document"), fields),
        (tr("Beside the text, and not in it"), beside),
        (tr("What the reader has to say"), remarks),
    ]
    said = [section(heading, _table(rows, theme), theme) for heading, rows in parts if rows]
    none = tr("The file says nothing of this document beside its text.")
    return "".join(said) or section("", escape(none), theme)


def number_of_facts(text: TextFile) -> int:
    """How many attributes the document would have."""
    return len(text.attributes)


def _table(rows: Iterable[tuple[str, str]], theme: Theme) -> str:
    muted, gap = theme.color("muted").name(), theme.space("s")
    lines = "".join(
        f'<tr><td style="color: {muted}; padding-right: {2 * gap}px;">{_shown(name)}</td>'
        f"<td>{_shown(value)}</td></tr>"
        for name, value in rows
    )
    return f'</p><table cellspacing="0" cellpadding="{gap // 2}">{lines}</table><p>'


def _shown(words: str) -> str:
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return escape(short).replace("\n", "<br>")
