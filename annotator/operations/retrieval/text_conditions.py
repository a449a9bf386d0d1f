"""Of which codings a condition on their passages holds: words, structure, pages, turns, times."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

import numpy as np

from annotator.corpus.places import NOTES, pages
from annotator.corpus.query import (
    AtTime,
    Condition,
    InStructure,
    OnPages,
    RoleIs,
    SpeakerIs,
    TextHas,
)
from annotator.corpus.structure import Element
from annotator.operations.retrieval.loaded import LoadedCodings
from annotator.retrieval import passages
from annotator.retrieval.arrays import Bools, ints
from annotator.retrieval.columns import Parts
from annotator.retrieval.language import same_name

KINDS = (TextHas, InStructure, OnPages, SpeakerIs, RoleIs, AtTime)
"""The conditions that read texts."""


@singledispatch
def _holds(condition: Condition, material: LoadedCodings, among: Bools) -> Bools:
    raise TypeError(f"no condition on texts: {condition!r}")


def holds(condition: Condition, material: LoadedCodings, among: Bools) -> Bools:
    """(codings,) of which of those `among` a condition holds; the texts of no others are read."""
    return _holds(condition, material, among)


@_holds.register
def _(condition: TextHas, material: LoadedCodings, among: Bools) -> Bools:
    return passages.with_text(material.table, material.texts, condition.test, among)


def _elements(
    material: LoadedCodings,
    among: Bools,
    kinds: tuple[str, ...],
    wanted: Callable[[Element], bool] = lambda _element: True,
) -> Parts:
    return passages.elements(material.table, material.texts, kinds, among, wanted)


@_holds.register
def _(condition: InStructure, material: LoadedCodings, among: Bools) -> Bools:
    kinds = NOTES if condition.kind == "note" else (condition.kind,)
    return passages.within(material.table, _elements(material, among, kinds), among)


@_holds.register
def _(condition: SpeakerIs, material: LoadedCodings, among: Bools) -> Bools:
    turns = _elements(material, among, ("turn",), _says("speaker", condition.name))
    return passages.touching(material.table, turns, among)


@_holds.register
def _(condition: RoleIs, material: LoadedCodings, among: Bools) -> Bools:
    turns = _elements(material, among, ("turn",), _says("role", condition.name))
    return passages.touching(material.table, turns, among)


def _says(what: str, name: str) -> Callable[[Element], bool]:
    return lambda turn: bool(same_name(name, [str(turn.values.get(what, ""))]))


@_holds.register
def _(condition: AtTime, material: LoadedCodings, among: Bools) -> Bools:
    def overlaps(element: Element) -> bool:
        start = int(element.values.get("start_ms", 0))
        end = max(start + 1, int(element.values.get("end_ms", start + 1)))
        return (condition.end is None or start < condition.end) and (
            condition.start is None or condition.start < end
        )

    times = _elements(material, among, ("time",), overlaps)
    return passages.touching(material.table, times, among)


@_holds.register
def _(condition: OnPages, material: LoadedCodings, among: Bools) -> Bools:
    table = material.table
    spans: list[tuple[int, int]] = []
    for document in np.unique(table.document[among]).tolist():
        offset = int(table.document_start[document])
        own = pages(material.texts.text(document).structure)
        labels = [str(page.values.get("label", "")) for page in own]
        if condition.first in labels and condition.last in labels:
            first = labels.index(condition.first)
            last = len(labels) - 1 - labels[::-1].index(condition.last)
            spans += [(p.start + offset, p.end + offset) for p in own[first : last + 1]]
    columns = ints([span for span in spans if span[0] < span[1]]).reshape(-1, 2)
    return passages.touching(table, Parts(columns[:, 0], columns[:, 1], ints()), among)
