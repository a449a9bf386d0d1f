"""How long a search takes in a megabyte: ``python tests/benchmarks/search.py [--json]``.

Texts of a million characters: ASCII, with typographic marks and no-break spaces, the same with
decomposed letters and soft hyphens in every line. "folding" is folding alone. "first" and "first,
found" are the first search since the project was opened, for words that occur nowhere and for some
that occur once, at the end; the other columns are further searches of the open project. Searches,
but for "found" and "in each line", look for words that occur nowhere and so go through all of it;
"in each line" finds 11,000 places. "folding, in each line" is the same search where nothing is
folded yet, which the window does as soon as its search opens. Best of five, in milliseconds for a
megabyte of UTF-8.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from annotator.corpus.job import finish
from annotator.operations.retrieval import search
from annotator.operations.retrieval.folded_texts import _of_projects
from annotator.operations.retrieval.quick_folding import quick_fold
from annotator.operations.retrieval.search_result import Query
from annotator.storage.project_file import ProjectFile
from tests.making import make

SIZE = 1_000_000
PLAIN = "The survey isn't over yet, and the harbour lost a third of its trade within four years.\n"
MARKS = "“The survey isn’t over yet”, and the harbour lost – so they say – 5\u00a0km of its café.\n"
TEXTS = {
    "ASCII": PLAIN,
    "typographic marks": MARKS,
    "decomposed, soft hyphens": MARKS.replace("é", "e\u0301").replace("sur", "sur\u00ad"),
}
QUERIES = {
    "default": Query("survey isn't over for good"),
    "without accents": Query("survey isn't over for good", ignore_accents=True),
    "exactly": Query("survey isn't over for good", exactly=True),
}


def best(action: Callable[[], object]) -> float:
    """Milliseconds of the quickest of five runs."""
    times = []
    for _run in range(5):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return round(1000 * min(times), 2)


ONCE = Query("zebra finch")
FREQUENT = Query("yet")


def _first(project: ProjectFile, query: Query) -> None:
    """A search as after opening: nothing is folded yet."""
    _of_projects.pop(project, None)
    finish(search.find(project, query))


def measure() -> dict[str, dict[str, float]]:
    """Milliseconds by text and what is done."""
    result: dict[str, dict[str, float]] = {}
    for name, line in TEXTS.items():
        text = (line * (SIZE // len(line) + 1))[:SIZE] + f" {ONCE.words}\n"
        row = result[name] = {"folding": best(lambda text=text: quick_fold(text))}  # type: ignore[misc]
        with tempfile.TemporaryDirectory() as folder:
            made = make(Path(folder) / "p.annot", text=text)
            firsts = {
                "first": QUERIES["default"],
                "first, found": ONCE,
                "folding, in each line": FREQUENT,
            }
            for what, query in firsts.items():
                row[what] = best(lambda q=query, p=made.project: _first(p, q))  # type: ignore[misc]
            for what, query in {**QUERIES, "found": ONCE, "in each line": FREQUENT}.items():
                row[what] = best(lambda q=query, p=made.project: finish(search.find(p, q)))  # type: ignore[misc]
            made.project.close()
        megabytes = len(text.encode()) / 1_000_000
        result[name] = {what: round(taken / megabytes, 2) for what, taken in row.items()}
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = measure()
    if options.json:
        print(json.dumps(result, indent=2))
        return
    columns = list(next(iter(result.values())))
    print(f"{'ms in a megabyte':26}" + "".join(f"{column:>23}" for column in columns))
    for name, row in result.items():
        print(f"{name:26}" + "".join(f"{row[column]:>23}" for column in columns))


if __name__ == "__main__":
    main()
