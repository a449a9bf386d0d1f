"""Open a project of N codings: ``python tests/benchmarks/opening.py [--codings N] [--json]``.

`open_ms` is opening with all rows validated, `unvalidated_ms` without that, the best of several;
`steps` codings are made one by one, each a step of the history, the others in one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.span import Span
from annotator.operations import codings
from annotator.operations.codings import NewCoding
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, make

TEXT = "The harbour lost a third of its trade, and nobody expects it back. " * 15_000
_TIMES = 7


def milliseconds(path: Path, *, validate: bool) -> float:
    """The shortest time that opening took."""
    found = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        ProjectFile.open(path, validate=validate).close()
        found.append(time.perf_counter() - start)
    return 1000 * min(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codings", type=int, default=100_000)
    parser.add_argument("--steps", type=int, default=1_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = make(Path(folder) / "a.annot", text=TEXT)
        codes = list(made.codes.values())
        for number in range(options.steps):
            made.code(ANN, "claim", (number, number + 40))
        new = [
            NewCoding(made.document, codes[n % len(codes)], [Span(n * 7, n * 7 + 40)])
            for n in range(options.codings - options.steps)
        ]
        codings.add_many(made.project, ANN.guid, new)
        made.project.close()
        path = made.project.path
        found = {
            "codings": options.codings,
            "open_ms": round(milliseconds(path, validate=True), 1),
            "unvalidated_ms": round(milliseconds(path, validate=False), 1),
        }
    if options.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:>16} {value:>10,}")


if __name__ == "__main__":
    main()
