"""Tables of contents: entries that end with the number of a page, after dots or without."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from annotator.exchange.documents.pdf.columns import Line, Region

_INDENT: Final = 0.6
"""In the size of the type: what stands further in than the line before."""


def tell_contents(region: Region) -> None:
    """In a table of contents chapters often have no dots before the number of their page: rows of
    a title and a number beside lines that have them."""
    if not any(line.leaders for line in region):
        return
    right = max(line.right for line in region if line.leaders)
    for lines in (region, region[::-1]):
        for before, line in pairwise(lines):
            if line.row and before.leaders and abs(line.right - right) < line.size:
                line.lead_to_number()


def ends_title(line: Line, before: Line, middle: float) -> bool:
    """Whether an entry of a table of contents is the end of the line before, a title that goes
    beyond the `middle` of the column."""
    further_in = line.left > before.left + _INDENT * line.size
    numbered = line.text[:1].isdigit()
    return bool(line.leaders) and further_in and not numbered and before.right > middle
