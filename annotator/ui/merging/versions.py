"""Two versions of one thing side by side, field by field."""

from __future__ import annotations

from html import escape

from annotator.corpus.messages import tr
from annotator.operations.merging.merge_words import Worded
from annotator.ui.theme import Theme


def side_by_side(worded: Worded, heads: tuple[str, str], theme: Theme) -> str:
    """A page: what it is and whose, then a table of its fields in both versions, with who made
    each and when."""
    muted, ground = theme.color("muted").name(), theme.color("panel").name()
    pad = theme.space("s")
    title = f"<p><b>{escape(worded.title)}</b>"
    if worded.whose:
        whose = tr("coded by {0}")
        title += f" <span style='color:{muted}'>{escape(whose.format(worded.whose))}</span>"
    title += "</p>"
    if not worded.versions:
        return f"{title}<p>{escape(worded.detail)}</p>"
    field = tr("Field")
    head = "".join(
        f"<td width='{width}%'><span style='color:{muted}'>{name}</span></td>"
        for name, width in (
            (escape(field), 24),
            (_headed(heads[0], worded.made[0]), 38),
            (_headed(heads[1], worded.made[1]), 38),
        )
    )
    rows = "".join(
        f"<tr><td style='color:{muted}'>{escape(name)}</td>"
        f"<td>{_shown(one)}</td><td>{_shown(other)}</td></tr>"
        for name, one, other in worded.versions
    )
    return (
        f"{title}<table width='100%' cellspacing='0' cellpadding='{pad}'>"
        f"<tr style='background:{ground}'>{head}</tr>{rows}</table>"
    )


def _headed(head: str, made: str) -> str:
    """The heading of a version, with who made it and when."""
    return f"{escape(head)}<br>{escape(made)}" if made else escape(head)


def _shown(text: str) -> str:
    return escape(text).replace("\n", "<br>") or "–"
