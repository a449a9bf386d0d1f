"""What real programs write, each deviation in a small file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.codebook import CodeSet
from annotator.corpus.document import DocumentAttribute
from annotator.corpus.identity import guid_from
from annotator.exchange.refi import match_to, read_codebook
from annotator.exchange.refi.report import DOUBTFUL, LEFT_BEHIND, SETTLED
from tests.exchange.refi_foreign import (
    ANA,
    CODE,
    DOC,
    FILE,
    NS,
    TEXT,
    at,
    guid,
    messages,
    passages,
    project,
    read,
    selection,
    source,
)
from tests.exchange.refi_samples import T0, archive, read_bytes


@pytest.mark.parametrize(
    ("qde", "folder"),
    [("My Project.qde", "Sources"), ("PROJECT.QDE", "SOURCES"), ("x/project.qde", "x/sources")],
)
def test_other_names_and_cases(tmp_path: Path, qde: str, folder: str) -> None:
    xml = project(source(selection(*at("two"), name="two"), f"internal://{FILE.upper()}.TXT"))
    reading = read(tmp_path, xml, qde=qde, folder=folder)
    assert passages(reading) == ["two"]


def test_a_stray_root_entry_and_a_mark_before_the_xml(tmp_path: Path) -> None:
    xml = b"\xef\xbb\xbf" + project(source(selection(*at("two")))).encode()
    files = {f"sources/{FILE}.txt": TEXT.encode(), "sources/.root": b"", "sources/": b""}
    assert passages(read_bytes(archive(xml, files), tmp_path)) == ["two"]


@pytest.mark.parametrize(
    "path",
    [
        f"{FILE}.txt",
        f"sources/{FILE}.txt",
        f"relative:///{FILE}.txt",
        f"absolute:///C:/x/{FILE}.txt",
    ],
)
def test_paths_without_the_scheme(tmp_path: Path, path: str) -> None:
    reading = read(tmp_path, project(source(selection(*at("two")), path)))
    assert passages(reading) == ["two"]
    assert "without “internal://”" in messages(reading, SETTLED)


def test_a_source_without_a_name(tmp_path: Path) -> None:
    reading = read(tmp_path, project(source("", name="")))
    assert reading.content.documents[0].name == "Untitled document 1"


def test_guids_in_capitals_and_braces(tmp_path: Path) -> None:
    xml = project(source(selection(*at("two"))))
    for one in (ANA, DOC, CODE):
        xml = xml.replace(f'"{one}"', "".join(('"{', one.upper(), '}"')), 1)
    reading = read(tmp_path, xml)
    assert passages(reading) == ["two"]
    assert reading.content.documents[0].guid == DOC
    assert (len(reading.content.coders), len(reading.content.codebook.codes)) == (1, 1)


def test_unknown_users_codes_and_missing_ones(tmp_path: Path) -> None:
    xml = project(
        source(selection(*at("two")) + selection(*at("Six"), codes=("nowhere",))), users=""
    )
    reading = read(tmp_path, xml)
    assert [coder.name for coder in reading.content.coders] == ["Unknown coder 1"]
    assert reading.content.coders[0].guid == ANA
    assert [code.name for code in reading.content.codebook.codes] == ["c", "Unknown code nowhere"]
    assert passages(reading) == ["two", "Six"]
    assert "no list of users" in messages(reading, SETTLED)


def test_codings_without_user_and_guid_go_to_the_only_user(tmp_path: Path) -> None:
    bare = (
        '<PlainTextSelection startPosition="0" endPosition="3"><Coding>'
        f'<CodeRef targetGUID="{CODE}"/></Coding></PlainTextSelection>'
    )
    xml = project(source(bare))
    first, second = read(tmp_path, xml), read(tmp_path, xml)
    assert first.content == second.content
    (coding,) = first.content.codings
    assert coding.coder == ANA
    assert coding.created == T0
    assert "without a GUID" in messages(first, SETTLED)
    assert "given to “Ana”" in messages(first, SETTLED)


def test_one_guid_twice(tmp_path: Path) -> None:
    twice = selection(*at("two"))
    codes = "".join(f'<Code guid="{CODE}" name="{name}" isCodable="true"/>' for name in "cd")
    reading = read(tmp_path, project(source(twice + twice), codes=codes))
    assert passages(reading) == ["two", "two"]
    assert len({coding.guid for coding in reading.content.codings}) == 2
    assert [code.name for code in reading.content.codebook.codes] == ["c", "d"]
    assert {coding.code for coding in reading.content.codings} == {CODE}
    assert messages(reading, SETTLED).count("used before") == 2


def test_names_that_repeat_or_hold_separators(tmp_path: Path) -> None:
    inner = f'<Code guid="{guid("k")}" name="a::b/c" isCodable="true"/>'
    codes = "".join(
        f'<Code guid="{guid(str(n))}" name="same" isCodable="true" color="#FFF">'
        f"{inner if n else ''}</Code>"
        for n in range(2)
    )
    reading = read(tmp_path, project("", codes=codes))
    book = reading.content.codebook
    assert [book.path(code.guid) for code in book.codes] == [
        ("same",),
        ("same",),
        ("same", "a::b/c"),
    ]
    assert book.codes[0].color == "#ffffff"
    assert "Another code of this name" in messages(reading, SETTLED)


def test_several_codes_in_one_selection_and_identical_spans(tmp_path: Path) -> None:
    codes = "".join(f'<Code guid="{guid(k)}" name="{k}" isCodable="true"/>' for k in "xy")
    both = selection(*at("two"), codes=(guid("x"), guid("y")))
    again = selection(*at("two"), name="two", codes=(guid("x"),))
    reading = read(tmp_path, project(source(both + again), codes=codes))
    assert passages(reading) == ["two"] * 3


def test_an_annotation_becomes_a_memo_on_the_document(tmp_path: Path) -> None:
    plain = selection(*at("two"), codes=(), inner="<Description>Look here</Description>")
    reading = read(tmp_path, project(source(plain)))
    (memo,) = reading.content.memos
    assert (memo.subject, memo.coder) == (DOC, ANA)
    assert memo.text == "[6–9] “two”\nLook here"


def test_notes_and_descriptions(tmp_path: Path) -> None:
    notes = "".join(
        f'<Note guid="{guid(key)}" name="{key}" {user} creationDateTime="2026-01-05T10:00:00">'
        f"<PlainTextContent>Text of {key}</PlainTextContent></Note>"
        for key, user in (("on doc", f'creatingUser="{ANA}"'), ("free", ""), ("on code", ""))
    )
    ref = f'<NoteRef targetGUID="{guid("on doc")}"/>'
    codes = (
        f'<Code guid="{CODE}" name="c" isCodable="true"><Description>What it is</Description>'
        f'<NoteRef targetGUID="{guid("on code")}"/><NoteRef targetGUID="{guid("gone")}"/></Code>'
    )
    reading = read(
        tmp_path,
        project(
            source(f"<Description>About the talk</Description>{ref}"),
            codes=codes,
            rest=f"<Notes>{notes}</Notes><Description>About it all</Description>",
        ),
    )
    project_guid = reading.content.guid
    texts = {memo.subject: memo.text for memo in reading.content.memos}
    assert texts == {
        DOC: "About the talk\n\non doc\nText of on doc",
        CODE: "on code\nText of on code",
        project_guid: "About it all\n\nfree\nText of free",
    }
    assert reading.content.codebook.codes[0].definition == "What it is"
    assert "without a zone" in messages(reading, SETTLED)
    assert "not in the file" in messages(reading, LEFT_BEHIND)


def test_what_has_no_place_is_listed(tmp_path: Path) -> None:
    value = (
        f'<VariableValue><VariableRef targetGUID="{guid("v")}"/><TextValue>left</TextValue>'
        "</VariableValue>"
    )
    media = "".join(
        f'<{kind}Source guid="{guid(kind)}" name="{kind}.x">'
        f'<{kind}Selection guid="{guid("s" + kind)}">'
        f'<Coding guid="{guid("c" + kind)}"><CodeRef targetGUID="{CODE}"/></Coding>'
        f"</{kind}Selection></{kind}Source>"
        for kind in ("Picture", "Audio", "Video")
    )
    before = (
        f'<Variables><Variable guid="{guid("v")}" name="party" typeOfVariable="Text"/></Variables>'
        f'<Cases><Case guid="{guid("case")}">{value}<SourceRef targetGUID="{DOC}"/></Case></Cases>'
    )
    rest = (
        f'<Links><Link guid="{guid("l")}" name="because" originGUID="{DOC}" '
        f'targetGUID="{CODE}"/></Links><Sets><Set guid="{guid("set")}" name="group">'
        f'<MemberCode targetGUID="{CODE}"/></Set></Sets>'
        f'<Graphs><Graph guid="{guid("g")}" name="map"><Vertex/><Vertex/></Graph></Graphs>'
    )
    reading = read(tmp_path, project(source(value) + media, before=before, rest=rest))
    left = messages(reading, LEFT_BEHIND)
    for words in (
        "picture “Picture.x”",
        "sound recording “Audio.x”",
        "video “Video.x”",
        "1 selection, 1 coding",
        "link “because”",
        "graph “map”: A drawing of 2 vertices",
    ):
        assert words in left
    assert reading.content.document_attributes == (DocumentAttribute(DOC, "party", "left"),)


def test_empty_lists_and_other_namespaces(tmp_path: Path) -> None:
    xml = project(
        source(selection(*at("two"))),
        rest="<Notes/><Links/><Sets/><Graphs/>",
        namespace="urn:QDA-XML:project:0:10",
    )
    assert passages(read(tmp_path, xml)) == ["two"]
    bare = project(source(selection(*at("two")))).replace(f' xmlns="{NS}"', "")
    assert passages(read(tmp_path, bare)) == ["two"]


@pytest.mark.parametrize(
    "namespace", ["codebook:1.0", "codebook:1:0", "codebook:0:4", "project:1.0"]
)
def test_codebooks_of_others(tmp_path: Path, namespace: str) -> None:
    path = tmp_path / "Theirs.qdc"
    path.write_bytes(
        b"\xef\xbb\xbf"
        + f'<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:{namespace}" origin="NVivo"><Codes>'
        f'<Code guid="{CODE}" name="c" isCodable="false"><Code guid="{guid("d")}" name="d"/></Code>'
        f'</Codes><Sets><Set guid="{guid("s")}" name="s"><MemberCode guid="{CODE}"/></Set></Sets>'
        "</CodeBook>".encode()
    )
    reading = read_codebook(path, T0)
    assert [(c.name, c.parent, c.codable) for c in reading.codebook.codes] == [
        ("c", None, False),
        ("d", CODE, True),
    ]
    assert reading.codebook.sets == (CodeSet(guid("s"), "s", (CODE,)),)


def test_control_characters_in_the_xml(tmp_path: Path) -> None:
    text = "page one\x0cpage two"
    xml = project(source(selection(5, 13, "one\x0cpage")))
    reading = read(tmp_path, xml, text)
    assert passages(reading) == ["one\x0cpage"]
    assert "U+FFFD" in messages(reading, DOUBTFUL)


WORDS = ["One 😀 two.", "Three four", "Six 🇧🇪 seven"]


def test_a_second_export_with_new_guids_adds_nothing(tmp_path: Path) -> None:
    xml = project(source("".join(selection(*at(words), name=words) for words in WORDS)))
    first = read(tmp_path, xml).content
    other = xml
    for one in {first.documents[0].guid, ANA, CODE, *(c.guid for c in first.codings)}:
        other = other.replace(one, guid_from("new", one))
    second = read(tmp_path, other).content
    assert {c.guid for c in second.codings}.isdisjoint(c.guid for c in first.codings)
    matched, findings = match_to(second, first)
    assert matched == first
    assert {finding.message.rpartition(" ")[2] for finding in findings} == {
        "name.",
        "path.",
        "text.",
    }


def test_annotations_of_qualcoder_keep_their_place(tmp_path: Path) -> None:
    """A note whose selection is a place in the source that refers to it; some nothing refers to."""
    start, end = at("four")
    notes = "".join(
        f'<Note guid="{guid(key)}" creatingUser="{ANA}"><PlainTextContent>{key}</PlainTextContent>'
        f'<PlainTextSelection guid="{guid(key + "s")}" startPosition="{start}" '
        f'endPosition="{end}"/></Note>'
        for key in ("told", "free")
    )
    ref = f'<NoteRef targetGUID="{guid("told")}"/>'
    xml = project(source(ref), rest=f"<Notes>{notes}</Notes>", origin="QualCoder 3.7")
    reading = read(tmp_path, xml)
    assert [(memo.subject, memo.text) for memo in reading.content.memos] == [
        (DOC, f"[{start}–{end}] “four”\ntold"),
        (reading.content.guid, f"[{start}–{end}]\nfree"),
    ]
    assert messages(reading, LEFT_BEHIND) == ""
    other = read(tmp_path, xml.replace("QualCoder", "Another"))
    assert "1 selection and 0 codings in its own text" in messages(other, LEFT_BEHIND)
