"""How fast agreement is, beside the libraries of the field in the same run.

    python tests/benchmarks/agreement.py [--json] [--quick]

Peers (krippendorff, pygamma-agreement, scikit-learn, nltk) come with the extra `benchmarks` and are
only for development: a line says which one is missing. 1,000,000 characters, 4 codes; every peer
gets what it takes (usually one value a character), and its preparation is not timed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
import tracemalloc
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.agreement.coefficients import binary
from annotator.agreement.coefficients.alpha_u import alpha_u
from annotator.agreement.coefficients.chance import cohen_kappa
from annotator.agreement.confidence.interval import BOOTSTRAP
from annotator.agreement.data.continuum import Codings, Continuum
from annotator.agreement.data.flat_corpus import concatenate
from annotator.agreement.data.partition import partition
from annotator.agreement.data.ratings import binary_ratings
from annotator.agreement.data.sweep_line import character_patterns, span_boundaries
from annotator.agreement.gamma.gamma import gamma
from annotator.agreement.gamma.gamma_cat import GammaSettings
from annotator.agreement.measures.interval_table import interval_table
from annotator.agreement.measures.table import agreement_table
from annotator.agreement.measures.unitizing import gamma_units

LENGTH = 1_000_000
CODES = 4
PARAGRAPH = 1_000


def coded_text(coders: int, spans: int, length: int = LENGTH, seed: int = 1) -> Continuum:
    """Coders who agree by and large: shared passages with shifted edges, 15 % of their own."""
    random = np.random.default_rng(seed)
    start = random.integers(0, length - 100, spans)
    size, code = random.integers(5, 40, spans), random.integers(0, CODES, spans)
    own = []
    for _ in range(coders):
        begin = np.clip(start + random.integers(-5, 6, spans), 0, length - 100)
        end = begin + np.maximum(1, size + random.integers(-5, 6, spans))
        free = random.random(spans) < 0.15
        begin[free] = random.integers(0, length - 100, int(free.sum()))
        end[free] = begin[free] + size[free]
        label = np.where(free, random.integers(0, CODES, spans), code)
        own.append(Codings.contiguous(begin, end, label))
    return Continuum(length, tuple(own))


def flat_text(coders: int, spans: int, length: int = LENGTH, seed: int = 2) -> Continuum:
    """The same without overlaps within a coder: a span in each cell of a grid."""
    random = np.random.default_rng(seed)
    cell = length // spans
    code = random.integers(0, CODES, spans)
    own = []
    for _ in range(coders):
        begin = np.arange(spans) * cell + random.integers(0, cell // 2, spans)
        end = begin + random.integers(1, cell // 2, spans)
        label = np.where(random.random(spans) < 0.1, random.integers(0, CODES, spans), code)
        own.append(Codings.contiguous(begin, end, label))
    return Continuum(length, tuple(own))


def four_alphas(text: Continuum) -> list[float | None]:
    corpus = concatenate([text], len(text.codings), CODES)
    sums = binary.binary_sums(corpus, character_patterns(corpus, span_boundaries(corpus))).totals()
    return [binary.alpha_figure(sums[code]).value for code in range(CODES)]


def characters(text: Continuum) -> np.ndarray[tuple[int, ...], np.dtype[np.int8]]:
    """(codes, coders, characters) 0 or 1: what the peers take."""
    values = np.zeros((CODES, len(text.codings), text.length), dtype=np.int8)
    for coder, own in enumerate(text.codings):
        assert own is not None
        for start, end, code in zip(own.start, own.end, own.code[own.coding], strict=True):
            values[code, coder, start:end] = 1
    return values


def timed(function: Callable[[], Any], repeat: int = 3) -> tuple[float, Any]:
    """Best of `repeat` runs, seconds."""
    best, result = float("inf"), None
    for _ in range(repeat):
        begin = time.perf_counter()
        result = function()
        best = min(best, time.perf_counter() - begin)
    return best, result


def extra_memory(function: Callable[[], Any]) -> float:
    """Megabytes allocated at most during a run, over what was held before."""
    tracemalloc.start()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    function()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return (peak - held) / 2**20


class Report:
    """The rows, and the peers that are missing."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.missing: set[str] = set()

    def peer(self, name: str) -> ModuleType | None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return importlib.import_module(name)
        except ImportError:
            self.missing.add(name)
            return None

    def add(
        self,
        what: str,
        coders: int,
        spans: int,
        ours: Callable[[], Any],
        peer: tuple[str, Callable[[], Any]] | None = None,
        repeat: int = 3,
    ) -> None:
        ours()
        seconds, result = timed(ours, repeat)
        row: dict[str, Any] = {"what": what, "coders": coders, "spans": spans, "seconds": seconds}
        row |= {"peer": None, "peer_seconds": None, "ratio": None}
        if peer is not None:
            name, run = peer
            taken, theirs = timed(run, 1)
            row |= {"peer": name, "peer_seconds": taken, "ratio": taken / seconds}
            if isinstance(result, list):
                assert np.allclose(result, theirs, atol=1e-9), (what, result, theirs)
        row["extra_mb"] = extra_memory(ours)
        self.rows.append(row)


def on_characters(report: Report, sizes: list[tuple[int, int]]) -> None:
    for coders, spans in sizes:
        text = coded_text(coders, spans)
        module, peer = report.peer("krippendorff"), None
        if module is not None:
            alpha, values = module.alpha, characters(text)
            peer = (
                "krippendorff",
                lambda alpha=alpha, values=values: [
                    alpha(own, level_of_measurement="nominal") for own in values
                ],
            )
        report.add("4 binary alphas on characters", coders, spans, partial(four_alphas, text), peer)


def kappas(report: Report) -> None:
    text = coded_text(2, 10_000)

    def ours() -> list[float | None]:
        corpus = concatenate([text], 2, CODES)
        patterns = character_patterns(corpus, span_boundaries(corpus))
        return [cohen_kappa(binary_ratings(corpus, patterns, code)).value for code in range(CODES)]

    module, peer = report.peer("sklearn.metrics"), None
    if module is not None:
        score, values = module.cohen_kappa_score, characters(text)
        peer = ("scikit-learn", lambda: [score(*own) for own in values])
    report.add("4 Cohen's kappas on characters", 2, 10_000, ours, peer)


def small_alpha(report: Report) -> None:
    """NLTK takes a value a character as a Python tuple: a shorter text."""
    text = coded_text(2, 200, length=20_000)
    module, peer = report.peer("nltk.metrics.agreement"), None
    if module is not None:
        values, task = characters(text), module.AnnotationTask
        peer = (
            "nltk",
            lambda: [
                task([(c, u, int(v)) for c in range(2) for u, v in enumerate(own[c])]).alpha()
                for own in values
            ],
        )
    report.add("4 binary alphas on 20,000 characters", 2, 200, lambda: four_alphas(text), peer)


def unitizing(report: Report) -> None:
    text = flat_text(2, 10_000)

    def ours() -> list[float | None]:
        parts = partition(concatenate([text], 2, CODES))
        return [alpha_u(parts, code).value for code in range(CODES)]

    report.add("alpha-U of 4 codes", 2, 10_000, ours)


def panels(report: Report, sizes: list[tuple[int, int]]) -> None:
    paragraphs = [np.arange(0, LENGTH, PARAGRAPH, dtype=np.int64)]
    for coders, spans in sizes:
        text, names = coded_text(coders, spans), [str(coder) for coder in range(coders)]
        report.add("default table", coders, spans, partial(agreement_table, [text], names, CODES))
        report.add(
            "default panel, jackknife over 1,000 paragraphs",
            coders,
            spans,
            partial(interval_table, [text], names, CODES, paragraphs=paragraphs),
        )
        report.add(
            "bootstrap panel, 1,000 draws of 1,000 paragraphs",
            coders,
            spans,
            partial(interval_table, [text], names, CODES, paragraphs=paragraphs, method=BOOTSTRAP),
        )


def gammas(report: Report, sizes: list[tuple[int, int]]) -> None:
    for coders, spans in sizes:
        length = min(LENGTH, spans * 100)
        units = gamma_units(concatenate([coded_text(coders, spans, length)], coders, CODES))
        report.add(
            "gamma, exact, 30 random continua",
            coders,
            spans,
            partial(gamma, units, CODES, GammaSettings(samples=30)),
            _pygamma(report, units) if spans <= 1_000 and coders == 2 else None,
            repeat=1 if spans > 1_000 else 3,
        )


def _pygamma(report: Report, units: Any) -> tuple[str, Callable[[], Any]] | None:
    module, core = report.peer("pygamma_agreement"), report.peer("pyannote.core")
    if module is None or core is None:
        return None
    continuum = module.Continuum()
    for start, end, code, coder in zip(
        units.start, units.end, units.code, units.coder, strict=True
    ):
        continuum.add(str(coder), core.Segment(float(start), float(end)), str(code))
    measure = module.CombinedCategoricalDissimilarity(alpha=1.0, beta=1.0, delta_empty=1.0)
    return "pygamma-agreement", lambda: continuum.compute_gamma(measure, n_samples=30).gamma


def show(report: Report) -> None:
    print(
        f"{'what':48}{'coders':>7}{'spans':>8}{'seconds':>10}  {'peer':18}{'seconds':>9}"
        f"{'ratio':>8}{'extra MB':>9}"
    )
    for row in report.rows:
        peer = f"{row['peer_seconds']:9.3f}{row['ratio']:8.0f}" if row["peer"] else " " * 17
        print(
            f"{row['what']:48}{row['coders']:>7}{row['spans']:>8}{row['seconds']:>10.4f}  "
            f"{row['peer'] or '-':18}{peer}{row['extra_mb']:>9.1f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--json", action="store_true", help="a list of objects on stdout")
    parser.add_argument("--quick", action="store_true", help="only the small sizes")
    options = parser.parse_args()
    sizes = [(2, 10_000)] if options.quick else [(2, 10_000), (5, 50_000)]
    report = Report()
    on_characters(report, sizes)
    small_alpha(report)
    kappas(report)
    unitizing(report)
    panels(report, sizes)
    gammas(report, [(2, 1_000)] if options.quick else [(2, 1_000), (3, 300), (2, 50_000)])
    for name in sorted(report.missing):
        print(f"not installed, so not compared: {name}", file=sys.stderr)
    if options.json:
        print(json.dumps(report.rows, indent=1))
    else:
        show(report)


if __name__ == "__main__":
    main()
