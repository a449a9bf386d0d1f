"""Whether a project file is sound: as a database, and in what it means."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from annotator.corpus.document import Document
from annotator.corpus.messages import tr
from annotator.operations.documents import text_digest
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, coding_queries, identical_codings, queries
from annotator.storage.checking import row_faults, storage_faults
from annotator.storage.project_file import ProjectFile


def check(project: ProjectFile) -> list[str]:
    """Everything that is wrong with the project, a sentence each; empty where it is sound."""
    with project.reading() as connection:
        found = list(storage_faults(connection))
        if found:  # what a damaged file says of itself is worth nothing
            return found
        found += row_faults(connection)
        rows = (*queries.documents(connection), *queries.replaced_documents(connection))
        digests = {row.guid: row for row in rows}
        earlier = queries.full_documents(connection, earlier=True, origins=False)
        for document in (*queries.full_documents(connection, origins=False), *earlier):
            facts = digests[document.guid]
            found += _text_faults(document, facts.characters, facts.sha256, facts.text_sha256)
    return found


def remarks(viewer: Viewer) -> list[str]:
    """What is no damage but should be known, a sentence each: codings that say the same."""
    with viewer.reading() as connection:
        groups = identical_codings.groups(connection)
        found = coding_queries.codings(connection, guids=[group[0] for group in groups])
        names = {row.guid: row.name for row in queries.documents(connection)}
        names |= {row.guid: row.name for row in queries.replaced_documents(connection)}
        codes = codebook_queries.codebook(connection).by_guid
        coders = {coder.guid: coder.name for coder in queries.coders(connection)}
    times = {group[0]: len(group) for group in groups}
    return [
        tr(
            "In “{names}”, characters {start:,} to {end:,}, {coders} coded “{name}”"
            " {times} times. Agreement counts it once.",
            names=names[one.document],
            start=one.start,
            end=one.end,
            coders=coders[one.coder],
            name=codes[one.code].name,
            times=times[one.guid],
        )
        for one in found
    ]


def _text_faults(
    document: Document, characters: int, sha256: str, text_sha256: str
) -> Iterator[str]:
    name = f"The document “{document.name}”"
    if len(document.text) != characters:
        yield tr(
            "{name} has {count:,} characters, not {characters:,}.",
            name=name,
            count=len(document.text),
            characters=characters,
        )
    if hashlib.sha256(document.source).hexdigest() != sha256:
        yield tr("{name}: its original bytes are not those that were added.", name=name)
    if text_digest(document.text) != text_sha256:
        yield tr("{name}: its text is not the one that was added.", name=name)
    if "\r" in document.text:
        yield tr("{name} has line ends that are not LF.", name=name)
