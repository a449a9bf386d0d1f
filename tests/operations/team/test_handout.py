"""Copies for coders: nothing of others in them, and exact when they come back."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Row

from annotator.corpus.document import Progress
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.corpus.team import Purpose
from annotator.corpus.trail import TrailFilter
from annotator.errors import UserError
from annotator.operations import codings, documents, projects
from annotator.operations.codebook import codes
from annotator.operations.codings import memos
from annotator.operations.history.trail import steps, tell
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.team import handout, rounds
from annotator.operations.team.handout import Rules
from annotator.operations.viewing import everything
from annotator.storage import schema
from annotator.storage.codebook_versions import codebook_at, versions
from annotator.storage.project_file import ProjectFile
from annotator.storage.subset_copy import SubsetCopy, reduce_copy
from tests.making import ANN, BEN, CLEO, Made, content, made_of, make, text_file


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A project in which two have coded, a merge has happened, and a round is under way."""
    made = make(tmp_path / "Harbour.annot")
    made.code_words(ANN, "claim", "the US-hosted round")
    ben = made.code_words(BEN, "claim", "Nobody expects")
    gone = made.code_words(ANN, "prediction", "It may last")
    memos.write(made.project, ANN.guid, gone, "Zugzwang")
    memos.write(made.project, ANN.guid, made.codes["claim"], "Ansicht")
    memos.write(made.project, BEN.guid, ben, "my own remark")
    memos.write(made.project, ANN.guid, ben, "Nebenbei")
    documents.add(made.project, ANN.guid, [text_file("Quarrel.txt", "A quarrel about ferries.")])
    documents.set_progress(made.project, ANN.guid, made.document, Progress.DONE)
    rounds.add(made.project, ANN.guid, "Pilot", Purpose.TRAINING)
    guid = rounds.find(made.project, "Pilot").guid
    rounds.assign(made.project, ANN.guid, guid, {(made.document, ANN.guid)})
    for name in ("Waldemar", "Zelda"):
        shutil.copy(made.project.path, tmp_path / f"{name}.annot")
    with projects.open_(tmp_path / "Waldemar.annot") as other:
        codings.delete(other, ANN.guid, [gone])
    with projects.open_(tmp_path / "Zelda.annot") as other:
        define(other, ANN.guid, made.codes["prediction"], "What will be")
    for name in ("Waldemar", "Zelda"):
        finish(merges.merge(made.project, ANN.guid, [tmp_path / f"{name}.annot"]))
    _change_their_minds(made)
    return made


def _change_their_minds(made: Made) -> None:
    """An earlier name and wording, a code and a document that were deleted again."""
    project = made.project
    claim = content(project).codebook.by_guid[made.codes["evaluative term"]]
    codes.edit(project, ANN.guid, replace(claim, name="An earlier name"))
    define(project, ANN.guid, claim.guid, "An earlier wording")
    codes.edit(project, ANN.guid, claim)
    codes.add(project, CLEO.guid, codes.new_code("Schnapsidee", "#336699"))
    (idea,) = [c for c in content(project).codebook.codes if c.name == "Schnapsidee"]
    codes.delete(project, ANN.guid, idea.guid)
    documents.add(project, ANN.guid, [text_file("draft.txt", "Verworfener Text über Fähren.")])
    (draft,) = [d for d in content(project).documents if d.name == "draft.txt"]
    documents.delete(project, ANN.guid, [draft.guid])


def define(project: ProjectFile, by: str, code: str, definition: str) -> None:
    changed = replace(content(project).codebook.by_guid[code], definition=definition)
    codes.edit(project, by, changed)


RULES = {
    "open": Rules(),
    "blind": Rules(blind=True),
    "nothing coded": Rules(own_codings=False),
    "blind, nothing coded": Rules(own_codings=False, blind=True, cues_locked=True),
}


@pytest.mark.parametrize("what", RULES)
def test_a_copy_that_comes_back_untouched_changes_nothing(
    made: Made, tmp_path: Path, what: str
) -> None:
    copy = tmp_path / "copy.annot"
    handout.hand_out(made.project, copy, BEN, RULES[what])
    with projects.open_(copy) as opened:
        assert integrity.check(opened) == []
    merged = finish(merges.merge(made.project, ANN.guid, [copy]))
    assert not merged.changes
    assert not merged.reports[0].conflicts
    assert not merged.reports[0].rejected


def test_what_was_done_in_a_blind_copy_comes_back_exactly(made: Made, tmp_path: Path) -> None:
    before = content(made.project)
    copy = tmp_path / "copy.annot"
    handout.hand_out(made.project, copy, BEN, Rules([made.document], blind=True))
    with projects.open_(copy) as opened:
        theirs = made_of(opened)
        theirs.code_words(BEN, "prediction", "It may last")
        (own,) = [c for c in content(opened).codings if c.code == made.codes["claim"]]
        codings.reshape(opened, BEN.guid, own.guid, [Span(0, 6)])
        define(opened, BEN.guid, made.codes["claim"], "New")
    (report,) = finish(merges.merge(made.project, ANN.guid, [copy])).reports
    assert (report.added["coding"], report.updated["coding"]) == (1, 1)
    assert report.updated["code"] == 1
    assert not report.conflicts, "the copy knows what the codebook was, so nothing is in doubt"
    assert report.deleted.total() == 0
    now = content(made.project)
    assert {c.guid for c in before.codings} < {c.guid for c in now.codings}
    assert now.memos == before.memos


def test_the_bytes_of_a_blind_copy_tell_of_nobody(made: Made, tmp_path: Path) -> None:
    copy = tmp_path / "copy.annot"
    handout.hand_out(made.project, copy, BEN, Rules([made.document], blind=True))
    raw = copy.read_bytes()
    others = (ANN.guid, CLEO.guid)
    assert not [guid for guid in others if guid.encode() in raw], "who else works in the project"
    secrets = (
        *("Ann", "Zugzwang", "Ansicht", "Pilot", "Waldemar", "Zelda", "Nebenbei", "Quarrel"),
        *("An earlier name", "An earlier wording", "Schnapsidee", "Verworfener Text"),
    )
    for secret in secrets:
        assert secret.encode() in made.project.path.read_bytes(), f"{secret} is there to be hidden"
        assert secret.encode() not in raw, secret
    for kept in ("Ben", "my own remark", "Nobody expects"):
        assert kept.encode() in raw
    with projects.open_(copy) as opened, opened.reading() as connection:
        told = connection.execute(schema.change.select()).all()
        assert {row.kind for row in told} <= {*_OF_ALL, "coding", "memo"}
        mine = {coding.guid for coding in content_codings(connection)}
        assert {row.row for row in told if row.kind == "coding"} == mine


_OF_ALL = {"project", "coder", "document", "code", "attribute", "relation_type"}


def content_codings(connection: Connection) -> Sequence[Row[Any]]:
    return connection.execute(schema.coding.select()).all()


def test_an_open_copy_has_the_team_and_no_coding_of_theirs(made: Made, tmp_path: Path) -> None:
    copy = tmp_path / "copy.annot"
    handout.hand_out(made.project, copy, BEN)
    raw = copy.read_bytes()
    assert b"Zugzwang" not in raw, "a memo on another's coding"
    assert b"Nebenbei" not in raw, "nor theirs on one's own"
    assert b"Ansicht" in raw and b"Pilot" in raw
    with projects.open_(copy) as opened:
        now = content(opened)
        assert {coder.name for coder in now.coders} == {"Ann", "Ben"}
        assert {coding.coder for coding in now.codings} == {BEN.guid}
        assert [(s.coder, s.progress) for s in now.statuses] == [(ANN.guid, Progress.DONE)]
        assert len(rounds.listed(everything(opened))[0][1]) == 1


def test_nothing_is_written_where_it_must_not_be(made: Made, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="itself"):
        handout.hand_out(made.project, made.project.path, BEN, overwrite=True)
    with pytest.raises(UserError, match="needs a document"):
        handout.hand_out(made.project, tmp_path / "x.annot", BEN, Rules([]))
    (tmp_path / "there.annot").write_bytes(b"")
    with pytest.raises(UserError, match="exists already"):
        handout.hand_out(made.project, tmp_path / "there.annot", BEN)
    assert not (tmp_path / "x.annot").exists()


def test_the_file_is_called_after_project_and_coder(made: Made) -> None:
    assert handout.proposed_name(made.project, CLEO) == "Harbour - Cleo.annot"
    odd = replace(CLEO, name="A/B: C")
    assert handout.proposed_name(made.project, odd) == "Harbour - A_B_ C.annot"


def test_no_file_beside_the_copy_ever_holds_the_others_work(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at while the copy is reduced, and where the program is ended by force then."""
    folder = tmp_path / "synchronised"
    folder.mkdir()
    seen: list[set[Path]] = []

    def ended_by_force(path: Path, keeping: SubsetCopy) -> None:
        seen.append(set(folder.iterdir()))
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700 or os.name == "nt"
        reduce_copy(path, keeping)
        seen.append(set(folder.iterdir()))
        raise KeyboardInterrupt

    monkeypatch.setattr(handout, "reduce_copy", ended_by_force)
    with pytest.raises(KeyboardInterrupt):
        handout.hand_out(made.project, folder / "copy.annot", BEN, Rules(blind=True))
    assert seen == [set(), set()]
    assert list(folder.iterdir()) == []


def test_what_was_before_is_not_in_a_blind_copy_and_the_history_is_whole(
    made: Made, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.annot"
    handout.hand_out(made.project, copy, BEN, Rules([made.document], blind=True))
    with projects.open_(copy) as opened:
        for number in steps(everything(opened), TrailFilter()):
            tell(everything(opened), number)
        with opened.reading() as connection:
            for version in versions(connection):
                assert codebook_at(connection, version.at).codes
        names = {code.name for code in content(opened).codebook.codes}
    assert names == {code.name for code in content(made.project).codebook.codes}


def test_a_full_disk_of_temporary_files_is_the_one_that_is_named(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: object, target: Path, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(ProjectFile, "copy_to", full)
    with pytest.raises(UserError, match="No space left") as told:
        handout.hand_out(made.project, tmp_path / "copy.annot", BEN)
    assert "whole.annot" in str(told.value)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no such folder"))
    with pytest.raises(UserError, match="no such folder"):
        handout.hand_out(made.project, tmp_path / "copy.annot", BEN)
