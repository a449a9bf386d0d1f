"""Rows as the history tells them, that of a merged project too."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator.corpus.job import finish
from annotator.operations import codings, projects
from annotator.operations.codebook import codes
from annotator.operations.codings import memos
from annotator.operations.merging import merges
from annotator.storage import clock
from annotator.storage.repair import from_history
from tests.making import ANN, BEN, Made, content, make
from tests.soak.repairs import stored


def told(path: Path, kind: str) -> dict[str, dict[str, object]]:
    """The rows of a kind by GUID, all of them whole."""
    with closing(sqlite3.connect(path)) as connection:
        found = [one for one in from_history.rows(connection) if one.kind == kind]
    assert all(one.whole for one in found)
    return {one.guid: since_the_start(one.columns) for one in found}


def rows(path: Path, kind: str) -> dict[str, dict[str, object]]:
    return {guid: since_the_start(row) for (of, guid), row in stored(path).items() if of == kind}


def since_the_start(row: Mapping[str, Any]) -> dict[str, object]:
    """What was never changed has an origin in place of a time; which one, no history tells."""
    never = row["changed_at"] <= clock.LAST_ORIGIN
    return {**row, "changed_at": None} if never else dict(row)


def renamed(made: Made, name: str) -> None:
    (code,) = (one for one in content(made.project).codebook.codes if one.name == "claim")
    codes.edit(made.project, ANN.guid, replace(code, name=name))


def test_the_history_tells_rows_as_they_are(tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    coding = made.code(ANN, "claim", (0, 6))
    codings.recode(made.project, ANN.guid, [coding], made.codes["prediction"])
    codings.delete(made.project, ANN.guid, [made.code(ANN, "claim", (2, 6))])
    memos.write(made.project, ANN.guid, coding, "Why?")
    renamed(made, "Claim")
    made.project.close()
    for kind in ("project", "coder", "code", "coding", "memo", "document"):
        assert told(made.project.path, kind) == rows(made.project.path, kind)


def test_what_two_made_alike_is_as_it_was_changed_and_not_as_it_was_made_again(
    tmp_path: Path,
) -> None:
    """Ben's project begins after Ann renamed a code that both have from the start."""
    ours = make(tmp_path / "ours.annot")
    renamed(ours, "Claim")
    ours.code(ANN, "claim", (0, 6))
    theirs = make(tmp_path / "theirs.annot", BEN)
    theirs.code(BEN, "claim", (2, 9))
    theirs.project.close()
    finish(merges.merge(ours.project, ANN.guid, [theirs.project.path]))
    ours.project.close()
    path = ours.project.path
    assert "Claim" in [row["name"] for row in rows(path, "code").values()]
    for kind in ("coder", "code", "coding", "document"):
        assert told(path, kind) == rows(path, kind)
    with projects.open_(path) as project:
        assert len(content(project).codings) == 2
