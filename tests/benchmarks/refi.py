"""How fast and how large REFI-QDA export and import are: ``python tests/benchmarks/refi.py``.

``--json`` prints {"export_s", "import_s", "memory_mb"} and, for an import into a new project file,
{"into_project_s", "into_project_mb"}; memory is the peak of the whole process, the project itself
included. Each direction runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Code, Codebook, RelationType
from annotator.corpus.coding import Coder, Coding, Memo, Relation
from annotator.corpus.document import Document
from annotator.corpus.identity import guid_from
from annotator.corpus.job import finish
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span
from annotator.exchange.refi import read_project, write_project

_SENTENCE = "the tax will fall said minister naïve café 😀 however “quoted” growth of 2,5 percent"
_WORDS = tuple(_SENTENCE.split(" "))
_START = datetime(2026, 1, 1, tzinfo=UTC)
_DOCUMENTS = 20


def build(codings: int, texts: int = _DOCUMENTS) -> ProjectContent:
    """A project of twenty texts, 200 codes, four coders; the same at every run.

    A quarter of the codings say something in attributes, one in fifty has a relation and one a
    memo.
    """
    chance = random.Random(7)
    coders = tuple(
        Coder(guid_from("coder", str(n)), f"Coder {n}", _START, _START) for n in range(4)
    )
    codes: list[Code] = []
    for n in range(200):
        parent = codes[n // 5].guid if n >= 10 else None
        guid = guid_from("code", str(n))
        codes.append(Code(guid, f"Code {n}", "#56b4e9", _START, _START, parent, n, definition="x"))
    lines = max(codings // texts // 20, 10)
    documents = tuple(_document(n, lines, chance) for n in range(texts))
    made: list[Coding] = []
    for document in documents:
        made += _codings(document, codings // texts, codes, coders, chance)
    memos = tuple(
        Memo(guid_from("m", one.guid), one.guid, one.coder, "A memo.", _START, _START)
        for one in made[::50]
    )
    supports = RelationType(guid_from("supports"), "supports", _START, _START)
    relations = tuple(
        Relation(
            guid=guid_from("r", source.guid),
            kind=supports.guid,
            source=source.guid,
            target=target.guid,
            coder=source.coder,
            created=_START,
            modified=_START,
        )
        for source, target in zip(made[::50], made[1::50], strict=True)
    )
    return ProjectContent(
        guid=guid_from("p"),
        name="Benchmark",
        created=_START,
        modified=_START,
        coders=coders,
        codebook=Codebook(tuple(codes), "", _attributes(codes), (supports,)),
        documents=documents,
        codings=tuple(made),
        relations=relations,
        memos=memos,
    )


def _attributes(codes: list[Code]) -> tuple[Attribute, ...]:
    """Two for every fourth code."""
    choices = tuple(Choice(name) for name in ("factual", "causal", "normative"))
    kinds = (("type", AttributeKind.CHOICE, choices), ("holder", AttributeKind.ENTITY, ()))
    return tuple(
        Attribute(
            guid=guid_from(name, code.guid),
            code=code.guid,
            name=name,
            kind=kind,
            created=_START,
            modified=_START,
            choices=values,
        )
        for code in codes[::4]
        for name, kind, values in kinds
    )


def _said(code: Code, chance: random.Random) -> dict[str, str]:
    """What a coding with the code says."""
    if code.position % 4:
        return {}
    kind, holder = (guid_from(name, code.guid) for name in ("type", "holder"))
    return {kind: chance.choice(("factual", "causal")), holder: f"Speaker {chance.randrange(99)}"}


def _document(number: int, lines: int, chance: random.Random) -> Document:
    text = "\n".join(" ".join(chance.choices(_WORDS, k=60)) for _line in range(lines))
    guid = guid_from("d", str(number))
    return Document(guid, f"Text {number}", text, text.encode(), "utf-8", _START, _START)


def _codings(
    document: Document,
    count: int,
    codes: list[Code],
    coders: tuple[Coder, ...],
    chance: random.Random,
) -> list[Coding]:
    made = []
    starts = sorted(chance.randrange(len(document.text) - 300) for _ in range(count))
    for index, start in enumerate(starts):
        when = _START + timedelta(seconds=chance.randrange(10**6))
        code = chance.choice(codes)
        made.append(
            Coding(
                guid=guid_from("c", document.guid, str(index)),
                document=document.guid,
                code=code.guid,
                coder=chance.choice(coders).guid,
                spans=(Span(start, start + chance.randrange(10, 250)),),
                created=when,
                modified=when,
                attributes=_said(code, chance),
            )
        )
    return made


def run_export(path: Path, codings: int, texts: int) -> dict[str, float]:
    content = build(codings, texts)
    began = time.perf_counter()
    with path.open("wb") as target:
        finish(write_project(content, target))
    return {"seconds": time.perf_counter() - began, "memory_mb": _peak()}


def run_import(path: Path, codings: int, texts: int) -> dict[str, float]:
    began = time.perf_counter()
    reading = finish(read_project(path))
    seconds = time.perf_counter() - began
    if len(reading.content.codings) != codings:
        raise SystemExit(f"{len(reading.content.codings)} of {codings} codings came back")
    return {"seconds": seconds, "memory_mb": _peak()}


def run_project(path: Path, codings: int, texts: int) -> dict[str, float]:
    """Into a project file, with its history, as the window and the command line do."""
    # Not with the other parts: their memory is not to count what they do without.
    from annotator.operations import transfer  # noqa: PLC0415

    began = time.perf_counter()
    target = path.with_suffix(".annot")
    coder = Coder(guid_from("importer"), "Importer", _START, _START)
    done = finish(transfer.import_as_project(target, coder, [path], overwrite=True))
    seconds = time.perf_counter() - began
    if done.reports[path.name].added["codings"] != codings:
        raise SystemExit("not all codings are in the project")
    return {"seconds": seconds, "memory_mb": _peak()}


def _peak() -> float:
    """The most memory this process had, in MB (kilobytes on Linux, bytes on macOS)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def _apart(part: str, path: Path, codings: int, texts: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--part", part, str(path)]
    command += ["--codings", str(codings), "--documents", str(texts)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codings", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=_DOCUMENTS)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--part", nargs=2, metavar=("PART", "PATH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    codings = options.codings // options.documents * options.documents
    if options.part:
        part, path = options.part
        run = {"export": run_export, "import": run_import, "project": run_project}[part]
        print(json.dumps(run(Path(path), codings, options.documents)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "benchmark.qdpx"
        out = _apart("export", path, codings, options.documents)
        back = _apart("import", path, codings, options.documents)
        into = _apart("project", path, codings, options.documents)
        size = path.stat().st_size / 1e6
    result = {
        "export_s": round(out["seconds"], 2),
        "import_s": round(back["seconds"], 2),
        "memory_mb": round(max(out["memory_mb"], back["memory_mb"])),
        "into_project_s": round(into["seconds"], 2),
        "into_project_mb": round(into["memory_mb"]),
    }
    if options.json:
        print(json.dumps(result))
        return
    print(f"{codings} codings, {size:.1f} MB")
    print(f"export  {result['export_s']:6.2f} s  {out['memory_mb']:5.0f} MB   (aim 5 s)")
    print(f"import  {result['import_s']:6.2f} s  {back['memory_mb']:5.0f} MB   (aim 6 s)")
    print(f"project {result['into_project_s']:6.2f} s  {into['memory_mb']:5.0f} MB   (aim 10 s)")


if __name__ == "__main__":
    main()
