"""The codings of a project as columns, with what names and numbers in them stand for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from annotator.corpus.attribute_types import Types
from annotator.corpus.codebook import Attribute, Codebook
from annotator.corpus.coding import Coder, CoderKind
from annotator.corpus.document import DocumentFacts
from annotator.operations.retrieval.texts import ProjectTexts
from annotator.operations.retrieval.values import Said
from annotator.operations.viewing import Viewer
from annotator.retrieval.arrays import Bools
from annotator.retrieval.columns import CodingTable
from annotator.storage import coding_queries


@dataclass(frozen=True, eq=False)
class LoadedCodings:
    """The codings that a viewer may see, of the documents as they are now.

    `guids` are the codings in the order of `table`; numbers of codes, coders and documents in it
    are places in `codes`, `coders` and `documents`. `document_values` are what is said of documents
    (GUIDs), by name, and `document_types` what is declared of these names.
    """

    viewer: Viewer
    table: CodingTable
    guids: Sequence[str]
    documents: Sequence[DocumentFacts]
    codes: Sequence[str]
    coders: Sequence[Coder]
    codebook: Codebook
    document_values: Mapping[str, Mapping[str, str]]
    document_types: Types
    texts: ProjectTexts
    _said: dict[str, dict[int, Said]] = field(default_factory=dict)

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The number of each coding by its GUID."""
        return {guid: number for number, guid in enumerate(self.guids)}

    def marked(self, guids: Iterable[str]) -> Bools:
        """(codings,) which codings are among these GUIDs; others are passed over."""
        numbers = [self.number_of[guid] for guid in guids if guid in self.number_of]
        found = np.zeros(len(self.table), dtype=np.bool_)
        found[numbers] = True
        return found

    def of_coders(self, guids: Collection[str]) -> Bools:
        """(codings,) which codings are by one of these coders (GUIDs)."""
        wanted = np.array([one.guid in guids for one in self.coders], dtype=np.bool_)
        return np.asarray(wanted[self.table.coder])

    def said(self, attribute: Attribute) -> dict[int, Said]:
        """By number what the codings of the attribute's code say in it, where they say something;
        read once."""
        if attribute.guid not in self._said:
            with self.viewer.reading() as connection:
                rows = coding_queries.values_of(connection, attribute.guid)
            numbers = ((self.number_of.get(guid), json.loads(text)) for guid, text in rows)
            self._said[attribute.guid] = {
                number: value
                for number, value in numbers
                if number is not None and value and self.code_of(number) == attribute.code
            }
        return self._said[attribute.guid]

    def code_of(self, number: int) -> str:
        """The code (GUID) of a coding."""
        return self.codes[int(self.table.code[number])]

    @property
    def persons(self) -> list[int]:
        """The numbers of the coders who are persons."""
        return [n for n, one in enumerate(self.coders) if one.kind is CoderKind.PERSON]
