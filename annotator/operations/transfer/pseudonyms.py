"""A project with pseudonyms: a new one with new identities, in which names are replaced.

Texts, names of documents, attributes, memos, the codebook and what stands beside texts have the
pseudonyms; codings lie at the same words. Files that texts were read from, their digests, earlier
versions and the history stay behind. The project itself is not touched, and the list of names is in
neither. The new project's GUID follows from the old one's, so that the two are never merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from annotator.corpus.attribute_types import AttributeType
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.document import Document, DocumentAttribute
from annotator.corpus.identity import consensus_guid, is_guid, new_guid, pseudonym_guid
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.corpus.replacing import ReplacedText
from annotator.corpus.span import united
from annotator.corpus.structure import EMPTY, Element, Structure
from annotator.errors import UserError
from annotator.operations import projects, transfer
from annotator.operations.transfer.incoming import record_content
from annotator.operations.transfer.name_finding import FoundName, Names, candidates
from annotator.operations.viewing import Viewer

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """What came of it: how often each name was replaced in texts, documents, codings, and what
    stays behind or should be looked at, a sentence each."""

    replaced: Mapping[str, int]
    documents: int
    codings: int
    remarks: tuple[str, ...]


def write(
    viewer: Viewer, target: Path, coder: Coder, names: Mapping[str, str], *, overwrite: bool = False
) -> Job[Pseudonymised]:
    """Write the project with pseudonyms to `target`; a job. `names` has the pseudonym of each name.

    Nothing is at `target`, or what was there before, unless all could be written. UserError where
    it is in the way, the project is blind, or a pseudonym can't stand for its name.
    """
    if viewer.blind:
        raise UserError(
            tr(
                "The project is blind, so what others coded can't be carried. Show "
                "everybody’s work first (“annotator blind PROJECT --off”), or do it in "
                "a file that is not blind."
            )
        )
    projects.refuse_existing(target, overwrite=overwrite)
    yield JobProgress(0, 0, tr("Reading the project"))
    content = transfer.whole(viewer)
    making = _Making(Names(names), content.guid)
    made = yield from making.content(content)
    coder = making.coder(coder)
    with (
        projects.replacing(target) as partial,
        projects.write_new(
            partial, Codebook(), coder, made.name, is_coder=False, guid=made.guid
        ) as project,
        project.transaction("Write the project with pseudonyms", coder.guid, large=True) as step,
    ):
        yield from record_content(step.record, made)
    remarks = [*_left_behind(viewer), *making.remarks(made)]
    return Pseudonymised(
        dict(making.names.counted), len(made.documents), len(made.codings), tuple(remarks)
    )


def find(viewer: Viewer) -> list[FoundName]:
    """What in the texts could be names: speakers, addresses, numbers, words with capitals."""
    content = transfer.whole(viewer)
    return candidates(
        (document.text, content.structures.get(document.guid, EMPTY))
        for document in content.documents
    )


def _left_behind(viewer: Viewer) -> list[str]:
    return [one.message for one in transfer.kept_here(viewer)]


class _Making:
    """Makes the new content: texts first, then all that refers to them."""

    def __init__(self, names: Names, project: str) -> None:
        self.names = names
        new = pseudonym_guid(project)
        self._guids = {project: new, consensus_guid(project): consensus_guid(new)}
        self._texts: dict[str, ReplacedText] = {}

    def content(self, content: ProjectContent) -> Job[ProjectContent]:
        """The content with pseudonyms and new identities; a job."""
        documents, structures = [], {}
        for number, document in enumerate(content.documents):
            yield JobProgress(
                number,
                len(content.documents),
                tr("Replacing names in {number:,} texts", number=number + 1),
            )
            self._texts[document.guid] = text = self.names.replaced(document.text)
            documents.append(self._document(document, text))
            structure = content.structures.get(document.guid)
            if structure is not None:
                structures[self._guid(document.guid)] = self._structure(structure, text)
        codings = tuple(
            replace(
                self._anew(one),
                spans=united(map(self._texts[one.document].span, one.spans)),
            )
            for one in content.codings
        )
        said = self._all(content.document_attributes)
        return ProjectContent(
            guid=self._guid(content.guid),
            name=self.names.in_words(content.name),
            created=content.created,
            modified=content.modified,
            coders=self._all(content.coders),
            codebook=self._anew(content.codebook),
            documents=tuple(documents),
            codings=codings,
            relations=self._all(content.relations),
            memos=self._all(content.memos),
            statuses=self._all(content.statuses),
            document_attributes=said,
            document_sets=self._all(content.document_sets),
            persons=self._all(content.persons),
            attribute_types=self._types(content.attribute_types, said),
            structures=structures,
        )

    def coder(self, coder: Coder) -> Coder:
        """A coder as the new project knows them."""
        return self._anew(coder)

    def _guid(self, old: str) -> str:
        return self._guids.setdefault(old, new_guid())

    def _document(self, document: Document, text: ReplacedText) -> Document:
        return Document(
            guid=self._guid(document.guid),
            name=self.names.in_words(document.name),
            text=text.text,
            source=text.text.encode("utf-8"),
            encoding="utf-8",
            created=document.created,
            modified=document.modified,
        )

    def _structure(self, structure: Structure, text: ReplacedText) -> Structure:
        elements = []
        for one in structure:
            start = text.start(one.start)
            end = start if one.start == one.end else text.end(one.end)
            values = {
                name: self.names.in_words(value) if isinstance(value, str) else value
                for name, value in one.values.items()
            }
            elements.append(Element(one.kind, start, end, values))
        return Structure.of(elements)

    def _types(
        self, types: tuple[AttributeType, ...], said: Iterable[DocumentAttribute]
    ) -> tuple[AttributeType, ...]:
        """The types that what is said now fits; choices that became one are one."""
        values: dict[str, set[str]] = {}
        for one in said:
            values.setdefault(one.name, set()).add(one.value)
        anew = [replace(one, choices=tuple(dict.fromkeys(one.choices))) for one in self._all(types)]
        return tuple(one for one in anew if not any(map(one.fault, values.get(one.name, ()))))

    def _all(self, parts: tuple[_Part, ...]) -> tuple[_Part, ...]:
        return tuple(map(self._anew, parts))

    def _anew(self, part: _Part) -> _Part:
        """The same value with pseudonyms in its words and new GUIDs in place of the old ones."""
        return cast("_Part", self._changed(part))

    def _changed(self, value: Any) -> Any:
        if isinstance(value, str) and type(value) is str:
            return self._guid(value) if is_guid(value) else self.names.in_words(value)
        if isinstance(value, tuple):
            return tuple(map(self._changed, value))
        if isinstance(value, Mapping):
            return {self._changed(key): self._changed(one) for key, one in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            names = _fields_of(type(value))
            return replace(value, **{name: self._changed(getattr(value, name)) for name in names})
        return value

    def remarks(self, made: ProjectContent) -> list[str]:
        """Names of the list that are nowhere, and those that are part of other words still."""
        said = []
        unused = [name for name, number in self.names.counted.items() if not number]
        if unused:
            said.append(tr("Of the list nowhere in the texts: {unused}.", unused=_listed(unused)))
        left = self.names.left_in([document.text for document in made.documents])
        if left:
            said.append(tr("Still within other words of the texts: {left}.", left=_listed(left)))
        return said


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.init)


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:10])
    return f"{shown} and {len(names) - 10:,} more" if len(names) > 10 else shown
