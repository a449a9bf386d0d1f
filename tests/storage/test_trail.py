"""The history as a trail: which steps are found, and what they come to for each coder."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from annotator.corpus.codebook import RelationType
from annotator.corpus.identity import guid_from
from annotator.corpus.moments import EPOCH
from annotator.corpus.trail import TrailFilter
from annotator.operations import codings
from annotator.operations.codebook import relation_types
from annotator.operations.codings import memos, relations
from annotator.storage import trail
from tests.making import ANN, BEN, Made, content, make

SUPPORTS = RelationType(guid_from("test", "supports"), "supports", EPOCH, EPOCH)


def worked(path: Path) -> tuple[Made, list[int]]:
    """A project in which Ann and Ben worked, and the numbers of its steps before that."""
    made = make(path)
    with made.project.reading() as connection:
        before = trail.numbers(connection, TrailFilter())
    made.code(ANN, "claim", (0, 6))
    made.code(BEN, "prediction", (7, 14))
    return made, before


def test_steps_are_found_by_coder_and_time(tmp_path: Path) -> None:
    made, _before = worked(tmp_path / "p.annot")
    with made.project.reading() as connection:
        every = trail.numbers(connection, TrailFilter())
        facts = trail.facts(connection, every)
        of_ben = trail.numbers(connection, TrailFilter(coder=BEN.guid))
        assert of_ben == [one.seq for one in facts if one.coder == BEN.guid]
        assert of_ben and len(of_ben) < len(every)
        first, last = facts[0].at, facts[-1].at + timedelta(seconds=1)
        assert trail.numbers(connection, TrailFilter(since=first, until=last)) == every
        assert trail.numbers(connection, TrailFilter(until=first)) == []
        assert trail.numbers(connection, TrailFilter(since=last)) == []


def test_a_step_on_what_hangs_on_a_coding_is_one_about_its_document_and_code(
    tmp_path: Path,
) -> None:
    made, before = worked(tmp_path / "p.annot")
    first, second = (coding.guid for coding in content(made.project).codings)
    memos.write(made.project, ANN.guid, first, "Why?")
    relation_types.declare(made.project, ANN.guid, SUPPORTS)
    relations.relate(made.project, ANN.guid, SUPPORTS.guid, first, second)
    with made.project.reading() as connection:
        every = trail.numbers(connection, TrailFilter())
        coded, noted, related = every[len(before)], every[-3], every[-1]
        assert trail.numbers(connection, TrailFilter(coding=first)) == [coded, noted, related]
        of_code = trail.numbers(connection, TrailFilter(code=made.codes["claim"]))
        assert of_code[-3:] == [coded, noted, related]
        of_document = trail.numbers(connection, TrailFilter(document=made.document))
        assert {coded, noted, related} <= set(of_document)
        assert every[-2] not in of_document  # the type of relations
        relation, memo = (
            content(made.project).relations[0].guid,
            content(made.project).memos[0].guid,
        )
        assert trail.rows_of_coding(connection, first) == {first, memo, relation}


def test_the_history_of_each_coder_in_numbers(tmp_path: Path) -> None:
    made, _before = worked(tmp_path / "p.annot")
    coding = content(made.project).codings[1].guid
    codings.recode(made.project, BEN.guid, [coding], made.codes["claim"])
    codings.delete(made.project, BEN.guid, [coding])
    made.project.undo(BEN.guid)
    with made.project.reading() as connection:
        by_coder = {one.coder: one for one in trail.by_coder(connection)}
        facts = trail.facts(connection, trail.numbers(connection, TrailFilter(coder=BEN.guid)))
    ben = by_coder[BEN.guid]
    assert (ben.steps, ben.first, ben.last) == (len(facts), facts[0].at, facts[-1].at)
    assert (ben.made, ben.changed, ben.deleted, ben.undone) == (1, 2, 1, 1)
    ann = by_coder[ANN.guid]
    assert (ann.made, ann.changed, ann.deleted, ann.undone) == (1, 0, 0, 0)


def test_names_are_known_of_what_was_deleted_too(tmp_path: Path) -> None:
    made, _before = worked(tmp_path / "p.annot")
    with made.project.reading() as connection:
        known = trail.names(connection)
    assert known[BEN.guid] == "Ben"
    assert known[made.document] == "talks.txt"
    assert known[made.codes["claim"]] == "claim"
