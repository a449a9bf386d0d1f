"""Agreement between coders: pure statistics on arrays, no window and no file.

What this package gives is imported from here; what lies below is its own.

What goes in:
    Continuum       one document: its length in characters (code points) and, for each coder,
                    `Codings` (parallel arrays of start, end, half open, and code), or None where
                    the coder did not code it
    UnitChoice      words or sentences in place of characters, from `UnitBounds`
What comes out:
    Figure          a number, or the reason why there is none
    Interval        its interval, by which method, and on how many clusters it rests

    agreement_table, interval_table     the default figures by code and overall, the latter with
                                        intervals
    pair_tables, pair_interval_tables, pair_confusions      two coders at a time
    classical, single_valued            kappas, pi, AC1, percent, alpha of sets, on any unit
    unitizing, gamma_of                 alpha-U, the u-alpha family, gamma
    matched_values, matched_alpha       attributes of the codings that two coders have in common
    classical_intervals, unitizing_intervals, gamma_intervals   intervals of these
    diagnose                            what stands behind a figure, in words

How it is built, each package on those before it:
    arrays/         sorting, sums by group, pairs of overlapping intervals
    data/           documents one after the other (`FlatCorpus`), span boundaries swept once
                    (`sweep_line.py`, `code_sets.py`), units, clusters, ratings
    matching/       one-to-one matching of codings
    coefficients/   one coefficient a module
    gamma/          gamma, gamma-cat and gamma-k
    confidence/     jackknife, bootstrap, and the sums by cluster that make both cheap
    measures/       the functions above
The same figures from plain loops over characters, to compare with, are `tests/agreement/oracle.py`.
"""

from __future__ import annotations

from annotator.agreement.coefficients.classical import COEFFICIENTS, Classical, classical
from annotator.agreement.coefficients.confusion import Confusion
from annotator.agreement.coefficients.single import single_valued
from annotator.agreement.coefficients.spans import occurrences
from annotator.agreement.confidence.interval import (
    BOOTSTRAP,
    FEW,
    JACKKNIFE,
    PARAGRAPH,
    UNDEFINED,
    Interval,
    clusters_words,
)
from annotator.agreement.confidence.jackknife import probability_below
from annotator.agreement.confidence.pair_bootstrap import PairBootstrap
from annotator.agreement.data.clusters import Clusters, clusters_of
from annotator.agreement.data.continuum import Bools, Codings, Continuum, Floats, Ints
from annotator.agreement.data.flat_corpus import FlatCorpus, concatenate
from annotator.agreement.data.units import UnitBounds, UnitChoice
from annotator.agreement.figure import NEVER_USED, Figure, undefined
from annotator.agreement.gamma.gamma import Gamma
from annotator.agreement.gamma.gamma_cat import GammaSettings
from annotator.agreement.matching.overlaps import overlapping_pairs, span_index
from annotator.agreement.matching.weighted import best_matching
from annotator.agreement.measures.attributes import (
    attribute_interval,
    matched_alpha,
    matched_values,
)
from annotator.agreement.measures.classical_intervals import ClassicalIntervals, classical_intervals
from annotator.agreement.measures.diagnostics import BENCHMARK, diagnose
from annotator.agreement.measures.fixed_units import fixed_unit_bootstraps
from annotator.agreement.measures.interval_table import IntervalTable, RowIntervals, interval_table
from annotator.agreement.measures.matched_shares import matched_f1, matched_f1_interval
from annotator.agreement.measures.pairwise import pair_confusions, pair_interval_tables, pair_tables
from annotator.agreement.measures.table import FIGURES, AgreementTable, Row, agreement_table
from annotator.agreement.measures.unitizing import Unitizing, gamma_of, unitizing
from annotator.agreement.measures.unitizing_intervals import gamma_intervals, unitizing_intervals
from annotator.agreement.sample_size import units_for_agreement, units_for_alpha

__all__ = [
    "BENCHMARK",
    "BOOTSTRAP",
    "COEFFICIENTS",
    "FEW",
    "FIGURES",
    "JACKKNIFE",
    "NEVER_USED",
    "PARAGRAPH",
    "UNDEFINED",
    "AgreementTable",
    "Bools",
    "Classical",
    "ClassicalIntervals",
    "Clusters",
    "Codings",
    "Confusion",
    "Continuum",
    "Figure",
    "FlatCorpus",
    "Floats",
    "Gamma",
    "GammaSettings",
    "Interval",
    "IntervalTable",
    "Ints",
    "PairBootstrap",
    "Row",
    "RowIntervals",
    "UnitBounds",
    "UnitChoice",
    "Unitizing",
    "agreement_table",
    "attribute_interval",
    "best_matching",
    "classical",
    "classical_intervals",
    "clusters_of",
    "clusters_words",
    "concatenate",
    "diagnose",
    "fixed_unit_bootstraps",
    "gamma_intervals",
    "gamma_of",
    "interval_table",
    "matched_alpha",
    "matched_f1",
    "matched_f1_interval",
    "matched_values",
    "occurrences",
    "overlapping_pairs",
    "pair_confusions",
    "pair_interval_tables",
    "pair_tables",
    "probability_below",
    "single_valued",
    "span_index",
    "undefined",
    "unitizing",
    "unitizing_intervals",
    "units_for_agreement",
    "units_for_alpha",
]
