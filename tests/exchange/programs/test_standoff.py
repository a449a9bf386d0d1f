"""brat, INCEpTION, doccano, Label Studio, web annotations, tables, qc, CATMA: places are exact."""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.document import Document
from annotator.corpus.moments import EPOCH
from annotator.corpus.span import passage
from annotator.errors import UserError
from annotator.exchange import programs
from annotator.exchange.programs.tei_text import TeiText
from annotator.exchange.refi import DOUBTFUL, LEFT_BEHIND, Reading
from tests.exchange.programs import standoff
from tests.exchange.programs.reading import (
    LF,
    WORDS,
    attributes,
    coded,
    memos,
    path_of,
    points,
    read,
)

TALK = Document("talk", "talk.txt", LF, LF.encode(), "utf-8", EPOCH, EPOCH)
GREETING: dict[Callable[[Path], Path], str] = {
    standoff.brat: "All/Greeting",
    standoff.xmi: "Speech/Greeting",
    standoff.cas_json: "Speech/Greeting",
    standoff.doccano: "Greeting",
    standoff.label_studio: "Greeting",
    standoff.web_annotations: "Greeting",
    standoff.table: "All/Greeting",
    standoff.catma: "Tags/All/Greeting",
    standoff.tei: "All/Greeting",
}


@pytest.mark.parametrize("make", GREETING)
def test_hard_passages_are_where_they_were(make: Callable[[Path], Path], tmp_path: Path) -> None:
    found = read(make(tmp_path), (TALK,))
    content = found.content
    document = content.documents[0]
    words = {
        passage(document.text, one.spans)
        for one in content.codings
        if path_of(content, one.code) == GREETING[make] and one.document == document.guid
    }
    assert words == set(WORDS)
    assert document.text == LF


def relations(reading: Reading) -> set[tuple[str, str, str]]:
    """Words, type and words of what relations join."""
    content = reading.content
    texts = {one.guid: one.text for one in content.documents}
    said = {one.guid: passage(texts[one.document], one.spans) for one in content.codings}
    kinds = {one.guid: one.name for one in content.codebook.relation_types}
    return {(said[one.source], kinds[one.kind], said[one.target]) for one in content.relations}


def values(reading: Reading) -> set[str]:
    """“name=value” of all codings."""
    names = {one.guid: one.name for one in reading.content.codebook.attributes}
    return {
        f"{names[guid]}={value}"
        for one in reading.content.codings
        for guid, value in one.attributes.items()
    }


def test_brat_brings_two_coders_types_events_and_notes(tmp_path: Path) -> None:
    found = read(standoff.brat(tmp_path))
    content = found.content
    assert [one.name for one in content.documents] == ["talk.txt"]
    assert ("talk.txt", "All/Closing", "ben", "Zweite … ende") in coded(content)
    assert relations(found) == {
        ("Zeile", "Theme", "Zweite … ende"),
        ("Zeile", "Answers", "Zweite … ende"),
    }
    assert values(found) == {"Sure=yes", "Tone=friendly", "Reference=Wikipedia:42 End"}
    assert memos(content) == ["Answers: why", "in two parts"]
    codes = {one.name: one for one in content.codebook.codes}
    assert not codes["All"].codable
    assert codes["Greeting"].color == "#ff0000"


@pytest.mark.parametrize("make", [standoff.xmi, standoff.cas_json])
def test_a_cas_brings_layers_features_and_relations(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    found = read(make(tmp_path))
    assert values(found) == {"tone=warm"}
    assert relations(found) == {(WORDS[0], "before", WORDS[1])}


def test_webanno_tsv_brings_stacked_passages_and_relations(tmp_path: Path) -> None:
    found = read(standoff.tsv(tmp_path))
    content = found.content
    assert content.documents[0].text == "Hi 🎈 שלום .\nCafe\u0301 [x] end ."
    assert [(path, words) for _name, path, _coder, words in coded(content)] == [
        ("Speech/Greeting", "Hi"),
        ("Speech/Odd", "[x]"),
        ("Speech/Party", "🎈 שלום"),
        ("Speech/Place", "Cafe\u0301"),
        ("Speech/Sign", "🎈"),
    ]
    assert values(found) == {"tone=warm", "tone=_x"}
    assert relations(found) == {("Hi", "before", "Cafe\u0301"), ("🎈 שלום", "after", "[x]")}


def test_webanno_tsv_brings_slots_and_chains(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Role|label\n"
        "#T_SP=webanno.custom.Act|ROLE_webanno.custom.Act:who_webanno.custom.ActWhoLink"
        "|webanno.custom.Role|label\n"
        "#T_CH=webanno.custom.TalkLink|referenceRelation|referenceType\n\n\n#Text=Ann saw him .\n"
        "1-1\t0-3\tAnn\tperson\t_\t_\t_\tsame->1-1\tname[1]\t\n"
        "1-2\t4-7\tsaw\t_\tseer;seen\t1-1;1-3\tsee\t_\t_\t\n"
        "1-3\t8-11\thim\tperson\t_\t_\t_\t*->1-2\tword[1]\t\n"
        "1-4\t12-13\t.\t_\t_\t_\t_\t_\t_\t\n"
    )
    found = read(tmp_path / "a.tsv")
    assert [(path, words) for _name, path, _coder, words in coded(found.content)] == [
        ("Act/see", "saw"),
        ("Role/person", "Ann"),
        ("Role/person", "him"),
        ("TalkLink/name", "Ann"),
        ("TalkLink/word", "him"),
    ]
    assert relations(found) == {
        ("saw", "seer", "Ann"),
        ("saw", "seen", "him"),
        ("Ann", "same", "him"),
    }


def test_webanno_tsv_brings_the_tokens_that_a_relation_joins(tmp_path: Path) -> None:
    """A relation layer may lie on tokens themselves, of which the file has no column."""
    token = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
    (tmp_path / "a.tsv").write_text(
        f"#FORMAT=WebAnno TSV 3.3\n#T_RL=webanno.custom.Link|kind|BT_{token}\n\n\n"
        "#Text=Ann saw him .\n1-1\t0-3\tAnn\t_\t_\t\n1-2\t4-7\tsaw\tby\t1-1\t\n"
        "1-3\t8-11\thim\t_\t_\t\n1-4\t12-13\t.\t_\t_\t\n"
    )
    found = read(tmp_path / "a.tsv")
    assert [(path, words) for _name, path, _coder, words in coded(found.content)] == [
        ("Token", "Ann"),
        ("Token", "saw"),
    ]
    assert relations(found) == {("Ann", "by", "saw")}


def test_the_tokens_of_webanno_tsv_prove_its_places(tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    file.write_text(
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Act|label\n\n\n#Text=Ann saw him .\n"
        "1-1\t0-3\tAnn\tx\t\n1-2\t4-7\tsaw\ty[1]\t\n1-3\t8-11\thim\ty[1]\t\n"
        "1-4\t12-13\t.\t_\t\n"
    )
    assert [(one.proved, one.passages) for one in read(file).report.positions] == [(1, 2)]


def test_an_inception_export_brings_everybody(tmp_path: Path) -> None:
    found = read(standoff.inception(tmp_path))
    content = found.content
    assert {one[2] for one in coded(content)} == {"ana", "ben"}
    assert len(content.documents) == 1
    assert len(content.codings) == 2 * len(WORDS)
    assert [one.progress.value for one in content.statuses] == ["done"]
    assert memos(content) == ["what it is about"]
    said = {path_of(content, one.guid): one.definition for one in content.codebook.codes}
    assert said == {"Speech": "acts of speech", "Speech/Greeting": "a hello", "Speech/Unused": ""}


def test_doccano_brings_comments_metadata_and_relations(tmp_path: Path) -> None:
    found = read(standoff.doccano(tmp_path))
    assert attributes(found.content) == {"year": "2024"}
    assert memos(found.content) == ["odd"]
    assert relations(found) == {("Hi", "to", "you")}
    assert {one.name for one in found.content.coders} == {"admin"}


def test_doccano_of_before_1_1_has_numbers_for_labels(tmp_path: Path) -> None:
    start, end = points(LF, "🎈 שלום")
    said = [
        {"label": 12, "start_offset": start, "end_offset": end, "user": 1},
        {"label": 12, "start_offset": start, "end_offset": end, "user": 2},
        {"label": 3, "user": 1},
    ]
    one = {"id": 5, "text": LF, "annotations": said, "meta": {}, "annotation_approver": None}
    path = tmp_path / "old.jsonl"
    path.write_text(json.dumps(one) + "\n")
    found = read(path)
    assert [each[1:] for each in coded(found.content)] == [
        ("Label 12", "user 1", "🎈 שלום"),
        ("Label 12", "user 2", "🎈 שלום"),
        ("Label 3", "user 1", LF),
    ]
    assert "3 labels are a number there" in found.report.of(DOUBTFUL)[0].message


def test_label_studio_tasks_of_pictures_are_left_behind(tmp_path: Path) -> None:
    region = {"type": "rectanglelabels", "to_name": "image", "value": {"x": 1, "y": 2}}
    work = [{"id": 1, "result": [region]}]
    picture = {"id": 1, "annotations": work, "data": {"image": "/data/upload/cat.jpg"}}
    text: dict[str, Any] = {
        "id": 2,
        "annotations": [],
        "data": {"text": "Hi. https://example.org is a page."},
    }
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([picture, text]))
    found = read(path)
    assert [one.text for one in found.content.documents] == [text["data"]["text"]]
    assert [one.message for one in found.report.of(LEFT_BEHIND)] == ["1 task has no text."]
    path.write_text(json.dumps([picture]))
    with pytest.raises(UserError, match="no tasks with texts"):
        read(path)


def test_label_studio_brings_people_answers_and_relations(tmp_path: Path) -> None:
    found = read(standoff.label_studio(tmp_path))
    assert ("talk.txt", "Greeting", "Annotator 2", WORDS[1]) in coded(found.content)
    assert ("talk.txt", "genre/talk", "ana@x.org", LF) in coded(found.content)
    assert relations(found) == {(WORDS[0], "before", WORDS[1])}
    assert values(found) == {"tone=warm"}
    assert memos(found.content) == ["a note"]


def test_hypothesis_notes_are_found_by_their_words(tmp_path: Path) -> None:
    found = read(standoff.hypothesis(tmp_path), (TALK,))
    assert [one[3] for one in coded(found.content)] == sorted(WORDS[:4])
    assert any("“ende”" in one for one in memos(found.content))
    assert "4 passages are where the words are" in str(found.report.findings) or (
        "5 passages are where the words are" in str(found.report.findings)
    )


def test_a_table_of_words_alone_needs_each_to_be_in_one_place(tmp_path: Path) -> None:
    found = read(standoff.table(tmp_path, places=False), (TALK,))
    assert [one[3] for one in coded(found.content)] == sorted(WORDS)
    with pytest.raises(UserError, match="neither in the project nor a file beside it"):
        read(standoff.table(tmp_path))
    (tmp_path / "talk.txt").write_bytes(LF.encode())
    assert len(read(standoff.table(tmp_path)).content.codings) == len(WORDS)


def test_qc_brings_coded_lines(tmp_path: Path) -> None:
    content = read(standoff.qc(tmp_path)).content
    lines = LF.split("\n")
    assert coded(content) == [
        ("talk.txt", "All/Greeting", "ana", lines[2]),
        ("talk.txt", "All/Greeting", "ana", lines[0]),
        ("talk.txt", "Closing", "ana", lines[2]),
    ]
    assert memos(content) == ["one.md\nthoughts"]


def test_catma_brings_colours_properties_and_joined_parts(tmp_path: Path) -> None:
    found = read(standoff.catma(tmp_path))
    assert all(len(one.spans) == 1 for one in found.content.codings)
    assert values(found) == {"tone=warm"}
    codes = {one.name: one.color for one in found.content.codebook.codes}
    assert codes["Greeting"] == "#ff0000"
    assert not found.report.of("left behind")


def test_tei_brings_what_leads_somewhere_and_tells_the_rest(tmp_path: Path) -> None:
    found = read(standoff.tei(tmp_path))
    content = found.content
    (code,) = (one for one in content.codebook.codes if one.name == "Greeting")
    assert (code.color, code.definition) == ("#ff0000", "Words of greeting.")
    assert {one.name for one in content.coders} == {"Ana"}
    last = LF.split("\n")[2]
    assert ("talk.txt", "Closing", "Ana", last) in coded(content)
    assert ("talk.txt", "Icon", "Ana", "\U0001f600") in coded(content)
    assert relations(found) == {("ende", "joins", last)}
    assert values(found) == {"tone=calm"}
    assert memos(content) == ["All of it", "the end"]
    told = [one.message for one in found.report.of(LEFT_BEHIND)]
    assert "2 annotations have no place in the text." in told
    assert "1 link has not two ends." in told


def test_white_space_of_the_markup_is_none_of_a_tei_text() -> None:
    text = TeiText(
        etree.fromstring(
            '<text><body>\n <div><head> One </head>\n  <p xml:id="p">a <hi xml:id="h"> b</hi>\n'
            '  c\u00a0 <lb/>d </p></div><ab xml:space="preserve" xml:id="k"> k  e\np </ab>'
            '<p xml:id="empty">\n</p></body></text>'
        )
    )
    assert text.words == "One\na b c\u00a0\nd\n k  e\np "
    said = {key: text.element(key) for key in ("p", "h", "k", "empty", "none")}
    words = {key: at and text.words[at[0] : at[1]] for key, at in said.items()}
    assert words == {
        "p": "a b c\u00a0\nd",
        "h": "b",
        "k": " k  e\np ",
        "empty": None,
        "none": None,
    }
    assert text.stretch("k", 4, 3) == (text.words.index("e\np"), text.words.index("e\np") + 3)
    assert text.stretch("k", 4, 30) is None


def test_catma_comes_in_with_the_text_in_the_collection(tmp_path: Path) -> None:
    folder = standoff.catma(tmp_path)
    collection = folder / "annotationcollections" / "ana.xml"
    xml, pieces, at = collection.read_text(encoding="utf-8"), [], 0
    for number, words in enumerate(WORDS):
        start, end = points(LF, words)
        pieces.append(LF[at:start] + f'<seg ana="#A{number}">{words}</seg>')
        at = end
    body = f'<ab type="catma">{"".join(pieces)}{LF[at:]}</ab>'
    alone = tmp_path / "ana.xml"
    alone.write_text(re.sub(r'<ab type="catma">.*</ab>', body, xml), encoding="utf-8")
    found = read(alone).content
    assert [one.text for one in found.documents] == [LF]
    assert sorted(one[3] for one in coded(found)) == sorted(WORDS)


def test_catma_comes_in_packed_as_it_is_exported(tmp_path: Path) -> None:
    folder = standoff.catma(tmp_path)
    packed = tmp_path / "export.tar.gz"
    with tarfile.open(packed, "w:gz") as archive:
        archive.add(folder, "corpus")
        outside = tarfile.TarInfo("../outside.txt")
        archive.addfile(outside)
    assert coded(read(packed).content) == coded(read(folder).content)
    packed.write_bytes(packed.read_bytes()[:200])
    assert programs.recognised(packed) is None
