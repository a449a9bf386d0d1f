"""Drawings as SVG 1.1, with names for those who do not see them.

W3C, Scalable Vector Graphics (SVG) 1.1, 2nd ed. (2011); titles and descriptions as the SVG
Accessibility API Mappings 1.0 read them. Everything a file said, such as names, is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotator.corpus.drawing import (
    NO_MARK,
    PIXELS_PER_INCH,
    Box,
    Boxes,
    Disc,
    Drawing,
    Mark,
    Outline,
    Paint,
    Pattern,
    Shape,
    Words,
)

FONTS = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
_MOST_TITLES = 2_000
"""Of more boxes than these each has no title of its own: viewers would become slow."""
_NO_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_TILES = {
    Pattern.RISING: "M-1 1L1 -1M0 6L6 0M5 7L7 5",
    Pattern.FALLING: "M-1 5L1 7M0 0L6 6M5 -1L7 1",
    Pattern.CROSSED: "M0 0L6 6M6 0L0 6",
    Pattern.LEVEL: "M0 3H6",
    Pattern.UPRIGHT: "M3 0V6",
    Pattern.DOTTED: "M2 3h2",
    Pattern.SQUARED: "M0 3H6M3 0V6",
}


def svg(drawing: Drawing) -> str:
    """The whole file. It is as large in print as on the screen, 96 pixels to the inch."""
    return "\n".join(_file(drawing)) + "\n"


def _file(drawing: Drawing) -> Iterator[str]:
    width, height = _number(drawing.width), _number(drawing.height)
    inches = (f'{_number(side / PIXELS_PER_INCH)}in"' for side in (drawing.width, drawing.height))
    wide, high = inches
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{wide} height="{high}'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="title about"'
        f' font-family="{FONTS}">'
    )
    yield f'<title id="title">{escaped(drawing.title)}</title>'
    yield f'<desc id="about">{escaped(drawing.about)}</desc>'
    tiles = _tiles(drawing.shapes)
    if tiles:
        yield "<defs>"
        yield from (_tile(name, paint) for paint, name in tiles.items())
        yield "</defs>"
    yield f'<rect width="{width}" height="{height}" fill="{drawing.background}"/>'
    for shape in drawing.shapes:
        yield from _shape(shape, drawing.marks, tiles)
    yield "</svg>"


def escaped(text: str) -> str:
    """Words as XML has them; what XML can't hold is U+FFFD."""
    text = _NO_XML.sub("\ufffd", text)
    for sign, name in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot")):
        text = text.replace(sign, f"&{name};")
    return text


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


# --- surfaces


def _tiles(shapes: Sequence[Shape]) -> dict[Paint, str]:
    """The paints that have a pattern, with a name each."""
    found: dict[Paint, str] = {}
    for shape in shapes:
        if isinstance(shape, Words):
            continue
        for paint in shape.paints if isinstance(shape, Boxes) else (shape.paint,):
            if paint.pattern is not Pattern.SOLID and paint.fill:
                found.setdefault(paint, f"pattern{len(found) + 1}")
    return found


def _tile(name: str, paint: Paint) -> str:
    width = 2 if paint.pattern is Pattern.DOTTED else 1.3
    return (
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{paint.fill}"/>'
        f'<path d="{_TILES[paint.pattern]}" stroke="{paint.ink}" stroke-width="{width}"/></pattern>'
    )


def _style(paint: Paint, tiles: dict[Paint, str]) -> str:
    fill = f"url(#{tiles[paint]})" if paint in tiles else paint.fill or "none"
    said = f' fill="{fill}"'
    if paint.fill and paint.opacity < 1:
        said += f' fill-opacity="{_number(paint.opacity)}"'
    if paint.line:
        said += f' stroke="{paint.line}" stroke-width="{_number(paint.width)}"'
        said += ' stroke-dasharray="1 3"' if paint.dashed else ""
    return said


# --- shapes


def _shape(shape: Shape, marks: Sequence[Mark], tiles: dict[Paint, str]) -> Iterator[str]:
    match shape:
        case Words():
            yield from _words(shape)
        case Boxes():
            yield from _boxes(shape, marks, tiles)
        case _:
            yield _one(shape, _title(shape.mark, marks), tiles)


def _title(mark: int, marks: Sequence[Mark]) -> str:
    return "" if mark == NO_MARK else f"<title>{escaped(marks[mark].label)}</title>"


def _one(shape: Box | Disc | Outline, title: str, tiles: dict[Paint, str]) -> str:
    style, n = _style(shape.paint, tiles), _number
    match shape:
        case Box():
            sides = f'width="{n(shape.width)}" height="{n(shape.height)}"'
            corner = f' rx="{n(shape.radius)}"' if shape.radius else ""
            element, where = "rect", f'x="{n(shape.x)}" y="{n(shape.y)}" {sides}{corner}'
        case Disc():
            element = "circle"
            where = f'cx="{n(shape.x)}" cy="{n(shape.y)}" r="{n(shape.radius)}"'
        case Outline():
            element, where = "path", f'd="{_path(shape)}"'
    end = f">{title}</{element}>" if title else "/>"
    return f"<{element} {where}{style}{end}"


def _path(outline: Outline) -> str:
    first, *rest = (f"{_number(x)} {_number(y)}" for x, y in outline.points)
    then = " C " if outline.curved else " L "
    return f"M {first}{then}{' '.join(rest)}{' Z' if outline.closed else ''}"


def _words(words: Words) -> Iterator[str]:
    """The words, and before them their edge: not all programs know `paint-order`."""
    n, at = _number, f'x="{_number(words.x)}" y="{_number(words.y)}"'
    said = f'{at} font-size="{n(words.size)}" fill="{words.color}"'
    if words.anchor.value != "start":
        said += f' text-anchor="{words.anchor.value}"'
    if words.bold:
        said += ' font-weight="600"'
    if words.angle:
        said += f' transform="rotate({n(words.angle)} {n(words.x)} {n(words.y)})"'
    text = escaped(words.text)
    if words.halo:
        edge = f'stroke="{words.halo}" stroke-width="3" stroke-linejoin="round"'
        yield f'<text {said} {edge} aria-hidden="true">{text}</text>'
    yield f"<text {said}>{text}</text>"


def _boxes(boxes: Boxes, marks: Sequence[Mark], tiles: dict[Paint, str]) -> Iterator[str]:
    """A path for each paint; boxes of their own with titles where they are not too many."""
    if (boxes.mark != NO_MARK).any() and len(boxes) <= _MOST_TITLES:
        for at in range(len(boxes)):
            mark = int(boxes.mark[at])
            columns = (boxes.x, boxes.y, boxes.width, boxes.height)
            x, y, width, height = (float(column[at]) for column in columns)
            box = Box(x, y, width, height, boxes.paints[int(boxes.paint[at])], mark)
            yield _one(box, _title(mark, marks), tiles)
        return
    for number, paint in enumerate(boxes.paints):
        own = boxes.paint == number
        columns = (boxes.x[own], boxes.y[own], boxes.width[own], boxes.height[own])
        rows = zip(*(column.round(2).tolist() for column in columns), strict=True)
        path = "".join(f"M{x} {y}h{width}v{height}h-{width}z" for x, y, width, height in rows)
        if path:
            yield f'<path d="{path}"{_style(paint, tiles)}/>'
