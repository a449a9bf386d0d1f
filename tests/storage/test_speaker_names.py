"""Turns are read with the names and roles of persons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.changes import (
    SPEAKER,
    SPEAKER_NAME,
)
from annotator.corpus.columns import Columns
from annotator.corpus.identity import new_guid
from annotator.corpus.structure import Element, Structure
from annotator.storage import (
    speaker_names,
)
from tests.making import ANN, BEN, Made, make


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    made.code(BEN, "claim", (0, 6))
    with made.project:
        yield made


def test_turns_are_read_as_the_persons_they_are(made: Made) -> None:
    structure = Structure.of([Element("turn", 0, 3, {"speaker": "B1"})])
    none = speaker_names.SpeakerNames({}, {})
    assert not none and none.read("d", structure) == structure
    names = speaker_names.SpeakerNames({"B1": ("Bea", "guest")}, {("d", "B1"): ("Ben", "")})
    (here,) = names.read("d", structure)
    assert here.values == {"speaker": "Ben"}
    (elsewhere,) = names.read("e", structure)
    assert elsewhere.values == {"speaker": "Bea", "role": "guest"}
    assert (elsewhere.kind, elsewhere.start, elsewhere.end) == ("turn", 0, 3)
    assert names.person("e", "X") == ("X", "")
    with made.project.transaction("Speakers", ANN.guid) as step:
        record = step.record
        guid = new_guid()
        person: Columns = {"guid": guid, "name": "Bea", "position": 0, "role": "guest"}
        record.add(SPEAKER, [person])
        for document in (None, made.document):
            name: Columns = {"guid": new_guid(), "speaker": guid, "name": "B1"}
            record.add(SPEAKER_NAME, [{**name, "document": document}])
        found = speaker_names.speaker_names(record.connection)
        expected: speaker_names.Person = ("Bea", "guest")
        assert found == speaker_names.SpeakerNames(
            {"Bea": expected, "B1": expected}, {(made.document, "B1"): expected}
        )
        record.delete(SPEAKER, [guid])
        assert speaker_names.speaker_names(record.connection) == none
