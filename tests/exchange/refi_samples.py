"""Projects for the tests of the exchange formats, and foreign archives made by hand."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.codebook import (
    Attribute,
    AttributeKind,
    Choice,
    Code,
    Codebook,
    RelationType,
    Unit,
)
from annotator.corpus.coding import Coder, CoderKind, Coding, Memo, Relation
from annotator.corpus.document import Document, DocumentAttribute, DocumentStatus, Progress
from annotator.corpus.identity import guid_from
from annotator.corpus.job import finish
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span
from annotator.exchange.refi import Reading, RefiReport, read_project, write_project

T0 = datetime(2026, 1, 1, 10, tzinfo=UTC)
TEXT = "\u00a0Byline 😀 said: “Taxes will fall.”\nHe denied it.\n\nA\u2028line, e\u0301, 🇧🇪 end."


def later(minutes: int) -> datetime:
    return T0 + timedelta(minutes=minutes)


def document(
    name: str, text: str, source: bytes | None = None, encoding: str = "utf-8"
) -> Document:
    data = text.encode() if source is None else source
    return Document(guid_from("doc", name), name, text, data, encoding, later(1), later(2))


def coding(name: str, doc: str, code: str, coder: str, *spans: tuple[int, int]) -> Coding:
    parts = tuple(Span(*span) for span in spans)
    guid = guid_from("coding", name)
    return Coding(guid, doc, code, coder, parts, later(5), later(5))


ANA, BO = (Coder(guid_from("coder", name), name, T0, T0) for name in ("Ana", "Bo & <Co>"))
SETTLED = Coder(guid_from("coder", "settled"), "Consensus", T0, T0, CoderKind.CONSENSUS)
CLAIM = Code(
    guid_from("code", "claim"),
    "claim",
    "#56b4e9",
    T0,
    later(9),
    key="1",
    definition="A statement.\nKey: not this",
    when_to_use="Asserted.",
    when_not_to_use="Quoted.",
    examples=("Taxes will fall.", "Two\n\nlines"),
    counter_examples=("Fall, taxes!",),
    unit=Unit.CLAUSE,
    may_nest=False,
    may_overlap=False,
    cues=("may", "/wo(n't|n’t)/"),
)
KINDS = Code(guid_from("code", "kinds"), "a::b/c", "#e69f00", later(3), later(3), position=7)
SUB = Code(guid_from("code", "sub"), "claim", "#009e73", T0, T0, parent=KINDS.guid, codable=False)
TYPE = Attribute(
    guid_from("attribute", "type"),
    CLAIM.guid,
    "type: of claim",
    AttributeKind.CHOICE,
    T0,
    T0,
    definition="What kind\nit is.",
    choices=(Choice("factual"), Choice("causal; [x]", "c", "One thing makes another.")),
    required=True,
    default="factual",
)
HOLDER = Attribute(
    guid_from("attribute", "holder"), CLAIM.guid, "holder", AttributeKind.ENTITY, later(2), later(3)
)
SIDES = Attribute(
    guid_from("attribute", "sides"),
    KINDS.guid,
    "holder",
    AttributeKind.CHOICES,
    T0,
    T0,
    4,
    choices=(Choice("a; b"), Choice("[c]"), Choice("d\\e")),
)
SUPPORTS = RelationType(
    guid_from("relation", "supports"),
    "supports <&>",
    T0,
    later(4),
    key="s",
    definition="Gives\na reason.",
    sources=(SUB.guid, CLAIM.guid),
    targets=(CLAIM.guid,),
)
CONTINUES = RelationType(guid_from("relation", "continues"), "continues", later(1), later(1), 5)
DOCUMENTS = (
    document("Talk.txt", TEXT),
    document("Talk.txt ", "one\ntwo\n", "\ufeffone\r\ntwo\r\n".encode(), "utf-8-sig"),
    document("Ünï", "naïve\n", b"na\xefve\n", "windows-1252"),
)


def sample_codings() -> tuple[Coding, ...]:
    """A discontinuous one, several on one passage, one changed later, one of a whole text."""
    first, second, _third = (doc.guid for doc in DOCUMENTS)
    whole = TEXT.index("Taxes"), TEXT.index("Taxes") + 5
    return (
        replace(
            coding("0", first, CLAIM.guid, ANA.guid, (0, 1), (3, 9), (14, 20)),
            attributes={TYPE.guid: "causal; [x]", HOLDER.guid: "[Ana] & <Bo>\n\x0c"},
            from_cue=True,
        ),
        coding("1", first, CLAIM.guid, ANA.guid, whole),
        coding("2", first, SUB.guid, ANA.guid, whole),
        coding("3", first, CLAIM.guid, BO.guid, whole),
        replace(coding("5", first, KINDS.guid, BO.guid, whole), modified=later(8)),
        coding("4", first, SUB.guid, BO.guid, (40, len(TEXT))),
        coding("6", second, CLAIM.guid, ANA.guid, (0, 8)),
        # Two of one passage, told apart by what they say.
        replace(
            coding("7", second, KINDS.guid, ANA.guid, (0, 8)),
            attributes={SIDES.guid: ("[c]", "a; b", "d\\e")},
        ),
        replace(coding("8", second, KINDS.guid, ANA.guid, (0, 8)), from_cue=True),
        coding("9", second, CLAIM.guid, SETTLED.guid, (0, 3)),
    )


def sample_relations(codings: tuple[Coding, ...]) -> tuple[Relation, ...]:
    """One to a discontinuous coding, one across texts, by another coder and of a later time."""
    ends = ((SUPPORTS, 0, 5, ANA), (CONTINUES, 6, 5, BO), (CONTINUES, 7, 8, ANA))
    return tuple(
        Relation(
            guid_from("relation", str(at)),
            kind.guid,
            codings[source].guid,
            codings[target].guid,
            coder.guid,
            later(6 + at),
            later(6 + 2 * at),
        )
        for at, (kind, source, target, coder) in enumerate(ends)
    )


def sample_project() -> ProjectContent:
    """Everything that a project can hold, with the characters that make trouble."""
    codings = sample_codings()
    first = DOCUMENTS[0].guid
    subjects = (codings[0].guid, first, CLAIM.guid, guid_from("project"))
    memos = [
        Memo(guid_from("memo", subject), subject, ANA.guid, f"On\r\n{n}", later(6), later(7))
        for n, subject in enumerate(subjects)
    ]
    memos.append(Memo(guid_from("m"), codings[0].guid, BO.guid, "form\x0cfeed", later(6), later(6)))
    return ProjectContent(
        guid_from("project"),
        "Sample “project”",
        T0,
        later(10),
        (ANA, BO, SETTLED),
        Codebook((CLAIM, KINDS, SUB), "Discourse", (TYPE, HOLDER, SIDES), (SUPPORTS, CONTINUES)),
        DOCUMENTS,
        codings,
        sample_relations(codings),
        tuple(memos),
        (
            DocumentStatus(first, ANA.guid, Progress.DONE),
            DocumentStatus(first, BO.guid, Progress.IN_PROGRESS),
        ),
        (
            DocumentAttribute(first, "genre", "interview; <semi>\nstructured"),
            DocumentAttribute(first, "age", "42"),
            DocumentAttribute(DOCUMENTS[1].guid, "age", "7"),
            DocumentAttribute(DOCUMENTS[1].guid, "recorded", "2026-01-31"),
            DocumentAttribute(DOCUMENTS[2].guid, "consent", "true"),
            DocumentAttribute(DOCUMENTS[2].guid, "code no.", "007"),
        ),
    )


def export(content: ProjectContent, *, utf16: bool = False) -> tuple[bytes, RefiReport]:
    target = io.BytesIO()
    report = finish(write_project(content, target, utf16_positions=utf16))
    return target.getvalue(), report


def xml_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read("project.qde")


def read_bytes(data: bytes, folder: Path) -> Reading:
    path = folder / "project.qdpx"
    path.write_bytes(data)
    return finish(read_project(path))


def comparable(content: ProjectContent) -> dict[str, object]:
    """A project without what has no order and no place: when coders were added."""
    return {
        "project": (content.guid, content.name, content.created, content.modified),
        "coders": [(coder.guid, coder.name, coder.kind) for coder in content.coders],
        "codebook": content.codebook.name,
        "codes": list(content.codebook.walk()),
        "attributes": {
            code.guid: content.codebook.attributes_of(code.guid) for code in content.codebook.codes
        },
        "relation types": sorted(content.codebook.relation_types, key=lambda one: one.guid),
        "relations": sorted(content.relations, key=lambda one: one.guid),
        "documents": content.documents,
        "codings": sorted(content.codings, key=lambda one: one.guid),
        "memos": sorted(content.memos, key=lambda one: one.guid),
        "attributes of documents": sorted(
            content.document_attributes, key=lambda one: (one.document, one.name)
        ),
        "types of attributes": sorted(content.attribute_types, key=lambda one: one.name),
        "statuses": sorted(content.statuses, key=lambda one: (one.document, one.coder)),
    }


def archive(
    project: str | bytes, files: dict[str, bytes] | None = None, qde: str = "project.qde"
) -> bytes:
    """A .qdpx of the XML and the other entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(qde, project)
        for name, data in (files or {}).items():
            packed.writestr(name, data)
    return target.getvalue()


def shared_refi() -> Path:
    """The folder of the standard's schemas and fixtures; the test is skipped without it."""
    folder = Path(__file__).parents[3] / "shared" / "refi"
    if not folder.is_dir():
        pytest.skip("the standard's schemas and fixtures are not beside this checkout")
    return folder


def assert_valid(xml: bytes, schema: str) -> None:
    """Hold XML against a schema of the standard."""
    official = etree.XMLSchema(etree.parse(shared_refi() / schema))
    official.assertValid(etree.fromstring(xml))
