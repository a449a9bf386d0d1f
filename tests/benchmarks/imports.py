"""How fast other programs' projects come in: ``python tests/benchmarks/imports.py [--json]``.

100,000 codings of each format go into a new project: seconds from the file to the closed project,
and the peak of memory of the whole process. Each format runs in a process of its own. ``--json``
prints {format: {"import_s", "cpu_s", "memory_mb"}}; the second is the processor's time, which other
work on the machine does not change.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

_SENTENCE = "the tax will fall said minister naïve café 😀 however “quoted” growth"
_WORDS = tuple(_SENTENCE.split(" "))
_DOCUMENTS, _CODES, _CODERS = 20, 200, 4

Row = tuple[int, int, int, int, int, str]
"""Document, code, coder, start, end (code points), words."""


def texts() -> list[str]:
    """The texts, the same at every run."""
    chance = random.Random(7)
    return [
        "\n".join(" ".join(chance.choices(_WORDS, k=14)) for _line in range(1200))
        for _document in range(_DOCUMENTS)
    ]


def codings(number: int, documents: list[str]) -> Iterator[Row]:
    """So many codings, words with each."""
    chance = random.Random(8)
    for at in range(number):
        text = documents[at % _DOCUMENTS]
        start = chance.randrange(len(text) - 100)
        end = start + chance.randrange(5, 90)
        yield (
            *(at % _DOCUMENTS, chance.randrange(_CODES), chance.randrange(_CODERS)),
            *(start, end, text[start:end]),
        )


def qualcoder(folder: Path, number: int) -> Path:
    """A project of QualCoder."""
    documents = texts()
    (folder / "study.qda").mkdir()
    with closing(sqlite3.connect(folder / "study.qda" / "data.qda")) as connection:
        connection.executescript(
            "CREATE TABLE project(databaseversion, date, memo, about);"
            "CREATE TABLE source(id integer primary key, name, fulltext, mediapath, memo, owner,"
            " date);CREATE TABLE code_cat(catid integer primary key, name, supercatid, memo, date);"
            "CREATE TABLE code_name(cid integer primary key, name, memo, catid, color, date);"
            "CREATE TABLE code_text(ctid integer primary key, cid, fid, seltext, pos0, pos1, owner,"
            " date, memo, important);"
        )
        for at, text in enumerate(documents):
            row = (at + 1, f"Interview {at}", text, None, "", "C0", "2026-01-01 10:00:00")
            connection.execute("INSERT INTO source VALUES (?,?,?,?,?,?,?)", row)
        for at in range(_CODES):
            code = (at + 1, f"Code {at}", "", None, "#ff0000", "2026-01-01 10:00:00")
            connection.execute("INSERT INTO code_name VALUES (?,?,?,?,?,?)", code)
        rows = (
            (None, c + 1, d + 1, words, start, end, f"C{who}", "2026-01-02 10:00:00", "", None)
            for d, c, who, start, end, words in codings(number, documents)
        )
        connection.executemany("INSERT INTO code_text VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
        connection.commit()
    return folder / "study.qda"


def taguette(folder: Path, number: int) -> Path:
    """A project of Taguette."""
    documents = texts()
    path = folder / "study.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE projects(id integer primary key, name, description, created);"
            "CREATE TABLE project_members(project_id, user_login, privileges);"
            "CREATE TABLE documents(id integer primary key, name, description, created, contents);"
            "CREATE TABLE tags(id integer primary key, project_id, path, description);"
            "CREATE TABLE highlights(id integer primary key, document_id, start_offset, end_offset,"
            " snippet);CREATE TABLE highlight_tags(highlight_id, tag_id);"
            "CREATE TABLE commands(id integer primary key, date, user_login, payload);"
        )
        connection.execute("INSERT INTO projects VALUES (1, 'Study', '', '2026-01-01')")
        bytes_before = []
        for at, text in enumerate(documents):
            row = (at + 1, f"Interview {at}", "", "2026-01-01", f"<p>{text}</p>")
            connection.execute("INSERT INTO documents VALUES (?,?,?,?,?)", row)
            starts, total = [0], 0
            for character in text:
                total += len(character.encode())
                starts.append(total)
            bytes_before.append(starts)
        for at in range(_CODES):
            tag = (at + 1, 1, f"tag{at}", "")
            connection.execute("INSERT INTO tags VALUES (?,?,?,?)", tag)
        for key, (d, c, who, start, end, words) in enumerate(codings(number, documents), 1):
            place = bytes_before[d][start], bytes_before[d][end]
            highlight = (key, d + 1, *place, words)
            connection.execute("INSERT INTO highlights VALUES (?,?,?,?,?)", highlight)
            connection.execute("INSERT INTO highlight_tags VALUES (?,?)", (key, c + 1))
            said = json.dumps({"type": "highlight_add", "highlight_id": key})
            command = (None, "2026-01-02", f"c{who}", said)
            connection.execute("INSERT INTO commands VALUES (?,?,?,?)", command)
        connection.commit()
    return path


def brat(folder: Path, number: int) -> Path:
    """Folders of brat, one a coder."""
    documents = texts()
    lines: dict[tuple[int, int], list[str]] = {}
    for d, c, who, start, end, words in codings(number, documents):
        said = lines.setdefault((d, who), [])
        shown = words.replace("\n", " ")
        said.append(f"T{len(said) + 1}\tCode_{c} {start} {end}\t{shown}")
    for (d, who), said in lines.items():
        place = folder / "brat" / f"c{who}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"i{d}.txt").write_text(documents[d], encoding="utf-8")
        (place / f"i{d}.ann").write_text("\n".join(said), encoding="utf-8")
    return folder / "brat"


def doccano(folder: Path, number: int) -> Path:
    """JSON lines of doccano."""
    documents = texts()
    labels: list[list[list[object]]] = [[] for _ in documents]
    for d, c, _who, start, end, _words in codings(number, documents):
        labels[d].append([start, end, f"Code {c}"])
    path = folder / "ana.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for at, text in enumerate(documents):
            file.write(json.dumps({"id": at, "text": text, "label": labels[at]}) + "\n")
    return path


def label_studio(folder: Path, number: int) -> Path:
    """Tasks of Label Studio."""
    documents = texts()
    tasks = [{"id": at, "data": {"text": text}} for at, text in enumerate(documents)]
    results: dict[tuple[int, int], list[object]] = {}
    for d, c, who, start, end, words in codings(number, documents):
        value = {"start": start, "end": end, "text": words, "labels": [f"Code {c}"]}
        found = results.setdefault((d, who), [])
        found.append({"id": str(len(found)), "type": "labels", "value": value})
    for at, task in enumerate(tasks):
        task["annotations"] = [
            {"id": who, "completed_by": who, "result": results.get((at, who), [])}
            for who in range(_CODERS)
        ]
    path = folder / "project.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def cas(folder: Path, number: int) -> Path:
    """A project of INCEpTION: a CAS in JSON for each document and coder."""
    documents = texts()
    found: dict[tuple[int, int], list[dict[str, object]]] = {}
    units = []
    for text in documents:
        starts, total = [0], 0
        for character in text:
            total += 1 + (character > "\uffff")
            starts.append(total)
        units.append(starts)
    for d, c, who, start, end, _words in codings(number, documents):
        said = found.setdefault((d, who), [])
        placed = {"begin": units[d][start], "end": units[d][end], "label": f"Code {c}"}
        said.append({"%ID": len(said) + 2, "%TYPE": "webanno.custom.Span", "@sofa": 1} | placed)
    for (d, who), said in found.items():
        sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": documents[d]}
        place = folder / "export" / "annotation" / f"i{d}.txt"
        place.mkdir(parents=True, exist_ok=True)
        value = {"%TYPES": {}, "%FEATURE_STRUCTURES": [sofa, *said]}
        (place / f"c{who}.json").write_text(json.dumps(value), encoding="utf-8")
    (folder / "export" / "exportedproject.json").write_text('{"name": "Study"}')
    return folder / "export"


def table(folder: Path, number: int) -> Path:
    """A table of codings, with the texts beside it."""
    documents = texts()
    for at, text in enumerate(documents):
        (folder / f"i{at}.txt").write_text(text, encoding="utf-8")
    path = folder / "codings.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("document,start,end,code,coder\n")
        for d, c, who, start, end, _words in codings(number, documents):
            file.write(f"i{d}.txt,{start},{end},Code {c},c{who}\n")
    return path


FORMATS: dict[str, Callable[[Path, int], Path]] = {
    one.__name__: one for one in (qualcoder, taguette, brat, doccano, label_studio, cas, table)
}


def measure(path: Path, project: Path) -> dict[str, float]:
    """Import into a new project."""
    from annotator.corpus.job import finish  # noqa: PLC0415  (part of what is measured)
    from annotator.operations import transfer  # noqa: PLC0415
    from tests.making import ANN  # noqa: PLC0415

    begin, begin_cpu = time.perf_counter(), time.process_time()
    done = finish(transfer.import_as_project(project, ANN, [path]))
    seconds, cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    number = len(done.changes.added["coding"])
    measured = {"import_s": round(seconds, 2), "cpu_s": round(cpu, 2)}
    return measured | {"memory_mb": round(memory), "codings": number}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--codings", type=int, default=100_000)
    parser.add_argument("--format", choices=list(FORMATS), default=None)
    parser.add_argument("--measure", nargs=2, type=Path, metavar=("FILE", "PROJECT"))
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(*options.measure)))
        return
    found = {}
    for name, make in FORMATS.items():
        if options.format not in (None, name):
            continue
        with tempfile.TemporaryDirectory() as scratch:
            path = make(Path(scratch), options.codings)
            project = Path(scratch) / "p.annot"
            command = [sys.executable, __file__, "--measure", str(path), str(project)]
            found[name] = json.loads(subprocess.check_output(command))
        if not options.json:
            one = found[name]
            seconds = f"{one['import_s']:6.2f} s  ({one['cpu_s']:.2f} s of a processor)"
            print(f"{name:14} {seconds}  {one['memory_mb']:5,.0f} MB")
    if options.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
