"""In-vivo codes: the name that words give, and the one step that codes with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codebook, reading
from annotator.operations.codebook import importance, in_vivo
from annotator.operations.viewing import everything
from tests.making import ANN, Made, make


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    yield made
    made.project.close()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("  the  US-hosted\nround”, ", "the US-hosted round"),
        ("isn’t over?”", "isn’t over?"),
        ("over 5%!", "over 5%!"),
        ("why not?!”", "why not?!"),
        ("(in brackets)", "in brackets"),
        ("soft\u00adhyphen", "softhyphen"),
        ("– … –", ""),
        ("a word " * 20, "a word a word a word a word a word a word a word a word a…"),
        ("x" * 100, "x" * 59 + "…"),
        ("人民日报", "人民日报"),
    ],
)
def test_the_name_is_the_words_cleaned(words: str, name: str) -> None:
    assert in_vivo.name_from(words) == name
    assert len(in_vivo.name_from(words)) <= in_vivo.LONGEST


def span_of(made: Made, words: str) -> tuple[Span, ...]:
    start = made.text.index(words)
    return (Span(start, start + len(words)),)


def test_words_become_a_code_in_one_step(made: Made) -> None:
    before = codebook.current(made.project)
    in_vivo.code_in_vivo(made.project, ANN.guid, made.document, span_of(made, "“the US-hosted"))
    now = codebook.current(made.project)
    (new,) = now.by_guid.keys() - before.by_guid.keys()
    code = now.by_guid[new]
    assert code.name == "the US-hosted"
    assert code.definition == "In vivo, from “talks.txt”: ““the US-hosted”"
    assert now.children(None)[-1].guid == new
    counts = reading.coding_counts(everything(made.project))
    assert counts == {(made.document, new, ANN.guid): 1}
    made.project.undo(ANN.guid)
    assert codebook.current(made.project) == before
    assert not reading.coding_counts(everything(made.project))


def test_a_code_of_that_name_is_used(made: Made) -> None:
    for words in ("round", "Nobody"):
        in_vivo.code_in_vivo(made.project, ANN.guid, made.document, span_of(made, words))
    number = len(codebook.current(made.project).codes)
    start = made.text.index("obody") - 1
    in_vivo.code_in_vivo(made.project, ANN.guid, made.document, (Span(start, start + 6),))
    assert len(codebook.current(made.project).codes) == number
    assert reading.coding_counts(everything(made.project)).total() == 2


def test_a_passage_without_words_is_refused(made: Made) -> None:
    with pytest.raises(UserError, match="no words"):
        in_vivo.code_in_vivo(made.project, ANN.guid, made.document, span_of(made, ", "))
    assert not reading.coding_counts(everything(made.project))


def test_the_attribute_important_is_one_for_colleagues(made: Made, tmp_path: Path) -> None:
    claim, other = made.codes["claim"], made.codes["prediction"]
    assert importance.attribute_of(codebook.current(made.project), claim) is None
    importance.add(made.project, ANN.guid, [claim, other])
    first = importance.attribute_of(codebook.current(made.project), claim)
    assert first is not None
    importance.add(made.project, ANN.guid, [claim])
    book = codebook.current(made.project)
    assert len(book.attributes_of(claim)) == 1
    with make(tmp_path / "q.annot").project as theirs:
        importance.add(theirs, ANN.guid, [claim])
        same = importance.attribute_of(codebook.current(theirs), claim)
    assert same is not None
    assert same.guid == first.guid
    made.project.undo(ANN.guid)
    made.project.undo(ANN.guid)
    assert codebook.current(made.project).attributes == ()
