"""From a worked case to a figure of the engine: one function a measure, any data of its type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from annotator.agreement.coefficients import alpha_u, chance, percent
from annotator.agreement.coefficients.alpha import alpha, set_alpha
from annotator.agreement.coefficients.distances import nominal
from annotator.agreement.coefficients.segmentation import (
    Segmentation,
    boundary_pi,
    boundary_similarity,
)
from annotator.agreement.coefficients.unitized import unitized_alphas
from annotator.agreement.confidence.pair_bootstrap import PairBootstrap, pair_bootstrap
from annotator.agreement.data.code_sets import character_sets
from annotator.agreement.data.continuum import Bools, Codings, Continuum
from annotator.agreement.data.flat_corpus import concatenate
from annotator.agreement.data.partition import partition
from annotator.agreement.data.ratings import Ratings, binary_ratings, ratings_of
from annotator.agreement.data.sweep_line import character_patterns, span_boundaries
from annotator.agreement.figure import Figure
from annotator.agreement.gamma.dissimilarity import Dissimilarity, UnitTable
from annotator.agreement.gamma.gamma import best_disorder, gamma, one_minus
from annotator.agreement.gamma.gamma_cat import GammaSettings
from annotator.agreement.gamma.sampling import SAMPLERS
from annotator.agreement.measures.table import AgreementTable, agreement_table

Case = dict[str, Any]
"""What a case gives, as JSON has it."""
OfRatings = Callable[[Ratings], Figure]
Measure = Callable[[Case, str | None], Figure]
"""From the data of a case and the code in brackets to the figure."""


class Spans:
    """A `spans` case: coders with [start, end, label] spans on a continuum."""

    def __init__(self, data: Case, labelled: bool = True) -> None:
        begin = data.get("begin", 0)
        coders = data["coders"]
        self.labels = sorted(
            {str(label) for own in coders.values() for _, _, label in own} if labelled else {""}
        )
        self.names = list(coders)
        self.continuum = Continuum(
            data["length"],
            tuple(
                Codings.of(
                    (self.labels.index(str(label) if labelled else ""), [(s - begin, e - begin)])
                    for s, e, label in own
                )
                for own in coders.values()
            ),
        )
        self.corpus = concatenate([self.continuum], len(self.names), len(self.labels))

    def table(self) -> AgreementTable:
        return agreement_table([self.continuum], self.names, self.labels)

    def code(self, label: str | None) -> int:
        if label is None:
            assert len(self.labels) == 1, "a binary figure without a label needs a single code"
            return 0
        return self.labels.index(label)

    def binary(self, label: str | None) -> Ratings:
        """Present or absent on characters."""
        patterns = character_patterns(self.corpus, span_boundaries(self.corpus))
        return binary_ratings(self.corpus, patterns, self.code(label))

    def sets(self) -> tuple[Ratings, Bools]:
        found = character_sets(self.corpus, span_boundaries(self.corpus))
        return Ratings(found.value, found.weight, found.members.shape[0]), found.members


def rows_of(data: Case) -> list[list[Any]]:
    """The rows of an `items` case, each as often as it is counted."""
    if "items_counted" in data:
        return [row for count, row in data["items_counted"] for _ in range(count)]
    rows: list[list[Any]] = data["items"]
    return rows


def rated(data: Case) -> tuple[Ratings, tuple[Any, ...]]:
    """Ratings and the values in order."""
    rows = rows_of(data)
    if data["kind"] == "sets":
        rows = [[None if value is None else frozenset(value) for value in row] for row in rows]
    return ratings_of(rows, data.get("categories"))


def items(measure: OfRatings) -> Measure:
    return lambda data, argument: measure(rated(data)[0])


def level(name: str) -> Measure:
    def measure(data: Case, argument: str | None) -> Figure:
        ratings, labels = rated(data)
        scale = None if name in ("nominal", "ordinal") else np.array(labels, dtype=np.float64)
        return alpha(ratings, name, scale)

    return measure


def sets(distance: str) -> Measure:
    def measure(data: Case, argument: str | None) -> Figure:
        if data["type"] == "spans":
            on_characters, members = Spans(data).sets()
            return set_alpha(on_characters, members, distance)
        ratings, labels = rated(data)
        codes = sorted({code for label in labels for code in label})
        members = np.array([[code in label for code in codes] for label in labels], dtype=np.bool_)
        return set_alpha(ratings, members.reshape(len(labels), len(codes)), distance)

    return measure


def on_characters(measure: OfRatings) -> Measure:
    """A classical coefficient of one code on characters, from spans or from ready items."""

    def compute(data: Case, argument: str | None) -> Figure:
        ratings = Spans(data).binary(argument) if data["type"] == "spans" else rated(data)[0]
        return measure(ratings)

    return compute


def overall(field: str, labelled: bool = True) -> Measure:
    """A figure of all codes together, or of the one in brackets."""

    def measure(data: Case, argument: str | None) -> Figure:
        spans = Spans(data, labelled)
        table = spans.table()
        row = table.overall if argument is None else table.rows[spans.code(argument)]
        figure: Figure = getattr(row, field)
        return figure

    return measure


def by_code(field: str) -> Measure:
    def measure(data: Case, argument: str | None) -> Figure:
        spans = Spans(data)
        figure: Figure = getattr(spans.table().rows[spans.code(argument)], field)
        return figure

    return measure


def family(field: str) -> Measure:
    """A figure of the u-alpha family; of one code, or of one code against the rest of the text."""

    def measure(data: Case, argument: str | None) -> Figure:
        spans = Spans(data)
        figures = unitized_alphas(partition(spans.corpus))
        figure: Figure | tuple[Figure, ...] = getattr(figures, field)
        return figure[spans.code(argument)] if isinstance(figure, tuple) else figure

    return measure


def u_alpha_of_code(data: Case, argument: str | None) -> Figure:
    spans = Spans(data)
    parts = partition(spans.corpus)
    if argument is not None:
        parts = parts.of_code(spans.code(argument))
    return unitized_alphas(parts).u_alpha


def alpha_u04(data: Case, argument: str | None) -> Figure:
    spans = Spans(data)
    codes = range(len(spans.labels)) if argument is None else [spans.code(argument)]
    return alpha_u.alpha_u_of(partition(spans.corpus), list(codes))


def unit_table(coders: Mapping[str, Sequence[Sequence[Any]]], labels: Sequence[str]) -> UnitTable:
    """Coders with [start, end, label] units as one group."""
    rows = [
        (float(start), float(end), labels.index(str(label)), coder)
        for coder, own in enumerate(coders.values())
        for start, end, label in own
    ]
    columns = np.array(rows, dtype=np.float64).reshape(-1, 4)
    code, coder = columns[:, 2].astype(np.int64), columns[:, 3].astype(np.int64)
    return UnitTable(columns[:, 0], columns[:, 1], code, coder, coder * 0, len(coders), 1)


def gamma_labels(data: Case) -> list[str]:
    return sorted({str(label) for own in data["coders"].values() for _, _, label in own})


def dissimilarity(data: Case) -> Dissimilarity:
    assert data.get("categorical", "0/1") == "0/1"
    return Dissimilarity(
        float(data.get("alpha", 1)), float(data.get("beta", 1)), float(data.get("delta_empty", 1))
    )


def best_alignment(data: Case, argument: str | None) -> Figure:
    labels = gamma_labels(data)
    return Figure(best_disorder(unit_table(data["coders"], labels), dissimilarity(data)))


def gamma_replay(data: Case, argument: str | None) -> Figure:
    """Gamma with the expected disorder taken from given random continua."""
    labels = gamma_labels(data)
    measure = dissimilarity(data)
    expected = []
    for sample in data["replay_samples"]:
        # The positions of a replayed sample are stored as whole numbers; gamma has no scale.
        found = best_disorder(unit_table(sample["coders"], labels), measure)
        assert found == pytest.approx(sample["disorder"], abs=1e-4)
        expected.append(found)
    observed = best_disorder(unit_table(data["coders"], labels), measure)
    return one_minus(observed, sum(expected) / len(expected), {})


def gamma_settings(data: Case) -> GammaSettings:
    """What a case names: sampler, number of random continua, precision, seed.

    The worked values come from pygamma-agreement, which counts absent partners in gamma-cat.
    """
    return GammaSettings(
        dissimilarity(data),
        sampler=sampler_named(data.get("sampler") or "statistical"),
        samples=int(data.get("samples") or data.get("n_samples") or 100),
        precision=data.get("precision"),
        seed=int(data.get("seed", 0)),
        unpaired=bool(data.get("unpaired", True)),
    )


def sampler_named(name: str) -> str:
    """One of SAMPLERS; other programs write StatisticalContinuumSampler and the like."""
    found = [known for known in SAMPLERS if known in name.lower()]
    if len(found) != 1:
        raise ValueError(f"no sampler is called {name!r} (there are: {', '.join(SAMPLERS)})")
    return found[0]


def gamma_figure(field: str) -> Measure:
    def measure(data: Case, argument: str | None) -> Figure:
        labels = gamma_labels(data)
        found = gamma(unit_table(data["coders"], labels), len(labels), gamma_settings(data))
        figure: Figure | tuple[Figure, ...] = getattr(found, field)
        if isinstance(figure, Figure):
            return figure
        assert argument is not None, "a figure of each code: which one?"
        return figure[labels.index(argument)]

    return measure


def positional(data: Case, argument: str | None, one: str = "a", other: str = "b") -> Figure:
    table = unit_table({"a": [[*data[one], ""]], "b": [[*data[other], ""]]}, [""])
    measure = Dissimilarity(delta_empty=float(data.get("delta_empty", 1)))
    return Figure(float(measure.positional(table, np.array([0]), np.array([1]))[0]))


def scale_invariance(data: Case, argument: str | None) -> Figure:
    first = positional(data, None, "a1", "b1")
    assert positional(data, None, "a2", "b2").value == pytest.approx(first.value, abs=1e-12)
    return first


def segmentation(masses: Sequence[int]) -> Segmentation:
    ends = np.cumsum(np.array(masses, dtype=np.int64))
    return Segmentation(int(ends[-1]), ends[:-1])


def similarity(data: Case, argument: str | None) -> Figure:
    return boundary_similarity(segmentation(data["a"]), segmentation(data["b"]), data.get("n_t", 2))


def boundary_agreement(data: Case, argument: str | None) -> Figure:
    texts = [[segmentation(own) for own in coders.values()] for coders in data["items"].values()]
    return boundary_pi(texts, data.get("n_t", 2))


def bootstrap(summary: Callable[[PairBootstrap], float | None]) -> Measure:
    def measure(data: Case, argument: str | None) -> Figure:
        ratings, _ = rated(data)
        found = pair_bootstrap(ratings, nominal(ratings.values), n_resamples=20_000, seed=1)
        value = None if found.alpha.value is None else summary(found)
        return found.alpha if value is None else Figure(float(value))

    return measure


MEASURES = {
    "f1_exact": overall("f1_exact"),
    "f1_exact_unlabelled": overall("f1_exact", labelled=False),
    "f1_overlap_same_label": overall("f1_overlap"),
    "f1_char": overall("f1_character"),
    "char_set_nominal_alpha": overall("alpha_character"),
    "char_nominal_alpha": overall("alpha_character"),
    "char_set_jaccard_alpha": sets("jaccard"),
    "char_set_masi_alpha": sets("masi"),
    "char_binary_alpha": by_code("alpha_character"),
    "char_binary_alpha_nominal": on_characters(alpha),
    "char_binary_cohen_kappa": on_characters(chance.cohen_kappa),
    "char_binary_scott_pi": on_characters(chance.scott_pi),
    "alpha_nominal": level("nominal"),
    "alpha_ordinal": level("ordinal"),
    "alpha_interval": level("interval"),
    "alpha_ratio": level("ratio"),
    "alpha_jaccard": sets("jaccard"),
    "alpha_masi": sets("masi"),
    "alpha_passonneau04": sets("passonneau04"),
    "alpha_masi_dkprovariant": sets("masi_dkpro"),
    "percent_units": items(percent.percent_units),
    "percent_values": items(percent.percent_values),
    "percent_pairs": items(percent.percent_pairs),
    "holsti": items(percent.holsti),
    "cohen_kappa": items(chance.cohen_kappa),
    "scott_pi": items(chance.scott_pi),
    "fleiss_kappa": items(chance.fleiss_kappa),
    "fleiss_gwet": items(chance.fleiss_gwet),
    "gwet_ac1": items(chance.gwet_ac1),
    "light_kappa": items(chance.light_kappa),
    "hubert_kappa": items(chance.hubert_kappa),
    "bennett_s": items(chance.bennett_s),
    "randolph_kappa": items(chance.randolph_kappa),
    "u_alpha": u_alpha_of_code,
    "u_alpha_nominal": u_alpha_of_code,
    "u_alpha_binary": family("binary"),
    "cu_alpha": family("coding"),
    "ku_alpha": family("by_code"),
    "coverage": family("coverage"),
    "gamma": gamma_figure("gamma"),
    "gamma_cat": gamma_figure("cat"),
    "gamma_k": gamma_figure("by_code"),
    "gamma_best_alignment_disorder": best_alignment,
    "gamma_replay": gamma_replay,
    "gamma_positional_dissimilarity": positional,
    "gamma_positional_scale_invariance": scale_invariance,
    "boundary_similarity": similarity,
    "boundary_actual_agreement_pi": boundary_agreement,
    "krippendorff_bootstrap_mean": bootstrap(lambda found: found.values.mean()),
    "krippendorff_bootstrap_sd": bootstrap(lambda found: found.values.std()),
    "krippendorff_bootstrap_q025": bootstrap(lambda found: found.quantile(0.025)),
    "krippendorff_bootstrap_q975": bootstrap(lambda found: found.quantile(0.975)),
    "alphaU04": alpha_u04,
}
"""Measure name (before any [code]) -> function of the case's data and the code, to a Figure."""

PARTS = {
    "_Do": "observed",
    "_De": "expected",
    "_observed": "observed",
    "_expected": "expected",
    "_observed_disagreement": "observed",
    "_expected_disagreement": "expected",
}
"""Endings by which a case asks for what a coefficient is made of: 1 - observed / expected."""
PARTS_OF_COUNTS = {
    "observed": ("observed disagreement", "observed disorder"),
    "expected": ("expected disagreement", "expected disorder"),
}


def measure_named(name: str) -> Measure | None:
    """The measure of a name, or the part of one; None where there is none."""
    if name in MEASURES:
        return MEASURES[name]
    for ending in sorted(PARTS, key=len, reverse=True):
        whole = name.removesuffix(ending)
        if whole != name and whole in MEASURES:
            return part_of(MEASURES[whole], PARTS[ending])
    return None


def part_of(measure: Measure, part: str) -> Measure:
    """The observed or the expected disagreement behind a measure."""

    def compute(data: Case, argument: str | None) -> Figure:
        figure = measure(data, argument)
        value = disagreement_in(figure, part)
        return figure if value is None else Figure(value)

    return compute


def disagreement_in(figure: Figure, part: str) -> float | None:
    """From the counts of a figure; None where it has none, which needs a reason."""
    counts = figure.counts
    named = [name for name in PARTS_OF_COUNTS[part] if name in counts]
    if named:
        return counts[named[0]]
    if "length" in counts and part in counts:  # the u-alpha family counts lengths that differ
        return counts[part] / counts["length"] if counts["length"] else None
    if "expected by chance" in counts:  # (po - pe) / (1 - pe)
        agreed = counts.get("observed" if part == "observed" else "expected by chance")
        return None if agreed is None else 1 - agreed
    return unlike_in(figure, part)


def unlike_in(figure: Figure, part: str) -> float | None:
    """The same from unlike coincidences, as the default table counts them."""
    n, ones = figure.counts.get("values"), figure.counts.get("values with the code")
    if not n:
        assert figure.reason is not None, "this measure is not made of disagreement"
        return None
    if part == "expected" and ones is not None:
        return 2 * ones * (n - ones) / (n * (n - 1))
    observed = figure.counts["unlike coincidences"] / n
    if part == "observed":
        return observed
    return None if figure.value in (None, 1) else observed / (1 - figure.value)


NOT_BUILT: set[str] = set()
"""Measures of the cases that the engine does not compute yet."""
