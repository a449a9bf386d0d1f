"""Drawings and networks as files: well formed, complete, and names are no markup."""

from __future__ import annotations

import re
import subprocess
from shutil import which

import numpy as np
import pytest
from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.drawings.networks import (
    NetworkEdge,
    NetworkFile,
    NetworkNode,
    dot,
    drawio,
    graphml,
)
from annotator.exchange.drawings.svg import escaped, svg
from annotator.operations.retrieval.pictures.saving import print_look
from annotator.retrieval.pictures import Picture, draw
from tests.retrieval.pictures import examples

NASTY = 'a "b" <c> & \\ \x00 \ud83d ]]> {0}'
SVG = "{http://www.w3.org/2000/svg}"
NETWORK = NetworkFile(
    NASTY,
    "about",
    [NetworkNode(NASTY, "#0072b2", 3), NetworkNode("two", "#e69f00", 1.5, 10, 20)],
    [NetworkEdge(0, 1, 4, NASTY), NetworkEdge(1, 1, 0.5)],
    directed=True,
)


def _parsed(text: str) -> etree._Element:
    return etree.fromstring(text.encode("utf-8"))


@pytest.mark.parametrize("picture", examples.every_kind(4))
def test_svg_is_well_formed_has_names_and_all_words(picture: Picture) -> None:
    drawing = draw(picture, print_look())
    root = _parsed(svg(drawing))
    assert root.findtext(f"{SVG}title") == picture.heading.title
    assert picture.heading.about in (root.findtext(f"{SVG}desc") or "")
    shown = (one for one in root.iter(f"{SVG}text") if one.get("aria-hidden") is None)
    words = ["".join(one.itertext()) for one in shown]
    assert words == [one.text for one in drawing.shapes if hasattr(one, "text")]
    used = set(re.findall(r"url\(#(\w+)\)", svg(drawing)))
    assert used == {one.get("id") for one in root.iter(f"{SVG}pattern")}


def test_marks_have_titles_that_are_read_aloud() -> None:
    root = _parsed(svg(draw(examples.bars(), print_look())))
    titles = [one.text for one in root.iter(f"{SVG}title")]
    assert titles[1:] == [f"mark {number}" for number in range(12)]


def test_very_many_boxes_are_a_path_for_each_paint() -> None:
    picture = examples.portrait(1_000, 20_000, 20)
    root = _parsed(svg(draw(picture, print_look())))
    paths = [one.get("d") or "" for one in root.iter(f"{SVG}path")]
    drawn = [path for path in paths if path.count("M") > 100]
    assert sum(path.count("M") for path in drawn) == 21_000
    assert len(drawn) == 21


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert escaped("a\x00\ud83d<") == "a\ufffd\ufffd&lt;"


def test_graphml_is_read_back() -> None:
    root = _parsed(graphml(NETWORK))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert [one.get("id") for one in root.iter(f"{space}node")] == ["n0", "n1"]
    (first, second) = root.iter(f"{space}edge")
    assert (first.get("source"), first.get("target")) == ("n0", "n1")
    data = {one.get("key"): one.text for one in first}
    assert data["weight"] == "4" and data["type"] == escaped_back(NASTY)
    assert [one.get("key") for one in second] == ["weight"]


def escaped_back(text: str) -> str:
    return text.replace("\x00", "\ufffd").replace("\ud83d", "\ufffd")


def test_strings_of_dot_end_where_they_should() -> None:
    text = dot(NETWORK)
    strings = re.findall(r'"(?:[^"\\]|\\.)*"', text)
    rest = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    assert '"' not in rest and "\\" not in rest
    assert any("\\\\" in one and '\\"b\\"' in one for one in strings)
    assert text.startswith("digraph") and "n0 -> n1" in text
    undirected = dot(NetworkFile("t", "", NETWORK.nodes, NETWORK.edges))
    assert undirected.startswith("graph") and "n0 -- n1" in undirected


@pytest.mark.skipif(which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_reads_it() -> None:
    text = dot(NETWORK).replace("\x00", "").replace("\ud83d", "")
    subprocess.run(["dot", "-Tplain"], input=text.encode(), check=True, capture_output=True)


def test_drawio_is_well_formed_and_its_labels_are_no_markup() -> None:
    root = _parsed(drawio(NETWORK))
    cells = {one.get("id"): one for one in root.iter("mxCell")}
    assert {"0", "1", "n0", "n1", "e0", "e1"} == cells.keys()
    label = cells["n0"].get("value") or ""
    assert "<" not in label and "&lt;c&gt;" in label, "draw.io reads a label as HTML"
    assert (cells["e0"].get("source"), cells["e0"].get("target")) == ("n0", "n1")


def test_numbers_in_svg_are_never_in_the_words_of_a_language() -> None:
    drawing = draw(examples.heat_map(), print_look())
    assert not re.search(r' [xy]="[^"]*,', svg(drawing))
    assert np.isfinite([drawing.width, drawing.height]).all()
