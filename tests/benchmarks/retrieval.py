"""How fast questions are: ``python tests/benchmarks/retrieval.py [--json] [--large]``.

100,000 codings of 20 codes by three coders on 10 MB in 1,000 documents, or with ``--large``
1,000,000 on 100 MB; a tenth of the passages is discontinuous. What is timed are the answers on
what is loaded; "units" is what finding the words and sentences of all texts takes, once. Best of
five, in milliseconds. ``--peers`` asks SQLite, and DuckDB and pandas where they are installed, the
same of the same rows.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.corpus.boundaries import sentences
from annotator.corpus.colors import OKABE_ITO
from annotator.corpus.query import CodeIs, Condition, Overlap, Question, TextUnit
from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText
from annotator.operations.retrieval.pictures.saving import print_look
from annotator.operations.retrieval.quick_words import quick_words
from annotator.retrieval import related
from annotator.retrieval.arrays import Bools, Ints, ints
from annotator.retrieval.columns import CodingTable, DocumentCodings, table_of
from annotator.retrieval.concordance import Hits, Sorting, order_of_lines
from annotator.retrieval.evaluate import answer
from annotator.retrieval.language import parse, parse_relation
from annotator.retrieval.material import Links
from annotator.retrieval.pictures import Portrait, draw
from annotator.retrieval.pictures.values import Heading
from annotator.retrieval.sequences import transitions
from annotator.retrieval.tables import (
    Cells,
    Measure,
    cells_in_both,
    cells_of_pairs,
    cells_of_units,
    counted,
    expected_overlaps,
    groups_of,
    jaccard,
)
from annotator.retrieval.tables.by_document import Universe, by_document, rates
from annotator.retrieval.units import Units, anywhere, document_units, touched_by_all, word_places
from tests.benchmarks.retrieval_peers import peers

DOCUMENTS, CODES, CODERS, VALUES, KINDS = 1_000, 20, 3, 6, 5
SENTENCE = "The harbour lost a third of its trade in that time, and the council said so twice. "
QUESTIONS = (
    "code:1 overlaps code:2 and not code:3",
    "code:1 inside code:2 or code:3 contains code:4",
    "code:1 within 5 words of code:2 by same coder and not code:3",
    "code:1 in same sentence as code:2 and not code:3 overlaps code:4",
)


class Bench:
    """A material of arrays."""

    def __init__(self, table: CodingTable, units: dict[TextUnit, Units]) -> None:
        self.table = table
        self._units = units

    def holds(self, condition: Condition, among: Bools) -> Bools:
        assert isinstance(condition, CodeIs)
        holds: Bools = among & (self.table.code == int(condition.path[0]))
        return holds

    def units(self, unit: TextUnit) -> Units:
        return self._units[unit]

    def links(self, kind: str) -> Links:
        return Links(ints(), ints())


def best(action: Callable[[], object]) -> float:
    """Milliseconds of the quickest of five runs."""
    times = []
    for _run in range(5):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return round(1000 * min(times), 1)


def make(codings: int, characters: int) -> tuple[Bench, float]:
    """A material, and the milliseconds that its units took."""
    random = np.random.default_rng(1)
    length = characters // DOCUMENTS
    text = (SENTENCE * (length // len(SENTENCE) + 1))[:length]
    quick_words(text)  # the pattern is made once
    began = time.perf_counter()
    found = np.column_stack(quick_words(text)), ints(sentences(DocumentText(text)))
    took = 1000 * (time.perf_counter() - began) * DOCUMENTS
    each = codings // DOCUMENTS
    documents = [_document(random, each, length) for _number in range(DOCUMENTS)]
    table = table_of(documents, [length] * DOCUMENTS)
    kinds = dict(zip((TextUnit.WORD, TextUnit.SENTENCE), found, strict=True))
    units = {unit: _repeated(bounds, table) for unit, bounds in kinds.items()}
    paragraphs = ints([(at, min(at + 500, length)) for at in range(0, length, 500)])
    units[TextUnit.PARAGRAPH] = _repeated(paragraphs, table)
    return Bench(table, units), round(took)


def _document(random: np.random.Generator, number: int, length: int) -> DocumentCodings:
    start = np.sort(random.integers(0, length - 120, number))
    end = start + random.integers(3, 100, number)
    order = np.lexsort((end, start))
    start, end = start[order], end[order]
    parts = {
        row: (Span(int(start[row]), int(end[row]) - 2), Span(int(end[row]) - 1, int(end[row])))
        for row in range(0, number, 10)
        if end[row] - start[row] > 3
    }
    code, coder = random.integers(0, CODES, number), random.integers(0, CODERS, number)
    return DocumentCodings(code, coder, start, end, parts)


def _repeated(bounds: Ints, table: CodingTable) -> Units:
    """The units of one text, in each document."""
    offset = table.document_start[:-1, None]
    start, end = (offset + bounds[:, side] for side in (0, 1))
    return Units(start.ravel(), end.ravel())


def tables(bench: Bench) -> dict[str, Callable[[], object]]:
    """Each table of the issue by name."""
    table = bench.table
    everything = np.ones(len(table), dtype=np.bool_)
    codes = groups_of(table.code, CODES)
    documents = groups_of(table.document, DOCUMENTS)
    coders = groups_of(table.coder, CODERS)
    values = groups_of(np.arange(len(table)) % VALUES, VALUES)
    nothing = np.zeros(len(table), dtype=np.int64)

    def figures(cells: Cells, measure: Measure = Measure.CODINGS) -> object:
        return counted(table, cells, measure, nothing)

    def same(unit: TextUnit) -> object:
        units = document_units(table) if unit is TextUnit.DOCUMENT else bench.units(unit)
        return figures(cells_of_units(codes, codes, touched_by_all(table, units), len(units)))

    def by(line: str) -> object:
        relation, same_coder = parse_relation(line)
        pairs = related.pairs(bench, relation, everything, everything, same_coder=same_coder)
        return figures(cells_of_pairs(codes, codes, pairs))

    def sequence(within: int | None) -> object:
        words_ = bench.units(TextUnit.WORD)
        places = anywhere(table) if within is None else word_places(table, words_)
        pairs = transitions(table, everything, places, within, same_coder=True)
        return figures(cells_of_pairs(codes, codes, pairs))

    sentence = bench.units(TextUnit.SENTENCE)
    kind = np.arange(DOCUMENTS) % KINDS
    of_kinds = groups_of(kind[table.document], KINDS)
    overlapping = related.pairs(bench, Overlap.OVERLAPS, everything, everything, same_coder=False)

    def per_words() -> object:
        about = np.arange(KINDS)[:, None] == kind
        sides = np.ones((CODES + 1, DOCUMENTS), dtype=np.bool_), np.vstack((about, about.any(0)))
        whole = Universe(*sides, np.ones(DOCUMENTS))
        words_ = bench.units(TextUnit.WORD)
        number = np.diff(np.searchsorted(words_.start, table.document_start)).astype(np.float64)
        return rates(by_document(table, cells_in_both(codes, of_kinds)), whole, number / 1_000)

    return {
        "codes × codes, overlaps": lambda: by("overlaps"),
        "codes × codes, same sentence": lambda: same(TextUnit.SENTENCE),
        "codes × codes, same paragraph": lambda: same(TextUnit.PARAGRAPH),
        "codes × codes, same document": lambda: same(TextUnit.DOCUMENT),
        "codes × codes, within 5 words": lambda: by("within 5 words of"),
        "codes × codes, followed": lambda: sequence(None),
        "codes × codes, followed within 20 words": lambda: sequence(20),
        "codes × codes, expected": lambda: expected_overlaps(table, codes, codes),
        "codes × codes, Jaccard of sentences": lambda: jaccard(
            codes, codes, touched_by_all(table, sentence), len(sentence)
        ),
        "codes × documents": lambda: figures(cells_in_both(codes, documents)),
        "codes × documents, characters": lambda: figures(
            cells_in_both(codes, documents), Measure.CHARACTERS
        ),
        "codes × documents, passages": lambda: figures(
            cells_in_both(codes, documents), Measure.PASSAGES
        ),
        "codes × coders": lambda: figures(cells_in_both(codes, coders)),
        "codes × coders, documents": lambda: figures(
            cells_in_both(codes, coders), Measure.DOCUMENTS
        ),
        "codes × kinds of texts, per 1,000 words with intervals": per_words,
        "codes × codes, overlaps, dispersion": lambda: by_document(
            table, cells_of_pairs(codes, codes, overlapping)
        ),
        "values × codes": lambda: figures(cells_in_both(values, codes)),
    }


def concordance() -> float:
    """KWIC: 10,000 hits sorted by the third word to the left."""
    text = (SENTENCE * 20_000)[:1_000_000]
    places = np.arange(10_000, dtype=np.int64) * 90 + 500
    found = np.column_stack(quick_words(text))
    bounds = Units(found[:, 0], found[:, 1])
    sorting = Sorting((-1, -2, -3))
    return best(lambda: order_of_lines([Hits(text, bounds, places, places + 7)], sorting))


def measure(codings: int, characters: int, *, with_peers: bool = False) -> dict[str, float]:
    """Milliseconds by what is asked."""
    bench, units = make(codings, characters)
    everything = np.ones(len(bench.table), dtype=np.bool_)
    for line in QUESTIONS:  # what is kept is made
        answer(parse(line), bench, everything)
    result = {f"units ({characters // 10**6} MB, once)": float(units)}
    for line in QUESTIONS:
        question: Question = parse(line)
        result[line] = best(lambda q=question: answer(q, bench, everything))  # type: ignore[misc]
    result |= {name: best(action) for name, action in tables(bench).items()}
    result["KWIC, 10,000 hits sorted"] = concordance()
    result |= portraits(bench)
    if with_peers:
        result |= yardstick(bench)
    return result


def portraits(bench: Bench) -> dict[str, float]:
    """The portrait of all documents: laid out, and painted, where Qt is installed."""
    table = bench.table
    begins = table.document_start[:-1][table.document[table.parts.coding]]
    picture = Portrait(
        Heading("Portrait", "", ()),
        [str(number) for number in range(DOCUMENTS)],
        [("", DOCUMENTS)],
        np.diff(table.document_start) - 1,
        table.document[table.parts.coding],
        table.parts.start - begins,
        table.parts.end - begins,
        table.code[table.parts.coding],
        table.parts.coding,
        [str(number) for number in range(CODES)],
        [OKABE_ITO[number % len(OKABE_ITO)] for number in range(CODES)],
        (),
    )
    look = print_look()
    result = {"portrait of 1,000 documents, laid out": best(lambda: draw(picture, look))}
    if find_spec("PySide6") is not None:
        from tests.benchmarks.painted import screenful  # noqa: PLC0415

        painted = best(lambda: screenful(draw(picture, look)))
        result["portrait of 1,000 documents, laid out and painted"] = painted
    return result


def yardstick(bench: Bench) -> dict[str, float]:
    """Overlaps here and elsewhere; what is found must be the same."""
    everything = np.ones(len(bench.table), dtype=np.bool_)
    question = parse("code:1 overlaps code:2")
    codes = groups_of(bench.table.code, CODES)

    def cells() -> int:
        found = related.pairs(bench, Overlap.OVERLAPS, everything, everything, same_coder=False)
        return cells_of_pairs(codes, codes, found).coding.size

    ours: tuple[Callable[[], int], Callable[[], int]] = (
        lambda: len(answer(question, bench, everything)),
        cells,
    )
    result = {
        "here, overlaps of two codes": best(ours[0]),
        "here, codes × codes, overlaps": best(ours[1]),
    }
    for name, ask in peers(bench.table):
        assert ask() == ours["×" in name](), name
        result[name] = best(ask)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--large", action="store_true", help="1,000,000 codings on 100 MB")
    parser.add_argument("--peers", action="store_true", help="other tools on the same rows")
    options = parser.parse_args()
    size = (1_000_000, 100_000_000) if options.large else (100_000, 10_000_000)
    result = measure(*size, with_peers=options.peers)
    if options.json:
        print(json.dumps(result, indent=2))
        return
    print(f"{size[0]:,} codings on {size[1] // 10**6} MB; milliseconds")
    for name, milliseconds in result.items():
        print(f"{name:64}{milliseconds:>10.1f}")


if __name__ == "__main__":
    main()
