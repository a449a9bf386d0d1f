"""Sets of documents: made, filled, renamed, deleted, asked for; one step each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus.document import DocumentSet
from annotator.errors import UserError
from annotator.operations import documents, reading
from annotator.operations.documents import document_attributes, named_sets
from annotator.operations.merging import merges
from annotator.operations.viewing import everything
from tests.making import ANN, Made, make, text_file


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    documents.add(made.project, ANN.guid, [text_file(f"t{n}", f"{n}") for n in range(3)])
    yield made
    made.project.close()


def guids(made: Made) -> list[str]:
    return [one.guid for one in reading.documents(everything(made.project))]


def sets(made: Made) -> list[DocumentSet]:
    return named_sets.listed(everything(made.project))


def test_documents_are_put_in_and_taken_out(made: Made) -> None:
    first, second, third, _last = guids(made)
    named_sets.create(made.project, ANN.guid, " Pilot  study ", [third, first])
    (pilot,) = sets(made)
    assert (pilot.name, pilot.documents) == ("Pilot study", (first, third))
    named_sets.arrange(made.project, ANN.guid, [first, second], [pilot.guid], new="Later")
    named_sets.arrange(made.project, ANN.guid, [third], [], [pilot.guid])
    assert [one.documents for one in sets(made)] == [(first, second), (first, second)]
    made.project.undo(ANN.guid)
    assert sets(made)[0].documents == (first, second, third)
    documents.delete(made.project, ANN.guid, [second])
    assert sets(made)[0].documents == (first, third)


def test_names_are_there_once(made: Made) -> None:
    named_sets.create(made.project, ANN.guid, "Pilot")
    for name, fault in (("Pilot", "already"), (" ", "needs a name")):
        with pytest.raises(UserError, match=fault):
            named_sets.create(made.project, ANN.guid, name)
    (pilot,) = sets(made)
    named_sets.rename(made.project, ANN.guid, pilot.guid, "Main")
    assert named_sets.named(everything(made.project), "Main").guid == pilot.guid
    named_sets.delete(made.project, ANN.guid, pilot.guid)
    assert sets(made) == []
    with pytest.raises(UserError, match="no set called “Main”"):
        named_sets.named(everything(made.project), "Main")


def test_a_set_is_a_condition_on_documents(made: Made) -> None:
    first, second = guids(made)[:2]
    named_sets.create(made.project, ANN.guid, "Pilot", [first, second])
    assert document_attributes.documents_where(made.project, ["set=Pilot"]) == [first, second]
    with pytest.raises(UserError, match="no document"):
        document_attributes.documents_where(made.project, ["set=Main"])
    document_attributes.set_value(made.project, ANN.guid, first, "set", "Pilot")
    assert document_attributes.documents_where(made.project, ["set=Pilot"]) == [first]


def test_sets_are_merged(made: Made, tmp_path: Path) -> None:
    from annotator.corpus.job import finish  # noqa: PLC0415

    first = guids(made)[0]
    copy = tmp_path / "copy.annot"
    made.project.copy_to(copy)
    named_sets.create(made.project, ANN.guid, "Pilot", [first])
    from annotator.operations import projects  # noqa: PLC0415

    with projects.open_(copy) as other:
        finish(merges.merge(other, ANN.guid, [made.project.path]))
        (pilot,) = named_sets.listed(everything(other))
        assert pilot.documents == (first,)
