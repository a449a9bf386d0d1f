"""JSON in the shapes of four tools: doccano, Label Studio, spaCy (as Prodigy has it) and Hugging
Face `datasets`. A document as a coder coded it is an object; positions are code points.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, TypeAlias

from annotator.corpus.document import Document
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.exchange.corpora import losses
from annotator.exchange.corpora.material import Material, text_of
from annotator.exchange.exporters.exporter import ExportSettings
from annotator.exchange.refi.report import RefiReport
from annotator.exchange.times import format_time

_Shape: TypeAlias = Callable[[Material, Document, str, int], dict[str, Any]]
_FLAT = frozenset({losses.TEXTS, losses.DOCUMENT_VALUES})
_LINKED = _FLAT | {losses.RELATIONS}
_FULL = _FLAT | {losses.ATTRIBUTES, losses.MEMOS}


def _objects(material: Material, shape: _Shape) -> Iterator[dict[str, Any]]:
    for number, (_place, document, coder) in enumerate(material.coded(), 1):
        yield shape(material, document, coder, number)


def _meta(material: Material, document: Document, coder: str) -> dict[str, Any]:
    return {
        "document": document.name,
        "document_id": document.guid,
        "coder": material.coders.get(coder, ""),
        "attributes": material.said.get(document.guid, {}),
    }


def _write(content: ProjectContent, file: BinaryIO, shape: _Shape) -> Job[None]:
    """A line for each object, UTF-8."""
    total = len(content.documents)
    for done, one in enumerate(_objects(Material(content), shape)):
        yield JobProgress(done, total, tr("Writing"))
        file.write(json.dumps(one, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")


# --- doccano: sequence labelling ("label") and relation extraction ("entities", "relations")


def preview_doccano(content: ProjectContent, settings: ExportSettings) -> RefiReport:
    """What doccano can't hold."""
    return losses.report("doccano", content, _LINKED, across=False)


def write_doccano(
    content: ProjectContent, file: BinaryIO, settings: ExportSettings
) -> Job[RefiReport]:
    """JSON lines as doccano imports them."""
    yield from _write(content, file, _doccano)
    return preview_doccano(content, settings)


def _doccano(material: Material, document: Document, coder: str, number: int) -> dict[str, Any]:
    entities: list[tuple[int, int, str]] = []
    first: dict[str, int] = {}
    for one in material.codings(document.guid, coder):
        for span in one.spans:
            first.setdefault(one.guid, len(entities) + 1)
            entities.append((span.start, span.end, material.paths[one.code]))
    relations = material.relations(document.guid, coder)
    return {
        "id": number,
        "text": document.text,
        "label": [list(one) for one in entities],
        "entities": [
            {"id": place, "label": label, "start_offset": start, "end_offset": end}
            for place, (start, end, label) in enumerate(entities, 1)
        ],
        "relations": [
            {
                "id": place,
                "from_id": first[one.source],
                "to_id": first[one.target],
                "type": material.kinds[one.kind],
            }
            for place, one in enumerate(relations, 1)
        ],
        "Comments": [],
        "meta": _meta(material, document, coder),
    }


# --- spaCy: one object a line with "spans", as Prodigy has it


def preview_spacy(content: ProjectContent, settings: ExportSettings) -> RefiReport:
    """What the shape can't hold."""
    return losses.report("spaCy", content, _FULL)


def write_spacy(
    content: ProjectContent, file: BinaryIO, settings: ExportSettings
) -> Job[RefiReport]:
    """JSON lines for span categorisation and named entities."""
    yield from _write(content, file, _spacy)
    return preview_spacy(content, settings)


def _spacy(material: Material, document: Document, coder: str, number: int) -> dict[str, Any]:
    return {
        "text": document.text,
        "meta": _meta(material, document, coder),
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "label": material.paths[one.code],
                "id": one.guid,
                "attributes": {n: text_of(v) for n, v in material.attributes(one).items()},
                "memo": material.memos.get(one.guid, ""),
            }
            for one in material.codings(document.guid, coder)
            for span in one.spans
        ],
    }


# --- Hugging Face datasets: the same keys and types in every line


def preview_datasets(content: ProjectContent, settings: ExportSettings) -> RefiReport:
    """What the shape can't hold."""
    return losses.report("datasets", content, _FULL)


def write_datasets(
    content: ProjectContent, file: BinaryIO, settings: ExportSettings
) -> Job[RefiReport]:
    """JSON lines of one schema, for `load_dataset("json", …)`."""
    yield from _write(content, file, _datasets)
    return preview_datasets(content, settings)


def _datasets(material: Material, document: Document, coder: str, number: int) -> dict[str, Any]:
    return {
        "id": str(number),
        "document": document.name,
        "coder": material.coders.get(coder, ""),
        "attributes": json.dumps(material.said.get(document.guid, {}), ensure_ascii=False),
        "text": document.text,
        "spans": [
            {
                "id": one.guid,
                "start": span.start,
                "end": span.end,
                "label": material.paths[one.code],
                "text": document.text[span.start : span.end],
                "attributes": json.dumps(
                    {n: text_of(v) for n, v in material.attributes(one).items()},
                    ensure_ascii=False,
                ),
                "memo": material.memos.get(one.guid, ""),
            }
            for one in material.codings(document.guid, coder)
            for span in one.spans
        ],
    }


# --- Label Studio: one list of tasks, an annotation a coder


def preview_label_studio(content: ProjectContent, settings: ExportSettings) -> RefiReport:
    """What Label Studio can't hold."""
    holds = _LINKED | {losses.ATTRIBUTES, losses.MEMOS}
    return losses.report("Label Studio", content, holds, across=False)


def write_label_studio(
    content: ProjectContent, file: BinaryIO, settings: ExportSettings
) -> Job[RefiReport]:
    """A JSON list of tasks with `Labels`, `TextArea` for attributes and memos, and relations."""
    material = Material(content)
    total = len(content.documents)
    for done, document in enumerate(content.documents):
        yield JobProgress(done, total, tr("Writing {name}", name=document.name))
        task = _task(material, document, done + 1)
        file.write(b",\n" if done else b"[\n")
        file.write(json.dumps(task, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    file.write(b"\n]\n" if content.documents else b"[]\n")
    return preview_label_studio(content, settings)


def _task(material: Material, document: Document, number: int) -> dict[str, Any]:
    meta = {"document": document.name, **material.said.get(document.guid, {})}
    annotations = [
        {
            "id": place,
            "completed_by": {"email": "", "first_name": name, "last_name": ""},
            "result": [*_regions(material, document, coder), *_links(material, document, coder)],
        }
        for place, (coder, name) in enumerate(material.coders.items(), 1)
        if material.codings(document.guid, coder)
    ]
    return {
        "id": number,
        "data": {"text": document.text, "meta": meta},
        "annotations": annotations,
    }


def _regions(material: Material, document: Document, coder: str) -> Iterator[dict[str, Any]]:
    for one in material.codings(document.guid, coder):
        for place, span in enumerate(one.spans):
            where = {
                "start": span.start,
                "end": span.end,
                "text": document.text[span.start : span.end],
            }
            identity = one.guid if place == 0 else f"{one.guid}-{place + 1}"
            common = {"id": identity, "to_name": "text"}
            label = [material.paths[one.code]]
            yield common | {
                "from_name": "label",
                "type": "labels",
                "value": where | {"labels": label},
                "created": format_time(one.created),
            }
            if place:
                continue
            said = [f"{n}: {text_of(v)}" for n, v in material.attributes(one).items()]
            for name, texts in (("attributes", said), ("memo", [material.memos.get(one.guid, "")])):
                if any(texts):
                    yield common | {
                        "from_name": name,
                        "type": "textarea",
                        "value": where | {"text": texts},
                    }


def _links(material: Material, document: Document, coder: str) -> Iterator[dict[str, Any]]:
    for one in material.relations(document.guid, coder):
        yield {
            "type": "relation",
            "from_id": one.source,
            "to_id": one.target,
            "direction": "right",
            "labels": [material.kinds[one.kind]],
        }
