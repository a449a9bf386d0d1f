"""The figures that an archive states: each is a question with its settings and what comes of it.

Writing and verifying compute them by the same function, the one from the project, the other from
the data of the archive. Where the texts are not there, the boundaries of words, sentences and
paragraphs are those that the archive has as positions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from annotator.agreement import UnitBounds, UnitChoice
from annotator.corpus.job import finish
from annotator.corpus.messages import in_english, tr
from annotator.corpus.query import (
    AtTime,
    InStructure,
    MemoHas,
    OnPages,
    Query,
    RoleIs,
    SpeakerIs,
    TextHas,
    TextUnit,
    parts,
)
from annotator.errors import UserError
from annotator.exchange.json_values import from_json, to_json
from annotator.operations import reading, reliability, team_agreement
from annotator.operations.archive.units import ArchivedUnits
from annotator.operations.reliability import (
    AgreementSettings,
    ComparisonData,
    Selection,
    attribute_agreement,
    figure_rows,
    measure_registry,
)
from annotator.operations.retrieval import material as materials
from annotator.operations.retrieval import questions, tables
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.names import vocabulary
from annotator.operations.retrieval.tables import TableQuestion
from annotator.operations.viewing import Viewer
from annotator.retrieval.language import parse

COUNTS, AGREEMENT, QUERY, TABLE = "counts", "agreement", "query", "table"
_OF_TEXTS: Final = (TextHas, InStructure, OnPages, SpeakerIs, RoleIs, AtTime)
"""Conditions that ask for the words of texts or their structure."""


@dataclass(frozen=True)
class Figure:
    """What is stated: its kind, what it is in words, the question with all its settings, and the
    result as JSON has it, and what it asks for that an archive may not hold: texts, memos."""

    kind: str
    title: str
    question: Mapping[str, Any]
    result: Any
    asks: tuple[str, ...] = ()


def stated(
    viewer: Viewer,
    queries: Sequence[tuple[str, str]],
    wanted: Sequence[tuple[str, TableQuestion]],
    measures: Sequence[str],
) -> list[Figure]:
    """The figures of a project: counts, agreement in every unit and by round, and what was asked
    (titles with lines or tables)."""
    asked: list[tuple[str, str, dict[str, Any]]] = [
        (COUNTS, "Codings by document, code and coder", {})
    ]
    for unit in ("character", "word", "sentence"):
        named = list(measures) if unit == "character" else []
        title = f"Agreement of all coders, by {unit}"
        asked.append((AGREEMENT, title, _agreement_question(Selection(), unit, named)))
    for one, comparison in team_agreement.by_round(
        viewer, Selection(), AgreementSettings(interval_method=None)
    ):
        question = _agreement_question(comparison.data.selection, "character", [])
        asked.append((AGREEMENT, f"Agreement in the round {one.name}", question))
    asked += [(QUERY, title, {"line": line}) for title, line in queries]
    asked += [(TABLE, title, _table_question(one)) for title, one in wanted]
    return [_computed(viewer, *one) for one in asked]


def _agreement_question(selection: Selection, unit: str, measures: list[str]) -> dict[str, Any]:
    """What is compared and how, with every setting: those that are defaults today as well."""
    return {
        "selection": to_json(selection),
        "settings": to_json(AgreementSettings(unit=unit)),
        "measures": measures,
    }


def table_title(one: TableQuestion) -> str:
    """What a table is called that has no name."""
    return " × ".join((*one.rows, *one.columns))


def _table_question(one: TableQuestion) -> dict[str, Any]:
    more = {"weights": one.weights, "coders": one.coders}
    return {
        "rows": list(one.rows),
        "columns": list(one.columns),
        "cell": one.cell,
        "by": one.by,
        "where": one.where,
        **{name: said for name, said in more.items() if said},
    }


def _computed(viewer: Viewer, kind: str, title: str, question: dict[str, Any]) -> Figure:
    try:
        result = compute(viewer, kind, question, None)
    except UserError as error:
        raise UserError(
            tr("The figure “{title}” can't be computed. {error}", title=title, error=error)
        ) from error
    return Figure(kind, title, question, result, tuple(asks(viewer, kind, question)))


def asks(viewer: Viewer, kind: str, question: Mapping[str, Any]) -> list[str]:
    """What a question asks for that is not in every archive."""
    if kind not in (QUERY, TABLE):
        return []
    known, lines = vocabulary(viewer), [question.get("line") or question.get("where") or ""]
    lines += [
        one for one in (*question.get("rows", ()), *question.get("columns", ())) if ":" in one
    ]
    asked: list[Query] = [parse(line, known).query for line in lines if line]
    conditions = [one for query in asked for one in parts(query)]
    found = ["texts"] if any(isinstance(one, _OF_TEXTS) for one in conditions) else []
    return found + (["memos"] if any(isinstance(one, MemoHas) for one in conditions) else [])


def compute(
    viewer: Viewer, kind: str, question: Mapping[str, Any], units: ArchivedUnits | None
) -> Any:
    """The result of a question, as JSON has it. KeyError for a kind that there is none of."""
    return {
        COUNTS: _counts,
        AGREEMENT: _agreement,
        QUERY: _query,
        TABLE: _table,
    }[kind](viewer, question, units)


def _counts(viewer: Viewer, question: Mapping[str, Any], units: ArchivedUnits | None) -> Any:
    known = {one.guid for one in reading.documents(viewer)}
    found = reading.coding_counts(viewer)
    return sorted([*key, number] for key, number in found.items() if key[0] in known)


def _agreement(viewer: Viewer, question: Mapping[str, Any], units: ArchivedUnits | None) -> Any:
    settings = from_json(AgreementSettings, question["settings"])
    selection = from_json(Selection, question["selection"])
    data = reliability.load(viewer, selection, settings)
    if units is not None:
        data = _with_units(data, units)
    comparison = reliability.compute(data)
    measured = measure_registry.measure(data, measure_registry.named(question["measures"]))
    rows = [
        [
            *(one.measure, one.code, one.value, in_english(one.reason)),
            *(one.low, one.high, one.clusters),
        ]
        for one in figure_rows.rows(comparison, measured)
    ]
    # Values of attributes are compared by coding: the unit is nothing to them.
    with_attributes = comparison.compared and data.settings.unit == "character"
    rows += [
        [
            *("alpha of an attribute", f"{' > '.join(one.code)}: {one.attribute}"),
            *(one.figure.value, in_english(one.figure.reason or ""), None, None, 0),
        ]
        for one in (attribute_agreement.attributes(viewer, data) if with_attributes else ())
    ]
    return {
        "coders": sorted(one.guid for one in data.coders),
        "documents": sorted(one.guid for one in comparison.compared),
        "columns": ["measure", "code", "value", "reason", "low", "high", "clusters"],
        "rows": rows,
    }


def _with_units(data: ComparisonData, units: ArchivedUnits) -> ComparisonData:
    """The data with the boundaries that the archive has."""
    unit, choice = data.settings.unit, data.choice
    if choice is not None:
        bounds = [UnitBounds(*units.bounds(one.guid, TextUnit(unit))) for one in data.documents]
        choice = UnitChoice(choice.name, bounds, choice.rule)
    paragraphs = data.paragraphs
    if paragraphs is not None:
        paragraphs = [units.paragraph_starts(one.guid) for one in data.documents]
    return replace(data, choice=choice, paragraphs=paragraphs)


def _query(viewer: Viewer, question: Mapping[str, Any], units: ArchivedUnits | None) -> Any:
    material = _material(viewer, units)
    answer = questions.answered(material, parse(question["line"], vocabulary(viewer)))
    found = answer.found
    codings = [material.guids[number] for number in found.codings.tolist()]
    partners = None
    if found.partners is not None:
        partners = [material.guids[number] for number in found.partners.tolist()]
    return {"count": len(answer), "codings": codings, "partners": partners}


def _table(viewer: Viewer, question: Mapping[str, Any], units: ArchivedUnits | None) -> Any:
    wanted = TableQuestion(
        *(tuple(question["rows"]), tuple(question["columns"])),
        *(question["cell"], question["by"], question["where"]),
        *(question.get("weights", ""), question.get("coders", "")),
    )
    table = tables.table_of(_material(viewer, units), wanted)
    figures = table.figures
    return {
        "rows": list(table.rows.labels),
        "columns": list(table.columns.labels),
        "cells": _plain(figures.cells),
        "row_totals": _plain(figures.row_totals),
        "column_totals": _plain(figures.column_totals),
        "total": _plain(np.array([figures.total]))[0],
    }


def _plain(cells: np.ndarray[Any, Any]) -> Any:
    """Cells as lists of numbers, None for those without a figure."""

    def plain(cell: Any) -> Any:
        if isinstance(cell, list):
            return [plain(one) for one in cell]
        return None if isinstance(cell, float) and math.isnan(cell) else cell

    return plain(cells.tolist())


def _material(viewer: Viewer, units: ArchivedUnits | None) -> ProjectMaterial:
    loaded = finish(materials.load(viewer))
    if units is None:
        return loaded
    start = loaded.table.document_start
    return loaded.with_units(
        {
            unit: units.on_axis([one.guid for one in loaded.documents], unit, start)
            for unit in (TextUnit.WORD, TextUnit.SENTENCE, TextUnit.PARAGRAPH, TextUnit.TURN)
        }
    )


_TOLERANCE: Final = 1e-9
"""How far two computations of one figure may lie apart, relative to it."""


def same(stated: Any, found: Any) -> bool:
    """Whether two results are the same, numbers to within rounding."""
    if isinstance(stated, dict) and isinstance(found, dict):
        return stated.keys() == found.keys() and all(same(stated[k], found[k]) for k in stated)
    if isinstance(stated, list) and isinstance(found, list):
        return len(stated) == len(found) and all(map(same, stated, found))
    if isinstance(stated, int | float) and isinstance(found, int | float):
        return math.isclose(stated, found, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
    return bool(stated == found)
