"""A copy with less in it: what goes, what stays, and that nothing of what went is in the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.corpus.changes import (
    ATTRIBUTE,
    NAMED_SET,
    SET_MEMBER,
    SPEAKER,
    SPEAKER_NAME,
    STUDY_ENTRY,
)
from annotator.corpus.codebook import Attribute, AttributeKind
from annotator.corpus.identity import new_guid, set_member_guid, study_entry_guid
from annotator.corpus.moments import EPOCH
from annotator.operations import codings, documents, projects
from annotator.operations.codebook import attributes
from annotator.operations.codings import coding_values, memos
from annotator.operations.projects import integrity
from annotator.storage.subset_copy import SubsetCopy, reduce_copy
from tests.making import ANN, BEN, Made, content, make, text_file


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make(tmp_path / "p.annot")


def reduced(made: Made, keeping: SubsetCopy) -> Path:
    copy = made.project.path.with_name("copy.annot")
    made.project.copy_to(copy)
    made.project.close()
    reduce_copy(copy, keeping)
    with projects.open_(copy) as project:
        assert integrity.check(project) == []
    return copy


def asked(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_what_was_taken_out_is_not_in_the_file(made: Made) -> None:
    mine, other = made.code(ANN, "claim", (0, 6)), made.code(BEN, "claim", (7, 9))
    memos.write(made.project, ANN.guid, mine, "zebra of mine")
    memos.write(made.project, BEN.guid, other, "walrus of Ben's" * 2_000)
    copy = reduced(made, SubsetCopy(ANN.guid))
    data = copy.read_bytes()
    assert b"zebra" in data and b"walrus" not in data
    assert other.encode() not in data
    assert asked(copy, "PRAGMA freelist_count") == [(0,)]
    with projects.open_(copy) as project:
        assert [one.guid for one in content(project).codings] == [mine]


def test_the_history_of_ones_own_work_stays_in_a_blind_copy(made: Made) -> None:
    coding = made.code(ANN, "claim", (0, 6))
    codings.recode(made.project, ANN.guid, [coding], made.codes["prediction"])
    made.code(BEN, "claim", (7, 9))
    copy = reduced(made, SubsetCopy(ANN.guid, blind=True))
    query = f"""SELECT json_extract("before", '$.code'), json_extract("after", '$.code')
        FROM "change" WHERE "row" = '{coding}' ORDER BY step"""
    claim, prediction = made.codes["claim"], made.codes["prediction"]
    assert asked(copy, query) == [(None, claim), (claim, prediction)]
    assert BEN.guid.encode() not in copy.read_bytes()


def test_of_sets_and_speakers_a_blind_copy_lacks_those_that_were_deleted(made: Made) -> None:
    guids = {name: new_guid() for name in ("empty", "gone", "silent", "mute", "named")}
    made.code(ANN, "claim", (0, 6))
    with made.project.transaction("Some", ANN.guid) as step:
        record = step.record
        for name in ("empty", "gone"):
            rest = {"name": name, "position": 0, "about": "document"}
            record.add(NAMED_SET, [{"guid": guids[name], **rest}])
            member = set_member_guid(guids[name], made.document)
            row = {"guid": member, "named_set": guids[name], "member": made.document}
            record.add(SET_MEMBER, [row])
            record.delete(SET_MEMBER, [member])
        for name in ("silent", "mute", "named"):
            rest = {"name": name, "position": 0, "role": ""}
            record.add(SPEAKER, [{"guid": guids[name], **rest}])
        called = {"guid": new_guid(), "name": "B1", "document": None}
        record.add(SPEAKER_NAME, [called | {"speaker": guids["named"]}])
        record.delete(NAMED_SET, [guids["gone"]])
        record.delete(SPEAKER, [guids["mute"], guids["named"]])
    copy = reduced(made, SubsetCopy(ANN.guid, blind=True))
    assert asked(copy, "SELECT name FROM named_set") == [("empty",)]
    assert set(asked(copy, "SELECT name FROM speaker")) == {("silent",), ("named",)}


def test_what_the_study_says_of_others_is_not_in_a_blind_copy(made: Made) -> None:
    made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (7, 9))
    said = {"": "the study", ANN.guid: "of Ann", BEN.guid: "of Ben"}
    with made.project.transaction("Entries", ANN.guid) as step:
        for subject, value in said.items():
            guid = study_entry_guid("methods", subject, "training")
            row = {"guid": guid, "section": "methods", "subject": subject, "name": "training"}
            step.record.add(STUDY_ENTRY, [row | {"value": value}])
    copy = reduced(made, SubsetCopy(ANN.guid, blind=True))
    assert set(asked(copy, "SELECT value FROM study_entry")) == {("the study",), ("of Ann",)}
    assert b"of Ben" not in copy.read_bytes()


def test_a_blind_copy_has_the_attributes_of_the_codebook_and_none_that_was_deleted(
    made: Made,
) -> None:
    coding, project = made.code(ANN, "claim", (0, 6)), made.project
    there, gone, used = new_guid(), new_guid(), new_guid()
    for guid in (there, gone, used):
        kind = AttributeKind.ENTITY
        attributes.declare(
            project,
            ANN.guid,
            Attribute(guid, made.codes["claim"], f"a{guid[:4]}", kind, EPOCH, EPOCH),
        )
    coding_values.set_value(project, ANN.guid, coding, used, "the council")
    with project.transaction("Delete", ANN.guid) as step:
        step.record.delete(ATTRIBUTE, [gone, used])
    copy = reduced(made, SubsetCopy(ANN.guid, blind=True))
    assert set(asked(copy, "SELECT guid FROM attribute")) == {(there,), (used,)}


def test_a_blind_copy_lacks_documents_that_were_deleted(made: Made) -> None:
    made.code(ANN, "claim", (0, 6))
    text = text_file("draft.txt", "A walrus on the quay.")
    (draft,) = documents.add(made.project, ANN.guid, [text]).changes.added["document"]
    documents.delete(made.project, ANN.guid, [draft])
    copy = reduced(made, SubsetCopy(ANN.guid, blind=True))
    assert asked(copy, "SELECT guid FROM document") == [(made.document,)]
    assert b"walrus" not in copy.read_bytes()


def test_a_step_of_which_all_is_left_keeps_its_words(made: Made) -> None:
    mine = made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (7, 9))
    memos.write(made.project, ANN.guid, mine, "why")
    query = f"SELECT label, words FROM step WHERE coder = '{ANN.guid}' AND kind = 'edit'"
    before = asked(made.project.path, query)
    copy = reduced(made, SubsetCopy(ANN.guid))
    assert asked(copy, query) == before != []
