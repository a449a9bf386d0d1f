"""Agreement on the attributes of codings: among those that two coders have in common.

What a coder did not choose is missing; the default of an attribute says how codings are read, and
is nobody's judgement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
    undefined,
)
from annotator.corpus.codebook import Attribute, AttributeKind, CodePath, Level, Value
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.messages import tr
from annotator.operations.reliability.comparison import AgreementSettings, ComparisonData, load
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries

LEAST_PAIRS = 10
"""Codings that both coders decided on, below which a single one would move alpha too far."""
FEW_PAIRS = tr("Both coders chose a value for fewer than {least} codings.", least=LEAST_PAIRS)
FREE_TEXT = tr("The attribute is free text: there are no values to agree on.")


@dataclass(frozen=True)
class AttributeFigure:
    """Alpha of an attribute, over matched codings for which both coders chose a value.

    `counts` of the figure has "matched codings", and "decided by both" of them. level: nominal,
    ordinal as the codebook declares it, interval for numbers, "" where there is none. note: what
    the value of a coding is, in words. spread: the interval of the figure, where intervals are
    asked for and there is a figure.
    """

    code: CodePath
    attribute: str
    level: str
    note: str
    figure: Figure
    spread: Interval | None = None

    @property
    def matched(self) -> int:
        """Codings that two coders have in common."""
        return int(self.figure.counts.get("matched codings", 0))

    @property
    def decided(self) -> int:
        """Those of them for which both chose a value."""
        return int(self.figure.counts.get("decided by both", 0))

    @property
    def words(self) -> str:
        """“decided by both: 12 of 17”."""
        return tr("decided by both: {k:,} of {n:,}", k=self.decided, n=self.matched)


def attributes(viewer: Viewer, data: ComparisonData) -> list[AttributeFigure]:
    """Alpha of each attribute of the compared codes, on codings matched by overlap."""
    values = _said(viewer, data)
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
            data.work,
        )
        own = [_by_coder(columns, code.guid) for columns in alone.columns]
        for attribute in declared:
            of_coding = {
                g: held[attribute.guid] for g, held in values.items() if attribute.guid in held
            }
            found.append(_figure(alone, own, attribute, path, of_coding, data))
    return found


def _said(viewer: Viewer, data: ComparisonData) -> Mapping[str, Mapping[str, Value]]:
    """What codings say in their attributes: now, or when their round was sealed."""
    if data.work is not None and data.work.sealed is not None:
        return data.work.sealed.values
    with viewer.reading() as connection:
        return coding_queries.attribute_values(connection)


def _by_coder(columns: CodingColumns, code: str) -> Mapping[str, list[str]]:
    """The codings of a document with a code by coder, in the order of its `Codings`."""
    found: dict[str, list[str]] = defaultdict(list)
    for guid, coder, what in zip(columns.guid, columns.coder, columns.code, strict=True):
        if what == code:
            found[coder].append(guid)
    return found


def _figure(
    alone: ComparisonData,
    codings: Sequence[Mapping[str, list[str]]],
    attribute: Attribute,
    path: CodePath,
    of_coding: dict[str, Value],
    data: ComparisonData,
) -> AttributeFigure:
    level = _level(attribute)
    names, scale = _values(attribute, level, of_coding)
    number = {name: index for index, name in enumerate(names)}
    tables = [
        [
            _numbers(own.get(coder.guid, ()), of_coding, number)
            if continuum.codings[place] is not None
            else None
            for place, coder in enumerate(alone.coders)
        ]
        for own, continuum in zip(codings, alone.continua, strict=True)
    ]
    found = clusters_of(alone.continua, len(alone.coders), 1, data.paragraphs)
    matched = matched_values(
        found.corpus,
        alone.continua,
        tables,
        max(1, len(names)),
        data.settings.min_overlap,
    )
    figure, spread = matched_alpha(matched, level or "nominal", scale), None
    if not level or (0 < figure.counts["decided by both"] < LEAST_PAIRS):
        figure = undefined(FEW_PAIRS if level else FREE_TEXT, figure.counts)
    if data.settings.interval_method is not None and figure.defined:
        spread = attribute_interval(matched, found, level, scale)
    note = "the set of chosen values" if attribute.kind is AttributeKind.CHOICES else "its value"
    return AttributeFigure(path, attribute.name, level, note, figure, spread)


def _level(attribute: Attribute) -> str:
    """The level of measurement at which values are compared; empty for free text."""
    if attribute.kind is AttributeKind.TEXT:
        return ""
    if attribute.kind is AttributeKind.NUMBER:
        return "interval"
    ordered = attribute.level is Level.ORDINAL and attribute.kind is AttributeKind.CHOICE
    return "ordinal" if ordered else "nominal"


def _values(
    attribute: Attribute, level: str, of_coding: dict[str, Value]
) -> tuple[list[str], Floats | None]:
    """The values that are used, in the order of their ranks, and their numbers on a scale."""
    used = {_key(value) for value in of_coding.values()}
    if level == "interval":
        names = sorted(used, key=float)
        return names, np.array([float(name) for name in names])
    if level == "ordinal":
        declared = [choice.name for choice in attribute.choices]
        return [*declared, *sorted(used - set(declared))], None
    return sorted(used), None


def _numbers(codings: Sequence[str], of_coding: dict[str, Value], number: dict[str, int]) -> Ints:
    """The values of one coder's codings in a document; -1 where the coder chose none: a default
    is no judgement."""
    return np.array(
        [number[_key(of_coding[guid])] if guid in of_coding else -1 for guid in codings], np.int64
    )


def _key(value: Value) -> str:
    """One text for a value; of a set of values the same, whatever their order."""
    return value if isinstance(value, str) else "\x1f".join(sorted(value))
