"""Coding all turns of speakers, as one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from annotator.corpus.changes import Changes
from annotator.corpus.job import finish
from annotator.corpus.turns import TurnChoice
from annotator.errors import UserError
from annotator.operations import documents, reading
from annotator.operations.codings.turns import code_turns, speakers_with_turns
from annotator.operations.viewing import everything
from tests.making import ANN, Made, content, make, text_file
from tests.spoken import spoken

TEXT, STRUCTURE = spoken()


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """The transcript twice, and a text in which nobody speaks."""
    made = make(tmp_path / "p.annot", text=TEXT, structure=STRUCTURE)
    second = text_file("second", f"{TEXT} ", STRUCTURE)
    documents.add(made.project, ANN.guid, [second, text_file("plain")])
    yield made
    made.project.close()


def coded(made: Made, wanted: Sequence[str], choice: TurnChoice) -> Changes:
    job = code_turns(made.project, ANN.guid, wanted, made.codes["claim"], choice)
    return finish(job)


def words(made: Made) -> list[str]:
    found = content(made.project)
    names = {one.guid: one for one in found.documents}
    return [names[one.document].text[one.start : one.end] for one in found.codings]


def test_each_turn_is_coded_once_and_undone_at_once(made: Made) -> None:
    made.code_words(ANN, "claim", "All is new.")
    changes = coded(made, [made.document], TurnChoice(["Anna"]))
    assert len(changes.added["coding"]) == 1
    assert "coded as claim already" in " ".join(changes.remarks)
    assert set(words(made)) == {"Since the storm 🌊. Eleven years.", "All is new."}
    made.project.undo(ANN.guid)
    assert len(words(made)) == 1
    with pytest.raises(UserError, match="None of these speakers"):
        coded(made, [made.document], TurnChoice(["Otto"]))


def test_turns_of_several_documents_are_one_step(made: Made) -> None:
    viewer = everything(made.project)
    everywhere = [one.guid for one in reading.documents(viewer)]
    found = finish(speakers_with_turns(viewer, everywhere))
    assert found == [("Ida", 6), ("Anna", 4)]
    coded(made, everywhere, TurnChoice(without_roles=["Interviewer"]))
    assert sorted(words(made)) == sorted(["Since the storm 🌊. Eleven years.", "All is new."] * 2)
    made.project.undo(ANN.guid)
    assert not words(made)


def test_nothing_is_coded_where_it_is_stopped(made: Made) -> None:
    everywhere = [one.guid for one in reading.documents(everything(made.project))]
    job = code_turns(made.project, ANN.guid, everywhere, made.codes["claim"], TurnChoice(["Anna"]))
    steps = [next(job).total for _ in range(3)]
    job.close()
    assert steps == [2, 2, 0], "the text in which nobody speaks is not read"
    assert not words(made)
