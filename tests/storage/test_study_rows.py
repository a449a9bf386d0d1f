"""Rows about a study (sets, speakers, rules) are merged, undone and copied like all others."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import select

from annotator.corpus.changes import KINDS, PROJECT
from annotator.corpus.coding import CoderKind
from annotator.corpus.job import finish
from annotator.operations import projects
from annotator.operations.merging import merges
from annotator.operations.projects import integrity
from annotator.operations.team import handout
from annotator.operations.team.handout import Rules
from annotator.operations.viewing import everything
from annotator.storage import schema, study_tables
from annotator.storage.project_file import ProjectFile
from tests.making import content

FILES = Path(__file__).resolve().parents[1] / "files"
EARLIER, TODAY = FILES / "version-3.1.annot", FILES / "version-3.2.annot"
STUDY = sorted(name for name in vars(study_tables) if name in schema.ROW_TABLES)


def rows(project: ProjectFile) -> Mapping[str, list[tuple[object, ...]]]:
    """The living rows of the kinds that coders exchange, without when they were changed."""
    found = {}
    with everything(project).reading() as connection:
        for kind in KINDS:
            table = schema.ROW_TABLES[kind]
            columns = [c for c in table.c if c.name not in schema.STAMP]
            query = select(*columns).where(table.c.deleted == 0).order_by(table.c.guid)
            found[kind] = [tuple(row) for row in connection.execute(query)]
    return found


def test_a_merge_brings_them_and_undo_takes_them_back(tmp_path: Path) -> None:
    ours = Path(shutil.copy(EARLIER, tmp_path / "ours.annot"))
    theirs = Path(shutil.copy(TODAY, tmp_path / "theirs.annot"))
    with projects.open_(theirs) as project:
        wanted = rows(project)
    assert all(wanted[kind] for kind in STUDY if kind != "seal")
    with projects.open_(ours) as project:
        before = rows(project)
        by = content(project).coders[0].guid
        (report,) = finish(merges.merge(project, by, [theirs])).reports
        assert not report.rejected
        assert rows(project) == wanted
        project.undo(by)
        assert rows(project) == before
        project.redo(by)
        assert {k: v for k, v in rows(project).items() if k != PROJECT} == {
            k: v for k, v in wanted.items() if k != PROJECT
        }
        assert integrity.check(project) == []


@pytest.mark.parametrize("blind", [False, True])
def test_a_copy_for_a_coder_is_sound_and_comes_back_untouched(tmp_path: Path, blind: bool) -> None:
    whole = Path(shutil.copy(TODAY, tmp_path / "whole.annot"))
    copy = tmp_path / "copy.annot"
    with projects.open_(whole) as project:
        there = content(project)
        coder = next(c for c in reversed(there.coders) if c.kind is CoderKind.PERSON)
        some = [there.documents[-1].guid]
        handout.hand_out(project, copy, coder, Rules(some, blind=blind))
        with projects.open_(copy) as opened:
            assert integrity.check(opened) == []
            left = rows(opened)
            assert not left["rule"] and not left["case_answer"] and not left["decision"]
            assert not left["set_member"] and not left["designation"]
        merged = finish(merges.merge(project, coder.guid, [copy]))
        assert not merged.changes
        assert not merged.reports[0].rejected
