"""Who is missing where, what that does to the figures, and how it is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.document import Progress
from annotator.corpus.span import Span
from annotator.corpus.team import Purpose
from annotator.operations import codings, documents, reliability
from annotator.operations.reliability import ComparisonData, Selection, missing_coders
from annotator.operations.team import rounds
from annotator.operations.viewing import everything
from annotator.storage import queries
from tests.making import ANN, BEN, Made, make, text_file


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Four texts: both coded the first; Ann alone coded two more; nobody the last."""
    made = make(tmp_path / "p.annot")
    texts = [text_file(f"{n}.txt", f"Text {n}: " + "nobody knows. " * n) for n in (1, 2, 3)]
    documents.add(made.project, ANN.guid, texts)
    made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (0, 6))
    for document in all_documents(made)[1:3]:
        codings.add(made.project, ANN.guid, document, made.codes["claim"], [Span(0, 6)])
    yield made
    made.project.close()


def all_documents(made: Made) -> list[str]:
    with made.project.reading() as connection:
        return [one.guid for one in queries.documents(connection)]


def of_two(made: Made, selection: Selection | None = None) -> ComparisonData:
    both = Selection(coders=[ANN.guid, BEN.guid])
    return reliability.load(everything(made.project), selection or both)


def test_documents_that_drop_out_are_counted(made: Made) -> None:
    found = missing_coders.missing(of_two(made))
    assert (found.documents, found.dropped, found.by_coder) == (2, 2, [0, 2])
    assert found.pairs == [(document, BEN.guid) for document in all_documents(made)[1:3]]
    nobody, said = missing_coders.words(of_two(made))
    assert "None of these coders has marked a document as done" in nobody
    assert "(Ann 3 documents (3 codings), Ben 1 document (1 coding))" in nobody
    assert "In 2 documents" in said and "(Ben 2)" in said
    assert "2 of these drop out" in said and "mark the document as done" in said


def test_done_documents_are_compared(made: Made) -> None:
    for document in all_documents(made)[:3]:
        documents.set_progress(made.project, BEN.guid, document, Progress.DONE)
        documents.set_progress(made.project, ANN.guid, document, Progress.DONE)
    assert missing_coders.missing(of_two(made)).pairs == []
    assert missing_coders.words(of_two(made)) == []


def test_assigned_documents_count_as_coded_where_that_is_chosen(made: Made) -> None:
    rounds.add(made.project, ANN.guid, "Pilot", Purpose.RELIABILITY)
    second, third = all_documents(made)[1:3]
    pilot = rounds.find(made.project, "Pilot").guid
    rounds.assign(made.project, ANN.guid, pilot, {(second, BEN.guid), (third, ANN.guid)})
    before = of_two(made)
    assert missing_coders.missing(before).assigned == 1
    assert "1 of these gaps" in missing_coders.words(before)[2]
    alpha = reliability.compute(before).table.overall.alpha_character.value
    after = of_two(made, Selection(coders=[ANN.guid, BEN.guid], assigned=True))
    found = missing_coders.missing(after)
    assert (found.documents, found.dropped, found.assigned) == (1, 1, 0)
    lower = reliability.compute(after).table.overall.alpha_character.value
    assert alpha == 1.0
    assert lower is not None and lower < alpha, "Ben saw nothing where Ann did"


def test_it_is_said_who_coded_nothing_instead_of_that_the_two_agree(made: Made) -> None:
    first, second, third, last = all_documents(made)
    both = [ANN.guid, BEN.guid]
    alike = missing_coders.why_alike(of_two(made, Selection(both, [first])))
    assert alike == "The two do not differ here."
    alone = missing_coders.why_alike(of_two(made, Selection(both, [second])))
    assert alone.startswith("Ben has no coding in 1.txt and has not marked it as done")
    several = missing_coders.why_alike(of_two(made, Selection(both, [second, third])))
    assert "Ben has no coding in any of the documents" in several
    nobody = missing_coders.why_alike(of_two(made, Selection(both, [last])))
    assert nobody.startswith("Ann and Ben have no coding in 3.txt and have not marked it")
    some = missing_coders.why_alike(of_two(made))
    assert some.startswith("The two do not differ here. Not compared, since a coder is missing")
    assert "2 documents (Ben 2)" in some
    codings.add(made.project, BEN.guid, last, made.codes["claim"], [Span(0, 6)])
    apart = missing_coders.why_alike(of_two(made, Selection(both, [third, last])))
    assert "have worked on no document in common" in apart
    silent = Selection(both, [first], [made.codes["prediction"]])
    assert missing_coders.why_alike(of_two(made, silent)) == "Ann and Ben have no codings here."
    prediction = [code.guid for code in of_two(made).codes].index(made.codes["prediction"])
    assert "have no codings here" in missing_coders.why_alike(of_two(made), prediction)
