"""Questions about a project: a line in, codings, pairs or common passages out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from annotator.corpus.coding import Coding
from annotator.corpus.job import Job
from annotator.corpus.messages import number_of, tr
from annotator.corpus.places import Place, place_of
from annotator.corpus.query import (
    AtLeast,
    Order,
    Query,
    Question,
    Related,
    SameUnit,
    TextUnit,
    names_coders,
    parts,
)
from annotator.corpus.span import Span, Spans, passage
from annotator.operations.retrieval import conditions
from annotator.operations.retrieval import material as materials
from annotator.operations.retrieval.analysis_set import AnalysisSet, analysis_set
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.names import vocabulary
from annotator.operations.team import coders
from annotator.operations.viewing import Viewer
from annotator.retrieval.evaluate import Found, answer
from annotator.retrieval.language import parse, print_question
from annotator.storage import coding_queries


@dataclass(frozen=True, eq=False)
class Answer:
    """What a question found, on which codings, and what is to be said beside it."""

    question: Question
    material: ProjectMaterial
    analysis_set: AnalysisSet
    found: Found

    def __len__(self) -> int:
        return len(self.found)

    @property
    def line(self) -> str:
        """The question in its canonical form."""
        return print_question(self.question)

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What one has to know to read the numbers: one sentence each."""
        said = [
            _could_be(self.material, one)
            for one in parts(self.question.query)
            if isinstance(one, AtLeast)
        ]
        unfinished = int(self.analysis_set.unfinished.sum())
        if unfinished:
            said.append(
                tr("{documents} nobody has finished.", documents=number_of(unfinished, "document"))
            )
        return tuple(said)


def _could_be(material: ProjectMaterial, condition: AtLeast) -> str:
    """In how many documents so many coders could have agreed."""
    people = material.persons
    if condition.names:
        wanted = set().union(*(conditions.coder_guids(material, n) for n in condition.names))
        people = [n for n, one in enumerate(material.coders) if one.guid in wanted]
    coded = np.zeros((len(material.documents), len(material.coders)), dtype=np.bool_)
    coded[material.table.document, material.table.coder] = True
    enough = int((coded[:, people].sum(axis=1) >= condition.number).sum())
    return tr(
        "{coders} or more coded in {enough:,} of {documents}.",
        coders=number_of(condition.number, "coder"),
        enough=enough,
        documents=number_of(len(material.documents), "document"),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One result. `spans` are code points of the document: of a common passage those that both
    codings have, else the coding's. `before` and `after` are the text around it. `partner` is the
    right coding of a pair, with its words, its code's path and its coder's name.
    """

    coding: Coding
    document: str
    code: tuple[str, ...]
    coder: str
    spans: Spans
    text: str
    before: str
    after: str
    place: Place
    partner: Coding | None = None
    partner_text: str = ""
    partner_code: tuple[str, ...] = ()
    partner_coder: str = ""

    @property
    def start(self) -> int:
        """Where its first part begins, in code points."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where its last part ends, in code points."""
        return self.spans[-1].end


def ask(viewer: Viewer, line: str) -> Job[Answer]:
    """Answer a line. QueryError has the place of a mistake in it."""
    question = parse(line, vocabulary(viewer))
    material = yield from materials.load(viewer)
    yield from material.find_units(units_of(question.query))
    return answered(material, question)


def units_of(query: Query) -> set[TextUnit]:
    """The units of texts that the relations of a query are told by."""
    relations = (one.relation for one in parts(query) if isinstance(one, Related))
    units = {one.unit for one in relations if isinstance(one, Order | SameUnit)}
    return {unit for unit in units if unit is not None}


def answered(material: ProjectMaterial, question: Question) -> Answer:
    """Answer a question on what is loaded: on the analysis set, or on all codings where the
    question names coders."""
    chosen = analysis_set(material, coders_are_named=names_coders(question.query))
    return Answer(question, material, chosen, answer(question, material, chosen.codings))


def rows(result: Answer, context: int = 0) -> Iterator[Row]:
    """The results in the order of the text, with so many characters before and after each."""
    material, found = result.material, result.found
    numbers = found.codings if found.partners is None else np.append(found.codings, found.partners)
    guids = list(dict.fromkeys(material.guids[number] for number in numbers.tolist()))
    with material.viewer.reading() as connection:
        codings = {one.guid: one for one in coding_queries.codings(connection, guids=guids)}
    labels = coders.labels(material.coders)
    common = None if found.common is None else list(_common_spans(result))
    for row, number in enumerate(found.codings.tolist()):
        coding = codings[material.guids[number]]
        document = int(material.table.document[number])
        text = material.texts.text(document)
        spans = coding.spans if common is None else common[row]
        start, end = spans[0].start, spans[-1].end
        made = Row(
            coding,
            material.documents[document].name,
            material.codebook.path(coding.code),
            labels[coding.coder],
            spans,
            passage(text.text, spans),
            text.text[max(0, start - context) : start],
            text.text[end : end + context],
            place_of(text.text, text.structure, start),
        )
        if found.partners is not None:
            partner = codings[material.guids[int(found.partners[row])]]
            made = _paired(made, partner, material, labels)
        yield made


def _paired(row: Row, partner: Coding, material: ProjectMaterial, labels: Mapping[str, str]) -> Row:
    document = material.table.document[material.number_of[partner.guid]]
    return replace(
        row,
        partner=partner,
        partner_text=passage(material.texts.text(int(document)).text, partner.spans),
        partner_code=material.codebook.path(partner.code),
        partner_coder=labels[partner.coder],
    )


def _common_spans(result: Answer) -> Iterator[Spans]:
    common, table = result.found.common, result.material.table
    assert common is not None
    documents = table.document[result.found.codings]
    offset = table.document_start[documents]
    first = np.searchsorted(common.coding, np.arange(len(result) + 1))
    for row in range(len(result)):
        own = range(int(first[row]), int(first[row + 1]))
        shift = int(offset[row])
        yield tuple(Span(int(common.start[n]) - shift, int(common.end[n]) - shift) for n in own)
