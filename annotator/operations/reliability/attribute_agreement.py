"""Agreement on the attributes of codings: among those that two coders have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement import (
    Figure,
    Floats,
    Interval,
    Ints,
    attribute_interval,
    clusters_of,
    matched_alpha,
    matched_values,
)
from annotator.corpus.codebook import Attribute, AttributeKind, CodePath, Value
from annotator.operations.reliability.comparison import AgreementSettings, ComparisonData, load
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries


@dataclass(frozen=True)
class AttributeFigure:
    """Alpha of an attribute; `counts` of the figure has "matched codings". level: nominal, or
    interval for numbers. note: what the value of a coding is, in words. spread: the interval of
    the figure, where intervals are asked for."""

    code: CodePath
    attribute: str
    level: str
    note: str
    figure: Figure
    spread: Interval | None = None


def attributes(viewer: Viewer, data: ComparisonData) -> list[AttributeFigure]:
    """Alpha of each attribute of the compared codes, on codings matched by overlap."""
    with viewer.reading() as connection:
        values = coding_queries.attribute_values(connection)
    found = []
    for code, path in zip(data.codes, data.paths, strict=True):
        declared = data.codebook.attributes_of(code.guid)
        if not declared:
            continue
        # Only codings with this code can have its attributes, and be matched.
        alone = load(
            viewer,
            replace(
                data.selection,
                codes=[code.guid],
                coders=[coder.guid for coder in data.coders],
                documents=[document.guid for document in data.documents],
            ),
            AgreementSettings(interval_method=None),
        )
        for attribute in declared:
            of_coding = {
                g: held[attribute.guid] for g, held in values.items() if attribute.guid in held
            }
            found.append(_figure(alone, attribute, path, of_coding, data))
    return found


def _figure(
    alone: ComparisonData,
    attribute: Attribute,
    path: CodePath,
    of_coding: dict[str, Value],
    data: ComparisonData,
) -> AttributeFigure:
    default: Value | None = attribute.default or None
    used = {_key(value) for value in of_coding.values()} | {_key(default)} - {None}
    names = sorted(name for name in used if name is not None)
    numeric = attribute.kind is AttributeKind.NUMBER
    scale: Floats | None = None
    if numeric:
        names.sort(key=float)
        scale = np.array([float(name) for name in names])
    number = {name: index for index, name in enumerate(names)}
    tables = [
        [
            _numbers(
                columns.guid,
                columns.coder,
                coder.guid,
                columns.code,
                alone,
                of_coding,
                default,
                number,
            )
            if continuum.codings[place] is not None
            else None
            for place, coder in enumerate(alone.coders)
        ]
        for columns, continuum in zip(alone.columns, alone.continua, strict=True)
    ]
    level = "interval" if numeric else "nominal"
    found = clusters_of(alone.continua, len(alone.coders), 1, data.paragraphs)
    matched = matched_values(
        found.corpus,
        alone.continua,
        tables,
        max(1, len(names)),
        data.settings.min_overlap,
    )
    figure, spread = matched_alpha(matched, level, scale), None
    if data.settings.interval_method is not None:
        spread = attribute_interval(matched, found, level, scale)
    note = "the set of chosen values" if attribute.kind is AttributeKind.CHOICES else "its value"
    return AttributeFigure(path, attribute.name, level, note, figure, spread)


def _numbers(
    guids: list[str],
    coders: list[str],
    coder: str,
    codes: list[str],
    alone: ComparisonData,
    of_coding: dict[str, Value],
    default: Value | None,
    number: dict[str, int],
) -> Ints:
    """The values of one coder's codings in a document, in the order of its `Codings`."""
    code = alone.codes[0].guid
    keys = (
        _key(of_coding.get(guid, default))
        for guid, who, what in zip(guids, coders, codes, strict=True)
        if who == coder and what == code
    )
    return np.array([-1 if key is None else number[key] for key in keys], np.int64)


def _key(value: Value | None) -> str | None:
    """One text for a value; of a set of values the same, whatever their order."""
    if value is None or isinstance(value, str):
        return value
    return "\x1f".join(sorted(value))
