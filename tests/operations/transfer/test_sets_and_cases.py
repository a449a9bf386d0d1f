"""Sets of documents go out in REFI-QDA and come back, into the same project and another one."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

from annotator.corpus.attribute_types import AttributeType, ValueType
from annotator.corpus.job import finish
from annotator.exchange.choosing import chosen
from annotator.exchange.coded_text.choice import CODEBOOK, WritingChoice
from annotator.operations import documents, projects, reading, transfer
from annotator.operations.codebook import code_sets, codes
from annotator.operations.documents import attribute_types, document_attributes, named_sets
from annotator.operations.speakers import editing
from annotator.operations.speakers.persons import persons
from annotator.operations.viewing import everything
from tests.making import ANN, content, make, text_file
from tests.spoken import spoken


def test_sets_of_documents_round_trip(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    documents.add(made.project, ANN.guid, [text_file("two", "Two."), text_file("three", "3.")])
    viewer = everything(made.project)
    guids = [one.guid for one in reading.documents(viewer)]
    named_sets.create(made.project, ANN.guid, "Pilot", guids[:2])
    named_sets.create(made.project, ANN.guid, "Rest & more", guids[2:])
    before = named_sets.listed(viewer)
    target = tmp_path / "out.qdpx"
    finish(transfer.export_file(viewer, target))
    new = tmp_path / "new.annot"
    finish(transfer.import_as_project(new, ANN, [target]))
    with projects.open_(new) as project:
        assert named_sets.listed(everything(project)) == before
    # Into the same project: what is in a set meanwhile stays in it.
    named_sets.arrange(made.project, ANN.guid, [guids[0]], [], [before[0].guid])
    named_sets.arrange(made.project, ANN.guid, [guids[2]], [before[0].guid])
    finish(transfer.import_files(made.project, ANN.guid, [target]))
    assert named_sets.listed(viewer)[0].documents == tuple(guids)
    made.project.close()


def test_sets_of_codes_round_trip(tmp_path: Path) -> None:
    """A project and a codebook alone; what is in a set here stays in it."""
    made = make(tmp_path / "p.annot")
    viewer = everything(made.project)
    pair = [made.codes["claim"], made.codes["prediction"]]
    code_sets.create(made.project, ANN.guid, "Said & done", pair)
    code_sets.create(made.project, ANN.guid, "Both", pair[:1])
    before = code_sets.listed(viewer)
    for name in ("out.qdpx", "out.qdc", "out.csv", "out.xlsx", "out.yaml"):
        target = tmp_path / name
        table = name.endswith(("csv", "xlsx"))
        choice = transfer.ExportChoice(writing=WritingChoice(what=CODEBOOK)) if table else None
        finish(transfer.export_file(viewer, target, choice=choice))
    new = tmp_path / "new.annot"
    finish(transfer.import_as_project(new, ANN, [tmp_path / "out.qdpx"]))
    with projects.open_(new) as project:
        assert code_sets.listed(everything(project)) == before
    for name in ("out.csv", "out.xlsx", "out.yaml"):
        assert codes.load(str(tmp_path / name)).sets == before
    code_sets.arrange(made.project, ANN.guid, pair[:1], [], [before[0].guid])
    code_sets.arrange(made.project, ANN.guid, [made.codes["attribution"]], [before[0].guid])
    finish(transfer.import_files(made.project, ANN.guid, [tmp_path / "out.qdpx"]))
    assert len(code_sets.listed(viewer)[0].codes) == 3
    code_sets.arrange(made.project, ANN.guid, pair, [], [before[0].guid])
    finish(transfer.import_files(made.project, ANN.guid, [tmp_path / "out.qdc"]))
    assert len(code_sets.listed(viewer)[0].codes) == 3
    made.project.close()


def test_persons_of_the_study_are_cases(tmp_path: Path) -> None:
    text, structure = spoken()
    made = make(tmp_path / "p.annot", text=text, structure=structure)
    viewer = everything(made.project)
    found = {one.name: one for one in finish(persons(viewer))}
    editing.rename(made.project, ANN.guid, found["Ida"], "Ida Kern", set(found))
    editing.set_values(made.project, ANN.guid, [(found["Anna"], "age", "47")])
    target = tmp_path / "out.qdpx"
    finish(transfer.export_file(viewer, target))
    with zipfile.ZipFile(target) as archive:
        written = archive.read("project.qde").decode()
    assert "<Case " in written
    assert f'<SourceRef targetGUID="{made.document}"' in written
    new = tmp_path / "new.annot"
    finish(transfer.import_as_project(new, ANN, [target]))
    with projects.open_(new) as project:
        again = {one.name: one for one in finish(persons(everything(project)))}
        assert again["Anna"].values == {"age": "47"}
        assert "Ida Kern" in again
        assert document_attributes.by_document(project) == {}
    # Into a project that says more of her already.
    editing.set_values(made.project, ANN.guid, [(found["Anna"], "age", "48")])
    finish(transfer.import_files(made.project, ANN.guid, [target]))
    there = {one.name: one for one in finish(persons(viewer))}
    assert there["Anna"].values == {"age": "48"}
    made.project.close()


def test_what_is_chosen_has_no_others_in_its_sets(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    documents.add(made.project, ANN.guid, [text_file("two", "Two.")])
    viewer = everything(made.project)
    guids = [one.guid for one in reading.documents(viewer)]
    named_sets.create(made.project, ANN.guid, "Pilot", guids)
    target = tmp_path / "out.qdpx"
    finish(transfer.export_file(viewer, target, choice=transfer.ExportChoice(documents=guids[1:])))
    with zipfile.ZipFile(target) as archive:
        assert guids[0] not in archive.read("project.qde").decode()
    new = tmp_path / "new.annot"
    finish(transfer.import_as_project(new, ANN, [target]))
    with projects.open_(new) as project:
        (pilot,) = named_sets.listed(everything(project))
        assert pilot.documents == (guids[1],)
    made.project.close()


def test_types_of_attributes_round_trip(tmp_path: Path) -> None:
    """Into a new project, into the same one that has more choices meanwhile, and into one where
    values do not fit."""
    made = make(tmp_path / "p.annot")
    project, viewer = made.project, everything(made.project)
    outlet = AttributeType("outlet", ValueType.CHOICE, ("Post", "Times"), "Who printed it")
    attribute_types.declare(project, ANN.guid, outlet)
    document_attributes.set_value(project, ANN.guid, made.document, "outlet", "Times")
    year = AttributeType("year", ValueType.NUMBER)
    attribute_types.declare(project, ANN.guid, year)
    target = tmp_path / "out.qdpx"
    finish(transfer.export_file(viewer, target))
    new = tmp_path / "new.annot"
    finish(transfer.import_as_project(new, ANN, [target]))
    with projects.open_(new) as other:
        assert attribute_types.declared(other) == {"outlet": outlet, "year": year}
    wider = replace(outlet, choices=("Sun", "Times"))
    attribute_types.declare(project, ANN.guid, wider)
    attribute_types.declare(project, ANN.guid, AttributeType("year"))
    document_attributes.set_value(project, ANN.guid, made.document, "year", "long ago")
    imported = finish(transfer.import_files(project, ANN.guid, [target]))
    assert attribute_types.declared(project)["outlet"].choices == ("Sun", "Times", "Post")
    assert "year" not in attribute_types.declared(project)
    told = [one.message for one in imported.reports["out.qdpx"].findings]
    assert any("Some of its values here are not of the type" in one for one in told)
    project.undo(ANN.guid)
    assert attribute_types.declared(project) == {"outlet": wider}
    made.project.close()


def test_a_part_has_the_types_of_what_is_said_in_it(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    documents.add(made.project, ANN.guid, [text_file("two", "Two.")])
    declared = [AttributeType(name, ValueType.NUMBER) for name in ("year", "age")]
    for one in declared:
        attribute_types.declare(made.project, ANN.guid, one)
    document_attributes.set_value(made.project, ANN.guid, made.document, "age", "7")
    part = chosen(content(made.project), documents=[made.document])
    assert part.attribute_types == (declared[1],)
    made.project.close()
