"""What a seal holds, to and from its row: JSON, compressed, with a digest that proves it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import numpy as np

from annotator.corpus.codebook import Value
from annotator.corpus.coding import Coder, CoderKind, Relation
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.document import DocumentFacts
from annotator.corpus.messages import tr
from annotator.corpus.moments import EPOCH
from annotator.corpus.span import Span
from annotator.corpus.team import Round
from annotator.errors import UserError
from annotator.operations.reliability import AgreementSettings, Selection
from annotator.operations.reliability.coded_work import CodedWork, SealedAnswers
from annotator.storage.codebook_json import codebook_from_json, codebook_to_json
from annotator.storage.study_rows import SealRow

FORMAT = 1
MOST_BYTES = 200_000_000
"""What the content of a seal may come to when it is unpacked."""
_DOCUMENT = ("guid", "name", "encoding", "characters", "sha256", "text_sha256")
_KEPT = ("unit", "rule", "min_overlap", "interval_method", "n_resamples", "seed")


@dataclass(frozen=True)
class SealedRound:
    """A round as it was closed. codebook: the digest of its version; at, coder: when it was sealed
    and by whom (a GUID)."""

    round: Round
    work: CodedWork
    settings: AgreementSettings
    selection: Selection
    codebook: str
    digest: str
    at: datetime
    coder: str


def packed(work: CodedWork) -> tuple[str, str]:
    """The content of a seal as text, and its digest."""
    answers = work.sealed or SealedAnswers()
    found = {
        "format": FORMAT,
        "codebook": codebook_to_json(work.codebook),
        "coders": [[one.guid, one.name, one.kind.value] for one in work.coders],
        "documents": [[getattr(one, name) for name in _DOCUMENT] for one in work.documents],
        "codings": [_codings(columns, answers.values) for columns in work.columns],
        "relations": [
            [one.guid, one.kind, one.source, one.target, one.coder] for one in answers.relations
        ],
        "done": sorted(map(list, work.done)),
        "assigned": sorted(map(list, work.assigned)),
    }
    text = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    content = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
    return content, _digest(content)


def _codings(columns: CodingColumns, values: Mapping[str, Mapping[str, Value]]) -> list[list[Any]]:
    return [
        [
            guid,
            columns.code[row],
            columns.coder[row],
            [[span.start, span.end] for span in columns.spans(row)],
            dict(values.get(guid, {})),
        ]
        for row, guid in enumerate(columns.guid)
    ]


def settings_to_json(settings: AgreementSettings, selection: Selection) -> dict[str, object]:
    """What the figures of the round are computed by."""
    kept = {name: value for name, value in asdict(settings).items() if name in _KEPT}
    states = ("finished", "assigned", "touched")
    return kept | {name: getattr(selection, name) for name in states}


def unpacked(row: SealRow, of: Round, at: datetime, coder: str) -> SealedRound:
    """The sealed round of a row. UserError where it is not what was sealed."""
    if _digest(row.content) != row.digest:
        raise UserError(
            tr(
                "The seal of the round {name} is broken: its content is not what was sealed."
                " Use a backup, or a colleague’s copy of the project.",
                name=of.name,
            )
        )
    try:
        found = json.loads(_inflated(row.content))
        work = _work(found)
        said = row.settings
        settings = AgreementSettings(**{name: said[name] for name in _KEPT})  # type: ignore[arg-type]
        selection = Selection(
            finished=said["finished"] is True,
            assigned=said["assigned"] is True,
            touched=said["touched"] is True,
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, zlib.error) as error:
        raise UserError(tr("The seal of the round {name} can’t be read.", name=of.name)) from error
    return SealedRound(of, work, settings, selection, row.codebook, row.digest, at, coder)


def _inflated(content: str) -> str:
    try:
        data = base64.b64decode(content, validate=True)
    except binascii.Error as error:
        raise ValueError("not base 64") from error
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(data, MOST_BYTES)
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ValueError("too large, or cut off")
    return text.decode()


def _work(found: Mapping[str, Any]) -> CodedWork:
    documents = [_document(dict(zip(_DOCUMENT, one, strict=True))) for one in found["documents"]]
    values = {
        coding[0]: {name: _value(value) for name, value in coding[4].items()}
        for codings in found["codings"]
        for coding in codings
        if coding[4]
    }
    relations = tuple(
        Relation(guid, kind, source, target, coder, EPOCH, EPOCH)
        for guid, kind, source, target, coder in found["relations"]
    )
    columns = [_columns(codings) for codings in found["codings"]]
    if len(columns) != len(documents):
        raise ValueError("codings of other documents")
    return CodedWork(
        codebook_from_json(found["codebook"]),
        documents,
        [Coder(guid, name, EPOCH, EPOCH, CoderKind(kind)) for guid, name, kind in found["coders"]],
        columns,
        frozenset((document, coder) for document, coder in found["done"]),
        assigned := frozenset((document, coder) for document, coder in found["assigned"]),
        pairs=assigned or None,
        sealed=SealedAnswers(values, relations),
    )


def _document(said: Mapping[str, Any]) -> DocumentFacts:
    return DocumentFacts(**said, created=EPOCH, modified=EPOCH)


def _value(value: object) -> Value:
    return value if isinstance(value, str) else tuple(map(str, _listed(value)))


def _listed(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise TypeError("a value is a text or a list of texts")
    return value


def _columns(codings: Sequence[Sequence[Any]]) -> CodingColumns:
    spans = [tuple(Span(start, end) for start, end in coding[3]) for coding in codings]
    guid, code, coder = ([str(coding[place]) for coding in codings] for place in range(3))
    return CodingColumns(
        guid,
        code,
        coder,
        np.array([own[0].start for own in spans], np.int64),
        np.array([own[-1].end for own in spans], np.int64),
        {row: own for row, own in enumerate(spans) if len(own) > 1},
    )


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
