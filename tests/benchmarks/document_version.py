"""How long a new version of a text takes: ``python tests/benchmarks/document_version.py [--json]``.

A text of a million characters with 10,000 codings gets a corrected version with scattered edits.
Times are of one run each, the first two without the file.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.operations import codings
from annotator.operations.codings import NewCoding
from annotator.operations.documents import TextFile, document_versions
from annotator.operations.documents.aligning import align
from annotator.operations.documents.reanchoring import Settling
from annotator.operations.viewing import everything
from tests.making import ANN, make

T = TypeVar("T")


def text(rng: random.Random, characters: int, *, one_line: bool) -> str:
    """Sentences of made-up words that are repeated as words are, in paragraphs or in none."""
    words = [
        "".join(rng.choices("aeioulnrstmd", k=rng.randrange(2, 10))) for _number in range(9_000)
    ]
    paragraphs: list[str] = []
    size = 0
    while size < characters:
        sentences = (
            " ".join(rng.choices(words, k=rng.randrange(6, 20))).capitalize() + "."
            for _number in range(5)
        )
        paragraphs.append(" ".join(sentences))
        size += len(paragraphs[-1]) + 2
    return (" " if one_line else "\n\n").join(paragraphs)[:characters]


def corrected(rng: random.Random, old: str, edits: int) -> str:
    """The text with words cut out, put in and changed at so many places."""
    places = sorted(rng.sample(range(len(old)), edits))
    pieces, last = [], 0
    for place in places:
        if place < last:
            continue
        pieces.append(old[last:place])
        last = place + rng.choice((0, 0, 1, 4, 9))
        pieces.append(rng.choice(("", " indeed", "x", " put in later")))
    return "".join([*pieces, old[last:]])


def timed(action: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = action()
    return time.perf_counter() - began, result


def measure(characters: int, number: int, edits: int) -> dict[str, float]:
    rng = random.Random(1)
    old = text(rng, characters, one_line=False)
    new = corrected(rng, old, edits)
    line = text(rng, characters, one_line=True)
    align_s, _found = timed(lambda: finish(align(old, new)))
    line_s, _found = timed(lambda: finish(align(line, corrected(rng, line, edits))))
    other_s, _found = timed(
        lambda: finish(align(old, text(random.Random(2), characters, one_line=False)))
    )
    with tempfile.TemporaryDirectory() as folder:
        made = make(Path(folder) / "p.annot", text=old)
        code = made.codes["claim"]
        starts = (rng.randrange(len(old) - 200) for _number in range(number))
        spans = [Span(start, start + rng.randrange(5, 150)) for start in starts]
        codings.add_many(
            made.project, ANN.guid, [NewCoding(made.document, code, [s]) for s in spans]
        )
        file = TextFile("corrected.txt", new, new.encode(), "utf-8")
        job = document_versions.replace(made.project, ANN.guid, made.document, file)
        replace_s, done = timed(lambda: finish(job))
        settling = Settling()
        list_s, listed = timed(lambda: finish(settling.find(everything(made.project))))
        undo_s, _changes = timed(lambda: made.project.undo(ANN.guid))
        made.project.close()
    assert done.moved + done.unsettled == number
    assert len(listed) == done.unsettled
    return {
        "align_s": align_s,
        "align_one_paragraph_s": line_s,
        "align_unrelated_s": other_s,
        "replace_s": replace_s,
        "moved": done.moved,
        "unsettled": done.unsettled,
        "list_s": list_s,
        "undo_s": undo_s,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--codings", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=500)
    options = parser.parse_args()
    found = measure(options.characters, options.codings, options.edits)
    if options.json:
        print(json.dumps({name: round(value, 3) for name, value in found.items()}))
        return
    for name, value in found.items():
        shown = f"{value:,.0f}" if name in ("moved", "unsettled", "memory_mb") else f"{value:.2f}"
        print(f"{name:24}{shown:>10}")


if __name__ == "__main__":
    main()
