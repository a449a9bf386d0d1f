"""doccano: JSON or JSON lines, an object a text; several people's work as an archive of files.

Source: doccano's export of sequence labelling (`label` or `labels` as [start, end, name], or
`entities` with `relations`) and of text classification (names alone), and that of early versions
(`annotations`, with labels by number). Offsets are code points,
unless the project counts grapheme clusters, which the file does not say.
"""

from __future__ import annotations

import json
from typing import Any, Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.programs.draft import (
    UNSURE,
    Draft,
    DraftCoding,
    DraftDocument,
    DraftMemo,
    DraftRelation,
)
from annotator.exchange.programs.files import HEAD, Files
from annotator.exchange.programs.json_values import (
    LARGEST,
    object_in,
    objects_of,
    parse_any,
    text_in,
    whole_in,
)
from annotator.exchange.programs.program import Source
from annotator.exchange.refi.report import DOUBTFUL, LEFT_BEHIND

_TEXTS: Final = ("text", "data")
_LABELS: Final = ("label", "labels")
_NUMBERED: Final = "annotations"
"""Labels as versions before 1.1 wrote them: by numbers, with everybody's users."""
_NAMES: Final = ("filename", "name", "title", "upload_name")
_OWN: Final = frozenset(
    (
        *(*_TEXTS, *_LABELS, _NUMBERED, "id", "entities", "relations", "Comments", "comments"),
        *("cats", "meta", "annotation_approver"),
    )
)


def recognises(files: Files) -> bool:
    """Whether every file is JSON whose first object has a text with labels at places."""
    names = files.ending(".jsonl", ".json") if not files.only else [files.only]
    return (
        bool(names)
        and len(names) == len(files.names)
        and all(_is_labelled(first_object(files, name)) for name in names[:10])
    )


def first_object(files: Files, name: str) -> dict[str, Any]:
    """The first object of a list or of JSON lines, empty where there is none. A text can be longer
    than what is looked at first."""
    head = files.head(name)
    found = _first_object(head)
    if not found and len(head) == HEAD and _is_object(head.decode("utf-8-sig", "ignore")):
        found = _first_object(files.read(name, LARGEST))
    return found


def _is_object(text: str) -> bool:
    return text.lstrip().removeprefix("[").lstrip().startswith("{")


def _first_object(data: bytes) -> dict[str, Any]:
    text = data.decode("utf-8-sig", "ignore")
    if not _is_object(text):
        return {}
    try:
        value, _end = json.JSONDecoder().raw_decode(text, text.index("{"))
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _is_labelled(one: dict[str, Any]) -> bool:
    if not any(isinstance(one.get(name), str) for name in _TEXTS):
        return False
    entities = one.get("entities")
    if isinstance(entities, list) and all("start_offset" in e for e in objects_of(entities)):
        return "id" in one or bool(entities)
    if isinstance(one.get(_NUMBERED), list) and "annotation_approver" in one:
        return True
    labels = next((one[name] for name in _LABELS if isinstance(one.get(name), list)), None)
    if labels is None:
        return False
    if labels and all(isinstance(label, str) for label in labels):
        return "Comments" in one
    return "id" in one if not labels else all(map(_is_place, labels))


def _is_place(label: object) -> bool:
    return isinstance(label, list) and len(label) == 3 and isinstance(label[2], str)


def read(source: Source) -> Job[Draft]:
    """Every text with everybody's labels."""
    draft = Draft("doccano", source.stem)
    names = [source.files.only] if source.files.only else source.files.ending(".jsonl", ".json")
    texts: dict[str, DraftDocument] = {}
    for number, name in enumerate(names):
        yield JobProgress(number, len(names), tr("Reading {name}", name=name))
        coder = name.rpartition("/")[2].rpartition(".")[0]
        for at, one in enumerate(parse_any(source.files.read(name, LARGEST), name), 1):
            said = text_in(object_in(one, "meta"), "coder")
            _task(draft, one, said or coder, at, texts)
    if not draft.documents:
        raise UserError(tr("“{name}” holds no texts with labels.", name=source.name))
    return draft


def _task(
    draft: Draft, one: dict[str, Any], coder: str, at: int, texts: dict[str, DraftDocument]
) -> None:
    text = next((one[name] for name in _TEXTS if isinstance(one.get(name), str)), "")
    meta = object_in(one, "meta")
    key = text_in(meta, "document_id") or text_in(one, "id") or str(at)
    known = texts.get(key)
    if known is not None and known.raw != text:
        key = f"{key} ({coder})"
    if key not in texts:
        names = [text_in(meta, "document"), *(text_in(one, name) for name in _NAMES)]
        name = next(filter(None, names), "")
        texts[key] = DraftDocument(key, name or f"{draft.name} {key}", text, UNSURE)
        draft.documents.append(texts[key])
        for name in one:
            if name not in _OWN and name not in _NAMES:
                draft.say(key, name, text_in(one, name))
    entities = objects_of(one.get("entities"))
    for name in () if entities else _LABELS:  # some files have both, which say the same
        for label in one[name] if isinstance(one.get(name), list) else ():
            _label(draft, label, key, coder)
    for entity in entities:
        place = [whole_in(entity, "start_offset"), whole_in(entity, "end_offset")]
        _label(draft, [*place, text_in(entity, "label")], key, coder, entity)
    for numbered in objects_of(one.get(_NUMBERED)):
        _numbered(draft, numbered, key)
    for relation in objects_of(one.get("relations")):
        ends = [f"{key}\t{coder}\t{text_in(relation, end)}" for end in ("from_id", "to_id")]
        draft.relations.append(DraftRelation(text_in(relation, "type"), ends[0], ends[1], coder))
    comments = one.get("Comments", one.get("comments"))
    for comment in comments if isinstance(comments, list) else ():
        words = comment if isinstance(comment, str) else ""
        if isinstance(comment, dict):
            words = text_in(comment, "text")
        draft.memos.append(DraftMemo("document", key, words, coder))


def _numbered(draft: Draft, one: dict[str, Any], document: str) -> None:
    """A label by its number, at a place or of the whole text, and whose it is."""
    number, coder = text_in(one, "label"), text_in(one, "user")
    if not number:
        return
    message = tr("{n|label is|labels are} a number there; the names are not in the file.")
    draft.findings.tally(tr("codings"), message, DOUBTFUL)
    name, coder = f"Label {number}", f"user {coder}" if coder else ""
    if coder:
        draft.coders.append(coder)
    start, end = whole_in(one, "start_offset"), whole_in(one, "end_offset")
    if start is None or end is None:
        draft.codings.append(DraftCoding(document, draft.code_named(name), coder, whole=True))
    else:
        coding = DraftCoding(document, draft.code_named(name), coder, ((start, end),))
        draft.codings.append(coding)


def _label(
    draft: Draft,
    label: object,
    document: str,
    coder: str,
    entity: dict[str, Any] | None = None,
) -> None:
    """A label at a place, or of the whole text where it is a name alone."""
    if isinstance(label, str):
        draft.codings.append(DraftCoding(document, draft.code_named(label), coder, whole=True))
        return
    found = label
    if (
        not isinstance(found, list)
        or len(found) != 3
        or not isinstance(found[0], int)
        or not isinstance(found[1], int)
        or not isinstance(found[2], str)
    ):
        message = tr("{n|label is|labels are} not as the format has them.")
        draft.findings.tally(tr("codings"), message, LEFT_BEHIND)
        return
    start, end, name = found
    key = f"{document}\t{coder}\t{text_in(entity, 'id')}" if entity else ""
    coding = DraftCoding(document, draft.code_named(name), coder, ((start, end),), key=key)
    draft.codings.append(coding)
