"""The unitizing measures of a set of documents: alpha-U, the u-alpha family, and gamma."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.coefficients.alpha_u import alpha_u, alpha_u_of
from annotator.agreement.coefficients.unitized import UnitizedAlphas, unitized_alphas
from annotator.agreement.data.continuum import Continuum
from annotator.agreement.data.flat_corpus import FlatCorpus, concatenate
from annotator.agreement.data.partition import Partition, partition
from annotator.agreement.figure import Figure
from annotator.agreement.gamma.dissimilarity import UnitTable
from annotator.agreement.gamma.gamma import Gamma, gamma
from annotator.agreement.gamma.gamma_cat import GammaSettings


@dataclass(frozen=True, slots=True, eq=False)
class Unitizing:
    """alpha_u by code and over codes; `together` the family of all codes at once (refused where
    units overlap) and `alone` the family of each code by itself."""

    alpha_u: tuple[Figure, ...]
    alpha_u_overall: Figure
    together: UnitizedAlphas
    alone: tuple[UnitizedAlphas, ...]


def unitizing(continua: Sequence[Continuum], coders: int, codes: int) -> Unitizing:
    """On the documents that all coders coded, end to end."""
    return unitizing_of(partition(concatenate(continua, coders, codes)))


def unitizing_of(parts: Partition) -> Unitizing:
    """The measures of documents that are end to end already."""
    codes = parts.codes
    return Unitizing(
        tuple(alpha_u(parts, code) for code in range(codes)),
        alpha_u_of(parts, list(range(codes))),
        unitized_alphas(parts),
        tuple(unitized_alphas(parts.of_code(code)) for code in range(codes)),
    )


def gamma_of(
    continua: Sequence[Continuum],
    coders: int,
    codes: int,
    settings: GammaSettings | None = None,
) -> Gamma:
    """Gamma on the documents that all coders coded; positions are characters.

    A discontinuous coding is one unit, from its first character to its last. Units are aligned
    only within a document; random continua are like all documents end to end.
    """
    return gamma(gamma_units(concatenate(continua, coders, codes)), codes, settings)


def gamma_units(corpus: FlatCorpus) -> UnitTable:
    """The codings of the documents that every coder coded, a group each document.

    Positions are those in the document.
    """
    whole = np.flatnonzero(corpus.document_present.all(axis=1))
    kept = np.flatnonzero(np.isin(corpus.coding_document, whole))
    start = np.full(corpus.coding_code.size, corpus.length, dtype=np.int64)
    end = np.zeros(corpus.coding_code.size, dtype=np.int64)
    np.minimum.at(start, corpus.coding, corpus.start)
    np.maximum.at(end, corpus.coding, corpus.end)
    first = np.searchsorted(corpus.cluster_document, np.arange(corpus.documents))
    begins = corpus.cluster_start[first][corpus.coding_document[kept]]
    return UnitTable(
        (start[kept] - begins).astype(np.float64),
        (end[kept] - begins).astype(np.float64),
        corpus.coding_code[kept],
        corpus.coding_coder[kept],
        corpus.coding_document[kept],
        corpus.coders,
        corpus.documents,
    )
