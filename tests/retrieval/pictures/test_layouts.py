"""Every picture is laid out so that words are legible and each mark can be reached."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from annotator.corpus.colors import contrast
from annotator.corpus.drawing import Anchor, Boxes, Drawing, Words, bounds
from annotator.operations.retrieval.pictures.saving import print_look
from annotator.retrieval.pictures import HeatMap, Look, Picture, draw
from annotator.retrieval.pictures.spring_layout import spring_layout
from tests.retrieval.pictures import examples

DARK = Look("#1f2126", "#e6e6e6", "#a0a4ab", "#3a3d44", "#8ab4f8")
PICTURES = [one for size in (1, 4, 14) for one in examples.every_kind(size)]
_SLACK = 1.5


def _extent(words: Words, look: Look) -> tuple[float, float, float, float]:
    wide = look.wide(words.text, words.size)
    left = words.x - {Anchor.START: 0, Anchor.MIDDLE: 0.5, Anchor.END: 1}[words.anchor] * wide
    return left, words.y - words.size * 0.75, left + wide, words.y + words.size * 0.2


def _level(drawing: Drawing) -> Iterator[Words]:
    return (one for one in drawing.shapes if isinstance(one, Words) and not one.angle)


@pytest.mark.parametrize("picture", PICTURES)
def test_words_do_not_overlap_and_are_on_the_paper(picture: Picture) -> None:
    look = print_look()
    drawing = draw(picture, look)
    placed = [(one.text, _extent(one, look)) for one in _level(drawing)]
    for text, (left, top, right, bottom) in placed:
        assert left >= -_SLACK and right <= drawing.width + _SLACK, text
        assert top >= 0 and bottom <= drawing.height, text
    for (one, a), (other, b) in itertools.combinations(placed, 2):
        across = min(a[2], b[2]) - max(a[0], b[0])
        down = min(a[3], b[3]) - max(a[1], b[1])
        assert across <= _SLACK or down <= _SLACK, f"{one} on {other}"


@pytest.mark.parametrize("picture", PICTURES)
def test_shapes_are_on_the_paper(picture: Picture) -> None:
    drawing = draw(picture, print_look())
    for shape in drawing.shapes:
        left, top, right, bottom = bounds(shape)
        assert left >= 0 and top >= 0, shape
        assert right <= drawing.width and bottom <= drawing.height, shape


@pytest.mark.parametrize("look", [print_look(), DARK])
@pytest.mark.parametrize("picture", examples.every_kind(4))
def test_words_are_legible(picture: Picture, look: Look) -> None:
    drawing = draw(picture, look)
    assert drawing.background == look.page
    for words in _level(drawing):
        behind = [
            shape.paint.fill
            for shape in drawing.shapes
            if not isinstance(shape, Words | Boxes)
            and isinstance(picture, HeatMap)
            and shape.mark >= 0
            and bounds(shape)[0] <= words.x <= bounds(shape)[2]
            and bounds(shape)[1] <= words.y - 2 <= bounds(shape)[3]
        ]
        for ground in behind or [look.page]:
            own = contrast(words.color, ground)
            is_on_node = words.color == look.page and ground == look.page
            assert own >= 3 or is_on_node, words


@pytest.mark.parametrize("picture", PICTURES)
def test_marks_are_found_where_they_are_drawn(picture: Picture) -> None:
    drawing = draw(picture, print_look())
    seen = set()
    for shape in drawing.shapes:
        if isinstance(shape, Words | Boxes) or shape.mark < 0:
            continue
        left, top, right, bottom = bounds(shape)
        x, y = (left + right) / 2, (top + bottom) / 2
        seen.add(shape.mark)
        if right - left > 3 and bottom - top > 3 and not hasattr(shape, "points"):
            found = drawing.mark_at(x, y)
            assert found >= 0 and drawing.marks[found].label
    assert all(0 <= mark < len(drawing.marks) for mark in seen)
    assert drawing.mark_at(1, 1) == -1


def test_a_coding_of_a_portrait_is_found_by_its_place() -> None:
    picture = examples.portrait(3, 12, 4)
    drawing = draw(picture, print_look())
    (codings,) = (s for s in drawing.shapes if isinstance(s, Boxes) and (s.mark >= 0).all())
    for at in range(len(codings)):
        x, y = codings.x[at] + 0.5, codings.y[at] + 1
        assert codings.mark[at] == drawing.mark_at(float(x), float(y)) or (
            picture.code[codings.mark[at]] == picture.code[drawing.mark_at(float(x), float(y))]
        ), "only a coding of the same lane may lie before it"


def test_boxes_keep_to_their_documents_and_their_order_in_a_large_portrait() -> None:
    picture = examples.portrait(1_000, 20_000, 20)
    drawing = draw(picture, print_look())
    bars, codings = (shape for shape in drawing.shapes if isinstance(shape, Boxes))
    assert len(bars) == 1_000 and len(codings) == 20_000
    document = picture.document[codings.mark]
    assert (np.diff(document) >= 0).all()
    assert np.allclose(codings.y, bars.y[document]), "many documents have one lane each"
    wide = codings.width * 1.0
    same = document[1:] == document[:-1]
    assert (np.diff(wide)[same] <= 1e-9).all(), "short ones are drawn after long ones"


def test_a_spring_layout_is_the_same_each_time_and_keeps_nodes_apart() -> None:
    weights = np.array([[0, 5, 0, 0], [5, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]], dtype=np.float64)
    one, again = spring_layout(weights), spring_layout(weights)
    assert (one == again).all() and ((one >= 0) & (one <= 1)).all()
    distance = np.sqrt(((one[:, None] - one[None]) ** 2).sum(axis=2))
    assert distance[~np.eye(4, dtype=bool)].min() > 0.1
    assert distance[0, 1] < distance[0, 3], "what is joined is nearer than what is not"


def test_what_says_nothing_is_not_drawn_as_zero() -> None:
    values = np.array([[np.nan, 1.0]])
    picture = HeatMap(examples.HEAD, ["row"], ["a", "b"], values, [["–", "1"]], [])
    drawing = draw(picture, print_look())
    assert "–" in [one.text for one in _level(drawing)]


@pytest.mark.parametrize("picture", examples.every_kind(4))
def test_what_is_seen_has_all_that_reaches_into_the_window(picture: Picture) -> None:
    drawing, look = draw(picture, print_look()), print_look()
    for top in range(0, int(drawing.height), 60):
        window = 100.0, float(top), 400.0, top + 60.0
        seen = {id(shape) for shape in drawing.seen(*window)}
        for shape in drawing.shapes:
            sides = bounds(shape)
            if isinstance(shape, Words) and not shape.angle:
                sides = _extent(shape, look)
            across = sides[0] <= window[2] and sides[2] >= window[0]
            if across and sides[1] <= window[3] and sides[3] >= window[1]:
                assert id(shape) in seen, shape
    everything = 0.0, 0.0, drawing.width, drawing.height
    assert [id(one) for one in drawing.seen(*everything)] == [id(one) for one in drawing.shapes]
