"""The codebook file: exact both ways, and every mistake named with its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.identity import guid_from
from annotator.exchange.codebook_file import (
    CodebookProblems,
    read_codebook_file,
    write_codebook_file,
)

WHEN = datetime(2026, 1, 1, 10, tzinfo=UTC)


def read(text: str) -> Codebook:
    return read_codebook_file(text.encode(), "book.yaml", WHEN)


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(CodebookProblems) as caught:
        read(text)
    return caught.value.problems


def test_nested_codes_with_all_fields() -> None:
    book = read(
        """annotator-codebook: 1
name: Discourse
codes:
  - name: claim
    id: "{0C4F0F7A-6A0B-4A3E-9A7B-1C2D3E4F5A6B}"
    key: 1
    color: "#56B4E9"
    definition: |
      A statement that
      can be disputed.
    use when: asserted
    do not use when: quoted
    examples:
      - Taxes will fall.
      - "No: never"
    codes:
      - name: no
        codable: false
  - name: 1
"""
    )
    claim, no, one = (code for _depth, code in book.walk())
    assert book.name == "Discourse"
    assert claim == Code(
        "0c4f0f7a-6a0b-4a3e-9a7b-1c2d3e4f5a6b",
        "claim",
        "#56b4e9",
        WHEN,
        WHEN,
        key="1",
        definition="A statement that\ncan be disputed.\n",
        when_to_use="asserted",
        when_not_to_use="quoted",
        examples=("Taxes will fall.", "No: never"),
    )
    assert (no.name, no.codable, no.parent) == ("no", False, claim.guid)
    assert (one.name, one.position, one.parent) == ("1", 1, None)


@pytest.mark.parametrize("name", ["no", "1", "null", "~", "1e3", "2026-01-01", "true", "0x1F"])
def test_names_are_texts_whatever_yaml_thinks(name: str) -> None:
    assert read(f"annotator-codebook: 1\ncodes:\n- name: {name}\n").codes[0].name == name


def test_the_same_file_gives_the_same_identities() -> None:
    text = "annotator-codebook: 1\ncodes:\n- name: a\n- name: a\n"
    first, second = read(text), read(text)
    assert first == second
    assert first.codes[0].guid != first.codes[1].guid


def test_every_problem_has_its_line() -> None:
    found = problems(
        """annotator-codebook: 2
title: x
codes:
  - color: red
    key: ab
  - name: b
    name: c
    codable: maybe
    examples: one
    definition: [a]
  - name: d
    key: x
    codes:
      - name: e
        key: x
        id: 5
  - just a text
"""
    )
    assert [line for line, _message in found] == [1, 2, 4, 4, 5, 7, 8, 9, 10, 15, 16, 17]
    assert "“title”" in found[1][1]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("", 1, "annotator-codebook"),
        ("- a\n", 1, "annotator-codebook"),
        ("codes: []\n", 1, "missing"),
        ("annotator-codebook: 1\ncodes:\n- &a\n  name: x\n- *a\n", 3, "Anchors"),
        ("annotator-codebook: 1\nname: *a\n", 2, "Anchors"),
        ("annotator-codebook: 1\nname: !!python/object:os.system x\n", 2, "tag"),
        ("annotator-codebook: 1\nname: 'x\n", 2, "read"),
        ("annotator-codebook: 1\n---\nannotator-codebook: 1\n", 2, "second document"),
        ("annotator-codebook: 1\n\tname: x\n", 2, "read"),
        ("annotator-codebook: 1\nname: x\x01\n", 2, "character"),
        ("annotator-codebook: 1\ncodes: " + "[" * 100_000, 2, "deep"),
    ],
)
def test_what_is_no_codebook(text: str, line: int, word: str) -> None:
    found_line, message = problems(text)[0]
    assert word in message
    assert abs(found_line - line) <= 1


def test_bytes_that_are_no_utf8() -> None:
    with pytest.raises(CodebookProblems) as caught:
        read_codebook_file(b"annotator-codebook: 1\nname: \xff\n", "b", WHEN)
    assert caught.value.problems[0][0] == 2


def test_a_windows_file_with_a_mark() -> None:
    data = "\ufeffannotator-codebook: 1\r\nname: é\r\n".encode()
    assert read_codebook_file(data, "b", WHEN).name == "é"


def test_written_texts_of_several_lines_are_literal_blocks() -> None:
    code = Code(guid_from("a"), "no", "#000000", WHEN, WHEN, definition="one\ntwo\n\nthree")
    text = write_codebook_file(Codebook((code,), "Book")).decode()
    assert "definition: |-\n    one\n    two\n\n    three\n" in text
    assert "name: 'no'" in text


TEXT = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\n\t \r\x85\u2028\ufeff#:-|>'\"\\é😀"),
    max_size=30,
)
NAMES = TEXT.filter(str.strip)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    codes: list[Code] = []
    counts: dict[str | None, int] = {}
    for index in range(draw(st.integers(0, 6))):
        parents = [None, *(code.guid for code in codes)]
        parent = draw(st.sampled_from(parents))
        position = counts.get(parent, 0)
        counts[parent] = position + 1
        codes.append(
            Code(
                guid=guid_from("code", str(index)),
                name=draw(NAMES),
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
                codable=draw(st.booleans()),
            )
        )
    return Codebook(tuple(codes), draw(TEXT))


@settings(max_examples=150, deadline=None)
@given(codebooks())
def test_round_trip_is_exact(book: Codebook) -> None:
    again = read_codebook_file(write_codebook_file(book), "b", WHEN)
    assert again.name == book.name
    assert list(again.walk()) == list(book.walk())


def test_a_deep_tree_round_trips() -> None:
    codes = [Code(guid_from("0"), "c", "#000000", WHEN, WHEN)]
    for index in range(1, 99):
        codes.append(replace(codes[-1], guid=guid_from(str(index)), parent=codes[-1].guid))
    book = Codebook(tuple(codes))
    assert read_codebook_file(write_codebook_file(book), "b", WHEN).codes == book.codes
