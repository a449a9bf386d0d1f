"""Read a PDF of N pages and draw its pages: ``python tests/benchmarks/documents_pdf.py [--json]``.

The PDF has 45 lines of 80 characters a page, in one column, with running heads; ``--file`` names
another. `seconds` is reading it to text and structure, `locate_seconds` finding where each
character is printed; `page_ms` drawing a page at twice its size, the middle of several;
`pdftotext_seconds` is that program on the same file, where it is installed. `mb_text_per_s` is in
bytes of UTF-8. Each is the best of several, as seconds that pass and as seconds of the processor.
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
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.exchange.documents.pdf import read_pdf
from annotator.exchange.documents.pdf.page_map import locate
from annotator.exchange.documents.pdf.pictures import PageImages
from annotator.exchange.documents.reader import NO_OPTIONS
from tests.exchange.documents.pdf_making import Sheet, pdf, prose, wrap


def made(pages: int) -> bytes:
    """A PDF of so many pages, no two of them alike."""
    sheets = []
    for number in range(pages):
        sheet = Sheet()
        sheet.put(57, 50, f"{number + 1}  Of the town", size=8)
        lines: list[str] = []
        while len(lines) < 45:
            lines += wrap(prose(number + 31 * len(lines), 90), 80)
        sheet.block(57, 90, lines[:45], leading=15)
        sheets.append(sheet)
    return pdf(sheets)


def best(call: Callable[[], object], times: int) -> tuple[float, float]:
    """Seconds that pass, and seconds of the processor, of the best of several calls."""
    passed, worked = [], []
    for _ in range(times):
        start, processor = time.perf_counter(), time.process_time()
        call()
        passed.append(time.perf_counter() - start)
        worked.append(time.process_time() - processor)
    return min(passed), min(worked)


def measure(data: bytes, times: int = 3) -> dict[str, float]:
    """The figures for one PDF, by name."""
    passed, worked = best(lambda: read_pdf(data, "a.pdf", NO_OPTIONS), times)
    (document,) = read_pdf(data, "a.pdf", NO_OPTIONS)
    megabytes = len(document.text.encode()) / 1e6
    found = {
        "seconds": passed,
        "processor_seconds": worked,
        "mb_text_per_s": megabytes / passed,
        "locate_seconds": best(lambda: locate(data), 1)[0],
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    with PageImages(data, "a.pdf") as images:
        step = max(images.page_count // 20, 1)
        drawn = range(0, images.page_count, step)
        found["pages"] = images.page_count
        found["page_ms"] = 1000 * median(
            best(lambda number=number: images.draw(number, 2.0), times)[0] for number in drawn
        )
    if shutil.which("pdftotext"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.pdf"
            path.write_bytes(data)
            command = ["pdftotext", str(path), str(path.with_suffix(".txt"))]
            seconds = best(lambda: subprocess.run(command, check=True), times)[0]
        found["pdftotext_seconds"] = seconds
        found["times_pdftotext"] = passed / seconds
    return {name: round(value, 3) for name, value in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    data = options.file.read_bytes() if options.file else made(options.pages)
    found = measure(data)
    if options.json:
        print(json.dumps({"pdf": found}))
        return
    for name, value in found.items():
        print(f"{name:>20} {value:>10,}")


if __name__ == "__main__":
    main()
