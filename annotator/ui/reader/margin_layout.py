"""Where brackets and names stand in the margin; plain numbers, no widget."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Extent(NamedTuple):
    """One coding on the screen: its row, and from where to where it reaches down the page."""

    row: int
    top: float
    bottom: float


class Placed(NamedTuple):
    """A coding's bracket: its column (0 next to the text) and the middle of its name.

    `column` and `name_y` are None where there is no room for a bracket or a name; `hidden`
    counts the codings whose names this one stands for.
    """

    row: int
    top: float
    bottom: float
    column: int | None
    name_y: float | None
    hidden: int = 0


def columns(extents: Sequence[Extent], most: int) -> list[int | None]:
    """A column for each bracket, such that those in one column do not touch; longer ones outside.

    None where all `most` columns are taken: more brackets would be a hatching, not a picture.
    """
    order = sorted(range(len(extents)), key=lambda i: (extents[i].bottom - extents[i].top, i))
    # Of each column the edges from top to bottom; a bracket fits where both its ends fall into
    # the same gap, which is before an even edge.
    edges: list[list[float]] = [[] for _ in range(most)]
    result: list[int | None] = [None] * len(extents)
    for index in order:
        extent = extents[index]
        top, bottom = extent.top - 1.0, extent.bottom + 1.0
        for column, taken in enumerate(edges):
            at = bisect_right(taken, top)
            if at % 2 == 0 and (at == len(taken) or taken[at] >= bottom):
                taken[at:at] = (top, bottom)
                result[index] = column
                break
    return result


def placed(
    extents: Sequence[Extent], height: float, name_height: float, most: int, inset: float = 0.0
) -> list[Placed]:
    """Brackets and names for what is on a screen `height` pixels high.

    A name stands `inset` below its bracket's visible top, or lower where another one stands
    there; never over another one, and never further below the bracket's end than three names.
    What reaches over the same lines keeps the order in which it is given.
    """
    order = sorted(extents, key=lambda extent: (max(0.0, extent.top), extent.bottom))
    at_columns = columns(order, most)
    names: list[float | None] = []
    hidden = [0] * len(order)
    free_from, last_named = 0.0, 0
    for index, extent in enumerate(order):
        wanted = max(extent.top + inset, 0.0)
        y = max(wanted, free_from)
        displaced = y > wanted
        # A name far from its bracket says nothing: then it is counted at the one above it.
        if displaced and (y + name_height > height or y - extent.bottom > 3 * name_height):
            hidden[last_named] += 1
            names.append(None)
            continue
        free_from, last_named = y + name_height, index
        names.append(y + name_height / 2)
    return [
        Placed(extent.row, extent.top, extent.bottom, column, name, more)
        for extent, column, name, more in zip(order, at_columns, names, hidden, strict=True)
    ]
