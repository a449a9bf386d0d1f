"""How fast documents are read: ``python tests/benchmarks/documents.py [--format NAME] [--json]``.

Files of each format are made by the generators of the tests and read one after another in a
process of its own. ``--json`` prints {"format": {"mb_text_per_s", "memory_mb", "ms_a_file", …}, …}:
megabytes of text (UTF-8) a second, the peak of the process's memory, the mean of a file in time
that passes and in time of the processor, and the time of other programs that are there (pandoc,
mammoth, pdftotext), as ``pandoc_ms``; `times_fastest` is how many times as long as the fastest of
them. Of a PDF, ``page_ms`` is drawing a page at twice its size. ``text`` and ``adding`` are whole
runs of ``annotator add``: 100 MB of plain text in ten files, and 1,000 Word documents of 20 pages,
read and added to a project. `load` is how busy the machine was. A format is added by an entry in
`FORMATS`.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.job import finish
from annotator.exchange.documents.registry import reader_named
from tests.exchange.documents import (
    mail_samples,
    opendocument_samples,
    rtf_samples,
    web_samples,
    word_samples,
)
from tests.exchange.documents.pdf_making import Sheet, pdf, prose, wrap
from tests.exchange.news import news_samples
from tests.exchange.references.reference_samples import RIS

_PANDOC_FILES = 3
"""Files that other programs read; they take their time."""
_MAMMOTH_FILES = 10


@dataclass(frozen=True)
class Format:
    """A format: `make` gives the bytes of a file by its number, `files` are read; `others` are the
    programs beside it by name, each with a function that reads one file at a path."""

    make: Callable[[int], bytes]
    files: int
    what: str
    others: Mapping[str, Callable[[Path], None]]


def pandoc(form: str) -> Callable[[Path], None]:
    """Pandoc's plain text, in a process of its own as a person runs it."""

    def convert(path: Path) -> None:
        command = ["pandoc", "-f", form, "-t", "plain", str(path)]
        subprocess.run(command, check=True, capture_output=True)

    return convert


def mammoth(path: Path) -> None:
    """Mammoth's raw text; it reads notes, but neither lists nor pages."""
    import_module("mammoth").extract_raw_text(io.BytesIO(path.read_bytes()))


def pdftotext(path: Path) -> None:
    """Poppler's text of a PDF."""
    subprocess.run(["pdftotext", str(path), str(path.with_suffix(".txt"))], check=True)


def printed(pages: int, number: int) -> bytes:
    """A PDF of 45 lines of 80 characters a page with running heads, no two pages alike."""
    sheets = []
    for page in range(pages):
        sheet = Sheet()
        sheet.put(57, 50, f"{page + 1}  Of the town", size=8)
        lines: list[str] = []
        while len(lines) < 45:
            lines += wrap(prose(page + 7 * number + 31 * len(lines), 90), 80)
        sheet.block(57, 90, lines[:45], leading=15)
        sheets.append(sheet)
    return pdf(sheets)


FORMATS: Mapping[str, Format] = {
    "docx": Format(
        lambda number: word_samples.report(20, number),
        200,
        "20 pages",
        {"pandoc": pandoc("docx"), "mammoth": mammoth},
    ),
    "odt": Format(
        lambda number: opendocument_samples.report(20, number),
        200,
        "20 pages",
        {"pandoc": pandoc("odt")},
    ),
    "rtf": Format(
        lambda number: rtf_samples.report(20, number),
        100,
        "20 pages",
        {"pandoc": pandoc("rtf")},
    ),
    "pdf": Format(lambda number: printed(500, number), 2, "500 pages", {"pdftotext": pdftotext}),
    "html": Format(
        lambda number: web_samples.long_page(1.0, number), 20, "1 MB", {"pandoc": pandoc("html")}
    ),
    "epub": Format(
        lambda number: web_samples.long_book(20, number),
        10,
        "20 chapters",
        {"pandoc": pandoc("epub")},
    ),
    "news": Format(
        lambda number: news_samples.nexis_export(100, 12, number), 10, "100 articles", {}
    ),
    "references": Format(
        lambda number: (RIS.replace("moor2019", f"moor{number}") * 100).encode(),
        10,
        "200 references",
        {},
    ),
    "markdown": Format(
        lambda number: web_samples.long_markdown(0.2, number),
        5,
        "0.2 MB",
        {"pandoc": pandoc("markdown")},
    ),
    "eml": Format(
        lambda number: mail_samples.mailbox(1, number).partition(b"\n")[2], 500, "a message", {}
    ),
    "mbox": Format(
        lambda number: mail_samples.mailbox(1000, number),
        10,
        "1,000 messages",
        {},
    ),
}


def run_reader(name: str, files: int) -> dict[str, float]:
    """Read so many files; twenty different ones are made and kept."""
    reader = reader_named(name)
    assert reader is not None, name
    made = [FORMATS[name].make(number) for number in range(min(20, files))]
    reader.read(made[0], f"first{reader.suffixes[0]}")
    size = 0
    start, begun = time.perf_counter(), time.process_time()
    for number in range(files):
        documents = reader.read(made[number % len(made)], f"{number}{reader.suffixes[0]}")
        size += sum(len(document.text) for document in documents)
    spent, worked = time.perf_counter() - start, time.process_time() - begun
    sample = reader.read(made[0], "sample")[0].text
    bytes_a_character = len(sample.encode()) / max(len(sample), 1)
    found = {
        "mb_text_per_s": round(size * bytes_a_character / 1e6 / spent, 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "ms_a_file": round(1000 * spent / files, 1),
        "cpu_ms_a_file": round(1000 * worked / files, 1),
        "load": round(os.getloadavg()[0], 1),
    }
    return found | (drawing(made[0]) if name == "pdf" else {})


def drawing(data: bytes) -> dict[str, float]:
    """Milliseconds for a page of a PDF at twice its size, the middle of twenty."""
    from annotator.exchange.documents.pdf.pictures import PageImages  # noqa: PLC0415  (only here)

    times = []
    with PageImages(data, "a.pdf") as images:
        for number in range(0, images.page_count, max(images.page_count // 20, 1)):
            start = time.perf_counter()
            images.draw(number, 2.0)
            times.append(1000 * (time.perf_counter() - start))
    return {"page_ms": round(median(times), 1)}


def run_adding(files: int, made: Callable[[int], bytes], suffix: str) -> dict[str, float]:
    """Read files and add them to a new project, all of it, as ``annotator add`` does."""
    from annotator.operations.documents import adding  # noqa: PLC0415  (not in the figures of readers)
    from tests.making import ANN, make  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        for number in range(files):
            (folder / "files" / f"{number:04}{suffix}").write_bytes(made(number))
        project = make(folder / "a.annotator").project
        start, begun = time.perf_counter(), time.process_time()
        with finish(adding.read(project, [folder / "files"])) as intake:
            size = sum(entry.characters for entry in intake.entries)
            summary = finish(adding.add(project, ANN.guid, intake))
        spent, worked = time.perf_counter() - start, time.process_time() - begun
        assert len(summary.added) == files, summary.refused
        project.close()
    return {
        "mb_text_per_s": round(size / 1e6 / spent, 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "seconds": round(spent, 1),
        "cpu_seconds": round(worked, 1),
        "load": round(os.getloadavg()[0], 1),
    }


def plain_text(megabytes: int, first: int) -> bytes:
    """Plain text, no two lines alike."""
    line = "%d The harbour of the town was closed when the ships came back from the north.\n"
    size = megabytes * 1_000_000
    return "".join(line % (first + number) for number in range(size // 80))[:size].encode()


RUNS: Mapping[str, tuple[str, int, Callable[[int], bytes], str]] = {
    "text": ("10 MB of plain text", 10, lambda number: plain_text(10, number), ".txt"),
    "adding": (
        "Word documents of 20 pages",
        1000,
        lambda number: word_samples.report(20, number),
        ".docx",
    ),
}
"""What is read and added to a project: what it is, how many files, how one is made, its suffix."""


def run_other(name: str, other: str) -> float:
    """Milliseconds that another program takes for a file, the mean of a few."""
    files = min(FORMATS[name].files, _PANDOC_FILES if other == "pandoc" else _MAMMOTH_FILES)
    reader = reader_named(name)
    assert reader is not None, name
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(files + 1):
            path = Path(folder) / f"{number}{reader.suffixes[0]}"
            path.write_bytes(FORMATS[name].make(number))
            paths.append(path)
        work = FORMATS[name].others[other]
        work(paths[0])
        start = time.perf_counter()
        for path in paths[1:]:
            work(path)
        return round(1000 * (time.perf_counter() - start) / files, 1)


def available(other: str) -> bool:
    """Whether another program is there."""
    if other != "mammoth":
        return shutil.which(other) is not None
    return find_spec(other) is not None


def files_of(name: str) -> tuple[int, str]:
    """How many files are read, and what they are."""
    if name in RUNS:
        return RUNS[name][1], RUNS[name][0]
    return FORMATS[name].files, FORMATS[name].what


def measure(name: str, files: int) -> dict[str, float]:
    """A format, its reader in a process of its own, with other programs beside it."""
    command = [sys.executable, __file__, "--format", name, "--files", str(files), "--child"]
    found: dict[str, float] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
    )
    if name in RUNS:
        return found
    others = [run_other(name, other) for other in FORMATS[name].others if available(other)]
    names = [other for other in FORMATS[name].others if available(other)]
    found |= {f"{other}_ms": spent for other, spent in zip(names, others, strict=True)}
    if others:
        found["times_fastest"] = round(found["ms_a_file"] / min(others), 2)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", choices=[*FORMATS, *RUNS])
    parser.add_argument("--files", type=int, default=0, help="how many, instead of the usual")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        if options.format in RUNS:
            _what, _files, make, suffix = RUNS[options.format]
            print(json.dumps(run_adding(options.files, make, suffix)))
        else:
            print(json.dumps(run_reader(options.format, options.files)))
        return
    names = [options.format] if options.format else [*FORMATS, *RUNS]
    found = {name: measure(name, options.files or files_of(name)[0]) for name in names}
    if options.json:
        print(json.dumps(found))
        return
    for name, values in found.items():
        usual, what = files_of(name)
        print(f"{name}: {options.files or usual} files of {what}")
        for figure, value in values.items():
            print(f"  {figure:<16}{value:>10}")


if __name__ == "__main__":
    main()
