"""A part of a project is a sound project of its own."""

from __future__ import annotations

from pathlib import Path

from annotator.exchange.choosing import chosen
from tests.exchange.refi_samples import (
    ANA,
    BO,
    CLAIM,
    DOCUMENTS,
    SUB,
    comparable,
    export,
    read_bytes,
    sample_project,
)


def test_everything_by_default() -> None:
    assert chosen(sample_project()) == sample_project()


def test_what_belongs_together_goes_together(tmp_path: Path) -> None:
    part = chosen(sample_project(), [DOCUMENTS[0].guid], [BO.guid], [SUB.guid])
    assert [code.name for code in part.codebook.codes] == ["a::b/c", "claim"]
    assert {coding.code for coding in part.codings} == {SUB.guid}
    assert {coding.coder for coding in part.codings} == {BO.guid}
    assert [status.coder for status in part.statuses] == [BO.guid]
    assert part.memos == ()
    assert comparable(read_bytes(export(part)[0], tmp_path).content) == comparable(part)


def test_memos_stay_with_their_subject() -> None:
    part = chosen(sample_project(), [DOCUMENTS[1].guid], [ANA.guid], [CLAIM.guid])
    assert {memo.subject for memo in part.memos} == {CLAIM.guid, part.guid}


def test_relations_go_with_both_their_codings(tmp_path: Path) -> None:
    content = sample_project()
    part = chosen(content, [DOCUMENTS[1].guid])
    assert [relation.source for relation in part.relations] == [content.codings[7].guid]
    assert part.codebook == content.codebook
    assert chosen(content, None, [BO.guid]).relations == ()


def test_a_codebook_of_some_codes() -> None:
    content = sample_project()
    part = chosen(content, None, None, [SUB.guid]).codebook
    assert [one.name for one in part.attributes] == ["holder"]
    assert [one.name for one in part.relation_types] == ["continues"]
    claims = chosen(content, None, None, [CLAIM.guid]).codebook
    assert claims.relation_types[0].sources == (CLAIM.guid,)
