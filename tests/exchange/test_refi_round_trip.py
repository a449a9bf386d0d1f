"""What is exported comes back the same, and is valid by the standard and by our own schema."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.attribute_types import AttributeType, ValueType
from annotator.corpus.codebook import Code, Codebook, RelationType
from annotator.corpus.coding import Coder, Coding, Memo, Relation
from annotator.corpus.document import Document, DocumentAttribute
from annotator.corpus.identity import guid_from
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span, united
from annotator.errors import UserError
from annotator.exchange.refi import read_codebook, write_codebook, write_project
from annotator.exchange.refi.names import clean
from tests.examples import examples
from tests.exchange.refi_samples import (
    T0,
    assert_valid,
    coding,
    comparable,
    document,
    export,
    later,
    read_bytes,
    sample_project,
    xml_of,
)


@pytest.mark.parametrize("utf16", [False, True])
def test_everything_comes_back(tmp_path: Path, utf16: bool) -> None:
    content = sample_project()
    data, _report = export(content, utf16=utf16)
    reading = read_bytes(data, tmp_path)
    assert comparable(reading.content) == comparable(content)
    assert reading.content.codings == tuple(
        sorted(
            content.codings,
            key=lambda one: (
                content.documents.index(
                    next(d for d in content.documents if d.guid == one.document)
                ),
                one.start,
                one.end,
                one.guid,
            ),
        )
    )
    (positions,) = reading.report.positions
    assert positions.convention == ("UTF-16 units" if utf16 else "code points")
    assert positions.proved == positions.passages - 1  # A no-break space has no name.
    assert reading.report.findings == ()


@pytest.mark.parametrize("utf16", [False, True])
def test_valid_by_the_standard(utf16: bool) -> None:
    assert_valid(xml_of(export(sample_project(), utf16=utf16)[0]), "Project.xsd")


def test_an_empty_project_is_valid_and_comes_back(tmp_path: Path) -> None:
    content = ProjectContent(guid_from("empty"), "", T0, T0)
    data, report = export(content)
    assert comparable(read_bytes(data, tmp_path).content) == comparable(content)
    assert report.findings == ()
    assert_valid(xml_of(data), "Project.xsd")


def test_conservative_archive() -> None:
    content = sample_project()
    data, _report = export(content)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        assert names[0] == "project.qde"
        assert all(name == name.lower() for name in names)
        text = packed.read(f"sources/{content.documents[1].guid}.txt")
    assert text == b"one\ntwo\n"
    root = etree.fromstring(xml_of(data))
    shared = [s for s in root.iter("{*}PlainTextSelection") if s.get("name") == "Taxes"]
    assert [len(s.findall("{*}Coding")) for s in shared] == [2, 1, 1]
    assert export(content)[0] == data


def test_long_names_are_cut(tmp_path: Path) -> None:
    doc = document("d", "word \n" * 1000)
    content = replace(
        sample_project(),
        documents=(doc,),
        document_attributes=(),
        codings=(
            coding("0", doc.guid, guid_from("code", "claim"), guid_from("coder", "Ana"), (0, 5900)),
        ),
        relations=(),
        memos=(),
        statuses=(),
    )
    data, _report = export(content)
    (selection,) = etree.fromstring(xml_of(data)).iter("{*}PlainTextSelection")
    assert len(selection.get("name")) <= 100
    assert selection.get("name").endswith("word…")
    assert read_bytes(data, tmp_path).report.positions[0].proved == 1


def test_losses_are_told_before() -> None:
    content = sample_project()
    mixed = document("mixed", "a\nb\nc", b"a\r\nb\nc")
    late = Coder(guid_from("coder", "Cy"), "C\x01y", later(60), later(60))
    stray = Memo(guid_from("x"), guid_from("nothing"), late.guid, "?", T0, T0)
    content = replace(
        content,
        documents=(*content.documents, mixed),
        coders=(*content.coders, late),
        memos=(*content.memos, stray),
    )
    places = {finding.place for finding in export(content)[1].findings}
    assert places == {
        "coders",
        "coder “C\x01y”",
        "document “mixed”",
        f"memo {stray.guid}",
        "document “Talk.txt”",
        *("code “claim”", "codings", "links", "values of codings", "QualCoder"),
    }


def test_too_deep_codes_are_refused_before_writing() -> None:
    codes = [Code(guid_from("0"), "c", "#000000", T0, T0)]
    for index in range(1, 300):
        codes.append(replace(codes[-1], guid=guid_from(str(index)), parent=codes[-1].guid))
    content = replace(ProjectContent(guid_from("p"), "p", T0, T0), codebook=Codebook(tuple(codes)))
    target = io.BytesIO()
    with pytest.raises(UserError, match="deep"):
        list(write_project(content, target))
    assert target.getvalue() == b""


def test_stopping_an_export_writes_nothing() -> None:
    target = io.BytesIO()
    job = write_project(sample_project(), target)
    next(job)
    job.close()
    assert target.getvalue() == b""


def untimed(book: Codebook) -> Codebook:
    """The codebook as one that was made at T0."""
    return replace(
        book,
        codes=tuple(replace(one, created=T0, modified=T0) for one in book.codes),
        attributes=tuple(replace(one, created=T0, modified=T0) for one in book.attributes),
        relation_types=tuple(replace(one, created=T0, modified=T0) for one in book.relation_types),
    )


def test_codebook_alone(tmp_path: Path) -> None:
    book = sample_project().codebook
    path = tmp_path / "Discourse.qdc"
    with path.open("wb") as target:
        report = write_codebook(book, target)
    assert [finding.place for finding in report.findings] == ["codebook"]
    again = read_codebook(path, T0).codebook
    assert again.name == "Discourse"
    assert list(again.walk()) == list(untimed(book).walk())
    assert again.relation_types == untimed(book).relation_types
    for code in book.codes:
        assert again.attributes_of(code.guid) == untimed(book).attributes_of(code.guid)
    assert_valid(path.read_bytes(), "Codebook.xsd")


def test_a_codebook_without_codes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no codes"):
        write_codebook(Codebook(), io.BytesIO())
    path = tmp_path / "x.qdc"
    path.write_text('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>')
    with pytest.raises(UserError, match="at least one code"):
        read_codebook(path, T0)


def test_what_other_programs_see() -> None:
    root = etree.fromstring(xml_of(export(sample_project())[0]))
    described = [
        s for s in root.iter("{*}PlainTextSelection") if s.find("{*}Description") is not None
    ]
    assert described[0].findtext("{*}Description") == (
        "On\n0\n\n"
        "Attributes:\nholder: \\[Ana] & <Bo>\\n\\x{c}\n"
        "type\\: of claim: causal; [x]\nBegan from a cue."
    )
    supports, _continues = root.iter("{*}Set")
    assert supports.get("name") == "supports <&>"
    assert "From: a::b/c > claim\nFrom: claim\nTo: claim" in supports.findtext("{*}Description")
    assert [member.get("targetGUID") for member in supports.iter("{*}MemberCode")] == [
        *(guid_from("code", "sub"), guid_from("code", "claim"))
    ]
    selections = {s.get("guid") for s in root.iter("{*}PlainTextSelection")}
    links = [link for link in root.iter("{*}Link") if link.find("{*}NoteRef") is not None]
    assert [link.get("name") for link in links] == ["supports <&>", "continues", "continues"]
    assert all({link.get("originGUID"), link.get("targetGUID")} <= selections for link in links)


def test_a_relation_type_of_codes_that_are_gone_is_told(tmp_path: Path) -> None:
    content = sample_project()
    gone = guid_from("gone")
    (first, *rest) = content.codebook.relation_types
    kinds = (replace(first, sources=(gone, *first.sources)), *rest)
    book = replace(content.codebook, relation_types=kinds)
    data, report = export(replace(content, codebook=book))
    assert "relation “supports <&>”" in [finding.place for finding in report.findings]
    assert comparable(read_bytes(data, tmp_path).content) == comparable(content)


TEXTS = st.text(st.sampled_from("ab \n\u00a0\u2028\u0085\ufeffé😀🇧\t\x0c"), min_size=1, max_size=40)


ANY_TEXT = st.text(max_size=10)


@st.composite
def codings_of(draw: st.DrawFn, base: ProjectContent, doc: Document) -> list[Coding]:
    codings = []
    for index in range(draw(st.integers(0, 5))):
        cuts = sorted(draw(st.sets(st.integers(0, len(doc.text)), min_size=2, max_size=6)))
        pairs = zip(cuts[0::2], cuts[1::2], strict=False)
        made = later(draw(st.integers(0, 2)))
        code = draw(st.sampled_from(base.codebook.codes)).guid
        said = {
            one.guid: draw(st.lists(TEXTS, max_size=2).map(tuple) | ANY_TEXT)
            for one in base.codebook.attributes_of(code)
            if draw(st.booleans())
        }
        codings.append(
            replace(
                coding(str(index), doc.guid, code, draw(st.sampled_from(base.coders)).guid),
                spans=united(Span(start, end) for start, end in pairs),
                created=made,
                modified=made + draw(st.sampled_from([later(0) - T0, later(3) - T0])),
                attributes=said,
                from_cue=draw(st.booleans()),
            )
        )
    return codings


@st.composite
def relations_of(
    draw: st.DrawFn, base: ProjectContent, codings: list[Coding]
) -> tuple[Relation, ...]:
    relations = []
    for index in range(draw(st.integers(0, 3)) if len(codings) > 1 else 0):
        source, target = draw(
            st.lists(st.sampled_from(codings), min_size=2, max_size=2, unique_by=lambda c: c.guid)
        )
        kind = draw(st.sampled_from(base.codebook.relation_types))
        coder = draw(st.sampled_from(base.coders))
        ends = kind.guid, source.guid, target.guid, coder.guid
        made = later(draw(st.integers(0, 3)))
        relations.append(Relation(guid_from("r", str(index)), *ends, made, made))
    return tuple(relations)


@st.composite
def types_of(draw: st.DrawFn, said: Mapping[str, str]) -> tuple[AttributeType, ...]:
    """Types that the values fit, and of an attribute that no document has."""
    found = []
    for name, value in (*said.items(), ("\nwithout values", "")):
        choices = draw(st.lists(ANY_TEXT.filter(bool), unique=True, max_size=3))
        kind = draw(st.sampled_from(ValueType))
        one = AttributeType(" ".join(name.split()), kind, (), draw(ANY_TEXT))
        if kind is ValueType.CHOICE:
            one = one.with_choices(filter(None, (value, *choices)))
        if not one.is_plain and one.fault(value) is None:
            found.append(one)
    return tuple(found)


@st.composite
def projects(draw: st.DrawFn) -> ProjectContent:
    base = sample_project()
    doc = document("d", draw(TEXTS))
    codings = draw(codings_of(base, doc))
    subjects = draw(st.lists(st.sampled_from([doc.guid, *(c.guid for c in codings)]), unique=True))
    memos = tuple(
        Memo(guid_from("m", s), s, base.coders[0].guid, draw(TEXTS), T0, T0) for s in subjects
    )
    names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=5)
    values = ANY_TEXT.filter(str.strip) | st.integers().map(str) | st.dates().map(str)
    said = draw(st.dictionaries(names, values.map(clean).filter(str.strip), max_size=4))
    types = (*base.codebook.relation_types, RelationType(guid_from("twin"), "continues", T0, T0, 9))
    base = replace(base, codebook=replace(base.codebook, relation_types=types))
    return replace(
        base,
        documents=(doc,),
        codings=tuple(codings),
        relations=draw(relations_of(base, codings)),
        memos=memos,
        statuses=(),
        document_attributes=tuple(DocumentAttribute(doc.guid, *one) for one in said.items()),
        attribute_types=draw(types_of(said)),
    )


@settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(projects(), st.booleans())
def test_any_project_comes_back(tmp_path: Path, content: ProjectContent, utf16: bool) -> None:
    reading = read_bytes(export(content, utf16=utf16)[0], tmp_path)
    assert comparable(reading.content) == comparable(content)
