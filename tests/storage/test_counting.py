"""Counts that follow the steps are those that counting anew gives."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings, projects
from annotator.operations.merging import merges
from annotator.operations.team import coders
from annotator.storage import coding_queries, counting
from annotator.storage.project_file import ProjectFile
from tests.examples import examples
from tests.making import ANN, BEN, Made, content, make

VERBS = st.sampled_from(["code", "recode", "delete", "undo", "redo", "merge"])
ACTS = st.lists(st.tuples(VERBS, st.integers(0, 9)), min_size=3, max_size=14)


def counts(project: ProjectFile) -> Counter[tuple[str, str, str]]:
    with project.reading() as connection:
        return coding_queries.coding_counts(connection)


def act(made: Made, what: str, number: int) -> None:
    """One change by Ann, or nothing where it can't be."""
    project = made.project
    own = [c.guid for c in content(project).codings if c.coder == ANN.guid]
    code = list(made.codes.values())[number % len(made.codes)]
    if what == "code":
        codings.add(project, ANN.guid, made.document, code, [Span(number, number + 3)])
    elif what == "recode" and own:
        codings.recode(project, ANN.guid, [own[number % len(own)]], code)
    elif what == "delete" and own:
        codings.delete(project, ANN.guid, [own[number % len(own)]])
    elif what in ("undo", "redo"):
        try:
            getattr(project, what)(ANN.guid)
        except UserError:
            return


@settings(max_examples=examples(10), deadline=None)
@given(ACTS, ACTS)
def test_counts_follow_any_work_and_merges(
    tmp_path_factory: pytest.TempPathFactory,
    ours: list[tuple[str, int]],
    theirs: list[tuple[str, int]],
) -> None:
    folder: Path = tmp_path_factory.mktemp("counting")
    made = make(folder / "ours.annot")
    coders.ensure(made.project, BEN)
    for number in range(4):
        made.code(ANN, "claim", (20 + number, 30))
    other = folder / "theirs.annot"
    projects.save_copy(made.project, other)
    with projects.open_(other) as copy:
        colleague = Made(copy, made.document, made.codes)
        for what, number in theirs:
            act(colleague, what, number)
    with made.project as project:
        for what, number in ours:
            before, last = counts(project), project.last_step()
            if what == "merge":
                assert finish(merges.merge(project, ANN.guid, [other])).changes.brings_history
                continue
            act(made, what, number)
            with project.reading() as connection:
                change = counting.changed_counts(connection, last)
            assert change is not None
            before.update(change)
            assert +before == counts(project)
