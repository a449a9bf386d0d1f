"""A project as sequences of values and as columns."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import annotator
from annotator.corpus.team import Purpose
from annotator.library.columns import Columns
from annotator.library.sequences import columns_of
from annotator.operations.team import rounds
from tests.making import ANN, BEN, TEXT, Made, code_apart, make


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "study.annot")
    code_apart(made)
    yield made
    made.project.close()


def test_values_say_what_the_project_holds(made: Made) -> None:
    two = made.code(ANN, "claim", (0, 6), (10, 13))
    with annotator.open(made.project.path) as project:
        (document,) = project.documents
        assert (document.name, document.text) == ("talks.txt", TEXT)
        coding = next(one for one in project.codings if one.guid == two)
        assert coding.spans == ((0, 6), (10, 13))
        assert coding.text == f"{TEXT[0:6]} … {TEXT[10:13]}"
        assert (coding.code_path, coding.coder_name) == (("claim",), "Ann")
        assert project.codes[0].guid == coding.code
        assert [one.name for one in project.coders] == ["Ann", "Ben"]
        assert project.history[0].label == "Create the project"
        with pytest.raises(dataclasses.FrozenInstanceError):
            coding.start = 3  # type: ignore[misc]


def test_columns_say_the_same_as_the_values(made: Made) -> None:
    made.code(ANN, "claim", (0, 6), (10, 13))
    with annotator.open(made.project.path) as project:
        columns = project.codings.columns()
        for name in ("guid", "document_name", "coder_name", "start", "end", "text"):
            assert columns[name].tolist() == [getattr(one, name) for one in project.codings]
        assert columns["start"].dtype == np.int64
        assert columns["created"].dtype == np.dtype("datetime64[s]")
        assert columns["code_path"].tolist() == [" > ".join(c.code_path) for c in project.codings]
        for values in (project.documents, project.codes, project.history, project.coders):
            assert values.columns().rows == len(values)


def test_columns_of_a_project_without_codings(tmp_path: Path) -> None:
    make(tmp_path / "empty.annot").project.close()
    with annotator.open(tmp_path / "empty.annot") as project:
        assert project.codings.columns().rows == 0
        assert len(project.relations) == project.decisions.columns().rows == 0


def test_questions_tables_and_agreement(made: Made) -> None:
    with annotator.open(made.project.path) as project:
        answer = project.query("code:claim and coder:Ann", context=4)
        assert {one.coder_name for one in answer} == {"Ann"}
        assert answer[1].before == TEXT[6:10]
        table = project.table("codes", "coders")
        assert table.cells.sum() == len(project.codings)
        assert list(table.columns()) == ["row", *table.column_labels]
        agreement = project.agreement()
        assert agreement.coders == ("Ann", "Ben")
        assert agreement.value("f1_exact", "claim") == pytest.approx(0.4)
        with pytest.raises(KeyError):
            agreement.value("f1_exact", "nothing")


def test_rounds_name_who_codes_what(made: Made) -> None:
    changes = rounds.add(made.project, ANN.guid, "First", Purpose.RELIABILITY)
    (guid,) = changes.added["round"]
    rounds.assign(made.project, ANN.guid, guid, [(made.document, BEN.guid)])
    with annotator.open(made.project.path) as project:
        (one,) = project.rounds
        assert (one.name, one.assignments) == ("First", ((made.document, BEN.guid),))
        assert project.agreement(round="First").documents == ()


def test_data_frames_where_their_library_is_there(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pandas", "polars", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)
    with annotator.open(made.project.path) as project:
        for ask in (project.codes.to_pandas, project.codes.to_polars, project.codes.to_arrow):
            with pytest.raises(annotator.MissingLibraryError, match="pip install"):
                ask()


def test_a_blind_project_shows_one_coders_work(made: Made) -> None:
    from annotator.operations import projects  # noqa: PLC0415

    projects.set_blind(made.project, ANN.guid, True)
    with annotator.open(made.project.path, coder="Ann") as project:
        assert project.blind
        assert {one.coder_name for one in project.codings} == {"Ann"}
        assert set(project.codings.columns()["coder_name"]) == {"Ann"}
        assert {one.coder_name for one in project.query("coder:any")} == {"Ann"}
        with pytest.raises(annotator.ComparingBlindError):
            project.agreement()
    with annotator.open(made.project.path) as project:
        assert len(project.codings) == 0


def test_errors_are_documented_exceptions(made: Made, tmp_path: Path) -> None:
    no_project = tmp_path / "letter.annot"
    no_project.write_text("Dear all")
    with pytest.raises(annotator.UserError):
        annotator.open(no_project)
    with pytest.raises(annotator.NotFoundError, match="Zoe"):
        annotator.open(made.project.path, coder="Zoe")
    with annotator.open(made.project.path) as project:
        with pytest.raises(annotator.QueryError) as told:
            project.query("code:(")
        assert told.value.offset >= 0


def test_each_library_gets_columns_of_the_types_that_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Polars has no times in seconds, and neither finds the type of a column without rows."""
    given: dict[str, object] = {}

    def series(name: str, cells: Any, dtype: str = "") -> None:
        given[name] = dtype or cells.dtype

    polars = SimpleNamespace(Series=series, DataFrame=list, String="text")
    arrow = SimpleNamespace(
        table=given.update, array=lambda _cells, kind: kind, string=lambda: "text"
    )
    monkeypatch.setitem(sys.modules, "polars", polars)
    monkeypatch.setitem(sys.modules, "pyarrow", arrow)
    nothing = columns_of(annotator.Document, ())
    Columns(nothing).to_polars()
    assert given["name"] == "text"
    assert str(given["created"]) == "datetime64[ms]"
    Columns(nothing).to_arrow()
    assert given["name"] == "text"
