"""The JSON document of ``annotator agree``. Keys are a contract: more may come, none goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.agreement import (
    BOOTSTRAP,
    FIGURES,
    AgreementTable,
    Figure,
    Interval,
    IntervalTable,
    Row,
    RowIntervals,
)
from annotator.cli.agreement_result import Result, interval_rows, labels
from annotator.cli.sealed_agreement import version_facts
from annotator.operations.reliability import Comparison, missing_coders
from annotator.operations.reliability.attribute_agreement import AttributeFigure
from annotator.operations.reliability.cue_shares import CueShares
from annotator.operations.reliability.measure_result import MeasureResult
from annotator.operations.reliability.relation_agreement import RelationFigure
from annotator.operations.team import coders


def document(result: Result) -> dict[str, Any]:
    """The table, and what else was asked for."""
    comparison = result.comparison
    settings = comparison.data.settings
    found = {
        "coders": labels(comparison),
        "documents": [d.name for d in comparison.compared],
        **_table(comparison, comparison.table, labels(comparison), comparison.interval_table),
        "unit": comparison.table.unit,
        "rule": settings.rule if settings.unit != "character" else None,
        "least_overlap": settings.min_overlap,
        "from_cue": _cues(comparison, result.cues),
        "missing": _missing(comparison),
        "identical_codings": comparison.data.repeated,
    }
    found |= _interval_facts(comparison)
    if result.explicit:
        found["measures"] = [_measured(comparison, one) for one in result.measured]
    if result.attributes:
        found["attributes"] = [_attribute(one) for one in result.attributes]
    if result.by_document:
        found["by"] = [
            {
                "document": one.documents[0].name,
                **_table(one, one.table, labels(one), one.interval_table),
            }
            for one in result.by_document
        ]
    if result.by_round:
        found["by"] = [
            {"round": one.name, "purpose": one.purpose.value, "coders": labels(own)}
            | {"documents": [document.name for document in own.compared]}
            | _table(own, own.table, labels(own), own.interval_table)
            for one, own in result.by_round
        ]
    if result.by_value:
        found["by"] = [
            {"attribute": result.attribute, "value": value, "coders": labels(own)}
            | {"documents": [document.name for document in own.compared]}
            | _table(own, own.table, labels(own), own.interval_table)
            for value, own in result.by_value
        ]
    if result.against:
        found["against"] = [
            {"coder": labels(own)[0], "consensus": labels(own)[1]}
            | {"documents": [document.name for document in own.compared]}
            | _table(own, own.table, labels(own), own.interval_table)
            for own in result.against
        ]
    if result.redrawn:
        found["pair_bootstrap"] = [
            {"code": list(path), "draws": int(one.values.size)}
            | {"alpha": one.alpha.value, "reason": one.alpha.reason}
            | {"low": one.quantile(0.025), "high": one.quantile(0.975)}
            | {"below_0.800": one.below(0.8), "below_0.667": one.below(0.667)}
            for path, one in zip(comparison.paths, result.redrawn, strict=True)
        ]
    found |= _of_rounds_and_levels(result)
    if result.relations:
        found["relations"] = [_relation(one) for one in result.relations]
    return found | _pairs(comparison)


def _of_rounds_and_levels(result: Result) -> dict[str, Any]:
    """Parts in the order of the coding, questions apart, versions, and the seal."""
    found: dict[str, Any] = {}
    if result.periods is not None:
        found["by_time"] = [
            {"first": one.first.isoformat(), "last": one.last.isoformat()}
            | comparison_document(one.comparison)
            for one in result.periods
        ]
    if result.thresholds:
        found["thresholds"] = [
            {"code": row.code, "differs": row.differs}
            | {
                own.unit: {
                    "alpha": own.figure.value,
                    "below_0.667": own.below_tentative,
                    "below_0.800": own.below_reliable,
                }
                for own in (row.characters, row.sentences)
            }
            for row in result.thresholds
        ]
    if result.levels:
        found["levels"] = [
            {"level": one.level.value, "measure": one.measure, "about": one.about}
            | _figure(one.figure)
            | {"note": one.note, "interval": _interval(one.interval) if one.interval else None}
            for one in result.levels
        ]
    if result.by_version:
        found["by_version"] = [
            version_facts(one) | comparison_document(one.comparison) for one in result.by_version
        ]
    if result.sealed is not None and result.since is not None:
        since = result.since
        found["seal"] = {
            "sealed": result.sealed.at.isoformat(),
            "codebook": result.sealed.codebook,
            "digest": result.sealed.digest,
            "since": {
                "added": since.added,
                "removed": since.removed,
                "changed": since.changed,
                "codebook": since.codebook,
            },
        }
    return found


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """The figures of one comparison by code and overall, with who was compared."""
    names = labels(comparison)
    return {
        "coders": names,
        "documents": [document.name for document in comparison.compared],
        **_table(comparison, comparison.table, names, comparison.interval_table),
    }


def _missing(comparison: Comparison) -> dict[str, Any]:
    """Who counts as missing where, without a coding and not marked as done."""
    missing = missing_coders.missing(comparison.data)
    names = labels(comparison)
    documents = {one.guid: one.name for one in comparison.documents}
    people = coders.labels(list(comparison.data.everybody))
    return {
        "documents": missing.documents,
        "dropped": missing.dropped,
        "coders": dict(zip(names, missing.by_coder, strict=True)),
        "assigned": missing.assigned,
        "assigned_count_as_coded": comparison.data.selection.assigned,
        "only_done": comparison.data.by_marks,
        "unfinished": [
            {"document": documents[where], "coder": people[who], "codings": number}
            for (where, who), number in comparison.data.unfinished.items()
        ],
    }


def _interval_facts(comparison: Comparison) -> dict[str, Any]:
    """How intervals were computed, and from what."""
    intervals = comparison.interval_table
    if intervals is None:
        return {"interval_method": None}
    facts: dict[str, Any] = {"clusters": intervals.clusters, "kind": intervals.kind}
    found: dict[str, Any] = {"interval_method": intervals.method, "interval_clusters": facts}
    if intervals.method == BOOTSTRAP:
        found["bootstrap"] = {"draws": intervals.n_resamples, "seed": intervals.seed, **facts}
    return found


def _cues(comparison: Comparison, shares: CueShares) -> dict[str, Any]:
    return {
        "locked": shares.locked,
        "codings": shares.codings,
        "from_cue": shares.from_cue,
        "share": shares.share,
        "coders": dict(zip(labels(comparison), shares.coders, strict=True)),
        "codes": [
            {"code": list(path), "from_cue": number}
            for path, number in zip(comparison.paths, shares.codes, strict=True)
        ],
    }


def _pairs(comparison: Comparison) -> dict[str, Any]:
    found: dict[str, Any] = {}
    settings, names = comparison.data.settings, labels(comparison)
    if settings.pairs:
        found["pairs"] = [
            {
                "coders": own,
                **_table(comparison, table, own, comparison.pair_interval_tables.get(pair)),
            }
            for pair, table in comparison.pairs.items()
            if (own := [names[index] for index in pair])
        ]
    if settings.confusion:
        found["confusion"] = [
            {
                "coders": [names[index] for index in pair],
                "codes": [list(path) for path in comparison.paths],
                "units": one.units.tolist(),
            }
            for pair, one in comparison.confusions.items()
        ]
    return found


def _table(
    comparison: Comparison, table: AgreementTable, names: list[str], intervals: IntervalTable | None
) -> dict[str, Any]:
    spread = interval_rows(comparison, intervals)
    return {
        "codes": [
            {"code": list(path)} | _row(row, own, names)
            for path, row, own in zip(comparison.paths, table.rows, spread[:-1], strict=True)
        ],
        "overall": _row(table.overall, spread[-1], names),
    }


def _row(row: Row, spread: RowIntervals | None, names: list[str]) -> dict[str, Any]:
    counts = dict(zip(names, row.codings, strict=True))
    figures = {}
    for name in FIGURES:
        figure = getattr(row, name)
        figures[name] = {"value": figure.value, "reason": figure.reason}
        if spread is not None:
            figures[name] |= {
                "interval": _interval(getattr(spread, name)),
                "counts": _counts(figure.counts),
            }
    return {"codings": counts} | figures


def _interval(interval: Interval) -> dict[str, Any]:
    ends = interval.ends
    return {
        "low": ends[0] if ends else None,
        "high": ends[1] if ends else None,
        "method": interval.method,
        "percentile": interval.percentile,
        "bca": interval.bca,
        "level": interval.level,
        "clusters": interval.clusters,
        "kind": interval.kind,
        "draws": interval.n_resamples,
        "undefined": interval.undefined,
        "reason": interval.reason,
        "carriers": interval.basis.carriers,
        "effective": interval.basis.effective,
        "weights": interval.basis.weights,
        "warning": interval.warning,
    }


def _counts(counts: Mapping[str, float]) -> dict[str, float]:
    return dict(counts)


def _figure(figure: Figure) -> dict[str, Any]:
    return {"value": figure.value, "reason": figure.reason, "counts": _counts(figure.counts)}


def _measured(comparison: Comparison, one: MeasureResult) -> dict[str, Any]:
    codes = [
        {"code": list(path)} | _figure(figure)
        for path, figure in zip(comparison.paths, one.by_code, strict=False)
    ]
    for entry, interval in zip(codes, one.intervals, strict=False):
        entry["interval"] = _interval(interval)
    overall = _figure(one.overall) if one.overall else None
    if overall is not None and one.overall_interval is not None:
        overall["interval"] = _interval(one.overall_interval)
    for entry, coverage in zip(codes, one.coverage, strict=False):
        entry["coverage"] = _figure(coverage)
    return {
        "measure": one.measure.name,
        "title": one.measure.title,
        "settings": one.settings,
        "formula": one.measure.formula,
        "source": one.measure.source,
        "codes": codes,
        "overall": overall,
    }


def _relation(one: RelationFigure) -> dict[str, Any]:
    return {
        "type": one.type.name if one.type else None,
        "relations": one.given,
        "matched_ends": one.matched_ends,
        "f1_directed": _figure(one.directed),
        "f1_undirected": _figure(one.undirected),
        "reversed": one.reversed,
        "other_type": one.other_type,
        **({"interval": _interval(one.interval)} if one.interval is not None else {}),
    }


def _attribute(one: AttributeFigure) -> dict[str, Any]:
    return {
        "code": list(one.code),
        "attribute": one.attribute,
        "level": one.level,
        "matched": one.matched,
        "decided": one.decided,
        **_figure(one.figure),
        **({"interval": _interval(one.spread)} if one.spread is not None else {}),
    }
