"""Work that comes in on another version of a text is brought over to the version here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from annotator.corpus.coding import Coding
from annotator.corpus.document import Document
from annotator.corpus.job import Job
from annotator.corpus.messages import number_of, tr
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Spans, passage
from annotator.exchange.refi import LEFT_BEHIND, SETTLED, RefiFinding
from annotator.operations.documents.aligning import align
from annotator.operations.documents.text_aligning import (
    line_of_difference,
    one_identity,
    same_but_for_spaces,
)
from annotator.storage import queries
from annotator.storage.document_chain import latest_versions
from annotator.storage.history import Recorder

_LONGEST = 60


def on_latest_versions(
    record: Recorder, content: ProjectContent, existing: ProjectContent
) -> Job[tuple[ProjectContent, tuple[RefiFinding, ...]]]:
    """The content with the texts that were corrected here as they are now, and its codings moved
    with their passages; a job. A coding whose passage was changed is left behind, and told."""
    current = {document.text: document for document in existing.documents}
    by_guid = {document.guid: document for document in existing.documents}
    earlier: dict[str, Document] = {}
    for old, new in latest_versions(record.connection).items():
        if new in by_guid:
            earlier[queries.document_text(record.connection, old)] = by_guid[new]
    findings: list[RefiFinding] = []
    for document in content.documents:
        if document.text not in current and document.text in earlier:
            latest = earlier[document.text]
            alignment = yield from align(document.text, latest.text)
            content = _moved(content, document, latest, alignment.image, _CORRECTED, findings)
    return content, tuple(findings)


def on_texts_here(
    content: ProjectContent, existing: ProjectContent
) -> Job[tuple[ProjectContent, tuple[RefiFinding, ...]]]:
    """The content with texts that differ from those of the same documents here as they are here,
    its codings at the same passages; a job. A coding without one is left behind, and told."""
    findings: list[RefiFinding] = []
    known = {coding.guid: coding for coding in existing.codings}
    alike = yield from one_identity(content.documents, existing.documents)
    for document, ours, alignment in alike:
        line = line_of_difference(ours.text, document.text)
        words = _Words(
            tr(
                "Its text in the file is another one, from line {line:,} on; the text here stays.",
                line=line,
            ),
            "finds no place in the text here, which is another one",
        )
        content = _moved(content, document, ours, alignment.image, words, findings)
        content = replace(
            content, codings=tuple(_as_here(coding, ours, known) for coding in content.codings)
        )
    return content, tuple(findings)


def _as_here(coding: Coding, document: Document, known: Mapping[str, Coding]) -> Coding:
    """A coding that is here already has the boundaries that it has here, where only white space at
    its ends would make another passage of it."""
    ours = known.get(coding.guid)
    if ours is None or coding.document != document.guid or ours.document != document.guid:
        return coding
    if same_but_for_spaces(document.text, coding.spans, ours.spans):
        return replace(coding, spans=ours.spans)
    return coding


class _Words(NamedTuple):
    """What is said of a text, and of a passage that is not in the text here."""

    text: str
    passage: str


_CORRECTED = _Words(
    tr("Its text was corrected here since."), "was changed in the later version that is here"
)


def _moved(
    content: ProjectContent,
    old: Document,
    new: Document,
    image: Callable[[Spans], Spans | None],
    said: _Words,
    findings: list[RefiFinding],
) -> ProjectContent:
    place = tr("document “{name}”", name=old.name)
    codings: list[Coding] = []
    number = 0
    for coding in content.codings:
        if coding.document != old.guid:
            codings.append(coding)
            continue
        spans = image(coding.spans)
        if spans is not None:
            number += 1
            codings.append(replace(coding, document=new.guid, spans=spans))
            continue
        words = " ".join(passage(old.text, coding.spans).split())
        shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        where = tr(
            "{place}, coding at {start} to {end}", place=place, start=coding.start, end=coding.end
        )
        message = f"The passage “{shown}” {said.passage}."
        findings.append(RefiFinding(LEFT_BEHIND, where, message))
    moved = number_of(number, "coding moved with its passage", "codings moved with their passages")
    message = f"{said.text} {moved}."
    findings.append(RefiFinding(SETTLED, place, message))
    return _without_loose_ends(content, old, new, codings)


def _without_loose_ends(
    content: ProjectContent, old: Document, new: Document, codings: list[Coding]
) -> ProjectContent:
    """The content with `new` in the place of `old`, and nothing that refers to what is gone."""
    kept = {coding.guid for coding in codings}
    gone = {coding.guid for coding in content.codings} - kept
    documents = {one.guid: one for one in (new if one is old else one for one in content.documents)}
    guid = {old.guid: new.guid}
    return replace(
        content,
        documents=tuple(documents.values()),
        codings=tuple(codings),
        relations=tuple(
            one for one in content.relations if one.source in kept and one.target in kept
        ),
        memos=tuple(
            replace(one, subject=guid.get(one.subject, one.subject))
            for one in content.memos
            if one.subject not in gone
        ),
        statuses=tuple(
            replace(one, document=guid.get(one.document, one.document)) for one in content.statuses
        ),
        document_attributes=tuple(
            replace(one, document=guid.get(one.document, one.document))
            for one in content.document_attributes
        ),
    )
