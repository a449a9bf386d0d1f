"""Transcripts of recordings: their sync points give the times, and the places of codings."""

from __future__ import annotations

import codecs
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.corpus.codebook import Codebook
from annotator.corpus.document import DocumentAttribute
from annotator.corpus.identity import guid_from
from annotator.corpus.job import finish
from annotator.corpus.person import StudyPerson
from annotator.corpus.project import ProjectContent
from annotator.corpus.structure import Element, Structure
from annotator.exchange.refi import Reading
from annotator.exchange.refi.report import Findings
from annotator.exchange.refi.told_turns import ToldTurns, lines_by_speaker
from annotator.operations import projects, transfer
from annotator.operations.projects import integrity
from annotator.operations.viewing import everything
from tests.examples import examples
from tests.exchange import refi_samples as samples
from tests.exchange.refi_samples import read_bytes
from tests.making import ANN

TEXT = "Guten Tag 😀.\r\nHallo, ja.\r\nGut."
CODE, USER, SET = (guid_from("refi test", name) for name in ("code", "user", "media"))


def point(name: str, position: int, time: str = "") -> str:
    stamp = f' timeStamp="{time}"' if time else ""
    return f'<SyncPoint guid="{guid_from("point", name)}"{stamp} position="{position}"/>'


def selection(name: str, start: str, end: str, words: str = "") -> str:
    return (
        f'<TranscriptSelection guid="{guid_from("selection", name)}" name="{words}"'
        f' fromSyncPoint="{guid_from("point", start)}" toSyncPoint="{guid_from("point", end)}"'
        f' creatingUser="{USER}"><Coding guid="{guid_from("coding", name)}" creatingUser="{USER}">'
        f'<CodeRef targetGUID="{CODE}"/></Coding></TranscriptSelection>'
    )


PROJECT = (
    '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="P"'
    f' origin="X"><Users><User guid="{USER}" name="U"/></Users>'
    "<CodeBook><Codes>"
    f'<Code guid="{CODE}" name="c" isCodable="true" color="#112233"/></Codes></CodeBook>'
    f'<Sources><{{kind}} guid="{SET}" name="talk" path="relative://talks/talk.m4a">'
    "{inner}</{kind}></Sources></Project>"
)


def project(inner: str, kind: str = "AudioSource") -> bytes:
    xml = PROJECT.format(inner=inner, kind=kind)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("project.qde", xml)
        archive.writestr("sources/t.txt", TEXT.encode())
    return target.getvalue()


def transcript(*inner: str, name: str = "Talk") -> str:
    return (
        f'<Transcript guid="{guid_from("transcript", name)}" name="{name}"'
        f' plainTextPath="internal://t.txt">{"".join(inner)}</Transcript>'
    )


def told(reading: Reading) -> str:
    return " ".join(f"{one.place}: {one.message}" for one in reading.report.findings)


# Positions count CRLF as two characters: 13 is the place behind the first line end.
POINTS = (point("a", 0, "500"), point("b", 14, "2100"), point("c", 26, "4300"))


def test_times_codings_and_the_recording(tmp_path: Path) -> None:
    inner = transcript(*POINTS, selection("s", "b", "c", "Hallo, ja."))
    reading = read_bytes(project(inner), tmp_path)
    (document,) = reading.content.documents
    assert document.name == "Talk"
    assert document.text == TEXT.replace("\r\n", "\n")
    (coding,) = reading.content.codings
    assert document.text[coding.start : coding.end].strip() == "Hallo, ja."
    times = [
        (one.values["start_ms"], one.values.get("end_ms"), document.text[one.start : one.end])
        for one in reading.content.structures[document.guid]
    ]
    assert times == [
        (500, 2100, "Guten Tag 😀.\n"),
        (2100, 4300, "Hallo, ja.\n"),
        (4300, None, "Gut."),
    ]
    assert [(one.name, one.value) for one in reading.content.document_attributes] == [
        ("media", "talks/talk.m4a")
    ]
    assert reading.report.findings == ()


def test_a_recording_with_several_transcripts_and_passages_of_its_own(tmp_path: Path) -> None:
    passage = (
        f'<VideoSelection guid="{guid_from("v")}" begin="0" end="900" beginX="0" endX="1"'
        f' beginY="0" endY="1"><Coding guid="{guid_from("vc")}"><CodeRef targetGUID="{CODE}"/>'
        "</Coding></VideoSelection>"
    )
    inner = transcript(*POINTS, name="One") + transcript(name="Two") + passage
    reading = read_bytes(project(inner, "VideoSource"), tmp_path)
    assert [one.name for one in reading.content.documents] == ["One", "Two"]
    assert len(reading.content.document_attributes) == 2
    assert "1 passage of the recording, with 1 coding; its transcript came in." in told(reading)


def test_selections_without_their_sync_points_are_told(tmp_path: Path) -> None:
    inner = transcript(*POINTS, selection("s", "b", "nowhere"), selection("t", "c", "b"))
    reading = read_bytes(project(inner), tmp_path)
    assert reading.content.codings == ()
    assert "1 selections with 1 codings: the sync points" in told(reading)
    assert "is reversed; 1 coding with it" in told(reading)


@pytest.mark.parametrize(
    "points",
    [
        (point("a", 0),),
        (point("a", -3, "5"), point("b", 9_999, "7")),
        (point("a", 0, "-1"), point("b", 5, "x")),
        (point("a", 5, "9000"), point("b", 0, "9000"), point("c", 0, "1")),
        (),
    ],
)
def test_odd_sync_points(tmp_path: Path, points: tuple[str, ...]) -> None:
    reading = read_bytes(project(transcript(*points)), tmp_path)
    (document,) = reading.content.documents
    for one in reading.content.structures.get(document.guid, ()):
        assert 0 <= one.start < one.end <= len(document.text)
        assert int(one.values.get("end_ms", 1 << 60)) > int(one.values["start_ms"])


def test_times_that_run_backwards_are_told(tmp_path: Path) -> None:
    points = point("a", 0, "9000"), point("b", 14, "2100"), point("c", 26, "4300")
    reading = read_bytes(project(transcript(*points)), tmp_path)
    assert "document “Talk”: Its times run backwards at 1 sync point" in told(reading)
    (document,) = reading.content.documents
    first = reading.content.structures[document.guid][0]
    assert first.values == {"start_ms": 9000}


def as_another_program(name: str, crlf: bool, mark: bool) -> bytes:
    """As QualCoder writes a transcript: each selection is called as the document is, with sync
    points of its own, whose times are those of the line before; nobody made the codings."""
    text = "[00:00] I: Hello there.\n[00:12] Anna: Since the 😀 storm.\n[00:30] I: And now?\n"
    points, selections = [point("0", 0, "0")], []
    for number, (words, time) in enumerate((("I: Hello", 0), ("Since the 😀 storm", 12_000))):
        start = text.index(words)
        points.append(point(f"a{number}", start, str(time)))
        points.append(point(f"b{number}", start + len(words), str(time)))
        selections.append(selection(str(number), f"a{number}", f"b{number}", name))
    inner = transcript(*points, *selections, name=name).replace(f' creatingUser="{USER}"', "")
    xml = PROJECT.format(inner=inner, kind="AudioSource").encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("project.qde", (codecs.BOM_UTF8 if mark else b"") + xml)
        stored = text.replace("\n", "\r\n") if crlf else text
        archive.writestr("sources/t.txt", stored.encode("utf-8-sig" if mark else "utf-8"))
    return target.getvalue()


@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("mark", [False, True])
def test_selections_that_are_called_as_the_transcript(
    tmp_path: Path, crlf: bool, mark: bool
) -> None:
    reading = read_bytes(as_another_program("talk.mp3.transcribed", crlf, mark), tmp_path)
    (document,) = reading.content.documents
    found = [document.text[one.start : one.end] for one in reading.content.codings]
    assert found == ["I: Hello", "Since the 😀 storm"]
    times = reading.content.structures[document.guid]
    assert [one.values["start_ms"] for one in times] == [0, 0, 0, 12_000, 12_000]
    assert "2 selections have a name other than the words" in told(reading)


def test_a_recording_without_a_transcript_stays_behind(tmp_path: Path) -> None:
    reading = read_bytes(project(""), tmp_path)
    assert reading.content.documents == ()
    assert "Only texts are taken over" in told(reading)


def test_a_new_project_of_it_is_sound(tmp_path: Path) -> None:
    source = tmp_path / "p.qdpx"
    source.write_bytes(project(transcript(*POINTS, selection("s", "b", "c"))))
    target = tmp_path / "p.annot"
    finish(transfer.import_as_project(target, ANN, [source]))
    with projects.open_(target) as opened:
        assert integrity.check(opened) == []
        content = transfer.whole(everything(opened))
        (document,) = content.documents
        assert len(content.structures[document.guid]) == 3
        assert content.document_attributes[0].value == "talks/talk.m4a"


SPOKEN = "Guten Tag 😀, Herr Özil.\nHallo! Um 10:30 war ich da.\nJa."


@st.composite
def transcripts(draw: st.DrawFn) -> ProjectContent:
    """A project of one transcript: passages with times, in order or not, and codings anywhere."""
    spans = st.tuples(st.integers(0, len(SPOKEN)), st.integers(0, len(SPOKEN))).filter(
        lambda one: one[0] < one[1]
    )
    times = draw(st.lists(st.tuples(spans, st.integers(0, 10**7), st.booleans()), max_size=6))
    structure = Structure.of(
        Element("time", *span, {"start_ms": at, **({"end_ms": at + 7} if ended else {})})
        for span, at, ended in times
    )
    document = samples.document("talk", SPOKEN)
    codings = [
        samples.coding(str(number), document.guid, samples.KINDS.guid, samples.ANA.guid, span)
        for number, span in enumerate(draw(st.lists(spans, max_size=5)))
    ]
    return ProjectContent(
        guid_from("p"),
        "P",
        samples.T0,
        samples.T0,
        coders=(samples.ANA,),
        codebook=Codebook((samples.KINDS,), "book"),
        documents=(document,),
        codings=tuple(sorted(codings, key=lambda one: (one.start, one.end, one.guid))),
        document_attributes=(DocumentAttribute(document.guid, "media", "talks/talk.mp4"),),
        structures={document.guid: structure},
    )


@given(content=transcripts(), utf16=st.booleans())
@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_out_and_in_again(tmp_path: Path, content: ProjectContent, utf16: bool) -> None:
    exported, _report = samples.export(content, utf16=utf16)
    again = read_bytes(exported, tmp_path).content
    assert samples.comparable(again) == samples.comparable(content)
    (document,) = content.documents
    assert again.structures.get(document.guid, Structure()) == content.structures[document.guid]
    assert again.document_attributes == content.document_attributes
    xml = samples.xml_of(exported)
    assert (b"<VideoSource" in xml) == bool(content.structures[document.guid])


@pytest.mark.parametrize(
    ("media", "path"),
    [
        ("talk.wav", "relative://talk.wav"),
        ("/talks/talk.wav", "absolute:///talks/talk.wav"),
        ("C:\\talk.wav", "absolute://C:\\talk.wav"),
        ("file:///C:/talk.wav", "file:///C:/talk.wav"),
        ("talk", "relative://talk"),
    ],
)
def test_the_path_of_a_recording(tmp_path: Path, media: str, path: str) -> None:
    document = samples.document("talk", SPOKEN)
    content = ProjectContent(
        *(guid_from("p"), "P", samples.T0, samples.T0),
        documents=(document,),
        document_attributes=(DocumentAttribute(document.guid, "media", media),),
        structures={document.guid: Structure.of([Element("time", 0, 3, {"start_ms": 5})])},
    )
    exported, report = samples.export(content)
    assert f'path="{path}"'.encode() in samples.xml_of(exported)
    assert any("the transcript of" in one.message for one in report.findings)
    assert read_bytes(exported, tmp_path).content.document_attributes[0].value == media


@pytest.mark.parametrize("media", ["", "talk.mp4"])
def test_who_speaks_goes_out_and_comes_in(tmp_path: Path, media: str) -> None:
    document = samples.document("talk.txt", "Hello 😀.\nYes.\nGood bye.")
    anna = {"speaker": "Anna: the first", "role": "guest: of honour"}
    turns = [
        *(Element("turn", 0, 8, anna), Element("turn", 9, 13, {"speaker": "I"})),
        Element("turn", 14, 23, anna),
        *([Element("time", 9, 13, {"start_ms": 1000, "end_ms": 2000})] if media else []),
    ]
    content = ProjectContent(
        *(guid_from("p"), "P", samples.T0, samples.T0),
        documents=(document,),
        document_attributes=(DocumentAttribute(document.guid, "media", media),) if media else (),
        persons=(
            StudyPerson(guid_from("person", "I"), "I", "interviewer", {"age": "45", "post": "7"}),
            StudyPerson(guid_from("person", "B"), "B", "", {"age": "-3", "post": "007"}),
        ),
        structures={document.guid: Structure.of(turns)},
    )
    exported, _report = samples.export(content)
    assert b'name="age" typeOfVariable="Integer"' in samples.xml_of(exported)
    assert b'name="post" typeOfVariable="Text"' in samples.xml_of(exported)
    reading = read_bytes(exported, tmp_path)
    assert list(reading.content.structures[document.guid]) == list(Structure.of(turns))
    assert reading.content.persons == content.persons
    assert reading.content.document_attributes == content.document_attributes
    assert not any("speaks" in one.message for one in reading.report.findings)
    # Of another text it tells nothing.
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data + b" And so on." if name.endswith(".txt") else data)
    reading = read_bytes(changed.getvalue(), tmp_path)
    assert not any(one.number_of("turn") for one in reading.content.structures.values())
    assert any("of another text than this" in one.message for one in reading.report.findings)
    samples.assert_valid(samples.xml_of(exported), "Project.xsd")


@given(
    st.lists(
        st.tuples(
            st.text("aB: \\\n;é", max_size=4).map(lambda name: " ".join(name.split())),
            st.sampled_from(["", "guest", "a:b\\"]),
            st.integers(0, 9),
        ),
        max_size=6,
    )
)
def test_told_turns_are_read_as_they_were_written(said: list[tuple[str, str, int]]) -> None:
    document = samples.document("talk.txt", "x" * 100)
    place, turns = 0, []
    for name, role, length in said:
        values = {"speaker": name} | ({"role": role} if role else {})
        turns.append(Element("turn", place, place + length, values))
        place += length + 1
    told = ToldTurns()
    structures = {document.guid: Structure.of(turns)}
    for name, lines in lines_by_speaker([document], structures, {}).items():
        told.add(name, "\n".join(lines).split("\n"))
    found: dict[str, Structure] = {}
    for source in told.sources():
        told.put_beside(source, document, found, Findings())
    wanted = [one for one in turns if one.values["speaker"]]
    assert list(found.get(document.guid, ())) == wanted
