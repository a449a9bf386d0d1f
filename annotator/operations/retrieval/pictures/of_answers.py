"""Pictures of answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.corpus.attribute_types import order_of
from annotator.corpus.drawing import Mark, Passages
from annotator.corpus.messages import number_of, tr
from annotator.corpus.query import CodeIs, Linked, Related, TextUnit
from annotator.errors import UserError
from annotator.operations.retrieval.conditions import named
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.pictures.marks import MadeMarks
from annotator.operations.retrieval.pictures.parts_of_answers import (
    ShownCodings,
    parts_of,
    shown_codings,
)
from annotator.operations.retrieval.pictures.periods import KINDS, day_of, periods
from annotator.operations.retrieval.questions import Answer
from annotator.operations.retrieval.written_names import code_paths
from annotator.retrieval.arrays import Bools, Floats, Ints
from annotator.retrieval.language import print_query
from annotator.retrieval.pictures import Distribution, Network, Portrait, Timeline
from annotator.retrieval.pictures.values import Edge, Node

_BINS = 20
_SERIES, _PORTRAIT_CODES, _NODES = 12, 24, 40
MISSING = "–"


# --- portrait


def portrait(answer: Answer, attribute: str = "") -> Portrait:
    """All documents with the codings of an answer in their places, grouped by what is said of the
    documents in an attribute, if one is named."""
    found = shown_codings(answer, _PORTRAIT_CODES)
    material, table = answer.material, answer.material.table
    groups, order = _groups(material, attribute)
    place = np.empty(order.size, dtype=np.int64)
    place[order] = np.arange(order.size)
    part, at = parts_of(found, found.place >= 0)
    document = table.document[table.parts.coding[part]]
    begins = table.document_start[document]
    title = tr("Where in the documents")
    if attribute:
        title = tr("Where in the documents, by {attribute}", attribute=attribute)
    return Portrait(
        found.heading(title, tr("A bar is a document, as long as its text.")),
        [material.documents[number].name for number in order.tolist()],
        groups,
        (np.diff(table.document_start) - 1)[order],
        place[document],
        table.parts.start[part] - begins,
        table.parts.end[part] - begins,
        found.place[at],
        at,
        found.names,
        found.colors,
        MadeMarks(found.codings.size, found.mark_of),
    )


def _groups(material: ProjectMaterial, attribute: str) -> tuple[list[tuple[str, int]], Ints]:
    """Groups with their sizes, and the documents in their order."""
    size = len(material.documents)
    if not attribute:
        return [("", size)], np.arange(size, dtype=np.int64)
    said = _said(material, attribute)
    values = order_of({*said} - {""}, material.document_types.get(attribute))
    number = {value: at for at, value in enumerate([*values, ""])}
    group = np.array([number[value] for value in said], dtype=np.int64)
    sizes = np.bincount(group, minlength=len(number)).tolist()
    names = [*values, MISSING]
    groups = [(name, own) for name, own in zip(names, sizes, strict=True) if own]
    return groups, np.argsort(group, kind="stable").astype(np.int64)


def _said(material: ProjectMaterial, name: str) -> list[str]:
    """What is said of each document; empty where nothing is. UserError for a name that is not
    there."""
    known = dict.fromkeys(one for own in material.document_values.values() for one in own)
    (attribute, *_others) = sorted(named(name, "attribute of documents", ((n, n) for n in known)))
    own = (material.document_values.get(one.guid, {}) for one in material.documents)
    return [values.get(attribute, "") for values in own]


# --- timeline


@dataclass(frozen=True, eq=False)
class _Calendar:
    """The periods of a timeline: what kind they are, the ordinals of their first days, and what
    they are called. period: (documents,) the place of each document's; is_dated: which have a
    date."""

    kind: str
    begins: Ints
    labels: list[str]
    period: Ints
    is_dated: Bools


def _calendar(material: ProjectMaterial, attribute: str) -> _Calendar:
    """The periods of what an attribute says. UserError where no document has a date in it."""
    days = [day_of(value) for value in _said(material, attribute)]
    known = [day for day in days if day is not None]
    if not known:
        raise UserError(
            tr(
                "No document has a date in “{attribute}”. A date is written as 2026-11-30, 2026-11"
                " or 2026.",
                attribute=attribute,
            )
        )
    kind, firsts = periods(min(known), max(known))
    begins = np.array([day.toordinal() for day in firsts], dtype=np.int64)
    ordinal = np.array([0 if day is None else day.toordinal() for day in days], dtype=np.int64)
    period = np.searchsorted(begins, ordinal, "right") - 1
    labels = [KINDS[kind].called(day) for day in firsts]
    return _Calendar(kind, begins, labels, period.astype(np.int64), ordinal > 0)


def timeline(answer: Answer, attribute: str, *, per_words: bool = False) -> Timeline:
    """The codings of an answer in time, by the days that an attribute of the documents says; with
    `per_words` by 1,000 words of the documents of each period."""
    if not attribute:
        raise UserError(tr("A timeline needs an attribute of documents with dates in it."))
    found, material = shown_codings(answer, _SERIES), answer.material
    calendar = _calendar(material, attribute)
    document = material.table.document[found.codings]
    is_dated = calendar.is_dated[document] & (found.place >= 0)
    bars = len(calendar.labels)
    values, cell = _counted(found, calendar.period[document], is_dated, bars)
    names = found.names

    def words(series: int, bar: int, number: int) -> str:
        sides = {"row": names[series], "column": calendar.labels[bar]}
        return tr("{row}, {column}: {figure}", figure=number_of(number, "coding"), **sides)

    marks = found.marks_of_cells(cell, (len(names), bars), words)
    notes = [_period_words(calendar.kind)]
    if per_words:
        size = _words(material, calendar.period, calendar.is_dated, bars)
        values = values / np.maximum(size, 1) * 1000
        notes.append(tr("Codings by 1,000 words of the documents of each period."))
    undated = int((~is_dated & (found.place >= 0)).sum())
    if undated:
        notes.append(tr("Without a date: {codings}.", codings=number_of(undated, "coding")))
    heading = found.heading(tr("In time, by {attribute}", attribute=attribute), *notes)
    places = calendar.begins, calendar.labels
    return Timeline(heading, *places, names, found.colors, values, marks)


def _period_words(kind: str) -> str:
    return {
        "day": tr("A bar is a day."),
        "week": tr("A bar is a week, called by its Monday."),
        "month": tr("A bar is a month."),
        "quarter": tr("A bar is a quarter of a year."),
        "year": tr("A bar is a year."),
        "decade": tr("A bar is ten years."),
        "century": tr("A bar is a hundred years."),
    }[kind]


def _words(material: ProjectMaterial, period: Ints, is_dated: Bools, size: int) -> Ints:
    """Words of the documents of each period."""
    words, begins = material.units(TextUnit.WORD), material.table.document_start
    number = np.diff(np.searchsorted(words.start, begins))
    counted = np.bincount(period[is_dated], number[is_dated], size)
    return counted.astype(np.int64)


def _counted(found: ShownCodings, bar: Ints, wanted: Bools, bars: int) -> tuple[Floats, Ints]:
    """(series, bars) how many codings each has, and (codings,) the cell of each, -1 for none."""
    cell = np.where(wanted, found.place * bars + bar, -1)
    series = found.codes.size
    values = np.bincount(cell[wanted], minlength=series * bars).astype(np.float64)
    return values.reshape(series, bars), cell


# --- the place in the text


def distribution(answer: Answer) -> Distribution:
    """Where between the beginning and the end of their texts codings begin, by twentieths."""
    found = shown_codings(answer, _SERIES)
    table = answer.material.table
    document = table.document[found.codings]
    length = np.maximum(np.diff(table.document_start) - 1, 1)[document]
    begins = table.start[found.codings] - table.document_start[document]
    share = np.minimum(begins * _BINS // length, _BINS - 1)
    values, cell = _counted(found, share, found.place >= 0, _BINS)
    names = found.names

    def words(series: int, bar: int, number: int) -> str:
        return tr(
            "{row}, from {low} to {high} % of the text: {figure}",
            row=names[series],
            low=bar * 100 // _BINS,
            high=(bar + 1) * 100 // _BINS,
            figure=number_of(number, "coding"),
        )

    note = tr("Codings that begin in each twentieth of their text.")
    heading = found.heading(tr("Where in the texts, from beginning to end"), note)
    marks = found.marks_of_cells(cell, (len(names), _BINS), words)
    return Distribution(heading, names, found.colors, values, marks)


# --- relations


def relations(answer: Answer) -> Network:
    """The relations that lead from codings of an answer to others of the analysis set, between
    their codes."""
    found = shown_codings(answer, _NODES)
    material, table = answer.material, answer.material.table
    is_source = np.zeros(len(table), dtype=np.bool_)
    is_source[found.codings] = True
    edges: dict[tuple[int, int, str], int] = {}
    for kind in material.codebook.relation_types:
        links = material.links(kind.guid)
        kept = is_source[links.source] & answer.analysis_set.codings[links.target]
        ends = zip(table.code[links.source[kept]], table.code[links.target[kept]], strict=True)
        for source, target in ends:
            key = int(source), int(target), kind.name
            edges[key] = edges.get(key, 0) + 1
    if not edges:
        raise UserError(tr("No relation leads from one of these codings to another one."))
    return _network(found, edges)


def _network(found: ShownCodings, counted: dict[tuple[int, int, str], int]) -> Network:
    answer = found.answer
    material = answer.material
    joined = sorted({number for source, target, _kind in counted for number in (source, target)})
    place = {number: at for at, number in enumerate(joined)}
    number_of_code = np.bincount(
        material.table.code[answer.analysis_set.codings], minlength=len(material.codes)
    )
    marks, nodes, edges = [], [], []
    paths = code_paths(material.codebook)
    for number in joined:
        code = material.codebook.by_guid[material.codes[number]]
        size = int(number_of_code[number])
        line = print_query(CodeIs(paths[code.guid]))
        label = tr("{row}: {figure}", row=code.name, figure=number_of(size, "coding"))
        marks.append(Mark(label, Passages(line)))
        nodes.append(Node(code.name, code.color, size, len(marks) - 1))
    for (source, target, kind), weight in sorted(counted.items()):
        left, right = (CodeIs(paths[material.codes[code]]) for code in (source, target))
        line = print_query(Related(left, Linked(kind), right))
        names = nodes[place[source]].name, nodes[place[target]].name
        label = tr(
            "{row} {relation} {column}: {number}",
            row=names[0],
            relation=kind,
            column=names[1],
            number=weight,
        )
        marks.append(Mark(label, Passages(line)))
        edges.append(Edge(place[source], place[target], weight, kind, len(marks) - 1))
    heading = found.heading(
        tr("Relations between codes"),
        tr("An arrow counts the relations of a type; a circle has the codings of its code."),
    )
    return Network(heading, nodes, edges, marks, directed=True)
