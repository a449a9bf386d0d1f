"""How long it takes to find the cases of several coders, and what is done with them.

    python tests/benchmarks/cases.py [--json] [CODINGS]

By default 100,000 codings of five coders in 100 documents: each passage is marked by most of them,
some with other boundaries, another code, or not at all. “chain” is one text in which each coding
overlaps the next ones, so that every tie is looked at by itself.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable

import numpy as np

from annotator.agreement import Codings, Continuum, concatenate
from annotator.operations.adjudication import grouping

CODERS, DOCUMENTS, CODES = 5, 100, 30


def usual(codings: int, random: np.random.Generator) -> list[Continuum]:
    """Passages, each marked by most of the coders."""
    places = codings // (CODERS * DOCUMENTS) + 1
    found = []
    for _document in range(DOCUMENTS):
        start = np.sort(random.integers(0, places * 120, places))
        length, code = random.integers(15, 150, places), random.integers(0, CODES, places)
        own = []
        for _coder in range(CODERS):
            shift = random.integers(0, 12, places) * (random.random(places) < 0.3)
            other = random.integers(0, CODES, places)
            said = np.where(random.random(places) < 0.1, other, code)
            kept = random.random(places) < 0.9
            own.append(
                Codings.contiguous((start + shift)[kept], (start + length)[kept], said[kept])
            )
        found.append(Continuum(places * 120 + 200, tuple(own)))
    return found


def chain(codings: int, _random: np.random.Generator) -> list[Continuum]:
    """One text in which each coding overlaps the next ones."""
    number = np.arange(codings // CODERS)
    own = [
        Codings.contiguous(
            number * 50 + coder * 10, number * 50 + coder * 10 + 55, number % CODES * 0
        )
        for coder in range(CODERS)
    ]
    return [Continuum(int(number.size) * 50 + 200, tuple(own))]


def measured(
    make: Callable[[int, np.random.Generator], list[Continuum]], codings: int
) -> list[float]:
    """Codings, cases, seconds (the best of three)."""
    corpus = concatenate(make(codings, np.random.default_rng(1)), CODERS, CODES)
    best, cases = float("inf"), 0
    for _again in range(3):
        begun = time.perf_counter()
        case = grouping.grouped(corpus, grouping.versions(corpus))
        best, cases = min(best, time.perf_counter() - begun), int(case.max()) + 1
    return [corpus.coding_code.size, cases, round(best, 3)]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("codings", type=int, nargs="?", default=100_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = {make.__name__: measured(make, options.codings) for make in (usual, chain)}
    if options.json:
        print(json.dumps({"codings": options.codings, "grouping": found}))
        return 0
    print(f"{'':8}{'codings':>10}{'cases':>10}{'seconds':>10}")
    for name, (codings, cases, seconds) in found.items():
        print(f"{name:8}{codings:10,}{cases:10,}{seconds:10.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
