"""Writing through the operations: recorded, undone, refused where the window refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import annotator
from tests.examples import examples
from tests.making import ANN, TEXT, make


def test_what_is_written_is_recorded_and_undone(tmp_path: Path) -> None:
    make(tmp_path / "study.annot").project.close()
    with annotator.edit(tmp_path / "study.annot", coder="Zoe") as project:
        document = project.documents[0].guid
        before = len(project.history)
        coding = project.add_coding("talks.txt", "claim", (0, 6), memo="Who?")
        assert coding is not None
        assert project.add_coding(document, "claim", (0, 6)) is None, "nothing is coded twice"
        assert [one.guid for one in project.codings] == [coding]
        assert project.memos[0].text == "Who?"
        assert project.undo() == "Write a memo"
        assert len(project.memos) == 0
        assert project.redo() == "Write a memo"
        steps = project.history[before:]
        assert {one.coder for one in steps} == {project.coder}
        assert "Code a passage as claim" in [one.label for one in steps]
    with annotator.open(tmp_path / "study.annot") as project:
        assert project.coders[-1].name == "Zoe"


def test_a_project_from_nothing(tmp_path: Path) -> None:
    with annotator.create(tmp_path / "new.annot", coder="Ann") as project:
        speech = project.add_code("speech", codable=False)
        quote = project.add_code("quote", parent=speech, definition="Words of others.")
        talks = project.add_document("talks.txt", TEXT.replace("\n", "\r\n"), {"genre": "news"})
        project.set_progress(talks, "done")
        made = project.add_codings([(talks, "speech > quote", [(0, 6)]), (talks, quote, [(7, 9)])])
        project.reshape(made[0], (0, 6), (8, 12))
        project.write_memo(talks, "A memo")
        assert project.documents[0].text == TEXT
        assert project.documents[0].attributes == {"genre": "news"}
        assert project.codes[1].path == ("speech", "quote")
        assert project.memos[0].about == "document"
        project.delete_codings(made)
        assert len(project.codings) == 0
        assert project.add_document("talks.txt", TEXT) == talks, "the same text is one document"


def test_names_that_mean_nothing_or_too_much(tmp_path: Path) -> None:
    with annotator.create(tmp_path / "new.annot", coder="Ann") as project:
        project.add_document("talks.txt", TEXT)
        first, second = project.add_code("a"), project.add_code("b")
        project.add_code("same", parent=first)
        project.add_code("same", parent=second)
        with pytest.raises(annotator.NotFoundError, match="several"):
            project.add_coding("talks.txt", "same", (0, 6))
        assert project.add_coding("talks.txt", "a > same", (0, 6))
        with pytest.raises(annotator.NotFoundError, match="no document called “walks”"):
            project.add_coding("walks", "a", (0, 6))
        with pytest.raises(ValueError, match="no passage"):
            project.add_coding("talks.txt", "a", (0, 10_000))
        with pytest.raises(annotator.NotFoundError, match="attribute"):
            project.set_attribute(project.codings[0].guid, "tone", "angry")
        with pytest.raises(annotator.NotFoundError, match="supports"):
            project.relate(project.codings[0].guid, "supports", project.codings[0].guid)


def test_others_work_stays_as_they_made_it(tmp_path: Path) -> None:
    made = make(tmp_path / "study.annot")
    theirs = made.code(ANN, "claim", (0, 6))
    made.project.close()
    with annotator.edit(tmp_path / "study.annot", coder="Zoe") as project:
        for change in (
            lambda: project.delete_codings([theirs]),
            lambda: project.recode([theirs], "prediction"),
            lambda: project.reshape(theirs, (0, 3)),
            project.undo,
        ):
            with pytest.raises(annotator.UserError, match="another coder"):
                change()
        assert len(project.codings) == 1


spans = st.lists(
    st.integers(0, len(TEXT) - 1).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, len(TEXT)))
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(spans, min_size=1, max_size=4))
def test_what_is_coded_is_read_as_it_was_coded(
    tmp_path_factory: pytest.TempPathFactory, coded: list[list[tuple[int, int]]]
) -> None:
    path = tmp_path_factory.mktemp("p") / "study.annot"
    make(path).project.close()
    with annotator.edit(path, coder="Zoe") as project:
        project.add_codings([("talks.txt", "claim", one) for one in coded])
        covered = {frozenset(i for start, end in one for i in range(start, end)) for one in coded}
        assert covered == {
            frozenset(i for start, end in one.spans for i in range(start, end))
            for one in project.codings
        }
        columns = project.codings.columns()
        assert columns["text"].tolist() == [one.text for one in project.codings]
