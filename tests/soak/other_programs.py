"""Files that other programs write and read: ``python tests/soak/other_programs.py --in FOLDER``.

The folder holds programs as ``pip install --target FOLDER/NAME NAME`` puts them (dkpro-cassis,
taguette, qualitative-coding, spacy, datasets), and the sources of those that no index has (brat,
qualcoder). What is not there is skipped, and said. Each program makes a project of hard passages
with its own code, which comes in; and it reads what goes out here. LibreOffice is looked for on
the path.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.codebook import Code, Codebook, RelationType
from annotator.corpus.coding import Coder, Coding, Memo, Relation
from annotator.corpus.document import Document
from annotator.corpus.identity import guid_from
from annotator.corpus.job import finish
from annotator.corpus.moments import EPOCH
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span
from annotator.exchange.codebook_table import write_codebook_csv
from annotator.exchange.coded_text.choice import WritingChoice
from annotator.exchange.exporters.exporter import ExportSettings
from annotator.exchange.exporters.registry import exporter_for
from annotator.exchange.refi import read_project
from tests.exchange.programs.reading import HARD, LF, WORDS, coded, points, read, utf16

Check = Callable[["Bench"], Iterator[tuple[str, object, object]]]
"""Gives what is compared: its name, what it should be, what it is."""


class MissingProgramError(Exception):
    """A program is not there."""


class Bench:
    """Runs the code of other programs, each with its own packages."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder

    def home(self, name: str) -> Path:
        """Where a program is. MissingProgramError where it is not."""
        place = self.programs / name
        if not place.is_dir():
            raise MissingProgramError(name)
        return place

    def run(self, name: str, code: str, *arguments: object, below: str = "") -> str:
        """What a piece of Python prints that has the packages of a program."""
        home = self.home(name) / below
        environment = os.environ | {
            "PYTHONPATH": str(home),
            "HF_HUB_OFFLINE": "1",
            "HOME": str(self.folder),
            "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
        }
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            cwd=self.folder,
            timeout=300,
        )
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
        return done.stdout

    def written(self, suffix: str, choice: WritingChoice | None = None) -> Path:
        """The project of hard passages in a format."""
        exporter = exporter_for(suffix)
        assert exporter is not None
        path = self.folder / f"study{suffix}"
        with path.open("wb") as file:
            settings = ExportSettings(writing=choice or WritingChoice())
            finish(exporter.write(project(), file, settings))
        return path

    def unpacked(self, suffix: str) -> Path:
        """The same, where the format is an archive: a folder."""
        folder = self.folder / suffix.strip(".").replace(".", "-")
        with zipfile.ZipFile(self.written(suffix)) as archive:
            archive.extractall(folder)
        return folder


def project() -> ProjectContent:
    """One text with emoji, a combining mark and letters from right to left; a coding of two parts,
    a relation, a memo."""
    code = Code(guid_from("g"), "Greeting", "#ff0000", EPOCH, EPOCH, definition="A greeting.")
    other = Code(guid_from("o"), "Closing", "#00ff00", EPOCH, EPOCH, position=1)
    document = Document(guid_from("d"), "talk.txt", LF, LF.encode(), "utf-8", EPOCH, EPOCH)
    ana = Coder(guid_from("a"), "Ana", EPOCH, EPOCH)
    spans = [(Span(*points(LF, words)),) for words in WORDS]
    codings = [
        Coding(guid_from("c", str(n)), document.guid, code.guid, ana.guid, one, EPOCH, EPOCH)
        for n, one in enumerate(spans)
    ]
    both = (Span(*points(LF, "Zweite")), Span(*points(LF, "עולם")))
    codings.append(Coding(guid_from("b"), document.guid, other.guid, ana.guid, both, EPOCH, EPOCH))
    codings.sort(key=lambda one: (one.start, one.end, one.guid))
    kind = RelationType(guid_from("r"), "answers", EPOCH, EPOCH)
    ends = codings[0].guid, codings[1].guid
    relation = Relation(guid_from("l"), kind.guid, *ends, ana.guid, EPOCH, EPOCH)
    memo = Memo(guid_from("m"), codings[0].guid, ana.guid, "Why 🎈?", EPOCH, EPOCH)
    return ProjectContent(
        *(guid_from("p"), "Study", EPOCH, EPOCH, (ana,)),
        Codebook((code, other), relation_types=(kind,)),
        *((document,), tuple(codings), (relation,), (memo,)),
    )


def words_of(content: ProjectContent, code: str = "") -> list[str]:
    """The words of all codings, or of those with a code."""
    return sorted(said for _name, path, _coder, said in coded(content) if not code or path == code)


GREETINGS = sorted(WORDS)
ALL = sorted([*WORDS, "Zweite … עולם"])
PARTS = sorted([*WORDS, "Zweite", "עולם"])


# --- dkpro-cassis, which INCEpTION's own tools for Python are made on

_CASSIS_READS = """
import json, sys, cassis
found = []
for path in sys.argv[2:]:
    if path.endswith(".json"):
        cas = cassis.load_cas_from_json(open(path, "rb"))
    else:
        types = cassis.load_typesystem(open(sys.argv[1], "rb"))
        cas = cassis.load_cas_from_xmi(open(path, "rb"), typesystem=types)
    for layer in cas.typesystem.get_types():
        if "custom" in layer.name and not layer.name.endswith("Link"):
            for one in cas.select(layer.name):
                if hasattr(one, "begin") and getattr(one, "Governor", None) is None:
                    found.append(one.get_covered_text())
print(json.dumps(sorted(found)))
"""
_CASSIS_WRITES = """
import json, sys, cassis
text, words, xmi, as_json = json.loads(sys.argv[1]), json.loads(sys.argv[2]), *sys.argv[3:]
types = cassis.TypeSystem()
layer = types.create_type("webanno.custom.Speech", supertypeName="uima.tcas.Annotation")
types.create_feature(domainType=layer, name="label", rangeType="uima.cas.String")
cas = cassis.Cas(types)
cas.sofa_string, cas.sofa_mime = text, "text/plain"
for begin, end in words:
    cas.add(layer(begin=begin, end=end, label="Greeting"))
cas.to_xmi(xmi)
cas.to_json(as_json)
"""


def cassis(bench: Bench) -> Iterator[tuple[str, object, object]]:
    """A CAS as XMI and JSON, both ways. cassis counts code points in Python and UTF-16 units in
    its files."""
    for suffix in (".xmi.zip", ".cas.zip"):
        folder = bench.unpacked(suffix)
        types = next(folder.rglob("*.xml"), "")
        files = sorted(one for one in folder.rglob("*") if one.suffix in (".xmi", ".json"))
        files = [one for one in files if one.name != "exportedproject.json"]
        said = bench.run("dkpro-cassis", _CASSIS_READS, types, *files)
        yield f"cassis reads {suffix}", PARTS, json.loads(said)
    paths = bench.folder / "talk.xmi", bench.folder / "talk.json"
    places = [points(LF, words) for words in WORDS]
    bench.run("dkpro-cassis", _CASSIS_WRITES, json.dumps(LF), json.dumps(places), *paths)
    for path in paths:
        yield f"{path.suffix} of cassis", GREETINGS, words_of(read(path).content)


# --- brat

_BRAT_READS = """
import codecs, json, sys
import annotation
# Its mode “U” is gone from Python 3.11.
annotation.codecs_open = lambda name, mode, **how: codecs.open(name, mode.replace("U", ""), **how)
found = {"spans": [], "kinds": {}}
for path in sys.argv[1:]:
    with annotation.TextAnnotations(path[:-4], read_only=True) as read:
        text = read.get_document_text()
        assert not read.failed_lines, read.failed_lines
        for one in read.get_textbounds():
            said = " … ".join(text[a:b] for a, b in one.spans)
            assert one.text == " ".join(text[a:b] for a, b in one.spans), one
            found["spans"].append(said)
        for name in ("relations", "oneline_comments", "attributes"):
            found["kinds"][name] = len(list(getattr(read, "get_" + name)()))
print(json.dumps(found))
"""


def brat(bench: Bench) -> Iterator[tuple[str, object, object]]:
    """The parser of brat's own server."""
    folder = bench.unpacked(".brat.zip")
    files = sorted(folder.rglob("*.ann"))
    said = json.loads(bench.run("brat", _BRAT_READS, *files, below="server/src"))
    yield "spans that brat reads", ALL, sorted(said["spans"])
    kinds = said["kinds"]
    yield "relations and notes", (1, 1), (kinds["relations"], kinds["oneline_comments"])


# --- spaCy and datasets

_SPACY = """
import json, sys, spacy
found = []
nlp = spacy.blank("xx")
for line in open(sys.argv[1], encoding="utf-8"):
    one = json.loads(line)
    doc = nlp.make_doc(one["text"])
    spans = one.get("spans") or one.get("entities")
    for span in spans:
        place = span["start"], span["end"]
        assert doc.char_span(*place, label=span["label"], alignment_mode="expand") is not None
        found.append(doc.text[place[0]:place[1]])
print(json.dumps(sorted(found)))
"""
_DATASETS = """
import json, sys, datasets
data = datasets.load_dataset("json", data_files=sys.argv[1], split="train", cache_dir=sys.argv[2])
found = []
for row in data:
    for span in row["spans"]:
        found.append(row["text"][span["start"]:span["end"]])
print(json.dumps([sorted(found), sorted(data.features)]))
"""


def spacy(bench: Bench) -> Iterator[tuple[str, object, object]]:
    """A blank pipeline makes spans of the lines."""
    said = bench.run("spacy", _SPACY, bench.written(".spacy.jsonl"))
    yield "spans that spaCy makes", PARTS, json.loads(said)


def datasets(bench: Bench) -> Iterator[tuple[str, object, object]]:
    """`load_dataset("json", …)`, without the network."""
    path = bench.written(".datasets.jsonl")
    found, names = json.loads(bench.run("datasets", _DATASETS, path, bench.folder / "cache"))
    yield "spans of the data set", PARTS, found
    yield "its columns", True, {"text", "spans"} <= set(names)


# --- Taguette

_TAGUETTE_WRITES = """
import json, sys
from bs4 import BeautifulSoup
from taguette import convert, database, extract
from taguette.database import Privileges
html, words, source = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]
html = convert.get_html_body("<html><body>" + html + "</body></html>")
assert convert.is_html_safe(html)
DB = database.connect("sqlite:///" + source, create_tables=True)
db = DB()
for login in ("admin", "ben"):
    user = database.User(login=login)
    user.hashed_password = "x"
    db.add(user)
project = database.Project(name="Study 🎈", description="of talks")
db.add(project)
for login, may in (("admin", Privileges.ADMIN), ("ben", Privileges.TAG)):
    db.add(database.ProjectMember(project=project, user_login=login, privileges=may))
doc = database.Document(name="talk", description="", filename="talk.html", project=project,
    text_direction=database.TextDirection.LEFT_TO_RIGHT, contents=html)
db.add(doc)
tag = database.Tag(project=project, path="all.greeting", description="A greeting.")
db.add(tag)
db.flush()
inner = BeautifulSoup(html, "html5lib").body.get_text()
for number, said in enumerate(words):
    start = len(inner[:inner.index(said)].encode())
    end = start + len(said.encode())
    snippet = extract.extract(html, start, end)
    high = database.Highlight(document=doc, start_offset=start, end_offset=end, snippet=snippet,
        tags=[tag])
    db.add(high)
    db.flush()
    db.add(database.Command.highlight_add("ben" if number % 2 else "admin", doc, high, [tag.id]))
db.commit()
"""
_TAGUETTE_READS = """
import json, sys
from taguette import import_codebook
with open(sys.argv[1], "rb") as file:
    print(json.dumps(import_codebook.list_tags_csv(file)))
"""


def taguette(bench: Bench) -> Iterator[tuple[str, object, object]]:
    """A project by Taguette's own models and snippets; its importer takes the codebook."""
    html = "<h1>Titel 🎈</h1><p>Erste <b>Zeile</b> שלום &amp; mehr<br>zweite Cafe\u0301 👩‍👩‍👧</p>"
    words = ["🎈", "Erste Zeile", "שלום & mehr", "zweite Cafe\u0301", "👩‍👩‍👧"]
    source = bench.folder / "taguette.sqlite3"
    bench.run("taguette", _TAGUETTE_WRITES, html, json.dumps(words), source)
    found = read(source).content
    yield "passages of Taguette", sorted(words), words_of(found)
    yield "coders", {"admin", "ben"}, {one.name for one in found.coders}
    table = bench.folder / "codebook.csv"
    with table.open("wb") as file:
        write_codebook_csv(project().codebook, file)
    tags = json.loads(bench.run("taguette", _TAGUETTE_READS, table))
    taken = [one["path"] for one in tags]
    yield "codes that Taguette takes", True, {"Greeting", "Closing"} <= set(taken)


# --- qc (qualitative-coding)


def qc(bench: Bench) -> Iterator[tuple[str, object, object]]:
    """A project that its own commands make, with an editor that writes codes; and its importer of
    REFI-QDA reads what goes out here."""
    home = bench.home("qualitative-coding")
    folder = bench.folder / "qc"
    folder.mkdir()
    (folder / "talk.txt").write_text(LF, encoding="utf-8")
    editor = folder / "editor.py"
    editor.write_text(
        "import sys\nopen(sys.argv[2], 'w').write('greeting\\n\\ngreeting, close')\n",
        encoding="utf-8",
    )
    environment = os.environ | {
        "PYTHONPATH": str(home),
        "HOME": str(bench.folder),
        "PYTHONBREAKPOINT": "0",  # its importer has one left in it
    }

    def run(where: Path, *arguments: str) -> str:
        command = [sys.executable, str(home / "bin" / "qc"), *arguments]
        done = subprocess.run(
            command, cwd=where, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:] + done.stdout[-500:])
        return done.stdout

    run(folder, "init")
    settings = (folder / "settings.yaml").read_text(encoding="utf-8")
    lines = [one for one in settings.splitlines() if not one.startswith(("editor:", "editors:"))]
    lines += [
        "editor: mock",
        "editors:",
        "  mock:",
        "    name: Mock",
        f'    code_command: "{sys.executable} {editor} {{corpus_file_path}} {{codes_file_path}}"',
        f'    memo_command: "{sys.executable} {editor} {{memo_file_path}}"',
    ]
    (folder / "settings.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    run(folder, "corpus", "import", "talk.txt", "--importer", "verbatim")
    run(folder, "code", "ana")
    found = read(folder).content
    first, _second, third = LF.split("\n")
    yield "lines of qc", sorted([first, third, third]), words_of(found)
    yield "coders of qc", {"ana"}, {one.name for one in found.coders}
    there = bench.folder / "qc-import"
    there.mkdir()
    out = bench.written(".qdpx")
    run(there, "init", "--import", str(out))
    said = run(there, "codes", "list")
    yield "qc reads the codes of a .qdpx", True, "Greeting" in said and "Closing" in said
    run(folder, "export", "from-qc.qdpx")
    back = finish(read_project(folder / "from-qc.qdpx")).content
    lines = sorted(one.strip("\n") for one in words_of(back))
    yield "lines of a .qdpx of qc", sorted([first, third, third]), lines


# --- QualCoder: the tables of its own source


def qualcoder(bench: Bench) -> Iterator[tuple[str, object, object]]:
    """A database by the statements of QualCoder's source, positions as its text widget counts."""
    source = bench.home("qualcoder") / "src" / "qualcoder" / "__main__.py"
    tree = ast.parse(source.read_text(encoding="utf-8"))
    function = next(
        one
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef) and one.name.startswith("new_project")
    )
    statements = [
        call.args[0].value
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and str(call.args[0].value).startswith("CREATE TABLE")
    ]
    folder = bench.folder / "study.qda"
    folder.mkdir()
    day = "2026-02-03 04:05:06"
    with closing(sqlite3.connect(folder / "data.qda")) as db:
        for one in statements:
            db.execute(str(one))
        db.execute(
            "insert into project values('v17',?,'','QualCoder 4.0',0,0,'Ana','',null,null,null)",
            [day],
        )
        db.execute(
            "insert into source values(1,'talk.txt',?,null,'','Ana',?,null,null)", [HARD, day]
        )
        db.execute("insert into code_cat values(1,'All','Ana',?,'',null)", [day])
        db.execute("insert into code_name values(1,'Greeting','',1,'Ana',?,'#FF0000',null)", [day])
        for number, said in enumerate(WORDS, 1):
            start, end = utf16(HARD, said)
            db.execute(
                "insert into code_text values(?,1,1,?,?,?,'Ana',?,'',null,null)",
                [number, said, start, end, day],
            )
        db.commit()
    found = read(folder)
    yield "passages of QualCoder", GREETINGS, words_of(found.content)
    proved = {one.proved for one in found.report.positions}
    yield "all of them proved", {len(WORDS)}, proved


# --- LibreOffice


def office(bench: Bench) -> Iterator[tuple[str, object, object]]:
    """LibreOffice opens the documents and saves them anew, with highlights and comments where they
    belong."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise MissingProgramError("LibreOffice")
    for suffix, other in ((".docx", "odt"), (".odt", "docx")):
        for show in ("highlights", "comments"):
            path = bench.written(suffix, WritingChoice("text", show))
            profile = (bench.folder / "profile").as_uri()
            subprocess.run(
                [
                    *(program, "--headless", f"-env:UserInstallation={profile}"),
                    *("--convert-to", other, "--outdir", str(bench.folder / show), str(path)),
                ],
                check=True,
                capture_output=True,
                timeout=120,
            )
            saved = bench.folder / show / f"study.{other}"
            with zipfile.ZipFile(saved) as archive:
                inner = "content.xml" if other == "odt" else "word/document.xml"
                xml = archive.read(inner).decode()
                comments = (
                    xml.count("<office:annotation ")
                    if other == "odt"
                    else xml.count("<w:commentReference ")
                )
            wanted = 7 if show == "comments" else 0
            yield f"comments of {suffix} with {show}", wanted, comments
            if show == "highlights":
                shaded = "fo:background-color" if other == "odt" else "<w:shd "
                yield f"shading of {suffix}", True, shaded in xml
            texts = all(one in _plain(xml) for one in ("שלום", "🎈", "Cafe\u0301"))
            yield f"words of {suffix} with {show}", True, texts


def _plain(xml: str) -> str:
    return re.sub("<[^>]+>", "", xml)


CHECKS: tuple[Check, ...] = (cassis, brat, spacy, datasets, taguette, qc, qualcoder, office)


def main() -> None:
    """Print what each check came to; the status is 1 where anything is otherwise than it should."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--in", dest="programs", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    wrong = 0
    for check in CHECKS:
        if options.only not in check.__name__:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                for name, wanted, found in check(Bench(options.programs, Path(folder))):
                    good = wanted == found
                    wrong += not good
                    print(f"{'ok   ' if good else 'WRONG'} {check.__name__}: {name}")
                    if not good:
                        print(f"      wanted {wanted}\n      found  {found}")
            except MissingProgramError as error:
                print(f"skip  {check.__name__}: {error} is not there")
            except (RuntimeError, subprocess.SubprocessError) as error:
                wrong += 1
                print(f"WRONG {check.__name__}: {error}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
