"""Structure as columns: what goes in comes out, queries agree with looking at every element."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.places import outline, page_at, place_of
from annotator.corpus.structure import KINDS, Element, Structure, in_order
from annotator.corpus.structure_columns import StructureColumns, from_columns, to_columns
from annotator.corpus.text import DocumentText

CHARACTERS = 60
_values = st.dictionaries(
    st.sampled_from(["level", "label", "x-2"]),
    st.one_of(st.text("aé🙂1 ", max_size=3), st.integers(-9, 2**40)),
    max_size=2,
)
_kinds = st.sampled_from(["page", "heading", "footnote", "an-unknown-kind"])


@st.composite
def _elements(draw: st.DrawFn) -> list[Element]:
    found = []
    for _ in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, CHARACTERS))
        end = draw(st.integers(start, CHARACTERS))
        found.append(Element(draw(_kinds), start, end, draw(_values)))
    return found


@given(_elements())
def test_what_is_stored_is_what_was_given(elements: list[Element]) -> None:
    structure = Structure.of(elements)
    again = from_columns(to_columns(structure), CHARACTERS)
    assert list(again) == list(structure) == in_order(elements)
    assert again == structure
    assert to_columns(again) == to_columns(from_columns(to_columns(again), CHARACTERS))


@given(_elements(), st.integers(0, CHARACTERS), st.integers(1, 20), st.booleans())
def test_overlapping_finds_what_looking_at_each_finds(
    elements: list[Element], start: int, length: int, some: bool
) -> None:
    structure = Structure.of(elements)
    kinds = ("page", "heading") if some else ()
    expected = [
        number
        for number, one in enumerate(structure)
        if (not kinds or one.kind in kinds)
        and one.start < start + length
        and max(one.end, one.start + 1) > start
    ]
    assert structure.overlapping(start, start + length, *kinds) == expected


@given(_elements(), st.integers(0, CHARACTERS))
def test_the_innermost_at_a_position(elements: list[Element], position: int) -> None:
    structure = Structure.of(elements)
    holding = [one for one in structure if one.kind == "page" and one.start <= position < one.end]
    found = structure.at(position, "page")
    assert (found is None) == (not holding)
    if found is not None:
        assert found in holding
        assert found.end - found.start == min(one.end - one.start for one in holding)


GOOD = to_columns(Structure.of([Element("page", 0, 5, {"label": "i"}), Element("page", 5, 9)]))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kinds", "[]"),
        ("kinds", '["page","page"]'),
        ("kinds", '["Pa ge"]'),
        ("kinds", "{"),
        ("kind", b"\x01\0\0\0\0\0\0\0"),
        ("kind", b"\0\0\0"),
        ("start", b"\0\0\0\0"),
        ("start", b"\x06\0\0\0\x05\0\0\0"),
        ("start", b"\xff\xff\xff\xff\x05\0\0\0"),
        ("end", b"\x05\0\0\0\x0a\0\0\0"),
        ("end", b"\x05\0\0\0\x04\0\0\0"),
        ("value", b"\x09\0\0\0\0\0\0\0"),
        ("said", "[]"),
        ("said", '[[["label"],["i","j"]],[["label"],[null]]]'),
        ("said", '[[["label"],["i"]],[["label"],[[]]]]'),
        ("said", '[[["La bel"],["i"]],[[]]]'),
        ("said", '[[["label"],["\\ud800"]],[[]]]'),
        ("said", '[[["label"],[99999999999999999999]],[[]]]'),
        ("said", "[" * 5000),
    ],
)
def test_faulty_columns_are_refused(column: str, value: object) -> None:
    parts = {name: getattr(GOOD, name) for name in StructureColumns.__slots__} | {column: value}
    with pytest.raises(ValueError, match=r"it|its|element|kind"):
        from_columns(StructureColumns(**parts), 9)
    assert len(from_columns(GOOD, 9)) == 2


TEXT = "Title\nFirst words.[1]\nSecond\nand its rest\nA\tB\n[1] A note.\nplain end"


def _marked(kind: str, words: str, **values: str | int) -> Element:
    start = TEXT.index(words)
    return Element(kind, start, start + len(words), values)


STRUCTURE = Structure.of(
    [
        _marked("heading", "Title", level=1),
        _marked("paragraph", "First words.[1]"),
        _marked("note-mark", "[1]", note="n"),
        _marked("paragraph", "Second\nand its rest"),
        _marked("table", "A\tB"),
        _marked("cell", "A\tB"[:1], row=1, column=1),
        Element("cell", TEXT.index("\tB") + 1, TEXT.index("\tB") + 2),
        _marked("footnote", "[1] A note.", note="n", label="1"),
        Element("paragraph", TEXT.index("A note"), TEXT.index("A note") + 7),
        Element("page", 0, 28, {"label": "iv"}),
        Element("page", 29, len(TEXT), {"label": 5}),
    ]
)


def test_paragraphs_are_those_of_the_structure() -> None:
    document = DocumentText(TEXT, STRUCTURE)
    found = [TEXT[one.start : one.end] for one in document.paragraphs()]
    assert found == [
        *("Title", "First words.[1]", "Second\nand its rest", "A", "B", "[1] A note.", "plain end")
    ]
    assert document.paragraph_starts == [one.start for one in document.paragraphs()]
    rest = document.paragraph_at(TEXT.index("its"))
    assert rest is not None and TEXT[rest.start : rest.end] == "Second\nand its rest"
    before = [one.start for one in document.paragraphs_before(TEXT.index("its"))]
    assert before == document.paragraph_starts[2::-1]
    after = [one.start for one in document.paragraphs(TEXT.index("its"))]
    assert after == document.paragraph_starts[2:]
    assert document.paragraph_number(TEXT.index("its")) == 3


@given(_elements())
def test_paragraphs_are_apart_and_leave_out_nothing_written(elements: list[Element]) -> None:
    text = "ab cd\nef\tgh\n\nij kl mn\nop\n qr st uv wx yz\n0123456789 12345"[:CHARACTERS]
    text = text.ljust(CHARACTERS, "x")
    blocks = [Element("paragraph", one.start, one.end) for one in elements]
    document = DocumentText(text, Structure.of(blocks))
    covered = [False] * len(text)
    end = 0
    for one in document.paragraphs():
        assert one.start >= end
        end = one.end
        covered[one.start : one.end] = [True] * one.length
    assert all(covered[i] or text[i].isspace() for i in range(len(text)))


def test_page_section_and_note_of_a_place() -> None:
    place = place_of(TEXT, STRUCTURE, TEXT.index("note"))
    assert (place.page, place.section, place.note) == ("5", "Title", "1")
    assert place_of(TEXT, STRUCTURE, 0).page == "iv"
    assert page_at(STRUCTURE, 28) == "iv", "between two pages it is the one before"
    assert page_at(Structure(), 3) == ""
    (entry,) = outline(TEXT, STRUCTURE)
    assert (entry.words, entry.level, entry.start) == ("Title", 1, 0)


def test_kinds_are_registered_once() -> None:
    from annotator.corpus.structure import register  # noqa: PLC0415

    with pytest.raises(ValueError, match="already"):
        register("page", "again")
    assert "page" in KINDS
