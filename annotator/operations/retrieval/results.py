"""What a question comes to as it is to be shown: an answer with its table or its picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement import Figure
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.query import All, Question, TextUnit
from annotator.operations.retrieval import concordances, keywords, pictures, questions, tables
from annotator.operations.retrieval import material as materials
from annotator.operations.retrieval.agreement_beside import agreement_of
from annotator.operations.retrieval.concordances import Line
from annotator.operations.retrieval.keywords import KeyWords
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.names import vocabulary
from annotator.operations.retrieval.ordering import ColumnOrder, in_order
from annotator.operations.retrieval.questions import Answer, Row
from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    KEYWORDS,
    PASSAGES,
    PICTURE,
    TABLE,
    QuestionView,
)
from annotator.operations.retrieval.tables import ProjectTable
from annotator.operations.viewing import Viewer
from annotator.retrieval.concordance import Sorting
from annotator.retrieval.evaluate import Found
from annotator.retrieval.language import parse
from annotator.retrieval.pictures import Picture
from annotator.storage import coding_queries

CONTEXT = 90
"""Characters around a passage or a keyword."""
PAGE = 64
"""Rows that are read at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """What a question found, and as it was asked for its table or its picture. `material` is good
    for the next question until something changes."""

    answer: Answer
    view: QuestionView
    table: ProjectTable | None = None
    lines: Sequence[Line] | None = None
    """Of a concordance of words."""
    picture: Picture | None = None
    ordered: Answer | None = None
    """The answer in the order that was asked for."""
    first: Sequence[Row] = ()
    """The first page of an answer that is shown as rows, so that nobody waits for it when it is
    painted."""
    key_words: KeyWords | None = None
    agreement: Sequence[Figure | None] = ()
    """Of each row of the table, where that is asked for."""

    @property
    def material(self) -> ProjectMaterial:
        """What was asked."""
        return self.answer.material


def find(
    viewer: Viewer,
    line: str,
    view: QuestionView,
    material: ProjectMaterial | None = None,
    order: ColumnOrder | None = None,
) -> Job[Results]:
    """Answer a line (an empty one is every coding of the analysis set), and make of it what the
    view asks for; passages in an order where one is given. QueryError has the place of a mistake in
    it, UserError is for what can't be answered or drawn."""
    yield JobProgress(0, 0, "")
    question = Question(All())
    if line.strip():
        question = parse(line, vocabulary(viewer))
    if material is None:
        material = yield from materials.load(viewer)
    yield from material.find_units(_units(question, line, view))
    answer = questions.answered(material, question)
    yield JobProgress(0, 0, "")
    if view.shown == CONCORDANCE:
        sorting = Sorting(view.sort) if view.sort else None
        if view.words.strip():
            own = sorting, view.sample or None, view.seed, CONTEXT
            made = yield from concordances.of_words(material, view.words, *own, whole=True)
            return Results(answer, view, lines=tuple(made))
        answer = concordances.of_answer(answer, sorting, view.sample or None, view.seed)
    if view.shown == TABLE:
        table = tables.table_of(material, view.table(line))
        codes = tuple(material.codes)
        beside = agreement_of(viewer, table.rows, codes) if view.agreement else ()
        return Results(answer, view, table=table, agreement=beside)
    if view.shown == KEYWORDS:
        against = parse(view.against, vocabulary(viewer)).query if view.against.strip() else None
        wanted = view.key_words(line)
        found = yield from keywords.found_in(material, wanted, question.query, against)
        return Results(answer, view, key_words=found)
    if view.shown == PICTURE:
        return Results(answer, view, picture=_picture(material, line, view, answer))
    ordered = in_order(answer, order) if order is not None and view.shown == PASSAGES else None
    first = rows_between(ordered or answer, 0, PAGE, CONTEXT)
    return Results(answer, view, ordered=ordered, first=first)


def _units(question: Question, line: str, view: QuestionView) -> set[TextUnit]:
    """The units of texts that are needed, as far as they are told beforehand."""
    found = questions.units_of(question.query)
    if view.shown in (TABLE, PICTURE):
        found |= tables.units_of(view.table(line))
    if view.shown == CONCORDANCE:
        found.add(TextUnit.WORD)
    return found


def _picture(material: ProjectMaterial, line: str, view: QuestionView, answer: Answer) -> Picture:
    kind = next((one for one in pictures.KINDS if one.name == view.picture), None)
    if kind is not None and kind.of == pictures.TABLE:
        return pictures.of_table(tables.table_of(material, view.table(line)), view.picture)
    return pictures.of_answer(answer, view.picture, view.attribute)


def rows_between(answer: Answer, first: int, last: int, context: int) -> list[Row]:
    """The results from `first` up to `last` (left out), with so many characters around each. None
    where one of the codings is not there any more, since the answer is of before."""
    numbers = np.arange(first, min(last, len(answer)), dtype=np.int64)
    part = replace(answer, found=answer.found.taken(numbers))
    wanted = set(guids_of(part))
    if part.found.partners is not None:
        wanted |= {answer.material.guids[number] for number in part.found.partners.tolist()}
    with answer.material.viewer.reading() as connection:
        there = {one.guid for one in coding_queries.codings(connection, guids=wanted)}
    return list(questions.rows(part, context)) if wanted <= there else []


def guids_of(answer: Answer) -> list[str]:
    """The codings (GUIDs) of an answer, of pairs the left ones, each once, in its order."""
    guids = answer.material.guids
    return list(dict.fromkeys(guids[number] for number in answer.found.codings.tolist()))


def of_codings(answer: Answer, codings: Iterable[str]) -> Answer:
    """Of what an answer was found in, these codings (GUIDs) in their order; those that are not
    there any more are left out."""
    known = answer.material.number_of
    numbers = [known[guid] for guid in codings if guid in known]
    return replace(answer, found=Found(np.array(numbers, dtype=np.int64)))
