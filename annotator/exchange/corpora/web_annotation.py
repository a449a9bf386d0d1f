"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/), a collection in JSON-LD.

A coding is an annotation: the code as a tag, memo and values as comments, and its place by position
and by quotation, which are two ways to the same passage. Positions are code points, as the model
has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from annotator.corpus.coding import Coding
from annotator.corpus.document import Document
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.exchange.corpora import losses
from annotator.exchange.corpora.material import Material, text_of
from annotator.exchange.exporters.exporter import ExportSettings
from annotator.exchange.refi.report import RefiReport
from annotator.exchange.times import format_time

_AROUND: Final = 32
"""Characters before and after a quotation, by which it is found again."""
_HOLDS = frozenset({losses.PARTS, losses.ATTRIBUTES, losses.MEMOS, losses.RELATIONS, losses.TIMES})


def preview(content: ProjectContent, settings: ExportSettings) -> RefiReport:
    """What the model can't hold."""
    return losses.report("W3C Web Annotation", content, _HOLDS)


def write(content: ProjectContent, file: BinaryIO, settings: ExportSettings) -> Job[RefiReport]:
    """Write one collection with all annotations on one page, UTF-8."""
    material = Material(content)
    total = len(content.codings)
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:uuid:{content.guid}",
        "type": "AnnotationCollection",
        "label": content.name,
        "total": total + len(content.relations),
    }
    page = {"id": f"urn:uuid:{content.guid}#page-1", "type": "AnnotationPage", "startIndex": 0}
    file.write(json.dumps(head, ensure_ascii=False)[:-1].encode("utf-8"))
    file.write(b', "first": ' + json.dumps(page)[:-1].encode() + b', "items": [\n')
    documents = {one.guid: one for one in content.documents}
    separator = b""
    for done, one in enumerate(_annotations(material, documents)):
        if done % 1000 == 0:
            yield JobProgress(done, total, tr("Writing"))
        file.write(separator + json.dumps(one, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        separator = b",\n"
    file.write(b"\n]}}\n")
    return preview(content, settings)


def _annotations(material: Material, documents: dict[str, Document]) -> Iterator[dict[str, Any]]:
    for one in material.content.codings:
        yield _annotation(material, one, documents[one.document])
    for relation in material.content.relations:
        yield {
            "id": f"urn:uuid:{relation.guid}",
            "type": "Annotation",
            "motivation": "linking",
            "creator": _creator(material, relation.coder),
            "created": format_time(relation.created),
            "body": [
                _body(material.kinds[relation.kind], "tagging"),
                {"id": f"urn:uuid:{relation.target}", "purpose": "linking"},
            ],
            "target": f"urn:uuid:{relation.source}",
        }


def _creator(material: Material, coder: str) -> dict[str, str]:
    return {"id": f"urn:uuid:{coder}", "type": "Person", "name": material.coders[coder]}


def _body(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain"}


def _annotation(material: Material, one: Coding, document: Document) -> dict[str, Any]:
    bodies = [_body(material.paths[one.code], "tagging")]
    bodies += [
        _body(f"{name}: {text_of(said)}", "describing")
        for name, said in material.attributes(one).items()
    ]
    if memo := material.memos.get(one.guid):
        bodies.append(_body(memo, "commenting"))
    targets = [_target(document, span.start, span.end) for span in one.spans]
    return {
        "id": f"urn:uuid:{one.guid}",
        "type": "Annotation",
        "motivation": "tagging",
        "creator": _creator(material, one.coder),
        "created": format_time(one.created),
        "modified": format_time(one.modified),
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(document: Document, start: int, end: int) -> dict[str, Any]:
    text = document.text
    return {
        "source": {
            "id": f"urn:uuid:{document.guid}",
            "type": "Text",
            "format": "text/plain",
            "label": document.name,
        },
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _AROUND) : start],
                "suffix": text[end : end + _AROUND],
            },
        ],
    }
