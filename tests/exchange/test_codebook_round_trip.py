"""Whatever a codebook holds is the same after writing and reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.codebook import (
    Attribute,
    AttributeKind,
    Choice,
    Code,
    Codebook,
    CodeSet,
    RelationType,
    Unit,
)
from annotator.corpus.identity import guid_from
from annotator.exchange.codebook_file import read_codebook_file, write_codebook_file
from tests.examples import examples

WHEN = datetime(2026, 1, 1, 10, tzinfo=UTC)

TEXT = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\n\t \r\x85\u2028\ufeff#:-|>'\"\\é😀"),
    max_size=30,
)
NAMES = TEXT.filter(str.strip)


CUES = NAMES.filter(lambda text: not text.startswith("/")) | st.just("/wo(n't|nt)/")


def attribute(draw: st.DrawFn, code: str, position: int) -> Attribute:
    kind = draw(st.sampled_from(AttributeKind))
    closed = kind in (AttributeKind.CHOICE, AttributeKind.CHOICES)
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True)) if closed else []
    choices = tuple(
        Choice(name, draw(st.sampled_from(["", str(index)])), draw(st.just("") | TEXT))
        for index, name in enumerate(names)
    )
    default = ""
    if draw(st.booleans()):
        plain = {AttributeKind.NUMBER: "2.5", AttributeKind.YES_NO: "yes"}
        default = draw(st.sampled_from(names)) if closed else plain.get(kind) or draw(TEXT)
    return Attribute(
        guid=guid_from("attribute", code, str(position)),
        code=code,
        name=f"{position}{draw(TEXT)}",
        kind=kind,
        created=WHEN,
        modified=WHEN,
        position=position,
        definition=draw(TEXT),
        choices=choices,
        required=draw(st.booleans()),
        default=default,
    )


def relation_type(draw: st.DrawFn, codes: list[Code], position: int) -> RelationType:
    guids = st.lists(st.sampled_from([code.guid for code in codes]), unique=True, max_size=3)
    return RelationType(
        guid=guid_from("relation", str(position)),
        name=draw(NAMES),
        created=WHEN,
        modified=WHEN,
        position=position,
        key=str(position) if draw(st.booleans()) else "",
        definition=draw(TEXT),
        sources=tuple(draw(guids)) if codes else (),
        targets=tuple(draw(guids)) if codes else (),
    )


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    codes: list[Code] = []
    counts: dict[str | None, int] = {}
    for index in range(draw(st.integers(0, 5))):
        parent = draw(st.sampled_from([None, *(code.guid for code in codes)]))
        position = counts.get(parent, 0)
        counts[parent] = position + 1
        codes.append(
            Code(
                guid=guid_from("code", str(index)),
                name=draw(NAMES | st.sampled_from(["a", "a > a"])),
                color=draw(st.sampled_from(["#000000", "#12abef"])),
                created=WHEN,
                modified=WHEN,
                parent=parent,
                position=position,
                key=str(index) if draw(st.booleans()) else "",
                definition=draw(TEXT),
                when_to_use=draw(TEXT),
                when_not_to_use=draw(TEXT),
                examples=tuple(draw(st.lists(TEXT, max_size=3))),
                counter_examples=tuple(draw(st.lists(TEXT, max_size=2))),
                codable=draw(st.booleans()),
                unit=draw(st.sampled_from(Unit)),
                may_nest=draw(st.booleans()),
                may_overlap=draw(st.booleans()),
                cues=tuple(draw(st.lists(CUES, max_size=2))),
            )
        )
    attributes = [
        attribute(draw, code.guid, n) for code in codes for n in range(draw(st.integers(0, 2)))
    ]
    types = [relation_type(draw, codes, n) for n in range(draw(st.integers(0, 2)))]
    book = Codebook(tuple(codes), draw(TEXT), tuple(attributes), tuple(types))
    order = [code.guid for _depth, code in book.walk()]
    sets = [
        CodeSet(
            guid_from("set", str(n)),
            draw(NAMES),
            tuple(guid for guid in order if draw(st.booleans())),
        )
        for n in range(draw(st.integers(0, 2)))
    ]
    return replace(book, sets=tuple(sets))


@settings(max_examples=examples(50), deadline=None)
@given(codebooks())
def test_round_trip_is_exact(book: Codebook) -> None:
    again = read_codebook_file(write_codebook_file(book), "b", WHEN)
    assert again.name == book.name
    assert list(again.walk()) == list(book.walk())
    assert again.sets == book.sets
    assert again.relation_types == book.relation_types
    for code in book.codes:
        assert again.attributes_of(code.guid) == book.attributes_of(code.guid)


def test_a_deep_tree_round_trips() -> None:
    codes = [Code(guid_from("0"), "c", "#000000", WHEN, WHEN)]
    for index in range(1, 100):
        codes.append(replace(codes[-1], guid=guid_from(str(index)), parent=codes[-1].guid))
    choices = (Choice("a", "1"),)
    deep = Attribute(
        guid_from("a"), codes[-1].guid, "n", AttributeKind.CHOICE, WHEN, WHEN, choices=choices
    )
    book = Codebook(tuple(codes), attributes=(deep,))
    again = read_codebook_file(write_codebook_file(book), "b", WHEN)
    assert (again.codes, again.attributes) == (book.codes, book.attributes)
