"""How fast documents are read: ``python tests/benchmarks/documents.py [--format NAME] [--json]``.

Files of each format are made by the generators of the tests and read one after another in a
process of its own. ``--json`` prints {"format": {"mb_text_per_s", "memory_mb", "ms_a_file", …}, …}:
megabytes of text (UTF-8) a second, the peak of the process's memory, the mean of a file, and the
same of other programs that are there (pandoc, mammoth), as ``pandoc_ms``; `times_fastest` is how
many times as long as the fastest of them. A format is added by an entry in `FORMATS`.
"""

from __future__ import annotations

import argparse
import io
import json
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

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "exchange" / "documents"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import mail_samples
import opendocument_samples
import rtf_samples
import word_samples

from annotator.exchange.documents.registry import reader_named

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
    return {
        "mb_text_per_s": round(size * bytes_a_character / 1e6 / spent, 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "ms_a_file": round(1000 * spent / files, 1),
        "cpu_ms_a_file": round(1000 * worked / files, 1),
    }


def run_other(name: str, other: str) -> float:
    """Milliseconds that another program takes for a file, the mean of a few."""
    files = _PANDOC_FILES if other == "pandoc" else _MAMMOTH_FILES
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
    if other == "pandoc":
        return shutil.which("pandoc") is not None
    return find_spec(other) is not None


def measure(name: str, files: int) -> dict[str, float]:
    """A format, its reader in a process of its own, with other programs beside it."""
    command = [sys.executable, __file__, "--format", name, "--files", str(files), "--child"]
    found: dict[str, float] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
    )
    others = [run_other(name, other) for other in FORMATS[name].others if available(other)]
    names = [other for other in FORMATS[name].others if available(other)]
    found |= {f"{other}_ms": spent for other, spent in zip(names, others, strict=True)}
    if others:
        found["times_fastest"] = round(found["ms_a_file"] / min(others), 2)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", choices=list(FORMATS))
    parser.add_argument("--files", type=int, default=0, help="how many, instead of the usual")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(run_reader(options.format, options.files)))
        return
    names = [options.format] if options.format else list(FORMATS)
    found = {name: measure(name, options.files or FORMATS[name].files) for name in names}
    if options.json:
        print(json.dumps(found))
        return
    for name, values in found.items():
        files = options.files or FORMATS[name].files
        print(f"{name}: {files} files of {FORMATS[name].what}")
        for what, value in values.items():
            print(f"  {what:<16}{value:>10}")


if __name__ == "__main__":
    main()
