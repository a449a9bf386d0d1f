"""Variables, cases and sets of sources become attributes of documents, as far as they map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.corpus.attribute_types import AttributeType, ValueType
from annotator.corpus.document import DocumentAttribute
from annotator.exchange.refi import Reading
from annotator.exchange.refi.report import DOUBTFUL, LEFT_BEHIND, SETTLED
from annotator.exchange.refi.variable_writing import Variables
from tests.exchange.refi_foreign import (
    ANA,
    DOC,
    FILE,
    at,
    guid,
    messages,
    project,
    read,
    selection,
    source,
)
from tests.exchange.refi_samples import assert_valid, export, read_bytes, xml_of

OTHER = guid("other document")


def variable(name: str, kind: str = "Text", inner: str = "") -> str:
    return f'<Variable guid="{guid(name)}" name="{name}" typeOfVariable="{kind}">{inner}</Variable>'


def value(name: str, words: str, kind: str = "Text") -> str:
    inner = f"<{kind}Value>{words}</{kind}Value>" if words else ""
    return f'<VariableValue><VariableRef targetGUID="{guid(name)}"/>{inner}</VariableValue>'


def case(name: str, *inner: str) -> str:
    named = f'name="{name}"' if name else ""
    return f'<Case guid="{guid("case" + name)}" {named}>{"".join(inner)}</Case>'


def of(document: str) -> str:
    return f'<SourceRef targetGUID="{document}"/>'


def two_documents(first: str = "") -> str:
    second = source("", name='name="Other"').replace(DOC, OTHER)
    return source(first) + second


def read_with(tmp_path: Path, sources: str, *parts: str, rest: str = "") -> Reading:
    variables = "".join(part for part in parts if part.startswith("<Variable "))
    cases = "".join(part for part in parts if part.startswith("<Case "))
    before = f"<Variables>{variables}</Variables>" if variables else ""
    before += f"<Cases>{cases}</Cases>" if cases else ""
    return read(tmp_path, project(sources, before=before, rest=rest))


def said(reading: Reading) -> dict[tuple[str, str], str]:
    return {(one.document, one.name): one.value for one in reading.content.document_attributes}


@pytest.mark.parametrize(
    ("kind", "words", "types"),
    [
        ("Text", "  left, but  not far\nleft", []),
        ("Boolean", "true", ["choice"]),
        ("Integer", "0042", ["number"]),
        ("Float", "-1.50", ["number"]),
        ("Date", "2026-01-31", ["date"]),
        ("DateTime", "2026-01-31T10:00:00Z", ["date"]),
    ],
)
def test_values_on_the_source_keep_their_words(
    tmp_path: Path, kind: str, words: str, types: list[str]
) -> None:
    """As MAXQDA writes document variables."""
    reading = read_with(tmp_path, source(value("v", words, kind)), variable("v", kind))
    assert said(reading) == {(DOC, "v"): words}
    assert [one.type.value for one in reading.content.attribute_types] == types
    assert ("1 truth value is now" in messages(reading, SETTLED)) == (kind == "Boolean")


def test_values_on_nameless_cases(tmp_path: Path) -> None:
    """As Quirkos writes the properties of sources."""
    cases = (
        case("", value("age", "42", "Integer"), value("none", ""), of(DOC)),
        case("", value("age", "7", "Integer"), of(OTHER)).replace(guid("case"), guid("case2")),
    )
    kinds = variable("age", "Integer"), variable("none", "Float")
    reading = read_with(tmp_path, two_documents(), *kinds, *cases)
    assert said(reading) == {(DOC, "age"): "42", (OTHER, "age"): "7"}
    assert messages(reading, LEFT_BEHIND) == ""


def test_a_case_of_several_documents_is_told_in_each(tmp_path: Path) -> None:
    described = "<Description>Lives by the harbour</Description>"
    one = case("Ana", described, value("age", "42"), of(DOC), of(OTHER))
    two = case("Bo", value("age", "7"), of(DOC))
    reading = read_with(tmp_path, two_documents(), variable("age"), one, two)
    assert said(reading) == {
        (DOC, "Case"): "Ana; Bo",
        (DOC, "age"): "42; 7",
        (OTHER, "Case"): "Ana",
        (OTHER, "age"): "42",
    }
    assert "attribute “age”: 1 document had several values" in messages(reading, DOUBTFUL)
    (memo,) = reading.content.memos
    assert memo.subject == reading.content.guid
    assert memo.text == "Case “Ana”\nLives by the harbour"


def test_a_case_of_passages_is_left_behind_with_what_it_says(tmp_path: Path) -> None:
    """As NVivo writes cases that are coded in parts of texts."""
    passage = '<SelectionRef targetGUID="s"/>'
    parts = case("Ana", value("age", "42"), passage, passage)
    both = case("Bo", of(DOC), of(guid("picture")), passage)
    reading = read_with(tmp_path, source(""), variable("age"), parts, both)
    left = messages(reading, LEFT_BEHIND)
    assert "case “Ana”: It refers to no document as a whole; 42. It refers to 2 passages" in left
    assert "case “Bo”: It also refers to 1 source that did not come in and 1 passage" in left
    assert "variable “age”: No document has a value of it (Text)." in left
    assert said(reading) == {(DOC, "Case"): "Bo"}


def test_the_description_of_a_case_of_one_document_is_its_memo(tmp_path: Path) -> None:
    one = case("Ana", "<Description>Lives by the harbour</Description>", of(DOC))
    (memo,) = read_with(tmp_path, source(""), one).content.memos
    assert (memo.subject, memo.coder, memo.text) == (DOC, ANA, "Lives by the harbour")


def test_values_of_nothing_and_variables_that_say_more(tmp_path: Path) -> None:
    """QualCoder writes values of numbers that are not there, and memos of variables."""
    kinds = variable("v", inner="<Description>Asked at the end</Description>"), variable("v2")
    empty = value("v", "") + value("gone", "lost") + value("v2", "  ")
    reading = read_with(tmp_path, source(empty), *kinds)
    assert said(reading) == {}
    left = messages(reading, LEFT_BEHIND)
    assert "variable that is not in the file: “lost”" in left
    (declared,) = reading.content.attribute_types
    assert declared == AttributeType("v", definition="Asked at the end")


def test_sets_of_documents(tmp_path: Path) -> None:
    """As MAXQDA writes sets and groups of documents."""
    sets = "".join(
        f'<Set guid="{guid(name)}" name="{name}"><Description>{words}</Description>{members}</Set>'
        for name, words, members in (
            ("North", "", f'<MemberSource targetGUID="{DOC}"/>'),
            ("Coast", "By the sea", f'<MemberSource targetGUID="{DOC}"/>'),
            ("Notes", "", f'<MemberNote targetGUID="{guid("n")}"/>'),
        )
    )
    reading = read_with(tmp_path, source(""), rest=f"<Sets>{sets}</Sets>")
    assert said(reading) == {}
    found = [(one.guid, one.name, one.documents) for one in reading.content.document_sets]
    assert found == [(guid("North"), "North", (DOC,)), (guid("Coast"), "Coast", (DOC,))]
    assert [memo.text for memo in reading.content.memos] == ["Set “Coast”\nBy the sea"]
    assert "set “Notes”: A set of 1 note" in messages(reading, LEFT_BEHIND)
    assert "several values" not in messages(reading, DOUBTFUL)


def test_a_pdf_is_known_by_both_its_guids(tmp_path: Path) -> None:
    inner = guid("representation")
    pdf = (
        f'<PDFSource guid="{DOC}" name="Paper.pdf"><Representation guid="{inner}" '
        f'plainTextPath="internal://{FILE}.txt">{selection(*at("two"), name="two")}'
        f"</Representation>{value('v', 'said')}</PDFSource>"
    )
    reading = read_with(tmp_path, pdf, variable("v"), case("Ana", of(inner)))
    assert said(reading) == {(DOC, "Case"): "Ana", (DOC, "v"): "said"}


def test_types_that_all_values_have() -> None:
    values = {
        "age": ("42", "-7"),
        "consent": ("true", "false"),
        "day": ("2026-02-28", "0999-01-01"),
        "no day": ("2026-02-29",),
        "code": ("007",),
        "mixed": ("42", "none"),
    }
    said_ = [DocumentAttribute(DOC, name, one) for name, all_ in values.items() for one in all_]
    assert list(Variables.of(said_, ()).kinds.values()) == [
        *("Integer", "Boolean", "Date", "Text", "Text", "Text")
    ]


@pytest.mark.parametrize(
    ("kind", "values", "written"),
    [
        (ValueType.NUMBER, ("1", "007"), "Integer"),
        (ValueType.NUMBER, ("1", "-.5"), "Float"),
        (ValueType.NUMBER, ("1e3",), "Text"),
        (ValueType.DATE, ("2026-11-30",), "Date"),
        (ValueType.DATE, ("2026-11-30T10:00:00+02:00", "2026-11-30T10:00:00.5"), "DateTime"),
        (ValueType.DATE, ("2026-11-30 10:00:00", "2026-11-30 00:00:01"), "DateTime"),
        (ValueType.DATE, ("2026-11-30", "2026-11-30 10:00:00"), "Text"),
        (ValueType.CHOICE, ("true", "false"), "Boolean"),
        (ValueType.CHOICE, ("true", "2"), "Text"),
        (ValueType.TEXT, ("1",), "Text"),
    ],
)
def test_a_declared_type_goes_out_and_comes_back(
    tmp_path: Path, kind: ValueType, values: tuple[str, ...], written: str
) -> None:
    """As the type of the format that holds all values, whatever that is."""
    choices = values if kind is ValueType.CHOICE else ()
    wanted = AttributeType("v", kind, choices, "Asked first;\nValue: none")
    content = read_with(tmp_path, two_documents()).content
    said_ = tuple(
        DocumentAttribute(document.guid, "v", one)
        for document, one in zip(content.documents, values, strict=False)
    )
    data, _report = export(replace(content, document_attributes=said_, attribute_types=(wanted,)))
    assert_valid(xml_of(data), "Project.xsd")
    assert f'name="v" typeOfVariable="{written}"' in xml_of(data).decode()
    again = read_bytes(data, tmp_path).content
    assert again.attribute_types == (wanted,)
    assert set(again.document_attributes) == set(said_)


def test_a_type_without_values_is_carried(tmp_path: Path) -> None:
    wanted = (AttributeType("outlet", ValueType.CHOICE, ("Post", "Times"), "Who printed it"),)
    content = replace(read_with(tmp_path, source("")).content, attribute_types=wanted)
    reading = read_bytes(export(content)[0], tmp_path)
    assert reading.content.attribute_types == wanted
    assert reading.report.findings == ()


def test_truth_values_in_all_their_spellings(tmp_path: Path) -> None:
    """As the standard writes them, and as programs do."""
    values = source(value("v", "1", "Boolean")) + source(value("v", "FALSE", "Boolean")).replace(
        DOC, OTHER
    )
    content = read_with(tmp_path, values, variable("v", "Boolean")).content
    assert [one.value for one in content.document_attributes] == ["true", "false"]
    (declared,) = content.attribute_types
    assert declared.choices == ("true", "false")
    assert "<BooleanValue>true</BooleanValue>" in xml_of(export(content)[0]).decode()


def test_values_that_are_not_of_the_type_that_the_file_tells(tmp_path: Path) -> None:
    """Joined values, numbers as some countries write them, two variables of one name."""
    wrong = value("age", "42") + value("size", "3,5") + value("mixed", "1")
    kinds = variable("age", "Integer"), variable("size", "Float"), variable("mixed", "Integer")
    twin = variable("twin").replace('name="twin"', 'name="mixed"')
    reading = read_with(
        tmp_path,
        source(wrong),
        *kinds,
        twin,
        case("Bo", value("age", "7"), value("twin", "x"), of(DOC)),
    )
    assert reading.content.attribute_types == ()
    doubts = messages(reading, DOUBTFUL)
    assert all(f"attribute “{one}”: Some of its values" in doubts for one in ("age", "size"))


def test_an_export_says_them_on_the_source(tmp_path: Path) -> None:
    values = value("party", "left") + value("age", "42", "Integer")
    kinds = variable("party"), variable("age", "Integer")
    content = read_with(tmp_path, source(values), *kinds).content
    xml = xml_of(export(content)[0]).decode()
    assert 'name="age" typeOfVariable="Integer"' in xml
    assert "<IntegerValue>42</IntegerValue>" in xml
    assert "<TextValue>left</TextValue>" in xml
