"""Networks: what is joined stands near each other, with its name beside it."""

from __future__ import annotations

import math

import numpy as np

from annotator.corpus.drawing import Anchor, Drawing, Outline, Paint, Point
from annotator.retrieval.arrays import Floats
from annotator.retrieval.pictures.look import BASE, SMALL
from annotator.retrieval.pictures.scales import figure
from annotator.retrieval.pictures.sheet import Sheet
from annotator.retrieval.pictures.spring_layout import separated, spring_layout
from annotator.retrieval.pictures.values import Edge, Network

_THICKEST, _LARGEST, _SMALLEST = 9.0, 22.0, 7.0
_NAMES = 150.0
_APART = 30.0
"""Pixels between nodes, for their names."""
_Rectangle = tuple[float, float, float, float]


def draw(picture: Network, sheet: Sheet) -> Drawing:
    """Lay a network out."""
    sheet.head()
    look = sheet.look
    radii = _radii(picture)
    at = _places(picture, sheet, radii)
    taken: list[_Rectangle] = [
        (x - r, y - r, x + r, y + r) for (x, y), r in zip(at, radii, strict=True)
    ]
    names = _names(picture, sheet, at, radii, taken)
    heaviest = max((edge.weight for edge in picture.edges), default=1.0)
    words = []
    for edge in sorted(picture.edges, key=lambda one: one.weight):
        width = 1.0 + (_THICKEST - 1) * edge.weight / heaviest
        words.append(_edge(picture, sheet, edge, at, radii, width))
    for node, (x, y), radius in zip(picture.nodes, at, radii, strict=True):
        color = look.line(node.color)
        sheet.disc((x, y), radius, Paint(color, look.page, 1.5), node.mark)
        if radius >= 10:
            size = figure(node.size)
            if look.wide(size, SMALL) < 2 * radius - 4:
                sheet.words((x, y + 4), size, SMALL, look.ink_on(color), Anchor.MIDDLE)
    for point, text, anchor in names:
        sheet.words(point, text, anchor=anchor, halo=look.page)
    for (x, y), text in reversed(words):
        wide = look.wide(text, SMALL)
        box = (x - wide / 2 - 2, y - 11, x + wide / 2 + 2, y + 3)
        if text and not _touches(box, taken):
            taken.append(box)
            sheet.words((x, y), text, SMALL, look.muted, Anchor.MIDDLE, halo=look.page)
    bottom = max((low for _left, _top, _right, low in taken), default=sheet.y)
    sheet.y = bottom + 16
    return sheet.finish()


def _places(picture: Network, sheet: Sheet, radii: list[float]) -> list[Point]:
    """Where the nodes are, in an oblong below the head, with room for names at its sides."""
    size = len(picture.nodes)
    weights = np.zeros((size, size))
    for edge in picture.edges:
        weights[edge.source, edge.target] += edge.weight
    found = spring_layout(weights + weights.T)
    width = sheet.room - _NAMES
    height = min(width * 0.8, max(150.0, 60.0 * math.sqrt(size) * 1.6))
    left, top = sheet.left + _NAMES / 2, sheet.y + _LARGEST + 6
    size_of_all = np.array((width, height))
    apart = separated(found * size_of_all, np.array(radii), _APART, size_of_all)
    return [(left + float(x), top + float(y)) for x, y in apart]


def _radii(picture: Network) -> list[float]:
    """Areas are as the sizes are."""
    largest = max((node.size for node in picture.nodes), default=0.0) or 1.0
    return [max(_SMALLEST, _LARGEST * math.sqrt(node.size / largest)) for node in picture.nodes]


def _names(
    picture: Network,
    sheet: Sheet,
    at: list[Point],
    radii: list[float],
    taken: list[_Rectangle],
) -> list[tuple[Point, str, Anchor]]:
    """A place for each name where no other one and no node is; takes it."""
    found = []
    order = sorted(range(len(at)), key=lambda number: -picture.nodes[number].size)
    for number in order:
        text = sheet.look.shortened(picture.nodes[number].name, _NAMES, front=True)
        wide = sheet.look.wide(text)
        choices = list(_beside(at[number], radii[number], wide))
        inside = [one for one in choices if _is_in(one[2], sheet)]
        free = [one for one in inside or choices if not _touches(one[2], taken)]
        point, anchor, box = (free or inside or choices)[0]
        taken.append(box)
        found.append((point, text, anchor))
    return found


def _beside(at: Point, radius: float, wide: float) -> list[tuple[Point, Anchor, _Rectangle]]:
    """Below, above, right, left, and farther and farther away."""
    x, y = at
    found = []
    for away in (0.0, 6.0, 14.0, 24.0, 36.0, 50.0, 66.0, 84.0):
        far, half = radius + away, wide / 2 + 3
        for baseline in (y + far + BASE + 1, y - far - 5):
            box = (x - half, baseline - BASE, x + half, baseline + 4)
            found.append(((x, baseline), Anchor.MIDDLE, box))
        for sign, anchor in ((1, Anchor.START), (-1, Anchor.END)):
            edge = x + sign * (far + 5)
            ends = sorted((edge, edge + sign * (wide + 3)))
            found.append(((edge, y + 4), anchor, (ends[0], y + 4 - BASE, ends[1], y + 8)))
    return found


def _is_in(box: _Rectangle, sheet: Sheet) -> bool:
    return box[0] >= sheet.left and box[2] <= sheet.left + sheet.room and box[1] >= sheet.y


def _touches(box: _Rectangle, others: list[_Rectangle]) -> bool:
    return any(
        box[0] < right and left < box[2] and box[1] < low and top < box[3]
        for left, top, right, low in others
    )


def _edge(
    picture: Network,
    sheet: Sheet,
    edge: Edge,
    at: list[Point],
    radii: list[float],
    width: float,
) -> tuple[Point, str]:
    """A line, bent where there is one back too; returns where its words belong."""
    color = sheet.look.shade(0.62, sheet.look.muted)
    one, other = np.array(at[edge.source]), np.array(at[edge.target])
    text = f"{edge.words} {figure(edge.weight)}".strip()
    if edge.source == edge.target:
        return _loop(sheet, edge, at[edge.source], radii[edge.source], width), text
    way = other - one
    length = max(float(np.hypot(*way)), 1e-6)
    along, across = way / length, np.array((-way[1], way[0])) / length
    bend = 0.16 * length if picture.directed else 0.0
    start = one + along * radii[edge.source]
    head = 5.0 + 1.6 * width if picture.directed else 0.0
    end = other - along * (radii[edge.target] + head + 1)
    controls = start + (end - start) / 3 + across * bend, end - (end - start) / 3 + across * bend
    if picture.directed:  # arrive from where the curve comes from
        towards = (other - controls[1]) / max(float(np.hypot(*(other - controls[1]))), 1e-6)
        end = other - towards * (radii[edge.target] + head + 1)
        _arrow(sheet, end, towards, head, color)
    points = tuple((float(x), float(y)) for x, y in (start, *controls, end))
    paint = Paint(line=color, width=width)
    sheet.shapes.append(Outline(points, paint, edge.mark, curved=True))
    middle = (start + end) / 2 + across * bend * 0.75
    return (float(middle[0]), float(middle[1]) + 4), text


def _arrow(sheet: Sheet, base: Floats, towards: Floats, head: float, color: str) -> None:
    across = np.array((-towards[1], towards[0])) * head * 0.55
    corners = base + towards * head, base + across, base - across
    points = tuple((float(x), float(y)) for x, y in corners)
    sheet.shapes.append(Outline(points, Paint(color), closed=True))


def _loop(sheet: Sheet, edge: Edge, at: Point, radius: float, width: float) -> Point:
    """A line from a node to itself, above it."""
    x, y = at[0] + radius * 0.6, at[1] - radius * 0.7
    size = 16.0 + width
    points = ((x - 6, y - 2), (x - 8, y - 2 * size), (x + 2 * size, y - size), (x + 2, y + 5))
    paint = Paint(line=sheet.look.shade(0.62, sheet.look.muted), width=width)
    sheet.shapes.append(Outline(points, paint, edge.mark, curved=True))
    return x + size, y - size
