"""Paragraphs of a text with structure: its innermost blocks, and what lies between them."""

from __future__ import annotations

import pytest

from annotator.corpus.blocks import paragraph_bounds
from annotator.corpus.limits import (
    LARGEST_INTAKE,
    LARGEST_TEXT_FILE,
    LONGEST_NAME,
    MOST_CODES,
    codes_fault,
    document_fault,
    name_fault,
)
from annotator.corpus.structure import Element, Structure, in_order, of_kind, structure_fault
from annotator.corpus.text import DocumentText

TEXT = "Title\n1 first note\n\nloose line\nA cell\tanother\nend"


def blocks(*elements: tuple[str, str]) -> list[str]:
    """The paragraphs of TEXT with blocks of these kinds on these words."""
    made = [
        Element(kind, TEXT.index(words), TEXT.index(words) + len(words)) for kind, words in elements
    ]
    bounds = paragraph_bounds(TEXT, Structure.of(made))
    assert bounds == sorted(bounds)
    return [TEXT[start:end] for start, end in bounds]


LINES = ["Title", "1 first note", "loose line", "A cell\tanother", "end"]


@pytest.mark.parametrize(
    ("elements", "paragraphs"),
    [
        ([("emphasis", "Title")], []),
        ([("heading", "Title")], LINES),
        # What stands before a block in its line goes with it, and what stands after it.
        ([("footnote", "first note")], LINES),
        ([("paragraph", "loose")], LINES),
        # A block that holds others is none itself.
        (
            [("quote", "A cell\tanother"), ("cell", "A cell"), ("cell", "another")],
            [*LINES[:3], "A cell", "another", "end"],
        ),
        # An empty block is no paragraph.
        ([("heading", "Title"), ("cell", "")], LINES),
    ],
)
def test_paragraphs(elements: list[tuple[str, str]], paragraphs: list[str]) -> None:
    assert blocks(*elements) == paragraphs


def test_blocks_that_reach_into_each_other_are_parted() -> None:
    made = [Element("paragraph", 0, 10), Element("paragraph", 6, 18)]
    assert paragraph_bounds(TEXT, Structure.of(made))[:2] == [(0, 10), (10, 18)]


def test_the_block_at_a_position() -> None:
    text = DocumentText("Title\nbody", Structure.of([Element("heading", 0, 5)]))
    heading, body = text.paragraphs()
    assert (heading.start, heading.end, body.start, body.end) == (0, 5, 6, 10)
    assert text.paragraph_at(0) == text.paragraph_at(5) == heading
    assert text.paragraph_at(6) == body
    assert list(text.paragraphs(5)) == [body]
    assert list(text.paragraphs_before(6)) == [heading]
    assert list(text.paragraphs_before(7)) == [body, heading]
    assert text.paragraph_number(5) == 1
    assert text.paragraph_number(6) == 2


def test_structure_of_one_kind() -> None:
    elements = [Element("page", 4, 9), Element("heading", 0, 5), Element("heading", 0, 9)]
    structure = Structure.of(elements)
    assert [(one.start, one.end) for one in in_order(elements)] == [(0, 9), (0, 5), (4, 9)]
    assert list(of_kind(elements, "heading")) == elements[1:]
    assert list(of_kind(elements, "page", "table")) == elements[:1]
    assert structure.number_of("heading") == 2
    assert structure.number_of("table") == 0
    assert structure == Structure.of(reversed(elements))
    assert structure != Structure.of(elements[:1])
    assert structure != list(structure)
    assert structure.overlapping(5, 6, "heading") == [0]
    assert structure.overlapping(5, 6) == [0, 2]
    assert structure.last_before(3, "page") is None
    assert structure.last_before(4, "page") == elements[0]
    assert structure.last_before(4, "table") is None


@pytest.mark.parametrize(("start", "end", "fits"), [(0, 9, True), (4, 4, True), (0, 10, False)])
def test_elements_lie_within_the_text(start: int, end: int, fits: bool) -> None:
    assert (structure_fault([Element("page", start, end)], 9) is None) == fits
    assert structure_fault([Element("page", -1, 2)], 9)
    assert structure_fault([Element("page", 3, 2)], 9)


def test_limits_are_the_last_that_is_taken() -> None:
    assert codes_fault(MOST_CODES) is None
    assert codes_fault(MOST_CODES + 1)
    assert name_fault("x" * LONGEST_NAME) is None
    assert name_fault("x" * (LONGEST_NAME + 1))
    assert document_fault(LARGEST_TEXT_FILE, LARGEST_INTAKE) is None
    assert "its text" in (document_fault(LARGEST_TEXT_FILE + 1, 0) or "")
    assert "the file" in (document_fault(0, LARGEST_INTAKE + 1) or "")
