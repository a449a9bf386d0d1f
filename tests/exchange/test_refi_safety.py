"""Hostile and broken files: refused or reported in a sentence, within bounds, never a traceback."""

from __future__ import annotations

import copy
import io
import os
import random
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.job import finish
from annotator.corpus.project import ProjectContent
from annotator.errors import UserError
from annotator.exchange import archive as bounds
from annotator.exchange.codebook_file import write_codebook_file
from annotator.exchange.refi import parsing, read_codebook, read_project
from annotator.exchange.refi.report import LEFT_BEHIND
from annotator.exchange.tag_counter import TagCounter
from tests.exchange.refi_foreign import (
    DOC,
    FILE,
    TEXT,
    at,
    messages,
    passages,
    project,
    read,
    selection,
    source,
)
from tests.exchange.refi_samples import T0, archive, comparable, export, read_bytes, sample_project

GOOD = project(source(selection(*at("two"), name="two")))
FUZZ_SECONDS = float(os.environ.get("FUZZ_SECONDS", "1.5"))


def refused(data: bytes, tmp_path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_bytes(data, tmp_path)
    return str(caught.value)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "doctype",
    [
        LAUGHS,
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        "<!--" + "x" * 70_000 + "-->" + LAUGHS,
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused(tmp_path: Path, doctype: str, encoding: str) -> None:
    xml = GOOD.replace("<Project", doctype + "<Project", 1).replace('name="P"', 'name="&a;"')
    xml = xml.replace('encoding="utf-8"', f'encoding="{encoding}"')
    assert "document type" in refused(archive(xml.encode(encoding)), tmp_path)


def test_a_document_type_in_a_codebook_or_word_document(tmp_path: Path) -> None:
    path = tmp_path / "x.qdc"
    path.write_text(LAUGHS + "<CodeBook/>")
    with pytest.raises(UserError, match="document type"):
        read_codebook(path, T0)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("word/document.xml", LAUGHS + "<document/>")
    rich = f'<TextSource guid="{DOC}" name="D" richTextPath="internal://{FILE}.docx"/>'
    data = archive(project(rich), {f"sources/{FILE}.docx": inner.getvalue()})
    assert "document type" in messages(read_bytes(data, tmp_path), LEFT_BEHIND)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x03\x04" + b"x" * 50, b"PK\x05\x06" + b"\0" * 18, b"text", b"\0" * 99]
)
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    assert refused(data, tmp_path).endswith(".")


def test_an_archive_without_a_project(tmp_path: Path) -> None:
    assert "no .qde" in refused(archive("x", qde="readme.txt"), tmp_path)


def test_an_archive_with_several_projects(tmp_path: Path) -> None:
    """The one that is named as it should be, else the first by name; the others are told."""
    texts = {f"sources/{FILE}.txt": TEXT.encode()}
    others = {"a.qde": b"<other/>", "x/PROJECT.QDE": b"<other/>"}
    reading = read_bytes(archive(GOOD, texts | others), tmp_path)
    assert passages(reading) == ["two"]
    assert "entry “a.qde”: Another project" in messages(reading, LEFT_BEHIND)
    assert "entry “x/PROJECT.QDE”: Another project" in messages(reading, LEFT_BEHIND)
    reading = read_bytes(archive(GOOD, texts | {"z.qde": b"<other/>"}, "b.qde"), tmp_path)
    assert passages(reading) == ["two"]


def test_a_bomb_by_ratio(tmp_path: Path) -> None:
    data = archive(GOOD + " " * 60_000_000)
    tracemalloc.start()
    message = refused(data, tmp_path)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "times when unpacked" in message
    assert peak < 5_000_000


def test_bombs_by_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_ENTRIES", 20)
    files = {f"sources/{number}": b"" for number in range(30)}
    assert "entries" in refused(archive(GOOD, files), tmp_path)
    monkeypatch.setattr(bounds, "MAX_DIRECTORY", 500)
    assert "table of contents" in refused(archive(GOOD, files), tmp_path)


def test_bombs_by_elements_and_nesting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = project("", codes='<Code name="a">' * 5000 + "</Code>" * 5000)
    assert "nested" in refused(archive(deep), tmp_path)
    monkeypatch.setattr(parsing, "MAX_IN_TREE", 1000)
    assert "elements" in refused(archive(project("<a/>" * 2000)), tmp_path)
    assert "elements" in refused(archive(project('<a b="" c=""/>' * 500)), tmp_path)
    selections = "<TextSource>" + "<PlainTextSelection/>" * 600 + "</TextSource>"
    inner = "<Coding/>" * 600
    codings = f"<TextSource><PlainTextSelection>{inner}</PlainTextSelection></TextSource>"
    monkeypatch.setattr(parsing, "MAX_IN_SELECTIONS", 500)
    for body in (selections, codings):
        assert "elements" in refused(archive(project(body)), tmp_path)
    monkeypatch.setattr(parsing, "MAX_CHARACTERS", 500)
    assert "elements" in refused(archive(project("<a>" + "x" * 600 + "</a>")), tmp_path)
    monkeypatch.setattr(parsing, "MAX_PROJECT_MARKS", 1000)
    assert "elements" in refused(archive(project("<a></a>" * 600)), tmp_path)


def test_a_claim_of_two_gigabytes(tmp_path: Path) -> None:
    data = bytearray(archive(GOOD, {f"sources/{FILE}.txt": TEXT.encode()}))
    for number, at_byte in enumerate(_central_headers(data)):
        if number == 0:
            struct.pack_into("<I", data, at_byte + 24, 2**31 - 1)
    assert "the limit" in refused(bytes(data), tmp_path)


def _central_headers(data: bytes | bytearray) -> list[int]:
    found, at_byte = [], bytes(data).find(b"PK\x01\x02")
    while at_byte >= 0:
        found.append(at_byte)
        at_byte = bytes(data).find(b"PK\x01\x02", at_byte + 1)
    return found


def test_texts_beyond_the_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_PROJECT", len(GOOD.encode()) + 10)
    assert "more than" in refused(archive(GOOD, {f"sources/{FILE}.txt": TEXT.encode()}), tmp_path)


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "C:\\x.txt", "..\\x.txt"])
def test_paths_out_of_the_archive(tmp_path: Path, path: str) -> None:
    files = {path: b"secret", f"sources/{FILE}.txt": TEXT.encode()}
    reading = read_bytes(archive(GOOD, files), tmp_path)
    assert passages(reading) == ["two"]
    assert "points out of the archive" in messages(reading, LEFT_BEHIND)
    asking = GOOD.replace(f"internal://{FILE}.txt", f"absolute://{path}")
    assert read_bytes(archive(asking, files), tmp_path).content.documents == ()


def test_an_entry_without_a_name(tmp_path: Path) -> None:
    data = archive(GOOD, {"?": b"", f"sources/{FILE}.txt": TEXT.encode()})
    nameless = data.replace(b"?", b"\0")
    assert passages(read_bytes(nameless, tmp_path)) == ["two"]


def test_an_encrypted_or_strange_member(tmp_path: Path) -> None:
    data = bytearray(archive(GOOD))
    local_header, central = data.find(b"PK\x03\x04"), _central_headers(data)[0]
    data[local_header + 6] |= 1
    data[central + 8] |= 1
    assert "encrypted" in refused(bytes(data), tmp_path)
    data = bytearray(archive(GOOD))
    struct.pack_into("<H", data, _central_headers(data)[0] + 10, 99)
    assert refused(bytes(data), tmp_path).endswith(".")


def test_invalid_utf8_in_the_xml(tmp_path: Path) -> None:
    assert "damaged" in refused(archive(GOOD.encode().replace(b'"two"', b'"t\xff"')), tmp_path)


def test_xml_broken_off_anywhere(tmp_path: Path) -> None:
    xml = GOOD.encode()
    for end in range(0, len(xml) - 1, 29):
        assert refused(archive(xml[:end]), tmp_path).endswith(".")


def test_roots_that_are_no_project(tmp_path: Path) -> None:
    reading = read(tmp_path, "<html/>")
    assert reading.content.documents == ()
    assert reading.report.findings


def test_mutated_files_never_surprise(tmp_path: Path) -> None:
    """Every outcome is a reading or a sentence, soon; the seed is fixed, the time bounded."""
    chance = random.Random(20260101)
    base = [export(sample_project())[0], archive(GOOD, {f"sources/{FILE}.txt": TEXT.encode()})]
    end = time.monotonic() + FUZZ_SECONDS
    path = tmp_path / "fuzzed.qdpx"
    runs = 0
    while time.monotonic() < end and runs < 1500:
        runs += 1
        mutate = chance.choice([_mutated_bytes, _mutated_members, _mutated_tree, _mutated_tree])
        path.write_bytes(mutate(chance.choice(base), chance))
        try:
            content = finish(read_project(path)).content
        except UserError as error:
            assert str(error)
            continue
        texts = {document.guid: document.text for document in content.documents}
        codes = content.codebook.by_guid
        coders = {coder.guid for coder in content.coders}
        for coding in content.codings:
            assert coding.end <= len(texts[coding.document])
            assert coding.code in codes
            assert coding.coder in coders
        _assert_sound(content)
        _assert_comes_back(content, tmp_path)


def _assert_sound(content: ProjectContent) -> None:
    """What attributes and relations refer to is there, and all of it can be written again."""
    book = content.codebook
    owners = {attribute.guid: attribute.code for attribute in book.attributes}
    assert len(owners) == len(book.attributes)
    assert set(owners.values()) <= book.by_guid.keys()
    for coding in content.codings:
        assert all(owners[attribute] == coding.code for attribute in coding.attributes)
    codings = {coding.guid for coding in content.codings}
    types = {kind.guid for kind in book.relation_types}
    for relation in content.relations:
        assert {relation.source, relation.target} <= codings
        assert relation.kind in types
    assert all(
        {*kind.sources, *kind.targets} <= book.by_guid.keys() for kind in book.relation_types
    )
    documents = {document.guid for document in content.documents}
    said = [(one.document, one.name) for one in content.document_attributes]
    assert len(set(said)) == len(said)
    assert {document for document, _name in said} <= documents
    write_codebook_file(book)


def _assert_comes_back(content: ProjectContent, tmp_path: Path) -> None:
    """Whatever was read can be exported, valid, and is the same when it is read again."""
    again = comparable(read_bytes(export(content)[0], tmp_path).content)
    wanted = comparable(content)
    # A memo and a name may hold what XML cannot carry; texts may bring bytes of their own.
    for kind in wanted.keys() - {"memos", "project", "documents"}:
        assert again[kind] == wanted[kind], kind


def _mutated_bytes(data: bytes, chance: random.Random) -> bytes:
    """The archive itself damaged."""
    changed = bytearray(data)
    for _time in range(chance.randrange(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(len(changed))] if chance.random() < 0.1 else changed)


_TOKENS = (
    *(
        b'"',
        b"<",
        b">",
        b"/>",
        b"",
        b"-1",
        b"99999999999999999999",
        b"{",
        b"\xff",
        b"\x00",
        b"&#0;",
    ),
    *(b"&amp;", b"<Code>", b"</Project>", b'guid=""', b"<Sets/>", b"\xed\xa0\x80", b"2026-99-99"),
    *(
        b"startPosition",
        b"internal://",
        b"NVivo",
        b"targetGUID",
        b"<Note><Note/></Note>",
        b"T24:00",
    ),
)


def _mutated_members(data: bytes, chance: random.Random) -> bytes:
    """A sound archive with damaged XML or texts."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for _time in range(chance.randrange(1, 4)):
                start = chance.randrange(len(content) + 1)
                end = min(len(content), start + chance.choice([0, 1, 1, 4, 36, 200]))
                token = chance.choice((*_TOKENS, content[end : end + 300]))
                content = content[:start] + token + content[end:]
            new.writestr(name, content)
    return target.getvalue()


_VALUES = ("", " ", "-1", "3", "99999999999", "true", "x" * 300, "a\nb", "😀", "{", "urn:x", "Text")


def _mutated_tree(data: bytes, chance: random.Random) -> bytes:
    """Well-formed XML of a sound archive with elements and attributes that are not where, or not
    what, they should be."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.lower().endswith(".qde"):
                root = etree.fromstring(content.removeprefix(b"\xef\xbb\xbf"))
                for _time in range(chance.randrange(1, 8)):
                    _mutate(list(root.iter("*")), chance)
                content = etree.tostring(root)
            new.writestr(name, content)
    return target.getvalue()


def _mutate(elements: list[etree._Element], chance: random.Random) -> None:
    one, other = chance.choice(elements), chance.choice(elements)
    match chance.randrange(6):
        case 0 if one.attrib:
            one.set(chance.choice(list(one.attrib)), chance.choice(_VALUES))
        case 1 if one.attrib and other.attrib:
            theirs = chance.choice(list(other.attrib.values()))
            one.set(chance.choice(list(one.attrib)), theirs)
        case 2 if one.attrib:
            del one.attrib[chance.choice(list(one.attrib))]
        case 3 if one.getparent() is not None:
            one.getparent().remove(one)
        case 4:
            if one not in other.iter():
                one.append(copy.deepcopy(other))
        case _:
            one.text = chance.choice((*_VALUES, other.text or ""))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_element_of_very_many_attributes(tmp_path: Path, encoding: str) -> None:
    """Refused before a parser compares each with all others, which would take it hours."""
    many = " ".join(f'a{n}="{"1" * (n % 90)}>"' for n in range(400_000))
    xml = GOOD.replace("<Users", f"<x {many}/><Users").replace('"utf-8"', f'"{encoding}"')
    began = time.monotonic()
    assert "too many attributes" in refused(archive(xml.encode(encoding)), tmp_path)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("size", [7, 1000, 1 << 20])
def test_attributes_are_counted_whatever_the_chunks(size: int) -> None:
    chance = random.Random(5)
    for wanted in (0, 3, 9_000, 20_000):
        many = " ".join(f"b{n}='>{n}'" for n in range(wanted))
        text = "".join(f'<a x="{n}">= "=" {"y" * chance.randrange(90_000)}</a>' for n in range(5))
        xml = f'<r p="1" q="2">{text}<long {many}>z = "1" a="2"</long>{text}</r>'.encode()
        counter = TagCounter()
        for at_byte in range(0, len(xml), size):
            counter.feed(xml[at_byte : at_byte + size])
        # Short tags are not looked into.
        assert counter.most == wanted or (wanted < 9_000 and counter.most <= wanted + 2)


def test_a_note_that_everything_refers_to(tmp_path: Path) -> None:
    """Each thing gets its copy, within a bound; the same reference twice is one."""
    ref = f'<NoteRef targetGUID="{DOC}"/>'
    note = f'<Notes><Note guid="{DOC}"><PlainTextContent>{"y" * 1_000_000}</PlainTextContent>'
    many = "".join(selection(0, n, inner=ref) for n in range(1, 41)) + ref * 3000
    codes = "".join(
        f'<Code guid="c{n}" name="c{n}" isCodable="true">{ref}</Code>' for n in range(60)
    )
    xml = project(source(many), codes=codes, rest=f"{note}</Note></Notes>")
    reading = read(tmp_path, xml)
    assert len(reading.content.memos) == 51
    assert "references to notes that too many things share" in messages(reading, LEFT_BEHIND)
