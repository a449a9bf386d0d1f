"""The default table: by code and overall, the figures that the panel and the command line show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from annotator.agreement.coefficients import binary, spans
from annotator.agreement.coefficients.nominal import nominal_alpha_figure, nominal_percent_figure
from annotator.agreement.data.continuum import Continuum, Floats
from annotator.agreement.data.flat_corpus import concatenate
from annotator.agreement.data.units import UnitChoice
from annotator.agreement.figure import Figure
from annotator.agreement.measures.table_sums import TableSums, table_sums
from annotator.corpus.messages import tr

FIGURES: Final = ("alpha_character", "f1_exact", "f1_overlap", "f1_character", "percent_character")
"""The figures of the default table: the fields of `Row` and `RowIntervals` that hold them."""
NO_CODINGS = tr("Nobody coded anything in the compared documents.")


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one code, or of all codes together (`code` None).

    codings: by coder, how many in the compared documents; None for a coder who is in none of them.
    alpha_character, percent_character: of a code, it is present on the character or not; overall,
    the value of a character is its set of codes and two values are alike only if identical.
    """

    code: int | None
    label: str
    codings: tuple[int | None, ...]
    alpha_character: Figure
    f1_exact: Figure
    f1_overlap: Figure
    f1_character: Figure
    percent_character: Figure


@dataclass(frozen=True, slots=True)
class AgreementTable:
    """One row a code, the row of all codes, and what was compared.

    compared, left_out: indices of the given documents; a document is left out if fewer than two of
    the coders coded it (or if it is empty). unit: what the `_character` figures count, characters
    unless words or sentences were chosen.
    """

    coders: tuple[str, ...]
    rows: tuple[Row, ...]
    overall: Row
    compared: tuple[int, ...]
    left_out: tuple[int, ...]
    unit: str = "characters"


def agreement_table(
    continua: Sequence[Continuum],
    coders: Sequence[str],
    codes: int | Sequence[str],
    *,
    min_overlap: int = 1,
    choice: UnitChoice | None = None,
) -> AgreementTable:
    """Agreement of `coders` on the documents, by code and overall.

    `codes`: how many there are, or their names in order of index. `min_overlap`: characters that
    two codings must share for F1 by overlap. Same-code overlaps of one coder are united for the
    figures on characters. `choice`: words or sentences in place of characters as units of alpha,
    percent agreement and F1 on units. Raises ValueError for data that contradict the numbers given.
    """
    labels = [str(index) for index in range(codes)] if isinstance(codes, int) else list(codes)
    corpus = concatenate(continua, len(coders), len(labels))
    return table_of(table_sums(corpus, min_overlap, choice), coders, labels, len(continua))


def table_of(
    sums: TableSums, coders: Sequence[str], labels: Sequence[str], given: int
) -> AgreementTable:
    """The table of ready sums; `given`: how many documents there were."""
    marked, units = sums.marked.totals(), sums.units.totals()
    rows = tuple(
        _row(sums, code, label, marked[code], units[code]) for code, label in enumerate(labels)
    )
    kept = sums.corpus.kept.tolist()
    left_out = tuple(sorted(set(range(given)) - set(kept)))
    overall = _overall(sums, marked, units)
    return AgreementTable(tuple(coders), rows, overall, tuple(kept), left_out, sums.unit)


def _row(sums: TableSums, code: int, label: str, marked: Floats, units: Floats) -> Row:
    corpus = sums.corpus
    own = corpus.coding_code == code
    return Row(
        code,
        label,
        tuple(
            None
            if corpus.codings_of(coder) is None
            else int((own & (corpus.coding_coder == coder)).sum())
            for coder in range(corpus.coders)
        ),
        binary.alpha_figure(marked, sums.unit),
        spans.f1_figure(units, spans.EXACT),
        spans.f1_figure(units, spans.OVERLAP),
        binary.f1_figure(marked, sums.unit),
        binary.percent_figure(marked, sums.unit),
    )


def _overall(sums: TableSums, marked: Floats, units: Floats) -> Row:
    """All codes together: sets of codes for characters, sums over codes for F1."""
    corpus = sums.corpus
    united = np.asarray(units.sum(axis=0))
    characters = np.asarray(marked.sum(axis=0))
    return Row(
        None,
        "",
        tuple(corpus.codings_of(coder) for coder in range(corpus.coders)),
        nominal_alpha_figure(sums.joint, sums.unit),
        spans.f1_figure(united, spans.EXACT, NO_CODINGS),
        spans.f1_figure(united, spans.OVERLAP, NO_CODINGS),
        binary.f1_figure(characters, sums.unit, NO_CODINGS),
        nominal_percent_figure(sums.joint, sums.unit),
    )
