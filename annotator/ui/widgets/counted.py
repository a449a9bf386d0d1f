"""Numbers of codings in words."""

from __future__ import annotations

from annotator.corpus.messages import fill, tr


def counted(number: int) -> str:
    """So many codings, in words."""
    if number == 1:
        return tr("1 coding")
    return fill(tr("{0:,} codings"), number)
