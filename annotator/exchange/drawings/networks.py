"""Networks as files of programs for networks: GraphML, Graphviz and draw.io."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from annotator.exchange.drawings.svg import escaped


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """name, colour ``#rrggbb``, how much there is of it, and where it stands in pixels."""

    name: str
    color: str
    size: float
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """From one node to another, by their places."""

    source: int
    target: int
    weight: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class NetworkFile:
    """What is written."""

    title: str
    about: str
    nodes: Sequence[NetworkNode]
    edges: Sequence[NetworkEdge]
    directed: bool = False


def graphml(network: NetworkFile) -> str:
    """GraphML 1.1 (Brandes, Eiglsperger, Lerner & Pich 2013), as Gephi, yEd, igraph and NetworkX
    read it."""
    kinds = (
        ("name", "node", "string"),
        ("color", "node", "string"),
        ("size", "node", "double"),
        ("weight", "edge", "double"),
        ("type", "edge", "string"),
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        f"<desc>{escaped(network.title)}. {escaped(network.about)}</desc>",
    ]
    lines += [
        f'<key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>'
        for name, of, kind in kinds
    ]
    way = "directed" if network.directed else "undirected"
    lines.append(f'<graph id="codings" edgedefault="{way}">')
    for number, node in enumerate(network.nodes):
        data = {"name": node.name, "color": node.color, "size": f"{node.size:g}"}
        lines.append(f'<node id="n{number}">{_data(data)}</node>')
    for edge in network.edges:
        data = {"weight": f"{edge.weight:g}", "type": edge.words}
        ends = f'source="n{edge.source}" target="n{edge.target}"'
        lines.append(f"<edge {ends}>{_data(data)}</edge>")
    return "\n".join((*lines, "</graph>", "</graphml>")) + "\n"


def _data(values: Mapping[str, str]) -> str:
    return "".join(
        f'<data key="{key}">{escaped(value)}</data>' for key, value in values.items() if value
    )


def dot(network: NetworkFile) -> str:
    """The DOT language of Graphviz."""
    kind, arrow = ("digraph", "->") if network.directed else ("graph", "--")
    lines = [
        f"{kind} {_quoted(network.title)} {{",
        f"  label={_quoted(network.title)}; tooltip={_quoted(network.about)};",
        "  node [shape=ellipse, style=filled];",
    ]
    heaviest = max((edge.weight for edge in network.edges), default=1.0)
    for number, node in enumerate(network.nodes):
        words = _quoted(f"{node.name} ({node.size:g})")
        lines.append(
            f'  n{number} [label={words}, fillcolor="{node.color}40", color="{node.color}"];'
        )
    for edge in network.edges:
        words = _quoted(f"{edge.words} {edge.weight:g}".strip())
        wide = 1 + 5 * edge.weight / heaviest
        said = f"label={words}, weight={max(1, round(edge.weight))}, penwidth={wide:.1f}"
        lines.append(f"  n{edge.source} {arrow} n{edge.target} [{said}];")
    return "\n".join((*lines, "}")) + "\n"


def _quoted(text: str) -> str:
    """A string of DOT: in it a backslash is an escape, and a line must not end."""
    flat = " ".join(text.split())
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


def drawio(network: NetworkFile) -> str:
    """A diagram of draw.io (diagrams.net), uncompressed, with every node where it stands."""
    cells = []
    for number, node in enumerate(network.nodes):
        style = (
            f"ellipse;whiteSpace=wrap;html=1;fillColor={node.color};opacity=85;fontColor=#000000;"
        )
        width, height = max(80, 8 * len(node.name)), 44
        box = f'x="{node.x - width / 2:.0f}" y="{node.y - height / 2:.0f}"'
        size = f'width="{width}" height="{height}"'
        words = escaped(escaped(f"{node.name} ({node.size:g})"))  # a label is read as HTML
        cells.append(
            f'<mxCell id="n{number}" value="{words}" style="{style}" vertex="1" parent="1">'
            f'<mxGeometry {box} {size} as="geometry"/></mxCell>'
        )
    end = "classic" if network.directed else "none"
    heaviest = max((edge.weight for edge in network.edges), default=1.0)
    for number, edge in enumerate(network.edges):
        words = escaped(escaped(f"{edge.words} {edge.weight:g}".strip()))
        style = f"endArrow={end};strokeWidth={1 + 5 * edge.weight / heaviest:.1f};html=1;"
        ends = f'source="n{edge.source}" target="n{edge.target}"'
        cells.append(
            f'<mxCell id="e{number}" value="{words}" style="{style}" edge="1" parent="1" {ends}>'
            '<mxGeometry relative="1" as="geometry"/></mxCell>'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<mxfile>'
        f'<diagram name="{escaped(network.title)}"><mxGraphModel><root>'
        '<mxCell id="0"/><mxCell id="1" parent="0"/>\n'
        + "\n".join(cells)
        + "\n</root></mxGraphModel></diagram></mxfile>\n"
    )


WRITERS: Mapping[str, Callable[[NetworkFile], str]] = {
    ".graphml": graphml,
    ".dot": dot,
    ".drawio": drawio,
}
"""What writes a network, by the end of the file's name."""
