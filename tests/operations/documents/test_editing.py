"""Documents are renamed, put in order and deleted; what goes with them is told in numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.identity import new_guid
from annotator.corpus.job import finish
from annotator.corpus.team import Purpose
from annotator.errors import UserError
from annotator.exchange.report_document import Table
from annotator.operations import documents, reliability, report
from annotator.operations.codings import memos
from annotator.operations.documents import document_attributes
from annotator.operations.team import coders, rounds
from annotator.operations.viewing import everything
from annotator.storage import queries
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, BEN, Made, content, make, text_file


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "p.annot")
    texts = [text_file(f"{letter}.txt", f"Text {letter}") for letter in "bcd"]
    documents.add(made.project, ANN.guid, texts)
    return made


def names(project: ProjectFile) -> list[str]:
    return [document.name for document in content(project).documents]


def guid_of(project: ProjectFile, name: str) -> str:
    return next(one.guid for one in content(project).documents if one.name == name)


@pytest.mark.parametrize(
    ("moved", "before", "order"),
    [("d.txt", "b.txt", "adbc"), ("b.txt", None, "acdb"), ("c.txt", "c.txt", "abcd")],
)
def test_a_document_is_moved_and_the_move_is_undone(
    made: Made, moved: str, before: str | None, order: str
) -> None:
    project = made.project
    documents.rename(project, ANN.guid, made.document, " a.txt ")
    place = guid_of(project, before) if before else None
    documents.move(project, ANN.guid, guid_of(project, moved), place)
    assert names(project) == [f"{letter}.txt" for letter in order]
    if order != "abcd":
        project.undo(ANN.guid)
    assert names(project) == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_what_is_added_after_deleting_comes_last(made: Made) -> None:
    project = made.project
    for name in ("b.txt", "c.txt"):
        documents.delete(project, ANN.guid, [guid_of(project, name)])
    documents.add(project, ANN.guid, [text_file("e.txt", "Text e")])
    assert names(project)[1:] == ["d.txt", "e.txt"]


def test_what_goes_with_a_document_is_counted(made: Made) -> None:
    project, document = made.project, made.document
    mine = made.code(ANN, "claim", (0, 6))
    memos.write(project, ANN.guid, document, "Mine")
    coders.ensure(project, BEN)
    memos.write(project, BEN.guid, document, "Ben’s")
    document_attributes.set_value(project, ANN.guid, document, "genre", "news")
    rounds.add(project, ANN.guid, "Pilot", Purpose.RELIABILITY)
    ((pilot, _given),) = rounds.listed(everything(project))
    rounds.assign(project, ANN.guid, pilot.guid, [(document, ANN.guid)])
    used = documents.use(everything(project), [document])
    assert dict(used.codings) == {ANN.guid: 1}
    assert dict(used.memos) == {ANN.guid: 1, BEN.guid: 1}
    assert (used.attributes, used.assignments, used.earlier_versions) == (1, 1, 0)
    documents.delete(project, ANN.guid, [document])
    assert rounds.listed(everything(project))[0][1] == [], "nobody is to code what is gone"
    assert not content(project).codings
    project.undo(ANN.guid)
    assert [coding.guid for coding in content(project).codings] == [mine]
    assert documents.use(everything(project), [document]) == used


def test_others_codings_keep_a_document_and_the_refusal_says_how_many(made: Made) -> None:
    made.code(BEN, "claim", (0, 6))
    made.code(BEN, "claim", (8, 12))
    with pytest.raises(UserError, match=r"other coders have codings in it \(2\)"):
        documents.delete(made.project, ANN.guid, [made.document])
    assert made.document in {one.guid for one in content(made.project).documents}


def test_a_name_of_another_document_is_refused(made: Made) -> None:
    with pytest.raises(UserError, match=r"called b\.txt already"):
        documents.rename(made.project, ANN.guid, made.document, "b.txt")
    with pytest.raises(UserError, match="needs a name"):
        documents.rename(made.project, ANN.guid, made.document, "  ")


def test_the_position_behind_all_stays_one_that_a_file_may_have(made: Made) -> None:
    with made.project.transaction("Far", ANN.guid) as step:
        step.record.change("document", {made.document: {"position": 1_000_000_000}})
    documents.add(made.project, ANN.guid, [text_file("e.txt", new_guid())])
    assert names(made.project)[-1] == "e.txt"
    with made.project.reading() as connection:
        assert queries.next_document_position(connection) == 1_000_000_000


def test_documents_are_chosen_by_what_is_said_of_them(made: Made) -> None:
    project = made.project
    b, c = guid_of(project, "b.txt"), guid_of(project, "c.txt")
    said = {(b, "genre"): "news", (c, "genre"): "news", (c, "year"): "2026"}
    document_attributes.set_values(project, ANN.guid, said)
    where = document_attributes.documents_where
    assert where(project, ["genre=news"]) == [b, c]
    assert where(project, ["genre = news", "year=2026"]) == [c]
    assert document_attributes.names(project) == ["genre", "year"]
    with pytest.raises(UserError, match="no document with genre=sport"):
        where(project, ["genre=sport"])
    with pytest.raises(UserError, match="should be like genre=news"):
        where(project, ["genre"])
    chosen = reliability.select_by_name(everything(project), None, ["b.txt"], None, ["genre=news"])
    assert chosen.documents == [b]
    with pytest.raises(UserError, match="None of these documents"):
        reliability.select_by_name(everything(project), None, ["b.txt"], None, ["year=2026"])


def test_the_report_has_a_column_for_what_is_said_of_documents(made: Made) -> None:
    made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (0, 6))
    document_attributes.set_value(made.project, ANN.guid, made.document, "genre", "=news")
    found = finish(report.build(everything(made.project)))
    (table,) = [
        block
        for section in found.sections
        for block in section.blocks
        if isinstance(block, Table) and block.name == "Documents"
    ]
    assert table.header[-1] == "genre"
    assert [row[-1] for row in table.rows] == ["=news", None, None, None]
