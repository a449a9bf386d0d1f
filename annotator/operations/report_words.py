"""The sentences of the report: what was done, what was not, and the references."""

from __future__ import annotations

from annotator import __version__
from annotator.operations import catalogue
from annotator.operations.attribute_agreement import AttributeFigure
from annotator.operations.reliability import Comparison

_FIGURES = ("alpha_character", "f1_exact", "f1_overlap", "f1_character", "percent_character")


def settings_words(comparison: Comparison) -> list[str]:
    """Unit, rule, matching, intervals: a sentence each."""
    settings, panel = comparison.material.settings, comparison.panel
    words = [
        f"Alpha, percent agreement and F1 on units are counted in {comparison.table.unit}."
        + (f" {_rule(comparison)}" if settings.unit != "character" else ""),
        "By code, the value of a unit is whether the code is there; for all codes together it is"
        " the set of codes, and two sets are alike only if they are the same (nominal distance).",
        "Codings match by overlap if they have the same code and at least"
        f" {settings.least_overlap} character(s) in common, one to one. A discontinuous coding is"
        " one coding. A coder’s own overlapping codings with one code are united on units.",
    ]
    if panel is not None:
        words.append(
            f"Intervals: 95 %, bias-corrected and accelerated bootstrap of {panel.draws:,} draws"
            f" over {panel.clusters} {panel.kind}(s), seed {panel.seed}."
            + (
                " With one document its paragraphs are redrawn; the intervals say nothing about"
                " other texts."
                if panel.kind == "paragraph"
                else ""
            )
        )
    return words


def _rule(comparison: Comparison) -> str:
    if comparison.material.settings.rule == "any":
        return "A code is present on a unit if a coding touches it."
    return "A code is present on a unit if codings cover more than half of it."


def methods(comparison: Comparison) -> str:
    """A paragraph that can stand in a paper as it is."""
    compared, table, panel = comparison.compared, comparison.table, comparison.panel
    if not compared:
        return "No document was coded by two coders, so agreement was not computed."
    names = len(comparison.coders)
    total = sum(document.characters for document in comparison.documents)
    share = sum(document.characters for document in compared) / total if total else 0.0
    alphas = [row.alpha_character.value for row in table.rows]
    known = [value for value in alphas if value is not None]
    words = (
        f"{names} coders worked on {len(compared)} of {len(comparison.documents)} document(s)"
        f" ({share:.0%} of the characters), on which agreement was computed with Annotator"
        f" {__version__}. For each of {len(comparison.codes)} codes, reliability was measured by"
        f" Krippendorff’s alpha for nominal data, the code being present or absent on"
        f" {table.unit} (Krippendorff, 2019)."
    )
    if known:
        words += f" Alpha ranged from {min(known):.3f} to {max(known):.3f} across codes"
        overall = table.overall.alpha_character.value
        words += "." if overall is None else f" and was {overall:.3f} for the sets of codes."
    f1 = table.overall.f1_overlap.value
    if f1 is not None:
        exact = table.overall.f1_exact.value
        words += (
            f" Codings matched one to one by overlap gave F1 = {f1:.3f}"
            f" (exactly the same passages: {exact:.3f}; Hripcsak & Rothschild, 2005)."
        )
    interval = panel.overall.alpha_character if panel else None
    ends = (interval.bca or interval.percentile) if interval else None
    if panel and interval and ends:
        words += (
            f" The 95 % interval of the overall alpha, [{ends[0]:.2f}, {ends[1]:.2f}], is a"
            f" bootstrap of {panel.draws:,} draws over {panel.clusters} {panel.kind}s"
            " (Efron, 1987)."
        )
    return words


def references(comparison: Comparison) -> list[str]:
    """The works that the paragraph names."""
    if not comparison.compared:
        return []
    found = [catalogue.EFRON] if comparison.panel else []
    return ["References", *found, catalogue.HRIPCSAK, catalogue.KRIPPENDORFF]


def not_computed(comparison: Comparison, attributes: list[AttributeFigure]) -> list[str]:
    """Each reason once, with the figures that it concerns."""
    reasons: dict[str, list[str]] = {}
    named = [*zip(comparison.material.labels, comparison.table.rows, strict=True)]
    for name, row in (*named, ("All codes", comparison.table.overall)):
        for figure in (getattr(row, measure) for measure in _FIGURES):
            if figure.reason:
                reasons.setdefault(figure.reason, []).append(name)
    for one in attributes:
        if one.figure.reason:
            where = f"{' > '.join(one.code)}, {one.attribute}"
            reasons.setdefault(one.figure.reason, []).append(where)
    panel = comparison.panel
    if panel is not None:
        for name, spread in zip(comparison.material.labels, panel.rows, strict=True):
            for interval in (getattr(spread, measure) for measure in _FIGURES):
                if interval.reason and "itself" not in interval.reason:
                    reasons.setdefault(f"Interval {interval.reason}.", []).append(name)
    left_out = [comparison.documents[index].name for index in comparison.table.left_out]
    words = [f"{'; '.join(dict.fromkeys(names))}: {why}" for why, names in reasons.items()]
    if left_out:
        words.append(
            f"Left out, since fewer than two of the coders worked on them: {', '.join(left_out)}."
        )
    words.append(
        "Not part of this report: coefficients other than those above (annotator agree --measure)."
    )
    return words
