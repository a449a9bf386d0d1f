"""Corpora for other tools: what a format can hold comes back as it was, read by plain parsers."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Code, Codebook, RelationType
from annotator.corpus.coding import Coder, Coding, Memo, Relation
from annotator.corpus.document import Document, DocumentAttribute
from annotator.corpus.job import finish
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span, united
from annotator.exchange.exporters.exporter import ExportSettings
from annotator.exchange.exporters.registry import exporter_of, exporters
from annotator.exchange.refi.report import RefiReport
from tests.examples import examples
from tests.exchange.coded_text.test_coded_text import WHEN

TEXT = "Nobody 👩‍👩‍👧 <expects> & “fears”\tit. e\u0301 𝔘.\nשלום again,\n\nand again.\n"
CODES = (
    Code("c1", "claim", "#1f77b4", WHEN, WHEN, definition="What is said."),
    Code("c2", "a <b> | c", "#d62728", WHEN, WHEN, parent="c1"),
)
ATTRIBUTES = (
    Attribute(
        "a1", "c1", "tone", AttributeKind.CHOICE, WHEN, WHEN, choices=(Choice("very angry"),)
    ),
    Attribute("a2", "c1", "who", AttributeKind.TEXT, WHEN, WHEN),
)
CODERS = (Coder("k1", "Ann <i>", WHEN, WHEN), Coder("k2", "Ben", WHEN, WHEN))
BOOK = Codebook(
    CODES, attributes=ATTRIBUTES, relation_types=(RelationType("t", "backs", WHEN, WHEN),)
)
Passage = tuple[str, str, tuple[tuple[int, int], ...]]
"""Path of the code, name of the coder, spans."""


def content(codings: list[Coding], text: str = TEXT, **more: Any) -> ProjectContent:
    return ProjectContent(
        *("p", "Study", WHEN, WHEN, CODERS, BOOK),
        (Document("d", "a/../b.txt", text, text.encode(), "utf-8", WHEN, WHEN),),
        tuple(sorted(codings, key=lambda one: (one.start, one.end))),
        document_attributes=(DocumentAttribute("d", "genre", "news"),),
        **more,
    )


def coding(number: int, code: str, coder: str, spans: list[tuple[int, int]]) -> Coding:
    said = {"a1": "very angry", "a2": "the writer & me"} if code == "c1" else {}
    parts = united([Span(*s) for s in spans])
    return Coding(f"g{number}", "d", code, coder, parts, WHEN, WHEN, said)


def linked() -> ProjectContent:
    codings = [
        coding(0, "c1", "k1", [(0, 6)]),
        coding(1, "c2", "k1", [(12, 22), (26, 30)]),
        coding(2, "c1", "k2", [(0, 6)]),
    ]
    relations = (
        Relation("r1", "t", "g0", "g1", "k1", WHEN, WHEN),
        Relation("r2", "t", "g0", "g2", "k2", WHEN, WHEN),
    )
    memos = (Memo("m", "g0", "k1", "Why\nso?", WHEN, WHEN),)
    return content(codings, relations=relations, memos=memos)


def written(one: ProjectContent, suffix: str) -> tuple[bytes, RefiReport | None]:
    exporter, file = exporter_of(f"study{suffix}"), io.BytesIO()
    assert exporter is not None
    report = finish(exporter.write(one, file, ExportSettings()))
    return file.getvalue(), report


def meant(one: ProjectContent, *, whole: bool) -> Counter[Passage]:
    """The codings of a project, or with `whole` False each part as one."""
    names = {coder.guid: coder.name for coder in one.coders}
    found: Counter[Passage] = Counter()
    for own in one.codings:
        path = " > ".join(one.codebook.path(own.code))
        spans = tuple((span.start, span.end) for span in own.spans)
        for part in [spans] if whole else [(span,) for span in spans]:
            found[path, names[own.coder], part] += 1
    return found


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# --- plain parsers


def from_brat(data: bytes) -> Counter[Passage]:
    labels = {"claim": "claim", "a_b_c": "claim > a <b> | c"}
    folders = {"Ann_i": "Ann <i>", "Ben": "Ben"}
    found: Counter[Passage] = Counter()
    files = members(data)
    for path, own in files.items():
        if not path.endswith(".ann"):
            continue
        text = files[path.replace(".ann", ".txt")].decode()
        for line in own.decode().split("\n"):
            if not line.startswith("T"):
                continue
            _mark, middle, words = line.split("\t", 2)
            label, where = middle.split(" ", 1)
            spans = [tuple(map(int, part.split())) for part in where.split(";")]
            assert " ".join(text[start:end] for start, end in spans) == words
            assert not any("\n" in text[start:end] for start, end in spans)
            found[labels[label], folders[path.split("/")[0]], _rejoined(text, spans)] += 1
    return found


def _rejoined(text: str, spans: list[Any]) -> tuple[tuple[int, int], ...]:
    """Parts between which there are line feeds alone are one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and text[joined[-1][1] : start].strip("\n") == "":
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def from_doccano(data: bytes) -> Counter[Passage]:
    return Counter(
        (one["label"], line["meta"]["coder"], ((one["start_offset"], one["end_offset"]),))
        for line in map(json.loads, data.decode().splitlines())
        for one in line["entities"]
    )


def from_spacy(data: bytes) -> Counter[Passage]:
    return Counter(
        (one["label"], line["meta"]["coder"], ((one["start"], one["end"]),))
        for line in map(json.loads, data.decode().splitlines())
        for one in line["spans"]
    )


def from_datasets(data: bytes) -> Counter[Passage]:
    lines = [json.loads(line) for line in data.decode().splitlines()]
    assert all(
        line["text"][one["start"] : one["end"]] == one["text"]
        for line in lines
        for one in line["spans"]
    )
    return Counter(
        (one["label"], line["coder"], ((one["start"], one["end"]),))
        for line in lines
        for one in line["spans"]
    )


def from_label_studio(data: bytes) -> Counter[Passage]:
    return Counter(
        (
            one["value"]["labels"][0],
            own["completed_by"]["first_name"],
            ((one["value"]["start"], one["value"]["end"]),),
        )
        for task in json.loads(data)
        for own in task["annotations"]
        for one in own["result"]
        if one["type"] == "labels"
    )


def from_web_annotation(data: bytes) -> Counter[Passage]:
    found: Counter[Passage] = Counter()
    for one in json.loads(data)["first"]["items"]:
        if one["motivation"] != "tagging":
            continue
        targets = one["target"] if isinstance(one["target"], list) else [one["target"]]
        spans = []
        for target in targets:
            position, quote = target["selector"]
            assert TEXT[position["start"] : position["end"]] == quote["exact"]
            assert TEXT[: position["start"]].endswith(quote["prefix"])
            spans.append((position["start"], position["end"]))
        found[one["body"][0]["value"], one["creator"]["name"], tuple(spans)] += 1
    return found


_TEI = {"t": "http://www.tei-c.org/ns/1.0"}
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def from_tei(data: bytes) -> Counter[Passage]:
    root = etree.fromstring(data)
    paths = {
        one.get(_ID): " > ".join(
            above.findtext("t:catDesc/t:term", namespaces=_TEI)
            for above in [*reversed(list(one.iterancestors("{*}category"))), one]
        )
        for one in root.iterfind(".//t:category", _TEI)
    }
    people = {
        one.get(_ID): one.findtext("t:persName", namespaces=_TEI)
        for one in root.iterfind(".//t:person", _TEI)
    }
    (text,) = root.iterfind(".//t:ab", _TEI)
    assert text.text == TEXT
    found: Counter[Passage] = Counter()
    for one in root.iterfind(".//t:spanGrp/t:span", _TEI):
        ranges = re.findall(r"string-range\(t1,(\d+),(\d+)\)", one.get("target"))
        spans = tuple((int(start), int(start) + int(length)) for start, length in ranges)
        who = people[one.getparent().get("resp")[1:]]
        found[paths[one.get("ana")[1:]], who, spans] += 1
    return found


def from_cas(text: str, structures: list[tuple[int, int, str, str]]) -> Counter[Passage]:
    units = text.encode("utf-16-le")

    def points(position: int) -> int:
        return len(units[: 2 * position].decode("utf-16-le"))

    return Counter(
        (code, coder, ((points(begin), points(end)),)) for begin, end, code, coder in structures
    )


def from_xmi(data: bytes) -> Counter[Passage]:
    found: Counter[Passage] = Counter()
    for path, own in members(data).items():
        if path.endswith(".xmi"):
            root = etree.fromstring(own)
            (sofa,) = root.iterfind("{*}Sofa")
            assert sofa.get("sofaString") == TEXT
            found += from_cas(
                TEXT,
                [
                    (int(one.get("begin")), int(one.get("end")), one.get("code"), one.get("coder"))
                    for one in root.iterfind("{http:///webanno/custom.ecore}Coding")
                ],
            )
    return found


def from_cas_json(data: bytes) -> Counter[Passage]:
    found: Counter[Passage] = Counter()
    for own in members(data).values():
        structures = json.loads(own)["%FEATURE_STRUCTURES"]
        assert structures[-1]["sofaString"] == TEXT
        found += from_cas(
            TEXT,
            [
                (one["begin"], one["end"], one["code"], one["coder"])
                for one in structures
                if one["%TYPE"] == "webanno.custom.Coding"
            ],
        )
    return found


READ: dict[str, tuple[Callable[[bytes], Counter[Passage]], bool]] = {
    ".doccano.jsonl": (from_doccano, False),
    ".spacy.jsonl": (from_spacy, False),
    ".datasets.jsonl": (from_datasets, False),
    ".labelstudio.json": (from_label_studio, False),
    ".jsonld": (from_web_annotation, True),
    ".tei.xml": (from_tei, True),
    ".xmi.zip": (from_xmi, False),
    ".cas.zip": (from_cas_json, False),
}
"""By suffix what reads it, and whether discontinuous codings stay whole."""

pairs = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 25)).map(
    lambda one: (one[0], min(len(TEXT), one[0] + one[1]))
)
passages = st.lists(
    st.tuples(
        st.sampled_from(["c1", "c2"]),
        st.sampled_from(["k1", "k2"]),
        st.lists(pairs, min_size=1, max_size=3),
    ),
    max_size=6,
)


@pytest.mark.parametrize("suffix", READ)
@settings(max_examples=examples(15))
@given(passages)
def test_passages_come_back_as_they_were(
    suffix: str, coded: list[tuple[str, str, list[tuple[int, int]]]]
) -> None:
    one = content([coding(number, *own) for number, own in enumerate(coded)])
    data, _report = written(one, suffix)
    read, whole = READ[suffix]
    assert read(data) == meant(one, whole=whole)


@settings(max_examples=examples(20))
@given(passages)
def test_brat_has_every_passage_in_parts_that_end_with_their_lines(
    coded: list[tuple[str, str, list[tuple[int, int]]]],
) -> None:
    one = content([coding(number, *own) for number, own in enumerate(coded)])
    found = from_brat(written(one, ".brat.zip")[0])

    def trimmed(passage: Passage) -> Passage:
        path, coder, spans = passage
        cut = [(s, e) for s, e in spans if TEXT[s:e].strip("\n")]
        ends = [
            (
                s + len(TEXT[s:e]) - len(TEXT[s:e].lstrip("\n")),
                s + len(TEXT[s:e].rstrip("\n")),
            )
            for s, e in cut
        ]
        return path, coder, _rejoined(TEXT, ends)

    wanted: Counter[Passage] = Counter()
    for passage, number in meant(one, whole=True).items():
        if trimmed(passage)[2]:
            wanted[trimmed(passage)] += number
    with_words = Counter({p: n for p, n in found.items() if p[2] and _says(p)})
    assert with_words == wanted


def _says(passage: Passage) -> bool:
    return any(TEXT[s:e].strip("\n") for s, e in passage[2])


def test_brat_has_attributes_notes_and_relations() -> None:
    files = members(written(linked(), ".brat.zip")[0])
    lines = files["Ann_i/0001.ann"].decode()
    assert "A1\ttone T1 very_angry\n" in lines
    assert "AnnotatorNotes T1\twho: the writer & me\n" in lines
    assert "AnnotatorNotes T1\tWhy so?\n" in lines
    assert "T2\ta_b_c 12 22;26 30\t" in lines
    assert "R1\tbacks Arg1:T1 Arg2:T2\n" in lines
    configuration = files["Ann_i/annotation.conf"].decode()
    assert "[entities]\nclaim\n\ta_b_c\n" in configuration
    assert "tone\tArg:<ENTITY>, Value:very_angry" in configuration
    assert "a_b_c | a <b> / c" in files["Ann_i/visual.conf"].decode()


def test_no_name_of_a_project_is_a_path() -> None:
    for suffix in (".brat.zip", ".xmi.zip", ".cas.zip", ".tidy.zip"):
        for path in members(written(linked(), suffix)[0]):
            assert re.fullmatch(r"[\w.-]+(/[\w.-]+)?", path) and ".." not in path


def test_tokens_have_tags_of_their_layer() -> None:
    lines = written(linked(), ".conll")[0].decode().splitlines()
    assert lines[0] == "# global.columns = FORM START END Ann_i Ben"
    rows = [line.split("\t") for line in lines[2:] if line]
    assert rows[0] == ["Nobody", "0", "6", "B-claim", "B-claim"]
    for form, start, end, *_tags in rows:
        assert TEXT[int(start) : int(end)] == form
    assert "".join(row[0] for row in rows) == "".join(TEXT.split())
    tagged = [row[0] for row in rows if row[3].endswith("a_b_c")]
    assert TEXT[26:30].strip() in " ".join(tagged)
    assert {row[3][0] for row in rows} == {"B", "I", "O"}


def test_codings_that_overlap_have_a_layer_a_code() -> None:
    one = content([coding(0, "c1", "k1", [(0, 22)]), coding(1, "c2", "k1", [(0, 6)])])
    lines = written(one, ".conll")[0].decode().splitlines()
    assert lines[0].endswith("END Ann_i:a_b_c Ann_i:claim")
    assert lines[2].split("\t")[3:] == ["B-a_b_c", "B-claim"]


def test_relations_and_memos_where_a_format_has_them() -> None:
    one = linked()
    line = json.loads(written(one, ".doccano.jsonl")[0].decode().splitlines()[0])
    assert line["relations"] == [{"id": 1, "from_id": 1, "to_id": 2, "type": "backs"}]
    task = json.loads(written(one, ".labelstudio.json")[0])[0]
    kinds = [own["type"] for own in task["annotations"][0]["result"]]
    assert kinds.count("relation") == 1 and kinds.count("textarea") == 2
    items = json.loads(written(one, ".jsonld")[0])["first"]["items"]
    assert sum(own["motivation"] == "linking" for own in items) == 2
    tei = etree.fromstring(written(one, ".tei.xml")[0])
    assert len(tei.findall(".//t:link", _TEI)) == 2
    assert tei.findtext(".//t:span/t:note[@type='memo']", namespaces=_TEI) == "Why\nso?"
    root = etree.fromstring(members(written(one, ".xmi.zip")[0])["Ann_i/0001.xmi"])
    (relation,) = root.iterfind("{http:///webanno/custom.ecore}CodingRelation")
    assert relation.get("kind") == "backs"


def test_what_is_lost_is_told() -> None:
    one = linked()
    told = {
        exporter.suffix: " ".join(
            f.message for f in exporter.losses(one, ExportSettings()).findings
        )
        for exporter in exporters()
        if exporter.function.startswith("annotator.exchange.corpora")
    }
    assert "discontinuous" in told[".spacy.jsonl"]
    assert "discontinuous" not in told[".brat.zip"]
    assert "relations between codings of different coders" in told[".brat.zip"]
    assert "texts: they are named" in told[".jsonld"]
    assert "definitions and rules (1)" in told[".conll"]
    assert "colours" in told[".conll"] and "colours" not in told[".brat.zip"] + told[".tei.xml"]
    assert "when they were made" in told[".tei.xml"] and "when they" not in told[".jsonld"]
    assert "definitions" not in told[".tei.xml"]


def test_characters_that_xml_forbids_shift_nothing() -> None:
    text = "a\x00b c"
    one = content([coding(0, "c2", "k1", [(4, 5)])], text)
    for suffix in (".tei.xml", ".xmi.zip"):
        data, report = written(one, suffix)
        assert report is not None and "XML forbids" in report.findings[-1].message
        own = data if suffix == ".tei.xml" else members(data)["Ann_i/0001.xmi"]
        assert "a\ufffdb c" in own.decode()


def test_nothing_coded_is_written_too() -> None:
    for suffix in (*READ, ".brat.zip", ".conll", ".tidy.zip"):
        assert written(content([]), suffix)[0]
        empty = ProjectContent("p", "Study", WHEN, WHEN)
        assert bool(written(empty, suffix)[0]) != suffix.endswith(".jsonl"), "no line for nothing"


def test_the_longest_suffix_says_the_format() -> None:
    for name, wanted in (("a.brat.zip", "brat"), ("B.TEI.XML", "tei"), ("a.b.csv", "csv")):
        exporter = exporter_of(name)
        assert exporter is not None and exporter.name == wanted
    assert exporter_of("a.zip") is None
