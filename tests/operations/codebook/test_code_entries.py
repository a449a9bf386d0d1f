"""Moving codes, and saving a code with its attributes as one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, RelationType
from annotator.corpus.identity import guid_from
from annotator.errors import UserError
from annotator.operations import codebook
from annotator.operations.codebook import code_entries, code_merging, codes, relation_types
from annotator.operations.codings import coding_values
from annotator.operations.retrieval import passages
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, Made, content, make


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    yield made
    made.project.close()


def tree(made: Made) -> list[tuple[int, str]]:
    return [(depth, code.name) for depth, code in codebook.current(made.project).walk()]


def test_codes_move_among_siblings_and_into_one_another(made: Made) -> None:
    claim, prediction = made.codes["claim"], made.codes["prediction"]
    names = [name for _depth, name in tree(made)]
    codes.move(made.project, ANN.guid, prediction, None, claim)
    assert [name for _depth, name in tree(made)] == ["prediction", "claim", *names[2:]]
    codes.move(made.project, ANN.guid, claim, prediction)
    assert tree(made)[:2] == [(0, "prediction"), (1, "claim")]
    with pytest.raises(UserError, match="can't stand below itself"):
        codes.move(made.project, ANN.guid, prediction, claim)
    codes.move(made.project, ANN.guid, claim, None)
    assert tree(made)[-1] == (0, "claim")
    for _ in range(3):
        made.project.undo(ANN.guid)
    assert [name for _depth, name in tree(made)] == names


def test_moving_a_code_to_where_it_is_changes_nothing(made: Made) -> None:
    claim = made.codes["claim"]
    before = tree(made)
    assert not codes.move(made.project, ANN.guid, claim, None, claim)
    assert not codes.move(made.project, ANN.guid, claim, None, made.codes["prediction"])
    assert tree(made) == before


def closed(made: Made, *values: str, kind: AttributeKind = AttributeKind.CHOICE) -> Attribute:
    choices = tuple(Choice(value) for value in values)
    guid, code = guid_from("test", "tone"), made.codes["evaluative term"]
    return Attribute(guid, code, "tone", kind, ANN.created, ANN.created, choices=choices)


def test_a_code_and_its_attributes_are_one_step(made: Made) -> None:
    code = next(c for c in codebook.current(made.project).codes if c.name == "evaluative term")
    there = codebook.current(made.project).attributes_of(code.guid)
    code_entries.save(
        made.project, ANN.guid, replace(code, name="verdict"), [closed(made, "good", "bad")]
    )
    (attribute,) = codebook.current(made.project).attributes_of(code.guid)
    assert attribute.name == "tone"
    coding = made.code_words(ANN, "evaluative term", "talks")
    coding_values.set_value(made.project, ANN.guid, coding, attribute.guid, "good")
    assert coding_values.value_counts(everything(made.project), attribute.guid) == {"good": 1}
    narrowed = [closed(made, "fine", "bad")]
    with pytest.raises(UserError, match="Say what these become"):
        code_entries.save(made.project, ANN.guid, code, narrowed)
    mapping = {attribute.guid: {"good": "fine"}}
    code_entries.save(made.project, ANN.guid, code, narrowed, mapping)
    assert next(iter(content(made.project).codings)).attributes == {attribute.guid: "fine"}
    several = [closed(made, "fine", "bad", kind=AttributeKind.CHOICES)]
    code_entries.save(made.project, ANN.guid, code, several)
    assert next(iter(content(made.project).codings)).attributes == {attribute.guid: ("fine",)}
    for _ in range(5):
        made.project.undo(ANN.guid)
    assert codebook.current(made.project).attributes_of(code.guid) == there


def test_passages_of_a_code_come_with_their_words(made: Made) -> None:
    made.code_words(ANN, "claim", "talks")
    made.code_words(BEN, "claim", "Nobody")
    made.code_words(ANN, "prediction", "It may")
    listed = passages.of_code(everything(made.project), made.codes["claim"])
    assert [(entry.words, entry.document) for entry in listed] == [
        ("Nobody", "talks.txt"),
        ("talks", "talks.txt"),
    ]
    assert codes.usage_by_coder(everything(made.project), made.codes["claim"]) == {
        ANN.guid: 1,
        BEN.guid: 1,
    }


def test_relations_that_end_at_a_merged_code_end_at_the_one_that_stays(made: Made) -> None:
    claim, prediction = made.codes["claim"], made.codes["prediction"]
    guid = guid_from("test", "backs")
    ends = (claim, prediction)
    kind = RelationType(guid, "backs", ANN.created, ANN.created, sources=(claim,), targets=ends)
    relation_types.declare(made.project, ANN.guid, kind)
    code_merging.merge(made.project, ANN.guid, claim, prediction)
    found = {k.guid: k for k in codebook.current(made.project).relation_types}[guid]
    assert found.sources == found.targets == (prediction,)
