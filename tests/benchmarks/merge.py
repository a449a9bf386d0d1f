"""Merge one project of N codings into another of N: ``python tests/benchmarks/merge.py [--json]``.

`preview_s` is a merge that is thrown away, `merge_s` one that is kept; both read and check the
whole source. `memory_mb` is the peak of the merging process over what it needs to open the target.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.operations import codings, projects
from annotator.operations.codings import NewCoding
from annotator.operations.merging import merges
from annotator.operations.team import coders
from tests.making import ANN, BEN, Made, made_of, make

TEXT = "The harbour lost a third of its trade, and nobody expects it back. " * 15_000


def fill(made: Made, by: object, number: int) -> None:
    coders.ensure(made.project, by)  # type: ignore[arg-type]
    codes = list(made.codes.values())
    new = [
        NewCoding(made.document, codes[n % len(codes)], [Span(n * 7, n * 7 + 40)])
        for n in range(number)
    ]
    codings.add_many(made.project, by.guid, new)  # type: ignore[attr-defined]


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codings", type=int, default=50_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = make(Path(folder) / "a.annot", text=TEXT)
        target.project.copy_to(Path(folder) / "b.annot")
        source = made_of(projects.open_(Path(folder) / "b.annot"), TEXT)
        fill(target, ANN, options.codings)
        fill(source, BEN, options.codings)
        source.project.close()
        before = peak_mb()
        start = time.perf_counter()
        finish(merges.preview(target.project, [source.project.path]))
        preview = time.perf_counter() - start
        start = time.perf_counter()
        finish(merges.merge(target.project, ANN.guid, [source.project.path]))
        merge = time.perf_counter() - start
        found = {
            "preview_s": round(preview, 2),
            "merge_s": round(merge, 2),
            "memory_mb": round(peak_mb() - before),
        }
        target.project.close()
    if options.json:
        print(json.dumps(found))
    else:
        print(f"{options.codings:,} codings into {options.codings:,}")
        for name, value in found.items():
            print(f"{name:12}{value}")


if __name__ == "__main__":
    main()
