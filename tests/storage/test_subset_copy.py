"""A copy with less in it: what goes, what stays, and that nothing of what went is in the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.corpus.changes import NAMED_SET, SET_MEMBER, SPEAKER, SPEAKER_NAME
from annotator.corpus.identity import new_guid, set_member_guid
from annotator.operations import codings, projects
from annotator.operations.codings import memos
from annotator.operations.projects import integrity
from annotator.storage.subset_copy import SubsetCopy, reduce_copy
from tests.making import ANN, BEN, Made, content, make


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
