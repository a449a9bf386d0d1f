"""The codebook file: exact both ways, and every mistake named with its line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from annotator.corpus.codebook import (
    Attribute,
    AttributeKind,
    Choice,
    Code,
    Codebook,
    RelationType,
    Unit,
)
from annotator.corpus.identity import guid_from
from annotator.exchange.codebook_file import (
    CodebookProblems,
    read_codebook_file,
    read_codebook_text,
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
  - color: reddish
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


FULL = """annotator-codebook: 1
codes:
- name: claim
  id: 0c4f0f7a-6a0b-4a3e-9a7b-1c2d3e4f5a6b
  counter-examples:
  - Fall, taxes!
  unit: clause
  may nest in itself: false
  may overlap: no
  cues:
  - may
  - /wo(n't|n’t)/
  attributes:
  - name: type
    kind: choice
    definition: What kind it is.
    required: true
    default: factual
    values:
    - factual
    - name: causal
      key: c
      definition: One thing makes another.
  - name: holder
    kind: entity
  - name: conditional
    kind: yes/no
    default: false
  codes:
  - name: part
relations:
- name: supports
  key: s
  definition: Gives a reason.
  from:
  - claim > part
  to:
  - 0c4f0f7a-6a0b-4a3e-9a7b-1c2d3e4f5a6b
  - claim > part
- name: any
"""


def test_rules_attributes_and_relations() -> None:
    book = read(FULL)
    claim, part = book.codes
    assert claim.counter_examples == ("Fall, taxes!",)
    assert (claim.unit, claim.may_nest, claim.may_overlap) == (Unit.CLAUSE, False, False)
    assert claim.cues == ("may", "/wo(n't|n’t)/")
    kind, holder, conditional = book.attributes_of(claim.guid)
    assert (kind.kind, kind.required, kind.default) == (AttributeKind.CHOICE, True, "factual")
    assert kind.choices == (Choice("factual"), Choice("causal", "c", "One thing makes another."))
    assert (holder.kind, holder.position) == (AttributeKind.ENTITY, 1)
    assert (conditional.kind, conditional.default) == (AttributeKind.YES_NO, "no")
    supports, anything = book.relation_types
    assert (supports.key, supports.definition) == ("s", "Gives a reason.")
    assert (supports.sources, supports.targets) == ((part.guid,), (claim.guid, part.guid))
    assert (anything.sources, anything.targets) == ((), ())
    guids = {a.guid for a in book.attributes} | {a.guid for a in book.relation_types}
    assert len(guids) == 5
    assert read(FULL) == book
    assert read_codebook_text(FULL, "book", WHEN) == book


@pytest.mark.parametrize(
    ("old", "new", "place", "word"),
    [
        ("unit: clause", "unit: word", "unit:", "free, clause, sentence"),
        ("overlap: no", "overlap: maybe", "may overlap", "true or false"),
        ("- may\n", "- [a]\n", "- [a]", "text"),
        ("/wo(n't|n’t)/", "/wo(/", "- /wo", "regular expression"),
        ("/wo(n't|n’t)/", "//", "- //", "empty"),
        ("  - may\n", "  - ''\n", "- ''", "nothing"),
        ("kind: choice", "kind: list", "kind: list", "choices, text, number, yes/no, entity"),
        ("    kind: entity\n", "", "- name: holder", "“kind”"),
        ("name: holder", "name: type", "name: type\n    kind: entity", "already"),
        ("kind: entity", "kind: choices", "- name: holder", "needs “values”"),
        ("kind: choice\n", "kind: text\n", "    - factual", "has no “values”"),
        ("name: causal", "name: factual", "name: factual", "stands at line"),
        ("    - factual\n", "    - {name: factual, key: c}\n", "key: c\n", "key “c”"),
        ("default: factual", "default: other", "default: other", "not one of its values"),
        ("default: false", "default: maybe", "default: maybe", "neither yes nor no"),
        ("required: true", "required: 1", "required: 1", "true or false"),
        ("key: c\n", "key: cc\n", "key: cc", "one character"),
        ("name: any", "name: any\n  key: s", "key: s\n\x00", "key “s”"),
        ("claim > part", "part", "- part\n", "no code “part”"),
        ("name: any", "name: any\n  to: [claim, claim]", "to: [claim", "second time"),
        ("name: any", "name: any\n  to: claim", "to: claim", "list"),
        ("name: any", "verb: any", "- verb: any", "no name"),
        ("- name: any", "- any", "- any", "name:"),
        ("- factual\n", "- ''\n", "- ''", "no name"),
        ("- factual\n", "- []\n", "- []", "a text"),
        ("- name: holder\n    kind: entity", "- holder", "- holder", "name:"),
        ("- name: part", "- name: part\n  - name: part", "- claim > part", "2 codes"),
    ],
)
def test_each_new_mistake_has_its_line(old: str, new: str, place: str, word: str) -> None:
    text = FULL.replace(old, new, 1)
    at = text.rindex(place[:-1]) if place.endswith("\x00") else text.index(place)
    line = text[:at].count("\n") + 1
    assert any(line == found and word in message for found, message in problems(text))
    with pytest.raises(CodebookProblems):
        read_codebook_text(text, "book", WHEN)


def test_half_a_character_in_a_text() -> None:
    with pytest.raises(CodebookProblems) as caught:
        read_codebook_text("annotator-codebook: 1\nname: \ud800\n", "b", WHEN)
    assert caught.value.problems[0][0] == 2


def test_what_a_file_would_refuse_is_settled_in_writing() -> None:
    one, two = (guid_from(name) for name in "ab")
    codes = tuple(Code(guid, "x", "#000000", WHEN, WHEN, key="k") for guid in (one, two))
    choices = (Choice("a", "q"), Choice("b", "q"), Choice("a"))
    attributes = (
        Attribute(guid_from("1"), one, "n", AttributeKind.CHOICE, WHEN, WHEN, 0, "", choices),
        Attribute(guid_from("2"), one, "n", AttributeKind.TEXT, WHEN, WHEN, 1, "", choices),
        Attribute(guid_from("3"), one, "m", AttributeKind.CHOICES, WHEN, WHEN, 2, default="z"),
        Attribute(guid_from("4"), guid_from("no code"), "m", AttributeKind.TEXT, WHEN, WHEN),
    )
    types = tuple(
        RelationType(guid_from(n), n, WHEN, WHEN, key="k", sources=(one, guid_from("no code")))
        for n in "rs"
    )
    book = Codebook(codes, "", attributes, types)
    again = read_codebook_file(write_codebook_file(book), "b", WHEN)
    # Siblings of one name and position are ordered by GUID.
    assert sorted(code.key for code in again.codes) == ["", "k"]
    first, second, third = again.attributes_of(one)
    assert first.choices == (Choice("a", "q"), Choice("b"))
    assert (second.name, second.choices) == ("n (2)", ())
    assert (third.kind, third.default) == (AttributeKind.TEXT, "z")
    assert [kind.key for kind in again.relation_types] == ["k", ""]
    assert {kind.sources for kind in again.relation_types} == {(one,)}
