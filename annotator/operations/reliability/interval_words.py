"""What intervals are and what they rest on, in sentences, for the window, reports and commands."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.agreement import BOOTSTRAP, FEW, FIGURES, Interval, IntervalTable, RowIntervals
from annotator.corpus.messages import tr
from annotator.corpus.number_words import figure_words
from annotator.operations.reliability.catalogue import is_percent

THIS_DOCUMENT = "for this document only"


def method_words(intervals: IntervalTable) -> list[str]:
    """How the intervals of a table were computed, and from what; a sentence each."""
    number = f"{intervals.clusters} {intervals.kind}{'s' * (intervals.clusters != 1)}"
    if intervals.method == BOOTSTRAP:
        how = tr(
            "BCa bootstrap over {number}, {n_resamples:,} draws, seed {seed}",
            number=number,
            n_resamples=intervals.n_resamples,
            seed=intervals.seed,
        )
    else:
        how = (
            f"cluster jackknife over {number} on a transformed scale (Fisher’s z; the logit for F1"
            f" and percent), with t on the effective number of {intervals.kind}s"
        )
    words = [f"Intervals: 95 %, {how}."]
    if intervals.kind == "paragraph":
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
    number = f"{intervals.clusters} {intervals.kind}{'s' * (intervals.clusters != 1)}"
    how = (
        f"bootstrap of {intervals.n_resamples:,} draws"
        if intervals.method == BOOTSTRAP
        else "cluster jackknife"
    )
    only = f", {THIS_DOCUMENT}" if intervals.kind == "paragraph" else ""
    return f"95 % interval: {how} over {number}{only}"


def interval_words(interval: Interval, name: str = "") -> str:
    """One interval with what it rests on, or why there is none; `name` is that of its figure."""
    only = f" {THIS_DOCUMENT}" if interval.kind == "paragraph" else ""
    if interval.ends is None:
        return f"Interval {interval.reason}."
    low, high = ends_words(interval, name)
    how = f"{interval.n_resamples:,} draws of" if interval.n_resamples else "jackknife over"
    words = (
        f"95 % interval {low} to {high}{only}, {how} {interval.clusters} {interval.kind}s,"
        f" {interval.basis.words}."
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
        "{words} Intervals rest on the effective number: as many {kind}s that "
        "are equally large tell as much. Their sizes are {weights}; for F1 "
        "exact and overlap, codings.",
        words=_sentence(basis.words),
        kind=basis.kind,
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
    return tr(
        "{names}: fewer than {few} effective {kind}s carry the code; read the "
        "intervals with caution.",
        names=", ".join(names),
        few=FEW,
        kind=kind,
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
