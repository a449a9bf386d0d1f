"""Which rounds are a coder's, which are sealed, and which one was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.changes import (
    ASSIGNMENT,
    CODING,
    ROUND,
    SEAL,
    STUDY_ENTRY,
)
from annotator.corpus.columns import Columns
from annotator.corpus.identity import assignment_guid, new_guid, study_entry_guid
from annotator.storage import (
    round_queries,
)
from annotator.storage.history import Recorder
from tests.making import ANN, BEN, Made, make


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    made.code(BEN, "claim", (0, 6))
    with made.project:
        yield made


def add_round(record: Recorder, name: str, position: int, design: str = "{}") -> str:
    guid = new_guid()
    rules: Columns = {"purpose": "reliability", "blind": 0, "cues_locked": 0, "design": design}
    record.add(ROUND, [{"guid": guid, "name": name, "position": position, **rules}])
    return guid


def assign(record: Recorder, made_in: str, document: str, coder: str) -> str:
    guid = assignment_guid(made_in, document, coder)
    row = {"guid": guid, "round": made_in, "document": document, "coder": coder}
    record.add(ASSIGNMENT, [row])
    return guid


def seal(record: Recorder, made_in: str) -> str:
    guid = new_guid()
    rest = {"codebook": "", "settings": "{}", "content": "", "digest": ""}
    record.add(SEAL, [{"guid": guid, "round": made_in, **rest}])
    return guid


def test_rounds_are_a_coders_where_they_and_the_assignment_are_there(made: Made) -> None:
    with made.project.transaction("Rounds", ANN.guid) as step:
        record, document = step.record, made.document
        later, first, gone = (
            add_round(record, name, place) for name, place in (("b", 2), ("a", 1), ("c", 3))
        )
        for one in (later, first, gone):
            assign(record, one, document, BEN.guid)
        taken = assign(record, later, document, ANN.guid)
        record.delete(ASSIGNMENT, [taken])
        record.delete(ROUND, [gone])
        read = record.connection
        assert round_queries.assigned_rounds(read, BEN.guid, [document]) == [
            (first, document),
            (later, document),
        ]
        assert round_queries.assigned_rounds(read, ANN.guid, [document]) == []
        assert round_queries.assigned_rounds(read, BEN.guid, []) == []
        assert round_queries.has_assignments(read, later)
        record.delete(ASSIGNMENT, [assignment_guid(later, document, BEN.guid)])
        assert not round_queries.has_assignments(read, later)


def test_a_coder_codes_again_in_a_round_of_repetition_that_is_open(made: Made) -> None:
    with made.project.transaction("Rounds", ANN.guid) as step:
        record, read = step.record, step.record.connection
        once = add_round(record, "once", 1, '{"repeat": 0}')
        assign(record, once, made.document, BEN.guid)
        assert not round_queries.codes_again(read, BEN.guid)
        again = add_round(record, "again", 2, '{"repeat": 1}')
        given = assign(record, again, made.document, BEN.guid)
        assert round_queries.codes_again(read, BEN.guid)
        assert not round_queries.codes_again(read, ANN.guid)
        first, second = seal(record, again), seal(record, once)
        assert round_queries.sealed_rounds(read) == {again, once}
        assert round_queries.seals(read)[again].guid == first
        assert round_queries.seal_stamp(read, second).coder == ANN.guid
        assert not round_queries.codes_again(read, BEN.guid)
        record.delete(SEAL, [first])
        assert round_queries.sealed_rounds(read) == {once}
        assert round_queries.codes_again(read, BEN.guid)
        record.delete(ASSIGNMENT, [given])
        assert not round_queries.codes_again(read, BEN.guid)


def test_the_round_that_a_coder_chose_is_known_until_they_leave_it(made: Made) -> None:
    with made.project.transaction("Rounds", ANN.guid) as step:
        record, read = step.record, step.record.connection
        made_in = add_round(record, "a", 1)
        assert round_queries.chosen_round(read, BEN.guid) is None
        section, name = round_queries.WORK, round_queries.CURRENT
        guid = study_entry_guid(section, BEN.guid, name)
        entry = {"section": section, "subject": BEN.guid, "name": name}
        record.put(STUDY_ENTRY, [{"guid": guid, **entry, "value": made_in}])
        assert round_queries.chosen_round(read, BEN.guid) == made_in
        assert round_queries.chosen_round(read, ANN.guid) is None
        record.change(STUDY_ENTRY, {guid: {"value": ""}})
        assert round_queries.chosen_round(read, BEN.guid) is None


def test_codings_of_a_round_are_those_that_are_there(made: Made) -> None:
    kept, gone, outside = (made.code(ANN, "claim", (place, place + 2)) for place in (0, 4, 8))
    with made.project.transaction("Rounds", ANN.guid) as step:
        record = step.record
        pilot = add_round(record, "Pilot", 1)
        record.change(CODING, {guid: {"round": pilot} for guid in (kept, gone)})
        record.delete(CODING, [gone])
        assert round_queries.codings_by_round(record.connection) == {kept: pilot}
        assert record.living(CODING, [kept, gone, outside]) == {kept, outside}
