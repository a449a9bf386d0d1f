"""From a worked case to a figure of the engine: one function a measure, any data of its type."""

from __future__ import annotations

from annotator.agreement.continuum import Codings, Continuum
from annotator.agreement.table import agreement_table


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

    def table(self):
        return agreement_table([self.continuum], self.names, self.labels)

    def row(self, label):
        if label is None:
            assert len(self.labels) == 1, "a binary figure without a label needs a single code"
            label = self.labels[0]
        return self.table().rows[self.labels.index(label)]


def overall(field, labelled=True):
    return lambda data, argument: getattr(Spans(data, labelled).table().overall, field)


def by_code(field):
    return lambda data, argument: getattr(Spans(data).row(argument), field)


MEASURES = {
    "f1_exact": overall("f1_exact"),
    "f1_exact_unlabelled": overall("f1_exact", labelled=False),
    "f1_overlap_same_label": overall("f1_overlap"),
    "f1_char": overall("f1_character"),
    "char_set_nominal_alpha": overall("alpha_character"),
    "char_binary_alpha": by_code("alpha_character"),
}
"""Measure name (before any [code]) -> function of the case's data and the code, to a Figure."""

NOT_BUILT = {
    "alpha_nominal",
    "alpha_ordinal",
    "alpha_interval",
    "alpha_ratio",
    "percent_values",
    "percent_units",
    "gwet_ac1",
    "fleiss_gwet",
    "scott_pi",
    "cohen_kappa",
    "fleiss_kappa",
    "light_kappa",
    "hubert_kappa",
    "bennett_s",
    "randolph_kappa",
    "alpha_passonneau04",
    "alpha_masi_dkprovariant",
    "alpha_masi",
    "alpha_jaccard",
    "u_alpha",
    "u_alpha_nominal",
    "u_alpha_binary",
    "cu_alpha",
    "ku_alpha",
    "coverage",
    "alphaU04",
    "alphaU04_Do",
    "char_binary_cohen_kappa",
    "char_binary_scott_pi",
    "char_binary_alpha_nominal",
    "char_set_masi_alpha",
    "char_set_jaccard_alpha",
    "char_nominal_alpha",
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
