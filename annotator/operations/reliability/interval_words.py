"""What intervals are and what they rest on, in sentences, for the window, reports and commands."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.agreement import (
    BOOTSTRAP,
    FEW,
    FIGURES,
    PARAGRAPH,
    Interval,
    IntervalTable,
    RowIntervals,
    clusters_words,
)
from annotator.corpus.messages import tr
from annotator.corpus.number_words import figure_words
from annotator.operations.reliability.catalogue import is_percent

THIS_DOCUMENT = tr("for this document only")


def method_words(intervals: IntervalTable) -> list[str]:
    """How the intervals of a table were computed, and from what; a sentence each."""
    number = clusters_words(intervals.clusters, intervals.kind)
    if intervals.method == BOOTSTRAP:
        how = tr(
            "BCa bootstrap over {number}, {n_resamples:,} draws, seed {seed}",
            number=number,
            n_resamples=intervals.n_resamples,
            seed=intervals.seed,
        )
    else:
        how = tr(
            "cluster jackknife over {number} on a transformed scale (Fisher’s z; the logit for F1"
            " and percent), with t on the effective number of clusters",
            number=number,
        )
    words = [tr("Intervals: 95 %, {how}.", how=how)]
    if intervals.kind == PARAGRAPH:
        words.append(
            tr(
                "Only one document is compared, so its paragraphs are the clusters: the"
                " intervals are {this_document} and say nothing about other texts.",
                this_document=THIS_DOCUMENT,
            )
        )
    return words


def method_name(intervals: IntervalTable) -> str:
    """“95 % interval: cluster jackknife over 12 documents”, for a picture."""
    number = clusters_words(intervals.clusters, intervals.kind)
    if intervals.method == BOOTSTRAP:
        said = tr(
            "95 % interval: bootstrap of {n:,} draws over {number}",
            n=intervals.n_resamples,
            number=number,
        )
    else:
        said = tr("95 % interval: cluster jackknife over {number}", number=number)
    return f"{said}, {THIS_DOCUMENT}" if intervals.kind == PARAGRAPH else said


def interval_words(interval: Interval, name: str = "") -> str:
    """One interval with what it rests on, or why there is none; `name` is that of its figure."""
    only = f" {THIS_DOCUMENT}" if interval.kind == PARAGRAPH else ""
    if interval.ends is None:
        return tr("Interval {reason}.", reason=interval.reason)
    low, high = ends_words(interval, name)
    number = clusters_words(interval.clusters, interval.kind)
    how = tr("jackknife over {number}", number=number)
    if interval.n_resamples:
        how = tr("{n:,} draws of {number}", n=interval.n_resamples, number=number)
    words = tr(
        "95 % interval {low} to {high}{only}, {how}, {basis}.",
        low=low,
        high=high,
        only=only,
        how=how,
        basis=interval.basis.words,
    )
    return f"{words} {_sentence(interval.warning)}" if interval.warning else words


def ends_words(interval: Interval, name: str) -> tuple[str, str]:
    """Both ends as they are read: three decimals, or percent."""
    low, high = interval.ends or (0.0, 0.0)
    in_percent = is_percent(name)
    return figure_words(low, in_percent=in_percent), figure_words(high, in_percent=in_percent)


def carried(row: RowIntervals) -> str:
    """“9 (7.2)”: documents with the code, and how many equally large ones tell as much."""
    basis = row.alpha_character.basis
    return f"{basis.carriers} ({basis.rounded})"


def basis_words(row: RowIntervals) -> str:
    """What the numbers of `carried` mean, with the warning where there is one."""
    basis = row.alpha_character.basis
    said = tr(
        "{words} Intervals rest on the effective number: as many that are equally large tell"
        " as much. Their sizes are {weights}; for F1 exact and overlap, codings.",
        words=_sentence(basis.words),
        weights=basis.weights,
    )
    warning = row.alpha_character.warning or row.f1_overlap.warning
    return f"{said} {_sentence(warning)}" if warning else said


def few_words(rows: Iterable[tuple[str, RowIntervals]], kind: str) -> str | None:
    """The codes whose intervals rest on few clusters, in one sentence; None without any."""
    names = [
        name for name, row in rows if any(getattr(row, one).warning is not None for one in FIGURES)
    ]
    if not names:
        return None
    listed = ", ".join(names)
    if kind == PARAGRAPH:
        return tr(
            "{names}: fewer than {few} effective paragraphs carry the code; read the intervals"
            " with caution.",
            names=listed,
            few=FEW,
        )
    return tr(
        "{names}: fewer than {few} effective documents carry the code; read the intervals with"
        " caution.",
        names=listed,
        few=FEW,
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
