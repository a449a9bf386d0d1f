"""What a merge is made of: documents that are one, names that are two, versions of rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from annotator.corpus.changes import CODE, CODING, DOCUMENT
from annotator.corpus.document import Origin
from annotator.corpus.identity import new_guid
from annotator.corpus.job import Job, finish
from annotator.corpus.merge_report import NameConflict
from annotator.corpus.span import Span, Spans
from annotator.operations import documents
from annotator.operations.codebook import codes
from annotator.operations.merging import merges
from annotator.storage import identical_codings, name_conflicts, queries, row_versions, schema
from annotator.storage.readings import Carrier, Image, Readings
from annotator.storage.rows import Row
from annotator.storage.same_documents import duplicates_between
from tests.making import ANN, BEN, Made, content, make, text_file

A, B, C = sorted(new_guid() for _ in range(3))


def document(guid: str, text: str = "t", **more: object) -> Row:
    row: Row = {"guid": guid, "name": "N", "text_sha256": text, "replaced_by": None, "deleted": 0}
    return row | {"created_at": 5, "characters": 100} | dict(more)


def origin(sha256: str = "file", version: int = 1) -> Origin:
    return Origin(sha256, "", "", "small", version, {}, ())


def test_of_one_text_on_both_sides_one_document_stays() -> None:
    ours, theirs = {A: document(A)}, {B: document(B, created_at=4)}
    assert duplicates_between(ours, theirs) == [(A, B)], "the one that was added first"
    assert duplicates_between(ours, {B: document(B, deleted=1)}) == []
    assert duplicates_between(ours, {B: document(B, "other")}) == []
    assert duplicates_between(ours | {C: document(C)}, theirs) == [], "there are two"
    double = {C: document(C, replaced_by=A)}
    assert duplicates_between(ours | double, theirs) == [(A, B)], "one that A stands for already"


def test_readings_of_one_file_are_joined_where_they_are_there() -> None:
    origins = {A: origin(version=1), B: origin(version=2), C: origin("another")}
    rows = {A: document(A, "a"), B: document(B, "b"), C: document(C, "c")}
    assert Readings(rows, origins).to_join() == [(A, B)], "the higher version stays"
    assert Readings(rows | {A: document(A, "a", deleted=1)}, origins).to_join() == []
    assert Readings(rows, {A: origin()}).to_join() == []
    three = {A: origin(version=9), B: origin(version=1), C: origin(version=2)}
    gone = {A: document(A, "a", deleted=1, replaced_by=B)}
    assert Readings(rows | gone, three).to_join() == [(B, C)], "what is deleted does not count"
    joined = Readings(rows | {A: document(A, "a", replaced_by=B)}, origins)
    assert (joined.to_join(), joined.places()) == ([], {A: B})
    other = Readings(rows | {A: document(A, "a", replaced_by=C)}, origins)
    assert other.places() == {}, "of another file"


def test_a_coding_is_carried_from_where_it_was_made_each_time(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    documents.add(made.project, ANN.guid, [text_file("second.txt", "Another text of some length")])
    with made.project.reading() as connection:
        first, second = (one.guid for one in queries.documents(connection))
    carried = made.code(ANN, "claim", (3, 6))
    plain = made.code(ANN, "claim", (10, 12))

    def align(_old: str, _new: str) -> Job[Image]:
        yield from ()
        return lambda spans: tuple(Span(one.start + 1, one.end + 1) for one in spans)

    with made.project.transaction("Carry", ANN.guid) as step:
        record, read = step.record, step.record.connection
        rows = record.rows(CODING, [carried, plain])
        facts = {name: rows[carried][name] for name in ("changed_at", "changed_by")}
        place = {"document": first, "start": 0, "end": 2, "parts": None}
        read.execute(schema.carried.insert(), [{"coding": carried, **facts, **place}])
        odd = place | {"start": 8, "end": 5}
        stamp = {name: rows[plain][name] for name in ("changed_at", "changed_by")}
        read.execute(schema.carried.insert(), [{"coding": plain, **stamp, **odd}])
        carrier = Carrier(
            record.rows(DOCUMENT, [first, second]), {first: second}, lambda guid: guid, align
        )
        carrier.know(read)
        there = finish(carrier.rewritten(rows[carried]))
        assert (there["document"], there["start"], there["end"]) == (second, 1, 3)
        (kept,) = carrier.kept.values()
        assert (kept["coding"], kept["document"], kept["start"]) == (carried, first, 0)
        there = finish(carrier.rewritten(rows[plain]))
        assert (there["document"], there["start"]) == (second, 11), "where it is, not where none is"


def test_what_has_no_place_stays_where_it_was_made(tmp_path: Path) -> None:
    def align(_old: str, _new: str) -> Job[Image]:
        yield from ()

        def nowhere(_spans: Spans) -> Spans | None:
            return None

        return nowhere

    row: Row = {"guid": C, "document": A, "start": 0, "end": 2, "parts": None, "deleted": 0}
    row |= {"changed_at": 7, "changed_by": ANN.guid}
    rows = {A: document(A, "a"), B: document(B, "b")}
    carrier = Carrier(rows, {A: B}, lambda guid: guid, align)
    assert finish(carrier.rewritten(row)) == row
    assert carrier.unplaced == {C: A}
    carrier = Carrier(rows, {A: B}, lambda guid: guid, align)
    assert finish(carrier.rewritten(row | {"deleted": 1}))["document"] == A
    assert carrier.unplaced == {}


def test_two_things_of_one_name_are_told_where_both_are_there_and_unknown_to_the_other() -> None:
    def pairs(ours: dict[str, Row], theirs: dict[str, Row]) -> list[tuple[str, str]]:
        found = name_conflicts.of_one_name(DOCUMENT, ours, theirs)
        return [(one.ours, one.theirs) for one in found]

    ours, theirs = {A: document(A, name="Straße")}, {B: document(B, name="STRASSE")}
    assert pairs(ours, theirs) == [(A, B)]
    for gone in ({"deleted": 1}, {"replaced_by": C}):
        assert pairs({A: ours[A] | gone}, theirs) == []
        assert pairs(ours, {B: theirs[B] | gone}) == []
    assert pairs(ours | theirs, theirs) == []
    assert pairs(ours, theirs | ours) == []


def test_codes_of_one_name_are_two_where_they_stand_in_one_place() -> None:
    def code(guid: str, name: str, parent: str | None = None) -> Row:
        return {"guid": guid, "name": name, "parent": parent, "deleted": 0}

    ours = {A: code(A, "above"), B: code(B, "Claim", A)}
    same = {C: code(C, "claim", A), A: code(A, "above")}
    assert [one.theirs for one in name_conflicts.of_one_name(CODE, ours, same)] == [C]
    assert name_conflicts.of_one_name(CODE, ours, {C: code(C, "claim")}) == []
    circle = {C: code(C, "claim", C)}
    assert name_conflicts.of_one_name(CODE, ours, circle) == []


def test_where_two_texts_of_one_name_part_is_told_by_line_and_length(tmp_path: Path) -> None:
    ours = make(tmp_path / "a.annot", text="one\ntwo\nthree\nend")
    for text, expected in (
        ("one\ntwo\nfour\nend", (3, 5, 4)),
        ("one\ntwo\nthree\nend", (4, 0, 0)),
        ("one\nend", (2, 10, 0)),
        ("Xone\ntwo\nthree\nend", (1, 0, 1)),
        ("", (1, 17, 0)),
        ("one\ntwo\nthree\nthree\nend", (4, 0, 6)),
    ):
        path = tmp_path / f"{len(text)}.annot"
        theirs = make(path, text=text) if text else None
        pair = NameConflict(DOCUMENT, "t", ours.document, "none")
        if theirs is not None:
            pair = replace(pair, theirs=theirs.document)
        source = ours if theirs is None else theirs
        with ours.project.reading() as one, source.project.reading() as other:
            found = name_conflicts.text_difference(pair, one, other)
        assert (found.line, found.ours_only, found.theirs_only) == expected


def test_a_row_is_as_it_was_at_the_end_of_a_step_or_before_it() -> None:
    versions = [row_versions.RowVersion((at, ANN.guid, at), {"n": at}) for at in (2, 4, 6)]
    for at, then, before in ((1, None, None), (2, 2, None), (3, 2, 2), (4, 4, 2), (9, 6, 6)):
        moment = (at, ANN.guid, at)
        for found, number in (
            (row_versions.as_of(versions, moment), then),
            (row_versions.as_of(versions, moment, before=True), before),
        ):
            assert found == (None if number is None else {"n": number})


def renamed(made: Made, old: str, new: str) -> str:
    (code,) = (one for one in content(made.project).codebook.codes if one.name == old)
    codes.edit(made.project, ANN.guid, replace(code, name=new))
    return code.guid


def names(made: Made, guid: str) -> list[object]:
    with made.project.reading() as connection:
        versions = row_versions.versions_of(connection, CODE, [guid])[guid]
        return [one.row["name"] for one in versions]


def test_what_somebody_else_made_too_is_no_version(tmp_path: Path) -> None:
    ours = make(tmp_path / "ours.annot")
    guid = renamed(ours, "claim", "Claim")
    theirs = make(tmp_path / "theirs.annot", BEN)
    theirs.project.close()
    finish(merges.merge(ours.project, ANN.guid, [theirs.project.path]))
    assert names(ours, guid) == ["claim", "Claim"]


def test_a_change_of_what_no_version_says_goes_on_from_the_latest(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    guid = renamed(made, "claim", "Second")
    (code,) = (one for one in content(made.project).codebook.codes if one.guid == guid)
    codes.edit(made.project, ANN.guid, replace(code, color="#123456"))
    made.project.close()
    with closing(sqlite3.connect(made.project.path)) as connection, connection:
        connection.execute(
            'UPDATE "change" SET before = ? WHERE step = (SELECT max(seq) FROM step)',
            ('{"color": "#000000"}',),
        )
    assert names(made, guid) == ["claim", "Second", "Second"]


def test_codings_that_say_the_same_are_found_among_all_and_of_some(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    one = made.code(ANN, "claim", (0, 6))
    other = made.code(ANN, "claim", (1, 6))
    elsewhere = made.code(BEN, "claim", (0, 6))
    with made.project.transaction("Twice", ANN.guid) as step:
        record = step.record
        twin = new_guid()
        record.add(CODING, [record.rows(CODING, [one])[one] | {"guid": twin}])
        alike = [sorted((one, twin))]
        assert identical_codings.groups(record.connection) == alike
        assert identical_codings.groups(record.connection, [twin]) == alike
        assert identical_codings.groups(record.connection, [other, elsewhere]) == []
