"""Speakers as persons: found, renamed, merged, parted, described; one step each, with undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.corpus.places import place_of
from annotator.corpus.structure import Element, Structure
from annotator.corpus.turns import TurnChoice, roles, speakers
from annotator.errors import UserError
from annotator.operations import documents, reading
from annotator.operations.codings.turns import code_turns
from annotator.operations.projects import ProjectFile
from annotator.operations.retrieval import questions
from annotator.operations.speakers import editing, table
from annotator.operations.speakers.persons import Person, SpokenAs, persons
from annotator.operations.viewing import Viewer, everything
from tests.making import ANN, BEN, Made, content, make, text_file

TEXT = "Hallo?\nJa.\nUnd?\nNein.\n"


def turns(*names: str) -> Structure:
    """A turn a line."""
    found, start = [], 0
    for line, name in zip(TEXT.splitlines(), names, strict=True):
        found.append(Element("turn", start, start + len(line), {"speaker": name}))
        start += len(line) + 1
    return Structure.of(found)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Two interviews; B1 is somebody else in each."""
    first = make(tmp_path / "p.annot", text=TEXT, structure=turns("I", "B1", "I", "Ana"))
    second = text_file("second.txt", TEXT + " ", turns("I", "B1", "I", "Anna"))
    documents.add(first.project, ANN.guid, [second])
    yield first
    first.project.close()


def look(project: ProjectFile) -> Viewer:
    return everything(project)


def people(project: ProjectFile) -> dict[str, Person]:
    return {one.name: one for one in finish(persons(look(project)))}


def told(project: ProjectFile) -> list[list[str]]:
    """The speakers of each document as they are read."""
    viewer = look(project)
    return [speakers(reading.structure(viewer, one.guid)) for one in reading.documents(viewer)]


def test_everybody_who_speaks_is_a_person_without_any_row(made: Made) -> None:
    found = people(made.project)
    assert [(one.name, one.turns, len(one.documents)) for one in found.values()] == [
        *(("I", 4, 2), ("B1", 2, 2), ("Ana", 1, 1), ("Anna", 1, 1))
    ]
    assert found["Ana"].spoken_as == [SpokenAs(made.document, "Ana")]


def test_renaming_holds_in_all_texts_and_is_undone(made: Made) -> None:
    found = people(made.project)
    with pytest.raises(UserError, match="Merge the two instead"):
        editing.rename(made.project, ANN.guid, found["I"], "Ana", set(found))
    with pytest.raises(UserError, match="needs a name"):
        editing.rename(made.project, ANN.guid, found["I"], " ", set(found))
    editing.rename(made.project, ANN.guid, found["I"], " Ida  Kern ", set(found))
    assert told(made.project) == [["Ida Kern", "B1", "Ana"], ["Ida Kern", "B1", "Anna"]]
    found = people(made.project)
    editing.rename(made.project, ANN.guid, found["Ida Kern"], "Ida", set(found))
    assert people(made.project)["Ida"].names == ["I"]
    assert told(made.project)[0][0] == "Ida"
    for _step in range(2):
        made.project.undo(ANN.guid)
    assert told(made.project)[0][0] == "I"
    assert "Ida" not in people(made.project)


def test_two_spellings_are_one_person_and_can_be_parted(made: Made) -> None:
    found = people(made.project)
    editing.set_values(
        made.project, ANN.guid, [(found["Ana"], "age", "31"), (found["Ana"], "x", "")]
    )
    found = people(made.project)
    editing.merge(made.project, ANN.guid, found["Ana"], found["Anna"])
    assert told(made.project) == [["I", "B1", "Anna"], ["I", "B1", "Anna"]]
    merged = people(made.project)["Anna"]
    assert (merged.names, merged.turns, merged.values) == (["Ana", "Anna"], 2, {"age": "31"})
    with pytest.raises(UserError, match="one speaker already"):
        editing.merge(made.project, ANN.guid, merged, merged)
    editing.part(made.project, ANN.guid, merged, "Ana")
    assert told(made.project)[0] == ["I", "B1", "Ana"]
    with pytest.raises(UserError, match="can't be parted"):
        editing.part(made.project, ANN.guid, people(made.project)["Anna"], "Anna")
    for _step in range(3):
        made.project.undo(ANN.guid)
    assert people(made.project)["Ana"].values == {}


def test_a_renamed_person_that_is_merged_keeps_all_names(made: Made) -> None:
    found = people(made.project)
    editing.rename(made.project, ANN.guid, found["Ana"], "Dora", set(found))
    found = people(made.project)
    editing.merge(made.project, ANN.guid, found["Dora"], found["Anna"])
    assert told(made.project)[0] == ["I", "B1", "Anna"]
    assert "Dora" not in people(made.project)


def test_one_name_is_somebody_else_in_each_text(made: Made) -> None:
    first, second = (one.guid for one in reading.documents(look(made.project)))
    editing.call(made.project, ANN.guid, first, "B1", None, "Cem")
    found = people(made.project)
    editing.call(made.project, ANN.guid, second, "B1", found["Anna"], "")
    assert told(made.project) == [["I", "Cem", "Ana"], ["I", "Anna"]]
    assert people(made.project)["Cem"].spoken_as == [SpokenAs(first, "B1")]
    assert people(made.project)["Anna"].turns == 2
    assert "B1" not in people(made.project)


def test_roles_go_before_those_of_the_file(made: Made) -> None:
    found = people(made.project)
    editing.set_values_and_roles(made.project, ANN.guid, (), [(found["I"], " interviewer ")])
    assert people(made.project)["I"].role == "interviewer"
    structure = reading.structure(look(made.project), made.document)
    assert roles(structure) == {"I": "interviewer"}
    exported = content(made.project)
    assert exported.structures == {}  # not asked for


def test_queries_and_places_know_the_persons(made: Made) -> None:
    found = people(made.project)
    editing.merge(made.project, ANN.guid, found["Ana"], found["Anna"])
    choice = TurnChoice(["Anna"])
    finish(code_turns(made.project, ANN.guid, [made.document], made.codes["claim"], choice))
    structure = reading.structure(look(made.project), made.document)
    assert place_of(TEXT, structure, TEXT.index("Nein")).speaker == "Anna"
    answer = finish(questions.ask(look(made.project), "speaker:Anna"))
    (row,) = questions.rows(answer)
    assert (row.text, row.place.speaker) == ("Nein.", "Anna")


def test_a_table_out_and_in(made: Made, tmp_path: Path) -> None:
    found = people(made.project)
    editing.set_values(made.project, ANN.guid, [(found["B1"], "Party", "none")])
    target = tmp_path / "speakers.csv"
    assert finish(table.write(look(made.project), target)) == 4
    lines = target.read_text("utf-8-sig").splitlines()
    assert lines[0] == "speaker,role,Party,names in texts,documents,turns"
    assert "B1,,none,B1,2,2" in lines
    changed = tmp_path / "in.csv"
    changed.write_text(
        "speaker,role,age,turns\nAnna,participant,44,9\nB1,,,\nOtto,guest,1,1\n", encoding="utf-8"
    )
    taken = finish(table.read(look(made.project), made.project, BEN.guid, changed))
    assert (taken.values, taken.unknown) == (2, ["Otto"])
    assert table.unknown_words(taken) == "One row names no speaker of the project: “Otto”."
    anna = people(made.project)["Anna"]
    assert (anna.role, anna.values) == ("participant", {"age": "44"})
    assert people(made.project)["B1"].values == {"Party": "none"}
    for text, fault in (
        ("name,age\nAnna,4\n", "has no column “speaker”"),
        ("speaker,age\nAnna,4\nAnna,5\n", "names the speaker “Anna” twice"),
    ):
        changed.write_text(text, encoding="utf-8")
        with pytest.raises(UserError, match=fault):
            finish(table.read(look(made.project), made.project, BEN.guid, changed))
