"""The JSON document of ``annotator agree``. Keys are a contract: more may come, none goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.agreement.bootstrap import Interval
from annotator.agreement.figure import Figure
from annotator.agreement.panel import RowIntervals
from annotator.agreement.table import AgreementTable, Row
from annotator.cli.agreement_result import MEASURES, Result, intervals, labels, range_of
from annotator.operations.attribute_agreement import AttributeFigure
from annotator.operations.cue_shares import CueShares
from annotator.operations.measures import Measured
from annotator.operations.reliability import Comparison


def document(result: Result) -> dict[str, Any]:
    """The table, and what else was asked for."""
    comparison = result.comparison
    settings = comparison.material.settings
    found = {
        "coders": labels(comparison),
        "documents": [d.name for d in comparison.compared],
        **_table(comparison, comparison.table, labels(comparison)),
        "unit": comparison.table.unit,
        "rule": settings.rule if settings.unit != "character" else None,
        "least_overlap": settings.least_overlap,
        "from_cue": _cues(comparison, result.cues),
    }
    if comparison.panel is not None:
        panel = comparison.panel
        found["bootstrap"] = {
            "draws": panel.draws,
            "seed": panel.seed,
            "clusters": panel.clusters,
            "kind": panel.kind,
        }
    if result.explicit:
        found["measures"] = [_measured(comparison, one) for one in result.measured]
    if result.attributes:
        found["attributes"] = [_attribute(one) for one in result.attributes]
    if result.by_document:
        found["by"] = [
            {"document": one.documents[0].name, **_table(one, one.table, labels(one))}
            for one in result.by_document
        ]
    if result.by_round:
        found["by"] = [
            {"round": one.name, "purpose": one.purpose.value, "coders": labels(own)}
            | {"documents": [document.name for document in own.compared]}
            | _table(own, own.table, labels(own))
            for one, own in result.by_round
        ]
    if result.against:
        found["against"] = [
            {"coder": labels(own)[0], "consensus": labels(own)[1]}
            | {"documents": [document.name for document in own.compared]}
            | _table(own, own.table, labels(own))
            for own in result.against
        ]
    if result.redrawn:
        found["pair_bootstrap"] = [
            {"code": list(path), "draws": int(one.draws.size)}
            | {"alpha": one.alpha.value, "reason": one.alpha.reason}
            | {"low": one.quantile(0.025), "high": one.quantile(0.975)}
            | {"below_0.800": one.below(0.8), "below_0.667": one.below(0.667)}
            for path, one in zip(comparison.paths, result.redrawn, strict=True)
        ]
    return found | _pairs(comparison)


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
    settings, names = comparison.material.settings, labels(comparison)
    if settings.pairs:
        found["pairs"] = [
            {"coders": own, **_table(comparison, table, own, plain=True)}
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
    comparison: Comparison, table: AgreementTable, names: list[str], *, plain: bool = False
) -> dict[str, Any]:
    spread = [None] * (len(table.rows) + 1) if plain else intervals(comparison)
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
    for name in MEASURES:
        figure = getattr(row, name)
        figures[name] = {"value": figure.value, "reason": figure.reason}
        if spread is not None:
            figures[name] |= {
                "interval": _interval(getattr(spread, name)),
                "counts": _counts(figure.counts),
            }
    return {"codings": counts} | figures


def _interval(interval: Interval) -> dict[str, Any]:
    ends = range_of(interval)
    return {
        "low": ends[0] if ends else None,
        "high": ends[1] if ends else None,
        "method": ("bca" if interval.bca else "percentile") if ends else None,
        "percentile": interval.percentile,
        "bca": interval.bca,
        "level": interval.level,
        "clusters": interval.clusters,
        "kind": interval.kind,
        "draws": interval.draws,
        "undefined": interval.undefined,
        "reason": interval.reason,
    }


def _counts(counts: Mapping[str, float]) -> dict[str, float]:
    return dict(counts)


def _figure(figure: Figure) -> dict[str, Any]:
    return {"value": figure.value, "reason": figure.reason, "counts": _counts(figure.counts)}


def _measured(comparison: Comparison, one: Measured) -> dict[str, Any]:
    codes = [
        {"code": list(path)} | _figure(figure)
        for path, figure in zip(comparison.paths, one.by_code, strict=False)
    ]
    for entry, coverage in zip(codes, one.coverage, strict=False):
        entry["coverage"] = _figure(coverage)
    return {
        "measure": one.measure.name,
        "title": one.measure.title,
        "settings": one.settings,
        "formula": one.measure.formula,
        "source": one.measure.source,
        "codes": codes,
        "overall": _figure(one.overall) if one.overall else None,
    }


def _attribute(one: AttributeFigure) -> dict[str, Any]:
    return {
        "code": list(one.code),
        "attribute": one.attribute,
        "level": one.level,
        "matched": int(one.figure.counts.get("matched codings", 0)),
        **_figure(one.figure),
    }
