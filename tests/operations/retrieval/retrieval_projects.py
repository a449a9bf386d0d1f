"""A project of two documents, three coders and all that a query may ask about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.corpus.changes import CODER
from annotator.corpus.codebook import Attribute, AttributeKind, RelationType
from annotator.corpus.coding import CoderKind
from annotator.corpus.document import Progress
from annotator.corpus.identity import consensus_guid, new_guid
from annotator.corpus.span import Span
from annotator.corpus.structure import Element, Structure
from annotator.corpus.team import Purpose
from annotator.operations import codings, documents
from annotator.operations.codebook import attributes, relation_types
from annotator.operations.codings import NewCoding, coding_values, memos, relations
from annotator.operations.documents import document_attributes
from annotator.operations.team import coders, rounds
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, BEN, CLEO, make, text_file

TALK = "Head line\nThe Mayor isn’t late, he says. I say:\nSTRASSE und Straße.\nA note."
OTHER = "One two three four five six seven."


def talk_structure() -> Structure:
    at = TALK.index
    return Structure.of(
        [
            Element("heading", 0, 9),
            Element("turn", at("The"), at("I say"), {"speaker": "Mayor", "role": "guest"}),
            Element("turn", at("I say"), at("A note"), {"speaker": "Ilse", "role": "host"}),
            Element("time", at("The"), at("I say"), {"start_ms": 1000, "end_ms": 5000}),
            Element("time", at("I say"), at("A note"), {"start_ms": 5000, "end_ms": 9000}),
            Element("footnote", at("A note"), len(TALK), {"note": "n"}),
            Element("page", 0, at("I say"), {"label": "iii"}),
            Element("page", at("I say"), at("A note"), {"label": "iv"}),
            Element("page", at("A note"), len(TALK), {"label": "v"}),
        ]
    )


@dataclass
class Asked:
    """The open project; codings by a name of their own, documents by theirs (GUIDs)."""

    project: ProjectFile
    codings: dict[str, str]
    documents: dict[str, str]
    codes: dict[str, str]


def make_asked(path: Path) -> Asked:
    made = make(path, text=TALK, structure=talk_structure())
    project = made.project
    for person in (BEN, CLEO):
        coders.ensure(project, person)
    added = documents.add(project, ANN.guid, [text_file("other.txt", OTHER)])
    (other,) = added.changes.added["document"]
    found: dict[str, str] = {}

    def code(name: str, by: str, document: str, code: str, *words: str) -> None:
        text = OTHER if document == other else TALK
        spans = [Span(text.index(one), text.index(one) + len(one)) for one in words]
        changes = codings.add_many(project, by, [NewCoding(document, made.codes[code], spans)])
        (found[name],) = changes.added["coding"]

    talk = made.document
    code("head", ANN.guid, talk, "claim", "Head line")
    code("late", ANN.guid, talk, "claim", "The Mayor isn’t late, he says")
    code("late ben", BEN.guid, talk, "claim", "Mayor isn’t late")
    code("term", ANN.guid, talk, "evaluative term", "late")
    code("street", BEN.guid, talk, "prediction", "STRASSE")
    code("both", ANN.guid, talk, "prediction", "The Mayor", "Straße")
    code("note", CLEO.guid, talk, "attribution", "A note")
    code("two", ANN.guid, other, "claim", "two three")
    code("five", CLEO.guid, other, "claim", "five six")
    _say(project, made.codes, found, {"talk": talk, "other": other})
    return Asked(project, found, {"talk": talk, "other": other}, made.codes)


def _say(
    project: ProjectFile, codes: dict[str, str], found: dict[str, str], texts: dict[str, str]
) -> None:
    ann, times = ANN.guid, (ANN.created, ANN.modified)
    claim = codes["claim"]
    sure = Attribute(new_guid(), claim, "how sure", AttributeKind.TEXT, *times, default="plain")
    number = Attribute(new_guid(), claim, "number", AttributeKind.NUMBER, *times)
    for one in (sure, number):
        attributes.declare(project, ann, one)
    coding_values.set_value(project, ann, found["late"], sure.guid, "hedged")
    coding_values.set_value(project, ann, found["head"], number.guid, "2.5")
    coding_values.set_value(project, ann, found["two"], number.guid, "10")
    kind = RelationType(new_guid(), "supports", *times)
    relation_types.declare(project, ann, kind)
    relations.relate(project, ann, kind.guid, found["head"], found["late"])
    memos.write(project, ann, found["term"], "A memo of “mine”")
    document_attributes.set_values(
        project, ann, {(texts["talk"], "outlet"): "Daily", (texts["other"], "outlet"): "Weekly"}
    )
    document_attributes.set_values(project, ann, {(texts["talk"], "date"): "2024-03-01"})
    (pilot,) = rounds.add(project, ann, "Pilot", Purpose.TRAINING).added["round"]
    rounds.assign(project, ann, pilot, {(texts["talk"], BEN.guid)})
    documents.set_progress(project, ann, texts["talk"], Progress.DONE)


def designate(asked: Asked, document: str, coder: str) -> None:
    """Assign a document in a round of production."""
    (made,) = rounds.add(asked.project, ANN.guid, "Main", Purpose.PRODUCTION).added["round"]
    rounds.assign(asked.project, ANN.guid, made, {(document, coder)})


def add_consensus(asked: Asked, document: str) -> str:
    """A consensus whose one coding in a document is its first claim."""
    guid = consensus_guid(asked.project.guid)
    with asked.project.transaction("Add the consensus", ANN.guid) as step:
        row = {"guid": guid, "name": "Consensus", "kind": CoderKind.CONSENSUS.value}
        step.record.put(CODER, [row])
    new = NewCoding(document, asked.codes["claim"], [Span(0, 3)])
    (made,) = codings.add_many(asked.project, guid, [new]).added["coding"]
    return made
