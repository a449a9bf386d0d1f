"""What a merge says that it did: what is new, the same, gone, left out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.corpus import limits
from annotator.corpus.job import Job, finish
from annotator.corpus.merge_report import MergeReport
from annotator.errors import UserError
from annotator.operations import codebook, codings, documents, projects
from annotator.operations.codebook import codes
from annotator.operations.merging import merges
from annotator.storage import merging, queries
from annotator.storage.project_file import ProjectFile
from annotator.storage.readings import Image
from tests import small_format
from tests.making import ANN, BEN, Made, made_of, make, text_file
from tests.storage.test_readings import project, reading


def merge(target: ProjectFile, source: Path) -> MergeReport:
    return finish(merges.merge(target, ANN.guid, [source])).reports[0]


def preview(target: ProjectFile, source: Path) -> MergeReport:
    return finish(merges.preview(target, [source]))[0]


def delete_row(made: Made, kind: str, guid: str) -> None:
    """Delete a row, whatever refers to it."""
    with made.project.transaction("Delete", ANN.guid) as step:
        step.record.delete(kind, [guid])


def change(made: Made, *statements: str) -> None:
    made.project.close()
    with closing(sqlite3.connect(made.project.path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Made, Made]:
    """Ann's project with a coding, and a copy of it."""
    made = make(tmp_path / "ours.annot")
    made.code(ANN, "claim", (0, 6))
    made.project.copy_to(tmp_path / "theirs.annot")
    return made, made_of(projects.open_(tmp_path / "theirs.annot"))


def test_what_is_deleted_on_both_sides_is_not_counted(pair: tuple[Made, Made]) -> None:
    ours, theirs = pair
    codings.delete(ours.project, ANN.guid, [ours.code(ANN, "claim", (7, 9))])
    assert merge(theirs.project, ours.project.path).added["coding"] == 0
    report = merge(theirs.project, ours.project.path)
    assert (report.unchanged["coding"], report.added["coding"]) == (1, 0)


def test_what_comes_back_is_new_and_what_goes_is_listed(pair: tuple[Made, Made]) -> None:
    ours, theirs = pair
    coding = ours.code(ANN, "claim", (7, 9))
    assert merge(theirs.project, ours.project.path).added["coding"] == 1
    codings.delete(ours.project, ANN.guid, [coding])
    report = merge(theirs.project, ours.project.path)
    assert (report.deleted["coding"], report.added["coding"]) == (1, 0)
    ours.project.undo(ANN.guid)
    report = merge(theirs.project, ours.project.path)
    assert (report.deleted["coding"], report.added["coding"]) == (0, 1)
    codings.recode(ours.project, ANN.guid, [coding], ours.codes["prediction"])
    report = merge(theirs.project, ours.project.path)
    assert (report.updated["coding"], report.unchanged["coding"]) == (1, 1)


def test_a_text_that_only_goes_on_is_another_text_of_its_name(tmp_path: Path) -> None:
    ours = make(tmp_path / "ours.annot", text="One.")
    theirs = make(tmp_path / "theirs.annot", BEN, text="One. Two.")
    (found,) = merge(ours.project, theirs.project.path).differences
    assert (found.ours_only, found.theirs_only) == (0, 5)


def test_of_codes_of_one_name_the_codings_that_are_there_are_counted(
    pair: tuple[Made, Made],
) -> None:
    for made, number in zip(pair, (1, 2), strict=True):
        code = codes.new_code("stance", "#123456")
        codes.add(made.project, ANN.guid, code)
        made.codes["stance"] = code.guid
        some = [made.code(ANN, "stance", (place, 9)) for place in range(number + 1)]
        codings.delete(made.project, ANN.guid, some[:1])
    (found,) = merge(pair[0].project, pair[1].project.path).name_conflicts
    assert (found.name, found.our_codings, found.their_codings) == ("stance", 1, 2)


def test_a_file_that_is_missing_is_told_and_the_text_comes_along(
    pair: tuple[Made, Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pair
    small_format.use(monkeypatch, 1)
    added = documents.add(theirs.project, ANN.guid, [reading(1)]).changes.added["document"]
    change(theirs, "DELETE FROM original")
    report = merge(ours.project, theirs.project.path)
    assert [(one.kind, {one.guid}) for one in report.rejected] == [("file", set(added))]
    assert report.added["document"] == 1


def test_what_is_replaced_by_what_was_left_out_is_left_out(pair: tuple[Made, Made]) -> None:
    ours, theirs = pair
    some = [text_file(f"{number}.txt", f"Text {number}") for number in range(2)]
    documents.add(theirs.project, ANN.guid, some)
    with theirs.project.reading() as connection:
        _same, first, second = (one.guid for one in queries.documents(connection))
    change(
        theirs,
        f"UPDATE document SET replaced_by = '{second}' WHERE guid = '{first}'",
        f"UPDATE document_text SET text = 'Tixt 1' WHERE document = '{second}'",
    )
    report = merge(ours.project, theirs.project.path)
    assert [(one.guid, one.reason) for one in report.rejected] == [
        (second, "its text does not match its digest"),
        (first, "it is replaced by a document that is not there"),
    ]


def test_of_a_code_that_is_deleted_only_codings_that_are_there_bring_its_key_back(
    pair: tuple[Made, Made],
) -> None:
    ours, theirs = pair
    for made, name in ((ours, "claim"), (theirs, "prediction")):
        code = codebook.current(made.project).by_guid[made.codes[name]]
        codes.edit(made.project, ANN.guid, replace(code, key="x"))
    coding = theirs.code(BEN, "prediction", (7, 9))
    delete_row(theirs, "code", theirs.codes["prediction"])
    (conflict,) = preview(ours.project, theirs.project.path).conflicts
    assert conflict.what == "claim"
    codings.delete(theirs.project, BEN.guid, [coding])
    assert preview(ours.project, theirs.project.path).conflicts == []


def test_of_both_codebooks_the_codes_that_are_there_are_counted(
    pair: tuple[Made, Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pair
    monkeypatch.setattr(limits, "MOST_CODES", len(ours.codes) + 1)
    for made in pair:
        codes.add(made.project, ANN.guid, codes.new_code("stance", "#123456"))
    with pytest.raises(UserError, match=f"{len(ours.codes) + 2} codes"):
        preview(ours.project, theirs.project.path)
    theirs.project.undo(ANN.guid)
    assert preview(ours.project, theirs.project.path).rejected == []


def test_a_coding_that_was_carried_is_carried_from_where_it_was_made(tmp_path: Path) -> None:
    """Or it would end elsewhere, by the order in which files were merged."""
    ours, _document = project(tmp_path / "1.annot", ANN, 1)
    ours.code_words(ANN, "claim", "a word")
    second, third = (project(tmp_path / f"{version}.annot", BEN, version)[0] for version in (2, 3))
    merge(ours.project, second.project.path)
    aligned = []

    def align(old: str, new: str) -> Job[Image]:
        yield from ()
        aligned.append((old, new))
        return lambda spans: spans

    with ours.project.reading() as one, third.project.reading() as other:
        finish(merging.compare(one, other, align))
    assert aligned == [(reading(1).text, reading(3).text)]
