"""Values of an attribute stand in the order of its type wherever they are listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from annotator.corpus.attribute_types import AttributeType, ValueType
from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.exchange.coded_text.choice import WritingChoice
from annotator.exchange.coded_text.model import HEADING
from annotator.exchange.coded_text.quotations import quotations
from annotator.operations import codings, documents, reading, team_agreement
from annotator.operations.documents import attribute_types, document_attributes
from annotator.operations.documents.document_list import DocumentList
from annotator.operations.reliability import AgreementSettings, Selection
from annotator.operations.retrieval import material, names, questions, tables
from annotator.operations.retrieval.pictures import of_answers
from annotator.operations.retrieval.tables import TableQuestion
from annotator.operations.team import coders, sampling
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, Made, content, make, text_file

ORDER = ["small", "medium", "large"]


@pytest.fixture(scope="module")
def sized(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A document of each size, coded by two, and one of which no size is said."""
    made = make(tmp_path_factory.mktemp("sized") / "p.annot")
    project = made.project
    texts = [text_file(name, f"{name} is the text.") for name in (*sorted(ORDER), "none")]
    documents.add(project, ANN.guid, texts)
    listed = {one.name: one.guid for one in reading.documents(everything(project))}
    said = {(listed[name], "size"): name for name in ORDER}
    document_attributes.set_values(project, ANN.guid, said)
    declared = AttributeType("size", ValueType.CHOICE, tuple(ORDER))
    attribute_types.declare(project, ANN.guid, declared)
    coders.ensure(project, BEN)
    for who in (ANN, BEN):
        for name in (*ORDER, "none"):
            codings.add(project, who.guid, listed[name], made.codes["claim"], [Span(0, 5)])
    yield made
    project.close()


def test_the_list_of_documents(sized: Made) -> None:
    viewer = everything(sized.project)
    facts, said = reading.documents(viewer), document_attributes.by_document(sized.project)
    listed = DocumentList(
        [one.name for one in facts],
        [said.get(one.guid, {}) for one in facts],
        reading.attribute_types(viewer),
    )
    assert [one.value for one in listed.groups("size")] == [*ORDER, ""]
    ordered = [facts[row].name for row in listed.ordered(listed.all, "size").tolist()]
    assert ordered[:3] == ORDER


def test_figures_by_an_attribute(sized: Made) -> None:
    found = team_agreement.by_attribute(
        everything(sized.project), Selection(), AgreementSettings(interval_method=None), "size"
    )
    assert [value for value, _comparison in found] == ORDER


def test_tables_pictures_and_completions(sized: Made) -> None:
    viewer = everything(sized.project)
    loaded = finish(material.load(viewer))
    table = tables.table_of(loaded, TableQuestion(("document.size",), ("codes",)))
    assert list(table.rows.labels)[:3] == ORDER
    picture = of_answers.portrait(finish(questions.ask(viewer, "code:claim")), "size")
    assert [name for name, _number in picture.groups][:3] == ORDER
    assert list(names.vocabulary(viewer).document_values["size"]) == ORDER


def test_strata_and_headings(sized: Made) -> None:
    plan = sampling.Plan(4, 1, strata=("size",))
    drawn = finish(sampling.draw(everything(sized.project), plan))
    assert [one.values for one in drawn.strata] == [(name,) for name in (*ORDER, "–")]
    whole = replace(content(sized.project), memos=())
    written = quotations(whole, WritingChoice(group="size"))
    heads = [block.runs[0].text for block in written.blocks if block.kind == HEADING]
    assert heads == [f"{name} (2)" for name in (*ORDER, "–")]
