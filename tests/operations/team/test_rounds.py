"""Rounds, assignments and how far everybody is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.document import Progress
from annotator.corpus.team import Purpose
from annotator.errors import UserError
from annotator.operations import documents
from annotator.operations.team import coders, rounds
from annotator.operations.viewing import everything
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, BEN, Made, content, make, text_file


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "p.annot")
    documents.add(made.project, ANN.guid, [text_file("b.txt", "Second.")])
    coders.ensure(made.project, BEN)
    return made


def only(project: ProjectFile) -> str:
    ((one, _given),) = rounds.listed(everything(project))
    return one.guid


def test_a_round_has_the_documents_and_coders_that_are_assigned_in_it(made: Made) -> None:
    rounds.add(made.project, ANN.guid, " Pilot ", Purpose.RELIABILITY, cues_locked=True)
    guid = only(made.project)
    wanted = {(made.document, ANN.guid), (made.document, BEN.guid)}
    rounds.assign(made.project, ANN.guid, guid, wanted)
    ((pilot, given),) = rounds.listed(everything(made.project))
    assert (pilot.name, pilot.purpose, pilot.cues_locked) == ("Pilot", Purpose.RELIABILITY, True)
    assert {(one.document, one.coder) for one in given} == wanted
    rounds.assign(made.project, ANN.guid, guid, {(made.document, BEN.guid)})
    assert [one.coder for one in rounds.listed(everything(made.project))[0][1]] == [BEN.guid]
    made.project.undo(ANN.guid)
    assert len(rounds.listed(everything(made.project))[0][1]) == 2


def test_names_of_rounds_are_not_empty_and_differ(made: Made) -> None:
    rounds.add(made.project, ANN.guid, "One", Purpose.TRAINING)
    for name in ("", "One"):
        with pytest.raises(UserError):
            rounds.add(made.project, ANN.guid, name, Purpose.TRAINING)
    (one, _given) = rounds.listed(everything(made.project))[0]
    rounds.edit(made.project, ANN.guid, replace(one, name="First"))
    assert rounds.find(made.project, "First").guid == one.guid
    with pytest.raises(UserError, match="it has: First"):
        rounds.find(made.project, "Second")


def test_deleting_a_round_takes_its_assignments_and_no_coding(made: Made) -> None:
    made.code(BEN, "claim", (0, 6))
    rounds.add(made.project, ANN.guid, "One", Purpose.TRAINING)
    rounds.assign(made.project, ANN.guid, only(made.project), {(made.document, BEN.guid)})
    before = content(made.project)
    rounds.delete(made.project, ANN.guid, only(made.project))
    assert rounds.listed(everything(made.project)) == []
    assert content(made.project) == before


def test_progress_is_what_was_declared_or_what_was_coded(made: Made) -> None:
    made.code(BEN, "claim", (0, 6))
    documents.set_progress(made.project, ANN.guid, made.document, Progress.DONE)
    found = rounds.overview(everything(made.project))
    by_name = {document.name: document.guid for document in found.documents}
    cells = {
        (name, who.name): found.cells[guid, who.guid]
        for name, guid in by_name.items()
        for who in found.coders
    }
    assert cells["talks.txt", "Ann"].progress is Progress.DONE
    assert cells["talks.txt", "Ben"].progress is Progress.IN_PROGRESS
    assert cells["talks.txt", "Ben"].codings == 1
    assert cells["b.txt", "Ben"].progress is Progress.NOT_STARTED
    assert found.of_coder(ANN.guid)[Progress.DONE] == 1


def test_the_overview_of_a_round_has_its_documents_and_coders(made: Made) -> None:
    rounds.add(made.project, ANN.guid, "One", Purpose.TRAINING)
    rounds.assign(made.project, ANN.guid, only(made.project), {(made.document, BEN.guid)})
    found = rounds.overview(everything(made.project), only(made.project))
    assert [document.name for document in found.documents] == ["talks.txt"]
    assert [coder.name for coder in found.coders] == ["Ben"]
    assert found.cells[made.document, BEN.guid].assigned


@given(st.integers(1, 30), st.integers(1, 7), st.data())
def test_documents_are_shared_out_evenly(number: int, people: int, data: st.DataObject) -> None:
    each = data.draw(st.integers(1, people))
    names = [f"d{n}" for n in range(number)], [f"c{n}" for n in range(people)]
    pairs = rounds.evenly(*names, each)
    assert all(sum(where == name for where, _who in pairs) == each for name in names[0])
    load = [sum(who == name for _where, who in pairs) for name in names[1]]
    assert sum(load) == number * each
    assert max(load) - min(load) <= 1


def test_pairs_of_coders_are_mixed() -> None:
    pairs = rounds.evenly([f"d{n}" for n in range(6)], ["a", "b", "c", "d"], 2)
    met = {frozenset(who for where, who in pairs if where == f"d{n}") for n in range(6)}
    assert len(met) == 6, "every two of four have a document in common"
    with pytest.raises(UserError):
        rounds.evenly(["d"], ["a"], 2)


def test_rounds_are_put_in_order(made: Made) -> None:
    for name in ("One", "Two", "Three"):
        rounds.add(made.project, ANN.guid, name, Purpose.TRAINING)
    guids = {one.name: one.guid for one, _given in rounds.listed(everything(made.project))}
    rounds.order(made.project, ANN.guid, [guids["Three"], guids["One"]])
    assert [one.name for one, _given in rounds.listed(everything(made.project))] == [
        "Three",
        "One",
        "Two",
    ]
    made.project.undo(ANN.guid)
    assert [one.name for one, _given in rounds.listed(everything(made.project))] == [
        "One",
        "Two",
        "Three",
    ]
