"""What corpora are written from: a coder's codings of a document, with names in place of GUIDs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.corpus.codebook import Value
from annotator.corpus.coding import Coding, Relation
from annotator.corpus.document import Document
from annotator.corpus.project import ProjectContent
from annotator.exchange.attribute_names import attribute_names
from annotator.file_names import portable

PATH_SEPARATOR = " > "
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, eq=False)
class Material:
    """A project by names: paths of codes, names of coders, memos and attributes of codings."""

    content: ProjectContent

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The path of each code by its GUID."""
        book = self.content.codebook
        return {one.guid: PATH_SEPARATOR.join(book.path(one.guid)) for one in book.codes}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """By code a label of ASCII letters, digits and underscores, one a code: for formats whose
        labels are identifiers."""
        book = self.content.codebook
        return distinct({one.guid: one.name for _depth, one in book.walk()})

    @cached_property
    def coders(self) -> Mapping[str, str]:
        """The names of coders by GUID."""
        return {one.guid: one.name for one in self.content.coders}

    @cached_property
    def folders(self) -> Mapping[str, str]:
        """By coder a name that can be that of a folder."""
        names = distinct({one.guid: one.name for one in self.content.coders})
        return {coder: portable(name, "coder") for coder, name in names.items()}

    @cached_property
    def memos(self) -> Mapping[str, str]:
        """By subject (a GUID) all memos on it, a blank line between."""
        found: dict[str, list[str]] = {}
        for one in self.content.memos:
            found.setdefault(one.subject, []).append(one.text)
        return {subject: "\n\n".join(texts) for subject, texts in found.items()}

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The names of types of relations by GUID."""
        return {one.guid: one.name for one in self.content.codebook.relation_types}

    @cached_property
    def said(self) -> Mapping[str, dict[str, str]]:
        """By document (a GUID) what is said of it, by name."""
        found: dict[str, dict[str, str]] = {}
        for one in self.content.document_attributes:
            found.setdefault(one.document, {})[one.name] = one.value
        return found

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        book = self.content.codebook
        return {one.guid: attribute_names(book, one.guid) for one in book.codes}

    def attributes(self, coding: Coding) -> dict[str, Value]:
        """What a coding says, by name."""
        names = self._names[coding.code]
        return {names[guid]: said for guid, said in coding.attributes.items() if guid in names}

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str], list[Coding]]:
        found: dict[tuple[str, str], list[Coding]] = {}
        for one in self.content.codings:
            found.setdefault((one.document, one.coder), []).append(one)
        return found

    def codings(self, document: str, coder: str) -> Sequence[Coding]:
        """The codings of a document by a coder, in order."""
        return self._by_place.get((document, coder), ())

    def coded(self) -> Iterator[tuple[int, Document, str]]:
        """Number from 1, document and coder (a GUID) wherever somebody coded; a document that
        nobody coded comes with the first coder, or an empty GUID."""
        first = next(iter(self.coders), "")
        for number, document in enumerate(self.content.documents, 1):
            who = [guid for guid in self.coders if (document.guid, guid) in self._by_place]
            yield from ((number, document, coder) for coder in who or [first])

    @cached_property
    def _place_of(self) -> Mapping[str, tuple[str, str]]:
        return {one.guid: (one.document, one.coder) for one in self.content.codings}

    def together(self, relation: Relation) -> bool:
        """Whether both ends of a relation are one coder's codings of one document."""
        return self._place_of[relation.source] == self._place_of[relation.target]

    @cached_property
    def _relations(self) -> Mapping[tuple[str, str], list[Relation]]:
        found: dict[tuple[str, str], list[Relation]] = {}
        for one in self.content.relations:
            if self.together(one):
                found.setdefault(self._place_of[one.source], []).append(one)
        return found

    def relations(self, document: str, coder: str) -> Sequence[Relation]:
        """The relations between a coder's codings of a document."""
        return self._relations.get((document, coder), ())


def distinct(names: Mapping[str, str]) -> dict[str, str]:
    """For each key an identifier like its name, no two the same even where case does not count."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for key, name in names.items():
        base = _UNSAFE.sub("_", name).strip("_") or "unnamed"
        number, label = 1, base
        while label.casefold() in taken:
            number += 1
            label = f"{base}_{number}"
        taken.add(label.casefold())
        found[key] = label
    return found


def text_of(value: Value) -> str:
    """A value as one text."""
    return value if isinstance(value, str) else ", ".join(value)
