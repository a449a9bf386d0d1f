"""How fast the table of codings is filtered: ``python tests/benchmarks/codings_table.py [--json]``.

100,000 codings on 10 MB in 1,000 documents, with the database on disk. Reading them is once;
"first" is a query on a fresh list, as after a change, "again" on what is known of it then, as
while one types. Milliseconds; none of it is on the window's thread.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.job import Job, finish
from annotator.corpus.span import Span
from annotator.operations import codebook, codings, documents, reading
from annotator.operations.codings import NewCoding
from annotator.operations.retrieval import listed
from annotator.operations.viewing import everything
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, make, text_file

DOCUMENTS, EACH, WORDS = 1_000, 100, 1_750
VOCABULARY = (
    "harbour",
    "the",
    "quay",
    "talks",
    "nobody",
    "fails",
    "ministry",
    "berth",
    "years",
    "and",
)
LINES = ("", "code:claim", "text=harbour", "code:claim and text=harbour", "code:claim inside all")


def build(path: Path) -> ProjectFile:
    """The project that is filtered."""
    made = make(path)
    draw = random.Random(1)
    files = [
        text_file(f"{number}.txt", f"{number} " + " ".join(draw.choices(VOCABULARY, k=WORDS)))
        for number in range(DOCUMENTS)
    ]
    added = documents.add(made.project, ANN.guid, files).changes.added["document"]
    codes = list(made.codes.values())
    new = []
    for document in added:
        for start in sorted(draw.sample(range(9_000), EACH)):
            span = Span(start, start + draw.randrange(5, 60))
            new.append(NewCoding(document, draw.choice(codes), [span]))
    codings.add_many(made.project, ANN.guid, new)
    return made.project


def measure(project: ProjectFile) -> dict[str, float]:
    """Milliseconds by what is asked."""
    viewer = everything(project)
    known = listed.ProjectNames(
        documents.listed(project), reading.coders(viewer), codebook.current(project), {}
    )

    def timed(job: Job[listed.ListAnswer]) -> tuple[listed.ListAnswer, float]:
        started = time.perf_counter()
        answer = finish(job)
        return answer, (time.perf_counter() - started) * 1_000

    answer, milliseconds = timed(listed.find(viewer, known, [""]))
    result = {"read all": milliseconds}
    for line in LINES:
        first, milliseconds = timed(listed.find(viewer, known, [line], answer.codings))
        result[f"{line or 'nothing asked'}, first"] = milliseconds
        again = (
            timed(listed.find(viewer, known, [line], first.codings, first.material))[1]
            for _ in range(3)
        )
        result[f"{line or 'nothing asked'}, again"] = min(again)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = build(Path(folder) / "table.annot")
        result = measure(project)
        project.close()
    if options.json:
        print(json.dumps(result, indent=2))
        return
    for name, milliseconds in result.items():
        print(f"{name:48}{milliseconds:>10.1f}")


if __name__ == "__main__":
    main()
