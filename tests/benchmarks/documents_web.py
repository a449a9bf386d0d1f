"""How fast pages, e-books and Markdown are read: ``python tests/benchmarks/documents_web.py``.

``--json`` prints {"format": {"mb_text_per_s", "memory_mb", "ms_a_file", "pandoc_ms",
"times_fastest"}, …}: megabytes of text (UTF-8) a second, the peak of the process's memory, the
mean of a file, and the same of pandoc where it is there. ``--format NAME`` only one.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "exchange" / "documents"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import web_samples

from annotator.exchange.documents.registry import reader_named

FORMATS: Mapping[str, tuple[Callable[[int], bytes], int, str]] = {
    "html": (lambda number: web_samples.long_page(1.0, number), 20, "pages of 1 MB"),
    "epub": (lambda number: web_samples.long_book(20, number), 10, "books of 20 chapters"),
    "markdown": (lambda number: web_samples.long_markdown(0.2, number), 5, "files of 0.2 MB"),
}
"""By reader: what makes a file by its number, how many are read, what they are."""
LARGE = 10.0
"""Megabytes of the one large page."""


def measured(name: str, files: list[bytes]) -> dict[str, float]:
    """The reader over these files."""
    reader = reader_named(name)
    assert reader is not None, name
    size = 0
    start = time.perf_counter()
    for number, data in enumerate(files):
        texts = [document.text for document in reader.read(data, f"{number}{reader.suffixes[0]}")]
        size += sum(len(text.encode()) for text in texts)
    spent = time.perf_counter() - start
    return {
        "mb_text_per_s": round(size / 1e6 / spent, 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "ms_a_file": round(1000 * spent / len(files), 1),
    }


def by_pandoc(name: str, data: bytes) -> float:
    """Milliseconds that pandoc takes for a file, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        command = ["pandoc", "-f", name, "-t", "plain", "--wrap=none", str(path)]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return round(1000 * (time.perf_counter() - start), 1)


def run(name: str) -> dict[str, float]:
    """All of a format."""
    make, number, _what = FORMATS[name]
    files = [make(place) for place in range(number)]
    found = measured(name, files)
    if shutil.which("pandoc"):
        found["pandoc_ms"] = by_pandoc(name, files[0])
        found["times_fastest"] = round(found["ms_a_file"] / found["pandoc_ms"], 2)
    if name == "html":
        found["large_page_ms"] = measured(name, [web_samples.long_page(LARGE)])["ms_a_file"]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", choices=list(FORMATS))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.format:
        found = {options.format: run(options.format)}
    else:
        # A process for each, so that the peak of memory is its own.
        found = {}
        for name in FORMATS:
            command = [sys.executable, __file__, "--json", "--format", name]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found |= json.loads(done.stdout)
    if options.json:
        print(json.dumps(found, indent=1))
        return
    for name, figures in found.items():
        shown = ", ".join(f"{figure} {value}" for figure, value in figures.items())
        print(f"{name} ({FORMATS[name][1]} {FORMATS[name][2]}): {shown}")


if __name__ == "__main__":
    main()
