"""What is in a project, in numbers: documents, codes, coders, and how many codings each has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.document import DocumentFacts
from annotator.corpus.project import ProjectFacts
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, coding_queries, document_files, queries, schema

SCHEMA = schema.VERSION
"""The version of the project file."""


@dataclass(frozen=True)
class Inventory:
    """What there is, by GUID. `attributes` are those of documents, by document and name; `files`
    the digests (SHA-256) of the files that documents were read from. `codings` and `from_cue`
    (those that began from a cue) are counted by document, code and coder."""

    project: ProjectFacts
    documents: list[DocumentFacts]
    attributes: Mapping[str, Mapping[str, str]]
    files: Mapping[str, str]
    codebook: Codebook
    coders: list[Coder]
    codings: Counter[tuple[str, str, str]]
    from_cue: Counter[tuple[str, str, str]]


def inventory(viewer: Viewer) -> Inventory:
    """What the viewer may see of a project."""
    said: dict[str, dict[str, str]] = {}
    with viewer.reading() as connection:
        for one in queries.document_attributes(connection):
            said.setdefault(one.document, {})[one.name] = one.value
        documents = queries.documents(connection)
        origins = document_files.origins(connection)
        return Inventory(
            queries.project(connection),
            documents,
            said,
            {d.guid: origins[d.guid].sha256 if d.guid in origins else d.sha256 for d in documents},
            codebook_queries.codebook(connection),
            queries.coders(connection),
            coding_queries.coding_counts(connection),
            coding_queries.cue_counts(connection),
        )
