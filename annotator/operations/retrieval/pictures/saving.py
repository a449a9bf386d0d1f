"""Pictures as files: vector drawings and networks, without a window.

What is saved is for print: in the light colours on white paper, as large as on the screen. PNG and
PDF are painted by who has a painter (`PaintPicture`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeAlias

from annotator.atomic_file import replacing, write_text
from annotator.corpus.drawing import Disc, Drawing
from annotator.corpus.messages import listing, tr
from annotator.errors import UserError
from annotator.exchange.drawings.networks import WRITERS, NetworkEdge, NetworkFile, NetworkNode
from annotator.exchange.drawings.svg import svg
from annotator.paths import resource
from annotator.retrieval.pictures import Flow, Look, Network, Picture, draw
from annotator.retrieval.pictures.values import Node

PaintPicture: TypeAlias = "Callable[[Drawing, str], bytes]"
"""The content of a file of a drawing, with one of the suffixes `PAINTED`."""
PAINTED = (".png", ".pdf")
DRAWN = (".svg", *PAINTED)
PAPER = "#ffffff"


def suffixes(picture: Picture) -> tuple[str, ...]:
    """The ends of names of files that a picture can be saved as."""
    return (*DRAWN, *WRITERS) if isinstance(picture, Network | Flow) else DRAWN


@cache
def print_look() -> Look:
    """The light theme's colours on white."""
    source = tomllib.loads(resource("themes", "light.toml").read_text(encoding="utf-8"))
    colors = source["colors"]
    return Look(PAPER, colors["text"], colors["muted"], colors["border"], colors["accent"])


def check_suffix(suffix: str, known: tuple[str, ...] = (*DRAWN, *WRITERS)) -> None:
    """UserError for a suffix that no picture is saved with, or not this one."""
    if suffix.lower() not in known:
        raise UserError(
            tr(
                "A picture like this is saved as {known}, not as “{suffix}”.",
                known=listing(known),
                suffix=suffix,
            )
        )


def save(picture: Picture, target: Path, look: Look, paint: PaintPicture | None) -> None:
    """Write a picture; an existing file is replaced. `paint` is needed for PNG and PDF. UserError
    for a suffix that it can't be saved with."""
    suffix = target.suffix.lower()
    check_suffix(suffix, suffixes(picture))
    if suffix in WRITERS:
        assert isinstance(picture, Network | Flow)
        write_text(target, WRITERS[suffix](_network_file(picture, look)))
    elif suffix == ".svg":
        write_text(target, svg(draw(picture, look)))
    elif paint is None:
        raise UserError(tr("PNG and PDF need the program with its window. Save as .svg."))
    else:
        content = paint(draw(picture, look), suffix)
        with replacing(target) as partial:
            partial.write_bytes(content)


def _network_file(picture: Network | Flow, look: Look) -> NetworkFile:
    if isinstance(picture, Flow):
        return _flow_file(picture)
    discs = [one for one in draw(picture, look).shapes if isinstance(one, Disc)]
    nodes = [_node(node, (disc.x, disc.y)) for node, disc in zip(picture.nodes, discs, strict=True)]
    edges = [NetworkEdge(one.source, one.target, one.weight, one.words) for one in picture.edges]
    heading = picture.heading
    return NetworkFile(heading.title, heading.about, nodes, edges, picture.directed)


def _node(node: Node, at: tuple[float, float]) -> NetworkNode:
    return NetworkNode(node.name, node.color, node.size, *at)


def _flow_file(picture: Flow) -> NetworkFile:
    """The left side and the right side as nodes; one that is on both is one."""
    names = list(dict.fromkeys([*picture.left, *picture.right]))
    place = {name: at for at, name in enumerate(names)}
    colors = dict(zip(picture.left, picture.colors, strict=True))
    sums = dict.fromkeys(names, 0.0)
    edges = []
    for row, one in enumerate(picture.left):
        for column, other in enumerate(picture.right):
            weight = float(picture.values[row, column])
            if weight > 0:
                sums[one] += weight
                edges.append(NetworkEdge(place[one], place[other], weight))
    nodes = [
        NetworkNode(
            name, colors.get(name, "#7a7a7a"), sums[name], 240.0 * (at % 4), 90.0 * (at // 4)
        )
        for name, at in place.items()
    ]
    heading = picture.heading
    return NetworkFile(heading.title, heading.about, nodes, edges, directed=True)
