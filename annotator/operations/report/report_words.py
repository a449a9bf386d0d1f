"""The sentences of the report: what was done, what was not, and the references."""

from __future__ import annotations

from annotator import __version__
from annotator.agreement import BOOTSTRAP, FIGURES, UNDEFINED, IntervalTable, clusters_words
from annotator.corpus.messages import number_of, tr
from annotator.corpus.number_words import decimals, percent
from annotator.operations.reliability import Comparison, catalogue, missing_coders
from annotator.operations.reliability.attribute_agreement import AttributeFigure
from annotator.operations.reliability.interval_words import THIS_DOCUMENT, few_words, method_words

ALL = tr("All codes")
"""The name of the row of all codes together."""


def settings_words(comparison: Comparison) -> list[str]:
    """Unit, rule, matching, intervals: a sentence each."""
    settings, intervals = comparison.data.settings, comparison.interval_table
    words = [
        tr(
            "Alpha, percent agreement and F1 on units are counted in {unit}.",
            unit=tr(comparison.table.unit),
        )
        + (f" {_rule(comparison)}" if settings.unit != "character" else ""),
        tr(
            "By code, the value of a unit is whether the code is there; for all "
            "codes together it is the set of codes, and two sets are alike only if "
            "they are the same (nominal distance)."
        ),
        tr(
            "Codings match by overlap if they have the same code and at least "
            "{characters} in common, one to one. A discontinuous coding is one "
            "coding. A coder’s own overlapping codings with one code are united on "
            "units.",
            characters=number_of(settings.min_overlap, "character"),
        ),
    ]
    if intervals is not None:
        words += method_words(intervals)
        rows = [
            *zip(comparison.data.labels, intervals.rows, strict=True),
            (ALL, intervals.overall),
        ]
        few = few_words(rows, intervals.kind)
        words += [few] if few else []
    return words


def _rule(comparison: Comparison) -> str:
    if comparison.data.settings.rule == "any":
        return tr("A code is present on a unit if a coding touches it.")
    return tr("A code is present on a unit if codings cover more than half of it.")


def methods(comparison: Comparison) -> str:
    """A paragraph that can stand in a paper as it is."""
    compared, table, intervals = comparison.compared, comparison.table, comparison.interval_table
    if not compared:
        return tr("No document was coded by two coders, so agreement was not computed.")
    names = len(comparison.coders)
    total = sum(document.characters for document in comparison.documents)
    share = sum(document.characters for document in compared) / total if total else 0.0
    alphas = [row.alpha_character.value for row in table.rows]
    known = [value for value in alphas if value is not None]
    words = tr(
        "{names} coders worked on {count} of {documents} ({share} of the "
        "characters), on which agreement was computed with Annotator {version}."
        " For each of {count_2} codes, reliability was measured by "
        "Krippendorff’s alpha for nominal data, the code being present or "
        "absent on {unit} (Krippendorff, 2019).",
        names=names,
        count=len(compared),
        documents=number_of(len(comparison.documents), "document"),
        share=percent(share, 0),
        version=__version__,
        count_2=len(comparison.codes),
        unit=tr(table.unit),
    )
    if known:
        words += tr(
            " Alpha ranged from {known} to {known_2} across codes",
            known=decimals(min(known)),
            known_2=decimals(max(known)),
        )
        overall = table.overall.alpha_character.value
        words += (
            "."
            if overall is None
            else tr(" and was {overall} for the sets of codes.", overall=decimals(overall))
        )
    f1 = table.overall.f1_overlap.value
    if f1 is not None:
        exact = table.overall.f1_exact.value or 0.0
        words += tr(
            " Codings matched one to one by overlap gave F1 = {f1} (exactly the "
            "same passages: {exact}; Hripcsak & Rothschild, 2005).",
            f1=decimals(f1),
            exact=decimals(exact),
        )
    return words + _interval_sentence(intervals)


def _interval_sentence(table: IntervalTable | None) -> str:
    """The interval of the overall alpha with its method, as it stands in a paper."""
    interval = table.overall.alpha_character if table else None
    if table is None or interval is None or interval.ends is None:
        return ""
    low, high = (decimals(end, 2) for end in interval.ends)
    if table.method == BOOTSTRAP:
        how = tr(
            "a bootstrap of {n:,} draws over {clusters} (Efron, 1987)",
            n=table.n_resamples,
            clusters=clusters_words(table.clusters, table.kind),
        )
    else:
        how = tr(
            "a cluster jackknife over {clusters} on Fisher’s z scale, with Student’s t on an"
            " effective number of {effective} (Hall et al., 1988; Carter et al., 2017)",
            clusters=clusters_words(table.clusters, table.kind),
            effective=interval.basis.rounded,
        )
    only = f", {THIS_DOCUMENT}," if table.kind == "paragraph" else ""
    return tr(
        " The 95 % interval of the overall alpha, [{low}, {high}], is{only} {how}.",
        low=low,
        high=high,
        only=only,
        how=how,
    )


def references(comparison: Comparison) -> list[str]:
    """The works that the paragraph names."""
    if not comparison.compared:
        return []
    found = [catalogue.HRIPCSAK, catalogue.KRIPPENDORFF]
    if comparison.interval_table is not None:
        bootstrap = comparison.interval_table.method == BOOTSTRAP
        found += [catalogue.EFRON] if bootstrap else [catalogue.HALL, catalogue.CARTER]
    return [tr("References"), *sorted(found)]


def not_computed(comparison: Comparison, attributes: list[AttributeFigure]) -> list[str]:
    """Each reason once, with the figures that it concerns."""
    reasons: dict[str, list[str]] = {}
    named = [*zip(comparison.data.labels, comparison.table.rows, strict=True)]
    for name, row in (*named, (ALL, comparison.table.overall)):
        for figure in (getattr(row, measure) for measure in FIGURES):
            if figure.reason:
                reasons.setdefault(figure.reason, []).append(name)
    for one in attributes:
        if one.figure.reason:
            where = f"{' > '.join(one.code)}, {one.attribute} ({one.words})"
            reasons.setdefault(one.figure.reason, []).append(where)
    intervals = comparison.interval_table
    if intervals is not None:
        for name, spread in zip(comparison.data.labels, intervals.rows, strict=True):
            for interval in (getattr(spread, measure) for measure in FIGURES):
                if interval.reason and interval.reason != UNDEFINED:
                    reasons.setdefault(tr("Interval {reason}.", reason=interval.reason), []).append(
                        name
                    )
    left_out = [comparison.documents[index].name for index in comparison.table.left_out]
    words = [f"{'; '.join(dict.fromkeys(names))}: {why}" for why, names in reasons.items()]
    if left_out:
        words.append(
            tr(
                "Left out, since fewer than two of the coders worked on them: {names}.",
                names=", ".join(left_out),
            )
        )
    words += missing_coders.words(comparison.data)
    words.append(
        tr(
            "Not part of this report: coefficients other than those above "
            "(annotator agree --measure)."
        )
    )
    return words
