"""From a worked case to a figure of the engine: one function a measure, any data of its type."""

from __future__ import annotations

import numpy as np

from annotator.agreement import alpha_u, chance, percent
from annotator.agreement.alpha import alpha, set_alpha
from annotator.agreement.continuum import Codings, Continuum
from annotator.agreement.figure import Figure
from annotator.agreement.layout import lay_out
from annotator.agreement.partition import partition
from annotator.agreement.ratings import Ratings, binary_ratings, ratings_of
from annotator.agreement.sets import character_sets
from annotator.agreement.sweep import character_patterns, switches
from annotator.agreement.table import agreement_table
from annotator.agreement.unitized import unitized_alphas


class Spans:
    """A `spans` case: coders with [start, end, label] spans on a continuum."""

    def __init__(self, data, labelled=True):
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
        self.layout = lay_out([self.continuum], len(self.names), len(self.labels))

    def table(self):
        return agreement_table([self.continuum], self.names, self.labels)

    def code(self, label):
        if label is None:
            assert len(self.labels) == 1, "a binary figure without a label needs a single code"
            return 0
        return self.labels.index(label)

    def binary(self, label):
        """Present or absent on characters."""
        patterns = character_patterns(self.layout, switches(self.layout))
        return binary_ratings(self.layout, patterns, self.code(label))

    def sets(self):
        found = character_sets(self.layout, switches(self.layout))
        return Ratings(found.value, found.weight, found.members.shape[0]), found.members


def rows_of(data):
    """The rows of an `items` case, each as often as it is counted."""
    if "items_counted" in data:
        return [row for count, row in data["items_counted"] for _ in range(count)]
    return data["items"]


def rated(data):
    """Ratings and the values in order."""
    rows = rows_of(data)
    if data["kind"] == "sets":
        rows = [[None if value is None else frozenset(value) for value in row] for row in rows]
    return ratings_of(rows, data.get("categories"))


def items(measure):
    return lambda data, argument: measure(rated(data)[0])


def level(name):
    def measure(data, argument):
        ratings, labels = rated(data)
        scale = None if name in ("nominal", "ordinal") else np.array(labels, dtype=np.float64)
        return alpha(ratings, name, scale)

    return measure


def sets(distance):
    def measure(data, argument):
        if data["type"] == "spans":
            return set_alpha(*Spans(data).sets(), distance)
        ratings, labels = rated(data)
        codes = sorted({code for label in labels for code in label})
        members = np.array([[code in label for code in codes] for label in labels], dtype=np.bool_)
        return set_alpha(ratings, members.reshape(len(labels), len(codes)), distance)

    return measure


def on_characters(measure):
    """A classical coefficient of one code on characters, from spans or from ready items."""

    def compute(data, argument):
        ratings = Spans(data).binary(argument) if data["type"] == "spans" else rated(data)[0]
        return measure(ratings)

    return compute


def overall(field, labelled=True):
    return lambda data, argument: getattr(Spans(data, labelled).table().overall, field)


def by_code(field):
    def measure(data, argument):
        spans = Spans(data)
        return getattr(spans.table().rows[spans.code(argument)], field)

    return measure


def family(field):
    """A figure of the u-alpha family; of one code, or of one code against the rest of the text."""

    def measure(data, argument):
        spans = Spans(data)
        figure = getattr(unitized_alphas(partition(spans.layout)), field)
        return figure[spans.code(argument)] if isinstance(figure, tuple) else figure

    return measure


def u_alpha_of_code(data, argument):
    spans = Spans(data)
    parts = partition(spans.layout)
    if argument is not None:
        parts = parts.of_code(spans.code(argument))
    return unitized_alphas(parts).u_alpha


def alpha_u04(data, argument):
    spans = Spans(data)
    codes = range(len(spans.labels)) if argument is None else [spans.code(argument)]
    return alpha_u.alpha_u_of(partition(spans.layout), list(codes))


def alpha_u04_observed(data, argument):
    return Figure(alpha_u04(data, argument).counts["observed disagreement"])


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
    "alphaU04": alpha_u04,
    "alphaU04_Do": alpha_u04_observed,
}
"""Measure name (before any [code]) -> function of the case's data and the code, to a Figure."""

NOT_BUILT = {
    "gamma",
    "gamma_cat",
    "gamma_k",
    "gamma_best_alignment_disorder",
    "gamma_replay",
    "gamma_positional_dissimilarity",
    "gamma_positional_scale_invariance",
    "boundary_similarity",
    "boundary_actual_agreement_pi",
    "krippendorff_bootstrap_mean",
    "krippendorff_bootstrap_sd",
    "krippendorff_bootstrap_q025",
}
"""Measures of the cases that the engine does not compute yet."""
