"""Coders are trained on settled cases: a passage is shown, they say its code, and are compared.

An answer is kept with the version of the codebook (its digest) under which it was given, so that it
tells of coder and codebook: where all err on a case, it is the entry that fails.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.corpus.changes import CASE_ANSWER, Changes
from annotator.corpus.identity import case_answer_guid
from annotator.operations.codebook.digests import codebook_digest
from annotator.operations.rules.cases import SettledCase
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import columns_of, living_rows
from annotator.storage.study_rows import CaseAnswerRow


@dataclass(frozen=True, slots=True)
class Answer:
    """What a coder (GUID) said of the case of a decision (GUID) under a version of the codebook
    (its digest): a code (GUID), or None for “not to be coded”."""

    decision: str
    coder: str
    codebook: str
    code: str | None
    comment: str = ""


def answers(viewer: Viewer) -> list[Answer]:
    """The answers of all coders; in a blind project the viewer's own."""
    with viewer.reading() as connection:
        rows = living_rows(connection, CaseAnswerRow)
    return [Answer(row.decision, row.coder, row.codebook, row.code, row.comment) for row in rows]


def answer(
    project: ProjectFile, by: str, case: SettledCase, code: str | None, comment: str = ""
) -> Changes:
    """Answer a case under the codebook as it is now; a later answer takes the place of an earlier
    one under the same version."""
    with project.transaction("Answer a case", by) as step:
        digest = codebook_digest(codebook_queries.codebook(step.record.connection))
        decision = case.decision.guid
        guid = case_answer_guid(decision, by, digest)
        row = CaseAnswerRow(
            guid=guid, decision=decision, coder=by, codebook=digest, code=code, comment=comment
        )
        step.record.put(CASE_ANSWER, [columns_of(row)])
    return step.changes


@dataclass(frozen=True, slots=True)
class Score:
    """How many cases a coder answered under a version, and how many as they were settled."""

    answered: int
    as_settled: int


def score(cases: Sequence[SettledCase], given: Iterable[Answer], coder: str, digest: str) -> Score:
    """Of the answers of one coder (GUID) under one version (its digest)."""
    settled = {case.decision.guid: case.answer for case in cases}
    own = [
        one
        for one in given
        if one.coder == coder and one.codebook == digest and one.decision in settled
    ]
    return Score(len(own), sum(one.code == settled[one.decision] for one in own))


def order(cases: Sequence[SettledCase], coder: str) -> list[SettledCase]:
    """The cases in an order that is the coder's own and stays: neighbours do not give each other
    away, and two coders don't go the same way."""
    mixed = list(cases)
    random.Random(coder).shuffle(mixed)
    return mixed
