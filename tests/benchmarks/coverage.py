"""How often intervals of agreement hold the truth, on simulated documents.

    python tests/benchmarks/coverage.py [--json] [--replications N] [--documents N] [--bootstrap N]

A population of documents is made: they differ in how much of them a code covers and in how well
each coder does in them, and coders drift: those who begin well end worse, or the other way round.
The truth is the figure over the whole population. Samples of D documents are drawn from it, each
gives an interval, and an interval of 95 % should hold the truth in 95 of 100 samples. The table
shows, for each kind of population and D, the share that does, the mean width, the misses on either
side ("looks too good": the truth lies below the interval) and the samples without an interval.

A minute with `--replications 150 --documents 4000`; the manual's table comes from 4,000
replications and 20,000 documents. `--bootstrap N` adds the bootstrap of N draws, from 30 documents.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.agreement.confidence.bootstrap import resample
from annotator.agreement.confidence.interval import Interval
from annotator.agreement.confidence.jackknife import Jackknife
from annotator.agreement.data.clusters import clusters_of
from annotator.agreement.data.continuum import Codings, Continuum, Floats, Ints
from annotator.agreement.measures.interval_table import (
    features_of,
    overall_intervals,
    row_intervals,
)
from annotator.agreement.measures.table import AgreementTable, Row, table_of
from annotator.agreement.measures.table_sums import table_sums

SAMPLES = (3, 5, 8, 12, 20, 30, 50)
BOOTSTRAP_FROM = 30
"""Documents from which the bootstrap is tried: it takes 25 effective ones."""
FIGURES = ("alpha_character", "f1_overlap", "f1_character", "percent_character")
SPAN = 60
"""Mean characters of a coding."""
LENGTH = 3_000
"""Median characters of a document."""


@dataclass(frozen=True)
class Population:
    """prevalence: mean share of the text that a code covers."""

    prevalence: float
    codes: int
    coders: int


POPULATIONS = (
    Population(0.01, 1, 2),
    Population(0.01, 4, 3),
    Population(0.05, 2, 2),
    Population(0.05, 4, 3),
    Population(0.20, 1, 2),
    Population(0.20, 3, 3),
)


@dataclass
class Count:
    """What became of the intervals of one figure, by one method, in samples of one size."""

    population: Population
    documents: int
    figure: str
    method: str
    truth: float
    samples: int = 0
    covered: int = 0
    too_high: int = 0
    too_low: int = 0
    missing: int = 0
    width: float = 0.0

    def add(self, interval: Interval) -> None:
        """Count one more sample; `too_high`: the truth lies below the interval."""
        self.samples += 1
        if interval.ends is None:
            self.missing += 1
            return
        low, high = interval.ends
        self.width += high - low
        self.too_high += self.truth < low
        self.too_low += self.truth > high
        self.covered += low <= self.truth <= high

    def shares(self) -> dict[str, float | None]:
        """Of the samples that have an interval; `missing` of all samples."""
        there = self.samples - self.missing
        parts = {
            "coverage": self.covered,
            "width": self.width,
            "too_high": self.too_high,
            "too_low": self.too_low,
        }
        found = {name: value / there if there else None for name, value in parts.items()}
        return {**found, "missing": self.missing / self.samples}


def population(one: Population, count: int, random: np.random.Generator) -> list[Continuum]:
    """Documents with what every coder coded in them."""
    length = np.clip(random.lognormal(np.log(LENGTH), 0.5, count), 500, 20_000).astype(np.int64)
    uneven = random.gamma(1.0, 1.0, (count, one.codes))  # documents differ much in prevalence
    rate = one.prevalence * uneven * length[:, None] / SPAN
    number = random.poisson(rate)
    document = np.repeat(np.repeat(np.arange(count), one.codes), number.ravel())
    code = np.repeat(np.tile(np.arange(one.codes), count), number.ravel())
    size = np.clip(random.exponential(SPAN, document.size), 8, 400).astype(np.int64)
    start = (random.random(document.size) * (length[document] - size)).astype(np.int64)
    when = random.random(count)
    coders = [
        _coder(one, (document, code, start, size), (length, number, when), random)
        for _ in range(one.coders)
    ]
    return [Continuum(int(length[n]), tuple(own[n] for own in coders)) for n in range(count)]


def _coder(
    one: Population,
    truth: tuple[Ints, Ints, Ints, Ints],
    documents: tuple[Ints, Ints, Floats],
    random: np.random.Generator,
) -> list[Codings]:
    """One coder's codings by document: some passages are missed, some have other ends or another
    code, some are the coder's own; how many differs by document and over time."""
    document, code, start, size = truth
    length, number, when = documents
    count = length.size
    drift = random.uniform(-0.3, 0.3) * (when - 0.5)
    skill = np.clip(random.beta(8, 2, count) + drift, 0.05, 0.99)
    found = random.random(document.size) < skill[document]
    extra = random.poisson(0.25 * (1 - skill) * number.sum(axis=1))
    own = np.repeat(np.arange(count), extra)
    where = np.concatenate((document[found], own))
    label = np.concatenate((code[found], random.integers(0, one.codes, own.size)))
    wide = np.concatenate((size[found], random.exponential(SPAN, own.size).astype(np.int64) + 8))
    begin = np.concatenate((start[found], (random.random(own.size) * length[own]).astype(np.int64)))
    moved = random.random(where.size) < 0.5
    begin = begin + np.where(moved, random.integers(-12, 13, where.size), 0)
    end = begin + np.maximum(3, wide + np.where(moved, random.integers(-12, 13, where.size), 0))
    confused = random.random(where.size) < 0.1 * (1 - skill[where])
    label = np.where(confused, random.integers(0, one.codes, where.size), label)
    begin = np.clip(begin, 0, length[where] - 3)
    end = np.clip(end, begin + 1, length[where])
    order = np.argsort(where, kind="stable")
    cuts = np.searchsorted(where[order], np.arange(1, count))
    parts = (np.split(column[order], cuts) for column in (begin, end, label))
    return [Codings.contiguous(*columns) for columns in zip(*parts, strict=True)]


def measured(
    one: Population, features: Floats, truth: AgreementTable, options: argparse.Namespace
) -> Iterator[Count]:
    """The counts of all figures, sizes of sample and methods."""
    random = np.random.default_rng(7)
    for size in SAMPLES:
        methods = ["jackknife"]
        methods += ["bootstrap"] if options.bootstrap and size >= BOOTSTRAP_FROM else []
        for method in methods:
            counts = _empty(one, size, method, truth)
            for sample in range(options.replications):
                own = features[random.integers(0, features.shape[0], size)]
                by = (
                    Jackknife(own)
                    if method == "jackknife"
                    else resample(own, options.bootstrap, seed=sample)
                )
                code = row_intervals(by, "document", 0, 0)
                overall = overall_intervals(by, "document", one.codes)
                for count in counts:
                    row = overall if count.figure.startswith("overall") else code
                    count.add(getattr(row, count.figure.removeprefix("overall ")))
            yield from counts


def _empty(one: Population, size: int, method: str, truth: AgreementTable) -> list[Count]:
    def of(row: Row, figure: str, name: str) -> Count:
        value = getattr(row, figure).value
        assert value is not None
        return Count(one, size, name, method, value)

    counts = [of(truth.rows[0], figure, figure) for figure in FIGURES]
    return [*counts, of(truth.overall, "alpha_character", "overall alpha_character")]


def show(counts: list[Count]) -> None:
    """The table: a line for each population, figure, method and size of sample."""
    print(
        f"{'prevalence':>10} {'codes':>5} {'coders':>6} {'figure':<24} {'truth':>6} {'method':<10}"
        f"{'D':>4}{'covers':>8}{'width':>7}{'too good':>10}{'too bad':>9}{'none':>7}"
    )
    for one in counts:
        shares = one.shares()
        cells = [shares[name] for name in ("coverage", "width", "too_high", "too_low", "missing")]
        cover, width, high, low, none = ("–" if c is None else f"{c:.3f}" for c in cells)
        who = one.population
        print(
            f"{who.prevalence:>10.0%} {who.codes:>5} {who.coders:>6} {one.figure:<24}"
            f" {one.truth:>6.3f} {one.method:<10}{one.documents:>4}{cover:>8}{width:>7}{high:>10}"
            f"{low:>9}{none:>7}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--json", action="store_true", help="a list of objects on stdout")
    parser.add_argument("--replications", type=int, default=1000, metavar="N")
    parser.add_argument("--documents", type=int, default=20_000, metavar="N")
    parser.add_argument("--bootstrap", type=int, default=0, metavar="N", help="draws")
    options = parser.parse_args()
    counts: list[Count] = []
    for number, one in enumerate(POPULATIONS):
        texts = population(one, options.documents, np.random.default_rng(number))
        found = clusters_of(texts, one.coders, one.codes)
        sums = table_sums(found.corpus)
        names = [str(coder) for coder in range(one.coders)]
        truth = table_of(sums, names, [str(code) for code in range(one.codes)], len(texts))
        counts += measured(one, features_of(sums, found), truth, options)
        print(f"{number + 1} of {len(POPULATIONS)} populations", file=sys.stderr)
    if options.json:
        print(json.dumps([asdict(one) | one.shares() for one in counts], indent=1))
    else:
        show(counts)


if __name__ == "__main__":
    main()
