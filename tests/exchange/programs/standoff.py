"""Small projects of programs that keep annotations in text files beside texts."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from tests.exchange.programs.reading import HARD, LF, WORDS, points, utf16

CODE = "Greeting"


def brat(folder: Path) -> Path:
    """Two coders; the second has what only brat can say."""
    lines = []
    for number, words in enumerate(WORDS, 1):
        start, end = points(HARD, words)
        lines.append(f"T{number}\t{CODE} {start} {end}\t{words}")
    first, last = points(HARD, "Zweite"), points(HARD, "ende")
    more = [
        f"T1\tClosing {first[0]} {first[1]};{last[0]} {last[1]}\tZweite ende",
        "T2\tVerb {} {}\tZeile".format(*points(HARD, "Zeile")),
        "E1\tVerb:T2 Theme:T1",
        "R1\tAnswers Arg1:T2 Arg2:T1",
        "A1\tSure E1",
        "A2\tTone T1 friendly",
        "N1\tReference T1 Wikipedia:42\tEnd",
        "#1\tAnnotatorNotes T1\tin two parts",
        "#2\tAnnotatorNotes R1\twhy",
    ]
    for coder, said in (("ana", lines), ("ben", more)):
        (folder / "brat" / coder).mkdir(parents=True)
        (folder / "brat" / coder / "talk.txt").write_bytes(HARD.encode())
        (folder / "brat" / coder / "talk.ann").write_bytes("\n".join(said).encode())
    (folder / "brat" / "annotation.conf").write_text(
        "[entities]\n!All\n\tGreeting\n\tClosing\n[relations]\nAnswers Arg1:All, Arg2:All\n"
        "[events]\nVerb Theme:All\n[attributes]\n"
    )
    (folder / "brat" / "visual.conf").write_text("[drawing]\nGreeting bgColor:#ff0000\n")
    return folder / "brat"


def xmi(folder: Path) -> Path:
    """A CAS as UIMA writes it, with a relation."""
    spans = [
        f'<custom:Speech xmi:id="{20 + n}" sofa="1" begin="{a}" end="{b}" label="{CODE}" '
        'tone="warm"/>'
        for n, (a, b) in enumerate(utf16(LF, words) for words in WORDS)
    ]
    path = folder / "talk.xmi"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
        'xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore" '
        'xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" '
        'xmi:version="2.0"><cas:NULL xmi:id="0"/>'
        '<type:Token xmi:id="9" sofa="1" begin="0" end="5"/>'
        + "".join(spans)
        + '<custom:Link xmi:id="40" sofa="1" begin="0" end="5" Governor="20" Dependent="21" '
        'label="before"/>'
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" '
        f"sofaString={quoteattr(LF, {chr(10): '&#10;'})}/>"
        '<cas:View sofa="1" members="9 20 21"/></xmi:XMI>',
        encoding="utf-8",
    )
    return path


def cas_json(folder: Path) -> Path:
    """The same in JSON."""
    structures: list[dict[str, Any]] = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": LF}
    ]
    for number, words in enumerate(WORDS):
        start, end = utf16(LF, words)
        structures.append(
            {"%ID": 20 + number, "%TYPE": "webanno.custom.Speech", "@sofa": 1}
            | {"begin": start, "end": end, "label": CODE, "tone": "warm"}
        )
    structures.append(
        {"%ID": 40, "%TYPE": "webanno.custom.Link", "@sofa": 1, "begin": 0, "end": 5}
        | {"@Governor": 20, "@Dependent": 21, "label": "before"}
    )
    path = folder / "talk.json"
    value = {"%TYPES": {}, "%FEATURE_STRUCTURES": structures, "%VIEWS": {}}
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def tsv(folder: Path) -> Path:
    """WebAnno TSV: two sentences, a passage over tokens, stacked ones, a relation."""
    first, second = "Hi 🎈 שלום .", "Cafe\u0301 \\[x\\] end ."
    start = len(first.encode("utf-16-le")) // 2 + 1
    path = folder / "talk.tsv"
    lines = [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=webanno.custom.Speech|label|tone",
        "#T_RL=webanno.custom.Link|label|BT_webanno.custom.Speech",
        "",
        "",
        f"#Text={first}",
        "1-1\t0-2\tHi\tGreeting\twarm\t_\t_\t",
        "1-2\t3-5\t🎈\tParty[1]|Sign[2]\t_|\\_x[2]\t_\t_\t",
        "1-3\t6-10\tשלום\tParty[1]\t_\t_\t_\t",
        "1-4\t11-12\t.\t_\t_\t_\t_\t",
        "",
        f"#Text={second}",
        f"2-1\t{start}-{start + 5}\tCafe\u0301\tPlace\t_\tbefore\t1-1\t",
        f"2-2\t{start + 6}-{start + 9}\t\\[x\\]\tOdd\t_\tafter\t1-2[1_0]\t",
        f"2-3\t{start + 10}-{start + 13}\tend\t_\t_\t_\t_\t",
        f"2-4\t{start + 14}-{start + 15}\t.\t_\t_\t_\t_\t",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def inception(folder: Path) -> Path:
    """A project export: two people, one as an archive of XMI, one as JSON."""
    path = folder / "export.zip"
    (folder / "parts").mkdir()
    inner = folder / "parts" / "ben.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(xmi(folder / "parts"), "ben.xmi")
        archive.writestr("TypeSystem.xml", "<typeSystemDescription/>")
    tags = [
        {"tag_name": CODE, "tag_description": "a hello"},
        {"tag_name": "Unused", "tag_description": ""},
    ]
    project = {
        "name": "Study",
        "application_version": "35.0",
        "description": "what it is about",
        "layers": [
            {"name": "webanno.custom.Speech", "type": "span", "description": "acts of speech"}
            | {"features": [{"name": "label", "tag_set": {"name": "acts", "tags": tags}}]},
            {"name": "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Lemma", "type": "span"},
        ],
        "annotation_documents": [{"name": "talk.txt", "user": "ana", "state": "FINISHED"}],
    }
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("exportedproject.json", json.dumps(project))
        archive.writestr("source/talk.txt", LF)
        archive.write(cas_json(folder / "parts"), "annotation/talk.txt/ana.json")
        archive.write(inner, "annotation/talk.txt/ben.zip")
        archive.writestr("annotation/talk.txt/INITIAL_CAS.json", "{}")
    return path


def doccano(folder: Path) -> Path:
    """Two texts as JSON lines."""
    labels = [[*points(HARD, words), CODE] for words in WORDS]
    entities = [
        {"id": 7, "label": CODE, "start_offset": 0, "end_offset": 2},
        {"id": 8, "label": "Other", "start_offset": 3, "end_offset": 6},
    ]
    rows = [
        {"id": 1, "text": HARD, "label": labels, "filename": "talk.txt", "year": 2024}
        | {"Comments": ["odd"]},
        {"id": 2, "text": "Hi you", "entities": entities}
        | {"relations": [{"id": 1, "from_id": 7, "to_id": 8, "type": "to"}]},
    ]
    path = folder / "admin.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def label_studio(folder: Path) -> Path:
    """A task of two people, with relations, answers and notes."""
    result: list[dict[str, Any]] = []
    for number, words in enumerate(WORDS):
        start, end = utf16(LF, words)
        value = {"start": start, "end": end, "text": words, "labels": [CODE]}
        result.append(
            {"id": f"r{number}", "from_name": "label", "to_name": "text"}
            | {"type": "labels", "value": value}
        )
    result[0]["meta"] = {"text": ["a note"]}
    result += [
        {"id": "r0", "from_name": "tone", "to_name": "text", "type": "choices"}
        | {"value": {"start": 0, "end": 5, "choices": ["warm"]}},
        {"from_id": "r0", "to_id": "r1", "type": "relation", "direction": "right"}
        | {"labels": ["before"]},
        {"id": "w", "from_name": "genre", "to_name": "text", "type": "choices"}
        | {"value": {"choices": ["talk"]}},
    ]
    task = {
        "id": 5,
        "data": {"text": LF, "filename": "talk.txt", "year": "2024"},
        "annotations": [
            {"id": 1, "completed_by": {"email": "ana@x.org"}, "result": result},
            {"id": 2, "completed_by": 2, "result": result[1:2]},
        ],
    }
    path = folder / "project.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    return path


def hypothesis(folder: Path) -> Path:
    """An export of Hypothes.is: positions of the page as a browser had it."""
    rows: list[dict[str, Any]] = []
    for number, words in enumerate(WORDS):
        start, _end = points(LF, words)
        selector = [
            {"type": "TextPositionSelector", "start": start + 100, "end": start + 100 + len(words)},
            {"type": "TextQuoteSelector", "exact": words, "prefix": LF[max(0, start - 9) : start]},
        ]
        rows.append(
            {"id": str(number), "user": "acct:ana@hypothes.is", "uri": "https://x.org/a/talk.html"}
            | {"text": "a note" if number == 0 else "", "tags": [] if number == 4 else [CODE]}
            | {"document": {"title": ["A talk"]}, "created": "2026-01-02T03:04:05.000+00:00"}
            | {"target": [{"source": "https://x.org/a/talk.html", "selector": selector}]}
        )
    path = folder / "annotations.json"
    path.write_text(json.dumps({"export_date": "2026", "annotations": rows}), encoding="utf-8")
    return path


def web_annotations(folder: Path) -> Path:
    """A page of W3C annotations."""
    items = [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "type": "Annotation",
            "creator": {"type": "Person", "name": "ana"},
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": CODE},
                {"type": "TextualBody", "purpose": "commenting", "value": "a note"},
            ],
            "target": {
                "source": "talk.txt",
                "selector": {
                    "type": "TextPositionSelector",
                    "start": points(LF, words)[0],
                    "end": points(LF, words)[1],
                    "refinedBy": {"type": "TextQuoteSelector", "exact": words},
                },
            },
        }
        for words in WORDS
    ]
    path = folder / "page.jsonld"
    path.write_text(json.dumps({"type": "AnnotationPage", "items": items}), encoding="utf-8")
    return path


def table(folder: Path, *, places: bool = True) -> Path:
    """A table of codings, by places or by the words alone."""
    lines = ["document;start;end;quote;code;coder;memo"]
    for words in WORDS:
        start, end = points(LF, words) if places else ("", "")
        lines.append(f'talk.txt;{start};{end};"{words}";All > {CODE};ana;')
    path = folder / "codings.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def qc(folder: Path) -> Path:
    """A project of qc before 1.0: coded lines in files."""
    top = folder / "qc"
    for name in ("corpus", "codes", "memos"):
        (top / name).mkdir(parents=True)
    (top / "settings.yaml").write_text(
        "corpus_dir: corpus\ncodes_dir: codes\nmemos_dir: memos\ncodebook: codebook.yaml\n"
    )
    (top / "codebook.yaml").write_text("- All:\n    - Greeting\n- Closing\n")
    (top / "corpus" / "talk.txt").write_bytes(HARD.encode())
    (top / "codes" / "talk.txt.ana.codes").write_text("Greeting\n\nClosing, Greeting\n")
    (top / "memos" / "one.md").write_text("thoughts")
    return top


def catma(folder: Path) -> Path:
    """A collection of CATMA with its text."""
    top = folder / "catma"
    (top / "annotationcollections").mkdir(parents=True)
    (top / "talk.txt").write_bytes(HARD.encode())
    segments, structures = [], []
    for number, words in enumerate(WORDS):
        start, end = utf16(HARD, words)
        middle = start + 1
        pointers = "".join(
            f'<ptr target="catma://D1#char={a},{b}" type="inclusion"/>'
            for a, b in ((start, middle), (middle, end))
            if a < b
        )
        segments.append(f'<seg ana="#A{number}">{pointers}</seg>')
        structures.append(
            f'<fs xml:id="A{number}" type="T1">'
            '<f name="catma_markupauthor"><string>ana</string></f>'
            '<f name="catma_markuptimestamp"><string>2026-01-02T03:04:05.000+0100</string></f>'
            '<f name="tone"><vRange><vColl><string>warm</string></vColl></vRange></f></fs>'
        )
    (top / "annotationcollections" / "ana.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0">'
        "<teiHeader><fileDesc><titleStmt><title>ana</title></titleStmt>"
        '<sourceDesc><fs type="facts"><f name="title"/></fs></sourceDesc></fileDesc><encodingDesc>'
        '<fsdDecl xml:id="S1" n="Tags 2026-01-01T00:00:00.000+0100">'
        '<fsDecl xml:id="T0" n="v" type="T0"><fsDescr>All</fsDescr></fsDecl>'
        '<fsDecl xml:id="T1" n="v" type="T1" baseTypes="T0"><fsDescr>Greeting</fsDescr>'
        '<fDecl name="catma_displaycolor"><vRange><vColl><string>-65536</string></vColl></vRange>'
        "</fDecl></fsDecl></fsdDecl></encodingDesc></teiHeader><text><body>"
        f'<ab type="catma">{"".join(segments)}</ab></body>{"".join(structures)}</text></TEI>',
        encoding="utf-8",
    )
    return top


def tei(folder: Path) -> Path:
    """TEI as somebody writes it by hand: lines broken by an editor, words with identifiers, spans
    by string ranges, elements, and from one element to another."""
    lines = LF.split("\n")
    ranges = [words for words in WORDS if words not in ("ende", "Cafe\u0301")]
    spans = []
    for words in ranges:
        line = next(n for n, one in enumerate(lines) if words in one)
        at = len(lines[line][: lines[line].index(words)])
        spans.append(f'<span ana="#greet" target="#string-range(l{line}, {at}, {len(words)})"/>')
    last = "".join(f'<w xml:id="w{n}">{one}</w>\n   ' for n, one in enumerate(lines[2].split(" ")))
    path = folder / "talk.xml"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0">'
        '<teiHeader><fileDesc><titleStmt><title>talk.txt</title><respStmt xml:id="ana">'
        "<resp>coded by</resp><name>Ana</name></respStmt></titleStmt></fileDesc><encodingDesc>"
        '<classDecl><taxonomy><category xml:id="all"><catDesc>All</catDesc><category'
        ' xml:id="greet" style="background-color: #ff0000"><catDesc><term>Greeting</term>'
        '<note type="definition">Words of greeting.</note></catDesc></category></category>'
        "</taxonomy></classDecl></encodingDesc></teiHeader>\n <text>\n  <body>\n"
        f'   <p xml:id="l0">{lines[0]}</p>\n   <p xml:id="l1">{lines[1]}</p>\n'
        f"   <p>\n   {last}</p>\n  </body>\n </text>\n <standOff>"
        '<interpGrp><interp xml:id="end">Closing</interp></interpGrp>'
        f'<spanGrp resp="#ana">{"".join(spans)}<span ana="#greet" target="#w0"/>'
        '<span xml:id="s1" ana="#greet" target="#w2"><note type="memo">the end</note>'
        '<note type="tone">calm</note></span>'
        '<span xml:id="s2" ana="#end" from="#w0" to="#w2">All of it</span>'
        '<span ana="#end" target="#w0 #nowhere"/><span ana="#greet" target="//p[2]"/>'
        '<span target="#w1">Icon</span></spanGrp>'
        '<linkGrp type="joins"><link target="#s1 #s2"/><link target="#s1"/></linkGrp>'
        "</standOff></TEI>",
        encoding="utf-8",
    )
    return path
